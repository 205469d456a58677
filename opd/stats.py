"""Arithmetic of interventions on plain values: no database, no clock."""

import re
import unicodedata


def kunci_penerima(label: str) -> str:
    """What makes two labels of one village the same recipient of help.

    "RT 02/RW 01, rumah no. 14" and "rt 2 rw 1 rumah no 14" give the same key: case, punctuation,
    spacing and leading zeros do not count.
    """
    polos = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    bagian = re.findall(r"[a-z]+|[0-9]+", polos)
    return "-".join(b.lstrip("0") or "0" if b.isdigit() else b for b in bagian)
