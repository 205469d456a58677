"""Rights that need to know who mentors which village; see docs/peran-dan-hak.md."""

import rules
from django.utils import timezone

from akun.models import Pengguna
from akun.rules import (
    is_admin,
    is_analis,
    is_petugas,
    is_pimpinan,
    is_sekretariat,
    is_siapa_pun,
    is_verifikator_dtks,
)
from desa.models import Desa, Survei
from opd.models import Keanggotaan, Penugasan, SerahTerima
from opd.queries import is_pendamping_aktif


@rules.predicate
def is_pendamping(pengguna: Pengguna, objek: Desa | Survei | None) -> bool:
    """An OPD of the user mentors the village today. Without an object: might be, for some."""
    if objek is None:
        return True
    return is_pendamping_aktif(pengguna, objek.desa_id if isinstance(objek, Survei) else objek.pk)


@rules.predicate
def has_no_pendamping(pengguna: Pengguna, objek: Desa | Survei | None) -> bool:
    """Nobody mentors the village today: a comparison village, or one that waits for its OPD."""
    if objek is None:
        return True
    desa_id = objek.desa_id if isinstance(objek, Survei) else objek.pk
    return not Penugasan.objects.aktif(pada=timezone.localdate()).filter(desa=desa_id).exists()


@rules.predicate
def is_bukan_pengaju(pengguna: Pengguna, survei: Survei | None) -> bool:
    """Maker is not checker: whoever submitted a survey does not verify it."""
    return survei is None or survei.diajukan_oleh_id != pengguna.pk


@rules.predicate
def is_anggota_penerima(pengguna: Pengguna, serah_terima: SerahTerima | None) -> bool:
    """The user works for the OPD that is to receive the village."""
    if serah_terima is None:
        return True
    return (
        Keanggotaan.objects.aktif(pada=timezone.localdate())
        .filter(pengguna=pengguna, opd=serah_terima.opd_penerima_id)
        .exists()
    )


rules.add_perm("opd.lihat_opd", is_siapa_pun)
rules.add_perm("opd.kelola_opd", is_admin)
rules.add_perm("opd.lihat_keanggotaan", is_admin | is_sekretariat)
rules.add_perm("opd.lihat_penugasan", is_siapa_pun & ~is_admin)
rules.add_perm("opd.kelola_penugasan", is_sekretariat)
rules.add_perm("opd.lihat_celah", is_sekretariat | is_analis | is_pimpinan)
rules.add_perm("opd.terima_serah_terima", is_petugas & is_anggota_penerima)

# Rights over surveys stand here because they depend on the assignment, which desa cannot see.
# The secretariat fills villages without a mentor: nobody else could survey the comparison group.
rules.add_perm("desa.lihat_survei", is_sekretariat | is_petugas | is_analis | is_pimpinan)
rules.add_perm(
    "desa.isi_survei", (is_petugas & is_pendamping) | (is_sekretariat & has_no_pendamping)
)
rules.add_perm("desa.impor_survei", is_petugas | is_sekretariat)
rules.add_perm("desa.periksa_survei", is_sekretariat)
rules.add_perm("desa.verifikasi_survei", is_sekretariat & is_bukan_pengaju)
rules.add_perm("desa.kembalikan_survei", is_sekretariat & is_bukan_pengaju)
rules.add_perm("laporan.lihat_laporan", is_siapa_pun & ~is_admin & ~is_verifikator_dtks)
