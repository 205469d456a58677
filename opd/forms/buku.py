"""Input of the page "Isi lewat Excel": which villages, and how the workbook is laid out."""

from typing import Any

from django import forms

from inti.forms import FormBantu
from inti.impor.forms import UnggahForm
from opd.queries import BagianBuku


SUSUNAN = (
    ("desa", "Satu lembar per desa – nyaman diisi di desa dan dicetak"),
    ("satu", "Satu lembar untuk semua desa – nyaman untuk menyalin kolom"),
)


class BukuForm(FormBantu, forms.Form):
    """The download; `bagian` are the choices that this user has."""

    bagian = forms.ChoiceField(label="Desa")
    susunan = forms.ChoiceField(
        label="Susunan", choices=SUSUNAN, widget=forms.RadioSelect, initial="desa"
    )

    def __init__(self, *args: Any, bagian: list[BagianBuku], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bagian"].choices = [(b.kode, f"{b.nama} ({len(b.desa)} desa)") for b in bagian]
        if len(bagian) == 1:
            self.fields["bagian"].widget = forms.HiddenInput()
            self.fields["bagian"].initial = bagian[0].kode


class UnggahBukuForm(UnggahForm):
    """The filled workbook; the sheets need no naming."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["lembar"]
