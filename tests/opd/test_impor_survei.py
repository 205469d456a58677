"""Survey answers from Excel, through the pages: what is read, refused, warned of, stored."""

from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from desa.choices import AlasanKosong, JenisIndikator, StatusSurvei
from desa.models import Desa, NilaiIndikator, Survei
from desa.stats import Isian
from desa.workflows import survei as workflows
from desa.workflows.putaran import kunci
from inti.choices import StatusImpor
from inti.models import Impor, JejakAudit
from tests.desa.cerita import desa_ditanya
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import (
    DesaFactory,
    KecamatanFactory,
    NamaLainDesaFactory,
    PengecualianKunciFactory,
    PutaranFactory,
    VersiIndikatorFactory,
)
from tests.impor import buku, lihat, terapkan, unggah


pytestmark = pytest.mark.django_db

TAJUK = ["kode_desa", "nama_desa", "kecamatan", "kode_indikator", "pembilang", "penyebut",
         "nilai", "tidak_tersedia_alasan", "tanggal_survei", "sumber", "metode"]  # fmt: skip
KAJEN, NGEMPLAK = "33.18.16.2012", "33.18.16.2013"


@pytest.fixture
def wilayah(media):
    margoyoso = KecamatanFactory()
    gembong = KecamatanFactory(kode="33.18.13", nama="Gembong", kode_bps="3318130")
    DesaFactory(kecamatan=margoyoso, kode=KAJEN, nama="Kajen", kode_bps="3318160011")
    DesaFactory(kecamatan=margoyoso, kode=NGEMPLAK, nama="Ngemplak Kidul")
    for kecamatan, kode in ((margoyoso, "33.18.16.2020"), (gembong, "33.18.13.2020")):
        DesaFactory(kecamatan=kecamatan, kode=kode, nama="Sidomukti")
    klakah = DesaFactory(kecamatan=gembong, kode="33.18.13.2009", nama="Klakahkasihan")
    NamaLainDesaFactory(desa=klakah, nama="Klakah Kasian")
    # An alias that is the official name of a neighbour: the official name wins.
    tanjung = DesaFactory(kecamatan=margoyoso, kode="33.18.16.2003", nama="Tanjungrejo")
    DesaFactory(kecamatan=margoyoso, kode="33.18.16.2019", nama="Tunjungrejo")
    NamaLainDesaFactory(desa=tanjung, nama="Tunjungrejo")


@pytest.fixture
def rtlh():
    return VersiIndikatorFactory(indikator__kode="RTLH", indikator__wajib=True)


@pytest.fixture
def umkm():
    return VersiIndikatorFactory(
        indikator__kode="IDM", indikator__jenis=JenisIndikator.SKOR, desimal=4, label_penyebut=""
    )


@pytest.fixture
def putaran(wilayah, rtlh, umkm):
    putaran = PutaranFactory(nomor=1, versi=[rtlh, umkm], tanggal_rujukan=date(2026, 1, 31))
    for desa in Desa.objects.all():
        desa_ditanya(putaran, desa)
    return putaran


def baris(kode=KAJEN, indikator="RTLH", pembilang=64, penyebut=512, **lain):
    isi = {"kode_desa": kode, "kode_indikator": indikator, "pembilang": pembilang,
           "penyebut": penyebut, "sumber": "Pendataan desa"} | lain  # fmt: skip
    return [isi.get(nama) for nama in TAJUK]


@pytest.fixture
def kirim(sign_in, putaran, tmp_path):
    """`kirim([rows], …)`: upload as the secretariat; returns the client and the waiting import."""

    def send(*isi, oleh="sekretariat", tajuk=TAJUK, ajukan="on", **lain):
        client = sign_in(oleh)
        path = buku(tmp_path / "survei.xlsx", [tajuk, *isi])
        parameter = {"putaran": putaran.pk} | ({"ajukan": ajukan} if ajukan else {}) | lain
        return client, unggah(client, "survei", path, **parameter)

    return send


def galat(client, impor):
    """(row, column, message) of every refusal, as the preview page shows them."""
    return [(b.nomor, c.kolom, c.pesan) for b, c in lihat(client, impor).galat]


def simpan_semua(client, impor):
    return terapkan(client, impor, setuju="on", alasan="Dicek dengan OPD.")


