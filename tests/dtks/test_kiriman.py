"""Corrections handed over for the national system: listed once, taken out with a log, marked."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dtks.models import AksesDataPribadi, BeritaAcara, KirimanUsulan, UsulanPerbaikan
from dtks.workflows import kiriman as workflows
from dtks.workflows import usulan as workflows_usulan
from inti.exceptions import AturanDilanggar, DataBerubah
from inti.models import JejakAudit
from opd.models import Penugasan
from tests.dtks.test_usulan import NIK, S, diajukan, pada_status, setuju
from tests.factories.akun import PenggunaFactory
from tests.factories.dtks import (
    AlasanPerbaikanFactory,
    EntriDataFactory,
    PerubahanElemenFactory,
)


pytestmark = pytest.mark.django_db


def alamat(nama, *args):
    return reverse(f"dtks:kiriman_{nama}", args=args)


@pytest.fixture
def verifikator():
    return PenggunaFactory(peran="verifikator_dtks", nama="Rini Contoh")


@pytest.fixture
def siap(petugas, verifikator):
    """A death, and a wrong NIK whose owner's name looks like a formula; both through the meeting."""
    orang, hasil, sumber = petugas(), [], {}
    keliru = AlasanPerbaikanFactory(
        kode="data_keliru", nama="Data keliru", jenis="elemen", elemen=["nik", "nama"],
        dokumen=[], perlu_tanggal=False,
    )  # fmt: skip
    for nama, alasan, baru in (
        ("Kasmirah Rekaan", None, {}),
        ("Warsi Rekaan", keliru, {"nik": NIK, "nama": "=HYPERLINK(1)"}),
    ):
        entri = EntriDataFactory(desa=orang.penugasan.desa, orang__nama=nama, **sumber)
        entri.petugas, sumber = orang, {"sumber": entri.sumber}
        usulan = diajukan(entri, alasan, baru)
        usulan = workflows_usulan.verifikasi(usulan, putusan=setuju(usulan), oleh=verifikator)
        pada_status(usulan, S.DIMUSYAWARAHKAN, verifikator)
        UsulanPerbaikan.objects.update(diusulkan_pada=None, disahkan_pada=None)
        usulan.nik_lama = entri.orang.nik
        hasil.append(usulan)
    return hasil


def semua(usulan):
    return UsulanPerbaikan.objects.filter(pk__in=[satu.pk for satu in usulan])


def unduh(client, kiriman, bentuk):
    response = client.post(
        alamat("unduh", kiriman.pk), {"bentuk": bentuk, "keterangan": "Untuk operator desa"}
    )
    return response, BytesIO(b"".join(response.streaming_content))


def test_list_is_put_together_once_and_marks_its_corrections(sign_in, siap, verifikator):
    client = sign_in(verifikator)
    assert "2 usulan siap" in client.get(alamat("list")).text
    assert "Penonaktifan" in client.get(alamat("create")).text
    client.post(alamat("create"), {"jenis": "nonaktif", "catatan": "November"})
    client.post(alamat("create"), {})
    satu, dua = KirimanUsulan.objects.order_by("nomor")
    assert [str(satu), str(dua), satu.catatan] == ["K-0001", "K-0002", "November"]
    assert list(UsulanPerbaikan.objects.order_by("pk").values_list("kiriman", "status")) == [
        (satu.pk, "diusulkan"),
        (dua.pk, "diusulkan"),
    ]
    assert UsulanPerbaikan.objects.filter(diusulkan_pada=None).count() == 0
    assert "Tidak ada usulan yang siap" in client.post(alamat("create"), {}).text
    with pytest.raises(DataBerubah, match="baru saja dikirim"):
        workflows.susun(semua(siap), oleh=verifikator)
    assert KirimanUsulan.objects.count() == 2
    halaman = client.get(alamat("detail", satu.pk)).text
    assert "Kasmirah Rekaan" in halaman
    assert "Warsi Rekaan" not in halaman
    assert siap[0].nik_lama not in halaman


def test_names_on_corrections_and_minutes_are_for_those_who_work_there(sign_in, siap, verifikator):
    kiriman = workflows.susun(semua(siap), oleh=verifikator)
    ubah = {"pengurus": "Warsi Rekaan", "alamat": "Dukuh Krajan", "tanggal_lahir": "1980-08-17"}
    for elemen, baru in ubah.items():
        PerubahanElemenFactory(
            usulan=siap[1], elemen=elemen, lama="", baru=baru, keputusan="disetujui"
        )
    UsulanPerbaikan.objects.update(keterangan="Warsi dikenal kader")
    halaman = [
        reverse("dtks:usulan_list"),
        *(reverse("dtks:usulan_detail", args=[usulan.pk]) for usulan in siap),
        reverse("dtks:berita_acara_detail", args=[BeritaAcara.objects.get().pk]),
        alamat("detail", kiriman.pk),
    ]
    penuh = ["Kasmirah", "Warsi Rekaan", "Krajan", "17-08-1980", "dikenal kader"]

    def baca(orang):
        """How many of the pages open, and what they tell."""
        client = sign_in(orang)
        dibuka = [jawab for satu in halaman if (jawab := client.get(satu)).status_code == 200]
        teks = "".join(satu.text for satu in dibuka)
        return len(dibuka), [isi for isi in ("W••• R•••", *penuh) if isi in teks]

    petugas = siap[0].dibuat_oleh
    assert baca(verifikator) == (5, penuh)
    assert baca(PenggunaFactory(peran="sekretariat")) == (5, ["W••• R•••"])
    assert baca(petugas) == (4, penuh)  # lists for the national system are not the officer's
    Penugasan.objects.update(selesai=timezone.localdate() - timedelta(days=1))
    assert baca(petugas) == (4, ["W••• R•••"])


