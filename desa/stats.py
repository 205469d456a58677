"""Pure arithmetic on survey answers: what may be stored, and what needs a reason."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from desa.choices import AlasanKosong, JenisIndikator


# A denominator that moves this much between rounds questions the count itself, not the village.
BATAS_PENYEBUT_PERSEN = 35


@dataclass(frozen=True)
class Isian:
    """One answer as entered, before it is stored. Blank: no numbers and no reason."""

    versi_indikator_id: int
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None
    nilai: Decimal | None = None
    alasan_kosong: str = ""
    keterangan_kosong: str = ""
    tanggal: date | None = None
    sumber: str = ""
    metode: str = ""
    catatan: str = ""
    sama_seperti_sebelumnya: bool = False
    alasan_lonjakan: str = ""

    @property
    def is_blank(self) -> bool:
        return self.pembilang is self.penyebut is self.nilai is None and not self.alasan_kosong


@dataclass(frozen=True)
class Kesalahan:
    """Why an answer cannot be stored: the field that holds the mistake and an Indonesian message."""

    field: str
    pesan: str


@dataclass(frozen=True)
class Peringatan:
    """A stored answer that needs a look or a reason before it is submitted.

    `kode`: kosong · kosong_wajib · tanpa_sumber · lonjakan · penyebut. `selesai` says that the
    reason which the warning asks for has been given.
    """

    kode: str
    pesan: str
    selesai: bool = False
    rincian: dict[str, Any] = field(default_factory=dict)


def periksa_isian(isian: Isian, *, jenis: str, desimal: int, hari_ini: date) -> list[Kesalahan]:
    """Every reason why this answer cannot be stored (model.md, ground rules 1 and 2).

    `jenis` and `desimal` come from the indicator and the version of its definition.
    """
    hasil = []
    angka = {"pembilang": isian.pembilang, "penyebut": isian.penyebut, "nilai": isian.nilai}
    terisi = {nama: nilai for nama, nilai in angka.items() if nilai is not None}
    if isian.alasan_kosong:
        if terisi:
            hasil.append(
                Kesalahan("alasan_kosong", "Isi angkanya atau pilih alasan kosong, tidak keduanya.")
            )
        if isian.alasan_kosong not in AlasanKosong.values:
            hasil.append(Kesalahan("alasan_kosong", "Alasan kosong tidak dikenal."))
    for nama, nilai in terisi.items():
        if nilai < 0:
            hasil.append(Kesalahan(nama, "Angka tidak boleh negatif."))
        elif nilai != round(nilai, desimal):
            batas = "bilangan bulat" if desimal == 0 else f"paling banyak {desimal} angka desimal"
            hasil.append(Kesalahan(nama, f"Angka harus {batas}."))
        elif nilai >= Decimal(10) ** 14:
            hasil.append(Kesalahan(nama, "Angka terlalu besar."))
    if jenis == JenisIndikator.PROPORSI:
        hasil += _periksa_proporsi(isian)
    elif isian.pembilang is not None or isian.penyebut is not None:
        hasil.append(Kesalahan("nilai", "Indikator ini berisi satu angka, bukan perbandingan."))
    if isian.tanggal and isian.tanggal > hari_ini:
        hasil.append(Kesalahan("tanggal", "Tanggal rujukan belum terjadi."))
    return hasil


def _periksa_proporsi(isian: Isian) -> list[Kesalahan]:
    if isian.nilai is not None:
        return [Kesalahan("nilai", "Indikator ini memerlukan pembilang dan penyebut.")]
    if isian.pembilang is None and isian.penyebut is None:
        return []
    if isian.pembilang is None:
        return [Kesalahan("pembilang", "Pembilang belum diisi.")]
    if isian.penyebut is None:
        return [Kesalahan("penyebut", "Penyebut belum diisi.")]
    if isian.penyebut == 0:
        return [
            Kesalahan("penyebut", "Penyebut tidak boleh nol; pilih “tidak berlaku” bila nihil.")
        ]
    if isian.pembilang > isian.penyebut:
        return [Kesalahan("pembilang", "Pembilang tidak boleh melebihi penyebut.")]
    return []


def persen(pembilang: Decimal, penyebut: Decimal) -> Decimal:
    """A share as percent (0–100), unrounded."""
    return Decimal(100) * pembilang / penyebut


def ukuran(isian: Any) -> Decimal | None:
    """The one number of an answer (Isian or NilaiIndikator): percent, or the count or score."""
    if isian.pembilang is not None and isian.penyebut:
        return persen(isian.pembilang, isian.penyebut)
    return isian.nilai


def perubahan_relatif(lama: Decimal, baru: Decimal) -> Decimal | None:
    """Relative change in percent; None from a base of zero."""
    return None if lama == 0 else Decimal(100) * (baru - lama) / lama


def lonjakan(isian: Any, sebelumnya: Any | None, batas_persen: int) -> list[Peringatan]:
    """Changes since the previous answer that need a reason.

    `isian` and `sebelumnya` are an Isian or a NilaiIndikator; `batas_persen` is the indicator's
    limit on the relative change. A rise from zero counts as a jump: no ratio can excuse it.
    """
    if sebelumnya is None:
        return []
    lama, baru = ukuran(sebelumnya), ukuran(isian)
    if lama is None or baru is None:
        return []
    beralasan = bool(isian.alasan_lonjakan)
    hasil = []
    relatif = perubahan_relatif(lama, baru)
    if (relatif is None and baru > 0) or (relatif is not None and abs(relatif) > batas_persen):
        pesan = (
            "Sebelumnya nol; jelaskan asal angkanya."
            if relatif is None
            else f"Berubah {round(relatif):+d}% dari sebelumnya (batas {batas_persen}%)."
        )
        hasil.append(Peringatan("lonjakan", pesan, beralasan))
    if isian.penyebut is not None and sebelumnya.penyebut:
        beda = perubahan_relatif(sebelumnya.penyebut, isian.penyebut)
        if beda is not None and abs(beda) >= BATAS_PENYEBUT_PERSEN:
            pesan = f"Penyebut berubah {round(beda):+d}% dari sebelumnya."
            hasil.append(Peringatan("penyebut", pesan, beralasan))
    return hasil
