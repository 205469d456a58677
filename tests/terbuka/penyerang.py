"""Somebody who wants a hidden count back, and knows linear programming but not our rules."""

from scipy.optimize import linprog


class Penyerang:
    """Takes what is published: rows and sums of them. None where a figure is hidden.

    `baris`: key → (pembilang, penyebut); a plain count has the penyebut `HITUNGAN`. `jumlah`:
    (keys, pembilang, penyebut). Denominators are counts as well and known unless hidden.
    """

    HITUNGAN = "hitungan"

    def __init__(self, baris, jumlah):
        self.nomor = {kunci: i for i, kunci in enumerate(baris)}
        self.n = len(baris)
        self.batas = [(0, None)] * (2 * self.n)  # pembilang, then penyebut, of every row
        self.sama, self.kurang = [], []
        for kunci, (pembilang, penyebut) in baris.items():
            i = self.nomor[kunci]
            if pembilang is not None:
                self.batas[i] = (pembilang, pembilang)
            if penyebut == self.HITUNGAN:
                self.sama.append(({i: 1, self.n + i: -1}, 0))
            elif penyebut is not None:
                self.batas[self.n + i] = (penyebut, penyebut)
            self.kurang.append(({i: 1, self.n + i: -1}, 0))
        for isi, pembilang, penyebut in jumlah:
            nomor = [self.nomor[kunci] for kunci in isi]
            if pembilang is not None:
                self.sama.append((dict.fromkeys(nomor, 1), pembilang))
            if penyebut is not None:
                self.sama.append(({self.n + i: 1 for i in nomor}, penyebut))

    def selang(self, kunci):
        """What pembilang, sisa and penyebut of a row may be: three times (smallest, largest)."""
        i = self.nomor[kunci]
        return [
            (self._ujung(arah), -self._ujung({k: -v for k, v in arah.items()}))
            for arah in ({i: 1}, {self.n + i: 1, i: -1}, {self.n + i: 1})
        ]

    def _ujung(self, arah):
        hasil = linprog(
            self._padat(arah),
            A_ub=[self._padat(b) for b, _ in self.kurang],
            b_ub=[k for _, k in self.kurang],
            A_eq=[self._padat(b) for b, _ in self.sama] or None,
            b_eq=[k for _, k in self.sama] or None,
            bounds=self.batas,
        )
        assert hasil.status in {0, 3}, hasil.message  # solved, or without a limit
        return round(hasil.fun, 6) if hasil.status == 0 else float("-inf")

    def _padat(self, renggang):
        baris = [0] * (2 * self.n)
        for i, nilai in renggang.items():
            baris[i] = nilai
        return baris


def ketahuan(penyerang, benar):
    """Sensitive counts (`benar`: key → pembilang, penyebut) of which the attacker learns too much:
    not everything from 1 to 5 is possible."""
    hasil = []
    for kunci, (pembilang, penyebut) in benar.items():
        hitungan = penyebut == Penyerang.HITUNGAN
        nilai = (
            (pembilang, 0, pembilang) if hitungan else (pembilang, penyebut - pembilang, penyebut)
        )
        if any(0 < satu < 5 for satu in nilai):
            for nama, satu, (kecil, besar) in zip(
                ("pembilang", "sisa", "penyebut"), nilai, penyerang.selang(kunci), strict=True
            ):
                if 0 < satu < 5 and not (kecil <= 1 and besar >= 5):
                    hasil.append((kunci, nama, satu, kecil, besar))
    return hasil
