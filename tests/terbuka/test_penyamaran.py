"""Nothing hidden comes back from all the published datasets together, read through the interface."""

import pytest

from tests.factories.terbuka import TokenAksesFactory
from tests.terbuka.distrik import buat_distrik
from tests.terbuka.penyerang import Penyerang, ketahuan


pytestmark = pytest.mark.django_db


@pytest.fixture
def baca(client):
    TokenAksesFactory(teks="pp_uji")
    kepala = {"Authorization": "Bearer pp_uji"}

    def read(slug):
        response = client.get(f"/api/v1/data/{slug}", {"per_halaman": 1000}, headers=kepala)
        assert response.status_code == 200, response.text
        return response.json()["data"]

    return read


@pytest.mark.parametrize("biji", [1, 2])
def test_no_published_cell_is_recovered_from_the_datasets_together(baca, biji):
    _, benar = buat_distrik(biji)
    desa, wilayah, dua = baca("nilai-desa"), baca("nilai-wilayah"), baca("sebelum-sesudah")
    kelompok = {b["kode_desa"]: b["kelompok"] for b in desa}
    bermasalah, tersamar = [], 0
    for putaran in (1, 2):
        for indikator in ("RTLH", "LANSIA"):
            baris = {
                b["kode_desa"]: (b["pembilang"], b["penyebut"])
                if indikator == "RTLH"
                else (b["nilai"], Penyerang.HITUNGAN)
                for b in desa
                if (b["putaran"], b["kode_indikator"]) == (putaran, indikator)
                and b["keadaan"] in {"tampil", "disamarkan"}
            }
            tersamar += sum(pembilang is None for pembilang, _ in baris.values())
            jumlah = [
                (
                    [k for k in baris if kelompok[k] == b["kelompok"] and b["kode_wilayah"] in k],
                    b["pembilang"] if indikator == "RTLH" else b["nilai"],
                    b["penyebut"],
                )
                for b in wilayah
                if (b["putaran"], b["kode_indikator"]) == (putaran, indikator)
            ]
            sisi = "awal" if putaran == 1 else "lanjutan"
            for b in dua:
                berdua = [
                    k
                    for k in baris
                    if kelompok[k] == b["kelompok"] and (3 - putaran, indikator, k) in benar
                ]
                if b["kode_indikator"] == indikator:
                    assert len(berdua) == b["desa_berpasangan"]
                    nama = "pembilang" if indikator == "RTLH" else "nilai"
                    jumlah.append((berdua, b[f"{nama}_{sisi}"], b[f"penyebut_{sisi}"]))
            asli = {
                k: benar[putaran, indikator, k]
                if indikator == "RTLH"
                else (benar[putaran, indikator, k], Penyerang.HITUNGAN)
                for k in baris
            }
            bermasalah += ketahuan(Penyerang(baris, jumlah), asli)
    assert bermasalah == []
    assert tersamar > 10  # the district has something to hide
