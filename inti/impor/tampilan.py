"""What the import pages show: checked rows and stored summaries as plain values for templates."""

from dataclasses import dataclass
from typing import IO, Any

from django import forms

from inti.excel import sel
from inti.excel.tajuk import huruf_kolom
from inti.excel.tulis import Kolom, write_workbook
from inti.impor.jenis import BarisImpor, Catatan, JenisImpor, StatusBaris, get_jenis
from inti.impor.periksa import HasilPeriksa
from inti.models import Impor


CATATAN_MAKS, BERUBAH_MAKS, CONTOH_MAKS = 100, 50, 5
NADA = {  # tile of a status: icon
    StatusBaris.BARU: "plus-lg",
    StatusBaris.BERUBAH: "pencil",
    StatusBaris.SAMA: "check-lg",
    StatusBaris.DITOLAK: "x-circle",
}


@dataclass(frozen=True)
class BarisCatatan:
    """A remark as a table row: "baris 12", "D (Pembilang)", "74,5", the message."""

    nomor: int
    letak: str
    isi: str
    pesan: str


class Pratinjau:
    """A check result, cut to what a page can hold; the marked workbook has all of it."""

    def __init__(self, hasil: HasilPeriksa) -> None:
        self.hasil = hasil
        self.jumlah = ubin(hasil.jumlah)
        self.galat = [self._catatan(b, c) for b, c in hasil.galat[:CATATAN_MAKS]]
        self.galat_lain = len(hasil.galat) - len(self.galat)
        self.peringatan = [self._catatan(b, c) for b, c in hasil.peringatan[:CATATAN_MAKS]]
        self.peringatan_lain = len(hasil.peringatan) - len(self.peringatan)
        self.temuan = hasil.temuan.peringatan
        self.akibat = hasil.temuan.akibat
        self.berubah = hasil.contoh(StatusBaris.BERUBAH, BERUBAH_MAKS)
        self.berubah_lain = hasil.jumlah[StatusBaris.BERUBAH] - len(self.berubah)
        self.baru = hasil.contoh(StatusBaris.BARU, CONTOH_MAKS)
        self.sama = hasil.contoh(StatusBaris.SAMA, CONTOH_MAKS)

    def _catatan(self, baris: BarisImpor, catatan: Catatan) -> BarisCatatan:
        return BarisCatatan(
            baris.nomor,
            self.hasil.letak(catatan.kolom),
            baris.mentah.get(catatan.kolom, ""),
            catatan.pesan,
        )


class Riwayat:
    """A decided import as it was stored with it."""

    def __init__(self, impor: Impor) -> None:
        ringkasan = impor.ringkasan
        self.jumlah = ubin(ringkasan["jumlah"])
        self.akibat, self.temuan = ringkasan["akibat"], ringkasan["temuan"]
        self.alasan = ringkasan.get("alasan", "")
        galat = [satu for satu in ringkasan["tanda"] if satu[3]]
        self.galat = [
            BarisCatatan(baris, "" if kolom is None else huruf_kolom(kolom), "", pesan)
            for baris, kolom, pesan, _ in galat[:CATATAN_MAKS]
        ]
        self.galat_lain = len(galat) - len(self.galat)


def ubin(jumlah: dict[str, int]) -> list[tuple[str, str, int]]:
    """Counts as tiles: label, icon, number."""
    return [(status.label, NADA[status], jumlah[status.value]) for status in StatusBaris]


def sebut_parameter(impor: Impor) -> list[tuple[str, str]]:
    """The choices of the upload in words; those that no longer hold are left out."""
    jenis = get_jenis(impor.jenis)
    if jenis is None:
        return []
    form = jenis.form_class(impor.parameter["isian"], pengguna=impor.dibuat_oleh)
    form.is_valid()
    return [
        (str(form.fields[nama].label), _sebut_nilai(form.fields[nama], nilai))
        for nama, nilai in form.cleaned_data.items()
    ]


def _sebut_nilai(field: forms.Field, nilai: Any) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return field.label_from_instance(nilai)
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    return str(nilai)


def tulis_templat(jenis: JenisImpor) -> IO[bytes]:
    """An empty workbook with the headers of this kind, and what belongs under them."""
    kolom = []
    for k in jenis.kolom:
        format_kolom = {sel.kode: "teks", sel.tanggal: "tanggal"}.get(k.baca, "umum")
        wajib = "Wajib." if not k.boleh_kosong else "Boleh kosong."
        contoh = f"Contoh: {k.contoh}." if k.contoh else ""
        kolom.append(
            Kolom(k.judul, format_kolom, max(14, len(k.judul) + 4), f"{wajib} {k.bantuan} {contoh}")
        )
    return write_workbook(
        f"Templat {jenis.judul}",
        kolom,
        [],
        keterangan={
            "Isi": jenis.uraian,
            "Cara mengisi": "Isi lembar “Data”, satu baris satu data. Urutan kolom bebas; "
            "kolom yang tidak dipakai boleh dihapus.",
        },
    )
