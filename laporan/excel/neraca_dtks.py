"""The balance of change as a workbook: numbers per village, every sum a live formula over them."""

from collections.abc import Sequence
from typing import IO, Any

from django.utils import timezone
from django.utils.formats import date_format

from akun.models import Pengguna
from dtks.models import SumberData
from laporan.excel.lembar import Buku, Isi, Lembar, Rumus, buat_buku
from laporan.presentation.neraca_dtks import KELOMPOK
from laporan.queries.neraca_dtks import NeracaDesa
from laporan.stats.neraca_dtks import NeracaDTKS, jumlahkan


PER_DESA = "Per desa"
ALIR = [alir for kelompok in KELOMPOK for alir in kelompok.isi]
KIRI = {"Kode Kemendagri": 15, "Kode BPS": 12, "Kecamatan": 16, "Desa": 20, "OPD": 16}
AWAL = 5  # Excel row of the first village


def _huruf(kolom: int) -> str:
    """The letter of a column counted from 0; there are fewer than 27."""
    return chr(ord("A") + kolom)


K_AWAL = len(KIRI)  # the number on the first edition, then the flows, then what is made of them
K_ALIR = K_AWAL + 1
K_KELOMPOK = K_ALIR + len(ALIR)
K_AKHIR = K_KELOMPOK + len(KELOMPOK)
K_TERCATAT = K_AKHIR + 1
JUDUL_ANGKA = [
    "Awal", *(f"{'+' if a.arah > 0 else '−'} {a.nama}" for a in ALIR),
    *(k.nama for k in KELOMPOK), "Akhir menurut neraca", "Akhir menurut daftar",
]  # fmt: skip
JUDUL_EKOR = ["Periksa", "Diverifikasi", "Miskin paling banyak"]


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
    opd: dict[str, list[NeracaDTKS]] = {}
    for satu in semua:
        opd.setdefault(satu.opd, []).append(satu.neraca)

    def isi(buku: Buku) -> None:
        _ringkasan(buku, semua, judul)
        _per_desa(buku, semua, judul)
        _per_opd(buku, {nama: jumlahkan(opd[nama]) for nama in sorted(opd)}, len(semua), judul)

    return buat_buku("Neraca perubahan DTKS/DTSEN", isi)


def sebut_sumber(sumber: SumberData) -> str:
    """ "DTKS-2020-10 (31-10-2020)"."""
    return f"{sumber.kode} ({sumber.tanggal_data:%d-%m-%Y})"


def _ringkasan(buku: Buku, semua: Sequence[NeracaDesa], judul: Sequence[str]) -> None:
    """The balance from top to bottom, out of the row of sums on "Per desa"."""
    lembar = buku.lembar("Neraca", [44, 16])
    lembar.judul("Neraca perubahan DTKS/DTSEN", *judul)
    lembar.tajuk(["Orang", "Jumlah"], tinggi=20)
    jumlah = jumlahkan(satu.neraca for satu in semua)
    angka, baris = _angka(jumlah), AWAL + max(len(semua), 1)
    polos, tebal = buku.angka(0), buku.gaya(bold=True, num_format="#,##0")
    judul_tebal = buku.gaya(bold=True)

    def tulis(nama: str, kolom: int, *, sub: bool = False, arah: int = 1) -> None:
        rumus = f"={'-' if arah < 0 else ''}'{PER_DESA}'!{_huruf(kolom)}{baris}"
        isi = Rumus(rumus, arah * angka[kolom - K_AWAL])
        gaya = [buku.gaya(indent=1), polos] if sub else [judul_tebal, tebal]
        lembar.tulis([nama, isi], gaya)

    tulis("Awal", K_AWAL)
    nomor = K_ALIR
    for urutan, kelompok in enumerate(KELOMPOK):
        tulis(kelompok.nama, K_KELOMPOK + urutan)
        for alir in kelompok.isi:
            tulis(alir.nama, nomor, sub=True, arah=alir.arah)
            nomor += 1
    tulis("Akhir", K_TERCATAT)
    lembar.lewati()
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
        isi: list[Isi] = [*angka[: 1 + len(ALIR)], *_turunan(nomor, angka), angka[-1]]
        lembar.tulis([*kiri, *isi, *_ekor(nomor, satu.neraca)], _gaya(buku, len(KIRI)))
    akhir = max(AWAL, lembar.nomor)
    if not semua:
        lembar.lewati()
    _jumlah(lembar, [satu.neraca for satu in semua], akhir, len(KIRI))


