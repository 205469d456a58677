"""Survey rounds: list, detail with its completeness grid, lock, exceptions."""

from functools import partial

from django.views.decorators.http import require_GET

from desa.forms.putaran import KelengkapanFilter
from desa.queries_survei import (
    desa_putaran,
    desa_with_survei,
    putaran_for_pengguna,
    putaran_with_kemajuan,
)
from desa.tables.putaran import KelengkapanTable
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from opd.queries import desa_dapat_diisi, desa_for_pengguna, desa_with_opd


@require_GET
@perm_required("desa.lihat_program", scope=putaran_for_pengguna)
def putaran_detail(request, putaran):
    desa = desa_for_pengguna(request.user)
    rows = desa_with_survei(desa_putaran(putaran).filter(pk__in=desa.values("pk")), putaran)
    dapat_diisi = set(desa_dapat_diisi(request.user).values_list("pk", flat=True))
    daftar = Daftar(
        judul=str(putaran),
        table_class=partial(KelengkapanTable, putaran=putaran, dapat_diisi=dapat_diisi),
        template="desa/putaran_detail.html",
        filterset_class=KelengkapanFilter,
        keterangan=f"Kelengkapan {putaran} periode {putaran.periode}, satu baris per desa.",
        per_halaman=50,
    )
    kemajuan = putaran_with_kemajuan(putaran_for_pengguna(request.user), desa).get(pk=putaran.pk)
    return render_daftar(request, daftar, desa_with_opd(rows), putaran=kemajuan)
