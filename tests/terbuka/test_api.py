"""The read-only interface: what it answers, to whom, how often; and what an attacker of it finds."""

from datetime import date, timedelta

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from schemathesis import GenerationMode

from desa.models import Survei
from terbuka.katalog import KATALOG
from terbuka.models import TokenAkses
from tests.factories.dtks import RekapDesaFactory
from tests.factories.inti import KabupatenFactory
from tests.factories.opd import (
    IntervensiFactory,
    JenisBantuanFactory,
    PencairanFactory,
    PendanaanFactory,
)
from tests.factories.terbuka import TokenAksesFactory
from tests.laporan.papan import buat_papan
from tests.terbuka.distrik import tutup_putaran


pytestmark = pytest.mark.django_db

A, B, C = "33.18.01.2001", "33.18.01.2002", "33.18.02.2001"


@pytest.fixture
def papan():
    """Three mentored villages, two closed rounds: RTLH with a small count in C, roads without."""
    papan = buat_papan(
        {A: "=Aman", B: "Bersih", C: "Ceria"},
        {"RTLH": {"arah": "turun"}, "JALAN": {"arah": "turun"}},
    )
    papan.indikator["JALAN"].versi.update(satuan="km", satuan_penyebut="km")
    for putaran, rtlh in (
        (papan.sebelum, {A: (64, 512), B: (40, 400), C: (3, 120)}),
        (papan.sesudah, {A: (31, 530), B: (20, 400), C: "tidak_dapat_diperoleh"}),
    ):
        for kode, satu in rtlh.items():
            papan.isi(papan.survei(putaran, kode), RTLH=satu, JALAN=("1.5", "12.25"))
    tutup_putaran()
    return papan


def ambil(client, slug, token=None, **kueri):
    kepala = {"Authorization": f"Bearer {token}"} if token else {}
    return client.get(f"/api/v1/data/{slug}", kueri, headers=kepala)


def baris(client, slug, token=None, **kueri):
    """The rows, which have the columns of the catalogue and no other."""
    data = ambil(client, slug, token, **kueri).json()["data"]
    assert all(b.keys() == {k.nama for k in KATALOG[slug].kolom} for b in data)
    return data


def angka(data, *nama):
    return [tuple(b[n] for n in nama) for b in data]


# --- What is published --------------------------------------------------------------------------


def test_survey_values_hide_small_counts_and_what_would_give_them_away(client, papan):
    TokenAksesFactory(teks="pp_uji")
    desa = baris(client, "nilai-desa", "pp_uji", kode_indikator="RTLH")
    bagian = ("putaran", "kode_desa", "pembilang", "penyebut", "persen", "keadaan")
    assert angka(desa, *bagian) == [
        (1, A, 64, 512, 12.5, "tampil"),
        (1, B, 40, 400, 10, "tampil"),
        (1, C, None, 120, None, "disamarkan"),
        (2, A, 31, 530, 5.8491, "tampil"),
        (2, B, 20, 400, 5.0, "tampil"),
        (2, C, None, None, None, "tidak_dapat_diperoleh"),
    ]
    wilayah = baris(client, "nilai-wilayah", putaran=1)
    bagian = ("kode_indikator", "kode_wilayah", "jumlah_desa", "pembilang", "penyebut", "keadaan")
    assert angka(wilayah, *bagian) == [
        # beside the pairs A and B, shown below, this would leave C alone
        ("RTLH", "33.18", 3, None, None, "disamarkan"),
        ("RTLH", "33.18.01", 2, 104, 912, "tampil"),
        ("RTLH", "33.18.02", 1, None, None, "disamarkan"),
        ("JALAN", "33.18", 3, 4.5, 36.75, "tampil"),  # kilometres are nobody's
        ("JALAN", "33.18.01", 2, 3, 24.5, "tampil"),
        ("JALAN", "33.18.02", 1, 1.5, 12.25, "tampil"),
    ]
    rtlh, jalan = baris(client, "sebelum-sesudah")
    assert (rtlh["keadaan"], rtlh["desa_berpasangan"], rtlh["pembilang_awal"]) == ("tampil", 2, 104)
    assert (rtlh["selisih"], rtlh["satuan_selisih"]) == (-5.9196, "poin persen")
    assert angka([rtlh, jalan], "membaik", "tetap", "memburuk", "desa_tersamar") == [
        (2, 0, 0, 0),
        (0, 3, 0, 0),
    ]


