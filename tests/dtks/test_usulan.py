"""Corrections through the pages: reported, returned, verified per field, answered."""

from datetime import date
from itertools import product
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dtks.choices import STATUS_DIJAWAB, StatusUsulan
from dtks.models import BeritaAcara, EntriData, Orang, UsulanPerbaikan
from dtks.workflows import usulan as workflows
from inti.crypto import blind_index
from inti.exceptions import AturanDilanggar, DataBerubah, TransisiTidakSah
from inti.models import JejakAudit
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DesaFactory
from tests.factories.dtks import (
    AlasanPerbaikanFactory,
    BeritaAcaraFactory,
    EntriDataFactory,
    JawabanPusatFactory,
    OrangFactory,
    PerubahanElemenFactory,
    SumberDataFactory,
)
from tests.lampiran import foto


pytestmark = pytest.mark.django_db
S = StatusUsulan
NIK = "3318994508900077"
KK = "3318991501150077"


@pytest.fixture
def warga(petugas):
    """An officer, and a listed person of its village."""
    orang = petugas()
    entri = EntriDataFactory(desa=orang.penugasan.desa, orang__nama="Kasmirah Rekaan")
    entri.petugas = orang
    return entri


@pytest.fixture
def verifikator():
    return PenggunaFactory(peran="verifikator_dtks")


def alamat(nama, *args):
    return reverse(f"dtks:{nama}", args=args)


def lapor(client, entri, alasan, **isi):
    return client.post(alamat("usulan_create", entri.pk, alasan.kode), isi)


def meninggal(client, entri, **lain):
    response = lapor(client, entri, AlasanPerbaikanFactory(), tanggal_kejadian="2026-03-02", **lain)
    assert response.status_code == 302, response.context["form"].errors
    return UsulanPerbaikan.objects.get()


def ajukan(client, usulan, **lain):
    data = {"versi": usulan.versi, "alasan": "Akta menyusul"} | lain
    return client.post(alamat("usulan_ajukan", usulan.pk), data)


def diajukan(entri, alasan=None, baru=None, **isi):
    """A submitted correction of a listed person."""
    usulan = UsulanPerbaikan(
        kabupaten=entri.orang.kabupaten,
        kunci_kirim=uuid4(),
        sumber=entri.sumber,
        desa=entri.desa,
        orang=entri.orang,
        alasan=alasan or AlasanPerbaikanFactory(dokumen=[]),
        tanggal_kejadian=date(2026, 3, 2),
        **isi,
    )
    workflows.isi(usulan, baru or {}, oleh=entri.petugas)
    return workflows.ajukan(usulan, oleh=entri.petugas, alasan="Sudah dipastikan")


def setuju(usulan):
    return {p.elemen: ("disetujui", "") for p in usulan.perubahan.all()}


def sampai_disahkan(usulan, verifikator):
    usulan = workflows.verifikasi(usulan, putusan=setuju(usulan), oleh=verifikator)
    UsulanPerbaikan.objects.filter(pk=usulan.pk).update(
        status=S.DIMUSYAWARAHKAN, berita_acara=BeritaAcaraFactory(desa=usulan.desa)
    )
    workflows.usulkan(usulan, oleh=verifikator)
    return workflows.sahkan(usulan, oleh=verifikator)


def test_death_reported_with_evidence_returned_and_verified(sign_in, warga, verifikator, media):
    client = sign_in(warga.petugas)
    cari = client.post(alamat("usulan_cari"), {"desa": warga.desa_id, "nama": "kasmi"})
    assert "Kasmirah Rekaan" in cari.text
    assert warga.orang.nik not in cari.text
    assert (
        "Apa yang terjadi dengan Kasmirah Rekaan?"
        in client.get(alamat("usulan_alasan", warga.pk)).text
    )

    usulan = meninggal(client, warga, dokumen_akta_kematian=SimpleUploadedFile("akta.jpg", foto()))
    assert [(p.elemen, p.lama, p.baru) for p in usulan.perubahan.all()] == [
        ("aktif", "ya", "tidak")
    ]
    assert usulan.opd == warga.petugas.penugasan.opd
    halaman = client.get(alamat("usulan_ajukan", usulan.pk))
    assert "tidak ada peringatan" in halaman.text
    ajukan(client, usulan)
    usulan.refresh_from_db()
    assert (usulan.status, usulan.diajukan_oleh, usulan.alasan_peringatan) == (
        "diajukan", warga.petugas, "",
    )  # fmt: skip

    client = sign_in(verifikator)
    client.post(
        alamat("usulan_periksa", usulan.pk),
        {
            "versi": usulan.versi,
            "keputusan": "kembalikan",
            "alasan": "Fotonya buram",
            "catatan_aktif": "Foto ulang aktanya",
        },
    )
    usulan.refresh_from_db()
    assert (usulan.status, usulan.alasan_putusan) == ("dikembalikan", "Fotonya buram")

    client = sign_in(warga.petugas)
    assert "Foto ulang aktanya" in client.get(alamat("usulan_edit", usulan.pk)).text
    ajukan(client, usulan)
    usulan.refresh_from_db()
    assert (usulan.status, usulan.diputus_oleh) == ("diajukan", None)

    client = sign_in(verifikator)
    client.post(
        alamat("usulan_periksa", usulan.pk),
        {"versi": usulan.versi, "keputusan": "verifikasi", "putusan_aktif": "disetujui"},
    )
    usulan.refresh_from_db()
    assert (usulan.status, usulan.diputus_oleh) == ("diverifikasi", verifikator)
    assert usulan.sidik_disetujui == usulan.sidik
    assert [j.aksi for j in JejakAudit.objects.order_by("pk") if "usulan." in j.aksi] == [
        "usulan.buat", "usulan.ajukan", "usulan.kembalikan", "usulan.ajukan", "usulan.verifikasi",
    ]  # fmt: skip


