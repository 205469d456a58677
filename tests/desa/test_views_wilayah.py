"""The registry of areas through the door: list, village page, kecamatan, search."""

import pytest
from django.urls import reverse

from akun.choices import Peran
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    KecamatanFactory,
    NamaLainDesaFactory,
    NilaiIndikatorFactory,
    ProfilDesaFactory,
    PutaranFactory,
    SurveiFactory,
)
from tests.factories.inti import KabupatenFactory
from tests.factories.opd import NamaOPDFactory, OPDFactory, PenugasanFactory
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db


@pytest.fixture
def soneyan():
    return DesaFactory(kode="33.18.16.2012", nama="Soneyan", kode_bps="3318160012")


@pytest.fixture
def tayu():
    return KecamatanFactory(kode="33.18.20", nama="Tayu", kode_bps="3318190")


def names(response):
    return [row.record.nama for row in response.context["table"].paginated_rows]


@pytest.mark.parametrize("peran", [p for p in Peran if p != Peran.PETUGAS])
def test_desa_list_shows_every_village_of_the_kabupaten(sign_in, soneyan, peran):
    lain = KabupatenFactory(kode="33.19", nama="Kabupaten Kudus")
    DesaFactory(kecamatan=KecamatanFactory(kode="33.19.01", kabupaten=lain))

    assert names(sign_in(peran).get(reverse("desa:desa_list"))) == ["Soneyan"]


def test_desa_list_of_petugas_holds_own_villages_also_past_ones(sign_in, petugas, soneyan):
    DesaFactory(nama="Bukan milik", kode="33.18.16.2998")
    pengguna = petugas(desa=soneyan)
    lama = PenugasanFactory(
        opd=pengguna.penugasan.opd,
        desa__nama="Dahulu",
        desa__kode="33.18.16.2999",
        selesai="2023-01-01",
    )

    assert names(sign_in(pengguna).get(reverse("desa:desa_list"))) == ["Soneyan", lama.desa.nama]


def test_desa_list_anonymous_is_sent_to_sign_in(client):
    response = client.get(reverse("desa:desa_list"))

    assert (response.status_code, response.url.split("?")[0]) == (302, "/akun/masuk/")


def test_desa_list_filters(sign_in, soneyan, tayu):
    dampingan = DaftarSasaranFactory(ditetapkan=True)
    ButirSasaranFactory(daftar=dampingan, desa=soneyan)
    pembanding = DaftarSasaranFactory(ditetapkan=True, jenis="pembanding")
    tendas = DesaFactory(kode="33.18.20.2001", nama="Tendas", kecamatan=tayu)
    ButirSasaranFactory(daftar=pembanding, desa=tendas)
    sebelah = DesaFactory(kode="33.18.16.1003", nama="Sebelah", jenis="kelurahan")
    ButirSasaranFactory(daftar=DaftarSasaranFactory(), desa=sebelah)  # a draft does not count
    penugasan = PenugasanFactory(desa=soneyan)
    client = sign_in("analis")

    def found(**params):
        return names(client.get(reverse("desa:desa_list"), params))

    assert found(kecamatan=tayu.pk) == ["Tendas"]
    assert found(jenis="kelurahan") == ["Sebelah"]
    assert found(sasaran="dampingan") == ["Soneyan"]
    assert found(sasaran="pembanding") == ["Tendas"]
    assert found(sasaran="lain") == ["Sebelah"]
    assert found(opd=penugasan.opd_id) == ["Soneyan"]
    assert found(q="331820") == ["Tendas"]
    assert found(q="sone") == ["Soneyan"]


def test_desa_list_excel_has_both_codes_and_words(sign_in, soneyan):
    ButirSasaranFactory(daftar=DaftarSasaranFactory(ditetapkan=True), desa=soneyan)
    PenugasanFactory(desa=soneyan, opd__singkatan="Dinsos")

    response = sign_in("analis").get(reverse("desa:desa_list"), {"unduh": "xlsx"})

    assert baca_data(response) == [
        [
            "Desa",
            "Kode Kemendagri",
            "Jenis",
            "Kecamatan",
            "Sasaran",
            "OPD pendamping",
            "Kode BPS",
            "Kode pos",
        ],
        [
            "Soneyan",
            "33.18.16.2012",
            "Desa",
            "Margoyoso",
            "Dampingan",
            "Dinsos",
            "3318160012",
            None,
        ],
    ]


