"""Photo evidence of an answer: before and beside the answer, locked with it, seen by the checker."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from desa.models import Survei
from desa.workflows import survei as workflows
from inti.models import Lampiran
from tests.desa.cerita import isi_form, lengkap, siapkan, url_isi
from tests.lampiran import PDF, foto_ponsel


pytestmark = pytest.mark.django_db


@pytest.fixture
def cerita(media):
    return siapkan()


def url(cerita, nama="survei_foto", versi=None):
    versi = versi or cerita.versi[0]
    return reverse(f"desa:{nama}", args=[cerita.putaran.pk, cerita.desa.kode, versi.pk])


def kirim(client, cerita, kunci, isi=None, nama="bukti.jpg"):
    data = {"berkas": SimpleUploadedFile(nama, isi or foto_ponsel()), "kunci": kunci}
    return client.post(url(cerita, "survei_foto_unggah"), data)


KUNCI = "8a4c2a58-1f6b-4d51-9b1c-0a3f0c8f8d11"


def test_photo_before_the_first_answer_begins_a_draft_and_the_open_form_stays_fresh(client, cerita):
    client.force_login(cerita.petugas)
    halaman = client.get(url_isi(cerita))  # the form of a village without a survey
    for _ in range(3):  # the phone sends again, not knowing that it arrived
        jawaban = kirim(client, cerita, KUNCI)
        assert (jawaban.status_code, f"/lampiran/{KUNCI}/mini/" in jawaban.json()["html"]) == (
            200,
            True,
        )
    assert Lampiran.objects.count() == 1

    simpan = client.post(
        url_isi(cerita), isi_form(halaman, pembilang_0="3", penyebut_0="9"), follow=True
    )
    assert "Bagian ini tersimpan." in simpan.text
    survei = Survei.objects.get()
    assert (survei.nilai.count(), Lampiran.objects.get().untuk) == (
        1,
        cerita.versi[0].indikator.kode,
    )
    assert f"/lampiran/{KUNCI}/mini/" in client.get(url_isi(cerita)).text


def test_without_scripts_the_form_is_saved_and_a_page_takes_the_photo(client, cerita):
    client.force_login(cerita.petugas)
    isian = isi_form(client.get(url_isi(cerita)), pembilang_0="3", penyebut_0="9")
    jawaban = client.post(url_isi(cerita), isian | {"ke": f"foto-{cerita.versi[0].pk}"})
    assert (jawaban.url, Survei.objects.get().nilai.count()) == (url(cerita), 1)

    assert "Foto bukti" in client.get(jawaban.url).text
    kosong = client.post(jawaban.url, {})
    assert "Pilih sekurangnya satu berkas." in kosong.text
    salah = client.post(jawaban.url, {"foto": SimpleUploadedFile("a.jpg", b"MZ")})
    assert "Berkas ini program" in salah.text
    berkas = [SimpleUploadedFile(n, foto_ponsel()) for n in ("a.jpg", "b.jpg")]
    baik = client.post(jawaban.url, {"foto": berkas}, follow=True)
    assert ("Foto tersimpan." in baik.text, Lampiran.objects.count()) == (True, 2)


def test_submitted_survey_takes_no_photo_and_the_checker_sees_them(client, cerita):
    client.force_login(cerita.petugas)
    kirim(client, cerita, KUNCI)
    survei = Survei.objects.get()
    client.post(url_isi(cerita), lengkap(client.get(url_isi(cerita))))
    workflows.ajukan(survei, oleh=cerita.petugas)
    lain = kirim(client, cerita, "5c0b7c3e-6d0e-4f49-8a52-6a6b8c1f2d33")
    assert (lain.status_code, "Menunggu verifikasi" in lain.json()["galat"]) == (400, True)
    tarik = client.post(reverse("inti:lampiran_tarik", args=[KUNCI]), {"alasan": "keliru"})
    assert "Menunggu verifikasi" in tarik.text

    client.force_login(cerita.sekretariat)
    for nama in ("survei_periksa", "survei_detail"):
        html = client.get(reverse(f"desa:{nama}", args=[survei.pk])).text
        assert html.count(f"/lampiran/{KUNCI}/mini/") == 1


def test_only_photos_of_questions_asked_by_those_who_may_fill(client, cerita):
    client.force_login(cerita.petugas)
    assert "hanya foto" in kirim(client, cerita, KUNCI, PDF).json()["galat"]
    asing = siapkan().versi[0]
    assert client.post(url(cerita, "survei_foto_unggah", asing)).status_code == 404
    client.force_login(cerita.petugas_lain)
    assert kirim(client, cerita, KUNCI).status_code == 404
    client.force_login(cerita.sekretariat)
    assert kirim(client, cerita, KUNCI).status_code == 403
    assert not Survei.objects.exists()


@pytest.mark.parametrize("banyak", [1, 3])
def test_photos_cost_one_query_however_many(client, cerita, banyak, django_assert_max_num_queries):
    client.force_login(cerita.petugas)
    for nomor in range(banyak):
        kirim(client, cerita, f"{nomor}{KUNCI[1:]}")
    with django_assert_max_num_queries(24):
        assert client.get(url_isi(cerita)).text.count("/mini/") == banyak
