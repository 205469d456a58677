"""What the survey workbook's writer and reader agree on: columns, the hidden sheet, the base.

The base is each answer as it was when the workbook was written. It travels in the hidden sheet, so
that an upload can tell what the officer changed from what changed on the server meanwhile.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder

from desa.models import VersiIndikator
from desa.stats import Isian


VERSI_TEMPLAT = 1  # raised whenever an older workbook could be misread
LEMBAR_PENANDA, LEMBAR_PETUNJUK, LEMBAR_SATU = "_penanda", "Petunjuk", "Isian"
CIRI = "PATI-ISIAN-SURVEI"
YA = "Ya"

KOLOM = {  # name: heading, width in characters
    "kode_desa": ("Kode desa", 14),
    "nama_desa": ("Desa", 17),
    "kecamatan": ("Kecamatan", 14),
    "kode_indikator": ("Kode indikator", 12),
    "indikator": ("Indikator", 21),
    "definisi": ("Definisi", 46),
    "sebelumnya": ("Putaran sebelumnya", 20),
    "satuan": ("Satuan", 8),
    "pembilang": ("Pembilang atau nilai (dalam satuan di kiri)", 14),
    "penyebut": ("Penyebut (dalam satuan di kiri)", 14),
    "hasil": ("Hasil", 10),
    "selisih": ("Selisih", 12),
    "pemeriksaan": ("Pemeriksaan", 19),
    "sama": ("Sama seperti sebelumnya", 12),
    "tidak_tersedia_alasan": ("Alasan tidak tersedia", 16),
    "alasan_lonjakan": ("Alasan perubahan besar", 20),
    "sumber": ("Sumber", 20),
    "tanggal_survei": ("Tanggal survei", 12),
    "metode": ("Metode", 15),
    "catatan": ("Catatan", 20),
}
TAJUK = {nama: judul.partition(" (")[0] for nama, (judul, _) in KOLOM.items()}
POSISI = {nama: nomor for nomor, nama in enumerate(KOLOM)}
JAWABAN = ("pembilang", "penyebut", "sama", "tidak_tersedia_alasan")  # what makes an answer
TULISAN = ("alasan_lonjakan", "catatan")
ASAL = ("sumber", "tanggal_survei", "metode")
ISIAN = (*JAWABAN, *TULISAN, *ASAL)  # the cells that an officer fills

KOSONG = Isian(0).ke_data()


@dataclass(frozen=True)
class Penanda:
    """The hidden sheet: which round, for whom, the definitions asked, the base of every row.

    `versi` maps indicator codes to the number and the fingerprint of the definition; `dasar` maps
    (village code, indicator code) to the answer that was stored then, or None.
    """

    putaran_id: int
    putaran: str
    untuk: str
    dibuat: str
    versi: dict[str, tuple[int, str]]
    dasar: dict[tuple[str, str], Isian | None]


class PenandaRusak(ValueError):
    """The hidden sheet is not as it was written; the message tells its owner what to do."""


def sidik_definisi(versi: VersiIndikator) -> str:
    """A short fingerprint of what is asked: another one means that the answer may mean another thing."""
    isi = (
        versi.definisi,
        versi.label_pembilang,
        versi.label_penyebut,
        versi.satuan,
        versi.satuan_penyebut,
        str(versi.desimal),
    )
    return hashlib.sha256("\n".join(isi).encode()).hexdigest()[:16]


def baris_penanda(
    kepala: Mapping[str, str],
    versi: Iterable[VersiIndikator],
    dasar: Iterable[tuple[str, str, Isian | None]],
) -> list[list[str]]:
    """The rows of the hidden sheet, all of them text; the first holds their checksum."""
    isi = [
        *([nama, nilai] for nama, nilai in kepala.items()),
        *(["versi", v.indikator.kode, str(v.nomor), sidik_definisi(v)] for v in versi),
        *(["dasar", desa, kode, kemas_dasar(isian)] for desa, kode, isian in dasar),
    ]
    return [[CIRI, str(VERSI_TEMPLAT), _jumlah_uji(isi)], *isi]


def urai_penanda(baris: Sequence[Sequence[str]]) -> Penanda:
    """Read what `baris_penanda` wrote. Raises PenandaRusak."""
    templat, jumlah_uji = baris[0][1:3]
    if templat != str(VERSI_TEMPLAT):
        raise PenandaRusak(
            f"Buku kerja ini dibuat dengan templat versi {templat}, sedangkan yang berlaku versi "
            f"{VERSI_TEMPLAT}. Unduh buku kerja yang baru, lalu salin isiannya."
        )
    isi = [list(satu) for satu in baris[1:]]
    if _jumlah_uji(isi) != jumlah_uji:
        raise PenandaRusak(
            "Lembar penanda di dalam buku kerja ini berubah atau terpotong. Unduh buku kerja yang "
            "baru, lalu salin isiannya."
        )
    kepala: dict[str, str] = {}
    versi: dict[str, tuple[int, str]] = {}
    dasar: dict[tuple[str, str], Isian | None] = {}
    for nama, *lain in isi:
        if nama == "dasar":
            dasar[lain[0], lain[1]] = urai_dasar(lain[2] if len(lain) > 2 else "")
        elif nama == "versi":
            versi[lain[0]] = (int(lain[1]), lain[2])
        else:
            kepala[nama] = lain[0]
    return Penanda(
        putaran_id=int(kepala["putaran_id"]),
        putaran=kepala["putaran"],
        untuk=kepala["untuk"],
        dibuat=kepala["dibuat"],
        versi=versi,
        dasar=dasar,
    )


def _jumlah_uji(baris: Iterable[Sequence[str]]) -> str:
    """Checksum of the rows; an empty cell at the end of a row does not count, readers drop it."""
    sidik = hashlib.sha256()
    for satu in baris:
        sidik.update("\t".join(satu).rstrip("\t").encode() + b"\n")
    return sidik.hexdigest()


def kemas_dasar(isian: Isian | None) -> str:
    """An answer as text: what differs from a blank one; nothing for no answer."""
    if isian is None:
        return ""
    isi = {n: v for n, v in isian.ke_data().items() if v != KOSONG[n]}
    return json.dumps(isi, cls=DjangoJSONEncoder, ensure_ascii=False)


def urai_dasar(teks: str) -> Isian | None:
    """The answer that `kemas_dasar` wrote."""
    return Isian.dari_data(KOSONG | json.loads(teks)) if teks else None