def test_import_stores_and_submits_like_the_form(kirim, putaran, rtlh, umkm):
    client, impor = kirim(
        baris(tanggal_survei=date(2026, 1, 20), metode="Sensus desa"),
        baris(indikator="idm", pembilang=None, penyebut=None, nilai="0,7125"),
        baris("3318162013", pembilang="1.204,0", penyebut="1.310"),
    )
    simpan_semua(client, impor)

    kajen, ngemplak = Survei.objects.order_by("desa__kode")
    assert [(s.status, s.revisi, s.diajukan_oleh) for s in (kajen, ngemplak)] == [
        (StatusSurvei.DIAJUKAN, 1, client.pengguna)
    ] * 2
    assert list(
        NilaiIndikator.objects.order_by("survei__desa__kode", "versi_indikator__indikator__kode")
        .values_list("survei__desa__kode", "versi_indikator__indikator__kode", "pembilang",
                     "penyebut", "nilai", "alasan_kosong", "tanggal", "sumber", "metode")
    ) == [
        (KAJEN, "IDM", None, None, Decimal("0.7125"), "", date(2026, 1, 31), "Pendataan desa", ""),
        (KAJEN, "RTLH", 64, 512, None, "", date(2026, 1, 20), "Pendataan desa", "sensus_desa"),
        (NGEMPLAK, "IDM", None, None, None, "belum_didata", date(2026, 1, 31), "", ""),
        (NGEMPLAK, "RTLH", 1204, 1310, None, "", date(2026, 1, 31), "Pendataan desa", ""),
    ]  # fmt: skip
    impor.refresh_from_db()
    assert (impor.status, impor.ringkasan["jumlah"]) == (
        StatusImpor.DITERAPKAN,
        {"baru": 3, "berubah": 0, "sama": 0, "ditolak": 0},
    )
    jejak = JejakAudit.objects.get(aksi="impor.terapkan")
    assert (jejak.rincian["sha256"], jejak.alasan) == (impor.sha256, "Dicek dengan OPD.")


