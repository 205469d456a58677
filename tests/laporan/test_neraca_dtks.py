"""The balance of change over real imports and corrections: closes, stays in scope, opens in Excel."""

import re
from collections import Counter
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from dtks.choices import StatusUsulan
from dtks.models import EntriData, UsulanPerbaikan
from dtks.workflows import usulan as workflows
from laporan.queries.neraca_dtks import perpindahan
from laporan.stats.neraca_dtks import hitung_neraca, jumlahkan
from tests.dtks.bnba import LIMA, baris, meja
from tests.dtks.test_usulan import diajukan, pada_status
from tests.factories.akun import PenggunaFactory
from tests.factories.dtks import AlasanPerbaikanFactory, SumberDataFactory
from tests.factories.opd import KeanggotaanFactory, PenugasanFactory


__all__ = ["meja"]
DESA = [None, "Mawar", "Melati"]
TINDAKAN = [None, "meninggal", "lulus", "keluar", "baru", "jatuh"]
CERITA = st.lists(
    st.tuples(
        st.sampled_from(DESA),
        st.sampled_from(DESA),
        st.sampled_from(TINDAKAN),
        st.booleans(),
    ),
    min_size=5,
    max_size=5,
)


def alasan(alur):
    jenis = {"baru": "baru", "jatuh": "baru", "keluar": "pindah"}.get(alur, "nonaktif")
    isi = ["nik", "no_kk", "nama", "tanggal_lahir"] if jenis == "baru" else ["desa"]
    return AlasanPerbaikanFactory(
        kode=alur, jenis=jenis, alur=alur, elemen=isi, dokumen=[], perlu_tanggal=False
    )


def perbaiki(meja, petugas, nomor, asal, tindakan, diterima):
    """A verified correction of a person of the first edition, accepted or not; None: not possible."""
    orang, baru = LIMA[nomor], {}
    if (tindakan in {"baru", "jatuh"}) != (asal is None) or tindakan is None:
        return None
    entri = EntriData.objects.filter(sumber=meja.sumber, id_dtks=orang["id_dtks"]).first()
    if asal is None:
        usulan = UsulanPerbaikan(
            kabupaten=meja.sumber.kabupaten, kunci_kirim=uuid4(), sumber=meja.sumber,
            desa=meja.mawar, alasan=alasan(tindakan),
        )  # fmt: skip
        isi = {n: orang[n] for n in ("nik", "no_kk", "nama")} | {"tanggal_lahir": "1980-08-17"}
        workflows.isi(usulan, isi, oleh=petugas)
        usulan = workflows.ajukan(usulan, oleh=petugas, alasan="-")
    else:
        if tindakan == "keluar":
            baru = {"desa": (meja.melati if asal == "Mawar" else meja.mawar).kode}
        entri.petugas = petugas
        usulan = diajukan(entri, alasan(tindakan), baru)
    pada_status(usulan, StatusUsulan.DISAHKAN, meja.verifikator)
    usulan.perubahan.update(keputusan="disetujui")
    if diterima:
        workflows.terima(usulan, tanggal=timezone.localdate(), oleh=meja.verifikator)
    return tindakan


def daftar(letak):
    return [
        baris(n, nama_desa=desa, id_dtks=f"CTH00000000{n}")
        for n, desa in enumerate(letak, start=1)
        if desa
    ]


def cocokkan(meja, neraca, awal, akhir):
    """Numbers of both ends as the test knows them; every village and the sum close."""
    for desa in (meja.mawar, meja.melati):
        satu = neraca.get(desa.pk)
        jumlah = awal.count(desa.nama), akhir.count(desa.nama)
        assert ((satu.awal, satu.akhir) if satu else (0, 0)) == jumlah
    for satu in [*neraca.values(), jumlahkan(neraca.values())]:
        assert satu.is_menutup
        assert satu.awal + satu.perbaikan_data + satu.kesejahteraan + satu.belum == satu.akhir


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CERITA)
def test_balance_closes_for_any_imports_and_corrections(meja, cerita):
    awal, akhir = [c[0] for c in cerita], [c[1] for c in cerita]
    if not (daftar(awal) and daftar(akhir)):
        return
    titik = transaction.savepoint()
    petugas = PenggunaFactory()
    lain = SumberDataFactory(tanggal_data=date(2025, 9, 30), tanggal_terima=date(2025, 10, 20))
    meja.impor(daftar(awal), pipa=True)
    sebab = [
        perbaiki(meja, petugas, n, asal, tindakan, diterima)
        for n, (asal, _, tindakan, diterima) in enumerate(cerita, start=1)
    ]
    kini = Counter(
        EntriData.objects.filter(sumber=meja.sumber, aktif=True).values_list(
            "desa__nama", flat=True
        )
    )
    meja.impor(daftar(akhir), sumber=lain, pipa=True)

    neraca = hitung_neraca(*perpindahan(meja.sumber, lain))
    cocokkan(meja, neraca, awal, akhir)
    jelas = sum(
        s is not None or None not in (a, b)
        for (a, b, *_), s in zip(cerita, sebab, strict=True)
        if a != b
    )
    pindah = sum(None not in (a, b) and a != b for a, b, *_ in cerita)
    assert jumlahkan(neraca.values()).diverifikasi == jelas + pindah  # a move has two sides

    cocokkan(
        meja, hitung_neraca(*perpindahan(meja.sumber, meja.sumber)), awal, list(kini.elements())
    )
    transaction.savepoint_rollback(titik)


