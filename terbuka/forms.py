"""The form of a token. Saving is done by the workflow."""

from django import forms

from inti.forms import FormBantu
from terbuka.models import TokenAkses


class TokenForm(FormBantu, forms.ModelForm):
    """What a token is for, what it opens, until when."""

    class Meta:
        model = TokenAkses
        fields = ["nama", "penanggung_jawab", "lingkup", "berlaku_sampai"]
        help_texts = {"berlaku_sampai": "Paling lama satu tahun. Sesudahnya buat token baru."}

    def _get_validation_exclusions(self):
        """Both take part in the uniqueness of the name: kabupaten (set by the view), withdrawn or not."""
        return super()._get_validation_exclusions() - {"kabupaten", "dicabut_pada"}
