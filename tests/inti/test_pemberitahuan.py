"""Notices: told once, counted without a query, read by POST, mailed once a week."""

from datetime import date

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from inti.models import Pemberitahuan
from inti.pemberitahuan.workflows import beri_tahu
from tests.factories.akun import PenggunaFactory
from tests.factories.inti import PemberitahuanFactory
from tests.serentak import bersamaan


pytestmark = pytest.mark.django_db

DAFTAR = "inti:pemberitahuan_list"


def beri(*penerima, kunci="survei:1", teks="Survei dikembalikan.", tautan="/survei/"):
    return beri_tahu(penerima, teks, tautan=tautan, kunci=kunci)


def baru(pengguna):
    pengguna.refresh_from_db()
    return pengguna.pemberitahuan_baru


def test_event_is_told_to_each_active_user_once():
    siti, budi = PenggunaFactory.create_batch(2)
    nonaktif = PenggunaFactory(is_active=False)
    assert [beri(siti), beri(siti, budi, nonaktif), beri(siti, kunci="survei:2"), beri()] == [
        1,
        1,
        1,
        0,
    ]
    assert (baru(siti), baru(budi), baru(nonaktif)) == (2, 1, 0)
    assert Pemberitahuan.objects.count() == 3


@pytest.mark.parametrize("jumlah", [1, 30])
def test_telling_many_costs_as_many_queries_as_telling_one(django_assert_num_queries, jumlah):
    penerima = PenggunaFactory.create_batch(jumlah)
    with django_assert_num_queries(6):  # savepoint, who knows, insert, lock, count, release
        beri(*penerima)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite: satu penulis")
@pytest.mark.django_db(transaction=True)
def test_same_event_at_the_same_moment_is_told_once():
    siti = PenggunaFactory()
    bersamaan(*[lambda: beri(siti)] * 4)
    assert (Pemberitahuan.objects.count(), baru(siti)) == (1, 1)


def test_bell_counts_without_a_query_and_notices_are_read_by_post(client):
    siti = PenggunaFactory()
    beri(siti, kunci="a", tautan="/pemberitahuan/")
    beri(siti, kunci="b", teks="<b>Desa</b> diserahkan")
    PemberitahuanFactory()
    client.force_login(siti)
    with connection.execute_wrapper(tanpa_pemberitahuan):
        html = client.get(reverse("akun:profil")).text
    assert "2 belum dibaca" in html

    html = client.get(reverse(DAFTAR)).text
    assert (html.count(">Baru<"), "&lt;b&gt;Desa" in html) == (2, True)
    satu = Pemberitahuan.objects.get(kunci="a")
    assert client.post(reverse("inti:pemberitahuan_buka", args=[satu.pk])).url == "/pemberitahuan/"
    assert baru(siti) == 1
    client.post(reverse("inti:pemberitahuan_baca_semua"))
    assert baru(siti) == 0
    assert "belum dibaca" not in client.get(reverse(DAFTAR)).text
    assert Pemberitahuan.objects.filter(dibaca_pada=None).count() == 1  # somebody else's


def tanpa_pemberitahuan(execute, sql, params, many, context):
    assert "inti_pemberitahuan" not in sql
    return execute(sql, params, many, context)


@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_query_count(client, django_assert_num_queries, jumlah):
    siti = PenggunaFactory()
    PemberitahuanFactory.create_batch(jumlah, penerima=siti)
    client.force_login(siti)
    with django_assert_num_queries(4):  # session, user, count, page
        assert client.get(reverse(DAFTAR)).text.count("Survei dikembalikan.") == jumlah


# --- The weekly mail ---------------------------------------------------------------------------


@pytest.fixture
def surat(settings):
    """A mail server that keeps what it sends; the clock, on Tuesday 24 November 2026."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ALAMAT_SITUS = "https://pendampingan.example"
    with time_machine.travel(date(2026, 11, 24), tick=False) as jam:
        yield jam


def test_digest_goes_once_a_week_to_those_with_news_and_an_address(surat, capsys):
    siti = PenggunaFactory(email="siti@contoh.example", nama="Siti <Uji>")
    tanpa_surat, tanpa_kabar = PenggunaFactory(), PenggunaFactory(email="x@contoh.example")
    beri(siti, tanpa_surat)
    for _ in range(2):
        call_command("kirim_ringkasan")
    assert [(m.to, m.subject) for m in mail.outbox] == [
        (["siti@contoh.example"], "1 pemberitahuan Pati Pendampingan")
    ]
    isi = mail.outbox[0].body
    assert ("Siti <Uji>" in isi, "Survei dikembalikan." in isi) == (True, True)
    assert "https://pendampingan.example/pemberitahuan/" in isi

    beri(siti, kunci="lain")
    surat.move_to(date(2026, 11, 29))  # Sunday of the same week
    call_command("kirim_ringkasan")
    surat.move_to(date(2026, 11, 30))
    call_command("kirim_ringkasan")
    assert len(mail.outbox) == 2
    assert tanpa_kabar.email not in {m.to[0] for m in mail.outbox}


def test_digest_that_fails_is_tried_again(surat, settings, capsys):
    siti = PenggunaFactory(email="siti@contoh.example")
    beri(siti)
    settings.EMAIL_BACKEND = "tests.inti.test_pemberitahuan.SuratRusak"
    with pytest.raises(CommandError, match="gagal"):
        call_command("kirim_ringkasan")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("kirim_ringkasan")
    assert len(mail.outbox) == 1


class SuratRusak:
    def __init__(self, **_):
        pass

    def send_messages(self, _):
        raise ConnectionRefusedError


def test_digest_without_a_mail_server_says_so(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    with pytest.raises(CommandError, match="EMAIL_URL"):
        call_command("kirim_ringkasan")


@pytest.mark.parametrize(
    ("kendala", "isian"),
    [("inti_pemberitahuan_tautan_di_situs_ini", {"tautan": "https://jahat.example"})],
)
def test_constraint(kendala, isian):
    with pytest.raises(IntegrityError, match=kendala), transaction.atomic():
        PemberitahuanFactory(**isian)


def test_same_event_twice_breaks_a_constraint():
    lama = PemberitahuanFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        PemberitahuanFactory(penerima=lama.penerima, kunci=lama.kunci)
