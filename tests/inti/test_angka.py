from decimal import Decimal

import pytest

from inti.angka import AngkaSalah, parse_bulat, parse_desimal


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("74", 74),
        (" 37,0 ", 37),
        ("1.204", 1204),
        ("1.204.567", 1204567),
        ("1.204,0", 1204),
        ("1 204", 1204),
        ("1\N{NO-BREAK SPACE}204", 1204),
        ("1\N{NARROW NO-BREAK SPACE}204", 1204),
        ("'12", 12),
        ("007", 7),
        ("0,000", 0),
        ("-3", -3),
        ("\N{MINUS SIGN}3", -3),
    ],
)
def test_parse_bulat_reads_indonesian_notation(teks, nilai):
    assert parse_bulat(teks) == nilai


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        ("0.125", "“0.125”: titik adalah pemisah ribuan. Untuk pecahan gunakan koma: 0,125."),
        ("37,5", "“37,5” bukan bilangan bulat."),
        (
            "1,204",
            "“1,204” dapat berarti 1204 atau pecahan. "
            "Tulis 1204 atau bilangan bulat lain tanpa koma.",
        ),
        ("1.25", "“1.25”: titik adalah pemisah ribuan. Untuk pecahan gunakan koma: 1,25."),
        ("1.20.300", "“1.20.300”: titik pemisah ribuan tidak pada tempatnya. Tulis tanpa titik."),
        ("12 KK", "“12 KK” bukan angka. Tulis angkanya saja, misalnya 1204 atau 37,5."),
        ("1,204,567", "“1,204,567” bukan angka. Tulis angkanya saja, misalnya 1204 atau 37,5."),
        ("", "“” bukan angka. Tulis angkanya saja, misalnya 1204 atau 37,5."),
        ("٣", "“٣” bukan angka. Tulis angkanya saja, misalnya 1204 atau 37,5."),
        ("1" * 16, "Angka paling banyak 15 digit."),
    ],
)
def test_parse_bulat_refuses_and_explains(teks, pesan):
    with pytest.raises(AngkaSalah) as galat:
        parse_bulat(teks)
    assert str(galat.value) == pesan


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("12,5", "12.5"),
        ("1,250", "1.25"),
        ("1.250,5", "1250.5"),
        ("1.250.000", "1250000"),
        ("1250", "1250"),
        ("0,125", "0.125"),
        ("-0,5", "-0.5"),
        ("0", "0"),
    ],
)
def test_parse_desimal_reads_indonesian_notation(teks, nilai):
    assert parse_desimal(teks) == Decimal(nilai)


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        ("1.250", "“1.250” dapat berarti 1250 atau 1,25. Tulis 1250 atau 1,25."),
        ("12.000", "“12.000” dapat berarti 12000 atau 12. Tulis 12000 atau 12."),
        ("0.125", "“0.125”: titik adalah pemisah ribuan. Untuk pecahan gunakan koma: 0,125."),
        ("12.5", "“12.5”: titik adalah pemisah ribuan. Untuk pecahan gunakan koma: 12,5."),
        ("12,5%", "“12,5%” bukan angka. Tulis angkanya saja, misalnya 1204 atau 37,5."),
        ("1e5", "“1e5” bukan angka. Tulis angkanya saja, misalnya 1204 atau 37,5."),
    ],
)
def test_parse_desimal_refuses_and_explains(teks, pesan):
    with pytest.raises(AngkaSalah) as galat:
        parse_desimal(teks)
    assert str(galat.value) == pesan
