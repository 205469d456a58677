"""Photos of the example: pairs of finished work, problems as found, and visits."""

from uuid import uuid5

from django.core.files.base import ContentFile
from django.db.models import QuerySet

from akun.models import Pengguna
from desa.choices import JenisTemuan
from desa.models import Temuan
from inti.lampiran.berkas import siapkan
from inti.lampiran.workflows import Kiriman, lampirkan
from inti.models import Berlampiran
from laporan.contoh.adegan import lukis
from laporan.contoh.angka import acak
from laporan.contoh.panggung import RUANG_KUNCI, Stage, jam_kerja
from laporan.contoh.rencana import PASANGAN_BERITA
from opd.choices import StatusIntervensi
from opd.models import KemajuanIntervensi, Kunjungan
from opd.workflows.intervensi import SEBELUM, SESUDAH


BERGAMBAR = ("RTLH", "JAMBAN", "AIR", "JALAN")  # kinds of work and indicators with a scene
OPD_BERGAMBAR = ("Diskominfo", "Disdagperin")  # besides the villages of the news
TEMUAN_PER_DESA, PASANGAN_PER_DESA, KUNJUNGAN_PER_DESA = 1, 1, 2


def buat_foto(stage: Stage) -> None:
    """Photos in the villages that the news named, and in those of the officers one signs in as."""
    kode = [
        k
        for k, opd in stage.rencana.pendamping.items()
        if k in PASANGAN_BERITA or opd in OPD_BERGAMBAR
    ]
    for satu in kode:
        desa = stage.desa[satu]
        selesai = KemajuanIntervensi.objects.filter(
            intervensi__desa=desa,
            intervensi__jenis__kode__in=BERGAMBAR,
            intervensi__status=StatusIntervensi.SELESAI,
            persen=100,
        ).select_related("intervensi__jenis", "dibuat_oleh")
        for maju in _terbaru(selesai, PASANGAN_PER_DESA):
            for untuk, baik in ((SEBELUM, False), (SESUDAH, True)):
                jenis = maju.intervensi.jenis.kode
                _lampirkan(stage, maju, jenis, untuk, maju.dibuat_oleh, baik=baik, untuk=untuk)
        temuan = Temuan.objects.filter(
            desa=desa, jenis=JenisTemuan.MASALAH, indikator__kode__in=BERGAMBAR
        ).select_related("indikator", "dibuat_oleh")
        for masalah in _terbaru(temuan, TEMUAN_PER_DESA):
            jenis = masalah.indikator.kode
            _lampirkan(stage, masalah, jenis, masalah.judul, masalah.dibuat_oleh, baik=False)
        kunjungan = Kunjungan.objects.filter(penugasan__desa=desa).select_related("petugas")
        for datang in _terbaru(kunjungan, KUNJUNGAN_PER_DESA):
            _lampirkan(stage, datang, "WARGA", f"kunjungan ke {desa.nama}", datang.petugas)


def _terbaru(queryset: QuerySet, banyak: int) -> QuerySet:
    return queryset.order_by("-tanggal", "pk")[:banyak]


def _lampirkan(
    stage: Stage,
    objek: Berlampiran,
    adegan: str,
    teks: str,
    oleh: Pengguna,
    *,
    baik: bool = True,
    untuk: str = "",
) -> None:
    kunci = f"{objek._meta.label_lower}-{objek.pk}-{untuk}"
    r = acak("foto", kunci.removesuffix(f"-{untuk}"))  # the same house before and after
    berkas = ContentFile(lukis(adegan, teks, r, baik=baik), name=f"{teks}.jpg")
    olahan = siapkan(berkas, kunci=uuid5(RUANG_KUNCI, kunci))
    lampirkan(objek, Kiriman([olahan]), oleh=oleh, untuk=untuk)
    stage.ingat(objek, "lampiran.tambah", jam_kerja(objek.tanggal, acak("foto", kunci)))
