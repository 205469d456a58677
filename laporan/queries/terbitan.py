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

    Villages and mentors, definitions and targets, every pair of answers of both groups, selection
    scores, and the sums of money.
    """
    isi = _pasangan(laporan, pembanding.pembanding if pembanding else None)
    if pembanding:
        isi.append(sorted(pembanding.skor.items()))
    intervensi = intervensi_for_pengguna(pengguna).filter(desa__in=[d.id for d in laporan.sasaran])
    isi.append(anggaran(intervensi))
    return _sidik(isi)


def sidik_rapor(laporan: Perbandingan, rapor: Mapping[int, Rapor]) -> str:
    """SHA-256 of everything on the pages of Rapor Desa but the remarks on quality, some of which
    change with the day alone."""
    isi = _pasangan(laporan, None)
    for desa in laporan.sasaran:
        satu = rapor[desa.id]
        profil, foto = satu.profil, satu.foto
        isi += [
            (profil.pk, profil.updated_at) if profil else None,
            satu.masalah,
            sorted(satu.dana),
            sorted(satu.usulan.items()),
            satu.pemeriksa,
            (foto.keterangan, foto.sebelum.kunci, foto.sesudah.kunci) if foto else None,
        ]
    return _sidik(isi)


def _pasangan(laporan: Perbandingan, lain: Perbandingan | None) -> list[object]:
    """Rounds, definitions and targets, then every village with its pairs."""
    isi: list[object] = [laporan.awal[:5], laporan.lanjutan[:5], laporan.tanggal_data]
    isi += [
        (i.kode, i.versi, i.definisi, i.target_daftar, i.target_desa) for i in laporan.indikator
    ]
    for satu in [laporan, lain] if lain else [laporan]:
        for desa in satu.sasaran:
            isi.append(desa)
            isi += [(i.kode, satu.per_desa[desa.id][i.id]) for i in satu.indikator]
    return isi


def _sidik(isi: list[object]) -> str:
    return sha256("\n".join(map(repr, isi)).encode()).hexdigest()