def test_missing_document_is_a_warning_that_needs_a_reason(sign_in, warga):
    client = sign_in(warga.petugas)
    usulan = meninggal(client, warga)
    response = ajukan(client, usulan, alasan="")
    assert "Akta atau surat keterangan kematian belum dilampirkan." in response.text
    usulan.refresh_from_db()
    assert usulan.status == "draf"
    ajukan(client, usulan)
    usulan.refresh_from_db()
    assert (usulan.status, usulan.alasan_peringatan) == ("diajukan", "Akta menyusul")


def test_repeated_send_stores_one_draft(sign_in, warga):
    client = sign_in(warga.petugas)
    kunci = str(uuid4())
    for _ in range(3):
        lapor(
            client,
            warga,
            AlasanPerbaikanFactory(),
            tanggal_kejadian="2026-03-02",
            kunci_kirim=kunci,
        )
    assert UsulanPerbaikan.objects.count() == 1
    kedua = lapor(client, warga, AlasanPerbaikanFactory(), tanggal_kejadian="2026-03-02")
    assert "Masih ada usulan sejenis yang terbuka" in kedua.text


def test_new_person_needs_identity_and_names_who_is_alike(sign_in, warga):
    alasan = AlasanPerbaikanFactory(
        kode="belum_terdaftar",
        jenis="baru",
        elemen=["nik", "no_kk", "nama", "tanggal_lahir", "jenis_kelamin", "rt"],
        dokumen=[],
        perlu_tanggal=False,
    )
    client = sign_in(warga.petugas)
    url = alamat("usulan_create_baru", warga.desa_id, alasan.kode)
    kosong = client.post(url, {"nama": "Kasmirah Rekaan"})
    assert set(kosong.context["form"].errors) == {"nik", "no_kk", "tanggal_lahir"}
    isi = {
        "nama": "Kasmira  Rekaan",
        "nik": "3318.99.450890.0077",
        "no_kk": KK,
        "tanggal_lahir": "1980-08-17",
        "jenis_kelamin": "L",
        "rt": "3",
    }
    client.post(url, isi)
    usulan = UsulanPerbaikan.objects.get()
    assert {p.elemen: p.baru for p in usulan.perubahan.all()} == {
        "nik": NIK,
        "no_kk": KK,
        "nama": "Kasmira Rekaan",
        "tanggal_lahir": "1980-08-17",
        "jenis_kelamin": "L",
        "rt": "003",
    }
    kode = [p.kode for p in workflows.periksa(usulan).peringatan]
    assert kode == ["nik_lahir", "nik_kelamin", "kembar_mirip"]
    halaman = client.get(alamat("usulan_ajukan", usulan.pk)).text
    assert "Kasmirah Rekaan" in halaman
    assert NIK not in halaman
    assert NIK not in client.get(alamat("usulan_edit", usulan.pk)).text

    EntriDataFactory(orang=OrangFactory(nik=NIK), sumber=warga.sumber)
    kode = [p.kode for p in workflows.periksa(usulan).peringatan]
    assert kode == ["nik_lahir", "nik_kelamin", "kembar_nik"]