@pytest.mark.parametrize("jumlah", [1, 3])
def test_desa_list_query_count(sign_in, jumlah, django_assert_num_queries):
    for desa in DesaFactory.create_batch(jumlah):
        PenugasanFactory(desa=desa)
    client = sign_in("analis")
    with django_assert_num_queries(7):  # session, user, periode, count, page, choices ×2
        response = client.get(reverse("desa:desa_list"))
    assert len(names(response)) == jumlah


def test_desa_detail_shows_everything_known(sign_in, soneyan):
    daftar = DaftarSasaranFactory(ditetapkan=True, nama="SK 410")
    ButirSasaranFactory(daftar=daftar, desa=soneyan, peringkat=3, pembilang_pemilih=3162)
    PenugasanFactory(desa=soneyan, opd__nama="Dinas Lama", selesai="2023-12-31", nomor_sk="410/1")
    PenugasanFactory(desa=soneyan, opd__nama="Dinas Sosial", mulai="2024-01-01", nomor_sk="410/2")
    NamaLainDesaFactory(desa=soneyan, nama="Sonean", sumber="BPS 2018")
    ProfilDesaFactory(desa=soneyan, tahun=2024, jumlah_kk=1234)
    putaran = PutaranFactory()
    survei = SurveiFactory(desa=soneyan, putaran=putaran, diverifikasi=True)
    NilaiIndikatorFactory(survei=survei, versi_indikator__indikator__nama="RTLH")

    response = sign_in("analis").get(reverse("desa:desa_detail", args=[soneyan.kode]))

    assert [p.opd.nama for p in response.context["riwayat_pendamping"]] == [
        "Dinas Sosial",
        "Dinas Lama",
    ]
    assert response.context["pendamping"].nomor_sk == "410/2"
    for teks in ("3318160012", "Sonean", "BPS 2018", "3.162", "1.234", "12,5%", "64 dari 512"):
        assert teks in response.text


def test_desa_detail_round_without_survey_is_named(sign_in, soneyan):
    PutaranFactory(nomor=1)
    SurveiFactory(desa=DesaFactory(), putaran__nomor=2)

    response = sign_in("analis").get(reverse("desa:desa_detail", args=[soneyan.kode]))

    assert [(p.nomor, p.survei_status) for p in response.context["putaran"]] == [
        (2, None),
        (1, None),
    ]


@pytest.mark.parametrize("peran", ["admin", "verifikator_dtks"])
def test_desa_detail_hides_survey_values_from_roles_without_the_right(sign_in, soneyan, peran):
    NilaiIndikatorFactory(survei=SurveiFactory(desa=soneyan, diverifikasi=True))

    response = sign_in(peran).get(reverse("desa:desa_detail", args=[soneyan.kode]))

    assert response.status_code == 200
    assert "12,5%" not in response.text
    assert "nilai" not in response.context


def test_desa_detail_of_another_opd_is_not_found(sign_in, petugas, soneyan):
    response = sign_in(petugas()).get(reverse("desa:desa_detail", args=[soneyan.kode]))

    assert response.status_code == 404


@pytest.mark.parametrize("jumlah", [1, 3])
@pytest.mark.parametrize("peran", ["petugas", "sekretariat", "analis"])
def test_desa_detail_takes_at_most_twelve_queries(
    sign_in, petugas, soneyan, peran, jumlah, django_assert_max_num_queries
):
    ProfilDesaFactory.create_batch(jumlah, desa=soneyan) if jumlah == 1 else [
        ProfilDesaFactory(desa=soneyan, tahun=tahun) for tahun in (2023, 2024, 2025)
    ]
    NamaLainDesaFactory.create_batch(jumlah, desa=soneyan)
    for _ in range(jumlah):
        ButirSasaranFactory(desa=soneyan)
        survei = SurveiFactory(desa=soneyan, diverifikasi=True)
        NilaiIndikatorFactory(survei=survei)
    who = petugas(desa=soneyan) if peran == "petugas" else peran
    client = sign_in(who)
    with django_assert_max_num_queries(12):
        response = client.get(reverse("desa:desa_detail", args=[soneyan.kode]))
    assert len(response.context["nilai"]) == jumlah


def test_kecamatan_detail_names_all_villages_but_links_only_the_own(sign_in, petugas, soneyan):
    DesaFactory(nama="Tegalarum")
    client = sign_in(petugas(desa=soneyan))

    response = client.get(reverse("desa:kecamatan_detail", args=["33.18.16"]))

    assert reverse("desa:desa_detail", args=[soneyan.kode]) in response.text
    assert "Tegalarum" in response.text
    assert response.text.count("bukan desa OPD Anda") == 1


