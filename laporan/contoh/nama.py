"""Invented people for the example data. Any likeness to a real person is chance."""

from random import Random


LAKI_LAKI = [
    "Agus", "Bambang", "Budi", "Darmaji", "Dwi", "Eko", "Fajar", "Galih", "Hadi", "Hendro",
    "Imam", "Joko", "Karno", "Kuncoro", "Lukman", "Mulyono", "Nugroho", "Pramono", "Purwanto",
    "Rahmat", "Rudi", "Sarwono", "Setyo", "Slamet", "Sugeng", "Suryono", "Tri", "Untung",
    "Wahyu", "Yulianto",
]  # fmt: skip
PEREMPUAN = [
    "Anik", "Arum", "Dewi", "Diah", "Endang", "Fitri", "Hartini", "Ika", "Indah", "Kartika",
    "Kusmiyati", "Laras", "Lestari", "Mulyani", "Ningsih", "Nurul", "Puji", "Ratna", "Retno",
    "Rini", "Sari", "Siti", "Sri", "Sulastri", "Sumarni", "Tutik", "Umi", "Wahyuni", "Wulan",
    "Yuni",
]  # fmt: skip
BELAKANG_LAKI_LAKI = [
    "Adiwibowo", "Atmaja", "Hadikusumo", "Hardjono", "Hartanto", "Kartawijaya", "Mangunsong",
    "Martodiharjo", "Nitisastro", "Prawirodirjo", "Rahardjo", "Sasongko", "Sastrodinoto",
    "Soemodihardjo", "Tjokronegoro", "Wicaksono", "Wirjosandjojo",
]  # fmt: skip
BELAKANG_PEREMPUAN = [
    "Anggraeni", "Kusumaningrum", "Lestariningsih", "Maharani", "Padmasari", "Prasetyaningsih",
    "Purbaningrum", "Puspitorini", "Rahayuningtyas", "Setyowati", "Suryaningtyas", "Wardhani",
    "Widyaningrum", "Wulandari",
]  # fmt: skip
GELAR = ("S.Sos.", "S.E.", "S.T.", "S.Pd.", "S.IP.", "S.H.", "S.K.M.", "M.Si.", "M.M.", "M.A.P.")


def buat_nama(r: Random) -> tuple[str, int]:
    """An invented name with a degree, and the sex digit a NIP carries (1 man, 2 woman)."""
    if r.random() < 0.45:
        depan, belakang, kelamin = PEREMPUAN, BELAKANG_PEREMPUAN, 2
    else:
        depan, belakang, kelamin = LAKI_LAKI, BELAKANG_LAKI_LAKI, 1
    return f"{r.choice(depan)} {r.choice(belakang)}, {r.choice(GELAR)}", kelamin


def buat_nip(r: Random, jenis_kelamin: int, urut: int) -> str:
    """An 18-digit NIP of the official shape (birth date, first month of service, sex, number).

    The number starts at 900, which no appointment reaches, so that it is nobody's.
    """
    lahir = r.randint(1968, 1994)
    angkat = min(lahir + r.randint(23, 30), 2020)
    return (
        f"{lahir}{r.randint(1, 12):02}{r.randint(1, 28):02}"
        f"{angkat}{r.randint(1, 12):02}{jenis_kelamin}{900 + urut:03}"
    )
