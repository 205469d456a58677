"""User administration through its pages."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from akun.models import Pengguna
from inti.models import JejakAudit
from opd.models import Keanggotaan
from tests.factories.akun import PenggunaFactory
from tests.factories.opd import KeanggotaanFactory, OPDFactory


pytestmark = pytest.mark.django_db

BARU = {
    "nama": "Siti Aminah",
    "username": "siti.aminah",
    "peran": "sekretariat",
    "jabatan": "Analis kebijakan",
    "nip": "19800101 200501 2 001",
    "opd": "",
    "mulai": "",
}


@pytest.fixture
def admin(sign_in):
    return sign_in("admin")


def alamat(nama, objek):
    return reverse(f"opd:{nama}", args=[objek.pk])


def aksi():
    return [j.aksi for j in JejakAudit.objects.order_by("pk")]


def masuk(pengguna, sandi):
    """A browser of the user's own, signed in through the page."""
    client = Client()
    client.post(reverse("account_login"), {"login": pengguna.username, "password": sandi})
    return client


def is_masuk(client):
    response = client.get(reverse("akun:profil"))
    return not (response.status_code == 302 and response.url.startswith(reverse("account_login")))


# --- Create ------------------------------------------------------------------------------------


def test_create_shows_the_first_password_once_and_stores_it_hashed(admin):
    response = admin.post(reverse("opd:pengguna_create"), BARU)

    siti, sandi = Pengguna.objects.get(username="siti.aminah"), response.context["sandi"]
    assert (siti.nama, siti.peran, siti.nip) == ("Siti Aminah", "sekretariat", "198001012005012001")
    assert (siti.kabupaten, siti.wajib_ganti_sandi) == (admin.pengguna.kabupaten, True)
    assert siti.check_password(sandi)
    assert response.text.count(sandi) == 1
    assert "no-store" in response.headers["Cache-Control"]
    assert aksi() == ["pengguna.buat"]
    assert sandi not in str(list(JejakAudit.objects.values()))
    assert sandi not in admin.get(alamat("pengguna_detail", siti)).text


def test_first_password_leads_to_its_change(admin):
    sandi = admin.post(reverse("opd:pengguna_create"), BARU).context["sandi"]
    browser = masuk(Pengguna.objects.get(username="siti.aminah"), sandi)
    assert browser.get(reverse("laporan:beranda")).url == reverse("account_change_password")


def test_create_petugas_joins_the_opd_in_the_same_step(admin):
    opd = OPDFactory()
    data = BARU | {"peran": "petugas", "opd": opd.pk, "mulai": "2026-01-05", "penyelia": "on"}
    admin.post(reverse("opd:pengguna_create"), data)
    anggota = Keanggotaan.objects.get()
    assert (anggota.pengguna.username, anggota.opd) == ("siti.aminah", opd)
    assert (anggota.mulai, anggota.selesai, anggota.penyelia) == (date(2026, 1, 5), None, True)
    assert aksi() == ["pengguna.buat", "keanggotaan.tambah"]


@pytest.mark.parametrize(
    ("ubahan", "pesan"),
    [
        ({"peran": "petugas"}, "Pilih OPD tempat petugas ini bekerja."),
        ({"peran": "petugas", "opd": "OPD"}, "Isi tanggal mulai menjadi anggota OPD."),
        ({"opd": "OPD", "mulai": "2026-01-05"}, "Hanya petugas yang menjadi anggota OPD."),
        ({"username": "PERTAMA"}, "Pakai huruf kecil"),
        ({"username": "pertama"}, "Nama pengguna ini sudah dipakai."),
        ({"username": "siti aminah"}, "Pakai huruf kecil"),
        ({"username": "siti\n"}, None),
        ({"nip": "12345"}, "NIP terdiri atas 18 angka."),
        ({"nama": ""}, "Bidang ini tidak boleh kosong."),
        ({"peran": "raja"}, "raja"),
    ],
)
def test_bad_account_is_refused_and_nothing_is_stored(admin, ubahan, pesan):
    PenggunaFactory(username="Pertama")
    ubahan = {k: OPDFactory().pk if v == "OPD" else v for k, v in ubahan.items()}
    response = admin.post(reverse("opd:pengguna_create"), BARU | ubahan)
    if pesan is None:  # the line break is dropped by the field
        assert Pengguna.objects.filter(username="siti").exists()
        return
    assert pesan in response.text
    assert (Pengguna.objects.count(), Keanggotaan.objects.count()) == (2, 0)


