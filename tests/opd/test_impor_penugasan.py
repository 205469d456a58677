"""Assignments from Excel: villages and agencies found, overlaps refused, taken back."""

from datetime import date

import pytest
from django.urls import reverse

from inti.models import JejakAudit
from opd.models import Penugasan
from tests.factories.desa import DesaFactory, KecamatanFactory, PeriodeFactory
from tests.factories.opd import NamaOPDFactory, OPDFactory, PenugasanFactory, SerahTerimaFactory
from tests.impor import buku, lihat, terapkan, unggah


pytestmark = pytest.mark.django_db

TAJUK = ["KODE DESA", "DESA", "KECAMATAN", "PERANGKAT DAERAH", "SINGKATAN",
         "TANGGAL MULAI", "TANGGAL SELESAI", "NOMOR SK"]  # fmt: skip
KAJEN, SONEYAN = "33.18.16.2012", "33.18.16.2002"


@pytest.fixture
def acuan(media):
    margoyoso = KecamatanFactory()
    DesaFactory(kecamatan=margoyoso, kode=KAJEN, nama="Kajen")
    DesaFactory(kecamatan=margoyoso, kode=SONEYAN, nama="Soneyan")
    OPDFactory(nama="Dinas Komunikasi dan Informatika", singkatan="Diskominfo")
    bapperida = OPDFactory(nama="Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah",
                           singkatan="Bapperida")  # fmt: skip
    NamaOPDFactory(
        opd=bapperida,
        nama="Badan Perencanaan Pembangunan Daerah",
        singkatan="Bappeda",
        selesai=date(2024, 7, 4),
    )


@pytest.fixture
def periode():
    return PeriodeFactory(nama="2021–2026", mulai=date(2021, 1, 1), selesai=date(2026, 12, 31))


def baris(kode=KAJEN, opd="Diskominfo", mulai=date(2021, 11, 11), selesai=None, **lain):
    isi = {"KODE DESA": kode, "SINGKATAN": opd, "TANGGAL MULAI": mulai,
           "TANGGAL SELESAI": selesai, "NOMOR SK": "410/1/2021"} | lain  # fmt: skip
    return [isi.get(nama) for nama in TAJUK]


@pytest.fixture
def kirim(sign_in, acuan, periode, tmp_path):
    def send(*isi):
        client = sign_in("sekretariat")
        path = buku(tmp_path / "penugasan.xlsx", [["DAFTAR PENUGASAN"], [], TAJUK, *isi])
        return client, unggah(client, "penugasan", path, periode=periode.pk)

    return send


def galat(client, impor):
    return [(b.nomor, c.kolom, c.pesan) for b, c in lihat(client, impor).galat]


def test_running_assignment_and_its_history_are_stored(kirim):
    client, impor = kirim(
        baris(selesai=date(2023, 1, 1)),
        baris(opd="bapperida", mulai=date(2023, 1, 2)),
        baris(
            SONEYAN, None, "11/11/2021", **{"PERANGKAT DAERAH": "dinas komunikasi & informatika"}
        ),
        baris(SONEYAN),
    )
    assert [pesan for _, _, pesan in galat(client, impor)] == [
        "OPD dinas komunikasi & informatika tidak dikenal."
    ]
    terapkan(client, impor, lewati_galat="on")

    assert list(
        Penugasan.objects.order_by("desa__kode", "mulai").values_list(
            "desa__kode", "opd__singkatan", "mulai", "selesai", "nomor_sk"
        )
    ) == [
        (SONEYAN, "Diskominfo", date(2021, 11, 11), None, "410/1/2021"),
        (KAJEN, "Diskominfo", date(2021, 11, 11), date(2023, 1, 1), "410/1/2021"),
        (KAJEN, "Bapperida", date(2023, 1, 2), None, "410/1/2021"),
    ]
    assert JejakAudit.objects.filter(aksi="penugasan.tugaskan").count() == 3


