"""Import of 5,000 survey answers through the five steps, beside django-import-export.

The peer reads the same workbook twice, to preview (dry run) and to store, with the same checks of
an answer (`periksa_isian`) and of the database. With its bulk settings its look-ups are cached for
it besides. It does not compare rounds, lock, audit, or keep what an undo needs; ours does all of
that in the measured time.
"""

import random
import subprocess
import tempfile
import time
from base64 import b85encode
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from import_export import fields, resources, widgets

from akun.choices import Peran
from akun.models import Pengguna
from bench.anak import perintah
from bench.jam import jam
from bench.ukur import Hasil, bandingkan
from desa.choices import JenisDaftar, JenisPutaran, StatusDaftar
from desa.models import (
    ButirSasaran,
    DaftarSasaran,
    Desa,
    NilaiIndikator,
    Periode,
    Putaran,
    Survei,
    VersiIndikator,
)
from desa.stats import Isian, periksa_isian
from inti.angka import format_angka
from inti.excel.periksa import MIB
from inti.models import Impor


BANYAK_DESA = 240  # × 21 indicators: 5,040 rows
TAJUK = ("kode_desa", "kode_indikator", "pembilang", "penyebut", "nilai", "sumber")
SALAH_TIAP = 200  # one row in so many cannot be stored
LEBAR_TAMBAHAN = 4_500  # with ten such columns a workbook of 20 MB
PUNCAK_MAKS = 250  # MB
SELANG = 0.01  # seconds between two looks at the memory


def ukur(_: Pengguna) -> list[Hasil]:
    """Ours beside the peer's default and bulk settings; peak of a process that imports 20 MB."""
    sekretariat = Pengguna.objects.get(username=f"ukur-{Peran.SEKRETARIAT}")
    putaran = siapkan_putaran(sekretariat)
    with tempfile.TemporaryDirectory() as folder:
        berkas = tulis_buku(Path(folder, "survei.xlsx"), putaran)
        besar = tulis_buku(Path(folder, "besar.xlsx"), putaran, tambahan=LEBAR_TAMBAHAN)
        client = Client()
        client.force_login(sekretariat)
        puncak = cache(lambda: puncak_proses(putaran, besar))

        def kita() -> None:
            impor_lewat_halaman(client, putaran, berkas)
            kosongkan(putaran)

        def banding(setelan: str, sasaran: float, putaran_ukur: int, *, cepat: bool) -> Hasil:
            return bandingkan(
                f"impor {baris} isian, acuan dengan setelan {setelan}",
                kita,
                lewat_acuan(putaran, sekretariat, berkas, cepat=cepat),
                sasaran=sasaran,
                putaran=putaran_ukur,
                ulang=1,
                jam=jam,
                puncak=puncak,
                puncak_sasaran=PUNCAK_MAKS,
            )

        baris = format_angka(BANYAK_DESA * putaran.versi_indikator.count())
        return [
            banding("massal", 1 / 1.5, 5, cepat=True),
            banding("bawaan", 1 / 5, 1, cepat=False),  # minutes
        ]


def siapkan_putaran(oleh: Pengguna) -> Putaran:
    """A further round that asks comparison villages besides the mentored ones."""
    periode = Periode.objects.get()
    daftar = DaftarSasaran.objects.create(
        periode=periode,
        jenis=JenisDaftar.PEMBANDING,
        nama="Desa pembanding ukur",
        sumber_data="DTKS Oktober 2020",
        tanggal_data=date(2020, 10, 31),
        kriteria="Ukuran kinerja",
        status=StatusDaftar.DITETAPKAN,
        ditetapkan_pada=timezone.now(),
        ditetapkan_oleh=oleh,
    )
    sasaran = set(ButirSasaran.objects.values_list("desa_id", flat=True))
    desa = Desa.objects.exclude(pk__in=sasaran).order_by("kode")[: BANYAK_DESA - len(sasaran)]
    ButirSasaran.objects.bulk_create(ButirSasaran(daftar=daftar, desa=d) for d in desa)
    hari_ini = timezone.localdate()
    putaran = Putaran.objects.create(
        periode=periode,
        jenis=JenisPutaran.LANJUTAN,
        nomor=Putaran.objects.filter(periode=periode).count() + 1,
        tanggal_rujukan=hari_ini,
        buka=hari_ini,
        tutup=hari_ini + timedelta(days=60),
    )
    putaran.versi_indikator.set(VersiIndikator.objects.all())
    return putaran


