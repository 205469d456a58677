"""Checks of the work around the figures: deadlines, visits, findings, interventions, money."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Subquery, Sum
from django.utils.formats import date_format

from akun.models import Pengguna
from desa.choices import TEMUAN_TERBUKA, JenisTemuan
from inti.angka import format_angka
from laporan.beranda.program import Program
from laporan.mutu.bentuk import Butir, Pemeriksaan, url_desa
from laporan.queries import Perbandingan
from opd.models import Intervensi, Pendanaan
from opd.queries import (
    intervensi_berlaku,
    intervensi_for_pengguna,
    kunjungan_terakhir,
    temuan_for_pengguna,
    temuan_with_intervensi,
)
from opd.queries.kunjungan import LAMA_HARI


def putaran_terlambat(program: Program, laporan: Perbandingan) -> Pemeriksaan:
    desa = {d.id: d for d in laporan.sasaran}
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


def laporan_terlambat(program: Program, laporan: Perbandingan) -> Pemeriksaan:
    """Those of today's mentors; what an ended assignment still owes is nobody's work any more."""
    desa, hari_ini = {d.id: d for d in laporan.sasaran}, program.hari_ini
    tagihan = [
        t
        for t in program.laporan.tagihan
        if t.penugasan.desa_id in desa
        and (t.penugasan.selesai is None or t.penugasan.selesai >= hari_ini)
    ]
    return Pemeriksaan(
        "laporan-bulanan",
        "Laporan bulanan yang terlambat",
        "Bulannya sudah lewat tenggat, laporannya belum diajukan.",
        "laporan belum diajukan",
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


def intervensi_diperiksa(pengguna: Pengguna, laporan: Perbandingan) -> list[Intervensi]:
    """What the checks of interventions need, in one query with their kind: `bermasalah`, whether it answers a
    finding; `berindikator`, whether an outcome is named; `pagu` in rupiah, None without money."""
    pagu = Pendanaan.objects.filter(intervensi=OuterRef("pk")).order_by().values("intervensi")
    semua = intervensi_berlaku(intervensi_for_pengguna(pengguna)).filter(
        desa__in=[d.id for d in laporan.sasaran]
    )
    return list(
        semua.annotate(
            bermasalah=Exists(Intervensi.temuan.through.objects.filter(intervensi=OuterRef("pk"))),
            berindikator=Exists(
                Intervensi.indikator.through.objects.filter(intervensi=OuterRef("pk"))
            ),
            pagu=Subquery(pagu.annotate(n=Sum("pagu")).values("n")),
        )
    )


def intervensi_tanpa_masalah(
    laporan: Perbandingan, intervensi: Sequence[Intervensi]
) -> Pemeriksaan:
    return _dari_intervensi(
        laporan,
        "intervensi",
        "Intervensi tanpa masalah",
        "Tidak menjawab temuan mana pun di desanya.",
        intervensi,
        lambda i: not i.bermasalah,
        lambda i: i.nama,
    )


def dana_tanpa_indikator(laporan: Perbandingan, intervensi: Sequence[Intervensi]) -> Pemeriksaan:
    return _dari_intervensi(
        laporan,
        "dana",
        "Dana tanpa indikator hasil",
        "Hasilnya tidak akan terlihat pada perbandingan.",
        [i for i in intervensi if i.pagu is not None],
        lambda i: not i.berindikator,
        lambda i: f"{i.nama}, pagu Rp{format_angka(i.pagu)}",
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
