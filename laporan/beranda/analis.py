"""Home of the analyst: the shelf of workbooks, and how good the data is."""

from typing import NamedTuple

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format

from akun.models import Pengguna
from desa.choices import AlasanKosong, Metode
from desa.models import Indikator, NilaiIndikator
from dtks.choices import STATUS_TERKIRIM
from dtks.models import UsulanPerbaikan
from dtks.queries import sumber_data_for_pengguna
from inti.angka import format_angka
from inti.queries import hitung_sekaligus
from laporan.beranda.program import Program, program_for_pengguna
from opd.queries import (
    bulan_terakhir,
    desa_for_pengguna,
    intervensi_for_pengguna,
    opd_for_pengguna,
    penugasan_for_pengguna,
)


class Buku(NamedTuple):
    """One workbook on the shelf: how much is in it, the page that shows it, where it downloads."""

    judul: str
    isi: str
    ukuran: str
    url: str
    url_unduh: str


class Mutu(NamedTuple):
    """One count about the values in force, of so many, and what it means."""

    judul: str
    n: int
    dari: int
    arti: str


def isi(pengguna: Pengguna) -> dict:
    program = program_for_pengguna(pengguna)
    hitung = _hitung(program)
    return {
        "program": program,
        "ada_pasangan": len(program.putaran) > 1,
        "nilai": hitung["semua"],
        "rak": _rak(pengguna, program),
        "mutu": _mutu(hitung, program),
    }


def _rak(pengguna: Pengguna, program: Program) -> list[Buku]:
    """The fixed workbooks, those that sum up first; all counts in one query."""
    n = hitung_sekaligus(
        desa=desa_for_pengguna(pengguna),
        opd=opd_for_pengguna(pengguna),
        penugasan=penugasan_for_pengguna(pengguna),
        indikator=Indikator.objects.all(),
        intervensi=intervensi_for_pengguna(pengguna),
        sumber=sumber_data_for_pengguna(pengguna).filter(dihapus_pada=None),
        usulan=UsulanPerbaikan.objects.filter(
            kabupaten=pengguna.kabupaten_id, status__in=STATUS_TERKIRIM
        ),
    )
    neraca = [
        Buku(
            "Neraca DTKS/DTSEN",
            "Siapa masuk, siapa keluar di antara dua terbitan, dan sebabnya, per desa dan OPD",
            f"{format_angka(n['sumber'])} terbitan",
            reverse("laporan:neraca_dtks"),
            reverse("laporan:neraca_dtks_excel"),
        )
    ]
    bulan = date_format(bulan_terakhir(program.hari_ini), "F Y")
    return [
        Buku(
            "Rekap bulanan",
            "Laporan OPD, keluaran per bulan, sumber dana, dan desa, realisasi dana",
            f"sampai {bulan}",
            reverse("opd:laporan_kelengkapan"),
            reverse("laporan:rekap_bulanan"),
        ),
        Buku(
            "RAT dan LP2KD",
            "Rencana dan capaian menurut strategi, kelompok, dan jenis; dana menurut sumber; rinciannya",
            f"tahun {program.hari_ini.year}",
            reverse("laporan:rat"),
            reverse("laporan:rat_excel"),
        ),
        _daftar(
            "Matriks masalah dan intervensi",
            "Masalah, penyebab, intervensi, indikator, dan celahnya",
            f"{format_angka(n['intervensi'])} intervensi",
            "laporan:matriks",
        ),
        Buku(
            "Hasil usulan DTKS/DTSEN",
            "Usulan yang dikirim dan jawabannya per kiriman, OPD, jenis, dan desa",
            f"{format_angka(n['usulan'])} usulan",
            reverse("laporan:hasil_usulan"),
            reverse("laporan:hasil_usulan_excel"),
        ),
        *(neraca if n["sumber"] else []),  # else there is nothing to write
        _daftar(
            "Desa",
            "Desa dan kelurahan: kode Kemendagri dan BPS, kecamatan, pendamping",
            f"{format_angka(n['desa'])} baris",
            "desa:desa_list",
        ),
        _daftar(
            "OPD",
            "Perangkat daerah dan desa dampingannya",
            f"{format_angka(n['opd'])} baris",
            "opd:opd_list",
        ),
        _daftar(
            "Penugasan",
            "OPD, desa, tanggal mulai dan selesai, nomor SK",
            f"{format_angka(n['penugasan'])} baris",
            "opd:penugasan_list",
        ),
        _daftar(
            "Survei",
            "Status survei per desa dan putaran",
            f"{format_angka(len(program.survei))} baris",
            "desa:survei_list",
        ),
        _daftar(
            "Kamus indikator",
            "Definisi, satuan, arah, sumber, versi",
            f"{format_angka(n['indikator'])} baris",
            "desa:indikator_list",
        ),
    ]


def _daftar(judul: str, isi: str, ukuran: str, nama_url: str) -> Buku:
    """A list page and its own Excel."""
    url = reverse(nama_url)
    return Buku(judul, isi, ukuran, url, f"{url}?unduh=xlsx")


def _hitung(program: Program) -> dict[str, int]:
    """Counts over the values in force of the running period, in one query."""
    kosong = {
        f"kosong_{alasan}": Count("pk", filter=Q(alasan_kosong=alasan)) for alasan in AlasanKosong
    }
    return NilaiIndikator.objects.filter(
        survei__berlaku=True, survei__putaran__periode=program.periode
    ).aggregate(
        semua=Count("pk"),
        angka=Count("pk", filter=Q(alasan_kosong="")),
        tanpa_sumber=Count("pk", filter=Q(alasan_kosong="", sumber="")),
        perkiraan=Count("pk", filter=Q(metode=Metode.PERKIRAAN)),
        lonjakan=Count("pk", filter=~Q(alasan_lonjakan="")),
        sama=Count("pk", filter=Q(sama_seperti_sebelumnya=True)),
        **kosong,
    )


def _mutu(hitung: dict[str, int], program: Program) -> list[Mutu]:
    semua, angka = hitung["semua"], hitung["angka"]
    return [
        Mutu(
            "Belum didata", hitung["kosong_belum_didata"], semua, "ditanyakan, tetapi tidak dijawab"
        ),
        Mutu(
            "Tidak dapat diperoleh",
            hitung["kosong_tidak_dapat_diperoleh"],
            semua,
            "dicari, tetapi datanya tidak ada",
        ),
        Mutu(
            "Tidak berlaku",
            hitung["kosong_tidak_berlaku"],
            semua,
            "tidak ada di desa itu; bukan nol",
        ),
        Mutu("Tanpa sumber", hitung["tanpa_sumber"], angka, "angka yang asalnya tidak tercatat"),
        Mutu("Perkiraan", hitung["perkiraan"], angka, "angka yang ditaksir, bukan dihitung"),
        Mutu(
            "Perubahan besar beralasan",
            hitung["lonjakan"],
            angka,
            "melewati batas lonjakan; alasannya tercatat",
        ),
        Mutu("Sama seperti sebelumnya", hitung["sama"], angka, "ditandai sendiri oleh pengisi"),
        Mutu(
            "Menunggu verifikasi",
            len(program.antrean),
            len(program.survei),
            "survei yang belum dihitung di laporan",
        ),
    ]
