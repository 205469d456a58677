"""A phone's photo of 12 megapixels made ready to store, in a process of its own: time and memory."""

import statistics
import tempfile
import time
from pathlib import Path

from akun.models import Pengguna
from bench.anak import jalankan
from bench.ukur import Batas
from inti.lampiran.gambar import olah


DETIK, PUNCAK_MB = 1.5, 200
UKURAN = (4000, 3000)
ULANG = 5


def ukur(_: Pengguna) -> list[Batas]:
    """Noise is the worst that a lens can bring: nothing of it compresses."""
    from PIL import Image  # noqa: PLC0415 -- slow import

    with tempfile.TemporaryDirectory() as folder:
        berkas = Path(folder) / "foto.jpg"
        exif = Image.Exif()
        exif[0x0112] = 6  # held upright: to be turned by a quarter
        Image.effect_noise(UKURAN, 60).convert("RGB").save(berkas, quality=90, exif=exif)
        hasil = jalankan("foto", berkas)
    nama = f"foto {UKURAN[0]} × {UKURAN[1]} (derau, JPEG)"
    return [
        Batas(nama, hasil["detik"], DETIK, "s CPU"),
        Batas(nama, hasil["induk_mb"], PUNCAK_MB, "MB puncak"),
    ]


def kerja(berkas: str) -> dict[str, float]:
    """CPU seconds of one photo."""
    waktu = []
    for _ in range(ULANG):
        mulai = time.process_time()
        with open(berkas, "rb") as isi:
            olah(isi)
        waktu.append(time.process_time() - mulai)
    return {"detik": statistics.median(waktu)}
