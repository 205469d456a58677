"""Checks of the work around the figures: deadlines, visits, findings, interventions, money."""

from datetime import date

from django.db.models import Count, Sum
from django.utils.formats import date_format

from akun.models import Pengguna
from desa.choices import TEMUAN_TERBUKA, JenisTemuan
from inti.angka import format_angka
from laporan.beranda.program import program_for_pengguna
from laporan.mutu.bentuk import Butir, Pemeriksaan, url_desa
from laporan.queries import Perbandingan
from opd.models import Intervensi, Penugasan
from opd.queries import (
    intervensi_berlaku,
    intervensi_for_pengguna,
    kunjungan_terakhir,
    tagihan_laporan,
    temuan_for_pengguna,
    temuan_with_intervensi,
)
from opd.queries.kunjungan import LAMA_HARI


def putaran_terlambat(pengguna: Pengguna, laporan: Perbandingan) -> Pemeriksaan:
    desa = {d.id: d for d in laporan.sasaran}
    program = program_for_pengguna(pengguna)
    return Pemeriksaan(
        "terlambat",
        "Survei yang terlambat",
        "Putarannya sudah ditutup, surveinya belum diajukan.",
        "desa × putaran",
        len(desa) * len(program.putaran),
        [
            Butir(
                desa[t.desa.id],
                f"putaran {t.putaran.nomor}: {t.hari} hari, {t.keadaan}",
                url_desa(t.desa),
            )
            for t in program.terlambat
            if t.desa.id in desa
        ],
    )


def laporan_terlambat(pengguna: Pengguna, laporan: Perbandingan, hari_ini: date) -> Pemeriksaan:
    desa = {d.id: d for d in laporan.sasaran}
    penugasan = Penugasan.objects.aktif(pada=hari_ini).filter(desa__in=desa)
    tagihan = tagihan_laporan(penugasan.select_related("periode", "opd", "desa"), hari_ini)
    return Pemeriksaan(
        "laporan-bulanan",
        "Laporan bulanan yang terlambat",
        "Bulannya sudah lewat tenggat, laporannya belum diajukan.",
        "laporan",
        len(tagihan),
        [
            Butir(
                desa[t.penugasan.desa_id],
                f"{date_format(t.bulan, 'F Y')}: {t.hari_terlambat(hari_ini)} hari "
                f"({t.penugasan.opd})",
                url_desa(desa[t.penugasan.desa_id]),
            )
            for t in tagihan
            if t.hari_terlambat(hari_ini)
        ],
    )


def tanpa_kunjungan(laporan: Perbandingan, hari_ini: date) -> Pemeriksaan:
    terakhir = kunjungan_terakhir([d.id for d in laporan.sasaran])
    butir = []
    for desa in laporan.sasaran:
        tanggal = terakhir.get(desa.id)
        if tanggal and (hari_ini - tanggal).days <= LAMA_HARI:
            continue
        rincian = f"terakhir {date_format(tanggal)}" if tanggal else "belum pernah dikunjungi"
        butir.append(Butir(desa, rincian, url_desa(desa)))
    return Pemeriksaan(
        "kunjungan",
        f"Desa tanpa kunjungan dalam {LAMA_HARI} hari",
        "Tidak ada petugas pendamping yang tercatat datang.",
        "desa",
        len(laporan.sasaran),
        butir,
    )


def masalah_tanpa_intervensi(pengguna: Pengguna, laporan: Perbandingan) -> Pemeriksaan:
    desa = {d.id: d for d in laporan.sasaran}
    masalah = temuan_with_intervensi(
        temuan_for_pengguna(pengguna).filter(
            desa__in=desa, jenis=JenisTemuan.MASALAH, status__in=TEMUAN_TERBUKA
        )
    )
    return Pemeriksaan(
        "masalah",
        "Masalah tanpa intervensi",
        "Sudah ditemukan, belum ada yang dikerjakan atau direncanakan.",
        "masalah terbuka",
        len(masalah),
        [
            Butir(
                desa[t.desa_id],
                f"{t.judul} (prioritas {t.prioritas})",
                url_desa(desa[t.desa_id]),
            )
            for t in masalah
            if not t.jumlah_intervensi
        ],
    )


def intervensi_tanpa_masalah(pengguna: Pengguna, laporan: Perbandingan) -> Pemeriksaan:
    semua = _intervensi(pengguna, laporan).annotate(n=Count("temuan"))
    return _dari_intervensi(
        laporan,
        "intervensi",
        "Intervensi tanpa masalah",
        "Tidak menjawab temuan mana pun di desanya.",
        list(semua),
        lambda i: not i.n,
        lambda i: i.nama,
    )


def dana_tanpa_indikator(pengguna: Pengguna, laporan: Perbandingan) -> Pemeriksaan:
    semua = (
        _intervensi(pengguna, laporan)
        .filter(pendanaan__isnull=False)
        .annotate(n=Count("indikator", distinct=True))
    )
    pagu = dict(
        Intervensi.objects.filter(pk__in=semua.values("pk"))
        .order_by()
        .values_list("pk")
        .annotate(Sum("pendanaan__pagu"))
    )
    return _dari_intervensi(
        laporan,
        "dana",
        "Dana tanpa indikator hasil",
        "Hasilnya tidak akan terlihat pada perbandingan.",
        list(semua),
        lambda i: not i.n,
        lambda i: f"{i.nama}, pagu Rp{format_angka(pagu[i.pk])}",
    )


def _intervensi(pengguna: Pengguna, laporan: Perbandingan):
    return intervensi_berlaku(intervensi_for_pengguna(pengguna)).filter(
        desa__in=[d.id for d in laporan.sasaran]
    )


def _dari_intervensi(laporan, kunci, judul, arti, semua, kurang, rincian) -> Pemeriksaan:
    desa = {d.id: d for d in laporan.sasaran}
    return Pemeriksaan(
        kunci,
        judul,
        arti,
        "intervensi",
        len(semua),
        [Butir(desa[i.desa_id], rincian(i), url_desa(desa[i.desa_id])) for i in semua if kurang(i)],
    )
