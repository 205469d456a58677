"""What the device keeps and how it sends: packet, autosave, shell, service worker, manifest."""

import gzip
import json
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from desa.models import KirimanSurvei, NilaiIndikator, Survei, TabrakanIsian
from desa.workflows import survei as workflows
from tests.desa.cerita import (
    isi_form,
    lengkap,
    putaran_lalu,
    siapkan,
    simpan_rekan,
    url_isi,
    url_tabrakan,
)
from tests.factories.desa import DesaFactory, SurveiFactory, VersiIndikatorFactory
from tests.factories.opd import PenugasanFactory


pytestmark = pytest.mark.django_db

MUAT_PERTAMA_MAKS_BYTE = 150_000


@pytest.fixture
def cerita():
    return siapkan()


def url(cerita, apa):
    return reverse(f"desa:survei_{apa}", args=[cerita.putaran.pk, cerita.desa.kode])


@pytest.fixture
def kirim(sign_in, cerita):
    """`kirim(data, **changes)`: send one section the way the script does; the answer."""

    def send(data, bagian="permukiman", oleh=None):
        client = sign_in(oleh or cerita.petugas)
        data = data | {"pengguna": (oleh or cerita.petugas).pk}
        return client.post(f"{url(cerita, 'kirim')}?bagian={bagian}", data)

    return send


@pytest.fixture
def halaman(sign_in, cerita):
    return sign_in(cerita.petugas).get(url_isi(cerita))


def test_autosave_stores_what_is_right_and_names_what_is_not(kirim, halaman, cerita):
    jawaban = kirim(lengkap(halaman, pembilang_0="600")).json()

    satu, dua = cerita.versi
    assert jawaban["kesalahan"] == {
        f"pembilang_{satu.pk}": ["Pembilang tidak boleh melebihi penyebut."]
    }
    assert [n.versi_indikator for n in NilaiIndikator.objects.all()] == [dua]
    assert (jawaban["pesan"], jawaban["terisi"], jawaban["versi"]) == ("", 1, 2)
    assert "Sebagian" in jawaban["kepala"]["permukiman"]
    assert jawaban["periksa"] == f"/survei/{Survei.objects.get().pk}/ajukan/"
    assert [i["versi_indikator_id"] for i in json.loads(jawaban["dasar"])] == [dua.pk]
    assert re.fullmatch(r"\d\d\.\d\d", jawaban["pukul"])


def test_autosave_answer_is_the_base_of_the_next_change(kirim, halaman, cerita):
    data = lengkap(halaman)
    jawaban = kirim(data).json()
    lanjut = data | {"dasar": jawaban["dasar"], "versi": jawaban["versi"], "kunci_kirim": uuid4()}

    kirim(lanjut | {f"pembilang_{cerita.versi[0].pk}": "70"})

    assert not TabrakanIsian.objects.exists()
    assert NilaiIndikator.objects.get(versi_indikator=cerita.versi[0]).pembilang == 70


def test_autosave_repeat_after_a_colleague_changed_it_overwrites_nothing(kirim, halaman, cerita):
    data = lengkap(halaman)
    kirim(data)
    simpan_rekan(cerita, 50)

    jawaban = kirim(data).json()  # the answer to the first send was lost on the way
    kirim(data | {"dasar": jawaban["dasar"], "kunci_kirim": uuid4()})

    assert NilaiIndikator.objects.get(versi_indikator=cerita.versi[0]).pembilang == 50
    assert (KirimanSurvei.objects.count(), TabrakanIsian.objects.count()) == (2, 0)


def test_autosave_collision_names_the_page_of_the_choice(kirim, halaman, cerita):
    simpan_rekan(cerita, 50)

    jawaban = kirim(lengkap(halaman)).json()

    assert jawaban["tabrakan"] == url_tabrakan(cerita)
    assert sorted(NilaiIndikator.objects.values_list("pembilang", flat=True)) == [50, 64]


def test_autosave_refused_by_the_workflow_is_a_message(kirim, halaman, cerita):
    SurveiFactory(putaran=cerita.putaran, desa=cerita.desa, diajukan=True)

    jawaban = kirim(lengkap(halaman)).json()

    assert "Menunggu verifikasi" in jawaban["pesan"]
    assert not NilaiIndikator.objects.exists()


def test_autosave_same_as_before_that_is_not_true_keeps_the_others(sign_in, kirim, cerita):
    putaran_lalu(cerita)
    halaman = sign_in(cerita.petugas).get(url_isi(cerita))

    jawaban = kirim(lengkap(halaman, sama_seperti_sebelumnya_0="on", pembilang_0="63")).json()

    satu, dua = cerita.versi
    assert list(jawaban["kesalahan"]) == [f"sama_seperti_sebelumnya_{satu.pk}"]
    nilai = NilaiIndikator.objects.get(survei__putaran=cerita.putaran)
    assert (nilai.versi_indikator, nilai.pembilang) == (dua, 64)


def test_autosave_wrong_date_of_the_section_stores_nothing(kirim, halaman):
    jawaban = kirim(lengkap(halaman, tanggal="kemarin")).json()

    assert list(jawaban["kesalahan"]) == ["tanggal"]
    assert not Survei.objects.exists()


