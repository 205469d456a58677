"""The home of each role: what it shows, in which order, and at what cost."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from openpyxl import load_workbook
from pypdf import PdfReader

from akun.choices import Peran
from desa.models import Putaran
from laporan.beranda.program import Cakupan
from laporan.queries.pasangan import _SIMPANAN
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    KecamatanFactory,
    NilaiIndikatorFactory,
    PengecualianKunciFactory,
    PutaranFactory,
    SurveiFactory,
)
from tests.factories.dtks import SumberDataFactory, UsulanPerbaikanFactory
from tests.factories.inti import KabupatenFactory
from tests.factories.opd import KeanggotaanFactory, OPDFactory, PenugasanFactory, SerahTerimaFactory
from tests.laporan.program import buat_program


pytestmark = pytest.mark.django_db

PALING_BANYAK_KUERI = 15


@pytest.fixture
def beranda(sign_in):
    """`beranda(pengguna or role)`: the text of the main part of the home, spaces folded."""

    def read(who):
        html = sign_in(who).get(reverse("laporan:beranda")).text
        isi = html[html.index("<main") : html.index("</main>")]
        return " ".join(strip_tags(isi.replace("<", " <")).split())

    return read


def hari(selisih):
    return timezone.now() + timedelta(days=selisih)


# Petugas -----------------------------------------------------------------------------------------


def test_petugas_sees_returned_survei_with_reason_before_open_rounds(beranda, petugas):
    pengguna = petugas()
    lain = PenugasanFactory(opd=pengguna.penugasan.opd)
    putaran = PutaranFactory()
    SurveiFactory(
        putaran=putaran,
        desa=pengguna.penugasan.desa,
        dikembalikan=True,
        alasan_kembali="Angka jamban tertukar.",
    )

    isi = beranda(pengguna)

    assert "Angka jamban tertukar." in isi
    assert isi.index("Angka jamban tertukar.") < isi.index(
        f"Isi putaran {putaran.nomor} {lain.desa}"
    )
    assert isi.count("Perbaiki isian") == isi.count("Isi putaran") == 1


def test_petugas_sees_progress_and_days_left(beranda, petugas):
    pengguna = petugas()
    program = buat_program(0, inti=3)
    survei = SurveiFactory(putaran=program.lanjutan, desa=pengguna.penugasan.desa)
    NilaiIndikatorFactory(survei=survei, versi_indikator=program.versi[0])

    isi = beranda(pengguna)

    assert "1/3 terisi" in isi
    assert "10 hari lagi" in isi


def test_petugas_sees_only_villages_of_its_opd(beranda, petugas):
    pengguna, lain = petugas(), PenugasanFactory()
    PutaranFactory()

    isi = beranda(pengguna)

    assert pengguna.penugasan.desa.nama in isi
    assert lain.desa.nama not in isi


def test_petugas_may_fill_closed_round_only_with_exception(beranda, petugas):
    pengguna = petugas()
    putaran = PutaranFactory(tertutup=True)
    assert "Isi putaran" not in beranda(pengguna)

    PengecualianKunciFactory(putaran=putaran, desa=pengguna.penugasan.desa)

    assert "5 hari lagi" in beranda(pengguna)


def test_hand_over_waits_at_the_receiving_opd_only(beranda):
    penerima, lain = KeanggotaanFactory.create_batch(2)
    serah = SerahTerimaFactory(opd_penerima=penerima.opd)

    isi = beranda(penerima.pengguna)

    assert f"{serah.penugasan.opd.nama} menyerahkan desa ini" in isi
    assert "menyerahkan desa ini" not in beranda(lain.pengguna)


# Sekretariat -------------------------------------------------------------------------------------


def test_sekretariat_sees_queue_oldest_first_with_age(beranda):
    program = buat_program(2, inti=1)
    baru, lama = (p.desa for p in program.penugasan)
    putaran = PutaranFactory(nomor=9)
    SurveiFactory(putaran=putaran, desa=baru, diajukan=True, diajukan_pada=hari(0))
    SurveiFactory(putaran=putaran, desa=lama, diajukan=True, diajukan_pada=hari(-9))

    isi = beranda("sekretariat")

    assert re.search(rf"{lama.nama} Kec. Margoyoso 9 hari {baru.nama} Kec. Margoyoso hari ini", isi)


def test_sekretariat_sees_what_is_late_and_what_is_missing(beranda):
    program = buat_program(1, inti=1)
    terlambat = ButirSasaranFactory(daftar=program.daftar).desa
    OPDFactory()
    DaftarSasaranFactory(nama="Rancangan 2027")

    isi = beranda("sekretariat")

    assert (
        f"Desa terlambat 1 {terlambat.nama} Kec. Margoyoso · Putaran 1 (awal), belum diisi" in isi
    )
    assert "30 hari" in isi
    assert "Putaran 2 (awal)" not in isi
    assert "Desa dampingan tanpa pendamping 1" in isi
    assert "OPD tanpa desa 1" in isi
    assert "Daftar sasaran yang masih draf 1" in isi
    assert "Data awal terverifikasi 1 / 2 desa 50%" in isi
    assert re.search(
        r"Putaran 2 \(lanjutan\) ditutup .* 10 hari lagi, 1 desa belum mengajukan", isi
    )


def test_nobody_is_late_in_a_locked_round(beranda):
    program = buat_program(1, inti=1)
    ButirSasaranFactory(daftar=program.daftar)
    putaran = Putaran.objects.get(nomor=1)
    putaran.dikunci_pada, putaran.dikunci_oleh = timezone.now(), putaran.survei.get().dibuat_oleh
    putaran.save()

    assert "Desa terlambat 0" in beranda("sekretariat")


def test_heat_table_states_change_with_symbol_and_word(beranda):
    buat_program(2)

    isi = beranda("sekretariat")

    assert isi.count("▼ 2,5 membaik") == 14
    # The same as a tile map, for wide screens and for phones.
    assert isi.count("(Margoyoso): 7 membaik, 0 tetap, 0 memburuk") == 4
    assert "ada yang membaik, tidak ada yang memburuk (2 desa)" in isi


def test_heat_table_gives_the_reason_where_nothing_can_be_compared(beranda):
    program = buat_program(1, inti=1)
    ButirSasaranFactory(daftar=program.daftar)

    assert "belum ada data awal" in beranda("sekretariat")


@pytest.mark.parametrize(
    ("n", "dari", "persen"),
    [(0, 0, 0), (0, 48, 0), (1, 1000, 1), (47, 48, 98), (999, 1000, 99), (48, 48, 100)],
)
def test_percent_has_honest_edges(n, dari, persen):
    assert Cakupan(n, dari).persen == persen


# Other roles -------------------------------------------------------------------------------------


def test_pimpinan_sees_largest_changes_with_parts_and_late_opd(beranda):
    program = buat_program(1, inti=1)
    terlambat = ButirSasaranFactory(daftar=program.daftar).desa
    penugasan = PenugasanFactory(desa=terlambat)

    isi = beranda("pimpinan")

    assert "40/400 (10,0%) → 30/400 (7,5%) ▼ 2,5 membaik" in isi
    assert f"{penugasan.opd} {terlambat.nama}, Putaran 1 (awal) 30 hari" in isi


def test_bahan_rakor_says_what_the_pages_behind_it_say(sign_in):
    program = buat_program(6)
    for kecamatan in KecamatanFactory.create_batch(2):
        ButirSasaranFactory(daftar=program.daftar, desa__kecamatan=kecamatan)
    client = sign_in("pimpinan")
    halaman = client.get(reverse("laporan:sebelum_sesudah")).context
    mutu = client.get(reverse("laporan:mutu")).context

    with CaptureQueriesContext(connection) as kueri:
        rakor = client.get(reverse("laporan:bahan_rakor")).context

    assert (rakor["kalimat"], rakor["liputan"]) == (halaman["kalimat"], halaman["liputan"])
    assert [(b.nama, b.awal, b.kini, b.perubahan) for b in rakor["baris"]] == [
        (b.nama, b.awal, b.kini, b.perubahan) for b in halaman["baris"]
    ]
    assert [(p.kunci, p.banyak) for p in rakor["pemeriksaan"]] == [
        (p.kunci, p.banyak) for p in mutu["pemeriksaan"]
    ]
    assert len(rakor["grafik"]["lebar"]) == 1
    assert len(kueri) <= 32
    pdf = PdfReader(BytesIO(client.get(reverse("laporan:bahan_rakor_pdf")).content))
    assert [round(float(sisi)) for sisi in pdf.pages[0].mediabox[2:]] == [595, 842]
    assert rakor["kalimat"][:40] in " ".join(pdf.pages[0].extract_text().split())


def test_opd_that_came_after_the_round_closed_is_not_late(beranda):
    program = buat_program(1, inti=1)
    terlambat = ButirSasaranFactory(daftar=program.daftar).desa
    PenugasanFactory(desa=terlambat, mulai=timezone.localdate())

    assert "Tidak ada OPD yang melewati batas putaran." in beranda("pimpinan")


def test_analis_sees_shelf_with_row_counts_and_data_quality(beranda):
    program = buat_program(2, inti=3)
    survei = SurveiFactory(
        putaran=program.lanjutan,
        desa=ButirSasaranFactory(daftar=program.daftar).desa,
        diverifikasi=True,
    )
    NilaiIndikatorFactory(survei=survei, versi_indikator=program.versi[0], kosong="tidak_berlaku")
    NilaiIndikatorFactory(
        survei=survei, versi_indikator=program.versi[1], sumber="", metode="perkiraan"
    )

    isi = beranda("analis")

    assert "14 nilai terverifikasi, 3 desa" in isi
    assert "Penugasan OPD, desa, tanggal mulai dan selesai, nomor SK 2 baris" in isi
    assert "Tidak berlaku 1 14" in isi
    assert "Tanpa sumber 1 13" in isi
    assert "Perkiraan 1 13" in isi


def test_every_workbook_of_the_shelf_downloads(sign_in):
    buat_program(1, inti=1)
    client = sign_in("analis")
    assert reverse("laporan:neraca_dtks_excel") not in client.get(reverse("laporan:beranda")).text
    SumberDataFactory(kabupaten=client.pengguna.kabupaten)
    html = client.get(reverse("laporan:beranda")).text

    unduhan = re.findall(r'href="([^"]+(?:\?unduh=xlsx|/excel/|/rekap-bulanan/))"', html)

    lembar = [
        load_workbook(BytesIO(b"".join(client.get(url).streaming_content))).sheetnames
        for url in unduhan
    ]
    assert len(lembar) == 11
    assert all({"Data", "Per desa", "Laporan", "RAT dan LP2KD"} & set(nama) for nama in lembar)


def test_admin_sees_accounts_that_need_a_hand(beranda):
    PenggunaFactory(peran=Peran.VERIFIKATOR_DTKS, nama="Rini Verifikator", last_login=hari(0))
    PenggunaFactory(peran=Peran.PETUGAS, nama="Agus Tanpa OPD", last_login=hari(0))
    PenggunaFactory(peran=Peran.PIMPINAN, nama="Sri Belum Masuk")
    OPDFactory(dikonfirmasi=False)

    isi = beranda(PenggunaFactory(peran=Peran.ADMIN, nama="Bambang Admin"))

    assert "Peran peka tanpa verifikasi dua langkah 2" in isi
    assert "Petugas tanpa OPD 1 Agus Tanpa OPD Petugas OPD" in isi
    assert "Belum pernah masuk 1 Sri Belum Masuk Pimpinan" in isi
    assert "1 belum dikonfirmasi" in isi
    assert "hapus_contoh" not in isi


def test_admin_is_reminded_of_example_data(beranda):
    KabupatenFactory(memuat_contoh=True)
    KabupatenFactory._meta.model.objects.update(memuat_contoh=True)

    assert "manage.py hapus_contoh" in beranda("admin")


def test_verifikator_sees_sources_of_its_kabupaten(beranda):
    SumberDataFactory(kode="DTSEN-2025-TW2")
    SumberDataFactory(kode="DTSEN-2025-TW3", kabupaten=KabupatenFactory(kode="33.19", nama="Kudus"))

    isi = beranda("verifikator_dtks")

    assert "DTSEN-2025-TW2" in isi
    assert "DTSEN-2025-TW3" not in isi


def test_verifikator_sees_what_waits_and_petugas_what_came_back(beranda, sign_in, petugas):
    UsulanPerbaikanFactory(
        diajukan=True, diajukan_pada=timezone.now() - timedelta(days=19, hours=1)
    )
    assert "Usulan menunggu putusan 1 yang tertua menunggu 19 hari" in beranda("verifikator_dtks")
    assert "Usulan DTKS/DTSEN menunggu 1 tertua 19 hari" in beranda("sekretariat")

    orang = petugas()
    usulan = UsulanPerbaikanFactory(
        desa=orang.penugasan.desa,
        dibuat_oleh=orang,
        status="dikembalikan",
        diputus_pada=timezone.now(),
        diputus_oleh=PenggunaFactory(peran="verifikator_dtks"),
        alasan_putusan="Foto aktanya buram",
    )
    halaman = sign_in(orang).get(reverse("laporan:beranda")).text
    assert "Foto aktanya buram" in halaman
    assert reverse("dtks:usulan_edit", args=[usulan.pk]) in halaman
    assert usulan.orang.nama not in halaman


# Cost and the empty installation -----------------------------------------------------------------


def banyak_kueri(client):
    _SIMPANAN.clear()  # the pairs of an earlier request would hide a query
    with CaptureQueriesContext(connection) as kueri:
        client.get(reverse("laporan:beranda"))
    return len(kueri)


@pytest.fixture
def pemakai():
    """`pemakai(peran, penugasan)`: a user of the role; the petugas mentors all these villages."""

    def make(peran, penugasan):
        pengguna = PenggunaFactory(peran=peran)
        if peran == Peran.PETUGAS:
            opd = KeanggotaanFactory(pengguna=pengguna).opd
            for satu in penugasan:
                satu.opd = opd
                satu.save()
        return pengguna

    return make


@pytest.mark.parametrize("peran", Peran.values)
def test_query_count_does_not_grow(sign_in, pemakai, peran):
    program = buat_program(1, inti=2)
    client = sign_in(pemakai(peran, program.penugasan))
    client.get(reverse("laporan:beranda"))
    satu = banyak_kueri(client)
    for _ in range(2):
        desa = ButirSasaranFactory(daftar=program.daftar).desa
        SurveiFactory(putaran=program.lanjutan, desa=desa, diajukan=True)
        PenugasanFactory(desa=desa, opd=program.penugasan[0].opd)

    assert banyak_kueri(client) == satu


@pytest.mark.parametrize("peran", Peran.values)
def test_home_of_48_villages_stays_within_the_query_budget(sign_in, pemakai, peran):
    program = buat_program(48)
    client = sign_in(pemakai(peran, program.penugasan))

    assert banyak_kueri(client) <= PALING_BANYAK_KUERI


@pytest.mark.parametrize(
    ("peran", "langkah"),
    [
        (Peran.ADMIN, "Buat akun Sekretariat TKPK"),
        (Peran.SEKRETARIAT, "Buat periode program"),
        (Peran.PETUGAS, "Minta admin mencatat keanggotaan Anda"),
        (Peran.VERIFIKATOR_DTKS, "Belum ada sumber data yang dicatat."),
        (Peran.ANALIS, "Belum ada survei yang diverifikasi"),
        (Peran.PIMPINAN, "Belum ada yang dapat dibandingkan."),
    ],
)
def test_empty_installation_says_what_comes_first(beranda, peran, langkah):
    assert langkah in beranda(peran)
