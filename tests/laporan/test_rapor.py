"""Rapor Desa: one page per village, on the screen, as PDF, and all of them in one file."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from inti.models import Pekerjaan
from opd.choices import SumberDana
from tests.factories.desa import ProfilDesaFactory, TemuanFactory, VersiIndikatorFactory
from tests.factories.opd import (
    IntervensiFactory,
    KeanggotaanFactory,
    PencairanFactory,
    PendanaanFactory,
    PenugasanFactory,
)
from tests.laporan.papan import buat_papan


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

A, B = "33.18.01.2001", "33.18.01.2002"
SEMUA = reverse("laporan:rapor_semua")


@pytest.fixture
def papan():
    papan = buat_papan(
        {A: "Kajen", B: "Soneyan"},
        {
            "RTLH": {"nama": "Rumah tidak layak huni", "arah": "turun", "wajib": True},
            "UMKM": {"nama": "Usaha mikro", "arah": "naik", "wajib": False},
        },
    )
    papan.isi(papan.survei(papan.sebelum, A), RTLH=(64, 512), UMKM=(1, 10))
    papan.isi(papan.survei(papan.sesudah, A), RTLH=(31, 530), UMKM=(2, 10))
    ProfilDesaFactory(desa=papan.desa[A], tahun=2024, jumlah_kk=900)
    rumah = IntervensiFactory(desa=papan.desa[A], nama="Bedah rumah")
    rumah.temuan.add(TemuanFactory(desa=papan.desa[A], judul="Atap bocor", urgensi=5))
    for urgensi in (1, 2, 3):
        TemuanFactory(desa=papan.desa[A], judul=f"Masalah {urgensi}", urgensi=urgensi)
    dana = PendanaanFactory(intervensi=rumah, pagu=80_000_000)
    PencairanFactory(pendanaan=dana, jumlah=60_000_000)
    return papan


def halaman(client, kode=A):
    return client.get(reverse("laporan:rapor_desa", args=[kode])).context["halaman"]


def test_page_holds_core_figures_problems_money_and_verifiers(sign_in, papan):
    satu = halaman(sign_in("analis"))

    assert [(b.judul, b.awal, b.kini, b.perubahan.lengkap) for b in satu.baris] == [
        ("Rumah tidak layak huni", ("12,5%", "64/512"), ("5,8%", "31/530"), "▼ 6,7 membaik")
    ]
    assert [m.judul for m in satu.isi.masalah] == ["Atap bocor", "Masalah 3", "Masalah 2"]
    assert satu.isi.masalah[0].tindakan == ["Bedah rumah (rencana)"]
    assert [(d.nama, d.pagu, d.realisasi) for d in satu.isi.dana] == [
        ("Baznas/UPZ", 80_000_000, 60_000_000)
    ]
    assert (satu.isi.profil.tahun, satu.isi.profil.jumlah_kk) == (2024, 900)
    assert [p.putaran for p in satu.isi.pemeriksa] == ["Putaran 1 (awal)", "Putaran 2 (lanjutan)"]
    assert satu.kode == f"RD-{A}-1-2-20240131"


def test_village_without_figures_says_why(sign_in, papan):
    teks = sign_in("analis").get(reverse("laporan:rapor_desa", args=[B])).text

    assert "belum ada data awal" in teks
    assert "Belum ada masalah yang dicatat." in teks
    assert "Desa tanpa data awal terverifikasi: Putaran 1 (awal)" in teks


def test_pdf_is_one_a4_page(sign_in, papan):
    isi = sign_in("analis").get(reverse("laporan:rapor_desa_pdf", args=[A])).content
    (satu,) = PdfReader(BytesIO(isi)).pages

    assert [round(float(n)) for n in satu.mediabox[2:]] == [595, 842]
    assert "Atap bocor" in satu.extract_text()


def test_page_with_much_to_say_still_is_one_sheet(sign_in, papan):
    """Long problems with three answers each, every source of money, six more core indicators."""
    desa = papan.desa[A]
    for nomor in range(3):
        temuan = TemuanFactory(desa=desa, judul=f"Masalah {nomor} " + "panjang " * 15, urgensi=5)
        for urut in range(3):
            kegiatan = IntervensiFactory(desa=desa, nama=f"Kegiatan {nomor}{urut} " + "lagi " * 12)
            kegiatan.temuan.add(temuan)
            for sumber in SumberDana.values:
                PendanaanFactory(intervensi=kegiatan, sumber=sumber)
    for nomor in range(6):
        versi = VersiIndikatorFactory(
            indikator__nama=f"Indikator inti yang bernama panjang sekali nomor {nomor}",
            indikator__wajib=True,
        )
        papan.sebelum.versi_indikator.add(versi)

    isi = sign_in("analis").get(reverse("laporan:rapor_desa_pdf", args=[A])).content
    (satu,) = PdfReader(BytesIO(isi)).pages

    teks = satu.extract_text()
    assert "nomor 5" in teks
    assert f"RD-{A}" in teks


def test_all_villages_come_in_one_pdf(sign_in, papan):
    client = sign_in("analis")
    response = client.post(SEMUA)
    pekerjaan = Pekerjaan.objects.get()

    assert response.url == reverse("inti:pekerjaan_detail", args=[pekerjaan.kunci])
    assert (pekerjaan.status, pekerjaan.pesan) == (
        "selesai",
        "Rapor 2 desa, satu halaman per desa.",
    )
    with pekerjaan.berkas.open() as berkas:
        teks = [h.extract_text() for h in PdfReader(berkas).pages]
    assert ["Kajen" in teks[0], "Soneyan" in teks[1], len(teks)] == [True, True, 2]


def test_petugas_gets_only_its_own_villages(sign_in, papan):
    client = sign_in("petugas")
    anggota = KeanggotaanFactory(pengguna=client.pengguna)
    PenugasanFactory(
        opd=anggota.opd, desa=papan.desa[B], periode=papan.sebelum.periode, mulai=date(2022, 1, 1)
    )
    client.post(SEMUA)

    assert Pekerjaan.objects.get().pesan == "Rapor 1 desa, satu halaman per desa."
    assert client.get(reverse("laporan:rapor_desa", args=[A])).status_code == 404


def test_without_villages_the_job_says_why(sign_in):
    buat_papan({}, {})
    sign_in("analis").post(SEMUA)

    assert Pekerjaan.objects.get().pesan == "Tidak ada desa sasaran dalam lingkup Anda."
