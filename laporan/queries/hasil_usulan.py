"""Corrections that were sent to the national system, without persons."""

from django.utils import timezone

from akun.models import Pengguna
from dtks.choices import STATUS_TERKIRIM, JenisUsulan, StatusUsulan
from dtks.models import KirimanUsulan, UsulanPerbaikan
from laporan.stats.hasil_usulan import UsulanTerkirim
from opd.queries import desa_for_pengguna


TANPA_KIRIMAN, TANPA_OPD = "Tanpa kiriman", "Tanpa OPD"


def usulan_terkirim(pengguna: Pengguna) -> list[UsulanTerkirim]:
    """Those of the villages in the user's scope, the longest sent first; one query."""
    semua = (
        UsulanPerbaikan.objects.filter(
            kabupaten=pengguna.kabupaten_id,
            desa__in=desa_for_pengguna(pengguna),
            status__in=STATUS_TERKIRIM,
        )
        .select_related(None)
        .order_by("diusulkan_pada", "pk")
        .values(
            *("pk", "status", "jenis", "kiriman__nomor", "opd__singkatan"),
            *("desa__kecamatan__nama", "desa__nama", "desa__kode"),
            *("diajukan_pada", "diusulkan_pada", "dijawab_pada", "alasan_pusat"),
        )
    )
    return [
        UsulanTerkirim(
            pk=u["pk"],
            nomor=UsulanPerbaikan(pk=u["pk"]).nomor,
            kiriman=str(KirimanUsulan(nomor=u["kiriman__nomor"]))
            if u["kiriman__nomor"]
            else TANPA_KIRIMAN,
            opd=u["opd__singkatan"] or TANPA_OPD,
            jenis=str(JenisUsulan(u["jenis"]).label),
            kecamatan=u["desa__kecamatan__nama"],
            desa=u["desa__nama"],
            kode_desa=u["desa__kode"],
            diajukan=timezone.localdate(u["diajukan_pada"]),
            dikirim=timezone.localdate(u["diusulkan_pada"]),
            dijawab=u["dijawab_pada"],
            is_diterima=u["status"] == StatusUsulan.DITERIMA,
            alasan=u["alasan_pusat"],
        )
        for u in semua
    ]
