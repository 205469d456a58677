"""The nightly clean-up removes what nobody will ask for any more, and nothing else."""

import os
import time
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from desa.models import KirimanSurvei
from inti.choices import StatusImpor
from inti.models import Impor, JejakAudit, Lampiran, Pekerjaan, Pemberitahuan
from tests.desa.cerita import siapkan
from tests.factories.desa import KirimanSurveiFactory, PutaranFactory, SurveiFactory
from tests.factories.inti import (
    ImporFactory,
    KirimanFormulirFactory,
    PekerjaanFactory,
    PemberitahuanFactory,
)
from tests.lampiran import foto, lampiran_pada, unggah


pytestmark = pytest.mark.django_db


def test_clean_up_takes_only_what_is_old_and_undecided(
    client, media, django_capture_on_commit_callbacks, capsys
):
    cerita = siapkan()
    survei = SurveiFactory(putaran=cerita.putaran, desa=cerita.desa, dibuat_oleh=cerita.petugas)
    kini = timezone.now()
    tetap = lampiran_pada(client, survei, cerita.petugas)
    Lampiran.objects.update(created_at=kini - timedelta(days=400))
    with time_machine.travel(kini - timedelta(days=31), tick=False):
        client.force_login(cerita.petugas)
        unggah(client, foto())
        undecided = ImporFactory(kunci=uuid4())
        undecided.berkas.save("", ContentFile(b"isi"))
        ImporFactory(kunci=uuid4(), status=StatusImpor.DIPASANGKAN)
        diterapkan = ImporFactory(status=StatusImpor.DITERAPKAN, diterapkan_pada=kini)
        bernama = ImporFactory(
            kunci=uuid4(), jenis="bnba", status=StatusImpor.DITERAPKAN, diterapkan_pada=kini
        )
        for satu in (diterapkan, bernama):
            satu.berkas.save("", ContentFile(b"isi"))
        PekerjaanFactory(status="selesai", mulai_pada=kini, selesai_pada=kini)
        PekerjaanFactory(status="berjalan", mulai_pada=kini)
        PekerjaanFactory()
        PemberitahuanFactory(dibaca_pada=timezone.now())
        KirimanFormulirFactory()
    client.force_login(cerita.petugas)
    baru = unggah(client, foto()).json()["kunci"]
    belum_dibaca = PemberitahuanFactory()
    lama, setahun_lalu = kini - timedelta(days=400), kini - timedelta(days=396)
    ditutup = PutaranFactory(buka=lama, tutup=lama)
    KirimanSurveiFactory(putaran=ditutup)
    masih_dibuka = KirimanSurveiFactory(putaran=cerita.putaran)
    KirimanSurvei.objects.update(diterima_pada=setahun_lalu)
    menyusul = KirimanSurveiFactory(putaran=ditutup)  # allowed to after it was shut
    (media / "lampiran" / "zz").mkdir()
    yatim, sedang = media / "lampiran/zz/yatim.jpg", media / "lampiran/zz/sedang.jpg"
    impor_yatim = media / "impor/yatim.bin"
    for jalur in (yatim, sedang, impor_yatim):
        jalur.write_bytes(b"x")
    for jalur in (yatim, impor_yatim):
        os.utime(jalur, (time.time() - 200_000,) * 2)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("bersihkan")

    assert capsys.readouterr().out.splitlines() == [
        "impor yang tidak diputuskan: 2",
        "berkas impor berisi data pribadi: 1",
        "lampiran yang tidak jadi dipakai: 1",
        "pekerjaan lama: 2",
        "pemberitahuan yang sudah dibaca: 1",
        "kunci formulir lama: 1",
        "berkas tanpa catatan: 2",
        "kiriman survei dari putaran yang lama ditutup: 1",
    ]
    assert list(KirimanSurvei.objects.all()) == [masih_dibuka, menyusul]
    assert {str(x.kunci) for x in Lampiran.objects.all()} == {str(tetap.kunci), baru}
    diterapkan.refresh_from_db()
    assert list(Impor.objects.order_by("pk").values_list("status", "berkas")) == [
        ("dibatalkan", ""),
        ("dibatalkan", ""),
        ("diterapkan", diterapkan.berkas.name),
        ("diterapkan", ""),
    ]
    assert undecided.berkas.name not in {"", diterapkan.berkas.name}
    assert (Pekerjaan.objects.get().status, list(Pemberitahuan.objects.all())) == (
        "menunggu",
        [belum_dibaca],
    )
    assert JejakAudit.objects.filter(aksi="impor.batalkan", pelaku_nama="sistem").count() == 2
    assert sorted(p.name for p in media.rglob("*.*")) == sorted(
        [
            "sedang.jpg",
            diterapkan.berkas.name.rsplit("/")[-1],
            *(
                nama.rsplit("/")[-1]
                for x in Lampiran.objects.all()
                for nama in (x.berkas.name, x.mini.name)
            ),
        ]
    )
