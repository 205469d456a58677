"""Base predicates by role, and the rights over accounts and the audit trail."""

import rules

from akun.choices import Peran
from akun.models import Pengguna
from inti.rules import is_pengunggah


def has_peran(*peran: Peran) -> rules.Predicate:
    """A predicate: the user holds one of these roles."""

    def check(pengguna: Pengguna) -> bool:
        return pengguna.is_authenticated and pengguna.is_active and pengguna.peran in peran

    return rules.Predicate(check, name="peran_" + "_".join(peran))


is_admin = has_peran(Peran.ADMIN)
is_sekretariat = has_peran(Peran.SEKRETARIAT)
is_petugas = has_peran(Peran.PETUGAS)
is_verifikator_dtks = has_peran(Peran.VERIFIKATOR_DTKS)
is_analis = has_peran(Peran.ANALIS)
is_pimpinan = has_peran(Peran.PIMPINAN)
is_siapa_pun = has_peran(*Peran)

rules.add_perm("akun.lihat_pengguna", is_admin | is_sekretariat | is_analis)
rules.add_perm("akun.kelola_pengguna", is_admin)
rules.add_perm("akun.lihat_audit", is_admin | is_sekretariat)
rules.add_perm("inti.lihat_semua_impor", is_sekretariat)
rules.add_perm("inti.lihat_asal_foto", is_sekretariat | (is_petugas & is_pengunggah))
rules.add_perm("inti.pakai_pekerjaan", is_siapa_pun)
rules.add_perm("inti.baca_pemberitahuan", is_siapa_pun)
