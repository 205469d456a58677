"""The comparison in words."""

from collections import Counter
from collections.abc import Sequence

from django.utils.formats import date_format

from laporan.presentation.baris import BarisDesa, BarisIndikator
from laporan.presentation.penulis import Penulis
from laporan.queries import Hitungan, Perbandingan
from laporan.stats import perlu_catatan_regresi


def kalimat_umum(baris: Sequence[BarisIndikator]) -> str:
    """All indicators together."""
    hitung = Counter(b.perubahan.putusan for b in baris if b.perubahan)
    if not hitung:
        return "Belum ada desa yang dapat dibandingkan pada kedua putaran ini."
    jelas = sum(b.ringkasan.jelas_berubah for b in baris)
    return (
        f"Dari {hitung.total()} indikator yang dapat dibandingkan, {hitung['membaik']} membaik, "
        f"{hitung['tetap']} tetap, dan {hitung['memburuk']} memburuk bila semua desa digabung. "
        f"Pada {jelas} indikator rata-rata perubahan desa jelas berbeda dari tanpa perubahan "
        "(selang 95% tidak mencakup nol)."
    )


def kalimat_indikator(hitungan: Hitungan) -> str:
    """One indicator: direction, mean with interval, verdict counts."""
    indikator, _, ringkasan, _ = hitungan
    if ringkasan.rerata is None:
        return "Belum ada desa yang dapat dibandingkan pada kedua putaran ini."
    penulis = Penulis.untuk(indikator)
    gerak = "tetap"
    if ringkasan.rerata:
        arah = "naik" if ringkasan.rerata > 0 else "turun"
        gerak = f"{arah} {penulis.selisih(abs(ringkasan.rerata))} {indikator.satuan_selisih}"
    kalimat = f"Pada {ringkasan.n} desa yang dapat dibandingkan, {indikator.nama} rata-rata {gerak}"
    if ringkasan.selang:
        kalimat += f" (selang 95% perubahan: {penulis.selang(ringkasan.selang)})"
    kalimat += (
        f"; {ringkasan.membaik} desa membaik, {ringkasan.tetap} tetap, "
        f"{ringkasan.memburuk} memburuk."
    )
    if ringkasan.selang and not ringkasan.jelas_berubah:
        kalimat += " Rata-rata itu belum dapat dibedakan dari tanpa perubahan."
    return kalimat


def kalimat_desa(baris: Sequence[BarisDesa]) -> str:
    """One village."""
    hitung = Counter(b.perubahan.putusan for b in baris if b.perubahan)
    if not hitung:
        return "Belum ada indikator yang dapat dibandingkan pada kedua putaran ini."
    return (
        f"Dari {len(baris)} indikator, {hitung.total()} dapat dibandingkan: "
        f"{hitung['membaik']} membaik, {hitung['tetap']} tetap, {hitung['memburuk']} memburuk."
    )


def liputan(laporan: Perbandingan) -> str:
    """The coverage line: villages with verified values per round, and what still waits."""
    keadaan = [laporan.per_desa[s.id].keadaan for s in laporan.sasaran]
    awal, kini, menunggu = (sum(k[sisi] for k in keadaan) for sisi in range(3))
    banyak = len(keadaan)
    teks = (
        f"Data awal terverifikasi {awal} dari {banyak} desa · data kini {kini} dari {banyak} desa"
    )
    if menunggu:
        teks += f" · menunggu verifikasi {menunggu} desa"
    return teks


def catatan_regresi(laporan: Perbandingan) -> str:
    """The standing note on regression to the mean, when the baseline calls for it."""
    rujukan, data = laporan.awal.tanggal_rujukan, laporan.tanggal_data
    if data is None or not perlu_catatan_regresi(rujukan, data):
        return ""
    return (
        f"Data awal (rujukan {date_format(rujukan)}) tidak lebih baru daripada data yang memilih "
        f"desa ({date_format(data)}). Desa yang dipilih karena angkanya sedang tinggi cenderung "
        "turun pada pengukuran berikutnya walaupun tidak ada program (regresi ke rerata); "
        "sebagian perubahan di sini mungkin berasal dari itu."
    )
