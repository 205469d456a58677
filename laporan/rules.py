"""Rights over issued reports and district figures; those over the reports themselves follow the assignment (opd.rules)."""

import rules

from akun.rules import (
    is_analis,
    is_petugas,
    is_pimpinan,
    is_sekretariat,
    is_verifikator_dtks,
)


rules.add_perm("laporan.lihat_terbitan", is_sekretariat | is_analis | is_pimpinan)
rules.add_perm("laporan.terbitkan_laporan", is_sekretariat | is_analis)
rules.add_perm("laporan.tarik_terbitan", is_sekretariat)
rules.add_perm("laporan.kelola_penanda_tangan", is_sekretariat)
rules.add_perm("laporan.kelola_kemiskinan", is_sekretariat)
rules.add_perm(
    "laporan.lihat_perbaikan_data",
    is_petugas | is_sekretariat | is_verifikator_dtks | is_analis | is_pimpinan,
)
