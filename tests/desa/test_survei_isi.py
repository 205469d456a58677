"""Filling a survey on its page: input, refusals, stale pages, repeats."""

from datetime import timedelta

import pytest
from django.urls import reverse

from desa.models import NilaiIndikator, Survei, TabrakanIsian
from desa.workflows import survei as workflows
from tests.desa.cerita import (
    hari_ini,
    isi_form,
    lengkap,
    putaran_lalu,
    siapkan,
    simpan_rekan,
    url_isi,
    url_tabrakan,
)
from tests.factories.desa import (
    DesaFactory,
    KirimanSurveiFactory,
    NilaiIndikatorFactory,
    PengecualianKunciFactory,
    PutaranFactory,
    PutusDeretFactory,
    SurveiFactory,
    VersiIndikatorFactory,
)
from tests.factories.opd import PenugasanFactory


pytestmark = pytest.mark.django_db


@pytest.fixture
def cerita():
    return siapkan()


def kirim(client, cerita, data, bagian="permukiman"):
    return client.post(url_isi(cerita, bagian), data)


def isi_nilai(survei, versi):
    nilai = survei.nilai.get(versi_indikator=versi)
    return nilai.pembilang, nilai.penyebut


@pytest.mark.parametrize(
    ("siapa", "status_code"),
    [("petugas", 302), ("petugas_lain", 404), ("sekretariat", 403), ("admin", 403), (None, 302)],
)
def test_isi_is_for_the_officer_of_the_assigned_opd(client, sign_in, cerita, siapa, status_code):
    data = lengkap(sign_in(cerita.petugas).get(url_isi(cerita)))
    client.logout()
    if siapa:
        sign_in(getattr(cerita, siapa, siapa))

    response = kirim(client, cerita, data)

    assert response.status_code == status_code
    assert Survei.objects.count() == (siapa == "petugas")


def test_isi_village_without_mentor_is_filled_by_the_secretariat(sign_in, cerita):
    PenugasanFactory._meta.model.objects.update(selesai=hari_ini() - timedelta(days=1))
    client = sign_in(cerita.sekretariat)

    response = kirim(client, cerita, lengkap(client.get(url_isi(cerita))))

    assert (response.status_code, Survei.objects.get().dibuat_oleh) == (302, cerita.sekretariat)


def test_isi_village_outside_the_lists_does_not_exist(sign_in, cerita):
    desa = DesaFactory()
    PenugasanFactory(opd=cerita.opd, desa=desa, periode=cerita.daftar.periode)

    response = sign_in(cerita.petugas).get(
        reverse("desa:survei_isi", args=[cerita.putaran.pk, desa.kode])
    )

    assert response.status_code == 404


def test_isi_stores_indonesian_numbers_and_who_and_when(sign_in, cerita):
    client = sign_in(cerita.petugas)
    data = lengkap(
        client.get(url_isi(cerita)), pembilang_0="1.204", penyebut_0="12 500", catatan_0="Dusun 1"
    )

    response = kirim(client, cerita, data)

    nilai = NilaiIndikator.objects.get(versi_indikator=cerita.versi[0])
    assert response.url == f"{url_isi(cerita)}?bagian=permukiman#bagian"
    assert (nilai.pembilang, nilai.penyebut, nilai.catatan) == (1204, 12500, "Dusun 1")
    assert (nilai.sumber, nilai.metode) == ("Pendataan desa", "sensus_desa")
    assert (nilai.tanggal, nilai.diisi_oleh) == (cerita.putaran.tanggal_rujukan, cerita.petugas)


@pytest.mark.parametrize(
    ("ubahan", "medan", "pesan"),
    [
        ({"pembilang_0": "600"}, "pembilang_0", "Pembilang tidak boleh melebihi penyebut."),
        ({"penyebut_0": ""}, "penyebut_0", "Penyebut belum diisi."),
        ({"penyebut_0": "0"}, "penyebut_0", "Penyebut tidak boleh nol"),
        ({"pembilang_0": "12,5"}, "pembilang_0", "bukan bilangan bulat"),
        ({"pembilang_0": "0.125"}, "pembilang_0", "titik"),
        ({"pembilang_0": "dua"}, "pembilang_0", "bukan angka"),
        ({"alasan_kosong_0": "tidak_berlaku"}, "alasan_kosong_0", "tidak keduanya"),
        ({"tanggal_0": "2099-01-01"}, "tanggal_0", "belum terjadi"),
        (
            {"pembilang_0": "", "penyebut_0": "", "catatan_0": "Besok"},
            "alasan_kosong_0",
            "keterangan saja tidak disimpan",
        ),
    ],
)
def test_isi_impossible_answer_keeps_input_and_stores_nothing(
    sign_in, cerita, ubahan, medan, pesan
):
    client = sign_in(cerita.petugas)

    response = kirim(client, cerita, lengkap(client.get(url_isi(cerita)), **ubahan))

    nama, nomor = medan.rsplit("_", 1)
    errors = response.context["form"].errors
    assert list(errors) == [f"{nama}_{cerita.versi[int(nomor)].pk}"]
    assert pesan in str(errors)
    assert "<title>Galat: " in response.text
    assert 'value="Pendataan desa"' in response.text
    assert not Survei.objects.exists()


