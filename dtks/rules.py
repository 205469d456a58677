"""Rights over the social registry."""

import rules

from akun.rules import is_admin, is_siapa_pun, is_verifikator_dtks


rules.add_perm("dtks.lihat_sumber_data", is_siapa_pun)
rules.add_perm("dtks.kelola_sumber_data", is_admin | is_verifikator_dtks)
