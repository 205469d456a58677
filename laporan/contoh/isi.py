"""Make the example district: `isi_contoh()`. Everything on it is invented and marked CONTOH."""

from django.db import connection, transaction
from django.utils import timezone

from desa.acuan.muat import KABUPATEN_KODE
from desa.choices import JenisDesa
from desa.models import Desa, Periode
from inti.exceptions import AturanDilanggar
from inti.models import Kabupaten
from laporan.contoh.akun import buat_akun, buat_pejabat
from laporan.contoh.arsip import ArsipPutaran
from laporan.contoh.bulanan import buat_bulanan
from laporan.contoh.foto import buat_foto
from laporan.contoh.insiden import buat_insiden
from laporan.contoh.panggung import Stage
from laporan.contoh.pendampingan import buat_pendampingan
from laporan.contoh.program import buat_penugasan, buat_program
from laporan.contoh.putaran import PengisiPutaran
from laporan.contoh.rencana import susun_rencana
from laporan.contoh.usulan import buat_usulan
from laporan.contoh.waktu import mundurkan, simpan_jejak
from laporan.contoh.warga import buat_warga
from opd.models import OPD


@transaction.atomic
def isi_contoh() -> Stage:
    """Fill an installation that has reference data and no programme yet, all or nothing.

    Raises AturanDilanggar with the reason when it is not such an installation.
    """
    kabupaten = Kabupaten.objects.filter(kode=KABUPATEN_KODE).first()
    if kabupaten is None:
        raise AturanDilanggar("Data acuan belum dimuat; jalankan dulu: manage.py muat_acuan")
    if Periode.objects.filter(kabupaten=kabupaten).exists():
        raise AturanDilanggar(
            "Basis data ini sudah berisi program; data contoh hanya untuk pemasangan baru."
        )
    semua = {
        d.kode: d
        for d in Desa.objects.filter(kecamatan__kabupaten=kabupaten).select_related("kecamatan")
    }
    stage = Stage(
        kabupaten=kabupaten,
        rencana=susun_rencana(
            (k for k, d in semua.items() if d.jenis == JenisDesa.DESA),
            hari_ini=timezone.localdate(),
        ),
        desa=semua,
        opd={
            o.singkatan: o
            for o in OPD.objects.filter(kabupaten=kabupaten).prefetch_related("riwayat_nama")
        },
    )
    buat_akun(stage)
    buat_pejabat(stage)
    buat_program(stage)
    buat_penugasan(stage)
    for putaran in stage.rencana.putaran:
        lewat = putaran.tutup < stage.rencana.hari_ini
        (ArsipPutaran if lewat else PengisiPutaran)(stage, putaran).isi_semua()
    buat_pendampingan(stage)
    buat_bulanan(stage)
    buat_foto(stage)
    buat_usulan(stage, buat_warga(stage))
    buat_insiden(stage)
    simpan_jejak(stage)
    mundurkan(stage)
    if connection.vendor == "postgresql":  # so many rows at once: plan by what is there now
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    kabupaten.memuat_contoh = True
    kabupaten.save(update_fields=["memuat_contoh"])
    return stage
