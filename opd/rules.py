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
from desa.models import Desa, Survei, Temuan
from desa.queries import penangan_id
from opd.models import (
    Intervensi,
    Keanggotaan,
    KemajuanIntervensi,
    Pencairan,
    Pendanaan,
    Penugasan,
    SerahTerima,
)
from opd.queries import is_pendamping_aktif


MilikDesa = Survei | Temuan | Intervensi | Pendanaan | Pencairan | KemajuanIntervensi


@rules.predicate
def is_pendamping(pengguna: Pengguna, objek: Desa | MilikDesa | None) -> bool:
    """An OPD of the user mentors the village today. Without an object: might be, for some."""
    return objek is None or is_pendamping_aktif(pengguna, _desa_id(objek))


@rules.predicate
def has_no_pendamping(pengguna: Pengguna, objek: Desa | MilikDesa | None) -> bool:
    """Nobody mentors the village today: a comparison village, or one that waits for its OPD."""
    if objek is None:
        return True
    berjalan = Penugasan.objects.aktif(pada=timezone.localdate())
    return not berjalan.filter(desa=_desa_id(objek)).exists()


def _desa_id(objek: Desa | MilikDesa) -> int:
    return objek.pk if isinstance(objek, Desa) else objek.desa_id


@rules.predicate
def is_bukan_penangan(pengguna: Pengguna, temuan: Temuan | None) -> bool:
    """Maker is not checker: whoever recorded or handled a finding does not confirm it."""
    return temuan is None or pengguna.pk not in penangan_id(temuan)


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

penulis = (is_petugas & is_pendamping) | (is_sekretariat & has_no_pendamping)

# Rights over surveys stand here because they depend on the assignment, which desa cannot see.
# The secretariat fills villages without a mentor: nobody else could survey the comparison group.
rules.add_perm("desa.lihat_survei", is_sekretariat | is_petugas | is_analis | is_pimpinan)
rules.add_perm("desa.isi_survei", penulis)
rules.add_perm("desa.impor_survei", is_petugas | is_sekretariat)
rules.add_perm("desa.periksa_survei", is_sekretariat)
rules.add_perm("desa.verifikasi_survei", is_sekretariat & is_bukan_pengaju)
rules.add_perm("desa.kembalikan_survei", is_sekretariat & is_bukan_pengaju)

# So do those over findings and interventions, which follow the same line.
rules.add_perm("desa.lihat_temuan", is_sekretariat | is_petugas | is_analis | is_pimpinan)
rules.add_perm("desa.catat_temuan", penulis)
rules.add_perm("desa.konfirmasi_temuan", is_sekretariat & is_bukan_penangan)
rules.add_perm("opd.lihat_intervensi", is_sekretariat | is_petugas | is_analis | is_pimpinan)
rules.add_perm("opd.kelola_intervensi", penulis)
rules.add_perm("opd.kelola_jenis_bantuan", is_admin)
rules.add_perm("laporan.lihat_laporan", is_siapa_pun & ~is_admin & ~is_verifikator_dtks)