SALAH = [  # each on a village of its own
    ({"pembilang": 600}, "pembilang", "Pembilang tidak boleh melebihi penyebut."),
    (
        {"pembilang": 0, "penyebut": 0},
        "penyebut",
        "Penyebut tidak boleh nol; pilih “tidak berlaku” bila nihil.",
    ),
    ({"pembilang": -1}, "pembilang", "Angka tidak boleh negatif."),
    ({"pembilang": 37.5}, "pembilang", "37,5 bukan bilangan bulat."),
    (
        {"pembilang": "0.125"},
        "pembilang",
        "“0.125”: titik adalah pemisah ribuan. Untuk pecahan gunakan koma: 0,125.",
    ),
    (
        {"penyebut": "1,204"},
        "penyebut",
        "“1,204” dapat berarti 1204 atau pecahan. Tulis 1204 atau bilangan bulat lain tanpa koma.",
    ),
    ({"penyebut": None}, "penyebut", "Penyebut belum diisi."),
    (
        {"pembilang": None, "penyebut": None},
        "pembilang",
        "Isi pembilang dan penyebut, atau alasan mengapa tidak tersedia.",
    ),
    (
        {"tidak_tersedia_alasan": "Belum didata"},
        "tidak_tersedia_alasan",
        "Isi angkanya atau pilih alasan kosong, tidak keduanya.",
    ),
    ({"nilai": 5}, "nilai", "Indikator ini memerlukan pembilang dan penyebut."),
    (
        {"indikator": "IDM", "pembilang": None, "penyebut": None, "nilai": "1.250"},
        "nilai",
        "“1.250” dapat berarti 1250 atau 1,25. Tulis 1250 atau 1,25.",
    ),
    (
        {"indikator": "APA"},
        "kode_indikator",
        "Indikator APA tidak dikenal atau tidak ditanyakan pada Putaran 1 (awal).",
    ),
    ({"indikator": None}, "kode_indikator", "Kode indikator belum diisi."),
    ({"kode": "33.18.99.2001"}, "kode_desa", "Kode desa 33.18.99.2001 tidak dikenal."),
    (
        {"kode": 3.318162012e15},
        "kode_desa",
        "Kode ini tersimpan sebagai angka dan sudah dibulatkan oleh Excel. "
        "Ubah format kolom menjadi Teks, lalu ketik ulang kodenya.",
    ),
    (
        {"kode": KAJEN, "nama_desa": "Ngemplak Kidul"},
        "nama_desa",
        "Kode 33.18.16.2012 adalah Kajen (Kecamatan Margoyoso), bukan Ngemplak Kidul.",
    ),
    (
        {"kode": KAJEN, "kecamatan": "Gembong"},
        "kecamatan",
        "Kode 33.18.16.2012 adalah Kajen (Kecamatan Margoyoso), bukan Kecamatan Gembong.",
    ),
    (
        {"kode": "33.18.16.2003", "nama_desa": "Tunjungrejo"},
        "nama_desa",
        "Kode 33.18.16.2003 adalah Tanjungrejo (Kecamatan Margoyoso), bukan Tunjungrejo.",
    ),
    (
        {"kode": None, "nama_desa": "Sidomukti"},
        "kecamatan",
        "Kecamatan kosong, sedangkan desa Sidomukti ada di 2 kecamatan: Gembong, Margoyoso. "
        "Isi kecamatan atau kode desanya.",
    ),
    (
        {"kode": None, "nama_desa": "Kajen", "kecamatan": "Gembong"},
        "nama_desa",
        "Desa Kajen tidak dikenal di Kecamatan Gembong.",
    ),
    (
        {"kode": None, "nama_desa": "Kajen", "kecamatan": "Margo"},
        "kecamatan",
        "Kecamatan Margo tidak dikenal.",
    ),
    (
        {"kode": None},
        "kode_desa",
        "Isi kode desa, atau nama desa beserta kecamatannya.",
    ),
    (
        {"tanggal_survei": "31/02/2026"},
        "tanggal_survei",
        "Tanggal “31/02/2026” tidak ada dalam kalender.",
    ),
    (
        {"tanggal_survei": date(2999, 1, 1)},
        "tanggal_survei",
        "Tanggal rujukan belum terjadi.",
    ),
    (
        {"metode": "kira-kira"},
        "metode",
        "Metode tidak dikenal. Pilih: Sensus desa, Catatan administrasi, Sampel, Perkiraan.",
    ),
]


def test_bad_cells_refuse_their_rows_with_place_and_reason(kirim, wilayah):
    margoyoso = KecamatanFactory()
    baris_salah, harapan = [], []
    for nomor, (isi, kolom, pesan) in enumerate(SALAH, start=2):
        desa = DesaFactory(kecamatan=margoyoso, kode=f"33.18.16.{2100 + nomor}")
        baris_salah.append(baris(**{"kode": desa.kode} | isi))
        harapan.append((nomor, kolom, pesan))

    client, impor = kirim(*baris_salah)

    assert galat(client, impor) == harapan
    halaman = client.get(reverse("inti:impor_detail", args=[impor.pk])).text
    assert all(escape(pesan) in halaman for _, _, pesan in harapan)
    assert "Tidak ada baris yang dapat diterapkan." in halaman
    terapkan(client, impor, lewati_galat="on")
    assert not Survei.objects.exists()


def test_every_error_is_told_in_one_pass(kirim):
    client, impor = kirim(
        baris(pembilang=600, tanggal_survei="12/25/2025"),
        baris("33.18.99.2001", "APA"),
        baris(NGEMPLAK),
    )
    assert galat(client, impor) == [
        (2, "tanggal_survei", "“12/25/2025”: bulan tidak dikenal. Tanggal ditulis hari/bulan/tahun."),
        (2, "pembilang", "Pembilang tidak boleh melebihi penyebut."),
        (3, "kode_desa", "Kode desa 33.18.99.2001 tidak dikenal."),
        (3, "kode_indikator", "Indikator APA tidak dikenal atau tidak ditanyakan pada Putaran 1 (awal)."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ({"kode": None, "nama_desa": " DESA  KAJEN"}, KAJEN),
        ({"kode": None, "nama_desa": "Sidomukti", "kecamatan": "kec. GEMBONG"}, "33.18.13.2020"),
        ({"kode": None, "nama_desa": "Klakah Kasian"}, "33.18.13.2009"),
        ({"kode": None, "nama_desa": "Tunjungrejo", "kecamatan": "Margoyoso"}, "33.18.16.2019"),
        ({"kode": 3318162012}, KAJEN),
        ({"kode": "'33.18.16.2012", "nama_desa": "Kajen"}, KAJEN),
        ({"kode": "3318160011"}, KAJEN),
        ({"kode": "33.18.13.2009", "nama_desa": "klakah kasian"}, "33.18.13.2009"),
    ],
)
def test_village_is_found_by_code_name_or_alias(kirim, isi, kode):
    client, impor = kirim(baris(**isi))
    simpan_semua(client, impor)
    assert Survei.objects.get().desa.kode == kode


