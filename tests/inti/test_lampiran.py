"""Attachments: what is refused, what is kept of a photo, who sees it, withdrawing."""

import io
import zlib
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from PIL import Image

from desa.workflows import survei as survei_workflows
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.lampiran.forms import LampiranField
from inti.lampiran.queries import lampiran_banyak, lampiran_milik, lampiran_per_untuk
from inti.lampiran.workflows import Kiriman, lampirkan, tarik
from inti.models import Bundel, JejakAudit, Lampiran
from tests.conftest import tutup
from tests.desa.cerita import siapkan
from tests.factories.desa import SurveiFactory
from tests.factories.inti import BundelFactory, LampiranFactory
from tests.inti.corpus import buku
from tests.lampiran import PDF, arsip, exif, foto, foto_ponsel, lampiran_pada, unggah


pytestmark = pytest.mark.django_db


@pytest.fixture
def cerita(media):
    cerita = siapkan()
    cerita.survei = SurveiFactory(
        putaran=cerita.putaran, desa=cerita.desa, dibuat_oleh=cerita.petugas
    )
    return cerita


def isi(response):
    data = b"".join(response.streaming_content)
    tutup(response)
    return data


def buka(media, berkas):
    return Image.open(io.BytesIO((media / berkas.name).read_bytes()))


# --- What comes in -----------------------------------------------------------------------------


def test_photo_is_made_anew_upright_small_and_without_exif(client, cerita, media):
    lampiran = lampiran_pada(client, cerita.survei, cerita.petugas, foto_ponsel((2400, 1800)))

    tersimpan = buka(media, lampiran.berkas)
    assert (tersimpan.format, tersimpan.size, dict(tersimpan.getexif())) == (
        "JPEG",
        (1200, 1600),
        {},
    )
    assert tersimpan.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    # a quarter turn clockwise brings the coloured left half to the top
    atas, bawah = tersimpan.getpixel((600, 100)), tersimpan.getpixel((600, 1500))
    assert (atas[2] < 60, min(bawah) > 240) == (True, True)
    assert max(buka(media, lampiran.mini).size) == 320
    assert (lampiran.lebar, lampiran.tinggi, lampiran.nama) == (1200, 1600, "foto")
    assert lampiran.diambil_pada == datetime(2026, 3, 14, 2, 30, tzinfo=UTC)
    assert (lampiran.lintang, lampiran.bujur) == (Decimal("-6.75500"), Decimal("111.04000"))
    assert b"GPS" not in (media / lampiran.berkas.name).read_bytes()


def test_exif_sent_beside_a_shrunk_photo_tells_time_but_turns_nothing(client, cerita):
    client.force_login(cerita.petugas)
    blok = SimpleUploadedFile("exif", exif().tobytes())
    kunci = unggah(client, foto((400, 300)), exif=blok).json()["kunci"]

    lampiran = Lampiran.objects.get(kunci=kunci)
    assert (lampiran.lebar, lampiran.tinggi) == (400, 300)
    assert lampiran.diambil_pada == datetime(2026, 3, 14, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "rusak", [b"Exif\0\0MM\0*\xff\xff\xff\xff", b"\0" * 50, b"Exif\0\0II*\0\x08"]
)
def test_broken_exif_costs_only_what_it_would_have_told(client, cerita, rusak):
    client.force_login(cerita.petugas)
    jawaban = unggah(client, foto(), exif=SimpleUploadedFile("exif", rusak))
    assert jawaban.status_code == 200
    assert Lampiran.objects.get().diambil_pada is None


@pytest.mark.parametrize("format_", ["PNG", "WEBP"])
def test_other_photo_formats_become_jpeg_on_white(client, cerita, media, format_):
    keluaran = io.BytesIO()
    Image.new("RGBA", (50, 40), (0, 0, 0, 0)).save(keluaran, format_)
    lampiran = lampiran_pada(client, cerita.survei, cerita.petugas, keluaran.getvalue())
    tersimpan = buka(media, lampiran.berkas)
    assert (tersimpan.format, tersimpan.mode, tersimpan.getpixel((5, 5))) == (
        "JPEG",
        "RGB",
        (255, 255, 255),
    )


