"""What every list gives as Excel: says what it is, and names its villages by both codes."""

from io import BytesIO

import django_tables2
import pytest
import time_machine
from django.urls import get_resolver, reverse
from openpyxl import load_workbook

from dtks.tables.orang import KeluargaTable, OrangTable
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DesaFactory


TANPA_UNDUHAN = {OrangTable, KeluargaTable}  # people: no download


@pytest.mark.django_db
def test_first_sheet_says_what_filter_who_when_and_what_the_columns_mean(sign_in):
    desa = DesaFactory()
    analis = PenggunaFactory(peran="analis", nama="Sri Contoh, S.IP.")
    with time_machine.travel("2026-11-24 07:03:00+00:00", tick=False):
        response = sign_in(analis).get(reverse("desa:desa_list"), {"q": desa.nama, "unduh": "xlsx"})
    buku = load_workbook(BytesIO(b"".join(response.streaming_content)))
    depan = dict(b[:2] for b in buku["Keterangan"].iter_rows(values_only=True))

    assert {k: depan[k] for k in ("Diunduh oleh", "Diunduh pada", "Jumlah baris")} == {
        "Diunduh oleh": "Sri Contoh, S.IP.",
        "Diunduh pada": "24-11-2026 pukul 14.03 WIB",
        "Jumlah baris": "1",
    }
    assert desa.nama in depan["Saringan"]
    assert {"Isi", "Kode Kemendagri", "Kode BPS", "OPD pendamping"} <= depan.keys()
    kepala_cetak = buku["Data"].oddHeader.right.text
    assert kepala_cetak == "Diunduh 24 November 2026 pukul 14.03 WIB oleh Sri Contoh, S.IP."


def test_every_list_of_villages_has_both_codes_beside_the_names():
    assert get_resolver().url_patterns  # loads every app's tables
    for table in django_tables2.Table.__subclasses__():
        kolom = {str(k.verbose_name) for k in table.base_columns.values()}
        if {"Desa", "Kecamatan"} <= kolom and table not in TANPA_UNDUHAN:
            assert {"Kode Kemendagri", "Kode BPS"} <= kolom, table
