"""The import pages themselves, whatever is imported: upload, decision, history, files."""

from uuid import uuid4

import openpyxl
import pytest
from django.urls import reverse

from inti.choices import StatusImpor
from inti.models import Impor, JejakAudit
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DaftarSasaranFactory, DesaFactory
from tests.factories.inti import ImporFactory
from tests.impor import buku, lihat, terapkan, unggah
from tests.inti import corpus
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db

TAJUK = ["Kode desa", "Peringkat", "Keterangan"]
DESA = "33.18.16.2001"


@pytest.fixture
def daftar(media):
    DesaFactory(kode=DESA, nama="Kajen")
    return DaftarSasaranFactory()


@pytest.fixture
def kirim(sign_in, daftar, tmp_path):
    """Upload rows of a target list, the smallest of the imports."""

    def send(*isi, oleh="sekretariat", nama="sasaran.xlsx", **lain):
        client = sign_in(oleh)
        path = buku(tmp_path / nama, [TAJUK, *isi])
        return client, unggah(client, "sasaran", path, daftar=daftar.pk, **lain)

    return send


def url(nama, impor):
    return reverse(f"inti:impor_{nama}", args=[impor.pk])


def tanpa_tabel(path):
    buku(path, [["Uraian", "Pagu"], ["a", 1]], lembar="Anggaran")


def tanpa_baris(path):
    buku(path, [TAJUK], lembar="Kosong")


def test_unreadable_file_is_refused_in_words_and_leaves_nothing_but_an_audit_row(
    sign_in, daftar, tmp_path, settings
):
    settings.IMPOR_LANGSUNG_BYTE = settings.UNGGAH_MAKS_BYTE  # the large ones, too, without a job
    client, path = sign_in("sekretariat"), tmp_path / "unggahan.xlsx"
    for buat, pesan in [
        *corpus.DITOLAK,
        (tanpa_tabel, "Lembar yang ada: “Anggaran”."),
        (tanpa_baris, "Tabel pada lembar “Kosong” tidak memuat baris data di bawah tajuk."),
    ]:
        buat(path)
        response = unggah(client, "sasaran", path, daftar=daftar.pk, mentah=True)
        assert pesan in response.text, buat.__name__
        assert "Belum ada yang disimpan." in response.text
    assert (Impor.objects.count(), list(daftar.butir.all())) == (0, [])
    assert not any((tmp_path / "impor").glob("*"))
    jejak = JejakAudit.objects.all()
    assert len(jejak) == len(corpus.DITOLAK) + 1  # an empty file is not even looked at
    assert {(j.aksi, j.rincian["jenis"], len(j.rincian["sha256"])) for j in jejak} == {
        ("impor.tolak", "sasaran", 64)
    }


def test_upload_without_file_or_choice_says_what_is_missing(sign_in, daftar):
    response = sign_in("sekretariat").post(
        reverse("inti:impor_create", args=["sasaran"]), {"kunci": uuid4()}
    )
    assert "<title>Galat: Impor daftar sasaran" in response.text
    assert "Pilih berkas Excel yang akan diimpor." in response.text


def test_choice_comes_with_the_link_that_led_here(sign_in, daftar):
    url_buat = reverse("inti:impor_create", args=["sasaran"])
    halaman = sign_in("sekretariat").get(f"{url_buat}?daftar={daftar.pk}").text
    assert f'<option value="{daftar.pk}" selected>' in halaman


def test_file_over_the_limit_is_refused_before_it_is_read(kirim, settings):
    settings.UNGGAH_MAKS_BYTE = 1000
    assert kirim([DESA, 1])[1] is None


def test_named_sheet_is_read_when_two_fit(sign_in, daftar, tmp_path):
    wb = openpyxl.Workbook()
    wb.active.title = "Lama"
    baru = wb.create_sheet("Baru")
    for lembar, peringkat in ((wb.active, 1), (baru, 2)):
        lembar.append(TAJUK)
        lembar.append([DESA, peringkat])
    wb.save(tmp_path / "a.xlsx")
    client = sign_in("sekretariat")

    response = unggah(client, "sasaran", tmp_path / "a.xlsx", daftar=daftar.pk, mentah=True)
    assert "Lebih dari satu lembar memuat tabel ini: “Lama”, “Baru”." in response.text

    impor = unggah(client, "sasaran", tmp_path / "a.xlsx", daftar=daftar.pk, lembar="baru")
    assert lihat(client, impor).baris[0].baru == "peringkat 2"


