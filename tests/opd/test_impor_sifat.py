"""Whatever stands in a file: every row is accounted for, and an undo restores what was there."""

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desa.models import ButirSasaran, NilaiIndikator, Survei
from inti.choices import StatusImpor
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    KecamatanFactory,
    NilaiIndikatorFactory,
    PutaranFactory,
    SurveiFactory,
    VersiIndikatorFactory,
)
from tests.impor import buku, terapkan, unggah


pytestmark = pytest.mark.django_db

DATA = (Survei, NilaiIndikator, ButirSasaran)
BEBAS = {"created_at", "updated_at", "versi"}
TAJUK = {
    "survei": ["Kode desa", "Kode indikator", "Pembilang", "Penyebut", "Nilai", "Alasan tidak tersedia", "Tanggal survei", "Sumber"],
    "sasaran": ["Kode desa", "Peringkat", "Skor"],
}  # fmt: skip
KODE = [f"33.18.16.200{n}" for n in range(1, 5)]  # the last one is not asked
desa = st.sampled_from([*KODE, "33.18.16.2999", "3318162001", None])
angka = st.sampled_from([None, 0, 7, 64, 512, 7.5, -1, "1.250", "12,5", "tujuh"])
BARIS = {
    "survei": st.tuples(
        desa,
        st.sampled_from(["BAGIAN", "BAGIAN", "ANGKA", "LAIN"]),
        angka,
        angka,
        st.one_of(st.none(), angka),
        st.sampled_from([None, None, None, "Belum didata", "banjir"]),
        st.sampled_from([None, date(2024, 1, 26), "26/01/2024", "31/02/2024", date(2999, 1, 1)]),
        st.sampled_from([None, "Pendataan desa", "=1+1"]),
    ),
    "sasaran": st.tuples(desa, st.sampled_from([None, 1, 2, 3, -1, "x"]), angka),
}
berkas = st.sampled_from(list(BARIS)).flatmap(
    lambda jenis: st.tuples(
        st.just(jenis), st.lists(BARIS[jenis].filter(any), min_size=1, max_size=12)
    )
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(berkas=berkas)
def test_every_row_is_accounted_for_and_an_undo_restores_what_was(sign_in, media, berkas):
    jenis, isi = berkas
    with transaction.atomic():
        client = sign_in("sekretariat")
        path, parameter = buku(media / "a.xlsx", [TAJUK[jenis], *isi]), siapkan(jenis)
        awal = keadaan()

        impor = unggah(client, jenis, path, **parameter)
        if impor is not None:
            jumlah, sesudah = terapkan_dan_hitung(client, impor, awal)
            lagi = unggah(client, jenis, path, **parameter)
            if lagi is not None:  # some rows are refused again, the others are there already
                diterima = len(isi) - jumlah["ditolak"]
                assert lagi.ringkasan["jumlah"] == {
                    "baru": 0, "berubah": 0, "sama": diterima, "ditolak": jumlah["ditolak"]
                }  # fmt: skip
            assert keadaan() == sesudah
            client.post(reverse("inti:impor_urungkan", args=[impor.pk]))
            impor.refresh_from_db()
            assert (impor.status, sum(jumlah.values())) == (StatusImpor.DIURUNGKAN, len(isi))
        assert keadaan() == awal
        transaction.set_rollback(True)


def siapkan(jenis):
    """Four villages of which three are asked; one answer and one place on a list are there."""
    kecamatan = KecamatanFactory(kode="33.18.16")
    desa = [DesaFactory(kecamatan=kecamatan, kode=kode) for kode in KODE]
    daftar = DaftarSasaranFactory()
    ButirSasaranFactory(daftar=daftar, desa=desa[0], peringkat=1)
    if jenis == "sasaran":
        return {"daftar": daftar.pk}
    bagian = VersiIndikatorFactory(indikator__kode="BAGIAN")
    jumlah = VersiIndikatorFactory(indikator__kode="ANGKA", indikator__jenis="jumlah")
    putaran = PutaranFactory(periode=daftar.periode, versi=[bagian, jumlah])
    ditetapkan = DaftarSasaranFactory(periode=daftar.periode, ditetapkan=True)
    for satu in desa[:3]:
        ButirSasaranFactory(daftar=ditetapkan, desa=satu)
    survei = SurveiFactory(putaran=putaran, desa=desa[0])
    NilaiIndikatorFactory(survei=survei, versi_indikator=bagian)
    return {"putaran": putaran.pk}


def terapkan_dan_hitung(client, impor, awal):
    """Apply; the records that are new and changed must be as many as the preview said."""
    jumlah = impor.ringkasan["jumlah"]
    putusan = {"lewati_galat": "on", "setuju": "on", "alasan": "Sudah diperiksa."}
    terapkan(client, impor, sidik=impor.ringkasan["sidik"], **putusan)
    sesudah = keadaan()
    model = NilaiIndikator if impor.jenis == "survei" else ButirSasaran
    lama = {satu["id"]: satu for satu in awal[model]}
    baru = [satu for satu in sesudah[model] if satu["id"] not in lama]
    berubah = [satu for satu in sesudah[model] if satu["id"] in lama and satu != lama[satu["id"]]]
    assert (len(baru), len(berubah)) == (jumlah["baru"], jumlah["berubah"])
    return jumlah, sesudah


def keadaan():
    return {
        model: [{k: v for k, v in satu.items() if k not in BEBAS} for satu in semua]
        for model in DATA
        for semua in [model.objects.order_by("pk").values()]
    }
