"""Tile map of the core indicators: how far better and worse balance in every target village."""

from collections import Counter
from typing import NamedTuple

from akun.models import Pengguna
from laporan import presentation
from laporan.beranda.panas import Inti
from laporan.presentation import SelPeta
from laporan.queries import PerIndikator, desa_peta
from laporan.stats import TakSebanding
from laporan.svg import Keterangan, legenda


KELAS = {  # class of laporan.svg.KELAS: symbol, words
    "membaik-kuat": ("++", "ada yang membaik, tidak ada yang memburuk"),
    "membaik": ("+", "lebih banyak yang membaik"),
    "tetap": ("=", "sama banyak"),
    "memburuk": ("−", "lebih banyak yang memburuk"),
    "memburuk-kuat": ("−−", "ada yang memburuk, tidak ada yang membaik"),
    "kosong": ("", "belum dapat dibandingkan"),
}


class PetaInti(NamedTuple):
    """The pictures ("lebar", "sempit") and the legend: (picture, words)."""

    gambar: dict[str, str]
    legenda: list[tuple[str, str]]


def peta_inti(inti: Inti, pengguna: Pengguna) -> PetaInti:
    """All villages that the user may read, those without figures pale; one query."""
    sel = {desa.id: _sel(inti.per_desa[desa.id]) for desa in inti.sasaran}
    hitung = Counter(satu.kelas for satu in sel.values())
    butir = [
        (kelas, simbol, f"{kata} ({hitung[kelas]} desa)")
        for kelas, (simbol, kata) in KELAS.items()
        if hitung[kelas]
    ]
    desa = desa_peta(pengguna)
    keterangan = Keterangan(
        "inti",
        "Indikator inti per desa",
        f"{'; '.join(kata for *_, kata in butir)}. Rinciannya ada pada halaman tiap desa.",
        "",
    )
    return PetaInti(
        presentation.gambar_petak(desa, presentation.susun_petak(desa, sel), keterangan),
        legenda(butir, "inti"),
    )


def _sel(pasangan: PerIndikator) -> SelPeta:
    hitung = Counter(str(p.putusan) for p in pasangan.values() if not isinstance(p, TakSebanding))
    baik, buruk = hitung["membaik"], hitung["memburuk"]
    if not hitung:
        kelas = "kosong"
    elif baik == buruk:
        kelas = "tetap"
    else:
        kelas = "membaik" if baik > buruk else "memburuk"
        kelas += "" if baik and buruk else "-kuat"
    simbol, kata = KELAS[kelas]
    rinci = ", ".join(f"{hitung[satu]} {satu}" for satu in ("membaik", "tetap", "memburuk"))
    return SelPeta(kelas, simbol, rinci if hitung else kata)
