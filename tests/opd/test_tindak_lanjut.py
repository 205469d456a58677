"""Action points through the pages, from each of their three origins to the judgement."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from inti.exceptions import AturanDilanggar
from inti.models import JejakAudit
from opd.models import TindakLanjut
from opd.workflows import tindak_lanjut
from tests.daftar import isi_daftar
from tests.factories.akun import PenggunaFactory
from tests.factories.bulanan import RapatFactory, TindakLanjutFactory
from tests.factories.desa import SurveiFactory, TemuanFactory
from tests.factories.opd import KeanggotaanFactory, PenugasanFactory


pytestmark = pytest.mark.django_db

KINI = timezone.now()


@pytest.fixture
def pendamping(petugas):
    return petugas()


def alamat(nama, *args):
    return reverse(f"opd:{nama}", args=args)


def isi(opd, **lain):
    return {
        "uraian": "Periksa ulang daftar rumah",
        "opd": opd.pk,
        "tenggat": (timezone.localdate() + timedelta(days=14)).isoformat(),
    } | lain


@pytest.mark.parametrize("asal", ["rapat", "temuan", "survei"])
def test_each_origin_leads_to_a_point_on_list_and_page(sign_in, pendamping, asal):
    desa, opd = pendamping.penugasan.desa, pendamping.penugasan.opd
    dari = {
        "rapat": RapatFactory,
        "temuan": lambda: TemuanFactory(desa=desa, dibuat_oleh=pendamping),
        "survei": lambda: SurveiFactory(desa=desa),
    }[asal]()
    client = sign_in("sekretariat")

    response = client.post(alamat(f"{asal}_tindak_lanjut", dari.pk), isi(opd))

    butir = TindakLanjut.objects.get()
    assert response.url == alamat("tindak_lanjut_detail", butir.pk)
    assert (getattr(butir, asal), butir.desa) == (dari, None if asal == "rapat" else desa)
    sebutan = str(dari.putaran if asal == "survei" else dari)
    assert sebutan in client.get(alamat("tindak_lanjut_list")).text
    assert sebutan in client.get(alamat("tindak_lanjut_detail", butir.pk)).text
    if asal != "rapat":
        halaman = reverse(f"desa:{asal}_detail", args=[dari.pk])
        assert alamat(f"{asal}_tindak_lanjut", dari.pk) in client.get(halaman).text


def test_reported_found_wanting_reported_again_and_adequate(sign_in, pendamping):
    butir = TindakLanjutFactory(opd=pendamping.penugasan.opd)
    penilai = PenggunaFactory(peran="sekretariat")
    for hasil, putusan, catatan in (
        ("Surat dikirim", "belum_memadai", "Lampirkan daftarnya"),
        ("Daftar 12 KK diserahkan", "memadai", ""),
    ):
        sign_in(pendamping).post(alamat("tindak_lanjut_laporkan", butir.pk), {"hasil": hasil})
        data = {"catatan": catatan, "alasan": catatan}
        sign_in(penilai).post(alamat(f"tindak_lanjut_{putusan}", butir.pk), data)
    butir.refresh_from_db()
    assert (butir.status, butir.hasil, butir.dinilai_oleh) == (
        "memadai", "Daftar 12 KK diserahkan", penilai,
    )  # fmt: skip
    assert [j.aksi for j in JejakAudit.objects.order_by("pk") if "tindak" in j.aksi] == [
        "tindak_lanjut.laporkan",
        "tindak_lanjut.nyatakan_belum_memadai",
        "tindak_lanjut.laporkan",
        "tindak_lanjut.nyatakan_memadai",
    ]


def test_past_due_day_is_refused(sign_in, pendamping):
    response = sign_in("sekretariat").post(
        alamat("rapat_tindak_lanjut", RapatFactory().pk),
        isi(pendamping.penugasan.opd, tenggat="2020-01-01"),
    )
    assert "Tenggat sudah lewat." in response.text
    assert not TindakLanjut.objects.exists()


def test_point_has_exactly_one_origin():
    with pytest.raises(IntegrityError, match="tindaklanjut"), transaction.atomic():
        TindakLanjutFactory(temuan=TemuanFactory(), rapat=RapatFactory())


@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_queries_do_not_grow(sign_in, django_assert_max_num_queries, jumlah):
    for _ in range(jumlah):
        TindakLanjutFactory(temuan=TemuanFactory())
    client = sign_in("sekretariat")
    client.get(alamat("tindak_lanjut_list"))
    with django_assert_max_num_queries(8):
        assert client.get(alamat("tindak_lanjut_list")).context["jumlah"] == jumlah


def test_list_filters_screen_excel_and_count_alike(sign_in):
    penugasan = PenugasanFactory(desa__nama="Soneyan")
    kemarin = timezone.localdate() - timedelta(days=1)
    TindakLanjutFactory(uraian="Terlambat", tenggat=kemarin, desa=penugasan.desa)
    TindakLanjutFactory(uraian="Dilaporkan", dilaporkan=True, opd=penugasan.opd)
    TindakLanjutFactory(uraian="Memadai", memadai=True, tenggat=kemarin)
    client = sign_in("analis")

    def uraian(**saringan):
        return isi_daftar(client, alamat("tindak_lanjut_list"), saringan, "Tindak lanjut")

    tabel = client.get(alamat("tindak_lanjut_list")).context["table"]
    assert [b.record.uraian for b in tabel.paginated_rows] == ["Terlambat", "Dilaporkan", "Memadai"]
    assert uraian() == ["Dilaporkan", "Memadai", "Terlambat"]
    assert uraian(keadaan="belum") == ["Dilaporkan", "Terlambat"]
    assert uraian(keadaan="terlambat") == uraian(q="sone") == ["Terlambat"]
    assert uraian(keadaan="memadai") == ["Memadai"]
    assert uraian(opd=penugasan.opd_id) == ["Dilaporkan"]
    assert uraian(kecamatan=penugasan.desa.kecamatan_id, keadaan="dilaporkan") == []


def test_only_the_agency_in_charge_reports_and_only_the_secretariat_judges(sign_in, petugas):
    pelapor = petugas()
    butir = TindakLanjutFactory(opd=pelapor.penugasan.opd, desa=pelapor.penugasan.desa)
    rekan = KeanggotaanFactory(opd=pelapor.penugasan.opd, pengguna__peran="petugas").pengguna
    laporkan, nilai = (
        alamat(f"tindak_lanjut_{langkah}", butir.pk) for langkah in ("laporkan", "memadai")
    )
    assert sign_in(petugas()).post(laporkan, {"hasil": "Selesai"}).status_code == 404
    assert sign_in("sekretariat").post(laporkan, {"hasil": "Selesai"}).status_code == 403
    sign_in(rekan).post(laporkan, {"hasil": "Daftar diserahkan"})
    for orang in (rekan, pelapor, "analis"):
        assert sign_in(orang).post(nilai, {"catatan": ""}).status_code == 403

    butir.refresh_from_db()
    assert (butir.status, butir.dilaporkan_oleh) == ("dilaporkan", rekan)


@pytest.mark.parametrize(
    ("kendala", "keadaan", "ubah"),
    [
        ("satu_asal", {}, {"rapat": None}),
        ("dilaporkan_punya_hasil", {}, {"status": "dilaporkan"}),
        ("dilaporkan_punya_hasil", {"dilaporkan": True}, {"hasil": ""}),
        ("dinilai_punya_waktu_dan_orang", {}, {"dinilai_pada": KINI}),
        ("dinilai_punya", {"memadai": True}, {"dinilai_oleh": None}),
        ("dibatalkan_beralasan", {}, {"status": "dibatalkan"}),
        ("dibatalkan_beralasan", {}, {"alasan_batal": "Sudah lewat."}),
    ],
)
def test_constraint_refuses(kendala, keadaan, ubah):
    butir = TindakLanjutFactory(**keadaan)
    with pytest.raises(IntegrityError, match=f"opd_tindaklanjut_{kendala}"), transaction.atomic():
        TindakLanjut.objects.filter(pk=butir.pk).update(**ubah)


def test_nobody_judges_what_it_reported_itself():
    butir = TindakLanjutFactory(dilaporkan=True)
    for langkah in ("nyatakan_memadai", "nyatakan_belum_memadai"):
        with pytest.raises(AturanDilanggar, match="orang yang melaporkannya"):
            getattr(tindak_lanjut, langkah)(butir, catatan="Cukup.", oleh=butir.dilaporkan_oleh)
    with pytest.raises(IntegrityError, match="penilai_orang_lain"), transaction.atomic():
        TindakLanjut.objects.filter(pk=butir.pk).update(
            status="memadai", dinilai_pada=KINI, dinilai_oleh=butir.dilaporkan_oleh
        )
