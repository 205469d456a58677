"""Pages of interventions and their money: the plan, progress, tranches, lists, double aid."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from inti.models import JejakAudit, Lampiran
from opd.models import Intervensi, JenisBantuan, Pencairan
from tests.factories.desa import DesaFactory, IndikatorFactory, TemuanFactory
from tests.factories.opd import (
    IntervensiFactory,
    JenisBantuanFactory,
    KemajuanIntervensiFactory,
    PencairanFactory,
    PendanaanFactory,
    PenerimaBantuanFactory,
)
from tests.lampiran import PDF, foto
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db

SKRIP = "<img src=x onerror=alert(1)>"


@pytest.fixture
def saya(sign_in, petugas):
    """An officer, signed in; `.desa` is the village its OPD mentors."""
    orang = petugas()
    orang.desa, orang.client = orang.penugasan.desa, sign_in(orang)
    return orang


def rencana(**ubah):
    return {
        "nama": "Bedah rumah",
        "jenis": JenisBantuanFactory().pk,
        "target_volume": "5",
        "jenis_pelaksana": "pendamping",
        "mulai": "2026-03-01",
        "selesai": "2026-06-30",
        "strategi": "beban",
        "kelompok": "1",
        "keluarga": "RT 02/RW 01, rumah no. 14\nRT 03/RW 01, rumah no. 2",
        "sumber": "apbd_kab",
        "pagu": "75.000.000",
    } | ubah


def buat(saya, **ubah):
    return saya.client.post(
        reverse("opd:intervensi_create", args=[saya.desa.kode]), rencana(**ubah)
    )


def test_a_plan_begins_with_its_problem_and_takes_its_money_along(saya):
    temuan = TemuanFactory(desa=saya.desa, indikator=IndikatorFactory())
    url = reverse("opd:intervensi_create", args=[saya.desa.kode])
    form = saya.client.get(f"{url}?temuan={temuan.pk}").context["form"]
    assert (form.initial["temuan"], form.initial["indikator"]) == (
        [temuan.pk], [temuan.indikator_id],
    )  # fmt: skip

    response = buat(saya, temuan=temuan.pk, indikator=temuan.indikator_id)

    intervensi = Intervensi.objects.get()
    assert (intervensi.penugasan, intervensi.penerima.count()) == (saya.penugasan, 2)
    dana = intervensi.pendanaan.get()
    assert (dana.sumber, dana.pagu, dana.tahun) == ("apbd_kab", 75_000_000, 2026)
    halaman = saya.client.get(response.url).text
    assert "Rp\xa075.000.000" in halaman
    temuan.refresh_from_db()
    assert temuan.status == "direncanakan"


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"jenis_pelaksana": "baznas"}, "Sebut nama pelaksananya."),
        ({"pagu": ""}, "Isi sumber dana bersama pagunya"),
        ({"selesai": "2026-02-01"}, "Rencana selesai tidak boleh sebelum mulai."),
        ({"target_volume": "0"}, "Target harus lebih dari nol."),
        ({"keluarga": "NIK 3318 1616 0101 0001"}, "Jangan menulis NIK atau nomor KK."),
        ({"keluarga": "---"}, "Satu penerima"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(saya, ubah, pesan):
    assert pesan in buat(saya, **ubah).text
    assert not Intervensi.objects.exists()


def test_a_village_without_mentor_is_helped_by_others_only(sign_in):
    desa, sekretariat = DesaFactory(), sign_in("sekretariat")
    url = reverse("opd:intervensi_create", args=[desa.kode])
    pelaksana = sekretariat.get(url).context["form"].fields["jenis_pelaksana"].choices
    assert "pendamping" not in dict(pelaksana)

    sekretariat.post(url, rencana(jenis_pelaksana="baznas", pelaksana=SKRIP))

    intervensi = Intervensi.objects.get()
    assert intervensi.desa == desa
    for nama, kunci in (("intervensi_detail", [intervensi.pk]), ("intervensi_list", [])):
        halaman = sekretariat.get(reverse(f"opd:{nama}", args=kunci)).text
        assert SKRIP not in halaman
        assert "&lt;img src=x" in halaman


def test_double_aid_asks_for_its_reason_on_the_form(saya):
    PenerimaBantuanFactory(intervensi__desa=saya.desa)

    response = buat(saya)

    assert "Sudah dibantu sumber lain pada tahun yang sama" in response.text
    assert 'type="hidden" name="alasan_ganda"' not in response.text
    assert Intervensi.objects.count() == 1
    response = buat(saya, alasan_ganda="Kekurangan bahan.")
    assert Intervensi.objects.count() == 2

    ganda = saya.client.get(reverse("opd:bantuan_ganda"))
    assert (ganda.context["jumlah"], "Kekurangan bahan." in ganda.text) == (2, True)
    belum = saya.client.get(reverse("opd:bantuan_ganda") + "?alasan=belum&tahun=2026")
    assert belum.context["jumlah"] == 1
    assert len(baca_data(saya.client.get(reverse("opd:bantuan_ganda") + "?unduh=xlsx"))) == 3


def test_work_runs_to_its_end_with_photos_and_proof(saya, media):
    intervensi = IntervensiFactory(desa=saya.desa, dibuat_oleh=saya)
    pendanaan = PendanaanFactory(intervensi=intervensi, pagu=15_000_000)
    hari = f"{timezone.localdate():%Y-%m-%d}"
    saya.client.post(
        reverse("opd:kemajuan_create", args=[intervensi.pk]),
        {
            "tanggal": hari,
            "persen": "40",
            "catatan": "Dinding berdiri.",
            "sebelum": SimpleUploadedFile("a.jpg", foto()),
            "sesudah": SimpleUploadedFile("b.jpg", foto(warna="teal")),
        },
    )
    cair = reverse("opd:pencairan_create", args=[pendanaan.pk])
    tahap = {"tanggal": hari, "jumlah": "10.000.000", "nomor_bukti": "LPJ/1"}
    saya.client.post(cair, tahap | {"bukti": SimpleUploadedFile("lpj.pdf", PDF)})
    assert "Nomor bukti ini sudah dicatat" in saya.client.post(cair, tahap).text
    lebih = tahap | {"jumlah": "5.500.000", "nomor_bukti": "LPJ/2"}
    ditolak = saya.client.post(cair, lebih)
    assert "melebihi pagu" in ditolak.text
    assert 'type="hidden" name="alasan_lebih"' not in ditolak.text
    saya.client.post(cair, lebih | {"alasan_lebih": "Harga genteng naik."})
    saya.client.post(
        reverse("opd:intervensi_selesaikan", args=[intervensi.pk]),
        {"tanggal_selesai": hari, "realisasi_volume": "4", "jumlah_kk": "4"},
    )

    intervensi.refresh_from_db()
    assert (intervensi.status, intervensi.realisasi_volume) == ("selesai", 4)
    assert sorted(Lampiran.objects.values_list("untuk", "jenis")) == [
        ("", "pdf"), ("sebelum", "foto"), ("sesudah", "foto"),
    ]  # fmt: skip
    halaman = saya.client.get(reverse("opd:intervensi_detail", args=[intervensi.pk])).text
    for teks in ("Rp\xa015.500.000", "Harga genteng naik.", "40%", "Sesudah", "Melebihi pagu"):
        assert teks in halaman


def test_a_tranche_is_taken_back_with_a_reason(saya):
    pencairan = PencairanFactory(pendanaan__intervensi__desa=saya.desa)

    saya.client.post(reverse("opd:pencairan_batalkan", args=[pencairan.pk]), {"alasan": "Keliru."})

    pencairan.refresh_from_db()
    assert (pencairan.alasan_batal, pencairan.dibatalkan_oleh) == ("Keliru.", saya)
    halaman = saya.client.get(
        reverse("opd:intervensi_detail", args=[pencairan.pendanaan.intervensi_id])
    )
    assert halaman.context["realisasi"] == 0


def test_intervensi_edit_keeps_recipients_and_batalkan_asks_why(saya):
    buat(saya)
    intervensi = Intervensi.objects.get()
    ubah = reverse("opd:intervensi_edit", args=[intervensi.pk])
    form = saya.client.get(ubah).context["form"]
    assert form.initial["keluarga"] == rencana()["keluarga"]
    saya.client.post(ubah, rencana(nama="Bedah rumah 2", keluarga="RT 9/RW 9", objek="Jalan"))
    intervensi.refresh_from_db()
    assert intervensi.nama == "Bedah rumah 2"
    assert [p.label for p in intervensi.penerima.all()] == ["RT 9/RW 9", "Jalan"]

    batal = reverse("opd:intervensi_batalkan", args=[intervensi.pk])
    assert "tidak boleh kosong" in saya.client.post(batal, {"alasan": ""}).text
    saya.client.post(batal, {"alasan": "Dana dialihkan."})
    intervensi.refresh_from_db()
    assert intervensi.status == "batal"


def test_intervensi_list_filters_screen_excel_and_count_alike(saya):
    a = IntervensiFactory(desa=saya.desa, nama="A", mulai=date(2025, 1, 1))
    PendanaanFactory(intervensi=a)
    b = IntervensiFactory(desa=saya.desa, nama="B", penugasan=saya.penugasan, strategi="sinergi")
    b.temuan.add(TemuanFactory(desa=saya.desa))
    b.indikator.add(IndikatorFactory())
    PendanaanFactory(intervensi=b, sumber="csr")
    IntervensiFactory(desa=saya.desa, nama="C", status="batal", alasan_batal="Batal.")
    IntervensiFactory(nama="Desa lain")
    url = reverse("opd:intervensi_list")
    saringan = {
        "": {"A", "B", "C"},
        "celah=tanpa_masalah": {"A"},
        "celah=tanpa_indikator": {"A"},
        "sumber=csr": {"B"},
        "jenis_pelaksana=pendamping&strategi=sinergi": {"B"},
        "tahun=2025": {"A"},
        f"status=batal&q={saya.desa.kode}&opd={saya.penugasan.opd_id}": {"C"},
        f"jenis={a.jenis_id}&kecamatan={saya.desa.kecamatan_id}": {"A", "B", "C"},
    }
    for kueri, nama in saringan.items():
        context = saya.client.get(f"{url}?{kueri}").context
        assert {i.nama for i in context["table"].data} == nama, kueri
        assert context["jumlah"] == len(nama)
        assert len(baca_data(saya.client.get(f"{url}?{kueri}&unduh=xlsx"))) == len(nama) + 1
    lebih = saya.client.get(f"{url}?tahun=2025").text
    assert '<details class="saringan-lain" open>' in lebih
    assert '<details class="saringan-lain">' in saya.client.get(url).text


@pytest.mark.parametrize("jumlah", [1, 3])
def test_intervensi_list_query_count(saya, jumlah, django_assert_num_queries):
    for i in IntervensiFactory.create_batch(jumlah, desa=saya.desa, penugasan=saya.penugasan):
        PencairanFactory(pendanaan__intervensi=i)
    with django_assert_num_queries(7):  # session, user, count, page, choices ×3
        assert saya.client.get(reverse("opd:intervensi_list")).context["jumlah"] == jumlah


@pytest.mark.parametrize("jumlah", [1, 3])
def test_intervensi_detail_query_count(saya, jumlah, django_assert_num_queries):
    intervensi = IntervensiFactory(desa=saya.desa)
    intervensi.temuan.set(TemuanFactory.create_batch(jumlah, desa=saya.desa))
    intervensi.indikator.set(IndikatorFactory.create_batch(jumlah))
    for n in range(jumlah):
        PenerimaBantuanFactory(intervensi=intervensi, label=f"RT {n + 1}")
        KemajuanIntervensiFactory(intervensi=intervensi, tanggal=date(2026, 4, n + 1))
        dana = PendanaanFactory(intervensi=intervensi, tahun=2024 + n)
        PencairanFactory.create_batch(jumlah, pendanaan=dana)
    with django_assert_num_queries(11):
        saya.client.get(reverse("opd:intervensi_detail", args=[intervensi.pk]))


@pytest.mark.parametrize("jumlah", [1, 3])
def test_bantuan_ganda_query_count(saya, jumlah, django_assert_num_queries):
    for n in range(jumlah):
        for pelaksana in ("Baznas", "PT Garuda"):
            PenerimaBantuanFactory(
                label=f"RT {n + 1}",
                intervensi__desa=saya.desa,
                intervensi__pelaksana=pelaksana,
            )
    with django_assert_num_queries(9):
        halaman = saya.client.get(reverse("opd:bantuan_ganda"))
    assert halaman.context["jumlah"] == 2 * jumlah


def test_jenis_bantuan_is_kept_by_the_admin(sign_in):
    admin = sign_in("admin")
    admin.post(
        reverse("opd:jenis_bantuan_create"),
        {"kode": "EMBUNG", "nama": "Embung", "satuan": "unit", "urutan": "20", "aktif": "on"},
    )
    jenis = JenisBantuan.objects.get()
    ubah = reverse("opd:jenis_bantuan_edit", args=[jenis.pk])
    admin.post(ubah, {"kode": "EMBUNG", "nama": "Embung desa", "satuan": "unit", "urutan": "3"})

    jenis.refresh_from_db()
    assert (jenis.nama, jenis.urutan, jenis.aktif) == ("Embung desa", 3, False)
    assert "Embung desa" in admin.get(reverse("opd:jenis_bantuan_list")).text
    assert [j.aksi for j in JejakAudit.objects.all()] == ["jenis_bantuan.simpan"] * 2


def test_money_of_another_village_does_not_exist(saya):
    pencairan = PencairanFactory()
    for nama, pk in (
        ("pencairan_batalkan", pencairan.pk),
        ("pencairan_create", pencairan.pendanaan_id),
        ("pendanaan_edit", pencairan.pendanaan_id),
        ("pendanaan_create", pencairan.pendanaan.intervensi_id),
    ):
        assert saya.client.post(reverse(f"opd:{nama}", args=[pk])).status_code == 404
    assert Pencairan.objects.filter(dibatalkan_pada=None).count() == 1
