"""Forms and filters of meetings and action points. Saving is done by opd.workflows."""

import django_filters
from django import forms

from desa.forms.fields import DesaField
from desa.models import Desa
from inti.choices import JenisLampiran
from inti.forms import DaftarTerlipat, FormBantu
from inti.lampiran.forms import LampiranField
from opd.choices import StatusHadir, StatusRapat, StatusTindakLanjut
from opd.forms.penugasan import nama_dan_opd, nama_lengkap
from opd.forms.saringan import saringan_desa, saringan_kecamatan, saringan_opd
from opd.models import OPD, Rapat, TindakLanjut
from opd.queries import BELUM_SELESAI, tindak_lanjut_terlambat


KEADAAN = [("belum", "Belum selesai"), ("terlambat", "Lewat tenggat"), *StatusTindakLanjut.choices]


class RapatForm(FormBantu, forms.ModelForm):
    """A meeting and whom it invites."""

    opd = forms.ModelMultipleChoiceField(
        label="OPD yang diundang",
        queryset=OPD.objects.none(),
        widget=DaftarTerlipat("OPD"),
    )

    class Meta:
        model = Rapat
        fields = ("judul", "tanggal", "jam", "tempat", "agenda")
        widgets = {
            "agenda": forms.Textarea(attrs={"rows": 5}),
            "jam": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args, opd_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opd"].queryset = opd_queryset
        self.fields["opd"].label_from_instance = nama_lengkap


class KehadiranForm(forms.Form):
    """Who came, one pair of fields per invited OPD: "status_<opd>" and "wakil_<opd>"."""

    def __init__(self, *args, kehadiran, **kwargs):
        super().__init__(*args, **kwargs)
        self.kehadiran = kehadiran
        for satu in kehadiran:
            self.fields[f"status_{satu.opd_id}"] = forms.ChoiceField(
                label=f"Kehadiran {satu.opd}",
                choices=StatusHadir,
                initial=satu.status,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[f"wakil_{satu.opd_id}"] = forms.CharField(
                label=f"Yang hadir dari {satu.opd}",
                max_length=150,
                required=False,
                initial=satu.wakil,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )

    @property
    def baris(self):
        """Each invited OPD with its two bound fields, for the template."""
        for satu in self.kehadiran:
            yield satu, self[f"status_{satu.opd_id}"], self[f"wakil_{satu.opd_id}"]

    def hasil(self):
        """OPD id → (status, representative), as the workflow takes it."""
        data = self.cleaned_data
        return {
            satu.opd_id: (data[f"status_{satu.opd_id}"], data[f"wakil_{satu.opd_id}"])
            for satu in self.kehadiran
        }


class BerkasRapatField(LampiranField):
    """Scanned papers of a meeting."""

    def __init__(self, **kwargs):
        super().__init__(
            label="Notulen bertanda tangan dan daftar hadir",
            jenis=(JenisLampiran.PDF, JenisLampiran.FOTO),
            maks=5,
            **kwargs,
        )


class NotulenForm(FormBantu, forms.Form):
    notulen = forms.CharField(
        label="Notulen",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Pokok pembahasan dan keputusan. Tindak lanjut dicatat tersendiri.",
    )

    berkas = BerkasRapatField(required=False)


class BerkasRapatForm(FormBantu, forms.Form):
    """The signed minutes or the attendance sheet, scanned after the meeting."""

    berkas = BerkasRapatField()


class RapatFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label="Status", choices=StatusRapat, empty_label="Semua status"
    )

    class Meta:
        model = Rapat
        fields = ()


class TindakLanjutForm(FormBantu, forms.ModelForm):
    """What is to be done, by whom, until when."""

    desa = DesaField(label="Desa yang dituju", queryset=Desa.objects.none(), required=False)

    class Meta:
        model = TindakLanjut
        fields = ("uraian", "opd", "pemilik", "desa", "tenggat")
        labels = {
            "opd": "OPD penanggung jawab",
            "pemilik": "Orang yang memegang",
        }
        widgets = {"uraian": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, opd_queryset, pemilik_queryset, desa_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opd"].queryset = opd_queryset
        self.fields["opd"].label_from_instance = nama_lengkap
        self.fields["opd"].empty_label = "Pilih OPD"
        self.fields["pemilik"].queryset = pemilik_queryset
        self.fields["pemilik"].empty_label = "Siapa pun di OPD itu"
        self.fields["pemilik"].label_from_instance = nama_dan_opd
        if desa_queryset is None:  # the problem or the survey names it
            del self.fields["desa"]
        else:
            self.fields["desa"].queryset = desa_queryset
            self.fields["desa"].empty_label = "Tidak khusus satu desa"

    def clean(self):
        data = super().clean()
        opd, pemilik = data.get("opd"), data.get("pemilik")
        if opd and pemilik and opd.pk not in {k.opd_id for k in pemilik.keanggotaan_kini}:
            self.add_error("pemilik", f"{pemilik} tidak bekerja di {opd}.")
        return data


class LaporkanForm(FormBantu, forms.Form):
    hasil = forms.CharField(
        label="Apa yang sudah dilakukan",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sebut bukti yang dapat diperiksa: nomor surat, berita acara, atau hitungannya.",
    )
    bukti = LampiranField(
        label="Bukti", jenis=(JenisLampiran.FOTO, JenisLampiran.PDF), maks=5, required=False
    )


class CatatanForm(FormBantu, forms.Form):
    catatan = forms.CharField(
        label="Catatan", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class TindakLanjutFilter(django_filters.FilterSet):
    q = saringan_desa("desa")
    opd = saringan_opd("opd")
    kecamatan = saringan_kecamatan("desa__kecamatan")
    keadaan = django_filters.ChoiceFilter(
        label="Keadaan", empty_label="Semua keadaan", choices=KEADAAN, method="saring_keadaan"
    )

    class Meta:
        model = TindakLanjut
        fields = ()

    def saring_keadaan(self, queryset, _nama, nilai):
        if nilai == "belum":
            return queryset.filter(status__in=BELUM_SELESAI)
        if nilai == "terlambat":
            return tindak_lanjut_terlambat(queryset)
        return queryset.filter(status=nilai)
