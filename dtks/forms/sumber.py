"""Forms of the registry's sources."""

from django import forms

from dtks.models import SumberData
from inti.forms import FormBantu


class SumberDataForm(FormBantu, forms.ModelForm):
    class Meta:
        model = SumberData
        fields = ("kode", "jenis", "tanggal_data", "tanggal_terima", "simpan_sampai", "catatan")
        help_texts = {
            "kode": "Misalnya DTKS-2020-10 atau DTSEN-2025-TW2.",
            "tanggal_data": "Keadaan data, bukan tanggal berkasnya.",
            "simpan_sampai": "Akhir masa simpan (UU 27/2022). Sesudahnya admin menghapus data orangnya; "
            "hitungan per desa tinggal.",
        }

    def _get_validation_exclusions(self):
        """The kabupaten comes from the user, yet takes part in the check of the code."""
        return super()._get_validation_exclusions() - {"kabupaten"}
