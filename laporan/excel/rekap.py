"""The monthly recap as the province asks for it: reports, outputs in natural units, money by source.

Every total is a live formula over the cells above or beside it, and the sheets by month, by source
and by village add up to the same figures.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import IO, Any

from django.utils import timezone
from django.utils.formats import date_format

from akun.models import Pengguna
from inti.excel.tajuk import huruf_kolom
from inti.excel.tulis import tinggi_teks
from laporan.excel.lembar import LOKAL, Buku, Isi, Lembar, Rumus, buat_buku
from laporan.queries import TandaTangan, tanda_tangan
from laporan.queries.rekap import TANPA_DANA, Rekap
from opd.choices import LAPORAN_DAPAT_DIISI, StatusLaporan, SumberDana
from opd.models import Penugasan


Baris = tuple[list[Isi], object]  # leading cells, and the row's key
Kolom = tuple[str, object, float]  # heading, the column's key, width
PAGU = "pagu"
NOL = '"–"'  # a zero of a form with many columns
TINGGI_TEGAK = 150  # points for the longest name of a kind of help, upright in three lines
TEKS = {"Kegiatan": 36, "Hasil": 36, "Hambatan": 26, "Rencana": 26}  # wrapped columns
JUMLAH = {"bold": True, "top": 1, "bg_color": "#EEF3F4"}
KELOMPOK_STATUS = ["Belum dibuat", *StatusLaporan.labels]


def write_rekap(rekap: Rekap, *, pengguna: Pengguna) -> IO[bytes]:
    """A temporary .xlsx file at its start; the caller streams and closes it."""
    bulan = date_format(rekap.bulan, "F Y")
    waktu = date_format(timezone.localtime(), "DATETIME_FORMAT")
    keterangan = f"Diunduh {waktu} WIB oleh {pengguna.nama}"
    penanda = tanda_tangan(pengguna.kabupaten_id, pada=timezone.localdate())
    masa = f"Januari sampai {bulan}" if rekap.bulan.month > 1 else bulan

    def isi(buku: Buku) -> None:
        _laporan(buku, rekap, penanda, f"Laporan bulanan {bulan}", keterangan)
        _keluaran_bulan(buku, rekap, f"Keluaran yang selesai, {masa}", keterangan)
        _keluaran_sumber(buku, rekap, f"Keluaran menurut sumber dana, {masa}", keterangan)
        _keluaran_desa(buku, rekap, f"Keluaran menurut desa, {masa}", keterangan)
        _dana(buku, rekap, f"Realisasi menurut sumber dana, {masa} (rupiah)", keterangan)

    return buat_buku(f"Rekap bulanan {bulan}", isi)


def _laporan(buku: Buku, rekap: Rekap, penanda: TandaTangan | None, *judul: str) -> None:
    """One row per village that owes a report, then how many reports are in which state."""
    kolom = {
        "Kode Kemendagri": 14, "Kecamatan": 14, "Desa": 16, "OPD": 14, "Keadaan": 13,
        "Diajukan": 11, "Terlambat (hari)": 10, "Kunjungan": 10, **TEKS,
    }  # fmt: skip
    lembar = buku.lembar("Laporan", list(kolom.values()))
    lembar.judul(*judul)
    lembar.lewati()
    lembar.tajuk(list(kolom), beku=3)
    pertama = lembar.nomor + 1
    gaya = [buku.teks] * 3 + [buku.bungkus] * 2 + [buku.tanggal] + [buku.angka(0)] * 2
    gaya += [buku.bungkus] * 4
    for p in rekap.penugasan:
        baris = _baris_laporan(rekap, p)
        teks = zip(baris[-len(TEKS) :], TEKS.values(), strict=True)
        lembar.tulis(baris, gaya, tinggi=tinggi_teks(teks))
    terakhir = lembar.nomor
    lembar.lewati()
    keadaan = [_keadaan(rekap, p) for p in rekap.penugasan]
    for status in KELOMPOK_STATUS:
        rumus = f'=COUNTIF(E{pertama}:E{max(pertama, terakhir)},"{status}")'
        lembar.tulis(
            [None, None, None, status, Rumus(rumus, keadaan.count(status))],
            [buku.teks] * 4 + [buku.angka(0)],
        )
    lembar.tanda_tangan(penanda, kolom=len(kolom) - 2)


def _baris_laporan(rekap: Rekap, penugasan: Penugasan) -> list[Isi]:
    laporan = rekap.laporan.get(penugasan.pk)
    desa = penugasan.desa
    baris: list[Isi] = [desa.kode, desa.kecamatan.nama, desa.nama, penugasan.opd.singkatan]
    baris.append(_keadaan(rekap, penugasan))
    kunjungan = rekap.kunjungan.get(penugasan.pk, 0)
    if laporan is None or laporan.status in LAPORAN_DAPAT_DIISI:
        return [*baris, None, None, kunjungan, None, None, None, None]
    diajukan = timezone.localdate(laporan.diajukan_pada)
    kegiatan = f"Nihil: {laporan.alasan_nihil}" if laporan.nihil else laporan.kegiatan
    isi = [kegiatan, laporan.hasil, laporan.hambatan, laporan.rencana]
    return [*baris, diajukan, laporan.hari_terlambat, kunjungan, *isi]


def _keadaan(rekap: Rekap, penugasan: Penugasan) -> str:
    laporan = rekap.laporan.get(penugasan.pk)
    return laporan.get_status_display() if laporan else KELOMPOK_STATUS[0]


def _keluaran_bulan(buku: Buku, rekap: Rekap, *judul: str) -> None:
    baris: list[Baris] = [([date_format(b, "F Y")], b) for b in rekap.bulan_tahun]
    _keluaran(buku, rekap, "Keluaran per bulan", judul, {"Bulan": 20}, baris, "bulan")


def _keluaran_sumber(buku: Buku, rekap: Rekap, *judul: str) -> None:
    baris: list[Baris] = [([s.label], s.value) for s in SumberDana]
    baris.append((["Belum ada dana tercatat"], TANPA_DANA))
    catatan = "Kegiatan bersumber ganda dihitung pada sumber dengan pagu terbesar."
    kepala = {"Sumber dana": 26.0}
    _keluaran(buku, rekap, "Keluaran per sumber", [*judul, catatan], kepala, baris, "sumber")


def _keluaran_desa(buku: Buku, rekap: Rekap, *judul: str) -> None:
    """The villages in which something was finished."""
    baris: list[Baris] = [
        ([d.kode, d.kecamatan.nama, d.nama], pk) for pk, d in rekap.desa_keluaran.items()
    ]
    kepala = {"Kode Kemendagri": 14.0, "Kecamatan": 15.0, "Desa": 20.0}
    _keluaran(buku, rekap, "Keluaran per desa", judul, kepala, baris, "desa")


def _keluaran(
    buku: Buku,
    rekap: Rekap,
    nama: str,
    judul: Sequence[str],
    kepala: dict[str, float],
    baris: Sequence[Baris],
    kunci: str,
) -> None:
    volume = rekap.volume(kunci)
    kolom = [(str(j), j.pk, 8.5) for j in rekap.jenis]
    pecahan = {jenis for (_, jenis), n in volume.items() if n % 1}
    gaya = [_angka("#,##0.00" if pk in pecahan else "#,##0") for _, pk, _ in kolom]
    lembar = buku.lembar(nama, [*kepala.values(), *(lebar for *_, lebar in kolom)])
    lembar.judul(*judul)
    _tabel(lembar, kepala, baris, kolom, volume, gaya, tegak=True)


def _angka(pola: str) -> dict[str, Any]:
    """Indonesian number format; zero is a dash."""
    return {"num_format": f"{LOKAL}{pola};{LOKAL}-{pola};{NOL}", "align": "right"}


def _dana(buku: Buku, rekap: Rekap, *judul: str) -> None:
    """The year's pagu, what came month by month, their sum and its share of the pagu."""
    kolom: list[Kolom] = [(f"Pagu {rekap.bulan.year}", PAGU, 16.0)]
    kolom += [(date_format(b, "M Y"), b, 14.0) for b in rekap.bulan_tahun]
    isi: dict[tuple[object, object], Decimal] = {
        (sumber, bulan): n for (bulan, sumber), n in rekap.cair.items()
    }
    isi |= {(sumber, PAGU): n for sumber, n in rekap.pagu.items()}

    def ekor(nomor: int, angka: Sequence[float]) -> list[Isi]:
        awal, akhir = huruf_kolom(2), huruf_kolom(len(kolom))
        jumlah, bagian = sum(angka[1:]), huruf_kolom(len(kolom) + 1)
        persen = jumlah / angka[0] if angka[0] else ""
        return [
            Rumus(f"=SUM({awal}{nomor}:{akhir}{nomor})", jumlah),
            Rumus(f'=IF(B{nomor}=0,"",{bagian}{nomor}/B{nomor})', persen),
        ]

    lembar = buku.lembar("Sumber dana", [22, *(lebar for *_, lebar in kolom), 16, 12])
    lembar.judul(*judul)
    rupiah, bagian = _angka("#,##0"), _angka("0.0%")
    gaya = [rupiah] * (len(kolom) + 1) + [bagian]
    baris: list[Baris] = [([s.label], s.value) for s in SumberDana]
    kepala = {"Sumber dana": 22.0}
    _tabel(lembar, kepala, baris, kolom, isi, gaya, ("Realisasi", "Bagian pagu"), ekor)


