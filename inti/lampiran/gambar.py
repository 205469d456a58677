"""A stranger's photo becomes a picture of our own: upright, small, without what it knew.

Only the pixels survive, so whatever else the file carried (EXIF, a script behind the end, a second
format) is gone. A JPEG is decoded at a half or a quarter of its size (libjpeg's draft mode): a
photo of 12 megapixels never unfolds in memory.
"""

import datetime
import io
import struct
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

from django.utils import timezone

from inti.excel.periksa import BerkasDitolak


SISI_MAKS = 1600  # pixels of the longer side as stored
MINI_MAKS = 320
MUTU, MUTU_MINI = 82, 74
PIKSEL_JPEG = 64_000_000  # what a phone makes today; draft mode never unfolds it
PIKSEL_LAIN = 16_000_000  # PNG and WebP unfold as a whole: four bytes each
FORMAT = ("JPEG", "PNG", "WEBP")
EXIF_IFD, GPS_IFD = 0x8769, 0x8825
DIAMBIL, SELISIH_WAKTU = 0x9003, 0x9011  # DateTimeOriginal, OffsetTimeOriginal
TERLALU_BESAR = (
    f"Foto terlalu besar. Perkecil dahulu: JPEG paling besar {PIKSEL_JPEG // 1_000_000} "
    f"megapiksel, PNG dan WebP {PIKSEL_LAIN // 1_000_000} megapiksel."
)
RUSAK = "Foto rusak atau terpotong. Ambil atau simpan ulang fotonya, lalu pilih lagi."


@dataclass(frozen=True)
class Gambar:
    """A photo ready to store: JPEG bytes, and what its EXIF said of time and place."""

    isi: bytes
    mini: bytes
    lebar: int
    tinggi: int
    diambil_pada: datetime.datetime | None
    lintang: Decimal | None
    bujur: Decimal | None


def olah(berkas: IO[bytes], *, exif: bytes = b"") -> Gambar:
    """Decode, turn upright, shrink and write anew.

    `exif` is the EXIF block of the original when the phone has shrunk the photo before sending,
    which loses it. Raises BerkasDitolak for what is no whole photo or has too many pixels.
    """
    from PIL import Image, ImageFile, ImageOps  # noqa: PLC0415 -- slow import

    # WeasyPrint, once imported, lets Pillow take half a photo for a whole one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    try:
        with Image.open(berkas, formats=FORMAT) as asli:
            _wajib_wajar(asli)
            waktu, titik = _asal(exif or asli.info.get("exif", b""))
            asli.draft("RGB", (SISI_MAKS, SISI_MAKS))
            asli.thumbnail(
                (SISI_MAKS, SISI_MAKS), reducing_gap=None
            )  # a second draft would spoil it
            gambar = _tanpa_alfa(ImageOps.exif_transpose(asli))
        mini = gambar.copy()
        mini.thumbnail((MINI_MAKS, MINI_MAKS))
        isi_mini = _tulis(mini, MUTU_MINI)
    except (
        OSError,
        SyntaxError,
        ValueError,
        TypeError,
        struct.error,
    ):
        raise BerkasDitolak(RUSAK) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BerkasDitolak(TERLALU_BESAR) from None
    return Gambar(_tulis(gambar, MUTU), isi_mini, *gambar.size, waktu, *titik)


def _wajib_wajar(gambar: Any) -> None:
    """Look at the declared size before a single pixel is decoded."""
    lebar, tinggi = gambar.size
    maks = PIKSEL_JPEG if gambar.format in {"JPEG", "MPO"} else PIKSEL_LAIN
    if lebar * tinggi > maks:
        raise BerkasDitolak(TERLALU_BESAR)
    if max(lebar, tinggi) > 40 * min(lebar, tinggi):
        raise BerkasDitolak("Ukuran gambar ini tidak wajar untuk sebuah foto.")


def _tanpa_alfa(gambar: Any) -> Any:
    """RGB; what was transparent becomes white paper."""
    from PIL import Image  # noqa: PLC0415 -- slow import

    if not gambar.has_transparency_data:
        return gambar.convert("RGB")
    kertas = Image.new("RGB", gambar.size, "white")
    berlapis = gambar.convert("RGBA")
    kertas.paste(berlapis, mask=berlapis)
    return kertas


def _tulis(gambar: Any, mutu: int) -> bytes:
    keluaran = io.BytesIO()
    gambar.info = {}  # neither colour profile nor comment
    gambar.save(keluaran, "JPEG", quality=mutu, optimize=True)
    return keluaran.getvalue()


def _asal(blok: bytes) -> tuple[datetime.datetime | None, tuple[Decimal | None, Decimal | None]]:
    """Time and place in an EXIF block; a broken one only means that nothing is known."""
    from PIL import Image  # noqa: PLC0415 -- slow import

    exif = Image.Exif()
    try:
        exif.load(blok)
        return _waktu(exif), _titik(exif)
    except (SyntaxError, ValueError, TypeError, KeyError, OSError, struct.error, UserWarning):
        return None, (None, None)


def _waktu(exif: Any) -> datetime.datetime | None:
    """When the photo was taken; a camera without a time zone is taken to stand in ours."""
    bagian = exif.get_ifd(EXIF_IFD)
    try:
        tanggal, jam = str(bagian[DIAMBIL])[:19].split(" ")
        selisih = str(bagian.get(SELISIH_WAKTU, "")).strip("\0 ")
        waktu = datetime.datetime.fromisoformat(f"{tanggal.replace(':', '-')}T{jam}{selisih}")
    except (KeyError, ValueError):
        return None
    if timezone.is_naive(waktu):
        waktu = timezone.make_aware(waktu)
    besok = timezone.now() + datetime.timedelta(days=1)  # clocks of phones run ahead
    return waktu if waktu.year >= 1990 and waktu <= besok else None


def _titik(exif: Any) -> tuple[Decimal | None, Decimal | None]:
    """Latitude and longitude in degrees, to about a metre; none unless both can be."""
    gps = exif.get_ifd(GPS_IFD)
    try:
        lintang = _derajat(gps[2], "S" in str(gps[1]).upper())
        bujur = _derajat(gps[4], "W" in str(gps[3]).upper())
    except (KeyError, ValueError, TypeError, ArithmeticError):
        return None, None
    if abs(lintang) > 90 or abs(bujur) > 180 or lintang == bujur == 0:
        return None, None
    return lintang, bujur


def _derajat(bagian: Any, negatif: bool) -> Decimal:
    derajat, menit, detik = (Decimal(str(float(b))) for b in bagian)
    nilai = (derajat + menit / 60 + detik / 3600).quantize(Decimal("0.00001"))
    return -nilai if negatif else nilai
