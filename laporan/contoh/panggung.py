"""What every part of the example data shares while it is being built."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from akun.models import Pengguna
from desa.models import Desa, Periode
from inti import audit
from inti.models import JejakAudit, Kabupaten
from laporan.contoh.rencana import HARI_SERAH_TERIMA, Rencana
from opd.models import OPD


# A reserved top-level domain (RFC 2606): no real account can have it, so it marks the invented ones.
DOMAIN = "contoh.invalid"
TANDA = "CONTOH"
RUANG_KUNCI = UUID("6c0f3f0e-0d8b-5c39-9a51-2f6b5a0c7d11")  # of the keys of drawn photos


@dataclass
class Stage:
    """The records the example stands on, its cast, and when each step is said to have happened."""

    kabupaten: Kabupaten
    rencana: Rencana
    desa: dict[str, Desa]  # by code
    opd: dict[str, OPD]  # by abbreviation
    akun: dict[str, Pengguna] = field(default_factory=dict)  # by user name
    petugas: dict[str, Pengguna] = field(default_factory=dict)  # by abbreviation of the OPD
    periode: Periode | None = None
    # (label, id, audit action) -> when it is said to have happened
    waktu: dict[tuple[str, str, str], datetime] = field(default_factory=dict)
    # what no workflow wrote, and when it is said to have happened
    jejak: list[tuple[JejakAudit, datetime]] = field(default_factory=list)

    def ingat(self, objek, aksi: str, pada: datetime) -> None:
        """Remember when a step "happened": workflows stamp the clock of this machine."""
        self.waktu[objek._meta.label_lower, str(objek.pk), aksi] = pada

    def catat(self, objek, aksi: str, pada: datetime, *, oleh: Pengguna, alasan: str = "") -> None:
        """The audit row of a step that was written straight to its table."""
        self.jejak.append((audit.susun(aksi, objek, oleh=oleh, alasan=alasan), pada))

    def petugas_pada(self, kode_desa: str, pada: date) -> Pengguna:
        """The officer of the OPD that mentored a village on a day."""
        opd = self.rencana.pendamping[kode_desa]
        if pada < HARI_SERAH_TERIMA:
            opd = self.rencana.pendamping_lama.get(kode_desa, opd)
        return self.petugas[opd]


def jam_kerja(hari: date, r: Random) -> datetime:
    """Some moment in office hours of a day; a weekend moves to the Friday before."""
    hari -= timedelta(days=max(0, hari.weekday() - 4))
    return timezone.make_aware(
        datetime.combine(hari, time(r.randint(8, 14), r.randint(0, 59), r.randint(0, 59)))
    )
