"""The choices of the before/after report; all of them live in the URL."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from desa.choices import JenisDaftar
from dtks.models import SumberData
from inti.forms import AngkaField, FormBantu
from inti.teks import normalkan_nama
from laporan.models import KemiskinanKabupaten
from laporan.queries import Perbandingan, PutaranLaporan, putaran_baku
from laporan.queries.matriks import Celah
from laporan.queries.neraca_dtks import NeracaDesa
from laporan.stats.hasil_usulan import UsulanTerkirim
from opd.models import OPD


TAHUN_PERTAMA = 2000
PILIH = forms.Select(attrs={"class": "form-select"})


class PutaranForm(forms.Form):
    """Which two rounds, over which lists. What the URL leaves out gets its default."""

    a = forms.TypedChoiceField(label="Sebelum", coerce=int, widget=PILIH)
    b = forms.TypedChoiceField(label="Sesudah", coerce=int, widget=PILIH)
    jenis = forms.ChoiceField(label="Daftar", choices=JenisDaftar, widget=PILIH)

    def __init__(
        self,
        data: Mapping[str, str],
        *,
        putaran: Sequence[PutaranLaporan],
        terbuka: bool = False,
    ):
        self.putaran = {p.id: p for p in putaran}
        self.baku = putaran_baku(putaran, terbuka=terbuka)
        awal, lanjutan = (p and p.id for p in self.baku)
        lengkap = {"a": awal, "b": lanjutan, "jenis": JenisDaftar.DAMPINGAN}
        super().__init__(lengkap | {k: data[k] for k in lengkap if data.get(k)})
        pilihan = [(p.id, f"{p.nama} · {p.periode}") for p in putaran]
        for nama in "ab":
            cast("forms.ChoiceField", self.fields[nama]).choices = pilihan

    def clean(self):
        data = super().clean()
        awal, lanjutan = (self.putaran.get(data.get(nama)) for nama in "ab")
        if awal and lanjutan and awal.tanggal_rujukan >= lanjutan.tanggal_rujukan:
            self.add_error("b", "Putaran sesudah harus lebih baru daripada putaran sebelum.")
        return data

    def terpilih(self) -> tuple[PutaranLaporan | None, PutaranLaporan | None, str]:
        """The two rounds and the kind of list; the defaults when the choice is not valid."""
        if not self.is_valid():
            return *self.baku, JenisDaftar.DAMPINGAN
        data = self.cleaned_data
        jenis = data.get("jenis", JenisDaftar.DAMPINGAN)
        return self.putaran[data["a"]], self.putaran[data["b"]], jenis


class PutaranPetaForm(PutaranForm):
    """Which two rounds; a map shows the villages of every list."""

    jenis = None


class PetaForm(forms.Form):
    """What the map shows of which indicator; without a choice the change of the first one."""

    TAMPIL = {"selisih": "Perubahan", "awal": "Keadaan sebelum", "kini": "Keadaan sesudah"}

    indikator = forms.ChoiceField(label="Indikator", widget=PILIH)
    tampil = forms.ChoiceField(label="Yang ditampilkan", choices=TAMPIL.items(), widget=PILIH)

    def __init__(self, data: Mapping[str, str], *, laporan: Perbandingan):
        kode = [i.kode for i in laporan.indikator]
        baku = {"indikator": kode[0] if kode else "", "tampil": "selisih"}
        super().__init__(baku | {k: data[k] for k in baku if data.get(k)})
        self.baku = baku
        cast("forms.ChoiceField", self.fields["indikator"]).choices = [
            (i.kode, i.nama) for i in laporan.indikator
        ]

    def terpilih(self) -> dict[str, str]:
        """Indicator code and what is shown; the defaults when the choice is not valid."""
        return self.cleaned_data if self.is_valid() else self.baku


class SaringanForm(forms.Form):
    """Narrows a loaded comparison by the fields named; offers only what occurs in it."""

    opd = forms.TypedChoiceField(
        label="OPD", coerce=int, empty_value=None, required=False, widget=PILIH
    )
    kecamatan = forms.TypedChoiceField(
        label="Kecamatan", coerce=int, empty_value=None, required=False, widget=PILIH
    )
    bidang = forms.ChoiceField(label="Bidang", required=False, widget=PILIH)

    def __init__(self, data: Mapping[str, str], *, laporan: Perbandingan, nama: Sequence[str]):
        super().__init__(data)
        self.fields = {kunci: self.fields[kunci] for kunci in nama}
        self.label: dict[str, dict[object, str]] = {
            "opd": {s.opd_id: s.opd for s in laporan.sasaran if s.opd_id},
            "kecamatan": {s.kecamatan_id: s.kecamatan for s in laporan.sasaran},
            "bidang": {b: b for b in (i.bidang for i in laporan.indikator)},
        }
        for kunci, field in self.fields.items():
            isi = self.label[kunci].items()
            urut = isi if kunci == "bidang" else sorted(isi, key=itemgetter(1))
            cast("forms.ChoiceField", field).choices = [("", "Semua"), *urut]

    def terpilih(self) -> dict[str, object]:
        """The valid filters by name."""
        self.is_valid()
        return {nama: nilai for nama, nilai in self.cleaned_data.items() if nilai not in (None, "")}

    def dalam_kata(self) -> str:
        """The filter in words, for the workbook and print: "OPD: Disdikbud; Bidang: Sosial"."""
        terpilih = self.terpilih()
        return "; ".join(
            f"{self.fields[nama].label}: {self.label[nama][terpilih[nama]]}" for nama in terpilih
        )


class PilihanLaporanForm(forms.Form):
    """Choices of a report in the URL, each offered with its words; an invalid one counts as none."""

    def __init__(self, data: Mapping[str, str], pilihan: Mapping[str, Mapping[str, str]]):
        super().__init__(data)
        for nama, isi in pilihan.items():
            field = cast("forms.ChoiceField", self.fields[nama])
            field.choices = [("", "Semua"), *sorted(isi.items(), key=itemgetter(1))]

    def terpilih(self) -> dict[str, str]:
        """The valid choices by name."""
        self.is_valid()
        return {nama: nilai for nama, nilai in self.cleaned_data.items() if nilai}

    def dalam_kata(self) -> str:
        """The same in words: "Kecamatan: Sukolilo; OPD: Dinsos"."""
        return "; ".join(
            f"{self.fields[nama].label}: {self._label(nama, nilai)}"
            for nama, nilai in self.terpilih().items()
        )

    def _label(self, nama: str, nilai: str) -> str:
        return dict(cast("forms.ChoiceField", self.fields[nama]).choices)[nilai]


class HasilUsulanForm(PilihanLaporanForm):
    """Which of the corrections that were sent; offers only what occurs among them."""

    kecamatan = forms.ChoiceField(required=False, widget=PILIH)
    opd = forms.ChoiceField(label="OPD", required=False, widget=PILIH)
    jenis = forms.ChoiceField(label="Jenis usulan", required=False, widget=PILIH)

    def __init__(self, data: Mapping[str, str], *, semua: Sequence[UsulanTerkirim]):
        super().__init__(
            data,
            {
                n: {getattr(u, n): getattr(u, n) for u in semua}
                for n in ("kecamatan", "opd", "jenis")
            },
        )

    def saring(self, semua: Sequence[UsulanTerkirim]) -> list[UsulanTerkirim]:
        """Those that fit all choices."""
        pilih = self.terpilih().items()
        return [u for u in semua if all(getattr(u, nama) == nilai for nama, nilai in pilih)]


class SumberForm(forms.Form):
    """From which edition to which; the newest two when the URL does not say.

    The first edition chosen twice means: as received, against itself as corrected since.
    """

    dari = forms.TypedChoiceField(label="Dari", coerce=int, widget=PILIH)
    sampai = forms.TypedChoiceField(label="Sampai", coerce=int, widget=PILIH)

    def __init__(self, data: Mapping[str, str], *, sumber: Sequence[SumberData]):
        self.sumber = {satu.pk: satu for satu in sumber}
        self.baku = (sumber[-2:] * 2)[:2] if len(sumber) == 1 else list(sumber[-2:])
        lengkap = dict(zip(("dari", "sampai"), (s.pk for s in self.baku), strict=False))
        super().__init__(lengkap | {k: data[k] for k in lengkap if data.get(k)})
        for nama in ("dari", "sampai"):
            cast("forms.ChoiceField", self.fields[nama]).choices = [
                (s.pk, f"{s.kode} · {s.tanggal_data:%d-%m-%Y}") for s in sumber
            ]

    def clean(self):
        data = super().clean()
        dari, sampai = (self.sumber.get(data.get(nama)) for nama in ("dari", "sampai"))
        if dari and sampai and dari.tanggal_data > sampai.tanggal_data:
            self.add_error("sampai", "Sumber kedua tidak boleh lebih lama daripada yang pertama.")
        return data

    def terpilih(self) -> tuple[SumberData, SumberData]:
        """The two editions; the defaults when the choice is not valid."""
        if not self.is_valid():
            return self.baku[0], self.baku[1]
        return self.sumber[self.cleaned_data["dari"]], self.sumber[self.cleaned_data["sampai"]]


class NeracaDTKSForm(PilihanLaporanForm):
    """Which villages of the balance; offers only those that it names."""

    kecamatan = forms.ChoiceField(required=False, widget=PILIH)
    opd = forms.ChoiceField(label="OPD", required=False, widget=PILIH)
    desa = forms.ChoiceField(required=False, widget=PILIH)

    def __init__(self, data: Mapping[str, str], *, semua: Sequence[NeracaDesa]):
        kecamatan = {s.desa.kecamatan.kode: s.desa.kecamatan.nama for s in semua}
        desa = {s.desa.kode: f"{s.desa.nama} ({s.desa.kecamatan.nama})" for s in semua}
        opd = {s.opd: s.opd for s in semua}
        super().__init__(data, {"kecamatan": kecamatan, "opd": opd, "desa": desa})

    def saring(self, semua: Sequence[NeracaDesa]) -> list[NeracaDesa]:
        """Those that fit all choices."""
        pilih = self.terpilih()
        return [
            s
            for s in semua
            if pilih.get("kecamatan") in {None, s.desa.kecamatan.kode}
            and pilih.get("opd") in {None, s.opd}
            and pilih.get("desa") in {None, s.desa.kode}
        ]


class SaringanBaris:
    """What inti.daftar asks of a filter, over rows in memory: a form, and `qs`, the rows it lets
    through. A field's method `saring_<name>` of the form decides; an invalid form filters nothing.
    """

    form_class: type["SaringanDesaForm"]

    def __init__(self, data, *, queryset, request):
        self.semua = list(queryset)
        self.form = self.form_class(data, baris=self.semua)

    @property
    def qs(self):
        """The rows that pass every filled-in field."""
        if not self.form.is_valid():
            return self.semua
        hasil = self.semua
        for nama, nilai in self.form.cleaned_data.items():
            if nilai not in (None, ""):
                cocok = getattr(self.form, f"saring_{nama}")
                hasil = [b for b in hasil if cocok(b, nilai)]
        return hasil


class SaringanDesaForm(forms.Form):
    """By village, OPD and kecamatan; offers only what occurs among the rows."""

    q = forms.CharField(label="Nama atau kode desa", required=False)
    opd = forms.TypedChoiceField(
        label="OPD pendamping", coerce=int, empty_value=None, required=False
    )
    kecamatan = forms.TypedChoiceField(
        label="Kecamatan", coerce=int, empty_value=None, required=False
    )

    def __init__(self, data, *, baris):
        super().__init__(data)
        opd = {self.opd_dari(b): None for b in baris if self.opd_dari(b)[0]}
        kecamatan = {self.kecamatan_dari(b): None for b in baris}
        for nama, pilihan in (("opd", opd), ("kecamatan", kecamatan)):
            self.fields[nama].choices = [("", "Semua"), *sorted(pilihan, key=itemgetter(1))]

    def opd_dari(self, baris):
        """(id, name) of the mentoring OPD."""
        return baris.opd_id, baris.opd

    def kecamatan_dari(self, baris):
        """(id, name) of the kecamatan."""
        return baris.desa.kecamatan_id, baris.desa.kecamatan.nama

    def saring_q(self, baris, teks):
        nama = normalkan_nama(teks)
        return baris.desa.kode.startswith(teks) or bool(
            nama and nama in normalkan_nama(baris.desa.nama)
        )

    def saring_opd(self, baris, opd_id):
        return self.opd_dari(baris)[0] == opd_id

    def saring_kecamatan(self, baris, kecamatan_id):
        return self.kecamatan_dari(baris)[0] == kecamatan_id


class MatriksForm(SaringanDesaForm):
    celah = forms.ChoiceField(
        label="Celah",
        required=False,
        choices=[("", "Semua baris"), *((c.value, c.value.capitalize()) for c in Celah)],
    )

    def saring_celah(self, baris, celah):
        return celah in baris.celah


class MatriksFilter(SaringanBaris):
    form_class = MatriksForm


class BergerakForm(SaringanDesaForm):
    putusan = forms.ChoiceField(
        label="Putusan",
        required=False,
        choices=[("", "Membaik dan memburuk"), ("membaik", "Membaik"), ("memburuk", "Memburuk")],
    )
    inti = forms.ChoiceField(
        label="Indikator", required=False, choices=[("", "Semua"), ("ya", "Indikator inti")]
    )

    def opd_dari(self, baris):
        return baris.desa.opd_id, baris.desa.opd

    def kecamatan_dari(self, baris):
        return baris.desa.kecamatan_id, baris.desa.kecamatan

    def saring_putusan(self, baris, putusan):
        return baris.pasangan.putusan == putusan

    def saring_inti(self, baris, _):
        return baris.indikator.wajib


class BergerakFilter(SaringanBaris):
    form_class = BergerakForm


class TerbitForm(FormBantu, forms.Form):
    """What an issued report is called, and a remark."""

    judul = forms.CharField(label="Judul", max_length=200)
    catatan = forms.CharField(label="Catatan", max_length=300, required=False)


class PenandaTanganForm(FormBantu, forms.Form):
    """The agency whose head signs."""

    opd = forms.ModelChoiceField(
        OPD.objects.none(),
        label="OPD",
        help_text="Kepala OPD ini menandatangani; namanya mengikuti pejabat pada tanggal terbit.",
    )

    def __init__(self, *args, opd: QuerySet[OPD], **kwargs):
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField", self.fields["opd"]).queryset = opd


class KemiskinanForm(FormBantu, forms.ModelForm):
    """One year of the poverty series by BPS."""

    tahun = forms.TypedChoiceField(label="Tahun", coerce=int)
    persen = AngkaField(label="Persen penduduk", desimal=2, min_value=0, max_value=100)
    jumlah_ribu = AngkaField(
        label="Ribu jiwa", desimal=2, max_digits=8, min_value=Decimal("0.01"), required=False
    )

    class Meta:
        model = KemiskinanKabupaten
        fields = ("tahun", "persen", "jumlah_ribu", "sumber")
        help_texts = {"sumber": "Terbitan BPS atau berita yang mengutipnya, beserta tanggalnya."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tahun = range(timezone.localdate().year, TAHUN_PERTAMA - 1, -1)
        cast("forms.ChoiceField", self.fields["tahun"]).choices = [(t, str(t)) for t in tahun]

    def _get_validation_exclusions(self):
        """The kabupaten comes from the user, yet takes part in the check of the year."""
        return super()._get_validation_exclusions() - {"kabupaten"}


class TahunForm(forms.Form):
    """One budget year: this one unless chosen."""

    tahun = forms.TypedChoiceField(label="Tahun", coerce=int, widget=PILIH)

    def __init__(self, data: Mapping[str, str], *, hari_ini: date):
        self.kini = hari_ini.year
        super().__init__({"tahun": data.get("tahun") or self.kini})
        pilihan = [(t, str(t)) for t in range(self.kini + 1, 2020, -1)]
        cast("forms.ChoiceField", self.fields["tahun"]).choices = pilihan

    def terpilih(self) -> int:
        """The year; the running one when the choice is not valid."""
        return self.cleaned_data["tahun"] if self.is_valid() else self.kini
