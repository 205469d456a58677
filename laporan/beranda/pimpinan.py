"""Home of the leadership: one printable screen, numbers with their parts."""

from akun.models import Pengguna
from dtks.queries import hasil_usulan
from laporan.beranda.kerja import hitung_kerja
from laporan.beranda.panas import inti_program, perubahan_terbesar
from laporan.beranda.petak import peta_inti
from laporan.beranda.program import program_for_pengguna


def isi(pengguna: Pengguna) -> dict:
    program = program_for_pengguna(pengguna)
    hasil = {
        "program": program,
        "kerja": hitung_kerja(pengguna, program),
        "usulan": hasil_usulan(pengguna),
    }
    inti = inti_program(program)
    if inti is None:
        return hasil
    membaik, memburuk = perubahan_terbesar(inti)
    return hasil | {
        "inti": inti,
        "membaik": membaik,
        "memburuk": memburuk,
        "peta": peta_inti(inti, pengguna),
    }
