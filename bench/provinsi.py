"""The whole before/after workbook of a province, in a process of its own: time and memory.

A quarter of the villages is written first: time must grow with the villages, not faster.
"""

import os
import subprocess
import sys
import time

from bench.beban import alamat_basis_data
from bench.ukur import Ukuran, puncak_kb


DESA = 8_500
SEPEREMPAT = DESA // 4
PUNCAK_MB = 400
LURUS = 1.25  # the large one may take so much longer per village than the small one


def ukur() -> Ukuran:
    from bench.data import isi_kabupaten, tambah_desa  # noqa: PLC0415 -- models need django.setup()
    from desa.models import ButirSasaran, DaftarSasaran  # noqa: PLC0415

    desa = tambah_desa(DESA)
    analis = isi_kabupaten(desa=desa, banyak_putaran=2, banyak_terdaftar=SEPEREMPAT)
    kecil, puncak = _tulis(analis.pk)
    daftar = DaftarSasaran.objects.get(jenis="dampingan")
    ButirSasaran.objects.bulk_create(
        ButirSasaran(daftar=daftar, desa=satu) for satu in desa[SEPEREMPAT:]
    )
    besar, puncak_besar = _tulis(analis.pk)
    return Ukuran(
        f"Buku kerja {DESA} desa × 21 indikator ({SEPEREMPAT} desa: {kecil:.1f} s, {puncak:.0f} MB)",
        besar,
        kecil * DESA / SEPEREMPAT * LURUS,
        puncak_besar,
        PUNCAK_MB,
    )


def _tulis(pengguna: int) -> tuple[float, float]:
    """CPU seconds and peak MB of a process that writes the workbook once."""
    keluaran = subprocess.run(
        [sys.executable, "-m", "bench.provinsi", str(pengguna)],
        env=os.environ | {"DATABASE_URL": alamat_basis_data()},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    detik, kilobyte = keluaran.split()
    return float(detik), int(kilobyte) / 1024


def main(pengguna: str) -> None:
    """Print the CPU seconds and the peak memory in kB."""
    import django  # noqa: PLC0415 -- what a worker of the server has loaded counts as memory, too

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pati_pendampingan.settings")
    django.setup()
    from akun.models import Pengguna  # noqa: PLC0415
    from laporan.excel import write_perbandingan  # noqa: PLC0415
    from laporan.queries import (  # noqa: PLC0415
        pembanding_for_pengguna,
        perbandingan_for_pengguna,
        putaran_baku,
        putaran_for_laporan,
    )

    mulai = time.process_time()
    analis = Pengguna.objects.get(pk=int(pengguna))
    awal, lanjutan = putaran_baku(putaran_for_laporan(analis))
    laporan = perbandingan_for_pengguna(analis, awal, lanjutan)
    pembanding = pembanding_for_pengguna(analis, laporan)
    write_perbandingan(laporan, pembanding, saringan="", pengguna=analis).close()
    detik = time.process_time() - mulai
    sys.stdout.write(f"{detik} {puncak_kb()}\n")


if __name__ == "__main__":
    main(sys.argv[1])
