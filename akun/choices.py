from django.db.models import TextChoices


class Peran(TextChoices):
    ADMIN = "admin", "Admin sistem"
    SEKRETARIAT = "sekretariat", "Sekretariat TKPK"
    PETUGAS = "petugas", "Petugas OPD"
    VERIFIKATOR_DTKS = "verifikator_dtks", "Verifikator DTKS/DTSEN"
    ANALIS = "analis", "Analis Bapperida"
    PIMPINAN = "pimpinan", "Pimpinan"


# Roles that administer or see identities: second factor and idle time-out (keamanan: Access).
PERAN_PEKA = frozenset({Peran.ADMIN, Peran.VERIFIKATOR_DTKS})
