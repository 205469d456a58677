"""Steps taken at the same moment, each in a thread and a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from inti.exceptions import AturanDilanggar


def bersamaan(*langkah):
    """Run the steps at the same moment; the result of each, or the refusal."""
    mulai = Barrier(len(langkah))

    def jalankan(satu):
        try:
            mulai.wait(timeout=10)
            return satu()
        except AturanDilanggar as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(langkah)) as pool:
        return list(pool.map(jalankan, langkah))