@pytest.mark.parametrize("nama", ["Bappeda", "Badan Perencanaan Pembangunan Daerah"])
def test_former_name_means_the_agency_of_today(kirim, nama):
    kolom = "SINGKATAN" if nama == "Bappeda" else "PERANGKAT DAERAH"
    client, impor = kirim(baris(opd=None, **{kolom: nama}))
    terapkan(client, impor)
    assert Penugasan.objects.get().opd.singkatan == "Bapperida"


def test_mistakes_are_refused_with_place_and_reason(kirim):
    client, impor = kirim(
        baris(opd="Dinas Entah"),
        baris(selesai=date(2021, 1, 5)),
        baris(mulai=date(2020, 12, 31)),
        baris(**{"NOMOR SK": None}),
        baris(opd=None),
        baris(**{"PERANGKAT DAERAH": "Badan Perencanaan Pembangunan Daerah"}),
        baris("33.18.16.2999"),
    )
    assert galat(client, impor) == [
        (4, "singkatan", "OPD Dinas Entah tidak dikenal."),
        (5, "selesai", "Tanggal selesai tidak boleh sebelum tanggal mulai."),
        (6, "mulai", "31-12-2020 di luar periode 2021–2026 (01-01-2021 sampai 31-12-2026)."),
        (7, "nomor_sk", "Nomor SK belum diisi."),
        (8, "singkatan", "Isi singkatan atau nama perangkat daerah."),
        (9, "perangkat_daerah", "Singkatan dan nama menyebut dua OPD yang berbeda."),
        (10, "kode_desa", "Kode desa 33.18.16.2999 tidak dikenal."),
    ]


def test_two_mentors_on_one_day_are_refused_in_file_and_against_data(kirim):
    client, impor = kirim(baris(SONEYAN))
    terapkan(client, impor)
    client, impor = kirim(
        baris(selesai=date(2023, 1, 2)),
        baris(opd="Bapperida", mulai=date(2023, 1, 2)),
        baris(SONEYAN, "Bapperida", date(2024, 1, 1)),
        baris(SONEYAN, selesai=date(2023, 1, 1)),
    )
    lama = "Diskominfo, 11-11-2021 s.d. kini, SK 410/1/2021"
    assert galat(client, impor) == [
        (4, "mulai", "Bertumpuk dengan penugasan desa yang sama di baris 5."),
        (5, "mulai", "Bertumpuk dengan penugasan desa yang sama di baris 4."),
        (6, "mulai", f"Bertumpuk dengan penugasan yang sudah ada: {lama}."),
        (7, "", f"Sudah tercatat: {lama}. Ubah lewat halaman penugasan, bukan lewat impor."),
    ]


def test_same_assignments_again_change_nothing(kirim):
    terapkan(*kirim(baris(), baris(SONEYAN)))
    client, impor = kirim(baris(), baris(SONEYAN))
    assert (impor, Penugasan.objects.count()) == (None, 2)


def test_undo_takes_assignments_back_unless_used(kirim):
    client, impor = kirim(baris(), baris(SONEYAN))
    terapkan(client, impor)
    serah_terima = SerahTerimaFactory(penugasan=Penugasan.objects.first())
    url = reverse("inti:impor_urungkan", args=[impor.pk])

    assert "sudah diubah setelah impor ini" in client.post(url, follow=True).text
    assert Penugasan.objects.count() == 2

    serah_terima.delete()
    client.post(url)
    assert Penugasan.objects.count() == 0


def test_only_the_secretariat_imports_assignments(sign_in, petugas):
    client = sign_in(petugas())
    assert client.get(reverse("inti:impor_create", args=["penugasan"])).status_code == 403
    assert "Penugasan OPD" not in client.get(reverse("inti:impor_list")).text


def test_history_of_another_period_is_no_obstacle(kirim):
    desa = PenugasanFactory(desa__kode="33.18.16.2050", selesai=date(2022, 6, 30)).desa
    client, impor = kirim(baris(desa.kode, mulai=date(2022, 7, 1)))
    assert galat(client, impor) == []
