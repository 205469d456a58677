"""The worked example of `docs/metode.md`: nine mentored desa, invented numbers.

The figures were computed independently with scipy and statsmodels, rounded to 6 decimals.
"""

# pembilang and penyebut before, then after
DESA = {
    "A": (64, 512, 31, 530),
    "B": (120, 800, 96, 810),
    "E": (30, 300, 30, 300),
    "F": (88, 512, 70, 520),
    "I": (200, 1000, 150, 1000),
    "J": (12, 240, 15, 238),
    "M": (75, 610, 60, 615),
    "O": (41, 333, 36, 340),
    "Q": (55, 505, 44, 507),
}
SELISIH = {
    "A": -6.650943,
    "B": -3.148148,
    "E": 0.0,
    "F": -3.725962,
    "I": -5.0,
    "J": 1.302521,
    "M": -2.538984,
    "O": -1.724077,
    "Q": -2.212588,
}
RINGKASAN = {
    "n": 9,
    "rerata": -2.633131,
    "median": -2.538984,
    "simpangan_baku": 2.41452,
    "selang": (-4.489095, -0.777167),
    "gabungan_awal": 14.235245,
    "gabungan_lanjutan": 10.946502,
    "gabungan_selisih": -3.288743,
}
UJI = {"turun": 7, "naik": 1, "tetap": 1, "p_tanda": 0.070312, "wilcoxon": 1.0, "p": 0.015625}
