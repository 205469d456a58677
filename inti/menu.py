"""The main navigation: text, URL name and the right that shows it."""

from django.urls import reverse


MENU = [
    ("Beranda", "laporan:beranda", None),
    ("Sebelum–sesudah", "laporan:sebelum_sesudah", "laporan.lihat_laporan"),
    ("Desa", "desa:desa_list", "desa.lihat_desa"),
    ("OPD", "opd:opd_list", "opd.lihat_opd"),
    ("Program", "desa:program", "desa.lihat_program"),
    ("Survei", "desa:survei_list", "desa.lihat_survei"),
    ("Indikator", "desa:indikator_list", "desa.kelola_indikator"),
    ("Impor Excel", "inti:impor_list", "inti.impor_berkas"),
    ("Jejak audit", "akun:audit_list", "akun.lihat_audit"),
    ("Pengguna", "opd:pengguna_list", "akun.kelola_pengguna"),
]


def menu_for_request(request):
    """The entries this user may open, the one that leads to this page marked."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    hasil = []
    for teks, nama, perm in MENU:
        if perm is None or user.has_perm(perm):
            url = reverse(nama)
            aktif = request.path == url if url == "/" else request.path.startswith(url)
            hasil.append({"teks": teks, "url": url, "aktif": aktif})
    return hasil
