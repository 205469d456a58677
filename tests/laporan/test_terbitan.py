"""Issued reports: frozen file, fingerprint of the data, dated signatory, withdrawal."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from desa.models import NilaiIndikator
from inti.exceptions import AturanDilanggar
from inti.models import JejakAudit
from laporan.models import LaporanBeku
from laporan.queries import (
    VERSI_SIDIK,
    Dana,
    DesaSasaran,
    IndikatorLaporan,
    Perbandingan,
    PerIndikator,
    PutaranLaporan,
    Versi,
    sidik_rapor,
)
from laporan.queries.bentuk import Sumber
from laporan.queries.rapor import Rapor
from laporan.stats import Definisi, Nilai, bandingkan
from laporan.workflows import tarik
from laporan.workflows import terbitkan as terbitkan_workflow
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import TemuanFactory
from tests.factories.laporan import LaporanBekuFactory, PenandaTanganFactory
from tests.factories.opd import IntervensiFactory, OPDFactory, PejabatOPDFactory
from tests.laporan.contoh import DESA
from tests.laporan.papan import papan_contoh


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

BARU = reverse("laporan:terbitan_create")
RAPOR = reverse("laporan:rapor_terbit")
DAFTAR = reverse("laporan:terbitan_list")
BERUBAH = "Data berubah sejak laporan diterbitkan."


@pytest.fixture
def papan():
    return papan_contoh(DESA)


@pytest.fixture
def terbitkan(sign_in, papan):
    def run(**query):
        client = sign_in("analis")
        alamat = f"{BARU}?{'&'.join(f'{k}={v}' for k, v in query.items())}"
        client.post(alamat, {"judul": "Laporan 2024", "catatan": "Untuk Bupati"})
        return client, LaporanBeku.objects.get()

    return run


def isi(client, terbitan):
    response = client.get(reverse("laporan:terbitan_berkas", args=[terbitan.pk]))
    return b"".join(response.streaming_content)


def test_issued_report_keeps_its_choices_file_and_signatory(terbitkan, papan):
    opd = OPDFactory(singkatan="Bapperida")
    PenandaTanganFactory(kabupaten=papan.sebelum.periode.kabupaten, opd=opd)
    PejabatOPDFactory(opd=opd, nama="Lama", mulai=date(2020, 1, 1), selesai=date(2024, 1, 1))
    PejabatOPDFactory(opd=opd, nama="Kini", plt=True, mulai=date(2024, 1, 2), nip="1" * 18)
    kecamatan = papan.desa["33.18.01.2001"].kecamatan_id

    client, terbitan = terbitkan(kecamatan=kecamatan)

    assert (terbitan.kode, terbitan.judul, terbitan.catatan) == (
        f"LB-{timezone.localdate().year}-001",
        "Laporan 2024",
        "Untuk Bupati",
    )
    assert terbitan.parameter == {
        "a": papan.sebelum.pk,
        "b": papan.sesudah.pk,
        "jenis": "dampingan",
        "kecamatan": kecamatan,
    }
    assert terbitan.saringan == "Kecamatan: Kecamatan 01"
    assert terbitan.penanda_tangan == {
        "jabatan": "Plt. Kepala Dinas",
        "nama": "Kini",
        "nip": "1" * 18,
    }
    berkas = isi(client, terbitan)
    assert sha256(berkas).hexdigest() == terbitan.sha256
    ringkasan = load_workbook(BytesIO(berkas))["Ringkasan"]
    teks = [s.value for b in ringkasan.iter_rows() for s in b if isinstance(s.value, str)]
    assert f"Kode dokumen {terbitan.kode}" in teks
    assert {"Plt. Kepala Dinas", "Kini", f"NIP {'1' * 18}"} <= set(teks)
    assert JejakAudit.objects.get().aksi == "laporan.terbitkan"


def test_rapor_of_one_village_is_issued_once_with_code_and_signatory(sign_in, papan):
    PejabatOPDFactory(
        opd=PenandaTanganFactory(kabupaten=papan.sebelum.periode.kabupaten).opd, nama="Sri Contoh"
    )
    client = sign_in("analis")
    kode = papan.desa["33.18.02.2001"].kode
    kirim = {"judul": "Rapor B", "catatan": "", "kunci_formulir": str(uuid4())}
    for _ in range(2):
        response = client.post(f"{RAPOR}?desa={kode}", kirim)

    terbitan = LaporanBeku.objects.get()
    halaman = client.get(response.url).text
    assert f"Terbit sebagai {terbitan.kode}: rapor 1 desa." in halaman
    assert reverse("laporan:terbitan_detail", args=[terbitan.pk]) in halaman
    assert (terbitan.jenis, terbitan.saringan) == ("rapor_desa", "Desa: B (Kecamatan 02)")
    assert terbitan.berkas.name == f"terbitan/{terbitan.sha256}.pdf"
    (satu,) = PdfReader(BytesIO(isi(client, terbitan))).pages
    teks = satu.extract_text()
    assert all(kata in teks for kata in (terbitan.kode, "Rapor Desa B", "Sri Contoh"))
    assert JejakAudit.objects.get().aksi == "laporan.terbitkan"

    detail = reverse("laporan:terbitan_detail", args=[terbitan.pk])
    IntervensiFactory(desa=papan.desa["33.18.01.2001"])  # of another village
    assert BERUBAH not in client.get(detail).text
    TemuanFactory(desa=papan.desa["33.18.02.2001"], judul="Atap bocor")
    assert BERUBAH in client.get(detail).text
    assert client.get(f"{RAPOR}?desa=33.18.99.2001").status_code == 404


def test_rapor_of_all_villages_is_one_issued_report(sign_in, papan):
    client = sign_in("sekretariat")
    client.post(RAPOR, {"judul": "Rapor 2024", "catatan": ""})
    terbitan = LaporanBeku.objects.get()
    detail = reverse("laporan:terbitan_detail", args=[terbitan.pk])

    assert len(PdfReader(BytesIO(isi(client, terbitan))).pages) == len(DESA)
    assert BERUBAH not in client.get(detail).text
    survei = NilaiIndikator.objects.filter(pembilang=64).get().survei
    NilaiIndikator.objects.filter(survei=survei).update(pembilang=63)
    survei.save()
    assert BERUBAH in client.get(detail).text


def test_number_taken_meanwhile_is_not_given_twice(papan):
    """Another report is issued while this one's file is being written."""
    analis = PenggunaFactory(peran="analis")
    tahun = timezone.localdate().year
    kode = []

    def tulis(satu, _):
        kode.append(satu)
        if len(kode) == 1:
            LaporanBekuFactory(kabupaten=analis.kabupaten, tahun=tahun, nomor=1)
        return BytesIO(satu.encode())

    pilihan = {"jenis": "rapor_desa", "judul": "x", "nama_berkas": "x.pdf", "parameter": {}}
    pilihan |= {"saringan": "", "sidik": "0" * 64, "catatan": "", "oleh": analis}
    terbitan = terbitkan_workflow(tulis, **pilihan)

    assert (terbitan.nomor, kode) == (2, [f"LB-{tahun}-001", f"LB-{tahun}-002"])
    assert terbitan.sha256 == sha256(kode[-1].encode()).hexdigest()


