"""The balance of change as a workbook: numbers per village, every sum a live formula over them."""

from collections.abc import Sequence
from typing import IO, Any

from django.utils import timezone
from django.utils.formats import date_format

from akun.models import Pengguna
from dtks.models import SumberData
from inti.excel.tajuk import huruf_kolom
from laporan.excel.lembar import Buku, Isi, Lembar, Rumus, buat_buku, format_angka_excel
from laporan.presentation.neraca_dtks import KELOMPOK, Alir
from laporan.queries.neraca_dtks import NeracaDesa, menurut_opd
from laporan.stats.neraca_dtks import NeracaDTKS, jumlahkan


PER_DESA = "Per desa"
ALIR = [alir for kelompok in KELOMPOK for alir in kelompok.isi]
KIRI = {"Kode Kemendagri": 14, "Kode BPS": 11, "Kecamatan": 13, "Desa": 17, "OPD": 16}
KIRI_OPD = {"OPD": 20, "Desa": 7}
AWAL = 5  # Excel row of the first village


class Tata:
    """Where the numbers stand on a sheet with so many leading columns, by letter."""

    def __init__(self, kiri: int) -> None:
        self.kiri = kiri
        self.awal = huruf_kolom(kiri)
        self.alir = [huruf_kolom(kiri + 1 + n) for n in range(len(ALIR))]
        kelompok = kiri + 1 + len(ALIR)
        self.kelompok = [huruf_kolom(kelompok + n) for n in range(len(KELOMPOK))]
        self.akhir, self.tercatat = (huruf_kolom(kelompok + len(KELOMPOK) + n) for n in (0, 1))
        self.semua = [self.awal, *self.alir, *self.kelompok, self.akhir, self.tercatat]


def _bertanda(alir: Alir) -> str:
    return f"{'+' if alir.arah > 0 else '−'} {alir.nama}"


DESA, OPD = Tata(len(KIRI)), Tata(len(KIRI_OPD))
JUDUL_ANGKA = [
    "Awal", *(_bertanda(alir) for alir in ALIR),
    *(k.nama for k in KELOMPOK), "Akhir menurut neraca", "Akhir menurut daftar",
]  # fmt: skip
JUDUL_EKOR = ["Periksa", "Diverifikasi", "Miskin paling banyak"]
LEBAR_EKOR = [10, 7, 7]


def write_neraca_dtks(
    semua: Sequence[NeracaDesa],
    dari: SumberData,
    sampai: SumberData,
    *,
    saringan: str,
    pengguna: Pengguna,
) -> IO[bytes]:
    """A temporary .xlsx file at its start; the caller streams and closes it."""
    waktu = date_format(timezone.localtime(), "DATETIME_FORMAT")
    judul = [
        f"{sebut_sumber(dari)} → {'dengan perbaikan yang diterima' if dari == sampai else sebut_sumber(sampai)}",
        f"Saringan: {saringan or 'semua'}. Diunduh {waktu} WIB oleh {pengguna.nama}",
    ]

    def isi(buku: Buku) -> None:
        _ringkasan(buku, semua, judul)
        _per_desa(buku, semua, judul)
        _per_opd(buku, menurut_opd(semua), len(semua), judul)

    return buat_buku("Neraca perubahan DTKS/DTSEN", isi)


def sebut_sumber(sumber: SumberData) -> str:
    """ "DTKS-2020-10 (31-10-2020)"."""
    return f"{sumber.kode} ({sumber.tanggal_data:%d-%m-%Y})"


def _ringkasan(buku: Buku, semua: Sequence[NeracaDesa], judul: Sequence[str]) -> None:
    """The balance from top to bottom, out of the row of sums on "Per desa"."""
    lembar = buku.lembar("Neraca", [60, 16])
    lembar.judul("Neraca perubahan DTKS/DTSEN", *judul)
    lembar.tajuk(["Orang", "Jumlah"], tinggi=20)
    jumlah = jumlahkan(satu.neraca for satu in semua)
    nilai = dict(zip(DESA.semua, _angka(jumlah), strict=True))
    baris = AWAL + max(len(semua), 1)
    gaya = {
        tebal: [buku.gaya(bold=tebal), buku.gaya(bold=tebal, num_format=format_angka_excel(0))]
        for tebal in (True, False)
    }

    def tulis(nama: str, kolom: str, *, arah: int = 1, tebal: bool = True) -> None:
        tanda = "-" if arah < 0 else ""
        rumus = Rumus(f"={tanda}'{PER_DESA}'!{kolom}{baris}", arah * nilai[kolom])
        lembar.tulis([nama, rumus], gaya[tebal])

    tulis("Awal", DESA.awal)
    alir = iter(DESA.alir)
    for kelompok, kolom in zip(KELOMPOK, DESA.kelompok, strict=True):
        tulis(kelompok.nama, kolom)
        for satu in kelompok.isi:
            tulis(f"    {_bertanda(satu)}", next(alir), arah=satu.arah, tebal=False)
    tulis("Akhir", DESA.tercatat)
    lembar.lewati()
    lembar.lembar.set_row(lembar.nomor, 60)
    lembar.tulis(
        [
            "Perpindahan antara dua desa pada daftar berdiri di kedua sisinya. “Belum diverifikasi”: "
            "masuk atau keluar tanpa usulan terverifikasi, jadi sebabnya belum dapat dikatakan."
        ],
        [buku.bungkus],
    )


