"""Input of the import pages. A kind's own parameters come from its `form_class`."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import uuid4

from django import forms

from inti.angka import format_angka
from inti.forms import FormBantu
from inti.impor.jenis import Bentrok, JenisImpor, PilihanBentrok


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

    def __init__(self, *args: Any, jenis: JenisImpor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.maks_byte = jenis.batas_berkas.berkas
        if jenis.teks:
            self.fields["berkas"].label = "Berkas Excel (.xlsx) atau teks berpemisah “|” (.txt)"
            self.fields["berkas"].widget.attrs["accept"] = ".xlsx,.txt,.csv"

    def clean_berkas(self):
        berkas = self.cleaned_data["berkas"]
        if berkas.size > self.maks_byte:
            maks = self.maks_byte // 1024**2
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

    def __init__(self, *args: Any, ringkasan: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, initial={"sidik": ringkasan["sidik"]}, **kwargs)
        jumlah, peringatan = ringkasan["jumlah"], ringkasan["jumlah_peringatan"]
        diterima = sum(jumlah.values()) - jumlah["ditolak"]
        self.fields["lewati_galat"].label = (
            f"Terapkan {format_angka(diterima)} baris yang benar dan tinggalkan "
            f"{format_angka(jumlah['ditolak'])} baris yang ditolak"
        )
        self.fields[
            "setuju"
        ].label = f"Saya sudah memeriksa {format_angka(peringatan)} peringatan di atas"
        if not jumlah["ditolak"]:
            del self.fields["lewati_galat"]
        if not peringatan:
            del self.fields["setuju"], self.fields["alasan"]


class PasanganForm(FormBantu, forms.Form):
    """One choice per header of the file: which column of the kind it is, or none.

    `tajuk` as in `inti.impor.pasangan.describe_header`; `terpilih` position → column name.
    """

    def __init__(
        self,
        *args: Any,
        jenis: JenisImpor,
        tajuk: dict[str, Any],
        terpilih: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.jenis = jenis
        pilihan = [("", "– abaikan –"), *((k.nama, k.judul) for k in jenis.kolom)]
        for urut, huruf, teks in tajuk["judul"]:
            self.fields[f"k{urut}"] = forms.ChoiceField(
                label=f"{huruf}: {teks}",
                choices=pilihan,
                required=False,
                initial=terpilih.get(urut, ""),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        dipakai = [nama for nama in data.values() if nama]
        judul = {k.nama: k.judul for k in self.jenis.kolom}
        ganda = [judul[nama] for nama in judul if dipakai.count(nama) > 1]
        hilang = [k.judul for k in self.jenis.kolom if k.wajib and k.nama not in dipakai]
        hilang += [
            " atau ".join(judul[nama] for nama in kelompok)
            for kelompok in self.jenis.salah_satu
            if not set(kelompok) & set(dipakai)
        ]
        if ganda:
            raise forms.ValidationError(f"Dipilih lebih dari sekali: {', '.join(ganda)}.")
        if hilang:
            raise forms.ValidationError(f"Belum dipasangkan: {', '.join(hilang)}.")
        return data

    def pasangan(self) -> dict[str, str]:
        """Position in the header row → column name, or "" to ignore it."""
        return {nama[1:]: nilai for nama, nilai in self.cleaned_data.items()}


class BentrokForm(forms.Form):
    """Which value counts, for each that was changed both in the file and in the application.

    `terhadap …` carries what stands in the application as the page shows it. A value for which
    nothing is chosen stays refused. `semua` is the choice that is ticked for all to begin with.
    """

    def __init__(
        self, *args: Any, bentrok: Sequence[Bentrok], semua: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.bentrok = bentrok
        for satu in bentrok:
            self.fields[f"pilih {satu.kunci}"] = forms.ChoiceField(
                label=satu.kunci,
                choices=PilihanBentrok,
                required=False,
                initial=semua or satu.pilihan,
            )
            self.fields[f"terhadap {satu.kunci}"] = forms.CharField(
                required=False, strip=False, widget=forms.HiddenInput, initial=satu.terhadap
            )

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """Each conflict with its bound fields, for the kind's template."""
        for satu in self.bentrok:
            yield {
                "t": satu.isi,
                "pilih": self[f"pilih {satu.kunci}"],
                "terhadap": self[f"terhadap {satu.kunci}"],
            }

    def clean(self) -> None:
        if not self.pilihan() and not self.errors:
            raise forms.ValidationError("Pilih sekurangnya satu isian yang dipakai.")

    def pilihan(self) -> dict[str, tuple[str, str]]:
        """Key → choice, and what it was made against."""
        data = self.cleaned_data
        return {
            satu.kunci: (data[f"pilih {satu.kunci}"], data[f"terhadap {satu.kunci}"])
            for satu in self.bentrok
            if data.get(f"pilih {satu.kunci}")
        }
