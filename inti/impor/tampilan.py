"""What the import pages show: checked rows and stored summaries as plain values for templates."""

from typing import IO, Any

from django import forms

from inti.excel import sel
from inti.excel.tulis import Kolom, write_workbook
from inti.impor.jenis import JenisImpor, StatusBaris, get_jenis
from inti.impor.periksa import BarisCatatan, HasilPeriksa
from inti.impor.workflows import CATATAN_MAKS
from inti.models import Impor


BERUBAH_MAKS, CONTOH_MAKS = 50, 5
NADA = {  # tile of a status: icon
    StatusBaris.BARU: "plus-lg",
    StatusBaris.BERUBAH: "pencil",
    StatusBaris.SAMA: "check-lg",
    StatusBaris.DITOLAK: "x-circle",
}


class Pratinjau:
    """A check result, cut to what a page can hold; the marked workbook has all of it."""

    def __init__(self, hasil: HasilPeriksa) -> None:
        self.hasil = hasil
        self.jumlah = ubin(hasil.jumlah)
        self.galat = hasil.catatan_galat(CATATAN_MAKS)
        self.galat_lain = len(hasil.galat) - len(self.galat)
        self.peringatan = hasil.catatan_peringatan(CATATAN_MAKS)
        self.peringatan_lain = len(hasil.peringatan) - len(self.peringatan)
        self.temuan = hasil.temuan.peringatan
        self.akibat = hasil.temuan.akibat
        self.keterangan = hasil.temuan.keterangan
        self.beberapa_lembar = len(hasil.posisi) > 1
        self.berubah = hasil.contoh(StatusBaris.BERUBAH, BERUBAH_MAKS)
        self.berubah_lain = hasil.jumlah[StatusBaris.BERUBAH] - len(self.berubah)
        self.baru = hasil.contoh(StatusBaris.BARU, CONTOH_MAKS)
        self.sama = hasil.contoh(StatusBaris.SAMA, CONTOH_MAKS)


class Riwayat:
    """A decided import as it was stored with it."""

    def __init__(self, impor: Impor) -> None:
        ringkasan = impor.ringkasan
        self.jumlah = ubin(ringkasan["jumlah"])
        self.akibat, self.temuan = ringkasan["akibat"], ringkasan["temuan"]
        self.alasan = ringkasan.get("alasan", "")
        self.galat = [BarisCatatan(**satu) for satu in ringkasan["catatan"]]
        jumlah_galat = sum(
            tanda["galat"] for lembar in ringkasan["tanda"] for tanda in lembar["tanda"]
        )
        self.galat_lain = jumlah_galat - len(self.galat)


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