def test_opd_of_another_kabupaten_is_no_choice(admin):
    lain = OPDFactory(kabupaten__kode="33.19", kabupaten__nama="Kudus")
    data = BARU | {"peran": "petugas", "opd": lain.pk, "mulai": "2026-01-05"}
    assert admin.post(reverse("opd:pengguna_create"), data).status_code == 200
    assert not Pengguna.objects.filter(username="siti.aminah").exists()


def test_extra_fields_change_nothing(admin):
    lain = PenggunaFactory()
    data = {"nama": "Nama Baru", "username": lain.username, "peran": lain.peran, "nip": ""}
    curang = {"is_staff": "on", "is_superuser": "on", "is_active": "", "password": "x"}
    curang |= {"wajib_ganti_sandi": "on", "kabupaten": "99", "pk": "1", "id": "1"}
    admin.post(alamat("pengguna_edit", lain), data | curang)
    baru = Pengguna.objects.get(pk=lain.pk)
    assert baru.nama == "Nama Baru"
    assert (baru.is_staff, baru.is_superuser, baru.is_active) == (False, False, True)
    assert (baru.password, baru.wajib_ganti_sandi) == (lain.password, False)
    assert baru.kabupaten == lain.kabupaten


# --- Change ------------------------------------------------------------------------------------


def ubah(client, pengguna, **ubahan):
    data = {f: getattr(pengguna, f) for f in ("nama", "username", "peran", "jabatan", "nip")}
    return client.post(alamat("pengguna_edit", pengguna), data | ubahan)


def test_new_role_ends_sessions_and_memberships(admin):
    anggota = KeanggotaanFactory()
    siti = anggota.pengguna
    siti.set_password("rahasia-Uji-2026")
    siti.save()
    browser = masuk(siti, "rahasia-Uji-2026")

    ubah(admin, siti, peran="analis")

    anggota.refresh_from_db()
    assert anggota.selesai == timezone.localdate()
    assert not is_masuk(browser)
    assert aksi() == ["pengguna.ubah", "keanggotaan.akhiri"]


def test_last_admin_keeps_the_role(admin):
    response = ubah(admin, admin.pengguna, peran="analis")
    assert "Ini admin aktif yang terakhir" in response.text
    admin.pengguna.refresh_from_db()
    assert (admin.pengguna.peran, aksi()) == ("admin", [])


def test_reset_password_signs_out_and_forces_a_change(admin):
    siti = PenggunaFactory()
    siti.set_password("rahasia-Uji-2026")
    siti.save()
    browser = masuk(siti, "rahasia-Uji-2026")

    response = admin.post(alamat("pengguna_atur_ulang_sandi", siti))

    siti.refresh_from_db()
    assert siti.check_password(response.context["sandi"])
    assert (siti.wajib_ganti_sandi, is_masuk(browser)) == (True, False)
    assert aksi() == ["pengguna.atur_ulang_sandi"]
    assert response.context["sandi"] not in str(list(JejakAudit.objects.values()))


def test_own_password_is_not_reset_here(admin):
    response = admin.post(alamat("pengguna_atur_ulang_sandi", admin.pengguna))
    assert "Ganti kata sandi Anda sendiri di halaman profil." in response.text


