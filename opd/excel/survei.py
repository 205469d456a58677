"""The survey workbook of an OPD and a round: downloaded, filled without signal, uploaded again.

A sheet per village, or one flat sheet; both hold the same table, so the reader knows one shape. The
village's code stands in every row (hidden on a village's own sheet): rows and sheets may move.
"""

import math
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Any

from django.utils import timezone

from desa.choices import AlasanKosong, JenisIndikator, Metode
from desa.models import Desa, NilaiIndikator, Putaran, VersiIndikator
from desa.stats import Isian, persen
from inti.angka import format_angka as angka_indonesia
from inti.excel.tulis import open_locked_workbook
from opd.excel import gaya as tampilan
from opd.excel.bahan import Bahan, muat_bahan
from opd.excel.gaya import ISI, KECIL, KUNCI, TANGGAL, TETAP, TUTUP, Gaya
from opd.excel.petunjuk import BarisDesa, tulis_petunjuk
from opd.excel.rumus import AWAS, BENAR, HIDUP, RumusIndikator
from opd.excel.tata import (
    ISIAN,
    KOLOM,
    LEMBAR_PENANDA,
    LEMBAR_PETUNJUK,
    LEMBAR_SATU,
    POSISI,
    YA,
    baris_penanda,
)


BARIS_TAJUK = 4  # 0-based; titles above
AWAL = BARIS_TAJUK + 1
BEKU = POSISI["definisi"]
PETUNJUK_SINGKAT = "Isi sel kuning; sel abu-abu terkunci. Sel kosong berarti belum diisi dan tidak menghapus apa pun."
TINGGI_FLAT = 40


def write_buku_survei(
    putaran: Putaran, desa: Sequence[Desa], *, untuk: str, per_desa: bool
) -> IO[bytes]:
    """A temporary .xlsx file for these villages, at its start; `untuk` names their OPD.

    `per_desa`: a sheet per village, else one sheet with all. Answers already stored in this round
    stand in the entry cells; those of earlier rounds only beside them.
    """
    bahan = muat_bahan(putaran, desa)
    berkas = tempfile.TemporaryFile()  # noqa: SIM115 -- handed to the caller, who streams and closes it
    try:
        with open_locked_workbook(berkas) as buku:
            buku.set_properties({"title": f"Isian survei {putaran}", "subject": untuk})
            _Penulis(buku, bahan, untuk).tulis(per_desa=per_desa)
    except BaseException:
        berkas.close()
        raise
    berkas.seek(0)
    return berkas


