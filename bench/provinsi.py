"""The whole before/after workbook of a province, in a process of its own: time and memory.

A quarter of the villages is written first: time must grow with the villages, not faster.
"""

import time

from akun.models import Pengguna
from bench.anak import jalankan
from bench.data import isi_kabupaten, tambah_desa
from bench.ukur import Batas
from desa.models import ButirSasaran, DaftarSasaran
from laporan.excel import write_perbandingan
from laporan.queries import (
    pembanding_for_pengguna,
    perbandingan_for_pengguna,
    putaran_baku,
    putaran_for_laporan,
)


DESA = 8_500
SEPEREMPAT = DESA // 4
PUNCAK_MB = 400
LURUS = 1.25  # the large one may take so much longer per village than the small one


def ukur() -> list[Batas]:
    desa = tambah_desa(DESA)
    analis = isi_kabupaten(desa=desa, banyak_putaran=2, banyak_terdaftar=SEPEREMPAT)
    kecil = jalankan("provinsi", analis.pk)
    daftar = DaftarSasaran.objects.get(jenis="dampingan")
    ButirSasaran.objects.bulk_create(
        ButirSasaran(daftar=daftar, desa=satu) for satu in desa[SEPEREMPAT:]
    )
    besar = jalankan("provinsi", analis.pk)
    nama = f"buku kerja {DESA} desa × 21 indikator"
    terlama = kecil["detik"] * DESA / SEPEREMPAT * LURUS
    seperempat = f"{SEPEREMPAT} desa: {kecil['detik']:.1f} s, {kecil['induk_mb']:.0f} MB"
    return [
        Batas(f"{nama} ({seperempat})", besar["detik"], terlama, "s CPU"),
        Batas(nama, besar["induk_mb"], PUNCAK_MB, "MB puncak"),
    ]


def kerja(pengguna: str) -> dict[str, float]:
    """CPU seconds of writing the workbook once."""
    mulai = time.process_time()
    analis = Pengguna.objects.get(pk=int(pengguna))
    awal, lanjutan = putaran_baku(putaran_for_laporan(analis))
    laporan = perbandingan_for_pengguna(analis, awal, lanjutan)
    pembanding = pembanding_for_pengguna(analis, laporan)
    write_perbandingan(laporan, pembanding, saringan="", pengguna=analis).close()
    return {"detik": time.process_time() - mulai}
