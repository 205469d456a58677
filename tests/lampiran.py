"""Photos and documents made on the spot, honest and hostile, and their way through the pages."""

import io
import zipfile
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from inti.lampiran.workflows import Kiriman, lampirkan
from inti.models import Lampiran


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DIAMBIL = "2026:03:14 09:30:00"


def exif(*, arah=6):
    """EXIF of a phone held upright: turned by a quarter, with time, and a place in Pati."""
    isi = Image.Exif()
    isi[0x0112] = arah
    isi.get_ifd(0x8769)[0x9003] = DIAMBIL
    isi.get_ifd(0x8825).update(
        {1: "S", 2: (6.0, 45.0, 18.0), 3: "E", 4: (111.0, 2.0, 24.0), 29: "2026:03:14"}
    )
    return isi


def foto(ukuran=(400, 300), *, format="JPEG", warna="olive", **simpan):  # noqa: A002 -- Pillow's word
    """A photo whose left half has a colour of its own, so that turning shows."""
    gambar = Image.new("RGB", ukuran, "white")
    gambar.paste(warna, (0, 0, ukuran[0] // 2, ukuran[1]))
    keluaran = io.BytesIO()
    gambar.save(keluaran, format, **simpan)
    return keluaran.getvalue()


def foto_ponsel(ukuran=(400, 300)):
    return foto(ukuran, exif=exif())


def arsip(**isi):
    keluaran = io.BytesIO()
    with zipfile.ZipFile(keluaran, "w") as zip_:
        for nama, teks in isi.items():
            zip_.writestr(nama, teks)
    return keluaran.getvalue()


def unggah(client, isi, nama="foto.jpg", **lain):
    """Send one file ahead of a form, as the script does."""
    data = {"berkas": SimpleUploadedFile(nama, isi), "kunci": uuid4(), **lain}
    return client.post(reverse("inti:lampiran_unggah"), data)


def lampiran_pada(client, objek, pengguna, isi=None, nama="foto.jpg", untuk=""):
    """A file on a record, sent through the upload page."""
    client.force_login(pengguna)
    jawaban = unggah(client, isi or foto_ponsel(), nama)
    assert jawaban.status_code == 200, jawaban.text
    kunci = jawaban.json()["kunci"]
    lampirkan(objek, Kiriman(kunci=[kunci]), oleh=pengguna, untuk=untuk)
    return Lampiran.objects.get(kunci=kunci)
