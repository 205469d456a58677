"""Numbers as people in Indonesia write them: decimal comma, thousand dots.

The one place where a number becomes text and text a number, for web forms and for Excel cells. The rules refuse what
can be read in two ways and say how to mend it; they never guess (rancangan excel.md and
dependencies.md 2.4): localized form fields of Django read "0.125" as 125.
"""

import re
from decimal import Decimal


TANDA_MINUS = "\N{MINUS SIGN}"
DIGIT_MAKS = 15  # what a double, hence an Excel cell, holds without rounding
TEKS = re.compile(r"(?P<tanda>-?)(?P<utuh>[0-9.]*)(?:,(?P<pecahan>[0-9]+))?")
BERTITIK_RIBUAN = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")


class AngkaSalah(ValueError):
    """Text that is not a number, or could mean two; the message tells how to mend it."""


def bersihkan(teks: str) -> str:
    """`teks` without spaces of any kind and without the apostrophe that marks text in Excel."""
    return "".join(teks.split()).lstrip("'’`").replace(TANDA_MINUS, "-")


def format_angka(value, desimal: int | None = None) -> str:
    """Format a number with thousand dots and a decimal comma ("1.234,5").

    Without `desimal` the number keeps its own decimals, trailing zeros dropped.
    """
    if not isinstance(value, Decimal):
        value = Decimal(str(value))
    teks = f"{value:,.{desimal}f}" if desimal is not None else f"{value:,f}"
    if desimal is None and "." in teks:
        teks = teks.rstrip("0").rstrip(".")
    teks = teks.translate(str.maketrans(",.", ".,"))
    if teks.startswith("-"):
        teks = "−" + teks[1:] if teks.strip("-0,.") else teks[1:]
    return teks


def format_rupiah(value) -> str:
    """Whole rupiah as people read them: "Rp 12.500.000", held together by a no-break space."""
    return f"Rp\N{NO-BREAK SPACE}{format_angka(value, 0)}"


def parse_desimal(teks: str) -> Decimal:
    """The number written in `teks` ("1.250,5" -> 1250.5, "37" -> 37).

    Raises AngkaSalah for anything else, and for "1.250", which some write for 1250 and some for 1,25.
    """
    tanda, utuh, pecahan = _belah(teks)
    if utuh.count(".") == 1 and not pecahan and BERTITIK_RIBUAN.fullmatch(utuh):
        tanpa_titik, berkoma = utuh.replace(".", ""), utuh.replace(".", ",").rstrip("0").rstrip(",")
        raise AngkaSalah(
            f"“{teks.strip()}” dapat berarti {tanpa_titik} atau {berkoma}. "
            f"Tulis {tanpa_titik} atau {berkoma}."
        )
    return Decimal(f"{tanda}{_tanpa_titik(teks, utuh)}.{pecahan or 0}").normalize() + 0


def parse_bulat(teks: str) -> int:
    """The whole number written in `teks` ("1.204" -> 1204, "37,0" -> 37).

    A dot is a thousands separator here. Raises AngkaSalah for fractions, for text that is no
    number, and for "1,204", which people used to English notation write for 1204.
    """
    tanda, utuh, pecahan = _belah(teks)
    angka = _tanpa_titik(teks, utuh)
    if pecahan and len(pecahan) == 3 and "." not in utuh and not angka.startswith("0"):
        raise AngkaSalah(
            f"“{teks.strip()}” dapat berarti {angka}{pecahan} atau pecahan. "
            f"Tulis {angka}{pecahan} atau bilangan bulat lain tanpa koma."
        )
    if pecahan and pecahan.strip("0"):
        raise AngkaSalah(f"“{teks.strip()}” bukan bilangan bulat.")
    return int(f"{tanda}{angka}")


def _belah(teks: str) -> tuple[str, str, str]:
    cocok = TEKS.fullmatch(bersihkan(teks))
    if cocok is None or not cocok["utuh"]:
        raise AngkaSalah(
            f"“{teks.strip()[:40]}” bukan angka. Tulis angkanya saja, misalnya 1204 atau 37,5."
        )
    if sum(huruf.isdigit() for huruf in cocok[0]) > DIGIT_MAKS:
        raise AngkaSalah(f"Angka paling banyak {DIGIT_MAKS} digit.")
    return cocok["tanda"], cocok["utuh"], cocok["pecahan"] or ""


def _tanpa_titik(teks: str, utuh: str) -> str:
    """`utuh` without thousand dots; a dot anywhere else was meant as a decimal sign."""
    if "." not in utuh:
        return utuh
    if BERTITIK_RIBUAN.fullmatch(utuh):
        return utuh.replace(".", "")
    if utuh.count(".") == 1 and not utuh.startswith(".") and not utuh.endswith("."):
        raise AngkaSalah(
            f"“{teks.strip()}”: titik adalah pemisah ribuan. "
            f"Untuk pecahan gunakan koma: {utuh.replace('.', ',')}."
        )
    raise AngkaSalah(
        f"“{teks.strip()}”: titik pemisah ribuan tidak pada tempatnya. Tulis tanpa titik."
    )