def test_an_open_round_and_what_is_not_verified_stay_inside(client, papan):
    papan.sesudah.tutup = timezone.localdate() + timedelta(days=5)
    papan.sesudah.save()
    papan.sebelum.survei.filter(desa=papan.desa[A]).update(
        berlaku=False, status="diajukan", diverifikasi_pada=None, diverifikasi_oleh=None
    )
    wilayah = ambil(client, "nilai-wilayah", tingkat="kabupaten", kode_indikator="JALAN").json()
    assert angka(wilayah["data"], "putaran", "jumlah_desa") == [(1, 2)]
    assert baris(client, "sebelum-sesudah") == []


def test_interventions_money_and_poverty(client, papan):
    rumah = IntervensiFactory(
        desa=papan.desa[A], jumlah_kk=40, jumlah_laki_laki=70, jumlah_perempuan=3
    )
    dana = PendanaanFactory(intervensi=rumah, sumber="csr", pagu=5_000_000)
    PencairanFactory(pendanaan=dana, jumlah=2_000_000)
    jamban = JenisBantuanFactory(kode="JAMBAN", nama="Jamban")
    IntervensiFactory(desa=papan.desa[B], jenis=jamban, jumlah_kk=2)
    IntervensiFactory(desa=papan.desa[B], status="batal", alasan_batal="Batal", jumlah_kk=99)

    intervensi = baris(client, "intervensi")
    bagian = ("tingkat", "jenis_bantuan", "jumlah_kegiatan", "penerima_kk", "penerima_perempuan")
    assert angka(intervensi, *bagian, "penerima_jiwa", "keadaan") == [
        ("rincian", "JAMBAN", 1, None, None, None, "disamarkan"),
        ("rincian", "RTLH", 1, None, None, 73, "disamarkan"),
        ("tahun", "", 2, 42, None, None, "disamarkan"),
        ("kelompok", "", 2, 42, None, None, "disamarkan"),
    ]
    uang = baris(client, "dana")
    assert angka(uang, "sumber_dana", "kelompok_program", "pagu", "realisasi") == [
        ("csr", 1, 5_000_000, 2_000_000)
    ]
    miskin = baris(client, "kemiskinan-kabupaten")
    assert angka(miskin, "tahun", "persen_penduduk_miskin")[-2:] == [(2024, 9.17), (2025, 8.24)]
    assert all(b["sumber"] for b in miskin)
    assert {b["kode_kabupaten"] for b in miskin} == {"33.18"}  # never a village's figure


def test_registry_counts_hide_what_the_survey_hides(client, papan):
    papan.indikator["RTLH"].kode = "KKMISKIN"
    papan.indikator["RTLH"].save()
    Survei.objects.filter(putaran=papan.sesudah).delete()  # the sum of the first is kept now
    TokenAksesFactory(teks="pp_uji", lingkup="rekap_dtks")
    sumber = RekapDesaFactory(
        desa=papan.desa[A], jumlah_jiwa=600, jumlah_keluarga=200, jumlah_padan=598
    ).sumber
    RekapDesaFactory(sumber=sumber, desa=papan.desa[B], jumlah_jiwa=700, jumlah_keluarga=210)
    RekapDesaFactory(sumber=sumber, desa=papan.desa[C], jumlah_jiwa=3, jumlah_keluarga=1)

    rekap = baris(client, "rekap-dtks", "pp_uji")
    bagian = ("kode_desa", "jumlah_jiwa", "jumlah_keluarga", "jumlah_nik_padan", "keadaan")
    assert angka(rekap, *bagian) == [
        (A, 600, 200, None, "disamarkan"),  # two NIK do not match
        (B, None, None, None, "disamarkan"),  # hidden in the survey for the sake of C
        (C, None, None, None, "disamarkan"),
    ]


# --- Forms of the answer ------------------------------------------------------------------------


