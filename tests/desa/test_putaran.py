"""Survey rounds: create, edit, lock, except, and see how far the villages are."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from desa.models import PengecualianKunci, Putaran
from desa.queries import (
    desa_putaran,
    putaran_for_pengguna,
    putaran_with_kemajuan,
    versi_kini,
)
from desa.stats import keadaan_putaran, terlambat_sejak
from inti.models import JejakAudit
from opd.queries import desa_dapat_diisi, desa_for_pengguna
from tests.desa.cerita import siapkan
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    NilaiIndikatorFactory,
    PengecualianKunciFactory,
    PutaranFactory,
    SurveiFactory,
    VersiIndikatorFactory,
)
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db

SEMUA = reverse("desa:putaran_list")


@pytest.fixture
def cerita():
    return siapkan()


def url(nama, putaran):
    return reverse(f"desa:putaran_{nama}", args=[putaran.pk])


def isian_putaran(cerita, **ubahan):
    return {
        "periode": cerita.daftar.periode.pk,
        "jenis": "lanjutan",
        "nomor": 77,
        "tanggal_rujukan": "2026-06-30",
        "buka": "2026-07-01",
        "tutup": "2026-08-31",
        "versi_indikator": [v.pk for v in cerita.versi],
    } | ubahan


# Which villages ----------------------------------------------------------------------------------


def test_desa_putaran_are_the_decided_mentored_and_comparison_villages(cerita):
    def tambah(daftar, **butir):
        return ButirSasaranFactory(daftar=daftar, **butir).desa

    periode, rujukan = cerita.daftar.periode, cerita.putaran.tanggal_rujukan
    pembanding = tambah(DaftarSasaranFactory(periode=periode, jenis="pembanding", ditetapkan=True))
    nanti = tambah(cerita.daftar, tanggal_lulus=rujukan + timedelta(days=1), alasan_lulus="Maju")
    tambah(cerita.daftar, tanggal_lulus=rujukan, alasan_lulus="Maju")
    tambah(DaftarSasaranFactory(periode=periode))  # draft
    tambah(DaftarSasaranFactory(periode=periode, jenis="ekstrem", ditetapkan=True))
    tambah(DaftarSasaranFactory(periode__nama="Lain", ditetapkan=True))

    assert set(desa_putaran(cerita.putaran)) == {cerita.desa, pembanding, nanti}


def test_kemajuan_counts_every_village_once(cerita):
    putaran, pembanding = cerita.putaran, DesaFactory.create_batch(4)
    daftar = DaftarSasaranFactory(
        periode=cerita.daftar.periode, jenis="pembanding", ditetapkan=True
    )
    for desa in [*pembanding, cerita.desa]:  # the mentored one stands on both lists
        ButirSasaranFactory(daftar=daftar, desa=desa)
    SurveiFactory(putaran=putaran, desa=cerita.desa, diverifikasi=True)
    SurveiFactory(putaran=putaran, desa=cerita.desa, revisi=2)
    SurveiFactory(putaran=putaran, desa=pembanding[0], diajukan=True)
    SurveiFactory(putaran=putaran, desa=pembanding[1], dikembalikan=True)
    SurveiFactory(putaran=putaran, desa=pembanding[2], diverifikasi=True)
    SurveiFactory(putaran=putaran)  # a village on no list

    satu = putaran_with_kemajuan(
        putaran_for_pengguna(cerita.sekretariat), desa_for_pengguna(cerita.sekretariat)
    ).get(pk=putaran.pk)
    milik = putaran_with_kemajuan(
        putaran_for_pengguna(cerita.petugas), desa_for_pengguna(cerita.petugas)
    ).get(pk=putaran.pk)

    def hitung(p):
        status = ("belum", "draf", "diajukan", "dikembalikan", "diverifikasi")
        return p.jumlah_desa, [getattr(p, f"jumlah_{s}") for s in status]

    assert hitung(satu) == (5, [1, 1, 1, 1, 1])
    assert hitung(milik) == (1, [0, 1, 0, 0, 0])


@pytest.mark.parametrize("peran", ["petugas", "petugas_lain", "sekretariat"])
def test_desa_dapat_diisi_is_the_same_as_the_right(cerita, peran):
    tanpa_pendamping, pengguna = DesaFactory(), getattr(cerita, peran)

    dapat = set(desa_dapat_diisi(pengguna))

    for desa in (cerita.desa, tanpa_pendamping):
        assert pengguna.has_perm("desa.isi_survei", desa) == (desa in dapat), desa


@pytest.mark.parametrize(
    ("hari", "hasil"),
    [
        (date(2025, 12, 31), ("belum dibuka", None)),
        (date(2026, 1, 1), ("terbuka", 30)),
        (date(2026, 1, 31), ("terbuka", 0)),
        (date(2026, 2, 1), ("ditutup", None)),
    ],
)
def test_keadaan_putaran(hari, hasil):
    buka, tutup = date(2026, 1, 1), date(2026, 1, 31)

    assert keadaan_putaran(buka, tutup, False, hari) == hasil
    assert keadaan_putaran(buka, tutup, True, hari) == ("dikunci", None)


@pytest.mark.parametrize(
    ("status", "sampai", "hasil"),
    [
        ("belum", None, date(2026, 2, 1)),
        ("draf", date(2026, 2, 10), date(2026, 2, 11)),
        ("dikembalikan", date(2026, 3, 1), None),
        ("diajukan", None, None),
        ("diverifikasi", None, None),
    ],
)
def test_terlambat_sejak(status, sampai, hasil):
    assert terlambat_sejak(status, date(2026, 1, 31), sampai, date(2026, 3, 1)) == hasil


# The list and the grid ---------------------------------------------------------------------------


def test_list_says_where_each_round_stands(sign_in, cerita):
    PutaranFactory(periode=cerita.daftar.periode, tertutup=True)

    client = sign_in(cerita.sekretariat)

    response = client.get(SEMUA)
    assert "terbuka, 10 hari lagi" in response.text
    assert "ditutup" in response.text
    tajuk, baru, _ = baca_data(client.get(SEMUA, {"unduh": "xlsx"}))
    isi = dict(zip(tajuk, baru, strict=True))
    assert {n: isi[n] for n in ("Desa", "Belum", "Diverifikasi")} == {
        "Desa": 1,
        "Belum": 1,
        "Diverifikasi": 0,
    }


@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_query_count(sign_in, django_assert_num_queries, cerita, jumlah):
    PutaranFactory.create_batch(jumlah - 1, periode=cerita.daftar.periode)
    client = sign_in(cerita.sekretariat)
    client.get(SEMUA)

    with django_assert_num_queries(4):
        response = client.get(SEMUA)

    assert len(response.context["table"].rows) == jumlah


def test_grid_shows_late_villages_and_who_may_be_filled(sign_in):
    cerita = siapkan(tertutup=True)
    lain = DesaFactory()
    ButirSasaranFactory(daftar=cerita.daftar, desa=lain)
    survei = SurveiFactory(putaran=cerita.putaran, desa=lain, diverifikasi=True)
    NilaiIndikatorFactory(survei=survei, versi_indikator=cerita.versi[0])
    PengecualianKunciFactory(putaran=cerita.putaran, desa=cerita.desa, sampai=date(2026, 1, 1))
    client = sign_in(cerita.sekretariat)

    tajuk, *baris = baca_data(client.get(url("detail", cerita.putaran), {"unduh": "xlsx"}))

    isi = {b[tajuk.index("Kode Kemendagri")]: dict(zip(tajuk, b, strict=True)) for b in baris}
    mendampingi, selesai = isi[cerita.desa.kode], isi[lain.kode]
    sejak = cerita.putaran.tutup + timedelta(days=1)
    assert mendampingi["Terlambat sejak"].date() == sejak
    assert (mendampingi["Status"], mendampingi["OPD pendamping"], mendampingi["Terisi"]) == (
        "Belum diisi",
        cerita.opd.singkatan,
        0,
    )
    assert (selesai["Status"], selesai["Terlambat sejak"], selesai["Terisi"]) == (
        "Diverifikasi",
        None,
        1,
    )
    assert selesai["OPD pendamping"] in (None, "")


def test_grid_links_the_officer_to_the_form(sign_in, cerita):
    response = sign_in(cerita.petugas).get(url("detail", cerita.putaran))

    assert reverse("desa:survei_isi", args=[cerita.putaran.pk, cerita.desa.kode]) in response.text


@pytest.mark.parametrize(
    ("saringan", "ketemu"),
    [({"status": "belum"}, 1), ({"status": "draf"}, 0), ({"q": "uji"}, 1), ({"q": "zzz"}, 0)],
)
def test_grid_filters(sign_in, cerita, saringan, ketemu):
    response = sign_in(cerita.sekretariat).get(url("detail", cerita.putaran), saringan)

    assert len(response.context["table"].rows) == ketemu


def test_grid_filters_by_opd_and_kecamatan(sign_in, cerita):
    ButirSasaranFactory(
        daftar=cerita.daftar, desa__kecamatan__kode="33.18.01", desa__kecamatan__nama="Sukolilo"
    )
    client = sign_in(cerita.sekretariat)

    for saringan in (
        {"pendamping": cerita.opd.singkatan},
        {"kecamatan": cerita.desa.kecamatan_id},
    ):
        response = client.get(url("detail", cerita.putaran), saringan)
        assert [r.record for r in response.context["table"].rows] == [cerita.desa]


@pytest.mark.parametrize("jumlah", [1, 3])
def test_grid_query_count(sign_in, django_assert_num_queries, cerita, jumlah):
    ButirSasaranFactory.create_batch(jumlah - 1, daftar=cerita.daftar)
    client = sign_in(cerita.sekretariat)
    client.get(url("detail", cerita.putaran))

    with django_assert_num_queries(9):
        response = client.get(url("detail", cerita.putaran))

    assert len(response.context["table"].rows) == jumlah


# Create and edit ---------------------------------------------------------------------------------


def test_create_proposes_the_current_version_of_each_active_indicator(sign_in, cerita):
    lama = cerita.versi[0]
    baru = VersiIndikatorFactory(indikator=lama.indikator, nomor=2, berlaku_mulai=date(2025, 1, 1))
    VersiIndikatorFactory(indikator__aktif=False)
    VersiIndikatorFactory(indikator=lama.indikator, nomor=3, berlaku_mulai=date(2099, 1, 1))

    form = sign_in(cerita.sekretariat).get(reverse("desa:putaran_create")).context["form"]

    assert set(form.initial["versi_indikator"]) == {baru, cerita.versi[1]}
    assert form.initial["nomor"] == cerita.putaran.nomor + 1
    assert set(versi_kini().filter(indikator=lama.indikator)) == {baru}


def test_create_stores_the_round_and_its_questions(sign_in, cerita):
    response = sign_in(cerita.sekretariat).post(
        reverse("desa:putaran_create"), isian_putaran(cerita)
    )

    putaran = Putaran.objects.get(nomor=77)
    assert response.url == url("detail", putaran)
    assert set(putaran.versi_indikator.all()) == set(cerita.versi)
    assert [j.aksi for j in JejakAudit.objects.all()] == ["putaran.buat"]


@pytest.mark.parametrize(
    ("ubahan", "pesan"),
    [
        ({"tutup": "2026-06-01"}, "Tanggal tutup tidak boleh sebelum tanggal buka."),
        ({"versi_indikator": []}, "Pilih sekurangnya satu indikator"),
        ({"nomor": None}, "Nomor putaran ini sudah dipakai"),
    ],
)
def test_create_impossible_round_is_refused(sign_in, cerita, ubahan, pesan):
    if ubahan.get("nomor", 0) is None:
        ubahan = {"nomor": cerita.putaran.nomor}

    response = sign_in(cerita.sekretariat).post(
        reverse("desa:putaran_create"), isian_putaran(cerita, **ubahan)
    )

    assert pesan in str(response.context["form"].errors)
    assert Putaran.objects.count() == 1


def test_create_two_definitions_of_one_indicator_is_refused(sign_in, cerita):
    dua = VersiIndikatorFactory(indikator=cerita.versi[0].indikator, nomor=2)

    response = sign_in(cerita.sekretariat).post(
        reverse("desa:putaran_create"),
        isian_putaran(cerita, versi_indikator=[cerita.versi[0].pk, dua.pk]),
    )

    assert "hanya boleh ditanyakan dengan satu definisi" in str(response.context["form"].errors)
    assert Putaran.objects.count() == 1


def test_edit_questions_stay_once_a_survey_exists(sign_in, cerita):
    SurveiFactory(putaran=cerita.putaran)
    baru = VersiIndikatorFactory()

    sign_in(cerita.sekretariat).post(
        url("edit", cerita.putaran),
        isian_putaran(cerita, tutup="2026-09-30", versi_indikator=[baru.pk]),
    )

    cerita.putaran.refresh_from_db()
    assert cerita.putaran.tutup == date(2026, 9, 30)
    assert set(cerita.putaran.versi_indikator.all()) == set(cerita.versi)


# Lock and exceptions -----------------------------------------------------------------------------


@pytest.mark.parametrize("langkah", ["kunci", "buka_kunci", "kecualikan", "edit"])
@pytest.mark.parametrize(
    ("siapa", "status_code"),
    [("sekretariat", 302), ("petugas", 403), ("admin", 403), ("analis", 403), (None, 302)],
)
def test_langkah_is_for_the_secretariat(client, sign_in, cerita, langkah, siapa, status_code):
    if langkah == "buka_kunci":
        sign_in(cerita.sekretariat).post(url("kunci", cerita.putaran))
        client.logout()
        JejakAudit.objects.all().delete()
    if siapa:
        sign_in(getattr(cerita, siapa, siapa))
    data = isian_putaran(cerita, desa=cerita.desa.pk, sampai="2099-01-01", alasan="Banjir")

    response = client.post(url(langkah, cerita.putaran), data)

    assert response.status_code == status_code
    assert JejakAudit.objects.count() == (siapa == "sekretariat")


def test_kunci_then_buka_kunci(sign_in, cerita):
    client = sign_in(cerita.sekretariat)

    client.post(url("kunci", cerita.putaran))
    dua_kali = client.post(url("kunci", cerita.putaran))
    cerita.putaran.refresh_from_db()
    terkunci = cerita.putaran.dikunci_oleh
    tanpa_alasan = client.post(url("buka_kunci", cerita.putaran), {"alasan": ""})
    client.post(url("buka_kunci", cerita.putaran), {"alasan": "Data susulan"})

    cerita.putaran.refresh_from_db()
    assert "sudah dikunci" in dua_kali.text
    assert "alasan" in tanpa_alasan.context["form"].errors
    assert (terkunci, cerita.putaran.dikunci_oleh) == (cerita.sekretariat, None)
    assert [(j.aksi, j.alasan) for j in JejakAudit.objects.all()] == [
        ("putaran.buka_kunci", "Data susulan"),
        ("putaran.kunci", ""),
    ]


def test_kecualikan_again_replaces_the_date(sign_in, cerita):
    client = sign_in(cerita.sekretariat)
    for sampai in ("2099-01-01", "2099-02-01"):
        client.post(
            url("kecualikan", cerita.putaran),
            {"desa": cerita.desa.pk, "sampai": sampai, "alasan": "Banjir"},
        )

    assert list(PengecualianKunci.objects.values_list("desa", "sampai", "dibuat_oleh")) == [
        (cerita.desa.pk, date(2099, 2, 1), cerita.sekretariat.pk)
    ]


@pytest.mark.parametrize(
    ("ubahan", "medan"), [({"sampai": "2020-01-01"}, "sampai"), ({"alasan": ""}, "alasan")]
)
def test_kecualikan_impossible_is_refused(sign_in, cerita, ubahan, medan):
    data = {"desa": cerita.desa.pk, "sampai": "2099-01-01", "alasan": "Banjir"} | ubahan

    response = sign_in(cerita.sekretariat).post(url("kecualikan", cerita.putaran), data)

    assert list(response.context["form"].errors) == [medan]
    assert not PengecualianKunci.objects.exists()


def test_kecualikan_village_outside_the_round_is_refused(sign_in, cerita):
    data = {"desa": DesaFactory().pk, "sampai": "2099-01-01", "alasan": "Banjir"}

    response = sign_in(cerita.sekretariat).post(url("kecualikan", cerita.putaran), data)

    assert list(response.context["form"].errors) == ["desa"]