def _tabel(
    lembar: Lembar,
    kepala: dict[str, float],
    baris: Sequence[Baris],
    kolom: Sequence[Kolom],
    isi: Mapping[tuple[object, object], Decimal],
    gaya: list[dict[str, Any]],
    judul_ekor: Sequence[str] = (),
    ekor: Callable[[int, Sequence[float]], list[Isi]] = lambda _nomor, _angka: [],
    *,
    tegak: bool = False,
) -> None:
    """A table of numbers with a row of live sums below; what is not in `isi` is zero.

    `ekor` gives the cells after the numbers, from the Excel row and its numbers; the row of sums
    has them, too.
    """
    lembar.lewati()
    judul = [*kepala, *(judul for judul, *_ in kolom), *judul_ekor]
    if tegak:
        lembar.tajuk(judul, beku=len(kepala), tegak=len(kepala), tinggi=TINGGI_TEGAK)
    else:
        lembar.tajuk(judul, beku=len(kepala), tinggi=30)
    buku, kiri, pertama = lembar.buku, len(kepala), lembar.nomor + 1
    polos, gaya_jumlah = ([buku.gaya(**g, **tambah) for g in gaya] for tambah in ({}, JUMLAH))
    jumlah = [0.0] * len(kolom)
    for teks, kunci in baris:
        angka = [float(isi.get((kunci, k), 0)) for _, k, _ in kolom]
        jumlah = [a + b for a, b in zip(jumlah, angka, strict=True)]
        sel = [*teks, *angka, *ekor(lembar.nomor + 1, angka)]
        lembar.tulis(sel, [buku.teks] * kiri + polos)
    terakhir = max(lembar.nomor, pertama)
    rumus = [
        Rumus(
            f"=SUM({huruf_kolom(kiri + n)}{pertama}:{huruf_kolom(kiri + n)}{terakhir})", jumlah[n]
        )
        for n in range(len(kolom))
    ]
    isi_jumlah: list[Isi] = ["Jumlah", *[None] * (kiri - 1), *rumus]
    lembar.tulis([*isi_jumlah, *ekor(lembar.nomor + 1, jumlah)], [buku.tajuk] * kiri + gaya_jumlah)
