"""What a column of a dataset is: one source for the catalogue, OpenAPI, Frictionless and CSV."""

from dataclasses import dataclass
from typing import Any

from desa.choices import JenisDaftar, JenisPutaran


TIPE = {"teks": "string", "bulat": "integer", "angka": "number", "tanggal": "date", "ya": "boolean"}


@dataclass(frozen=True)
class Kolom:
    """One column. `arti` is its definition (MS-Var), `satuan` its unit, `pilihan` the values it may
    hold, `pola` a regular expression of its codes, `kosong` that it may be empty, `saring` that the
    interface filters by it."""

    nama: str
    tipe: str
    arti: str
    satuan: str = ""
    pilihan: tuple[str, ...] = ()
    pola: str = ""
    kosong: bool = False
    saring: bool = False

    @property
    def suku(self) -> list[str]:
        """The words of the name, between which a narrow screen may break it."""
        return self.nama.split("_")

    @property
    def json_schema(self) -> dict[str, Any]:
        """The column as JSON Schema, for OpenAPI."""
        tipe = TIPE[self.tipe]
        isi: dict[str, Any] = (
            {"type": "string", "format": "date"} if tipe == "date" else {"type": tipe}
        )
        if self.pilihan:
            isi["enum"] = list(self.pilihan)
        if self.kosong:
            isi["type"] = [isi["type"], "null"]
        return isi | {
            "description": f"{self.arti} Satuan: {self.satuan}." if self.satuan else self.arti
        }

    @property
    def frictionless(self) -> dict[str, Any]:
        """The column as a field of a Table Schema (https://specs.frictionlessdata.io/table-schema/)."""
        batas: dict[str, Any] = {}
        if not self.kosong:
            batas["required"] = True
        if self.pilihan:
            batas["enum"] = list(self.pilihan)
        if self.pola:
            batas["pattern"] = self.pola
        isi = {"name": self.nama, "type": TIPE[self.tipe], "description": self.arti}
        return isi | ({"unit": self.satuan} if self.satuan else {}) | {"constraints": batas}


KODE_DESA = Kolom(
    "kode_desa",
    "teks",
    "Kode desa atau kelurahan menurut Kemendagri; kunci untuk menggabungkan data, bukan namanya.",
    pola=r"^\d{2}\.\d{2}\.\d{2}\.\d{4}$",
    saring=True,
)
NAMA_DESA = Kolom("nama_desa", "teks", "Nama desa atau kelurahan; 31 nama berulang di Pati.")
KODE_KECAMATAN = Kolom(
    "kode_kecamatan",
    "teks",
    "Kode kecamatan menurut Kemendagri.",
    pola=r"^\d{2}\.\d{2}\.\d{2}$",
    saring=True,
)
KODE_KABUPATEN = Kolom(
    "kode_kabupaten", "teks", "Kode kabupaten menurut Kemendagri.", pola=r"^\d{2}\.\d{2}$"
)
KODE_INDIKATOR = Kolom(
    "kode_indikator",
    "teks",
    "Kode indikator; artinya ada pada dataset indikator.",
    pola=r"^[A-Z0-9_]{2,20}$",
    saring=True,
)
PERIODE = Kolom("periode", "teks", "Nama periode program.")
PUTARAN = Kolom("putaran", "bulat", "Nomor putaran survei di dalam periodenya.", saring=True)
JENIS_PUTARAN = Kolom(
    "jenis_putaran",
    "teks",
    "Kedudukan putaran: data awal, lanjutan, atau akhir.",
    pilihan=tuple(JenisPutaran.values),
)
TANGGAL_RUJUKAN = Kolom("tanggal_rujukan", "tanggal", "Tanggal keadaan yang ditanyakan.")
KELOMPOK = Kolom(
    "kelompok",
    "teks",
    "Desa dampingan, atau desa pembanding yang tidak didampingi.",
    pilihan=(JenisDaftar.DAMPINGAN.value, JenisDaftar.PEMBANDING.value),
    saring=True,
)
PEMBILANG = Kolom(
    "pembilang",
    "angka",
    "Bagian yang dihitung, misalnya rumah tidak layak huni.",
    "menurut indikator",
    kosong=True,
)
PENYEBUT = Kolom(
    "penyebut", "angka", "Seluruhnya, misalnya semua rumah.", "menurut indikator", kosong=True
)
NILAI = Kolom(
    "nilai",
    "angka",
    "Untuk indikator berupa jumlah atau skor; untuk wilayah jumlah desanya, skor dirata-ratakan.",
    "menurut indikator",
    kosong=True,
)
PERSEN = Kolom("persen", "angka", "Pembilang per penyebut × 100.", "persen", kosong=True)
TAHUN = Kolom("tahun", "bulat", "Tahun.", saring=True)
KELOMPOK_PROGRAM = Kolom(
    "kelompok_program",
    "bulat",
    "Kelompok program Permendagri 53/2020: 1, 2, atau 3.",
    kosong=True,
    saring=True,
)
NAMA_KELOMPOK = Kolom("nama_kelompok_program", "teks", "Nama kelompok program.", kosong=True)


def keadaan(*lain: str) -> Kolom:
    """Why a row has no figures, when it has none."""
    return Kolom(
        "keadaan",
        "teks",
        "tampil, disamarkan (bilangan kecil dilindungi), atau alasan mengapa tidak ada angkanya.",
        pilihan=("tampil", "disamarkan", *lain),
        saring=True,
    )
