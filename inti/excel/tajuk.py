"""Where the table is: the sheet, its header row below any titles, and which column is which."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from inti.excel.baca import Baris, Lembar
from inti.excel.periksa import BerkasDitolak
from inti.excel.sel import Nilai, is_kosong, tampil


BARIS_JUDUL_MAKS = 40  # rows with content in which a header row is looked for
KOLOM_MIN = 2  # one known word in a row is no header: it may be a label beside a text
TANDA = "⚠"  # begins the header of the column inti.excel.tandai adds; ignored when it comes back
DIABAIKAN = {"no", "no urut", "nomor", "nomor urut", "keterangan galat"}
BARIS_JUMLAH = {"jumlah", "total", "jumlah total", "rata rata"}
AWAL_JUMLAH = {kata[0] for kata in BARIS_JUMLAH}
BUKAN_HURUF = re.compile(r"[\W_]+")
KURUNG = re.compile(r"\([^)]*\)")
NOMOR_KOLOM = re.compile(r"\(?\d{1,2}\)?")
# Fingerprint of a header row → position in it, marks aside → column name, "" for one to ignore.
Pasangan = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class KolomBaca:
    """One column of an import: how it is headed, how its cells are read, what the guide says.

    The cells of a column that is `pribadi` are neither shown beside a remark nor kept with it.
    """

    nama: str
    judul: str
    baca: Callable[[Nilai], Any]
    alias: tuple[str, ...] = ()
    wajib: bool = True  # the column must be there
    boleh_kosong: bool = False
    bantuan: str = ""
    contoh: str = ""
    pribadi: bool = False

    @cached_property
    def judul_dikenal(self) -> set[str]:
        """Every normalised header by which this column is known."""
        return {normalkan(teks) for teks in (self.nama, self.judul, *self.alias)}


@dataclass(frozen=True)
class Tabel:
    """A table found on a sheet; `kolom` maps column names to 0-based positions.

    `dipasangkan` names the columns that are known by a saved mapping only.
    """

    lembar: Lembar
    baris_tajuk: int
    kolom: dict[str, int]
    tak_dikenal: tuple[str, ...]
    dipasangkan: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Baris]:
        return self.saring(self.lembar.baris)

    def saring(self, semua: Iterable[Baris]) -> Iterator[Baris]:
        """The data rows: below the header, without what only decorates a printed table.

        That is repeated headers, (1) (2) (3) rows, totals, and rows with nothing in a known column.
        """
        judul: list[str] = []
        kenal_pertama = 0 in self.kolom.values()
        for baris in semua:
            if baris.nomor == self.baris_tajuk:
                judul = _judul(baris)
            elif baris.nomor > self.baris_tajuk and (
                (kenal_pertama and isinstance(awal := baris.sel[0], str) and _is_data(awal, judul))
                or not self._is_hiasan(baris.sel, judul)
            ):
                yield baris

    def _is_hiasan(self, sel: list[Nilai], judul: list[str]) -> bool:
        for posisi in self.kolom.values():
            if posisi < len(sel) and not is_kosong(sel[posisi]):
                break
        else:
            return True
        awal = next(tampil(nilai).strip() for nilai in sel if not is_kosong(nilai))
        if _is_data(awal, judul):
            return False
        if len(self.kolom) > 1 and NOMOR_KOLOM.fullmatch(awal):
            isi = [teks for nilai in sel if (teks := tampil(nilai).strip())]
            if len(isi) > 2 and all(NOMOR_KOLOM.fullmatch(teks) for teks in isi):
                angka = [int(teks.strip("()")) for teks in isi]
                return angka == list(range(angka[0], angka[0] + len(angka)))
            return False
        kunci = normalkan(awal)
        return kunci in BARIS_JUMLAH or (
            [kunci] == judul[:1]
            and [normalkan(tampil(n)) for n in sel if tampil(n).strip()] == judul
        )


def _is_data(awal: str, judul: list[str]) -> bool:
    """Whether a row that begins so can be no decoration: the quick way for most rows."""
    huruf = awal[:1].lower()
    return (
        len(awal) > 4
        and huruf.isalnum()
        and huruf not in AWAL_JUMLAH
        and not (judul and judul[0].startswith(huruf))
    )


class KolomKurang(BerkasDitolak):
    """A table that lacks columns, which perhaps stand there under other names.

    `baris` is its header row on the sheet `lembar`.
    """

    def __init__(self, pesan: str, lembar: Lembar, baris: Baris) -> None:
        super().__init__(pesan)
        self.lembar, self.baris = lembar, baris


def sidik_tajuk(baris: Baris) -> str:
    """Fingerprint of a header row: its words in their order, without the mark of an earlier time."""
    judul = [normalkan(tampil(nilai)) for nilai in baris.sel if not is_tanda(nilai)]
    return hashlib.sha256("\0".join(judul).encode()).hexdigest()


def _judul(baris: Baris) -> list[str]:
    return [normalkan(tampil(nilai)) for nilai in baris.sel if tampil(nilai).strip()]


def normalkan(teks: str) -> str:
    """A header reduced to its words: "KODE_DESA", "Kode  Desa." and "kode desa" are one."""
    return BUKAN_HURUF.sub(" ", teks.casefold()).strip()


def is_tanda(nilai: Any) -> bool:
    """Whether this header is that of the remarks column of an earlier marking."""
    return isinstance(nilai, str) and nilai.lstrip().startswith(TANDA)


def huruf_kolom(posisi: int) -> str:
    """Column letters of a 0-based position: 0 -> A, 26 -> AA."""
    huruf = ""
    posisi += 1
    while posisi:
        posisi, sisa = divmod(posisi - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf


def find_table(
    lembar: Sequence[Lembar],
    kolom: Sequence[KolomBaca],
    *,
    salah_satu: Sequence[tuple[str, ...]] = (),
    nama_lembar: str = "",
    pasangan: Pasangan | None = None,
) -> Tabel:
    """The one table in the workbook that has the columns asked for.

    `salah_satu` lists groups of columns of which at least one must be there; `pasangan` the saved
    mappings. Raises BerkasDitolak naming the sheets found when there is no such table, or more
    than one; KolomKurang when a table has some of the columns.
    """
    pasangan = pasangan or {}
    calon = _calon_lembar(lembar, nama_lembar)
    temuan = [(satu, *_tajuk_terbaik(satu, kolom, pasangan)) for satu in calon]
    lengkap, kurang_terbaik = [], None
    for satu, baris, peta in temuan:
        kurang = _kurang(peta, kolom, salah_satu)
        if baris and not kurang and len(peta) >= KOLOM_MIN:
            lengkap.append((satu, baris, peta))
        elif baris and (kurang_terbaik is None or len(peta) > len(kurang_terbaik[2])):
            kurang_terbaik = (satu, baris, peta, kurang)
    if len(lengkap) > 1:
        raise BerkasDitolak(
            f"Lebih dari satu lembar memuat tabel ini: {_daftar(satu.nama for satu, _, _ in lengkap)}. "
            "Tulis nama lembar yang dimaksud pada isian “Nama lembar”."
        )
    if not lengkap:
        pesan = _pesan_tanpa_tabel(calon, _kurang({}, kolom, salah_satu), kurang_terbaik)
        raise KolomKurang(pesan, *kurang_terbaik[:2]) if kurang_terbaik else BerkasDitolak(pesan)
    satu, baris, _ = lengkap[0]
    return Tabel(satu, baris.nomor, *_pilah(satu, baris, kolom, pasangan))


def _calon_lembar(lembar: Sequence[Lembar], nama_lembar: str) -> list[Lembar]:
    berisi = [satu for satu in lembar if satu.terlihat and satu.baris]
    if not berisi:
        raise BerkasDitolak("Berkas tidak memuat lembar yang berisi.")
    if not nama_lembar.strip():
        return berisi
    cocok = [s for s in berisi if s.nama.strip().casefold() == nama_lembar.strip().casefold()]
    if not cocok:
        raise BerkasDitolak(
            f"Lembar “{nama_lembar.strip()}” tidak ada. Lembar yang ada: "
            f"{_daftar(s.nama for s in berisi)}."
        )
    return cocok


def _tajuk_terbaik(
    lembar: Lembar, kolom: Sequence[KolomBaca], pasangan: Pasangan
) -> tuple[Baris | None, dict[str, int]]:
    terbaik: Baris | None = None
    peta_terbaik: dict[str, int] = {}
    for baris in lembar.baris[:BARIS_JUDUL_MAKS]:
        peta = {nama: posisi[0] for nama, posisi in _cocokkan(baris, kolom, pasangan).items()}
        if len(peta) > len(peta_terbaik):
            terbaik, peta_terbaik = baris, peta
    return terbaik, peta_terbaik


def _cocokkan(baris: Baris, kolom: Sequence[KolomBaca], pasangan: Pasangan) -> dict[str, list[int]]:
    """Column name -> positions whose header is mapped to it, or one of its names with or without
    brackets."""
    simpanan = pasangan.get(sidik_tajuk(baris), {}) if pasangan else {}
    hasil: dict[str, list[int]] = {}
    sel = [(posisi, nilai) for posisi, nilai in enumerate(baris.sel) if not is_tanda(nilai)]
    for urut, (posisi, nilai) in enumerate(sel):
        if isinstance(nilai, str) and nilai.strip():
            nama = simpanan.get(str(urut))
            if nama is None:
                nama = column_titled(nilai, kolom)
            if nama:
                hasil.setdefault(nama, []).append(posisi)
    return hasil


def column_titled(teks: str, kolom: Sequence[KolomBaca]) -> str:
    """The name of the column that this header is one of the names of, "" for none."""
    for bentuk in (normalkan(teks), normalkan(KURUNG.sub(" ", teks))):
        for k in kolom:
            if bentuk in k.judul_dikenal:
                return k.nama
    return ""


def _kurang(
    peta: dict[str, int], kolom: Sequence[KolomBaca], salah_satu: Sequence[tuple[str, ...]]
) -> list[str]:
    judul = {k.nama: k.judul for k in kolom}
    hilang = [k.judul for k in kolom if k.wajib and k.nama not in peta]
    for kelompok in salah_satu:
        if not any(nama in peta for nama in kelompok):
            hilang.append(" atau ".join(judul[nama] for nama in kelompok))
    return hilang


def _pilah(
    lembar: Lembar, baris: Baris, kolom: Sequence[KolomBaca], pasangan: Pasangan
) -> tuple[dict[str, int], tuple[str, ...], tuple[str, ...]]:
    cocok = _cocokkan(baris, kolom, pasangan)
    for kolom_ini in kolom:
        if len(posisi := cocok.get(kolom_ini.nama, [])) > 1:
            raise BerkasDitolak(
                f"Kolom “{kolom_ini.judul}” ada lebih dari satu pada lembar “{lembar.nama}”: "
                f"kolom {_daftar(huruf_kolom(p) for p in posisi)}. Hapus salah satunya."
            )
    peta = {nama: posisi[0] for nama, posisi in cocok.items()}
    tak_dikenal = tuple(
        f"{tampil(nilai).strip()} (kolom {huruf_kolom(posisi)})"
        for posisi, nilai in enumerate(baris.sel)
        if posisi not in peta.values()
        and (kunci := normalkan(tampil(nilai)))
        and kunci not in DIABAIKAN
        and not is_tanda(nilai)
    )
    dipasangkan = tuple(
        f"“{tampil(baris.sel[p]).strip()}” sebagai {k.judul}"
        for k in kolom
        if (p := peta.get(k.nama)) is not None and column_titled(str(baris.sel[p]), kolom) != k.nama
    )
    return peta, tak_dikenal, dipasangkan


def _pesan_tanpa_tabel(
    calon: list[Lembar],
    dicari: list[str],
    terbaik: tuple[Lembar, Baris, dict, list[str]] | None,
) -> str:
    lembar = f"Lembar yang ada: {_daftar(satu.nama for satu in calon)}."
    if terbaik is None or len(terbaik[2]) < KOLOM_MIN:
        return f"Tabel tidak ditemukan. Kolom yang dicari: {_daftar(dicari)}. {lembar}"
    satu, baris, _, kurang = terbaik
    return (
        f"Lembar “{satu.nama}” (tajuk di baris {baris.nomor}) tidak memuat kolom: "
        f"{_daftar(kurang)}. {lembar}"
    )


def _daftar(teks: Any) -> str:
    return ", ".join(f"“{satu}”" for satu in teks)
