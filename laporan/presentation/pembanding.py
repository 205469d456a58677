"""The comparison with villages that were not mentored, in words and in the table."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from inti.angka import format_angka
from laporan.presentation.penulis import TIDAK_ADA, Penulis
from laporan.queries import BantuanLain, Hitungan, IndikatorLaporan, Pembanding
from laporan.stats import (
    KLASTER_TERKECIL,
    PASANGAN_TERKECIL,
    HasilKelompok,
    Taksiran,
    putusan,
)


BELUM_JELAS = "belum dapat dibedakan dari tanpa perubahan"


class SelPembanding(NamedTuple):
    """The comparison column: mean change of the other villages, and the fair estimate in small."""

    rerata: str
    taksiran: str
    selang: str
    kata: str  # lebih baik, lebih buruk, belum dapat dibedakan, or why there is no estimate
    nada: str  # class of the word: membaik, memburuk or empty


def sel_pembanding(indikator: IndikatorLaporan, hasil: HasilKelompok) -> SelPembanding:
    penulis = Penulis.untuk(indikator)
    rerata = hasil.rerata_pembanding
    teks = TIDAK_ADA if rerata is None else penulis.selisih(rerata)
    taksiran = hasil.adil
    if taksiran is None:
        kata = "tidak ditaksir" if hasil.cukup else "belum cukup data"
        return SelPembanding(teks, TIDAK_ADA, "", kata, "")
    nada = putusan(taksiran.taksiran, penulis.arah) if taksiran.jelas else ""
    kata = {"membaik": "lebih baik", "memburuk": "lebih buruk"}.get(nada, "belum dapat dibedakan")
    return SelPembanding(
        teks, penulis.selisih(taksiran.taksiran), penulis.selang(taksiran.selang), kata, nada
    )


def kalimat_pembanding(indikator: IndikatorLaporan, hasil: HasilKelompok) -> str:
    """Both groups' change, the difference with its interval, and what may be said of it."""
    if hasil.rerata_dampingan is None or hasil.rerata_pembanding is None or hasil.adil is None:
        return _sebab(hasil)
    penulis, satuan = Penulis.untuk(indikator), indikator.satuan_selisih
    taksiran = hasil.adil
    dampingan, pembanding = (
        _gerak(penulis, rerata, satuan)
        for rerata in (hasil.rerata_dampingan, hasil.rerata_pembanding)
    )
    bandingan = (
        "pada kecamatan dan skor pemilih yang sama, selisihnya" if hasil.memilih else "selisihnya"
    )
    kalimat = f"Desa dampingan {dampingan}, desa pembanding {pembanding}; {bandingan} "
    if not taksiran.jelas:
        bawah, atas = map(penulis.selisih, taksiran.selang)
        return (
            f"{kalimat}{penulis.selisih(taksiran.taksiran)} {satuan} (95%: {bawah} sampai {atas}), "
            f"{BELUM_JELAS}."
        )
    bawah, atas = map(penulis.selisih, sorted(map(abs, taksiran.selang)))
    mutu = "baik" if putusan(taksiran.taksiran, penulis.arah) == "membaik" else "buruk"
    return (
        f"{kalimat}{penulis.selisih(abs(taksiran.taksiran))} {satuan} (95%: {bawah} sampai {atas}), "
        f"lebih {mutu} di desa dampingan."
    )


def kalimat_pembanding_umum(semua: Iterable[Hitungan], hasil: Mapping[int, HasilKelompok]) -> str:
    """How many indicators went better or worse than among the other villages."""
    hitung = Counter(
        putusan(satu.adil.taksiran, h.indikator.definisi.arah) if satu.adil.jelas else "samar"
        for h in semua
        if (satu := hasil[h.indikator.id]).adil
    )
    if not hitung:
        return "Belum ada indikator yang dapat dibandingkan dengan desa pembanding."
    return (
        f"Dibandingkan dengan desa yang tidak didampingi, dari {hitung.total()} indikator desa "
        f"dampingan berubah lebih baik pada {hitung['membaik']} dan lebih buruk pada "
        f"{hitung['memburuk']}; pada {hitung['samar']} indikator {BELUM_JELAS}."
    )


