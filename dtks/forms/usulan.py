"""Forms and filters of corrections. Saving is done by dtks.workflows.usulan."""

import uuid

import django_filters
from django import forms
from django.urls import reverse_lazy
from django.utils.html import format_html

from desa.forms.fields import DesaField
from desa.queries import desa_berlaku, kecamatan_for_pengguna
from dtks.choices import (
    Dokumen,
    Elemen,
    JenisKelamin,
    JenisUsulan,
    Keputusan,
    StatusUsulan,
)
from dtks.elemen import NOMOR, PERIKSA_NOMOR, RAHASIA, ElemenSalah, baca_elemen, tampilkan
from dtks.models import AlasanPerbaikan, EntriData, JadwalUsulan, UsulanPerbaikan
from dtks.queries import alasan_for_pengguna
from inti.choices import JenisLampiran
from inti.forms import FormBantu
from inti.lampiran.forms import LampiranField
from opd.queries import opd_for_pengguna


WAJIB_BARU = frozenset({Elemen.NIK, Elemen.NO_KK, Elemen.NAMA, Elemen.TANGGAL_LAHIR})
# A number is looked at as soon as it is typed; the page waits for no answer.
PERIKSA_LANGSUNG = {
    "inputmode": "numeric",
    "hx-post": reverse_lazy("dtks:usulan_nomor"),
    "hx-params": ",".join([*PERIKSA_NOMOR, "csrfmiddlewaretoken"]),
    "hx-trigger": "change",
    "hx-target": "next .jawaban-nomor",
}


class UsulanFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label="Status", choices=StatusUsulan, empty_label="Semua status"
    )
    jenis = django_filters.ChoiceFilter(
        label="Jenis", choices=JenisUsulan, empty_label="Semua jenis"
    )
    alasan = django_filters.ModelChoiceFilter(
        label="Yang terjadi",
        empty_label="Semua",
        queryset=lambda request: alasan_for_pengguna(request.user),
    )
    kecamatan = django_filters.ModelChoiceFilter(
        label="Kecamatan",
        empty_label="Semua kecamatan",
        field_name="desa__kecamatan",
        queryset=lambda request: kecamatan_for_pengguna(request.user).order_by("nama"),
    )
    opd = django_filters.ModelChoiceFilter(
        label="OPD",
        empty_label="Semua OPD",
        queryset=lambda request: opd_for_pengguna(request.user).order_by("singkatan"),
    )

    class Meta:
        model = UsulanPerbaikan
        fields = ()


