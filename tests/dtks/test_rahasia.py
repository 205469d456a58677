"""No identity where none may be, after a whole story: import, search, correction, look, errors."""

import io
import logging
import re
import subprocess

import pytest
from django.conf import settings as pengaturan
from django.core.management import call_command
from django.urls import reverse

from dtks.models import EntriData, Orang, UsulanPerbaikan
from inti.logging import SamarkanNomor
from inti.models import Impor, JejakAudit, Pekerjaan, Pemberitahuan
from tests.conftest import ReadOnlyGetClient, tutup
from tests.dtks.bnba import KK, LIMA, Meja, baris
from tests.factories.dtks import AlasanPerbaikanFactory
from tests.factories.opd import KeanggotaanFactory, PenugasanFactory
from tests.rahasia import ENAM_BELAS_ANGKA, bocor, isi_berkas


RAHASIA = ["WARGA REKAAN", "IBU REKAAN", "DK. CONTOH", "DK. LAIN", KK, baris(1)["nik"]]
TAUTAN = re.compile(r'(?:href|action|src|hx-get|hx-post|data-url)="([^"]*)"')
NOMOR_KARANGAN = re.compile(r"\d{4}99\d{10}")  # kecamatan 99: nowhere is there one


class ClientMencatat(ReadOnlyGetClient):
    """Keeps every answer; an error becomes the page that people see."""

    def __init__(self):
        super().__init__(raise_request_exception=False)
        self.jawaban = []

    def request(self, **request):
        response = super().request(**request)
        if response.streaming:
            tutup(response)
        self.jawaban.append((request["PATH_INFO"], request.get("QUERY_STRING", ""), response))
        return response


@pytest.fixture
def log():
    """What the configured handler would write, of every logger and level."""
    aliran = io.StringIO()
    penangan = logging.StreamHandler(aliran)
    penangan.addFilter(SamarkanNomor())
    akar = logging.getLogger()
    akar.addHandler(penangan)
    yield aliran
    akar.removeHandler(penangan)


