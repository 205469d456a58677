"""The form field for attachments: files of the form itself, and those sent ahead by the script."""

from uuid import UUID, uuid4, uuid5

from django import forms
from django.forms.widgets import Script

from inti.choices import JenisLampiran
from inti.excel.periksa import BerkasDitolak
from inti.lampiran.berkas import NAMA_JENIS, siapkan
from inti.lampiran.workflows import Kiriman


TERIMA = {
    JenisLampiran.FOTO: "image/jpeg,image/png,image/webp",
    JenisLampiran.PDF: "application/pdf",
    JenisLampiran.EXCEL: ".xlsx",
}


class LampiranInput(forms.FileInput):
    """A file input for several files that remembers what was uploaded ahead (static/js/lampiran.js).

    Beside the files it sends `<name>_kunci` once per file uploaded ahead, and `<name>_token`, from
    which the keys of the files in the form itself follow: a repeated send stores them once.
    """

    allow_multiple_selected = True
    template_name = "components/lampiran_input.html"

    class Media:
        js = (Script("js/lampiran.js", defer=True),)

    def value_from_datadict(self, data, files, name):
        getlist = getattr(data, "getlist", lambda _: [])
        return {
            "berkas": files.getlist(name) if hasattr(files, "getlist") else [],
            "kunci": getlist(f"{name}_kunci"),
            "token": data.get(f"{name}_token", ""),
        }

    def value_omitted_from_data(self, data, files, name):
        return False

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        isi = value or {}
        context["widget"] |= {
            "kunci": [k for k in map(_uuid, isi.get("kunci", ())) if k],
            "token": _uuid(isi.get("token")) or uuid4(),
        }
        return context


class LampiranField(forms.Field):
    """Photos and documents; cleans to a `Kiriman` for `inti.lampiran.workflows.lampirkan`."""

    widget = LampiranInput
    default_error_messages = {"required": "Pilih sekurangnya satu berkas."}

    def __init__(self, *, jenis=(JenisLampiran.FOTO,), maks=10, **kwargs):
        self.jenis, self.maks = jenis, maks
        kwargs.setdefault("help_text", f"{_sebut(jenis)}, paling banyak {maks}.")
        super().__init__(**kwargs)
        self.widget.attrs |= {
            "accept": ",".join(TERIMA[j] for j in jenis),
            "data-maks": maks,
        }

    def has_changed(self, initial, data):
        return bool(data["berkas"] or data["kunci"])

    def clean(self, value):
        kunci = [k for k in map(_uuid, value["kunci"]) if k]
        if len(kunci) + len(value["berkas"]) > self.maks:
            raise forms.ValidationError(f"Paling banyak {self.maks} berkas.")
        dasar = _uuid(value["token"]) or uuid4()
        olahan, galat = [], []
        for urutan, berkas in enumerate(value["berkas"]):
            try:
                satu = siapkan(
                    berkas, kunci=uuid5(dasar, f"{urutan}:{berkas.size}"), boleh=self.jenis
                )
                olahan.append(satu)
            except BerkasDitolak as tolak:
                galat.append(f"{berkas.name}: {tolak}")
        if galat:
            raise forms.ValidationError(galat)
        kiriman = Kiriman(olahan, kunci)
        if self.required and not kiriman:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return kiriman


class UnggahLampiranForm(forms.Form):
    """One file sent ahead by the script, with the EXIF block that shrinking took from it."""

    berkas = forms.FileField(error_messages={"empty": "Berkas kosong (0 bita)."})
    kunci = forms.UUIDField()
    exif = forms.FileField(required=False, allow_empty_file=True)

    def olahan(self, boleh=JenisLampiran.values):
        """Look at the file. Raises BerkasDitolak."""
        exif = self.cleaned_data["exif"]
        return siapkan(
            self.cleaned_data["berkas"],
            kunci=self.cleaned_data["kunci"],
            boleh=boleh,
            exif=exif.read(70_000) if exif else b"",
        )


def _uuid(teks) -> UUID | None:
    try:
        return UUID(str(teks))
    except ValueError:
        return None


def _sebut(jenis) -> str:
    teks = " atau ".join(NAMA_JENIS[j] for j in jenis)
    return teks[0].upper() + teks[1:]
