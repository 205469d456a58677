"""Form fields that pick villages, grouped by kecamatan since names repeat."""

from itertools import groupby

from django import forms
from django.forms.models import ModelChoiceIterator


class DesaIterator(ModelChoiceIterator):
    """The choices of a DesaField as groups; works as <optgroup> without JavaScript."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        desa = self.queryset.select_related("kecamatan").order_by(*self.field.urutan)
        for kelompok, anggota in groupby(desa, key=self.field.kelompok):
            yield (kelompok, [self.choice(d) for d in anggota])


class DesaField(forms.ModelChoiceField):
    """One village. `urutan` and `kelompok` say how the choices are ordered and grouped."""

    iterator = DesaIterator
    urutan = ("kecamatan__nama", "nama", "kode")

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("empty_label", "Pilih desa")
        super().__init__(*args, **kwargs)

    def kelompok(self, desa):
        return f"Kecamatan {desa.kecamatan}"

    def label_from_instance(self, desa):
        return f"{desa} ({desa.kode})"


class PilihDesaWidget(forms.CheckboxSelectMultiple):
    """One closed group per kecamatan; opens and ticks without JavaScript."""

    template_name = "desa/_pilih_desa.html"


class PilihDesaField(forms.ModelMultipleChoiceField):
    """Many villages, ticked in one group per kecamatan."""

    iterator = DesaIterator
    widget = PilihDesaWidget
    urutan = DesaField.urutan
    kelompok = DesaField.kelompok
    label_from_instance = DesaField.label_from_instance
