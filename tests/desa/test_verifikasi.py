"""Verification through its pages: the queue, one survey, the next, those without warnings."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from desa.models import Survei
from desa.workflows import survei as workflows
from inti.exceptions import AturanDilanggar
from tests.desa.cerita import putaran_lalu, siapkan
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DesaFactory, NilaiIndikatorFactory, SurveiFactory
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db

ANTREAN = reverse("desa:survei_antrean")
SEKALIGUS = reverse("desa:survei_verifikasi_banyak")


@pytest.fixture
def cerita():
    return siapkan()


def survei_diajukan(cerita, *, desa=None, hari=0, tanpa_sumber=False, **lain):
    survei = SurveiFactory(
        putaran=cerita.putaran,
        desa=desa or DesaFactory(),
        dibuat_oleh=lain.pop("oleh", cerita.petugas),
        diajukan=True,
        diajukan_pada=timezone.now() - timedelta(days=hari),
        **lain,
    )
    for versi in cerita.versi:
        NilaiIndikatorFactory(
            survei=survei, versi_indikator=versi, sumber="" if tanpa_sumber else "Pendataan"
        )
    return survei


def url(survei):
    return reverse("desa:survei_periksa", args=[survei.pk])


def putuskan(client, survei, keputusan, **data):
    return client.post(url(survei), {"versi": survei.versi, "keputusan": keputusan} | data)


@pytest.mark.parametrize("keputusan", ["verifikasi", "kembalikan"])
@pytest.mark.parametrize(
    ("siapa", "status_code"),
    [("sekretariat", 302), ("petugas", 403), ("petugas_lain", 404), ("admin", 403), (None, 302)],
)
def test_putusan_is_for_the_secretariat(client, sign_in, cerita, keputusan, siapa, status_code):
    survei = survei_diajukan(cerita, desa=cerita.desa)
    if siapa:
        sign_in(getattr(cerita, siapa, siapa))

    response = putuskan(client, survei, keputusan, alasan="Periksa lagi")

    survei.refresh_from_db()
    hasil = {"verifikasi": "diverifikasi", "kembalikan": "dikembalikan"}[keputusan]
    assert response.status_code == status_code
    assert survei.status == (hasil if siapa == "sekretariat" else "diajukan")


def test_queue_shows_the_oldest_first_with_its_age(sign_in, cerita):
    baru = survei_diajukan(cerita, hari=1)
    lama = survei_diajukan(cerita, hari=12, desa=cerita.desa)
    SurveiFactory(putaran=cerita.putaran)

    client = sign_in(cerita.sekretariat)

    table = client.get(ANTREAN).context["table"]
    assert [(r.record, r.get_cell("umur")) for r in table.rows] == [(lama, 12), (baru, 1)]
    tajuk, pertama, _ = baca_data(client.get(ANTREAN, {"unduh": "xlsx"}))
    isi = dict(zip(tajuk, pertama, strict=True))
    assert (isi["Desa"], isi["OPD pendamping"], isi["Menunggu (hari)"]) == (
        str(cerita.desa),
        cerita.opd.singkatan,
        12,
    )


@pytest.mark.parametrize("jumlah", [1, 3])
def test_queue_query_count(sign_in, cerita, django_assert_num_queries, jumlah):
    for _ in range(jumlah):
        survei_diajukan(cerita)
    client = sign_in(cerita.sekretariat)
    client.get(ANTREAN)

    with django_assert_num_queries(4):
        response = client.get(ANTREAN)

    assert len(response.context["table"].rows) == jumlah


@pytest.mark.parametrize(
    ("ubahan", "perlu"),
    [
        ({}, False),
        ({"pembilang": 60}, False),  # better
        ({"pembilang": 70}, True),  # worse
        ({"pembilang": 10}, True),  # a jump
        ({"sumber": ""}, True),
        ({"komentar": "Beda dari PUPR"}, True),
        ({"pembilang": None, "penyebut": None, "alasan_kosong": "belum_didata"}, True),
    ],
)
def test_page_opens_what_needs_a_look_and_folds_the_rest(sign_in, cerita, ubahan, perlu):
    putaran_lalu(cerita)
    survei = survei_diajukan(cerita, desa=cerita.desa)
    survei.nilai.filter(versi_indikator=cerita.versi[0]).update(**ubahan)

    response = sign_in(cerita.sekretariat).get(url(survei))

    rows = [b for _, daftar in response.context["bagian"] for b, _ in daftar]
    assert [b.perlu_dilihat for b in rows] == [perlu, False]
    assert response.text.count("<details open>") == perlu
    assert "1 dari 1 di antrean" in response.text


def test_centang_ticks_what_is_unremarkable_and_stores_nothing(sign_in, cerita):
    survei = survei_diajukan(cerita)
    biasa, ganjil = survei.nilai.order_by("versi_indikator__indikator__urutan", "pk")
    survei.nilai.filter(pk=ganjil.pk).update(sumber="")

    response = putuskan(
        sign_in(cerita.sekretariat), survei, "centang", **{f"komentar_{ganjil.pk}": "Dari mana?"}
    )

    form = response.context["form"]
    ticks = [form[f"centang_{nilai.pk}"].value() for nilai in (biasa, ganjil)]
    assert ticks == [True, False]
    assert form[f"komentar_{ganjil.pk}"].value() == "Dari mana?"
    survei.refresh_from_db()
    assert (survei.status, survei.nilai.filter(dicentang=True).exists()) == ("diajukan", False)


def test_page_of_a_revision_shows_the_value_in_force(sign_in, cerita):
    lama = survei_diajukan(cerita, desa=cerita.desa)
    workflows.verifikasi(lama, oleh=cerita.sekretariat)
    lama.refresh_from_db()
    revisi = workflows.buka_revisi(lama, oleh=cerita.petugas, alasan="Tertukar")
    revisi.nilai.filter(versi_indikator=cerita.versi[0]).update(pembilang=60)
    workflows.ajukan(revisi, oleh=cerita.petugas)

    response = sign_in(cerita.sekretariat).get(url(revisi))

    rows = [b for _, daftar in response.context["bagian"] for b, _ in daftar]
    assert [(b.berlaku.pembilang, b.nilai.pembilang) for b in rows] == [(64, 60), (64, 64)]
    assert [b.perlu_dilihat for b in rows] == [True, False]


@pytest.mark.parametrize("jumlah", [1, 3])
def test_page_query_count_is_constant_in_indicators(sign_in, django_assert_num_queries, jumlah):
    cerita = siapkan(jumlah_indikator=jumlah)
    putaran_lalu(cerita)
    survei = survei_diajukan(cerita, desa=cerita.desa)
    client = sign_in(cerita.sekretariat)
    client.get(url(survei))

    with django_assert_num_queries(11):
        response = client.get(url(survei))

    assert len(response.context["form"].nilai_ids) == jumlah


def test_verifikasi_opens_the_next_of_the_queue(sign_in, cerita):
    pertama, kedua, ketiga = (survei_diajukan(cerita, hari=hari) for hari in (9, 5, 1))
    client = sign_in(cerita.sekretariat)

    assert putuskan(client, kedua, "verifikasi").url == url(ketiga)
    assert putuskan(client, ketiga, "verifikasi").url == url(pertama)
    assert putuskan(client, pertama, "verifikasi").url == ANTREAN
    assert Survei.objects.filter(berlaku=True).count() == 3


def test_kembalikan_keeps_ticks_and_comments(sign_in, cerita):
    survei = survei_diajukan(cerita)
    satu, dua = survei.nilai.order_by("pk")

    putuskan(
        sign_in(cerita.sekretariat),
        survei,
        "kembalikan",
        alasan="Angka RTLH perlu diperiksa",
        **{f"centang_{satu.pk}": "on", f"komentar_{dua.pk}": "Beda dari PUPR"},
    )

    survei.refresh_from_db()
    assert (survei.status, survei.alasan_kembali) == ("dikembalikan", "Angka RTLH perlu diperiksa")
    assert list(survei.nilai.order_by("pk").values_list("dicentang", "komentar")) == [
        (True, ""),
        (False, "Beda dari PUPR"),
    ]


def test_kembalikan_without_reason_keeps_the_comments_typed(sign_in, cerita):
    survei = survei_diajukan(cerita)
    nilai = survei.nilai.first()

    response = putuskan(
        sign_in(cerita.sekretariat), survei, "kembalikan", **{f"komentar_{nilai.pk}": "Beda"}
    )

    survei.refresh_from_db()
    assert survei.status == "diajukan"
    assert "Tuliskan alasan pengembalian" in str(response.context["form"].errors)
    assert 'value="Beda"' in response.text
    assert "<title>Galat: " in response.text


def test_verifikasi_with_a_new_comment_is_refused(sign_in, cerita):
    survei = survei_diajukan(cerita)
    nilai = survei.nilai.first()

    response = putuskan(
        sign_in(cerita.sekretariat), survei, "verifikasi", **{f"komentar_{nilai.pk}": "Beda"}
    )

    survei.refresh_from_db()
    assert (survei.status, "hapus komentarnya" in response.text) == ("diajukan", True)


def test_maker_is_not_checker_and_is_told_so(sign_in, cerita):
    survei = survei_diajukan(cerita, oleh=cerita.sekretariat)
    client = sign_in(cerita.sekretariat)

    halaman, response = client.get(url(survei)), putuskan(client, survei, "verifikasi")

    survei.refresh_from_db()
    assert "Anda sendiri yang mengajukan survei ini" in halaman.text
    assert 'value="verifikasi"' not in halaman.text
    assert "tidak boleh diperiksa" in str(response.context["form"].errors)
    assert survei.status == "diajukan"


@pytest.mark.parametrize("kedua", ["verifikasi", "kembalikan"])
def test_second_verifier_is_told_that_it_was_decided(sign_in, cerita, kedua):
    survei = survei_diajukan(cerita)
    putuskan(sign_in(cerita.sekretariat), survei, "verifikasi")

    response = putuskan(sign_in("sekretariat"), survei, kedua, alasan="Terlambat")

    survei.refresh_from_db()
    assert "berubah sejak Anda membukanya" in str(response.context["form"].errors)
    assert "tidak lagi menunggu verifikasi" in response.text
    assert (survei.status, survei.diverifikasi_oleh) == ("diverifikasi", cerita.sekretariat)


def test_withdrawn_meanwhile_is_not_verified(sign_in, cerita):
    survei = survei_diajukan(cerita)
    workflows.tarik(survei, oleh=cerita.petugas)

    putuskan(sign_in(cerita.sekretariat), survei, "verifikasi")

    survei.refresh_from_db()
    assert (survei.status, survei.berlaku) == ("draf", False)


# Several at once ---------------------------------------------------------------------------------


def test_sekaligus_offers_only_surveys_without_warnings_of_others(sign_in, cerita):
    bersih = survei_diajukan(cerita)
    survei_diajukan(cerita, tanpa_sumber=True)
    survei_diajukan(cerita, oleh=cerita.sekretariat)

    response = sign_in(cerita.sekretariat).get(SEKALIGUS)

    assert response.context["surveis"] == [bersih]


def test_sekaligus_verifies_what_was_ticked_and_nothing_else(sign_in, cerita):
    dipilih = survei_diajukan(cerita)
    survei_diajukan(cerita)
    berperingatan = survei_diajukan(cerita, tanpa_sumber=True)

    response = sign_in(cerita.sekretariat).post(
        SEKALIGUS, {"survei": [dipilih.pk, berperingatan.pk, "x"]}, follow=True
    )

    assert "1 survei diverifikasi" in response.text
    assert list(Survei.objects.order_by("pk").values_list("berlaku", flat=True)) == [
        True,
        False,
        False,
    ]


def test_sekaligus_nothing_ticked_is_said(sign_in, cerita):
    survei_diajukan(cerita)

    response = sign_in(cerita.sekretariat).post(SEKALIGUS)

    assert "Pilih sekurangnya satu survei." in response.text


def test_verifikasi_banyak_is_all_or_nothing(cerita):
    bersih, berperingatan = survei_diajukan(cerita), survei_diajukan(cerita, tanpa_sumber=True)

    with pytest.raises(AturanDilanggar, match="punya peringatan"):
        workflows.verifikasi_banyak([bersih, berperingatan], oleh=PenggunaFactory())

    assert not Survei.objects.filter(berlaku=True).exists()
