"""Input of the money of interventions. Stored by opd.workflows.pendanaan."""

from typing import ClassVar

from django import forms
from django.utils import timezone

from inti.choices import JenisLampiran
from inti.forms import AngkaField, FormBantu
from inti.lampiran.forms import LampiranField
from opd.models import JenisBantuan, Pencairan, Pendanaan


class PendanaanForm(FormBantu, forms.ModelForm):
    pagu = AngkaField(label="Pagu (Rp)", max_digits=15, min_value=1)
    tahun = forms.IntegerField(
        label="Tahun anggaran", widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )

    class Meta:
        model = Pendanaan
        fields = ("sumber", "pemberi", "tahun", "natura", "pagu", "alasan_lebih")
        widgets: ClassVar = {"alasan_lebih": forms.HiddenInput}
        help_texts: ClassVar = {
            "natura": "Pagu dan pencairannya diisi menurut nilai barang atau tenaga itu."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.initial["tahun"] = self.initial["tahun"] or timezone.localdate().year
        if self["alasan_lebih"].value():
            self.minta_alasan()

    def _get_validation_exclusions(self):
        """The intervention comes from the page, yet takes part in the check of one per source."""
        return super()._get_validation_exclusions() - {"intervensi"}

    def minta_alasan(self):
        """Show the field for the reason why realisation exceeds the pagu."""
        self.fields["alasan_lebih"].widget = forms.Textarea(attrs={"rows": 2})


class PencairanForm(FormBantu, forms.ModelForm):
    jumlah = AngkaField(label="Jumlah (Rp)", max_digits=15, min_value=1)
    bukti = LampiranField(
        label="Bukti",
        required=False,
        maks=5,
        jenis=(JenisLampiran.FOTO, JenisLampiran.PDF),
    )
    alasan_lebih = forms.CharField(
        label="Alasan melebihi pagu", max_length=300, required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Pencairan
        fields = ("tanggal", "jumlah", "nomor_bukti", "keterangan")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.initial["tanggal"] = self.initial["tanggal"] or timezone.localdate()

    def _get_validation_exclusions(self):
        """What comes from the page, or is not asked, takes part in the check of the proof's number."""
        return super()._get_validation_exclusions() - {"pendanaan", "dibatalkan_pada"}

    def minta_alasan(self):
        """Show the field for the reason why realisation exceeds the pagu."""
        self.fields["alasan_lebih"].widget = forms.Textarea(attrs={"rows": 2})


class JenisBantuanForm(FormBantu, forms.ModelForm):
    class Meta:
        model = JenisBantuan
        fields = ("kode", "nama", "satuan", "urutan", "aktif")
        help_texts: ClassVar = {
            "satuan": "Satuan alami, misalnya unit, KK, meter. Angka yang sudah dicatat memakai satuan ini."
        }
