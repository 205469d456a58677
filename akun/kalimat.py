"""The audit trail in words: what each recorded step is called in a sentence.

"survei.ajukan" on "Soneyan, putaran 2" by Siti reads "Siti mengajukan survei Soneyan, putaran 2".
"""

# Nouns as people call them, in the order of the filter.
OBJEK = {
    "survei": "survei",
    "putaran": "putaran",
    "daftar_sasaran": "daftar sasaran",
    "periode": "periode",
    "target": "target",
    "penugasan": "penugasan",
    "serah_terima": "serah terima",
    "laporan_bulanan": "laporan bulanan",
    "kunjungan": "kunjungan",
    "rapat": "rapat",
    "tindak_lanjut": "tindak lanjut",
    "impor": "impor",
    "desa": "desa",
    "kecamatan": "kecamatan",
    "nama_lain": "nama lain desa",
    "profil_desa": "profil desa",
    "indikator": "indikator",
    "putus_deret": "putus deret",
    "opd": "OPD",
    "nama_opd": "nama OPD",
    "keanggotaan": "keanggotaan OPD",
    "pengguna": "akun",
    "sumber_data": "sumber data",
    "usulan": "usulan perbaikan",
    "kiriman": "kiriman usulan",
    "berita_acara": "berita acara",
    "insiden": "insiden data pribadi",
    "jadwal": "jadwal usulan",
    "alasan": "alasan perbaikan",
    "temuan": "temuan",
    "intervensi": "intervensi",
    "pendanaan": "pendanaan",
    "pencairan": "pencairan",
    "jenis_bantuan": "jenis bantuan",
    "laporan": "laporan",
    "kemiskinan": "angka kemiskinan",
    "token": "token akses data",
}

# Steps whose sentence is not "<verb> <noun> <object>" with a verb of KERJA.
KALIMAT = {
    "daftar_sasaran.isi": "mengisi daftar sasaran",
    "daftar_sasaran.keluarkan": "mengeluarkan desa dari daftar sasaran",
    "daftar_sasaran.luluskan": "meluluskan desa pada daftar sasaran",
    "daftar_sasaran.urungkan_impor": "mengurungkan impor daftar sasaran",
    "desa.urungkan_impor": "mengurungkan impor desa",
    "impor.batalkan": "membatalkan impor",
    "impor.buang_berkas": "membuang berkas impor",
    "impor.pasangkan_kolom": "menetapkan pasangan kolom impor",
    "impor.tanpa_perubahan": "mengunggah berkas tanpa perubahan di",
    "impor.terapkan": "menerapkan impor",
    "impor.tolak": "mengunggah berkas yang ditolak di",
    "impor.unggah": "mengunggah berkas",
    "indikator.putus_deret": "mencatat putus deret",
    "indikator.versi_baru": "membuat versi baru indikator",
    "batas_desa.muat": "memuat batas desa",
    "berita_acara.tandatangani": "mengunggah berita acara yang ditandatangani",
    "impor.pilih_isi": "memilih isi yang berbeda pada impor",
    "intervensi.kemajuan": "mencatat kemajuan intervensi",
    "intervensi.mulai": "memulai intervensi",
    "intervensi.rencanakan": "merencanakan intervensi",
    "intervensi.selesaikan": "menyelesaikan intervensi",
    "jenis_bantuan.simpan": "menyimpan jenis bantuan",
    "laporan.terbitkan": "menerbitkan laporan",
    "laporan.tetapkan_penanda_tangan": "menetapkan penanda tangan laporan",
    "pencairan.cairkan": "mencatat pencairan",
    "pendanaan.simpan": "menyimpan pendanaan",
    "survei.pilih_tabrakan": "memilih isian yang bertabrakan pada survei",
    "usulan.kedaluwarsakan": "menyatakan kedaluwarsa usulan perbaikan",
    "usulan.musyawarahkan": "mencatat musyawarah atas usulan perbaikan",
    "usulan.sahkan": "mencatat pengesahan usulan perbaikan",
    "usulan.cabut_jawaban": "mencabut jawaban pusat atas usulan perbaikan",
    "usulan.terima": "mencatat diterimanya usulan perbaikan",
    "usulan.tolak_pusat": "mencatat penolakan pusat atas usulan perbaikan",
    "usulan.usulkan": "mencatat masuknya ke SIKS-NG usulan perbaikan",
    "insiden.beritahukan": "mencatat pemberitahuan insiden data pribadi",
    "insiden.nyatakan_bukan": "menyatakan bukan kegagalan pelindungan atas",
    "insiden.tangani": "mencatat penanganan insiden data pribadi",
    "insiden.tutup": "menutup insiden data pribadi",
    "kiriman.susun": "menyusun kiriman usulan",
    "kiriman.unduh": "mengunduh kiriman usulan",
    "penerima.cocokkan": "mencocokkan dengan DTKS penerima bantuan",
    "kecamatan.urungkan_impor": "mengurungkan impor kecamatan",
    "lampiran.tambah": "menambahkan lampiran pada",
    "lampiran.tarik": "menarik lampiran dari",
    "nama_lain.urungkan_impor": "mengurungkan impor nama lain desa",
    "nama_opd.urungkan_impor": "mengurungkan impor nama OPD",
    "opd.ganti_nama": "mengganti nama OPD",
    "opd.ganti_pejabat": "mencatat kepala OPD",
    "opd.konfirmasi": "mengonfirmasi nama OPD",
    "opd.urungkan_impor": "mengurungkan impor OPD",
    "pengguna.aktifkan_dua_langkah": "mengaktifkan verifikasi dua langkah akun",
    "pengguna.atur_ulang_sandi": "mengatur ulang kata sandi akun",
    "pengguna.buat_kode_pemulihan": "membuat kode pemulihan akun",
    "pengguna.ganti_sandi": "mengganti kata sandi akun",
    "pengguna.hapus_dua_langkah": "menghapus verifikasi dua langkah akun",
    "pengguna.keluarkan": "mengeluarkan dari semua perangkat akun",
    "pengguna.matikan_dua_langkah": "mematikan verifikasi dua langkah akun",
    "penugasan.tugaskan": "membuat penugasan",
    "penugasan.urungkan_impor": "mengurungkan impor penugasan",
    "laporan_bulanan.mulai": "memulai laporan bulanan",
    "laporan_bulanan.periksa": "memeriksa laporan bulanan",
    "laporan_bulanan.terima": "menerima laporan bulanan",
    "rapat.catat_kehadiran": "mencatat kehadiran pada rapat",
    "rapat.jadwalkan": "menjadwalkan rapat",
    "rapat.selesaikan": "menyelesaikan rapat",
    "tindak_lanjut.laporkan": "melaporkan tindak lanjut",
    "tindak_lanjut.nyatakan_belum_memadai": "menyatakan belum memadai tindak lanjut",
    "tindak_lanjut.nyatakan_memadai": "menyatakan memadai tindak lanjut",
    "sumber_data.hapus_orang": "menghapus data orang dari sumber data",
    "orang.hapus": "menghapus data pribadi",
    "profil_desa.urungkan_impor": "mengurungkan impor profil desa",
    "putaran.buka_kunci": "membuka kunci putaran",
    "putaran.ingatkan": "mengingatkan pendamping pada putaran",
    "putaran.kecualikan": "memberi pengecualian kunci pada putaran",
    "survei.buang_draf": "membuang draf survei",
    "survei.buka_revisi": "membuka revisi survei",
    "survei.urungkan_impor": "mengurungkan impor survei",
}

