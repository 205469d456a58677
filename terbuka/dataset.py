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
    """One published table, with its data standard (Perpres 39/2019: konsep, definisi as `uraian`,
    klasifikasi, ukuran, satuan). `lingkup` None: open to everybody; `sumber_model` are the tables
    whose changes change it; `waktu` the column that tells which time a row speaks of."""

    slug: str
    judul: str
    konsep: str
    uraian: str
    klasifikasi: str
    ukuran: str
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

    def rentang(self, baris: list[Hasil]) -> tuple[date, date] | tuple[int, int] | tuple[()]:
        """The first and the last time (date or year) the rows speak of; empty when they tell none."""
        waktu = {satu[self.waktu] for satu in baris} if self.waktu else set()
        return (min(waktu), max(waktu)) if waktu else ()

    def masa(self, baris: list[Hasil]) -> str:
        """The same in words: "31 Januari 2022 sampai 31 Mei 2026"."""
        return " sampai ".join(
            formats.date_format(w, "j F Y") if isinstance(w, date) else str(w)
            for w in dict.fromkeys(self.rentang(baris))
        )
