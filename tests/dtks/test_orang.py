"""Lists of persons and families, and the doors to an identity."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse

from dtks.models import AksesDataPribadi
from inti.crypto import blind_index
from inti.models import JejakAudit
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DesaFactory, KecamatanFactory
from tests.factories.dtks import (
    EntriDataFactory,
    PerubahanElemenFactory,
    RekapDesaFactory,
    SumberDataFactory,
    UsulanPerbaikanFactory,
)
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db
NIK, KK, IBU = "3318991708800077", "3318991501150077", "Sumirah Rekaan"

TUJUAN = {"tujuan": "pencocokan", "keterangan": "KTP dibawa ke balai desa"}


@pytest.fixture
def warga(petugas):
    """A person of a mentored village; `.orang`, `.desa`; `pendamping` is the officer."""
    orang = petugas()
    entri = EntriDataFactory(
        desa=orang.penugasan.desa,
        orang__nik=NIK,
        orang__nama="Kasmirah Rekaan",
        orang__ibu_kandung=IBU,
        keluarga__no_kk=KK,
        keluarga__alamat="Dukuh Krajan",
    )
    entri.pendamping = orang
    return entri


def halaman_masked(warga):
    return [
        reverse("dtks:orang_list", args=[warga.desa.kode]),
        reverse("dtks:keluarga_list", args=[warga.desa.kode]),
        reverse("dtks:orang_detail", args=[warga.orang.pk]),
        reverse("dtks:keluarga_detail", args=[warga.keluarga.pk]),
    ]


def test_pages_mask_numbers_for_all_and_names_for_those_who_do_not_work_there(warga, sign_in):
    bekas = sign_in(PenggunaFactory(peran="sekretariat"))
    for alamat in halaman_masked(warga):
        response = bekas.get(alamat)
        assert "no-store" in response["Cache-Control"]
        assert "K••• R•••" in response.text
        for rahasia in (NIK, KK, NIK[-4:], KK[-4:], IBU, "Kasmirah", "Krajan", "17-08-1980"):
            assert rahasia not in response.text, alamat
    for orang in (warga.pendamping, PenggunaFactory(peran="verifikator_dtks")):
        client = sign_in(orang)
        for alamat in halaman_masked(warga):
            teks = client.get(alamat).text
            assert "Kasmirah Rekaan" in teks
            assert re.search(r"331899••••••••••(?!\d)", teks)
            for rahasia in (NIK, KK, NIK[-4:], KK[-4:], IBU):
                assert rahasia not in teks, alamat
    assert client.get(halaman_masked(warga)[0], {"unduh": "xlsx"})["Content-Type"].startswith(
        "text/html"
    )


@pytest.mark.parametrize("banyak", [1, 3])
def test_lists_cost_the_same_however_long(warga, banyak, sign_in, django_assert_max_num_queries):
    for _ in range(banyak):
        lama = SumberDataFactory(tanggal_data=date(2020, 10, 31))
        RekapDesaFactory(desa=warga.desa, sumber=lama)
        EntriDataFactory.create_batch(banyak, desa=warga.desa, sumber=warga.sumber)
    client = sign_in(PenggunaFactory(peran="verifikator_dtks"))
    for alamat in (*halaman_masked(warga), reverse("dtks:peringkat_list")):
        client.get(alamat)
        with django_assert_max_num_queries(12):
            client.get(alamat)


def test_list_shows_the_newest_edition_and_what_is_asked_for(warga, sign_in):
    EntriDataFactory(desa=warga.desa, sumber=warga.sumber, orang__nik=None, padan="tidak_padan")
    lama = SumberDataFactory(kode="DTKS-2020-10", tanggal_data=date(2020, 10, 31))
    EntriDataFactory(desa=warga.desa, sumber=lama, orang=warga.orang, padan="meninggal")
    client = sign_in(PenggunaFactory(peran="verifikator_dtks"))

    def jumlah(**saringan):
        return client.get(halaman_masked(warga)[0], saringan).context["jumlah"]

    assert [jumlah(), jumlah(keadaan="tanpa_nik"), jumlah(keadaan="meninggal")] == [2, 1, 0]
    assert [jumlah(sumber=lama.pk), jumlah(sumber=lama.pk, keadaan="meninggal")] == [1, 1]


def test_quality_is_compared_between_editions(sign_in):
    desa = DesaFactory()
    lama = SumberDataFactory(kode="DTKS-2020-10", tanggal_data=date(2020, 10, 31))
    isi = {"desa": desa, "jumlah_meninggal": 0}
    RekapDesaFactory(**isi, sumber=lama, jumlah_padan=6, jumlah_tidak_padan=4)
    RekapDesaFactory(
        **isi,
        sumber=SumberDataFactory(kode="DTSEN-2025-TW2"),
        **{"jumlah_padan": 9, "jumlah_tidak_padan": 1, "jumlah_tanpa_nik": 1, "jumlah_ganda": 2},
    )
    client = sign_in(PenggunaFactory(peran="verifikator_dtks"))

    teks = client.get(reverse("dtks:orang_list", args=[desa.kode])).text

    kata = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", teks))
    assert "6 (60,0%) 9 (90,0%) 30,0 poin, membaik" in kata
    assert "0 (0,0%) 1 (10,0%) 10,0 poin, memburuk" in kata
    assert "0 (0,0%) 2 (20,0%) 20,0 poin, memburuk" in kata


def test_villages_are_ranked_within_their_kecamatan(sign_in, petugas):
    kecamatan, sumber = KecamatanFactory(), SumberDataFactory()
    for nama, jiwa, jenis in (
        *(("Mawar", 30, "desa"), ("Melati", 50, "desa"), ("Kenanga", 30, "desa")),
        *(("Kota", 90, "kelurahan"), ("Anggrek", 10, "desa")),
    ):
        desa = DesaFactory(nama=nama, kecamatan=kecamatan, jenis=jenis)
        RekapDesaFactory(desa=desa, sumber=sumber, jumlah_jiwa=jiwa, jumlah_baris=jiwa + 1)
    client, alamat = sign_in("analis"), reverse("dtks:peringkat_list")
    assert [
        (satu.desa.nama, satu.peringkat) for satu in client.get(alamat).context["table"].data
    ] == [("Melati", 1), ("Mawar", 2), ("Kenanga", 2), ("Anggrek", 4), ("Kota", None)]
    kepala, *isi = baca_data(client.get(alamat, {"unduh": "xlsx"}))
    letak = [kepala.index(judul) for judul in ("Peringkat", "Desa", "Orang", "Baris")]
    assert [[satu[n] for n in letak] for satu in isi[:2]] == [
        [1, "Desa Melati", 50, 51],
        [2, "Desa Mawar", 30, 31],
    ]

    orang = petugas(desa=desa)  # Anggrek: its rank counts the villages that the officer cannot see
    client = sign_in(orang)
    assert [
        (satu.desa.nama, satu.peringkat) for satu in client.get(alamat).context["table"].data
    ] == [("Anggrek", 4)]


def test_search_by_nik_is_posted_logged_and_bound_to_the_scope(warga, sign_in, petugas):
    alamat = reverse("dtks:orang_cari")
    pendamping, lain = warga.pendamping, petugas()
    hasil = []
    for orang, nomor in ((pendamping, f"{NIK[:6]} {NIK[6:]}"), (lain, NIK), (pendamping, NIK[:-1])):
        response = sign_in(orang).post(alamat, {"nik": nomor})
        hasil.append("Kasmirah Rekaan" in response.text)
        assert "no-store" in response["Cache-Control"]
        assert nomor not in response.text
        assert NIK[-4:] not in response.text
    assert hasil == [True, False, False]
    assert list(
        AksesDataPribadi.objects.order_by("urutan").values_list("objek", "jumlah_orang", "tindakan")
    ) == [(f"dtks.orang:{warga.orang.pk}", 1, "cari"), ("dtks.orang:-", 0, "cari")]


def test_identity_opens_for_a_purpose_and_closes_by_itself(warga, sign_in):
    client = sign_in(PenggunaFactory(peran="verifikator_dtks", nama="Rini Contoh"))
    alamat = reverse("dtks:orang_buka", args=[warga.orang.pk])
    for salah in ({}, TUJUAN | {"tujuan": "retensi"}, TUJUAN | {"keterangan": f"KTP {NIK}"}):
        assert client.post(alamat, salah).context["form"].errors
    assert not AksesDataPribadi.objects.exists()

    response = client.post(alamat, TUJUAN)

    assert all(isi in response.text for isi in (NIK, KK, IBU))
    assert "no-store" in response["Cache-Control"]
    assert response["Refresh"] == f"60; url=/dtks/orang/{warga.orang.pk}/"
    catatan = AksesDataPribadi.objects.get()
    assert (catatan.pelaku_nama, catatan.tindakan, catatan.objek) == (
        *("Rini Contoh", "buka", f"dtks.orang:{warga.orang.pk}"),
    )
    assert (catatan.tujuan, catatan.keterangan) == tuple(TUJUAN.values())
    assert NIK not in client.get(alamat).text
    assert not JejakAudit.objects.filter(rincian__icontains=NIK).exists()

    admin = sign_in("admin")
    teks = admin.get(reverse("dtks:akses_list")).text
    assert all(isi in teks for isi in ("Rini Contoh", "Membuka NIK", TUJUAN["keterangan"]))
    assert f"1:{catatan.sidik}" in teks


def test_officer_opens_the_numbers_of_its_own_draft_only(warga, sign_in):
    draf = UsulanPerbaikanFactory(
        desa=warga.desa, sumber=warga.sumber, orang=warga.orang, dibuat_oleh=warga.pendamping
    )
    PerubahanElemenFactory(usulan=draf, elemen="no_kk", lama=KK, baru="3318991501150088")
    client = sign_in(warga.pendamping)
    alamat = reverse("dtks:usulan_buka", args=[draf.pk])

    teks = client.post(alamat, TUJUAN).text

    assert all(isi in teks for isi in (NIK, KK, "3318991501150088"))
    assert client.post(reverse("dtks:orang_buka", args=[warga.orang.pk]), TUJUAN).status_code == 403
    draf.status, draf.diajukan_oleh, draf.sidik = "diajukan", warga.pendamping, "0" * 32
    draf.diajukan_pada = draf.created_at
    draf.save()
    assert client.post(alamat, TUJUAN).status_code == 403
    assert AksesDataPribadi.objects.count() == 1


def test_person_gets_a_copy_of_all_that_is_kept_and_of_nobody_else(warga, sign_in):
    tetangga = EntriDataFactory(
        desa=warga.desa, keluarga=warga.keluarga, sumber=warga.sumber, orang__nama="Anak Rekaan"
    )
    usulan = UsulanPerbaikanFactory(desa=warga.desa, sumber=warga.sumber, orang=warga.orang)
    PerubahanElemenFactory(usulan=usulan, elemen="nama", lama="Kasmirah", baru="Kasmira")
    client = sign_in(PenggunaFactory(peran="verifikator_dtks", nama="Rini Contoh"))
    client.post(reverse("dtks:orang_buka", args=[warga.orang.pk]), TUJUAN)
    alamat = reverse("dtks:orang_salin", args=[warga.orang.pk])
    surat = {"keterangan": "Surat tanggal 3 Maret 2026, KTP diperiksa"}

    response = client.post(alamat, {"bentuk": "json", **surat})

    assert "no-store" in response["Cache-Control"]
    assert "Kasmirah" not in response["Content-Disposition"]
    isi = json.loads(response.content)
    assert (isi["Identitas"][0]["NIK"], isi["Identitas"][0]["Nama ibu kandung"]) == (NIK, IBU)
    assert [satu["Nomor KK"] for satu in isi["Terbitan yang memuat"]] == [KK]
    assert [satu["Nama"] for satu in isi["Usulan perbaikan"]] == ["Kasmirah menjadi Kasmira"]
    assert [(a["Oleh"], a["Tindakan"]) for a in isi["Siapa membuka identitas ini"]] == [
        ("Rini Contoh", "Membuka NIK"),
        ("Rini Contoh", "Membuat salinan data untuk pemiliknya"),
    ]
    assert tetangga.orang.nama not in response.content.decode()
    assert tetangga.orang.nik not in response.content.decode()
    pdf = client.post(alamat, {"bentuk": "pdf", **surat})
    assert pdf.content.startswith(b"%PDF")
    assert AksesDataPribadi.objects.filter(tindakan="salinan").count() == 2


def test_missing_key_is_a_page_and_the_admin_sees_which(warga, sign_in, settings):
    settings.KUNCI_DATA = f"baru:{'C' * 42}A="
    client = sign_in(PenggunaFactory(peran="verifikator_dtks"))
    response = client.get(reverse("dtks:orang_detail", args=[warga.orang.pk]))
    assert (response.status_code, "tidak dapat dibuka" in response.text) == (503, True)
    assert "v1:" not in response.text

    admin = sign_in("admin")
    daftar = admin.get(reverse("dtks:kunci_list"))
    assert "3 nilai tidak dapat dibuka" in daftar.text
    assert [(k.sebutan, k.kunci, k.keadaan) for k in daftar.context["table"].data] == [
        ("Keluarga: nomor KK", "uji", "hilang"),
        ("Orang: NIK", "uji", "hilang"),
        ("Orang: nama ibu kandung", "uji", "hilang"),
    ]
    assert blind_index(NIK, "nik") not in daftar.text
    settings.KUNCI_DATA += f",uji:{'C' * 42}A="
    semua = admin.get(reverse("dtks:kunci_list"), {"keadaan": "salah"}).context["table"].data
    assert len(semua) == 3
    settings.KUNCI_DATA = f"baru:{'C' * 42}A=,uji:{'A' * 43}="
    assert "3 nilai masih memakai kunci lama" in admin.get(reverse("dtks:kunci_list")).text
    settings.KUNCI_DATA = ""
    assert "Kunci data belum diatur" in admin.get(reverse("dtks:kunci_list")).text
