"""A kind that works in batches: files of any length, text as well as workbooks, one transaction."""

import resource
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse

from desa.models import Desa
from inti.excel import sel
from inti.excel.tajuk import KolomBaca
from inti.exceptions import AturanDilanggar
from inti.impor import JenisImpor, StatusBaris, Temuan, daftarkan, jenis, workflows
from inti.impor.forms import ParameterForm
from inti.models import Impor
from tests.factories.desa import DesaFactory
from tests.impor import buku, terapkan, unggah


pytestmark = pytest.mark.django_db


def periksa(baris, parameter, pengguna):
    """Villages to get new map points; `keadaan` remembers those of earlier batches."""
    keadaan = parameter["keadaan"]
    keadaan["bagian"].append(len(baris))
    for satu in baris:
        desa = keadaan["desa"].get(satu.isi["kode"])
        if desa is None:
            satu.galat("Kode desa tidak dikenal.", "kode")
        elif desa.pk in keadaan["sudah"]:
            satu.galat("Desa ini tertulis lebih dari sekali.", "kode")
        else:
            keadaan["sudah"].add(desa.pk)
            satu.objek, satu.judul, satu.baru = desa, desa.nama, str(satu.isi["lintang"])
            satu.hasil = (
                StatusBaris.SAMA if desa.lintang == satu.isi["lintang"] else StatusBaris.BERUBAH
            )
    return Temuan()


def terap(baris, parameter, *, oleh, alasan):
    if parameter["impor"].nama_berkas == "gagal.txt" and any(b.nomor > 500 for b in baris):
        raise AturanDilanggar("Berhenti di tengah.")
    lama = {}
    for satu in baris:
        lama[satu.objek.pk] = satu.objek.lintang
        satu.objek.lintang, satu.objek.bujur = satu.isi["lintang"], Decimal(111)
    Desa.objects.bulk_update([b.objek for b in baris], ["lintang", "bujur"])
    return {"desa": list(lama)}


def urung(jejak, *, oleh):
    Desa.objects.filter(pk__in=jejak["desa"]).update(lintang=None, bujur=None)


@pytest.fixture
def titik(media):
    keadaan = {}

    def siapkan(parameter, pengguna):
        keadaan.update(
            bagian=[], sudah=set(), desa={d.kode: d for d in Desa.objects.order_by("pk")}
        )
        return keadaan

    daftarkan(
        JenisImpor(
            kode="titik",
            judul="Titik desa",
            uraian="",
            izin="desa.kelola_program",
            lanjut=("Lihat desa", "desa:desa_list"),
            kolom=(
                KolomBaca("kode", "Kode", sel.kode, pribadi=True),
                KolomBaca("lintang", "Lintang", sel.desimal),
            ),
            form_class=ParameterForm,
            periksa=periksa,
            terapkan=terap,
            urungkan=urung,
            bagian=100,
            siapkan=siapkan,
            teks=True,
        )
    )
    desa = DesaFactory()
    Desa.objects.bulk_create(
        Desa(kecamatan=desa.kecamatan, kode=f"33.18.16.{n}", nama=f"D{n}", nama_normal=f"d{n}", jenis="desa")
        for n in range(5000, 6000)
    )  # fmt: skip
    yield keadaan
    del jenis._DAFTAR["titik"]


ISI = [("Kode", "Lintang"), *((f"33.18.16.{n}", f"-6,{n}") for n in range(5000, 6000))]
ISI[7] = ("33.18.16.9999", "-6,1")
ISI[1000] = ("33.18.16.5000", "-6,5")


def berkas_teks(path, isi=ISI, pengodean="utf-8"):
    path.write_bytes("\r\n".join("|".join(baris) for baris in isi).encode(pengodean))
    return path


