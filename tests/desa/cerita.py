"""A round with its villages and people, for the stories of survey entry and verification."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.urls import reverse
from django.utils import timezone

from desa.stats import Isian
from desa.workflows import survei as workflows
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    NilaiIndikatorFactory,
    PutaranFactory,
    SurveiFactory,
    VersiIndikatorFactory,
)
from tests.factories.opd import KeanggotaanFactory, PenugasanFactory


def siapkan(*, jumlah_indikator=2, tertutup=False):
    """A mentored village of an open round, its officer, another OPD's officer, the secretariat."""
    daftar = DaftarSasaranFactory(ditetapkan=True)
    versi = VersiIndikatorFactory.create_batch(jumlah_indikator, indikator__wajib=True)
    desa = DesaFactory()
    ButirSasaranFactory(daftar=daftar, desa=desa)
    anggota, lain = KeanggotaanFactory.create_batch(2)
    PenugasanFactory(opd=anggota.opd, desa=desa, periode=daftar.periode)
    return SimpleNamespace(
        daftar=daftar,
        versi=versi,
        desa=desa,
        putaran=PutaranFactory(periode=daftar.periode, versi=versi, tertutup=tertutup),
        petugas=anggota.pengguna,
        opd=anggota.opd,
        petugas_lain=lain.pengguna,
        sekretariat=PenggunaFactory(peran="sekretariat", nama="Sri Sekretariat"),
    )


def desa_ditanya(putaran, desa=None):
    """A village on a decided list of the round's period."""
    daftar = DaftarSasaranFactory(periode=putaran.periode, ditetapkan=True)
    return ButirSasaranFactory(daftar=daftar, desa=desa or DesaFactory()).desa


def putaran_lalu(cerita, *, versi=None, **angka):
    """A verified earlier round in which each question of the story was answered."""
    tanggal = cerita.putaran.tanggal_rujukan - timedelta(days=400)
    lalu = PutaranFactory(periode=cerita.daftar.periode, tanggal_rujukan=tanggal, tertutup=True)
    survei = SurveiFactory(putaran=lalu, desa=cerita.desa, diverifikasi=True)
    for v in versi or cerita.versi:
        NilaiIndikatorFactory(survei=survei, versi_indikator=v, **angka)
    return survei


def url_isi(cerita, bagian=None):
    url = reverse("desa:survei_isi", args=[cerita.putaran.pk, cerita.desa.kode])
    return f"{url}?bagian={bagian}" if bagian else url


def isi_form(response, **ubahan):
    """What a browser would send: the form's own values, with some changed.

    A key such as `pembilang_0` means the first question of the section.
    """
    form = response.context["form"]
    data = {field.html_name: field.value() for field in form}
    for kunci, nilai in ubahan.items():
        nama, _, nomor = kunci.rpartition("_")
        if nomor.isdigit():
            kunci = f"{nama}_{form.baris[int(nomor)].versi.pk}"
        data[kunci] = nilai
    return {nama: nilai for nama, nilai in data.items() if nilai is not None and nilai is not False}


def lengkap(response, **ubahan):
    """A complete section: 64 of 512 everywhere, with a source."""
    angka = {}
    for nomor, _ in enumerate(response.context["form"].baris):
        angka |= {f"pembilang_{nomor}": "64", f"penyebut_{nomor}": "512"}
    umum = {"sumber": "Pendataan desa", "metode": "sensus_desa"}
    return isi_form(response, **angka | umum | ubahan)


def hari_ini():
    return timezone.localdate()


def url_tabrakan(cerita):
    return reverse("desa:survei_tabrakan", args=[cerita.putaran.pk, cerita.desa.kode])


def simpan_rekan(cerita, pembilang):
    """A colleague changes the first answer."""
    versi = cerita.versi[0]
    isian = Isian(versi.pk, Decimal(pembilang), Decimal(512), sumber="Pendataan desa")
    workflows.simpan(cerita.putaran, cerita.desa, [isian], oleh=cerita.petugas_lain)
