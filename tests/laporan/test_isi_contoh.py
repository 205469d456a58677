"""The example district: complete, lawful by the programme's own rules, the same everywhere, removable."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F, Q, Sum
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from akun.choices import Peran
from akun.models import Pengguna
from desa.choices import JenisDaftar, StatusSurvei, StatusTemuan
from desa.models import (
    DaftarSasaran,
    Desa,
    NilaiIndikator,
    PerkembanganTemuan,
    Putaran,
    Survei,
    Temuan,
)
from desa.queries import desa_sasaran, penangan_id
from desa.workflows import survei as survei_workflows
from desa.workflows.survei.periksa import periksa_banyak
from dtks.choices import StatusUsulan
from dtks.models import BeritaAcara, Keluarga, Orang, SumberData, UsulanPerbaikan
from dtks.workflows.berita_acara import is_cocok
from inti.models import Impor, JejakAudit, Kabupaten, Lampiran
from inti.nik import baca_nik
from laporan.contoh.akun import AKUN_UTAMA, SANDI
from laporan.contoh.angka import POLA, angka, buat_desa
from laporan.contoh.rencana import KAJEN, SAMBIREJO, SONEYAN, susun_putaran
from opd.choices import StatusSerahTerima
from opd.models import (
    Intervensi,
    JenisBantuan,
    LaporanBulanan,
    Pencairan,
    Pendanaan,
    PenerimaBantuan,
    Penugasan,
    SerahTerima,
    TindakLanjut,
)
from opd.queries import dana_menurut, penerima_ganda
from opd.workflows import terima_serah_terima
from tests.conftest import KUNCI_UJI
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import PengecualianKunciFactory
from tests.factories.inti import ImporFactory


def jalankan(nama):
    out = StringIO()
    call_command(nama, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def contoh(django_db_setup, django_db_blocker, tmp_path_factory):
    """Reference and example data, made once for this module; each test rolls its own changes back."""
    tempat = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("berkas"), **KUNCI_UJI)
    with django_db_blocker.unblock(), tempat, transaction.atomic():
        jalankan("muat_acuan")
        jalankan("isi_contoh")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def distrik(contoh, db):
    return Putaran.objects.order_by("nomor").last()


def jumlah_baris():
    return {m._meta.label: m.objects.count() for m in apps.get_models()}


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


def test_hapus_contoh_leaves_the_reference_data_and_nothing_else(distrik):
    acuan = {"inti.Kabupaten", "desa.Kecamatan", "desa.Desa", "desa.NamaLainDesa", "opd.OPD"} | {
        "desa.Indikator", "desa.VersiIndikator", "desa.PutusDeret", "opd.NamaOPD",
        "opd.JenisBantuan", "dtks.AlasanPerbaikan",
    }  # fmt: skip
    sebelum = jumlah_baris()

    jalankan("hapus_contoh")

    kita = {m._meta.label for m in apps.get_models() if m.__module__.split(".")[0] in APP}
    assert {k: n for k, n in jumlah_baris().items() if k in kita and n} == {
        k: sebelum[k] for k in acuan
    }
    assert not Kabupaten.objects.get().memuat_contoh
    assert jalankan("hapus_contoh") == "Tidak ada data contoh; tidak ada yang dihapus.\n"


APP = {"inti", "akun", "desa", "opd", "dtks", "laporan", "terbuka"}


def test_hapus_contoh_takes_what_a_newcomer_added_with_an_example_account(distrik):
    survei = Survei.objects.filter(putaran=distrik, status=StatusSurvei.DIAJUKAN).first()
    survei_workflows.verifikasi(survei, oleh=Pengguna.objects.get(username="sekretariat"))

    jalankan("hapus_contoh")

    assert not Survei.objects.exists()


def test_hapus_contoh_takes_uploaded_workbooks_with_their_files(
    distrik, media, django_capture_on_commit_callbacks
):
    impor = ImporFactory(dibuat_oleh=Pengguna.objects.get(username="sekretariat"))
    impor.berkas.save("survei.xlsx", ContentFile(b"isi"))

    with django_capture_on_commit_callbacks(execute=True):
        jalankan("hapus_contoh")

    assert not Impor.objects.exists()
    assert [p for p in media.rglob("*") if p.is_file()] == []


def test_hapus_contoh_refuses_when_a_real_account_worked_on_it(distrik):
    nyata = PenggunaFactory(username="siti", peran=Peran.SEKRETARIAT)
    survei = Survei.objects.filter(putaran=distrik, status=StatusSurvei.DIAJUKAN).first()
    survei_workflows.verifikasi(survei, oleh=nyata)
    sebelum = jumlah_baris()

    with pytest.raises(CommandError, match="dikerjakan akun siti, yang bukan akun contoh"):
        jalankan("hapus_contoh")

    assert jumlah_baris() == sebelum


def test_hapus_contoh_refuses_when_real_work_rests_on_an_example_account(distrik):
    PengecualianKunciFactory(
        putaran__periode__nama="2027–2030",
        desa=Desa.objects.first(),
        dibuat_oleh=Pengguna.objects.get(username="sekretariat"),
    )
    sebelum = jumlah_baris()

    with pytest.raises(CommandError, match=r"masih dipakai oleh data lain \(pengecualian kunci\)"):
        jalankan("hapus_contoh")

    assert jumlah_baris() == sebelum


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


def test_isi_contoh_sums_equal_those_added_up_apart(distrik):
    """Pagu and realisation by source, year and OPD against plain loops over the rows."""
    pagu, cair = Counter(), Counter()
    dana = Pendanaan.objects.select_related("intervensi__penugasan__opd")
    for d in dana.prefetch_related("pencairan"):
        if d.intervensi.status == "batal":
            continue
        penugasan = d.intervensi.penugasan
        kunci = (d.sumber, d.tahun, penugasan and penugasan.opd.singkatan)
        pagu[kunci] += d.pagu
        cair[kunci] += sum(p.jumlah for p in d.pencairan.all() if not p.dibatalkan_pada)

    baris = dana_menurut(Intervensi.objects.all(), "sumber", "tahun", "opd")

    assert {b.kunci: b.pagu for b in baris} == pagu
    assert {b.kunci: b.realisasi for b in baris} == cair


def test_isi_contoh_matrix_equals_what_is_counted_apart(distrik, client):
    sekretariat = Pengguna.objects.get(username="sekretariat")
    client.force_login(sekretariat)
    berlaku = Intervensi.objects.exclude(status="batal").prefetch_related("temuan", "indikator")
    berdana = set(Pendanaan.objects.values_list("intervensi", flat=True))
    dijawab = {t.pk for i in berlaku for t in i.temuan.all()}
    tanpa_intervensi = [
        t
        for t in Temuan.objects.filter(jenis="masalah").exclude(
            status__in=["selesai", "tidak_ditangani"]
        )
        if t.pk not in dijawab
    ]
    tanpa_masalah = [i for i in berlaku if not i.temuan.all()]
    tanpa_indikator = [i for i in berlaku if not i.indikator.all() and i.pk in berdana]
    baris = sum(max(1, len(i.temuan.all())) for i in berlaku) + sum(
        t.pk not in dijawab for t in Temuan.objects.filter(jenis="masalah")
    )

    context = client.get(reverse("laporan:matriks")).context

    assert context["jumlah"] == baris
    assert [c["jumlah"] for c in context["celah"]] == [
        len(tanpa_intervensi), len(tanpa_masalah), len(tanpa_indikator),
    ]  # fmt: skip
    assert context["celah"][2]["rupiah"] == sum(
        d.pagu for d in Pendanaan.objects.filter(intervensi__in=tanpa_indikator)
    )
    assert all(c["jumlah"] > 0 for c in context["celah"])
    for celah in context["celah"]:  # each gap leads to a list of just as many
        assert client.get(celah["url"]).context["jumlah"] == celah["jumlah"]
    bergerak = client.get(context["url_bergerak"]).context["jumlah"]
    assert bergerak == context["jumlah_bergerak"] > 0


@pytest.fixture
def bahan_rakor(distrik, client):
    client.force_login(Pengguna.objects.get(username="pimpinan"))
    return client.get(reverse("laporan:bahan_rakor")).context


def test_isi_contoh_verdicts_of_bahan_rakor_equal_those_counted_apart(distrik, bahan_rakor):
    sasaran = set(desa_sasaran(distrik.periode).values_list("pk", flat=True))

    nilai = defaultdict(dict)  # (village, indicator) → round number → value in force
    for n in NilaiIndikator.objects.filter(
        survei__berlaku=True,
        versi_indikator__indikator__wajib=True,
        alasan_kosong="",
        survei__desa__in=sasaran,
    ).select_related("survei__putaran", "versi_indikator__indikator"):
        angka_ini = n.nilai if n.penyebut is None else Fraction(n.pembilang) / Fraction(n.penyebut)
        indikator = n.versi_indikator.indikator
        nilai[n.survei.desa_id, indikator.kode, indikator.arah][n.survei.putaran.nomor] = angka_ini
    terakhir = defaultdict(int)
    for pk, nomor in Survei.objects.filter(berlaku=True).values_list("desa", "putaran__nomor"):
        terakhir[pk] = max(terakhir[pk], nomor)
    putusan = Counter()
    for (desa, _, arah), menurut_putaran in nilai.items():
        if terakhir[desa] > 1 and {1, terakhir[desa]} <= menurut_putaran.keys():
            selisih = menurut_putaran[terakhir[desa]] - menurut_putaran[1]
            baik = selisih < 0 if arah == "turun" else selisih > 0
            putusan["tetap" if not selisih else "membaik" if baik else "memburuk"] += 1
    assert bahan_rakor["inti"].hitung == putusan
    awal = Survei.objects.filter(berlaku=True, putaran__nomor=1, desa__in=sasaran)
    assert bahan_rakor["program"].ukuran[0].cakupan == (awal.count(), 48)


def test_isi_contoh_late_reports_of_bahan_rakor_equal_those_counted_apart(bahan_rakor):
    hari_ini = timezone.localdate()
    masuk = {
        (p, b)
        for p, b, status in LaporanBulanan.objects.values_list("penugasan", "bulan", "status")
        if status not in ("draf", "dikembalikan")
    }
    telat = Counter()
    for p in Penugasan.objects.select_related("opd", "periode"):
        bulan = p.periode.laporan_mulai
        while (berikut := (bulan + timedelta(days=31)).replace(day=1)) <= hari_ini:
            akhir = berikut - timedelta(days=1)
            wajib = p.mulai <= akhir and (p.selesai is None or p.selesai >= akhir)
            lewat = hari_ini > berikut.replace(day=p.periode.tanggal_laporan)
            telat[p.opd.singkatan] += wajib and lewat and (p.pk, bulan) not in masuk
            bulan = berikut
    terlambat = bahan_rakor["program"].opd_terlambat_lapor
    assert {opd: len(daftar) for opd, daftar in terlambat} == {o: n for o, n in telat.items() if n}


def test_isi_contoh_money_of_bahan_rakor_equals_what_is_added_up_apart(bahan_rakor):
    hari_ini = timezone.localdate()
    belum = TindakLanjut.objects.exclude(status__in=["memadai", "dibatalkan"])
    assert [t.pk for t in bahan_rakor["tindak_lanjut"]] == [
        pk for _, pk in sorted(belum.values_list("tenggat", "pk"))
    ]
    batal = set(Intervensi.objects.filter(status="batal").values_list("pk", flat=True))
    pagu, cair, sumber = Counter(), Counter(), {}
    for d in Pendanaan.objects.filter(tahun=hari_ini.year):
        if d.intervensi_id not in batal:
            sumber[d.pk] = d.get_sumber_display()
            pagu[sumber[d.pk]] += d.pagu
    for p in Pencairan.objects.filter(dibatalkan_pada=None):
        cair[sumber.get(p.pendanaan_id)] += p.jumlah
    assert {d.sumber: (d.pagu, d.realisasi) for d in bahan_rakor["dana"]} == {
        s: (n, cair[s]) for s, n in pagu.items()
    }
    jumlah = bahan_rakor["jumlah_dana"]
    assert (jumlah.pagu, jumlah.realisasi) == (pagu.total(), sum(cair[s] for s in pagu))
    volume, kegiatan = volume_tahun_ini(hari_ini)
    assert {k.jenis.kode: (k.volume, k.jumlah_intervensi) for k in bahan_rakor["keluaran"]} == {
        kode: (n, kegiatan[kode]) for kode, n in volume.items()
    }


def volume_tahun_ini(sampai):
    """Volume and number of what was finished from January on, by kind."""
    volume, kegiatan = Counter(), Counter()
    for i in Intervensi.objects.select_related("jenis"):
        if i.status == "selesai" and date(sampai.year, 1, 1) <= i.tanggal_selesai <= sampai:
            volume[i.jenis.kode] += i.realisasi_volume
            kegiatan[i.jenis.kode] += 1
    return volume, kegiatan


def test_isi_contoh_recap_equals_what_is_added_up_apart(distrik, client):
    """Outputs by month, source and village, money by source, reports: one workbook, plain loops."""
    client.force_login(Pengguna.objects.get(username="sekretariat"))
    bulan = timezone.localdate().replace(day=1) - timedelta(days=1)
    response = client.get(reverse("laporan:rekap_bulanan"), {"bulan": f"{bulan:%Y-%m}"})
    buku = load_workbook(BytesIO(b"".join(response.streaming_content)), data_only=True)

    def tabel(lembar):
        baris = list(buku[lembar].iter_rows(values_only=True))
        kepala = next(n for n, b in enumerate(baris) if b[1] is not None)
        return [dict(zip(baris[kepala], b, strict=True)) for b in baris[kepala + 1 :] if b[0]]

    volume, _ = volume_tahun_ini(bulan)
    jenis = {j.kode: str(j) for j in JenisBantuan.objects.all()}
    for lembar in ("Keluaran per bulan", "Keluaran per sumber", "Keluaran per desa"):
        *baris, jumlah = tabel(lembar)
        for kode, kolom in jenis.items():
            assert jumlah[kolom] == float(volume[kode]) == sum(b[kolom] for b in baris)
    per_sumber = Counter()
    for p in Pencairan.objects.filter(dibatalkan_pada=None).select_related("pendanaan__intervensi"):
        if (
            date(bulan.year, 1, 1) <= p.tanggal <= bulan
            and p.pendanaan.intervensi.status != "batal"
        ):
            per_sumber[p.pendanaan.get_sumber_display()] += p.jumlah
    *baris, jumlah = tabel("Sumber dana")
    assert {b["Sumber dana"]: b["Realisasi"] for b in baris if b["Realisasi"]} == per_sumber
    assert jumlah["Realisasi"] == per_sumber.total()
    laporan = LaporanBulanan.objects.filter(bulan=bulan.replace(day=1))
    menurut_status = Counter(satu.get_status_display() for satu in laporan)
    keadaan = Counter(b["Keadaan"] for b in tabel("Laporan"))
    assert keadaan.total() == 48
    assert {k: n for k, n in keadaan.items() if k != "Belum dibuat"} == menurut_status