@pytest.mark.parametrize("bentuk", ["xlsx", "utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_batches_are_checked_and_applied_as_one_import(sign_in, titik, tmp_path, bentuk):
    client = sign_in("sekretariat")
    if bentuk == "xlsx":
        path = buku(tmp_path / "titik.xlsx", ISI)
    else:
        path = berkas_teks(tmp_path / "titik.txt", pengodean=bentuk)
    impor = unggah(client, "titik", path)
    assert impor.ringkasan["jumlah"] == {"baru": 0, "berubah": 998, "sama": 0, "ditolak": 2}
    assert titik["bagian"] == [100] * 10
    assert [(c["nomor"], c["isi"]) for c in impor.ringkasan["galat"]] == [
        (8, "(data pribadi)"),
        (1001, "(data pribadi)"),
    ]
    assert "Dan 948 baris lain." in client.get(reverse("inti:impor_detail", args=[impor.pk])).text

    terapkan(client, impor, sidik=impor.ringkasan["sidik"], lewati_galat="on")

    impor.refresh_from_db()
    assert (impor.status, len(impor.urung["bagian"])) == ("diterapkan", 10)
    assert Desa.objects.get(kode="33.18.16.5500").lintang == Decimal("-6.55")
    assert Desa.objects.exclude(lintang=None).count() == 998

    client.post(reverse("inti:impor_urungkan", args=[impor.pk]))
    assert Desa.objects.exclude(lintang=None).count() == 0


@pytest.mark.parametrize("keadaan", ["utuh", "hilang", "rusak"])
def test_what_was_read_waits_sealed_beside_the_file_until_the_decision(
    sign_in, titik, tmp_path, keadaan
):
    client = sign_in("sekretariat")
    impor = unggah(client, "titik", buku(tmp_path / "titik.xlsx", ISI))
    salinan = Path(impor.salinan.path)
    assert b"33.18.16.5500" not in salinan.read_bytes()
    if keadaan == "hilang":
        salinan.unlink()
    elif keadaan == "rusak":
        salinan.write_bytes(salinan.read_bytes()[:-1])

    terapkan(client, impor, sidik=impor.ringkasan["sidik"], lewati_galat="on")

    impor.refresh_from_db()
    assert (impor.status, bool(impor.berkas), impor.salinan) == ("diterapkan", True, "")
    assert (Desa.objects.exclude(lintang=None).count(), salinan.exists()) == (998, False)


def test_failure_in_a_late_batch_leaves_nothing(sign_in, titik, tmp_path):
    client = sign_in("sekretariat")
    impor = unggah(client, "titik", berkas_teks(tmp_path / "gagal.txt"))
    halaman = terapkan(client, impor, sidik=impor.ringkasan["sidik"], lewati_galat="on").text
    assert "Berhenti di tengah." in halaman
    assert Desa.objects.exclude(lintang=None).count() == 0


def test_data_that_moved_are_seen_at_the_end_and_nothing_is_stored(sign_in, titik, tmp_path):
    client = sign_in("sekretariat")
    impor = unggah(client, "titik", berkas_teks(tmp_path / "titik.txt"))
    Desa.objects.filter(kode="33.18.16.5900").update(lintang=Decimal("-6.59"), bujur=111)
    halaman = terapkan(client, impor, sidik=impor.ringkasan["sidik"], lewati_galat="on").text
    assert "Data berubah sejak pratinjau dibuat." in halaman
    assert Desa.objects.exclude(lintang=None).count() == 1
    impor.refresh_from_db()
    assert impor.ringkasan["jumlah"]["sama"] == 1  # the new preview


def test_text_comes_back_with_its_remarks(sign_in, titik, tmp_path):
    client = sign_in("sekretariat")
    path = berkas_teks(tmp_path / "titik.txt")
    impor = unggah(client, "titik", path)
    response = client.get(reverse("inti:impor_bertanda", args=[impor.pk]))
    baris = b"".join(response.streaming_content).decode().split("\r\n")
    assert baris[0] == "⚠ keterangan|Kode|Lintang"
    assert baris[7] == "Kode desa tidak dikenal.|33.18.16.9999|-6,1"
    assert baris[8] == "|33.18.16.5007|-6,5007"

    (tmp_path / "lagi.txt").write_text("\n".join(baris).replace("9999", "5006"), "utf-8")
    lagi = unggah(client, "titik", tmp_path / "lagi.txt")
    assert lagi.ringkasan["jumlah"]["ditolak"] == 1


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"Kode|Lintang\n" + b"x" * 200_000, "memuat sel yang terlalu panjang"),
        (b"Kode|Lintang\n", "tidak memuat baris data di bawah tajuk"),
        (b"Uraian|Pagu\na|1\n", "Tabel tidak ditemukan."),
        (bytes(range(256)) * 20, "Jenis berkas tidak dikenal."),
    ],
)
def test_text_that_is_no_table_is_refused(sign_in, titik, tmp_path, isi, pesan):
    path = tmp_path / "a.txt"
    path.write_bytes(isi)
    assert pesan in unggah(sign_in("sekretariat"), "titik", path, mentah=True).text
    assert not Impor.objects.exists()


def test_two_sheets_that_fit_are_named(sign_in, titik, tmp_path):
    wb = openpyxl.Workbook()
    for lembar in (wb.active, wb.create_sheet("Dua")):
        for baris in ISI[:60]:
            lembar.append(baris)
    wb.save(tmp_path / "a.xlsx")
    client = sign_in("sekretariat")
    halaman = unggah(client, "titik", tmp_path / "a.xlsx", mentah=True).text
    assert "Lebih dari satu lembar memuat tabel ini: “Sheet”, “Dua”." in halaman
    impor = unggah(client, "titik", tmp_path / "a.xlsx", lembar="Dua")
    assert impor.ringkasan["lembar"] == [["Dua", 1]]


def test_memory_does_not_grow_with_the_file(sign_in, titik, tmp_path):
    """80,000 rows of text: what the check keeps is a few rows and the remarks up to a limit."""
    client = sign_in("sekretariat")
    isi = [ISI[0], *(("33.18.16.9999", "-6,1") for _ in range(80_000))]
    impor = unggah(client, "titik", berkas_teks(tmp_path / "a.txt", isi))
    puncak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    hasil = workflows.check_impor(impor)
    assert len(hasil.baris) == 5_000
    assert hasil.jumlah_galat == 80_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - puncak < 20 * 1024
