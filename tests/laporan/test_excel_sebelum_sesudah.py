"""The before/after workbook, read back as a reader's program would."""

import re
import shutil
import subprocess
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.desa import ButirSasaranFactory, DaftarSasaranFactory, DesaFactory
from tests.factories.opd import (
    OPDFactory,
    PencairanFactory,
    PendanaanFactory,
    PenugasanFactory,
)
from tests.laporan.contoh import DESA, RINGKASAN, SELISIH, UJI
from tests.laporan.papan import buat_papan, papan_contoh


pytestmark = pytest.mark.django_db

EXCEL = reverse("laporan:sebelum_sesudah_excel")
AWAL = datetime.combine(date(2022, 1, 31), time())
KINI = datetime.combine(date(2024, 1, 31), time())
LEMBAR = [
    "Ringkasan",
    "Per desa",
    "Matriks",
    "Pembanding",
    "Intervensi dan anggaran",
    "Rincian intervensi",
    "Data panjang",
    "Belum diverifikasi",
    "Mutu data",
    "Kamus",
]


def six(value):
    return pytest.approx(value, abs=1e-6)


def unduh(client, **query):
    response = client.get(EXCEL, query)
    return b"".join(response.streaming_content)


def buka(isi, **pilihan):
    return load_workbook(BytesIO(isi), **pilihan)


def tabel(lembar, tajuk, kunci="Kode"):
    """The rows below the header row that starts with `kunci`, as dicts, up to the first gap."""
    hasil = []
    for baris in lembar.iter_rows(min_row=tajuk + 1, values_only=True):
        if baris[0] is None:
            break
        judul = [sel.value for sel in lembar[tajuk]]
        hasil.append(dict(zip(judul, baris, strict=True)))
    return hasil


def sel_berisi(lembar):
    """Every cell that holds something; an empty text is nothing."""
    return {
        s.coordinate: s.value
        for baris in lembar.iter_rows()
        for s in baris
        if s.value not in (None, "")
    }


def baris_tajuk(lembar, judul):
    return next(
        b[0].row for b in lembar.iter_rows() if b[0].value == judul[0] and b[1].value == judul[1]
    )


@pytest.fixture
def contoh(sign_in):
    papan = papan_contoh(DESA)
    client = sign_in("analis")
    client.papan = papan
    return client


def test_workbook_has_its_sheets_and_the_worked_numbers(contoh):
    buku = buka(unduh(contoh), data_only=True)

    assert buku.sheetnames == LEMBAR
    ringkasan = buku["Ringkasan"]
    (baris,) = tabel(ringkasan, baris_tajuk(ringkasan, ("Kode", "Indikator")))
    assert baris == {
        "Kode": "RTLH",
        "Indikator": "Rumah tidak layak huni",
        "Satuan selisih": "poin persen",
        "Arah baik": "turun",
        "Awal (gabungan)": six(RINGKASAN["gabungan_awal"]),
        "Kini (gabungan)": six(RINGKASAN["gabungan_lanjutan"]),
        "Selisih gabungan": six(RINGKASAN["gabungan_selisih"]),
        "Rata-rata perubahan desa": six(RINGKASAN["rerata"]),
        "Selang 95% bawah": six(RINGKASAN["selang"][0]),
        "Selang 95% atas": six(RINGKASAN["selang"][1]),
        "Median perubahan": six(RINGKASAN["median"]),
        "Desa berpasangan": 9,
        "Desa sasaran": 9,
        "Membaik": 7,
        "Tetap": 1,
        "Memburuk": 1,
    }
    assert len(ringkasan._charts) == 2


