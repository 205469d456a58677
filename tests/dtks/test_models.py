"""Constraints of the registry, violated one by one."""

from datetime import date

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, transaction

from dtks.models import AksesDataPribadi, Orang
from inti import crypto
from tests.factories.dtks import (
    AksesDataPribadiFactory,
    EntriDataFactory,
    HasilBarisFactory,
    JawabanPusatFactory,
    KeluargaFactory,
    OrangFactory,
    RekapDesaFactory,
    SumberDataFactory,
)


pytestmark = pytest.mark.django_db
NIK = "3318991708800077"


def entri_kembar(**beda):
    entri = EntriDataFactory()
    EntriDataFactory(**{"sumber": entri.sumber, "orang": entri.orang} | beda)


def baris_kembar():
    satu = HasilBarisFactory()
    HasilBarisFactory(impor=satu.impor, nomor=satu.nomor)


def rekap_kembar():
    satu = RekapDesaFactory()
    RekapDesaFactory(sumber=satu.sumber, desa=satu.desa)


@pytest.mark.parametrize(
    ("langgar", "kendala"),
    [
        (lambda: OrangFactory.create_batch(2, nik=NIK), "orang"),
        (lambda: OrangFactory(nik=NIK, alasan_tanpa_nik="kosong"), "nik_atau_alasan"),
        (lambda: OrangFactory(nik=None, alasan_tanpa_nik=""), "nik_atau_alasan"),
        (lambda: OrangFactory(nik=NIK, nik_indeks=None), "nik_atau_alasan"),
        (lambda: KeluargaFactory.create_batch(2, no_kk=NIK), "keluarga"),
        (lambda: KeluargaFactory(no_kk=NIK, no_kk_indeks=None), "no_kk_dengan_indeks"),
        (entri_kembar, "entridata"),
        (lambda: EntriDataFactory(desil=11, desil_tanggal=date(2025, 7, 1)), "desil"),
        (lambda: EntriDataFactory(desil=3), "desil"),
        (lambda: EntriDataFactory(desil_tanggal=date(2025, 7, 1)), "desil"),
        (lambda: SumberDataFactory(simpan_sampai=date(2025, 7, 1)), "disimpan_setelah"),
        (baris_kembar, "hasilbaris"),
        (rekap_kembar, "rekapdesa"),
        (lambda: JawabanPusatFactory(impor=None), "jawabanpusat_baris_dari_impor"),
        (lambda: AksesDataPribadiFactory.create_batch(2, urutan=7), "aksesdatapribadi"),
    ],
)
def test_constraint_refuses(langgar, kendala):
    with pytest.raises(IntegrityError, match=kendala), transaction.atomic():
        langgar()


def test_id_dtks_is_once_per_source_but_may_be_empty():
    satu = EntriDataFactory(id_dtks="CTH1")
    EntriDataFactory.create_batch(2, sumber=satu.sumber, id_dtks="")
    EntriDataFactory(id_dtks="CTH1")

    with pytest.raises(IntegrityError), transaction.atomic():
        EntriDataFactory(sumber=satu.sumber, id_dtks="CTH1")


def test_identity_is_sealed_in_the_database_and_clear_in_python():
    orang = OrangFactory(nik=NIK, ibu_kandung="Ibu Rekaan")

    with connection.cursor() as cursor:
        cursor.execute("SELECT nik, ibu_kandung FROM dtks_orang WHERE id = %s", [orang.pk])
        tersimpan = cursor.fetchone()

    assert [teks.split(":")[:2] for teks in tersimpan] == [["v1", "uji"]] * 2
    assert NIK not in tersimpan[0]
    kini = Orang.objects.get(nik_indeks=crypto.blind_index(NIK, "nik"))
    assert (kini.nik, kini.ibu_kandung) == (NIK, "Ibu Rekaan")


def test_a_value_moved_to_another_column_does_not_open():
    orang = OrangFactory()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dtks_orang SET ibu_kandung = nik WHERE id = %s", [orang.pk])

    with pytest.raises(crypto.KunciBermasalah, match=r"dtks_orang\.ibu_kandung"):
        Orang.objects.get()


@pytest.mark.parametrize("kunci", ["lain:" + "C" * 43 + "=", "uji:" + "C" * 42 + "A="])
def test_wrong_key_is_an_error_and_never_ciphertext(settings, kunci):
    OrangFactory(nik=NIK)
    settings.KUNCI_DATA = kunci

    with pytest.raises(crypto.KunciBermasalah, match="kunci"):
        Orang.objects.get()


@pytest.mark.parametrize(
    ("nama", "isi"),
    [("KUNCI_DATA", ""), ("KUNCI_DATA", "uji:pendek"), ("KUNCI_INDEKS", ""), ("KUNCI_INDEKS", "x")],
)
def test_missing_or_broken_key_stores_nothing(settings, nama, isi):
    setattr(settings, nama, isi)

    with pytest.raises(crypto.KunciBermasalah, match=r"\.env\.example"), transaction.atomic():
        OrangFactory()
    assert not Orang.objects.exists()


@pytest.mark.parametrize("cari", [{"nik": NIK}, {"nik__contains": "3318"}, {"nik__in": [NIK]}])
def test_sealed_fields_cannot_be_compared(cari):
    with pytest.raises(FieldError, match="blind index"):
        Orang.objects.filter(**cari)


def test_access_log_only_grows():
    akses = AksesDataPribadiFactory()

    with pytest.raises(TypeError):
        akses.save()
    with pytest.raises(TypeError):
        akses.delete()
    assert AksesDataPribadi.objects.count() == 1
