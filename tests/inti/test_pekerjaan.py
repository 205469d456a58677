"""Long work: progress outside the database, cancel, repeat, a killed worker, the worker itself."""

import io
import subprocess
import sys
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from desa.models import Kecamatan
from inti.choices import StatusPekerjaan
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.models import Pekerjaan, Pemberitahuan
from inti.pekerjaan import Hasil, JenisPekerjaan, daftarkan, kemajuan, workflows
from inti.pekerjaan.queries import keadaan
from tests.conftest import tutup
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import KecamatanFactory
from tests.factories.inti import PekerjaanFactory


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _berkas_sendiri(media, monkeypatch):
    monkeypatch.setattr(kemajuan, "JEDA", 0.0)


@pytest.fixture
def jenis():
    """`jenis(fungsi)` registers a kind of work; its code."""

    def register(jalankan, **lain):
        return daftarkan(JenisPekerjaan("uji", jalankan, **lain)).kode

    return register


def alamat(pekerjaan, nama="detail"):
    return reverse(f"inti:pekerjaan_{nama}", args=[pekerjaan.kunci])


def test_work_shows_its_progress_while_its_transaction_is_open(jenis, client):
    terlihat = []

    def kerja(pekerjaan, lapor):
        with transaction.atomic():
            for sudah in range(1, 4):
                lapor.lapor(sudah, 4, "Memeriksa baris")
                kini = keadaan(Pekerjaan.objects.get(pk=pekerjaan.pk))
                html = client.get(alamat(pekerjaan)).text
                terlihat.append(
                    (kini.status, kini.sudah, kini.dari, kini.persen, f"{kini.persen}%" in html)
                )
        return Hasil("4 baris diterapkan.", tautan="/desa/")

    oleh = PenggunaFactory()
    client.force_login(oleh)
    pekerjaan = workflows.mulai(jenis(kerja), judul="Impor besar", oleh=oleh)
    assert terlihat == [
        ("berjalan", 1, 4, 25, True),
        ("berjalan", 2, 4, 50, True),
        ("berjalan", 3, 4, 75, True),
    ]
    html = client.get(alamat(pekerjaan)).text
    assert ("Lihat hasil" in html, "4 baris diterapkan." in html, "hx-get" in html) == (
        True,
        True,
        False,
    )
    assert not list((django_settings.MEDIA_ROOT / "pekerjaan").iterdir())


def test_same_key_begins_one_job_and_belongs_to_one_person(jenis):
    kali = []
    kode, kunci, oleh = jenis(lambda p, k: kali.append(1) or Hasil()), uuid4(), PenggunaFactory()
    dua = [workflows.mulai(kode, judul="x", oleh=oleh, kunci=kunci) for _ in range(2)]
    assert (dua[0], len(kali)) == (dua[1], 1)
    with pytest.raises(AturanDilanggar):
        workflows.mulai(kode, judul="x", oleh=PenggunaFactory(), kunci=kunci)


def test_cancel_rolls_back_and_the_job_may_be_done_again(jenis, client):
    batalkan = [True, False]

    def kerja(pekerjaan, lapor):
        with transaction.atomic():
            KecamatanFactory(kode="33.18.77")
            if batalkan.pop(0):
                client.post(alamat(pekerjaan, "batalkan"))
                assert keadaan(pekerjaan).diminta_batal
            lapor.lapor(1, 2)
        return Hasil("Selesai.")

    oleh = PenggunaFactory()
    client.force_login(oleh)
    pekerjaan = workflows.mulai(jenis(kerja), judul="x", oleh=oleh, parameter={"a": 1})
    assert (pekerjaan.status, Kecamatan.objects.count()) == (StatusPekerjaan.DIBATALKAN, 0)

    jawaban = [client.post(alamat(pekerjaan, "ulangi")).url for _ in range(2)]
    ulangan = Pekerjaan.objects.exclude(pk=pekerjaan.pk).get()
    assert (set(jawaban), ulangan.status, ulangan.parameter) == (
        {alamat(ulangan)},
        StatusPekerjaan.SELESAI,
        {"a": 1},
    )
    with pytest.raises(TransisiTidakSah):
        workflows.ulangi(ulangan)
    with pytest.raises(TransisiTidakSah):
        workflows.batalkan(ulangan)


def test_refusal_is_shown_and_a_crash_says_nothing_of_itself(jenis, caplog):
    oleh = PenggunaFactory()

    def tolak(pekerjaan, lapor):
        raise AturanDilanggar("Putaran sudah dikunci.")

    def rusak(pekerjaan, lapor):
        raise ValueError("rahasia")

    hasil = [workflows.mulai(jenis(f), judul="x", oleh=oleh) for f in (tolak, rusak)]
    assert [(p.status, p.pesan) for p in hasil] == [
        (StatusPekerjaan.GAGAL, "Putaran sudah dikunci."),
        (StatusPekerjaan.GAGAL, workflows.GALAT),
    ]
    assert "rahasia" in caplog.text
    tanpa_jenis = workflows.mulai("tidak-ada", judul="x", oleh=oleh)
    assert (tanpa_jenis.status, keadaan(tanpa_jenis).dapat_diulang) == (
        StatusPekerjaan.GAGAL,
        False,
    )