class _Penulis:
    def __init__(self, buku: Any, bahan: Bahan, untuk: str) -> None:
        self.buku, self.bahan, self.untuk = buku, bahan, untuk
        self.gaya = Gaya(buku)
        self.tetap = self.gaya(TETAP, **KECIL)
        self.kunci = self.gaya(KUNCI, **KECIL)
        self.resep = {v.pk: _Resep(v, self.gaya) for v in bahan.versi}

    def tulis(self, *, per_desa: bool) -> None:
        petunjuk = self.buku.add_worksheet(LEMBAR_PETUNJUK)
        dibuat = timezone.localtime()
        daftar = list(self._lembar_desa() if per_desa else self._lembar_satu())
        tulis_petunjuk(petunjuk, self.gaya, self.bahan, self.untuk, dibuat, daftar)
        self._penanda(f"{dibuat:%Y-%m-%dT%H:%M}")

    def _lembar_desa(self) -> Iterator[BarisDesa]:
        nama_lembar = _nama_lembar(self.bahan.desa)
        for desa, nama in zip(self.bahan.desa, nama_lembar, strict=True):
            kaki = f"{desa} · {self.bahan.putaran}"
            lembar = self._lembar(nama, f"{desa} · Kecamatan {desa.kecamatan}", kaki)
            lembar.set_column(0, POSISI["kode_indikator"] - 1, None, None, {"hidden": True})
            lembar.repeat_columns(POSISI["kode_indikator"], POSISI["indikator"])
            lembar.write_string(
                3, POSISI["kode_indikator"], self.bahan.keadaan(desa), self.gaya({}, bold=True)
            )
            yield self._isi_desa(lembar, desa, AWAL, flat=False)
            self._tutup(lembar, 1)

    def _lembar_satu(self) -> Iterator[BarisDesa]:
        lembar = self._lembar(LEMBAR_SATU, f"Isian survei {self.untuk}", str(self.bahan.putaran))
        for nomor, desa in enumerate(self.bahan.desa):
            yield self._isi_desa(lembar, desa, AWAL + nomor * len(self.bahan.versi), flat=True)
        jumlah = len(self.bahan.desa)
        lembar.autofilter(BARIS_TAJUK, 0, AWAL + jumlah * len(self.bahan.versi) - 1, len(KOLOM) - 1)
        self._tutup(lembar, jumlah)

    def _lembar(self, nama: str, judul: str, kaki: str) -> Any:
        lembar, putaran = self.buku.add_worksheet(nama), self.bahan.putaran
        tampilan.atur_halaman(lembar, kaki, lebar_satu=False)
        for nomor, (_, lebar) in enumerate(KOLOM.values()):
            lembar.set_column(nomor, nomor, lebar)
        kolom = POSISI["kode_indikator"] if nama != LEMBAR_SATU else 0
        lembar.write_string(0, kolom, judul, self.gaya({}, bold=True, font_size=15))
        lembar.write_string(
            1,
            kolom,
            f"{putaran} · keadaan {putaran.tanggal_rujukan:%d-%m-%Y} · diisi paling lambat {putaran.tutup:%d-%m-%Y}",
        )
        lembar.write_string(2, kolom, PETUNJUK_SINGKAT, self.gaya({}, font_color="#7A5B00"))
        lembar.write_url(
            0, POSISI["sebelumnya"], f"internal:'{LEMBAR_PETUNJUK}'!A1", string="← Petunjuk"
        )
        lembar.set_row(BARIS_TAJUK, 46)
        for nama_kolom, (teks, _) in KOLOM.items():
            gaya = self.gaya.tajuk_isian if nama_kolom in ISIAN else self.gaya.tajuk
            lembar.write_string(BARIS_TAJUK, POSISI[nama_kolom], teks, gaya)
        lembar.freeze_panes(AWAL, BEKU)
        lembar.repeat_rows(BARIS_TAJUK)
        return lembar

    def _tutup(self, lembar: Any, banyak_desa: int) -> None:
        tampilan.pasang_aturan(lembar, self.gaya, AWAL, self.bahan.versi * banyak_desa)
        tampilan.kunci_lembar(lembar)

    def _isi_desa(self, lembar: Any, desa: Desa, awal: int, *, flat: bool) -> BarisDesa:
        """The rows of a village from `awal` (0-based); how far it is, for the first sheet."""
        terisi = awas = 0
        for baris, versi in enumerate(self.bahan.versi, start=awal):
            lembar.set_row(baris, TINGGI_FLAT if flat else self.resep[versi.pk].tinggi)
            periksa = self._baris(lembar, baris, desa, versi)
            terisi += periksa.startswith(BENAR)
            awas += periksa.startswith(AWAS)
        akhir = awal + len(self.bahan.versi)
        return BarisDesa(desa, lembar.get_name(), awal + 1, akhir, terisi, awas)

    def _baris(self, lembar: Any, baris: int, desa: Desa, versi: VersiIndikator) -> str:
        nilai = self.bahan.isi.nilai.get((desa.pk, versi.pk))
        lama, resep = self.bahan.sebanding(desa, versi), self.resep[versi.pk]
        isian = None if nilai is None else Isian.dari(nilai)
        tulis = lembar.write_string
        for kolom, teks in enumerate((desa.kode, desa.nama, desa.kecamatan.nama)):
            tulis(baris, kolom, teks, self.tetap)
        for nama, teks in resep.teks.items():
            tulis(baris, POSISI[nama], teks, self.tetap)
        tulis(baris, POSISI["sebelumnya"], self._sebelumnya(desa, versi, lama), self.kunci)
        hidup = RumusIndikator(versi, lama).sel(baris + 1, isian)
        for nama, isi in zip(HIDUP, hidup, strict=True):
            lembar.write_formula(baris, POSISI[nama], isi.rumus, resep.gaya_hidup[nama], isi.nilai)
        gaya = resep.gaya_isian(terbuka=self.bahan.dapat_diisi(desa), ada_lama=lama is not None)
        self._isian(lembar, baris, isian, gaya)
        if nilai is not None and nilai.komentar:
            teks = f"Komentar pemeriksa: {nilai.komentar}"
            lembar.write_comment(baris, POSISI["pembilang"], teks, {"author": "Pemeriksa"})
        return str(hidup[2].nilai)

    def _isian(self, lembar: Any, baris: int, isian: Isian | None, gaya: dict[str, Any]) -> None:
        isi = _isi_sel(isian) if isian else {}
        for nama, satu in gaya.items():
            nilai, kolom = isi.get(nama), POSISI[nama]
            if nilai is None or nilai == "":
                lembar.write_blank(baris, kolom, None, satu)
            elif isinstance(nilai, str):
                lembar.write_string(baris, kolom, nilai, satu)
            elif isinstance(nilai, date):
                lembar.write_datetime(baris, kolom, nilai, satu)
            else:
                lembar.write_number(baris, kolom, nilai, satu)

    def _sebelumnya(self, desa: Desa, versi: VersiIndikator, lama: NilaiIndikator | None) -> str:
        ada = self.bahan.lama.get((desa.pk, versi.indikator_id))
        if ada is None:
            return "Belum ada angka sebelumnya."
        if ada.pembilang is None or ada.penyebut is None:
            angka = f"{angka_indonesia(ada.nilai)} {versi.satuan}"
        else:
            bagian = angka_indonesia(persen(ada.pembilang, ada.penyebut), 1)
            angka = (
                f"{angka_indonesia(ada.pembilang)} dari {angka_indonesia(ada.penyebut)} ({bagian}%)"
            )
        tanggal = ada.tanggal or ada.survei.putaran.tanggal_rujukan
        beda = "" if lama else "\nDefinisi berbeda: tidak dibandingkan."
        return f"{angka}\n{ada.survei.putaran}, {tanggal:%d-%m-%Y}{beda}"

    def _penanda(self, dibuat: str) -> None:
        lembar = self.buku.add_worksheet(LEMBAR_PENANDA)
        lembar.very_hidden()
        kepala = {
            "putaran_id": str(self.bahan.putaran.pk),
            "putaran": f"{self.bahan.putaran}, {self.bahan.putaran.periode}",
            "untuk": self.untuk,
            "dibuat": dibuat,
        }
        for baris, isi in enumerate(baris_penanda(kepala, self.bahan.versi, self._dasar())):
            for kolom, teks in enumerate(isi):
                lembar.write_string(baris, kolom, teks)
        lembar.protect()

    def _dasar(self) -> Iterable[tuple[str, str, Isian | None]]:
        for desa in self.bahan.desa:
            for versi in self.bahan.versi:
                nilai = self.bahan.isi.nilai.get((desa.pk, versi.pk))
                yield desa.kode, versi.indikator.kode, Isian.dari(nilai) if nilai else None


