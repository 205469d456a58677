"""A list of corrections in the national layout: a workbook, or a text file per village and kind.

The first columns are those of the BNBA files that the national system hands out (the vintage
without aid), the rest tell the operator what to do with the row. Each file says who took it out and
when; in the text files, whose layout has no room for a remark, the last column, the file name and
the receipt beside them do.
"""

import csv
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from typing import IO, Any

from django.utils import timezone

from dtks.choices import Elemen, JenisKelamin, JenisUsulan, Keputusan
from dtks.models import AksesDataPribadi, KirimanUsulan
from dtks.queries import baris_kiriman
from dtks.queries.kiriman import BarisKiriman
from inti.excel.tulis import Kolom, write_workbook


AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r")
E = Elemen


def _nilai(elemen: Elemen) -> Callable[[BarisKiriman], str]:
    return lambda b: b.nilai.get(elemen, "")


def _semula(elemen: Elemen) -> Callable[[BarisKiriman], str]:
    """What stood before, where the correction changes it: by that the operator finds the person."""
    return lambda b: next(
        (
            p.lama
            for p in b.usulan.perubahan.all()
            if p.elemen == elemen and p.keputusan == Keputusan.DISETUJUI
        ),
        "",
    )


def _tanggal(isi: date | None) -> str:
    return f"{isi:%d/%m/%Y}" if isi else ""


def _lahir(b: BarisKiriman) -> str:
    teks = b.nilai.get(E.TANGGAL_LAHIR, "")
    return _tanggal(date.fromisoformat(teks)) if teks else ""


def _kelamin(b: BarisKiriman) -> str:
    kode = b.nilai.get(E.JENIS_KELAMIN, "")
    return JenisKelamin(kode).label.upper() if kode else ""


def _isian(b: BarisKiriman) -> str:
    return "; ".join(str(E(satu).label) for satu in b.disetujui)


KOLOM: dict[Kolom, Callable[[BarisKiriman], Any]] = {
    Kolom("IDDTKS", lebar=18): lambda b: b.entri.id_dtks if b.entri else "",
    Kolom("PROVINSI"): lambda b: b.usulan.kabupaten.provinsi.upper(),
    Kolom("KABUPATEN/KOTA"): lambda b: b.usulan.kabupaten.nama.upper(),
    Kolom("KECAMATAN"): lambda b: b.usulan.desa.kecamatan.nama.upper(),
    Kolom("DESA/KELURAHAN", lebar=20): lambda b: b.usulan.desa.nama.upper(),
    Kolom("ALAMAT", lebar=30): _nilai(E.ALAMAT),
    Kolom("DUSUN"): lambda b: b.entri.keluarga.dusun if b.entri else "",
    Kolom("RT", lebar=6): _nilai(E.RT),
    Kolom("RW", lebar=6): _nilai(E.RW),
    Kolom("NOKK", lebar=20): _nilai(E.NO_KK),
    Kolom("NIK", lebar=20): _nilai(E.NIK),
    Kolom("NAMA", lebar=26): _nilai(E.NAMA),
    Kolom("TANGGAL LAHIR", lebar=13): _lahir,
    Kolom("TEMPAT LAHIR"): _nilai(E.TEMPAT_LAHIR),
    Kolom("JENIS KELAMIN", lebar=13): _kelamin,
    Kolom("PEKERJAAN", lebar=20): _nilai(E.PEKERJAAN),
    Kolom("NAMA IBU KANDUNG", lebar=22): _nilai(E.IBU_KANDUNG),
    Kolom("HUB KELUARGA", lebar=20): _nilai(E.HUBUNGAN),
    Kolom(
        "NO USULAN",
        lebar=12,
        arti="Nomor di aplikasi ini. Bila kolom ini tetap ada pada daftar jawaban, pencocokan "
        "memakainya lebih dahulu.",
    ): lambda b: b.usulan.nomor,
    Kolom("JENIS USULAN", lebar=22): lambda b: b.usulan.get_jenis_display(),
    Kolom("YANG TERJADI", lebar=24): lambda b: b.usulan.alasan.nama,
    Kolom("TANGGAL KEJADIAN", lebar=13): lambda b: _tanggal(b.usulan.tanggal_kejadian),
    Kolom(
        "ISIAN DIPERBAIKI",
        lebar=26,
        arti="Isian yang disetujui pemeriksa; pada baris ini tertulis nilai barunya.",
    ): _isian,
    Kolom(
        "NIK SEMULA", lebar=20, arti="Terisi bila NIK diperbaiki: NIK pada daftar sekarang."
    ): _semula(E.NIK),
    Kolom("NOKK SEMULA", lebar=20): _semula(E.NO_KK),
    Kolom("DESA TUJUAN", lebar=16, arti="Kode desa tujuan pada usulan pindah wilayah."): lambda b: (
        b.disetujui.get(E.DESA, "")
    ),
    Kolom("PENGURUS BARU", lebar=22): lambda b: b.disetujui.get(E.PENGURUS, ""),
    Kolom("NO BERITA ACARA", lebar=18): lambda b: (
        b.usulan.berita_acara.nomor if b.usulan.berita_acara else ""
    ),
    Kolom("TANGGAL BERITA ACARA", lebar=13): lambda b: (
        _tanggal(b.usulan.berita_acara.tanggal) if b.usulan.berita_acara else ""
    ),
    Kolom("KODE DESA", lebar=15): lambda b: b.usulan.desa.kode,
}
UNDUHAN = Kolom("UNDUHAN", lebar=14, arti="Nomor catatan akses data pribadi unduhan ini.")


