"""The dictionary: read by everybody, kept by the admin."""

from datetime import date

import pytest
from django.urls import reverse

from desa.models import Indikator, PutusDeret, VersiIndikator
from inti.models import JejakAudit
from tests.factories.desa import PutaranFactory, PutusDeretFactory, VersiIndikatorFactory
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db

KAMUS = reverse("desa:indikator_list")


@pytest.fixture
def versi():
    return VersiIndikatorFactory(
        indikator__kode="RTLH", indikator__nama="Rumah tidak layak huni", indikator__wajib=True
    )


def url(nama, indikator):
    return reverse(f"desa:{nama}", args=[indikator.kode])


def isian_versi(**ubahan):
    return {
        "berlaku_mulai": "2027-01-01",
        "definisi": "Definisi baru.",
        "label_pembilang": "Rumah",
        "satuan": "unit",
        "label_penyebut": "Seluruh rumah",
        "satuan_penyebut": "unit",
        "desimal": "0",
        "sumber_definisi": "Perbup",
    } | ubahan


def test_list_groups_by_bidang_and_says_direction_in_words(sign_in, versi):
    VersiIndikatorFactory(indikator__bidang="Kesehatan", indikator__arah="naik")

    text = sign_in("analis").get(KAMUS).text

    assert text.index("Kesehatan</h2>") < text.index("Permukiman</h2>")
    assert "▼ turun lebih baik" in text
    assert "▲ naik lebih baik" in text
    assert "Inti" in text


@pytest.mark.parametrize(
    ("saringan", "ketemu"),
    [
        ({"q": "layak"}, 1),
        ({"q": "rtlh"}, 1),
        ({"q": "zzz"}, 0),
        ({"bidang": "Permukiman"}, 1),
        ({"arah": "naik"}, 0),
        ({"wajib": "True"}, 1),
        ({"aktif": "False"}, 0),
    ],
)
def test_list_filters(sign_in, versi, saringan, ketemu):
    response = sign_in("analis").get(KAMUS, saringan)

    assert response.context["jumlah"] == ketemu


def test_list_shows_the_version_of_today(sign_in, versi):
    dua = VersiIndikatorFactory(
        indikator=versi.indikator, nomor=2, berlaku_mulai=date(2022, 1, 1), sebanding=True
    )
    VersiIndikatorFactory(indikator=versi.indikator, nomor=3, berlaku_mulai=date(2099, 1, 1))
    kelak = VersiIndikatorFactory(berlaku_mulai=date(2099, 1, 1))

    table = sign_in("analis").get(KAMUS).context["table"]

    assert {r.record for r in table.rows} == {dua, kelak}


def test_kamus_workbook(sign_in, versi):
    response = sign_in("pimpinan").get(KAMUS, {"unduh": "xlsx"})

    tajuk, baris = baca_data(response)
    isi = dict(zip(tajuk, baris, strict=True))
    assert {n: isi[n] for n in ("Kode", "Nama", "Arah yang baik", "Inti", "Versi", "Penyebut")} == {
        "Kode": "RTLH",
        "Nama": "Rumah tidak layak huni",
        "Arah yang baik": "Turun lebih baik",
        "Inti": "Ya",
        "Versi": 1,
        "Penyebut": "Seluruh rumah",
    }
    assert isi["Berlaku mulai"].date() == date(2020, 1, 1)


@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_query_count(sign_in, django_assert_num_queries, jumlah):
    VersiIndikatorFactory.create_batch(jumlah)
    client = sign_in("analis")
    client.get(KAMUS)

    with django_assert_num_queries(5):
        response = client.get(KAMUS)

    assert response.context["jumlah"] == jumlah


def test_detail_shows_versions_breaks_and_rounds(sign_in, versi):
    dua = VersiIndikatorFactory(indikator=versi.indikator, nomor=2, berlaku_mulai=date(2022, 1, 1))
    putaran = PutaranFactory(versi=[versi])
    PutusDeretFactory(indikator=versi.indikator, uraian="Daftar acuan berganti")

    response = sign_in("analis").get(url("indikator_detail", versi.indikator))

    assert (response.context["kini"], list(response.context["daftar_versi"])) == (dua, [dua, versi])
    assert response.context["daftar_versi"][1].ditanyakan == [putaran]
    assert "Memutus deret dari versi sebelumnya" in response.text
    assert "Daftar acuan berganti" in response.text
    assert "Versi baru" not in response.text


