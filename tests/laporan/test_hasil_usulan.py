"""Outcomes of corrections: counted, timed, reasons ranked, without names; the same in Excel."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dtks.choices import StatusUsulan
from dtks.models import UsulanPerbaikan
from laporan.queries.hasil_usulan import usulan_terkirim
from tests.dtks.test_usulan import diajukan, pada_status
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DesaFactory
from tests.factories.dtks import AlasanPerbaikanFactory, EntriDataFactory, KirimanUsulanFactory


pytestmark = pytest.mark.django_db
S = StatusUsulan
HASIL = [  # status, days from handing in to the answer (or since it was sent), reason
    (S.DITERIMA, 10, ""),
    (S.DITERIMA, 25, ""),
    (S.DITOLAK_PUSAT, 40, "Dokumen tidak terbaca"),
    (S.DITOLAK_PUSAT, 12, "dokumen  tidak terbaca."),
    (S.DITOLAK_PUSAT, 12, "NIK tidak padan"),
    (S.DISAHKAN, 30, ""),
    (S.DIVERIFIKASI, 99, ""),  # not sent yet: does not count
]


@pytest.fixture
def usulan(petugas):
    """The corrections of HASIL in one village, the first three on a list; and one elsewhere."""
    orang, verifikator = petugas(), PenggunaFactory(peran="verifikator_dtks")
    kiriman, hasil, sumber = KirimanUsulanFactory(nomor=7), [], {}
    opd = orang.penugasan.opd
    opd.singkatan = "DINSOS"
    opd.save()
    awal = datetime(2026, 3, 2, 9, tzinfo=timezone.get_current_timezone())
    for nomor, (status, hari, alasan) in enumerate([*HASIL, (S.DITERIMA, 5, "")]):
        desa = orang.penugasan.desa if nomor < len(HASIL) else DesaFactory(nama="Lain")
        entri = EntriDataFactory(desa=desa, orang__nama="Kasmirah Rekaan", **sumber)
        entri.petugas, sumber = orang, {"sumber": entri.sumber}
        ini = pada_status(diajukan(entri, AlasanPerbaikanFactory(dokumen=[])), status, verifikator)
        menunggu = status == S.DISAHKAN
        UsulanPerbaikan.objects.filter(pk=ini.pk).update(
            opd=opd if nomor < len(HASIL) else None,
            kiriman=kiriman if nomor < 3 else None,
            diajukan_pada=awal,
            diusulkan_pada=timezone.now() - timedelta(days=hari) if menunggu else awal,
            dijawab_pada=date(2026, 3, 2) + timedelta(days=hari) if ini.dijawab_pada else None,
            alasan_pusat=alasan,
        )
        hasil.append(ini)
    hasil[0].petugas = orang
    return hasil


def alamat(nama="hasil_usulan", **isi):
    return reverse(f"laporan:{nama}", query=isi)


def test_officer_reads_the_outcomes_of_the_own_villages(sign_in, usulan):
    halaman = sign_in(usulan[0].petugas).get(alamat())
    jumlah = halaman.context["jumlah"]
    assert (jumlah.diterima, jumlah.ditolak, jumlah.menunggu) == (2, 3, 1)
    assert (jumlah.median_hari, jumlah.tunggu_terlama) == (12, 30)
    assert halaman.context["alasan"] == [("Dokumen tidak terbaca", 2), ("NIK tidak padan", 1)]
    kelompok = {
        nama: [(b.nama, b.jumlah, b.median_hari) for b in baris]
        for nama, baris in halaman.context["kelompok"].items()
    }
    assert kelompok["Per kiriman"] == [("K-0007", 3, 25), ("Tanpa kiriman", 3, 12)]
    assert kelompok["Per OPD"] == [("DINSOS", 6, 12)]
    assert kelompok["Per jenis"] == [("Penonaktifan", 6, 12)]
    assert [(u.nomor, hari) for u, hari in halaman.context["menunggu"]] == [(str(usulan[5]), 30)]
    assert f"{usulan[5]}</a>" in halaman.text
    assert "Kasmirah" not in halaman.text


def test_reader_of_sums_sees_no_single_correction(sign_in, usulan):
    client = sign_in("pimpinan")
    halaman = client.get(alamat())
    assert halaman.context["jumlah"].jumlah == 7
    assert "Belum dijawab" not in halaman.text
    assert [b.nama for b in halaman.context["kelompok"]["Per OPD"]] == ["DINSOS", "Tanpa OPD"]
    assert client.get(alamat(opd="Tanpa OPD")).context["jumlah"].jumlah == 1
    assert client.get(alamat(opd="' OR 1=1 --")).context["jumlah"].jumlah == 7


def test_workbook_counts_by_formula_over_its_own_list(sign_in, usulan):
    response = sign_in("analis").get(alamat("hasil_usulan_excel", opd="DINSOS"))
    berkas = b"".join(response.streaming_content)
    nilai, rumus = (load_workbook(BytesIO(berkas), data_only=satu) for satu in (True, False))
    kiriman = [[s.value for s in b] for b in nilai["Per kiriman"].iter_rows(min_row=4)]
    assert kiriman == [
        ["Kiriman", "Usulan", "Diterima", "Ditolak", "Menunggu", "Median lama (hari)",
         "Menunggu terlama (hari)"],
        ["K-0007", 3, 2, 1, 0, 25, None],
        ["Tanpa kiriman", 3, 0, 2, 1, 12, 30],
        ["Jumlah", 6, 2, 3, 1, None, None],
    ]  # fmt: skip
    assert rumus["Per kiriman"]["C5"].value == (
        '=COUNTIFS(Data!$B$5:$B$10,A5,Data!$J$5:$J$10,"Diterima")'
    )
    data = list(nilai["Data"].iter_rows(min_row=5, values_only=True))
    assert len(data) == 6
    assert "Saringan: OPD: DINSOS" in nilai["Data"]["A2"].value
    assert "Kasmirah" not in str(data)


def test_one_query_reads_them_all(usulan, django_assert_num_queries):
    pengguna = PenggunaFactory(peran="analis")
    with django_assert_num_queries(1):
        assert len(usulan_terkirim(pengguna)) == 7
