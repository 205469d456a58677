"""What every form of ours looks like: optional fields are marked, required ones are not."""

from django import forms
from django.template import Context, Template

from inti.forms import FormBantu


class ContohForm(FormBantu, forms.Form):
    nama = forms.CharField()
    jenis = forms.ChoiceField(choices=[("a", "A")])
    setuju = forms.BooleanField()
    catatan = forms.CharField(required=False)
    pilihan = forms.MultipleChoiceField(
        choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, required=False
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)


def tampilkan(form):
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))


def test_only_optional_fields_are_marked():
    html = tampilkan(ContohForm())

    for label in ("Nama", "Jenis", "Catatan (opsional)"):
        assert f'class="form-label">{label}</label>' in html
    assert '<legend class="form-label fs-6">Pilihan (opsional)</legend>' in html
    assert 'class="form-check-label">Setuju</label>' in html
    assert "*" not in html


def test_every_wrong_field_is_marked_and_says_why():
    html = tampilkan(ContohForm({"versi": "1"}))

    for dasar in ("form-control", "form-select", "form-check-input"):
        assert f'{dasar} is-invalid"' in html
    assert html.count("Bidang ini tidak boleh kosong.") == 3
