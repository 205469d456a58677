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
    DIHAPUS = "dihapus", "Data pribadinya sudah dihapus"


class StatusPadan(TextChoices):
    """What the matching with the civil registry said. Empty: the source does not tell."""

    PADAN = "padan", "Padan"
    TIDAK_PADAN = "tidak_padan", "Tidak padan"
    MENINGGAL = "meninggal", "Meninggal"


class KeadaanEntri(TextChoices):
    """What one may look for on a village's list."""

    PADAN = "padan", "Padan"
    TIDAK_PADAN = "tidak_padan", "Tidak padan"
    MENINGGAL = "meninggal", "Meninggal menurut pemadanan"
    TANPA_NIK = "tanpa_nik", "Tanpa NIK"
    TANPA_KK = "tanpa_kk", "Tanpa nomor KK"
    TANPA_LAHIR = "tanpa_lahir", "Tanpa tanggal lahir"
    NONAKTIF = "nonaktif", "Tidak aktif lagi"


class TindakanAkses(TextChoices):
    """What was done with somebody's identity."""

    BUKA = "buka", "Membuka NIK"
    BERKAS = "berkas", "Melihat bukti atau pindaian"
    CARI = "cari", "Mencari dengan NIK"
    EKSPOR = "ekspor", "Mengekspor daftar"
    SALINAN = "salinan", "Membuat salinan data untuk pemiliknya"
    HAPUS = "hapus", "Menghapus data orang"


class TujuanAkses(TextChoices):
    """The purposes for which an identity may be opened (UU 27/2022: purpose limitation)."""

    VERIFIKASI = "verifikasi", "Memeriksa usulan perbaikan"
    PENCOCOKAN = "pencocokan", "Mencocokkan dengan KTP atau KK"
    KIRIM = "kirim", "Mengirim usulan ke sistem nasional"
    PADANAN = "padanan", "Memadankan jawaban sistem nasional"
    PERMINTAAN = "permintaan", "Permintaan pemilik data"
    RETENSI = "retensi", "Masa simpan berakhir"


class StatusInsiden(TextChoices):
    """How far a breach of personal data has come (UU 27/2022 art. 46)."""

    DICATAT = "dicatat", "Dicatat"
    DITANGANI = "ditangani", "Ditangani"
    DIBERITAHUKAN = "diberitahukan", "Diberitahukan"
    DITUTUP = "ditutup", "Ditutup"
    BUKAN = "bukan", "Bukan kegagalan pelindungan"


INSIDEN_BERJALAN = (StatusInsiden.DICATAT, StatusInsiden.DITANGANI)  # the clock runs
INSIDEN_SELESAI = (StatusInsiden.DITUTUP, StatusInsiden.BUKAN)


class JenisUsulan(TextChoices):
    """The six kinds of correction that the national system knows (SIKS-NG)."""

    BARU = "baru", "Usulan baru"
    ELEMEN = "elemen", "Perbaikan elemen data"
    NONAKTIF = "nonaktif", "Penonaktifan"
    KELUARGA = "keluarga", "Perubahan keluarga"
    PINDAH = "pindah", "Pindah wilayah"
    PENGURUS = "pengurus", "Ganti pengurus"


class StatusUsulan(TextChoices):
    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DITOLAK = "ditolak", "Ditolak"
    DIVERIFIKASI = "diverifikasi", "Diverifikasi"
    DIMUSYAWARAHKAN = "dimusyawarahkan", "Dimusyawarahkan"
    DIUSULKAN = "diusulkan", "Diusulkan di SIKS-NG"
    DISAHKAN = "disahkan", "Disahkan"
    DITERIMA = "diterima", "Diterima pusat"
    DITOLAK_PUSAT = "ditolak_pusat", "Ditolak pusat"
    KEDALUWARSA = "kedaluwarsa", "Kedaluwarsa"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


