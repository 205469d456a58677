"""What every form of ours shares."""

from decimal import Decimal

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import BLANK_CHOICE_DASH
from django.forms.utils import pretty_name

from inti.angka import AngkaSalah, format_angka, parse_bulat, parse_desimal


class TanggalInput(forms.DateInput):
    """The native date field; its value is always ISO, whatever the reader's language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class WaktuInput(forms.DateTimeInput):
    """The native field for a moment, in local time to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DaftarTerlipat(forms.CheckboxSelectMultiple):
    """A closed list that says how many are ticked; twenty of them would fill a phone twice."""

    template_name = "components/daftar_terlipat.html"
    terlipat = True  # draws itself (templates/bootstrap5/field.html)

    def __init__(self, sebutan, attrs=None):
        super().__init__(attrs)
        self.sebutan = sebutan

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["sebutan"] = self.sebutan
        return context


class AngkaField(forms.DecimalField):
    """A number written the Indonesian way ("1.234,5"); see inti.angka."""

    widget = forms.TextInput

    def __init__(self, *, desimal=0, **kwargs):
        self.desimal = desimal
        super().__init__(decimal_places=desimal, **kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal" if desimal else "numeric")
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value):
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            return parse_desimal(str(value)) if self.desimal else Decimal(parse_bulat(str(value)))
        except AngkaSalah as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else format_angka(value)


class FormBantu:
    """Mixin: crispy without its own <form> tag; dates native; optional fields marked as such.

    Required is the norm here, so only "(opsional)" is written, by a class on the label.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        for name, field in self.fields.items():  # no bound field yet: it would keep the old label
            if isinstance(field, forms.DateField) and not isinstance(field.widget, TanggalInput):
                field.widget = TanggalInput(attrs=field.widget.attrs)
            _sebut_kosong(field)
            opsional = not field.required and not isinstance(field, forms.BooleanField)
            if opsional and not field.widget.is_hidden:
                field.label = f"{field.label or pretty_name(name)} (opsional)"


def _sebut_kosong(field):
    """Let an empty choice say what it means instead of Django's "---------"."""
    teks = "Pilih satu" if field.required else "Tidak ada"
    garis = BLANK_CHOICE_DASH[0][1]
    if getattr(field, "empty_label", None) == garis:
        field.empty_label = teks
    elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        pilihan = list(field.choices)
        if ("", garis) in pilihan:
            field.choices = [("", teks) if satu == ("", garis) else satu for satu in pilihan]


class KonfirmasiForm(FormBantu, forms.Form):
    """A step that asks for nothing but the decision itself."""


class AlasanForm(FormBantu, forms.Form):
    """A step that needs a reason."""

    alasan = forms.CharField(
        label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
