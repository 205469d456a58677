"""Interventions, whom they reach, and their money."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Q, Sum

from inti.models import Kabupaten
from opd.choices import KelompokProgram, StatusIntervensi, StrategiProgram, SumberDana
from opd.models import Intervensi
from opd.queries import dana_menurut, intervensi_berlaku
from terbuka.queries.bentuk import DISAMARKAN, TAMPIL, Hasil, angka
from terbuka.stats import Baris, Jumlah, Tutup, samarkan


Kunci = tuple[int, int, str, str]  # year begun, group, strategy, kind
JUMLAH = ("banyak", "selesai", "kk", "laki_laki", "perempuan")


def dana(kabupaten: Kabupaten) -> Iterator[Hasil]:
    """Pagu and realisation in rupiah by budget year, source and programme group."""
    semua = Intervensi.objects.filter(desa__kecamatan__kabupaten=kabupaten)
    for baris in dana_menurut(semua, "tahun", "sumber", "kelompok"):
        tahun, sumber, kelompok = baris.kunci
        yield {
            "tahun": tahun,
            "sumber_dana": sumber,
            "nama_sumber_dana": str(SumberDana(sumber).label),
            **_kelompok(kelompok),
            "pagu": angka(baris.pagu),
            "realisasi": angka(baris.realisasi),
        }


def intervensi(kabupaten: Kabupaten) -> Iterator[Hasil]:
    """Interventions by the year they began, programme group, strategy and kind; then their sums.

    Recipients are persons, so small counts are hidden, in the rows and for the sake of the sums
    of a year and of a group within it.
    """
    semua = _rincian(kabupaten)
    jumlah = _jumlah(semua)
    kk = {k: Baris(b["kk"]) for k, b in semua.items() if b["kk"] is not None}
    jiwa = {
        k: Baris(b["perempuan"] or 0, (b["laki_laki"] or 0) + (b["perempuan"] or 0))
        for k, b in semua.items()
        if (b["laki_laki"], b["perempuan"]) != (None, None)
    }
    samaran_kk, samaran_jiwa = samarkan(kk, jumlah), samarkan(jiwa, jumlah)
    for kunci, isi in semua.items():
        tahun, kelompok, strategi, kode = kunci
        yield {
            "tingkat": "rincian",
            "tahun": tahun,
            **_kelompok(kelompok),
            "strategi": strategi,
            "nama_strategi": str(StrategiProgram(strategi).label),
            "jenis_bantuan": kode,
            "nama_jenis_bantuan": isi["jenis__nama"],
            "jumlah_kegiatan": isi["banyak"],
            "jumlah_selesai": isi["selesai"],
            **_penerima(
                _tampak(kk, samaran_kk.baris, kunci), _tampak(jiwa, samaran_jiwa.baris, kunci)
            ),
        }
    for satu in jumlah:
        tahun, kelompok = satu.nama
        isi = {nama: sum(semua[k][nama] or 0 for k in satu.isi) for nama in JUMLAH}
        tutup = [
            Tutup.TERBUKA if satu.nama in s.jumlah else Tutup.SELURUH
            for s in (samaran_kk, samaran_jiwa)
        ]
        yield {
            "tingkat": "kelompok" if kelompok else "tahun",
            "tahun": tahun,
            **_kelompok(kelompok),
            "strategi": "",
            "nama_strategi": "",
            "jenis_bantuan": "",
            "nama_jenis_bantuan": "",
            "jumlah_kegiatan": isi["banyak"],
            "jumlah_selesai": isi["selesai"],
            **_penerima(
                (Baris(isi["kk"]), tutup[0]),
                (Baris(isi["perempuan"], isi["laki_laki"] + isi["perempuan"]), tutup[1]),
            ),
        }


def _rincian(kabupaten: Kabupaten) -> dict[Kunci, dict[str, Any]]:
    rows: Any = (
        intervensi_berlaku(Intervensi.objects.filter(desa__kecamatan__kabupaten=kabupaten))
        .order_by("mulai__year", "kelompok", "strategi", "jenis__kode")
        .values("mulai__year", "kelompok", "strategi", "jenis__kode", "jenis__nama")
        .annotate(
            banyak=Count("pk"),
            selesai=Count("pk", filter=Q(status=StatusIntervensi.SELESAI)),
            kk=Sum("jumlah_kk"),
            laki_laki=Sum("jumlah_laki_laki"),
            perempuan=Sum("jumlah_perempuan"),
        )
    )
    return {(b["mulai__year"], b["kelompok"], b["strategi"], b["jenis__kode"]): b for b in rows}


def _jumlah(semua: Mapping[Kunci, Any]) -> list[Jumlah[Kunci]]:
    """The sums of every year (named with None for the group), then of its groups."""
    isi: dict[tuple[int, int | None], set[Kunci]] = {}
    for kunci in semua:
        for nama in ((kunci[0], None), kunci[:2]):
            isi.setdefault(nama, set()).add(kunci)
    urut = sorted(isi, key=lambda nama: (nama[1] is not None, nama[0], nama[1] or 0))
    return [Jumlah(nama, frozenset(isi[nama]), korbankan=True) for nama in urut]


def _kelompok(kelompok: int | None) -> Hasil:
    """The label begins with the number, which has a column of its own."""
    nama = str(KelompokProgram(kelompok).label).removeprefix(f"{kelompok}. ") if kelompok else ""
    return {"kelompok_program": kelompok, "nama_kelompok_program": nama}


def _tampak(
    baris: Mapping[Kunci, Baris], tutup: Mapping[Kunci, Tutup], kunci: Kunci
) -> tuple[Baris | None, Tutup]:
    return baris.get(kunci), tutup.get(kunci, Tutup.TERBUKA)


def _penerima(kk: tuple[Baris | None, Tutup], jiwa: tuple[Baris | None, Tutup]) -> Hasil:
    """Households and persons as far as they are shown; None where hidden or not recorded."""
    (baris_kk, tutup_kk), (baris_jiwa, tutup_jiwa) = kk, jiwa
    bagian = baris_jiwa if tutup_jiwa == Tutup.TERBUKA else None
    semua = baris_jiwa if tutup_jiwa != Tutup.SELURUH else None
    return {
        "penerima_kk": baris_kk.pembilang if baris_kk and not tutup_kk else None,
        "penerima_laki_laki": bagian.sisa if bagian else None,
        "penerima_perempuan": bagian.pembilang if bagian else None,
        "penerima_jiwa": semua.penyebut if semua else None,
        "keadaan": DISAMARKAN if tutup_kk or tutup_jiwa else TAMPIL,
    }
