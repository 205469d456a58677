"""A phone's photo of 12 megapixels made ready to store, in a process of its own: time and memory."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.ukur import Ukuran, puncak_kb


DETIK, PUNCAK_MB = 1.5, 200
UKURAN = (4000, 3000)
ULANG = 5


def ukur() -> Ukuran:
    """Noise is the worst that a lens can bring: nothing of it compresses."""
    from PIL import Image  # noqa: PLC0415 -- slow import

    with tempfile.TemporaryDirectory() as folder:
        berkas = Path(folder) / "foto.jpg"
        exif = Image.Exif()
        exif[0x0112] = 6  # held upright: to be turned by a quarter
        Image.effect_noise(UKURAN, 60).convert("RGB").save(berkas, quality=90, exif=exif)
        keluaran = subprocess.run(
            [sys.executable, "-m", "bench.foto", berkas], check=True, capture_output=True, text=True
        ).stdout
    detik, kilobyte = keluaran.split()
    return Ukuran(
        f"Foto {UKURAN[0]} × {UKURAN[1]} (derau, JPEG)",
        float(detik),
        DETIK,
        int(kilobyte) / 1024,
        PUNCAK_MB,
    )


def main(berkas: str) -> None:
    """Print the CPU seconds and the peak memory in kB."""
    import django  # noqa: PLC0415 -- what a worker of the server has loaded counts as memory, too

    django.setup()
    from inti.lampiran.gambar import olah  # noqa: PLC0415

    waktu = []
    for _ in range(ULANG):
        mulai = time.process_time()
        with open(berkas, "rb") as isi:
            olah(isi)
        waktu.append(time.process_time() - mulai)
    sys.stdout.write(f"{statistics.median(waktu)} {puncak_kb()}\n")


if __name__ == "__main__":
    main(sys.argv[1])
