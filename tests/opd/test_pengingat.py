"""Reminders: by the secretariat, before a round closes, and by WhatsApp without personal data."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from inti.models import JejakAudit, Pemberitahuan
from tests.desa.cerita import siapkan
from tests.factories.desa import ButirSasaranFactory, DesaFactory, SurveiFactory
from tests.factories.opd import KeanggotaanFactory


pytestmark = pytest.mark.django_db


@pytest.fixture
def cerita():
    cerita = siapkan()
    cerita.rekan = KeanggotaanFactory(opd=cerita.opd).pengguna
    cerita.tanpa = DesaFactory(nama="Tanpa Pendamping")
    ButirSasaranFactory(daftar=cerita.daftar, desa=cerita.tanpa)
    return cerita


def alamat(cerita):
    return reverse("opd:putaran_ingatkan", args=[cerita.putaran.pk])


def kabar():
    return sorted(Pemberitahuan.objects.values_list("penerima__username", "teks"))


def test_reminder_reaches_the_officers_once_a_day_and_is_audited(client, cerita):
    client.force_login(cerita.sekretariat)
    html = client.get(alamat(cerita)).text
    assert ("2 orang" in html, "belum ada" in html, html.count(" checked")) == (True, True, 1)
    for pesan in (
        "2 petugas diingatkan.",
        "0 petugas diingatkan. Semuanya sudah diingatkan hari ini.",
    ):
        response = client.post(alamat(cerita), {"desa": [cerita.desa.kode]}, follow=True)
        assert pesan in response.text
    teks = f"{cerita.desa} belum diajukan pada {cerita.putaran}: tutup {cerita.putaran.tutup:%d-%m-%Y} (10 hari lagi)."
    assert kabar() == sorted((p.username, teks) for p in (cerita.petugas, cerita.rekan))
    assert [(j.aksi, j.rincian["petugas"]) for j in JejakAudit.objects.order_by("pk")] == [
        ("putaran.ingatkan", 2),
        ("putaran.ingatkan", 0),
    ]
    kosong = client.post(alamat(cerita), {"desa": ["33.18.99.9999"]}, follow=True)
    assert "Pilih sekurangnya satu desa" in kosong.text


def test_locked_round_and_submitted_villages_are_left_alone(client, cerita):
    SurveiFactory(putaran=cerita.putaran, desa=cerita.desa, diajukan=True)
    SurveiFactory(putaran=cerita.putaran, desa=cerita.tanpa, diajukan=True)
    client.force_login(cerita.sekretariat)
    assert "Semua desa sudah mengajukan." in client.get(alamat(cerita)).text
    cerita.putaran.dikunci_pada, cerita.putaran.dikunci_oleh = timezone.now(), cerita.sekretariat
    cerita.putaran.save()
    assert (
        "sudah dikunci" in client.post(alamat(cerita), {"desa": cerita.desa.kode}, follow=True).text
    )
    assert kabar() == []


def test_whatsapp_text_names_the_village_and_a_guarded_page_and_nobody(client, cerita, settings):
    settings.ALAMAT_SITUS = "https://pendampingan.example"
    client.force_login(cerita.sekretariat)
    html = client.get(alamat(cerita)).text
    tautan = next(
        t for t in html.split('"') if t.startswith("https://wa.me/") and cerita.desa.kode in t
    )
    teks = parse_qs(urlsplit(tautan.replace("&amp;", "&")).query)["text"][0]
    halaman = teks.rsplit(" ", 1)[1]
    assert str(cerita.desa) in teks
    for orang in (cerita.petugas, cerita.rekan, cerita.sekretariat):
        assert orang.nama not in teks
    client.logout()
    assert "/akun/masuk" in client.get(urlsplit(halaman).path).url


def test_nightly_reminders_come_before_the_end_and_then_weekly(cerita, capsys):
    tutup = cerita.putaran.tutup
    terkirim = {}
    for selisih in (-9, -7, -6, -3, -1, 0, 1, 6, 7, 8):
        hari = tutup + timedelta(days=selisih)
        with time_machine.travel(hari, tick=False):
            for _ in range(2):
                call_command("ingatkan_putaran")
        terkirim[selisih] = Pemberitahuan.objects.count()
    # 7, 3 and 1 day before; then when it is late, and a week later
    assert terkirim == {-9: 0, -7: 2, -6: 2, -3: 4, -1: 6, 0: 6, 1: 8, 6: 8, 7: 10, 8: 10}
    assert "0 petugas diingatkan." in capsys.readouterr().out
    assert Pemberitahuan.objects.latest("pk").teks.endswith("terlambat 7 hari.")


@pytest.mark.parametrize("banyak", [1, 3])
def test_query_count(client, cerita, django_assert_num_queries, banyak):
    for _ in range(banyak - 1):
        ButirSasaranFactory(daftar=cerita.daftar, desa=DesaFactory())
    client.force_login(cerita.sekretariat)
    with django_assert_num_queries(5):  # session, user, round, villages, officers
        assert client.get(alamat(cerita)).text.count("wa.me") == banyak + 1