def test_workbook_per_desa_matches_the_screen_and_keeps_types(contoh):
    buku = buka(unduh(contoh), data_only=True)
    per_desa = tabel(buku["Per desa"], 4)

    assert {b["Desa"]: b["Selisih"] for b in per_desa} == {n: six(d) for n, d in SELISIH.items()}
    halaman = contoh.get(reverse("laporan:sebelum_sesudah"))
    assert f"Excel ({len(per_desa)} baris)" in halaman.text
    assert per_desa[0] == {
        "Kode Kemendagri": "33.18.01.2001",
        "Kode BPS": None,
        "Kecamatan": "Kecamatan 01",
        "Desa": "A",
        "OPD pendamping": None,
        "Kode indikator": "RTLH",
        "Indikator": "Rumah tidak layak huni",
        "Arah baik": "turun",
        "Satuan selisih": "poin persen",
        "Awal: pembilang atau nilai": 64,
        "Awal: penyebut": 512,
        "Kini: pembilang atau nilai": 31,
        "Kini: penyebut": 530,
        "Awal (% atau nilai)": 12.5,
        "Kini (% atau nilai)": six(5.849057),
        "Selisih": six(-6.650943),
        "Relatif (%)": six(-53.207547),
        "Putusan": "▼ membaik",
        "Alasan tidak dibandingkan": None,
        "Tanggal awal": AWAL,
        "Tanggal kini": KINI,
    }


def test_workbook_formulas_refer_to_the_parts(contoh):
    buku = buka(unduh(contoh))
    sel = {s.column_letter: s.value for s in buku["Per desa"][5] if isinstance(s.value, str)}

    assert {k: sel[k] for k in "NOPQ"} == {
        "N": "=100*J5/K5",
        "O": "=100*L5/M5",
        "P": "=IF(ROUND(L5*K5-J5*M5,8)=0,0,100*(L5/M5-J5/K5))",
        "Q": '=IF(J5>=20,100*P5/N5,"")',
    }
    assert sel["R"].startswith('=IF(P5=0,"= tetap",')


def tanpa_nilai(isi):
    """The workbook without the values that we computed for its formulas: whoever shows numbers in
    them computed these himself."""
    hasil = BytesIO()
    with ZipFile(BytesIO(isi)) as asal, ZipFile(hasil, "w") as tujuan:
        for nama in asal.namelist():
            teks = asal.read(nama)
            if nama.startswith("xl/worksheets/"):
                teks = re.sub(
                    rb'(<c [^>]*?)(?: t="str")?>(<f>[^<]*</f>)<v>[^<]*</v>', rb"\1>\2", teks
                )
            tujuan.writestr(nama, teks)
    return hasil.getvalue()


def isi_semua_lembar(papan):
    """Something on every sheet: comparison villages, interventions with money, a waiting survey."""
    lain = DaftarSasaranFactory(periode=papan.sebelum.periode, ditetapkan=True, jenis="pembanding")
    for nomor, (kode, desa) in enumerate(list(papan.desa.items())[:6]):
        tetangga = DesaFactory(kecamatan=desa.kecamatan, kode=f"{kode[:8]}.2099", nama=f"P{nomor}")
        ButirSasaranFactory(daftar=lain, desa=tetangga, skor_pemilih=20 + nomor)
        papan.desa[tetangga.kode] = tetangga
        papan.isi(papan.survei(papan.sebelum, tetangga.kode), RTLH=(90 + nomor, 500))
        papan.isi(papan.survei(papan.sesudah, tetangga.kode), RTLH=(80 + 2 * nomor, 500))
        dana = PendanaanFactory(intervensi__desa=desa, pagu=80_000_000 + nomor)
        PencairanFactory(pendanaan=dana, jumlah=60_000_000)
    menunggu = papan.survei(papan.sesudah, "33.18.01.2001", diajukan=True, revisi=2)
    papan.isi(menunggu, RTLH=(29, 530))