def test_numbers_are_answered_while_they_are_typed(sign_in, warga):
    client = sign_in(warga.petugas)
    perempuan = {"nik": NIK, "tanggal_lahir": "1990-08-05", "jenis_kelamin": "P"}
    for isi, jawaban in (
        (perempuan, "Susunan angkanya mungkin."),
        (perempuan | {"jenis_kelamin": "L"}, "Jenis kelamin pada NIK berbeda dari yang tertulis."),
        ({"nik": NIK[:12]}, "NIK harus 16 angka; ini 12 huruf."),
        ({"nik": NIK, "no_kk": NIK}, "Nomor KK sama dengan NIK; periksa kartunya."),
        ({"no_kk": KK, "tanggal_lahir": "entah"}, "Susunan angkanya mungkin."),
    ):
        teks = client.post(alamat("usulan_nomor"), isi).text
        assert jawaban in teks
        assert NIK not in teks
    assert not client.post(alamat("usulan_nomor")).text.strip()


def test_blank_identity_keeps_what_the_draft_proposed(sign_in, warga):
    alasan = AlasanPerbaikanFactory(
        kode="data_keliru", jenis="elemen", elemen=["nik", "nama"], perlu_tanggal=False
    )
    client = sign_in(warga.petugas)
    lapor(client, warga, alasan, nik=NIK, nama="Kasmirah Rekaan")
    usulan = UsulanPerbaikan.objects.get()
    url = alamat("usulan_edit", usulan.pk)
    client.post(url, {"versi": usulan.versi, "nik": "", "nama": "Kasmirah Binti Rekaan"})
    assert {p.elemen: (p.lama, p.baru) for p in usulan.perubahan.all()} == {
        "nik": (warga.orang.nik, NIK),
        "nama": ("Kasmirah Rekaan", "Kasmirah Binti Rekaan"),
    }
    usulan.refresh_from_db()
    assert usulan.nik_indeks == blind_index(NIK, "nik")
    salah = client.post(url, {"versi": usulan.versi, "nik": "331899320890007"})
    assert "NIK harus 16 angka; ini 15 huruf." in salah.text
    basi = client.post(url, {"versi": 1, "nama": "Lain"})
    assert "berubah sejak Anda membukanya" in basi.text


def musyawarahkan(usulan):
    """What the signed minutes do to each correction of their list."""
    workflows.pindah(satu := workflows.kunci_usulan(usulan), "musyawarahkan")
    satu.save()


LANGKAH = {
    "isi": lambda u, v: workflows.isi(u, {}, oleh=u.dibuat_oleh),
    "ajukan": lambda u, v: workflows.ajukan(u, oleh=u.dibuat_oleh, alasan="-"),
    "tarik": lambda u, v: workflows.tarik(u, oleh=u.dibuat_oleh),
    "batalkan": lambda u, v: workflows.batalkan(u, oleh=u.dibuat_oleh),
    "kembalikan": lambda u, v: workflows.kembalikan(u, oleh=v, alasan="x"),
    "tolak": lambda u, v: workflows.tolak(u, oleh=v, alasan="x"),
    "verifikasi": lambda u, v: workflows.verifikasi(u, oleh=v, putusan=setuju(u)),
    "musyawarahkan": lambda u, v: musyawarahkan(u),
    "usulkan": lambda u, v: workflows.usulkan(u, oleh=v),
    "sahkan": lambda u, v: workflows.sahkan(u, oleh=v),
    "terima": lambda u, v: workflows.terima(u, tanggal=timezone.localdate(), oleh=v),
    "tolak_pusat": lambda u, v: workflows.tolak_pusat(
        u, tanggal=timezone.localdate(), alasan="x", oleh=v
    ),
    "cabut_jawaban": lambda u, v: workflows.cabut_jawaban(u, oleh=v),
    "kedaluwarsakan": lambda u, v: workflows.kedaluwarsakan(u, alasan="x", oleh=v),
}


def pada_status(usulan, status, verifikator):
    """Put a submitted correction into a status with all that its constraints ask for."""
    kini = timezone.now()
    dijawab = timezone.localdate() if status in {S.DITERIMA, S.DITOLAK_PUSAT} else None
    UsulanPerbaikan.objects.filter(pk=usulan.pk).update(
        status=status,
        diputus_pada=kini,
        diputus_oleh=verifikator,
        alasan_putusan="x",
        sidik_disetujui=usulan.sidik,
        berita_acara=BeritaAcara.objects.first() or BeritaAcaraFactory(desa=usulan.desa),
        diusulkan_pada=kini,
        disahkan_pada=kini,
        dijawab_pada=dijawab,
    )
    usulan.refresh_from_db()
    return usulan


