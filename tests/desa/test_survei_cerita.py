"""One village from an empty form to a figure in force, through the pages."""

import pytest
from django.urls import reverse

from desa.models import NilaiIndikator, Survei
from inti.models import JejakAudit
from tests.desa.cerita import lengkap, siapkan, url_isi


pytestmark = pytest.mark.django_db


def test_cerita_isi_ajukan_verifikasi(sign_in):
    cerita = siapkan()
    client = sign_in(cerita.petugas)

    response = client.get(url_isi(cerita))
    response = client.post(
        url_isi(cerita, "permukiman"), lengkap(response, pembilang_0="1.204", penyebut_0="2.000")
    )
    assert response.status_code == 302, response.context["form"].errors
    survei = Survei.objects.get()
    response = client.get(reverse("desa:survei_ajukan", args=[survei.pk]))
    assert response.context["wajib"] == []
    response = client.post(reverse("desa:survei_ajukan", args=[survei.pk]), {"versi": survei.versi})
    response = client.get(response.url)
    assert survei.nomor in response.text
    assert client.get(reverse("desa:survei_detail", args=[survei.pk])).status_code == 200
    assert client.get(reverse("desa:survei_list")).status_code == 200
    assert client.get(reverse("desa:putaran_detail", args=[cerita.putaran.pk])).status_code == 200

    client = sign_in(cerita.sekretariat)
    assert str(cerita.desa) in client.get(reverse("desa:survei_antrean")).text
    response = client.get(reverse("desa:survei_periksa", args=[survei.pk]))
    client.post(
        reverse("desa:survei_periksa", args=[survei.pk]),
        {"versi": response.context["form"]["versi"].value(), "keputusan": "verifikasi"},
    )

    survei.refresh_from_db()
    assert (survei.status, survei.berlaku, survei.diverifikasi_oleh) == (
        "diverifikasi",
        True,
        cerita.sekretariat,
    )
    assert list(NilaiIndikator.objects.values_list("pembilang", "penyebut", "sumber")) == [
        (1204, 2000, "Pendataan desa"),
        (64, 512, "Pendataan desa"),
    ]
    assert [j.aksi for j in JejakAudit.objects.all()] == ["survei.verifikasi", "survei.ajukan"]