def test_csv_is_plain_text_and_the_answer_can_be_cached(client, papan):
    response = ambil(client, "desa.csv", kode_kecamatan="33.18.01")
    isi = response.content.decode().split("\r\n")
    assert isi[0].startswith("kode_desa,kode_bps,nama_desa,jenis,kode_kecamatan")
    assert isi[1].startswith(f"{A},,'=Aman,desa,33.18.01,")  # a formula no more
    assert len(isi) == 4
    assert response["Content-Disposition"] == 'attachment; filename="desa-33.18.csv"'
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Access-Control-Allow-Origin"] == "*"

    kepala = client.head("/api/v1/data/desa.csv?kode_kecamatan=33.18.01")
    assert (kepala.status_code, kepala["ETag"]) == (200, response["ETag"])
    lagi = client.get(
        "/api/v1/data/desa.csv?kode_kecamatan=33.18.01",
        headers={"If-None-Match": response["ETag"]},
    )
    assert (lagi.status_code, lagi.content) == (304, b"")
    papan.desa[A].nama = "Aman"
    papan.desa[A].save()
    assert ambil(client, "desa.csv", kode_kecamatan="33.18.01")["ETag"] != response["ETag"]


def test_pages_follow_one_another(client, papan):
    satu = ambil(client, "desa", per_halaman=2).json()
    assert (satu["jumlah"], angka(satu["data"], "kode_desa")) == (3, [(A,), (B,)])
    dua = client.get(satu["berikutnya"]).json()
    assert (dua["halaman"], dua["berikutnya"], angka(dua["data"], "kode_desa")) == (2, None, [(C,)])


@pytest.mark.parametrize("banyak", [1, 3])
def test_query_count_does_not_grow(client, banyak, django_assert_num_queries):
    papan = buat_papan({k: k for k in (A, B, C)[:banyak]}, {"RTLH": {}})
    for kode in papan.desa:
        papan.isi(papan.survei(papan.sebelum, kode), RTLH=(60, 500))
    tutup_putaran()
    with django_assert_num_queries(11):  # kabupaten, two marks, the data
        assert ambil(client, "nilai-wilayah").json()["jumlah"] >= 2
    with django_assert_num_queries(2):  # kabupaten, mark
        ambil(client, "nilai-wilayah")


def test_problems_say_in_indonesian_how_to_mend_them(client, papan):
    salah = {
        ("nilai-wilayah", "putaran=satu"): (422, "Nilai tidak sah: putaran harus bilangan bulat."),
        ("nilai-wilayah", "tingkat=desa&halaman=0"): (
            422,
            "Nilai tidak sah: halaman paling kecil 1; tingkat harus 'kabupaten' atau 'kecamatan'.",
        ),
        ("nilai-wilayah", "kode_dsa=1"): (
            422,
            "Parameter tidak dikenal: kode_dsa. Yang dikenal: halaman, kabupaten, keadaan,",
        ),
        ("desa", "kabupaten=99.99"): (404, "Alamat atau kabupaten ini tidak ada."),
        ("orang", ""): (404, "Alamat atau kabupaten ini tidak ada."),
        ("nilai-desa", ""): (401, "Sertakan token yang berlaku"),
    }
    for (slug, kueri), (status, rincian) in salah.items():
        response = client.get(f"/api/v1/data/{slug}?{kueri}")
        masalah = response.json()
        assert (response.status_code, masalah["status"]) == (status, status)
        assert masalah["detail"].startswith(rincian)
        assert response["Content-Type"] == "application/problem+json"
    ditolak = Client(enforce_csrf_checks=True).post("/api/v1/data/desa")
    assert (ditolak.status_code, ditolak["Allow"]) == (405, "GET, HEAD")
    assert ditolak.json()["title"] == "Hanya dapat dibaca"
    assert client.get("/api/v1/data/%00").json()["status"] == 404


# --- Who, and how often -------------------------------------------------------------------------


def test_restricted_data_open_to_a_token_in_force_of_the_scope_only(client, papan):
    kemarin = timezone.localdate() - timedelta(days=1)
    TokenAksesFactory(teks="pp_baik", lingkup="nilai_desa")
    TokenAksesFactory(teks="pp_sempit", lingkup="rekap_dtks")
    TokenAksesFactory(teks="pp_lewat", berlaku_sampai=kemarin)
    TokenAksesFactory(teks="pp_cabut", dicabut=True)
    lain = KabupatenFactory(kode="33.19", nama="Kabupaten Lain")
    TokenAksesFactory(teks="pp_lain", kabupaten=lain)

    def status(token, **kueri):
        return ambil(client, "nilai-desa", token, **kueri).status_code

    assert [status(f"pp_{t}") for t in ("sempit", "lewat", "cabut", "asal")] == [403, 401, 401, 401]
    assert status("pp_baik", kabupaten="33.19") == 404
    assert baris(client, "nilai-desa", "pp_lain") == []  # its own kabupaten's
    response = ambil(client, "nilai-desa", "pp_baik")
    assert (response.json()["jumlah"], response["Cache-Control"]) == (12, "private, no-cache")
    dipakai = dict(TokenAkses.objects.values_list("lingkup", "terakhir_dipakai"))
    assert dipakai["nilai_desa"] is not None
    assert dipakai["rekap_dtks"] is None  # knocked, was not let in


