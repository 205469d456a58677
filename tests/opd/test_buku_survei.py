"""The round-trip survey workbook: what is handed out, and what comes back from the village."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from desa.choices import JenisIndikator, StatusSurvei
from desa.models import NilaiIndikator, Survei, VersiIndikator
from desa.stats import Isian
from desa.workflows import survei as workflows
from desa.workflows.putaran import kunci
from inti.excel.tandai import MERAH
from inti.models import Impor
from opd.excel.tata import LEMBAR_PENANDA
from tests.buku_survei import SOFFICE, baca, isi, kirim, letak, simpan_libreoffice, unduh
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    KecamatanFactory,
    NilaiIndikatorFactory,
    PutaranFactory,
    SurveiFactory,
    VersiIndikatorFactory,
)
from tests.factories.opd import KeanggotaanFactory, PenugasanFactory
from tests.impor import lihat, terapkan


pytestmark = pytest.mark.django_db

KAJEN, NGEMPLAK, TAYU = "33.18.16.2012", "33.18.16.2013", "33.18.16.2014"
RUJUKAN = date(2026, 6, 15)


@pytest.fixture
def cerita(media, sign_in, tmp_path):
    """An OPD with two villages, another with one; four indicators; Kajen has an earlier round."""
    margoyoso = KecamatanFactory()
    daftar = DaftarSasaranFactory(ditetapkan=True)
    kajen, ngemplak, tayu = (
        DesaFactory(kecamatan=margoyoso, kode=kode, nama=nama)
        for kode, nama in ((KAJEN, "Kajen"), (NGEMPLAK, "Ngemplak Kidul"), (TAYU, "Tayu"))
    )
    anggota, lain = KeanggotaanFactory.create_batch(2)
    for desa, opd in ((kajen, anggota.opd), (ngemplak, anggota.opd), (tayu, lain.opd)):
        ButirSasaranFactory(daftar=daftar, desa=desa)
        PenugasanFactory(opd=opd, desa=desa, periode=daftar.periode)
    rtlh, jalan = (
        VersiIndikatorFactory(indikator__kode=kode, indikator__wajib=wajib, desimal=desimal)
        for kode, wajib, desimal in (("RTLH", True, 0), ("JALAN", False, 2))
    )
    lansia, indeks = (
        VersiIndikatorFactory(
            indikator__kode=kode, indikator__jenis=jenis, desimal=desimal, label_penyebut=""
        )
        for kode, jenis, desimal in (
            ("LANSIA", JenisIndikator.JUMLAH, 0),
            ("INDEKS", JenisIndikator.SKOR, 2),
        )
    )
    versi = [rtlh, jalan, lansia, indeks]
    lalu = PutaranFactory(
        periode=daftar.periode,
        nomor=1,
        tanggal_rujukan=date(2025, 1, 31),
        tertutup=True,
        versi=versi,
    )
    survei = SurveiFactory(putaran=lalu, desa=kajen, diverifikasi=True)
    NilaiIndikatorFactory(survei=survei, versi_indikator=rtlh, pembilang=64, penyebut=512)
    NilaiIndikatorFactory(
        survei=survei, versi_indikator=lansia, pembilang=None, penyebut=None, nilai=20
    )
    putaran = PutaranFactory(periode=daftar.periode, nomor=2, tanggal_rujukan=RUJUKAN, versi=versi)
    return SimpleNamespace(
        kajen=kajen, ngemplak=ngemplak, putaran=putaran, lalu=lalu, versi=versi, rtlh=rtlh,
        lansia=lansia, petugas=anggota.pengguna, petugas_lain=lain.pengguna, opd=anggota.opd,
        client=sign_in(anggota.pengguna), berkas=tmp_path / "isian.xlsx",
    )  # fmt: skip


@pytest.fixture
def berkas(cerita):
    return unduh(cerita.client, cerita.putaran, cerita.berkas)


RUMAH = {"pembilang": 60, "penyebut": 512, "sumber": "Pendataan desa"}


def simpan(cerita, *, desa=None, versi=None, oleh=None, **isi):
    """Somebody stores an answer through the web form."""
    versi = versi or cerita.rtlh
    isian = Isian(versi.pk, **(isi or {"pembilang": Decimal(58), "penyebut": Decimal(512)}))
    return workflows.simpan(
        cerita.putaran, desa or cerita.kajen, [isian], oleh=oleh or cerita.petugas
    )


def tersimpan():
    return list(
        NilaiIndikator.objects.filter(survei__putaran__nomor=2)
        .order_by("survei__desa__kode", "versi_indikator__indikator__urutan")
        .values_list("survei__desa__kode", "versi_indikator__indikator__kode", "pembilang",
                     "penyebut", "nilai", "alasan_kosong", "sumber", "sama_seperti_sebelumnya")
    )  # fmt: skip


def baris(client, impor):
    return [(b.lembar, b.judul.partition(" · ")[2], b.status, b.lama, b.baru)
            for b in lihat(client, impor).baris]  # fmt: skip


def galat(client, impor):
    return [(b.lembar, b.nomor, c.kolom, c.pesan) for b, c in lihat(client, impor).galat]


def tolakan(cerita, path, **lain):
    """Why the upload was refused as a whole; nothing may be kept of it."""
    response = kirim(cerita.client, cerita.putaran, path, mentah=True, **lain)
    assert not Impor.objects.exists()
    return [str(e) for f in response.context["semua_form"] for e in sum(f.errors.values(), [])]


# --- What is handed out -----------------------------------------------------------------------
def test_workbook_locks_all_but_the_entry_cells(cerita):
    simpan(cerita, pembilang=Decimal(60), penyebut=Decimal(512), sumber="Pendataan desa")
    buku = load_workbook(unduh(cerita.client, cerita.putaran, cerita.berkas))

    assert buku.sheetnames == ["Petunjuk", "Kajen", "Ngemplak Kidul", LEMBAR_PENANDA]
    assert buku.security.lockStructure
    assert buku[LEMBAR_PENANDA].sheet_state == "veryHidden"
    assert all(lembar.protection.sheet for lembar in buku)
    lembar, nomor, kolom = letak(buku)[KAJEN, "RTLH"]
    sel = {nama: lembar.cell(nomor, posisi) for nama, posisi in kolom.items()}
    assert {nama: s.value for nama, s in sel.items() if not s.protection.locked} == {
        "pembilang": 60, "penyebut": 512, "sama": None, "tidak_tersedia_alasan": None,
        "alasan_lonjakan": None, "sumber": "Pendataan desa", "metode": None, "catatan": None,
        "tanggal_survei": timezone.datetime(2026, 6, 15),
    }  # fmt: skip
    assert sel["sebelumnya"].value == "64 dari 512 (12,5%)\nPutaran 1 (awal), 31-01-2025"
    assert sel["definisi"].value.startswith("Pembilang: Rumah tidak layak huni\nPenyebut: Seluruh")
    lembar, nomor, kolom = letak(buku)[NGEMPLAK, "LANSIA"]
    tertutup = [n for n in ("penyebut", "sama") if lembar.cell(nomor, kolom[n]).protection.locked]
    assert tertutup == ["penyebut", "sama"]  # a count has no denominator, nothing came before


def test_entry_cells_take_only_what_can_be_meant(cerita, berkas):
    lembar = load_workbook(berkas)["Kajen"]
    aturan = {str(d.sqref): (d.type, d.operator, d.formula1, d.formula2)
              for d in lembar.data_validations.dataValidation}  # fmt: skip
    assert aturan["I6"] == ("whole", None, "0", "IF(ISNUMBER(J6),J6,100000000000000)")
    assert aturan["J7"] == ("decimal", "greaterThanOrEqual", "MAX(0.01,I7)", None)
    assert aturan["I8"] == ("whole", None, "0", "100000000000000")
    assert aturan["O6:O9"][2] == '"Tidak dapat diperoleh,Tidak berlaku,Belum didata"'
    assert aturan["S6:S9"][2] == '"Sensus desa,Catatan administrasi,Sampel,Perkiraan"'
    assert aturan["R6:R9"][0] == "date"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("susunan", ["desa", "satu"])
def test_formulas_computed_by_libreoffice_are_those_stored(cerita, tmp_path, susunan):
    simpan(cerita, pembilang=Decimal(10), penyebut=Decimal(512), sumber="x")
    simpan(cerita, versi=cerita.lansia, sama_seperti_sebelumnya=True)
    simpan(cerita, desa=cerita.ngemplak, versi=cerita.lansia, alasan_kosong="tidak_berlaku")
    path = unduh(cerita.client, cerita.putaran, cerita.berkas, susunan=susunan)
    hitung = load_workbook(
        simpan_libreoffice(path, tmp_path / "lo", tmp_path / "profil"), data_only=True
    )
    tertulis = load_workbook(path, data_only=True)

    beda = [
        (lembar.title, sel.coordinate, sel.value, hitung[lembar.title][sel.coordinate].value)
        for lembar in tertulis.worksheets
        for baris in lembar.iter_rows()
        for sel in baris
        if not _sama(sel.value, hitung[lembar.title][sel.coordinate].value)
    ]
    assert beda == []
    teks = [
        s.value
        for lembar in hitung
        for b in lembar.iter_rows()
        for s in b
        if isinstance(s.value, str)
    ]
    assert {t for t in teks if t.startswith(("✓", "⚠", "belum"))} >= {
        "⚠ berubah banyak: isi alasan", "✓ sama seperti sebelumnya", "✓ tanpa angka",
        "belum diisi", "belum diisi (inti)",
    }  # fmt: skip


def _sama(a, b):
    if isinstance(a, int | float) and isinstance(b, int | float):
        return a == pytest.approx(b)
    return (a or "") == (b or "")


def test_downloads_hold_the_villages_that_the_user_may_fill(cerita, sign_in):
    halaman = reverse("opd:survei_excel", args=[cerita.putaran.pk])

    def pilihan(siapa):
        bagian = sign_in(siapa).get(halaman).context["bagian"]
        return [(b.nama, [d.nama for d in b.desa]) for b in bagian]

    lain = cerita.petugas_lain.keanggotaan.get().opd.singkatan
    milik = (cerita.opd.singkatan, ["Kajen", "Ngemplak Kidul"])
    assert pilihan(cerita.petugas) == [milik]
    assert pilihan("sekretariat") == [
        ("Semua desa", ["Kajen", "Ngemplak Kidul", "Tayu"]),
        *sorted([milik, (lain, ["Tayu"])]),
    ]
    assert "Tidak ada desa yang dapat Anda isi" in sign_in("petugas").get(halaman).text


@pytest.mark.parametrize("banyak", [1, 3])
def test_download_query_count(cerita, sign_in, banyak, django_assert_num_queries):
    desa = DesaFactory.create_batch(banyak - 1)
    for satu in desa:
        ButirSasaranFactory(daftar=cerita.kajen.butir_sasaran.get().daftar, desa=satu)
    client = sign_in("sekretariat")
    url = reverse("opd:survei_excel_unduh", args=[cerita.putaran.pk])
    with django_assert_num_queries(9):
        response = client.get(url, {"bagian": "semua", "susunan": "satu"})
    assert len(letak(baca(response))) == (3 + banyak - 1) * 4


# --- What comes back --------------------------------------------------------------------------
@pytest.mark.parametrize("susunan", ["desa", "satu"])
def test_filled_workbook_becomes_drafts_and_a_repeat_changes_nothing(cerita, susunan):
    path = unduh(cerita.client, cerita.putaran, cerita.berkas, susunan=susunan)
    isi(path, {
        (KAJEN, "RTLH"): RUMAH,
        (KAJEN, "JALAN"): {"pembilang": 3.25, "penyebut": 12.5, "sumber": "DPU", "metode": "Perkiraan"},
        (KAJEN, "LANSIA"): {"sama": "Ya", "sumber": "Dinsos"},
        (NGEMPLAK, "RTLH"): {"tidak_tersedia_alasan": "Belum didata"},
        (NGEMPLAK, "INDEKS"): {"pembilang": 62.4, "sumber": "Kemendesa", "tanggal_survei": date(2026, 6, 1)},
    })  # fmt: skip
    impor = kirim(cerita.client, cerita.putaran, path)
    assert lihat(cerita.client, impor).jumlah == {"baru": 5, "berubah": 0, "sama": 0, "ditolak": 0}
    halaman = terapkan(cerita.client, impor)

    assert tersimpan() == [
        (KAJEN, "RTLH", 60, 512, None, "", "Pendataan desa", False),
        (KAJEN, "JALAN", Decimal("3.25"), Decimal("12.5"), None, "", "DPU", False),
        (KAJEN, "LANSIA", None, None, 20, "", "Dinsos", True),
        (NGEMPLAK, "RTLH", None, None, None, "belum_didata", "", False),
        (NGEMPLAK, "INDEKS", None, None, Decimal("62.4"), "", "Kemendesa", False),
    ]
    surveis = Survei.objects.filter(putaran=cerita.putaran)
    assert {s.status for s in surveis} == {StatusSurvei.DRAF}
    for survei in surveis:
        assert reverse("desa:survei_ajukan", args=[survei.pk]) in halaman.text

    response = kirim(cerita.client, cerita.putaran, path, mentah=True)
    assert [str(m) for m in get_messages(response.wsgi_request)][-1].startswith(
        "Berkas ini tidak mengubah apa pun: 5 baris sama"
    )
    cerita.client.post(reverse("inti:impor_urungkan", args=[impor.pk]))
    assert tersimpan() == []


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_workbook_saved_by_libreoffice_is_read_and_marked_the_same(cerita, berkas, tmp_path):
    isi(berkas, {
        (KAJEN, "RTLH"): RUMAH,
        (NGEMPLAK, "RTLH"): {"pembilang": 600, "penyebut": 512, "sumber": "x"},
    })  # fmt: skip
    path = simpan_libreoffice(berkas, tmp_path / "lo", tmp_path / "profil")
    impor = kirim(cerita.client, cerita.putaran, path)
    assert galat(cerita.client, impor) == [
        ("Ngemplak Kidul", 6, "pembilang", "Pembilang tidak boleh melebihi penyebut.")
    ]
    buku = baca(cerita.client.get(reverse("inti:impor_bertanda", args=[impor.pk])))
    lembar, nomor, kolom = letak(buku)[NGEMPLAK, "RTLH"]
    assert lembar.cell(nomor, kolom["pembilang"]).fill.fgColor.rgb == MERAH
    assert lembar.protection.sheet


def test_empty_cells_are_not_entered_and_never_erase(cerita):
    simpan(
        cerita, pembilang=Decimal(60), penyebut=Decimal(512), sumber="Pendataan desa", catatan="a"
    )
    simpan(cerita, versi=cerita.lansia, nilai=Decimal(21), sumber="Dinsos")
    path = unduh(cerita.client, cerita.putaran, cerita.berkas)
    isi(path, {
        (KAJEN, "RTLH"): {"pembilang": None, "penyebut": None, "sumber": None, "catatan": None,
                          "tanggal_survei": None},
        (KAJEN, "LANSIA"): {"pembilang": 22, "sumber": None, "tanggal_survei": None},
        (KAJEN, "JALAN"): {"sumber": "DPU"},
    })  # fmt: skip
    impor = kirim(cerita.client, cerita.putaran, path)
    hasil = lihat(cerita.client, impor)
    assert baris(cerita.client, impor) == [
        ("Kajen", cerita.lansia.indikator.nama, "berubah", "21 unit", "22 unit")
    ]
    assert hasil.temuan.keterangan == (
        "Sel yang dikosongkan tidak menghapus isian; yang tersimpan tetap dipakai: RTLH (33.18.16.2012).",
        "1 baris hanya berisi sumber, tanggal, atau metode; dianggap belum diisi.",
    )
    terapkan(cerita.client, impor)
    assert tersimpan() == [
        (KAJEN, "RTLH", 60, 512, None, "", "Pendataan desa", False),
        (KAJEN, "LANSIA", None, None, 22, "", "Dinsos", False),
    ]


def test_number_gives_way_to_a_reason_and_back(cerita):
    simpan(cerita, pembilang=Decimal(60), penyebut=Decimal(512), sumber="Pendataan desa")
    simpan(cerita, versi=cerita.lansia, alasan_kosong="belum_didata")
    path = unduh(cerita.client, cerita.putaran, cerita.berkas)
    isi(path, {
        (KAJEN, "RTLH"): {"pembilang": None, "penyebut": None, "sumber": None,
                          "tidak_tersedia_alasan": "Tidak dapat diperoleh"},
        (KAJEN, "LANSIA"): {"tidak_tersedia_alasan": None, "pembilang": 0, "sumber": "Dinsos",
                            "alasan_lonjakan": "Semua sudah terlayani"},
    })  # fmt: skip
    terapkan(cerita.client, kirim(cerita.client, cerita.putaran, path))
    assert tersimpan() == [
        (KAJEN, "RTLH", None, None, None, "tidak_dapat_diperoleh", "", False),
        (KAJEN, "LANSIA", None, None, 0, "", "Dinsos", False),
    ]


def test_jump_asks_for_a_reason_and_sama_for_the_same_numbers(cerita, berkas):
    isi(berkas, {
        (KAJEN, "RTLH"): {"pembilang": 10, "penyebut": 512, "sumber": "x"},
        (KAJEN, "LANSIA"): {"sama": "Ya", "pembilang": 21, "sumber": "x"},
        (NGEMPLAK, "LANSIA"): {"sama": "Ya", "sumber": "x"},
        (NGEMPLAK, "RTLH"): {"sama": "mungkin", "sumber": "x"},
    })  # fmt: skip
    impor = kirim(cerita.client, cerita.putaran, berkas)
    assert [p[1].pesan for p in lihat(cerita.client, impor).peringatan] == [
        "Berubah −84% dari sebelumnya (batas 30%)."
    ]
    assert galat(cerita.client, impor) == [
        ("Kajen", 8, "sama",
         "Angka yang diisi berbeda dari sebelumnya; hapus centang atau kosongkan angkanya."),
        ("Ngemplak Kidul", 6, "sama", "Tulis “Ya”, atau kosongkan."),
        ("Ngemplak Kidul", 8, "sama",
         "Tidak ada angka sebelumnya yang sebanding; isi angkanya."),
    ]  # fmt: skip


# --- Workbooks that do not fit ----------------------------------------------------------------
def test_wrong_round_or_agency_is_refused_as_a_whole(cerita, berkas, sign_in):
    isi(berkas, {(KAJEN, "RTLH"): RUMAH})
    lain = PutaranFactory(periode=cerita.putaran.periode, nomor=3, versi=cerita.versi)
    assert tolakan(SimpleNamespace(client=cerita.client, putaran=lain), berkas) == [
        "Buku kerja ini untuk Putaran 2 (awal), 2021–2030, sedangkan yang dipilih Putaran 3 (awal), "
        "2021–2030."
    ]
    sign_in(cerita.petugas_lain)
    assert tolakan(cerita, berkas) == [
        f"Buku kerja ini untuk {cerita.opd.singkatan}; tidak satu pun desanya sedang didampingi OPD Anda."
    ]


def test_village_handed_over_meanwhile_is_refused_alone(cerita, berkas):
    penugasan = cerita.ngemplak.penugasan.get()
    penugasan.selesai = timezone.localdate() - timedelta(days=1)
    penugasan.mulai = penugasan.selesai
    penugasan.save()
    isi(berkas, {(KAJEN, "RTLH"): RUMAH, (NGEMPLAK, "RTLH"): RUMAH})
    impor = kirim(cerita.client, cerita.putaran, berkas)
    assert galat(cerita.client, impor) == [
        ("Ngemplak Kidul", 6, "kode_desa",
         "Desa Ngemplak Kidul tidak sedang didampingi OPD Anda.")
    ]  # fmt: skip


def test_old_template_broken_or_missing_hidden_sheet_is_refused(cerita, berkas):
    isi(berkas, {(KAJEN, "RTLH"): RUMAH})

    def ubah(sel, nilai):
        buku = load_workbook(berkas)
        if sel:
            buku[LEMBAR_PENANDA][sel] = nilai
        else:
            del buku[LEMBAR_PENANDA]
        buku.save(cerita.berkas.with_name("ubah.xlsx"))
        return tolakan(cerita, cerita.berkas.with_name("ubah.xlsx"))

    assert ubah("B1", "0") == [
        "Buku kerja ini dibuat dengan templat versi 0, sedangkan yang berlaku versi 1. Unduh buku "
        "kerja yang baru, lalu salin isiannya."
    ]
    assert ubah("D10", '{"pembilang": "1"}') == [
        "Lembar penanda di dalam buku kerja ini berubah atau terpotong. Unduh buku kerja yang baru, "
        "lalu salin isiannya."
    ]
    assert ubah(None, None) == [
        "Buku kerja isian ini kehilangan lembar penandanya (tersalin ke berkas lain?). Unduh buku "
        "kerja yang baru, lalu salin isiannya."
    ]


def test_workbook_without_anything_entered_is_refused(cerita, berkas):
    assert tolakan(cerita, berkas) == ["Belum ada sel kuning yang diisi pada buku kerja ini."]


@pytest.mark.parametrize("ubahan", [{"definisi": "Lain."}, {"nomor": 2}])
def test_changed_definition_refuses_the_answer_to_it(cerita, berkas, ubahan):
    VersiIndikator.objects.filter(pk=cerita.rtlh.pk).update(**ubahan)
    isi(berkas, {(KAJEN, "RTLH"): RUMAH, (KAJEN, "LANSIA"): {"sama": "Ya", "sumber": "Dinsos"}})
    impor = kirim(cerita.client, cerita.putaran, berkas)
    assert galat(cerita.client, impor) == [
        ("Kajen", 6, "kode_indikator",
         "Definisi RTLH berubah sejak buku kerja diunduh. Baca definisinya yang baru, lalu isi lewat "
         "buku kerja yang baru.")
    ]  # fmt: skip


def test_renamed_sheets_moved_rows_and_moved_columns_are_understood(cerita, berkas):
    isi(berkas, {(KAJEN, "RTLH"): RUMAH, (NGEMPLAK, "LANSIA"): {"pembilang": 9, "sumber": "x"}})
    buku = load_workbook(berkas)
    buku["Kajen"].title = "Lembar saya"
    buku["Ngemplak Kidul"].insert_rows(1, 2)
    buku["Ngemplak Kidul"].insert_cols(1)
    buku.move_sheet(buku["Ngemplak Kidul"], -2)
    lembar = buku["Lembar saya"]
    lembar.insert_rows(6)  # the rows after it move down …
    for kolom in range(1, 21):  # … and the last one stands first
        lembar.cell(6, kolom).value = lembar.cell(10, kolom).value
        lembar.cell(10, kolom).value = None
    buku.save(berkas)
    impor = kirim(cerita.client, cerita.putaran, berkas)
    assert [(b[0], b[1], b[4]) for b in baris(cerita.client, impor)] == [
        ("Ngemplak Kidul", cerita.lansia.indikator.nama, "9 unit"),
        ("Lembar saya", cerita.rtlh.indikator.nama, "60 dari 512 (11,7%)"),
    ]


def test_missing_column_is_named(cerita, berkas):
    isi(berkas, {(KAJEN, "RTLH"): RUMAH})
    buku = load_workbook(berkas)
    buku["Kajen"].delete_cols(10)
    buku.save(berkas)
    (pesan,) = tolakan(cerita, berkas)
    assert pesan.startswith("Lembar “Kajen” (tajuk di baris 5) tidak memuat kolom: “Penyebut”.")


def test_closed_round_is_refused_but_an_excepted_village_is_not(cerita, berkas):
    isi(berkas, {(KAJEN, "RTLH"): RUMAH})
    kunci(cerita.putaran, oleh=PenggunaFactory(peran="sekretariat"))
    assert tolakan(cerita, berkas) == [
        "Putaran 2 (awal) sudah dikunci. Minta pengecualian kepada Sekretariat TKPK."
    ]
    halaman = cerita.client.get(reverse("opd:survei_excel", args=[cerita.putaran.pk]))
    assert "Putaran ini tidak sedang dibuka." in halaman.text


def test_village_that_waits_for_its_checker_is_locked_and_refused(cerita, berkas):
    isi(berkas, {(KAJEN, "RTLH"): RUMAH, (NGEMPLAK, "RTLH"): RUMAH})
    SurveiFactory(putaran=cerita.putaran, desa=cerita.kajen, diajukan=True)
    impor = kirim(cerita.client, cerita.putaran, berkas)
    assert [(lembar, pesan) for lembar, _, _, pesan in galat(cerita.client, impor)] == [
        ("Kajen", "Survei desa ini sedang menunggu verifikasi. Tarik dulu survei itu, atau minta "
         "pemeriksa mengembalikannya.")
    ]  # fmt: skip
    baru = load_workbook(unduh(cerita.client, cerita.putaran, berkas))
    terkunci = [s.protection.locked for b in baru["Kajen"].iter_rows(min_row=6) for s in b]
    assert all(terkunci)
    assert baru["Kajen"]["D4"].value == "Menunggu verifikasi; tidak dapat diisi."


# --- Marks ------------------------------------------------------------------------------------
def test_errors_on_several_sheets_come_back_in_the_same_workbook(cerita, berkas):
    salah = {"pembilang": 600, "penyebut": 512, "sumber": "x"}
    isi(berkas, {(KAJEN, "RTLH"): salah, (NGEMPLAK, "LANSIA"): {"pembilang": "dua", "sumber": "x"}})
    impor = kirim(cerita.client, cerita.putaran, berkas)
    halaman = cerita.client.get(reverse("inti:impor_detail", args=[impor.pk])).text
    assert "Ngemplak Kidul, 8" in halaman
    buku = baca(cerita.client.get(reverse("inti:impor_bertanda", args=[impor.pk])))
    asal = load_workbook(berkas, rich_text=True)

    tanda = {
        lembar.title: [(s.coordinate, s.value) for s in lembar["A"] if s.value] for lembar in buku
    }
    assert tanda["Kajen"] == [
        ("A5", "⚠ keterangan"), ("A6", "Pembilang tidak boleh melebihi penyebut.")
    ]  # fmt: skip
    assert [tempat for tempat, _ in tanda["Ngemplak Kidul"]] == ["A5", "A8"]
    merah = buku["Kajen"]["J6"]
    assert (merah.value, merah.fill.fgColor.rgb, merah.protection.locked) == (600, MERAH, False)
    assert merah.comment.text == "Pembilang tidak boleh melebihi penyebut."
    assert _nilai(buku[LEMBAR_PENANDA]) == _nilai(asal[LEMBAR_PENANDA])
    terisi = [[v and str(v).replace("$M$", "$N$") for v in b] for b in _nilai(asal["Petunjuk"])]
    assert [[v and str(v) for v in b] for b in _nilai(buku["Petunjuk"])] == terisi
    assert buku["Kajen"]["K7"].data_type == buku["Kajen"]["L7"].data_type.replace("f", "n")
    assert buku["Kajen"]["L7"].value.startswith("=IF(COUNT(J7:K7)=2,IF(K7>0,J7/K7,")
    aturan = {str(d.sqref): d.formula2 for d in buku["Kajen"].data_validations.dataValidation}
    assert aturan["J6"] == "IF(ISNUMBER(K6),K6,100000000000000)"
    assert (buku[LEMBAR_PENANDA].sheet_state, buku.security.lockStructure) == ("veryHidden", True)
    assert all(lembar.protection.sheet for lembar in buku)
    assert [buku["Kajen"].column_dimensions[k].hidden for k in "ABE"] == [False, True, False]
    assert buku.active.title == "Kajen"

    buku.save(berkas)
    isi(berkas, {(KAJEN, "RTLH"): {"pembilang": 60}})
    lagi = kirim(cerita.client, cerita.putaran, berkas)
    assert [g[:3] for g in galat(cerita.client, lagi)] == [("Ngemplak Kidul", 8, "nilai")]
    buku = baca(cerita.client.get(reverse("inti:impor_bertanda", args=[lagi.pk])))
    assert [s.value for s in buku["Kajen"]["A"] if s.value] == ["⚠ keterangan"]
    assert buku["Kajen"]["J6"].comment is None
    buku.save(berkas)
    isi(berkas, {(NGEMPLAK, "LANSIA"): {"pembilang": 2}})
    terapkan(cerita.client, kirim(cerita.client, cerita.putaran, berkas))
    assert [(b[0], b[1]) for b in tersimpan()] == [(KAJEN, "RTLH"), (NGEMPLAK, "LANSIA")]


def _nilai(lembar):
    return [[s.value for s in b] for b in lembar.iter_rows()]


# --- Changed on both sides --------------------------------------------------------------------
@pytest.fixture
def bentrok(cerita):
    """Downloaded at 60; the officer then types 61 and 22, a colleague stores 58 and 21 meanwhile."""
    simpan(cerita, pembilang=Decimal(60), penyebut=Decimal(512), sumber="Pendataan desa")
    path = unduh(cerita.client, cerita.putaran, cerita.berkas)
    isi(path, {
        (KAJEN, "RTLH"): {"pembilang": 61},
        (KAJEN, "LANSIA"): {"pembilang": 22, "sumber": "Dinsos"},
        (NGEMPLAK, "RTLH"): RUMAH,
    })  # fmt: skip
    cerita.rekan = PenggunaFactory(nama="Budi Rekan")
    simpan(cerita, oleh=cerita.rekan)
    simpan(cerita, oleh=cerita.rekan, versi=cerita.lansia, nilai=Decimal(21), sumber="Dinsos")
    simpan(cerita, oleh=cerita.rekan, desa=cerita.ngemplak, versi=cerita.lansia, nilai=Decimal(5))
    return kirim(cerita.client, cerita.putaran, path)


def pilih(cerita, impor, **pilihan):
    """Send the conflict page with these choices, by indicator code; returns where it leads."""
    url = reverse("inti:impor_pilih", args=[impor.pk])
    form = cerita.client.get(url).context["form"]
    data = {nama: form[nama].value() or "" for nama in form.fields}
    data |= {f"pilih {KAJEN} {kode}": satu for kode, satu in pilihan.items()}
    response = cerita.client.post(url, data, follow=True)
    if Impor.objects.exists():
        impor.refresh_from_db()
    return response


def test_values_changed_on_both_sides_wait_for_a_choice(cerita, bentrok):
    assert baris(cerita.client, bentrok) == [
        (
            "Kajen",
            cerita.rtlh.indikator.nama,
            "ditolak",
            "58 dari 512 (11,3%)",
            "61 dari 512 (11,9%)",
        ),
        ("Kajen", cerita.lansia.indikator.nama, "ditolak", "21 unit", "22 unit"),
        ("Ngemplak Kidul", cerita.rtlh.indikator.nama, "baru", "", "60 dari 512 (11,7%)"),
    ]
    assert galat(cerita.client, bentrok)[0] == (
        "Kajen", 6, "pembilang",
        "Diubah juga di aplikasi sejak buku kerja diunduh; pilih dahulu yang dipakai. Sekarang: 58 "
        "dari 512 (11,3%).",
    )  # fmt: skip
    halaman = cerita.client.get(reverse("inti:impor_pilih", args=[bentrok.pk])).text
    for teks in ("60 dari 512", "61 dari 512", "58 dari 512", "oleh Budi Rekan"):
        assert teks in halaman  # base, mine, theirs, and who

    terapkan(cerita.client, bentrok, lewati_galat="on")
    assert tersimpan() == [  # what was not chosen stays as it is in the application
        (KAJEN, "RTLH", 58, 512, None, "", "", False),
        (KAJEN, "LANSIA", None, None, 21, "", "Dinsos", False),
        (NGEMPLAK, "RTLH", 60, 512, None, "", "Pendataan desa", False),
        (NGEMPLAK, "LANSIA", None, None, 5, "", "", False),
    ]


def test_one_side_is_ticked_for_all_and_each_value_chosen_by_itself(cerita, bentrok):
    url = reverse("inti:impor_pilih", args=[bentrok.pk])
    tanpa, semua = cerita.client.get(url), cerita.client.get(url, {"semua": "rekan"})
    assert 'href="?semua=rekan">Semua isian aplikasi' in tanpa.text
    assert (tanpa.text.count(" checked"), semua.text.count('value="rekan" checked')) == (0, 2)

    form = semua.context["form"]
    data = {nama: form[nama].value() for nama in form.fields} | {f"pilih {KAJEN} RTLH": "saya"}
    assert "Pilihan Anda atas 2 nilai" in cerita.client.post(url, data, follow=True).text
    bentrok.refresh_from_db()
    assert lihat(cerita.client, bentrok).jumlah == {
        "baru": 1,
        "berubah": 1,
        "sama": 1,
        "ditolak": 0,
    }
    terapkan(cerita.client, bentrok)
    assert tersimpan()[:2] == [
        (KAJEN, "RTLH", 61, 512, None, "", "Pendataan desa", False),
        (KAJEN, "LANSIA", None, None, 21, "", "Dinsos", False),
    ]


def test_choice_holds_only_against_what_was_seen(cerita, bentrok):
    pilih(cerita, bentrok, RTLH="saya")
    simpan(cerita, oleh=cerita.rekan, pembilang=Decimal(50), penyebut=Decimal(512))
    hasil = terapkan(cerita.client, bentrok, sidik=bentrok.ringkasan["sidik"], lewati_galat="on")
    assert "2 nilai diubah juga di aplikasi" in hasil.text
    assert tersimpan()[0] == (KAJEN, "RTLH", 50, 512, None, "", "", False)


def test_choice_of_nothing_is_asked_again_and_of_all_theirs_ends_the_import(cerita, bentrok):
    assert "Pilih sekurangnya satu" in pilih(cerita, bentrok).text
    Survei.objects.filter(desa=cerita.ngemplak).delete()
    simpan(cerita, desa=cerita.ngemplak, oleh=cerita.rekan, pembilang=Decimal(60),
           penyebut=Decimal(512), sumber="Pendataan desa")  # fmt: skip
    assert "tidak mengubah apa pun" in pilih(cerita, bentrok, RTLH="rekan", LANSIA="rekan").text
    assert not Impor.objects.exists()


def test_value_changed_in_the_application_alone_is_left_alone(cerita):
    simpan(cerita)
    path = unduh(cerita.client, cerita.putaran, cerita.berkas)
    isi(path, {(KAJEN, "LANSIA"): {"pembilang": 22, "sumber": "Dinsos"}})
    simpan(cerita, pembilang=Decimal(59), penyebut=Decimal(512), sumber="x")
    impor = kirim(cerita.client, cerita.putaran, path)
    assert lihat(cerita.client, impor).temuan.keterangan == (
        "1 nilai sudah diubah di aplikasi sejak buku kerja diunduh dan tidak Anda ubah; yang di "
        "aplikasi tetap dipakai.",
    )
    terapkan(cerita.client, impor)
    assert [(b[1], b[2], b[4]) for b in tersimpan()] == [("RTLH", 59, None), ("LANSIA", None, 22)]