STATUS_DAPAT_DIISI = (StatusUsulan.DRAF, StatusUsulan.DIKEMBALIKAN)
STATUS_BERJALAN = (
    StatusUsulan.DIAJUKAN,
    StatusUsulan.DIVERIFIKASI,
    StatusUsulan.DIMUSYAWARAHKAN,
    StatusUsulan.DIUSULKAN,
    StatusUsulan.DISAHKAN,
)
STATUS_TERBUKA = (*STATUS_DAPAT_DIISI, *STATUS_BERJALAN)
STATUS_TERKIRIM = (  # entered in the national system: an answer is awaited, or there
    StatusUsulan.DIUSULKAN,
    StatusUsulan.DISAHKAN,
    StatusUsulan.DITERIMA,
    StatusUsulan.DITOLAK_PUSAT,
)
STATUS_DIJAWAB = (StatusUsulan.DITERIMA, StatusUsulan.DITOLAK_PUSAT)
# From here on the checker's decision stands on the record.
STATUS_TERVERIFIKASI = (
    StatusUsulan.DIVERIFIKASI,
    StatusUsulan.DIMUSYAWARAHKAN,
    StatusUsulan.DIUSULKAN,
    StatusUsulan.DISAHKAN,
    StatusUsulan.DITERIMA,
    StatusUsulan.DITOLAK_PUSAT,
)


class Alur(TextChoices):
    """Which flow of the balance between two editions a correction belongs to."""

    BARU = "baru", "Baru terdaftar"
    MASUK = "masuk", "Pindah masuk"
    MENINGGAL = "meninggal", "Meninggal"
    KELUAR = "keluar", "Pindah keluar"
    TIDAK_DITEMUKAN = "tidak_ditemukan", "Tidak ditemukan atau ganda"
    JATUH = "jatuh", "Menjadi miskin"
    LULUS = "lulus", "Sudah mampu"
    LAIN = "lain", "Sebab lain"


class Elemen(TextChoices):
    """What a correction may change of a person, family or entry."""

    NIK = "nik", "NIK"
    NO_KK = "no_kk", "Nomor KK"
    NAMA = "nama", "Nama"
    TEMPAT_LAHIR = "tempat_lahir", "Tempat lahir"
    TANGGAL_LAHIR = "tanggal_lahir", "Tanggal lahir"
    JENIS_KELAMIN = "jenis_kelamin", "Jenis kelamin"
    IBU_KANDUNG = "ibu_kandung", "Nama ibu kandung"
    HUBUNGAN = "hubungan", "Hubungan keluarga"
    PEKERJAAN = "pekerjaan", "Pekerjaan"
    ALAMAT = "alamat", "Alamat"
    RT = "rt", "RT"
    RW = "rw", "RW"
    DESA = "desa", "Desa"
    PENGURUS = "pengurus", "Pengurus"
    AKTIF = "aktif", "Terdaftar aktif"


class Dokumen(TextChoices):
    """Evidence that a reason asks for (Kepmensos 150/HUK/2022; practice of musdes)."""

    KTP = "ktp", "KTP"
    KK = "kk", "Kartu keluarga"
    FOTO_RUMAH = "foto_rumah", "Foto rumah tampak depan"
    AKTA_KEMATIAN = "akta_kematian", "Akta atau surat keterangan kematian"
    SURAT_PINDAH = "surat_pindah", "Surat keterangan pindah"
    SURAT_DESA = "surat_desa", "Surat keterangan desa"
    PERNYATAAN = "pernyataan", "Surat pernyataan yang bersangkutan"


class Keputusan(TextChoices):
    MENUNGGU = "menunggu", "Belum diputus"
    DISETUJUI = "disetujui", "Disetujui"
    DITOLAK = "ditolak", "Ditolak"


class JenisBeritaAcara(TextChoices):
    """What confirms a list of corrections before it goes to SIKS-NG."""

    MUSDES = "musdes", "Berita acara musyawarah desa"
    MUSKEL = "muskel", "Berita acara musyawarah kelurahan"
    SPTJM = "sptjm", "Surat pernyataan tanggung jawab mutlak"
