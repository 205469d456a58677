"""Small BNBA lists for tests; every number is of an unused kecamatan (33.18.99)."""

from pathlib import Path

import pytest

from akun.choices import Peran
from dtks.models import SumberData
from inti.models import Impor
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DesaFactory, KecamatanFactory
from tests.factories.dtks import SumberDataFactory
from tests.impor import buku, terapkan, unggah


TAJUK = {
    "id_dtks": "IDDTKS",
    "kecamatan": "KECAMATAN",
    "nama_desa": "DESA/KELURAHAN",
    "alamat": "ALAMAT",
    "kosong": "",
    "no_kk": "NOMOR KK",
    "nik": "NOMOR NIK",
    "nama": "NAMA",
    "tanggal_lahir": "TANGGAL LAHIR",
    "jenis_kelamin": "JENIS KELAMIN",
    "ibu_kandung": "NAMA IBU KANDUNG",
    "hubungan": "HUBUNGAN KELUARGA",
    "padan": "KETERANGAN PADAN",
    "pkh": "BANSOS PKH",
    "desil": "DESIL",
}
KK = "3318991501150001"
LIMA = {  # five people without a fault, in two families and two villages
    nomor: {
        "id_dtks": f"CTH00000000{nomor}",
        "kecamatan": "UJI",
        "nama_desa": "Mawar" if nomor < 4 else "Melati",
        "alamat": "DK. CONTOH" if nomor < 4 else "DK. LAIN",
        "no_kk": KK if nomor < 4 else "3318991501150002",
        "nik": f"33189917088000{nomor:02}",
        "nama": f"WARGA REKAAN {nomor}",
        "tanggal_lahir": "17/08/1980",
        "jenis_kelamin": "LAKI-LAKI",
        "ibu_kandung": "IBU REKAAN",
        "hubungan": "KEPALA KELUARGA" if nomor in {1, 4} else "ANAK",
        "padan": "Padan",
        "pkh": "YA" if nomor == 1 else "-",
        "desil": 2,
    }
    for nomor in range(1, 6)
}


def baris(nomor: int = 1, **beda) -> dict:
    """One of the five rows, with differences."""
    return LIMA[nomor] | beda


def tulis(path: Path, semua: list[dict], *, kolom=tuple(TAJUK)) -> Path:
    """The list as it comes: two title rows, an empty one, the header in row 4."""
    isi = [[satu.get(nama, "") for nama in kolom] for satu in semua]
    return buku(path, [["DATA CONTOH"], ["KEADAAN 2025"], [], [TAJUK[n] for n in kolom], *isi])


def tulis_pipa(path: Path, semua: list[dict]) -> Path:
    """The same as quoted text with pipes, without the columns of aid and matching."""
    kolom = [nama for nama in TAJUK if nama not in {"kosong", "padan", "pkh", "desil"}]

    def petik(teks):
        return '"' + str(teks).replace('"', '""') + '"'

    isi = [[TAJUK[n] for n in kolom], *([satu.get(n, "") for n in kolom] for satu in semua)]
    path.write_text("".join("|".join(map(petik, satu)) + "\n" for satu in isi))
    return path


class Meja:
    """A verifier at work on one source, with two villages of the kecamatan Uji."""

    def __init__(self, client, folder: Path) -> None:
        kecamatan = KecamatanFactory(nama="Uji")
        self.mawar, self.melati = (
            DesaFactory(nama=nama, kecamatan=kecamatan) for nama in ("Mawar", "Melati")
        )
        self.sumber: SumberData = SumberDataFactory(kabupaten=kecamatan.kabupaten)
        self.client, self.folder = client, folder
        self.verifikator = PenggunaFactory(
            peran=Peran.VERIFIKATOR_DTKS, kabupaten=kecamatan.kabupaten
        )
        client.force_login(self.verifikator)

    def unggah(self, semua: list[dict], *, sumber=None, pipa=False, mentah=False, **isi):
        """Upload a list; the waiting Impor, or None when nothing was kept."""
        path = self.folder / ("daftar.txt" if pipa else "daftar.xlsx")
        berkas = tulis_pipa(path, semua) if pipa else tulis(path, semua, **isi)
        sumber = sumber or self.sumber
        return unggah(self.client, "bnba", berkas, mentah=mentah, sumber=sumber.pk)

    def impor(self, semua: list[dict], **isi) -> Impor:
        """Upload a list and apply it, faults left out and warnings let pass."""
        impor = self.unggah(semua, **isi)
        terapkan(self.client, impor, lewati_galat="on", setuju="on", alasan="uji")
        impor.refresh_from_db()
        return impor


@pytest.fixture
def meja(client, db, media, tmp_path):
    return Meja(client, tmp_path)
