"""The purpose for which evidence and scans are looked at."""

from django import forms

from dtks.choices import TujuanAkses
from dtks.forms.orang import TujuanForm
from inti.forms import FormBantu
from inti.lampiran.jenis import TUJUAN_TERAKHIR


class TujuanBerkasForm(FormBantu, forms.Form):
    """Asked once: the next files of the same session begin with the same answer."""

    tujuan = forms.ChoiceField(
        label="Tujuan melihat berkas",
        choices=[("", "Pilih satu"), *((t.value, t.label) for t in TujuanForm.PILIHAN)],
    )


def form_tujuan(request, data=None):
    """The purpose form; for whoever checks corrections it begins with just that."""
    is_pemeriksa = request.user.has_perm("dtks.periksa_usulan")
    awal = {"tujuan": TujuanAkses.VERIFIKASI if is_pemeriksa else ""}
    return TujuanBerkasForm(data, initial=request.session.get(TUJUAN_TERAKHIR, awal))
