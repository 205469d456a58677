"""What an uploaded file really is, whatever its name says; and what may be kept of it."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any
from uuid import UUID

from inti.choices import JenisLampiran
from inti.excel.periksa import MIB, Batas, BerkasDitolak, periksa
from inti.lampiran.gambar import Gambar, olah
from inti.logging import samarkan_nomor


FOTO_MAKS = 20 * MIB  # as a camera writes it; what is stored is about 300 kB
DOKUMEN_MAKS = 10 * MIB
EKOR_PDF = 2048  # bytes in which the end mark of a PDF stands; more behind it is something else
PERILAKU_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction\s*<<[^>]*/URI)\b")
SEMUA = frozenset(JenisLampiran)

NAMA_JENIS = {
    JenisLampiran.FOTO: "foto (JPEG, PNG, atau WebP)",
    JenisLampiran.PDF: "PDF",
    JenisLampiran.EXCEL: "Excel (.xlsx)",
}
# First bytes of what people try, and what to do about it.
DIKENAL_BURUK = [
    (re.compile(rb"^MZ|^\x7fELF|^#!|^\xca\xfe\xba\xbe"), "Berkas ini program, bukan dokumen."),
    (re.compile(rb"<svg[\s>]", re.IGNORECASE), "Gambar SVG tidak diterima. Simpan sebagai PNG."),
    (re.compile(rb"<(!doctype|html|script|\?php|\?xml)", re.IGNORECASE), "Berkas ini halaman web."),
    (re.compile(rb"^....ftyp(heic|heix|mif1|msf1|avif)", re.DOTALL), "Foto HEIC atau AVIF belum dapat dibaca. Pilih format JPEG pada pengaturan kamera."),
    (re.compile(rb"^GIF8|^BM|^II\*\0|^MM\0\*"), "Simpan gambar ini sebagai JPEG atau PNG dahulu."),
]  # fmt: skip


@dataclass(frozen=True)
class Olahan:
    """A file that was looked at and may be stored under its client's key."""

    kunci: UUID
    nama: str
    jenis: JenisLampiran
    isi: bytes
    gambar: Gambar | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.isi).hexdigest()


def siapkan(
    berkas: Any, *, kunci: UUID, boleh: Collection[str] = SEMUA, exif: bytes = b""
) -> Olahan:
    """Look at an uploaded file and make of it what may be stored.

    `boleh` are the kinds this place accepts. Raises BerkasDitolak with a sentence for its owner.
    """
    jenis = kenali(berkas)
    if jenis not in boleh:
        diterima = " atau ".join(NAMA_JENIS[j] for j in JenisLampiran if j in boleh)
        raise BerkasDitolak(f"Di sini hanya {diterima} yang diterima.")
    nama = rapikan_nama(berkas.name or "", jenis)
    if jenis == JenisLampiran.FOTO:
        _wajib_muat(berkas, FOTO_MAKS)
        gambar = olah(berkas, exif=exif)
        return Olahan(kunci, nama, jenis, gambar.isi, gambar)
    _wajib_muat(berkas, DOKUMEN_MAKS)
    isi = berkas.read()
    if jenis == JenisLampiran.PDF:
        _periksa_pdf(isi)
    else:
        _periksa_excel(isi)
    return Olahan(kunci, nama, jenis, isi)


def kenali(berkas: IO[bytes]) -> JenisLampiran:
    """The kind by content; the file is rewound. Raises BerkasDitolak for anything else."""
    kepala = berkas.read(1024)
    berkas.seek(0)
    if kepala.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        kepala[:4] == b"RIFF" and kepala[8:12] == b"WEBP"
    ):
        return JenisLampiran.FOTO
    if kepala.startswith(b"%PDF-"):
        return JenisLampiran.PDF
    if kepala.startswith(b"PK\x03\x04"):
        return JenisLampiran.EXCEL
    if not kepala:
        raise BerkasDitolak("Berkas kosong (0 bita).")
    for pola, pesan in DIKENAL_BURUK:
        if pola.search(kepala):
            raise BerkasDitolak(pesan)
    raise BerkasDitolak("Isi berkas ini bukan foto (JPEG, PNG, WebP), PDF, atau Excel (.xlsx).")


def rapikan_nama(nama: str, jenis: JenisLampiran) -> str:
    """The file's own name as a caption: no path, no extension, identity numbers masked."""
    batang = " ".join(Path(nama.replace("\\", "/")).stem.split())
    teks = "".join(huruf for huruf in batang if huruf.isprintable())
    return samarkan_nomor(teks)[:120] or JenisLampiran(jenis).label


def _wajib_muat(berkas: Any, maks: int) -> None:
    if berkas.size > maks:
        raise BerkasDitolak(f"Berkas terlalu besar. Paling besar {maks // MIB} MB.")


def _periksa_pdf(isi: bytes) -> None:
    """Refuse half a PDF, one with another file behind it, and one that acts when opened."""
    if b"%%EOF" not in isi[-EKOR_PDF:]:
        raise BerkasDitolak("PDF terpotong atau rusak. Simpan ulang, lalu pilih lagi.")
    if b"PK\x05\x06" in isi[-66_000:] or PERILAKU_PDF.search(isi):
        raise BerkasDitolak(
            "PDF ini memuat skrip atau berkas lain di dalamnya. Cetak ke PDF, lalu pilih hasilnya."
        )


def _periksa_excel(isi: bytes) -> None:
    with NamedTemporaryFile(suffix=".xlsx") as sementara:
        sementara.write(isi)
        sementara.flush()
        periksa(Path(sementara.name), Batas(berkas=DOKUMEN_MAKS))