def test_workbook_is_text_in_the_national_layout_and_names_who_took_it(sign_in, siap, verifikator):
    kiriman = workflows.susun(semua(siap), oleh=verifikator)
    response, berkas = unduh(sign_in(verifikator), kiriman, "xlsx")
    assert "no-store" in response["Cache-Control"]
    buku = load_workbook(berkas)
    tajuk, *baris = buku["Data"].iter_rows(values_only=True)
    baris = [dict(zip(tajuk, satu, strict=True)) for satu in baris]
    assert tajuk[:18] == (
        "IDDTKS", "PROVINSI", "KABUPATEN/KOTA", "KECAMATAN", "DESA/KELURAHAN", "ALAMAT", "DUSUN",
        "RT", "RW", "NOKK", "NIK", "NAMA", "TANGGAL LAHIR", "TEMPAT LAHIR", "JENIS KELAMIN",
        "PEKERJAAN", "NAMA IBU KANDUNG", "HUB KELUARGA",
    )  # fmt: skip
    elemen, mati = baris  # by village, then kind
    keys = ["NIK", "NAMA", "NIK SEMULA", "ISIAN DIPERBAIKI", "JENIS USULAN", "TANGGAL LAHIR"]
    assert [elemen[k] for k in keys] == [
        NIK, "=HYPERLINK(1)", siap[1].nik_lama, "NIK; Nama", "Perbaikan elemen data", "17/08/1980",
    ]  # fmt: skip
    assert [mati[k] for k in [*keys[:3], "TANGGAL KEJADIAN", "NO USULAN", "UNDUHAN"]] == [
        siap[0].nik_lama, "Kasmirah Rekaan", None, "02/03/2026", siap[0].nomor, "K-0001-1",
    ]  # fmt: skip
    assert {sel.data_type for b in buku["Data"] for sel in b if sel.value} == {"s"}
    cap = f"DATA PRIBADI · K-0001-1 · diunduh Rini Contoh, {timezone.localdate():%d-%m-%Y}"
    assert all(cap in lembar.oddHeader.right.text for lembar in buku)
    depan = {a: b for a, b, *_ in buku["Keterangan"].iter_rows(values_only=True)}
    assert (depan["Diunduh oleh"], depan["Keperluan"]) == ("Rini Contoh", "Untuk operator desa")


def test_text_is_a_file_per_village_and_kind_with_a_receipt(sign_in, siap, verifikator):
    kiriman = workflows.susun(semua(siap), oleh=verifikator)
    _, berkas = unduh(sign_in(verifikator), kiriman, "teks")
    arsip, kode = ZipFile(berkas), siap[0].desa.kode
    elemen, mati, tanda = arsip.namelist()
    assert [elemen, mati, tanda] == [
        f"K-0001-1_{kode}_elemen.txt", f"K-0001-1_{kode}_nonaktif.txt", "tanda-terima.txt",
    ]  # fmt: skip
    tajuk, isi = csv.reader(StringIO(arsip.read(elemen).decode()), delimiter="|")
    satu = dict(zip(tajuk, isi, strict=True))
    assert (satu["NIK"], satu["NAMA"], satu["UNDUHAN"]) == (NIK, "'=HYPERLINK(1)", "K-0001-1")
    terima = arsip.read(tanda).decode()
    assert "Rini Contoh" in terima
    assert "Jumlah usulan: 2" in terima
    assert "Rekaan" not in terima


def test_every_download_is_logged_before_it_is_made(sign_in, siap, verifikator):
    kiriman = workflows.susun(semua(siap), oleh=verifikator)
    client = sign_in(verifikator)
    for bentuk in ("xlsx", "teks"):
        unduh(client, kiriman, bentuk)
    medan = ("urutan", "pelaku_nama", "tindakan", "tujuan", "objek", "jumlah_orang", "keterangan")
    tetap = ("Rini Contoh", "ekspor", "kirim", f"dtks.kirimanusulan:{kiriman.pk}", 2)
    assert list(AksesDataPribadi.objects.order_by("urutan").values_list(*medan)) == [
        (n, *tetap, "Untuk operator desa") for n in (1, 2)
    ]
    audit = JejakAudit.objects.filter(aksi__startswith="kiriman.").order_by("pk")
    assert [(j.aksi, j.rincian) for j in audit] == [
        ("kiriman.susun", {"jumlah_usulan": 2}),
        ("kiriman.unduh", {"bentuk": "xlsx"}),
        ("kiriman.unduh", {"bentuk": "teks"}),
    ]
    kosong = client.post(alamat("unduh", kiriman.pk), {"bentuk": "xlsx", "keterangan": " "})
    assert set(kosong.context["form"].errors) == {"keterangan"}
    assert AksesDataPribadi.objects.count() == 2


def test_a_list_has_an_end(siap, verifikator, monkeypatch):
    monkeypatch.setattr(workflows, "KIRIMAN_MAKS", 1)
    with pytest.raises(AturanDilanggar, match="paling banyak 1 usulan"):
        workflows.susun(semua(siap), oleh=verifikator)


@pytest.mark.parametrize("jumlah", [1, 2])
def test_queries_do_not_grow(sign_in, siap, verifikator, django_assert_max_num_queries, jumlah):
    kiriman = workflows.susun(semua(siap[:jumlah]), oleh=verifikator)
    client = sign_in(verifikator)
    client.get(alamat("list"))
    with django_assert_max_num_queries(12):
        client.get(alamat("list"))
    with django_assert_max_num_queries(28):
        _, berkas = unduh(client, kiriman, "xlsx")
    assert load_workbook(berkas)["Data"].max_row == jumlah + 1
