"""What the import pages show: checked rows and stored summaries as plain values for templates."""

from typing import IO, Any

from django import forms

from inti.choices import StatusImpor
from inti.excel import sel
from inti.excel.tulis import Kolom, write_workbook
from inti.impor.jenis import JenisImpor, StatusBaris, get_jenis
from inti.models import Impor


NADA = {  # tile of a status: icon
    StatusBaris.BARU: "plus-lg",
    StatusBaris.BERUBAH: "pencil",
    StatusBaris.SAMA: "check-lg",
    StatusBaris.DITOLAK: "x-circle",
}


def isi_ringkasan(impor: Impor) -> dict[str, Any]:
    """What was kept of the check, with the counts as tiles and how much a page leaves out."""
    isi = impor.ringkasan
    jumlah, contoh = isi["jumlah"], isi["contoh"]
    return isi | {
        "ubin": ubin(jumlah),
        "galat_lain": isi["jumlah_galat"] - len(isi["galat"]),
        "peringatan_lain": isi["peringatan_baris"] - len(isi["peringatan"]),
        "berubah_lain": jumlah[StatusBaris.BERUBAH] - len(contoh[StatusBaris.BERUBAH]),
    }


def langkah_lanjut(impor: Impor) -> list[tuple[str, str]]:
    """What an applied import leaves to do: link text, URL."""
    jenis = get_jenis(impor.jenis)
    if impor.status != StatusImpor.DITERAPKAN or jenis is None or jenis.lanjutan is None:
        return []
    return [langkah for jejak in impor.urung["bagian"] for langkah in jenis.lanjutan(jejak)]


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