def nama_unduhan(kiriman: KirimanUsulan, akses: AksesDataPribadi) -> str:
    """What marks one download: the list and the number in the access log."""
    return f"{kiriman}-{akses.urutan}"


def _tanda(kiriman: KirimanUsulan, akses: AksesDataPribadi) -> str:
    pada = timezone.localtime(akses.pada)
    return (
        f"DATA PRIBADI · {nama_unduhan(kiriman, akses)} · diunduh {akses.pelaku_nama}, "
        f"{pada:%d-%m-%Y %H.%M} WIB"
    )


def _isi(b: BarisKiriman) -> list[str]:
    return [str(ambil(b)) for ambil in KOLOM.values()]


def write_kiriman(kiriman: KirimanUsulan, akses: AksesDataPribadi) -> IO[bytes]:
    """The whole list as one workbook, every cell text, by village and kind."""
    unduhan = nama_unduhan(kiriman, akses)
    return write_workbook(
        f"Kiriman usulan {kiriman}",
        [*KOLOM, UNDUHAN],
        ([*_isi(satu), unduhan] for satu in baris_kiriman(kiriman)),
        keterangan={
            "Isi": "Usulan perbaikan DTKS/DTSEN yang disetujui, untuk dimasukkan ke SIKS-NG oleh "
            "operator desa.",
            "Kiriman": f"{kiriman}, disusun {timezone.localtime(kiriman.created_at):%d-%m-%Y} "
            f"oleh {kiriman.dibuat_oleh}",
            "Diunduh oleh": akses.pelaku_nama,
            "Diunduh pada": akses.pada,
            "Keperluan": akses.keterangan,
            "Nomor catatan akses": unduhan,
            "Peringatan": "Memuat data pribadi (UU 27/2022): jangan diteruskan, hapus setelah dipakai.",
        },
        tanda=_tanda(kiriman, akses),
    )


def write_kiriman_teks(kiriman: KirimanUsulan, akses: AksesDataPribadi) -> IO[bytes]:
    """A zip of quoted text with pipes, a file per village and kind, and the receipt."""
    unduhan = nama_unduhan(kiriman, akses)
    berkas = tempfile.TemporaryFile()  # noqa: SIM115 -- handed to the caller, who streams and closes it
    catatan = []
    with zipfile.ZipFile(berkas, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, semua in groupby(baris_kiriman(kiriman), key=_nama_teks):
            isi, jumlah = _teks(semua, unduhan)
            nama_berkas = f"{unduhan}_{nama}.txt"
            arsip.writestr(nama_berkas, isi)
            catatan.append((nama_berkas, jumlah, hashlib.sha256(isi).hexdigest()))
        arsip.writestr("tanda-terima.txt", _tanda_terima(kiriman, akses, catatan))
    berkas.seek(0)
    return berkas


def _nama_teks(b: BarisKiriman) -> str:
    return f"{b.usulan.desa.kode}_{JenisUsulan(b.usulan.jenis).value}"


def _teks(semua: Iterator[BarisKiriman], unduhan: str) -> tuple[bytes, int]:
    keluar = io.StringIO()
    baris = [[*map(_aman, _isi(satu)), unduhan] for satu in semua]
    tulis = csv.writer(keluar, delimiter="|", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    tulis.writerow([k.judul for k in (*KOLOM, UNDUHAN)])
    tulis.writerows(baris)
    return keluar.getvalue().encode(), len(baris)


def _aman(teks: str) -> str:
    """One line; what a spreadsheet would take for a formula gets the mark of text."""
    datar = " ".join(teks.split())
    return f"'{datar}" if datar.startswith(AWAL_RUMUS) else datar


def _tanda_terima(
    kiriman: KirimanUsulan, akses: AksesDataPribadi, catatan: list[tuple[str, int, str]]
) -> str:
    baris = [
        f"TANDA TERIMA KIRIMAN USULAN {kiriman}",
        _tanda(kiriman, akses),
        f"Keperluan: {akses.keterangan}",
        f"Jumlah usulan: {sum(jumlah for _, jumlah, _ in catatan)}",
        "Berkas-berkas ini memuat data pribadi (UU 27/2022). Hapus setelah dipakai.",
        "",
        "Berkas | baris | SHA-256",
        *(f"{nama} | {jumlah} | {sidik}" for nama, jumlah, sidik in catatan),
    ]
    return "\r\n".join(baris) + "\r\n"
