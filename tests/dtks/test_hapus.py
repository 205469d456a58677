"""Erasing: what stays are counts and steps, what goes is everything that says of whom."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from dtks.models import (
    AksesDataPribadi,
    BeritaAcara,
    EntriData,
    Keluarga,
    Orang,
    RekapDesa,
    SumberData,
    UsulanPerbaikan,
)
from inti.models import JejakAudit
from tests.dtks.bnba import LIMA, baris, meja
from tests.factories.akun import PenggunaFactory
from tests.factories.dtks import (
    BeritaAcaraFactory,
    PerubahanElemenFactory,
    SumberDataFactory,
    UsulanPerbaikanFactory,
)
from tests.lampiran import lampiran_pada


__all__ = ["meja"]
DASAR = {"laksanakan": True, "keterangan": "Masa simpan berakhir, SK 12/2026"}


def potret():
    """All that the database holds, as text, raw."""
    isi = []
    for model in apps.get_models():
        kolom = [f.attname for f in model._meta.concrete_fields]
        isi += [
            f"{model._meta.label} {satu}" for satu in model._default_manager.values_list(*kolom)
        ]
    return sorted(isi)


def berkas(media):
    """What the application stores: not the list as it lay on the verifier's own machine."""
    return sorted(str(jalur.relative_to(media)) for jalur in media.glob("*/**/*.*"))


@pytest.fixture
def terisi(meja, client, media):
    """Five imported persons; the first one's correction is answered, with evidence and minutes."""
    meja.impor([*LIMA.values(), baris(3, id_dtks="CTH9", nik="331899170880001")])
    orang = Orang.objects.get(nama="WARGA REKAAN 1")
    meja.berita_acara = BeritaAcaraFactory(desa=meja.mawar, kabupaten=meja.sumber.kabupaten)
    meja.usulan = UsulanPerbaikanFactory(
        **{"kabupaten": meja.sumber.kabupaten, "sumber": meja.sumber, "desa": meja.mawar},
        **{"orang": orang, "keterangan": "Dikenal sebagai WARGA REKAAN 1"},
    )
    PerubahanElemenFactory(usulan=meja.usulan, elemen="nama", lama="WARGA REKAAN 1", baru="X")
    for pemilik in (meja.usulan, meja.berita_acara):
        lampiran_pada(client, pemilik, pemilik.dibuat_oleh)
    waktu = timezone.now()
    UsulanPerbaikan.objects.filter(pk=meja.usulan.pk).update(
        **{"status": "ditolak", "alasan_putusan": "WARGA REKAAN 1 masih ada", "sidik": "0" * 32},
        **{"diajukan_pada": waktu, "diajukan_oleh": meja.usulan.dibuat_oleh},
        **{"diputus_pada": waktu, "diputus_oleh": meja.verifikator},
        berita_acara=meja.berita_acara,
    )
    client.force_login(meja.verifikator)
    meja.orang = orang
    return meja


def test_dry_run_changes_nothing_and_says_what_would_go(terisi, media, capsys):
    sebelum, ada = potret(), berkas(media)

    call_command("hapus_data_pribadi", sumber=terisi.sumber.kode)

    assert (potret(), berkas(media)) == (sebelum, ada)
    keluar = capsys.readouterr().out
    assert keluar.startswith(
        f"{terisi.sumber}: akan dihapus 1 berkas impor, 5 entri, 6 hasil baris, 2 keluarga, "
        "2 lampiran, 5 orang, 1 usulan.\n"
    )
    assert "Belum ada yang dihapus" in keluar


