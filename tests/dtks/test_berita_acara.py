"""Minutes through the pages: put together, printed masked, signed, bound to their list."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from dtks.models import BeritaAcara, UsulanPerbaikan
from dtks.workflows import berita_acara as workflows
from dtks.workflows import usulan as workflows_usulan
from inti.exceptions import AturanDilanggar, DataBerubah, TransisiTidakSah
from inti.lampiran.workflows import Kiriman
from tests.dtks.test_usulan import diajukan, setuju
from tests.factories.akun import PenggunaFactory
from tests.factories.dtks import BeritaAcaraFactory, EntriDataFactory
from tests.lampiran import foto


pytestmark = pytest.mark.django_db
ISI = {
    "jenis": "musdes",
    "nomor": "470/12/2026",
    "tanggal": "2026-03-10",
    "tempat": "Balai Desa",
    "pimpinan": "Kepala Rekaan",
    "jabatan_pimpinan": "Kepala Desa",
    "jumlah_hadir": "31",
}


@pytest.fixture
def verifikator():
    return PenggunaFactory(peran="verifikator_dtks")


@pytest.fixture
def dua(petugas, verifikator):
    """Two verified corrections of one village."""
    orang = petugas()
    hasil = []
    sumber = None
    for nama in ("Kasmirah Rekaan", "Warsi Rekaan"):
        lain = {"sumber": sumber} if sumber else {}
        entri = EntriDataFactory(desa=orang.penugasan.desa, orang__nama=nama, **lain)
        sumber, entri.petugas = entri.sumber, orang
        usulan = diajukan(entri)
        hasil.append(workflows_usulan.verifikasi(usulan, putusan=setuju(usulan), oleh=verifikator))
    return hasil


def alamat(nama, *args):
    return reverse(f"dtks:berita_acara_{nama}", args=args)


def status():
    return list(UsulanPerbaikan.objects.order_by("pk").values_list("status", flat=True))


def susun(client, usulan, **lain):
    data = ISI | {"usulan": [u.pk for u in usulan]} | lain
    return client.post(alamat("create", usulan[0].desa_id), data)


def test_musdes_from_list_to_confirmation(sign_in, dua, verifikator, media):
    petugas = dua[0].dibuat_oleh
    client = sign_in(petugas)
    assert "2 usulan" in client.get(alamat("list")).text
    response = susun(client, dua)
    ba = BeritaAcara.objects.get()
    assert response.url == alamat("detail", ba.pk)
    pdf = client.get(alamat("pdf", ba.pk))
    assert pdf.content.startswith(b"%PDF")
    teks = _teks(pdf.content)
    assert "Kasmirah Rekaan" in teks
    assert ba.sidik in teks
    assert dua[0].orang.nik not in teks

    client.post(alamat("tandatangani", ba.pk), {"pindaian": SimpleUploadedFile("ba.jpg", foto())})
    ba.refresh_from_db()
    assert (ba.ditandatangani_oleh, status()) == (petugas, ["dimusyawarahkan"] * 2)
    pindaian = reverse("inti:lampiran_detail", args=[ba.bundel.lampiran.get().kunci])
    assert pindaian in client.get(alamat("detail", ba.pk)).text
    with pytest.raises(TransisiTidakSah, match="sudah ditandatangani"):
        workflows.susun(ba, dua, oleh=petugas)
    assert client.post(alamat("usulkan", ba.pk)).status_code == 403

    client = sign_in("sekretariat")  # the paper names people: it reads what the page says
    assert "1 berkas, memuat nama" in client.get(alamat("detail", ba.pk)).text
    assert client.get(pindaian).status_code == 403

    client = sign_in(verifikator)
    client.post(alamat("usulkan", ba.pk))
    assert status() == ["diusulkan"] * 2
    client.post(alamat("sahkan", ba.pk))
    assert status() == ["disahkan"] * 2
    ulang = client.post(alamat("sahkan", ba.pk))
    assert "Tidak ada usulan" in ulang.text


def _teks(isi):
    return "\n".join(halaman.extract_text() for halaman in PdfReader(BytesIO(isi)).pages)


def test_changed_list_no_longer_fits_the_paper(sign_in, dua, verifikator):
    petugas = dua[0].dibuat_oleh
    client = sign_in(petugas)
    susun(client, dua)
    ba = BeritaAcara.objects.get()
    workflows_usulan.kedaluwarsakan(dua[1], alasan="Masa lewat", oleh=verifikator)
    assert "tidak lagi cocok" in client.get(alamat("detail", ba.pk)).text
    with pytest.raises(DataBerubah, match="tidak lagi cocok"):
        workflows.tandatangani(ba, Kiriman(kunci=["x"]), oleh=petugas)
    client.post(alamat("edit", ba.pk), ISI | {"usulan": [dua[0].pk]})
    assert "tidak lagi cocok" not in client.get(alamat("detail", ba.pk)).text


def test_a_correction_is_on_one_list_and_unsigned_minutes_give_it_back(sign_in, dua):
    petugas = dua[0].dibuat_oleh
    client = sign_in(petugas)
    susun(client, dua)
    ba = BeritaAcara.objects.get()
    kedua = susun(client, dua, nomor="470/13/2026")
    assert "usulan" in kedua.context["form"].errors
    lain = BeritaAcaraFactory.build(desa=dua[0].desa, kabupaten=ba.kabupaten)
    with pytest.raises(AturanDilanggar, match="berita acara lain"):
        workflows.susun(lain, dua, oleh=petugas)
    client.post(alamat("delete", ba.pk))
    assert list(UsulanPerbaikan.objects.values_list("berita_acara", flat=True)) == [None, None]
    assert susun(client, dua).status_code == 302


def test_minutes_refuse_what_cannot_be(sign_in, dua):
    client = sign_in(dua[0].dibuat_oleh)
    tanpa_hadir = susun(client, dua, jumlah_hadir="")
    assert "hanya SPTJM yang tanpa musyawarah" in tanpa_hadir.text
    assert "Tanggal musyawarah belum terjadi" in susun(client, dua, tanggal="2099-01-01").text
    assert BeritaAcara.objects.count() == 0
    assert susun(client, dua, jenis="sptjm", jumlah_hadir="").status_code == 302
    ganda = client.post(
        alamat("edit", BeritaAcara.objects.get().pk), ISI | {"usulan": [], "nomor": "470/12/2026"}
    )
    assert "Pilih sekurangnya satu usulan." in ganda.text


@pytest.mark.parametrize(
    ("langgar", "kendala"),
    [
        (lambda: BeritaAcaraFactory(jumlah_hadir=0), "hadir_pada_musyawarah"),
        (lambda: BeritaAcaraFactory(jumlah_hadir=None), "hadir_pada_musyawarah"),
        (
            lambda: BeritaAcaraFactory(ditandatangani_oleh=PenggunaFactory()),
            "ditandatangani_punya_waktu",
        ),
    ],
)
def test_constraint_refuses(langgar, kendala):
    with pytest.raises(IntegrityError, match=kendala), transaction.atomic():
        langgar()
