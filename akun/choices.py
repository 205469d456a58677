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

# What a role may do, in the words of the profile page; docs/peran-dan-hak.md has the whole table.
URAIAN_PERAN = {
    Peran.ADMIN: (
        "Membuat, mengubah, dan menutup akun.",
        "Mengubah data induk: wilayah, OPD, dan indikator.",
        "Membaca jejak audit. Isi survei tidak terlihat oleh peran ini.",
    ),
    Peran.SEKRETARIAT: (
        "Menetapkan periode, daftar sasaran, penugasan, dan putaran.",
        "Memverifikasi atau mengembalikan survei yang diajukan orang lain.",
        "Mengisi survei desa yang tidak punya pendamping.",
        "Membaca dan mengunduh semua laporan.",
    ),
    Peran.PETUGAS: (
        "Mengisi dan mengajukan survei desa yang sedang didampingi OPD Anda.",
        "Membaca data desa yang sedang dan pernah didampingi OPD Anda.",
        "Menerima atau menolak serah terima desa kepada OPD Anda.",
    ),
    Peran.VERIFIKATOR_DTKS: (
        "Memeriksa usulan perbaikan data kesejahteraan sosial.",
        "Mencatat edisi data DTKS/DTSEN yang diterima.",
    ),
    Peran.ANALIS: (
        "Membaca data semua desa dan mengunduhnya sebagai Excel.",
        "Data pribadi tidak terlihat oleh peran ini.",
    ),
    Peran.PIMPINAN: ("Membaca laporan semua desa.",),
}