def test_result_file_is_for_its_owner_only(jenis, client):
    def kerja(pekerjaan, lapor):
        return Hasil("Siap.", berkas=io.BytesIO(b"isi"), nama_berkas="laporan.xlsx")

    oleh = PenggunaFactory()
    pekerjaan = workflows.mulai(jenis(kerja), judul="x", oleh=oleh)
    client.force_login(oleh)
    response = client.get(alamat(pekerjaan, "berkas"))
    assert response.headers["Content-Disposition"] == 'attachment; filename="laporan.xlsx"'
    assert b"".join(response.streaming_content) == b"isi"
    tutup(response)
    client.force_login(PenggunaFactory())
    assert client.get(alamat(pekerjaan, "berkas")).status_code == 404


# Holds the job as a worker does, in a process that can be killed.
PEKERJA = """
import sys, time, types, uuid
from django.conf import settings
settings.configure(MEDIA_ROOT=sys.argv[1])
modul = types.ModuleType("kemajuan")
sys.modules["kemajuan"] = modul
exec(compile(open(sys.argv[3]).read(), "kemajuan", "exec"), vars(modul))
with modul.pegang(uuid.UUID(sys.argv[2])) as lapor:
    lapor.lapor(3, 10, "Menulis")
    print("siap", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def pekerja(media):
    """`pekerja(kunci)`: another process that holds a job and reports, until it is killed."""
    proses = []

    def start(kunci):
        satu = subprocess.Popen(
            [sys.executable, "-c", PEKERJA, str(media), str(kunci), kemajuan.__file__],
            stdout=subprocess.PIPE,
        )
        proses.append(satu)
        assert satu.stdout.readline() == b"siap\n"
        return satu

    yield start
    for satu in proses:
        satu.kill()
        satu.wait()
        satu.stdout.close()


def test_killed_worker_shows_as_cut_off_at_once_and_is_repeated(jenis, client, pekerja):
    kode = jenis(lambda p, k: Hasil("Selesai."))
    lama = timezone.now() - timedelta(seconds=60)
    pekerjaan = PekerjaanFactory(jenis=kode, status="berjalan", mulai_pada=lama)
    proses = pekerja(pekerjaan.kunci)
    client.force_login(pekerjaan.pemilik)

    html = client.get(alamat(pekerjaan)).text
    assert ("Sedang berjalan" in html, "30%" in html, "kira-kira 2 menit lagi" in html) == (
        True,
        True,
        True,
    )
    assert "Sedang berjalan" in client.get(reverse("inti:pekerjaan_list")).text

    proses.kill()
    proses.wait()
    html = client.get(alamat(pekerjaan), headers={"HX-Request": "true"}).text
    assert ("Terputus" in html, "Ulangi" in html, "<html" in html) == (True, True, False)

    client.post(alamat(pekerjaan, "ulangi"))
    assert sorted(Pekerjaan.objects.values_list("status", flat=True)) == ["selesai", "terputus"]


@pytest.mark.django_db(transaction=True)
def test_worker_does_what_waits_and_tells_the_owner(jenis, client, settings):
    settings.PEKERJAAN_LATAR = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    oleh = PenggunaFactory()
    kode = jenis(lambda p, k: Hasil("Selesai."))
    dibatalkan, dikerjakan = (
        workflows.mulai(kode, judul=judul, oleh=oleh) for judul in ("Batal", "Laporan")
    )
    client.force_login(oleh)
    assert "Menunggu giliran" in client.get(alamat(dikerjakan)).text
    client.post(alamat(dibatalkan, "batalkan"))

    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)

    assert dict(Pekerjaan.objects.values_list("judul", "status")) == {
        "Batal": "dibatalkan",
        "Laporan": "selesai",
    }
    assert list(Pemberitahuan.objects.values_list("penerima", "teks", "tautan")) == [
        (oleh.pk, "Laporan: selesai.", alamat(dikerjakan))
    ]


@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_query_count(client, django_assert_num_queries, jumlah):
    oleh = PenggunaFactory()
    PekerjaanFactory.create_batch(jumlah, pemilik=oleh)
    PekerjaanFactory()
    client.force_login(oleh)
    with django_assert_num_queries(4):  # session, user, count, page
        html = client.get(reverse("inti:pekerjaan_list")).text
    assert html.count("Menunggu giliran") == jumlah


@pytest.mark.parametrize(
    ("kendala", "isian"),
    [
        ("inti_pekerjaan_waktu_sesuai_status", {"status": "selesai"}),
        ("inti_pekerjaan_waktu_sesuai_status", {"status": "berjalan"}),
        ("inti_pekerjaan_tautan_di_situs_ini", {"tautan": "//jahat.example"}),
    ],
)
def test_constraint(kendala, isian):
    with pytest.raises(IntegrityError, match=kendala), transaction.atomic():
        PekerjaanFactory(**isian)
