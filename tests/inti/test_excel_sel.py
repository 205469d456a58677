import datetime
from decimal import Decimal

import pytest

from inti.excel import sel


D = datetime.date


@pytest.mark.parametrize(
    ("parser", "nilai", "hasil"),
    [
        (sel.teks, "  Pendataan\N{NO-BREAK SPACE} desa\n", "Pendataan desa"),
        (sel.teks, "'08123", "08123"),
        (sel.teks, "'Aisyiyah", "'Aisyiyah"),
        (sel.teks, 2021.0, "2021"),
        (sel.teks, True, "BENAR"),
        (sel.teks, "=HYPERLINK(1)", "=HYPERLINK(1)"),
        (sel.kode, "'33.18.16.2012 ", "33.18.16.2012"),
        (sel.kode, 3318162012.0, "3318162012"),
        (sel.bulat, 74.0, 74),
        (sel.bulat, "37,0", 37),
        (sel.bulat, "1.204", 1204),
        (sel.desimal, 0.1 + 0.2, Decimal("0.3")),
        (sel.desimal, "12,5", Decimal("12.5")),
        (sel.tanggal, datetime.datetime.fromisoformat("2022-01-26T13:00"), D(2022, 1, 26)),
        (sel.tanggal, D(2022, 1, 26), D(2022, 1, 26)),
        (sel.tanggal, 44587.0, D(2022, 1, 26)),
        (sel.tanggal, "26/1/2022", D(2022, 1, 26)),
        (sel.tanggal, "5-8-2022", D(2022, 8, 5)),
        (sel.tanggal, "'05.08.2022", D(2022, 8, 5)),
        (sel.tanggal, "26 Januari 2022", D(2022, 1, 26)),
        (sel.tanggal, "2022-01-26", D(2022, 1, 26)),
        (sel.tanggal, "2022-01-26 00:00:00", D(2022, 1, 26)),
    ],
)
def test_cell_is_read(parser, nilai, hasil):
    dibaca = parser(nilai)
    assert (dibaca, type(dibaca)) == (hasil, type(hasil))


@pytest.mark.parametrize(
    ("parser", "nilai", "pesan"),
    [
        (
            sel.kode,
            3.318162012e15,
            "Kode ini tersimpan sebagai angka dan sudah dibulatkan oleh Excel. "
            "Ubah format kolom menjadi Teks, lalu ketik ulang kodenya.",
        ),
        (
            sel.kode,
            33.18,
            "Kode ini tersimpan sebagai pecahan. Ubah format kolom menjadi Teks.",
        ),
        (
            sel.kode,
            D(2022, 1, 1),
            "Sel ini berformat tanggal atau waktu. Ubah format kolom menjadi Teks.",
        ),
        (sel.bulat, 74.5, "74,5 bukan bilangan bulat."),
        (
            sel.bulat,
            D(1900, 3, 14),
            "14/03/1900 bukan angka. Periksa format sel: mungkin terbaca sebagai tanggal.",
        ),
        (sel.bulat, 1e15, "Angka paling banyak 15 digit."),
        (
            sel.bulat,
            sel.SelRusak("#REF!"),
            "Sel ini berisi galat Excel #REF!. Perbaiki rumusnya atau ketik nilainya.",
        ),
        (
            sel.teks,
            sel.RUMUS_KOSONG,
            "Rumus pada sel ini belum dihitung. "
            "Buka dan simpan berkas di Excel, atau ketik nilainya.",
        ),
        (sel.desimal, "1.250", "“1.250” dapat berarti 1250 atau 1,25. Tulis 1250 atau 1,25."),
        (sel.tanggal, "31/02/2022", "Tanggal “31/02/2022” tidak ada dalam kalender."),
        (
            sel.tanggal,
            "12/25/2022",
            "“12/25/2022”: bulan tidak dikenal. Tanggal ditulis hari/bulan/tahun.",
        ),
        (
            sel.tanggal,
            "26/1/22",
            "“26/1/22” bukan tanggal. Tulis hari/bulan/tahun, misalnya 26/01/2022.",
        ),
        (sel.tanggal, 2022.0, "2022 bukan tanggal. Tulis misalnya 26/01/2022."),
        (sel.tanggal, "00/00/0000", "“00/00/0000”: bulan tidak dikenal. "
         "Tanggal ditulis hari/bulan/tahun."),
    ],
)  # fmt: skip
def test_cell_is_refused_with_reason(parser, nilai, pesan):
    with pytest.raises(sel.SelSalah) as galat:
        parser(nilai)
    assert str(galat.value) == pesan


def test_text_longer_than_allowed_is_refused():
    with pytest.raises(sel.SelSalah, match="Teks terlalu panjang: 11 huruf, paling banyak 10."):
        sel.teks("x" * 11, maks=10)
