"""The three datasets of survey values, written from answers in which small counts are hidden."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from desa.choices import JenisPutaran
from inti.models import Kabupaten
from laporan.stats import Angka, Pasangan, Putusan, Sebanding, jumlahkan
from terbuka.queries.bentuk import DISAMARKAN, TAMPIL, Hasil, angka, persen
from terbuka.queries.survei import BahanPeriode, BahanSurvei, Tabel
from terbuka.stats import Baris, Tutup


KOSONG: Hasil = {"pembilang": None, "penyebut": None, "nilai": None, "persen": None}


def nilai_desa(bahan: BahanSurvei) -> Iterator[Hasil]:
    """One row per village, indicator and closed round."""
    for periode in bahan.periode:
        for tabel in periode.tabel.values():
            kepala = _kepala(periode, tabel)
            for kelompok, isi in periode.sasaran.items():
                for pk in isi:
                    if pk not in tabel.nilai:
                        continue
                    desa = bahan.wilayah[pk]
                    yield {
                        **kepala,
                        "kode_desa": desa.kode,
                        "nama_desa": desa.nama,
                        "kode_kecamatan": desa.kode_kecamatan,
                        "kelompok": kelompok,
                        "versi": bahan.versi[tabel.nilai[pk].versi],
                        **_isi_desa(tabel, pk),
                    }


def nilai_wilayah(bahan: BahanSurvei, kabupaten: Kabupaten) -> Iterator[Hasil]:
    """Sums over the villages of a group, of the kabupaten and of each kecamatan."""
    for periode in bahan.periode:
        for tabel in periode.tabel.values():
            for kelompok, isi in periode.sasaran.items():
                for tingkat, kode, nama, desa in _wilayah(bahan, tabel, isi, kabupaten):
                    nama_jumlah = "kabupaten" if tingkat == "kabupaten" else kode
                    yield {
                        **_kepala(periode, tabel),
                        "tingkat": tingkat,
                        "kode_wilayah": kode,
                        "nama_wilayah": nama,
                        "kelompok": kelompok,
                        "jumlah_desa": len(desa),
                        **_isi_jumlah(tabel, (nama_jumlah, kelompok), desa),
                    }


def _wilayah(
    bahan: BahanSurvei, tabel: Tabel, desa: Sequence[int], kabupaten: Kabupaten
) -> Iterator[tuple[str, str, str, list[int]]]:
    """Level, code, name and villages (those with a number) of the areas in which there are any."""
    berangka = [pk for pk in desa if pk in tabel.baris]
    if berangka:
        yield "kabupaten", kabupaten.kode, kabupaten.nama, berangka
    kecamatan: dict[tuple[str, str], list[int]] = {}
    for pk in berangka:
        satu = bahan.wilayah[pk]
        kecamatan.setdefault((satu.kode_kecamatan, satu.kecamatan), []).append(pk)
    for (kode, nama), isi in sorted(kecamatan.items()):
        yield "kecamatan", kode, nama, isi


def sebelum_sesudah(bahan: BahanSurvei) -> Iterator[Hasil]:
    """Per period, group and indicator: the villages of both rounds taken as one."""
    for periode in bahan.periode:
        awal, lanjutan = periode.awal, periode.lanjutan
        if not (awal and lanjutan):
            continue
        for kelompok, per_indikator in periode.pasangan.items():
            for indikator_id, pasangan in per_indikator.items():
                sisi = [periode.tabel.get((p.id, indikator_id)) for p in (awal, lanjutan)]
                indikator = next((t.indikator for t in sisi if t), None)
                if indikator is None or not pasangan:
                    continue
                yield {
                    "periode": periode.nama,
                    "kelompok": kelompok,
                    "kode_indikator": indikator.kode,
                    "putaran_awal": awal.nomor,
                    "tanggal_awal": awal.tanggal_rujukan,
                    "putaran_lanjutan": lanjutan.nomor,
                    "tanggal_lanjutan": lanjutan.tanggal_rujukan,
                    "desa_sasaran": len(pasangan),
                    "satuan_selisih": indikator.satuan_selisih,
                    **_isi_pasangan(sisi, kelompok, pasangan),
                }


def _kepala(periode: BahanPeriode, tabel: Tabel) -> Hasil:
    return {
        "periode": periode.nama,
        "putaran": tabel.putaran.nomor,
        "jenis_putaran": str(JenisPutaran(tabel.putaran.jenis).value),
        "tanggal_rujukan": tabel.putaran.tanggal_rujukan,
        "kode_indikator": tabel.indikator.kode,
    }


def _isi_desa(tabel: Tabel, pk: int) -> Hasil:
    baris = tabel.baris.get(pk)
    if baris is None:
        return {**KOSONG, "keadaan": tabel.nilai[pk].alasan_kosong}
    tutup = tabel.samaran.baris[pk]
    if tutup == Tutup.TERBUKA:
        return {**_angka(baris), "keadaan": TAMPIL}
    penyebut = None if tutup == Tutup.SELURUH else angka(baris.penyebut)
    return {**KOSONG, "penyebut": penyebut, "keadaan": DISAMARKAN}


def _isi_jumlah(tabel: Tabel, nama: tuple[str, str], desa: Sequence[int]) -> Hasil:
    if nama not in tabel.samaran.jumlah:
        return {**KOSONG, "keadaan": DISAMARKAN}
    return {**_gabung(tabel, desa), "keadaan": TAMPIL}


def _gabung(tabel: Tabel, desa: Iterable[int]) -> Hasil:
    """The figures of several villages as one."""
    jumlah = jumlahkan([tabel.nilai[pk] for pk in desa], tabel.indikator.definisi.jenis)
    if tabel.is_skor:
        return {**KOSONG, "nilai": angka(round(jumlah.besaran, 4))}
    return _angka(Baris(jumlah.pembilang, jumlah.penyebut))


def _angka(baris: Baris) -> Hasil:
    if baris.penyebut is None:
        return {**KOSONG, "nilai": angka(baris.pembilang)}
    return {
        "pembilang": angka(baris.pembilang),
        "penyebut": angka(baris.penyebut),
        "nilai": None,
        "persen": persen(baris.pembilang, baris.penyebut),
    }


def _isi_pasangan(
    sisi: Sequence[Tabel | None], kelompok: str, pasangan: dict[int, Pasangan]
) -> Hasil:
    """The pooled parts before and after and the verdicts of the villages whose figures are shown.

    A verdict on a hidden figure would narrow it down, so those villages are only counted.
    """
    dua = {pk: p for pk, p in pasangan.items() if isinstance(p, Sebanding)}
    tabel = [t for t in sisi if t]
    tersamar = {pk for pk in dua if any(t.samaran.baris[pk] for t in tabel)}
    putusan = Counter(p.putusan for pk, p in dua.items() if pk not in tersamar)
    tampil = bool(dua) and all(("pasangan", kelompok) in t.samaran.jumlah for t in tabel)
    isi = [_gabung(t, dua) if tampil else KOSONG for t in tabel] or [KOSONG]
    awal, lanjutan = isi[0], isi[-1]
    return {
        "desa_berpasangan": len(dua),
        "desa_tersamar": len(tersamar),
        **{f"{nama}_awal": nilai for nama, nilai in awal.items()},
        **{f"{nama}_lanjutan": nilai for nama, nilai in lanjutan.items()},
        "selisih": _selisih(awal, lanjutan),
        **{p.value: putusan[p] for p in Putusan},
        "keadaan": TAMPIL if tampil else DISAMARKAN if dua else "belum_ada_pasangan",
    }


def _selisih(awal: Hasil, lanjutan: Hasil) -> Angka | float | None:
    """Of the percentages as published, else of the values."""
    for nama in ("persen", "nilai"):
        if awal[nama] is not None and lanjutan[nama] is not None:
            return round(lanjutan[nama] - awal[nama], 4)
    return None
