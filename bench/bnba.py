"""A made-up BNBA list of any size, as xlsx: families of one to six, none with a real NIK."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path


TAJUK = (
    "IDDTKS",
    "PROVINSI",
    "KABUPATEN/KOTA",
    "KECAMATAN",
    "DESA/KELURAHAN",
    "ALAMAT",
    "DUSUN",
    "RT",
    "RW",
    "NOMOR KK",
    "NOMOR NIK",
    "NAMA",
    "TANGGAL LAHIR",
    "TEMPAT LAHIR",
    "JENIS KELAMIN",
    "PEKERJAAN",
    "NAMA IBU KANDUNG",
    "HUBUNGAN KELUARGA",
    "KETERANGAN PADAN",
    "BANSOS BPNT",
    "BANSOS PKH",
    "BANSOS BPNT-PPKM",
    "PBI JKN",
)
NAMA = ("SUTARMI", "WAGIMAN", "PUJIASTUTI", "KASTURI", "NGATMIN", "SULASTRI", "JUMADI", "RUKMINI")
AWAL = date(1935, 1, 1)


def baris_bnba(desa: list[tuple[str, str]], banyak: int, *, benih: int) -> Iterator[list[str]]:
    """`banyak` rows spread over the villages (name, kecamatan), each NIK and ID once."""
    acak = random.Random(benih)
    nomor = 0
    while nomor < banyak:
        nama_desa, kecamatan = acak.choice(desa)
        no_kk = f"331899{acak.randint(1, 28):02}{acak.randint(1, 12):02}{nomor % 100:02}{nomor // 100 % 9999 + 1:04}"
        rt = f"{acak.randint(1, 9):03}"
        for anggota in range(min(acak.randint(1, 6), banyak - nomor)):
            lahir = AWAL + timedelta(days=nomor % 32_000)  # with the serial: a NIK of its own
            perempuan = acak.random() < 0.5
            nik = f"331899{lahir.day + 40 * perempuan:02}{lahir:%m%y}{nomor // 32_000 + 1:04}"
            yield [
                f"UKR{nomor:012}",
                "JAWA TENGAH",
                "PATI",
                kecamatan.upper(),
                nama_desa.upper(),
                f"DK. KRAJAN RT {rt} RW 002",
                "KRAJAN",
                rt,
                "002",
                no_kk,
                nik,
                f"{acak.choice(NAMA)} {acak.choice(NAMA)}",
                f"{lahir:%d/%m/%Y}",
                "PATI",
                "PEREMPUAN" if perempuan else "LAKI-LAKI",
                "BURUH TANI/PERKEBUNAN",
                acak.choice(NAMA),
                "ANGGOTA KELUARGA" if anggota else "KEPALA KELUARGA",
                "Padan" if acak.random() < 0.9 else "Tidak Padan",
                "YA" if acak.random() < 0.5 else "-",
                "-",
                "-",
                "YA",
            ]
            nomor += 1


def write_bnba(
    jalur: Path, desa: list[tuple[str, str]], banyak: int, *, benih: int = 331800
) -> None:
    """Write the list to an xlsx file in constant memory."""
    from xlsxwriter import Workbook  # noqa: PLC0415 -- slow import

    buku = Workbook(jalur, {"constant_memory": True, "strings_to_numbers": False})
    lembar = buku.add_worksheet("BNBA")
    lembar.write_row(0, 0, TAJUK)
    for nomor, baris in enumerate(baris_bnba(desa, banyak, benih=benih), start=1):
        lembar.write_row(nomor, 0, baris)
    buku.close()