KERJA = {
    "ajukan": "mengajukan",
    "akhiri": "mengakhiri",
    "aktifkan": "mengaktifkan",
    "batalkan": "membatalkan",
    "buat": "membuat",
    "cabut": "mencabut",
    "catat": "mencatat",
    "dibatalkan": "membatalkan",
    "diterima": "menerima",
    "ditolak": "menolak",
    "hapus": "menghapus",
    "kembalikan": "mengembalikan",
    "kunci": "mengunci",
    "nonaktifkan": "menonaktifkan",
    "tambah": "menambahkan",
    "tarik": "menarik kembali",
    "tetapkan": "menetapkan",
    "tolak": "menolak",
    "ubah": "mengubah",
    "urungkan": "mengurungkan",
    "verifikasi": "memverifikasi",
}


def is_dikenal(aksi: str) -> bool:
    """Whether the step has words of its own."""
    objek, _, langkah = aksi.partition(".")
    return aksi in KALIMAT or (objek in OBJEK and langkah in KERJA)


def sebut_aksi(aksi: str) -> str:
    """The predicate of the sentence: "mengajukan survei"; the bare names for an unknown step."""
    if aksi in KALIMAT:
        return KALIMAT[aksi]
    objek, _, langkah = aksi.partition(".")
    return f"{KERJA.get(langkah, langkah)} {OBJEK.get(objek, objek)}".replace("_", " ")


def sebut_rincian(rincian: dict) -> str:
    """The details in one line: "berubah: nama, nip; revisi: 2"."""
    bagian = []
    for kunci, nilai in rincian.items():
        teks = ", ".join(map(str, nilai)) if isinstance(nilai, list) else str(nilai)
        bagian.append(f"{kunci.replace('_', ' ')}: {teks}")
    return "; ".join(bagian)
