"""The district's example files, from upload to verified values, through the pages.

The files lie outside the project; without them these tests are skipped, and the small copies of
the same cases in test_impor_survei and test_impor_penugasan stand.
"""

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import Sum
from django.utils import timezone

from desa.choices import StatusSurvei
from desa.models import ButirSasaran, Desa, NilaiIndikator, Survei, VersiIndikator
from desa.workflows.survei import verifikasi
from opd.models import Penugasan
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DaftarSasaranFactory, PeriodeFactory, PutaranFactory
from tests.impor import lihat, terapkan, unggah


CONTOH = Path(os.environ.get("CONTOH_DIR", settings.BASE_DIR.parent / "shared" / "contoh")) / "dev"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not CONTOH.is_dir(), reason="contoh tidak ada di sini"),
]


@pytest.fixture
def jawaban():
    return json.loads((CONTOH / "jawaban.json").read_text("utf-8"))


@pytest.fixture
def kabupaten(media):
    call_command("muat_acuan", verbosity=0)


def putaran(nomor, jenis, tanggal):
    """A round that asks every village, each on a decided list of its period."""
    putaran = PutaranFactory(
        nomor=nomor, jenis=jenis, tanggal_rujukan=tanggal, versi=VersiIndikator.objects.all()
    )
    daftar = DaftarSasaranFactory(periode=putaran.periode, ditetapkan=True)
    ButirSasaran.objects.bulk_create(
        ButirSasaran(daftar=daftar, desa=desa) for desa in Desa.objects.all()
    )
    return putaran


def test_assignments_import_without_galat(kabupaten, sign_in, jawaban):
    client = sign_in("sekretariat")
    impor = unggah(
        client, "penugasan", CONTOH / "penugasan_contoh.xlsx", periode=PeriodeFactory().pk
    )

    hasil = lihat(client, impor)
    assert (hasil.jumlah, hasil.galat, hasil.tabel.baris_tajuk) == (
        {"baru": 50, "berubah": 0, "sama": 0, "ditolak": 0},
        [],
        jawaban["penugasan"]["baris_tajuk"],
    )
    terapkan(client, impor)

    assert Penugasan.objects.count() == 50
    assert dict(
        Penugasan.objects.aktif(pada=timezone.localdate()).values_list("desa__kode", "opd__singkatan")
    ) == jawaban["penugasan"]["penugasan_aktif_tanpa_cacat"]  # fmt: skip


def test_surveys_import_with_the_answers_of_the_key(kabupaten, sign_in, jawaban):
    kunci = jawaban["survei"]
    awal = putaran(1, "awal", date(2022, 1, 31))
    lanjutan = putaran(2, "lanjutan", date(2024, 1, 31))
    client, pemeriksa = sign_in("sekretariat"), PenggunaFactory(peran="sekretariat")

    for satu, berkas, baris, sah in (
        (awal, "survei_awal_contoh.xlsx", kunci["baris_awal"], kunci["baris_sah_awal"]),
        (lanjutan, "survei_lanjutan_contoh.xlsx", kunci["baris_lanjutan"], kunci["baris_sah_lanjutan"]),
    ):  # fmt: skip
        impor = unggah(client, "survei", CONTOH / berkas, putaran=satu.pk, ajukan="on")
        hasil = lihat(client, impor)
        assert hasil.jumlah == {"baru": baris, "berubah": 0, "sama": 0, "ditolak": 0}
        assert [c.pesan for _, c in hasil.galat] == []
        terapkan(client, impor, setuju="on", alasan="Sudah dicocokkan dengan OPD.")
        nilai = NilaiIndikator.objects.filter(survei__putaran=satu)
        assert nilai.exclude(pembilang=None).count() == sah
        for survei in Survei.objects.filter(putaran=satu):
            verifikasi(survei, oleh=pemeriksa)

    for kode, indikator in kunci["indikator"].items():
        for satu, jumlah in (
            (awal, indikator["jumlah_awal_semua"]),
            (lanjutan, indikator["jumlah_lanjutan_semua"]),
        ):
            agregat = NilaiIndikator.objects.filter(
                survei__putaran=satu,
                survei__berlaku=True,
                survei__desa__kode__in=kunci["desa_dampingan"],
                versi_indikator__indikator__kode=kode,
            ).aggregate(a=Sum("pembilang"), b=Sum("penyebut"))
            assert [agregat["a"], agregat["b"]] == jumlah, (kode, satu)


def test_planted_text_numbers_and_changes_are_seen(kabupaten, sign_in, jawaban):
    cacat = jawaban["survei"]["cacat"]
    awal = putaran(1, "awal", date(2022, 1, 31))
    client = sign_in("sekretariat")
    impor = unggah(
        client, "survei", CONTOH / "survei_awal_contoh.xlsx", putaran=awal.pk, ajukan="on"
    )
    terapkan(client, impor, setuju="on", alasan="Diperiksa.")
    for survei in Survei.objects.all():
        verifikasi(survei, oleh=PenggunaFactory(peran="sekretariat"))
    lanjutan = putaran(2, "lanjutan", date(2024, 1, 31))
    impor = unggah(
        client, "survei", CONTOH / "survei_lanjutan_contoh.xlsx", putaran=lanjutan.pk, ajukan="on"
    )

    hasil = lihat(client, impor)

    berubah = [b for b, c in hasil.peringatan if c.pesan.startswith("Penyebut berubah")]
    assert len(berubah) == cacat["penyebut_berubah_besar"]["jumlah"]
    isi = {b.nomor: b.mentah for b in hasil.baris}
    assert isi[61]["pembilang"] == "105,0"
    nilai = NilaiIndikator.objects.get(
        survei__desa__kode="33.18.08.2006", versi_indikator__indikator__kode="NGANGGUR"
    )
    assert (nilai.pembilang, nilai.penyebut) == (324, 1892)
    nilai = NilaiIndikator.objects.get(
        survei__desa__kode="33.18.08.2021", versi_indikator__indikator__kode="AIR"
    )
    assert (nilai.pembilang, nilai.penyebut) == (1401, 1858)


def test_same_file_again_changes_nothing(kabupaten, sign_in):
    awal = putaran(1, "awal", date(2022, 1, 31))
    client = sign_in("sekretariat")
    berkas = CONTOH / "survei_awal_contoh.xlsx"
    terapkan(
        client,
        unggah(client, "survei", berkas, putaran=awal.pk, ajukan="on"),
        setuju="on",
        alasan="Diperiksa.",
    )
    sebelum = list(NilaiIndikator.objects.order_by("pk").values())

    assert unggah(client, "survei", berkas, putaran=awal.pk, ajukan="on") is None

    assert list(NilaiIndikator.objects.order_by("pk").values()) == sebelum
    assert set(Survei.objects.values_list("status", flat=True)) == {StatusSurvei.DIAJUKAN}


def test_expired_round_is_refused_before_anything_is_read(kabupaten, sign_in):
    lama = putaran(1, "awal", date(2022, 1, 31))
    lama.tutup = timezone.localdate() - timedelta(days=1)
    lama.save()
    response = unggah(
        sign_in("sekretariat"), "survei", CONTOH / "survei_awal_contoh.xlsx",
        putaran=lama.pk, mentah=True,
    )  # fmt: skip
    assert f"Putaran 1 (awal) sudah ditutup sejak {lama.tutup:%d-%m-%Y}." in response.text