def _per_desa(buku: Buku, semua: Sequence[NeracaDesa], judul: Sequence[str]) -> None:
    lembar = _lembar(buku, PER_DESA, KIRI, judul)
    for satu in semua:
        desa = satu.desa
        kiri: list[Isi] = [desa.kode, desa.kode_bps, desa.kecamatan.nama, desa.nama, satu.opd]
        nomor, angka = lembar.nomor + 1, _angka(satu.neraca)
        dasar: list[Isi] = [*angka[: 1 + len(ALIR)]]
        isi = [*kiri, *dasar, *_turunan(DESA, nomor, angka), angka[-1]]
        lembar.tulis([*isi, *_ekor(DESA, nomor, satu.neraca)], _gaya(buku, DESA))
    akhir = max(AWAL, lembar.nomor)
    if not semua:
        lembar.lewati()
    jumlah = jumlahkan(satu.neraca for satu in semua)
    jumlah_isi: list[Isi] = ["Jumlah", *[None] * (DESA.kiri - 1)]
    jumlah_isi += [
        Rumus(f"=SUM({kolom}{AWAL}:{kolom}{akhir})", nilai)
        for kolom, nilai in zip(DESA.semua, _angka(jumlah), strict=True)
    ]
    ekor = _ekor(DESA, lembar.nomor + 1, jumlah)
    lembar.tulis([*jumlah_isi, *ekor], _gaya(buku, DESA, bold=True, top=1))


def _per_opd(
    buku: Buku, semua: dict[str, list[NeracaDTKS]], banyak: int, judul: Sequence[str]
) -> None:
    """Sums over "Per desa" by mentor."""
    lembar = _lembar(buku, "Per OPD", KIRI_OPD, judul)
    akhir = AWAL + max(banyak, 1) - 1
    opd = f"'{PER_DESA}'!$E${AWAL}:$E${akhir}"
    for nama, isi_opd in semua.items():
        nomor, neraca = lembar.nomor + 1, jumlahkan(isi_opd)
        angka = _angka(neraca)
        rumus: dict[str, Isi] = {
            kolom: Rumus(
                f"=SUMIFS('{PER_DESA}'!{asal}${AWAL}:{asal}${akhir},{opd},$A{nomor})", nilai
            )
            for kolom, asal, nilai in zip(OPD.semua, DESA.semua, angka, strict=True)
        }
        kiri: list[Isi] = [nama, Rumus(f"=COUNTIF({opd},$A{nomor})", len(isi_opd))]
        dasar = [rumus[kolom] for kolom in (OPD.awal, *OPD.alir)]
        isi = [*kiri, *dasar, *_turunan(OPD, nomor, angka), rumus[OPD.tercatat]]
        lembar.tulis([*isi, *_ekor(OPD, nomor, neraca)], _gaya(buku, OPD))


def _lembar(buku: Buku, nama: str, kiri: dict[str, int], judul: Sequence[str]) -> Lembar:
    lebar = [*kiri.values(), *[6.5] * len(JUDUL_ANGKA), *LEBAR_EKOR]
    lembar = buku.lembar(nama, lebar)
    lembar.judul(f"Neraca perubahan {nama.replace('Per', 'per')}", *judul)
    lembar.tajuk([*kiri, *JUDUL_ANGKA, *JUDUL_EKOR], beku=len(kiri), tegak=len(kiri), tinggi=135)
    return lembar


def _angka(neraca: NeracaDTKS) -> list[int]:
    """The numbers in the order of JUDUL_ANGKA."""
    alir = [satu.banyak(neraca) for satu in ALIR]
    kelompok = [satu.jumlah(neraca) for satu in KELOMPOK]
    return [neraca.awal, *alir, *kelompok, neraca.awal + sum(kelompok), neraca.akhir]


def _turunan(tata: Tata, nomor: int, angka: Sequence[int]) -> list[Isi]:
    """Subtotals and end as formulas over the numbers to their left."""
    hasil: list[Isi] = []
    alir = iter(tata.alir)
    nilai = angka[1 + len(ALIR) :]
    for kelompok, jumlah in zip(KELOMPOK, nilai, strict=False):
        suku = "".join(f"{'+' if a.arah > 0 else '-'}{next(alir)}{nomor}" for a in kelompok.isi)
        hasil.append(Rumus(f"={suku.removeprefix('+')}", jumlah))
    kelompok_sel = f"{tata.kelompok[0]}{nomor}:{tata.kelompok[-1]}{nomor}"
    hasil.append(Rumus(f"={tata.awal}{nomor}+SUM({kelompok_sel})", angka[-2]))
    return hasil


def _ekor(tata: Tata, nomor: int, neraca: NeracaDTKS) -> list[Isi]:
    semua = f"SUM({tata.alir[0]}{nomor}:{tata.alir[-1]}{nomor})"
    belum = f"SUM({tata.alir[-2]}{nomor}:{tata.alir[-1]}{nomor})"  # in and out without a reason
    bagian = neraca.diverifikasi / neraca.berubah if neraca.berubah else ""
    periksa = f'=IF({tata.akhir}{nomor}={tata.tercatat}{nomor},"menutup","TIDAK MENUTUP")'
    return [
        Rumus(periksa, "menutup" if neraca.is_menutup else "TIDAK MENUTUP"),
        Rumus(f'=IF({semua}=0,"",1-{belum}/{semua})', bagian),
        Rumus(f"={tata.tercatat}{nomor}+{tata.alir[-1]}{nomor}", neraca.rentang_miskin[1]),
    ]


def _gaya(buku: Buku, tata: Tata, **sifat: Any) -> list[Any]:
    angka = buku.gaya(num_format=format_angka_excel(0), **sifat)
    teks = buku.gaya(num_format="@", **sifat)
    kiri = [teks, angka] if tata is OPD else [teks] * tata.kiri
    tengah = buku.gaya(align="center", **sifat)
    return [*kiri, *[angka] * len(JUDUL_ANGKA), tengah, buku.gaya(num_format="0%", **sifat), angka]
