"""Master data of areas through the door, and the constraints behind it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from akun.choices import Peran
from desa.models import Desa, NamaLainDesa, ProfilDesa
from inti.models import JejakAudit
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    KecamatanFactory,
    NamaLainDesaFactory,
    PeriodeFactory,
    ProfilDesaFactory,
    TargetIndikatorFactory,
)
from tests.factories.inti import KabupatenFactory


pytestmark = pytest.mark.django_db


@pytest.fixture
def soneyan():
    return DesaFactory(kode="33.18.16.2012", nama="Soneyan")


def url(nama, *args):
    return reverse(f"desa:{nama}", args=args)


def isian(**ubah):
    return {
        "nama": "Soneyan",
        "jenis": "desa",
        "kode_bps": "3318160012",
        "kode_pos": "59154",
    } | ubah


@pytest.mark.parametrize("peran", list(Peran))
@pytest.mark.parametrize("nama", ["desa_edit", "nama_lain_create", "profil_create"])
def test_areas_are_kept_by_the_admin_only(sign_in, soneyan, peran, nama):
    status = sign_in(peran).get(url(nama, soneyan.kode)).status_code

    assert status == (200 if peran == Peran.ADMIN else 403)


def test_desa_edit_of_another_kabupaten_is_not_found(sign_in):
    lain = DesaFactory(
        kecamatan=KecamatanFactory(kode="33.19.01", kabupaten=KabupatenFactory(kode="33.19"))
    )

    assert sign_in("admin").get(url("desa_edit", lain.kode)).status_code == 404


def test_desa_edit_stores_codes_and_point(sign_in, soneyan):
    sign_in("admin").post(
        url("desa_edit", soneyan.kode), isian(lintang="-6,551234", bujur="111,04")
    )

    soneyan.refresh_from_db()
    assert (soneyan.kode_bps, soneyan.kode_pos) == ("3318160012", "59154")
    assert (float(soneyan.lintang), float(soneyan.bujur)) == (-6.551234, 111.04)
    assert JejakAudit.objects.get().rincian == {
        "berubah": ["kode_bps", "kode_pos", "lintang", "bujur"]
    }


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"kode_bps": "331816"}, "10 angka"),
        ({"kode_pos": "5915"}, "5 angka"),
        ({"lintang": "-6.551234", "bujur": "111,04"}, "gunakan koma"),
        ({"lintang": "-6,5"}, "Lintang dan bujur diisi keduanya"),
        (
            {"berlaku_mulai": "2025-01-01", "berlaku_sampai": "2024-01-01"},
            "Akhir masa berlaku tidak boleh sebelum awalnya.",
        ),
    ],
)
def test_desa_edit_bad_value_changes_nothing(sign_in, soneyan, ubah, pesan):
    response = sign_in("admin").post(url("desa_edit", soneyan.kode), isian(**ubah))

    soneyan.refresh_from_db()
    assert pesan in response.text
    assert (soneyan.kode_pos, soneyan.lintang) == ("", None)


def test_desa_edit_new_name_keeps_the_old_one_findable(sign_in, soneyan):
    sign_in("admin").post(url("desa_edit", soneyan.kode), isian(nama="Soneyan Makmur"))

    soneyan.refresh_from_db()
    assert (soneyan.nama, soneyan.nama_normal) == ("Soneyan Makmur", "soneyanmakmur")
    assert NamaLainDesa.objects.get().nama == "Soneyan"


def test_desa_create_after_a_split_names_the_successor(sign_in, soneyan):
    client = sign_in("admin")
    client.post(url("desa_edit", soneyan.kode), isian(berlaku_sampai="2026-01-31"))
    isi = isian(
        kecamatan=soneyan.kecamatan_id,
        kode="33.18.16.2099",
        nama="Soneyan Timur",
        kode_bps="",
        berlaku_mulai="2026-02-01",
        pendahulu=soneyan.pk,
    )

    response = client.post(url("desa_create"), isi)
    halaman = client.get(url("desa_detail", soneyan.kode))
    salah = client.post(url("desa_create"), isi | {"kode": "33.18.20.2099"})

    baru = Desa.objects.get(kode="33.18.16.2099")
    assert response.url == url("desa_detail", baru.kode)
    assert (baru.pendahulu, baru.berlaku_mulai) == (soneyan, date(2026, 2, 1))
    assert "Tidak berlaku lagi" in halaman.text
    assert "Desa Soneyan Timur" in halaman.text
    assert "Kode harus diawali kode kecamatan, 33.18.16." in salah.text


def test_nama_lain_create_and_delete(sign_in, soneyan):
    client = sign_in("admin")

    client.post(url("nama_lain_create", soneyan.kode), {"nama": "Sonean", "sumber": "BPS"})
    ulang = client.post(url("nama_lain_create", soneyan.kode), {"nama": "SONEAN", "sumber": "BPS"})
    alias = NamaLainDesa.objects.get()
    client.post(url("nama_lain_delete", alias.pk))

    assert "sudah tercatat" in ulang.text
    assert not NamaLainDesa.objects.exists()
    assert [j.aksi for j in JejakAudit.objects.all()] == ["nama_lain.hapus", "nama_lain.tambah"]


def test_nama_lain_equal_to_an_official_name_in_the_kecamatan_is_refused(sign_in, soneyan):
    DesaFactory(kode="33.18.16.2001", nama="Tunjungrejo")
    client = sign_in("admin")

    resmi = client.post(
        url("nama_lain_create", soneyan.kode), {"nama": "Tunjung Rejo", "sumber": "x"}
    )
    sendiri = client.post(url("nama_lain_create", soneyan.kode), {"nama": "Soneyan", "sumber": "x"})

    assert "adalah nama resmi Desa Tunjungrejo (33.18.16.2001)" in resmi.text
    assert "Ini sudah nama resmi desa tersebut." in sendiri.text
    assert not NamaLainDesa.objects.exists()


def test_nama_lain_official_in_another_kecamatan_is_accepted(sign_in, soneyan):
    DesaFactory(nama="Sidomukti", kecamatan=KecamatanFactory(kode="33.18.20", nama="Tayu"))

    sign_in("admin").post(
        url("nama_lain_create", soneyan.kode), {"nama": "Sidomukti", "sumber": "x"}
    )

    assert NamaLainDesa.objects.get().desa == soneyan


def test_profil_one_per_year(sign_in, soneyan):
    client, isi = sign_in("admin"), {"tahun": "2025", "jumlah_kk": "1.234", "sumber": "Dukcapil"}

    client.post(url("profil_create", soneyan.kode), isi)
    ulang = client.post(url("profil_create", soneyan.kode), isi)
    kosong = client.post(url("profil_create", soneyan.kode), {"tahun": "2024", "sumber": "x"})
    profil = ProfilDesa.objects.get()
    client.post(url("profil_edit", profil.pk), isi | {"luas_km2": "4,25"})

    profil.refresh_from_db()
    assert "Profil desa untuk tahun ini sudah ada." in ulang.text
    assert "Isi sekurangnya satu angka profil." in kosong.text
    assert (profil.jumlah_kk, float(profil.luas_km2)) == (1234, 4.25)


def test_kecamatan_edit(sign_in, soneyan):
    kecamatan = soneyan.kecamatan

    sign_in("admin").post(
        url("kecamatan_edit", kecamatan.kode), {"nama": "Margoyoso", "kode_bps": "3318161"}
    )

    kecamatan.refresh_from_db()
    assert kecamatan.kode_bps == "3318161"


@pytest.mark.parametrize(
    ("nama", "buat"),
    [
        ("desa_desa_titik_berpasangan", lambda: DesaFactory(lintang=-6)),
        (
            "desa_desa_berlaku_urut",
            lambda: DesaFactory(berlaku_mulai=date(2025, 1, 1), berlaku_sampai=date(2024, 1, 1)),
        ),
        (
            "desa_namalaindesa_sekali_per_desa|nama_normal",
            lambda: NamaLainDesaFactory(desa=NamaLainDesaFactory(nama="Sama").desa, nama="SAMA"),
        ),
        (
            "desa_profildesa_satu_per_tahun|tahun",
            lambda: ProfilDesaFactory(desa=ProfilDesaFactory().desa),
        ),
        ("desa_profildesa_ada_isinya", lambda: ProfilDesaFactory(jumlah_kk=None)),
        (
            "desa_periode_selesai_setelah_mulai",
            lambda: PeriodeFactory(nama="x", selesai=date(2020, 1, 1)),
        ),
        (
            "desa_daftarsasaran_nama_sekali|nama",
            lambda: DaftarSasaranFactory.create_batch(2, nama="Sama"),
        ),
        (
            "desa_daftarsasaran_ditetapkan_punya_waktu_dan_orang",
            lambda: DaftarSasaranFactory(status="ditetapkan"),
        ),
        (
            "desa_butirsasaran_desa_sekali_per_daftar|desa_id",
            lambda: ButirSasaranFactory.create_batch(
                2, daftar=DaftarSasaranFactory(), desa=DesaFactory()
            ),
        ),
        (
            "desa_butirsasaran_penyebut_positif",
            lambda: ButirSasaranFactory(pembilang_pemilih=0, penyebut_pemilih=0),
        ),
        (
            "desa_butirsasaran_pembilang_dalam_penyebut",
            lambda: ButirSasaranFactory(pembilang_pemilih=11, penyebut_pemilih=10),
        ),
        (
            "desa_butirsasaran_lulus_punya_alasan",
            lambda: ButirSasaranFactory(tanggal_lulus=date(2025, 1, 1), alasan_lulus=""),
        ),
        (
            "desa_targetindikator_desa_atau_daftar",
            lambda: TargetIndikatorFactory(daftar=DaftarSasaranFactory()),
        ),
        (
            "desa_targetindikator_satu_per_desa|desa_id",
            lambda: (
                lambda t: TargetIndikatorFactory(
                    periode=t.periode, indikator=t.indikator, desa=t.desa
                )
            )(TargetIndikatorFactory()),
        ),
    ],
)
def test_constraint_holds(nama, buat):
    with pytest.raises(IntegrityError, match=nama), transaction.atomic():
        buat()
