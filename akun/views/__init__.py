from akun.views.profil import profil


__all__ = ["profil"]
