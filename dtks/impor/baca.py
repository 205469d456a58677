"""From cells to a Rekaman: the reading half of the check, without the database.

Tuned for lists of a hundred thousand rows: columns with few distinct values are parsed once per
value, and the common cell (plain printable text) takes a short way.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils import timezone

from dtks.choices import JenisKelamin, StatusPadan
from dtks.impor.catatan import MACAM, Bobot
from dtks.rekaman import Rekaman, Tujuan
from inti import nik as nomor_identitas
from inti.crypto import indexer
from inti.excel import sel
from inti.excel.baca import Baris
from inti.excel.sel import Nilai, SelSalah
from inti.impor import BarisImpor, Catatan
from inti.teks import normalkan_nama


SERIAL_LAHIR = range(61, 73_051)  # from 1 March 1900: Excel's 1900 is no leap year
DUA_ANGKA = re.compile(r"\d\d/\d\d/\d{4}")
TAHUN_DEPAN = re.compile(r"\d{4}-")
YA, TIDAK = {"ya", "y", "1", "true", "v", "benar"}, {"tidak", "t", "0", "false", "-", "salah"}
MAKS = {"nama": 150, "alamat": 200, "tempat_lahir": 100, "dusun": 100, "ibu_kandung": 150}
MAKS |= {"pekerjaan": 100, "hubungan": 40, "id_dtks": 40, "rt": 5, "rw": 5}
BENDERA = ("bpnt", "pkh", "bpnt_ppkm", "pbi_jkn")
KELAMIN = {
    "l": JenisKelamin.LAKI_LAKI,
    "lk": JenisKelamin.LAKI_LAKI,
    "lakilaki": JenisKelamin.LAKI_LAKI,
    "pria": JenisKelamin.LAKI_LAKI,
    "1": JenisKelamin.LAKI_LAKI,
    "p": JenisKelamin.PEREMPUAN,
    "pr": JenisKelamin.PEREMPUAN,
    "perempuan": JenisKelamin.PEREMPUAN,
    "wanita": JenisKelamin.PEREMPUAN,
    "2": JenisKelamin.PEREMPUAN,
}


@dataclass
class BarisBnba(BarisImpor):
    """A row of a BNBA list: `objek` is its Rekaman, `kode` the codes of its remarks."""

    kode: list[str] = field(default_factory=list)
    tujuan: Tujuan | None = None
    entri_id: int | None = None

    def catat(self, kode: str, pesan: str = "", kolom: str = "", **isi: str) -> None:
        """Add a remark; one that only counts makes no Catatan."""
        macam = MACAM[kode]
        self.kode.append(kode)
        if macam.bobot in {Bobot.GALAT, Bobot.PERINGATAN}:
            teks = pesan or macam.pesan.format(**isi)
            self.catatan.append(
                Catatan(teks, kolom or macam.kolom, galat=macam.bobot is Bobot.GALAT)
            )


class PembacaBnba:
    """Reads the rows of one table whose columns stand at `posisi`."""

    def __init__(
        self,
        posisi: Mapping[str, int],
        lembar: str,
        wilayah: str,
        cari_desa: Callable[["BarisBnba", tuple[Nilai, ...]], int],
    ) -> None:
        self.lembar, self.wilayah, self.cari_desa = lembar, wilayah, cari_desa
        self.lebar = max(posisi.values()) + 1
        self.hari_ini = timezone.localdate()
        self.indeks_nik = indexer("nik")
        self.indeks_kk = lru_cache(64)(indexer("no_kk"))
        baca = {n: _pembaca_teks(n) for n in MAKS} | dict.fromkeys(BENDERA, _bendera)
        self.biasa = [(n, posisi[n], baca[n]) for n in baca if n in posisi]
        self.posisi = posisi
        self.nik, self.no_kk = posisi.get("nik"), posisi.get("no_kk")
        self.tempat = tuple(posisi.get(n) for n in ("kode_desa", "nama_desa", "kecamatan"))

    def __call__(self, baris: Baris) -> BarisBnba:
        """The row with everything that can be said of it without the registry."""
        isi = baris.sel
        if len(isi) < self.lebar:
            isi = isi + [""] * (self.lebar - len(isi))
        hasil = BarisBnba(baris.nomor, self.lembar)
        data = hasil.objek = Rekaman()
        tempat = tuple(isi[p] if p is not None else "" for p in self.tempat)
        data.desa_id = self.cari_desa(hasil, tempat)
        for nama, posisi, baca in self.biasa:
            if (nilai := isi[posisi]) != "":
                try:
                    setattr(data, nama, baca(nilai))
                except SelSalah as salah:
                    hasil.catat(
                        "teks_panjang" if isinstance(nilai, str) else "sel_rusak", str(salah), nama
                    )
        self._tanggal(hasil, data, isi)
        self._kelamin(hasil, data, isi)
        nik = self._nik(hasil, data, isi)
        self._kk(hasil, data, isi)
        if nik:
            self._banding(hasil, data, nik)
        self._lain(hasil, data, isi)
        if baris.rumus:
            for nama, posisi in self.posisi.items():
                if posisi in baris.rumus:
                    hasil.catat("rumus", kolom=nama)
        if hasil.catatan:
            hasil.mentah = {n: isi[p] for n, p in self.posisi.items()}
        return hasil

    def _tanggal(self, hasil: BarisBnba, data: Rekaman, isi: list) -> None:
        posisi = self.posisi.get("tanggal_lahir")
        if posisi is None:
            return
        nilai = isi[posisi]
        if sel.is_kosong(nilai):
            hasil.catat("tanggal_kosong")
            return
        try:
            data.tanggal_lahir, rapi = baca_tanggal_lahir(nilai)
        except SelSalah:  # its words would repeat the date
            hasil.catat("tanggal_mustahil")
            return
        if rapi:
            hasil.kode.append(rapi)
        if data.tanggal_lahir > self.hari_ini:
            hasil.catat("tanggal_mustahil")
            data.tanggal_lahir = None

    def _kelamin(self, hasil: BarisBnba, data: Rekaman, isi: list) -> None:
        posisi = self.posisi.get("jenis_kelamin")
        if posisi is not None and (nilai := isi[posisi]) != "":
            data.jenis_kelamin = _kelamin(nilai)
            if not data.jenis_kelamin:
                hasil.catat("jk_tak_dikenal")

    def _nik(self, hasil: BarisBnba, data: Rekaman, isi: list) -> nomor_identitas.NIK | None:
        nilai = isi[self.nik] if self.nik is not None else ""
        nomor = self._nomor(hasil, nilai, "nik")
        if nomor is None:
            return None
        try:
            nik = nomor_identitas.baca_nik(nomor)
        except nomor_identitas.NIKSalah as salah:
            panjang = len(nomor) != nomor_identitas.PANJANG
            hasil.catat("nik_panjang" if panjang else "nik_mustahil", str(salah))
            return None
        data.nik, data.nik_indeks = nomor, self.indeks_nik(nomor)
        if nik.wilayah[:4] != self.wilayah:
            hasil.kode.append("nik_luar")
        return nik

    def _nomor(self, hasil: BarisBnba, nilai: Nilai, kolom: str) -> str | None:
        """The digits of a number cell that is text; what cannot be one is remarked upon."""
        if isinstance(nilai, str) and nomor_identitas.is_enam_belas_angka(nilai) and int(nilai):
            return nilai
        singkat = "nik" if kolom == "nik" else "kk"
        if isinstance(nilai, bool | datetime.date | sel.SelRusak):
            hasil.catat("sel_rusak", "Sel ini bukan nomor. Ubah format kolom menjadi Teks.", kolom)
            return None
        if isinstance(nilai, int | float):
            if nilai:
                hasil.catat(f"{singkat}_angka")
            else:
                hasil.catat("nik_nol" if kolom == "nik" else "kk_kosong")
            return None
        bersih = nomor_identitas.bersihkan(nilai)
        if kolom == "nik" and bersih != nilai and bersih:
            hasil.kode.append("nik_apostrof" if nilai.strip()[0] in "'’`" else "nik_spasi")
        if bersih.strip("0"):
            return bersih
        hasil.catat("nik_nol" if bersih and kolom == "nik" else f"{singkat}_kosong")
        return None

    def _kk(self, hasil: BarisBnba, data: Rekaman, isi: list) -> None:
        nilai = isi[self.no_kk] if self.no_kk is not None else ""
        nomor = self._nomor(hasil, nilai, "no_kk")
        if nomor is None:
            return
        if not nomor_identitas.is_enam_belas_angka(nomor):
            hasil.catat("kk_panjang")
            return
        data.no_kk, data.no_kk_indeks = nomor, self.indeks_kk(nomor)
        if nomor == data.nik:
            hasil.catat("kk_sama_nik")
        elif not nomor_identitas.is_tanggal_kk_wajar(nomor):
            hasil.catat("kk_tanggal")

    def _banding(self, hasil: BarisBnba, data: Rekaman, nik: nomor_identitas.NIK) -> None:
        if data.tanggal_lahir and not nik.is_lahir_pada(data.tanggal_lahir):
            hasil.catat("nik_tanggal_beda")
        if data.jenis_kelamin and nik.is_perempuan != (
            data.jenis_kelamin == JenisKelamin.PEREMPUAN
        ):
            hasil.catat("nik_jk_beda")

    def _lain(self, hasil: BarisBnba, data: Rekaman, isi: list) -> None:
        if not data.nama:
            if not any(catatan.kolom == "nama" for catatan in hasil.catatan):
                hasil.catat("nama_kosong")
        elif data.nama[0] in "=+-@":
            hasil.kode.append("nama_rumus")
        if (posisi := self.posisi.get("padan")) is not None:
            data.padan = _padan(isi[posisi])
            if data.padan == StatusPadan.MENINGGAL:
                hasil.catat("meninggal")
        if (posisi := self.posisi.get("desil")) is not None and isi[posisi] != "":
            self._desil(hasil, data, isi, posisi)

    def _desil(self, hasil: BarisBnba, data: Rekaman, isi: list, posisi: int) -> None:
        try:
            data.desil = sel.bulat(isi[posisi])
            tanggal = self.posisi.get("desil_tanggal")
            if tanggal is not None and isi[tanggal] != "":
                data.desil_tanggal = sel.tanggal(isi[tanggal])
        except SelSalah as salah:
            hasil.catat("desil_salah", str(salah))
            return
        if not 1 <= data.desil <= 10:
            hasil.catat("desil_salah")


def _pembaca_teks(nama: str) -> Callable[[Any], str]:
    maks = MAKS[nama]

    def baca(nilai: Any) -> str:
        if (
            isinstance(nilai, str)
            and len(nilai) <= maks
            and nilai.isprintable()
            and "  " not in nilai
            and nilai[0] not in " '’"
            and nilai[-1] != " "
        ):
            return nilai
        return sel.teks(nilai, maks=maks)

    return (
        baca
        if nama in {"nama", "alamat", "id_dtks", "ibu_kandung"}
        else lru_cache(4096, typed=True)(baca)
    )


@lru_cache(65_536, typed=True)
def baca_tanggal_lahir(nilai: Any) -> tuple[datetime.date, str]:
    """The date and the code of the form in which it was written; "" for dd/mm/yyyy."""
    if isinstance(nilai, float | int) and not isinstance(nilai, bool):
        if nilai == int(nilai) and int(nilai) in SERIAL_LAHIR:
            return sel.SERIAL_NOL + datetime.timedelta(days=int(nilai)), "tanggal_serial"
        raise SelSalah("Angka ini bukan tanggal. Tulis misalnya 26/01/1980.")
    tanggal = sel.tanggal(nilai)
    if tanggal.year < 1900:
        raise SelSalah("Tahun lahir sebelum 1900.")
    if not isinstance(nilai, str):
        return tanggal, "tanggal_sel"
    isi = nilai.strip()
    if DUA_ANGKA.fullmatch(isi):
        return tanggal, ""
    return tanggal, "tanggal_iso" if TAHUN_DEPAN.match(isi) else "tanggal_satu_angka"


@lru_cache(256, typed=True)
def _kelamin(nilai: Any) -> str:
    return KELAMIN.get(normalkan_nama(sel.tampil(nilai)), "")


@lru_cache(256, typed=True)
def _padan(nilai: Any) -> str:
    kata = normalkan_nama(sel.tampil(nilai))
    if "meninggal" in kata:
        return StatusPadan.MENINGGAL
    if kata.startswith(("tidakpadan", "belumpadan", "nonpadan", "niktidak")):
        return StatusPadan.TIDAK_PADAN
    return StatusPadan.PADAN if kata.startswith("padan") else ""


@lru_cache(256, typed=True)
def _bendera(nilai: Any) -> bool | None:
    kata = sel.tampil(nilai).strip().lower()
    return True if kata in YA else False if kata in TIDAK else None