@pytest.fixture
def meja(db, settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path / "var", tmp_path / "var" / "berkas"
    settings.IMPOR_LANGSUNG_BYTE = 0  # by jobs, which leave their traces too
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    settings.VAR_DIR.mkdir()
    (tmp_path / "kiriman").mkdir()
    return Meja(ClientMencatat(), tmp_path / "kiriman")


def cerita(meja, settings):
    """A list comes in, an officer reports a death in it, the verifier decides and looks."""
    client, petugas = meja.client, KeanggotaanFactory(pengguna__peran="petugas")
    PenugasanFactory(opd=petugas.opd, desa=meja.mawar)
    alasan = AlasanPerbaikanFactory(dokumen=[])
    impor = meja.unggah(list(LIMA.values()) + [baris(5, nik="33189917088", id_dtks="X")])
    tersimpan = list(isi_berkas(settings.VAR_DIR))
    client.get(reverse("inti:impor_bertanda", args=[impor.pk]))
    sidik = impor.ringkasan["sidik"]
    isian = {"sidik": sidik, "lewati_galat": "on", "setuju": "on", "alasan": "uji"}
    client.post(reverse("inti:impor_terapkan", args=[impor.pk]), isian, follow=True)
    entri = EntriData.objects.get(id_dtks=baris(1)["id_dtks"])

    client.force_login(petugas.pengguna)
    client.post(reverse("dtks:usulan_cari"), {"desa": meja.mawar.pk, "nama": "rekaan"})
    client.post(reverse("dtks:usulan_cari"), {"desa": meja.mawar.pk, "nik": baris(1)["nik"]})
    url = reverse("dtks:usulan_create", args=[entri.pk, alasan.kode])
    client.post(url, {"tanggal_kejadian": "2026-03-02", "keterangan": "Akta dilihat"}, follow=True)
    usulan = UsulanPerbaikan.objects.get()
    client.post(
        reverse("dtks:usulan_ajukan", args=[usulan.pk]), {"versi": usulan.versi, "alasan": "Sudah"}
    )

    client.force_login(meja.verifikator)
    usulan.refresh_from_db()
    putusan = {"versi": usulan.versi, "keputusan": "verifikasi", "putusan_aktif": "disetujui"}
    client.post(reverse("dtks:usulan_periksa", args=[usulan.pk]), putusan)
    client.post(reverse("dtks:orang_cari"), {"nik": baris(2)["nik"]}, follow=True)
    client.post(
        reverse("dtks:orang_buka", args=[entri.orang_id]),
        {"tujuan": "pencocokan", "keterangan": "KTP dibawa"},
    )
    for nama, *args in (
        ("dtks:orang_list", meja.mawar.kode),
        ("dtks:keluarga_list", meja.mawar.kode),
        ("dtks:peringkat_list",),
        ("dtks:orang_detail", entri.orang_id),
        ("dtks:usulan_detail", usulan.pk),
        ("dtks:akses_list",),
        ("inti:impor_list",),
    ):
        client.get(reverse(nama, args=args))
    usulan.refresh_from_db()
    assert (impor.ringkasan["jumlah"]["ditolak"], usulan.status) == (1, "diverifikasi")
    return impor, entri, tersimpan


def test_no_identity_leaks_in_a_whole_story(meja, settings, log, monkeypatch):
    impor, entri, tersimpan = cerita(meja, settings)
    client, nik = meja.client, baris(1)["nik"]

    def rusak(*args, **kwargs):
        raise ValueError(f"NIK {nik} tidak dapat dibaca")

    assert client.get(f"/dtks/orang/{nik}/").status_code == 404
    with monkeypatch.context() as ganti:
        ganti.setattr(Orang, "__str__", rusak)
        ganti.setattr("dtks.views.orang.render", rusak)
        galat = client.get(reverse("dtks:orang_detail", args=[entri.orang_id]))
    assert galat.status_code == 500

    # The file as it waits and after it was applied; what jobs leave behind.
    assert [nama for nama, _ in tersimpan if nama.endswith(".bin")]
    assert bocor(tersimpan, RAHASIA) == []
    assert bocor(isi_berkas(settings.VAR_DIR), RAHASIA) == []
    # Tables that more people read than those of the registry, and outlive it.
    lain = [
        (model.__name__, str(list(model.objects.values())))
        for model in (JejakAudit, Pemberitahuan, Pekerjaan, Impor)
    ]
    assert bocor(lain, RAHASIA) == []
    # Addresses, file names, and the pages that tell of an error.
    for jalur, kueri, response in client.jawaban[:-2]:
        alamat = [
            jalur,
            kueri,
            response.get("Location", ""),
            response.get("Content-Disposition", ""),
        ]
        if response.get("Content-Type", "").startswith("text/html"):
            alamat += TAUTAN.findall(response.text)
        assert bocor([(jalur, satu) for satu in alamat], RAHASIA) == []
    for jalur, _, response in client.jawaban[-2:]:
        assert bocor([(jalur, response.text)], RAHASIA) == []
    # The log tells of the errors, and of nobody.
    catatan = log.getvalue()
    assert "ValueError: NIK 331899•••••••••• tidak dapat dibaca" in catatan
    assert bocor([("log", catatan)], RAHASIA) == []


def test_rotated_key_seals_the_waiting_file_anew(
    meja, settings, django_capture_on_commit_callbacks
):
    impor, lain = meja.unggah(list(LIMA.values())), meja.unggah([baris(1)])
    lama = settings.KUNCI_DATA
    settings.KUNCI_DATA = f"baru:{'C' * 42}A=,{lama}"
    with django_capture_on_commit_callbacks(execute=True):
        call_command("putar_kunci", stdout=io.StringIO())

    settings.KUNCI_DATA = f"baru:{'C' * 42}A="
    halaman = reverse("inti:impor_bertanda", args=[impor.pk])
    assert meja.client.get(halaman).status_code == 200
    assert len(list((settings.MEDIA_ROOT / "impor").iterdir())) == 2
    settings.KUNCI_DATA = lama
    pesan = meja.client.get(reverse("inti:impor_bertanda", args=[lain.pk]), follow=True)
    assert "Kunci “baru” tidak ada pada mesin ini (KUNCI_DATA). Unggah kembali." in pesan.text


def test_numbers_in_the_repository_are_of_no_kecamatan():
    semua = subprocess.run(
        ["git", "grep", "-IoE", "[0-9]{16,}", "--", ":!*requirements*.txt", ":!package-lock.json",
         ":!static/vendor"],
        cwd=pengaturan.BASE_DIR, capture_output=True, text=True, check=False,
    ).stdout.splitlines()  # fmt: skip
    if not semua:
        pytest.skip("bukan salinan git")
    asing = [
        satu
        for satu in semua
        for nomor in ENAM_BELAS_ANGKA.findall(satu)
        if not NOMOR_KARANGAN.fullmatch(nomor)
    ]
    assert asing == []
