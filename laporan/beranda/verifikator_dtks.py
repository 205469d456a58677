"""Home of the registry's verifier: the editions that arrived."""

from akun.models import Pengguna
from dtks.queries import sumber_data_for_pengguna


def isi(pengguna: Pengguna) -> dict:
    return {"sumber": list(sumber_data_for_pengguna(pengguna))}
