from django.db.models import TextChoices


class JenisSumber(TextChoices):
    DTKS = "dtks", "DTKS"
    DTSEN = "dtsen", "DTSEN"


class JenisKelamin(TextChoices):
    LAKI_LAKI = "L", "Laki-laki"
    PEREMPUAN = "P", "Perempuan"


class AlasanTanpaNIK(TextChoices):
    """Why a person of the registry has no NIK here."""

    KOSONG = "kosong", "Kosong pada sumbernya"
    DITARIK = "ditarik", "Ditarik karena terbukti keliru"


class StatusPadan(TextChoices):
    """What the matching with the civil registry said. Empty: the source does not tell."""

    PADAN = "padan", "Padan"
    TIDAK_PADAN = "tidak_padan", "Tidak padan"
    MENINGGAL = "meninggal", "Meninggal"


class TindakanAkses(TextChoices):
    """What was done with somebody's identity."""

    BUKA = "buka", "Membuka NIK"
    CARI = "cari", "Mencari dengan NIK"
    EKSPOR = "ekspor", "Mengekspor daftar"
    SALINAN = "salinan", "Membuat salinan data untuk pemiliknya"
    HAPUS = "hapus", "Menghapus data sumber"


class TujuanAkses(TextChoices):
    """The purposes for which an identity may be opened (UU 27/2022: purpose limitation)."""

    VERIFIKASI = "verifikasi", "Memeriksa usulan perbaikan"
    PENCOCOKAN = "pencocokan", "Mencocokkan dengan KTP atau KK"
    PADANAN = "padanan", "Memadankan jawaban sistem nasional"
    PERMINTAAN = "permintaan", "Permintaan pemilik data"
    RETENSI = "retensi", "Masa simpan berakhir"