def test_changed_data_show_and_leave_the_file_alone(terbitkan, papan):
    client, terbitan = terbitkan()
    halaman = reverse("laporan:terbitan_detail", args=[terbitan.pk])
    sebelum = isi(client, terbitan)
    assert BERUBAH not in client.get(halaman).text

    IntervensiFactory(desa=papan.desa["33.18.01.2001"])
    assert BERUBAH in client.get(halaman).text
    assert isi(client, terbitan) == sebelum


def test_corrected_answer_changes_the_fingerprint(terbitkan, papan):
    client, terbitan = terbitkan()
    survei = NilaiIndikator.objects.filter(pembilang=64).get().survei
    NilaiIndikator.objects.filter(survei=survei).update(pembilang=63)
    survei.save()  # its time of change, as every workflow leaves it

    assert BERUBAH in client.get(reverse("laporan:terbitan_detail", args=[terbitan.pk])).text


def test_fingerprint_of_an_older_form_says_nothing_of_the_data(terbitkan, papan):
    """The application changed, not the data: the page must not say that these did."""
    client, terbitan = terbitkan()
    assert terbitan.versi_sidik == VERSI_SIDIK
    LaporanBeku.objects.update(sidik="0" * 64, versi_sidik=VERSI_SIDIK - 1)
    teks = client.get(reverse("laporan:terbitan_detail", args=[terbitan.pk])).text

    assert BERUBAH not in teks
    assert "Aplikasi dimutakhirkan sejak laporan diterbitkan." in teks


