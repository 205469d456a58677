"""What the coordination meeting looks at: the leadership's screen, the comparison, action points, money."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from akun.models import Pengguna
from dtks.choices import StatusUsulan
from laporan import presentation
from laporan.beranda import pimpinan
from laporan.beranda.kerja import tindak_lanjut_terbuka
from laporan.beranda.program import Program
from laporan.mutu import periksa_mutu
from laporan.queries import (
    kemiskinan_kabupaten,
    pembanding_for_pengguna,
    perbandingan_for_pengguna,
    putaran_baku,
    putaran_for_laporan,
)
from opd.choices import SumberDana
from opd.queries import dana_menurut, intervensi_for_pengguna, volume_menurut_jenis


TAHUN_KEMISKINAN = 5  # the last years of the district's series, as context


class Dana(NamedTuple):
    """Rupiah of one source in the running year."""

    sumber: str
    pagu: Decimal
    realisasi: Decimal

    @property
    def persen(self) -> Decimal | None:
        return 100 * self.realisasi / self.pagu if self.pagu else None


class Tagihan(NamedTuple):
    """One thing that the meeting has to call in: how many, what, and the list of them."""

    banyak: int
    apa: str
    url: str


def isi(pengguna: Pengguna) -> dict:
    hasil = pimpinan.isi(pengguna)
    hari_ini = hasil["program"].hari_ini
    intervensi = intervensi_for_pengguna(pengguna)
    dana = [
        Dana(SumberDana(sumber).label, baris.pagu, baris.realisasi)
        for baris in dana_menurut(intervensi, "sumber", "tahun")
        for sumber, tahun in [baris.kunci]
        if tahun == hari_ini.year
    ]
    keluaran = volume_menurut_jenis(
        intervensi, mulai=hari_ini.replace(month=1, day=1), sampai=hari_ini
    )
    return (
        hasil
        | _perbandingan(pengguna, hasil["program"])
        | {
            "hari_ini": hari_ini,
            "tagihan": [satu for satu in _tagihan(hasil) if satu.banyak],
            "tindak_lanjut": tindak_lanjut_terbuka(pengguna),
            "dana": sorted(dana, key=lambda d: -d.pagu),
            "jumlah_dana": Dana(
                "Jumlah", sum(d.pagu for d in dana), sum(d.realisasi for d in dana)
            ),
            "keluaran": [k for k in keluaran if k.jumlah_intervensi],
            "kemiskinan": presentation.susun_kemiskinan(
                kemiskinan_kabupaten(pengguna.kabupaten)[-TAHUN_KEMISKINAN:]
            ),
        }
    )


def _perbandingan(pengguna: Pengguna, program: Program) -> dict:
    """The before/after page as it opens, its core indicators only; and the quality behind it."""
    awal, lanjutan = putaran_baku(putaran_for_laporan(pengguna))
    if awal is None or lanjutan is None:
        return {}
    laporan = perbandingan_for_pengguna(pengguna, awal, lanjutan)
    semua = laporan.hitungan()
    pembanding = pembanding_for_pengguna(pengguna, laporan)
    kelompok = pembanding and pembanding.hasil()
    kueri = "?" + urlencode({"a": awal.id, "b": lanjutan.id})
    inti = [h for h in semua if h.indikator.wajib]
    hasil = {
        "laporan": laporan,
        "kueri": kueri,
        "kalimat": presentation.kalimat_umum(presentation.baris_semua(semua, kueri)),
        "liputan": presentation.liputan(laporan),
        "catatan_regresi": presentation.catatan_regresi(laporan),
        "baris": presentation.baris_semua(inti, kueri, kelompok),
        "grafik": presentation.grafik_gabungan("Indikator inti, semua desa digabung", inti),
        "pemeriksaan": periksa_mutu(pengguna, laporan, program),
    }
    if pembanding:
        hasil["kalimat_pembanding"] = presentation.kalimat_pembanding_umum(semua, kelompok)
        hasil["catatan_pembanding"] = presentation.catatan_pembanding(pembanding)
    return hasil


def _tagihan(hasil: dict) -> Iterator[Tagihan]:
    program, kerja = hasil["program"], hasil["kerja"]
    lanjut = reverse("opd:tindak_lanjut_list")
    yield Tagihan(
        kerja["tindak_terlambat"],
        "tindak lanjut rapat lewat tenggat",
        f"{lanjut}?keadaan=terlambat",
    )
    yield Tagihan(
        kerja["tindak_dinilai"], "tindak lanjut menunggu penilaian", f"{lanjut}?keadaan=dilaporkan"
    )
    kelengkapan = f"{reverse('desa:kelengkapan')}?terlambat=ya"
    yield Tagihan(
        len(program.terlambat), "survei desa belum diajukan sesudah putarannya ditutup", kelengkapan
    )
    laporan = f"{reverse('opd:laporan_kelengkapan')}?keadaan=terlambat"
    yield Tagihan(len(program.laporan_terlambat), "laporan bulanan lewat tenggat", laporan)
    kunjungan = f"{reverse('opd:kunjungan_desa')}?lama=ya"
    yield Tagihan(kerja["jarang_dikunjungi"], "desa tanpa kunjungan 60 hari terakhir", kunjungan)
    yield Tagihan(
        len(program.tanpa_pendamping), "desa dampingan tanpa pendamping", reverse("opd:celah")
    )
    menunggu = dict(hasil["usulan"]).get(StatusUsulan.DIAJUKAN, 0)
    yield Tagihan(menunggu, "usulan perbaikan DTKS/DTSEN menunggu verifikasi", "")
