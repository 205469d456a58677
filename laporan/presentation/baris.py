"""Rows of the before/after tables."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse

from inti.angka import format_angka
from laporan.presentation.pembanding import SelPembanding, sel_pembanding
from laporan.presentation.penulis import TIDAK_ADA, Penulis, Perubahan, Sel
from laporan.queries import Hitungan, IndikatorLaporan, Perbandingan, Tersisih
from laporan.stats import (
    PASANGAN_TERKECIL,
    PENYEBUT_KECIL,
    Alasan,
    HasilKelompok,
    Pasangan,
    Ringkasan,
    Sebanding,
    TakSebanding,
    Uji,
    bagian_target,
    perubahan_relatif,
)


class BarisIndikator(NamedTuple):
    """One indicator over all target villages."""

    nama: str
    url: str
    arah: str
    awal: Sel
    kini: Sel
    perubahan: Perubahan | None
    satuan: str  # of the change, when it is not poin persen
    rerata: str
    selang: str
    berpasangan: str
    hitungan: str
    catatan: str
    pembanding: SelPembanding | None  # None: nothing is compared with other villages
    ringkasan: Ringkasan


class BarisDesa(NamedTuple):
    """One village and indicator, with its figures or the reason why there is no change."""

    kunci: int  # id of what differs between the rows: the village or the indicator
    judul: str
    sub: str
    url: str
    awal: Sel
    kini: Sel
    perubahan: Perubahan | None
    satuan: str  # of the change, when it is not poin persen
    relatif: str
    catatan: str
    pasangan: Pasangan
    perbaikan: float  # the change, positive when it is for the better; 0 without one


class KelompokSisihan(NamedTuple):
    """Villages left out of the same indicators: their names, and both as the page says them."""

    indikator: tuple[str, ...]
    desa: tuple[str, ...]
    sebut_indikator: str
    sebut_desa: str


class Sisihan(NamedTuple):
    """Pairs of village and indicator left out for one reason."""

    alasan: Alasan
    banyak: int
    desa: int
    kelompok: list[KelompokSisihan]


def baris_semua(
    semua: Sequence[Hitungan], kueri: str, kelompok: Mapping[int, HasilKelompok] | None = None
) -> list[BarisIndikator]:
    """A row per indicator; `kueri` is the query string that links carry on, `kelompok` the
    comparison with villages that were not mentored, by indicator id."""
    url = reverse("laporan:sebelum_sesudah_indikator", args=["~"]) + kueri
    return [
        _baris_indikator(
            h, url.replace("~", h.indikator.kode), kelompok and kelompok[h.indikator.id]
        )
        for h in semua
    ]


def _baris_indikator(
    hitungan: Hitungan, url: str, kelompok: HasilKelompok | None
) -> BarisIndikator:
    indikator, _, ringkasan, tersisih = hitungan
    penulis = Penulis.untuk(indikator)
    gabungan, selang = ringkasan.gabungan, ringkasan.selang
    awal = kini = Sel(TIDAK_ADA)
    perubahan = None
    if gabungan:
        awal, kini = penulis.jumlah(gabungan.awal), penulis.jumlah(gabungan.lanjutan)
        perubahan = penulis.perubahan(gabungan.selisih, gabungan=True)
    return BarisIndikator(
        nama=indikator.nama,
        url=url,
        arah=f"{indikator.definisi.arah} lebih baik",
        awal=awal,
        kini=kini,
        perubahan=perubahan,
        satuan="" if indikator.definisi.jenis == "proporsi" else indikator.versi.satuan,
        rerata=TIDAK_ADA if ringkasan.rerata is None else penulis.selisih(ringkasan.rerata),
        selang=penulis.selang(selang) if selang else "",
        berpasangan=f"{ringkasan.n} dari {ringkasan.sasaran}",
        hitungan=f"{ringkasan.membaik} · {ringkasan.tetap} · {ringkasan.memburuk}",
        catatan="; ".join(_catatan_indikator(indikator, penulis, ringkasan, tersisih)),
        pembanding=sel_pembanding(indikator, kelompok) if kelompok else None,
        ringkasan=ringkasan,
    )


def baris_per_desa(laporan: Perbandingan, hitungan: Hitungan, kueri: str) -> list[BarisDesa]:
    """One indicator: a row per village, best change first, those without a change last."""
    indikator, pasangan, *_ = hitungan
    penulis = Penulis.untuk(indikator)
    baris = [
        _baris(
            penulis,
            p,
            kunci=s.id,
            judul=s.nama_lengkap,
            sub=s.opd,
            url=reverse("laporan:sebelum_sesudah_desa", args=[s.kode]) + kueri,
            satuan="" if penulis.jenis == "proporsi" else indikator.versi.satuan,
            target=indikator.target(s.id),
        )
        for s, p in zip(laporan.sasaran, pasangan, strict=True)
    ]
    return sorted(baris, key=lambda b: (b.perubahan is None, -b.perbaikan))


def baris_per_indikator(laporan: Perbandingan, kueri: str) -> list[BarisDesa]:
    """One village: a row per indicator, in the order of the form."""
    (sasaran,) = laporan.sasaran
    return [
        _baris(
            Penulis.untuk(i),
            laporan.per_desa[sasaran.id][i.id],
            kunci=i.id,
            judul=i.nama,
            sub=i.bidang,
            url=reverse("laporan:sebelum_sesudah_indikator", args=[i.kode]) + kueri,
            satuan="" if i.definisi.jenis == "proporsi" else i.versi.satuan,
            target=i.target(sasaran.id),
        )
        for i in laporan.indikator
    ]


def _baris(
    penulis: Penulis,
    pasangan: Pasangan,
    *,
    kunci: int,
    judul: str,
    sub: str,
    url: str,
    satuan: str,
    target: Decimal | None,
) -> BarisDesa:
    relatif = perubahan_relatif(pasangan, penulis.jenis)
    selisih = pasangan.selisih if isinstance(pasangan, Sebanding) else None
    return BarisDesa(
        kunci=kunci,
        judul=judul,
        sub=sub,
        url=url,
        awal=penulis.nilai(pasangan.awal),
        kini=penulis.nilai(pasangan.lanjutan),
        perubahan=None if selisih is None else penulis.perubahan(selisih),
        satuan=satuan,
        relatif=TIDAK_ADA if relatif is None else f"{format_angka(relatif, 1)}%",
        catatan="; ".join(_catatan_desa(penulis, pasangan, target)),
        pasangan=pasangan,
        perbaikan=(selisih or 0) * (1 if penulis.arah == "naik" else -1),
    )


def sisihan(laporan: Perbandingan, hitungan: Sequence[Hitungan]) -> list[Sisihan]:
    """Who is left out, of what and why, in the order of the reasons.

    Within a reason every village stands in exactly one group, together with those that miss the
    same indicators; most indicators first. The groups expand to exactly the pairs left out.
    """
    kurang: dict[Alasan, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    indikator = [satu.indikator.nama for satu in hitungan]
    desa = [s.nama_lengkap for s in laporan.sasaran]
    for satu in hitungan:
        for alasan, tersisih in satu.tersisih.items():
            for nomor in tersisih:
                kurang[alasan][nomor].append(satu.indikator.nama)
    return [
        Sisihan(
            alasan,
            sum(map(len, kurang[alasan].values())),
            len(kurang[alasan]),
            _kelompok(kurang[alasan], indikator, desa),
        )
        for alasan in Alasan
        if alasan in kurang
    ]


def _kelompok(
    kurang: dict[int, list[str]], indikator: Sequence[str], desa: Sequence[str]
) -> list[KelompokSisihan]:
    gabung: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for nomor, nama in sorted(kurang.items()):
        gabung[tuple(nama)].append(desa[nomor])
    return [
        KelompokSisihan(
            nama,
            tuple(semua),
            _sebut(nama, indikator, "indikator"),
            _sebut(semua, desa, "desa"),
        )
        for nama, semua in sorted(gabung.items(), key=lambda butir: -len(butir[0]))
    ]


def _sebut(nama: Sequence[str], semua: Sequence[str], kata: str) -> str:
    """The names; when they are most of all, those that are not among them."""
    if len(nama) == len(semua) > 1:
        return f"semua {kata} ({len(semua)})"
    if len(nama) == 1 or len(nama) <= len(semua) / 2:
        return ", ".join(nama)
    lain = ", ".join(satu for satu in semua if satu not in nama)
    return f"{len(nama)} {kata}: semua kecuali {lain}"


def statistik(hitungan: Hitungan, uji: Uji) -> list[tuple[str, str]]:
    """The programme-level figures of one indicator as (name, text)."""
    indikator, _, ringkasan, _ = hitungan
    hasil = [("Desa berpasangan", f"{ringkasan.n} dari {ringkasan.sasaran} sasaran")]
    gabungan = ringkasan.gabungan
    if gabungan is None or ringkasan.rerata is None or ringkasan.median is None:
        return hasil
    penulis, satuan = Penulis.untuk(indikator), indikator.satuan_selisih
    sedikit = "tidak dihitung: pasangan terlalu sedikit"
    awal, kini = penulis.jumlah(gabungan.awal), penulis.jumlah(gabungan.lanjutan)
    return [
        *hasil,
        ("Rata-rata perubahan desa", f"{penulis.selisih(ringkasan.rerata)} {satuan}"),
        ("Selang 95% rata-rata", penulis.selang(ringkasan.selang) if ringkasan.selang else sedikit),
        ("Median perubahan", f"{penulis.selisih(ringkasan.median)} {satuan}"),
        ("Kuartil", penulis.selang(ringkasan.kuartil) if ringkasan.kuartil else sedikit),
        (
            "Semua desa digabung",
            f"{awal.angka} → {kini.angka}, selisih {penulis.selisih(gabungan.selisih)} {satuan}",
        ),
        (
            "Membaik · tetap · memburuk",
            f"{ringkasan.membaik} · {ringkasan.tetap} · {ringkasan.memburuk} desa",
        ),
        ("Uji tanda", _nilai_p(uji.p_tanda, f"{uji.turun} turun, {uji.naik} naik")),
        ("Uji Wilcoxon", _nilai_p(uji.p_wilcoxon, f"statistik {format_angka(uji.wilcoxon or 0)}")),
    ]


def _nilai_p(p: float | None, rincian: str) -> str:
    if p is None:
        return "tidak dihitung: tidak ada desa yang berubah"
    teks = f"p = {format_angka(p, 4)}" if p >= 0.0001 else "p < 0,0001"
    return f"{teks} ({rincian})"


def _catatan_indikator(
    indikator: IndikatorLaporan, penulis: Penulis, ringkasan: Ringkasan, tersisih: Tersisih
) -> list[str]:
    catatan = []
    if ringkasan.n == 0:
        catatan.append("belum ada pasangan")
    elif ringkasan.n < PASANGAN_TERKECIL:
        catatan.append("pasangan terlalu sedikit untuk selang")
    elif not ringkasan.jelas_berubah:
        catatan.append("belum dapat dibedakan dari tanpa perubahan")
    catatan += [
        f"{kata} di {len(tersisih[kata])} desa"
        for kata in (Alasan.DEFINISI_BERUBAH, Alasan.DERET_TERPUTUS)
        if kata in tersisih
    ]
    if ringkasan.gabungan and indikator.target_daftar is not None:
        awal, kini = ringkasan.gabungan.awal.besaran, ringkasan.gabungan.lanjutan.besaran
        catatan.append(_target(penulis, awal, kini, indikator.target_daftar))
    return catatan


def _catatan_desa(penulis: Penulis, pasangan: Pasangan, target: Decimal | None) -> list[str]:
    catatan = [str(pasangan.alasan)] if isinstance(pasangan, TakSebanding) else []
    for kata, nilai in (("awal", pasangan.awal), ("kini", pasangan.lanjutan)):
        if nilai and nilai.terverifikasi and (selang := nilai.selang_wilson):
            bawah, atas = (format_angka(batas, 1) for batas in selang)
            catatan.append(f"{kata} dari sampel, 95%: {bawah} s.d. {atas}%")
    if isinstance(pasangan, TakSebanding):
        return catatan
    penyebut = [n.penyebut for n in (pasangan.awal, pasangan.lanjutan) if n.penyebut]
    if penyebut and min(penyebut) < PENYEBUT_KECIL:
        catatan.append("penyebut kecil: bacalah jumlahnya, bukan persennya")
    awal, kini = pasangan.awal.besaran, pasangan.lanjutan.besaran
    if target is not None and awal is not None and kini is not None:
        catatan.append(_target(penulis, awal, kini, target))
    return catatan


def _target(penulis: Penulis, awal: float, kini: float, target: Decimal) -> str:
    bagian = bagian_target(awal, kini, float(target), penulis.arah)
    capaian = "sudah tercapai sejak awal"
    if bagian is not None:
        capaian = f"ditempuh {format_angka(100 * bagian, 0)}%"
    return f"target {penulis.besaran(target)}: {capaian}"
