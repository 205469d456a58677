"""Double aid by family: recipients matched with the registry, across labels and villages."""

import pytest
from django.urls import reverse

from dtks.models import AksesDataPribadi
from opd.models import PenerimaBantuan
from opd.queries import bantuan_lain, penerima_ganda
from tests.daftar import isi_daftar
from tests.factories.dtks import EntriDataFactory
from tests.factories.opd import IntervensiFactory, PendanaanFactory, PenerimaBantuanFactory


pytestmark = pytest.mark.django_db

NIK = "3318990101900001"


@pytest.fixture
def saya(sign_in, petugas):
    """An officer whose village has a listed person and two houses helped from two sources."""
    orang = petugas()
    orang.desa = orang.penugasan.desa
    orang.entri = EntriDataFactory(desa=orang.desa, orang__nik=NIK)
    orang.penerima = []
    for label, sumber in (("RT 01/RW 02, rumah no. 3", "csr"), ("Rumah pojok", "baznas_upz")):
        intervensi = IntervensiFactory(desa=orang.desa)
        PendanaanFactory(intervensi=intervensi, sumber=sumber)
        orang.penerima.append(PenerimaBantuanFactory(intervensi=intervensi, label=label))
    orang.client = sign_in(orang)
    return orang


def cocokkan(saya, penerima, nik=NIK):
    return saya.client.post(reverse("dtks:penerima_cocokkan", args=[penerima.pk]), {"nik": nik})


def test_two_labels_of_one_family_are_double_aid(saya):
    assert not penerima_ganda(PenerimaBantuan.objects.all()).exists()
    halaman = reverse("opd:intervensi_detail", args=[saya.penerima[0].intervensi_id])
    assert "Cocokkan dengan DTKS" in saya.client.get(halaman).text

    for penerima in saya.penerima:
        assert cocokkan(saya, penerima).url.startswith("/intervensi/")

    assert set(penerima_ganda(PenerimaBantuan.objects.all())) == set(saya.penerima)
    assert bantuan_lain(saya.penerima[0].intervensi) == [saya.penerima[1]]
    assert "dicocokkan dengan DTKS" in saya.client.get(halaman).text
    daftar = reverse("opd:bantuan_ganda")
    label = sorted(p.label for p in saya.penerima)
    for saringan, harapan in (({}, label), ({"alasan": "ada"}, []), ({"q": saya.desa.kode}, label)):
        assert isi_daftar(saya.client, daftar, saringan, "Penerima") == harapan
    # Only the family's row number came over; every search stands in the access log.
    tersimpan = PenerimaBantuan.objects.values()
    assert {p["keluarga_dtks"] for p in tersimpan} == {saya.entri.keluarga_id}
    assert NIK not in str(list(tersimpan))
    assert AksesDataPribadi.objects.filter(pelaku_id=saya.pk, tindakan="cari").count() == 2


def test_the_same_family_in_another_village_is_found_too(saya):
    cocokkan(saya, saya.penerima[0])
    PenerimaBantuanFactory(label="Lain", keluarga_dtks=saya.entri.keluarga_id)

    assert penerima_ganda(PenerimaBantuan.objects.all()).count() == 2


def test_a_person_of_another_village_is_not_found_and_the_search_is_logged(saya):
    EntriDataFactory(orang__nik="3318990201900002")

    for nik, pesan in (
        ("3318990201900002", "tidak tercatat di"),
        ("3318990301900003", "tidak tercatat di"),
        ("33189", "16 angka"),
    ):
        assert pesan in cocokkan(saya, saya.penerima[0], nik).text
    saya.penerima[0].refresh_from_db()
    assert saya.penerima[0].keluarga_dtks is None
    assert AksesDataPribadi.objects.filter(tindakan="cari").count() == 2


def test_only_the_mentor_matches_and_only_families(saya, sign_in, petugas):
    objek = PenerimaBantuanFactory(intervensi=saya.penerima[0].intervensi, jenis="objek")
    assert cocokkan(saya, objek).status_code == 404
    for siapa, kode in ((petugas(), 404), ("sekretariat", 403), ("analis", 403)):
        saya.client = sign_in(siapa)
        assert cocokkan(saya, saya.penerima[0]).status_code == kode
    assert not AksesDataPribadi.objects.exists()
