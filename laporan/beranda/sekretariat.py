"""Home of the secretariat: the queue, what is late, what is missing; then the programme's state."""

from akun.models import Pengguna
from desa.choices import StatusDaftar
from desa.models import DaftarSasaran
from dtks.queries import antrean_ringkas, insiden_terbuka, jadwal_mendatang
from laporan.beranda.kerja import hitung_kerja
from laporan.beranda.langkah import Langkah, langkah_terbuka
from laporan.beranda.panas import inti_program, tabel_panas
from laporan.beranda.petak import peta_inti
from laporan.beranda.program import Program, program_for_pengguna
from opd.choices import StatusSerahTerima
from opd.queries import opd_tanpa_desa, serah_terima_for_pengguna


ANTREAN_TAMPIL = 5
JADWAL_TAMPIL = 2


def isi(pengguna: Pengguna) -> dict:
    program = program_for_pengguna(pengguna)
    kerja = hitung_kerja(
        pengguna,
        program,
        draf=DaftarSasaran.objects.filter(
            periode__kabupaten=pengguna.kabupaten_id, status=StatusDaftar.DRAF
        ),
        serah_terima=serah_terima_for_pengguna(pengguna).filter(status=StatusSerahTerima.DIAJUKAN),
        opd_tanpa_desa=opd_tanpa_desa(pengguna),
        insiden=insiden_terbuka(pengguna),
    )
    inti = inti_program(program)
    return {
        "program": program,
        "antrean": [(s, s.umur(program.hari_ini)) for s in program.antrean[:ANTREAN_TAMPIL]],
        "kerja": kerja,
        "insiden": list(insiden_terbuka(pengguna)) if kerja["insiden"] else [],
        "usulan_menunggu": antrean_ringkas(pengguna),
        "jadwal": jadwal_mendatang(pengguna, jumlah=JADWAL_TAMPIL),
        "langkah": _langkah(program, ada_draf=kerja["draf"] > 0),
        "inti": inti,
        "tabel": tabel_panas(inti) if inti else [],
        "peta": peta_inti(inti, pengguna) if inti else None,
    }


def _langkah(program: Program, *, ada_draf: bool) -> list[Langkah]:
    """The way from an empty installation to the first figure."""
    return langkah_terbuka(
        Langkah("Buat periode program", "desa:periode_list", program.periode is not None),
        Langkah(
            "Susun daftar desa dampingan", "desa:daftar_list", bool(program.sasaran or ada_draf)
        ),
        Langkah("Tetapkan daftar itu", "desa:daftar_list", bool(program.sasaran)),
        Langkah("Tugaskan OPD pendamping", "opd:penugasan_list", bool(program.pendamping)),
        Langkah("Buka putaran survei awal", "desa:putaran_list", bool(program.putaran)),
    )
