"""The running period at a glance, read once for every home that speaks of the whole programme."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from akun.models import Pengguna
from desa.choices import JenisDaftar, JenisPutaran, StatusDaftar, StatusSurvei
from desa.models import ButirSasaran, Periode, Putaran, Survei
from desa.queries import periode_berjalan
from laporan.queries import DesaSasaran
from opd.models import Penugasan
from opd.queries import (
    KeadaanLaporan,
    Tagihan,
    bulan_terakhir,
    desa_for_pengguna,
    keadaan_laporan,
)


SEGERA_HARI = 14  # a round that closes within two weeks is worth a line on the home page


class SurveiRingkas(NamedTuple):
    """One survey as the homes need it; a tuple because there are hundreds."""

    pk: int
    putaran_id: int
    desa_id: int
    desa: str
    kecamatan: str
    status: str
    berlaku: bool
    diajukan_pada: datetime | None
    diverifikasi_pada: datetime | None
    diubah: str  # of the row, as text: the key of kept comparisons

    def umur(self, hari_ini: date) -> int:
        """Days since it was submitted."""
        return (hari_ini - timezone.localdate(self.diajukan_pada)).days


class Pendamping(NamedTuple):
    """The OPD that mentors a village today, and since when."""

    opd_id: int
    opd: str
    mulai: date


class Cakupan(NamedTuple):
    """So many of all."""

    n: int
    dari: int

    @property
    def persen(self) -> int:
        """Whole percent with honest edges: 0 only when none, 100 only when all."""
        if self.n in (0, self.dari):
            return 100 if self.n else 0
        return min(99, max(1, round(100 * self.n / self.dari)))

    @property
    def kurang(self) -> int:
        return self.dari - self.n


class Ukuran(NamedTuple):
    """A gauge, and the address of the list that it counts."""

    judul: str
    cakupan: Cakupan
    url: str


class Keterlambatan(NamedTuple):
    """A target village that has not submitted a round which has closed."""

    desa: DesaSasaran
    putaran: Putaran
    pendamping: Pendamping | None
    hari: int
    keadaan: str


@dataclass(frozen=True)
class Program:
    """Rounds, target villages, surveys, today's mentors and assignments of the running period."""

    hari_ini: date
    periode: Periode | None
    putaran: list[Putaran]
    sasaran: dict[int, DesaSasaran]
    survei: list[SurveiRingkas]
    pendamping: dict[int, Pendamping]
    penugasan: list[Penugasan]

    @cached_property
    def laporan(self) -> KeadaanLaporan:
        """Where the monthly reports of the period stand; one query, when first asked for."""
        return keadaan_laporan(self.penugasan, self.hari_ini)

    @cached_property
    def laporan_terlambat(self) -> list[Tagihan]:
        """Reports past their due day and not submitted, the oldest month first."""
        return [t for t in self.laporan.tagihan if t.tenggat < self.hari_ini]

    @cached_property
    def ukuran_laporan(self) -> Ukuran | None:
        """The gauge of the month on which reports are due now; None when none is owed."""
        bulan = bulan_terakhir(self.hari_ini)
        if not self.laporan.wajib[bulan]:
            return None
        cakupan = Cakupan(self.laporan.masuk[bulan], self.laporan.wajib[bulan])
        url = f"{reverse('opd:laporan_kelengkapan')}?bulan={bulan:%Y-%m}&keadaan=masuk"
        return Ukuran(f"Laporan {date_format(bulan, 'F Y')} masuk", cakupan, url)

    @cached_property
    def opd_terlambat_lapor(self) -> list[tuple[str, list[Tagihan]]]:
        """Reports that are late, per OPD by name."""
        per_opd = defaultdict(list)
        for t in self.laporan_terlambat:
            per_opd[t.penugasan.opd.singkatan].append(t)
        return sorted(per_opd.items())

    @cached_property
    def antrean(self) -> list[SurveiRingkas]:
        """Surveys that wait for verification, the oldest first."""
        tunggu = [s for s in self.survei if s.status == StatusSurvei.DIAJUKAN]
        return sorted(tunggu, key=lambda s: (s.diajukan_pada, s.pk))

    @cached_property
    def tanpa_pendamping(self) -> list[DesaSasaran]:
        return [d for pk, d in self.sasaran.items() if pk not in self.pendamping]

    @cached_property
    def putaran_berjalan(self) -> Putaran | None:
        """The round opened last."""
        dibuka = [p for p in self.putaran if p.buka <= self.hari_ini]
        return max(dibuka, key=lambda p: (p.buka, p.nomor), default=None)

    @cached_property
    def ukuran(self) -> list[Ukuran]:
        """How far the programme is: baseline, running round, mentors."""
        awal = [p for p in self.putaran if p.jenis == JenisPutaran.AWAL]
        berjalan = self.putaran_berjalan
        hasil = []
        if awal:
            hasil.append(self._terverifikasi("Data awal terverifikasi", awal))
        if berjalan and berjalan not in awal:
            hasil.append(self._terverifikasi(f"{berjalan} terverifikasi", [berjalan]))
        banyak = len(self.sasaran)
        didampingi = Cakupan(banyak - len(self.tanpa_pendamping), banyak)
        return [*hasil, Ukuran("Desa berpendamping", didampingi, reverse("opd:celah"))]

    @property
    def terbaru(self) -> datetime | None:
        """When a survey was verified last: the freshness of every report."""
        return max((s.diverifikasi_pada for s in self.survei if s.berlaku), default=None)

    @cached_property
    def segera_tutup(self) -> list[tuple[Putaran, int, int]]:
        """Rounds that close soon: (round, days left, target villages not yet submitted)."""
        hasil = []
        for putaran in self.putaran:
            sisa = (putaran.tutup - self.hari_ini).days
            if putaran.terbuka_pada(self.hari_ini) and sisa <= SEGERA_HARI:
                hasil.append((putaran, sisa, len(self.sasaran) - len(self._masuk[putaran.pk])))
        return hasil

    @cached_property
    def terlambat(self) -> list[Keterlambatan]:
        """Target villages missing from closed rounds, the longest delay first.

        A locked round is over: nobody can fill it any more, so nobody is late in it.
        """
        keadaan = {
            (s.putaran_id, s.desa_id): StatusSurvei(s.status).label.lower()
            for s in self.survei
            if s.status in (StatusSurvei.DRAF, StatusSurvei.DIKEMBALIKAN)
        }
        hasil = [
            Keterlambatan(
                desa,
                putaran,
                self.pendamping.get(pk),
                (self.hari_ini - putaran.tutup).days,
                keadaan.get((putaran.pk, pk), "belum diisi"),
            )
            for putaran in self.putaran
            if putaran.tutup < self.hari_ini and putaran.dikunci_pada is None
            for pk, desa in self.sasaran.items()
            if pk not in self._masuk[putaran.pk]
        ]
        return sorted(hasil, key=lambda t: (-t.hari, t.desa.kode))

    @property
    def terlambat_per_putaran(self) -> list[tuple[Putaran, int]]:
        """Closed rounds with the number of villages missing from each."""
        hitung = Counter(t.putaran.pk for t in self.terlambat)
        return [(p, hitung[p.pk]) for p in self.putaran if hitung[p.pk]]

    @cached_property
    def opd_terlambat(self) -> list[tuple[str, list[Keterlambatan]]]:
        """Late villages per OPD, by name; an OPD that came after the round closed is not late."""
        per_opd = defaultdict(list)
        for t in self.terlambat:
            if t.pendamping and t.pendamping.mulai <= t.putaran.tutup:
                per_opd[t.pendamping.opd].append(t)
        return sorted(per_opd.items())

    @cached_property
    def _masuk(self) -> dict[int, set[int]]:
        """Round id → target villages submitted or verified."""
        masuk = defaultdict(set)
        for s in self.survei:
            if s.desa_id in self.sasaran and (s.berlaku or s.status == StatusSurvei.DIAJUKAN):
                masuk[s.putaran_id].add(s.desa_id)
        return masuk

    def _terverifikasi(self, judul: str, putaran: list[Putaran]) -> Ukuran:
        ids = {p.pk for p in putaran}
        desa = {s.desa_id for s in self.survei if s.berlaku and s.putaran_id in ids}
        cakupan = Cakupan(len(desa & self.sasaran.keys()), len(self.sasaran))
        return Ukuran(judul, cakupan, reverse("desa:putaran_detail", args=[putaran[-1].pk]))


