"""The cast of the example: one account per role, an officer per OPD, and heads of agencies."""

import re
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from akun.choices import Peran
from akun.models import Pengguna
from laporan.contoh.angka import acak
from laporan.contoh.nama import buat_nama, buat_nip
from laporan.contoh.panggung import DOMAIN, TANDA, Stage
from laporan.contoh.rencana import JUMLAH_DESA_OPD, MULAI_PERIODE
from laporan.models import PenandaTangan
from opd.models import Keanggotaan, PejabatOPD
from opd.queries import nama_opd_pada


# For example data only: everybody may read it here, so it protects nothing.
SANDI = "contoh-pati-2026"

AKUN_UTAMA = {  # user name: role, position, OPD
    "admin": (Peran.ADMIN, "Pengelola sistem, Diskominfo", None),
    "sekretariat": (Peran.SEKRETARIAT, "Kepala Bidang PPM, Sekretariat TKPK", None),
    "sekretariat2": (Peran.SEKRETARIAT, "Staf Sekretariat TKPK", None),
    "petugas": (Peran.PETUGAS, "Petugas pendamping, Diskominfo", "Diskominfo"),
    "petugas2": (Peran.PETUGAS, "Petugas pendamping, Disdagperin", "Disdagperin"),
    "penyelia": (Peran.PETUGAS, "Sekretaris Diskominfo", "Diskominfo"),
    "verifikator": (Peran.VERIFIKATOR_DTKS, "Verifikator data, Dinsos P3AKB", None),
    "analis": (Peran.ANALIS, "Perencana Ahli Muda, Bapperida", None),
    "pimpinan": (Peran.PIMPINAN, "Ketua TKPK", None),
}
JABATAN_KEPALA = {
    "Setda": "Sekretaris Daerah",
    "Setwan": "Sekretaris DPRD",
    "Inspektorat": "Inspektur Daerah",
    "Satpol PP": "Kepala Satuan Polisi Pamong Praja",
}


def buat_akun(stage: Stage) -> None:
    """Make the accounts and their memberships; fills `stage.akun` and `stage.petugas`.

    Straight to the table: the accounts are a stage setting, nobody's act. They share one password
    hash, since computing forty is the slowest thing the command would do.
    """
    baris = AKUN_UTAMA | {
        f"petugas.{_slug(opd)}": (Peran.PETUGAS, f"Petugas pendamping, {opd}", opd)
        for opd in JUMLAH_DESA_OPD
        if opd not in ("Diskominfo", "Disdagperin")
    }
    sandi = make_password(SANDI)
    pengguna = []
    for urut, (username, (peran, jabatan, _)) in enumerate(baris.items()):
        r = acak("akun", username)
        nama, kelamin = buat_nama(r)
        pengguna.append(
            Pengguna(
                username=username,
                email=f"{username}@{DOMAIN}",
                password=sandi,
                nama=nama,
                nip=buat_nip(r, kelamin, urut),
                jabatan=jabatan,
                peran=peran,
                kabupaten=stage.kabupaten,
            )
        )
    stage.akun = {p.username: p for p in Pengguna.objects.bulk_create(pengguna)}
    anggota = [(stage.akun[u], opd) for u, (_, _, opd) in baris.items() if opd]
    stage.petugas = {opd: p for p, opd in anggota if p.username != "penyelia"}
    Keanggotaan.objects.bulk_create(
        Keanggotaan(
            pengguna=p, opd=stage.opd[opd], mulai=MULAI_PERIODE, penyelia=p.username == "penyelia"
        )
        for p, opd in anggota
    )


def buat_pejabat(stage: Stage) -> None:
    """A head for every mentoring OPD, some of them acting, each after a predecessor."""
    pejabat = []
    for urut, singkatan in enumerate(JUMLAH_DESA_OPD):
        r = acak("pejabat", singkatan)
        opd = stage.opd[singkatan]
        mulai = date(r.choice((2024, 2025)), r.randint(1, 12), 1)
        masa = [(MULAI_PERIODE, mulai - timedelta(days=1)), (mulai, None)]
        for ke, (awal, akhir) in enumerate(masa):
            nama, kelamin = buat_nama(r)
            pejabat.append(
                PejabatOPD(
                    opd=opd,
                    nama=f"{nama} ({TANDA.lower()})",
                    nip=buat_nip(r, kelamin, urut + 50 * ke),
                    jabatan=JABATAN_KEPALA.get(singkatan, f"Kepala {nama_opd_pada(opd, awal)}"),
                    plt=akhir is None and urut % 5 == 0,
                    mulai=awal,
                    selesai=akhir,
                )
            )
    PejabatOPD.objects.bulk_create(pejabat)
    PenandaTangan.objects.create(kabupaten=stage.kabupaten, opd=stage.opd["Bapperida"])


def _slug(singkatan):
    return re.sub(r"[^a-z0-9]+", "", singkatan.lower())