def test_isi_only_what_changed_is_stored_under_my_name(sign_in, cerita):
    client = sign_in(cerita.petugas)
    kirim(client, cerita, lengkap(client.get(url_isi(cerita))))
    NilaiIndikator.objects.update(diisi_oleh=cerita.petugas_lain)

    kirim(client, cerita, isi_form(client.get(url_isi(cerita, "permukiman")), pembilang_1="65"))

    assert list(NilaiIndikator.objects.values_list("pembilang", "diisi_oleh")) == [
        (64, cerita.petugas_lain.pk),
        (65, cerita.petugas.pk),
    ]


def test_isi_source_of_one_answer_may_differ_from_the_section(sign_in, cerita):
    client = sign_in(cerita.petugas)
    kirim(client, cerita, lengkap(client.get(url_isi(cerita)), sumber_1="Puskesmas"))

    form = client.get(url_isi(cerita, "permukiman")).context["form"]

    satu, dua = (v.pk for v in cerita.versi)
    assert form["sumber"].value() == "Pendataan desa"
    assert (form[f"sumber_{satu}"].value(), form[f"sumber_{dua}"].value()) == ("", "Puskesmas")


def test_isi_clearing_an_answer_removes_it(sign_in, cerita):
    client = sign_in(cerita.petugas)
    kirim(client, cerita, lengkap(client.get(url_isi(cerita))))

    response = client.get(url_isi(cerita, "permukiman"))
    kirim(client, cerita, isi_form(response, pembilang_0="", penyebut_0=""))

    assert [n.versi_indikator for n in NilaiIndikator.objects.all()] == [cerita.versi[1]]


def test_isi_nothing_typed_begins_no_survey(sign_in, cerita):
    client = sign_in(cerita.petugas)

    response = client.post(url_isi(cerita), isi_form(client.get(url_isi(cerita))), follow=True)

    assert "Tidak ada yang berubah." in response.text
    assert not Survei.objects.exists()


def test_isi_reason_for_empty_is_an_answer(sign_in, cerita):
    client = sign_in(cerita.petugas)
    response = client.get(url_isi(cerita))
    kirim(
        client,
        cerita,
        isi_form(response, alasan_kosong_0="tidak_berlaku", keterangan_kosong_0="Tidak ada"),
    )

    nilai = NilaiIndikator.objects.get()
    assert (nilai.alasan_kosong, nilai.keterangan_kosong, nilai.pembilang) == (
        "tidak_berlaku",
        "Tidak ada",
        None,
    )


def test_isi_saving_may_open_another_section(sign_in, cerita):
    lain = VersiIndikatorFactory(indikator__bidang="Kesehatan")
    cerita.putaran.versi_indikator.add(lain)
    client = sign_in(cerita.petugas)

    response = kirim(client, cerita, lengkap(client.get(url_isi(cerita))) | {"ke": "kesehatan"})

    assert response.url == f"{url_isi(cerita)}?bagian=kesehatan#bagian"
    assert client.get(response.url).context["lembar"].aktif.nama == "Kesehatan"


# Previous answers --------------------------------------------------------------------------------


def test_isi_is_never_prefilled_and_shows_the_previous_answer(sign_in, cerita):
    putaran_lalu(cerita)

    response = sign_in(cerita.petugas).get(url_isi(cerita))

    assert response.context["form"][f"pembilang_{cerita.versi[0].pk}"].value() is None
    assert response.text.count("64 dari 512 unit (12,5%)") == 2


def test_isi_same_as_before_copies_the_numbers_on_the_server(sign_in, cerita):
    putaran_lalu(cerita)
    client = sign_in(cerita.petugas)

    kirim(
        client,
        cerita,
        isi_form(client.get(url_isi(cerita)), sama_seperti_sebelumnya_0="on", sumber="Dusun"),
    )

    nilai = NilaiIndikator.objects.get(survei__putaran=cerita.putaran)
    assert (nilai.pembilang, nilai.penyebut, nilai.sama_seperti_sebelumnya) == (64, 512, True)