@pytest.mark.parametrize("jumlah", [1, 3])
def test_detail_query_count(sign_in, django_assert_num_queries, versi, jumlah):
    for nomor in range(2, jumlah + 1):
        VersiIndikatorFactory(indikator=versi.indikator, nomor=nomor)
    client = sign_in("analis")
    client.get(url("indikator_detail", versi.indikator))

    with django_assert_num_queries(7):
        response = client.get(url("indikator_detail", versi.indikator))

    assert len(response.context["daftar_versi"]) == jumlah


@pytest.mark.parametrize(
    "nama", ["indikator_edit", "indikator_aktifkan", "versi_create", "putus_deret_create"]
)
@pytest.mark.parametrize("peran", ["sekretariat", "petugas", "analis"])
def test_only_the_admin_keeps_the_dictionary(sign_in, versi, nama, peran):
    response = sign_in(peran).post(url(nama, versi.indikator), isian_versi(yakin="1"))

    assert response.status_code == 403
    assert not JejakAudit.objects.exists()


def test_edit_changes_the_identity_but_not_code_and_kind(sign_in, versi):
    data = {
        "nama": "RTLH",
        "bidang": "Perumahan",
        "arah": "turun",
        "batas_lonjakan_persen": "25",
        "urutan": "3",
        "kode": "X",
        "jenis": "jumlah",
    }

    sign_in("admin").post(url("indikator_edit", versi.indikator), data)

    indikator = Indikator.objects.get()
    assert (indikator.kode, indikator.jenis) == ("RTLH", "proporsi")
    assert (indikator.nama, indikator.bidang, indikator.wajib) == ("RTLH", "Perumahan", False)
    assert JejakAudit.objects.get().aksi == "indikator.ubah"


def test_nonaktifkan_and_back(sign_in, versi):
    client = sign_in("admin")
    keadaan = []
    for _ in range(2):
        client.post(url("indikator_aktifkan", versi.indikator))
        keadaan.append(Indikator.objects.get().aktif)

    assert keadaan == [False, True]
    assert [j.aksi for j in JejakAudit.objects.all()] == [
        "indikator.aktifkan",
        "indikator.nonaktifkan",
    ]


@pytest.mark.parametrize(
    ("centang", "pesan"), [({}, "memutus deret"), ({"sebanding": "on"}, "masih sebanding")]
)
def test_new_version_says_what_it_does_before_it_is_stored(sign_in, versi, centang, pesan):
    client = sign_in("admin")

    response = client.post(url("versi_create", versi.indikator), isian_versi(**centang))
    belum = VersiIndikator.objects.count()
    data = {f.html_name: f.value() for f in response.context["form"] if f.value()}
    client.post(url("versi_create", versi.indikator), data | {"yakin": "1"})

    baru = VersiIndikator.objects.get(nomor=2)
    assert (belum, pesan in response.text) == (1, True)
    assert (baru.sebanding, baru.definisi) == (bool(centang), "Definisi baru.")
    assert JejakAudit.objects.get().rincian == {"sebanding": bool(centang)}


@pytest.mark.parametrize(
    ("ubahan", "pesan"),
    [
        ({"berlaku_mulai": "2019-01-01"}, "Versi baru harus berlaku setelah 01-01-2020"),
        ({"label_penyebut": ""}, "Proporsi memerlukan penyebut"),
        ({"definisi": ""}, "tidak boleh kosong"),
    ],
)
def test_new_version_impossible_is_refused(sign_in, versi, ubahan, pesan):
    response = sign_in("admin").post(
        url("versi_create", versi.indikator), isian_versi(**ubahan, yakin="1")
    )

    assert pesan in str(response.context["form"].errors)
    assert VersiIndikator.objects.count() == 1


def test_putus_deret_is_stored_once_per_day(sign_in, versi):
    client = sign_in("admin")
    data = {"tanggal": "2023-01-01", "uraian": "Daftar acuan berganti"}

    tanggapan = [client.post(url("putus_deret_create", versi.indikator), data) for _ in range(2)]

    assert [r.status_code for r in tanggapan] == [302, 200]
    assert [(p.indikator, p.tanggal) for p in PutusDeret.objects.all()] == [
        (versi.indikator, date(2023, 1, 1))
    ]
