"""Sheet "Intervensi dan anggaran": money by source, implementer and strategy, then every intervention.

The same tables of one budget year are a workbook of their own: RAT (plan) and LP2KD (outcome).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from akun.models import Pengguna
from inti.excel.tajuk import huruf_kolom
from inti.excel.tulis import tinggi_teks
from laporan.excel.dasar import KOLOM_WILAYAH, isi_wilayah
from laporan.excel.lembar import (
    LOKAL,
    Buku,
    Isi,
    Lembar,
    Rumus,
    buat_buku,
    format_angka_excel,
)
from laporan.queries import Anggaran, Dana, Perbandingan, anggaran, tanda_tangan
from opd.models import Intervensi
from opd.queries import intervensi_with_dana, with_opd


RUPIAH = format_angka_excel(0, "Rp")
KOLOM_RENCANA = {  # heading: width in letters
    "Strategi": 22,
    "Kelompok program": 27,
    "Jenis bantuan": 24,
    "Satuan": 19,
    "Intervensi": 19,
    "Target": 12,
    "Realisasi": 12,
    "KK": 9,
    "Laki-laki": 9,
    "Perempuan": 11,
    "Pagu": 19,
    "Realisasi dana": 19,
}
LEBAR_SUMBER = 17
KOSONG = "Belum ada intervensi yang tercatat di desa-desa ini."
KOLOM = KOLOM_WILAYAH | {
    "Kegiatan": 44,
    "Jenis bantuan": 38,
    "Pelaksana": 28,
    "Strategi": 36,
    "Kelompok": 10,
    "Status": 11,
    "Mulai": 12,
    "Selesai": 12,
    "Satuan": 12,
    "Target": 12,
    "Realisasi": 12,
    "KK": 8,
    "Pagu": 18,
    "Realisasi dana": 18,
    "Serapan": 10,
}


def tulis_intervensi(buku: Buku, laporan: Perbandingan, intervensi: QuerySet[Intervensi]) -> None:
    """The sums on one sheet, every intervention on the next."""
    _anggaran(
        buku,
        "Intervensi dan anggaran",
        anggaran(intervensi),
        "Intervensi dan anggaran di desa-desa ini",
    )
    _rincian(buku, intervensi, {s.id: isi_wilayah(s) for s in laporan.sasaran})


def write_rat(isi: Anggaran, intervensi: QuerySet[Intervensi], *, pengguna: Pengguna) -> IO[bytes]:
    """RAT and LP2KD of a budget year as a workbook; a temporary .xlsx file at its start.

    `isi` are the tables of the page, `intervensi` what they were added up from. The caller streams
    and closes the file.
    """
    judul = f"Rencana dan capaian {isi.tahun} (RAT dan LP2KD)"
    waktu = date_format(timezone.localtime(), "DATETIME_FORMAT")
    penanda = tanda_tangan(pengguna.kabupaten_id, pada=timezone.localdate())

    def tulis(buku: Buku) -> None:
        lembar = _anggaran(
            buku,
            "RAT dan LP2KD",
            isi,
            judul,
            f"Intervensi yang berjalan pada {isi.tahun}; dana tahun anggaran {isi.tahun} saja",
            f"Diunduh {waktu} WIB oleh {pengguna.nama}",
        )
        lembar.tanda_tangan(penanda, kolom=len(KOLOM_RENCANA) - 2)
        semua: QuerySet = with_opd(intervensi)
        kolom = ("kode", "kode_bps", "kecamatan__nama", "nama")
        desa = semua.values_list("desa_id", *(f"desa__{k}" for k in kolom), "pendamping")
        wilayah: dict[int, Sequence[Isi]] = {pk: kiri for pk, *kiri in desa}
        _rincian(buku, intervensi, wilayah, isi.tahun)

    return buat_buku(judul, tulis)


def _anggaran(buku: Buku, nama: str, isi: Anggaran, *judul: str) -> Lembar:
    """The tables of money, then the plan; all of them add up to the same sums."""
    kolom = [*KOLOM_RENCANA.values(), *[LEBAR_SUMBER] * len(isi.sumber)]
    lembar = buku.lembar(nama, kolom)
    lembar.judul(*judul)
    if not isi.baris:
        lembar.tulis([KOSONG], [buku.teks])
        return lembar
    lembar.lewati()
    for judul_dana, dana in (
        ("Menurut sumber dana", isi.menurut_sumber),
        ("Menurut OPD atau pelaksana", isi.menurut_pelaksana),
        ("Menurut strategi", isi.menurut_strategi),
    ):
        _dana(lembar, judul_dana, dana)
    _rencana(lembar, isi)
    return lembar


def _dana(lembar: Lembar, judul: str, dana: Sequence[Dana]) -> None:
    """A small table with its total as a live formula: all of them close on the same sum."""
    buku = lembar.buku
    lembar.lembar.merge_range(lembar.nomor, 0, lembar.nomor, 2, judul, buku.tajuk)
    lembar.tulis([None, None, None, "Pagu", "Realisasi"], [buku.tajuk] * 5)
    pertama = lembar.nomor + 1
    rupiah = buku.gaya(num_format=RUPIAH)
    for d in dana:
        lembar.tulis([d.nama, None, None, d.pagu, d.realisasi], [buku.teks] * 3 + [rupiah] * 2)
    tebal = buku.gaya(num_format=RUPIAH, bold=True, top=1)
    jumlah: list[Isi] = ["Jumlah", None, None]
    for kolom, nilai in (
        ("D", sum(float(d.pagu) for d in dana)),
        ("E", sum(float(d.realisasi) for d in dana)),
    ):
        jumlah.append(Rumus(f"=SUM({kolom}{pertama}:{kolom}{lembar.nomor})", nilai))
    lembar.tulis(jumlah, [buku.gaya(bold=True, top=1)] * 3 + [tebal] * 2)
    lembar.lewati()


def _rencana(lembar: Lembar, isi: Anggaran) -> None:
    """The table of RAT and LP2KD: plan and outcome by strategy, group and kind of help."""
    buku = lembar.buku
    lembar.tulis(
        ["Rencana dan capaian menurut strategi, kelompok, dan jenis (RAT dan LP2KD)"],
        [buku.gaya(bold=True, font_size=12)],
    )
    kolom = [*KOLOM_RENCANA, *(f"Pagu {nama}" for nama in isi.sumber)]
    lembar.tajuk(kolom, tinggi=32)
    pertama = lembar.nomor + 1
    rupiah, bulat, volume = buku.gaya(num_format=RUPIAH), buku.angka(0), buku.angka(2)
    lebar = list(KOLOM_RENCANA.values())[:3]
    for b in isi.baris:
        teks = zip((b.strategi, b.kelompok, b.jenis), lebar, strict=True)
        lembar.tulis(
            [
                *(b.strategi, b.kelompok, b.jenis, b.satuan),
                *(b.jumlah_intervensi, b.target, b.volume),
                *(b.jumlah_kk, b.jumlah_laki_laki, b.jumlah_perempuan),
                *(b.pagu, b.realisasi),
                *(b.per_sumber.get(nama) for nama in isi.sumber),
            ],
            [buku.bungkus] * 3
            + [buku.teks]
            + [bulat, volume, volume]
            + [bulat] * 3
            + [rupiah] * (2 + len(isi.sumber)),
            tinggi=tinggi_teks(teks),
        )
    _jumlah_rencana(lembar, isi, pertama)


def _jumlah_rencana(lembar: Lembar, isi: Anggaran, pertama: int) -> None:
    """Live sums below what may be added up: volumes are in different units and stay without one."""
    jumlah: dict[int, float] = {
        list(KOLOM_RENCANA).index(nama): float(nilai)
        for nama, nilai in (
            ("Intervensi", isi.jumlah_intervensi),
            ("Pagu", isi.pagu),
            ("Realisasi dana", isi.realisasi),
        )
    }
    jumlah |= {n: float(d.pagu) for n, d in enumerate(isi.menurut_sumber, len(KOLOM_RENCANA))}
    kolom = len(KOLOM_RENCANA) + len(isi.sumber)
    sel: list[Isi] = ["Jumlah", *[None] * (kolom - 1)]
    for n, nilai in jumlah.items():
        sel[n] = Rumus(f"=SUM({huruf_kolom(n)}{pertama}:{huruf_kolom(n)}{lembar.nomor})", nilai)
    tebal, bulat = (
        lembar.buku.gaya(num_format=f, bold=True, top=1) for f in (RUPIAH, format_angka_excel(0))
    )
    lembar.tulis(sel, [tebal] * 4 + [bulat] + [tebal] * (kolom - 5))


def _rincian(
    buku: Buku,
    intervensi: QuerySet[Intervensi],
    wilayah: Mapping[int, Sequence[Isi]],
    tahun: int | None = None,
) -> None:
    """Every intervention; `wilayah` are the leading cells by village, `tahun` limits its money."""
    lembar = buku.lembar("Rincian intervensi", list(KOLOM.values()))
    lembar.tajuk(list(KOLOM), beku=4)
    rupiah, volume, tanggal = buku.gaya(num_format=RUPIAH), buku.angka(2), buku.tanggal
    gaya = (
        [buku.teks] * 11
        + [tanggal] * 2
        + [buku.teks, volume, volume, buku.angka(0), rupiah, rupiah]
        + [buku.gaya(num_format=f"{LOKAL}0.0%")]
    )
    tajuk = lembar.nomor - 1
    semua: Iterable[Any] = intervensi_with_dana(intervensi, tahun=tahun).order_by(
        "desa__kode", "mulai", "pk"
    )
    for i in semua:
        r = lembar.nomor + 1
        serapan = Rumus(f"=S{r}/R{r}", float(i.realisasi / i.pagu)) if i.pagu else None
        lembar.tulis(
            [
                *wilayah[i.desa_id],
                i.nama,
                i.jenis.nama,
                i.penugasan.opd.singkatan if i.penugasan else i.pelaksana,
                i.get_strategi_display(),
                str(i.kelompok),
                i.get_status_display(),
                i.mulai,
                i.tanggal_selesai or i.selesai,
                i.jenis.satuan,
                i.target_volume,
                i.realisasi_volume,
                i.jumlah_kk,
                i.pagu,
                i.realisasi,
                serapan,
            ],
            gaya,
        )
    if lembar.nomor == tajuk + 1:
        lembar.tulis([KOSONG], [buku.teks])
    else:
        lembar.lembar.autofilter(tajuk, 0, lembar.nomor - 1, len(KOLOM) - 1)
