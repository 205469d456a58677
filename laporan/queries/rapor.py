"""What the one-page report of a village says beside its figures; read for many villages at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Prefetch

from akun.models import Pengguna
from desa.choices import JenisTemuan
from desa.models import ProfilDesa, Survei
from dtks.choices import StatusUsulan
from dtks.models import UsulanPerbaikan
from inti.lampiran.queries import lampiran_banyak
from inti.models import Lampiran
from laporan.queries.anggaran import Dana
from laporan.queries.bentuk import Perbandingan
from opd.choices import SumberDana
from opd.models import KemajuanIntervensi
from opd.queries import (
    dana_menurut,
    intervensi_berlaku,
    intervensi_for_pengguna,
    temuan_for_pengguna,
)


TEMUAN_MAKS = 3
SEBELUM, SESUDAH = "sebelum", "sesudah"


class Masalah(NamedTuple):
    """One of the main problems, and what is done about it."""

    judul: str
    prioritas: int
    status: str
    tindakan: list[str]


class Pemeriksa(NamedTuple):
    """Who verified which round, and when."""

    putaran: str
    nama: str
    pada: datetime


class PasanganFoto(NamedTuple):
    """The same subject before and after."""

    keterangan: str
    tanggal: date
    sebelum: Lampiran
    sesudah: Lampiran


@dataclass
class Rapor:
    """Everything on a village's page that is no indicator."""

    profil: ProfilDesa | None = None
    masalah: list[Masalah] = field(default_factory=list)
    dana: list[Dana] = field(default_factory=list)
    usulan: dict[str, int] = field(default_factory=dict)
    pemeriksa: list[Pemeriksa] = field(default_factory=list)
    foto: PasanganFoto | None = None

    @property
    def pagu(self) -> Decimal:
        return sum((d.pagu for d in self.dana), Decimal(0))

    @property
    def realisasi(self) -> Decimal:
        return sum((d.realisasi for d in self.dana), Decimal(0))


def rapor_for_pengguna(pengguna: Pengguna, laporan: Perbandingan) -> dict[int, Rapor]:
    """By village id, with a fixed number of queries whatever the number of villages."""
    ids = [s.id for s in laporan.sasaran]
    hasil = {pk: Rapor() for pk in ids}
    for profil in ProfilDesa.objects.filter(desa__in=ids).order_by("tahun"):
        hasil[profil.desa_id].profil = profil
    _masalah(pengguna, hasil)
    intervensi = intervensi_for_pengguna(pengguna).filter(desa__in=ids)
    for d in dana_menurut(intervensi, "desa", "sumber"):
        desa, sumber = d.kunci
        hasil[desa].dana.append(Dana(str(SumberDana(sumber).label), d.pagu, d.realisasi))
    usulan = UsulanPerbaikan.objects.filter(desa__in=ids).order_by()
    for desa, status, n in usulan.values_list("desa", "status").annotate(Count("pk")):
        hasil[desa].usulan[str(StatusUsulan(status).label)] = n
    survei = Survei.objects.filter(
        desa__in=ids, putaran__in=[laporan.awal.id, laporan.lanjutan.id], berlaku=True
    ).select_related("putaran", "diverifikasi_oleh")
    for s in survei.order_by("putaran__tanggal_rujukan"):
        if s.diverifikasi_oleh and s.diverifikasi_pada:
            hasil[s.desa_id].pemeriksa.append(
                Pemeriksa(str(s.putaran), s.diverifikasi_oleh.nama, s.diverifikasi_pada)
            )
    _foto(ids, hasil)
    return hasil


def _masalah(pengguna: Pengguna, hasil: dict[int, Rapor]) -> None:
    """The problems of highest priority, with the interventions that answer them."""
    temuan = (
        temuan_for_pengguna(pengguna)
        .filter(desa__in=list(hasil), jenis=JenisTemuan.MASALAH)
        .order_by("desa", "-prioritas", "-tanggal", "pk")
        .prefetch_related(
            Prefetch(
                "intervensi",
                queryset=intervensi_berlaku(intervensi_for_pengguna(pengguna)),
                to_attr="jawaban",
            )
        )
    )
    for t in temuan:
        daftar = hasil[t.desa_id].masalah
        if len(daftar) < TEMUAN_MAKS:
            jawaban: Iterable = t.jawaban
            tindakan = [f"{i.nama} ({i.get_status_display().lower()})" for i in jawaban]
            daftar.append(Masalah(t.judul, t.prioritas, t.get_status_display().lower(), tindakan))


def _foto(ids: list[int], hasil: dict[int, Rapor]) -> None:
    """The latest pair of photos of each village."""
    kemajuan = list(
        KemajuanIntervensi.objects.filter(intervensi__desa__in=ids, bundel__isnull=False)
        .select_related("intervensi")
        .order_by("tanggal", "pk")
    )
    lampiran = lampiran_banyak(kemajuan)
    for k in kemajuan:
        per_tempat: dict[str, Lampiran] = {f.untuk: f for f in lampiran[k.pk]}
        if SEBELUM in per_tempat and SESUDAH in per_tempat:
            hasil[k.intervensi.desa_id].foto = PasanganFoto(
                k.intervensi.nama, k.tanggal, per_tempat[SEBELUM], per_tempat[SESUDAH]
            )
