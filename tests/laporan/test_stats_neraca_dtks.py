"""The balance of change on plain numbers: a worked example, and that it always closes."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from laporan.stats.neraca_dtks import (
    ALUR_KELUAR,
    ALUR_MASUK,
    NeracaDTKS,
    hitung_neraca,
    jumlahkan,
)


ALUR = sorted({*ALUR_MASUK, *ALUR_KELUAR} - {"belum"})
ORANG = st.tuples(
    st.sampled_from([None, 1, 2, 3]),
    st.sampled_from([None, 1, 2, 3]),
    st.sampled_from([None, *ALUR]),
)


def test_worked_example_of_docs_metode():
    """Village 1: 100 on the list, 92 on the next one."""
    neraca = hitung_neraca(
        {(1, 1): 78, (1, 2): 3, (1, None): 19, (2, 1): 2, (None, 1): 12, (2, 2): 50},
        {
            (1, None, "meninggal"): 6, (1, None, "tidak_ditemukan"): 4, (1, None, "lulus"): 5,
            (None, 1, "baru"): 7, (None, 1, "jatuh"): 2,
        },
    )  # fmt: skip
    satu = neraca[1]
    assert satu == NeracaDTKS(
        awal=100,
        akhir=92,
        masuk=Counter(baru=7, masuk=2, jatuh=2, belum=3),
        keluar=Counter(meninggal=6, keluar=3, tidak_ditemukan=4, lulus=5, belum=4),
    )
    assert (satu.perbaikan_data, satu.kesejahteraan, satu.belum) == (-4, -3, -1)
    assert (satu.diverifikasi, satu.berubah) == (29, 36)
    assert (satu.rentang_miskin, satu.rentang_kesejahteraan) == ((92, 96), (-7, 0))
    semua = jumlahkan(neraca.values())
    assert (semua.awal, semua.akhir, semua.masuk["masuk"], semua.keluar["keluar"]) == (
        152, 145, 5, 5,
    )  # fmt: skip


@settings(max_examples=50)
@given(st.lists(ORANG, max_size=40))
def test_balance_closes_for_any_persons_and_reasons(orang):
    orang = [(a, b, alur) for a, b, alur in orang if a or b]
    perpindahan = Counter((a, b) for a, b, _ in orang)
    sebab = Counter((a, b, alur) for a, b, alur in orang if alur)

    neraca = hitung_neraca(perpindahan, sebab)

    for desa, satu in [*neraca.items(), (0, jumlahkan(neraca.values()))]:
        awal = [o for o in orang if (o[0] == desa if desa else o[0])]
        akhir = [o for o in orang if (o[1] == desa if desa else o[1])]
        assert (satu.awal, satu.akhir) == (len(awal), len(akhir))
        assert satu.is_menutup
        assert satu.awal + satu.perbaikan_data + satu.kesejahteraan + satu.belum == satu.akhir
        assert min([*satu.masuk.values(), *satu.keluar.values(), 0]) == 0
        assert satu.rentang_miskin[0] <= satu.rentang_miskin[1]
        belum = [o for o in orang if not o[2] and desa in (o[0], o[1]) and None in o[:2]]
        if desa:
            assert satu.berubah - satu.diverifikasi == len(belum)