@pytest.mark.parametrize("jumlah", [1, 3])
def test_kecamatan_detail_query_count(sign_in, soneyan, jumlah, django_assert_num_queries):
    daftar = DaftarSasaranFactory(ditetapkan=True)
    for desa in [soneyan, *DesaFactory.create_batch(jumlah - 1, kecamatan=soneyan.kecamatan)]:
        ButirSasaranFactory(daftar=daftar, desa=desa)
        PenugasanFactory(desa=desa, periode=daftar.periode)
    client = sign_in("analis")

    with django_assert_num_queries(6):
        response = client.get(reverse("desa:kecamatan_detail", args=[soneyan.kecamatan.kode]))

    assert len(response.context["daftar_desa"]) == jumlah


def test_kecamatan_detail_of_another_kabupaten_is_not_found(sign_in):
    lain = KecamatanFactory(kode="33.19.01", kabupaten=KabupatenFactory(kode="33.19"))

    response = sign_in("analis").get(reverse("desa:kecamatan_detail", args=[lain.kode]))

    assert response.status_code == 404


@pytest.mark.parametrize(
    "teks",
    [
        "33.18.16.2012",
        "3318162012",
        "33 18 16 2012",
        "3318160012",
        "soneyan",
        "DESA SONEYAN",
        "oney",
        "soneyan margoyoso",
        "Soneyan, Kec. Margoyoso",
        "sonean",
        "So Nean Lama",
    ],
)
def test_cari_finds_the_village_and_names_its_kecamatan(sign_in, soneyan, tayu, teks):
    NamaLainDesaFactory(desa=soneyan, nama="Sonean Lama")
    DesaFactory(kode="33.18.20.2001", nama="Tendas", kecamatan=tayu, kode_bps="3318190001")

    response = sign_in("pimpinan").get(reverse("desa:cari"), {"q": teks})

    assert [d.nama for d in response.context["daftar_desa"]] == ["Soneyan"]
    assert "Margoyoso" in response.text


def test_cari_says_that_an_alias_was_found(sign_in, soneyan):
    NamaLainDesaFactory(desa=soneyan, nama="Klakah Kasian")

    response = sign_in("pimpinan").get(reverse("desa:cari"), {"q": "klakahkasian"})

    assert "dikenal juga sebagai Klakah Kasian" in response.text


def test_cari_same_name_in_two_kecamatan_shows_both_and_narrows(sign_in, tayu):
    DesaFactory(kode="33.18.16.2001", nama="Sidomukti")
    DesaFactory(kode="33.18.20.2001", nama="Sidomukti", kecamatan=tayu)
    client = sign_in("analis")

    def kecamatan(q):
        hasil = client.get(reverse("desa:cari"), {"q": q}).context["daftar_desa"]
        return [d.kecamatan.nama for d in hasil]

    assert kecamatan("sidomukti") == ["Margoyoso", "Tayu"]
    assert kecamatan("sidomukti tayu") == ["Tayu"]


def test_cari_by_petugas_shows_others_without_link(sign_in, petugas, soneyan):
    client = sign_in(petugas())

    response = client.get(reverse("desa:cari"), {"q": "soneyan"})

    assert "Desa Soneyan" in response.text
    assert "bukan desa OPD Anda" in response.text
    assert reverse("desa:desa_detail", args=[soneyan.kode]) not in response.text


def test_cari_finds_opd_by_former_name(sign_in):
    opd = OPDFactory(nama="Badan Perencanaan dan Riset", singkatan="Bapperida")
    NamaOPDFactory(opd=opd, nama="Badan Perencanaan Pembangunan Daerah", singkatan="Bappeda")
    client = sign_in("analis")

    response = client.get(reverse("desa:cari"), {"q": "bappeda"})

    assert list(response.context["daftar_opd"]) == [opd]
    assert "dahulu bernama Badan Perencanaan Pembangunan Daerah" in response.text


def test_cari_without_result_says_how_to_search(sign_in):
    response = sign_in("analis").get(reverse("desa:cari"), {"q": "tidakadanama"})

    assert "Tidak ada yang cocok dengan “tidakadanama”" in response.text
    assert "dengan atau tanpa titik" in response.text


@pytest.mark.parametrize("jumlah", [1, 3])
def test_cari_query_count(sign_in, jumlah, django_assert_num_queries):
    for n in range(jumlah):
        NamaLainDesaFactory(desa__nama=f"Kembang {n}")
        OPDFactory(nama=f"Dinas Kembang {n}")
    client = sign_in("analis")
    with django_assert_num_queries(7):
        response = client.get(reverse("desa:cari"), {"q": "kembang"})
    assert len(response.context["daftar_desa"]) == jumlah