def raksasa():
    """A PNG of a few hundred bytes that declares 400 megapixels."""
    kecil = bytearray(foto((10, 10), format="PNG"))
    kecil[16:24] = (20_000).to_bytes(4) + (20_000).to_bytes(4)
    kecil[29:33] = zlib.crc32(bytes(kecil[12:29])).to_bytes(4)
    return bytes(kecil)


HOSTILE = {
    "program yang diganti namanya": (b"MZ\x90\0" + b"\0" * 500, "Berkas ini program"),
    "program Linux": (b"\x7fELF" + b"\0" * 500, "Berkas ini program"),
    "SVG berskrip": (b'<?xml version="1.0"?><svg xmlns="x"><script>alert(1)</script></svg>', "SVG"),
    "SVG setelah komentar": (b"<!-- x --><svg onload='alert(1)'></svg>", "SVG"),
    "halaman web": (b"<!DOCTYPE html><script>alert(1)</script>", "halaman web"),
    "PHP di balik GIF": (b"GIF89a<?php system($_GET[0]); ?>", "halaman web"),
    "HEIC": (b"\0\0\0\x18ftypheic" + b"\0" * 99, "HEIC"),
    "teks": (b"bukan apa-apa", "bukan foto"),
    "kosong": (b"", "kosong"),
    "JPEG terpotong": (foto((800, 600))[:900], "rusak"),
    "kepala JPEG saja": (b"\xff\xd8\xff\xe0" + b"\0" * 100, "rusak"),
    "bom piksel": (raksasa(), "terlalu besar"),
    "pita panjang": (foto((9000, 20)), "tidak wajar"),
    "PDF terpotong": (PDF[:-8], "terpotong"),
    "PDF berskrip": (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</JS(app.alert(1))>>"), "skrip"),
    "PDF yang juga ZIP": (PDF + arsip(a="b"), "berkas lain"),
    "ZIP biasa": (arsip(**{"setup.exe": "MZ"}), "arsip ZIP biasa"),
    "ZIP rusak": (b"PK\x03\x04" + b"\0" * 60, "rusak"),
    "dokumen Word": (arsip(**{"word/document.xml": "<a/>"}), "dokumen Word"),
}  # fmt: skip


@pytest.mark.parametrize("nama", HOSTILE)
@pytest.mark.parametrize("akhiran", ["jpg", "pdf"])
def test_hostile_file_is_refused_in_words_and_leaves_nothing(client, cerita, media, nama, akhiran):
    berkas, pesan = HOSTILE[nama]
    client.force_login(cerita.petugas)
    jawaban = unggah(client, berkas, f"bukti.{akhiran}")
    assert jawaban.status_code == 400
    assert pesan in jawaban.json()["galat"]
    assert (Lampiran.objects.count(), [p for p in media.rglob("*") if p.is_file()]) == (0, [])


def test_polyglot_photo_keeps_its_pixels_only(client, cerita, media):
    jahat = foto_ponsel() + b"<script>alert(1)</script>" + arsip(a="b")
    lampiran = lampiran_pada(client, cerita.survei, cerita.petugas, jahat, "foto.php.jpg")
    tersimpan = (media / lampiran.berkas.name).read_bytes()
    assert (b"script" in tersimpan, b"PK\x03\x04" in tersimpan) == (False, False)
    assert Path(lampiran.berkas.name).suffix == ".jpg"


def test_file_names_are_unguessable_and_captions_mask_identity_numbers(client, cerita, tmp_path):
    xlsx = buku(tmp_path / "x.xlsx").read_bytes()
    nama = [
        lampiran_pada(client, cerita.survei, cerita.petugas, isi_, nama_).nama
        for isi_, nama_ in [
            (foto(), r"C:\foto\KTP 3318990101900001.jpg"),
            (PDF, "..\\..\\SK\n.pdf"),
            (xlsx, ".xlsx"),
        ]
    ]
    assert nama == ["KTP 331899••••••••••", "SK", ".xlsx"]
    for lampiran in Lampiran.objects.all():
        assert len(Path(lampiran.berkas.name).stem) == 32
        assert "KTP" not in lampiran.berkas.name


def test_same_key_is_stored_once_and_belongs_to_its_sender(client, cerita, media):
    kunci = uuid4()
    client.force_login(cerita.petugas)
    jawaban = [unggah(client, foto(), kunci=kunci).json()["kunci"] for _ in range(3)]
    assert (jawaban, Lampiran.objects.count()) == ([str(kunci)] * 3, 1)
    assert sum(p.is_file() for p in media.rglob("*")) == 2  # the photo and its small one

    client.force_login(cerita.petugas_lain)
    assert "sudah dipakai" in unggah(client, foto(), kunci=kunci).json()["galat"]


# --- On a record -------------------------------------------------------------------------------


def test_attaching_repeats_harmlessly_and_is_audited(client, cerita):
    lampiran = lampiran_pada(client, cerita.survei, cerita.petugas, untuk="RTLH")
    ulang = lampirkan(
        cerita.survei, Kiriman(kunci=[lampiran.kunci]), oleh=cerita.petugas, untuk="RTLH"
    )
    assert ulang == [lampiran]
    assert list(lampiran_milik(cerita.survei, untuk="RTLH")) == [lampiran]
    assert lampiran_per_untuk(cerita.survei) == {"RTLH": [lampiran]}
    assert lampiran_banyak([cerita.survei]) == {cerita.survei.pk: [lampiran]}
    assert [(j.aksi, j.rincian) for j in JejakAudit.objects.all()] == [
        ("lampiran.tambah", {"jumlah": 1, "untuk": "RTLH"})
    ]


def test_file_of_another_person_or_record_cannot_be_attached(client, cerita):
    lampiran = lampiran_pada(client, cerita.survei, cerita.petugas)
    lain = SurveiFactory(putaran=cerita.putaran, dibuat_oleh=cerita.petugas)
    for objek, oleh in [(lain, cerita.petugas), (cerita.survei, cerita.petugas_lain)]:
        with pytest.raises(AturanDilanggar, match="tidak tersimpan"):
            lampirkan(objek, Kiriman(kunci=[lampiran.kunci]), oleh=oleh)
    assert list(lampiran_milik(cerita.survei)) == [lampiran]


def test_submitted_survey_takes_and_gives_no_photo(client, cerita):
    lampiran = lampiran_pada(client, cerita.survei, cerita.petugas)
    survei = SurveiFactory(putaran=cerita.putaran, diajukan=True, dibuat_oleh=cerita.petugas)
    kunci = unggah(client, foto()).json()["kunci"]
    with pytest.raises(TransisiTidakSah):
        lampirkan(survei, Kiriman(kunci=[kunci]), oleh=cerita.petugas)
    type(survei).objects.filter(pk=cerita.survei.pk).update(
        status="diajukan", diajukan_pada=survei.diajukan_pada, diajukan_oleh=cerita.petugas
    )
    with pytest.raises(TransisiTidakSah):
        tarik(lampiran, oleh=cerita.petugas, alasan="keliru")


def test_revision_starts_with_copies_and_discarding_it_keeps_the_files(client, cerita, media):
    lampiran = lampiran_pada(client, cerita.survei, cerita.petugas, untuk="RTLH")
    survei = cerita.survei
    survei.refresh_from_db()
    survei.status, survei.berlaku = "diverifikasi", True
    survei.diajukan_pada = survei.diverifikasi_pada = survei.created_at
    survei.diajukan_oleh, survei.diverifikasi_oleh = cerita.petugas, cerita.sekretariat
    survei.save()

    revisi = survei_workflows.buka_revisi(survei, oleh=cerita.petugas, alasan="Salah hitung")
    salinan = lampiran_milik(revisi).get()
    assert (salinan.untuk, salinan.berkas, salinan.pk != lampiran.pk) == (
        "RTLH",
        lampiran.berkas,
        True,
    )
    survei_workflows.buang_draf(revisi, oleh=cerita.petugas)
    assert list(Lampiran.objects.all()) == [lampiran]
    assert (media / lampiran.berkas.name).exists()
    assert Bundel.objects.count() == 1


# --- Who sees it -------------------------------------------------------------------------------


def test_files_are_served_inside_the_owners_scope_only(client, cerita):
    dokumen = lampiran_pada(client, cerita.survei, cerita.petugas, PDF, "sk.pdf")
    gambar = lampiran_pada(client, cerita.survei, cerita.petugas)
    alamat = {
        "foto": reverse("inti:lampiran_berkas", args=[gambar.kunci]),
        "mini": reverse("inti:lampiran_mini", args=[gambar.kunci]),
        "pdf": reverse("inti:lampiran_berkas", args=[dokumen.kunci]),
        "mini pdf": reverse("inti:lampiran_mini", args=[dokumen.kunci]),
        "halaman": reverse("inti:lampiran_detail", args=[gambar.kunci]),
    }
    client.force_login(cerita.sekretariat)
    jawaban = {nama: client.get(url) for nama, url in alamat.items()}
    assert [j.status_code for j in jawaban.values()] == [200, 200, 200, 404, 200]
    for nama, tipe, letak in [
        ("foto", "image/jpeg", f'inline; filename="lampiran-{str(gambar.kunci)[:8]}.jpg"'),
        ("pdf", "application/pdf", f'attachment; filename="lampiran-{str(dokumen.kunci)[:8]}.pdf"'),
    ]:
        kepala = jawaban[nama].headers
        assert (kepala["Content-Type"], kepala["Content-Disposition"]) == (tipe, letak)
        assert kepala["X-Content-Type-Options"] == "nosniff"
        assert kepala["Cache-Control"] == "private, max-age=3600"
        assert "sandbox" in kepala["Content-Security-Policy"]
        assert isi(jawaban[nama])
    isi(jawaban["mini"])
    client.force_login(cerita.petugas_lain)
    assert {client.get(url).status_code for url in alamat.values()} == {404}


def test_waiting_file_is_seen_by_its_sender_only(client, cerita):
    client.force_login(cerita.petugas)
    kunci = unggah(client, foto()).json()["kunci"]
    alamat = reverse("inti:lampiran_mini", args=[kunci])
    jawaban = client.get(alamat)
    assert (jawaban.status_code, jawaban.headers["Cache-Control"]) == (200, "no-store")
    isi(jawaban)
    client.force_login(cerita.sekretariat)
    assert client.get(alamat).status_code == 404


def test_time_and_place_are_for_the_sender_and_the_secretariat(client, cerita, sign_in):
    lampiran = lampiran_pada(client, cerita.survei, cerita.petugas)
    alamat = reverse("inti:lampiran_detail", args=[lampiran.kunci])
    terlihat = {}
    for siapa in (cerita.petugas, cerita.sekretariat, "analis", "pimpinan"):
        html = sign_in(siapa).get(alamat).text
        terlihat[str(getattr(siapa, "peran", siapa))] = ("111,04" in html, "14 Maret 2026" in html)
    assert terlihat == {
        "petugas": (True, True),
        "sekretariat": (True, True),
        "analis": (False, False),
        "pimpinan": (False, False),
    }


def test_withdrawing_hides_and_keeps(client, cerita, media):
    lampiran = lampiran_pada(client, cerita.survei, cerita.petugas)
    alamat = reverse("inti:lampiran_tarik", args=[lampiran.kunci])
    assert "tidak lagi tampil" in client.get(alamat).text
    client.post(alamat, {"alasan": ""})
    assert list(lampiran_milik(cerita.survei)) == [lampiran]

    client.post(alamat, {"alasan": "Foto rumah lain"})
    lampiran.refresh_from_db()
    assert (lampiran.ditarik_oleh, lampiran.alasan_tarik) == (cerita.petugas, "Foto rumah lain")
    assert (list(lampiran_milik(cerita.survei)), (media / lampiran.berkas.name).exists()) == (
        [],
        True,
    )
    assert (
        "Foto rumah lain" in client.get(reverse("inti:lampiran_detail", args=[lampiran.kunci])).text
    )
    with pytest.raises(TransisiTidakSah):
        tarik(lampiran, oleh=cerita.petugas, alasan="lagi")


# --- The form field ----------------------------------------------------------------------------


class FotoForm(forms.Form):
    foto = LampiranField(label="Foto", maks=2, required=False)


def formulir(*berkas, kunci=(), token=None):
    data = MultiValueDict({"foto_kunci": list(kunci), "foto_token": [str(token or uuid4())]})
    daftar = [SimpleUploadedFile(f"{n}.jpg", isi_) for n, isi_ in enumerate(berkas)]
    return FotoForm(data, MultiValueDict({"foto": daftar}))


def test_field_takes_files_of_the_form_and_keys_sent_ahead(cerita):
    token, kunci = uuid4(), uuid4()
    dua = [formulir(foto(), kunci=[kunci, "bukan"], token=token) for _ in range(2)]
    assert all(form.is_valid() for form in dua)
    assert dua[0].cleaned_data["foto"].kunci == [kunci]
    assert (
        dua[0].cleaned_data["foto"].olahan[0].kunci == dua[1].cleaned_data["foto"].olahan[0].kunci
    )
    for _ in range(2):  # a repeated send of the form
        kiriman = Kiriman(dua[0].cleaned_data["foto"].olahan)
        lampirkan(cerita.survei, kiriman, oleh=cerita.petugas)
    assert lampiran_milik(cerita.survei).count() == 1


def test_field_names_what_is_wrong_and_keeps_what_was_sent_ahead():
    kunci = uuid4()
    form = formulir(b"MZ", kunci=[kunci])
    assert form.errors == {"foto": ["0.jpg: Berkas ini program, bukan dokumen."]}
    assert f'value="{kunci}"' in str(form["foto"])
    assert formulir(PDF).errors == {
        "foto": ["0.jpg: Di sini hanya foto (JPEG, PNG, atau WebP) yang diterima."]
    }
    assert formulir(kunci=[uuid4() for _ in range(3)]).errors == {
        "foto": ["Paling banyak 2 berkas."]
    }
    assert formulir().is_valid()
    assert not formulir().has_changed()


# --- Constraints -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kendala", "isian"),
    [
        ("inti_lampiran_ditarik_punya_waktu_orang_alasan", {"alasan_tarik": "x"}),
        ("inti_lampiran_foto_punya_ukuran_gambar", {"jenis": "foto"}),
        ("inti_lampiran_foto_punya_ukuran_gambar", {"jenis": "foto", "mini": "a.jpg"}),
        ("inti_lampiran_titik_utuh_dan_di_bumi", {"lintang": 5}),
        ("inti_lampiran_sidik_lengkap", {"sha256": "abc"}),
    ],
)
def test_constraint(kendala, isian):
    with pytest.raises(IntegrityError, match=kendala), transaction.atomic():
        LampiranFactory(**isian)


def test_bundle_in_use_cannot_be_deleted(client, cerita):
    lampiran_pada(client, cerita.survei, cerita.petugas)
    BundelFactory().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Bundel.objects.all().delete()
