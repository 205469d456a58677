"""Forms and filters of assignments. Saving is done by opd.workflows."""

import django_filters
from django import forms
from django.db.models import F, Q
from django.utils import timezone

from desa.forms.fields import DesaField
from desa.models import Desa
from desa.queries import kecamatan_for_pengguna
from inti.forms import FormBantu, TanggalInput
from opd.choices import StatusSerahTerima
from opd.models import OPD, Penugasan, SerahTerima
from opd.queries import opd_for_pengguna


PILIHAN_STATUS = [
    ("berjalan", "Berjalan"),
    ("akan_datang", "Akan datang"),
    ("berakhir", "Berakhir"),
]


class PenugasanFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Desa, kode, atau nomor SK", method="saring_teks")
    opd = django_filters.ModelChoiceFilter(
        label="OPD",
        empty_label="Semua OPD",
        queryset=lambda request: opd_for_pengguna(request.user).order_by("singkatan"),
    )
    kecamatan = django_filters.ModelChoiceFilter(
        label="Kecamatan",
        empty_label="Semua kecamatan",
        field_name="desa__kecamatan",
        queryset=lambda request: kecamatan_for_pengguna(request.user).order_by("nama"),
    )
    status = django_filters.ChoiceFilter(
        label="Status", choices=PILIHAN_STATUS, empty_label="Semua", method="saring_status"
    )

    class Meta:
        model = Penugasan
        fields = ()

    def saring_teks(self, queryset, name, value):
        return queryset.filter(
            Q(desa__nama__icontains=value)
            | Q(desa__kode__startswith=value)
            | Q(nomor_sk__icontains=value)
        )

    def saring_status(self, queryset, name, value):
        hari_ini = timezone.localdate()
        if value == "berakhir":
            return queryset.filter(selesai__lt=hari_ini)
        if value == "akan_datang":
            return queryset.filter(mulai__gt=hari_ini)
        return queryset.aktif(pada=hari_ini)


class SerahTerimaFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label="Status", choices=StatusSerahTerima, empty_label="Semua status"
    )

    class Meta:
        model = SerahTerima
        fields = ()


class DesaPenugasanField(DesaField):
    """Target villages without a mentor come first, mentored ones last.

    The queryset carries `pendamping` (opd.queries) and `is_dampingan` (desa.queries).
    """

    urutan = (F("pendamping").asc(nulls_first=True), "-is_dampingan", *DesaField.urutan)

    def kelompok(self, desa):
        if desa.pendamping:
            return "Sudah didampingi"
        if desa.is_dampingan:
            return "Desa sasaran tanpa pendamping"
        return f"Di luar sasaran: Kecamatan {desa.kecamatan}"

    def label_from_instance(self, desa):
        teks = f"{desa}, {desa.kecamatan} ({desa.kode})"
        return f"{teks}: {desa.pendamping}" if desa.pendamping else teks


class PenugasanForm(FormBantu, forms.ModelForm):
    """One new assignment; overlap and period are the workflow's to judge."""

    desa = DesaPenugasanField(label="Desa", queryset=Desa.objects.none())

    class Meta:
        model = Penugasan
        fields = ("periode", "desa", "opd", "mulai", "selesai", "nomor_sk", "keterangan")
        labels = {"opd": "OPD"}
        help_texts = {"selesai": "Kosongkan selama penugasan masih berjalan."}

    def __init__(self, *args, periode_queryset, opd_queryset, desa_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["periode"].queryset = periode_queryset
        self.fields["periode"].empty_label = "Pilih periode"
        self.fields["opd"].queryset = opd_queryset
        self.fields["opd"].empty_label = "Pilih OPD"
        self.fields["opd"].label_from_instance = nama_lengkap
        self.fields["desa"].queryset = desa_queryset

    def _get_validation_exclusions(self):
        """One mentor per day is left to opd.workflows, which names the other OPD and the way out."""
        return super()._get_validation_exclusions() | {"desa"}


class KeteranganForm(FormBantu, forms.ModelForm):
    class Meta:
        model = Penugasan
        fields = ("nomor_sk", "keterangan")


class AkhiriForm(FormBantu, forms.Form):
    selesai = forms.DateField(
        label="Hari terakhir pendampingan",
        widget=TanggalInput,
        help_text="Hari itu masih terhitung didampingi.",
    )
    alasan = forms.CharField(
        label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class SerahTerimaForm(FormBantu, forms.ModelForm):
    class Meta:
        model = SerahTerima
        fields = ("opd_penerima", "petugas_penerima", "tanggal", "nomor_sk", "pekerjaan_terbuka")
        labels = {"opd_penerima": "OPD penerima", "petugas_penerima": "Petugas penerima"}
        widgets = {"pekerjaan_terbuka": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "petugas_penerima": "Wajib bila serah terima antarpetugas di OPD yang sama.",
            "pekerjaan_terbuka": "Sebut kegiatan, usulan, dan janji yang harus diteruskan. Tulis “tidak ada” bila memang tidak ada.",
        }

    def __init__(self, *args, opd_queryset, petugas_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["petugas_penerima"].queryset = petugas_queryset
        self.fields["petugas_penerima"].empty_label = "Siapa pun di OPD penerima"
        self.fields["petugas_penerima"].label_from_instance = nama_dan_opd
        self.fields["opd_penerima"].queryset = opd_queryset
        self.fields["opd_penerima"].empty_label = "Pilih OPD penerima"
        self.fields["opd_penerima"].label_from_instance = nama_lengkap


def nama_dan_opd(petugas):
    """An officer with the OPD it works for; the queryset carries `keanggotaan_kini`."""
    opd = ", ".join(k.opd.singkatan for k in petugas.keanggotaan_kini)
    return f"{petugas.nama} ({opd})" if opd else petugas.nama


def nama_lengkap(opd: OPD) -> str:
    """The choice of an agency as people look for it."""
    return f"{opd.nama} ({opd.singkatan})"
