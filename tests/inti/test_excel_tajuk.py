import pytest

from inti.excel import sel
from inti.excel.baca import Baris, Lembar
from inti.excel.periksa import BerkasDitolak
from inti.excel.tajuk import KolomBaca, find_table, huruf_kolom


KOLOM = (
    KolomBaca("kode_desa", "Kode desa", sel.kode, alias=("kode",), wajib=False),
    KolomBaca("nama_desa", "Nama desa", sel.teks, alias=("desa",), wajib=False),
    KolomBaca("pembilang", "Pembilang", sel.bulat),
    KolomBaca("penyebut", "Penyebut", sel.bulat),
)
SALAH_SATU = (("kode_desa", "nama_desa"),)
TAJUK = ["KODE_DESA", "Pembilang (KK)", " penyebut ", "Catatan petugas", "No"]
DATA = ["33.18.01.2001", 74.0, 537.0]


def lembar(nama="Survei", *, terlihat=True, baris=((1, TAJUK), (2, DATA))):
    return Lembar(nama, terlihat, [Baris(nomor, list(sel)) for nomor, sel in baris])


def cari(*semua, nama_lembar=""):
    return find_table(semua, KOLOM, salah_satu=SALAH_SATU, nama_lembar=nama_lembar)


def test_header_is_found_below_titles_in_any_order_with_aliases():
    tabel = cari(
        lembar(
            baris=[
                (2, ["", "REKAP PENYEBUT DAN PEMBILANG"]),
                (4, ["Desa", "Sumber", "PENYEBUT", "pembilang"]),
                (6, ["Prawoto", "x", 537.0, 74.0]),
            ]
        )
    )
    assert (tabel.baris_tajuk, tabel.kolom, tabel.tak_dikenal) == (
        4,
        {"nama_desa": 0, "penyebut": 2, "pembilang": 3},
        ("Sumber (kolom B)",),
    )
    assert list(tabel) == [Baris(6, ["Prawoto", "x", 537.0, 74.0])]


def test_unit_in_brackets_and_row_numbers_are_no_obstacle():
    tabel = cari(lembar())
    assert (tabel.kolom, tabel.tak_dikenal) == (
        {"kode_desa": 0, "pembilang": 1, "penyebut": 2},
        ("Catatan petugas (kolom D)",),
    )


def test_repeated_header_number_total_and_signature_rows_are_no_data():
    tabel = cari(
        lembar(
            baris=[
                (1, TAJUK),
                (2, ["(1)", "(2)", "(3)"]),
                (3, ["1", "2", "3", "4", "5"]),
                (4, [" ", "\N{NO-BREAK SPACE}"]),
                (5, DATA),
                (6, TAJUK),
                (7, DATA),
                (8, ["Jumlah", 148.0, 1074.0]),
                (9, ["", "", "", "Pati, 12 Januari 2024"]),
            ]
        )
    )
    assert [baris.nomor for baris in tabel] == [5, 7]


def test_hidden_sheets_do_not_count_and_the_named_sheet_wins():
    tersembunyi = lembar("Lama", terlihat=False)
    assert cari(tersembunyi, lembar()).lembar.nama == "Survei"
    assert cari(lembar("A"), lembar("B"), nama_lembar=" b ").lembar.nama == "B"


@pytest.mark.parametrize(
    ("semua", "nama_lembar", "pesan"),
    [
        ([lembar(baris=())], "", "Berkas tidak memuat lembar yang berisi."),
        ([lembar()], "Baru", "Lembar “Baru” tidak ada. Lembar yang ada: “Survei”."),
        (
            [lembar("Anggaran", baris=[(1, ["Uraian", "Pagu"])]), lembar("Foto", baris=[(1, ["x"])])],
            "",
            "Tabel tidak ditemukan. Kolom yang dicari: “Pembilang”, “Penyebut”, “Kode desa atau Nama desa”. "
            "Lembar yang ada: “Anggaran”, “Foto”.",
        ),
        (
            [lembar(baris=[(3, ["Desa", "Pembilang"])])],
            "",
            "Lembar “Survei” (tajuk di baris 3) tidak memuat kolom: “Penyebut”. "
            "Lembar yang ada: “Survei”.",
        ),
        (
            [lembar(baris=[(1, ["Pembilang", "Penyebut"])])],
            "",
            "Lembar “Survei” (tajuk di baris 1) tidak memuat kolom: “Kode desa atau Nama desa”. "
            "Lembar yang ada: “Survei”.",
        ),
        (
            [lembar("A"), lembar("B")],
            "",
            "Lebih dari satu lembar memuat tabel ini: “A”, “B”. "
            "Tulis nama lembar yang dimaksud pada isian “Nama lembar”.",
        ),
        (
            [lembar(baris=[(1, [*TAJUK, "Pembilang"])])],
            "",
            "Kolom “Pembilang” ada lebih dari satu pada lembar “Survei”: kolom “B”, “F”. "
            "Hapus salah satunya.",
        ),
    ],
)  # fmt: skip
def test_missing_or_ambiguous_table_is_refused_naming_the_sheets(semua, nama_lembar, pesan):
    with pytest.raises(BerkasDitolak) as tolak:
        cari(*semua, nama_lembar=nama_lembar)
    assert str(tolak.value) == pesan


@pytest.mark.parametrize(
    ("posisi", "huruf"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16383, "XFD")]
)
def test_huruf_kolom(posisi, huruf):
    assert huruf_kolom(posisi) == huruf
