"""Writes to agencies: their dated names and heads, confirmation, deactivation.

History is closed, never overwritten: a report of last year still prints last year's name.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from akun.models import Pengguna
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.workflows import simpan
from opd.models import OPD, NamaOPD, PejabatOPD, Penugasan


@transaction.atomic
def ganti_nama(nama_baru: NamaOPD, *, oleh: Pengguna) -> OPD:
    """Give an agency a new name from `nama_baru.mulai` on; the former one ends the day before.

    The name of the agency itself follows, so the day must not lie in the future. Raises
    AturanDilanggar when another agency bears the name.
    """
    opd, mulai = _kunci(nama_baru.opd), nama_baru.mulai
    if mulai is None or mulai > timezone.localdate():
        raise AturanDilanggar("Catat nama baru pada atau setelah hari pertama berlakunya.")
    riwayat = list(opd.riwayat_nama.all())
    if any(n.mulai and n.mulai >= mulai for n in riwayat):
        raise AturanDilanggar("Sudah ada nama yang mulai berlaku pada atau setelah tanggal itu.")
    if any(n.selesai and n.selesai >= mulai for n in riwayat):
        raise AturanDilanggar("Nama sebelumnya masih berlaku pada tanggal itu.")
    kembar = Q(nama=nama_baru.nama) | Q(singkatan=nama_baru.singkatan)
    if OPD.objects.filter(kembar, kabupaten=opd.kabupaten_id).exclude(pk=opd.pk).exists():
        raise AturanDilanggar("Nama atau singkatan ini sudah dipakai OPD lain.")
    berjalan = next((n for n in riwayat if n.selesai is None), None)
    if berjalan is None:
        terakhir = max((n.selesai for n in riwayat if n.selesai), default=None)
        berjalan = NamaOPD(opd=opd, nama=opd.nama, singkatan=opd.singkatan)
        berjalan.mulai = terakhir + timedelta(days=1) if terakhir else None
    berjalan.selesai = mulai - timedelta(days=1)
    berjalan.save()
    nama_baru.selesai = None
    nama_baru.save()
    opd.nama, opd.singkatan = nama_baru.nama, nama_baru.singkatan
    return simpan(opd, oleh=oleh, aksi="opd.ganti_nama", berubah=["nama", "singkatan"])


@transaction.atomic
def ganti_pejabat(pejabat: PejabatOPD, *, oleh: Pengguna) -> PejabatOPD:
    """Record a new head from `pejabat.mulai` on; the term of the former one ends the day before."""
    opd = _kunci(pejabat.opd)
    for lama in opd.pejabat.all():
        if lama.mulai >= pejabat.mulai or (lama.selesai and lama.selesai >= pejabat.mulai):
            raise AturanDilanggar(f"{lama.nama} masih atau baru menjabat pada tanggal itu.")
    opd.pejabat.filter(selesai=None).update(
        selesai=pejabat.mulai - timedelta(days=1), updated_at=timezone.now()
    )
    return simpan(pejabat, oleh=oleh, aksi="opd.ganti_pejabat")


@transaction.atomic
def konfirmasi(opd: OPD, *, sumber: str, oleh: Pengguna) -> OPD:
    """State that the agency's name was checked against a regulation, which `sumber` names."""
    terkunci = _kunci(opd)
    if terkunci.dikonfirmasi:
        raise TransisiTidakSah("Nama OPD ini sudah dikonfirmasi.")
    terkunci.dikonfirmasi, terkunci.sumber = True, sumber
    return simpan(terkunci, oleh=oleh, aksi="opd.konfirmasi", berubah=["dikonfirmasi", "sumber"])


@transaction.atomic
def nonaktifkan(opd: OPD, *, oleh: Pengguna, alasan: str) -> OPD:
    """Take an agency out of the choices for new assignments; refused while it mentors."""
    terkunci = _kunci(opd)
    if not terkunci.aktif:
        raise TransisiTidakSah("OPD ini sudah tidak aktif.")
    if (
        jumlah := Penugasan.objects.belum_berakhir(pada=timezone.localdate())
        .filter(opd=opd)
        .count()
    ):
        raise AturanDilanggar(
            f"{opd} masih mendampingi {jumlah} desa. Akhiri atau serah terimakan dulu penugasannya."
        )
    return _ubah_aktif(terkunci, aktif=False, oleh=oleh, alasan=alasan)


@transaction.atomic
def aktifkan(opd: OPD, *, oleh: Pengguna, alasan: str) -> OPD:
    """Put an agency back among the choices."""
    terkunci = _kunci(opd)
    if terkunci.aktif:
        raise TransisiTidakSah("OPD ini sudah aktif.")
    return _ubah_aktif(terkunci, aktif=True, oleh=oleh, alasan=alasan)


def _ubah_aktif(opd: OPD, *, aktif: bool, oleh: Pengguna, alasan: str) -> OPD:
    opd.aktif = aktif
    opd.save(update_fields=["aktif", "updated_at"])
    audit.catat("opd.aktifkan" if aktif else "opd.nonaktifkan", opd, oleh=oleh, alasan=alasan)
    return opd


def _kunci(opd: OPD) -> OPD:
    return OPD.objects.select_for_update(of=("self",)).get(pk=opd.pk)
