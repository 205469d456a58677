from akun.views.audit import audit_list
from akun.views.profil import profil


__all__ = ["audit_list", "profil"]
