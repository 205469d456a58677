"""Drawn photos for the example: a scene per kind of work, before and after, marked as invented. Pure."""

import io
from collections.abc import Callable
from random import Random
from typing import Any

from laporan.contoh.panggung import TANDA


UKURAN = (800, 600)
TINTA, SEMEN, KAYU, BATA = "#16262e", "#b9bdb8", "#5b3d24", "#a8412b"
BAMBU, TEMBOK, AIR_BERSIH = "#8c6f4a", "#f2ead8", "#5aa6d6"
KULIT, BAJU = "#8d5a3b", ("#0b62a8", "#a8430b", "#2f7380", "#7a5200", "#5f4b8b")
LANGIT = ("#b9d8ea", "#cfe0e6", "#a9cbe0")
TANAH = ("#9c8a63", "#8f9b62", "#a39270")


def lukis(adegan: str, teks: str, r: Random, *, baik: bool = True) -> bytes:
    """A JPEG of one scene (a key of ADEGAN) with a caption; `baik`: after the work."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- slow import

    gambar = Image.new("RGB", UKURAN, r.choice(LANGIT))
    kuas = ImageDraw.Draw(gambar)
    kuas.rectangle((0, 420, 800, 600), fill=r.choice(TANAH))
    x = r.randint(20, 90)
    kuas.ellipse((x, 250, x + 150, 400), fill="#5d7a3a")
    kuas.rectangle((x + 68, 380, x + 82, 450), fill=KAYU)
    ADEGAN[adegan](kuas, r, baik)
    kuas.rectangle((0, 0, 800, 54), fill="#ffffff")
    kuas.text((16, 8), f"{TANDA}: {teks}", fill=TINTA, font_size=30)
    isi = io.BytesIO()
    gambar.save(isi, "JPEG", quality=72)
    return isi.getvalue()


def _rumah(kuas: Any, r: Random, baik: bool) -> None:
    """Bamboo and a worn roof before, plaster and tiles after."""
    kiri = r.randint(210, 300)
    kuas.rectangle((kiri, 260, kiri + 380, 470), fill=TEMBOK if baik else BAMBU)
    kuas.polygon(
        ((kiri - 40, 268), (kiri + 190, 130), (kiri + 420, 268)), fill=BATA if baik else "#6d6558"
    )
    kuas.rectangle((kiri + 155, 330, kiri + 225, 470), fill=KAYU)
    if baik:
        for jendela in (kiri + 50, kiri + 265):
            kuas.rectangle((jendela, 320, jendela + 70, 390), fill="#cfe6f2", outline=KAYU, width=5)
    else:
        for x in range(kiri + 8, kiri + 380, 20):
            kuas.line((x, 260, x, 470), fill="#6b5230", width=3)
        kuas.polygon(((kiri + 250, 190), (kiri + 310, 235), (kiri + 265, 250)), fill=LANGIT[0])


def _jamban(kuas: Any, r: Random, baik: bool) -> None:
    """A screen of sacks over a hole before, a closet in a tiled room after."""
    kiri = r.randint(300, 380)
    if baik:
        kuas.rectangle((kiri, 190, kiri + 230, 480), fill=TEMBOK, outline=SEMEN, width=6)
        for y in range(330, 480, 30):
            kuas.line((kiri, y, kiri + 230, y), fill="#9fc3cf", width=2)
        kuas.ellipse((kiri + 60, 420, kiri + 170, 470), fill="#ffffff", outline=TINTA, width=3)
        kuas.ellipse((kiri + 88, 434, kiri + 142, 460), fill=AIR_BERSIH)
    else:
        for x in range(kiri, kiri + 200, 25):
            kuas.rectangle((x, 300, x + 20, 470), fill=r.choice((BAMBU, "#a58a5e", "#7d6a4a")))
        kuas.ellipse((kiri + 60, 455, kiri + 150, 495), fill="#3b3326")


def _air(kuas: Any, r: Random, baik: bool) -> None:
    """A muddy well before, a tap over a full bucket after."""
    kiri = r.randint(320, 400)
    if baik:
        kuas.rectangle((kiri, 250, kiri + 16, 480), fill=SEMEN)
        kuas.rectangle((kiri, 260, kiri + 80, 276), fill=SEMEN)
        kuas.line((kiri + 74, 276, kiri + 74, 410), fill=AIR_BERSIH, width=9)
        kuas.polygon(
            ((kiri + 30, 400), (kiri + 120, 400), (kiri + 105, 490), (kiri + 45, 490)), fill=BAJU[0]
        )
        kuas.ellipse((kiri + 30, 390, kiri + 120, 412), fill=AIR_BERSIH)
    else:
        kuas.ellipse((kiri - 40, 400, kiri + 180, 480), fill="#77695a")
        kuas.ellipse((kiri - 10, 412, kiri + 150, 462), fill="#6b4f2d")


def _jalan(kuas: Any, r: Random, baik: bool) -> None:
    """A track with puddles before, concrete with kerbs after."""
    kuas.polygon(
        ((360, 380), (440, 380), (640, 600), (160, 600)), fill=SEMEN if baik else "#7b6a4c"
    )
    if baik:
        kuas.line((360, 380, 160, 600), fill="#ffffff", width=8)
        kuas.line((440, 380, 640, 600), fill="#ffffff", width=8)
    else:
        for _ in range(6):
            x, y = r.randint(270, 480), r.randint(440, 570)
            kuas.ellipse((x, y, x + r.randint(40, 90), y + 22), fill="#55616a")


def _warga(kuas: Any, r: Random, baik: bool) -> None:
    """People at the village hall; `baik` makes no difference."""
    kuas.rectangle((180, 210, 700, 440), fill=TEMBOK)
    kuas.polygon(((140, 215), (440, 110), (740, 215)), fill=BATA)
    kuas.rectangle((250, 160, 630, 196), fill="#ffffff", outline=TINTA, width=2)
    kuas.text((352, 164), "BALAI DESA", fill=TINTA, font_size=26)
    for x in range(200, 690, r.randint(70, 95)):
        y = 330 + r.randint(0, 40)
        kuas.ellipse((x, y, x + 44, y + 44), fill=KULIT)
        kuas.rounded_rectangle((x - 14, y + 44, x + 58, y + 160), 20, fill=r.choice(BAJU))


def _surat(kuas: Any, r: Random, baik: bool) -> None:
    """A signed paper on a table; `baik` makes no difference."""
    kuas.rectangle((0, 0, 800, 600), fill="#8a7457")
    kuas.rectangle((230, 66, 570, 592), fill="#ffffff")
    for y in range(110, 470, 18):
        kuas.line((262, y, r.randint(440, 540), y), fill="#8a9aa1", width=4)
    for x in (290, 450):
        titik = [(x + 8 * n, 520 + r.randint(-16, 16)) for n in range(9)]
        kuas.line(titik, fill="#0b2f8a", width=4, joint="curve")


ADEGAN: dict[str, Callable[[Any, Random, bool], None]] = {
    "RTLH": _rumah,
    "JAMBAN": _jamban,
    "AIR": _air,
    "JALAN": _jalan,
    "WARGA": _warga,
    "SURAT": _surat,
}
