"""Answers that two people changed: nothing is overwritten, the sender chooses, now or later."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from desa.choices import AsalIsian
from desa.models import KirimanSurvei, NilaiIndikator, Survei, TabrakanIsian
from desa.stats import Isian
from desa.workflows import survei as workflows
from inti.exceptions import AturanDilanggar
from inti.models import JejakAudit
from tests.desa.cerita import (
    desa_ditanya,
    isi_form,
    lengkap,
    siapkan,
    simpan_rekan,
    url_isi,
    url_tabrakan,
)
from tests.factories.desa import (
    KirimanSurveiFactory,
    NilaiIndikatorFactory,
    SurveiFactory,
    TabrakanIsianFactory,
)


pytestmark = pytest.mark.django_db


@pytest.fixture
def cerita():
    return siapkan()


@pytest.fixture
def bertabrakan(sign_in, cerita):
    """I had 64 of 512 open; a colleague made it 50, I sent 40, and 41 for the other answer."""
    client = sign_in(cerita.petugas)
    client.post(url_isi(cerita), lengkap(client.get(url_isi(cerita))))
    halaman = client.get(url_isi(cerita, "permukiman"))
    simpan_rekan(cerita, 50)
    return client.post(
        url_isi(cerita, "permukiman"), isi_form(halaman, pembilang_0="40", pembilang_1="41")
    )


def pembilang(cerita):
    nilai = dict(NilaiIndikator.objects.values_list("versi_indikator", "pembilang"))
    return [nilai[v.pk] for v in cerita.versi]


def pilih(client, cerita, pilihan):
    """Let the page tick one side of all, look again, send."""
    form = client.get(url_tabrakan(cerita), {"semua": pilihan}).context["form"]
    return client.post(url_tabrakan(cerita), {nama: form[nama].value() for nama in form.fields})


def test_collision_keeps_theirs_stores_the_rest_and_leads_to_the_choice(bertabrakan, cerita):
    assert bertabrakan.url == url_tabrakan(cerita)
    assert pembilang(cerita) == [50, 41]
    tabrakan = TabrakanIsian.objects.get()
    assert (tabrakan.dasar.pembilang, tabrakan.saya.pembilang) == (64, 40)
    assert (tabrakan.pemilik, tabrakan.asal) == (cerita.petugas, AsalIsian.FORMULIR)


def test_collision_page_shows_base_mine_and_theirs_and_may_be_left(bertabrakan, client, cerita):
    for _ in range(2):
        response = client.get(url_tabrakan(cerita))
        for teks in ("64 dari 512", "40 dari 512", "50 dari 512", str(cerita.petugas_lain)):
            assert teks in response.text

    halaman = client.get(url_isi(cerita))
    assert "1 isian Anda bertabrakan" in halaman.text
    assert f'href="{url_tabrakan(cerita)}"' in halaman.text


@pytest.mark.parametrize(("pilihan", "hasil"), [("saya", [40, 41]), ("rekan", [50, 41])])
def test_collision_choice_is_applied_and_audited(bertabrakan, client, cerita, pilihan, hasil):
    response = pilih(client, cerita, pilihan)

    assert response.url == url_isi(cerita)
    assert pembilang(cerita) == hasil
    tabrakan = TabrakanIsian.objects.get()
    assert (tabrakan.dipilih, tabrakan.dipilih_pada is None) == (pilihan, False)
    jejak = JejakAudit.objects.get(aksi="survei.pilih_tabrakan")
    kode = cerita.versi[0].indikator.kode
    assert jejak.rincian == {"indikator": kode, "dipilih": pilihan}
    assert "Tidak ada isian yang bertabrakan." in client.get(url_tabrakan(cerita)).text


def test_collision_without_a_choice_keeps_waiting(bertabrakan, client, cerita):
    response = pilih(client, cerita, "")

    assert "Pilih sekurangnya satu" in str(response.context["form"].errors)
    assert TabrakanIsian.objects.get().dipilih == ""


def test_collision_theirs_changed_again_since_the_page_was_shown_waits_again(
    bertabrakan, client, cerita
):
    [row] = client.get(url_tabrakan(cerita)).context["form"].rows
    simpan_rekan(cerita, 30)

    response = client.post(
        url_tabrakan(cerita),
        {row["pilih"].html_name: "saya", row["dilihat"].html_name: row["dilihat"].value()},
    )

    assert (response.url, pembilang(cerita)) == (url_tabrakan(cerita), [30, 41])
    menunggu = TabrakanIsian.objects.get(dipilih="")
    assert (menunggu.dasar.pembilang, menunggu.saya.pembilang) == (50, 40)


def test_collision_of_a_survey_submitted_meanwhile_waits_and_says_why(bertabrakan, client, cerita):
    survei = Survei.objects.get()
    assert "1 isian Anda bertabrakan" in client.get(f"/survei/{survei.pk}/ajukan/").text
    workflows.ajukan(survei, oleh=cerita.petugas)

    response = pilih(client, cerita, "saya")

    assert "Menunggu verifikasi" in str(response.context["form"].errors)
    assert (pembilang(cerita), TabrakanIsian.objects.get().dipilih) == ([50, 41], "")
    assert pilih(client, cerita, "rekan").status_code == 302


def test_collision_is_chosen_by_its_sender_only(bertabrakan, sign_in, cerita):
    tabrakan = TabrakanIsian.objects.get()
    with pytest.raises(AturanDilanggar, match="Hanya pengirimnya"):
        workflows.putuskan(
            [tabrakan],
            {tabrakan.pk: "saya"},
            dilihat={tabrakan.pk: tabrakan.dasar},
            oleh=cerita.petugas_lain,
        )

    assert sign_in(cerita.petugas_lain).get(url_tabrakan(cerita)).status_code == 404


def test_collision_page_with_a_damaged_field_changes_nothing(bertabrakan, client, cerita):
    tabrakan = TabrakanIsian.objects.get()

    response = client.post(
        url_tabrakan(cerita), {f"pilih_{tabrakan.pk}": "saya", f"dilihat_{tabrakan.pk}": "[]"}
    )

    assert "muat ulang halaman" in str(response.context["form"].errors)
    assert pembilang(cerita) == [50, 41]


def test_collision_sent_again_from_another_device_takes_the_place_of_the_first(cerita):
    versi = cerita.versi[0].pk
    simpan_rekan(cerita, 50)

    for angka in (40, 39):
        workflows.gabungkan(
            cerita.putaran,
            cerita.desa,
            [Isian(versi, Decimal(angka), Decimal(512))],
            dasar={},
            oleh=cerita.petugas,
        )

    assert TabrakanIsian.objects.get().saya.pembilang == 39


def test_both_changed_to_the_same_is_no_collision(cerita):
    simpan_rekan(cerita, 50)
    sama = Isian.dari(NilaiIndikator.objects.get())

    hasil = workflows.gabungkan(
        cerita.putaran, cerita.desa, [sama], dasar={}, oleh=cerita.petugas, versi=0
    )

    assert (hasil.survei, hasil.tabrakan) == ([], [])
    assert (Survei.objects.get().versi, NilaiIndikator.objects.get().diisi_oleh) == (
        2,
        cerita.petugas_lain,
    )


def test_hundred_repeats_of_one_send_store_once(cerita):
    isian = [Isian(cerita.versi[0].pk, Decimal(40), Decimal(512), sumber="Pendataan")]
    kunci = uuid4()

    for _ in range(100):
        workflows.gabungkan(
            cerita.putaran,
            cerita.desa,
            isian,
            dasar={},
            oleh=cerita.petugas,
            versi=0,
            kunci_kirim=kunci,
        )

    survei = Survei.objects.get()
    assert (survei.versi, survei.nilai.count(), KirimanSurvei.objects.count()) == (2, 1, 1)


# Many villages at once, as a workbook brings them --------------------------------------------------


@pytest.fixture
def dua_desa(cerita):
    """Two villages with 50 of 512 stored; the workbook was written when both had 64."""
    desa = [cerita.desa, desa_ditanya(cerita.putaran)]
    for satu in desa:
        survei = SurveiFactory(putaran=cerita.putaran, desa=satu)
        NilaiIndikatorFactory(survei=survei, versi_indikator=cerita.versi[0], pembilang=50)
    return desa


def kiriman(cerita, desa):
    versi = cerita.versi[0].pk
    dasar = Isian.dari(NilaiIndikator.objects.first())
    dasar = Isian(**dasar.ke_data() | {"pembilang": Decimal(64)})
    saya = Isian(versi, Decimal(40), Decimal(512), sumber="Excel")
    lain = Isian(cerita.versi[1].pk, Decimal(7), Decimal(512), sumber="Excel")
    return {d.pk: [saya, lain] for d in desa}, {d.pk: {versi: dasar} for d in desa}


def test_many_villages_are_previewed_without_writing(cerita, dua_desa, django_assert_num_queries):
    isian, dasar = kiriman(cerita, dua_desa)

    with django_assert_num_queries(2):  # what is asked, what is stored
        tabrakan = workflows.cari_tabrakan(cerita.putaran, isian, dasar)

    assert [(t.desa_id, t.versi, t.rekan.pembilang) for t in tabrakan] == [
        (d.pk, cerita.versi[0], 50) for d in dua_desa
    ]
    assert not TabrakanIsian.objects.exists()


def test_many_villages_store_what_does_not_collide(cerita, dua_desa):
    isian, dasar = kiriman(cerita, dua_desa)

    hasil = workflows.gabungkan_banyak(
        cerita.putaran, isian, dasar=dasar, oleh=cerita.petugas, asal=AsalIsian.EXCEL
    )

    assert [s.desa for s in hasil.survei] == dua_desa
    assert {(t.desa_id, t.saya.pembilang, t.asal) for t in hasil.tabrakan} == {
        (d.pk, 40, "excel") for d in dua_desa
    }
    assert sorted(NilaiIndikator.objects.values_list("pembilang", flat=True)) == [7, 7, 50, 50]


# Constraints -----------------------------------------------------------------------------------


def test_key_of_a_send_is_stored_once():
    kunci = KirimanSurveiFactory().kunci

    with pytest.raises(IntegrityError), transaction.atomic():
        KirimanSurveiFactory(kunci=kunci)


def test_one_collision_per_answer_and_sender_waits():
    satu = TabrakanIsianFactory()
    sama = {n: getattr(satu, n) for n in ("putaran", "desa", "versi_indikator", "pemilik")}

    with pytest.raises(IntegrityError), transaction.atomic():
        TabrakanIsianFactory(**sama)

    TabrakanIsianFactory(**sama, dipilih="rekan", dipilih_pada=timezone.now())


@pytest.mark.parametrize("salah", [{"dipilih": "saya"}, {"dipilih_pada": timezone.now()}])
def test_a_choice_has_its_time(salah):
    nama = "desa_tabrakanisian_dipilih_punya_waktu"
    with pytest.raises(IntegrityError, match=nama), transaction.atomic():
        TabrakanIsianFactory(**salah)
