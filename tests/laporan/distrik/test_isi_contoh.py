"""The example district: complete, lawful by the programme's own rules, the same everywhere."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError
from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils import timezone

from akun.choices import Peran
from akun.models import Pengguna
from desa.choices import JenisDaftar, StatusSurvei, StatusTemuan
from desa.models import DaftarSasaran, NilaiIndikator, PerkembanganTemuan, Putaran, Survei, Temuan
from desa.queries import desa_sasaran, penangan_id
from desa.workflows.survei.periksa import periksa_banyak
from dtks.choices import StatusUsulan
from dtks.models import (
    BeritaAcara,
    InsidenData,
    Keluarga,
    KirimanUsulan,
    Orang,
    SumberData,
    UsulanPerbaikan,
)
from dtks.workflows.berita_acara import is_cocok
from inti.models import JejakAudit, Kabupaten, Lampiran
from inti.nik import baca_nik
from laporan.contoh.akun import AKUN_UTAMA, SANDI
from laporan.contoh.angka import POLA, angka, buat_desa
from laporan.contoh.rencana import KAJEN, SAMBIREJO, SONEYAN, susun_putaran
from opd.choices import StatusSerahTerima
from opd.models import Pencairan, Pendanaan, PenerimaBantuan, Penugasan, SerahTerima
from opd.queries import penerima_ganda
from opd.workflows import terima_serah_terima
from tests.laporan.distrik.conftest import jalankan, jumlah_baris


def test_isi_contoh_makes_the_lists_and_assignments_of_the_brief(distrik):
    periode = distrik.periode
    dampingan = desa_sasaran(periode)
    pembanding = desa_sasaran(periode, jenis=JenisDaftar.PEMBANDING)
    hari_ini = timezone.localdate()

    assert (dampingan.count(), pembanding.count()) == (48, 60)
    assert not set(dampingan) & set(pembanding)
    per_kecamatan = Counter(d.kecamatan_id for d in dampingan)
    assert len(per_kecamatan) == 21
    assert set(per_kecamatan.values()) == {2, 3}
    aktif = Penugasan.objects.aktif(pada=hari_ini)
    assert aktif.count() == aktif.values("desa").distinct().count() == 48
    per_opd = Counter(aktif.values_list("opd", flat=True))
    assert len(per_opd) == 28
    assert set(per_opd.values()) == {1, 2, 3}
    assert dict(
        aktif.filter(desa__kode__in=[KAJEN, SONEYAN, SAMBIREJO]).values_list(
            "desa__kode", "opd__singkatan"
        )
    ) == {KAJEN: "Diskominfo", SONEYAN: "Disdagperin", SAMBIREJO: "Satpol PP"}


def test_isi_contoh_picks_the_villages_with_most_poor_people(distrik):
    for daftar in DaftarSasaran.objects.all():
        for butir in daftar.butir.all():
            batas = range(1, 4) if daftar.jenis == JenisDaftar.DAMPINGAN else range(3, 7)
            assert butir.peringkat in batas
            skor = Decimal(100 * butir.pembilang_pemilih) / butir.penyebut_pemilih
            assert butir.skor_pemilih == round(skor, 6)


def test_isi_contoh_hands_two_villages_over_and_leaves_one_waiting(distrik):
    assert sorted(SerahTerima.objects.values_list("status", "tanggal")) == [
        ("diajukan", distrik.tutup.replace(day=1)),
        ("diterima", date(2023, 1, 2)),
        ("diterima", date(2023, 1, 2)),
    ]


def test_isi_contoh_waiting_hand_over_can_be_accepted(distrik):
    usul = SerahTerima.objects.get(status=StatusSerahTerima.DIAJUKAN)
    penerima = Pengguna.objects.get(keanggotaan__opd=usul.opd_penerima)

    baru = terima_serah_terima(usul, oleh=penerima)

    assert (baru.opd, baru.desa, baru.mulai) == (
        usul.opd_penerima, usul.penugasan.desa, usul.tanggal,
    )  # fmt: skip


def test_isi_contoh_shows_every_state_of_a_survey(distrik):
    def keadaan(putaran, **saring):
        survei = Survei.objects.filter(putaran=putaran, **saring)
        return Counter(survei.values_list("status", "revisi", "berlaku"))

    dampingan = desa_sasaran(distrik.periode)
    assert keadaan(distrik, desa__in=dampingan) == {
        ("diverifikasi", 1, True): 12,
        ("diajukan", 1, False): 12,
        ("dikembalikan", 1, False): 5,
        ("draf", 1, False): 9,
        ("draf", 2, False): 1,
    }
    awal, kedua = Putaran.objects.exclude(pk=distrik.pk).order_by("nomor")
    assert keadaan(awal) == {
        ("diverifikasi", 1, True): 105,
        ("diverifikasi", 1, False): 3,
        ("diverifikasi", 2, True): 3,
    }
    assert set(keadaan(kedua)) == {("diverifikasi", 1, True)}
    assert keadaan(kedua, desa__in=dampingan).total() == 45
    dikembalikan = Survei.objects.filter(status=StatusSurvei.DIKEMBALIKAN)
    assert all(s.alasan_kembali and s.nilai.exclude(komentar="").exists() for s in dikembalikan)
    assert awal.dikunci_pada
    assert kedua.dikunci_pada
    assert distrik.buka <= timezone.localdate() <= distrik.tutup


def test_isi_contoh_values_answer_every_question_of_a_closed_round(distrik):
    for putaran in Putaran.objects.filter(dikunci_pada__isnull=False):
        ditanyakan = putaran.versi_indikator.count()
        assert ditanyakan == 20
        jumlah = Counter(
            NilaiIndikator.objects.filter(survei__putaran=putaran).values_list("survei", flat=True)
        )
        assert set(jumlah.values()) == {ditanyakan}
    alasan = Counter(NilaiIndikator.objects.values_list("alasan_kosong", flat=True))
    assert set(alasan) == {"", "tidak_dapat_diperoleh", "belum_didata"}
    assert 0.95 < alasan[""] / alasan.total() < 0.99
    assert not NilaiIndikator.objects.filter(alasan_kosong="", sumber="").exists()


def test_isi_contoh_surveys_of_officers_would_pass_submission(distrik):
    for putaran in Putaran.objects.filter(dikunci_pada__isnull=False):
        surveis = Survei.objects.filter(putaran=putaran, desa__in=desa_sasaran(putaran.periode))
        hasil = periksa_banyak(putaran, list(surveis))
        assert len(hasil) in {51, 45}  # three of the baseline were corrected
        assert all(satu.siap for satu in hasil.values())


def test_isi_contoh_closed_rounds_hold_the_same_figures_everywhere(distrik):
    nilai = NilaiIndikator.objects.filter(
        survei__berlaku=True, survei__putaran__dikunci_pada__isnull=False
    )
    jumlah = nilai.aggregate(n=Count("pk"), a=Sum("pembilang"), b=Sum("penyebut"), c=Sum("nilai"))
    assert jumlah == {
        "n": 4160,
        "a": Decimal("1680543.68"),
        "b": Decimal("4306576.84"),
        "c": Decimal("16479103396.2942"),
    }


def test_isi_contoh_moments_follow_one_another_and_none_lies_ahead(distrik):
    salah = Survei.objects.filter(
        Q(diajukan_pada__lte=F("created_at"))
        | Q(diverifikasi_pada__lte=F("diajukan_pada"))
        | Q(dikembalikan_pada__lte=F("diajukan_pada"))
        | Q(created_at__date__lt=F("putaran__buka"))
        | Q(updated_at__date__gte=timezone.localdate())
    )
    assert list(salah) == []
    assert not NilaiIndikator.objects.exclude(diisi_pada=F("survei__created_at")).exists()
    assert not NilaiIndikator.objects.filter(diisi_pada__date__lt=F("tanggal")).exists()
    assert not JejakAudit.objects.filter(pada__date__gte=timezone.localdate()).exists()
    assert not Survei.objects.filter(diverifikasi_oleh=F("diajukan_oleh")).exists()


def test_isi_contoh_common_trend_and_mentored_villages_move_as_planned(distrik):
    """RTLH falls in both groups, and further where there is a mentor."""

    def rerata_selisih(desa):
        nilai = NilaiIndikator.objects.filter(
            survei__berlaku=True,
            survei__desa__in=desa,
            versi_indikator__indikator__kode="RTLH",
            pembilang__isnull=False,
        )
        per_putaran = [
            {
                n.survei.desa_id: 100 * n.pembilang / n.penyebut
                for n in nilai.filter(survei__putaran__nomor=nomor).select_related("survei")
            }
            for nomor in (1, 2)
        ]
        awal, kini = per_putaran
        selisih = [kini[pk] - awal[pk] for pk in awal.keys() & kini.keys()]
        return sum(selisih) / len(selisih)

    dampingan = rerata_selisih(desa_sasaran(distrik.periode))
    pembanding = rerata_selisih(desa_sasaran(distrik.periode, jenis=JenisDaftar.PEMBANDING))
    assert -6 < dampingan < -2
    assert -3 < pembanding < -0.5
    assert dampingan < pembanding - 1


def test_isi_contoh_accounts_cover_every_role(distrik, settings):
    settings.PASSWORD_HASHERS = ["akun.hashers.Argon2Hasher"]  # the command ran with the real one
    assert {peran for peran, _, _ in AKUN_UTAMA.values()} == set(Peran)
    assert all(p.check_password(SANDI) for p in Pengguna.objects.filter(username__in=AKUN_UTAMA))
    assert not Pengguna.objects.exclude(email__endswith="@contoh.invalid").exists()
    assert Kabupaten.objects.get().memuat_contoh


@pytest.mark.parametrize("signed_in", [True, False])
def test_isi_contoh_marks_every_page(distrik, client, sign_in, signed_in):
    if signed_in:
        sign_in(Pengguna.objects.get(username="analis"))
    halaman = reverse("laporan:beranda" if signed_in else "account_login")

    assert "DATA CONTOH" in client.get(halaman).text
    Kabupaten.objects.update(memuat_contoh=False)
    assert "DATA CONTOH" not in client.get(halaman).text


def test_isi_contoh_twice_changes_nothing(distrik):
    sebelum = jumlah_baris()
    assert jalankan("isi_contoh") == "Data contoh sudah dimuat; tidak ada yang diubah.\n"
    assert jumlah_baris() == sebelum


def test_isi_contoh_needs_the_reference_data(distrik):
    Kabupaten.objects.update(kode="33.19", memuat_contoh=False)
    with pytest.raises(CommandError, match="Data acuan belum dimuat"):
        jalankan("isi_contoh")


def test_isi_contoh_refuses_a_database_with_a_programme(distrik):
    Kabupaten.objects.update(memuat_contoh=False)
    with pytest.raises(CommandError, match="sudah berisi program"):
        jalankan("isi_contoh")


def test_angka_depend_on_the_keys_only():
    kode = "33.18.16.2012"
    semua = [
        angka(buat_desa(kode), indikator, putaran="1", tahun=0, didampingi=True)
        for indikator in POLA
    ]
    terbalik = [
        angka(buat_desa(kode), indikator, putaran="1", tahun=0, didampingi=True)
        for indikator in reversed(POLA)
    ]
    assert semua == terbalik[::-1]
    rtlh = semua[list(POLA).index("RTLH")]
    assert (buat_desa(kode).jumlah_kk, rtlh.pembilang, rtlh.penyebut) == (945, 167, 888)


@pytest.mark.parametrize(
    ("hari_ini", "buka", "tutup"),
    [
        (date(2026, 11, 24), date(2026, 11, 1), date(2026, 12, 31)),
        (date(2026, 12, 12), date(2026, 11, 1), date(2026, 12, 31)),
        (date(2027, 1, 13), date(2027, 1, 1), date(2027, 2, 28)),
    ],
)
def test_rencana_always_has_an_open_round(hari_ini, buka, tutup):
    terakhir = susun_putaran(hari_ini)[-1]
    assert (terakhir.buka, terakhir.tutup) == (buka, tutup)


# --- Two years of mentoring --------------------------------------------------------------------


def test_isi_contoh_problems_fit_the_figures_and_follow_the_rules(distrik):
    hari_ini = timezone.localdate()
    temuan = list(Temuan.objects.select_related("indikator"))
    langkah = {t.pk: set() for t in temuan}
    for pk, kode in PerkembanganTemuan.objects.values_list("temuan", "langkah"):
        langkah[pk].add(kode)

    assert {t.status for t in temuan} == set(StatusTemuan)
    assert Temuan.objects.values("desa").distinct().count() == 48
    for t in temuan:
        assert hari_ini - timedelta(days=731) <= t.tanggal <= hari_ini
        assert ("konfirmasi" in langkah[t.pk]) == (t.status == "selesai")
        if t.status == "selesai":
            assert t.selesai_oleh_id not in penangan_id(t)
        if t.jenis == "masalah":
            assert t.judul.startswith(f"{t.jumlah_terdampak} ")
    assert not PerkembanganTemuan.objects.filter(tanggal__gt=hari_ini).exists()
    jejak = JejakAudit.objects.filter(objek_jenis="desa.temuan", aksi__startswith="temuan.")
    assert Counter(jejak.values_list("objek_id", "aksi")) == Counter(
        [(str(t.pk), "temuan.catat") for t in temuan]
        + [
            (str(pk), f"temuan.{kode}")
            for pk, kode in PerkembanganTemuan.objects.values_list("temuan", "langkah")
        ]
    )


def test_isi_contoh_money_follows_the_rules(distrik):
    cair = Counter()
    for dana, jumlah in Pencairan.objects.values_list("pendanaan", "jumlah"):
        cair[dana] += jumlah
    melebihi = 0
    for dana in Pendanaan.objects.select_related("intervensi"):
        selesai = dana.intervensi.status == "selesai"
        assert cair[dana.pk] <= dana.pagu or dana.alasan_lebih
        assert (cair[dana.pk] >= dana.pagu) == selesai
        melebihi += cair[dana.pk] > dana.pagu
    assert melebihi > 0
    assert not Pencairan.objects.filter(tanggal__gt=timezone.localdate()).exists()
    ganda = penerima_ganda(PenerimaBantuan.objects.exclude(intervensi__status="batal"))
    alasan = {bool(p.intervensi.alasan_ganda) for p in ganda.select_related("intervensi")}
    assert alasan == {True, False}
    foto = Counter(Lampiran.objects.values_list("untuk", flat=True))
    assert foto["sebelum"] == foto["sesudah"] > 0
    jenis = Counter(Lampiran.objects.values_list("bundel__jenis", flat=True))
    assert set(jenis) == {
        "opd.kemajuanintervensi", "desa.temuan", "opd.kunjungan", "dtks.beritaacara",
        "dtks.usulanperbaikan",
    }  # fmt: skip


def test_isi_contoh_persons_are_nobody_and_their_corrections_in_every_state(distrik, client):
    nik = [o.nik for o in Orang.objects.filter(nik__isnull=False)]
    assert len(nik) > 400
    assert all(n.startswith("331899") and baca_nik(n) for n in nik)  # no such kecamatan
    assert {k.no_kk[:6] for k in Keluarga.objects.all()} == {"331899"}
    assert all(s.rekap.exists() for s in SumberData.objects.all())
    status = set(UsulanPerbaikan.objects.values_list("status", flat=True))
    assert status == set(StatusUsulan) - {StatusUsulan.KEDALUWARSA, StatusUsulan.DIBATALKAN} - {
        StatusUsulan.DIUSULKAN  # passed through on the way to the answer
    }
    assert Counter(b.ditandatangani_pada is None for b in BeritaAcara.objects.all()) == {
        False: 2, True: 1,
    }  # fmt: skip
    assert all(is_cocok(b) for b in BeritaAcara.objects.all())
    berbukti = UsulanPerbaikan.objects.filter(bundel__isnull=False)
    assert {"diterima", "diajukan"} < set(berbukti.values_list("status", flat=True))
    assert KirimanUsulan.objects.get().usulan.filter(status="diterima").exists()
    insiden = InsidenData.objects.order_by("diketahui_pada")
    assert [(i.status, i.is_berjalan, i.is_lewat) for i in insiden] == [
        ("ditutup", False, False), ("ditangani", True, False),
    ]  # fmt: skip
    salah = UsulanPerbaikan.objects.filter(
        Q(diputus_pada__lte=F("diajukan_pada"))
        | Q(diusulkan_pada__lte=F("diputus_pada"))
        | Q(disahkan_pada__lte=F("diusulkan_pada"))
        | Q(dijawab_pada__lt=F("disahkan_pada__date"))
        | Q(updated_at__date__gte=timezone.localdate())
        | Q(diputus_oleh=F("diajukan_oleh"))
    )
    assert list(salah) == []
    client.force_login(Pengguna.objects.get(username="verifikator"))
    beranda = client.get(reverse("laporan:beranda")).context
    assert beranda["menunggu"] > 0
    assert beranda["musyawarah"]