@pytest.mark.parametrize(
    ("ubahan", "pesan"),
    [
        ({"pembilang_0": "63", "penyebut_0": "512"}, "berbeda dari sebelumnya"),
        ({"alasan_kosong_0": "belum_didata"}, "tidak keduanya"),
    ],
)
def test_isi_same_as_before_must_be_true(sign_in, cerita, ubahan, pesan):
    putaran_lalu(cerita)
    client = sign_in(cerita.petugas)
    data = isi_form(client.get(url_isi(cerita)), sama_seperti_sebelumnya_0="on", **ubahan)

    response = kirim(client, cerita, data)

    assert pesan in str(response.context["form"].errors)
    assert not Survei.objects.filter(putaran=cerita.putaran).exists()


def test_isi_same_as_before_across_a_series_break_is_refused(sign_in, cerita):
    lalu = putaran_lalu(cerita)
    PutusDeretFactory(
        indikator=cerita.versi[0].indikator,
        tanggal=lalu.putaran.tanggal_rujukan + timedelta(days=1),
    )
    client = sign_in(cerita.petugas)
    response = client.get(url_isi(cerita))

    response = kirim(client, cerita, isi_form(response, sama_seperti_sebelumnya_0="on"))

    assert "Tidak ada angka sebelumnya yang sebanding" in response.text
    assert "definisi berbeda, tidak dibandingkan" in response.text


def test_isi_jump_is_stored_and_asks_for_a_reason(sign_in, cerita):
    putaran_lalu(cerita)
    client = sign_in(cerita.petugas)

    response = client.post(
        url_isi(cerita), lengkap(client.get(url_isi(cerita)), pembilang_0="10"), follow=True
    )

    assert "Berubah −84% dari sebelumnya (batas 30%)." in response.text
    assert "▼ 10,5 poin persen (membaik)" in " ".join(response.text.split())


def test_isi_comparison_stops_at_a_version_that_is_not_comparable(sign_in, cerita):
    lama = VersiIndikatorFactory(indikator__wajib=True)
    baru = VersiIndikatorFactory(indikator=lama.indikator, nomor=2)
    putaran_lalu(cerita, versi=[lama])
    cerita.putaran.versi_indikator.set([baru])
    client = sign_in(cerita.petugas)

    kirim(client, cerita, lengkap(client.get(url_isi(cerita)), pembilang_0="10"))

    survei = Survei.objects.get(putaran=cerita.putaran)
    assert workflows.periksa(survei).peringatan == {}


# Closed rounds -----------------------------------------------------------------------------------


def test_isi_closed_round_says_so_and_refuses_a_late_post(sign_in):
    cerita = siapkan()
    client = sign_in(cerita.petugas)
    data = lengkap(client.get(url_isi(cerita)))
    cerita.putaran.tutup = hari_ini() - timedelta(days=1)
    cerita.putaran.save()

    terlambat = kirim(client, cerita, data)

    assert "mintalah pengecualian" in client.get(url_isi(cerita)).text
    assert "tidak terbuka untuk" in str(terlambat.context["form"].errors)
    assert 'value="64"' in terlambat.text
    assert not Survei.objects.exists()


def test_isi_excepted_village_is_open_after_closing(sign_in):
    cerita = siapkan(tertutup=True)
    PengecualianKunciFactory(putaran=cerita.putaran, desa=cerita.desa)
    client = sign_in(cerita.petugas)

    assert kirim(client, cerita, lengkap(client.get(url_isi(cerita)))).status_code == 302


@pytest.mark.parametrize("keadaan", ["diajukan", "diverifikasi"])
def test_isi_survey_that_is_not_open_leads_to_its_page(sign_in, cerita, keadaan):
    survei = SurveiFactory(putaran=cerita.putaran, desa=cerita.desa, **{keadaan: True})

    response = sign_in(cerita.petugas).get(url_isi(cerita))

    assert response.url == reverse("desa:survei_detail", args=[survei.pk])


# Repeats and stale pages -------------------------------------------------------------------------


def test_isi_double_submit_stores_once(sign_in, cerita):
    client = sign_in(cerita.petugas)
    data = lengkap(client.get(url_isi(cerita)))

    tanggapan = [kirim(client, cerita, data).status_code for _ in range(2)]

    survei = Survei.objects.get()
    assert (tanggapan, survei.versi, survei.nilai.count()) == ([302, 302], 2, 2)


