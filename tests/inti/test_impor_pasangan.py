"""Headers that nobody foresaw: mapped by hand once, remembered for the whole kabupaten."""

import pytest
from django.urls import reverse

from inti.choices import StatusImpor
from inti.models import Impor, JejakAudit, PasanganKolom
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DaftarSasaranFactory, DesaFactory
from tests.impor import buku, lihat, terapkan, unggah


pytestmark = pytest.mark.django_db

ASING = ["Kd_Wil", "Urutan ke-", "Keterangan", "Jumlah", "Jumlah"]
DESA = "33.18.16.2001"


@pytest.fixture
def daftar(media):
    DesaFactory(kode=DESA, nama="Kajen")
    return DaftarSasaranFactory()


@pytest.fixture
def berkas(tmp_path):
    return buku(tmp_path / "asing.xlsx", [["Rekap"], ASING, [DESA, 3, "baru", 165, 900]])


def url(nama, impor):
    return reverse(f"inti:impor_{nama}", args=[impor.pk])


def test_unknown_headers_are_mapped_by_hand_and_known_next_time(sign_in, daftar, berkas, tmp_path):
    client = sign_in("sekretariat")
    impor = unggah(client, "sasaran", berkas, daftar=daftar.pk)
    assert impor.status == StatusImpor.DIPASANGKAN
    halaman = client.get(url("detail", impor), follow=True)
    assert halaman.request["PATH_INFO"] == url("pasangkan", impor)
    assert "Kolom yang dicari: “Kode desa atau Nama desa”." in halaman.text
    form = halaman.context["form"]
    assert [(f.label, f.initial) for f in form.fields.values()] == [
        ("A: Kd_Wil", ""),
        ("B: Urutan ke-", ""),
        ("C: Keterangan", "keterangan"),
        ("D: Jumlah", ""),
        ("E: Jumlah", ""),
    ]
    pasangan = {"k0": "kode_desa", "k1": "peringkat", "k2": "", "k3": "angka", "k4": "penyebut"}

    halaman = client.post(url("pasangkan", impor), pasangan, follow=True)

    assert (
        "Kolom dibaca menurut pasangan yang tersimpan: “Kd_Wil” sebagai Kode desa" in halaman.text
    )
    assert "Kolom yang tidak dikenali dan diabaikan: Keterangan (kolom C)." in halaman.text
    terapkan(client, impor)
    butir = daftar.butir.get()
    assert (butir.desa.kode, butir.peringkat, butir.pembilang_pemilih, butir.penyebut_pemilih) == (
        DESA, 3, 165, 900,
    )  # fmt: skip
    assert (butir.keterangan, PasanganKolom.objects.count()) == ("", 1)
    assert JejakAudit.objects.filter(aksi="impor.pasangkan_kolom").count() == 1

    # A colleague's file with the same headers is read at once, elsewhere on the sheet too.
    rekan = sign_in(PenggunaFactory(peran="sekretariat"))
    path = buku(tmp_path / "lagi.xlsx", [[t.upper() for t in ASING], [DESA, 4, "", 165, 900]])
    lagi = unggah(rekan, "sasaran", path, daftar=daftar.pk)
    assert lagi.status == StatusImpor.DIPERIKSA
    assert lihat(rekan, lagi).baris[0].baru == "peringkat 4, angka 165, penyebut 900"


def test_mapping_says_what_is_missing_or_chosen_twice(sign_in, daftar, berkas):
    client = sign_in("sekretariat")
    impor = unggah(client, "sasaran", berkas, daftar=daftar.pk)
    kurang = client.post(url("pasangkan", impor), {"k1": "peringkat"}).text
    assert "Belum dipasangkan: Kode desa atau Nama desa." in kurang
    ganda = client.post(url("pasangkan", impor), {"k0": "kode_desa", "k1": "kode_desa"}).text
    assert "Dipilih lebih dari sekali: Kode desa." in ganda
    assert not PasanganKolom.objects.exists()


def test_a_mapping_can_be_changed_from_the_preview(sign_in, daftar, berkas):
    client = sign_in("sekretariat")
    impor = unggah(client, "sasaran", berkas, daftar=daftar.pk)
    client.post(url("pasangkan", impor), {"k0": "kode_desa", "k3": "peringkat"})
    assert url("pasangkan", impor) in client.get(url("detail", impor)).text
    assert client.get(url("pasangkan", impor)).context["form"]["k3"].initial == "peringkat"

    client.post(url("pasangkan", impor), {"k0": "kode_desa", "k1": "peringkat"})

    assert lihat(client, impor).baris[0].baru == "peringkat 3"
    assert PasanganKolom.objects.count() == 1


def test_decided_import_and_that_of_a_colleague_are_not_mapped(sign_in, daftar, berkas):
    client = sign_in("sekretariat")
    impor = unggah(client, "sasaran", berkas, daftar=daftar.pk)
    rekan = sign_in(PenggunaFactory(peran="sekretariat"))
    assert rekan.post(url("pasangkan", impor), {"k0": "kode_desa"}).status_code == 403
    Impor.objects.update(status=StatusImpor.DIBATALKAN, ringkasan={})
    client = sign_in(impor.dibuat_oleh)
    assert client.post(url("pasangkan", impor), {"k0": "kode_desa"}).url == url("detail", impor)
