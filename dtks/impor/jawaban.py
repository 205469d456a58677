"""Import of the national system's outcome list: each row answers one correction, or says why not.

A row finds its correction by number where the list kept our column, else by the blind index of its
NIK (the present, the proposed and the former one lead to the same) or, without a NIK, of its family
card; and by the kind.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from akun.models import Pengguna
from dtks.choices import JenisUsulan, StatusUsulan
from dtks.impor.cocok import MENUNGGU, periksa, siapkan
from dtks.models import KirimanUsulan, UsulanPerbaikan
from dtks.queries import kiriman_for_pengguna
from dtks.workflows import usulan as workflows
from dtks.workflows.kabar import kabari_jawaban
from inti.excel import sel
from inti.excel.sel import Nilai, SelSalah
from inti.excel.tajuk import KolomBaca, normalkan
from inti.impor import BarisImpor, JenisImpor, StatusBaris, daftarkan
from inti.impor.forms import ParameterForm
from inti.nik import bersihkan, is_enam_belas_angka


BAGIAN = 2_000
HASIL = {
    kata: hasil
    for hasil, semua in {
        StatusUsulan.DITERIMA.value: "diterima terima disetujui setuju berhasil sukses selesai valid ya",
        StatusUsulan.DITOLAK_PUSAT.value: "ditolak tolak gagal tidak batal",
        MENUNGGU: "menunggu proses diproses belum pending",
    }.items()
    for kata in semua.split()
} | {
    "diterima pusat": StatusUsulan.DITERIMA.value,
    "ditolak pusat": StatusUsulan.DITOLAK_PUSAT.value,
    "tidak disetujui": StatusUsulan.DITOLAK_PUSAT.value,
    "tidak valid": StatusUsulan.DITOLAK_PUSAT.value,
    "dalam proses": MENUNGGU,
    "belum diproses": MENUNGGU,
    "belum ada jawaban": MENUNGGU,
}
JENIS = {normalkan(str(jenis.label)): jenis for jenis in JenisUsulan} | {
    "usulan": JenisUsulan.BARU,
    "baru": JenisUsulan.BARU,
    "perbaikan data": JenisUsulan.ELEMEN,
    "perbaikan": JenisUsulan.ELEMEN,
    "elemen": JenisUsulan.ELEMEN,
    "nonaktif": JenisUsulan.NONAKTIF,
    "hapus": JenisUsulan.NONAKTIF,
    "penghapusan": JenisUsulan.NONAKTIF,
    "keluarga": JenisUsulan.KELUARGA,
    "pindah": JenisUsulan.PINDAH,
    "pengurus": JenisUsulan.PENGURUS,
}


def _nomor_identitas(nilai: Nilai) -> str:
    nomor = bersihkan(sel.kode(nilai))
    if not is_enam_belas_angka(nomor):
        raise SelSalah(f"Nomor ini harus 16 angka; ini {len(nomor)} huruf.")
    return nomor


def _nomor_usulan(nilai: Nilai) -> int:
    angka = sel.kode(nilai).upper().removeprefix("U-")
    if not (angka.isascii() and angka.isdigit()):
        raise SelSalah("Nomor usulan ditulis seperti U-000123.")
    return int(angka)


def _pilih(pilihan: Mapping[str, str], apa: str) -> Any:
    def baca(nilai: Nilai) -> str:
        kata = normalkan(sel.teks(nilai, maks=100))
        if kata not in pilihan:
            raise SelSalah(f"{apa} ini tidak dikenal: {sel.tampil(nilai)}.")
        return pilihan[kata]

    return baca


def _kolom(nama: str, judul: str, baca: Any, *alias: str, **isi: Any) -> KolomBaca:
    isi = {"wajib": False, "boleh_kosong": True} | isi
    return KolomBaca(nama, judul, baca, alias=alias, **isi)


KOLOM = (
    _kolom("nomor_usulan", "No usulan", _nomor_usulan, "id usulan", contoh="U-000123"),
    _kolom(
        "nik",
        "NIK",
        _nomor_identitas,
        "nomor nik",
        "no nik",
        pribadi=True,
        bantuan="16 angka, sebagai teks.",
    ),
    _kolom("no_kk", "Nomor KK", _nomor_identitas, "nokk", "no kk", pribadi=True),
    _kolom(
        "jenis",
        "Jenis usulan",
        _pilih(JENIS, "Jenis usulan"),
        "jenis",
        "menu",
        "jenis perbaikan",
        contoh="Penonaktifan",
    ),
    _kolom(
        "hasil",
        "Hasil",
        _pilih(HASIL, "Hasil"),
        "status",
        "status usulan",
        "hasil usulan",
        "status akhir",
        "keputusan",
        wajib=True,
        boleh_kosong=False,
        bantuan="Diterima, ditolak, atau menunggu.",
        contoh="Diterima",
    ),
    _kolom(
        "alasan",
        "Alasan penolakan",
        lambda nilai: sel.teks(nilai, maks=300),
        "alasan ditolak",
        "alasan",
        "keterangan",
        "keterangan penolakan",
        bantuan="Wajib bila ditolak.",
    ),
    _kolom(
        "tanggal",
        "Tanggal jawaban",
        sel.tanggal,
        "tanggal",
        "tgl jawaban",
        "tanggal proses",
        "tanggal penetapan",
        contoh="20/06/2026",
    ),
)


class JawabanForm(ParameterForm):
    """The day of the answer, for rows without one of their own."""

    tanggal = forms.DateField(
        label="Tanggal jawaban",
        help_text="Dipakai untuk baris yang tidak menyebut tanggalnya sendiri.",
    )
    kiriman = forms.ModelChoiceField(
        KirimanUsulan.objects.none(),
        required=False,
        label="Kiriman",
        help_text="Pilih bila daftar ini hanya menjawab satu kiriman.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kiriman"].queryset = kiriman_for_pengguna(self.pengguna)
        self.fields["kiriman"].empty_label = "Semua kiriman"

    def clean_tanggal(self) -> date:
        tanggal = self.cleaned_data["tanggal"]
        if tanggal > timezone.localdate():
            raise forms.ValidationError("Tanggal jawaban belum terjadi.")
        return tanggal


def terapkan(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], *, oleh: Pengguna, alasan: str
) -> dict[str, Any]:
    """Write the answers, each through the step of its outcome, and tell who proposed."""
    dijawab = []
    for satu in baris:
        if satu.hasil != StatusBaris.BARU:
            continue
        usulan = UsulanPerbaikan(pk=satu.objek.pk)
        isi = {
            "tanggal": satu.isi["tanggal"],
            "oleh": oleh,
            "asal": workflows.Asal(parameter["impor"], satu.nomor),
        }
        if satu.isi["hasil"] == StatusUsulan.DITERIMA:
            dijawab.append(workflows.terima(usulan, **isi))
        else:
            dijawab.append(workflows.tolak_pusat(usulan, alasan=satu.isi["alasan"], **isi))
    kabari_jawaban(dijawab, parameter["impor"])
    return {"usulan": [usulan.pk for usulan in dijawab]}


def urungkan(jejak: Mapping[str, Any], *, oleh: Pengguna) -> None:
    """Take the answers back, the last one first."""
    for pk in reversed(jejak["usulan"]):
        workflows.cabut_jawaban(UsulanPerbaikan(pk=pk), oleh=oleh)


IMPOR_JAWABAN = daftarkan(
    JenisImpor(
        kode="jawaban",
        judul="Jawaban pusat atas usulan",
        uraian="Hasil usulan perbaikan dari SIKS-NG: diterima, ditolak dengan alasan, atau menunggu. Dicocokkan "
        "menurut nomor usulan, NIK, atau nomor KK, dan jenisnya.",
        izin="dtks.kelola_usulan",
        lanjut=("Lihat hasil usulan", "laporan:hasil_usulan"),
        kolom=KOLOM,
        form_class=JawabanForm,
        salah_satu=(("nomor_usulan", "nik", "no_kk"),),
        bagian=BAGIAN,
        teks=True,
        siapkan=siapkan,
        periksa=periksa,
        terapkan=terapkan,
        urungkan=urungkan,
    )
)