def test_isi_repeat_after_another_send_is_still_known(sign_in, cerita):
    client = sign_in(cerita.petugas)
    halaman = client.get(url_isi(cerita))
    data = lengkap(halaman)
    kirim(client, cerita, data)
    kirim(client, cerita, isi_form(client.get(url_isi(cerita, "permukiman")), pembilang_0="50"))

    ulang = kirim(client, cerita, data)

    assert ulang.status_code == 302
    assert isi_nilai(Survei.objects.get(), cerita.versi[0]) == (50, 512)
    assert not TabrakanIsian.objects.exists()


def test_isi_page_fetched_back_with_new_numbers_is_not_taken_for_a_repeat(sign_in, cerita):
    client = sign_in(cerita.petugas)
    data = lengkap(client.get(url_isi(cerita)))
    kirim(client, cerita, data)

    response = kirim(client, cerita, data | {f"pembilang_{cerita.versi[0].pk}": "70"})

    assert response.url == url_tabrakan(cerita)
    assert isi_nilai(Survei.objects.get(), cerita.versi[0]) == (64, 512)


def test_isi_key_of_another_survey_is_refused(sign_in, cerita):
    kunci = KirimanSurveiFactory(putaran=cerita.putaran).kunci
    client = sign_in(cerita.petugas)

    response = kirim(client, cerita, lengkap(client.get(url_isi(cerita)), kunci_kirim=kunci))

    assert "Muat ulang halaman" in str(response.context["form"].errors)


def test_isi_two_sections_of_the_same_page_do_not_collide(sign_in, cerita):
    lain = VersiIndikatorFactory(indikator__bidang="Kesehatan")
    cerita.putaran.versi_indikator.add(lain)
    client = sign_in(cerita.petugas)
    satu, dua = (lengkap(client.get(url_isi(cerita, b))) for b in ("permukiman", "kesehatan"))

    tanggapan = [
        kirim(client, cerita, dua, "kesehatan").status_code,
        kirim(client, cerita, satu).status_code,
    ]

    assert (tanggapan, Survei.objects.get().nilai.count()) == ([302, 302], 3)
    assert not TabrakanIsian.objects.exists()


@pytest.fixture
def basi(sign_in, cerita):
    """A stored section, the page of it that I have open, and a colleague's later save."""
    client = sign_in(cerita.petugas)
    kirim(client, cerita, lengkap(client.get(url_isi(cerita))))
    halaman = client.get(url_isi(cerita, "permukiman"))
    simpan_rekan(cerita, 50)
    return client, halaman


def test_isi_stale_page_of_a_survey_verified_meanwhile_opens_no_revision(basi, cerita):
    client, halaman = basi
    survei = Survei.objects.get()
    workflows.ajukan(survei, oleh=cerita.petugas)
    workflows.verifikasi(survei, oleh=cerita.sekretariat)

    response = kirim(client, cerita, isi_form(halaman, pembilang_1="41"))

    assert "sudah diputus" in str(response.context["form"].errors)
    assert Survei.objects.count() == 1


def test_isi_damaged_hidden_field_is_refused(sign_in, cerita):
    client = sign_in(cerita.petugas)

    response = kirim(client, cerita, lengkap(client.get(url_isi(cerita)), dasar='[{"a": 1}]'))

    assert "muat ulang halaman" in str(response.context["form"].errors)


def test_isi_shows_the_comment_of_the_checker(sign_in, cerita):
    survei = SurveiFactory(putaran=cerita.putaran, desa=cerita.desa, dikembalikan=True)
    NilaiIndikatorFactory(survei=survei, versi_indikator=cerita.versi[1], komentar="Beda dari PUPR")

    response = sign_in(cerita.petugas).get(url_isi(cerita))

    assert survei.alasan_kembali in response.text
    assert "Beda dari PUPR" in response.text


@pytest.mark.parametrize("jumlah", [1, 3])
def test_isi_query_count_is_constant_in_indicators(sign_in, django_assert_num_queries, jumlah):
    cerita = siapkan(jumlah_indikator=jumlah)
    putaran_lalu(cerita)
    survei = SurveiFactory(putaran=cerita.putaran, desa=cerita.desa, dikembalikan=True)
    for versi in cerita.versi:
        NilaiIndikatorFactory(survei=survei, versi_indikator=versi)
    client = sign_in(cerita.petugas)
    client.get(url_isi(cerita))

    with django_assert_num_queries(14):
        response = client.get(url_isi(cerita))

    assert len(response.context["form"].baris) == jumlah


def test_isi_round_of_another_kabupaten_does_not_exist(sign_in, cerita):
    asing = PutaranFactory(periode__nama="Lain", periode__kabupaten__kode="33.20")

    response = sign_in(cerita.petugas).get(
        reverse("desa:survei_isi", args=[asing.pk, cerita.desa.kode])
    )

    assert response.status_code == 404