@pytest.mark.usefixtures("media")
def test_every_sheet_recalculated_by_libreoffice_says_what_the_page_says(contoh, tmp_path):
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice tidak terpasang")
    isi_semua_lembar(contoh.papan)
    isi_berkas = unduh(contoh)
    asal = buka(isi_berkas, data_only=True)
    (tmp_path / "asal.xlsx").write_bytes(tanpa_nilai(isi_berkas))
    perintah = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless"]
    perintah += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "ulang"]
    subprocess.run(
        [*perintah, tmp_path / "asal.xlsx"], check=True, capture_output=True, timeout=180
    )
    ulang = load_workbook(tmp_path / "ulang" / "asal.xlsx", data_only=True)

    assert ulang.sheetnames == LEMBAR
    for nama in LEMBAR:
        kita = sel_berisi(asal[nama])
        assert kita, nama
        assert sel_berisi(ulang[nama]) == {
            sel: six(isi) if isinstance(isi, int | float) else isi for sel, isi in kita.items()
        }
    assert not [s for lembar in ulang for b in lembar.iter_rows() for s in b if s.data_type == "e"]
    assert len(ulang["Ringkasan"]._charts) == 2

    halaman = contoh.get(reverse("laporan:sebelum_sesudah")).context
    (layar,) = halaman["baris"]
    ringkasan = ulang["Ringkasan"]
    (baris,) = tabel(ringkasan, baris_tajuk(ringkasan, ("Kode", "Indikator")))
    assert (baris["Rata-rata perubahan desa"], baris["Selisih gabungan"]) == (
        six(layar.ringkasan.rerata),
        six(layar.ringkasan.gabungan.selisih),
    )
    assert len(tabel(ulang["Per desa"], 4)) == halaman["laporan"].jumlah_baris == 9
    rumus = [
        (nama, s.coordinate)
        for nama in ("Data panjang", "Belum diverifikasi", "Mutu data", "Kamus", "Matriks")
        for b in buka(isi_berkas)[nama].iter_rows()
        for s in b
        if s.data_type == "f"
    ]
    assert rumus == []


def test_workbook_is_set_up_for_reading_and_a4(contoh):
    buku = buka(unduh(contoh))
    per_desa = buku["Per desa"]
    matriks = buku["Matriks"]

    assert matriks["E5"].number_format == ('[$-421]"▲ "#,##0.00;[$-421]"▼ "#,##0.00;"= "0')

    assert (per_desa.freeze_panes, per_desa.auto_filter.ref) == ("E5", "A4:U13")
    assert [s.page_setup.orientation for s in buku] == ["landscape"] * len(LEMBAR)
    assert {s.page_setup.paperSize for s in buku} == {9}
    assert per_desa.print_title_rows == "$4:$4"
    assert str(next(iter(per_desa.conditional_formatting)).sqref) == "P5:R13"
    assert per_desa["A5"].number_format == "@"
    assert per_desa["J5"].number_format == "[$-421]#,##0"
    assert per_desa["T5"].number_format == "[$-421]dd-mm-yyyy"


def test_workbook_prints_filter_time_and_user(contoh):
    papan = contoh.papan
    opd = OPDFactory(singkatan="Disdikbud")
    PenugasanFactory(opd=opd, desa=papan.desa["33.18.01.2001"], periode=papan.sebelum.periode)

    buku = buka(unduh(contoh, opd=opd.pk), data_only=True)

    atas = [buku["Ringkasan"].cell(n, 1).value for n in range(1, 6)]
    assert atas[:3] == [
        "Sebelum dan sesudah pendampingan",
        "Putaran: Putaran 1 (awal) (31 Januari 2022) → Putaran 2 (lanjutan) (31 Januari 2024)",
        "Daftar: Desa dampingan · saringan: OPD: Disdikbud",
    ]
    assert atas[3].startswith("Diunduh ")
    assert atas[3].endswith(f"WIB oleh {contoh.pengguna.nama}")
    assert atas[4] == "Data awal terverifikasi 1 dari 1 desa · data kini 1 dari 1 desa"
    assert [b["OPD pendamping"] for b in tabel(buku["Per desa"], 4)] == ["Disdikbud"]