@pytest.fixture
def dua_terbitan(meja):
    """Five persons; then one has died, one left unexplained, one moved, one came."""
    meja.lain = SumberDataFactory(tanggal_data=date(2025, 9, 30), tanggal_terima=date(2025, 10, 20))
    meja.impor(daftar(["Mawar", "Mawar", "Mawar", "Mawar", None]), pipa=True)
    perbaiki(meja, PenggunaFactory(), 1, "Mawar", "meninggal", diterima=True)
    meja.impor(daftar([None, None, "Melati", "Mawar", "Melati"]), sumber=meja.lain, pipa=True)
    meja.penugasan = PenugasanFactory(desa=meja.mawar, opd__singkatan="DINSOS")
    return meja


def alamat(nama="neraca_dtks", **isi):
    return reverse(f"laporan:{nama}", query=isi)


def test_page_splits_the_change_and_says_what_is_open(
    dua_terbitan, client, django_assert_max_num_queries
):
    client.force_login(PenggunaFactory(peran="pimpinan"))
    with django_assert_max_num_queries(28):
        halaman = client.get(alamat())
    with django_assert_max_num_queries(16):  # once gone through, the registry is left alone
        client.get(alamat())
    teks = " ".join(re.sub(r"<[^>]+>", " ", halaman.text).split())
    assert "3 diverifikasi dari 5 perubahan (60%)" in teks
    for baris_ini in (
        "Perbaikan data −1", "Pindah masuk +1", "Meninggal −1", "Pindah keluar −1",
        "Perubahan kesejahteraan 0", "Belum diverifikasi 0", "Masuk tanpa usulan terverifikasi +1",
        "Keluar tanpa usulan terverifikasi −1",
        "Yang miskin kini antara 3 orang", "dan 4 orang (semua sisanya masih miskin)",
        "Perubahan kesejahteraan antara −1 orang",
    ):  # fmt: skip
        assert baris_ini in teks
    assert [n for n, *_ in halaman.context["per_opd"]] == ["DINSOS", "Tanpa pendamping"]
    sempit = client.get(alamat(desa=dua_terbitan.mawar.kode)).context["jumlah"]
    assert (sempit.awal, sempit.akhir) == (4, 1)
    kini = client.get(alamat(dari=dua_terbitan.sumber.pk, sampai=dua_terbitan.sumber.pk))
    assert (kini.context["jumlah"].akhir, kini.context["rentang"]) == (3, [])
    salah = client.get(alamat(dari=dua_terbitan.lain.pk, sampai=dua_terbitan.sumber.pk))
    assert "tidak boleh lebih lama" in salah.text

    perbaiki(dua_terbitan, PenggunaFactory(), 2, "Mawar", "lulus", diterima=False)
    assert "4 diverifikasi dari 5 perubahan (80%)" in client.get(alamat()).text

    anggota = KeanggotaanFactory(opd=dua_terbitan.penugasan.opd, pengguna__peran="petugas")
    client.force_login(anggota.pengguna)
    assert [s.desa.nama for s in client.get(alamat()).context["semua"]] == ["Mawar"]


def test_workbook_closes_by_its_own_formulas(dua_terbitan, client):
    client.force_login(PenggunaFactory(peran="analis"))
    berkas = b"".join(client.get(alamat("neraca_dtks_excel")).streaming_content)
    buku = load_workbook(BytesIO(berkas), data_only=True)
    tajuk, *isi = list(buku["Per desa"].iter_rows(min_row=4, values_only=True))
    mawar, melati, jumlah = (dict(zip(tajuk, b, strict=True)) for b in isi)
    medan = ["Awal", "Perbaikan data", "Perubahan kesejahteraan", "Belum diverifikasi"]
    medan += ["Akhir menurut neraca", "Akhir menurut daftar", "Periksa", "Miskin paling banyak"]
    assert [[b[m] for m in medan] for b in (mawar, melati, jumlah)] == [
        [4, -2, 0, -1, 1, 1, "menutup", 2],
        [0, 1, 0, 1, 2, 2, "menutup", 2],
        [4, -1, 0, 0, 3, 3, "menutup", 4],
    ]
    buku = load_workbook(BytesIO(berkas))
    assert buku["Per desa"]["U5"].value == "=F5+SUM(R5:T5)"
    assert buku["Neraca"]["B5"].value == "='Per desa'!F7"
    assert buku["Per OPD"]["C5"].value == "=SUMIFS('Per desa'!F$5:F$6,'Per desa'!$E$5:$E$6,$A5)"


def test_without_an_edition_the_page_says_so(client, db):
    client.force_login(PenggunaFactory(peran="analis"))
    assert "Belum ada sumber data" in client.get(alamat()).text
    assert client.get(alamat("neraca_dtks_excel")).url == alamat()
