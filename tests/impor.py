"""An import through the pages: upload, look, apply."""

from pathlib import Path
from uuid import uuid4

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse

from inti.impor import workflows
from inti.models import Impor


def buku(path: Path, baris, *, lembar="Data") -> Path:
    """A workbook with these rows."""
    wb = openpyxl.Workbook()
    wb.active.title = lembar
    for satu in baris:
        wb.active.append(list(satu))
    wb.save(path)
    return path


def unggah(client, kode, path, *, mentah=False, kunci=None, **parameter):
    """Upload a file; the waiting Impor, or None when nothing was kept; `mentah`: the response."""
    sebelum = set(Impor.objects.values_list("pk", flat=True))
    with path.open("rb") as berkas:
        response = client.post(
            reverse("inti:impor_create", args=[kode]),
            {
                "berkas": SimpleUploadedFile(path.name, berkas.read()),
                "lembar": "",
                "kunci": kunci or uuid4(),
                **parameter,
            },
        )
    return response if mentah else Impor.objects.exclude(pk__in=sebelum).first()


def lihat(client, impor):
    """What a check finds now; the preview page, which shows that of the upload, opens."""
    response = client.get(reverse("inti:impor_detail", args=[impor.pk]))
    assert (response.status_code, "Belum ada yang disimpan" in response.text) == (200, True)
    return workflows.check_impor(impor)


def terapkan(client, impor, *, sidik=None, **isian):
    """Confirm the preview; `sidik` is that of the preview now, unless an older one is given."""
    sidik = sidik or lihat(client, impor).sidik
    alamat = reverse("inti:impor_terapkan", args=[impor.pk])
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(alamat, {"sidik": sidik, **isian}, follow=True)