def test_deactivate_and_activate_need_a_reason(admin):
    siti = PenggunaFactory()
    assert "tidak boleh kosong" in admin.post(alamat("pengguna_nonaktifkan", siti)).text
    assert Pengguna.objects.get(pk=siti.pk).is_active

    admin.post(alamat("pengguna_nonaktifkan", siti), {"alasan": "Pindah tugas"})
    assert not Pengguna.objects.get(pk=siti.pk).is_active
    ulang = admin.post(alamat("pengguna_nonaktifkan", siti), {"alasan": "Lagi"})
    assert "Akun ini sudah nonaktif." in ulang.text

    admin.post(alamat("pengguna_aktifkan", siti), {"alasan": "Kembali"})
    assert Pengguna.objects.get(pk=siti.pk).is_active
    jejak = JejakAudit.objects.order_by("pk").values_list("aksi", "alasan")
    assert list(jejak) == [
        ("pengguna.nonaktifkan", "Pindah tugas"),
        ("pengguna.aktifkan", "Kembali"),
    ]


def test_last_active_admin_is_not_deactivated(admin):
    PenggunaFactory(peran="admin", is_active=False)
    url = alamat("pengguna_nonaktifkan", admin.pengguna)
    assert "admin aktif yang terakhir" in admin.post(url, {"alasan": "Cuti"}).text
    PenggunaFactory(peran="admin")
    admin.post(url, {"alasan": "Cuti"})
    assert not Pengguna.objects.get(pk=admin.pengguna.pk).is_active


def test_second_factor_of_a_lost_phone_is_removed(admin):
    siti = PenggunaFactory()
    url = alamat("pengguna_hapus_dua_langkah", siti)
    tanpa = admin.post(url, {"alasan": "Hilang"})
    assert "Akun ini tidak memakai verifikasi dua langkah." in tanpa.text
    for jenis in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=siti, type=jenis, data={})

    admin.post(url, {"alasan": "Ponsel hilang"})

    assert not Authenticator.objects.filter(user=siti).exists()
    assert aksi() == ["pengguna.hapus_dua_langkah"]


def test_signing_somebody_out(admin):
    siti = PenggunaFactory()
    siti.set_password("rahasia-Uji-2026")
    siti.save()
    browser = masuk(siti, "rahasia-Uji-2026")
    assert "Keluarkan</button>" in admin.get(alamat("pengguna_detail", siti)).text

    admin.post(alamat("pengguna_akhiri_sesi", siti))

    assert not is_masuk(browser)
    assert aksi() == ["pengguna.keluarkan"]


# --- Membership --------------------------------------------------------------------------------


def test_membership_is_given_and_ended(admin):
    siti, opd = PenggunaFactory(), OPDFactory()
    admin.post(alamat("keanggotaan_create", siti), {"opd": opd.pk, "mulai": "2026-01-05"})
    anggota = Keanggotaan.objects.get()
    admin.post(alamat("keanggotaan_akhiri", anggota), {"selesai": "2026-03-31"})
    anggota.refresh_from_db()
    assert (anggota.pengguna, anggota.opd) == (siti, opd)
    assert (anggota.mulai, anggota.selesai) == (date(2026, 1, 5), date(2026, 3, 31))
    assert aksi() == ["keanggotaan.tambah", "keanggotaan.akhiri"]


@pytest.mark.parametrize(
    ("mulai", "pesan"),
    [("2026-01-05", "masih anggota"), ("2020-01-05", "masih anggota"), ("", "tidak boleh kosong")],
)
def test_second_membership_of_the_same_days_is_refused(admin, mulai, pesan):
    anggota = KeanggotaanFactory()
    response = admin.post(
        alamat("keanggotaan_create", anggota.pengguna), {"opd": anggota.opd.pk, "mulai": mulai}
    )
    assert pesan in response.text
    assert Keanggotaan.objects.count() == 1


def test_membership_is_for_petugas_only(admin):
    analis = PenggunaFactory(peran="analis")
    data = {"opd": OPDFactory().pk, "mulai": "2026-01-05"}
    response = admin.post(alamat("keanggotaan_create", analis), data)
    assert "Hanya petugas yang menjadi anggota OPD." in response.text
    assert not Keanggotaan.objects.exists()


@pytest.mark.parametrize(
    ("selesai", "pesan"),
    [
        ("2021-12-31", "tidak boleh sebelum tanggal mulai"),
        ("31/02/2026", "Masukkan tanggal yang valid."),
    ],
)
def test_membership_end_is_checked(admin, selesai, pesan):
    anggota = KeanggotaanFactory()
    assert pesan in admin.post(alamat("keanggotaan_akhiri", anggota), {"selesai": selesai}).text
    anggota.refresh_from_db()
    assert anggota.selesai is None