def _per_opd(buku: Buku, semua: dict[str, NeracaDTKS], banyak: int, judul: Sequence[str]) -> None:
    """Sums over "Per desa" by mentor, the columns at the same letters."""
    lembar = _lembar(
        buku, "Per OPD", {"OPD": 24} | dict.fromkeys(["Desa", "", " ", "  "], 3), judul
    )
    akhir = AWAL + max(banyak, 1) - 1
    for nama, neraca in semua.items():
        nomor, angka = lembar.nomor + 1, _angka(neraca)

        def dari_desa(kolom: int, nilai: int, nomor: int = nomor) -> Rumus:
            huruf, opd = _huruf(kolom), f"'{PER_DESA}'!$E${AWAL}:$E${akhir}"
            return Rumus(
                f"=SUMIFS('{PER_DESA}'!{huruf}${AWAL}:{huruf}${akhir},{opd},$A{nomor})", nilai
            )

        isi: list[Isi] = [dari_desa(K_AWAL + n, angka[n]) for n in range(1 + len(ALIR))]
        isi += [*_turunan(nomor, angka), dari_desa(K_TERCATAT, angka[-1])]
        kiri: list[Isi] = [nama, None, None, None, None]
        lembar.tulis([*kiri, *isi, *_ekor(nomor, neraca)], _gaya(buku, len(KIRI)))


def _lembar(buku: Buku, nama: str, kiri: dict[str, int], judul: Sequence[str]) -> Lembar:
    lembar = buku.lembar(nama, [*kiri.values(), *[11] * (len(JUDUL_ANGKA) + len(JUDUL_EKOR))])
    lembar.judul(f"Neraca perubahan {nama.lower()}", *judul)
    lembar.tajuk([*kiri, *JUDUL_ANGKA, *JUDUL_EKOR], beku=len(kiri), tinggi=75)
    return lembar


def _angka(neraca: NeracaDTKS) -> list[int]:
    """The numbers in the order of JUDUL_ANGKA."""
    alir = [satu.banyak(neraca) for satu in ALIR]
    kelompok = [satu.jumlah(neraca) for satu in KELOMPOK]
    return [neraca.awal, *alir, *kelompok, neraca.awal + sum(kelompok), neraca.akhir]


def _turunan(nomor: int, angka: Sequence[int]) -> list[Isi]:
    """Subtotals and end as formulas over the numbers to their left."""
    hasil: list[Isi] = []
    kolom = K_ALIR
    for urutan, kelompok in enumerate(KELOMPOK):
        suku = ""
        for alir in kelompok.isi:
            suku += f"{'+' if alir.arah > 0 else '-'}{_huruf(kolom)}{nomor}"
            kolom += 1
        hasil.append(Rumus(f"={suku.removeprefix('+')}", angka[1 + len(ALIR) + urutan]))
    awal, akhir = _huruf(K_KELOMPOK), _huruf(K_AKHIR - 1)
    hasil.append(Rumus(f"={_huruf(K_AWAL)}{nomor}+SUM({awal}{nomor}:{akhir}{nomor})", angka[-2]))
    return hasil


def _ekor(nomor: int, neraca: NeracaDTKS) -> list[Isi]:
    neraca_akhir, daftar = f"{_huruf(K_AKHIR)}{nomor}", f"{_huruf(K_TERCATAT)}{nomor}"
    semua = f"SUM({_huruf(K_ALIR)}{nomor}:{_huruf(K_KELOMPOK - 1)}{nomor})"
    belum = f"SUM({_huruf(K_KELOMPOK - 2)}{nomor}:{_huruf(K_KELOMPOK - 1)}{nomor})"
    bagian = neraca.diverifikasi / neraca.berubah if neraca.berubah else ""
    return [
        Rumus(f'=IF({neraca_akhir}={daftar},"menutup","TIDAK MENUTUP")', "menutup"),
        Rumus(f'=IF({semua}=0,"",1-{belum}/{semua})', bagian),
        Rumus(f"={daftar}+{_huruf(K_KELOMPOK - 1)}{nomor}", neraca.rentang_miskin[1]),
    ]


def _jumlah(lembar: Lembar, semua: Sequence[NeracaDTKS], akhir: int, kiri: int) -> None:
    jumlah = jumlahkan(semua)
    isi: list[Isi] = ["Jumlah", *[None] * (kiri - 1)]
    isi += [
        Rumus(f"=SUM({_huruf(kiri + n)}{AWAL}:{_huruf(kiri + n)}{akhir})", nilai)
        for n, nilai in enumerate(_angka(jumlah))
    ]
    nomor = lembar.nomor + 1
    lembar.tulis([*isi, *_ekor(nomor, jumlah)], _gaya(lembar.buku, kiri, bold=True, top=1))


def _gaya(buku: Buku, kiri: int, **sifat: Any) -> list[Any]:
    angka = buku.gaya(num_format="#,##0", **sifat)
    teks = buku.gaya(num_format="@", **sifat)
    ekor = [teks, buku.gaya(num_format="0%", **sifat), angka]
    return [*[teks] * kiri, *[angka] * len(JUDUL_ANGKA), *ekor]
