"""Pages of findings: the form on the phone, the list and its filters, the story of one finding."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from desa.models import PerkembanganTemuan, Temuan
from inti.models import Lampiran
from tests.factories.desa import (
    IndikatorFactory,
    PerkembanganTemuanFactory,
    TemuanFactory,
)
from tests.factories.opd import IntervensiFactory
from tests.lampiran import foto
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db

SKRIP = '<script>alert("x")</script>'


@pytest.fixture
def saya(sign_in, petugas):
    """An officer, signed in; `.desa` is the village its OPD mentors."""
    orang = petugas()
    orang.desa, orang.client = orang.penugasan.desa, sign_in(orang)
    return orang


def isian(**ubah):
    return {
        "jenis": "masalah",
        "judul": "12 rumah berlantai tanah",
        "bidang": "permukiman",
        "penyebab": "Penghasilan tidak tetap.",
        "jumlah_terdampak": "1.212",
        "satuan_terdampak": "kk",
        "urgensi": "5",
        "keseriusan": "4",
        "pertumbuhan": "2",
        "tanggal": f"{timezone.localdate():%Y-%m-%d}",
    } | ubah


def test_temuan_create_stores_it_with_its_photo(saya, media):
    url = reverse("desa:temuan_create", args=[saya.desa.kode])

    response = saya.client.post(url, isian(foto=SimpleUploadedFile("rumah.jpg", foto())))

    temuan = Temuan.objects.get()
    assert response.url == reverse("desa:temuan_detail", args=[temuan.pk])
    assert (temuan.desa, temuan.jumlah_terdampak, temuan.prioritas, temuan.dibuat_oleh) == (
        saya.desa, 1212, 11, saya,
    )  # fmt: skip
    assert Lampiran.objects.get().bundel == temuan.bundel
    halaman = saya.client.get(response.url).text
    assert "<strong>11</strong> dari 15" in halaman
    assert "1.212 KK" in halaman
    assert str(Lampiran.objects.get().kunci) in halaman


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"urgensi": ""}, "tidak boleh kosong"),
        ({"jumlah_terdampak": "12", "satuan_terdampak": ""}, "bersama satuannya"),
        ({"tanggal": "2200-01-01"}, "belum terjadi"),
        ({"jumlah_terdampak": "banyak"}, "bukan angka"),
    ],
)
def test_temuan_create_refuses_and_keeps_the_input(saya, ubah, pesan):
    url = reverse("desa:temuan_create", args=[saya.desa.kode])

    response = saya.client.post(url, isian(**ubah))

    assert pesan in response.text
    assert "12 rumah berlantai tanah" in response.text
    assert not Temuan.objects.exists()


def test_temuan_edit_and_follow_up_tell_the_story(saya):
    temuan = TemuanFactory(desa=saya.desa, dibuat_oleh=saya)
    saya.client.post(reverse("desa:temuan_edit", args=[temuan.pk]), isian(judul="Judul benar"))
    kembangkan = reverse("desa:temuan_perkembangan", args=[temuan.pk])
    for langkah in ("tangani", "usulkan"):
        saya.client.post(
            kembangkan,
            {"tanggal": timezone.localdate(), "uraian": SKRIP, "langkah": langkah},
        )

    temuan.refresh_from_db()
    assert (temuan.judul, temuan.status) == ("Judul benar", "ditangani")
    halaman = saya.client.get(reverse("desa:temuan_detail", args=[temuan.pk])).text
    assert "Menunggu konfirmasi" in halaman
    assert SKRIP not in halaman
    assert "&lt;script&gt;" in halaman
    assert PerkembanganTemuan.objects.count() == 2


def test_secretariat_confirms_or_returns_and_the_mentor_cannot(saya, sign_in):
    temuan = TemuanFactory(desa=saya.desa, diusulkan=True, dibuat_oleh=saya)
    konfirmasi = reverse("desa:temuan_konfirmasi", args=[temuan.pk])
    assert saya.client.post(konfirmasi).status_code == 403

    sekretariat = sign_in("sekretariat")
    kembalikan = reverse("desa:temuan_kembalikan", args=[temuan.pk])
    sekretariat.post(kembalikan, {"alasan": "Atap belum selesai."})
    temuan.refresh_from_db()
    assert (temuan.status, temuan.diusulkan_pada) == ("ditangani", None)

    Temuan.objects.filter(pk=temuan.pk).update(
        diusulkan_pada=timezone.now(), diusulkan_oleh=saya.pk
    )
    response = sekretariat.post(konfirmasi, {"catatan": ""}, follow=True)
    temuan.refresh_from_db()
    assert (temuan.status, temuan.selesai_oleh) == ("selesai", sekretariat.pengguna)
    assert "Dinyatakan selesai oleh" in response.text


def test_temuan_hentikan_and_buka_lagi(saya):
    temuan = TemuanFactory(desa=saya.desa)
    hentikan = reverse("desa:temuan_hentikan", args=[temuan.pk])
    saya.client.post(hentikan, {"alasan": "Sengketa tanah."})
    assert (
        "Tidak ditangani: Sengketa tanah."
        in saya.client.get(reverse("desa:temuan_detail", args=[temuan.pk])).text
    )

    saya.client.post(reverse("desa:temuan_buka_lagi", args=[temuan.pk]), {"alasan": "Usai."})
    temuan.refresh_from_db()
    assert (temuan.status, temuan.alasan) == ("dicatat", "")


def test_temuan_list_filters_screen_excel_and_count_alike(saya, sign_in):
    ada = TemuanFactory(desa=saya.desa, judul=SKRIP)
    IntervensiFactory(desa=saya.desa).temuan.add(ada)
    IntervensiFactory(desa=saya.desa, status="batal", alasan_batal="Batal.").temuan.add(
        TemuanFactory(desa=saya.desa, urgensi=5, judul="Belum dijawab")
    )
    TemuanFactory(desa=saya.desa, jenis="potensi", judul="Batik", bidang="ekonomi")
    TemuanFactory(desa=saya.desa, diusulkan=True, judul="Menunggu")
    TemuanFactory(judul="Desa lain")
    url = reverse("desa:temuan_list")
    opd = saya.penugasan.opd
    saringan = {
        "": {SKRIP, "Belum dijawab", "Batik", "Menunggu"},
        "jenis=masalah&intervensi=belum": {"Belum dijawab", "Menunggu"},
        "intervensi=ada": {SKRIP},
        "status=menunggu": {"Menunggu"},
        "bidang=ekonomi": {"Batik"},
        f"q={saya.desa.kode}&opd={opd.pk}&jenis=potensi": {"Batik"},
        "q=dijawab": {"Belum dijawab"},
        f"kecamatan={saya.desa.kecamatan_id}&status=terbuka&jenis=potensi": {"Batik"},
    }
    for kueri, judul in saringan.items():
        context = saya.client.get(f"{url}?{kueri}").context
        assert {t.judul for t in context["table"].data} == judul, kueri
        assert context["jumlah"] == len(judul)
        assert len(baca_data(saya.client.get(f"{url}?{kueri}&unduh=xlsx"))) == len(judul) + 1
    assert SKRIP not in saya.client.get(url).text
    assert sign_in("analis").get(url).context["jumlah"] == 5


@pytest.mark.parametrize("jumlah", [1, 3])
def test_temuan_list_query_count(saya, jumlah, django_assert_num_queries):
    TemuanFactory.create_batch(jumlah, desa=saya.desa)
    with django_assert_num_queries(6):  # session, user, count, page, choices ×2
        assert saya.client.get(reverse("desa:temuan_list")).context["jumlah"] == jumlah


@pytest.mark.parametrize("jumlah", [1, 3])
def test_temuan_detail_query_count(saya, jumlah, django_assert_num_queries):
    temuan = TemuanFactory(desa=saya.desa, indikator=IndikatorFactory())
    PerkembanganTemuanFactory.create_batch(jumlah, temuan=temuan)
    for intervensi in IntervensiFactory.create_batch(jumlah, desa=saya.desa):
        intervensi.temuan.add(temuan)
    with django_assert_num_queries(9):
        saya.client.get(reverse("desa:temuan_detail", args=[temuan.pk]))
