"""The live cells of a survey row: share, change, and what is still missing.

Every formula has a twin in Python that gives the value stored beside it, for programs that do not
recalculate on opening; a test lets LibreOffice compute them and compares.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desa.choices import JenisIndikator
from desa.models import NilaiIndikator, VersiIndikator
from desa.stats import BATAS_PENYEBUT_PERSEN, Isian, lonjakan, ukuran
from inti.excel.tajuk import huruf_kolom
from opd.excel.tata import POSISI, YA


BENAR, AWAS = "✓", "⚠"
BELUM, BELUM_INTI = "belum diisi", "belum diisi (inti)"
SAMA = f"{BENAR} sama seperti sebelumnya"
JELASKAN = f"{AWAS} berubah banyak: isi alasan"
TANPA_SUMBER = f"{AWAS} sumber belum diisi"


HIDUP = ("hasil", "selisih", "pemeriksaan")
P, Q, H, S, A, L, D = (
    huruf_kolom(POSISI[nama])
    for nama in (
        "pembilang",
        "penyebut",
        "hasil",
        "sama",
        "tidak_tersedia_alasan",
        "alasan_lonjakan",
        "sumber",
    )
)


@dataclass(frozen=True)
class Hidup:
    """One computed cell: its formula and its value now."""

    rumus: str
    nilai: float | str


class RumusIndikator:
    """The formulas of one indicator for one village; `lama` is the comparable previous answer."""

    def __init__(self, versi: VersiIndikator, lama: NilaiIndikator | None) -> None:
        self.versi, self.lama = versi, lama
        self.proporsi = versi.indikator.jenis == JenisIndikator.PROPORSI
        self.dahulu = None if lama is None else self._ukur(lama)

    def _ukur(self, isian: Any) -> float | None:
        """The one number of an answer: a share (0–1), else the value."""
        nilai = ukuran(isian)
        return None if nilai is None else float(nilai / 100 if self.proporsi else nilai)

    def sel(self, n: int, isian: Isian | None) -> tuple[Hidup, Hidup, Hidup]:
        """Result, change and check of Excel row `n`, which now holds `isian`."""
        kini = None if isian is None else self._ukur(isian)
        hasil: float | str = "" if kini is None else kini
        selisih: float | str = ""
        if kini is not None and self.dahulu is not None:
            selisih = (kini - self.dahulu) * self.kali
        return (
            Hidup(self._hasil(n), hasil),
            Hidup(self._selisih(n), selisih),
            Hidup(self._periksa(n), self._nilai_periksa(isian)),
        )

    @property
    def kali(self) -> int:
        """A change of shares is shown in percentage points."""
        return 100 if self.proporsi else 1

    def _hasil(self, n: int) -> str:
        p, q, sama = f"{P}{n}", f"{Q}{n}", f"{S}{n}"
        lain = '""' if self.dahulu is None else f'IF({sama}="{YA}",{self.dahulu},"")'
        if self.proporsi:
            return f'=IF(COUNT({p}:{q})=2,IF({q}>0,{p}/{q},""),{lain})'
        return f"=IF(ISNUMBER({p}),{p},{lain})"

    def _selisih(self, n: int) -> str:
        if self.dahulu is None:
            return '=""'
        kali = f"*{self.kali}" if self.kali != 1 else ""
        return f'=IF(ISNUMBER({H}{n}),({H}{n}-{self.dahulu}){kali},"")'

    def _periksa(self, n: int) -> str:
        p, q, sama, alasan = f"{P}{n}", f"{Q}{n}", f"{S}{n}", f"{A}{n}"
        angka = f"{p}:{q}"
        cabang = [
            (f"COUNTA({angka},{sama},{alasan})=0", BELUM_INTI if self.wajib else BELUM),
            (
                f'AND({alasan}<>"",COUNTA({angka},{sama})>0)',
                f"{AWAS} isi angka atau alasan, tidak keduanya",
            ),
            (f'{alasan}<>""', f"{BENAR} tanpa angka"),
        ]
        if self.lama is not None:
            cabang += [
                (f'AND({sama}<>"",{self._berbeda(n)})', f"{AWAS} angka berbeda dari sebelumnya"),
                (f'{sama}<>""', SAMA),
            ]
        if self.proporsi:
            cabang += [
                (f"COUNT({angka})<2", f"{AWAS} angka belum lengkap"),
                (f"{q}<=0", f"{AWAS} penyebut harus lebih dari nol"),
                (f"{p}>{q}", f"{AWAS} pembilang melebihi penyebut"),
            ]
        else:
            cabang.append((f"NOT(ISNUMBER({p}))", f"{AWAS} isi dengan angka"))
        if lonjak := self._lonjakan(n):
            cabang.append((f'AND({L}{n}="",OR({",".join(lonjak)}))', JELASKAN))
        cabang.append((f'{D}{n}=""', TANPA_SUMBER))
        buka = "".join(f'IF({syarat},"{teks}",' for syarat, teks in cabang)
        return f'={buka}"{BENAR}"{")" * len(cabang)}'

    def _nilai_periksa(self, isian: Isian | None) -> str:
        if isian is None:
            return BELUM_INTI if self.wajib else BELUM
        if isian.alasan_kosong:
            return f"{BENAR} tanpa angka"
        if isian.sama_seperti_sebelumnya and self.lama is not None:
            return SAMA
        batas = self.versi.indikator.batas_lonjakan_persen
        if any(not p.selesai for p in lonjakan(isian, self.lama, batas)):
            return JELASKAN
        return BENAR if isian.sumber else TANPA_SUMBER

    @property
    def wajib(self) -> bool:
        return self.versi.indikator.wajib

    def _berbeda(self, n: int) -> str:
        """Whether numbers were typed that are not those of the previous answer."""
        lama = self.lama
        assert lama is not None
        pasangan = [(P, lama.pembilang), (Q, lama.penyebut)] if self.proporsi else [(P, lama.nilai)]
        beda = (f'AND({k}{n}<>"",{k}{n}<>{_polos(v)})' for k, v in pasangan)
        return f"OR({','.join(beda)})"

    def _lonjakan(self, n: int) -> list[str]:
        """Conditions under which the change needs a reason; the same as desa.stats.lonjakan."""
        if self.dahulu is None or self.lama is None:
            return []
        batas = self.versi.indikator.batas_lonjakan_persen / 100
        hasil = f"{H}{n}"
        syarat = [
            f"{hasil}>0"
            if self.dahulu == 0
            else f"ABS({hasil}-{self.dahulu})>{batas * self.dahulu}"
        ]
        if self.proporsi and self.lama.penyebut:
            lama = _polos(self.lama.penyebut)
            syarat.append(f"ABS({Q}{n}-{lama})>={BATAS_PENYEBUT_PERSEN / 100}*{lama}")
        return syarat


def _polos(nilai: Decimal | None) -> str:
    """A number as a formula writes it, without trailing zeros or exponent."""
    return format(nilai.normalize(), "f") if nilai is not None else '""'
