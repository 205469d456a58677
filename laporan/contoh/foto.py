"""A few drawn photos for the example: the same house before and after, marked as invented."""

import io
from uuid import uuid5

from django.core.files.base import ContentFile

from inti.lampiran.berkas import siapkan
from inti.lampiran.workflows import Kiriman, lampirkan
from laporan.contoh.angka import acak
from laporan.contoh.panggung import RUANG_KUNCI, TANDA, Stage, jam_kerja
from laporan.contoh.rencana import PASANGAN_BERITA
from opd.choices import StatusIntervensi
from opd.models import KemajuanIntervensi
from opd.workflows.intervensi import SEBELUM, SESUDAH


UKURAN = (960, 720)
LANGIT, TANAH, PINTU = "#b9d8ea", "#9c8a63", "#5b3d24"
DINDING = {SEBELUM: "#8c6f4a", SESUDAH: "#f2ead8"}
ATAP = {SEBELUM: "#6d6558", SESUDAH: "#a8412b"}


def buat_foto(stage: Stage) -> None:
    """A pair for one finished house repair in each of the villages that the news named."""
    for kode in PASANGAN_BERITA:
        maju = (
            KemajuanIntervensi.objects.filter(
                intervensi__desa=stage.desa[kode],
                intervensi__jenis__kode="RTLH",
                intervensi__status=StatusIntervensi.SELESAI,
                persen=100,
            )
            .select_related("dibuat_oleh")
            .order_by("tanggal", "pk")
            .first()
        )
        if maju is None:
            continue
        stage.ingat(maju, "lampiran.tambah", jam_kerja(maju.tanggal, acak("foto", kode)))
        for untuk in (SEBELUM, SESUDAH):
            berkas = ContentFile(_gambar(untuk), name=f"rumah {untuk}.jpg")
            olahan = siapkan(berkas, kunci=uuid5(RUANG_KUNCI, f"{kode}-{untuk}"))
            lampirkan(maju, Kiriman([olahan]), oleh=maju.dibuat_oleh, untuk=untuk)


def _gambar(untuk: str) -> bytes:
    """A house under the sky: bamboo and a worn roof before, plaster and tiles after."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- slow import

    gambar = Image.new("RGB", UKURAN, LANGIT)
    kuas = ImageDraw.Draw(gambar)
    kuas.rectangle((0, 520, 960, 720), fill=TANAH)
    kuas.rectangle((240, 300, 720, 560), fill=DINDING[untuk])
    kuas.polygon(((190, 310), (480, 150), (770, 310)), fill=ATAP[untuk])
    kuas.rectangle((440, 400, 530, 560), fill=PINTU)
    if untuk == SEBELUM:
        for x in range(250, 720, 24):
            kuas.line((x, 300, x, 560), fill="#6b5230", width=3)
        kuas.polygon(((560, 230), (640, 275), (590, 300)), fill=LANGIT)
    else:
        kuas.rectangle((290, 380, 390, 460), fill="#cfe6f2", outline=PINTU, width=6)
    kuas.text((24, 24), f"{TANDA}: {untuk}", fill="#16262e", font_size=44)
    isi = io.BytesIO()
    gambar.save(isi, "JPEG", quality=85)
    return isi.getvalue()
