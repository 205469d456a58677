"""Field visits: how they are recorded and withdrawn, and how long ago a village was visited."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from desa.models import Desa
from inti.lampiran.queries import lampiran_milik
from inti.models import JejakAudit
from opd.models import Kunjungan
from tests.daftar import isi_daftar
from tests.factories.akun import PenggunaFactory
from tests.factories.bulanan import KunjunganFactory
from tests.factories.desa import ButirSasaranFactory, DaftarSasaranFactory, DesaFactory
from tests.factories.opd import KeanggotaanFactory, PenugasanFactory
from tests.lampiran import foto_ponsel


pytestmark = pytest.mark.django_db

HARI_INI = timezone.localdate()
ISIAN = {"tanggal": HARI_INI.isoformat(), "tujuan": "Melihat jamban", "hasil": "Enam selesai."}


@pytest.fixture
def saya(sign_in, petugas):
    """An officer whose village has a point: the middle of Soneyan."""
    orang = petugas(desa=DesaFactory(nama="Soneyan", lintang="-6.579000", bujur="111.051000"))
    orang.client = sign_in(orang)
    return orang


def alamat(nama, *args):
    return reverse(f"opd:kunjungan_{nama}", args=args)


def catat(saya, **isian):
    return saya.client.post(alamat("create", saya.penugasan.pk), ISIAN | isian)


def hari_lalu(n):
    return HARI_INI - timedelta(days=n)


def test_a_visit_is_stored_with_photo_and_point_which_may_be_missing(saya, media):
    foto = SimpleUploadedFile("jamban.jpg", foto_ponsel())
    catat(saya, lintang="-6,58", bujur="111.05", akurasi_m="12", foto=foto)
    catat(saya)

    tanpa, lengkap = Kunjungan.objects.all()
    assert (lengkap.petugas, lengkap.penugasan) == (saya, saya.penugasan)
    assert (lengkap.lintang, lengkap.bujur, lengkap.akurasi_m) == (
        Decimal("-6.58"), Decimal("111.05"), 12,
    )  # fmt: skip
    assert (len(lampiran_milik(lengkap)), tanpa.lintang) == (1, None)
    halaman = saya.client.get(alamat("detail", lengkap.pk)).text
    assert "0,2 km dari titik desa" in halaman
    assert "Foto kunjungan" in halaman
    assert "tidak dicatat" in saya.client.get(alamat("detail", tanpa.pk)).text
    assert JejakAudit.objects.filter(aksi="kunjungan.catat").count() == 2


def test_a_point_far_from_the_village_is_asked_about_and_kept(saya):
    catat(saya, lintang="-6,70", bujur="111,05")

    kunjungan = Kunjungan.objects.get()
    assert "13,5 km dari titik desa" in saya.client.get(alamat("detail", kunjungan.pk)).text


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"tanggal": (HARI_INI + timedelta(days=1)).isoformat()}, "belum terjadi"),
        ({"tanggal": "2021-11-10"}, "tidak didampingi OPD Anda"),
        ({"lintang": "-6,58"}, "Isi lintang dan bujur keduanya"),
        ({"lintang": "-91", "bujur": "111"}, "Isi lintang dan bujur keduanya"),
        ({"hasil": ""}, "Ada masalah"),
    ],
)
def test_a_visit_that_cannot_be_is_refused_and_keeps_the_input(saya, ubah, pesan):
    response = catat(saya, **ubah)

    assert pesan in response.text
    assert ISIAN["tujuan"] in response.text
    assert not Kunjungan.objects.exists()


def test_only_the_visitor_corrects_and_withdraws_and_the_record_stays(saya, sign_in):
    kunjungan = KunjunganFactory(penugasan=saya.penugasan, petugas=saya)
    rekan = KeanggotaanFactory(opd=saya.penugasan.opd, pengguna__peran="petugas").pengguna
    ubah, batal = alamat("edit", kunjungan.pk), alamat("batalkan", kunjungan.pk)
    for orang, kode in ((rekan, 403), ("sekretariat", 403)):
        assert sign_in(orang).post(batal, {"alasan": "Salah"}).status_code == kode

    client = sign_in(saya)
    client.post(ubah, ISIAN | {"tujuan": "Melihat sumur"})
    client.post(batal, {"alasan": "Salah desa"})
    response = client.post(batal, {"alasan": "Lagi"})

    kunjungan.refresh_from_db()
    assert (kunjungan.tujuan, kunjungan.alasan_batal, kunjungan.dibatalkan_oleh) == (
        "Melihat sumur", "Salah desa", saya,
    )  # fmt: skip
    assert "sudah dibatalkan" in response.text
    assert "Salah desa" in client.get(alamat("detail", kunjungan.pk)).text
    assert [j.aksi for j in JejakAudit.objects.order_by("pk")] == [
        "kunjungan.ubah", "kunjungan.batalkan",
    ]  # fmt: skip


@pytest.fixture
def tiga_desa():
    """Visited today, 61 days ago and never; withdrawn visits and other villages do not count."""
    daftar = DaftarSasaranFactory(ditetapkan=True)
    for nama, hari in (("Soneyan", [80, 0]), ("Kajen", [61, 90]), ("Tendas", [])):
        penugasan = PenugasanFactory(desa__nama=nama, periode=daftar.periode)
        ButirSasaranFactory(daftar=daftar, desa=penugasan.desa)
        for n in hari:
            KunjunganFactory(penugasan=penugasan, tanggal=hari_lalu(n))
        KunjunganFactory(
            penugasan=penugasan,
            tanggal=HARI_INI,
            dibatalkan_pada=timezone.now(),
            dibatalkan_oleh=PenggunaFactory(),
            alasan_batal="Salah desa",
        )
    KunjunganFactory()
    return daftar


def test_days_since_the_last_visit_per_village(sign_in, tiga_desa):
    client = sign_in("sekretariat")

    def desa(**saringan):
        return isi_daftar(client, alamat("desa"), saringan, "Desa")

    halaman = client.get(alamat("desa"))
    hari = {b.record.nama: b.get_cell("hari") for b in halaman.context["table"].rows}
    assert hari == {"Soneyan": 0, "Kajen": 61, "Tendas": "belum pernah"}
    assert desa() == ["Kajen", "Soneyan", "Tendas"]
    assert desa(lama="ya") == ["Kajen", "Tendas"]
    assert desa(lama="tidak") == ["Soneyan"]


def test_list_filters_screen_excel_and_count_alike(sign_in, tiga_desa):
    client, soneyan = sign_in("analis"), Desa.objects.get(nama="Soneyan")

    def desa(**saringan):
        return [
            n.removeprefix("Desa ") for n in isi_daftar(client, alamat("list"), saringan, "Desa")
        ]

    assert len(desa()) == 8
    assert desa(q="sone", keadaan="berlaku") == ["Soneyan", "Soneyan"]
    assert desa(keadaan="batal") == ["Kajen", "Soneyan", "Tendas"]
    assert desa(opd=soneyan.penugasan.get().opd_id) == ["Soneyan"] * 3
    masa = {"sejak": hari_lalu(85).isoformat(), "sampai": hari_lalu(60).isoformat()}
    assert desa(**masa) == ["Kajen", "Soneyan"]


@pytest.mark.parametrize("jumlah", [1, 3])
@pytest.mark.parametrize(("nama", "kueri"), [("list", 6), ("desa", 6)])
def test_query_count(sign_in, nama, kueri, jumlah, django_assert_num_queries):
    daftar = DaftarSasaranFactory(ditetapkan=True)
    for _ in range(jumlah):
        kunjungan = KunjunganFactory(penugasan__periode=daftar.periode)
        ButirSasaranFactory(daftar=daftar, desa=kunjungan.penugasan.desa)
    client = sign_in("sekretariat")
    with django_assert_num_queries(kueri):
        assert client.get(alamat(nama)).context["jumlah"] == jumlah