def test_fingerprint_is_the_same_in_every_version_of_the_code():
    """When this fails, reports that were issued would say that their data changed: give the new
    form a new VERSI_SIDIK."""
    putaran = [
        PutaranLaporan(
            n, jenis, n, date(2023 + n, 1, 31), 1, "P", *[date(2023, 1, 1)] * 3, None, True
        )
        for n, jenis in ((1, "awal"), (2, "lanjutan"))
    ]
    versi = Versi(7, True, 1, date(2021, 1, 1), 0, "KK", "Rumah", "KK", "Definisi", "Sumber")
    definisi = Definisi("proporsi", "turun", {7: 1}, [date(2022, 1, 1)])
    indikator = IndikatorLaporan(
        3, "RTLH", "Rumah", "Permukiman", True, versi, definisi, Decimal("5"), {}
    )
    pasangan = bandingkan(Nilai(64, 512, versi=7), Nilai(40, 500, versi=7), definisi)
    desa = DesaSasaran(9, "33.18.01.2001", "3318010001", "A", 1, "Sukolilo", 4, "Disperkim")
    laporan = Perbandingan(
        *putaran, "dampingan", date(2020, 10, 31), [desa], [indikator],
        {9: PerIndikator({3: pasangan})}, (), Sumber({}, {}, {}),
    )  # fmt: skip
    rapor = Rapor(dana=[Dana("CSR", Decimal(2), Decimal(1))], usulan={"Diterima": 1})

    assert (VERSI_SIDIK, sidik_rapor(laporan, {9: rapor})) == (
        1,
        "7f6c3855124fed431a18b742a153410099591564ae4eb88c6c8c6ab616748668",
    )


def test_report_of_a_round_that_is_gone_still_shows(sign_in):
    terbitan = LaporanBekuFactory()
    teks = sign_in("pimpinan").get(reverse("laporan:terbitan_detail", args=[terbitan.pk])).text

    assert BERUBAH in teks
    assert "putarannya tidak ada lagi" in teks


def test_numbers_run_on_within_a_year(terbitkan, sign_in):
    LaporanBekuFactory(tahun=timezone.localdate().year, nomor=41)
    client = sign_in("sekretariat")
    client.post(BARU, {"judul": "Berikutnya"})

    assert LaporanBeku.objects.get(judul="Berikutnya").nomor == 42


def test_withdrawn_report_says_why_and_keeps_its_file(terbitkan, sign_in):
    _, terbitan = terbitkan()
    client = sign_in("sekretariat")
    client.post(reverse("laporan:terbitan_tarik", args=[terbitan.pk]), {"alasan": "Salah saringan"})

    teks = client.get(reverse("laporan:terbitan_detail", args=[terbitan.pk])).text
    assert "Salah saringan" in teks
    assert isi(client, terbitan)
    assert "ditarik" in client.get(DAFTAR).text
    with pytest.raises(AturanDilanggar):
        tarik(terbitan, alasan="Lagi", oleh=client.pengguna)


def test_without_two_rounds_nothing_is_issued(sign_in):
    response = sign_in("analis").post(BARU, {"judul": "Kosong"})

    assert response.url == reverse("laporan:sebelum_sesudah")
    assert not LaporanBeku.objects.exists()


def test_secretariat_says_who_signs(sign_in):
    opd = OPDFactory(nama="Bapperida", singkatan="Bapperida")
    client = sign_in("sekretariat")
    assert "belum ditetapkan" in client.get(DAFTAR).text
    client.post(reverse("laporan:penanda_tangan"), {"opd": opd.pk})
    PejabatOPDFactory(opd=opd, nama="Sri Contoh")

    assert "Sri Contoh, Kepala Dinas" in client.get(DAFTAR).text
    assert JejakAudit.objects.get().aksi == "laporan.tetapkan_penanda_tangan"


@pytest.mark.parametrize(
    ("isi", "kendala"),
    [
        ({"ditarik_pada": timezone.now()}, "laporan_laporanbeku_ditarik_beralasan"),
        ({"nomor": 1, "tahun": 2026}, "laporan_laporanbeku_nomor_sekali"),
    ],
)
def test_constraints_hold(isi, kendala):
    LaporanBekuFactory(nomor=1)
    with pytest.raises(IntegrityError, match="laporanbeku|UNIQUE"), transaction.atomic():
        LaporanBekuFactory(**isi)


@pytest.mark.parametrize("banyak", [1, 3])
def test_list_query_count(sign_in, django_assert_num_queries, banyak):
    LaporanBekuFactory.create_batch(banyak)
    client = sign_in("analis")
    with django_assert_num_queries(5):
        client.get(DAFTAR)