def test_source_past_its_retention_leaves_counts_and_steps_only(
    terisi, media, django_capture_on_commit_callbacks
):
    rekap = list(RekapDesa.objects.order_by("pk").values())
    jejak = JejakAudit.objects.count()
    SumberData.objects.update(simpan_sampai=timezone.localdate() - timedelta(days=1))
    terisi.client.force_login(PenggunaFactory(peran="admin"))
    assert f"Masa simpan berakhir: {terisi.sumber}" in terisi.client.get("/").text
    terisi.client.force_login(terisi.verifikator)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("hapus_data_pribadi", lewat_masa_simpan=True, **DASAR)

    assert list(RekapDesa.objects.order_by("pk").values()) == rekap
    assert JejakAudit.objects.count() == jejak + 1
    tersisa = Orang.objects.get()  # an empty person, to whom the correction points
    assert (tersisa.pk, tersisa.nama, tersisa.nik) == (terisi.orang.pk, "(dihapus)", None)
    usulan = UsulanPerbaikan.objects.get()
    assert (usulan.status, usulan.alasan_putusan, usulan.perubahan.count()) == (
        *("ditolak", "(dihapus)", 0),
    )
    assert (EntriData.objects.count(), Keluarga.objects.count()) == (0, 0)
    assert BeritaAcara.objects.get().bundel is None
    assert berkas(media) == []
    for teks in potret():
        for rahasia in ("v1:uji:", "REKAAN 1", "IBU REKAAN", "DK. CONTOH", baris(1)["id_dtks"]):
            assert rahasia not in teks, teks
    catatan = AksesDataPribadi.objects.get()
    assert (catatan.tindakan, catatan.jumlah_orang, catatan.pelaku_nama) == ("hapus", 5, "sistem")
    call_command("periksa_jejak_akses")
    with pytest.raises(CommandError, match="sudah dihapus"):
        call_command("hapus_data_pribadi", sumber=terisi.sumber.kode, **DASAR)
    impor = terisi.client.get("/impor/").context["table"].data[0]
    assert "5" in terisi.client.get(f"/impor/{impor.pk}/").text
    response = terisi.client.post(f"/impor/{impor.pk}/urungkan/", follow=True)
    assert "sudah dihapus; hitungannya tetap" in response.text


def test_person_whom_another_edition_lists_stays_with_that_one(terisi):
    lain = SumberDataFactory(kode="DTSEN-2025-TW9", tanggal_data=date(2025, 7, 1))
    terisi.impor([baris(2), baris(4)], sumber=lain)

    call_command("hapus_data_pribadi", sumber=terisi.sumber.kode, **DASAR)

    assert set(Orang.objects.values_list("nama", flat=True)) == {
        *("(dihapus)", "WARGA REKAAN 2", "WARGA REKAAN 4"),
    }
    assert set(EntriData.objects.values_list("sumber", flat=True)) == {lain.pk}
    assert Keluarga.objects.count() == 2


def test_one_person_is_erased_on_request_and_nobody_else(
    terisi, media, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("hapus_data_pribadi", orang=terisi.orang.pk, **DASAR)

    assert Orang.objects.filter(nama__startswith="WARGA REKAAN").count() == 4
    assert berkas(media) == []  # the imported file holds the person, too
    assert not [teks for teks in potret() if "REKAAN 1" in teks or baris(1)["id_dtks"] in teks]
    assert RekapDesa.objects.get(desa=terisi.mawar).jumlah_jiwa == 4


def test_running_corrections_and_a_missing_reason_are_refused(terisi):
    sebelum = potret()
    with pytest.raises(CommandError, match="keterangan"):
        call_command("hapus_data_pribadi", sumber=terisi.sumber.kode, laksanakan=True)
    with pytest.raises(CommandError, match="Tidak ada yang cocok"):
        call_command("hapus_data_pribadi", orang=10**9)
    assert potret() == sebelum
    UsulanPerbaikan.objects.update(status="diajukan")
    for siapa in ({"sumber": terisi.sumber.kode}, {"orang": terisi.orang.pk}):
        with pytest.raises(CommandError, match="1 usulan yang berjalan"):
            call_command("hapus_data_pribadi", **siapa, **DASAR)
