"""Checks of the answers themselves."""

from django.urls import reverse

from desa.models import Indikator, NilaiIndikator
from desa.stats import lonjakan
from laporan.mutu.bentuk import Butir, Pemeriksaan
from laporan.queries import DesaSasaran, Perbandingan
from laporan.stats import Pasangan, Sebanding


SAMA_TERKECIL = 5  # fewer comparable answers than this may well all be the same


def tanpa_sumber(laporan: Perbandingan) -> Pemeriksaan:
    """Numbers in force of which nobody said where they come from (model.md, rule 3)."""
    desa = {d.id: d for d in laporan.sasaran}
    kurang = NilaiIndikator.objects.filter(
        survei__putaran__in=[laporan.awal.id, laporan.lanjutan.id],
        survei__berlaku=True,
        survei__desa__in=list(desa),
        versi_indikator__indikator__in=[i.id for i in laporan.indikator],
        alasan_kosong="",
        sumber="",
    ).order_by("survei__desa__kode", "versi_indikator__indikator")
    banyak = sum(
        nilai is not None and nilai.terverifikasi and not nilai.alasan_kosong
        for d in laporan.sasaran
        for i in laporan.indikator
        for nilai in laporan.per_desa[d.id][i.id][:2]
    )
    return Pemeriksaan(
        "tanpa-sumber",
        "Angka tanpa sumber",
        "Asal angkanya tidak tercatat, sehingga tidak dapat diperiksa ulang.",
        "angka",
        banyak,
        [
            Butir(
                desa[pk], f"{nama}, putaran {putaran}", reverse("desa:survei_detail", args=[survei])
            )
            for pk, survei, putaran, nama in kurang.values_list(
                "survei__desa_id",
                "survei_id",
                "survei__putaran__nomor",
                "versi_indikator__indikator__nama",
            )
        ],
    )


def lonjakan_tanpa_alasan(laporan: Perbandingan) -> Pemeriksaan:
    """Changes beyond the indicator's limit for which nobody gave a reason."""
    batas = dict(Indikator.objects.values_list("pk", "batas_lonjakan_persen"))
    beralasan = set(
        NilaiIndikator.objects.filter(survei__putaran=laporan.lanjutan.id, survei__berlaku=True)
        .exclude(alasan_lonjakan="")
        .values_list("survei__desa_id", "versi_indikator__indikator_id")
    )
    butir, banyak = [], 0
    for desa, indikator, pasangan in _pasangan(laporan):
        banyak += 1
        if (desa.id, indikator.id) in beralasan:
            continue
        awal, kini = pasangan.awal, pasangan.lanjutan
        for satu in lonjakan(_Jawaban(kini), _Jawaban(awal), batas[indikator.id]):
            butir.append(Butir(desa, f"{indikator.nama}: {satu.pesan}", _banding(desa)))
    return Pemeriksaan(
        "lonjakan",
        "Lonjakan tanpa alasan",
        "Berubah melebihi batas indikatornya tanpa keterangan.",
        "pasangan",
        banyak,
        butir,
    )


class _Jawaban:
    """A report's answer as `desa.stats.lonjakan` reads one; a reason is looked up apart."""

    def __init__(self, nilai):
        self.pembilang, self.penyebut, self.nilai = nilai[:3]
        self.alasan_lonjakan = ""


def sama_semua(laporan: Perbandingan) -> Pemeriksaan:
    """Villages whose answers are all exactly those of the round before."""
    butir = []
    for desa in laporan.sasaran:
        pasangan = [
            p
            for i in laporan.indikator
            if isinstance(p := laporan.per_desa[desa.id][i.id], Sebanding)
        ]
        if len(pasangan) >= SAMA_TERKECIL and all(map(_persis_sama, pasangan)):
            butir.append(Butir(desa, f"{len(pasangan)} jawaban persis sama", _banding(desa)))
    return Pemeriksaan(
        "sama",
        "Semua jawaban sama seperti sebelumnya",
        "Mungkin disalin, bukan didata ulang.",
        "desa",
        len(laporan.sasaran),
        butir,
    )


def _persis_sama(pasangan: Pasangan) -> bool:
    return pasangan.awal[:3] == pasangan.lanjutan[:3]


def _pasangan(laporan: Perbandingan):
    """Every comparable pair, village by village."""
    for desa in laporan.sasaran:
        for indikator in laporan.indikator:
            pasangan = laporan.per_desa[desa.id][indikator.id]
            if isinstance(pasangan, Sebanding):
                yield desa, indikator, pasangan


def _banding(desa: DesaSasaran) -> str:
    return reverse("laporan:sebelum_sesudah_desa", args=[desa.kode])
