"""Forms of minutes. Saving is done by dtks.workflows.berita_acara."""

from django import forms

from dtks.choices import JenisBeritaAcara
from dtks.models import BeritaAcara, UsulanPerbaikan
from inti.choices import JenisLampiran
from inti.forms import FormBantu
from inti.lampiran.forms import LampiranField


class UsulanField(forms.ModelMultipleChoiceField):
    """Corrections by number, reason and name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, usulan):
        return f"{usulan} · {usulan.alasan} · {usulan.sebutan}"


class BeritaAcaraForm(FormBantu, forms.ModelForm):
    usulan = UsulanField(
        label="Usulan yang dimusyawarahkan",
        queryset=UsulanPerbaikan.objects.none(),
        error_messages={"required": "Pilih sekurangnya satu usulan."},
    )

    class Meta:
        model = BeritaAcara
        fields = (
            "jenis",
            "nomor",
            "tanggal",
            "tempat",
            "pimpinan",
            "jabatan_pimpinan",
            "jumlah_hadir",
            "catatan",
        )
        widgets = {"catatan": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, usulan_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["usulan"].queryset = usulan_queryset
        musyawarah = JenisBeritaAcara.MUSKEL if self._is_kelurahan else JenisBeritaAcara.MUSDES
        self.fields["jenis"].choices = [
            (satu.value, satu.label) for satu in (musyawarah, JenisBeritaAcara.SPTJM)
        ]

    @property
    def _is_kelurahan(self):
        return self.instance.desa.jenis == "kelurahan"

    def _get_validation_exclusions(self):
        """The village comes from the address, yet takes part in the check of the number."""
        return super()._get_validation_exclusions() - {"desa"}


class PindaianForm(FormBantu, forms.Form):
    """The scan of the signed paper."""

    pindaian = LampiranField(
        label="Pindaian yang sudah ditandatangani",
        jenis=(JenisLampiran.PDF, JenisLampiran.FOTO),
        maks=10,
    )
