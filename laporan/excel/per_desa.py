"""Sheet "Per desa": a row per village and indicator, the change as live formulas of its parts."""

from typing import Any

from laporan.excel.dasar import (
    BARIS_DATA,
    KOLOM_WILAYAH,
    PER_DESA,
    desimal_ukuran,
    isi_wilayah,
)
from laporan.excel.lembar import Buku, Isi, Rumus
from laporan.queries import Hitungan, IndikatorLaporan, Perbandingan
from laporan.stats import Nilai, Pasangan, Sebanding, TakSebanding, perubahan_relatif


def tulis_per_desa(
    buku: Buku, laporan: Perbandingan, semua: list[Hitungan], keterangan: str
) -> None:
    kolom = KOLOM_WILAYAH | {
        "Kode indikator": 13,
        "Indikator": 38,
        "Arah baik": 8,
        "Satuan selisih": 12,
        "Awal: pembilang atau nilai": 14,
        "Awal: penyebut": 11,
        "Kini: pembilang atau nilai": 14,
        "Kini: penyebut": 11,
        "Awal (% atau nilai)": 17,
        "Kini (% atau nilai)": 17,
        "Selisih": 16,
        "Relatif (%)": 10,
        "Putusan": 14,
        "Alasan tidak dibandingkan": 22,
        "Tanggal awal": 12,
        "Tanggal kini": 12,
    }
    lembar = buku.lembar(PER_DESA, list(kolom.values()))
    lembar.judul("Perubahan tiap desa dan indikator", keterangan)
    lembar.lewati()
    lembar.tajuk(list(kolom), beku=4)
    gaya = {s.indikator.id: _gaya_per_desa(buku, s.indikator) for s in semua}
    for nomor, sasaran in enumerate(laporan.sasaran):
        wilayah = isi_wilayah(sasaran)
        for satu in semua:
            isi = _isi_per_desa(satu.indikator, satu.pasangan[nomor], lembar.nomor + 1)
            lembar.tulis(wilayah + isi, gaya[satu.indikator.id])
    akhir = lembar.nomor - 1
    if akhir < BARIS_DATA - 1:
        lembar.tulis(["Tidak ada desa sasaran pada daftar dan saringan ini."], [buku.teks])
        return
    lembar.lembar.autofilter(BARIS_DATA - 2, 0, akhir, len(kolom) - 1)
    for kata, tinta, latar in (
        ("membaik", "#084A80", "#E4F0FA"),
        ("memburuk", "#83330A", "#FBEEE4"),
    ):
        lembar.lembar.conditional_format(
            BARIS_DATA - 1,
            15,
            akhir,
            17,
            {
                "type": "formula",
                "criteria": f'=ISNUMBER(SEARCH("{kata}",$R{BARIS_DATA}))',
                "format": buku.gaya(font_color=tinta, bg_color=latar),
            },
        )


def _gaya_per_desa(buku: Buku, indikator: IndikatorLaporan) -> list[Any]:
    desimal = indikator.versi.desimal
    return (
        [buku.teks] * 9
        + [buku.angka(desimal)] * 4
        + [buku.angka(desimal_ukuran(indikator))] * 3
        + [buku.angka(1), buku.jorok, buku.teks, buku.tanggal, buku.tanggal]
    )


def _isi_per_desa(indikator: IndikatorLaporan, pasangan: Pasangan, r: int) -> list[Isi]:
    """From indicator code to dates, on Excel row `r`; formulas refer to the parts on the row."""
    proporsi = indikator.definisi.jenis == "proporsi"
    tampil: list[Isi] = [None, None]
    tanggal: list[Isi] = [None, None]
    for letak, (nilai, kiri, kanan) in enumerate(
        ((pasangan.awal, "J", "K"), (pasangan.lanjutan, "L", "M"))
    ):
        if nilai and nilai.terverifikasi and (besaran := nilai.besaran) is not None:
            rumus = f"=100*{kiri}{r}/{kanan}{r}" if proporsi else f"={kiri}{r}"
            tampil[letak], tanggal[letak] = Rumus(rumus, besaran), nilai.tanggal
    perubahan: list[Isi] = [None] * 3
    if isinstance(pasangan, Sebanding):
        perubahan = _rumus_perubahan(indikator, pasangan, r)
    return [
        indikator.kode,
        indikator.nama,
        indikator.definisi.arah,
        indikator.satuan_selisih,
        *_angka(pasangan.awal),
        *_angka(pasangan.lanjutan),
        *tampil,
        *perubahan,
        str(pasangan.alasan) if isinstance(pasangan, TakSebanding) else None,
        *tanggal,
    ]


def _rumus_perubahan(indikator: IndikatorLaporan, pasangan: Sebanding, r: int) -> list[Isi]:
    """Change, relative change and verdict. Equal rates are found on the parts, not by division."""
    jenis = indikator.definisi.jenis
    selisih = f"=L{r}-J{r}"
    if jenis == "proporsi":
        selisih = f"=IF(ROUND(L{r}*K{r}-J{r}*M{r},8)=0,0,100*(L{r}/M{r}-J{r}/K{r}))"
    relatif = perubahan_relatif(pasangan, jenis)
    tanda = "=" if pasangan.selisih == 0 else "▲" if pasangan.selisih > 0 else "▼"
    return [
        Rumus(selisih, pasangan.selisih),
        None
        if jenis == "skor"
        else Rumus(f'=IF(J{r}>=20,100*P{r}/N{r},"")', "" if relatif is None else relatif),
        Rumus(
            f'=IF(P{r}=0,"= tetap",IF(P{r}>0,"▲ ","▼ ")'
            f'&IF((P{r}>0)=(H{r}="naik"),"membaik","memburuk"))',
            f"{tanda} {pasangan.putusan}",
        ),
    ]


def _angka(nilai: Nilai | None) -> tuple[Isi, Isi]:
    """The stored parts of a verified answer."""
    if nilai is None or not nilai.terverifikasi:
        return None, None
    return (nilai.nilai if nilai.pembilang is None else nilai.pembilang), nilai.penyebut