def tulis_buku(jalur: Path, putaran: Putaran, *, tambahan: int = 0) -> Path:
    """One row per village and indicator; one in SALAH_TIAP says more than all.

    `tambahan`: letters in ten further columns, which nothing compresses.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 -- slow import

    desa = ButirSasaran.objects.filter(daftar__periode=putaran.periode).values_list(
        "desa__kode", flat=True
    )
    versi = list(putaran.versi_indikator.select_related("indikator"))
    acak = random.Random(tambahan)
    lain = [f"lain {n}" for n in range(10)] if tambahan else []
    with Workbook(jalur, {"constant_memory": True}) as buku:
        lembar = buku.add_worksheet("Data")
        lembar.write_row(0, 0, (*TAJUK, *lain))
        nomor = 0
        for kode in sorted(set(desa)):
            for v in versi:
                nomor += 1
                salah = nomor % SALAH_TIAP == 0
                proporsi = v.indikator.jenis == "proporsi"
                angka = (900 if salah else 74, 537, "") if proporsi else ("", "", 0.5)
                if not proporsi and not v.desimal:
                    angka = ("", "", 12)
                isi = (b85encode(acak.randbytes(tambahan * 4 // 50)).decode() for _ in lain)
                lembar.write_row(nomor, 0, (kode, v.indikator.kode, *angka, "Pendataan desa", *isi))
    return jalur


def impor_lewat_halaman(client: Client, putaran: Putaran, berkas: Path) -> None:
    """Upload, look at the preview, apply."""
    isi = SimpleUploadedFile("survei.xlsx", berkas.read_bytes())
    unggahan = {"berkas": isi, "lembar": "", "kunci": uuid4(), "putaran": putaran.pk}
    client.post(reverse("inti:impor_create", args=["survei"]), unggahan)
    impor = Impor.objects.latest("pk")
    client.get(reverse("inti:impor_detail", args=[impor.pk]))
    putusan = {
        "sidik": impor.ringkasan["sidik"],
        "lewati_galat": "on",
        "setuju": "on",
        "alasan": "Diukur.",
    }
    client.post(reverse("inti:impor_terapkan", args=[impor.pk]), putusan)


def puncak_proses(putaran: Putaran, berkas: Path) -> float:
    """MB that a process and its children hold at most, together, while importing the workbook."""
    puncak = 0
    kerja = perintah("impor_kerja", "survei", berkas)
    with psutil.Popen(**kerja, stdout=subprocess.DEVNULL) as proses:
        while proses.poll() is None:
            with suppress(psutil.NoSuchProcess):
                semua = [proses, *proses.children(recursive=True)]
                puncak = max(puncak, sum(satu.memory_info().rss for satu in semua))
            time.sleep(SELANG)
    if proses.returncode:
        raise RuntimeError("The import failed.")
    kosongkan(putaran)
    return puncak / MIB


def lewat_acuan(
    putaran: Putaran, oleh: Pengguna, berkas: Path, *, cepat: bool
) -> Callable[[], None]:
    """The peer's two requests: a dry run to preview, then the import itself."""
    from tablib import Dataset  # noqa: PLC0415 -- slow import

    def kerja() -> None:
        for coba in (True, False):
            resource = resource_acuan(cepat=cepat)(putaran, oleh)
            data = Dataset().load(berkas.read_bytes(), format="xlsx")
            resource.import_data(data, dry_run=coba, raise_errors=False, use_transactions=True)
        kosongkan(putaran)

    return kerja


def kosongkan(putaran: Putaran) -> None:
    """Empty the round; all but the same for both."""
    if not NilaiIndikator.objects.filter(survei__putaran=putaran).exists():
        raise RuntimeError("Nothing was stored.")
    NilaiIndikator.objects.filter(survei__putaran=putaran).delete()
    Survei.objects.filter(putaran=putaran).delete()


def resource_acuan(*, cepat: bool) -> type[resources.ModelResource]:
    """The import as one would declare it there; `cepat`: bulk settings and cached look-ups."""

    class SurveiWidget(widgets.Widget):
        def __init__(self, putaran: Putaran, oleh: Pengguna) -> None:
            super().__init__()
            self.putaran, self.oleh = putaran, oleh
            self.simpanan: dict[str, Survei] = {}

        def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Survei:
            if not cepat or value not in self.simpanan:
                self.simpanan[value] = Survei.objects.get_or_create(
                    putaran=self.putaran,
                    desa=Desa.objects.get(kode=value),
                    defaults={"dibuat_oleh": self.oleh},
                )[0]
            return self.simpanan[value]

    class VersiWidget(widgets.Widget):
        def __init__(self, putaran: Putaran) -> None:
            super().__init__()
            self.putaran = putaran
            self.simpanan: dict[str, VersiIndikator] = {}

        def clean(self, value: Any, row: Any = None, **kwargs: Any) -> VersiIndikator:
            if not cepat or value not in self.simpanan:
                semua = self.putaran.versi_indikator.select_related("indikator")
                self.simpanan[value] = semua.get(indikator__kode=value)
            return self.simpanan[value]

    class IsianResource(resources.ModelResource):
        class Meta:
            model = NilaiIndikator
            fields = ("survei", "versi_indikator", "pembilang", "penyebut", "nilai", "sumber")
            import_id_fields = ("survei", "versi_indikator")
            use_bulk = skip_diff = cepat
            batch_size = 1000

        def __init__(self, putaran: Putaran, oleh: Pengguna) -> None:
            super().__init__()
            self.putaran, self.oleh = putaran, oleh
            self.fields["survei"] = fields.Field("survei", "kode_desa", SurveiWidget(putaran, oleh))
            self.fields["versi_indikator"] = fields.Field(
                "versi_indikator", "kode_indikator", VersiWidget(putaran)
            )

        def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:
            instance.diisi_oleh, instance.diisi_pada = self.oleh, timezone.now()
            instance.tanggal = self.putaran.tanggal_rujukan

        def validate_instance(self, instance: NilaiIndikator, *args: Any, **kwargs: Any) -> None:
            super().validate_instance(instance, *args, **kwargs)
            versi = instance.versi_indikator
            salah = periksa_isian(
                Isian.dari(instance),
                jenis=versi.indikator.jenis,
                desimal=versi.desimal,
                hari_ini=timezone.localdate(),
            )
            if salah:
                raise ValidationError([satu.pesan for satu in salah])

    return IsianResource