def test_every_step_from_every_status_that_is_not_in_the_table_is_refused(warga, verifikator):
    assert LANGKAH.keys() == workflows.TRANSISI.keys()
    usulan = diajukan(warga)
    for status, langkah in product(S, LANGKAH):
        boleh = status in workflows.TRANSISI[langkah][0]
        titik = transaction.savepoint()
        pada_status(usulan, status, verifikator)
        if status in STATUS_DIJAWAB:
            JawabanPusatFactory(usulan=usulan)
        try:
            LANGKAH[langkah](usulan, verifikator)
        except TransisiTidakSah:
            assert not boleh, (status, langkah)
        else:
            assert boleh, (status, langkah)
            usulan.refresh_from_db()
            assert usulan.status == (workflows.TRANSISI[langkah][1] or status)
        transaction.savepoint_rollback(titik)
        usulan.refresh_from_db()


def test_maker_is_not_checker(warga):
    usulan = diajukan(warga)
    for langkah in ("kembalikan", "tolak", "verifikasi"):
        with pytest.raises(AturanDilanggar, match="tidak boleh diputus"):
            LANGKAH[langkah](usulan, warga.petugas)
    with pytest.raises(IntegrityError, match="pemeriksa_bukan_pengaju"), transaction.atomic():
        UsulanPerbaikan.objects.update(diputus_oleh=warga.petugas)


def test_refused_field_needs_its_remark_and_one_field_must_stay(warga, verifikator):
    alasan = AlasanPerbaikanFactory(
        kode="data_keliru", jenis="elemen", elemen=["nama", "rt"], dokumen=[], perlu_tanggal=False
    )
    usulan = diajukan(warga, alasan, {"nama": "Kasmirah Binti Rekaan", "rt": "9"})
    tolak = ("ditolak", "Tidak sama dengan KK")
    for putusan, pesan in [
        ({"nama": ("disetujui", "")}, "RT: pilih setuju atau tolak"),
        ({"nama": ("disetujui", ""), "rt": ("ditolak", " ")}, "RT: tuliskan mengapa"),
        ({"nama": tolak, "rt": tolak}, "Tidak ada isian yang disetujui"),
    ]:
        with pytest.raises(AturanDilanggar, match=pesan):
            workflows.verifikasi(usulan, putusan=putusan, oleh=verifikator)
    workflows.verifikasi(usulan, putusan={"nama": ("disetujui", ""), "rt": tolak}, oleh=verifikator)
    pada_status(usulan, S.DISAHKAN, verifikator)
    workflows.terima(usulan, tanggal=timezone.localdate(), oleh=verifikator)
    warga.refresh_from_db()
    assert (warga.orang.nama, warga.keluarga.rt) == ("Kasmirah Binti Rekaan", "001")


def test_verify_is_refused_when_the_registry_changed_since(warga, verifikator):
    alasan = AlasanPerbaikanFactory(
        kode="data_keliru", jenis="elemen", elemen=["nama"], dokumen=[], perlu_tanggal=False
    )
    usulan = diajukan(warga, alasan, {"nama": "Kasmirah Binti Rekaan"})
    Orang.objects.filter(pk=warga.orang_id).update(nama="Kasmirah Lain")
    with pytest.raises(DataBerubah, match="Data berubah sejak diajukan: Nama"):
        workflows.verifikasi(usulan, putusan=setuju(usulan), oleh=verifikator)
    Orang.objects.filter(pk=warga.orang_id).update(nama="Kasmirah Binti Rekaan")
    assert workflows.verifikasi(usulan, putusan=setuju(usulan), oleh=verifikator).status == (
        S.DIVERIFIKASI
    )


def test_verify_is_refused_when_the_frozen_content_changed(warga, verifikator):
    usulan = diajukan(warga)
    UsulanPerbaikan.objects.filter(pk=usulan.pk).update(tanggal_kejadian=date(2026, 4, 1))
    with pytest.raises(DataBerubah, match="tidak lagi sama dengan yang diajukan"):
        workflows.verifikasi(usulan, putusan=setuju(usulan), oleh=verifikator)


def test_submitted_content_and_evidence_are_frozen(sign_in, warga):
    usulan = diajukan(warga)
    client = sign_in(warga.petugas)
    assert client.post(alamat("usulan_edit", usulan.pk), {"tanggal_kejadian": "2026-01-01"}).url
    usulan.refresh_from_db()
    assert usulan.tanggal_kejadian == date(2026, 3, 2)
    with pytest.raises(TransisiTidakSah):
        workflows.isi(usulan, {}, oleh=warga.petugas)


def test_accepted_death_deactivates_and_a_second_answer_is_refused(warga, verifikator):
    usulan = sampai_disahkan(diajukan(warga), verifikator)
    workflows.terima(usulan, tanggal=timezone.localdate(), oleh=verifikator)
    warga.refresh_from_db()
    assert warga.aktif is False
    with pytest.raises(TransisiTidakSah):
        workflows.terima(usulan, tanggal=timezone.localdate(), oleh=verifikator)


