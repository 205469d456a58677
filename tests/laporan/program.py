"""A programme in miniature for the tests of homes and reports: villages, mentors, two rounds."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from desa.choices import JenisPutaran
from desa.models import NilaiIndikator
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    IndikatorFactory,
    PutaranFactory,
    SurveiFactory,
    VersiIndikatorFactory,
)
from tests.factories.opd import PenugasanFactory


def buat_program(banyak, *, inti=7):
    """`banyak` mentored villages, verified in a closed baseline and in a running follow-up.

    Every core indicator goes from 40 of 400 to 30 of 400 in every village.
    """
    hari_ini = timezone.localdate()
    versi = [VersiIndikatorFactory(indikator=IndikatorFactory(wajib=True)) for _ in range(inti)]
    daftar = DaftarSasaranFactory(ditetapkan=True)
    awal = PutaranFactory(
        versi=versi, nomor=1, tertutup=True, tanggal_rujukan=hari_ini - timedelta(days=400)
    )
    lanjutan = PutaranFactory(versi=versi, nomor=2, jenis=JenisPutaran.LANJUTAN)
    pengisi, pemeriksa = PenggunaFactory(), PenggunaFactory(peran="sekretariat")
    penugasan = []
    for _ in range(banyak):
        desa = ButirSasaranFactory(daftar=daftar).desa
        penugasan.append(PenugasanFactory(desa=desa, dibuat_oleh=pemeriksa))
        for putaran, pembilang in ((awal, 40), (lanjutan, 30)):
            survei = SurveiFactory(
                putaran=putaran,
                desa=desa,
                diverifikasi=True,
                dibuat_oleh=pengisi,
                diverifikasi_oleh=pemeriksa,
            )
            NilaiIndikator.objects.bulk_create(
                NilaiIndikator(
                    survei=survei,
                    versi_indikator=v,
                    pembilang=pembilang,
                    penyebut=400,
                    tanggal=putaran.tanggal_rujukan,
                    sumber="Pendataan desa",
                    metode="sensus_desa",
                    diisi_oleh=pengisi,
                    diisi_pada=timezone.now(),
                )
                for v in versi
            )
    return SimpleNamespace(
        versi=versi, daftar=daftar, awal=awal, lanjutan=lanjutan, penugasan=penugasan
    )
