"""Rights over the social registry and its corrections."""

import rules

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
from dtks.choices import STATUS_DAPAT_DIISI
from dtks.models import Orang, UsulanPerbaikan
from opd.rules import is_pendamping


@rules.predicate
def is_bukan_pengaju_usulan(pengguna: Pengguna, usulan: UsulanPerbaikan | None) -> bool:
    """Maker is not checker."""
    return usulan is None or pengguna.pk not in {usulan.diajukan_oleh_id, usulan.dibuat_oleh_id}


@rules.predicate
def is_pembuat_draf(pengguna: Pengguna, objek: Orang | UsulanPerbaikan | None) -> bool:
    """Whoever fills in a correction sees the numbers of that draft. Without an object: might be."""
    if objek is None:
        return True
    return (
        isinstance(objek, UsulanPerbaikan)
        and objek.dibuat_oleh_id == pengguna.pk
        and objek.status in STATUS_DAPAT_DIISI
    )


rules.add_perm("dtks.lihat_sumber_data", is_siapa_pun)
rules.add_perm("dtks.kelola_sumber_data", is_admin | is_verifikator_dtks)
rules.add_perm("dtks.lihat_usulan", is_petugas | is_sekretariat | is_verifikator_dtks)
# Cards and death certificates show the NIK: for those who work on the correction.
rules.add_perm("dtks.lihat_bukti", (is_petugas & is_pendamping) | is_verifikator_dtks)
rules.add_perm("dtks.isi_usulan", is_petugas & is_pendamping)
rules.add_perm("dtks.periksa_usulan", is_verifikator_dtks)
rules.add_perm("dtks.putuskan_usulan", is_verifikator_dtks & is_bukan_pengaju_usulan)
rules.add_perm("dtks.kelola_usulan", is_verifikator_dtks)
rules.add_perm("dtks.lihat_jadwal", is_siapa_pun)
rules.add_perm("dtks.kelola_jadwal", is_admin | is_verifikator_dtks)
rules.add_perm("dtks.kelola_alasan", is_admin)
rules.add_perm("dtks.impor_data", is_verifikator_dtks)
rules.add_perm("dtks.lihat_berita_acara", is_petugas | is_sekretariat | is_verifikator_dtks)
rules.add_perm("dtks.kelola_berita_acara", (is_petugas & is_pendamping) | is_verifikator_dtks)
rules.add_perm("dtks.lihat_kiriman", is_sekretariat | is_verifikator_dtks)
rules.add_perm("dtks.ekspor_usulan", is_verifikator_dtks)
rules.add_perm(
    "dtks.lihat_rekap", is_sekretariat | is_petugas | is_verifikator_dtks | is_analis | is_pimpinan
)
rules.add_perm("dtks.lihat_orang", is_petugas | is_sekretariat | is_verifikator_dtks)
rules.add_perm("dtks.lihat_nama", (is_petugas & is_pendamping) | is_verifikator_dtks)
rules.add_perm("dtks.lihat_nik", (is_petugas & is_pembuat_draf) | is_verifikator_dtks)
rules.add_perm("dtks.cari_nik", is_petugas | is_verifikator_dtks)
rules.add_perm("dtks.cocokkan_penerima", is_petugas & is_pendamping)
rules.add_perm("dtks.salin_data", is_verifikator_dtks)
rules.add_perm("dtks.lihat_jejak_akses", is_admin | is_sekretariat)
rules.add_perm("dtks.lihat_insiden", is_admin | is_sekretariat)
rules.add_perm("dtks.kelola_insiden", is_admin)
rules.add_perm("dtks.kelola_kunci", is_admin)
