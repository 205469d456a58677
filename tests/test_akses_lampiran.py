"""Files of every kind of record × everybody: whoever may see the record may open them, nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dtks.models import AksesDataPribadi, BeritaAcara, UsulanPerbaikan
from inti.lampiran import daftar_pemilik
from inti.lampiran.workflows import tarik
from opd.models import Penugasan
from tests.akses import Panggung
from tests.conftest import ReadOnlyGetClient, tutup
from tests.factories.opd import KeanggotaanFactory, PenugasanFactory
from tests.lampiran import PDF, lampiran_pada


pytestmark = pytest.mark.django_db
# Who sees evidence and scans, which name people: fewer than see the record, where names are masked.
IDENTITAS = {
    "petugas": 200, "verifikator_dtks": 200, "sekretariat": 403, "petugas_lain": 404,
    "admin": 404, "analis": 404, "pimpinan": 404,
}  # fmt: skip
TUJUAN = {"tujuan": "verifikasi"}


@pytest.fixture
def panggung(media):
    return Panggung()


def masuk(orang):
    client = ReadOnlyGetClient()
    if orang:
        client.force_login(orang)
    return client


@pytest.fixture
def buka():
    """`buka(orang, jenis, objek, lampiran)` → what the record's page answers, and its file."""
    semua = {}

    def open_both(orang, jenis, objek, lampiran):
        client = semua[orang] = semua.get(orang) or masuk(orang)
        alamat = reverse("inti:lampiran_berkas", args=[lampiran.kunci])
        halaman = client.get(jenis.alamat(objek))
        berkas = client.post(alamat, TUJUAN) if jenis.pembuka else client.get(alamat)
        if berkas.status_code == 200:
            assert berkas["Content-Type"] == "application/pdf"
        tutup(berkas)
        return halaman.status_code, berkas.status_code

    return open_both


def test_files_follow_their_record_for_everybody_and_after_a_handover(panggung, buka):
    semua = []
    for jenis in daftar_pemilik():
        objek = panggung.objek(jenis.model)
        lampiran = lampiran_pada(Client(), objek, panggung.pemeran["petugas"], PDF, "sk.pdf")
        semua.append((jenis, objek, lampiran))
    assert {jenis.model for jenis, *_ in semua if jenis.pembuka} == {UsulanPerbaikan, BeritaAcara}

    for ini in semua:
        for nama, orang in panggung.pemeran.items():
            halaman, berkas = buka(orang, *ini)
            boleh = IDENTITAS.get(nama, 302) if ini[0].pembuka else halaman
            assert berkas == boleh, (ini[0].kode, nama, halaman)
    assert AksesDataPribadi.objects.filter(tindakan="berkas").count() == 4

    # The village goes to another OPD; one officer of the old one has left it altogether.
    kemarin = timezone.localdate() - timedelta(days=1)
    lama, bekas = panggung.bahan[Penugasan], panggung.pemeran["petugas"]
    Penugasan.objects.filter(pk=lama.pk).update(selesai=kemarin)
    baru = KeanggotaanFactory(pengguna__peran="petugas")
    PenugasanFactory(opd=baru.opd, desa=lama.desa, periode=lama.periode)
    mantan = KeanggotaanFactory(pengguna__peran="petugas", opd=lama.opd, selesai=kemarin).pengguna
    for jenis, *ini in semua:
        tarik(ini[-1], oleh=bekas, alasan="Salah unggah")  # no list shows it; the rule stays
        for orang in (bekas, baru.pengguna, mantan):
            halaman, berkas = buka(orang, jenis, *ini)
            boleh = 403 if jenis.pembuka and orang == bekas else halaman
            assert berkas == boleh, (jenis.kode, orang, halaman)
        assert halaman == 404, jenis.kode


def test_evidence_opens_for_a_purpose_asked_once_and_each_look_is_logged(panggung):
    usulan = panggung.objek(UsulanPerbaikan)
    akta = lampiran_pada(Client(), usulan, panggung.pemeran["petugas"], untuk="akta_kematian")
    client, verifikator = (masuk(panggung.pemeran[n]) for n in ("petugas", "verifikator_dtks"))
    alamat = reverse("inti:lampiran_berkas", args=[akta.kunci])
    halaman = reverse("dtks:usulan_detail", args=[usulan.pk])

    teks = client.get(halaman).text
    assert (alamat in teks, "<img" in teks) == (True, False)
    rincian, mini = (reverse(f"inti:lampiran_{n}", args=[akta.kunci]) for n in ("detail", "mini"))
    assert "<img" not in client.get(rincian).text
    assert client.get(mini).status_code == 404
    assert "dicatat pada jejak akses" in client.get(alamat).text
    for salah in ({}, {"tujuan": "retensi"}):
        assert client.post(alamat, salah).context["form"].errors
    assert not AksesDataPribadi.objects.exists()

    for siapa, awal in ((client, ""), (client, "pencocokan"), (verifikator, "verifikasi")):
        assert siapa.get(alamat).context["form"]["tujuan"].value() == awal
        foto = siapa.post(alamat, {"tujuan": "pencocokan"})
        assert "no-store" in foto["Cache-Control"]
        tutup(foto)
        assert '<option value="pencocokan" selected' in siapa.get(halaman).text
    assert list(AksesDataPribadi.objects.values_list("tindakan", "tujuan", "keterangan", "objek")) == [
        (
            *("berkas", "pencocokan"),
            f"Akta atau surat keterangan kematian, lampiran-{akta.kode}",
            f"dtks.usulanperbaikan:{usulan.pk}",
        )
    ] * 3  # fmt: skip
