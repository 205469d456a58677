"""The developers' example lists through the pages, against their answers."""

import json
import os
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from dtks.models import EntriData, HasilBaris, Keluarga, Orang, RekapDesa
from dtks.queries import peringkat_desa
from inti.choices import StatusImpor
from inti.models import Kabupaten, Pekerjaan
from tests.factories.dtks import SumberDataFactory
from tests.impor import terapkan, unggah


CONTOH = Path(os.environ.get("CONTOH_DIR", settings.BASE_DIR.parent / "shared" / "contoh")) / "dev"
KODE = {  # planted defect → the code of its remark
    "desa_ganda_kec_kosong": "desa_ganda",
    "desa_kapital_spasi": "desa_dirapikan",
    "nik_angka_bulat": "nik_angka",
    "nik_15_digit": "nik_panjang",
    "nik_ganda_antar_desa": "nik_ganda",
    "orang_dua_iddtks": "orang_dua_id",
    "tgl_teks_satu_angka": "tanggal_satu_angka",
    "tgl_sel_tanggal": "tanggal_sel",
    "tgl_serial": "tanggal_serial",
    "tgl_iso": "tanggal_iso",
    "tgl_mustahil": "tanggal_mustahil",
    "nama_injeksi": "nama_rumus",
    "teks_sangat_panjang": "teks_panjang",
    "nik_wilayah_luar": "nik_luar",
}
PER_PASANGAN = {"nik_ganda": 2}  # both rows of a pair earn the remark
KEMBAR = {"orang_dua_iddtks": "orang_berulang", "orang_dua_keluarga": "orang_keluarga_lain"}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not CONTOH.is_dir(), reason="contoh tidak ada di sini"),
]


@pytest.fixture(scope="module")
def jawaban():
    return json.loads((CONTOH / "jawaban.json").read_text("utf-8"))


@pytest.fixture
def client(sign_in, media):
    call_command("muat_acuan", verbosity=0)
    return sign_in("verifikator_dtks")


@pytest.fixture
def sumber(client):
    return SumberDataFactory(
        kabupaten=Kabupaten.objects.get(kode="33.18"), tanggal_data=date(2020, 10, 31)
    )


def impor(client, berkas, sumber):
    """Upload, look, and apply what can be applied."""
    satu = unggah(client, "bnba", CONTOH / berkas, sumber=sumber.pk)
    halaman = client.get(reverse("inti:impor_detail", args=[satu.pk]))
    assert (halaman.status_code, satu.status) == (200, StatusImpor.DIPERIKSA)
    isian = {"lewati_galat": "on", "setuju": "on", "alasan": "contoh"}
    terapkan(client, satu, sidik=satu.ringkasan["sidik"], **isian)
    satu.refresh_from_db()
    assert satu.status == StatusImpor.DITERAPKAN
    return satu


def baris_per_kode(satu):
    """Code of a remark → the numbers of its rows."""
    hasil = defaultdict(set)
    for nomor, semua in HasilBaris.objects.filter(impor=satu).values_list("nomor", "kode"):
        for kode in semua.split(","):
            hasil[kode].add(nomor)
    return hasil


def potret():
    """What is stored of persons and families, and the counts of the villages."""
    return [
        list(model.objects.order_by("pk").values_list(*kolom))
        for model, kolom in (
            (Orang, ("nik_indeks", "nama", "tanggal_lahir", "jenis_kelamin", "diubah_impor")),
            (Keluarga, ("no_kk_indeks", "desa_id", "alamat", "diubah_impor")),
            (EntriData, ("orang_id", "keluarga_id", "desa_id", "id_dtks", "padan", "diubah_impor")),
        )
    ] + [list(RekapDesa.objects.order_by("desa").values("desa", "jumlah_jiwa", "rincian"))]