def test_same_village_and_indicator_twice_refuses_both(kirim):
    client, impor = kirim(baris(), baris(NGEMPLAK), baris(pembilang=65))
    assert galat(client, impor) == [
        (2, "", "Desa dan indikator ini tertulis lebih dari sekali: lihat juga baris 4."),
        (4, "", "Desa dan indikator ini tertulis lebih dari sekali: lihat juga baris 2."),
    ]


@pytest.mark.parametrize(
    ("teks", "alasan", "keterangan"),
    [
        ("Belum didata", AlasanKosong.BELUM_DIDATA, ""),
        ("tidak_berlaku", AlasanKosong.TIDAK_BERLAKU, ""),
        ("Posyandu tidak buka", AlasanKosong.TIDAK_DAPAT_DIPEROLEH, "Posyandu tidak buka"),
    ],
)
def test_missing_numbers_with_a_reason_are_an_answer(kirim, teks, alasan, keterangan):
    client, impor = kirim(baris(pembilang=None, penyebut=None, tidak_tersedia_alasan=teks))
    simpan_semua(client, impor)
    nilai = NilaiIndikator.objects.get(versi_indikator__indikator__kode="RTLH")
    assert (nilai.alasan_kosong, nilai.keterangan_kosong) == (alasan, keterangan)


def test_title_rows_any_order_and_unknown_columns(sign_in, putaran, tmp_path):
    wb = openpyxl.Workbook()
    wb.active.title = "Survei"
    wb.active["A1"] = "HASIL SURVEI AWAL KABUPATEN PATI"
    wb.active.merge_cells("A1:F1")
    wb.active["A2"] = "Keadaan Januari 2026"
    wb.active.merge_cells("A2:F2")
    for nomor, isi in enumerate(
        (["No", "Penyebut (KK)", "PEMBILANG", "Indikator", "Kode Desa", "Petugas"],
         [1, 512, "64,0", "RTLH", KAJEN, "Budi"]), start=4,
    ):  # fmt: skip
        for kolom, nilai in enumerate(isi, start=1):
            wb.active.cell(nomor, kolom, nilai)
    wb.create_sheet("Catatan")["A1"] = "apa saja"
    wb.save(tmp_path / "a.xlsx")
    client = sign_in("sekretariat")
    impor = unggah(client, "survei", tmp_path / "a.xlsx", putaran=putaran.pk)

    hasil = lihat(client, impor)

    assert (hasil.tabel.lembar.nama, hasil.tabel.baris_tajuk, hasil.tabel.tak_dikenal) == (
        "Survei",
        4,
        ("Petugas (kolom F)",),
    )
    assert [(b.nomor, b.baru, b.status) for b in hasil.baris] == [
        (5, "64 dari 512 (12,5%)", "baru")
    ]


def test_petugas_imports_only_villages_its_opd_mentors_today(kirim, petugas):
    orang = petugas(desa=Desa.objects.get(kode=KAJEN))
    client, impor = kirim(baris(), baris(NGEMPLAK), oleh=orang)
    assert galat(client, impor) == [
        (3, "kode_desa", "Desa Ngemplak Kidul tidak sedang didampingi OPD Anda.")
    ]
    terapkan(client, impor, lewati_galat="on", setuju="on", alasan="Diperiksa.")
    assert [s.desa.kode for s in Survei.objects.all()] == [KAJEN]


# --- What is there already --------------------------------------------------------------------
def verifikasi_semua():
    for survei in Survei.objects.filter(status=StatusSurvei.DIAJUKAN):
        workflows.verifikasi(survei, oleh=PenggunaFactory(peran="sekretariat"))