class CariOrangForm(FormBantu, forms.Form):
    """Whom it is about. Sent by POST: a name belongs in no address."""

    desa = DesaField(label="Desa", queryset=None)
    nama = forms.CharField(
        label="Nama",
        max_length=100,
        required=False,
        help_text="Sebagian nama cukup. Kosong: semua orang di desa itu.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, desa_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["desa"].queryset = desa_queryset


class IsianUsulan(forms.Form):
    """The fields that a reason asks for; UsulanForm adds the looks.

    `kini` holds what stands in the registry, `lama` what this draft proposed before.
    """

    kunci_kirim = forms.UUIDField(widget=forms.HiddenInput, required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, alasan, kini, lama, pengguna, entri=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.alasan, self.kini, self.lama = alasan, kini, lama
        self.fields["kunci_kirim"].initial = uuid.uuid4()
        if alasan.perlu_tanggal:
            self.fields["tanggal_kejadian"] = forms.DateField(label="Tanggal kejadian")
        for elemen in alasan.elemen:
            self.fields[elemen] = self._field(elemen, pengguna, entri)
        self.fields["keterangan"] = forms.CharField(
            label="Keterangan",
            required=alasan.kode == "lainnya",
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        for dokumen in alasan.dokumen:
            self.fields[f"dokumen_{dokumen}"] = LampiranField(
                label=Dokumen(dokumen).label,
                jenis=(JenisLampiran.FOTO, JenisLampiran.PDF),
                maks=3,
                required=False,
                help_text="Foto atau PDF, paling banyak 3. Bila belum ada, tuliskan alasannya saat mengajukan.",
            )

    def _field(self, elemen, pengguna, entri):
        is_baru = self.alasan.jenis == JenisUsulan.BARU
        wajib = is_baru and elemen in WAJIB_BARU and elemen not in self.lama
        semula = self.lama.get(elemen) or self.kini.get(elemen, "")
        umum = {"label": Elemen(elemen).label, "required": wajib}
        if elemen in RAHASIA:
            tercatat = f"Tercatat: {tampilkan(elemen, semula)}. Kosongkan bila tidak berubah."
            langsung = PERIKSA_LANGSUNG if elemen in NOMOR else {}
            return forms.CharField(
                **umum,
                max_length=60,
                help_text=format_html(
                    '{}<span class="jawaban-nomor" role="status"></span>',
                    tercatat if semula else "",
                ),
                widget=forms.TextInput(attrs={"autocomplete": "off"} | langsung),
            )
        umum["initial"] = semula
        if elemen == Elemen.TANGGAL_LAHIR:
            return forms.DateField(**umum)
        if elemen == Elemen.JENIS_KELAMIN:
            return forms.ChoiceField(**umum, choices=[("", "Pilih satu"), *JenisKelamin.choices])
        if elemen == Elemen.DESA:
            return DesaField(
                label="Desa tujuan",
                queryset=desa_berlaku(pengguna),
                to_field_name="kode",
                initial=self.lama.get(elemen),
            )
        if elemen == Elemen.PENGURUS:
            anggota = EntriData.objects.filter(keluarga=entri.keluarga_id, sumber=entri.sumber_id)
            nama = list(anggota.order_by("orang__nama").values_list("orang__nama", flat=True))
            return forms.ChoiceField(
                label="Pengurus yang baru",
                choices=[("", "Pilih anggota keluarga"), *((satu, satu) for satu in nama)],
                initial=self.lama.get(elemen),
            )
        return forms.CharField(**umum, max_length=200)

    def clean(self):
        for elemen in self.alasan.elemen:
            if (nilai := self.cleaned_data.get(elemen)) in (None, ""):
                continue
            teks = nilai.kode if elemen == Elemen.DESA else str(nilai)
            try:
                self.cleaned_data[elemen] = baca_elemen(elemen, teks)
            except ElemenSalah as error:
                self.add_error(elemen, str(error))

    @property
    def baru(self):
        """Elemen → text as proposed; an identity left empty stays as this draft had it."""
        hasil = {}
        for elemen in self.alasan.elemen:
            teks = self.cleaned_data.get(elemen) or ""
            hasil[elemen] = teks or (self.lama.get(elemen, "") if elemen in RAHASIA else "")
        return hasil

    @property
    def dokumen(self):
        """Dokumen → what was sent for it."""
        return {d: self.cleaned_data[f"dokumen_{d}"] for d in self.alasan.dokumen}


class UsulanForm(FormBantu, IsianUsulan):
    """What changes, and the evidence.

    Identities are never written into the page: left empty, a proposed one stays as it was.
    """


class AjukanForm(FormBantu, forms.Form):
    """Hand in; warnings ask for a reason."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    alasan = forms.CharField(
        label="Alasan tetap mengajukan", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, perlu_alasan, **kwargs):
        super().__init__(*args, **kwargs)
        if not perlu_alasan:
            del self.fields["alasan"]


class PutusanForm(forms.Form):
    """The checker's decision, field by field, and the reason when it goes back."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    alasan = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )

    def __init__(self, *args, elemen, **kwargs):
        super().__init__(*args, **kwargs)
        self.elemen = elemen
        for satu in elemen:
            nama = Elemen(satu).label
            self.fields[f"putusan_{satu}"] = forms.ChoiceField(
                label=nama,
                required=False,
                choices=[(Keputusan.DISETUJUI, "Setuju"), (Keputusan.DITOLAK, "Tolak")],
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            )
            self.fields[f"catatan_{satu}"] = forms.CharField(
                label=f"Catatan untuk {nama}",
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )

    @property
    def putusan(self):
        """Elemen → (decision or "", remark)."""
        return {
            satu: (self.cleaned_data[f"putusan_{satu}"], self.cleaned_data[f"catatan_{satu}"])
            for satu in self.elemen
        }

    @property
    def catatan(self):
        """Elemen → remark."""
        return {satu: catatan for satu, (_, catatan) in self.putusan.items()}


class JadwalForm(FormBantu, forms.ModelForm):
    class Meta:
        model = JadwalUsulan
        fields = ("kegiatan", "mulai", "selesai", "keterangan")

    def _get_validation_exclusions(self):
        """The kabupaten comes from the user, yet takes part in the check of the name."""
        return super()._get_validation_exclusions() - {"kabupaten"}


class AlasanPerbaikanForm(FormBantu, forms.ModelForm):
    """The district's own list. The kind of a reason in use stays: drafts were made by it."""

    elemen = forms.MultipleChoiceField(
        label="Isian yang dapat diubah",
        choices=[(e.value, e.label) for e in Elemen if e != Elemen.AKTIF],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    dokumen = forms.MultipleChoiceField(
        label="Dokumen yang diminta",
        choices=Dokumen,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = AlasanPerbaikan
        fields = (
            "kode",
            "nama",
            "petunjuk",
            "jenis",
            "alur",
            "elemen",
            "dokumen",
            "perlu_tanggal",
            "urutan",
            "aktif",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.usulan.exists():
            self.fields["kode"].disabled = self.fields["jenis"].disabled = True

    def _get_validation_exclusions(self):
        """The kabupaten comes from the user, yet takes part in the check of the code."""
        return super()._get_validation_exclusions() - {"kabupaten"}
