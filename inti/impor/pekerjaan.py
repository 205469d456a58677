"""Checking and applying large files as jobs, whose progress survives leaving the page."""

from functools import partial
from typing import Any
from uuid import uuid5

from django.conf import settings
from django.urls import reverse

from inti.choices import StatusImpor
from inti.exceptions import AturanDilanggar
from inti.impor import workflows
from inti.impor.tables import sebut_jumlah
from inti.models import Impor, Pekerjaan
from inti.pekerjaan import Hasil, JenisPekerjaan, Kemajuan, daftarkan
from inti.pekerjaan.workflows import mulai
from inti.queries import impor_for_pengguna


PERIKSA, TERAPKAN = "impor_periksa", "impor_terapkan"


def is_besar(impor: Impor) -> bool:
    """Whether a file is worth a job and its page; smaller ones are done at once."""
    return impor.ukuran > settings.IMPOR_LANGSUNG_BYTE


def mulai_periksa(impor: Impor, *, oleh: Any) -> Pekerjaan:
    """Check an uploaded file in a job."""
    return mulai(
        PERIKSA,
        judul=f"Periksa {impor.nama_berkas}",
        oleh=oleh,
        parameter={"impor": impor.pk},
    )


def mulai_terapkan(impor: Impor, putusan: workflows.Putusan, *, oleh: Any) -> Pekerjaan:
    """Apply a decided import in a job; the same decision begins it once."""
    return mulai(
        TERAPKAN,
        judul=f"Terapkan {impor.nama_berkas}",
        oleh=oleh,
        kunci=uuid5(impor.kunci, putusan.sidik),
        parameter={
            "impor": impor.pk,
            "sidik": putusan.sidik,
            "lewati_galat": putusan.lewati_galat,
            "alasan": putusan.alasan,
        },
    )


def pekerjaan_periksa(impor: Impor) -> Pekerjaan | None:
    """The job that checks an uploaded file."""
    semua = Pekerjaan.objects.filter(pemilik=impor.dibuat_oleh_id, jenis=PERIKSA)
    return semua.filter(parameter__impor=impor.pk).order_by("pk").last()


def jalankan_periksa(pekerjaan: Pekerjaan, kemajuan: Kemajuan) -> Hasil:
    impor = _impor(pekerjaan)
    kemajuan.lapor(0, pesan="Membaca dan memeriksa baris")
    impor = workflows.periksa(impor, maju=kemajuan.lapor)
    jumlah = sebut_jumlah(impor.ringkasan.get("jumlah", {}))
    return Hasil(f"Berkas diperiksa: {jumlah or impor.get_status_display()}.", _alamat(impor))


def jalankan_terapkan(pekerjaan: Pekerjaan, kemajuan: Kemajuan) -> Hasil:
    impor = _impor(pekerjaan)
    if impor.status != StatusImpor.DITERAPKAN:  # else done by an earlier run of this job
        isian = pekerjaan.parameter
        putusan = workflows.Putusan(isian["sidik"], isian["lewati_galat"], isian["alasan"])
        banyak = sum(impor.ringkasan["jumlah"].values())
        kemajuan.lapor(0, banyak, "Menyimpan")
        maju = partial(kemajuan.lapor, dari=banyak)
        impor = workflows.terapkan(impor, putusan, oleh=pekerjaan.pemilik, maju=maju)
    return Hasil(f"Impor diterapkan: {sebut_jumlah(impor.ringkasan['jumlah'])}.", _alamat(impor))


def _impor(pekerjaan: Pekerjaan) -> Impor:
    """The import, while its uploader may still decide on it."""
    pemilik = pekerjaan.pemilik
    impor = impor_for_pengguna(pemilik).filter(pk=pekerjaan.parameter["impor"]).first()
    if impor is None or not pemilik.has_perm("inti.putuskan_impor", impor):
        raise AturanDilanggar("Impor ini sudah tidak ada, atau bukan lagi hak Anda.")
    return impor


def _alamat(impor: Impor) -> str:
    return reverse("inti:impor_detail", args=[impor.pk])


daftarkan(JenisPekerjaan(PERIKSA, jalankan_periksa))
daftarkan(JenisPekerjaan(TERAPKAN, jalankan_terapkan))
