"""The checks in the order of the page; each reads with a fixed number of queries."""

from collections.abc import Iterable

from akun.models import Pengguna
from laporan.beranda.program import Program, program_for_pengguna
from laporan.mutu.bentuk import Butir, Pemeriksaan, url_desa
from laporan.mutu.isian import lonjakan_tanpa_alasan, sama_semua, tanpa_sumber
from laporan.mutu.kerja import (
    dana_tanpa_indikator,
    intervensi_diperiksa,
    intervensi_tanpa_masalah,
    laporan_terlambat,
    masalah_tanpa_intervensi,
    putaran_terlambat,
    tanpa_kunjungan,
)
from laporan.mutu.rtlh import neraca_rtlh
from laporan.queries import Perbandingan


def periksa_mutu(
    pengguna: Pengguna, laporan: Perbandingan, program: Program | None = None
) -> list[Pemeriksaan]:
    """Every check over the villages of `laporan`, within what the user may read; `program` when
    the page has read it already."""
    program = program or program_for_pengguna(pengguna)
    hari_ini = program.hari_ini
    intervensi = intervensi_diperiksa(pengguna, laporan)
    return [
        *_liputan(laporan),
        putaran_terlambat(program, laporan),
        laporan_terlambat(program, laporan),
        tanpa_sumber(laporan),
        lonjakan_tanpa_alasan(laporan),
        sama_semua(laporan),
        tanpa_kunjungan(laporan, hari_ini),
        masalah_tanpa_intervensi(pengguna, laporan),
        intervensi_tanpa_masalah(laporan, intervensi),
        dana_tanpa_indikator(laporan, intervensi),
        neraca_rtlh(laporan, intervensi),
    ]


def _liputan(laporan: Perbandingan) -> Iterable[Pemeriksaan]:
    """Villages without a baseline, without a follow-up, and with answers that still wait."""
    keadaan = [(d, laporan.per_desa[d.id].keadaan) for d in laporan.sasaran]
    for kunci, judul, arti, rincian, kurang in (
        (
            "awal",
            "Desa tanpa data awal terverifikasi",
            "Tidak ada pembanding sebelum pendampingan.",
            laporan.awal.nama,
            [d for d, (awal, _, _) in keadaan if not awal],
        ),
        (
            "lanjutan",
            "Desa tanpa data lanjutan terverifikasi",
            "Perubahannya belum dapat dihitung.",
            laporan.lanjutan.nama,
            [d for d, (_, kini, _) in keadaan if not kini],
        ),
        (
            "menunggu",
            "Desa dengan isian yang menunggu verifikasi",
            "Isian itu belum dihitung pada laporan.",
            "menunggu verifikasi atau dikembalikan",
            [d for d, (_, _, menunggu) in keadaan if menunggu],
        ),
    ):
        yield Pemeriksaan(
            kunci,
            judul,
            arti,
            "desa",
            len(keadaan),
            [Butir(d, rincian, url_desa(d)) for d in kurang],
        )
