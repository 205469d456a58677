"""The catalogue for people, and the tokens that an admin makes and withdraws."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from inti.models import JejakAudit
from terbuka.katalog import KATALOG
from terbuka.models import TokenAkses
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DesaFactory
from tests.factories.inti import KabupatenFactory
from tests.factories.terbuka import TokenAksesFactory


pytestmark = pytest.mark.django_db

BARU = reverse("terbuka:token_create")
DAFTAR = reverse("terbuka:token_list")


def isian(**ubahan):
    return {
        "nama": "Portal Satu Data Jateng",
        "penanggung_jawab": "Diskominfo Jateng",
        "lingkup": "nilai_desa",
        "berlaku_sampai": timezone.localdate() + timedelta(days=90),
    } | ubahan


def test_catalogue_shows_everybody_what_there_is_and_how_to_ask(client, sign_in):
    DesaFactory(kode="33.18.16.2012", nama="Kajen")
    besok = timezone.localdate() + timedelta(days=1)
    DesaFactory(kode="33.18.16.2013", nama="Mekaran", berlaku_mulai=besok)
    teks = client.get(reverse("terbuka:katalog")).text
    assert [teks.count(f'<a href="{reverse("terbuka:dataset", args=[s])}">') for s in KATALOG] == [
        1
    ] * len(KATALOG)

    umum = client.get(reverse("terbuka:dataset", args=["desa"])).text
    assert 'curl "http://testserver/api/v1/data/desa?per_halaman=1000"' in umum
    assert "33.18.16.2012" in umum  # the first rows are shown
    assert "33.18.16.2013" not in umum  # does not exist yet
    assert "Kode desa atau kelurahan menurut Kemendagri" in umum

    alamat = reverse("terbuka:dataset", args=["nilai-desa"])
    terbatas = client.get(alamat).text
    assert "Dataset ini dibaca dengan token" in terbatas
    assert "Unduh CSV" not in terbatas
    di_dalam = sign_in("analis").get(alamat).text
    assert "Unduh CSV" in di_dalam
    masuk = reverse("account_login")
    pintu = [f'href="{masuk}"' in teks for teks in (umum, client.get(masuk).text, di_dalam)]
    assert pintu == [True, False, False]
    assert client.get(reverse("terbuka:dataset", args=["orang"])).status_code == 404


def test_catalogue_and_its_downloads_are_of_one_kabupaten(client, sign_in):
    DesaFactory(kode="33.18.16.2012", nama="Kajen")
    lain = KabupatenFactory(kode="33.19", nama="Kabupaten Lain")
    katalog = reverse("terbuka:katalog")
    umum = client.get(katalog, {"kabupaten": "33.19"}).text
    assert "Kabupaten Lain (33.19)" in umum
    assert "/api/v1/data/desa.csv?kabupaten=33.19" in umum
    assert client.get("/api/v1/data/desa", {"kabupaten": "33.19"}).json()["jumlah"] == 0
    assert client.get(katalog, {"kabupaten": "99.99"}).status_code == 404
    sendiri = sign_in(PenggunaFactory(peran="analis", kabupaten=lain)).get(katalog)
    assert "Kabupaten Lain (33.19)" in sendiri.text


def test_interface_is_described_with_every_address(client):
    teks = client.get(reverse("terbuka:dokumentasi")).text
    assert all(f"GET /api/v1/data/{slug}</code>" in teks for slug in KATALOG)
    assert "Nomor putaran survei di dalam periodenya." in teks


def test_token_is_shown_once_and_opens_what_it_says(client, sign_in):
    response = sign_in("admin").post(BARU, isian())
    token = re.search(r"pp_[\w-]{43}", response.text)[0]
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")

    tersimpan = TokenAkses.objects.get()
    assert token not in str(TokenAkses.objects.values().get())
    assert tersimpan.awalan == token[:8]
    daftar = client.get(DAFTAR).text
    assert tersimpan.awalan in daftar
    assert token not in daftar
    client.logout()
    kepala = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/data/nilai-desa", headers=kepala).status_code == 200
    assert client.get("/api/v1/data/rekap-dtks", headers=kepala).status_code == 403
    [jejak] = JejakAudit.objects.all()
    assert (jejak.aksi, jejak.rincian["lingkup"]) == ("token.buat", "nilai_desa")
    assert token not in str(JejakAudit.objects.values().get())


@pytest.mark.parametrize(
    ("ubahan", "pesan"),
    [
        ({"berlaku_sampai": timezone.localdate() + timedelta(days=400)}, "paling lama satu tahun"),
        ({"berlaku_sampai": timezone.localdate()}, "sekurangnya sampai besok"),
        ({"nama": "Portal Lama"}, "Nama ini dipakai token lain yang belum dicabut."),
        ({"lingkup": "apa saja"}, "Masukkan pilihan yang valid"),
    ],
)
def test_token_without_end_or_name_of_its_own_is_refused(sign_in, ubahan, pesan):
    client = sign_in("admin")
    TokenAksesFactory(nama="Portal Lama", kabupaten=client.pengguna.kabupaten)
    assert pesan in client.post(BARU, isian(**ubahan)).text
    assert TokenAkses.objects.count() == 1


def test_withdrawn_token_is_refused_at_once_and_stays_on_the_list(sign_in):
    client = sign_in("admin")
    token = TokenAksesFactory(teks="pp_uji", kabupaten=client.pengguna.kabupaten)
    cabut = reverse("terbuka:token_cabut", args=[token.pk])
    assert client.post(cabut, {"alasan": "Bocor"}, follow=True).status_code == 200
    assert "sudah dicabut" in client.post(cabut, {"alasan": "Lagi"}).text
    assert "dicabut" in client.get(DAFTAR).text
    kepala = {"Authorization": "Bearer pp_uji"}
    assert type(client)().get("/api/v1/data/nilai-desa", headers=kepala).status_code == 401
    [jejak] = JejakAudit.objects.all()
    assert (jejak.aksi, jejak.alasan) == ("token.cabut", "Bocor")


@pytest.mark.parametrize("banyak", [1, 3])
def test_token_list_query_count(sign_in, banyak, django_assert_num_queries):
    client = sign_in("admin")
    TokenAksesFactory.create_batch(banyak, kabupaten=client.pengguna.kabupaten)
    with django_assert_num_queries(7):
        assert client.get(DAFTAR).text.count("Portal Uji") >= banyak


@pytest.mark.parametrize(
    ("kendala", "nilai"),
    [
        ("terbuka_tokenakses_lingkup_dikenal", {"lingkup": "lain"}),
        ("terbuka_tokenakses_dicabut_beralasan", {"alasan_cabut": "Tanpa waktu"}),
        ("nama", {"nama": "Sama"}),
    ],
)
def test_constraints_hold_below_the_form(kendala, nilai):
    TokenAksesFactory(nama="Sama")
    with pytest.raises(IntegrityError, match=kendala), transaction.atomic():
        TokenAksesFactory(**nilai)
