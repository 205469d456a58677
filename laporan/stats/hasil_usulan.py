"""What became of the corrections that were sent: outcomes, how long it took, why some were refused."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median


@dataclass(frozen=True)
class UsulanTerkirim:
    """One correction that was entered in the national system; `dijawab` None while it waits."""

    pk: int
    nomor: str
    kiriman: str
    opd: str
    jenis: str
    kecamatan: str
    desa: str
    kode_desa: str
    diajukan: date
    dikirim: date
    dijawab: date | None
    is_diterima: bool
    alasan: str

    @property
    def lama(self) -> int | None:
        """Days from handing in to the answer."""
        return (self.dijawab - self.diajukan).days if self.dijawab else None


@dataclass(frozen=True)
class BarisHasil:
    """Counts of one group; days as whole or half numbers, None where there is nothing to count."""

    nama: str
    diterima: int
    ditolak: int
    menunggu: int
    median_hari: float | None
    tunggu_terlama: int | None

    @property
    def jumlah(self) -> int:
        return self.diterima + self.ditolak + self.menunggu


def ringkas_hasil(nama: str, semua: Iterable[UsulanTerkirim], hari_ini: date) -> BarisHasil:
    """Outcomes of a group; the median is over the answered, the longest wait over the others."""
    semua = list(semua)
    dijawab = [satu for satu in semua if satu.dijawab is not None]
    menunggu = [satu for satu in semua if satu.dijawab is None]
    diterima = sum(satu.is_diterima for satu in dijawab)
    lama = [satu.lama for satu in dijawab if satu.lama is not None]
    return BarisHasil(
        nama,
        diterima,
        len(dijawab) - diterima,
        len(menunggu),
        median(lama) if lama else None,
        max(((hari_ini - satu.dikirim).days for satu in menunggu), default=None),
    )


def hasil_menurut(
    semua: Iterable[UsulanTerkirim], kunci: Callable[[UsulanTerkirim], str], hari_ini: date
) -> list[BarisHasil]:
    """The same per group, by name."""
    kelompok: dict[str, list[UsulanTerkirim]] = {}
    for satu in semua:
        kelompok.setdefault(kunci(satu), []).append(satu)
    return [ringkas_hasil(nama, kelompok[nama], hari_ini) for nama in sorted(kelompok)]


def peringkat_alasan(semua: Iterable[UsulanTerkirim]) -> Sequence[tuple[str, int]]:
    """Reasons of refusal, the most frequent first; spelling in capitals makes no difference."""
    hitung: Counter[str] = Counter()
    tulisan: dict[str, str] = {}
    for satu in semua:
        if satu.dijawab is not None and not satu.is_diterima:
            kunci = " ".join(satu.alasan.casefold().rstrip(".").split())
            tulisan.setdefault(kunci, satu.alasan)
            hitung[kunci] += 1
    urut = sorted(hitung.items(), key=lambda satu: (-satu[1], satu[0]))
    return [(tulisan[kunci], banyak) for kunci, banyak in urut]
