"""Reminding mentors: in the application, or by a message that the secretariat sends itself."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from desa.queries import putaran_for_pengguna
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
from opd.queries import desa_belum_diajukan, petugas_per_opd
from opd.workflows.pengingat import ingatkan, sebut_tenggat


@require_http_methods(["GET", "POST"])
@perm_required("opd.ingatkan_pendamping", scope=putaran_for_pengguna)
def putaran_ingatkan(request, putaran):
    """The villages still missing, ticked; one notice per mentor, or a WhatsApp text per village."""
    desa, hari_ini = list(desa_belum_diajukan(putaran)), timezone.localdate()
    if request.method == "POST":
        dipilih = set(request.POST.getlist("desa"))
        terpilih = [d for d in desa if d.kode in dipilih]
        try:
            jumlah = ingatkan(putaran, terpilih, oleh=request.user, pada=hari_ini)
        except AturanDilanggar as tolak:
            messages.error(request, str(tolak))
            return redirect("opd:putaran_ingatkan", putaran.pk)
        sudah = "" if jumlah else " Semuanya sudah diingatkan hari ini."
        messages.success(request, f"{jumlah} petugas diingatkan.{sudah}")
        return redirect("desa:putaran_detail", putaran.pk)
    petugas = petugas_per_opd({d.pendamping_id for d in desa if d.pendamping_id})
    tenggat = sebut_tenggat(putaran, hari_ini)
    baris = [
        (d, len(petugas.get(d.pendamping_id, ())), _whatsapp(putaran, d, tenggat)) for d in desa
    ]
    context = {"putaran": putaran, "tenggat": tenggat, "baris": baris}
    return render(request, "opd/putaran_ingatkan.html", context)


def _whatsapp(putaran, desa, tenggat):
    """A link that opens WhatsApp with the text; whoever sends it chooses to whom.

    No personal data: the village, the round, and the address of a page that asks to sign in.
    """
    alamat = settings.ALAMAT_SITUS + reverse("desa:survei_isi", args=[putaran.pk, desa.kode])
    teks = (
        f"Pengingat Sekretariat TKPK: survei {desa}, Kecamatan {desa.kecamatan}, {putaran} "
        f"belum diajukan ({tenggat}). Isi di {alamat}"
    )
    return f"https://wa.me/?text={quote(teks)}"