def test_autosave_of_another_user_of_the_device_is_refused(sign_in, halaman, cerita):
    data = lengkap(halaman)

    response = sign_in(cerita.petugas).post(
        url(cerita, "kirim"), data | {"pengguna": cerita.petugas_lain.pk}
    )

    assert response.status_code == 409
    assert not Survei.objects.exists()


def test_packet_holds_every_section_without_token_or_key_of_a_session(sign_in, cerita):
    cerita.putaran.versi_indikator.add(VersiIndikatorFactory(indikator__bidang="Kesehatan"))

    response = sign_in(cerita.petugas).get(url(cerita, "paket"))

    paket = response.json()
    assert list(paket["bagian"]) == ["permukiman", "kesehatan"]
    assert (paket["judul"], paket["awal"]) == (f"{cerita.desa}, {cerita.putaran}", "permukiman")
    assert f'name="pembilang_{cerita.versi[0].pk}"' in paket["bagian"]["permukiman"]
    assert "csrfmiddlewaretoken" not in str(paket)
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("tertutup", [True, False])
def test_packet_of_a_survey_that_cannot_be_filled_is_empty(sign_in, tertutup):
    cerita = siapkan(tertutup=tertutup)
    SurveiFactory(putaran=cerita.putaran, desa=cerita.desa, diajukan=True)

    assert sign_in(cerita.petugas).get(url(cerita, "paket")).json() == {"bagian": {}}


def test_packet_of_a_village_outside_the_round_does_not_exist(sign_in, cerita):
    cerita.desa = DesaFactory()
    PenugasanFactory(opd=cerita.opd, desa=cerita.desa, periode=cerita.daftar.periode)

    assert sign_in(cerita.petugas).get(url(cerita, "paket")).status_code == 404


@pytest.mark.parametrize("bidang", [[], ["Kesehatan", "Pendidikan"]])
def test_packet_query_count_is_constant_in_sections(
    sign_in, cerita, django_assert_num_queries, bidang
):
    client = sign_in(cerita.petugas)
    client.get(url(cerita, "paket"))
    for nama in bidang:
        cerita.putaran.versi_indikator.add(VersiIndikatorFactory(indikator__bidang=nama))

    with django_assert_num_queries(13):
        assert len(client.get(url(cerita, "paket")).json()["bagian"]) == 1 + len(bidang)


def test_token_says_who_is_signed_in(client, sign_in, cerita):
    alamat = reverse("desa:luring_token")
    assert client.get(alamat).json()["pengguna"] is None

    response = sign_in(cerita.petugas).get(alamat)

    assert response.json()["pengguna"] == cerita.petugas.pk
    assert "no-store" in response.headers["Cache-Control"]


def test_service_worker_keeps_static_files_and_the_shell_only(client):
    response = client.get("/sw.js")

    daftar = re.search(r"const ASET = \[(.*?)\]", response.text, re.S)[1]
    aset = re.findall(r'"(.+?)"', daftar)
    assert aset
    assert all(a.startswith("/static/") for a in aset)
    assert 'const CANGKANG = "/luring/"' in response.text
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Cache-Control"] == "no-cache"
    assert "cache.put" not in response.text  # nothing is kept but what addAll names


def test_shell_is_the_same_for_everybody(client, sign_in, cerita):
    kosong = client.get("/luring/").text

    assert str(cerita.petugas) not in sign_in(cerita.petugas).get("/luring/").text
    assert "data-pengguna" not in kosong


def test_manifest_names_icons_that_exist(client):
    manifest = client.get("/manifest.webmanifest").json()

    assert (manifest["lang"], manifest["start_url"]) == ("id", "/")
    for ikon in manifest["icons"]:
        berkas = finders.find(ikon["src"].removeprefix("/static/"))
        lebar = int.from_bytes(Path(berkas).read_bytes()[16:20])
        assert ikon["sizes"] == f"{lebar}x{lebar}"
    assert {i.get("purpose") for i in manifest["icons"]} == {None, "maskable"}


def test_first_load_of_the_entry_page_is_small(sign_in):
    """All that a phone fetches to open the form for the first time, each compressed."""
    cerita = siapkan(jumlah_indikator=7)
    putaran_lalu(cerita)
    client = sign_in(cerita.petugas)
    html = client.get(url_isi(cerita)).content
    aset = set(re.findall(r"/static/([^\"#]+)", html.decode()))
    aset |= {f"js/luring/{n}.js" for n in ("formulir", "keadaan", "kirim", "mulai", "simpanan")}
    aset |= {"js/survei.js"}

    dibaca = [Path(finders.find(nama)).read_bytes() for nama in sorted(aset)]
    dibaca += [client.get(a).content for a in (url(cerita, "paket"), "/sw.js", "/luring/")]
    jumlah = sum(len(gzip.compress(satu, 6)) for satu in [html, *dibaca])

    assert jumlah < MUAT_PERTAMA_MAKS_BYTE, jumlah


def test_sections_sent_late_after_the_decision_say_so(kirim, halaman, cerita, sign_in):
    kirim(lengkap(halaman))
    survei = Survei.objects.get()
    workflows.ajukan(survei, oleh=cerita.petugas)
    workflows.verifikasi(survei, oleh=cerita.sekretariat)

    jawaban = kirim(isi_form(halaman, pembilang_0="1", penyebut_0="2")).json()

    assert "sudah diputus" in jawaban["pesan"]
    assert Survei.objects.count() == 1
