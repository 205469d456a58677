"""Issued reports, who signs, and the fingerprint of the figures behind a report."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Q, QuerySet

from akun.models import Pengguna
from laporan.models import LaporanBeku, PenandaTangan
from laporan.queries.anggaran import anggaran
from laporan.queries.bentuk import Perbandingan
from laporan.queries.pembanding import Pembanding
from laporan.queries.rapor import Rapor
from opd.models import PejabatOPD
from opd.queries import intervensi_for_pengguna


VERSI_SIDIK = 1  # one more whenever what goes into a fingerprint, or its form, changes


class TandaTangan(NamedTuple):
    """Whoever signs on a day, as printed."""

    jabatan: str
    nama: str
    nip: str


def terbitan_for_pengguna(pengguna: Pengguna) -> QuerySet[LaporanBeku]:
    """The issued reports of the user's kabupaten, newest first."""
    return LaporanBeku.objects.filter(kabupaten=pengguna.kabupaten_id).select_related(
        "diterbitkan_oleh", "ditarik_oleh"
    )


def tanda_tangan(kabupaten_id: int | None, *, pada: date) -> TandaTangan | None:
    """The head of the signing agency on a day; None while nobody is recorded."""
    pejabat = (
        PejabatOPD.objects.filter(
            Q(selesai=None) | Q(selesai__gte=pada),
            opd__in=PenandaTangan.objects.filter(kabupaten=kabupaten_id).values("opd"),
            mulai__lte=pada,
        )
        .order_by("-mulai")
        .first()
    )
    if pejabat is None:
        return None
    plt = "Plt. " if pejabat.plt else ""
    return TandaTangan(f"{plt}{pejabat.jabatan}", pejabat.nama, pejabat.nip)


def sidik_laporan(pengguna: Pengguna, laporan: Perbandingan, pembanding: Pembanding | None) -> str:
    """SHA-256 of everything that the figures of a comparison follow from, in a fixed order.

    Villages and mentors, definitions and targets, the answers of both groups, selection scores, and
    the sums of money. What is stored counts, not what is computed from it: a new version of the
    application gives the same fingerprint of the same data.
    """
    isi = _jawaban(laporan, pembanding.pembanding if pembanding else None)
    if pembanding:
        isi.append(sorted(pembanding.skor.items()))
    intervensi = intervensi_for_pengguna(pengguna).filter(desa__in=[d.id for d in laporan.sasaran])
    dana = anggaran(intervensi)
    isi += [
        (b.strategi, b.kelompok, b.jenis, b.satuan, b.jumlah_intervensi, b.target, b.volume,
         b.jumlah_kk, b.jumlah_laki_laki, b.jumlah_perempuan, b.pagu, b.realisasi,
         sorted(b.per_sumber.items()))
        for b in dana.baris
    ]  # fmt: skip
    isi += [tuple(d) for d in dana.menurut_pelaksana]
    return _sidik(isi)


def sidik_rapor(laporan: Perbandingan, rapor: Mapping[int, Rapor]) -> str:
    """SHA-256 of everything on the pages of Rapor Desa but the remarks on quality, some of which
    change with the day alone."""
    isi = _jawaban(laporan, None)
    for desa in laporan.sasaran:
        satu = rapor[desa.id]
        profil, foto = satu.profil, satu.foto
        isi += [
            (profil.pk, profil.updated_at) if profil else None,
            [tuple(m) for m in satu.masalah],
            sorted(tuple(d) for d in satu.dana),
            sorted(satu.usulan.items()),
            [tuple(p) for p in satu.pemeriksa],
            (foto.keterangan, foto.sebelum.kunci, foto.sesudah.kunci) if foto else None,
        ]
    return _sidik(isi)


def _jawaban(laporan: Perbandingan, lain: Perbandingan | None) -> list[object]:
    """Rounds, definitions and targets, then every village with its answers."""
    isi: list[object] = [laporan.awal[:5], laporan.lanjutan[:5], laporan.tanggal_data]
    for i in laporan.indikator:
        satu = i.definisi
        isi += [i.kode, tuple(i.versi), satu.jenis, satu.arah, sorted(satu.deret.items())]
        isi += [list(satu.putus), i.target_daftar, sorted(i.target_desa.items())]
    for kelompok in [laporan, lain] if lain else [laporan]:
        for desa in kelompok.sasaran:
            isi.append(tuple(desa))
            for i in kelompok.indikator:
                pasangan = kelompok.per_desa[desa.id][i.id]
                isi += [i.kode, *(nilai and tuple(nilai) for nilai in pasangan[:2])]
    return isi


def _sidik(isi: list[object]) -> str:
    """Of plain tuples: the names of their classes and fields may change."""
    return sha256("\n".join(map(repr, isi)).encode()).hexdigest()
