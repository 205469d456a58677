"""Forms for the master data of agencies. Saving is done by opd.workflows."""

from django import forms

from inti.forms import FormBantu
from opd.models import OPD, NamaOPD, PejabatOPD


class OPDBaruForm(FormBantu, forms.ModelForm):
    class Meta:
        model = OPD
        fields = ("nama", "singkatan", "jenis", "sumber", "catatan")
        widgets = {
            "sumber": forms.Textarea(attrs={"rows": 2}),
            "catatan": forms.Textarea(attrs={"rows": 3}),
        }

    def _get_validation_exclusions(self):
        """The kabupaten comes from the user, yet takes part in the check of the names."""
        return super()._get_validation_exclusions() - {"kabupaten"}


class OPDForm(OPDBaruForm):
    """What may be corrected in place; a new name is a dated event of its own."""

    class Meta(OPDBaruForm.Meta):
        fields = ("jenis", "sumber", "catatan")


class NamaOPDForm(FormBantu, forms.ModelForm):
    class Meta:
        model = NamaOPD
        fields = ("nama", "singkatan", "mulai")
        labels = {"mulai": "Berlaku mulai"}
        help_texts = {"mulai": "Nama sebelumnya berakhir sehari sebelum tanggal ini."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mulai"].required = True
        self.fields["mulai"].label = "Berlaku mulai"


class PejabatForm(FormBantu, forms.ModelForm):
    nip = forms.CharField(label="NIP", required=False, max_length=30)  # written with spaces

    class Meta:
        model = PejabatOPD
        fields = ("nama", "nip", "jabatan", "plt", "mulai")
        help_texts = {"mulai": "Masa jabatan pejabat sebelumnya berakhir sehari sebelum ini."}

    def clean_nip(self):
        nip = "".join(self.cleaned_data["nip"].split())
        if nip and not (nip.isascii() and nip.isdigit() and len(nip) == 18):
            raise forms.ValidationError("NIP terdiri atas 18 angka; kosongkan bila tidak ada.")
        return nip


class KonfirmasiOPDForm(FormBantu, forms.ModelForm):
    class Meta:
        model = OPD
        fields = ("sumber",)
        widgets = {"sumber": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"sumber": "Peraturan yang menyebut nama ini, dengan nomor dan tahunnya."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sumber"].required = True
        self.fields["sumber"].label = "Sumber"
