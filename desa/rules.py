"""Rights over areas, programme, indicators and rounds; those over surveys stand in opd.rules."""

import rules

from akun.rules import is_admin, is_analis, is_pimpinan, is_sekretariat, is_siapa_pun


rules.add_perm("desa.lihat_desa", is_siapa_pun)
rules.add_perm("desa.kelola_wilayah", is_admin)
rules.add_perm("desa.lihat_indikator", is_siapa_pun)
rules.add_perm("desa.kelola_indikator", is_admin)
rules.add_perm("desa.lihat_program", is_siapa_pun & ~is_admin)
rules.add_perm("desa.kelola_program", is_sekretariat)
rules.add_perm("desa.bandingkan_daftar", is_sekretariat | is_analis | is_pimpinan)
