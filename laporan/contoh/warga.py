"""Invented persons on two editions of the social registry, in the villages of a few OPD.

The editions come in the way real ones do: as files that the verifier imports. Every identity number
begins with 33.18.99, a kecamatan that does not exist: it can be nobody's.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from random import Random
from uuid import uuid5

from django.core.files.uploadedfile import SimpleUploadedFile

from desa.models import Desa
from dtks.choices import JenisKelamin, JenisSumber, StatusPadan
from dtks.impor import IMPOR_BNBA
from dtks.models import EntriData, SumberData
from inti.impor import workflows as impor_workflows
from laporan.contoh.angka import acak
from laporan.contoh.nama import LAKI_LAKI, PEREMPUAN
from laporan.contoh.panggung import RUANG_KUNCI, TANDA, Stage, jam_kerja


OPD_BERWARGA = ("Diskominfo", "Disdagperin", "Dinkes")
AWALAN = "331899"
KELUARGA_PER_DESA = 18
BELUM_DI_DTKS, TIDAK_PADAN, TANPA_NIK = 0.15, 0.06, 0.02  # shares of the families, and of persons
PEKERJAAN = ("Buruh tani", "Petani", "Nelayan", "Buruh harian lepas", "Pedagang", "Penjahit")
DUKUH = ("Krajan", "Lor", "Kidul", "Wetan", "Ngemplak")
DTKS_SAMPAI = 2020  # whoever is born in that year or later is not on the older edition
Baris = dict[str, str]  # one person as a file names it, by heading


def buat_warga(stage: Stage) -> dict[str, list[EntriData]]:
    """Import both editions, the older one first.

    Returns the entries of the newer edition by village code, family by family.
    """
    kode = [k for k, opd in stage.rencana.pendamping.items() if opd in OPD_BERWARGA]
    warga = [w for urut, k in enumerate(kode, 1) for w in _desa(stage.desa[k], urut)]
    dtks, dtsen = (
        SumberData.objects.get(kabupaten=stage.kabupaten, jenis=jenis)
        for jenis in (JenisSumber.DTKS, JenisSumber.DTSEN)
    )
    _impor(stage, dtks, [b for b, lama in warga if lama])
    _impor(stage, dtsen, [b for b, _ in warga])
    baru: dict[str, list[EntriData]] = defaultdict(list)
    for entri in EntriData.objects.filter(sumber=dtsen).select_related("orang", "desa"):
        baru[entri.desa.kode].append(entri)
    return {k: baru[k] for k in kode}


def _impor(stage: Stage, sumber: SumberData, warga: list[Baris]) -> None:
    """Upload a list as text and apply it, some days after it was received."""
    teks = StringIO()
    penulis = csv.writer(teks, delimiter="|", quoting=csv.QUOTE_ALL)
    semua = [_baris(sumber, baris) for baris in warga]
    penulis.writerow(semua[0])
    penulis.writerows(baris.values() for baris in semua)
    oleh = stage.akun["verifikator"]
    impor = impor_workflows.unggah(
        IMPOR_BNBA,
        berkas=SimpleUploadedFile(f"{sumber.kode} {TANDA}.txt".lower(), teks.getvalue().encode()),
        lembar="",
        kunci=uuid5(RUANG_KUNCI, f"bnba-{sumber.kode}"),
        parameter={"sumber": str(sumber.pk)},
        oleh=oleh,
    )
    putusan = impor_workflows.Putusan(impor.ringkasan["sidik"], alasan=f"{TANDA}: karangan")
    impor_workflows.terapkan(impor, putusan, oleh=oleh)
    pada = jam_kerja(sumber.tanggal_terima + timedelta(days=3), acak("bnba", sumber.kode))
    stage.ingat(impor, "impor.unggah", pada)
    stage.ingat(impor, "impor.terapkan", pada + timedelta(minutes=12))


def _desa(desa: Desa, urut: int) -> Iterator[tuple[Baris, bool]]:
    """The persons of a village, and whether each is on the older edition, too."""
    r, nomor = acak("warga", desa.kode), 100 * urut
    for ke in range(1, KELUARGA_PER_DESA + 1):
        keluarga = {
            "KODE DESA": desa.kode,
            "NOMOR KK": f"{AWALAN}{r.randint(1, 28):02}{r.randint(1, 12):02}15{100 * urut + ke:04}",
            "ALAMAT": f"Dukuh {r.choice(DUKUH)}",
            "RT": f"{r.randint(1, 6):03}",
            "RW": f"{r.randint(1, 3):03}",
        }
        lama = r.random() >= BELUM_DI_DTKS
        ibu = r.choice(PEREMPUAN)
        for hubungan, kelamin, tahun in _anggota(r):
            nomor += 1
            orang = _orang(r, kelamin, tahun, nomor, ibu)
            yield keluarga | orang | {"HUBUNGAN": hubungan}, lama and tahun < DTKS_SAMPAI


def _anggota(r: Random) -> Iterator[tuple[str, JenisKelamin, int]]:
    """Relation, sex and year of birth of the members of one family."""
    lahir = r.randint(1950, 1990)
    yield "KEPALA KELUARGA", JenisKelamin.LAKI_LAKI, lahir
    yield "ISTRI", JenisKelamin.PEREMPUAN, lahir + r.randint(0, 6)
    for _ in range(r.randint(0, 3)):
        tahun = min(lahir + r.randint(22, 38), 2024)
        yield "ANAK", r.choice(list(JenisKelamin)), tahun


def _orang(r: Random, kelamin: JenisKelamin, tahun: int, nomor: int, ibu: str) -> Baris:
    lahir = date(tahun, r.randint(1, 12), r.randint(1, 28))
    hari = lahir.day + 40 * (kelamin == JenisKelamin.PEREMPUAN)  # a woman's NIK adds 40
    ada = r.random() >= TANPA_NIK
    nama = LAKI_LAKI if kelamin == JenisKelamin.LAKI_LAKI else PEREMPUAN
    return {
        "ID DTKS": f"CTH{nomor:012}",
        "NIK": f"{AWALAN}{hari:02}{lahir:%m%y}{nomor:04}" if ada else "",
        "NAMA": f"{r.choice(nama)} Rekaan".upper(),
        "TEMPAT LAHIR": "PATI",
        "TANGGAL LAHIR": f"{lahir:%d/%m/%Y}",
        "JENIS KELAMIN": kelamin.value,
        "NAMA IBU KANDUNG": f"{ibu} Rekaan".upper(),
    }


def _baris(sumber: SumberData, warga: Baris) -> Baris:
    """What an edition says of a person beside who it is."""
    r = acak("entri", sumber.kode, warga["ID DTKS"])
    dtsen = sumber.jenis == JenisSumber.DTSEN
    padan = StatusPadan.TIDAK_PADAN if r.random() < TIDAK_PADAN else StatusPadan.PADAN
    isi = {
        "PEKERJAAN": r.choice(PEKERJAAN).upper() if warga["HUBUNGAN"] != "ANAK" else "",
        "KETERANGAN PADAN": str(padan.label),
        "BPNT": _ya(r.random() < 0.5),
        "PKH": _ya(r.random() < 0.3),
        "PBI JKN": _ya(r.random() < 0.7),
    }
    if dtsen:
        isi |= {"DESIL": str(r.randint(1, 4)), "TANGGAL DESIL": f"{sumber.tanggal_data:%d/%m/%Y}"}
    return warga | isi


def _ya(benar: bool) -> str:
    return "YA" if benar else "TIDAK"