def test_membership_ends_once(admin):
    anggota = KeanggotaanFactory(selesai=date(2025, 1, 1))
    response = admin.post(alamat("keanggotaan_akhiri", anggota), {"selesai": "2026-01-01"})
    assert "Keanggotaan ini sudah berakhir." in response.text


# --- List --------------------------------------------------------------------------------------


def test_list_filters_by_text_role_opd_and_state(admin):
    anggota = KeanggotaanFactory(pengguna__nama="Budi Petugas")
    PenggunaFactory(nama="Ani Analis", peran="analis")
    PenggunaFactory(nama="Cici Nonaktif", is_active=False)
    kemarin = timezone.localdate() - timedelta(days=1)
    lama = KeanggotaanFactory(opd=anggota.opd, selesai=kemarin)
    lama.pengguna.nama = "Dodi Mantan"
    lama.pengguna.save()

    def nama(**saringan):
        tabel = admin.get(reverse("opd:pengguna_list"), saringan).context["table"]
        return [baris.record.nama for baris in tabel.rows]

    assert nama(q="budi") == ["Budi Petugas"]
    assert nama(peran="analis") == ["Ani Analis"]
    assert nama(opd=anggota.opd.pk) == ["Budi Petugas"]
    assert nama(keadaan="nonaktif") == ["Cici Nonaktif"]


def test_list_hides_accounts_of_another_kabupaten(admin):
    asing = PenggunaFactory(nama="Orang Kudus", kabupaten__kode="33.19", kabupaten__nama="Kudus")
    assert "Orang Kudus" not in admin.get(reverse("opd:pengguna_list")).text
    assert admin.get(alamat("pengguna_detail", asing)).status_code == 404


def test_list_as_workbook(admin):
    KeanggotaanFactory(pengguna__nama="=Budi", opd__singkatan="Dinkes", penyelia=True)
    response = admin.get(reverse("opd:pengguna_list"), {"unduh": "xlsx", "q": "budi"})
    buku = load_workbook(BytesIO(b"".join(response.streaming_content)))
    baris = list(buku.worksheets[-1].iter_rows(values_only=True))
    judul = next(i for i, b in enumerate(baris) if b[0] == "Nama")
    assert baris[judul][:4] == ("Nama", "Nama pengguna", "Peran", "OPD")
    assert baris[judul + 1][0] == "=Budi"
    assert baris[judul + 1][2:4] == ("Petugas OPD", "Dinkes (penyelia)")


@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_query_count(admin, jumlah, django_assert_num_queries):
    for _ in range(jumlah):
        KeanggotaanFactory(pengguna__nama="Petugas Uji")
    admin.get(reverse("opd:pengguna_list"))  # settles the idle mark in the session
    with django_assert_num_queries(6):  # session, pengguna, count, choices, page, memberships
        response = admin.get(reverse("opd:pengguna_list"), {"q": "uji"})
    assert len(response.context["table"].rows) == jumlah


@pytest.mark.parametrize("jumlah", [1, 3])
def test_detail_query_count(admin, jumlah, django_assert_num_queries):
    siti = PenggunaFactory()
    for _ in range(jumlah):
        KeanggotaanFactory(pengguna=siti)
    admin.get(reverse("opd:pengguna_list"))
    # session, pengguna, account, its devices, second factor, memberships
    with django_assert_num_queries(6):
        response = admin.get(alamat("pengguna_detail", siti))
    assert response.text.count("Akhiri<span") == jumlah


@pytest.mark.parametrize(("peran", "terlihat"), [("sekretariat", True), ("analis", True)])
def test_readers_see_no_buttons(sign_in, peran, terlihat):
    siti, client = PenggunaFactory(), sign_in(peran)
    html = client.get(alamat("pengguna_detail", siti)).text
    assert (siti.nama in html) == terlihat
    assert "Nonaktifkan" not in html
    assert "Keamanan" not in html
