"""Filter of the keys in use."""

from django import forms

from inti.putar import KEADAAN


class KeadaanKunciForm(forms.Form):
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), *KEADAAN.items()]
    )


class KunciFilter:
    """Keys by their state; looks like a filter set to a list page."""

    def __init__(self, data, queryset, request):
        self.form = KeadaanKunciForm(data)
        keadaan = self.form.cleaned_data["keadaan"] if self.form.is_valid() else ""
        self.qs = [satu for satu in queryset if keadaan in ("", satu.keadaan)]