@pytest.mark.parametrize(("peran", "status"), [("analis", 200), ("petugas", 401), ("admin", 401)])
def test_whoever_may_read_everything_downloads_without_a_token(sign_in, papan, peran, status):
    assert ambil(sign_in(peran), "nilai-desa").status_code == status


def test_too_many_requests_of_one_address_wait(client, settings):
    KabupatenFactory()
    settings.API_LAJU_PER_MENIT = {"umum": 2, "token": 3}
    alamat = {"REMOTE_ADDR": "203.0.113.7"}
    jawaban = [client.get("/api/v1/", **alamat) for _ in range(3)]
    assert [r.status_code for r in jawaban][-1] == 429
    assert 1 <= int(jawaban[-1]["Retry-After"]) <= 60
    assert client.get("/api/v1/", REMOTE_ADDR="203.0.113.8").status_code == 200


# --- Descriptions, and an attack by them --------------------------------------------------------


def test_descriptions_name_every_dataset_with_its_columns(client, papan):
    akar = client.get("/api/v1/").json()["dataset"]
    paket = client.get("/api/v1/datapackage.json").json()
    dcat = client.get("/api/v1/dcat.jsonld").json()
    skema = client.get("/api/v1/openapi.json").json()
    nama = [d["slug"] for d in akar]
    assert len(nama) == 9
    assert [r["name"] for r in paket["resources"]] == nama
    assert [d["dct:identifier"] for d in dcat["dcat:dataset"]] == nama
    for sumber, dataset in zip(paket["resources"], akar, strict=True):
        assert sumber["path"] == dataset["csv"]
        assert f"/api/v1/data/{dataset['slug']}" in skema["paths"]
        medan = [f["name"] for f in sumber["schema"]["fields"]]
        assert [v["nama"] for v in sumber["satuData"]["variabel"]] == medan
        standar = ("konsep", "definisi", "klasifikasi", "ukuran", "satuan", "kodeReferensi")
        assert all(sumber["satuData"][s] for s in standar)
        if dataset["akses"] == "umum":
            assert client.get(dataset["csv"]).content.decode().split("\r\n")[0] == ",".join(medan)
    wilayah = dcat["dcat:dataset"][1]
    assert wilayah["sdi:klasifikasi"] == "Putaran, indikator, wilayah, kelompok desa"
    assert wilayah["dct:temporal"]["dcat:startDate"] == papan.sebelum.tanggal_rujukan.isoformat()
    rtlh = baris(client, "indikator", kode_indikator="RTLH")[0]
    assert rtlh["rumus"] == "Rumah tidak layak huni / Seluruh rumah × 100"
    assert date.fromisoformat(rtlh["berlaku_mulai"]) == date(2020, 1, 1)


@pytest.fixture
def wsgi(settings):
    """The application without Django's test client, on the connection of the test's transaction."""
    settings.API_LAJU_PER_MENIT = {"umum": 10**6, "token": 10**6}
    sinyal = (request_started, request_finished)
    for satu in sinyal:
        satu.disconnect(close_old_connections)
    yield get_wsgi_application()
    for satu in sinyal:
        satu.connect(close_old_connections)


@pytest.mark.parametrize("mode", GenerationMode)
def test_schemathesis_finds_nothing(papan, wsgi, mode):
    """Valid and invalid calls of every address, made up from the description; see its checks."""
    TokenAksesFactory(teks="pp_uji")
    skema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", wsgi)
    alamat = [hasil.ok() for hasil in skema.get_all_operations()]
    assert len(alamat) == 21  # nine datasets twice, and three descriptions

    for satu in alamat:

        @hypothesis_settings(max_examples=3, suppress_health_check=list(HealthCheck), database=None)
        @given(satu.as_strategy(generation_mode=mode))
        def serang(kasus):
            kasus.call_and_validate(headers={"Authorization": "Bearer pp_uji"})

        serang()