def test_same_send_twice_is_one_import_but_another_file_or_choice_a_new_one(
    sign_in, daftar, tmp_path
):
    client, kunci = sign_in("sekretariat"), uuid4()
    path = buku(tmp_path / "sasaran.xlsx", [TAJUK, [DESA, 1]])
    pertama = unggah(client, "sasaran", path, daftar=daftar.pk, kunci=kunci)
    lagi = unggah(client, "sasaran", path, daftar=daftar.pk, kunci=kunci, mentah=True)
    assert (lagi.url, Impor.objects.count()) == (url("detail", pertama), 1)

    lain = DaftarSasaranFactory()
    daftar_lain = unggah(client, "sasaran", path, daftar=lain.pk, kunci=kunci)
    assert daftar_lain.parameter["isian"] == {"daftar": str(lain.pk)}

    buku(path, [TAJUK, [DESA, 2]])
    diperbaiki = unggah(client, "sasaran", path, daftar=daftar.pk, kunci=kunci)
    assert lihat(client, diperbaiki).baris[0].baru == "peringkat 2"


def test_applied_once_however_often_it_is_confirmed(kirim, daftar):
    client, impor = kirim([DESA, 1])
    sidik = lihat(client, impor).sidik
    halaman = terapkan(client, impor, sidik=sidik).text
    assert "Impor diterapkan: 1 baru." in halaman
    assert f'href="{reverse("desa:daftar_list")}">Lihat daftar sasaran</a>' in halaman

    lagi = terapkan(client, impor, sidik=sidik)

    assert "Impor ini berstatus “Diterapkan”; tidak dapat diterapkan." in lagi.text
    assert JejakAudit.objects.filter(aksi="impor.terapkan").count() == 1


def test_cancelled_import_changes_nothing_and_drops_its_file(
    kirim, daftar, media, django_capture_on_commit_callbacks
):
    client, impor = kirim([DESA, 1])
    assert len(list((media / "impor").iterdir())) == 2  # the file, and what was read of it
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url("batalkan", impor), follow=True)

    impor.refresh_from_db()
    assert "Impor dibatalkan. Tidak ada data yang berubah." in response.text
    assert (impor.status, daftar.butir.count()) == (StatusImpor.DIBATALKAN, 0)
    assert list((media / "impor").iterdir()) == []
    assert "tidak dapat dibatalkan" in client.post(url("batalkan", impor), follow=True).text
    assert "Impor ini dibatalkan" in client.get(url("detail", impor)).text


def test_marked_workbook_shows_mistakes_before_and_after_applying(kirim):
    client, impor = kirim([DESA, 1], ["33.18.99.2001", 2])
    pesan = "Kode desa 33.18.99.2001 tidak dikenal."
    harapan = [
        ["⚠ keterangan", *TAJUK],
        [None, DESA, 1, None],
        [pesan, "33.18.99.2001", 2, None],
    ]
    assert baca_data(client.get(url("bertanda", impor))) == harapan

    terapkan(client, impor, lewati_galat="on")

    response = client.get(url("bertanda", impor))
    assert response.headers["Content-Disposition"].startswith(
        'attachment; filename="sasaran-bertanda-'
    )
    assert baca_data(response) == harapan


def test_mended_marked_workbook_can_be_uploaded_again(kirim, daftar, tmp_path):
    client, impor = kirim([DESA, 1], ["33.18.99.2001", 2])
    DesaFactory(kode="33.18.16.2002", nama="Soneyan")
    response = client.get(url("bertanda", impor))
    wb = openpyxl.load_workbook(corpus.gabung(response))
    wb["Data"]["B3"] = "33.18.16.2002"
    wb.save(tmp_path / "kembali.xlsx")

    lagi = unggah(client, "sasaran", tmp_path / "kembali.xlsx", daftar=daftar.pk)

    hasil = lihat(client, lagi)
    assert (hasil.jumlah["baru"], hasil.galat, hasil.tabel.tak_dikenal) == (2, [], ())


def test_cell_content_is_shown_as_text_never_as_markup(kirim):
    client, impor = kirim(["<script>alert(1)</script>", 1], [DESA, 1, "<img src=x>"])
    halaman = client.get(url("detail", impor)).text
    assert "<script>alert" not in halaman
    assert "<img src=x>" not in halaman
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in halaman


def test_formula_like_text_is_stored_and_exported_as_text(kirim, daftar):
    client, impor = kirim([DESA, 1, "'=HYPERLINK(1)"])
    terapkan(client, impor)
    assert daftar.butir.get().keterangan == "=HYPERLINK(1)"


