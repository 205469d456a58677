"""Assignments, hand-overs and gaps through the door."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from akun.choices import Peran
from inti.models import JejakAudit
from opd.choices import StatusSerahTerima
from opd.models import Penugasan, SerahTerima
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    KecamatanFactory,
    PeriodeFactory,
)
from tests.factories.inti import KabupatenFactory
from tests.factories.opd import (
    KeanggotaanFactory,
    OPDFactory,
    PenugasanFactory,
    SerahTerimaFactory,
)
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db
HARI_INI = timezone.localdate()


def desa(response):
    return [row.record.desa.nama for row in response.context["table"].paginated_rows]


def isian(**ubah):
    isi = {
        "periode": PeriodeFactory().pk,
        "mulai": "2022-01-01",
        "selesai": "",
        "nomor_sk": "410/9/2022",
        "keterangan": "",
    }
    return isi | ubah


def test_penugasan_list_filters(sign_in):
    tayu = KecamatanFactory(kode="33.18.20", nama="Tayu")
    satu = PenugasanFactory(desa__nama="Soneyan", nomor_sk="410/77")
    PenugasanFactory(desa__nama="Tendas", desa__kecamatan=tayu, selesai="2023-12-31")
    PenugasanFactory(desa__nama="Kajen", mulai=HARI_INI + timedelta(days=5))
    client = sign_in("analis")

    def found(**params):
        return sorted(desa(client.get(reverse("opd:penugasan_list"), params)))

    assert found() == ["Kajen", "Soneyan", "Tendas"]
    assert found(opd=satu.opd_id) == ["Soneyan"]
    assert found(kecamatan=tayu.pk) == ["Tendas"]
    assert found(status="berjalan") == ["Soneyan"]
    assert found(status="berakhir") == ["Tendas"]
    assert found(status="akan_datang") == ["Kajen"]
    assert found(q="410/77") == ["Soneyan"]
    assert found(q="tend") == ["Tendas"]


def test_penugasan_list_excel(sign_in):
    PenugasanFactory(
        opd__singkatan="Dinsos",
        desa__nama="Soneyan",
        desa__kode="33.18.16.2012",
        desa__kode_bps="3318160012",
        selesai=date(2023, 12, 31),
    )

    kepala, baris = baca_data(
        sign_in("analis").get(reverse("opd:penugasan_list"), {"unduh": "xlsx"})
    )

    assert dict(zip(kepala, baris, strict=True)) == {
        "Desa": "Desa Soneyan",
        "Kecamatan": "Margoyoso",
        "Kode Kemendagri": "33.18.16.2012",
        "Kode BPS": "3318160012",
        "OPD": "Dinsos",
        "Mulai": baris[5],
        "Selesai": baris[6],
        "Status": "Berakhir",
        "Nomor SK": "410/1/2021",
        "Periode": "2021–2030",
        "Keterangan": None,
    }
    assert (baris[5].date(), baris[6].date()) == (date(2022, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize("jumlah", [1, 3])
def test_penugasan_list_query_count(sign_in, jumlah, django_assert_num_queries):
    PenugasanFactory.create_batch(jumlah)
    client = sign_in("analis")
    with django_assert_num_queries(6):  # session, user, count, page, choices ×2
        response = client.get(reverse("opd:penugasan_list"))
    assert len(desa(response)) == jumlah


@pytest.mark.parametrize(
    ("peran", "status"),
    [
        (Peran.SEKRETARIAT, 200),
        (Peran.ADMIN, 403),
        (Peran.ANALIS, 403),
        (Peran.PIMPINAN, 403),
        (Peran.PETUGAS, 403),
        (Peran.VERIFIKATOR_DTKS, 403),
    ],
)
def test_penugasan_create_belongs_to_the_sekretariat(sign_in, peran, status):
    assert sign_in(peran).get(reverse("opd:penugasan_create")).status_code == status


def test_penugasan_create_stores_and_audits(sign_in):
    desa, opd = DesaFactory(), OPDFactory()
    client = sign_in("sekretariat")

    response = client.post(
        reverse("opd:penugasan_create"), isian(desa=desa.pk, opd=opd.pk), follow=True
    )

    penugasan = Penugasan.objects.get()
    assert (penugasan.desa, penugasan.opd, penugasan.dibuat_oleh) == (desa, opd, client.pengguna)
    assert "Penugasan dicatat." in response.text
    assert [j.aksi for j in JejakAudit.objects.all()] == ["penugasan.tugaskan"]


def test_penugasan_create_overlap_names_the_other_opd_and_keeps_the_input(sign_in):
    ada = PenugasanFactory(opd__singkatan="Dinsos")

    response = sign_in("sekretariat").post(
        reverse("opd:penugasan_create"),
        isian(desa=ada.desa_id, opd=OPDFactory().pk, mulai="2023-01-01", nomor_sk="SK-BARU"),
    )

    assert "sudah didampingi Dinsos sejak 01-01-2022" in response.text
    assert "SK-BARU" in response.text
    assert Penugasan.objects.get() == ada


def test_penugasan_create_offers_target_villages_without_mentor_first(sign_in):
    daftar = DaftarSasaranFactory(ditetapkan=True)
    sasaran = ButirSasaranFactory(daftar=daftar, desa__nama="Zulu").desa
    DesaFactory(nama="Alfa")
    PenugasanFactory(desa__nama="Beta", opd__singkatan="Dinsos")

    form = sign_in("sekretariat").get(reverse("opd:penugasan_create")).context["form"]

    kelompok = [
        (nama, [str(teks) for _, teks in isi]) for nama, isi in form["desa"].field.choices if nama
    ]
    assert [nama for nama, _ in kelompok] == [
        "Desa sasaran tanpa pendamping",
        "Di luar sasaran: Kecamatan Margoyoso",
        "Sudah didampingi",
    ]
    assert kelompok[0][1] == [f"Desa Zulu, Margoyoso ({sasaran.kode})"]
    assert kelompok[2][1][0].endswith(": Dinsos")


def test_penugasan_create_of_another_kabupaten_is_no_choice(sign_in):
    lain = DesaFactory(
        kecamatan=KecamatanFactory(kode="33.19.01", kabupaten=KabupatenFactory(kode="33.19"))
    )

    response = sign_in("sekretariat").post(
        reverse("opd:penugasan_create"), isian(desa=lain.pk, opd=OPDFactory().pk)
    )

    assert "desa" in response.context["form"].errors
    assert not Penugasan.objects.exists()


def test_penugasan_akhiri_keeps_the_reason(sign_in):
    penugasan = PenugasanFactory()

    sign_in("sekretariat").post(
        reverse("opd:penugasan_akhiri", args=[penugasan.pk]),
        {"selesai": "2024-06-30", "alasan": "Desa lulus"},
    )

    penugasan.refresh_from_db()
    assert (penugasan.selesai, penugasan.alasan_akhir) == (date(2024, 6, 30), "Desa lulus")


@pytest.mark.parametrize(
    ("selesai", "pesan"),
    [("2021-12-31", "sebelum tanggal mulai"), ("2031-01-01", "di luar 2021–2030")],
)
def test_penugasan_akhiri_impossible_day_is_refused(sign_in, selesai, pesan):
    penugasan = PenugasanFactory()

    response = sign_in("sekretariat").post(
        reverse("opd:penugasan_akhiri", args=[penugasan.pk]),
        {"selesai": selesai, "alasan": "Coba"},
    )

    penugasan.refresh_from_db()
    assert pesan in response.text
    assert penugasan.selesai is None


@pytest.mark.parametrize("nama", ["penugasan_akhiri", "penugasan_edit", "serah_terima_create"])
@pytest.mark.parametrize(("milik", "status"), [(True, 403), (False, 404)])
def test_petugas_may_not_change_assignments(sign_in, petugas, nama, milik, status):
    pengguna = petugas()
    penugasan = pengguna.penugasan if milik else PenugasanFactory()

    response = sign_in(pengguna).post(reverse(f"opd:{nama}", args=[penugasan.pk]), {})

    assert response.status_code == status


def test_penugasan_edit_corrects_the_decree_only(sign_in):
    penugasan = PenugasanFactory()

    sign_in("sekretariat").post(
        reverse("opd:penugasan_edit", args=[penugasan.pk]),
        {"nomor_sk": "410/2", "keterangan": "ralat", "mulai": "2020-01-01"},
    )

    penugasan.refresh_from_db()
    assert (penugasan.nomor_sk, penugasan.keterangan, penugasan.mulai) == (
        "410/2",
        "ralat",
        date(2022, 1, 1),
    )


@pytest.fixture
def serah_terima():
    return SerahTerimaFactory()


@pytest.fixture
def penerima(serah_terima):
    return KeanggotaanFactory(opd=serah_terima.opd_penerima).pengguna


def test_serah_terima_create_waits_for_the_receiver(sign_in):
    penugasan, penerima = PenugasanFactory(), OPDFactory()

    response = sign_in("sekretariat").post(
        reverse("opd:serah_terima_create", args=[penugasan.pk]),
        {
            "opd_penerima": penerima.pk,
            "tanggal": "2026-01-01",
            "nomor_sk": "410/3",
            "pekerjaan_terbuka": "Dua rumah.",
        },
    )

    usul = SerahTerima.objects.get()
    assert response.url == reverse("opd:serah_terima_detail", args=[usul.pk])
    assert (usul.status, usul.penugasan, usul.opd_penerima) == ("diajukan", penugasan, penerima)
    assert Penugasan.objects.count() == 1


def test_serah_terima_terima_moves_the_village(sign_in, serah_terima, penerima):
    sign_in(penerima).post(reverse("opd:serah_terima_terima", args=[serah_terima.pk]))

    serah_terima.refresh_from_db()
    lama, baru = serah_terima.penugasan, serah_terima.penugasan_baru
    lama.refresh_from_db()
    assert serah_terima.status == StatusSerahTerima.DITERIMA
    assert (lama.selesai, lama.alasan_akhir) == (
        date(2025, 12, 31),
        f"Serah terima ke {serah_terima.opd_penerima}",
    )
    assert (baru.opd, baru.mulai, baru.selesai) == (
        serah_terima.opd_penerima,
        date(2026, 1, 1),
        None,
    )


def test_serah_terima_tolak_needs_a_reason(sign_in, serah_terima, penerima):
    client, url = sign_in(penerima), reverse("opd:serah_terima_tolak", args=[serah_terima.pk])

    client.post(url, {"alasan": " "})
    serah_terima.refresh_from_db()
    assert serah_terima.status == StatusSerahTerima.DIAJUKAN

    client.post(url, {"alasan": "Tidak ada petugas"})
    serah_terima.refresh_from_db()
    assert (serah_terima.status, serah_terima.alasan) == ("ditolak", "Tidak ada petugas")
    assert Penugasan.objects.get().selesai is None


def test_serah_terima_batalkan_by_the_sekretariat(sign_in, serah_terima):
    sign_in("sekretariat").post(
        reverse("opd:serah_terima_batalkan", args=[serah_terima.pk]), {"alasan": "SK dicabut"}
    )

    serah_terima.refresh_from_db()
    assert (serah_terima.status, serah_terima.diputus_oleh.peran) == ("dibatalkan", "sekretariat")


def test_serah_terima_decided_twice_says_so(sign_in, serah_terima, penerima):
    client, url = sign_in(penerima), reverse("opd:serah_terima_terima", args=[serah_terima.pk])
    client.post(url)

    response = client.post(url)

    assert "Serah terima ini sudah diterima." in response.text
    assert Penugasan.objects.count() == 2


@pytest.mark.parametrize("langkah", ["terima", "tolak"])
def test_serah_terima_is_decided_by_the_receiver_only(sign_in, serah_terima, langkah):
    penyerah = KeanggotaanFactory(opd=serah_terima.penugasan.opd).pengguna
    lain = KeanggotaanFactory().pengguna
    url = reverse(f"opd:serah_terima_{langkah}", args=[serah_terima.pk])

    hasil = {
        who: sign_in(pengguna).post(url, {"alasan": "x"}).status_code
        for who, pengguna in {
            "penyerah": penyerah,
            "OPD lain": lain,
            "sekretariat": PenggunaFactory(peran="sekretariat"),
            "analis": PenggunaFactory(peran="analis"),
        }.items()
    }

    serah_terima.refresh_from_db()
    assert hasil == {"penyerah": 403, "OPD lain": 404, "sekretariat": 403, "analis": 403}
    assert serah_terima.status == StatusSerahTerima.DIAJUKAN


def test_celah_shows_villages_and_agencies_without_each_other(sign_in):
    daftar = DaftarSasaranFactory(ditetapkan=True)
    kosong = ButirSasaranFactory(daftar=daftar).desa
    ButirSasaranFactory(daftar=daftar, tanggal_lulus=HARI_INI - timedelta(days=1))
    didampingi = ButirSasaranFactory(daftar=daftar).desa
    penugasan = PenugasanFactory(desa=didampingi)
    lengang = OPDFactory()
    OPDFactory(aktif=False)
    berakhir = PenugasanFactory(selesai="2023-01-01").opd

    response = sign_in("sekretariat").get(reverse("opd:celah"))

    assert list(response.context["daftar_desa"]) == [kosong]
    assert set(response.context["daftar_opd"]) == {lengang, berakhir}
    assert f"?desa={kosong.pk}" in response.text
    assert penugasan.opd not in response.context["daftar_opd"]


@pytest.mark.parametrize("jumlah", [1, 3])
def test_celah_query_count(sign_in, jumlah, django_assert_num_queries):
    daftar = DaftarSasaranFactory(ditetapkan=True)
    ButirSasaranFactory.create_batch(jumlah, daftar=daftar)
    OPDFactory.create_batch(jumlah)
    client = sign_in("sekretariat")
    with django_assert_num_queries(5):  # session, user, periode, villages, agencies
        client.get(reverse("opd:celah"))


@pytest.mark.parametrize("jumlah", [1, 3])
def test_serah_terima_list_query_count(sign_in, jumlah, django_assert_num_queries):
    SerahTerimaFactory.create_batch(jumlah)
    client = sign_in("sekretariat")
    with django_assert_num_queries(4):  # session, user, count, page
        response = client.get(reverse("opd:serah_terima_list"))
    assert len(response.context["table"].page) == jumlah


def test_serah_terima_list_filter_and_excel(sign_in, serah_terima):
    SerahTerimaFactory(
        status="ditolak",
        alasan="Tidak sanggup",
        diputus_pada=timezone.now(),
        diputus_oleh=PenggunaFactory(),
    )
    client, url = sign_in("sekretariat"), reverse("opd:serah_terima_list")

    kepala, baris = baca_data(client.get(url, {"unduh": "xlsx", "status": "diajukan"}))

    isi = dict(zip(kepala, baris, strict=True))
    assert isi.pop("Berlaku mulai").date() == date(2026, 1, 1)
    assert isi == {
        "Desa": str(serah_terima.penugasan.desa),
        "Kecamatan": "Margoyoso",
        "Kode Kemendagri": serah_terima.penugasan.desa.kode,
        "Kode BPS": None,
        "Dari": serah_terima.penugasan.opd.singkatan,
        "Kepada": serah_terima.opd_penerima.singkatan,
        "Status": "Menunggu penerimaan",
        "Nomor SK": "410/2/2026",
        "Pekerjaan yang belum selesai": "Perbaikan tiga rumah belum selesai.",
        "Alasan": None,
    }


def test_a_village_that_no_longer_exists_is_no_choice(sign_in):
    DesaFactory(nama="Dahulu", berlaku_sampai=HARI_INI - timedelta(days=1))
    DesaFactory(nama="Kini", berlaku_sampai=HARI_INI)

    response = sign_in("sekretariat").get(reverse("opd:penugasan_create"))

    assert "Desa Kini" in response.text
    assert "Dahulu" not in response.text
