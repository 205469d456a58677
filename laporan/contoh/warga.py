"""Invented persons on two editions of the social registry, in the villages of a few OPD.

Every identity number begins with 33.18.99, a kecamatan that does not exist: it can be nobody's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from desa.models import Desa
from dtks.choices import AlasanTanpaNIK, JenisKelamin, JenisSumber, StatusPadan
from dtks.models import EntriData, Keluarga, Orang, SumberData
from dtks.workflows.rekap import renew_recap
from inti.crypto import blind_index
from laporan.contoh.angka import acak
from laporan.contoh.nama import LAKI_LAKI, PEREMPUAN
from laporan.contoh.panggung import Stage


OPD_BERWARGA = ("Diskominfo", "Disdagperin", "Dinkes")
AWALAN = "331899"
KELUARGA_PER_DESA = 18
BELUM_DI_DTKS, TIDAK_PADAN, TANPA_NIK = 0.15, 0.06, 0.02  # shares of the families, and of persons
PEKERJAAN = ("Buruh tani", "Petani", "Nelayan", "Buruh harian lepas", "Pedagang", "Penjahit")
DUKUH = ("Krajan", "Lor", "Kidul", "Wetan", "Ngemplak")


@dataclass
class Warga:
    """A person of a family: what both editions say of it."""

    orang: Orang
    keluarga: Keluarga
    hubungan: str
    lama: bool  # already on the older edition


def buat_warga(stage: Stage) -> dict[str, list[EntriData]]:
    """Persons, families and entries of both editions, and the counts per village.

    Returns the entries of the newer edition by village code, family by family.
    """
    dtks, dtsen = (
        SumberData.objects.get(kabupaten=stage.kabupaten, jenis=jenis)
        for jenis in (JenisSumber.DTKS, JenisSumber.DTSEN)
    )
    kode = [k for k, opd in stage.rencana.pendamping.items() if opd in OPD_BERWARGA]
    semua = {k: list(_desa(stage.desa[k], dtsen, urut)) for urut, k in enumerate(kode, 1)}
    warga = [w for daftar in semua.values() for w in daftar]
    keluarga = {id(w.keluarga): w.keluarga for w in warga}
    Keluarga.objects.bulk_create(keluarga.values(), batch_size=200)
    Orang.objects.bulk_create([w.orang for w in warga], batch_size=200)
    baru = {k: [_entri(dtsen, w) for w in daftar] for k, daftar in semua.items()}
    lama = [_entri(dtks, w) for w in warga if w.lama]
    entri = [e for daftar in baru.values() for e in daftar]
    EntriData.objects.bulk_create([*lama, *entri], batch_size=200)
    for sumber in (dtks, dtsen):
        renew_recap(sumber)
    return baru


def _desa(desa: Desa, sumber: SumberData, urut: int) -> Iterator[Warga]:
    r, nomor = acak("warga", desa.kode), 100 * urut
    for ke in range(1, KELUARGA_PER_DESA + 1):
        no_kk = f"{AWALAN}{r.randint(1, 28):02}{r.randint(1, 12):02}15{100 * urut + ke:04}"
        keluarga = Keluarga(
            kabupaten=sumber.kabupaten,
            no_kk=no_kk,
            no_kk_indeks=blind_index(no_kk, "no_kk"),
            desa=desa,
            alamat=f"Dukuh {r.choice(DUKUH)}",
            rt=f"{r.randint(1, 6):03}",
            rw=f"{r.randint(1, 3):03}",
            tanggal_data=sumber.tanggal_data,
        )
        lama = r.random() >= BELUM_DI_DTKS
        ibu = r.choice(PEREMPUAN)
        for hubungan, kelamin, tahun in _anggota(r):
            nomor += 1
            orang = _orang(r, sumber, kelamin, tahun, nomor, ibu)
            yield Warga(orang, keluarga, hubungan, lama and tahun < 2020)


def _anggota(r: Random) -> Iterator[tuple[str, JenisKelamin, int]]:
    """Relation, sex and year of birth of the members of one family."""
    lahir = r.randint(1950, 1990)
    yield "KEPALA KELUARGA", JenisKelamin.LAKI_LAKI, lahir
    yield "ISTRI", JenisKelamin.PEREMPUAN, lahir + r.randint(0, 6)
    for _ in range(r.randint(0, 3)):
        tahun = min(lahir + r.randint(22, 38), 2024)
        yield "ANAK", r.choice(list(JenisKelamin)), tahun


def _orang(
    r: Random, sumber: SumberData, kelamin: JenisKelamin, tahun: int, nomor: int, ibu: str
) -> Orang:
    lahir = date(tahun, r.randint(1, 12), r.randint(1, 28))
    hari = lahir.day + 40 * (kelamin == JenisKelamin.PEREMPUAN)  # a woman's NIK adds 40
    nik = f"{AWALAN}{hari:02}{lahir:%m%y}{nomor:04}"
    ada = r.random() >= TANPA_NIK
    nama = LAKI_LAKI if kelamin == JenisKelamin.LAKI_LAKI else PEREMPUAN
    return Orang(
        kabupaten=sumber.kabupaten,
        nik=nik if ada else None,
        nik_indeks=blind_index(nik, "nik") if ada else None,
        alasan_tanpa_nik="" if ada else AlasanTanpaNIK.KOSONG,
        nama=f"{r.choice(nama)} Rekaan".upper(),
        tempat_lahir="PATI",
        tanggal_lahir=lahir,
        jenis_kelamin=kelamin,
        ibu_kandung=f"{ibu} Rekaan".upper(),
        tanggal_data=sumber.tanggal_data,
    )


def _entri(sumber: SumberData, warga: Warga) -> EntriData:
    r = acak("entri", sumber.kode, warga.orang.pk)
    dtsen = sumber.jenis == JenisSumber.DTSEN
    dewasa = warga.hubungan != "ANAK"
    return EntriData(
        sumber=sumber,
        orang=warga.orang,
        keluarga=warga.keluarga,
        desa=warga.keluarga.desa,
        id_dtks=f"CTH{warga.orang.pk:012}",
        hubungan=warga.hubungan,
        pekerjaan=r.choice(PEKERJAAN).upper() if dewasa else "",
        padan=StatusPadan.TIDAK_PADAN if r.random() < TIDAK_PADAN else StatusPadan.PADAN,
        desil=r.randint(1, 4) if dtsen else None,
        desil_tanggal=sumber.tanggal_data if dtsen else None,
        bpnt=r.random() < 0.5,
        pkh=r.random() < 0.3,
        pbi_jkn=r.random() < 0.7,
    )
