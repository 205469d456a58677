"""One row of a BNBA list, read: what it says of a person, a family and the edition's entry."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(slots=True)
class Rekaman:
    """The values of a row, cleaned. None: the file has no such column, or the cell says nothing."""

    id_dtks: str = ""
    desa_id: int = 0
    alamat: str = ""
    dusun: str = ""
    rt: str = ""
    rw: str = ""
    no_kk: str | None = None
    nik: str | None = None
    nama: str = ""
    tanggal_lahir: date | None = None
    tempat_lahir: str = ""
    jenis_kelamin: str = ""
    pekerjaan: str = ""
    ibu_kandung: str = ""
    hubungan: str = ""
    padan: str = ""
    bpnt: bool | None = None
    pkh: bool | None = None
    bpnt_ppkm: bool | None = None
    pbi_jkn: bool | None = None
    desil: int | None = None
    desil_tanggal: date | None = None
    nik_indeks: str | None = None
    no_kk_indeks: str | None = None


MEDAN_ORANG = ("nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "ibu_kandung")
MEDAN_KELUARGA = ("desa_id", "alamat", "dusun", "rt", "rw")
MEDAN_ENTRI = (
    "desa_id",
    "id_dtks",
    "hubungan",
    "pekerjaan",
    "padan",
    "desil",
    "desil_tanggal",
    "bpnt",
    "pkh",
    "bpnt_ppkm",
    "pbi_jkn",
)


@dataclass(slots=True)
class Tujuan:
    """Whom a row meets in the registry (as stored, by column), and the old values it replaces."""

    orang: dict[str, Any] | None = None
    entri: dict[str, Any] | None = None
    keluarga: dict[str, Any] | None = None
    ubah_orang: dict[str, Any] = field(default_factory=dict)
    ubah_keluarga: dict[str, Any] = field(default_factory=dict)
    ubah_entri: dict[str, Any] = field(default_factory=dict)
