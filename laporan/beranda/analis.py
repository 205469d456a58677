"""Home of the analyst: the shelf of workbooks, and how good the data is."""

from typing import NamedTuple

from django.db.models import Count, Q

from akun.models import Pengguna
from desa.choices import AlasanKosong, Metode
from desa.models import Indikator, NilaiIndikator
from laporan.beranda.program import Program, program_for_pengguna
from opd.queries import desa_for_pengguna, opd_for_pengguna, penugasan_for_pengguna


class Buku(NamedTuple):
    """One workbook on the shelf: the list on the page `url_nama`, as Excel."""

    judul: str
    isi: str
    baris: int
    url_nama: str


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
        "rak": [
            Buku(
                "Desa",
                "Desa dan kelurahan: kode Kemendagri dan BPS, kecamatan, pendamping",
                desa_for_pengguna(pengguna).count(),
                "desa:desa_list",
            ),
            Buku(
                "OPD",
                "Perangkat daerah dan desa dampingannya",
                opd_for_pengguna(pengguna).count(),
                "opd:opd_list",
            ),
            Buku(
                "Penugasan",
                "OPD, desa, tanggal mulai dan selesai, nomor SK",
                penugasan_for_pengguna(pengguna).count(),
                "opd:penugasan_list",
            ),
            Buku(
                "Survei",
                "Status survei per desa dan putaran",
                len(program.survei),
                "desa:survei_list",
            ),
            Buku(
                "Kamus indikator",
                "Definisi, satuan, arah, sumber, versi",
                Indikator.objects.count(),
                "desa:indikator_list",
            ),
        ],
        "mutu": _mutu(hitung, program),
    }


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
