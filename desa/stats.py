"""Pure arithmetic on survey answers: what may be stored, and what needs a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desa.choices import AlasanKosong, Arah, JenisIndikator, StatusSurvei


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
        kosong = self.pembilang is self.penyebut is self.nilai is None
        return kosong and not self.alasan_kosong and not self.sama_seperti_sebelumnya

    def disalin_dari(self, sebelumnya: Any) -> "Isian":
        """This answer with the numbers of the previous one ("sama seperti sebelumnya")."""
        return replace(
            self,
            pembilang=sebelumnya.pembilang,
            penyebut=sebelumnya.penyebut,
            nilai=sebelumnya.nilai,
        )

    @classmethod
    def dari(cls, nilai: Any) -> "Isian":
        """The answer that a stored NilaiIndikator holds."""
        return cls(**{f.name: getattr(nilai, f.name) for f in fields(cls)})

    def ke_data(self) -> dict[str, Any]:
        """As a mapping for JSON; see `dari_data`."""
        return asdict(self)

    @classmethod
    def dari_data(cls, data: Mapping[str, Any]) -> "Isian":
        """The answer that `ke_data` wrote, after its way through JSON. Raises for anything else."""
        angka = {
            nama: None if data[nama] is None else Decimal(data[nama])
            for nama in ("pembilang", "penyebut", "nilai")
        }
        tanggal = data["tanggal"] and date.fromisoformat(data["tanggal"])
        return cls(**{**data, **angka, "tanggal": tanggal})


@dataclass(frozen=True)
class Kesalahan:
    """Why an answer cannot be stored: the field that holds the mistake and an Indonesian message."""

    field: str
    pesan: str


@dataclass(frozen=True)
class Peringatan:
    """A stored answer that needs a look or a reason before it is submitted.

    `kode`: kosong · kosong_wajib · tanpa_sumber · lonjakan · penyebut. `selesai` says that nothing
    more is asked: the reason has been given, or none is needed.
    """

    kode: str
    pesan: str
    selesai: bool = False


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


def periksa_sama(isian: Isian, sebelumnya: Any | None) -> Kesalahan | None:
    """Why "sama seperti sebelumnya" cannot be stored; `sebelumnya` is the comparable answer."""
    if sebelumnya is None:
        return Kesalahan(
            "sama_seperti_sebelumnya", "Tidak ada angka sebelumnya yang sebanding; isi angkanya."
        )
    if isian.alasan_kosong:
        return Kesalahan(
            "alasan_kosong", "Pilih “sama seperti sebelumnya” atau alasan kosong, tidak keduanya."
        )
    angka = ("pembilang", "penyebut", "nilai")
    if any(getattr(isian, n) not in (None, getattr(sebelumnya, n)) for n in angka):
        return Kesalahan(
            "sama_seperti_sebelumnya",
            "Angka yang diisi berbeda dari sebelumnya; hapus centang atau kosongkan angkanya.",
        )
    return None


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


def bertabrakan(
    dasar: Mapping[int, Isian], saya: Mapping[int, Isian], rekan: Mapping[int, Isian]
) -> set[int]:
    """The answers (by version of the definition) that I and a colleague both changed, differently.

    `dasar` is what both began from, `saya` only what I changed, `rekan` what is stored now.
    """
    return {
        pk
        for pk, isian in saya.items()
        if rekan.get(pk, Isian(pk)) not in (dasar.get(pk, Isian(pk)), isian)
    }


def persen(pembilang: Decimal, penyebut: Decimal) -> Decimal:
    """A share as percent (0–100), unrounded."""
    return Decimal(100) * pembilang / penyebut


def ukuran(isian: Any) -> Decimal | None:
    """The one number of an answer (Isian or NilaiIndikator): percent, or the count or score."""
    if isian.pembilang is not None and isian.penyebut:
        return persen(isian.pembilang, isian.penyebut)
    return isian.nilai


@dataclass(frozen=True)
class Perubahan:
    """Difference between two answers: in percentage points for a proportion, else in the unit."""

    selisih: Decimal
    putusan: str  # membaik · memburuk · tetap

    @property
    def simbol(self) -> str:
        return "▲" if self.selisih > 0 else "▼" if self.selisih < 0 else "="


def perubahan(lama: Any | None, baru: Any | None, arah: str) -> Perubahan | None:
    """Change from one answer (Isian or NilaiIndikator) to the next, judged by the good direction."""
    if lama is None or baru is None:
        return None
    dari, ke = ukuran(lama), ukuran(baru)
    if dari is None or ke is None:
        return None
    selisih = ke - dari
    if selisih == 0:
        return Perubahan(selisih, "tetap")
    return Perubahan(selisih, "membaik" if (selisih > 0) == (arah == Arah.NAIK) else "memburuk")


def deret_versi(versi: Iterable[tuple[int, bool]]) -> dict[int, int]:
    """Number the comparable series of one indikator.

    `versi` are (key, comparable with the previous version) in order of validity. Versions with
    the same number may be compared, also across several steps.
    """
    deret: dict[int, int] = {}
    nomor = 0
    for kunci, sebanding in versi:
        nomor += not sebanding
        deret[kunci] = nomor
    return deret


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
            else f"Berubah {_persen_bertanda(relatif)} dari sebelumnya (batas {batas_persen}%)."
        )
        hasil.append(Peringatan("lonjakan", pesan, beralasan))
    if isian.penyebut is not None and sebelumnya.penyebut:
        beda = perubahan_relatif(sebelumnya.penyebut, isian.penyebut)
        if beda is not None and abs(beda) >= BATAS_PENYEBUT_PERSEN:
            pesan = f"Penyebut berubah {_persen_bertanda(beda)} dari sebelumnya."
            hasil.append(Peringatan("penyebut", pesan, beralasan))
    return hasil


def _persen_bertanda(nilai: Decimal) -> str:
    return f"{'+' if nilai > 0 else '−'}{abs(round(nilai))}%"


def peringatan_nilai(nilai: Any | None, sebelumnya: Any | None, indikator: Any) -> list[Peringatan]:
    """What one answer still needs before it is submitted.

    `nilai` is the stored answer or None, `sebelumnya` the previous comparable one, `indikator`
    gives `wajib` and `batas_lonjakan_persen`. A blank core indicator needs an explicit answer, a
    jump a reason, a number its source (model.md, rule 3).
    """
    if nilai is None and indikator.wajib:
        pesan = "Indikator inti belum diisi: isi angkanya atau pilih alasan kosong."
        return [Peringatan("kosong_wajib", pesan)]
    if nilai is None:
        return [Peringatan("kosong", "Belum diisi; akan dicatat “belum didata”.", selesai=True)]
    hasil = lonjakan(nilai, sebelumnya, indikator.batas_lonjakan_persen)
    if not nilai.alasan_kosong and not nilai.sumber:
        hasil.append(Peringatan("tanpa_sumber", "Sumber angka belum diisi."))
    return hasil


def terlambat_sejak(
    status: str, tutup: date, dikecualikan_sampai: date | None, hari_ini: date
) -> date | None:
    """The day since which a village is late in a round; None when it is not.

    `status` is that of its current survey, or "belum"; what waits for the checker is not late.
    """
    batas = max(tutup, dikecualikan_sampai or tutup)
    if status in (StatusSurvei.DIAJUKAN, StatusSurvei.DIVERIFIKASI) or hari_ini <= batas:
        return None
    return batas + timedelta(days=1)


def keadaan_putaran(
    buka: date, tutup: date, dikunci: bool, hari_ini: date
) -> tuple[str, int | None]:
    """Where a round stands: a word, and the days left while it is open.

    "dikunci" comes before the dates, as the lock does.
    """
    if dikunci:
        return "dikunci", None
    if hari_ini < buka:
        return "belum dibuka", None
    if hari_ini > tutup:
        return "ditutup", None
    return "terbuka", (tutup - hari_ini).days
