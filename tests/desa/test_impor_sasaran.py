"""Target lists from Excel: into a draft list, compared, frozen lists left alone."""

from decimal import Decimal

import pytest
from django.urls import reverse

from desa.models import ButirSasaran
from desa.workflows.program import tetapkan
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import ButirSasaranFactory, DaftarSasaranFactory, DesaFactory
from tests.impor import buku, lihat, terapkan, unggah


pytestmark = pytest.mark.django_db

TAJUK = ["Peringkat", "Kode Desa", "Skor", "Jumlah jiwa", "Penyebut", "Keterangan"]
ISI = ["desa__kode", "peringkat", "skor_pemilih", "pembilang_pemilih", "penyebut_pemilih",
       "keterangan"]  # fmt: skip


@pytest.fixture
def daftar(media):
    for nomor in (1, 2, 3):
        DesaFactory(kode=f"33.18.16.200{nomor}", nama=f"Desa {nomor}")
    return DaftarSasaranFactory()


@pytest.fixture
def kirim(sign_in, daftar, tmp_path):
    def send(*isi):
        client = sign_in("sekretariat")
        path = buku(tmp_path / "sasaran.xlsx", [TAJUK, *isi])
        return client, unggah(client, "sasaran", path, daftar=daftar.pk)

    return send


def butir():
    return list(ButirSasaran.objects.order_by("desa__kode").values_list(*ISI))


def test_list_is_filled_and_a_second_file_shows_the_change(kirim):
    terapkan(*kirim([1, "33.18.16.2001", "12,5", "1.650", 13200, "inti"], [2, "33.18.16.2002"]))
    assert butir() == [
        ("33.18.16.2001", 1, Decimal("12.5"), 1650, 13200, "inti"),
        ("33.18.16.2002", 2, None, None, None, ""),
    ]
    client, impor = kirim([3, "33.18.16.2001", "12,5", 1650, 13200, "inti"], [2, "33.18.16.2002"])

    assert [(b.status, b.lama, b.baru) for b in lihat(client, impor).baris] == [
        (
            "berubah",
            "peringkat 1, angka 1.650, penyebut 13.200, skor 12,5, inti",
            "peringkat 3, angka 1.650, penyebut 13.200, skor 12,5, inti",
        ),
        ("sama", "peringkat 2", "peringkat 2"),
    ]
    terapkan(client, impor)
    assert butir()[0][1] == 3


def test_bad_figures_are_refused(kirim):
    client, impor = kirim(
        [0, "33.18.16.2001"],
        [1, "33.18.16.2002", "12.5", 100, 50],
        [2, "33.18.16.2003", -1],
        [3, "33.18.16.2003", None, 3_000_000_000],
    )
    assert [(b.nomor, c.kolom, c.pesan) for b, c in lihat(client, impor).galat] == [
        (2, "peringkat", "Angka terlalu kecil."),
        (3, "skor", "“12.5”: titik adalah pemisah ribuan. Untuk pecahan gunakan koma: 12,5."),
        (3, "angka", "Angka pemilih tidak boleh melebihi penyebutnya."),
        (4, "skor", "Angka terlalu kecil."),
        (4, "", "Desa ini tertulis lebih dari sekali: lihat juga baris 5."),
        (5, "angka", "Angka terlalu besar."),
        (5, "", "Desa ini tertulis lebih dari sekali: lihat juga baris 4."),
    ]


def test_decided_list_cannot_be_chosen(kirim, daftar):
    ButirSasaranFactory(daftar=daftar, desa__kode="33.18.16.2009")
    tetapkan(daftar, oleh=PenggunaFactory(peran="sekretariat"))
    assert kirim([1, "33.18.16.2001"])[1] is None
    assert ButirSasaran.objects.count() == 1


def test_undo_restores_figures_and_removes_new_villages(kirim, daftar):
    ButirSasaranFactory(
        daftar=daftar, desa__kode="33.18.16.2009", peringkat=7, skor_pemilih=Decimal("3.25")
    )
    sebelum = butir()
    client, impor = kirim([1, "33.18.16.2009"], [2, "33.18.16.2001"])
    terapkan(client, impor)
    assert len(butir()) == 2

    client.post(reverse("inti:impor_urungkan", args=[impor.pk]))

    assert butir() == sebelum


def test_undo_is_refused_after_a_newer_change(kirim):
    client, impor = kirim([1, "33.18.16.2001"])
    terapkan(client, impor)
    ButirSasaran.objects.update(peringkat=9)
    halaman = client.post(reverse("inti:impor_urungkan", args=[impor.pk]), follow=True)
    assert "tidak dapat diurungkan: Desa Desa 1." in halaman.text
    assert ButirSasaran.objects.count() == 1
