"""What is kept of a check: all that its pages show, as JSON, so that looking does not check again."""

from dataclasses import asdict
from typing import Any

from inti.impor.jenis import BarisImpor, StatusBaris
from inti.impor.pasangan import describe_header
from inti.impor.periksa import CONTOH_MAKS, TANDA_MAKS, HasilPeriksa


CATATAN_MAKS = 100  # remarks of a sort on a page; the marked workbook has more
BANYAK_CONTOH = {StatusBaris.BERUBAH: CONTOH_MAKS, StatusBaris.BARU: 5, StatusBaris.SAMA: 5}


def ringkas(hasil: HasilPeriksa) -> dict[str, Any]:
    """The check as the preview and the history show it."""
    beberapa = len(hasil.semua_tabel) > 1
    return {
        "jumlah": hasil.jumlah,
        "sidik": hasil.sidik,
        "bekal": hasil.bekal,
        "ada_perubahan": hasil.is_ada_perubahan,
        "lembar": [[t.lembar.nama, t.baris_tajuk] for t in hasil.semua_tabel],
        "tajuk": _tajuk(hasil),
        "tak_dikenal": list(hasil.tabel.tak_dikenal),
        "dipasangkan": list(hasil.tabel.dipasangkan),
        "jumlah_galat": hasil.jumlah_galat,
        "jumlah_peringatan": hasil.jumlah_peringatan,
        "peringatan_baris": hasil.peringatan_baris,
        "temuan": list(hasil.temuan.peringatan),
        "akibat": list(hasil.temuan.akibat),
        "keterangan": list(hasil.temuan.keterangan),
        "bentrok": [sum(not b.pilihan for b in hasil.bentrok), len(hasil.bentrok)],
        "galat": [asdict(c) for c in hasil.tampilkan(hasil.galat, CATATAN_MAKS)],
        "peringatan": [asdict(c) for c in hasil.tampilkan(hasil.peringatan, CATATAN_MAKS)],
        "contoh": {
            status.value: [_contoh(b, beberapa) for b in hasil.contoh(status, banyak)]
            for status, banyak in BANYAK_CONTOH.items()
        },
    }


def _tajuk(hasil: HasilPeriksa) -> dict[str, Any] | None:
    """The header row, whose columns may be mapped by hand; None for a workbook of its own."""
    if len(hasil.semua_tabel) > 1:
        return None
    lembar, nomor = hasil.tabel.lembar, hasil.tabel.baris_tajuk
    return describe_header(next(b for b in lembar.baris if b.nomor == nomor), lembar.nama)


def ringkas_tanda(hasil: HasilPeriksa) -> list[dict[str, Any]]:
    """The remarks for the marked workbook."""
    return [asdict(satu) for satu in hasil.tanda(TANDA_MAKS)]


def _contoh(baris: BarisImpor, beberapa: bool) -> dict[str, Any]:
    return {
        "lembar": baris.lembar if beberapa else "",
        "nomor": baris.nomor,
        "judul": baris.judul,
        "lama": baris.lama,
        "baru": baris.baru,
    }