def test_every_planted_defect_is_found_and_the_villages_rank_as_they_should(
    client, sumber, jawaban
):
    kunci = jawaban["dtks"]
    satu = impor(client, "dtks_contoh.xlsx", sumber)

    assert sum(satu.ringkasan["jumlah"].values()) == kunci["jumlah_baris_orang"]
    ditemukan = baris_per_kode(satu)
    for cacat, isi in kunci["cacat"].items():
        kode = KODE.get(cacat, cacat)
        assert len(ditemukan[kode]) == isi["jumlah"] * PER_PASANGAN.get(kode, 1), cacat
        ditanam = {n for x in isi["baris"] for n in (x if isinstance(x, list) else [x])}
        tertulis = ditemukan[kode] | ditemukan[KEMBAR.get(cacat, kode)]
        assert ditanam <= tertulis if "catatan" in isi else ditanam == tertulis, cacat
    assert (
        len(ditemukan["desa_ganda"] | ditemukan["desa_tak_dikenal"])
        == (kunci["baris_desa_tidak_dikenali"])
    )

    peringkat = defaultdict(list)
    for desa in peringkat_desa(client.pengguna, sumber.pk):
        if desa.peringkat:
            peringkat[desa.desa.kecamatan.kode].append(
                (desa.desa.kode, desa.rekap.jumlah_baris, desa.rekap.jumlah_jiwa)
            )
    for kode, isi in jawaban["peringkat_desa"]["per_kecamatan"].items():
        teratas = [
            (d["kode"], d["jiwa_baris"], d["jiwa_unik"])
            for d in (*isi["teratas"], *isi["berikutnya"])
        ]
        assert peringkat[kode][: len(teratas)] == teratas
    rekap = RekapDesa.objects.values_list("desa__kode", "jumlah_baris", "jumlah_jiwa")
    semua = jawaban["peringkat_desa"]["semua_desa"]
    assert {kode: list(isi) for kode, *isi in rekap} == {
        kode: isi[:2] for kode, isi in semua.items() if isi[0]
    }

    sebelum = potret()
    lagi = unggah(client, "bnba", CONTOH / "dtks_contoh.xlsx", sumber=sumber.pk)
    jumlah = satu.ringkasan["jumlah"]
    assert lagi.ringkasan["jumlah"] == jumlah | {"baru": 0, "sama": jumlah["baru"]}
    assert potret() == sebelum


def test_text_list_with_pipes_and_quotes_inside_its_cells(client, sumber, jawaban):
    kunci = jawaban["dtks_pipa"]
    satu = impor(client, "dtks_contoh_pipa.txt", sumber)

    jumlah = satu.ringkasan["jumlah"]
    assert sum(jumlah.values()) == kunci["jumlah_rekaman"]
    ditemukan = baris_per_kode(satu)
    # Every cell is in quotes, so the lines can be taken apart without a reader of CSV.
    baris = (CONTOH / "dtks_contoh_pipa.txt").read_text("utf-8").splitlines()
    entri = dict(HasilBaris.objects.filter(impor=satu).values_list("nomor", "entri_id"))
    for cacat in ("pipa_dalam_petik", "petik_ganda_dalam_sel"):
        ditanam = kunci["cacat"][cacat]["rekaman"]
        tersimpan = EntriData.objects.in_bulk(entri[n] for n in ditanam)
        for n in ditanam:
            sel = [teks.replace('""', '"') for teks in baris[n - 1][1:-1].split('"|"')]
            e = tersimpan[entri[n]]
            assert [e.id_dtks, e.orang.nik, e.orang.nama, e.orang.ibu_kandung, e.hubungan] == [
                *(sel[0], sel[10], sel[11], sel[16], sel[17])
            ]
    assert ditemukan["nik_kosong"] == set(kunci["cacat"]["nik_kosong"]["rekaman"])

    sebelum = potret()
    assert unggah(client, "bnba", CONTOH / "dtks_contoh_pipa.txt", sumber=sumber.pk) is None
    assert Pekerjaan.objects.latest("pk").pesan.startswith("Berkas ini tidak mengubah apa pun")
    assert potret() == sebelum
