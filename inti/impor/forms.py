"""Input of the import pages. A kind's own parameters come from its `form_class`."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings

from inti.angka import format_angka
from inti.forms import FormBantu
from inti.impor.periksa import HasilPeriksa


class ParameterForm(FormBantu, forms.Form):
    """Base of the kinds' parameter forms: knows the user, so that choices stay in its scope."""

    def __init__(self, *args: Any, pengguna: Any, **kwargs: Any) -> None:
        self.pengguna = pengguna
        super().__init__(*args, **kwargs)

    def mentah(self) -> dict[str, str]:
        """The choices as sent, to ask the same again when the import is checked later."""
        return {nama: self.data[nama] for nama in self.fields if nama in self.data}


class UnggahForm(FormBantu, forms.Form):
    """The file itself. `kunci` makes a repeated send of the page count once."""

    berkas = forms.FileField(
        label="Berkas Excel (.xlsx)",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Pilih berkas Excel yang akan diimpor.",
            "empty": "Berkas kosong (0 bita).",
        },
    )
    lembar = forms.CharField(
        label="Nama lembar",
        max_length=31,
        required=False,
        help_text="Isi hanya bila berkas memuat lebih dari satu lembar dengan tabel yang sama.",
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean_berkas(self):
        berkas = self.cleaned_data["berkas"]
        if berkas.size > settings.UNGGAH_MAKS_BYTE:
            maks = settings.UNGGAH_MAKS_BYTE // 1024**2
            raise forms.ValidationError(f"Berkas terlalu besar. Paling besar {maks} MB.")
        return berkas


class TerapkanForm(FormBantu, forms.Form):
    """The decision on a preview. Asks only what this preview needs."""

    sidik = forms.CharField(widget=forms.HiddenInput)
    lewati_galat = forms.BooleanField(
        error_messages={"required": "Centang untuk menerapkan tanpa baris yang ditolak."}
    )
    alasan = forms.CharField(
        label="Alasan peringatan boleh dilewati",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tuliskan alasan mengapa peringatan boleh dilewati."},
    )
    setuju = forms.BooleanField(
        error_messages={"required": "Centang bahwa peringatan sudah diperiksa."}
    )

    def __init__(self, *args: Any, hasil: HasilPeriksa, **kwargs: Any) -> None:
        super().__init__(*args, initial={"sidik": hasil.sidik}, **kwargs)
        ditolak, diterima = hasil.jumlah["ditolak"], len(hasil.baris) - hasil.jumlah["ditolak"]
        self.fields["lewati_galat"].label = (
            f"Terapkan {format_angka(diterima)} baris yang benar dan tinggalkan "
            f"{format_angka(ditolak)} baris yang ditolak"
        )
        self.fields[
            "setuju"
        ].label = f"Saya sudah memeriksa {format_angka(hasil.jumlah_peringatan)} peringatan di atas"
        if not hasil.galat:
            del self.fields["lewati_galat"]
        if not hasil.jumlah_peringatan:
            del self.fields["setuju"], self.fields["alasan"]
