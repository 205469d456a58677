"""What may be written into each field of a correction, and what looks odd about it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dtks.choices import Elemen, JenisKelamin
from inti.nik import (
    NIKSalah,
    baca_nik,
    bersihkan,
    is_enam_belas_angka,
    is_tanggal_kk_wajar,
    samarkan,
    samarkan_nama,
)


RAHASIA = frozenset({Elemen.NIK, Elemen.NO_KK, Elemen.IBU_KANDUNG})
ALAMAT = frozenset({Elemen.ALAMAT, Elemen.TEMPAT_LAHIR})
NOMOR = (Elemen.NIK, Elemen.NO_KK)
PERIKSA_NOMOR = (*NOMOR, Elemen.TANGGAL_LAHIR, Elemen.JENIS_KELAMIN)  # what their digits speak of
YA, TIDAK = "ya", "tidak"


class ElemenSalah(ValueError):
    """This text cannot be the value of the field; the message says why, without repeating it."""


@dataclass(frozen=True)
class Peringatan:
    """Something a person has to look at before a correction goes on. `kode` is for tests."""

    kode: str
    pesan: str


def baca_elemen(elemen: str, teks: str) -> str:
    """The value as it is stored: digits bare, dates ISO, spaces single. Raises ElemenSalah.

    An empty text stays empty: whether it may, the form decides.
    """
    teks = " ".join(teks.split())
    if not teks:
        return ""
    if elemen == Elemen.NIK:
        teks = bersihkan(teks)
        try:
            baca_nik(teks)
        except NIKSalah as error:
            raise ElemenSalah(str(error)) from error
    elif elemen == Elemen.NO_KK:
        teks = bersihkan(teks)
        if not is_enam_belas_angka(teks):
            raise ElemenSalah(f"Nomor KK harus 16 angka; ini {len(teks)} huruf.")
    elif elemen == Elemen.TANGGAL_LAHIR:
        try:
            date.fromisoformat(teks)
        except ValueError as error:
            raise ElemenSalah("Tanggal lahir tidak mungkin.") from error
    elif elemen == Elemen.JENIS_KELAMIN and teks not in JenisKelamin.values:
        raise ElemenSalah("Pilih laki-laki atau perempuan.")
    elif elemen in {Elemen.RT, Elemen.RW}:
        if not (teks.isdigit() and len(teks) <= 3):
            raise ElemenSalah("RT dan RW paling banyak tiga angka.")
        teks = teks.zfill(3)
    return teks


def peringatan_nomor(nilai: Mapping[str, str]) -> list[Peringatan]:
    """What the digits of NIK and No KK say against the rest (`nilai`: field → text, "" unknown).

    Never an error: a NIK keeps the date and place it was first registered with.
    """
    hasil = []
    nik, no_kk = nilai.get(Elemen.NIK, ""), nilai.get(Elemen.NO_KK, "")
    try:
        isi = baca_nik(nik) if nik else None
    except NIKSalah as error:  # an edition may bring what can be no NIK
        isi = None
        hasil.append(Peringatan("nik_salah", str(error)))
    if isi:
        lahir, kelamin = nilai.get(Elemen.TANGGAL_LAHIR), nilai.get(Elemen.JENIS_KELAMIN)
        if lahir and not isi.is_lahir_pada(date.fromisoformat(lahir)):
            hasil.append(
                Peringatan("nik_lahir", "Tanggal lahir pada NIK berbeda dari tanggal lahirnya.")
            )
        if kelamin and isi.is_perempuan != (kelamin == JenisKelamin.PEREMPUAN):
            hasil.append(
                Peringatan("nik_kelamin", "Jenis kelamin pada NIK berbeda dari yang tertulis.")
            )
    if no_kk and no_kk == nik:
        hasil.append(Peringatan("kk_sama_nik", "Nomor KK sama dengan NIK; periksa kartunya."))
    elif no_kk and not is_tanggal_kk_wajar(no_kk):
        hasil.append(Peringatan("kk_tanggal", "Tanggal terbit pada nomor KK tidak mungkin."))
    return hasil


def pesan_nomor(isian: Mapping[str, str]) -> list[str]:
    """What to say of the numbers in a form as typed so far (Elemen → text); never repeats them."""
    nilai, hasil = {}, []
    for elemen in PERIKSA_NOMOR:
        try:
            nilai[elemen] = baca_elemen(elemen, isian.get(elemen, ""))
        except ElemenSalah as error:
            if elemen in NOMOR:  # the other fields speak for themselves
                hasil.append(str(error))
    return hasil + [satu.pesan for satu in peringatan_nomor(nilai)]


def tampilkan(elemen: str, teks: str, *, boleh_nama: bool = False) -> str:
    """A value for the screen: numbers masked, dates in the Indonesian order, codes in words.

    Without the right to names (`dtks.lihat_nama`) also names, addresses and birth dates.
    """
    if not teks:
        return "–"
    if elemen in {Elemen.NIK, Elemen.NO_KK}:
        return samarkan(teks)
    if elemen == Elemen.IBU_KANDUNG:
        return samarkan_nama(teks)
    if elemen in {Elemen.NAMA, Elemen.PENGURUS}:
        return teks if boleh_nama else samarkan_nama(teks)
    if elemen in ALAMAT:
        return teks if boleh_nama else "•••"
    if elemen == Elemen.TANGGAL_LAHIR:
        return f"{date.fromisoformat(teks):{'%d-%m-%Y' if boleh_nama else '%Y'}}"
    if elemen == Elemen.JENIS_KELAMIN:
        return str(JenisKelamin(teks).label)
    return teks
