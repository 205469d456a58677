"""Text as keys: how names are compared."""

import re
import unicodedata


def normalkan_nama(nama: str) -> str:
    """The form in which names are compared: small ASCII letters and digits only.

    "  KLAKAH  KASIAN " and "Klakahkasian" become the same "klakahkasian". A leading "Desa",
    "Kelurahan", "Kec." … is dropped, since files write it or not.
    """
    ascii_only = unicodedata.normalize("NFKD", nama).encode("ascii", "ignore").decode().lower()
    bare = re.sub(r"^\s*(desa|ds\.?|kelurahan|kel\.?|kecamatan|kec\.?)\s+", "", ascii_only)
    return re.sub(r"[^a-z0-9]", "", bare)
