"""What the invented reports, visits and meetings say."""

KEGIATAN = (  # what was done, what came of it
    (
        "Verifikasi rumah tidak layak huni bersama perangkat desa",
        "{n} rumah diverifikasi, {m} diusulkan ke Baznas",
    ),
    (
        "Pendampingan musyawarah desa tentang data kesejahteraan",
        "{n} KK disepakati diusulkan masuk, {m} KK dinyatakan pindah atau meninggal",
    ),
    (
        "Penyuluhan jamban sehat bersama bidan desa dan sanitarian",
        "{n} KK bersedia membangun jamban, {m} sudah mulai",
    ),
    (
        "Pendataan anak tidak sekolah dari rumah ke rumah",
        "{n} anak ditemukan, {m} mendaftar ke PKBM",
    ),
    (
        "Pelatihan pengolahan hasil laut bagi kelompok ibu",
        "{n} peserta, {m} mulai menjual produknya",
    ),
    (
        "Fasilitasi administrasi kependudukan keliling di balai desa",
        "{n} dokumen terbit, {m} perekaman KTP",
    ),
    (
        "Pertemuan dengan pengurus BUM Desa tentang laporan keuangan",
        "Laporan {n} bulan disusun ulang, {m} usaha dipisah pembukuannya",
    ),
    (
        "Koordinasi sambungan air bersih dengan Pamsimas",
        "{n} KK terdata, {m} sambungan dijadwalkan",
    ),
    (
        "Pemeriksaan kesehatan lansia dan penyandang disabilitas",
        "{n} orang diperiksa, {m} dirujuk ke Puskesmas",
    ),
    (
        "Penyerahan bibit kepada kelompok tani",
        "{n} batang dibagikan kepada {m} anggota kelompok",
    ),
)
HAMBATAN = (
    "",
    "Data kependudukan sebagian keluarga belum padan.",
    "Anggaran desa untuk swadaya belum cair.",
    "Jalan ke dua dukuh terendam rob beberapa hari.",
    "Perangkat desa sedang menyiapkan laporan pertanggungjawaban.",
)
RENCANA = (
    "Mengantar berkas usulan ke Baznas dan memantau pengerjaannya.",
    "Menyelesaikan pendataan di dukuh yang tersisa.",
    "Mengundang OPD teknis ke desa untuk melihat lokasi.",
    "Menyusun jadwal pelatihan lanjutan bersama kelompok.",
    "Memeriksa kembali data yang dikembalikan kecamatan.",
)
ALASAN_NIHIL = (
    "Seluruh petugas ditugaskan pada penanganan banjir kabupaten.",
    "Desa sedang melaksanakan pemilihan kepala desa.",
)
ALASAN_KEMBALI = (
    "Hasil belum menyebut jumlah. Berapa rumah atau KK?",
    "Kegiatan sama persis dengan bulan lalu; mohon ditulis yang benar-benar dikerjakan bulan ini.",
    "Sebutkan hambatan dan bantuan yang diperlukan dari OPD lain.",
)
TUJUAN = (
    "Melihat rumah yang sedang diperbaiki",
    "Menghadiri musyawarah desa",
    "Memeriksa data jamban dan air bersih",
    "Bertemu kelompok usaha perempuan",
    "Mendampingi pemeriksaan lansia",
)
HASIL_KUNJUNGAN = (
    "Dinding selesai, atap menunggu bahan; selesai dua minggu lagi.",
    "Hadir 34 orang; daftar usulan disepakati dan ditandatangani.",
    "Dari 12 jamban yang tercatat, 10 sudah dipakai.",
    "Kelompok meminta pelatihan kemasan dan izin PIRT.",
    "Dua lansia perlu kursi roda; sudah dicatat untuk Dinsos.",
)
RAPAT = (  # title, agenda, what was decided
    (
        "Rakor TKPK triwulan",
        "1. Kemajuan survei dan laporan bulanan\n2. Usulan bantuan rumah\n3. Lain-lain",
        "OPD yang belum melapor diminta menyelesaikan laporannya dalam dua minggu. Usulan rumah "
        "dikirim satu pintu melalui Disperkim.",
    ),
    (
        "Evaluasi tengah tahun pendampingan desa",
        "1. Perubahan indikator inti\n2. Hambatan lintas OPD\n3. Rencana semester berikutnya",
        "Desa yang memburuk pada jamban dan air bersih didahulukan. Data anak tidak sekolah "
        "dicocokkan dengan Disdikbud.",
    ),
    (
        "Evaluasi tahunan dan rencana tahun berikutnya",
        "1. Capaian setahun\n2. Desa yang diusulkan lulus\n3. Anggaran menurut sumber dana",
        "Rekap keluaran per sumber dana disampaikan kepada provinsi. Usulan desa lulus dibahas "
        "bersama camat.",
    ),
)
TINDAK_LANJUT = (  # what is to be done, what was done
    (
        "Serahkan daftar KK tanpa jamban kepada Baznas.",
        "Daftar diserahkan dengan surat 440/{n}; tanda terima terlampir di kantor.",
    ),
    (
        "Cocokkan daftar anak tidak sekolah dengan Dapodik.",
        "{n} nama dicocokkan; sisanya sudah bekerja atau menikah.",
    ),
    (
        "Lengkapi laporan bulanan yang tertunggak.",
        "Laporan {m} bulan diajukan melalui aplikasi.",
    ),
    (
        "Perbaiki sumber angka pada survei putaran lalu.",
        "Sumber diganti dengan rekap Puskesmas tanggal {m}.",
    ),
    (
        "Jadwalkan perekaman KTP di balai desa.",
        "Perekaman terlaksana untuk {n} orang.",
    ),
    (
        "Undang perusahaan sekitar membahas bantuan CSR.",
        "Rapat dengan {m} perusahaan; satu bersedia membantu {n} jamban.",
    ),
)