class _Resep:
    """What every row of one indicator shares: its texts, its height, its formats."""

    def __init__(self, versi: VersiIndikator, gaya: Gaya) -> None:
        self.versi, self.gaya = versi, gaya
        self.proporsi = versi.indikator.jenis == JenisIndikator.PROPORSI
        self.teks = self._teks()
        self.tinggi = _tinggi(self.teks)
        hasil = "0.0%" if self.proporsi else tampilan.format_angka(versi.desimal)
        self.gaya_hidup = {
            "hasil": gaya(KUNCI, num_format=hasil),
            "selisih": gaya(KUNCI, num_format=tampilan.format_selisih(versi)),
            "pemeriksaan": gaya(KUNCI, **KECIL),
        }
        self._gaya_isian: dict[tuple[bool, bool], dict[str, Any]] = {}

    def _teks(self) -> dict[str, str]:
        versi, indikator = self.versi, self.versi.indikator
        inti = " · inti" if indikator.wajib else ""
        satuan, dihitung = versi.satuan, versi.label_pembilang
        if self.proporsi:
            dihitung = f"Pembilang: {dihitung}\nPenyebut: {versi.label_penyebut}"
            if versi.satuan_penyebut not in {"", satuan}:
                satuan = f"{satuan} dari {versi.satuan_penyebut}"
        return {
            "kode_indikator": indikator.kode,
            "indikator": f"{indikator.nama}\n{indikator.bidang}{inti}",
            "definisi": f"{dihitung}\n{versi.definisi}",
            "satuan": satuan,
        }

    def gaya_isian(self, *, terbuka: bool, ada_lama: bool) -> dict[str, Any]:
        """Formats of the entry cells: open, locked, or nothing to enter."""
        kunci = (terbuka, ada_lama)
        if kunci not in self._gaya_isian:
            dasar, tutup = ISI if terbuka else KUNCI, self.gaya(TUTUP)
            angka = self.gaya(dasar, num_format=tampilan.format_angka(self.versi.desimal))
            self._gaya_isian[kunci] = dict.fromkeys(ISIAN, self.gaya(dasar, **KECIL)) | {
                "pembilang": angka,
                "penyebut": angka if self.proporsi else tutup,
                "tanggal_survei": self.gaya(dasar, num_format=TANGGAL, align="left"),
            }
            if not ada_lama:
                self._gaya_isian[kunci]["sama"] = tutup
        return self._gaya_isian[kunci]


def _isi_sel(isian: Isian) -> dict[str, Any]:
    """What the entry cells of a stored answer show."""
    angka = isian.pembilang if isian.pembilang is not None else isian.nilai
    return {
        "pembilang": angka,
        "penyebut": isian.penyebut,
        "sama": YA if isian.sama_seperti_sebelumnya else "",
        "tidak_tersedia_alasan": AlasanKosong(isian.alasan_kosong).label
        if isian.alasan_kosong
        else "",
        "alasan_lonjakan": isian.alasan_lonjakan,
        "sumber": isian.sumber,
        "tanggal_survei": isian.tanggal,
        "metode": Metode(isian.metode).label if isian.metode else "",
        "catatan": isian.catatan,
    }


def _tinggi(tetap: dict[str, str]) -> float:
    """Height in points that shows the wrapped text of a row."""
    baris = max(
        sum(math.ceil(len(satu) / (KOLOM[nama][1] * 1.2)) or 1 for satu in teks.splitlines())
        for nama, teks in tetap.items()
    )
    return max(40, 12 * baris + 3)


def _nama_lembar(desa: Sequence[Desa]) -> list[str]:
    """Sheet names: the village's, with its kecamatan where the name repeats."""
    nama = [satu.nama for satu in desa]
    return [
        (satu.nama if nama.count(satu.nama) == 1 else f"{satu.nama} ({satu.kecamatan.nama})")[:31]
        for satu in desa
    ]