def test_workbook_flat_sheet_has_a_row_per_desa_indikator_and_putaran(contoh):
    buku = buka(unduh(contoh), data_only=True)
    panjang = tabel(buku["Data panjang"], 1)

    assert len(panjang) == 18
    assert panjang[1] == {
        "Kode Kemendagri": "33.18.01.2001",
        "Kode BPS": None,
        "Kecamatan": "Kecamatan 01",
        "Desa": "A",
        "OPD pendamping": None,
        "Periode": contoh.papan.sebelum.periode.nama,
        "Putaran": 2,
        "Jenis putaran": "Lanjutan",
        "Tanggal rujukan": KINI,
        "Kode indikator": "RTLH",
        "Indikator": "Rumah tidak layak huni",
        "Bidang": "Permukiman",
        "Versi definisi": 1,
        "Pembilang": 31,
        "Penyebut": 530,
        "Nilai": None,
        "Persen atau nilai": six(5.849057),
        "Alasan kosong": None,
        "Tanggal data": KINI,
        "Sumber": None,
        "Metode": "Sensus desa",
    }
    assert buku["Belum diverifikasi"]["A2"].value == "Tidak ada isian yang menunggu verifikasi."


def test_workbook_lists_what_waits_for_verification(contoh):
    papan = contoh.papan
    survei = papan.survei(papan.sesudah, "33.18.01.2001", diajukan=True, revisi=2)
    papan.isi(survei, RTLH=(29, 530))

    buku = buka(unduh(contoh), data_only=True)

    (menunggu,) = tabel(buku["Belum diverifikasi"], 1)
    assert (menunggu["Desa"], menunggu["Pembilang"], menunggu["Status"]) == (
        "A",
        29,
        "Menunggu verifikasi",
    )
    assert tabel(buku["Per desa"], 4)[0]["Kini: pembilang atau nilai"] == 31
    assert len(tabel(buku["Data panjang"], 1)) == 18


def test_workbook_dictionary_holds_definitions_tests_and_unpaired_figures(contoh):
    kamus = buka(unduh(contoh), data_only=True)["Kamus"]

    (definisi,) = tabel(kamus, baris_tajuk(kamus, ("Kode", "Indikator")))
    assert definisi["Definisi dan sumber"] == (
        "Rumah tidak layak huni. Penyebut: Seluruh rumah. Definisi uji. Sumber: uji."
    )
    baris = next(b[0].row for b in kamus.iter_rows() if b[2].value == "Desa berpasangan")
    (statistik,) = tabel(kamus, baris)
    assert (statistik["Turun"], statistik["Naik"], statistik["Tetap"]) == (7, 1, 1)
    assert statistik["p uji tanda"] == six(0.0703125)
    assert (statistik["Statistik Wilcoxon"], statistik["p Wilcoxon"]) == (1, six(UJI["p"]))
    assert statistik["Tanpa memasangkan: selisih"] == six(RINGKASAN["gabungan_selisih"])


def test_workbook_keeps_text_that_looks_like_a_formula(sign_in):
    papan = buat_papan({"33.18.01.2001": "=1+1"}, {"RTLH": {"nama": "@SUM(A1)", "bidang": "+1"}})
    for putaran in (papan.sebelum, papan.sesudah):
        papan.isi(papan.survei(putaran, "33.18.01.2001"), RTLH=(1, 2))

    sel = buka(unduh(sign_in("analis")))["Per desa"][5]

    assert [(sel[k].value, sel[k].data_type) for k in (3, 6)] == [("=1+1", "s"), ("@SUM(A1)", "s")]


def test_workbook_without_villages_says_why(sign_in):
    papan = buat_papan({}, {"RTLH": {}})
    papan.sebelum.periode.daftar_sasaran.all()

    buku = buka(unduh(sign_in("analis")), data_only=True)

    assert buku["Per desa"]["A5"].value == "Tidak ada desa sasaran pada daftar dan saringan ini."
    assert buku["Data panjang"]["A2"].value == "Belum ada nilai terverifikasi pada periode ini."


@pytest.mark.parametrize("banyak", [1, 3])
def test_workbook_query_count(sign_in, django_assert_num_queries, banyak):
    papan_contoh(dict(list(DESA.items())[:banyak]))
    client = sign_in("analis")
    with django_assert_num_queries(29):
        unduh(client)
