"""Monthly reports: who owes one, every step allowed and refused, constraints, lists, autosave."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from akun.choices import Peran
from inti.bulan import akhir_bulan, bulan_dari
from inti.exceptions import AturanDilanggar, DataBerubah, TransisiTidakSah
from inti.models import JejakAudit, Pemberitahuan
from opd.choices import StatusLaporan
from opd.models import LaporanBulanan
from opd.queries import keadaan_laporan
from opd.stats import bulan_wajib
from opd.workflows import laporan_bulanan as workflows
from tests.factories.akun import PenggunaFactory
from tests.factories.bulanan import KunjunganFactory, LaporanBulananFactory
from tests.factories.desa import PeriodeFactory
from tests.factories.opd import KeanggotaanFactory, PenugasanFactory
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db

HARI_INI = timezone.localdate()
BULAN_LALU = bulan_dari(HARI_INI, -1)
ISI = {
    "kegiatan": "Pendataan jamban",
    "hasil": "12 KK terdata",
    "hambatan": "",
    "rencana": "Mengusulkan ke Baznas",
    "nihil": False,
    "alasan_nihil": "",
}


@pytest.fixture
def periode():
    return PeriodeFactory(laporan_mulai=bulan_dari(HARI_INI, -3))


@pytest.fixture
def pelapor(periode, petugas):
    return petugas(periode=periode)


def url_isi(penugasan, bulan=BULAN_LALU, nama="laporan_isi"):
    return reverse(f"opd:{nama}", args=[penugasan.pk, bulan])


# Which months are owed --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mulai", "selesai", "hari_ini", "bulan"),
    [
        ("2026-01-15", None, "2026-04-30", [1, 2, 3, 4]),  # the last day of a month ends it
        ("2026-01-15", None, "2026-04-29", [1, 2, 3]),
        ("2026-01-31", "2026-03-30", "2026-12-31", [1, 2]),  # handed over before March ended
        ("2026-01-01", "2026-03-31", "2026-12-31", [1, 2, 3]),
        ("2027-01-01", None, "2026-12-31", []),
    ],
)
def test_a_month_is_owed_by_whoever_mentors_on_its_last_day(mulai, selesai, hari_ini, bulan):
    mulai, selesai, hari_ini = (d and date.fromisoformat(d) for d in (mulai, selesai, hari_ini))

    wajib = bulan_wajib(mulai, selesai, date(2026, 1, 1), hari_ini)

    assert [b.month for b in wajib] == bulan
    assert bulan_wajib(mulai, selesai, None, hari_ini) == []


def test_hand_over_within_a_month_leaves_one_report(periode):
    pindah = BULAN_LALU + timedelta(days=10)
    lama = PenugasanFactory(periode=periode, selesai=pindah - timedelta(days=1))
    baru = PenugasanFactory(periode=periode, desa=lama.desa, mulai=pindah)

    tagihan = keadaan_laporan([lama, baru], HARI_INI).tagihan

    assert [t.penugasan for t in tagihan if t.bulan == BULAN_LALU] == [baru]
    with pytest.raises(AturanDilanggar, match="pada hari terakhir bulan"):
        workflows.simpan(lama, BULAN_LALU, ISI, versi=0, oleh=PenggunaFactory())


@pytest.mark.parametrize(
    ("bulan", "pesan"),
    [(bulan_dari(HARI_INI, -4), "belum diminta"), (bulan_dari(HARI_INI, 1), "belum dimulai")],
)
def test_month_outside_the_period_of_reports_is_refused(pelapor, bulan, pesan):
    with pytest.raises(AturanDilanggar, match=pesan):
        workflows.simpan(pelapor.penugasan, bulan, ISI, versi=0, oleh=pelapor)
    assert not LaporanBulanan.objects.exists()


# Steps ------------------------------------------------------------------------------------------


def test_report_goes_from_draft_by_penyelia_to_accepted(pelapor, sign_in):
    penyelia = KeanggotaanFactory(
        opd=pelapor.penugasan.opd, penyelia=True, pengguna__peran=Peran.PETUGAS
    ).pengguna
    sekretariat = PenggunaFactory(peran=Peran.SEKRETARIAT)
    client = sign_in(pelapor)

    client.post(url_isi(pelapor.penugasan), ISI | {"versi": 0})
    laporan = LaporanBulanan.objects.get()
    assert (laporan.status, laporan.dibuat_oleh) == (StatusLaporan.DRAF, pelapor)
    client.post(url_isi(pelapor.penugasan), ISI | {"versi": laporan.versi, "ajukan": "1"})
    laporan.refresh_from_db()
    assert (laporan.status, laporan.diajukan_oleh) == (StatusLaporan.DIAJUKAN, pelapor)
    sign_in(penyelia).post(reverse("opd:laporan_periksa", args=[laporan.pk]))
    sign_in(sekretariat).post(reverse("opd:laporan_terima", args=[laporan.pk]))

    laporan.refresh_from_db()
    assert (laporan.status, laporan.diperiksa_oleh, laporan.diterima_oleh) == (
        StatusLaporan.DITERIMA,
        penyelia,
        sekretariat,
    )
    assert [j.aksi for j in JejakAudit.objects.order_by("pk")] == [
        "laporan_bulanan.mulai",
        "laporan_bulanan.ajukan",
        "laporan_bulanan.periksa",
        "laporan_bulanan.terima",
    ]
    tahu = Pemberitahuan.objects.order_by("pk").values_list("penerima", "teks")
    assert [(p, "pemeriksaan Anda" in t, "diterima" in t) for p, t in tahu] == [
        (penyelia.pk, True, False),
        (pelapor.pk, False, True),
    ]


def test_returned_report_keeps_its_first_delay_and_is_submitted_again(pelapor, sign_in):
    laporan = LaporanBulananFactory(
        penugasan=pelapor.penugasan, dibuat_oleh=pelapor, diperiksa=True, hari_terlambat=4
    )

    sign_in("sekretariat").post(
        reverse("opd:laporan_kembalikan", args=[laporan.pk]), {"alasan": "Sebut jumlah KK."}
    )
    laporan.refresh_from_db()
    assert (laporan.status, laporan.alasan_kembali, laporan.diperiksa_oleh) == (
        StatusLaporan.DIKEMBALIKAN,
        "Sebut jumlah KK.",
        None,
    )
    kabar = Pemberitahuan.objects.get(penerima=pelapor)
    assert "dikembalikan" in kabar.teks
    assert "Sebut" not in kabar.teks  # free text may name a person; mail carries the notice
    assert "Sebut jumlah KK." in sign_in(pelapor).get(kabar.tautan).text
    beranda = sign_in(pelapor).get(reverse("laporan:beranda")).text
    assert "Sebut jumlah KK." in beranda
    sign_in(pelapor).post(
        url_isi(pelapor.penugasan, laporan.bulan), ISI | {"versi": laporan.versi, "ajukan": "1"}
    )

    laporan.refresh_from_db()
    assert (laporan.status, laporan.hari_terlambat, laporan.alasan_kembali) == (
        StatusLaporan.DIAJUKAN,
        4,
        "",
    )


def test_delay_counts_from_the_due_day_to_the_first_submission(pelapor):
    laporan = LaporanBulananFactory(
        penugasan=pelapor.penugasan, tenggat=HARI_INI - timedelta(days=3)
    )

    assert workflows.ajukan(laporan, oleh=pelapor).hari_terlambat == 3


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ({"hasil": ""}, "Kegiatan, hasil, dan rencana harus terisi"),
        ({"nihil": True, "kegiatan": "", "hasil": "", "rencana": ""}, "memerlukan alasannya"),
        ({"nihil": True, "alasan_nihil": "Banjir"}, "tidak memuat kegiatan"),
    ],
)
def test_incomplete_report_is_kept_as_draft_and_not_submitted(pelapor, sign_in, isi, pesan):
    response = sign_in(pelapor).post(
        url_isi(pelapor.penugasan), ISI | isi | {"versi": 0, "ajukan": "1"}
    )

    laporan = LaporanBulanan.objects.get()
    assert pesan in response.text
    assert (laporan.status, laporan.kegiatan) == (StatusLaporan.DRAF, (ISI | isi)["kegiatan"])


def test_nihil_with_a_reason_is_submitted(pelapor, sign_in):
    kosong = dict.fromkeys(("kegiatan", "hasil", "rencana"), "")
    sign_in(pelapor).post(
        url_isi(pelapor.penugasan),
        ISI | kosong | {"nihil": "on", "alasan_nihil": "Banjir", "versi": 0, "ajukan": "1"},
    )

    assert LaporanBulanan.objects.get().status == StatusLaporan.DIAJUKAN


def test_running_month_is_drafted_but_not_submitted_before_its_last_day(pelapor):
    bulan = bulan_dari(HARI_INI)
    laporan = workflows.simpan(pelapor.penugasan, bulan, ISI, versi=0, oleh=pelapor)

    if akhir_bulan(HARI_INI) > HARI_INI:
        with pytest.raises(AturanDilanggar, match="hari terakhir bulannya"):
            workflows.ajukan(laporan, oleh=pelapor)


LANGKAH = {
    "ajukan": {},
    "periksa": {},
    "kembalikan": {"alasan": "Perbaiki."},
    "terima": {},
}


@pytest.mark.parametrize("langkah", LANGKAH)
@pytest.mark.parametrize("status", StatusLaporan.values)
def test_each_step_starts_only_from_its_statuses(langkah, status):
    keadaan = {} if status == StatusLaporan.DRAF else {status: True}
    laporan, oleh = LaporanBulananFactory(**keadaan), PenggunaFactory()

    def jalankan():
        return getattr(workflows, langkah)(laporan, oleh=oleh, **LANGKAH[langkah])

    asal, tujuan = workflows.TRANSISI[langkah]
    if status in asal:
        assert jalankan().status == tujuan
    else:
        with pytest.raises(TransisiTidakSah, match="tidak berlaku lagi"):
            jalankan()
        laporan.refresh_from_db()
        assert laporan.status == status


@pytest.mark.parametrize("langkah", ["periksa", "kembalikan", "terima"])
def test_submitter_never_decides_on_its_own_report(langkah):
    laporan = LaporanBulananFactory(diajukan=True)

    with pytest.raises(AturanDilanggar, match="orang yang mengajukannya"):
        getattr(workflows, langkah)(laporan, oleh=laporan.diajukan_oleh, **LANGKAH[langkah])


def test_step_without_audit_row_is_undone(monkeypatch):
    laporan = LaporanBulananFactory(diajukan=True)

    def gagal(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("opd.workflows.laporan_bulanan.audit.catat", gagal)
    with pytest.raises(RuntimeError):
        workflows.terima(laporan, oleh=PenggunaFactory())
    laporan.refresh_from_db()
    assert laporan.status == StatusLaporan.DIAJUKAN


# Two people, and the draft that saves itself ----------------------------------------------------


def test_second_person_on_one_draft_overwrites_nothing(pelapor, sign_in):
    rekan = KeanggotaanFactory(opd=pelapor.penugasan.opd, pengguna__peran=Peran.PETUGAS).pengguna
    workflows.simpan(pelapor.penugasan, BULAN_LALU, ISI, versi=0, oleh=rekan)
    client, tulisan = sign_in(pelapor), ISI | {"kegiatan": "Lain", "versi": 0}

    otomatis = client.post(url_isi(pelapor.penugasan, nama="laporan_simpan_otomatis"), tulisan)
    response = client.post(url_isi(pelapor.penugasan), tulisan)

    assert f"{rekan} menyimpan laporan ini sejak Anda membukanya." in otomatis.text
    assert "hx-swap-oob" not in otomatis.text  # the old version stays: typing on overwrites nothing
    form = response.context["form"]
    assert (form["kegiatan"].value(), form.milik_lain) == ("Lain", [("Kegiatan", ISI["kegiatan"])])
    assert otomatis.request["PATH_INFO"] not in response.text  # nor does the page save by itself
    assert LaporanBulanan.objects.get().kegiatan == ISI["kegiatan"]

    client.post(url_isi(pelapor.penugasan), tulisan | {"versi": form["versi"].value()})
    assert LaporanBulanan.objects.get().kegiatan == "Lain"
    with pytest.raises(DataBerubah):
        workflows.simpan(pelapor.penugasan, BULAN_LALU, ISI, versi=1, oleh=rekan)


def test_draft_saves_itself_while_one_writes(pelapor, sign_in):
    alamat = url_isi(pelapor.penugasan, nama="laporan_simpan_otomatis")
    client = sign_in(pelapor)

    pertama = client.post(alamat, {"kegiatan": "Pendata", "versi": 0})
    kedua = client.post(alamat, {"kegiatan": "Pendataan jamban", "versi": 0})

    laporan = LaporanBulanan.objects.get()
    assert (laporan.kegiatan, laporan.versi) == ("Pendataan jamban", 2)
    assert "Tersimpan pukul" in pertama.text
    assert 'value="2" hx-swap-oob="true"' in kedua.text
    assert JejakAudit.objects.count() == 1


def test_page_shows_the_work_of_the_month_and_fills_in_nothing(pelapor, sign_in):
    KunjunganFactory(penugasan=pelapor.penugasan, tanggal=BULAN_LALU, tujuan="Melihat dua rumah")
    KunjunganFactory(penugasan=pelapor.penugasan, tanggal=HARI_INI, tujuan="Bulan lain")

    response = sign_in(pelapor).get(url_isi(pelapor.penugasan))

    assert "Melihat dua rumah" in response.text
    assert "Bulan lain" not in response.text
    assert not any(response.context["form"][nama].value() for nama in workflows.ISIAN)


# Constraints ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kendala", "keadaan", "isi"),
    [
        ("terisi_atau_nihil_beralasan", {"diajukan": True}, {"hasil": ""}),
        ("terisi_atau_nihil_beralasan", {"diajukan": True}, {"nihil": True}),
        ("diajukan_punya_waktu_dan_orang", {}, {"hari_terlambat": 0}),
        ("diajukan_punya_waktu_dan_orang", {"diajukan": True}, {"diajukan_pada": None}),
        ("diperiksa_punya_waktu_dan_orang", {"diperiksa": True}, {"diperiksa_oleh": None}),
        ("dikembalikan_beralasan", {"dikembalikan": True}, {"alasan_kembali": ""}),
        ("dikembalikan_beralasan", {"diajukan": True}, {"alasan_kembali": "Salah"}),
        ("diterima_punya_waktu_dan_orang", {"diterima": True}, {"diterima_pada": None}),
    ],
)
def test_constraint_refuses(kendala, keadaan, isi):
    laporan = LaporanBulananFactory(**keadaan)
    with pytest.raises(IntegrityError, match=kendala), transaction.atomic():
        LaporanBulanan.objects.filter(pk=laporan.pk).update(**isi)


def test_constraint_keeps_maker_and_checker_apart():
    laporan = LaporanBulananFactory(diterima=True)
    with pytest.raises(IntegrityError, match="pemeriksa_orang_lain"), transaction.atomic():
        LaporanBulanan.objects.filter(pk=laporan.pk).update(diterima_oleh=laporan.diajukan_oleh)


@pytest.mark.parametrize(
    ("kendala", "isi"),
    [
        ("tanggal_laporan_1_sampai_28", {"tanggal_laporan": 29}),
        ("tanggal_laporan_1_sampai_28", {"tanggal_laporan": 0}),
        ("laporan_dalam_masa", {"laporan_mulai": date(2015, 1, 1)}),
    ],
)
def test_period_asks_for_reports_within_itself(periode, kendala, isi):
    with pytest.raises(IntegrityError, match=f"desa_periode_{kendala}"), transaction.atomic():
        type(periode).objects.filter(pk=periode.pk).update(**isi)


def test_one_report_per_assignment_and_month():
    laporan = LaporanBulananFactory()
    # SQLite names the columns of a unique constraint, PostgreSQL the constraint.
    cocok = "sekali_per_bulan|laporanbulanan.bulan"
    with pytest.raises(IntegrityError, match=cocok), transaction.atomic():
        LaporanBulananFactory(penugasan=laporan.penugasan)


# Lists ------------------------------------------------------------------------------------------


def nama_desa(response, jalur):
    baris = response.context["table"].paginated_rows
    return sorted(
        getattr(b.record, jalur).desa.nama if jalur else b.record.desa.nama for b in baris
    )


def test_list_filters_screen_excel_and_count_alike(sign_in, periode):
    a, b, c = (
        PenugasanFactory(periode=periode, desa__nama=n) for n in ("Soneyan", "Kajen", "Tendas")
    )
    LaporanBulananFactory(penugasan=a, diajukan=True)
    LaporanBulananFactory(penugasan=b, diterima=True, hari_terlambat=5)
    LaporanBulananFactory(penugasan=c, bulan=bulan_dari(HARI_INI, -2))
    client, alamat = sign_in("analis"), reverse("opd:laporan_list")

    for saringan, harapan in (
        ({}, ["Kajen", "Soneyan", "Tendas"]),
        ({"bulan": f"{BULAN_LALU:%Y-%m}"}, ["Kajen", "Soneyan"]),
        ({"keadaan": "menunggu"}, ["Soneyan"]),
        ({"keadaan": "diterima"}, ["Kajen"]),
        ({"keadaan": "belum"}, ["Tendas"]),
        ({"q": "tend"}, ["Tendas"]),
        ({"opd": a.opd_id}, ["Soneyan"]),
    ):
        response = client.get(alamat, saringan)
        assert nama_desa(response, "penugasan") == harapan
        assert response.context["jumlah"] == len(harapan)
        unduhan = baca_data(client.get(alamat, saringan | {"unduh": "xlsx"}))
        assert sorted(b[0].removeprefix("Desa ") for b in unduhan[1:]) == harapan


def test_completeness_lists_every_assignment_also_without_a_report(sign_in, periode):
    terlambat = periode.tenggat_laporan(BULAN_LALU) < HARI_INI
    a, b, _ = (
        PenugasanFactory(periode=periode, desa__nama=n) for n in ("Soneyan", "Kajen", "Tendas")
    )
    PenugasanFactory(periode=periode, selesai=BULAN_LALU)  # handed over: reports no more
    LaporanBulananFactory(penugasan=a, diajukan=True, hari_terlambat=2)
    LaporanBulananFactory(penugasan=b)
    client, alamat = sign_in("sekretariat"), reverse("opd:laporan_kelengkapan")

    for saringan, harapan in (
        ({}, ["Kajen", "Soneyan", "Tendas"]),
        ({"keadaan": "masuk"}, ["Soneyan"]),
        ({"keadaan": "belum"}, ["Kajen", "Tendas"]),
        ({"keadaan": "draf"}, ["Kajen"]),
        (
            {"keadaan": "terlambat"},
            ["Kajen", "Soneyan", "Tendas"] if terlambat else ["Soneyan"],
        ),
    ):
        response = client.get(alamat, saringan)
        assert nama_desa(response, "") == harapan
        unduhan = baca_data(client.get(alamat, saringan | {"unduh": "xlsx"}))
        assert len(unduhan) - 1 == response.context["jumlah"] == len(harapan)
    assert client.get(alamat, {"bulan": "salah"}).status_code == 404


@pytest.mark.parametrize("jumlah", [1, 3])
@pytest.mark.parametrize(("nama", "kueri"), [("laporan_list", 6), ("laporan_kelengkapan", 6)])
def test_query_count(sign_in, periode, nama, kueri, jumlah, django_assert_num_queries):
    for _ in range(jumlah):
        LaporanBulananFactory(penugasan=PenugasanFactory(periode=periode), diajukan=True)
    client = sign_in("analis")
    with django_assert_num_queries(kueri):  # session, user, count, page, choices ×2
        response = client.get(reverse(f"opd:{nama}"))
    assert response.context["jumlah"] == jumlah