def program_for_pengguna(pengguna: Pengguna) -> Program:
    """Read the snapshot in five queries, whatever the number of villages."""
    hari_ini = timezone.localdate()
    periode = periode_berjalan(pengguna.kabupaten_id, pada=hari_ini)
    if periode is None:
        return Program(hari_ini, None, [], {}, [], {}, [])
    butir = ButirSasaran.objects.filter(
        Q(tanggal_lulus=None) | Q(tanggal_lulus__gt=hari_ini),
        daftar__periode=periode,
        daftar__jenis=JenisDaftar.DAMPINGAN,
        daftar__status=StatusDaftar.DITETAPKAN,
    ).order_by("desa__kode")
    survei = Survei.objects.filter(
        putaran__periode=periode, desa__in=desa_for_pengguna(pengguna)
    ).order_by()
    penugasan = list(
        Penugasan.objects.filter(opd__kabupaten=pengguna.kabupaten_id, mulai__lte=hari_ini)
        .select_related("periode", "opd", "desa__kecamatan")
        .order_by("pk")
    )
    return Program(
        hari_ini,
        periode,
        list(Putaran.objects.filter(periode=periode).order_by("tanggal_rujukan", "nomor")),
        {
            row[0]: DesaSasaran(*row)
            for row in butir.values_list(
                "desa_id",
                "desa__kode",
                "desa__kode_bps",
                "desa__nama",
                "desa__kecamatan_id",
                "desa__kecamatan__nama",
            )
        },
        [
            SurveiRingkas._make(row)
            for row in survei.values_list(
                "pk",
                "putaran_id",
                "desa_id",
                "desa__nama",
                "desa__kecamatan__nama",
                "status",
                "berlaku",
                "diajukan_pada",
                "diverifikasi_pada",
                Cast("updated_at", CharField()),
            )
        ],
        {
            p.desa_id: Pendamping(p.opd_id, p.opd.singkatan, p.mulai)
            for p in penugasan
            if p.selesai is None or p.selesai >= hari_ini
        },
        [p for p in penugasan if p.periode_id == periode.pk],
    )