def test_import_whose_file_is_gone_can_still_be_cancelled(kirim):
    client, impor = kirim([DESA, 1])
    impor.berkas.storage.delete(impor.berkas.name)
    pesan = "Berkas impor ini sudah tidak tersimpan. Unggah kembali."
    assert pesan in client.get(url("detail", impor)).text
    assert pesan in terapkan(client, impor, sidik="x").text
    assert pesan in client.get(url("bertanda", impor), follow=True).text
    client.post(url("batalkan", impor))
    impor.refresh_from_db()
    assert impor.status == StatusImpor.DIBATALKAN


def test_template_has_the_columns_and_explains_them(sign_in):
    client = sign_in("sekretariat")
    response = client.get(reverse("inti:impor_templat", args=["sasaran"]))
    wb = openpyxl.load_workbook(corpus.gabung(response))
    assert [sel.value for sel in wb["Data"][1]] == [
        "Kode desa", "Nama desa", "Kecamatan", "Peringkat", "Skor", "Angka", "Penyebut", "Keterangan",
    ]  # fmt: skip
    assert wb["Data"].column_dimensions["A"].width >= 13
    petunjuk = dict(list(wb["Keterangan"].values)[2:])
    assert petunjuk["Peringkat"] == "Boleh kosong. Bilangan bulat mulai 1. Contoh: 1."


def test_filled_template_is_found_and_read(sign_in, daftar, tmp_path):
    client = sign_in("sekretariat")
    wb = openpyxl.load_workbook(
        corpus.gabung(client.get(reverse("inti:impor_templat", args=["sasaran"])))
    )
    wb["Data"]["A2"], wb["Data"]["D2"] = DESA, 4
    wb.save(tmp_path / "isi.xlsx")
    impor = unggah(client, "sasaran", tmp_path / "isi.xlsx", daftar=daftar.pk)
    assert lihat(client, impor).baris[0].baru == "peringkat 4"


# --- Who sees and decides ---------------------------------------------------------------------
def test_own_imports_only_but_all_for_the_secretariat(sign_in, media):
    milik_petugas = ImporFactory(nama_berkas="petugas.xlsx", ringkasan={"jumlah": {}})
    lain = ImporFactory(nama_berkas="rekan.xlsx", ringkasan={"jumlah": {}})
    client = sign_in(milik_petugas.dibuat_oleh)
    halaman = client.get(reverse("inti:impor_list")).text
    assert ("petugas.xlsx" in halaman, "rekan.xlsx" in halaman) == (True, False)
    assert client.get(url("detail", lain)).status_code == 404

    halaman = sign_in("sekretariat").get(reverse("inti:impor_list")).text
    assert ("petugas.xlsx" in halaman, "rekan.xlsx" in halaman) == (True, True)


def test_only_the_uploader_decides(kirim, sign_in, daftar):
    client, impor = kirim([DESA, 1])
    sidik = lihat(client, impor).sidik
    rekan = sign_in(PenggunaFactory(peran="sekretariat"))
    assert "Terapkan</button>" not in rekan.get(url("detail", impor)).text
    for langkah in ("terapkan", "batalkan", "urungkan"):
        assert rekan.post(url(langkah, impor), {"sidik": sidik}).status_code == 403
    assert daftar.butir.count() == 0


@pytest.mark.parametrize("peran", ["analis", "pimpinan"])
def test_other_roles_do_not_import(sign_in, peran):
    client = sign_in(peran)
    assert client.get(reverse("inti:impor_list")).status_code == 403
    assert "Impor Excel" not in client.get(reverse("laporan:beranda")).text


def test_unknown_kind_does_not_exist(sign_in):
    response = sign_in("sekretariat").get(reverse("inti:impor_create", args=["apa-saja"]))
    assert response.status_code == 404


@pytest.mark.parametrize("jumlah", [1, 3])
def test_impor_list_query_count(sign_in, media, jumlah, django_assert_num_queries):
    client = sign_in("sekretariat")
    ImporFactory.create_batch(jumlah, ringkasan={"jumlah": {"baru": 2, "ditolak": 1}})
    with django_assert_num_queries(4):  # session, pengguna with kabupaten, COUNT, page
        response = client.get(reverse("inti:impor_list"))
    assert response.text.count("2 baru, 1 ditolak") == jumlah


def test_impor_list_download(sign_in, media):
    impor = ImporFactory(ringkasan={"jumlah": {"baru": 2}})
    client = sign_in("sekretariat")
    data = baca_data(client.get(reverse("inti:impor_list") + "?unduh=xlsx"))
    assert [baris[:5] for baris in data] == [
        ["Berkas", "Jenis", "Status", "Hasil pemeriksaan", "Diunggah oleh"],
        ["survei.xlsx", "Isian survei", "Menunggu keputusan", "2 baru", impor.dibuat_oleh.nama],
    ]
