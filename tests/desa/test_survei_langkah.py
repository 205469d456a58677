"""The steps of the one who filled: check, submit, withdraw, discard, revise; and reading."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from desa.models import Survei
from desa.workflows import survei as workflows
from inti.models import JejakAudit
from tests.desa.cerita import hari_ini, putaran_lalu, siapkan, url_isi
from tests.factories.desa import NilaiIndikatorFactory, SurveiFactory
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db


@pytest.fixture
def cerita():
    return siapkan()


def survei_terisi(cerita, **keadaan):
    survei = SurveiFactory(
        putaran=cerita.putaran, desa=cerita.desa, dibuat_oleh=cerita.petugas, **keadaan
    )
    for versi in cerita.versi:
        NilaiIndikatorFactory(survei=survei, versi_indikator=versi)
    return survei


def url(nama, survei):
    return reverse(f"desa:survei_{nama}", args=[survei.pk])


LANGKAH = {  # step: (status it starts from, status it ends in; None: gone)
    "ajukan": ("", "diajukan"),
    "tarik": ("diajukan", "draf"),
    "buang": ("", None),
    "revisi": ("diverifikasi", "diverifikasi"),
}


@pytest.mark.parametrize("langkah", LANGKAH)
@pytest.mark.parametrize(
    ("siapa", "status_code"),
    [("petugas", 302), ("petugas_lain", 404), ("sekretariat", 403), ("admin", 403), (None, 302)],
)
def test_langkah_is_for_the_officer_of_the_assigned_opd(
    client, sign_in, cerita, langkah, siapa, status_code
):
    awal, akhir = LANGKAH[langkah]
    survei = survei_terisi(cerita, **{awal: True} if awal else {})
    if siapa:
        sign_in(getattr(cerita, siapa, siapa))

    data = {"versi": survei.versi, "alasan": "Angka tertukar"}
    response = client.post(url(langkah, survei), data)

    berhasil = siapa == "petugas"
    tersisa = Survei.objects.filter(pk=survei.pk).values_list("status", flat=True).first()
    assert response.status_code == status_code
    assert tersisa == (akhir if berhasil else survei.status)
    assert JejakAudit.objects.count() == berhasil


@pytest.mark.parametrize(
    ("langkah", "keadaan", "pesan"),
    [
        ("ajukan", "diajukan", None),  # a double click: shown the receipt again
        ("ajukan", "diverifikasi", "berstatus “Diverifikasi”"),
        ("tarik", "", "berstatus “Draf”"),
        ("tarik", "dikembalikan", "berstatus “Dikembalikan”"),
        ("tarik", "diverifikasi", "berstatus “Diverifikasi”"),
        ("buang", "diajukan", "belum pernah diajukan"),
        ("buang", "dikembalikan", "belum pernah diajukan"),
        ("buang", "diverifikasi", "belum pernah diajukan"),
        ("revisi", "", "Hanya survei yang berlaku"),
        ("revisi", "diajukan", "Hanya survei yang berlaku"),
        ("revisi", "dikembalikan", "Hanya survei yang berlaku"),
    ],
)
def test_langkah_from_another_status_is_refused_with_a_reason(
    sign_in, cerita, langkah, keadaan, pesan
):
    survei = survei_terisi(cerita, **{keadaan: True} if keadaan else {})
    client = sign_in(cerita.petugas)

    data = {"versi": survei.versi, "alasan": "Angka tertukar"}
    response = client.post(url(langkah, survei), data, follow=True)

    sesudah = Survei.objects.get()
    assert (sesudah.status, sesudah.versi) == (survei.status, survei.versi)
    assert (pesan or survei.nomor) in response.text


def test_ajukan_lists_what_is_blank_warned_and_jumped_as_links(sign_in):
    cerita = siapkan(jumlah_indikator=4)
    lalu = putaran_lalu(cerita, versi=cerita.versi[:2])
    type(cerita.versi[3].indikator).objects.filter(pk=cerita.versi[3].indikator_id).update(
        wajib=False
    )
    survei = SurveiFactory(putaran=cerita.putaran, desa=cerita.desa)
    beralasan = {"pembilang": 10, "alasan_lonjakan": "54 rumah dibedah"}
    NilaiIndikatorFactory(survei=survei, versi_indikator=cerita.versi[0], pembilang=20)
    NilaiIndikatorFactory(survei=survei, versi_indikator=cerita.versi[1], **beralasan)

    response = sign_in(cerita.petugas).get(url("ajukan", survei))

    daftar = {
        nama: [b.versi for _, b in response.context[nama]]
        for nama in ("wajib", "beralasan", "kosong")
    }
    satu, dua, tiga, empat = cerita.versi
    assert daftar == {"wajib": [satu, tiga], "beralasan": [dua], "kosong": [empat]}
    assert f"{url_isi(cerita)}?bagian=permukiman#v{satu.pk}" in response.text
    assert "Ajukan survei" not in response.text
    assert lalu.berlaku


def test_ajukan_not_ready_is_refused_and_shows_what_is_missing(sign_in, cerita):
    survei = SurveiFactory(putaran=cerita.putaran, desa=cerita.desa)

    response = sign_in(cerita.petugas).post(url("ajukan", survei), {"versi": 1}, follow=True)

    survei.refresh_from_db()
    assert survei.status == "draf"
    assert "Masih ada isian yang memerlukan jawaban" in response.text
    assert len(response.context["wajib"]) == 2


def test_ajukan_of_a_stale_page_is_refused(sign_in, cerita):
    survei = survei_terisi(cerita)

    response = sign_in(cerita.petugas).post(url("ajukan", survei), {"versi": 99}, follow=True)

    survei.refresh_from_db()
    assert (survei.status, "berubah sejak Anda membukanya" in response.text) == ("draf", True)


def test_ajukan_after_closing_is_refused(sign_in, cerita):
    survei = survei_terisi(cerita)
    cerita.putaran.tutup = hari_ini() - timedelta(days=1)
    cerita.putaran.save()

    response = sign_in(cerita.petugas).post(url("ajukan", survei), {"versi": 1}, follow=True)

    survei.refresh_from_db()
    assert (survei.status, "tidak terbuka untuk" in response.text) == ("draf", True)


def test_ajukan_keeps_the_note_and_ends_on_a_receipt(sign_in, cerita):
    survei = survei_terisi(cerita)

    data = {"versi": 1, "catatan": "Dusun 3 menyusul"}
    response = sign_in(cerita.petugas).post(url("ajukan", survei), data, follow=True)

    survei.refresh_from_db()
    assert response.redirect_chain == [(url("tanda_terima", survei), 302)]
    assert survei.catatan == "Dusun 3 menyusul"
    jam = timezone.localtime(survei.diajukan_pada)
    assert survei.nomor in response.text
    assert f"pukul {jam:%H.%M} WIB oleh {cerita.petugas}" in response.text


def test_revisi_keeps_the_old_one_in_force_and_starts_from_it(sign_in, cerita):
    survei = survei_terisi(cerita, diverifikasi=True)
    client = sign_in(cerita.petugas)

    client.post(url("revisi", survei), {"alasan": "Angka jamban tertukar"})

    survei.refresh_from_db()
    revisi = Survei.objects.get(revisi=2)
    assert (survei.berlaku, revisi.berlaku, revisi.status) == (True, False, "draf")
    assert (revisi.catatan, revisi.nilai.count()) == ("Angka jamban tertukar", 2)


def test_revisi_while_one_is_open_is_refused(sign_in, cerita):
    survei = survei_terisi(cerita, diverifikasi=True)
    workflows.buka_revisi(survei, oleh=cerita.petugas, alasan="Tertukar")

    response = sign_in(cerita.petugas).post(url("revisi", survei), {"alasan": "Lagi"})

    assert "tidak sedang direvisi" in str(response.context["form"].errors)
    assert Survei.objects.count() == 2


def test_detail_shows_the_differences_between_revisions(sign_in, cerita):
    survei = survei_terisi(cerita, diverifikasi=True)
    revisi = workflows.buka_revisi(survei, oleh=cerita.petugas, alasan="Tertukar")
    revisi.nilai.filter(versi_indikator=cerita.versi[0]).update(pembilang=60)

    response = sign_in(cerita.petugas).get(url("detail", survei))

    (_, ubahan), (_, ubahan_lama) = response.context["riwayat"]
    assert [(v, a.pembilang, b.pembilang) for v, a, b in ubahan] == [(cerita.versi[0], 64, 60)]
    assert (ubahan_lama, response.context["terbuka"]) == ([], revisi)
    assert "belum berlaku" in response.text


@pytest.mark.parametrize("jumlah", [1, 3])
def test_detail_query_count_is_constant_in_indicators(sign_in, django_assert_num_queries, jumlah):
    cerita = siapkan(jumlah_indikator=jumlah)
    putaran_lalu(cerita)
    survei = survei_terisi(cerita, diverifikasi=True)
    client = sign_in(cerita.petugas)
    client.get(url("detail", survei))

    with django_assert_num_queries(14):
        response = client.get(url("detail", survei))

    assert response.text.count("64 dari 512 unit (12,5%)") == 2 * jumlah


# The list ----------------------------------------------------------------------------------------


def test_list_shows_one_row_per_village_and_round_within_the_scope(sign_in, cerita):
    lama = survei_terisi(cerita, diverifikasi=True)
    revisi = workflows.buka_revisi(lama, oleh=cerita.petugas, alasan="Tertukar")
    asing = SurveiFactory(putaran=cerita.putaran)

    milik = sign_in(cerita.petugas).get(reverse("desa:survei_list")).context["table"]
    semua = sign_in(cerita.sekretariat).get(reverse("desa:survei_list")).context["table"]

    assert [r.record for r in milik.rows] == [revisi]
    assert {r.record for r in semua.rows} == {revisi, asing}


@pytest.mark.parametrize(
    ("saringan", "ketemu"),
    [
        ({"status": "draf"}, True),
        ({"status": "diverifikasi"}, False),
        ({"q": "uji"}, True),
        ({"q": "tidak ada"}, False),
    ],
)
def test_list_filters(sign_in, cerita, saringan, ketemu):
    survei_terisi(cerita)

    response = sign_in(cerita.petugas).get(reverse("desa:survei_list"), saringan)

    assert len(response.context["table"].rows) == ketemu


def test_list_filters_by_round_opd_and_kecamatan(sign_in, cerita):
    survei = survei_terisi(cerita)
    SurveiFactory(desa__kecamatan__kode="33.18.01", desa__kecamatan__nama="Sukolilo")
    saringan = {
        "putaran": cerita.putaran.pk,
        "pendamping": cerita.opd.singkatan,
        "kecamatan": cerita.desa.kecamatan_id,
    }

    client = sign_in(cerita.sekretariat)

    for nama, nilai in saringan.items():
        response = client.get(reverse("desa:survei_list"), {nama: nilai})
        assert [r.record for r in response.context["table"].rows] == [survei], nama


def test_list_workbook_holds_the_filtered_rows_in_words(sign_in, cerita):
    survei = survei_terisi(cerita, diajukan=True)

    response = sign_in(cerita.petugas).get(reverse("desa:survei_list"), {"unduh": "xlsx"})

    tajuk, baris = baca_data(response)
    assert dict(zip(tajuk, baris, strict=True)) | {"Diajukan": None} == {
        "Kecamatan": "Margoyoso",
        "Desa": str(cerita.desa),
        "Kode Kemendagri": cerita.desa.kode,
        "Kode BPS": cerita.desa.kode_bps or None,
        "Putaran": str(cerita.putaran),
        "OPD pendamping": cerita.opd.singkatan,
        "Status": "Menunggu verifikasi",
        "Revisi": 1,
        "Diajukan": None,
        "Diverifikasi": None,
    }
    assert survei.diajukan_pada.date() >= date(2020, 1, 1)


@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_query_count(sign_in, django_assert_num_queries, jumlah):
    cerita = siapkan()
    SurveiFactory.create_batch(jumlah, putaran=cerita.putaran)
    client = sign_in(cerita.sekretariat)
    client.get(reverse("desa:survei_list"))

    with django_assert_num_queries(7):
        response = client.get(reverse("desa:survei_list"))

    assert len(response.context["table"].rows) == jumlah