def test_changed_value_opens_a_revision_and_the_old_one_stays_in_force(kirim, putaran):
    simpan_semua(*kirim(baris(), baris(NGEMPLAK)))
    verifikasi_semua()
    client, impor = kirim(baris(pembilang=60), baris(NGEMPLAK))

    hasil = lihat(client, impor)

    assert [(b.status, b.lama, b.baru) for b in hasil.baris] == [
        ("berubah", "64 dari 512 (12,5%)", "60 dari 512 (11,7%)"),
        ("sama", "64 dari 512 (12,5%)", "64 dari 512 (12,5%)"),
    ]
    terapkan(client, impor)
    assert list(
        Survei.objects.order_by("desa__kode", "revisi").values_list(
            "desa__kode", "revisi", "status", "berlaku"
        )
    ) == [
        (KAJEN, 1, "diverifikasi", True),
        (KAJEN, 2, "diajukan", False),
        (NGEMPLAK, 1, "diverifikasi", True),
    ]


def test_village_waiting_for_verification_is_not_overwritten(kirim):
    simpan_semua(*kirim(baris()))
    client, impor = kirim(baris(pembilang=60), baris(NGEMPLAK))
    assert galat(client, impor) == [
        (2, "", "Survei desa ini sedang menunggu verifikasi. Tarik dulu survei itu, "
         "atau minta pemeriksa mengembalikannya."),
    ]  # fmt: skip


def test_open_draft_takes_the_values_instead_of_a_second_revision(kirim, putaran, rtlh, umkm):
    simpan_semua(*kirim(baris(), ajukan=""))
    assert Survei.objects.get().status == StatusSurvei.DRAF
    client, impor = kirim(baris(indikator="IDM", pembilang=None, penyebut=None, nilai=0.5))
    simpan_semua(client, impor)

    survei = Survei.objects.get()
    assert (survei.status, survei.revisi, survei.nilai.count()) == (StatusSurvei.DIAJUKAN, 1, 2)


def test_same_values_in_a_draft_are_submitted_without_being_changed(kirim):
    simpan_semua(*kirim(baris(), ajukan=""))
    client, impor = kirim(baris())
    hasil = lihat(client, impor)
    assert (hasil.jumlah["sama"], hasil.temuan.akibat) == (
        1,
        ("1 survei desa diajukan untuk diverifikasi.",),
    )
    simpan_semua(client, impor)
    assert Survei.objects.get().status == StatusSurvei.DIAJUKAN


def test_same_file_again_changes_nothing_and_says_so(kirim, putaran, tmp_path):
    simpan_semua(*kirim(baris(), baris(NGEMPLAK)))
    sebelum = list(NilaiIndikator.objects.order_by("pk").values())
    client, impor = kirim(baris(), baris(NGEMPLAK))

    assert impor is None
    assert "Berkas ini tidak mengubah apa pun: 2 baris sama" in client.get("/impor/").text
    assert list(NilaiIndikator.objects.order_by("pk").values()) == sebelum
    assert JejakAudit.objects.filter(aksi="impor.tanpa_perubahan").count() == 1


def test_columns_the_file_lacks_keep_what_is_stored(kirim):
    simpan_semua(*kirim(baris(metode="Sampel"), ajukan=""))
    tajuk = ["kode_desa", "kode_indikator", "pembilang", "penyebut"]
    client, impor = kirim([KAJEN, "RTLH", 60, 512], tajuk=tajuk, ajukan="")
    terapkan(client, impor)
    nilai = NilaiIndikator.objects.get()
    assert (nilai.pembilang, nilai.sumber, nilai.metode) == (60, "Pendataan desa", "sampel")


def test_village_that_the_round_does_not_ask_is_refused(kirim):
    desa = DesaFactory(kecamatan=KecamatanFactory(), kode="33.18.16.2098")

    client, impor = kirim(baris(desa.kode))

    pesan = "Putaran 1 (awal) tidak menanyakan desa ini; lihat daftar sasarannya."
    assert galat(client, impor) == [(2, "kode_desa", pesan)]


# --- Warnings ---------------------------------------------------------------------------------
@pytest.fixture
def lanjutan(putaran, rtlh, umkm):
    return PutaranFactory(
        periode=putaran.periode,
        nomor=2,
        jenis="lanjutan",
        versi=[rtlh, umkm],
        tanggal_rujukan=date(2026, 6, 30),
    )