def catatan_pembanding(pembanding: Pembanding) -> str:
    """Which estimate is shown, why, and what it means."""
    banyak = f"Desa pembanding: {len(pembanding.pembanding.sasaran)} desa yang tidak didampingi. "
    if pembanding.memilih:
        pilihan = (
            "Data awal adalah data yang memilih desa, atau lebih lama, maka dipakai selisih ganda "
            "disesuaikan: perubahan pada kecamatan dan skor pemilih yang sama."
        )
    else:
        pilihan = (
            "Data awal diukur sesudah desa dipilih, maka dipakai selisih ganda: rata-rata perubahan "
            "desa dampingan dikurangi rata-rata perubahan desa pembanding."
        )
    return f"{banyak}{pilihan} {_kalimat_bantuan(pembanding.bantuan)}"


def _kalimat_bantuan(bantuan: BantuanLain) -> str:
    """What others did in both groups in the meantime: the estimate comes on top of it."""
    if not bantuan.pembanding + bantuan.dampingan:
        tercatat = "Belum ada intervensi pihak lain yang tercatat di kedua kelompok."
    else:
        tercatat = (
            f"Pihak lain tercatat menangani {bantuan.pembanding} kegiatan di "
            f"{bantuan.desa_pembanding} desa pembanding dan {bantuan.dampingan} kegiatan di "
            f"{bantuan.desa_dampingan} desa dampingan."
        )
    return f"{tercatat} Selisihnya adalah tambahan di atas program lain."


def rincian_pembanding(
    indikator: IndikatorLaporan, hasil: HasilKelompok, selang_biasa: tuple[float, float] | None
) -> list[tuple[str, str]]:
    """The methods block: plain before/after, every estimate, and the difference of the two."""
    penulis, satuan = Penulis.untuk(indikator), indikator.satuan_selisih

    def taksiran(satu: Taksiran | None) -> str:
        if satu is None:
            return "tidak ditaksir"
        return (
            f"{penulis.selisih(satu.taksiran)} {satuan} (95%: {penulis.selang(satu.selang)}; "
            f"galat baku {format_angka(satu.galat_baku, 2)}; p = {format_angka(satu.p, 4)}; "
            f"{satu.n} desa, {satu.klaster} kecamatan)"
        )

    biasa = "tidak ada"
    if hasil.rerata_dampingan is not None:
        biasa = f"{penulis.selisih(hasil.rerata_dampingan)} {satuan}"
        if selang_biasa:
            biasa += f" (95%: {penulis.selang(selang_biasa)})"
    beda = "tidak dihitung"
    if hasil.ganda and hasil.disesuaikan:
        selisih = hasil.disesuaikan.taksiran - hasil.ganda.taksiran
        beda = f"{format_angka(selisih, penulis.desimal_selisih + 1)} {satuan}"
    return [
        (
            "Berpasangan",
            f"{hasil.n_dampingan} desa dampingan, {hasil.n_pembanding} desa pembanding",
        ),
        ("Sebelum–sesudah biasa", biasa),
        ("Selisih ganda", taksiran(hasil.ganda)),
        ("Selisih ganda disesuaikan", taksiran(hasil.disesuaikan)),
        ("Beda kedua taksiran", beda),
        ("Desa tanpa skor pemilih", str(hasil.tanpa_skor)),
        ("Yang ditampilkan", "selisih ganda disesuaikan" if hasil.memilih else "selisih ganda"),
    ]


def _gerak(penulis: Penulis, rerata: float, satuan: str) -> str:
    if rerata == 0:
        return "tidak berubah"
    return f"{'naik' if rerata > 0 else 'turun'} {penulis.selisih(abs(rerata))} {satuan}"


def _sebab(hasil: HasilKelompok) -> str:
    """Why there is no estimate."""
    if not hasil.cukup:
        return (
            f"Belum cukup data untuk membandingkan: berpasangan {hasil.n_dampingan} desa dampingan "
            f"dan {hasil.n_pembanding} desa pembanding di {hasil.klaster} kecamatan; diperlukan "
            f"sekurangnya {PASANGAN_TERKECIL} desa tiap kelompok dan {KLASTER_TERKECIL} kecamatan."
        )
    if hasil.memilih and hasil.tanpa_skor:
        return (
            "Tidak ditaksir: data awal adalah data yang memilih desa, atau lebih lama, dan skor "
            f"pemilih {hasil.tanpa_skor} desa tidak tersimpan. Tanpa skor itu sebagian perubahan "
            "akan keliru dianggap hasil pendampingan (regresi ke rerata)."
        )
    return "Tidak ditaksir: desa dampingan dan desa pembanding tidak berada di kecamatan yang sama."
