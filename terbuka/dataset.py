"""What a dataset is: its description, its columns, and its rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Model
from django.utils import formats

from inti.models import Kabupaten
from terbuka.choices import LingkupToken
from terbuka.kolom import Kolom
from terbuka.queries.bentuk import Hasil
from terbuka.queries.simpanan import Terbitan, tersimpan


@dataclass(frozen=True)
class Dataset:
    """One published table. `lingkup` None: open to everybody; `sumber_model` are the tables whose
    changes change it; `waktu` the column that tells which time a row speaks of."""

    slug: str
    judul: str
    uraian: str
    satuan: str
    sumber: str
    pemutakhiran: str
    kolom: tuple[Kolom, ...]
    baca: Callable[[Kabupaten], Iterable[Hasil]]
    sumber_model: tuple[type[Model], ...] = ()
    lingkup: LingkupToken | None = None
    waktu: str = ""
    disamarkan: bool = False

    @cached_property
    def saringan(self) -> tuple[Kolom, ...]:
        """The columns by which the interface filters."""
        return tuple(satu for satu in self.kolom if satu.saring)

    def terbitan(self, kabupaten: Kabupaten) -> Terbitan[list[Hasil]]:
        """All rows, kept in the process while nothing behind them changes."""
        return tersimpan(
            (self.slug, kabupaten.pk), self.sumber_model, lambda: list(self.baca(kabupaten))
        )

    def masa(self, baris: list[Hasil]) -> str:
        """The first and the last time the rows speak of: "31 Januari 2022 sampai 31 Mei 2026"."""
        waktu = {satu[self.waktu] for satu in baris} if self.waktu else set()
        ujung = dict.fromkeys((min(waktu), max(waktu))) if waktu else ()
        return " sampai ".join(
            formats.date_format(w, "j F Y") if isinstance(w, date) else str(w) for w in ujung
        )