def test_jumps_need_a_tick_and_a_reason_that_stays_with_the_value(kirim, lanjutan):
    simpan_semua(*kirim(baris(), baris(NGEMPLAK)))
    verifikasi_semua()
    client, impor = kirim(baris(pembilang=200), baris(NGEMPLAK, penyebut=800), putaran=lanjutan.pk)

    assert [(b.nomor, c.kolom, c.pesan) for b, c in lihat(client, impor).peringatan] == [
        (2, "pembilang", "Berubah +212% dari sebelumnya (batas 30%)."),
        (3, "pembilang", "Berubah −36% dari sebelumnya (batas 30%)."),
        (3, "penyebut", "Penyebut berubah +56% dari sebelumnya."),
    ]
    halaman = terapkan(client, impor)
    assert "Centang bahwa peringatan sudah diperiksa." in halaman.text
    assert "Tuliskan alasan mengapa peringatan boleh dilewati." in halaman.text
    assert not Survei.objects.filter(putaran=lanjutan).exists()

    terapkan(client, impor, setuju="on", alasan="Pendataan ulang sesudah banjir.")

    assert set(
        NilaiIndikator.objects.filter(
            survei__putaran=lanjutan, versi_indikator__indikator__kode="RTLH"
        ).values_list("alasan_lonjakan", flat=True)
    ) == {"Pendataan ulang sesudah banjir."}


def test_reason_in_the_file_answers_the_jump(kirim, lanjutan):
    simpan_semua(*kirim(baris()))
    verifikasi_semua()
    client, impor = kirim(
        [*baris(pembilang=200), "Banjir"], tajuk=[*TAJUK, "Alasan lonjakan"], putaran=lanjutan.pk
    )
    assert lihat(client, impor).peringatan == []


def test_blanks_and_missing_sources_are_announced(kirim):
    client, impor = kirim(baris(sumber=None), baris(NGEMPLAK, "IDM", None, None, nilai=0.5))
    hasil = lihat(client, impor)
    assert [(b.nomor, c.kolom, c.pesan) for b, c in hasil.peringatan] == [
        (2, "sumber", "Sumber angka belum diisi.")
    ]
    assert hasil.temuan.peringatan == (
        "IDM dicatat “belum didata” pada Kajen.",
        "RTLH dicatat “belum didata” pada Ngemplak Kidul.",
    )


# --- Rounds, decisions, undo ------------------------------------------------------------------
def test_closed_round_refuses_the_upload(sign_in, putaran, tmp_path):
    putaran.tutup = timezone.localdate() - timedelta(days=1)
    putaran.save()
    path = buku(tmp_path / "survei.xlsx", [TAJUK, baris()])
    response = unggah(sign_in("sekretariat"), "survei", path, putaran=putaran.pk, mentah=True)
    assert (
        f"Putaran 1 (awal) sudah ditutup sejak {putaran.tutup:%d-%m-%Y}. "
        "Minta pengecualian kepada Sekretariat TKPK." in response.text
    )
    assert (Survei.objects.count(), Impor.objects.count()) == (0, 0)


def test_exception_opens_a_closed_round_for_its_village_alone(kirim, putaran):
    putaran.tutup = timezone.localdate() - timedelta(days=1)
    putaran.save()
    pengecualian = PengecualianKunciFactory(putaran=putaran, desa__kode="33.18.16.2099")
    desa_ditanya(putaran, pengecualian.desa)
    client, impor = kirim(baris(), baris(pengecualian.desa.kode))
    assert galat(client, impor) == [
        (2, "kode_desa", "Putaran 1 (awal) sudah ditutup untuk desa Kajen.")
    ]


def test_round_closed_between_preview_and_confirmation(kirim, putaran):
    client, impor = kirim(baris())
    sidik = lihat(client, impor).sidik
    kunci(putaran, oleh=PenggunaFactory(peran="sekretariat"))

    halaman = terapkan(client, impor, sidik=sidik, setuju="on", alasan="x")

    assert "Putaran 1 (awal) sudah dikunci. Minta pengecualian" in halaman.text
    assert (Survei.objects.count(), Impor.objects.get().status) == (0, StatusImpor.DIPERIKSA)


