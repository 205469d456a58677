"""Interventions and their money through the workflows: steps, refusals, sums, double aid."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from desa.choices import StatusTemuan
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.models import JejakAudit
from opd.models import Intervensi, Pencairan, Pendanaan, PenerimaBantuan
from opd.queries import (
    dana_menurut,
    intervensi_with_dana,
    pendanaan_with_pencairan,
    penerima_ganda,
    realisasi_bulanan,
    volume_menurut_jenis,
)
from opd.workflows import intervensi as workflows
from opd.workflows import pendanaan as uang
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DesaFactory, IndikatorFactory, TemuanFactory
from tests.factories.opd import (
    IntervensiFactory,
    JenisBantuanFactory,
    KemajuanIntervensiFactory,
    PencairanFactory,
    PendanaanFactory,
    PenerimaBantuanFactory,
    PenugasanFactory,
)


pytestmark = pytest.mark.django_db

KELUARGA = ("keluarga", "RT 02/RW 01, rumah no. 14")


@pytest.fixture
def oleh():
    return PenggunaFactory()


def rencana(desa, **fields):
    return IntervensiFactory.build(
        desa=desa, jenis=JenisBantuanFactory(), dibuat_oleh=None, **fields
    )


def simpan(intervensi, oleh, *, temuan=(), indikator=(), penerima=(), dana=None):
    return workflows.simpan_intervensi(
        intervensi, temuan=temuan, indikator=indikator, penerima=penerima, dana=dana, oleh=oleh
    )


def selesaikan(intervensi, oleh, **ubah):
    isi = {
        "realisasi_volume": Decimal(4),
        "tanggal_selesai": date(2026, 6, 1),
        "jumlah_kk": 4,
        "jumlah_laki_laki": 7,
        "jumlah_perempuan": 9,
    }
    return workflows.selesaikan(intervensi, **isi | ubah, oleh=oleh)


def test_planning_stores_everything_and_moves_the_problem(oleh):
    penugasan = PenugasanFactory()
    temuan = TemuanFactory(desa=penugasan.desa)
    indikator = IndikatorFactory()

    hasil = simpan(
        rencana(penugasan.desa, jenis_pelaksana="pendamping", pelaksana=""),
        oleh,
        temuan=[temuan],
        indikator=[indikator],
        penerima=[KELUARGA, ("objek", "Jalan Dukuh Krajan"), KELUARGA],
        dana=Pendanaan(sumber="baznas_upz", tahun=2026, pagu=75_000_000),
    )

    assert (hasil.penugasan, hasil.pelaksana, hasil.status) == (penugasan, "", "rencana")
    assert [t.status for t in hasil.temuan.all()] == ["direncanakan"]
    assert list(hasil.indikator.all()) == [indikator]
    assert [(p.jenis, p.label) for p in hasil.penerima.all()] == [
        KELUARGA, ("objek", "Jalan Dukuh Krajan"),
    ]  # fmt: skip
    assert hasil.pendanaan.get().pagu == 75_000_000
    assert sorted(JejakAudit.objects.values_list("aksi", flat=True)) == [
        "intervensi.rencanakan", "pendanaan.simpan", "temuan.rencanakan",
    ]  # fmt: skip


def test_the_mentoring_opd_needs_an_assignment(oleh):
    with pytest.raises(AturanDilanggar, match="tidak sedang didampingi"):
        simpan(rencana(DesaFactory(), jenis_pelaksana="pendamping", pelaksana=""), oleh)


def test_a_problem_of_another_village_is_refused(oleh):
    with pytest.raises(AturanDilanggar, match="desa yang sama"):
        simpan(rencana(DesaFactory()), oleh, temuan=[TemuanFactory()])

    assert not Intervensi.objects.exists()


def test_progress_starts_what_was_planned_and_its_problem(oleh):
    intervensi = IntervensiFactory()
    temuan = TemuanFactory(desa=intervensi.desa)
    intervensi.temuan.add(temuan)

    workflows.catat_kemajuan(
        KemajuanIntervensiFactory.build(intervensi=intervensi, dibuat_oleh=None), oleh=oleh
    )

    intervensi.refresh_from_db()
    temuan.refresh_from_db()
    assert (intervensi.status, temuan.status) == ("berjalan", StatusTemuan.DITANGANI)
    assert [(k.persen, k.dibuat_oleh) for k in intervensi.kemajuan.all()] == [(40, oleh)]


def test_finishing_stores_what_was_done(oleh):
    intervensi = IntervensiFactory(berjalan=True)

    selesaikan(intervensi, oleh)

    intervensi.refresh_from_db()
    assert (
        intervensi.status, intervensi.realisasi_volume, intervensi.tanggal_selesai,
        intervensi.jumlah_kk, intervensi.jumlah_laki_laki, intervensi.jumlah_perempuan,
    ) == ("selesai", 4, date(2026, 6, 1), 4, 7, 9)  # fmt: skip
    assert [j.aksi for j in JejakAudit.objects.all()] == ["intervensi.selesaikan"]


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"realisasi_volume": Decimal(0)}, "lebih dari nol"),
        ({"tanggal_selesai": date(2026, 2, 1)}, "baru mulai"),
        ({"tanggal_selesai": date(2200, 1, 1)}, "belum terjadi"),
    ],
)
def test_finishing_needs_volume_and_a_possible_day(oleh, ubah, pesan):
    intervensi = IntervensiFactory(berjalan=True)

    with pytest.raises(AturanDilanggar, match=pesan):
        selesaikan(intervensi, oleh, **ubah)

    intervensi.refresh_from_db()
    assert intervensi.status == "berjalan"


LANGKAH = {
    "ubah": lambda i, oleh: simpan(i, oleh),
    "mulai": lambda i, oleh: workflows.mulai(i, oleh=oleh),
    "selesaikan": selesaikan,
    "batalkan": lambda i, oleh: workflows.batalkan(i, alasan="Dana dialihkan.", oleh=oleh),
    "kemajuan": lambda i, oleh: workflows.catat_kemajuan(
        KemajuanIntervensiFactory.build(intervensi=i), oleh=oleh
    ),
}


@pytest.mark.parametrize("langkah", LANGKAH)
@pytest.mark.parametrize(
    "akhir", [{"rampung": True}, {"status": "batal", "alasan_batal": "Dana dialihkan."}]
)
def test_a_closed_intervention_refuses_every_step(oleh, akhir, langkah):
    with pytest.raises(TransisiTidakSah):
        LANGKAH[langkah](IntervensiFactory(**akhir), oleh)


def test_mulai_before_its_day_is_refused(oleh):
    besok = timezone.localdate() + timedelta(days=1)

    with pytest.raises(AturanDilanggar, match="Jadwal mulainya"):
        workflows.mulai(IntervensiFactory(mulai=besok, selesai=besok), oleh=oleh)


def test_batalkan_is_refused_once_money_was_spent(oleh):
    pencairan = PencairanFactory()
    intervensi = pencairan.pendanaan.intervensi

    with pytest.raises(AturanDilanggar, match="Sudah ada pencairan"):
        LANGKAH["batalkan"](intervensi, oleh)

    uang.batalkan_pencairan(pencairan, alasan="Salah kegiatan.", oleh=oleh)
    assert LANGKAH["batalkan"](intervensi, oleh).status == "batal"


# --- Money --------------------------------------------------------------------------------------


def cairkan(pendanaan, jumlah, oleh, **lain):
    tahap = PencairanFactory.build(pendanaan=pendanaan, jumlah=jumlah, dibuat_oleh=None)
    return uang.cairkan(tahap, oleh=oleh, **lain)


def test_realisation_is_the_sum_of_tranches_and_exceeds_the_pagu_with_reason_only(oleh):
    pendanaan = PendanaanFactory(pagu=15_000_000)
    cairkan(pendanaan, 10_000_000, oleh)
    cairkan(pendanaan, 5_000_000, oleh)

    with pytest.raises(
        uang.PaguTerlampaui, match="Rp\xa015.000.001, melebihi pagu Rp\xa015.000.000"
    ):
        cairkan(pendanaan, 1, oleh)
    assert uang.realisasi(pendanaan) == 15_000_000

    cairkan(pendanaan, 1, oleh, alasan_lebih="Harga genteng naik.")
    pendanaan.refresh_from_db()
    assert uang.realisasi(pendanaan) == 15_000_001
    assert pendanaan.alasan_lebih == "Harga genteng naik."


def test_a_tranche_taken_back_makes_room_and_stays_visible(oleh):
    pendanaan = PendanaanFactory(pagu=10_000_000)
    keliru = cairkan(pendanaan, 10_000_000, oleh)
    uang.batalkan_pencairan(keliru, alasan="Salah ketik.", oleh=oleh)
    benar = cairkan(pendanaan, 9_000_000, oleh)

    (baris,) = pendanaan_with_pencairan(pendanaan.intervensi)
    assert (baris.realisasi, baris.daftar_pencairan) == (9_000_000, [keliru, benar])
    with pytest.raises(TransisiTidakSah, match="sudah dibatalkan"):
        uang.batalkan_pencairan(keliru, alasan="Lagi.", oleh=oleh)


def test_lowering_the_pagu_below_what_was_spent_needs_a_reason(oleh):
    pendanaan = PencairanFactory(jumlah=10_000_000).pendanaan
    pendanaan.pagu = Decimal(9_000_000)

    with pytest.raises(uang.PaguTerlampaui):
        uang.simpan_pendanaan(pendanaan, oleh=oleh)

    pendanaan.alasan_lebih = "Pagu perubahan turun."
    assert uang.simpan_pendanaan(pendanaan, oleh=oleh).pagu == 9_000_000


@pytest.mark.parametrize(
    "langkah",
    [lambda p, oleh: cairkan(p, 1, oleh), lambda p, oleh: uang.simpan_pendanaan(p, oleh=oleh)],
)
def test_no_money_for_what_was_called_off(oleh, langkah):
    pendanaan = PendanaanFactory(intervensi__status="batal", intervensi__alasan_batal="Batal.")

    with pytest.raises(TransisiTidakSah, match="dibatalkan"):
        langkah(pendanaan, oleh)


def test_a_tranche_of_tomorrow_is_refused(oleh):
    besok = timezone.localdate() + timedelta(days=1)

    with pytest.raises(AturanDilanggar, match="belum terjadi"):
        uang.cairkan(PencairanFactory.build(pendanaan=PendanaanFactory(), tanggal=besok), oleh=oleh)


# --- Sums ---------------------------------------------------------------------------------------


@pytest.fixture
def tiga_intervensi():
    """Two in one village (one by its OPD), one called off that no sum may count."""
    penugasan = PenugasanFactory()
    rtlh, jamban = JenisBantuanFactory(), JenisBantuanFactory(kode="JAMBAN", nama="Jamban")
    a = IntervensiFactory(desa=penugasan.desa, jenis=rtlh, rampung=True, jumlah_kk=4)
    b = IntervensiFactory(
        desa=penugasan.desa, jenis=jamban, penugasan=penugasan, strategi="sinergi"
    )
    batal = IntervensiFactory(
        desa=penugasan.desa, jenis=rtlh, status="batal", alasan_batal="Batal."
    )
    baznas = PendanaanFactory(intervensi=a, pagu=60)
    swadaya = PendanaanFactory(intervensi=a, sumber="swadaya", pagu=10, natura=True)
    kabupaten = PendanaanFactory(intervensi=b, sumber="apbd_kab", pagu=30, tahun=2025)
    PendanaanFactory(intervensi=batal, pagu=1_000)
    for pendanaan, jumlah, bulan in [
        (baznas, 20, 4), (baznas, 25, 5), (swadaya, 10, 5), (kabupaten, 5, 5),
    ]:  # fmt: skip
        PencairanFactory(pendanaan=pendanaan, jumlah=jumlah, tanggal=date(2026, bulan, 2))
    tarik = PencairanFactory(pendanaan=baznas, jumlah=7)
    Pencairan.objects.filter(pk=tarik.pk).update(
        dibatalkan_pada=timezone.now(), dibatalkan_oleh=tarik.dibuat_oleh, alasan_batal="Keliru."
    )
    return penugasan, a, b


@pytest.mark.parametrize(
    ("menurut", "hasil"),
    [
        (["sumber"], [(("apbd_kab",), 30, 5), (("baznas_upz",), 60, 45), (("swadaya",), 10, 10)]),
        (["strategi"], [(("beban",), 70, 55), (("sinergi",), 30, 5)]),
        (["tahun"], [((2025,), 30, 5), ((2026,), 70, 55)]),
        (["jenis", "sumber"], [
            (("JAMBAN", "apbd_kab"), 30, 5), (("RTLH", "baznas_upz"), 60, 45),
            (("RTLH", "swadaya"), 10, 10),
        ]),
    ],
)  # fmt: skip
def test_dana_menurut_sums_what_was_not_called_off(
    tiga_intervensi, menurut, hasil, django_assert_num_queries
):
    with django_assert_num_queries(2):
        baris = dana_menurut(Intervensi.objects.all(), *menurut)

    assert [(b.kunci, b.pagu, b.realisasi) for b in baris] == hasil


def test_dana_menurut_opd_knows_who_did_it(tiga_intervensi):
    penugasan, *_ = tiga_intervensi

    assert {b.kunci: b.realisasi for b in dana_menurut(Intervensi.objects.all(), "opd")} == {
        (None,): 55,
        (penugasan.opd.singkatan,): 5,
    }


def test_realisasi_bulanan(tiga_intervensi):
    assert realisasi_bulanan(
        Intervensi.objects.all(), mulai=date(2026, 4, 2), sampai=date(2026, 5, 31)
    ) == {
        (date(2026, 4, 1), "baznas_upz"): 20,
        (date(2026, 5, 1), "baznas_upz"): 25,
        (date(2026, 5, 1), "swadaya"): 10,
        (date(2026, 5, 1), "apbd_kab"): 5,
    }


def test_intervensi_with_dana_adds_up_each_row_once(tiga_intervensi):
    _, a, b = tiga_intervensi
    KemajuanIntervensiFactory(intervensi=a, tanggal=date(2026, 4, 1), persen=40)
    KemajuanIntervensiFactory(intervensi=a, tanggal=date(2026, 5, 1), persen=90)

    baris = intervensi_with_dana(Intervensi.objects.filter(pk__in=[a.pk, b.pk])).order_by("pk")

    assert list(baris.values_list("pagu", "realisasi", "kemajuan_persen")) == [
        (70, 55, 90), (30, 5, None),
    ]  # fmt: skip


def test_volume_menurut_jenis_sums_what_was_finished_in_the_period(tiga_intervensi):
    JenisBantuanFactory(kode="LAMA", aktif=False)

    baris = volume_menurut_jenis(
        Intervensi.objects.all(), mulai=date(2026, 6, 1), sampai=date(2026, 6, 30)
    )

    assert sorted((b.jenis.kode, b.jumlah_intervensi, b.volume, b.jumlah_kk) for b in baris) == [
        ("JAMBAN", 0, 0, 0), ("RTLH", 1, 4, 4),
    ]  # fmt: skip


# --- Double aid ---------------------------------------------------------------------------------


def test_a_second_source_in_the_same_year_asks_for_a_reason(oleh):
    lama = PenerimaBantuanFactory()
    baru = rencana(lama.intervensi.desa, pelaksana="PT Garuda", jenis_pelaksana="csr")

    with pytest.raises(workflows.BantuanGanda, match="RT 02/RW 01, rumah no. 14 oleh “Bedah"):
        simpan(baru, oleh, penerima=[("keluarga", "rt 2 / rw 1 rumah no 14")])
    assert Intervensi.objects.count() == 1

    baru.pk, baru.alasan_ganda = None, "Rumah dan jamban dikerjakan bersama."
    hasil = simpan(baru, oleh, penerima=[("keluarga", "rt 2 / rw 1 rumah no 14")])

    assert set(penerima_ganda(PenerimaBantuan.objects.all())) == {lama, hasil.penerima.get()}


def test_the_sources_decide_not_the_implementers(oleh):
    """Two fundings from the same source are one package; a second source makes them double."""
    pertama = PenerimaBantuanFactory(intervensi__pelaksana="Baznas")
    kedua = PenerimaBantuanFactory(
        intervensi__desa=pertama.intervensi.desa, intervensi__pelaksana="UPZ Kecamatan"
    )
    for penerima in (pertama, kedua):
        PendanaanFactory(intervensi=penerima.intervensi)
    assert not penerima_ganda(PenerimaBantuan.objects.all()).exists()

    with pytest.raises(workflows.BantuanGanda):
        uang.simpan_pendanaan(
            Pendanaan(intervensi=kedua.intervensi, sumber="csr", tahun=2026, pagu=1), oleh=oleh
        )
    kedua.intervensi.alasan_ganda = "Kekurangan bahan ditutup perusahaan."
    kedua.intervensi.save()
    uang.simpan_pendanaan(
        Pendanaan(intervensi=kedua.intervensi, sumber="csr", tahun=2026, pagu=1), oleh=oleh
    )
    assert set(penerima_ganda(PenerimaBantuan.objects.all())) == {pertama, kedua}


@pytest.mark.parametrize(
    "beda",
    [
        {"intervensi__mulai": date(2025, 3, 1)},
        {"intervensi__desa": None},
        {"label": "RT 02/RW 01, rumah no. 15"},
        {"jenis": "objek"},
        {"intervensi__status": "batal", "intervensi__alasan_batal": "Batal."},
    ],
)
def test_another_year_village_or_recipient_is_no_double_aid(beda):
    pertama = PenerimaBantuanFactory()
    desa = {"intervensi__desa": pertama.intervensi.desa} | beda
    if desa["intervensi__desa"] is None:
        desa["intervensi__desa"] = DesaFactory()
    PenerimaBantuanFactory(**desa, intervensi__pelaksana="PT Garuda")
    penerima = PenerimaBantuan.objects.exclude(intervensi__status="batal")

    assert not penerima_ganda(penerima).exists()