def test_accepted_new_person_is_entered_once(warga, verifikator):
    alasan = AlasanPerbaikanFactory(
        kode="belum_terdaftar",
        jenis="baru",
        elemen=["nik", "no_kk", "nama", "tanggal_lahir"],
        dokumen=[],
        perlu_tanggal=False,
    )
    usulan = UsulanPerbaikan(
        kabupaten=warga.orang.kabupaten,
        kunci_kirim=uuid4(),
        sumber=warga.sumber,
        desa=warga.desa,
        alasan=alasan,
    )
    isi = {"nik": NIK, "no_kk": KK, "nama": "Warsi Rekaan", "tanggal_lahir": "1990-08-05"}
    workflows.isi(usulan, isi, oleh=warga.petugas)
    usulan = workflows.ajukan(usulan, oleh=warga.petugas)
    usulan = sampai_disahkan(usulan, verifikator)
    workflows.terima(usulan, tanggal=timezone.localdate(), oleh=verifikator)
    entri = EntriData.objects.get(orang__nik_indeks=blind_index(NIK, "nik"))
    assert (entri.orang.nama, entri.orang.nik, entri.desa, entri.keluarga.no_kk) == (
        "Warsi Rekaan", NIK, warga.desa, KK,
    )  # fmt: skip


def test_move_goes_to_the_chosen_village(sign_in, warga, verifikator):
    alasan = AlasanPerbaikanFactory(
        kode="pindah_desa", jenis="pindah", elemen=["desa", "rt"], dokumen=[], perlu_tanggal=True
    )
    tujuan = DesaFactory(kecamatan=warga.desa.kecamatan)
    client = sign_in(warga.petugas)
    lapor(client, warga, alasan, desa=tujuan.kode, rt="7", tanggal_kejadian="2026-02-01")
    usulan = workflows.ajukan(UsulanPerbaikan.objects.get(), oleh=warga.petugas, alasan="-")
    usulan = sampai_disahkan(usulan, verifikator)
    workflows.terima(usulan, tanggal=timezone.localdate(), oleh=verifikator)
    warga.refresh_from_db()
    assert (warga.desa, warga.keluarga.rt) == (tujuan, "007")


def test_bulk_verify_takes_only_those_without_warnings(sign_in, warga, verifikator):
    bersih = diajukan(warga)
    lain = EntriDataFactory(desa=warga.desa, sumber=warga.sumber)
    lain.petugas = warga.petugas
    berperingatan = diajukan(
        lain, AlasanPerbaikanFactory(kode="ganda", jenis="nonaktif", dokumen=["kk"])
    )
    client = sign_in(verifikator)
    url = alamat("usulan_verifikasi_banyak")
    assert [u.pk for u in client.get(url).context["daftar"]] == [bersih.pk]
    client.post(url, {"usulan": [bersih.pk, berperingatan.pk]})
    assert dict(UsulanPerbaikan.objects.values_list("pk", "status")) == {
        bersih.pk: "diverifikasi",
        berperingatan.pk: "diajukan",
    }
    with pytest.raises(AturanDilanggar, match="punya peringatan"):
        workflows.verifikasi_banyak([berperingatan], oleh=verifikator)


@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_queries_do_not_grow(sign_in, petugas, django_assert_max_num_queries, jumlah):
    orang = petugas()
    sumber = SumberDataFactory()
    for _ in range(jumlah):
        PerubahanElemenFactory(
            usulan__desa=orang.penugasan.desa, usulan__dibuat_oleh=orang, usulan__sumber=sumber
        )
    client = sign_in(orang)
    client.get(alamat("usulan_list"))
    with django_assert_max_num_queries(16):
        response = client.get(alamat("usulan_list"))
    assert response.context["jumlah"] == jumlah
    assert response["Cache-Control"].find("no-store") >= 0


def test_list_as_workbook_holds_no_name(sign_in, petugas, tmp_path):
    orang = petugas()
    entri = EntriDataFactory(desa=orang.penugasan.desa, orang__nama="Kasmirah Rekaan")
    entri.petugas = orang
    diajukan(entri)
    response = sign_in(orang).get(alamat("usulan_list"), {"unduh": "xlsx"})
    berkas = tmp_path / "usulan.xlsx"
    berkas.write_bytes(b"".join(response.streaming_content))
    isi = str([[s.value for s in b] for lembar in load_workbook(berkas) for b in lembar])
    assert "Kasmirah" not in isi
    assert entri.orang.nik not in isi
