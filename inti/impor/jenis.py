"""What an import is: the declaration an app writes, and the rows it works on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.forms import Form

from inti.excel.baca import Baris, Lembar
from inti.excel.periksa import Batas
from inti.excel.sel import Nilai
from inti.excel.tajuk import KolomBaca, Tabel


class StatusBaris(TextChoices):
    BARU = "baru", "Baru"
    BERUBAH = "berubah", "Berubah"
    SAMA = "sama", "Sama"
    DITOLAK = "ditolak", "Ditolak"


@dataclass(frozen=True)
class Catatan:
    """One remark on a row. A galat refuses the row, a peringatan needs the user's tick."""

    pesan: str
    kolom: str = ""  # name of the column; empty: the row as a whole
    galat: bool = True


class PilihanBentrok(TextChoices):
    SAYA = "saya", "Isi berkas"
    REKAN = "rekan", "Isi aplikasi"


@dataclass(frozen=True)
class Bentrok:
    """A value that was changed both in the file and in the application since it was handed out.

    `kunci` names it within the file, `terhadap` is what stands in the application now: a choice
    (`pilihan`, empty while there is none) holds against that only. `isi` is what the kind's
    `templat_bentrok` shows of it as `t`.
    """

    kunci: str
    terhadap: str
    pilihan: str
    isi: dict[str, Any]


@dataclass
class BarisImpor:
    """One row of the file: what was read, what was found, what it would do.

    `lembar` and `nomor` say where it stands. `isi` holds the value per column, None where the cell
    is empty or unreadable; `mentah` the cell itself. The check of the kind sets
    `hasil` (BARU, BERUBAH or SAMA), `judul`, `lama` and `baru` for the preview, and `objek` for its
    own `terapkan`.
    """

    nomor: int
    lembar: str = ""
    isi: dict[str, Any] = field(default_factory=dict)
    mentah: dict[str, Nilai] = field(default_factory=dict)
    catatan: list[Catatan] = field(default_factory=list)
    hasil: StatusBaris = StatusBaris.BARU
    judul: str = ""
    lama: str = ""
    baru: str = ""
    objek: Any = None
    bentrok: Bentrok | None = None

    def galat(self, pesan: str, kolom: str = "") -> None:
        self.catatan.append(Catatan(pesan, kolom))

    def peringatan(self, pesan: str, kolom: str = "") -> None:
        self.catatan.append(Catatan(pesan, kolom, galat=False))

    @property
    def letak(self) -> tuple[str, int]:
        """Its place in the file: sheet and row number."""
        return self.lembar, self.nomor

    @property
    def is_ditolak(self) -> bool:
        return bool(self.catatan) and any(catatan.galat for catatan in self.catatan)

    @property
    def status(self) -> StatusBaris:
        return StatusBaris.DITOLAK if self.is_ditolak else self.hasil

    def has_galat(self, kolom: str) -> bool:
        """Whether this column's cell was refused already, so that it is not called empty too."""
        return any(catatan.galat and catatan.kolom == kolom for catatan in self.catatan)


@dataclass(frozen=True)
class Bacaan:
    """The tables of a workbook, and what else the kind has read from it for its own check."""

    tabel: list[Tabel]
    penanda: Any = None

    def alir(self) -> Iterator[tuple[Tabel, Iterable[Baris]]]:
        """Each table with its data rows, to be gone through as often as needed."""
        return ((tabel, tabel) for tabel in self.tabel)


@dataclass(frozen=True)
class Temuan:
    """What the check says of the file as a whole.

    `peringatan` need a tick like those of rows; `akibat` are steps beside the rows themselves
    ("12 survei diajukan"), so a file without new rows may still have something to do;
    `keterangan` only tells.
    """

    peringatan: tuple[str, ...] = ()
    akibat: tuple[str, ...] = ()
    keterangan: tuple[str, ...] = ()


@dataclass(frozen=True)
class JenisImpor:
    """A kind of import.

    `form_class(data, pengguna=…)` asks for its parameters; their cleaned values are handed to
    `periksa` and `terapkan`. `kenali(lembar)` may recognise a workbook of its own, with tables on
    several sheets; its `penanda` joins the parameters of `periksa`, and so do the choices made
    between values in conflict (`pilihan`: key → choice, what it was made against), which
    `templat_bentrok` shows. `periksa(baris, parameter, pengguna)` looks at all rows at once, in a
    number of queries that does not depend on them. `terapkan(baris, parameter, oleh=, alasan=)`
    writes the rows without galat through the app's workflows and returns, as JSON, what
    `urungkan(jejak, oleh=)` needs to take it back, and from which `lanjutan(jejak)` names the next
    steps (link text, URL); `parameter["impor"]` is the Impor being applied. Both run in one
    transaction and may raise
    AturanDilanggar.

    A kind for files of any length sets `bagian`, the rows per batch: the file is then read as a
    stream, and `periksa` and `terapkan` see one batch after the other, each batch applied before
    the next one is checked, the last of them still in the same transaction. What the batches of
    one run share is made once by `siapkan(parameter, pengguna)` and stands in
    `parameter["keadaan"]`; it may go through the file beforehand (`parameter["bacaan"]`) and leave
    what it learnt, as JSON, in `parameter["bekal"]`, which is there again when the file is applied.
    `tutup(parameter)` follows the last batch. `urungkan` is called once per batch, last one first.
    `teks` lets delimited text (`|`) in as well. `pembaca(tabel, parameter)` may read rows in a
    quicker way than cell by cell. `batas` is what a file may cost, where that is not the usual.
    """

    kode: str
    judul: str
    uraian: str
    izin: str
    lanjut: tuple[str, str]  # where to see what was stored: link text, URL name
    kolom: tuple[KolomBaca, ...]
    form_class: Callable[..., Form]
    periksa: Callable[[Sequence[BarisImpor], dict[str, Any], Any], Temuan]
    terapkan: Callable[..., dict[str, Any]]
    urungkan: Callable[..., None]
    salah_satu: tuple[tuple[str, ...], ...] = ()
    kenali: Callable[[Sequence[Lembar]], Bacaan | None] | None = None
    bagian: int | None = None
    siapkan: Callable[[dict[str, Any], Any], Any] | None = None
    teks: bool = False
    templat_bentrok: str = ""
    lanjutan: Callable[[dict[str, Any]], list[tuple[str, str]]] | None = None
    tutup: Callable[[dict[str, Any]], Temuan] | None = None
    pembaca: Callable[[Tabel, dict[str, Any]], Callable[[Baris], BarisImpor]] | None = None
    batas: Batas | None = None

    @property
    def batas_berkas(self) -> Batas:
        """What one file of this kind may cost."""
        return self.batas or Batas(berkas=settings.UNGGAH_MAKS_BYTE)

    @property
    def is_pribadi(self) -> bool:
        """Whether its files hold personal data."""
        return any(kolom.pribadi for kolom in self.kolom)


_DAFTAR: dict[str, JenisImpor] = {}


def daftarkan(jenis: JenisImpor) -> JenisImpor:
    """Register a kind of import; called when an app's `impor` module is loaded."""
    _DAFTAR[jenis.kode] = jenis
    return jenis


def get_jenis(kode: str) -> JenisImpor | None:
    return _DAFTAR.get(kode)


def daftar_jenis(pengguna: Any) -> list[JenisImpor]:
    """The kinds this user may import, by title."""
    boleh = [jenis for jenis in _DAFTAR.values() if pengguna.has_perm(jenis.izin)]
    return sorted(boleh, key=lambda jenis: jenis.judul)
