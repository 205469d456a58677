"""Input of surveys: one section of answers, submission, return, revision."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import ClassVar
from uuid import uuid4

import django_filters
from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from desa.choices import AlasanKosong, JenisIndikator, Metode, PilihanTabrakan, StatusSurvei
from desa.models import Kecamatan, Putaran, Survei, TabrakanIsian, VersiIndikator
from desa.queries import Baris, Jawaban, putaran_kabupaten
from desa.stats import Isian, Kesalahan, periksa_isian
from inti.forms import AngkaField, FormBantu, TanggalInput
from inti.teks import normalkan_nama


ADA_ANGKA = [("", "Ada angkanya"), *AlasanKosong.choices]
# What reading a damaged hidden field may die of.
TIDAK_UTUH = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError)
PESAN_TIDAK_UTUH = "Halaman ini tidak utuh; muat ulang halaman."
PILIH_METODE = [("", "Pilih metode"), *Metode.choices]


class BagianForm(forms.Form):
    """The answers to one section of a survey; stored by desa.workflows.survei.simpan.

    Every question has fields named "<field>_<versi_indikator id>". Source, method and date stand
    once for the section and may differ per answer. `dasar` carries the answers as they were when
    the page was made: only what differs from them is sent on, and a stale page is compared with it.
    """

    versi = forms.IntegerField(widget=forms.HiddenInput)
    kunci_kirim = forms.UUIDField(widget=forms.HiddenInput)
    dasar = forms.CharField(widget=forms.HiddenInput)
    sumber = forms.CharField(label="Sumber angka bagian ini", max_length=200, required=False)
    metode = forms.ChoiceField(label="Metode", choices=PILIH_METODE, required=False)
    tanggal = forms.DateField(label="Keadaan per tanggal", required=False, widget=TanggalInput)

    def __init__(
        self, *args, baris: list[Baris], putaran: Putaran, survei: Survei | None, **kwargs
    ):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.baris = baris
        self.tersimpan = {b.versi.pk: Isian.dari(b.nilai) for b in baris if b.nilai}
        self.umum = _isian_umum(self.tersimpan.values(), putaran)
        self.initial |= self.umum | {
            "versi": survei.versi if survei else 0,
            "kunci_kirim": uuid4(),
            "dasar": kemas(self.tersimpan),
        }
        for b in baris:
            self._tambah_isian(b)
        for field in self.fields.values():
            kelas = {forms.Select: "form-select", forms.CheckboxInput: "form-check-input"}
            field.widget.attrs["class"] = kelas.get(type(field.widget), "form-control")

    def _tambah_isian(self, baris):
        versi, nama = baris.versi, baris.versi.indikator.nama
        isian = self.tersimpan.get(versi.pk, Isian(versi.pk))
        angka = {"nilai": versi.label_pembilang}
        if versi.indikator.jenis == JenisIndikator.PROPORSI:
            angka = {"pembilang": versi.label_pembilang, "penyebut": versi.label_penyebut}
        fields = {
            **{
                kunci: AngkaField(label=f"{nama}, {label}", desimal=versi.desimal, required=False)
                for kunci, label in angka.items()
            },
            "sama_seperti_sebelumnya": forms.BooleanField(
                label="Sama seperti sebelumnya", required=False
            ),
            "alasan_kosong": forms.ChoiceField(
                label=f"{nama}, alasan kosong", choices=ADA_ANGKA, required=False
            ),
            "keterangan_kosong": forms.CharField(
                label=f"{nama}, keterangan alasan kosong", max_length=300, required=False
            ),
            "alasan_lonjakan": forms.CharField(
                label=f"{nama}, alasan perubahan besar", max_length=300, required=False
            ),
            "catatan": forms.CharField(
                label=f"{nama}, catatan",
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
            "sumber": forms.CharField(label=f"{nama}, sumber", max_length=200, required=False),
            "metode": forms.ChoiceField(
                label=f"{nama}, metode", choices=PILIH_METODE, required=False
            ),
            "tanggal": forms.DateField(
                label=f"{nama}, keadaan per tanggal", required=False, widget=TanggalInput
            ),
        }
        for kunci, field in fields.items():
            nilai = getattr(isian, kunci)
            if kunci in self.umum:  # shown only where it differs from the section's
                nilai = "" if nilai == self.umum[kunci] else nilai
            self.fields[f"{kunci}_{versi.pk}"] = field
            self.initial[f"{kunci}_{versi.pk}"] = nilai

    @property
    def rows(self):
        """Each question with its bound fields by plain name, for the template."""
        for b in self.baris:
            akhiran = f"_{b.versi.pk}"
            medan = {n.removesuffix(akhiran): self[n] for n in self.fields if n.endswith(akhiran)}
            yield {
                "baris": b,
                "medan": medan,
                "errors": [e for field in medan.values() for e in field.errors],
                "is_lain": any(medan[n].value() for n in ("catatan", *self.umum)),
                "is_lonjakan": any(p.kode in ("lonjakan", "penyebut") for p in b.peringatan)
                or bool(medan["alasan_lonjakan"].value()),
            }

    def clean_dasar(self):
        try:
            return urai(self.cleaned_data["dasar"])
        except TIDAK_UTUH as error:
            raise forms.ValidationError(PESAN_TIDAK_UTUH) from error

    def clean(self):
        for b in self.baris:
            if self._has_kesalahan(b.versi):
                continue
            isian = self._isian(b.versi)
            salah = periksa_isian(
                isian,
                jenis=b.versi.indikator.jenis,
                desimal=b.versi.desimal,
                hari_ini=timezone.localdate(),
            )
            if isian.is_blank and self._has_teks(b.versi):
                pesan = "Isi angkanya atau pilih alasan kosong; keterangan saja tidak disimpan."
                salah.append(Kesalahan("alasan_kosong", pesan))
            self.tambah_kesalahan({b.versi.pk: salah})

    def tambah_kesalahan(self, kesalahan: Mapping[int, list[Kesalahan]]) -> None:
        """Put the mistakes of a workflow beside their fields."""
        for versi_pk, daftar in kesalahan.items():
            for salah in daftar:
                self.add_error(f"{salah.field}_{versi_pk}", salah.pesan)

    @property
    def is_utuh(self) -> bool:
        """Whether what the whole section shares is right, so that the right answers may be stored."""
        return not any("_" not in nama or nama == "kunci_kirim" for nama in self.errors)

    @property
    def kesalahan(self) -> dict[str, list[str]]:
        """The messages per field of the page."""
        return {nama: [str(e) for e in daftar] for nama, daftar in self.errors.items()}

    def isian(self) -> list[Isian]:
        """The answers without a mistake that differ from what they were when the page was made."""
        dasar = self.cleaned_data["dasar"]
        hasil = []
        for b in self.baris:
            isian = self._isian(b.versi)
            if self._has_kesalahan(b.versi):
                continue
            if isian != dasar.get(b.versi.pk, Isian(b.versi.pk)):
                hasil.append(isian)
        return hasil

    def _isian(self, versi: VersiIndikator) -> Isian:
        data = {
            nama: self.cleaned_data.get(f"{nama}_{versi.pk}") or bawaan
            for nama, bawaan in asdict(Isian(versi.pk)).items()
            if nama not in ("versi_indikator_id", "pembilang", "penyebut", "nilai")
        }
        angka = {
            nama: self.cleaned_data.get(f"{nama}_{versi.pk}")
            for nama in ("pembilang", "penyebut", "nilai")
        }
        for nama in self.umum:
            data[nama] = data[nama] or self.cleaned_data.get(nama) or data[nama]
        if data["alasan_kosong"]:
            data |= {"sumber": "", "metode": ""}
        isian = Isian(versi.pk, **data, **angka)
        return Isian(versi.pk) if isian.is_blank else isian

    def _has_kesalahan(self, versi):
        return any(n.endswith(f"_{versi.pk}") for n in self.errors)

    def _has_teks(self, versi):
        return any(
            self.cleaned_data.get(f"{nama}_{versi.pk}")
            for nama in ("catatan", "keterangan_kosong", "alasan_lonjakan")
        )


class TabrakanForm(forms.Form):
    """Which answer counts, for each that collided; stored by desa.workflows.survei.putuskan.

    `dilihat_<id>` carries the colleague's answer as the page shows it. An answer for which nothing
    is chosen keeps waiting. `semua` is the choice that is ticked for all to begin with.
    """

    def __init__(
        self,
        *args,
        tabrakan: Iterable[TabrakanIsian],
        kini: Mapping[int, Jawaban],
        semua: str = "",
        **kwargs,
    ):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.tabrakan = list(tabrakan)
        self.kini = kini
        for t in self.tabrakan:
            self.fields[f"pilih_{t.pk}"] = forms.ChoiceField(
                label=t.versi_indikator.indikator.nama,
                choices=PilihanTabrakan,
                required=False,
                initial=semua,
            )
            rekan = self._rekan(t)
            self.fields[f"dilihat_{t.pk}"] = forms.CharField(
                initial=kemas({t.pk: rekan.isian if rekan else Isian(t.versi_indikator_id)}),
                widget=forms.HiddenInput,
            )

    def _rekan(self, tabrakan):
        return self.kini.get(tabrakan.versi_indikator_id)

    @property
    def rows(self):
        """Each collision as templates/desa/_tabrakan.html shows it, with its fields."""
        for t in self.tabrakan:
            rekan = self._rekan(t)
            yield {
                "versi": t.versi_indikator,
                "dasar": t.dasar,
                "saya": t.saya,
                "rekan": rekan.isian if rekan else None,
                "oleh": rekan and rekan.oleh,
                "pada": rekan and rekan.pada,
                "pilih": self[f"pilih_{t.pk}"],
                "dilihat": self[f"dilihat_{t.pk}"],
            }

    def clean(self):
        self.pilihan: dict[int, PilihanTabrakan] = {}
        self.dilihat: dict[int, Isian] = {}
        for t in self.tabrakan:
            if pilih := self.cleaned_data.get(f"pilih_{t.pk}"):
                self.pilihan[t.pk] = PilihanTabrakan(pilih)
                try:
                    dilihat = urai(self.cleaned_data[f"dilihat_{t.pk}"])
                    self.dilihat[t.pk] = dilihat[t.versi_indikator_id]
                except TIDAK_UTUH as error:
                    raise forms.ValidationError(PESAN_TIDAK_UTUH) from error
        if not self.pilihan and not self.errors:
            raise forms.ValidationError("Pilih sekurangnya satu isian yang dipakai.")


def _isian_umum(isian: Iterable[Isian], putaran: Putaran) -> dict:
    """Source, method and date that most answers of the section share."""
    daftar = [i for i in isian if not i.alasan_kosong]
    return {
        nama: Counter(getattr(i, nama) for i in daftar).most_common(1)[0][0] if daftar else bawaan
        for nama, bawaan in (
            ("sumber", ""),
            ("metode", ""),
            ("tanggal", putaran.tanggal_rujukan),
        )
    }


def kemas(isian: Mapping[int, Isian]) -> str:
    """Answers as text for a hidden field."""
    return json.dumps([i.ke_data() for i in isian.values()], cls=DjangoJSONEncoder)


def urai(teks: str) -> dict[int, Isian]:
    """The answers that `kemas` wrote. Raises for anything else."""
    daftar = [Isian.dari_data(data) for data in json.loads(teks)]
    return {int(isian.versi_indikator_id): isian for isian in daftar}


def putaran_tersedia(request):
    return putaran_kabupaten(request.user.kabupaten_id)


def kecamatan_tersedia(request):
    return Kecamatan.objects.filter(kabupaten=request.user.kabupaten_id)


def pilihan_pendamping(queryset):
    """The agencies that occur among these rows, which carry `pendamping`."""
    nama = queryset.exclude(pendamping=None).order_by("pendamping")
    return [(n, n) for n in nama.values_list("pendamping", flat=True).distinct()]


class AjukanForm(FormBantu, forms.Form):
    versi = forms.IntegerField(widget=forms.HiddenInput)
    catatan = forms.CharField(
        label="Catatan untuk pemeriksa",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RevisiForm(FormBantu, forms.Form):
    alasan = forms.CharField(
        label="Alasan revisi",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: angka jamban tertukar dengan dusun sebelah.",
    )


class PeriksaForm(forms.Form):
    """The checker's page: a tick and a comment per answer, and the reason of a return."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    alasan = forms.CharField(
        label="Alasan pengembalian",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1, "class": "form-control"}),
    )

    def __init__(self, *args, nilai_ids: Iterable[int], **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.nilai_ids = list(nilai_ids)
        for pk in self.nilai_ids:
            self.fields[f"centang_{pk}"] = forms.BooleanField(
                label="Sudah diperiksa",
                required=False,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )
            self.fields[f"komentar_{pk}"] = forms.CharField(
                label="Komentar",
                max_length=500,
                required=False,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )

    @property
    def komentar(self) -> dict[int, str]:
        """Comment per NilaiIndikator id, blank ones left out."""
        semua = {pk: self.cleaned_data[f"komentar_{pk}"] for pk in self.nilai_ids}
        return {pk: teks for pk, teks in semua.items() if teks}

    @property
    def dicentang(self) -> list[int]:
        return [pk for pk in self.nilai_ids if self.cleaned_data[f"centang_{pk}"]]


class SurveiFilter(django_filters.FilterSet):
    putaran = django_filters.ModelChoiceFilter(
        label="Putaran", empty_label="Semua putaran", queryset=putaran_tersedia
    )
    status = django_filters.ChoiceFilter(
        label="Status", empty_label="Semua status", choices=StatusSurvei
    )
    pendamping = django_filters.ChoiceFilter(label="OPD", empty_label="Semua OPD", choices=list)
    kecamatan = django_filters.ModelChoiceFilter(
        label="Kecamatan",
        empty_label="Semua kecamatan",
        field_name="desa__kecamatan",
        queryset=kecamatan_tersedia,
    )
    q = django_filters.CharFilter(label="Desa", method="cari")

    class Meta:
        model = Survei
        fields: ClassVar[list[str]] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["pendamping"].extra["choices"] = pilihan_pendamping(self.queryset)

    def cari(self, queryset, _nama, teks):
        return queryset.filter(desa__nama_normal__contains=normalkan_nama(teks))