def test_data_that_moved_since_the_preview_is_shown_and_not_overwritten(kirim, putaran, rtlh):
    client, impor = kirim(baris(), ajukan="")
    sidik = lihat(client, impor).sidik
    lain = Isian(rtlh.pk, Decimal(1), Decimal(512), sumber="lain")
    workflows.simpan(putaran, Desa.objects.get(kode=KAJEN), [lain], oleh=PenggunaFactory())

    halaman = terapkan(client, impor, sidik=sidik)

    assert "Data berubah sejak pratinjau dibuat." in halaman.text
    assert "1 dari 512 (0,2%)" in halaman.text
    assert NilaiIndikator.objects.get().pembilang == 1


def test_valid_rows_alone_need_an_explicit_choice_and_their_village_stays_draft(kirim):
    client, impor = kirim(
        baris(), baris(indikator="IDM", pembilang=None, penyebut=None, nilai="x"), baris(NGEMPLAK)
    )
    halaman = terapkan(client, impor, setuju="on", alasan="x")
    assert "Centang untuk menerapkan tanpa baris yang ditolak." in halaman.text
    assert not Survei.objects.exists()

    terapkan(client, impor, lewati_galat="on", setuju="on", alasan="x")

    assert dict(Survei.objects.values_list("desa__kode", "status")) == {
        KAJEN: StatusSurvei.DRAF,
        NGEMPLAK: StatusSurvei.DIAJUKAN,
    }
    assert "“x” bukan angka." in client.get(reverse("inti:impor_detail", args=[impor.pk])).text


def test_undo_restores_exactly_what_was_there(kirim):
    simpan_semua(*kirim(baris(), ajukan=""))
    tetap = ["pembilang", "penyebut", "alasan_kosong", "sumber", "tanggal"]
    sebelum = list(NilaiIndikator.objects.values_list(*tetap))
    client, impor = kirim(baris(pembilang=60), baris(NGEMPLAK))
    simpan_semua(client, impor)
    assert Survei.objects.filter(status=StatusSurvei.DIAJUKAN).count() == 2

    halaman = client.post(reverse("inti:impor_urungkan", args=[impor.pk]), follow=True)

    assert "Impor diurungkan. Data kembali seperti sebelumnya." in halaman.text
    kajen, ngemplak = Survei.objects.order_by("desa__kode")
    assert (kajen.status, kajen.diajukan_pada) == ("draf", None)
    assert list(kajen.nilai.values_list(*tetap)) == sebelum
    # What was submitted once stays, withdrawn and empty (rule 7); a mere draft would be gone.
    assert (ngemplak.status, ngemplak.nilai.count()) == ("draf", 0)
    assert ngemplak.diajukan_pada is not None
    impor.refresh_from_db()
    assert impor.status == StatusImpor.DIURUNGKAN


def test_undo_of_a_submitted_revision_leaves_it_with_what_is_in_force(kirim):
    simpan_semua(*kirim(baris()))
    asal = Survei.objects.get()
    workflows.verifikasi(asal, oleh=PenggunaFactory(peran="sekretariat"))
    client, impor = kirim(baris(pembilang=60))
    simpan_semua(client, impor)
    client.post(reverse("inti:impor_urungkan", args=[impor.pk]))

    revisi = Survei.objects.get(revisi=2)
    tetap = ["versi_indikator", "pembilang", "penyebut", "alasan_kosong", "sumber", "tanggal"]
    assert (revisi.status, revisi.berlaku) == ("draf", False)
    assert set(revisi.nilai.values_list(*tetap)) == set(asal.nilai.values_list(*tetap))


def test_undo_is_refused_once_somebody_has_gone_on(kirim):
    client, impor = kirim(baris(), baris(NGEMPLAK))
    simpan_semua(client, impor)
    workflows.verifikasi(
        Survei.objects.get(desa__kode=KAJEN), oleh=PenggunaFactory(peran="sekretariat")
    )
    halaman = client.post(reverse("inti:impor_urungkan", args=[impor.pk]), follow=True)
    assert (
        "Data sudah diubah setelah impor ini, jadi tidak dapat diurungkan: Desa Kajen."
        in halaman.text
    )
    assert Survei.objects.count() == 2
