"""Form of one answer of the national system. Saving is done by dtks.workflows.jawaban."""

from django import forms
from django.utils import timezone

from dtks.choices import StatusUsulan
from inti.forms import FormBantu


class JawabanSatuForm(FormBantu, forms.Form):
    """What SIKS-NG shows as the outcome of one correction."""

    hasil = forms.ChoiceField(
        label="Jawaban pusat",
        choices=[(s.value, s.label) for s in (StatusUsulan.DITERIMA, StatusUsulan.DITOLAK_PUSAT)],
        widget=forms.RadioSelect,
    )
    tanggal = forms.DateField(label="Tanggal jawaban", initial=timezone.localdate)
    alasan = forms.CharField(
        max_length=300,
        required=False,
        help_text="Seperti tertulis pada SIKS-NG. Tanpa nama dan NIK.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alasan"].label = "Alasan penolakan (wajib bila ditolak)"

    def clean(self):
        isi = super().clean()
        if isi.get("hasil") == StatusUsulan.DITOLAK_PUSAT and not isi.get("alasan"):
            self.add_error("alasan", "Tuliskan alasan penolakannya.")
        return isi
