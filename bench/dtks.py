"""BNBA lists: from xlsx to rows beside django-import-export, memory, and what is read of them.

BENCH_BNBA is the length of our list (20,000 rows; a kabupaten's has 500,000). The peer gets a
shorter one, its time does not depend on the length; both are given per 1,000 rows. Every run is a
process of its own, and the measure is processor time (bench.jam).
"""

import os
import random
import statistics
import tempfile
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akun.choices import Peran
from akun.models import Pengguna
from bench.anak import jalankan
from bench.bnba import baris_nik, tulis_bnba
from bench.jam import jam
from bench.ukur import Batas, Hasil
from dtks.choices import JenisSumber
from dtks.models import EntriData, HasilBaris, Keluarga, Orang, RekapDesa, SumberData
from dtks.queries import orang_dengan_nik
from inti.angka import format_angka
from inti.crypto import indexer, sealer
from inti.models import Impor, Kabupaten


BANYAK = int(os.environ.get("BENCH_BNBA", "20000"))
ACUAN = {"massal": 2_000, "lewati": 2_000, "bawaan": 500}  # rows; "lewati" follows "massal"
PUTARAN = 3 if BANYAK <= 20_000 else 1
BATAS_MB = 300 if BANYAK <= 100_000 else 400
TABEL = (HasilBaris, RekapDesa, EntriData, Orang, Keluarga, Impor)


def ukur(_: Pengguna) -> list[Hasil | Batas]:
    verifikator, sumber = _siapkan()
    with tempfile.TemporaryDirectory() as folder:
        berkas = {n: tulis_bnba(Path(folder, f"{n}.xlsx"), n, cacat=False) for n in ACUAN.values()}
        panjang = tulis_bnba(Path(folder, "kita.xlsx"), BANYAK)
        ukuran, puncak = _putaran(panjang, berkas)
    banyak = format_angka(BANYAK)
    nama = f"impor {banyak} orang, ms per 1.000 baris; acuan {{}} ({{}} baris)"
    hasil = [
        Hasil(
            nama.format(sebutan, format_angka(ACUAN[cara])),
            ukuran[kita],
            ukuran[cara],
            sasaran,
            puncak,
            BATAS_MB,
        )
        for cara, kita, sebutan, sasaran in (
            ("massal", "kita", "setelan massal", 1 / 5),
            ("bawaan", "kita", "setelan bawaan", 1 / 25),
            ("lewati", "lagi", "melewati yang sama, berkas yang sama lagi", 1 / 10),
        )
    ]
    return [
        *hasil,
        Hasil(
            "enkripsi dan indeks, bagian dari impor, ms per 1.000 baris",
            [_perlindungan() for _ in range(5)],
            ukuran["kita"],
            0.15,
            0,
        ),
        Batas(f"cari NIK di antara {banyak} orang, p95", _cari(verifikator), 20, "ms"),
        Batas("halaman daftar orang satu desa", _kueri(verifikator, sumber), 12, "kueri"),
    ]


def _siapkan() -> tuple[Pengguna, SumberData]:
    kabupaten = Kabupaten.objects.get()
    verifikator = Pengguna.objects.create_user(
        username=f"ukur-{Peran.VERIFIKATOR_DTKS}",
        password="",
        nama="Pengukur verifikator",
        peran=Peran.VERIFIKATOR_DTKS,
        kabupaten=kabupaten,
    )
    sumber = SumberData.objects.create(
        kabupaten=kabupaten,
        kode="UKUR",
        jenis=JenisSumber.DTSEN,
        tanggal_data=date(2025, 6, 30),
        tanggal_terima=date(2025, 7, 31),
    )
    return verifikator, sumber


def _putaran(panjang: Path, berkas: dict[int, Path]) -> tuple[dict[str, list[float]], float]:
    """Milliseconds per 1,000 rows by way, rounds in turns; our peak memory. Leaves our rows stored."""
    ukuran: dict[str, list[float]] = defaultdict(list)
    puncak = 0.0
    for _ in range(PUTARAN):
        for cara, banyak in ACUAN.items():
            if cara != "lewati":
                _kosongkan()
            ukuran[cara].append(_jalankan(cara, berkas[banyak])["ms"])
        _kosongkan()
        for cara in ("kita", "lagi"):
            hasil = _jalankan("bnba", panjang)
            ukuran[cara].append(hasil["ms"])
            puncak = max(puncak, hasil["induk_mb"] + hasil["anak_mb"])
    return ukuran, puncak


def _jalankan(cara: str, berkas: Path) -> dict[str, float]:
    connection.close()
    hasil = jalankan("impor_kerja", cara, berkas)
    return hasil | {"ms": 1_000_000 * hasil["detik"] / hasil["baris"]}


def _kosongkan() -> None:
    with connection.cursor() as cursor:
        for model in TABEL:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


def _perlindungan() -> float:
    """What sealing three texts and indexing two numbers costs per 1,000 persons."""
    segel, indeks = sealer("ukur.nik"), indexer("nik")
    mulai = jam()
    for _ in range(20_000):
        for teks in ("3318991708800001", "3318991708150001", "IBU REKAAN"):
            segel(teks)
        indeks("3318991708800001"), indeks("3318991708150001")
    return 1000 * (jam() - mulai) / 20


def _cari(verifikator: Pengguna) -> float:
    """The 95th percentile of 500 exact searches as the page does them, within the user's scope.

    Processor time on SQLite, which works in this process; on PostgreSQL the time on the wall.
    """
    jam_halus = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    acak, waktu = random.Random(1), []
    for nomor in acak.choices(range(0, BANYAK, 3), k=500):
        nik = baris_nik(nomor)
        mulai = jam_halus()
        orang_dengan_nik(verifikator, nik)
        waktu.append(1000 * (jam_halus() - mulai))
    return statistics.quantiles(waktu, n=20)[-1]


def _kueri(verifikator: Pengguna, sumber: SumberData) -> float:
    desa = RekapDesa.objects.filter(sumber=sumber).order_by("-jumlah_jiwa").first().desa
    client = Client()
    client.force_login(verifikator)
    alamat = reverse("dtks:orang_list", args=[desa.kode])
    client.get(alamat)
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(alamat).status_code == 200
    return len(kueri)
