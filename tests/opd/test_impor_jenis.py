"""Every kind of import through the same story: stored, harmless twice, undone, no query per row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desa.models import (
    ButirSasaran,
    Desa,
    Kecamatan,
    NamaLainDesa,
    NilaiIndikator,
    ProfilDesa,
    Survei,
)
from inti.choices import StatusImpor
from inti.impor import jenis
from inti.models import Impor
from opd.models import OPD, NamaOPD, Penugasan
from tests.factories.desa import (
    DaftarSasaranFactory,
    DesaFactory,
    KecamatanFactory,
    PeriodeFactory,
    PutaranFactory,
    VersiIndikatorFactory,
)
from tests.factories.opd import OPDFactory
from tests.impor import buku, lihat, terapkan, unggah


pytestmark = pytest.mark.django_db

DATA = (Kecamatan, Desa, NamaLainDesa, ProfilDesa, OPD, NamaOPD, Penugasan, ButirSasaran, Survei, NilaiIndikator)  # fmt: skip
BANYAK_DESA = 1000


@dataclass(frozen=True)
class Kasus:
    """A kind with a file of any number of rows; `ubah` turns them into rows that change data."""

    peran: str
    tajuk: list[str]
    baris: Callable[[int], list[Any]]
    ubah: Callable[[list[Any]], list[Any]]
    parameter: Callable[[], dict[str, Any]] = dict
    maks: int = 1000


def putaran_semua_desa():
    """A round of ten indicators that asks every village."""
    versi = [VersiIndikatorFactory(indikator__kode=f"I{n}") for n in range(10)]
    putaran = PutaranFactory(versi=versi)
    daftar = DaftarSasaranFactory(periode=putaran.periode, ditetapkan=True)
    ButirSasaran.objects.bulk_create(
        ButirSasaran(daftar=daftar, desa=desa) for desa in Desa.objects.all()
    )
    return putaran


def kode(n):
    return f"33.18.16.{5000 + n}"


def ganti(posisi, nilai):
    return lambda baris: [*baris[:posisi], nilai, *baris[posisi + 1 :]]


KASUS = {
    "wilayah": Kasus(
        "admin",
        ["Kode wilayah", "Nama", "Kode pos", "Berlaku mulai"],
        lambda n: [f"33.18.16.{7000 + n}", f"Baru {n}", "59154", date(2025, 1, 1)],
        ganti(2, "59199"),
    ),
    "profil": Kasus(
        "admin",
        ["Kode desa", "Tahun", "Jumlah penduduk", "Luas (km²)", "Sumber"],
        lambda n: [kode(n), 2024, 1000 + n, "2,45", "KCDA 2024"],
        ganti(2, 77),
    ),
    "opd": Kasus(
        "admin",
        ["Singkatan", "Nama", "Jenis", "Singkatan kini", "Mulai", "Selesai"],
        lambda n: (
            [f"D{n}", f"Dinas {n}", None, None, None, None]
            if n % 2 == 0
            else [f"L{n}", f"Dinas Lama {n}", None, f"D{n - 1}", None, date(2024, 12, 31)]
        ),
        lambda baris: baris if baris[3] else ganti(2, "Badan")(baris),
    ),
    "penugasan": Kasus(
        "sekretariat",
        ["Kode desa", "Singkatan", "Tanggal mulai", "Nomor SK"],
        lambda n: [kode(n), "Diskominfo", date(2022, 1, 1), "410/1/2021"],
        lambda baris: baris,
        lambda: {"periode": PeriodeFactory(mulai=date(2021, 1, 1), selesai=date(2026, 12, 31)).pk},
    ),
    "sasaran": Kasus(
        "sekretariat",
        ["Kode desa", "Peringkat", "Skor"],
        lambda n: [kode(n), n + 1, "12,5"],
        ganti(2, "9,25"),
        lambda: {"daftar": DaftarSasaranFactory().pk},
    ),
    "survei": Kasus(
        "sekretariat",
        ["Kode desa", "Kode indikator", "Pembilang", "Penyebut", "Sumber"],
        lambda n: [kode(n // 10), f"I{n % 10}", 10, 100, "Pendataan desa"],
        ganti(2, 12),
        lambda: {"putaran": putaran_semua_desa().pk},
    ),
}


@pytest.fixture
def wilayah(media):
    kecamatan = KecamatanFactory()
    Desa.objects.bulk_create(
        Desa(kecamatan=kecamatan, kode=kode(n), nama=f"D{n}", nama_normal=f"d{n}", jenis="desa")
        for n in range(BANYAK_DESA)
    )
    OPDFactory(singkatan="Diskominfo", nama="Dinas Komunikasi dan Informatika")


@pytest.fixture
def kirim(sign_in, wilayah, tmp_path):
    """`kirim(kode, rows)`: upload; returns the client and the import, None when none was kept."""
    tetap = {}

    def send(nama, isi):
        kasus = KASUS[nama]
        if nama not in tetap:
            tetap[nama] = (sign_in(kasus.peran), kasus.parameter())
        client, parameter = tetap[nama]
        path = buku(tmp_path / "a.xlsx", [kasus.tajuk, *isi])
        return client, unggah(client, nama, path, **parameter)

    return send


def keadaan():
    """Every record of the programme as it stands, but for when it was touched."""
    bebas = {"created_at", "updated_at", "versi"}
    return {
        model: [{k: v for k, v in satu.items() if k not in bebas} for satu in semua]
        for model in DATA
        for semua in [model.objects.order_by("pk").values()]
    }


def test_every_kind_has_its_case():
    assert set(KASUS) == {k for k, j in jenis._DAFTAR.items() if not j.izin.startswith("dtks.")}


@pytest.mark.parametrize("nama", KASUS)
def test_stored_once_changed_and_undone(kirim, nama):
    kasus = KASUS[nama]
    isi = [kasus.baris(n) for n in range(12)]
    client, impor = kirim(nama, isi)
    awal = keadaan()
    assert (impor.ringkasan["jumlah"]["baru"], impor.ringkasan["galat"]) == (12, [])
    terapkan(client, impor)
    assert keadaan() != awal
    client.post(reverse("inti:impor_urungkan", args=[impor.pk]))
    assert Impor.objects.get(pk=impor.pk).status == StatusImpor.DIURUNGKAN
    assert keadaan() == awal

    terapkan(client, kirim(nama, isi)[1])
    sesudah = keadaan()
    assert kirim(nama, isi)[1] is None  # the same file again changes nothing
    assert keadaan() == sesudah

    ubahan = kirim(nama, [kasus.ubah(satu) for satu in isi])[1]
    if nama != "penugasan":  # an assignment is changed on its page only
        assert ubahan.ringkasan["jumlah"]["berubah"] > 0
        terapkan(client, ubahan)
        assert keadaan() != sesudah
        client.post(reverse("inti:impor_urungkan", args=[ubahan.pk]))
        assert keadaan() == sesudah


@pytest.mark.parametrize("nama", KASUS)
def test_queries_do_not_grow_with_the_rows(kirim, nama):
    kasus = KASUS[nama]
    hitungan = {}
    for banyak in (10, 1000):
        langkah = {}
        with CaptureQueriesContext(connection) as kueri:
            client, impor = kirim(nama, [kasus.baris(n) for n in range(banyak)])
        langkah["unggah"] = len(kueri)
        assert impor.ringkasan["jumlah"]["baru"] == banyak
        with CaptureQueriesContext(connection) as kueri:
            lihat(client, impor)
        langkah["pratinjau"] = len(kueri)
        with CaptureQueriesContext(connection) as kueri:
            terapkan(client, impor, sidik=impor.ringkasan["sidik"])
        langkah["terapkan"] = len(kueri)
        with CaptureQueriesContext(connection) as kueri:
            client.post(reverse("inti:impor_urungkan", args=[impor.pk]))
        langkah["urungkan"] = len(kueri)
        hitungan[banyak] = langkah
    # SQLite takes some 40 rows an insert, and deletes rows and looks for what hangs on them by 500.
    for langkah, kiriman in (("unggah", 0), ("pratinjau", 0), ("terapkan", 60), ("urungkan", 60)):
        assert hitungan[1000][langkah] <= hitungan[10][langkah] + kiriman, (langkah, hitungan)


@pytest.mark.parametrize(
    ("nama", "baris", "kolom", "pesan"),
    [
        ("wilayah", ["33.18.16", "Margoyoso", "59154", None], "kode_pos", "Hanya diisi untuk desa; kode ini kode kecamatan."),
        ("wilayah", ["33.19.16.2001", "X", None, None], "kode", "Kode 33.19.16.2001 bukan wilayah Kabupaten Pati (33.18)."),
        ("wilayah", ["3318", "X", None, None], "kode", "3318 bukan kode wilayah: 6 angka untuk kecamatan (33.18.16), 10 angka untuk desa (33.18.16.2012)."),
        ("wilayah", ["33.18.99.2001", "X", None, None], "kode", "Kecamatan 33.18.99 belum tercatat dan tidak ada di berkas ini."),
        ("wilayah", ["33.18.16.2001", "X", "123", None], "kode_pos", "Kode pos terdiri atas 5 angka."),
        ("profil", [kode(1), 1990, 5, None, "BPS"], "tahun", "Tahun antara 2000 dan 2100."),
        ("profil", [kode(1), None, 5, None, "BPS"], "tahun", "Isi tahun pada baris ini, atau pada isian di atas."),
        ("profil", [kode(1), 2024, None, None, "BPS"], "jumlah_penduduk", "Isi sekurangnya satu angka profil."),
        ("profil", [kode(1), 2024, -1, None, "BPS"], "jumlah_penduduk", "Angka tidak boleh negatif."),
        ("profil", [kode(1), 2024, 5, None, None], "sumber", "Isi sumber pada baris ini, atau pada isian di atas."),
        ("opd", ["Diskominfo", "Dinas Lain", None, None, None, None], "nama", "Diskominfo tercatat sebagai “Dinas Komunikasi dan Informatika”. Ganti namanya lewat halaman OPD, supaya nama lamanya tersimpan."),
        ("opd", ["Baru", "Dinas Komunikasi dan Informatika", None, None, None, None], "nama", "Nama ini sudah dipakai Diskominfo."),
        ("opd", ["Baru", "Perusahaan Baru", None, None, None, None], "jenis", "Isi jenis: Sekretariat, Inspektorat, Satuan polisi pamong praja, Badan, Dinas, Rumah sakit umum daerah, Kecamatan, Kelurahan, Bagian Sekretariat Daerah, BUMD kabupaten, BUMD provinsi."),
        ("opd", ["Kominfo", "Dinas Kominfo", None, "Diskominfo", None, None], "selesai", "Isi hari terakhir nama lama ini dipakai."),
        ("opd", ["Kominfo", "Dinas Kominfo", None, "Tiada", None, date(2020, 1, 1)], "singkatan_kini", "OPD Tiada belum tercatat dan tidak ada di berkas ini."),
    ],
)  # fmt: skip
def test_wrong_row_is_refused_in_words(kirim, nama, baris, kolom, pesan):
    client, impor = kirim(nama, [baris])
    assert [(c.kolom, c.pesan) for _, c in lihat(client, impor).galat] == [(kolom, pesan)]


def test_new_kecamatan_with_its_villages_and_renamed_village(kirim, sign_in, tmp_path):
    DesaFactory(kode="33.18.16.2001", nama="Kajen", kode_pos="59154")
    client, impor = kirim(
        "wilayah",
        [
            ["33.18.22.2001", "Ujung", "59199", None],
            ["3318221001", "Kota Ujung", None, None],
            ["33.18.22", "Pesisir", None, None],
            ["33.18.16.2001", "Kajen Baru", None, None],
        ],
    )
    assert [(b.judul, b.lama, b.baru) for b in lihat(client, impor).baris][2:] == [
        ("Kecamatan 33.18.22", "", "nama: Pesisir"),
        ("Desa 33.18.16.2001", "nama: Kajen", "nama: Kajen Baru"),
    ]
    terapkan(client, impor)
    baru = Desa.objects.filter(kecamatan__nama="Pesisir").order_by("kode")
    assert list(baru.values_list("kode", "nama_normal", "jenis")) == [
        ("33.18.22.1001", "kotaujung", "kelurahan"),
        ("33.18.22.2001", "ujung", "desa"),
    ]
    kajen = Desa.objects.get(kode="33.18.16.2001")
    assert (kajen.nama, kajen.kode_pos, kajen.nama_lain.get().nama) == (
        "Kajen Baru",
        "59154",
        "Kajen",
    )


def test_former_names_are_dated_and_todays_name_begins_after_them(kirim):
    client, impor = kirim(
        "opd",
        [
            ["Kominfo", "Kantor Kominfo", None, "Diskominfo", None, date(2016, 12, 31)],
            ["Dishubkominfo", "Dinas Perhubungan dan Kominfo", None, "Diskominfo", date(2017, 1, 1), date(2020, 6, 30)],
            ["Bentrok", "Dinas Bentrok", None, "Diskominfo", date(2020, 1, 1), date(2021, 1, 1)],
        ],
    )  # fmt: skip
    assert [c.pesan for _, c in lihat(client, impor).galat] == [
        "Tanggalnya bertumpuk dengan nama “Dinas Perhubungan dan Kominfo”."
    ]
    terapkan(client, impor, lewati_galat="on")
    opd = OPD.objects.get(singkatan="Diskominfo")
    assert list(opd.riwayat_nama.order_by("selesai").values_list("singkatan", "mulai", "selesai")) in (
        [("Kominfo", None, date(2016, 12, 31)), ("Dishubkominfo", date(2017, 1, 1), date(2020, 6, 30)), ("Diskominfo", date(2020, 7, 1), None)],
        [("Diskominfo", date(2020, 7, 1), None), ("Kominfo", None, date(2016, 12, 31)), ("Dishubkominfo", date(2017, 1, 1), date(2020, 6, 30))],
    )  # fmt: skip
