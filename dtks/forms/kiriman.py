"""Forms of the lists for the national system. Saving is done by dtks.workflows.kiriman."""

from django import forms
from django.db import models

from desa.models import Kecamatan
from dtks.choices import JenisUsulan
from inti.forms import FormBantu


class BentukKiriman(models.TextChoices):
    XLSX = "xlsx", "Buku kerja Excel, satu daftar"
    TEKS = "teks", "Teks berpemisah “|”, satu berkas per desa dan jenis (zip)"


class KirimanForm(FormBantu, forms.Form):
    """Which of the waiting corrections go out."""

    kecamatan = forms.ModelChoiceField(
        Kecamatan.objects.none(), required=False, empty_label="Semua kecamatan"
    )
    jenis = forms.ChoiceField(
        label="Jenis usulan", required=False, choices=[("", "Semua jenis"), *JenisUsulan.choices]
    )
    catatan = forms.CharField(
        max_length=200,
        required=False,
        help_text="Misalnya “Periode November 2026”. Jangan menyebut nama orang.",
    )

    def __init__(self, *args, kecamatan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kecamatan"].queryset = kecamatan

    def saring(self, usulan):
        """The corrections chosen."""
        if kecamatan := self.cleaned_data["kecamatan"]:
            usulan = usulan.filter(desa__kecamatan=kecamatan)
        if jenis := self.cleaned_data["jenis"]:
            usulan = usulan.filter(jenis=jenis)
        return usulan


class UnduhKirimanForm(FormBantu, forms.Form):
    """The shape of the file, and what it is needed for."""

    bentuk = forms.ChoiceField(
        choices=BentukKiriman, widget=forms.RadioSelect, initial=BentukKiriman.XLSX
    )
    keterangan = forms.CharField(
        label="Keperluan",
        max_length=300,
        help_text="Misalnya “Diserahkan kepada operator Desa Soneyan”. Tercatat bersama nama Anda; "
        "jangan menyebut nama atau nomor orang.",
    )
