"""Rights over open data. The public datasets need none."""

import rules

from akun.rules import is_admin, is_analis, is_pimpinan, is_sekretariat


rules.add_perm("terbuka.kelola_token", is_admin)
rules.add_perm("terbuka.unduh_terbatas", is_sekretariat | is_analis | is_pimpinan)
