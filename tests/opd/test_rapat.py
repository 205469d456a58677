"""Meetings: invitation, attendance, minutes and their PDF; every rule that holds them together."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.models import JejakAudit
from opd.choices import StatusRapat
from opd.models import KehadiranRapat, Rapat
from opd.workflows import rapat as workflows
from opd.workflows import tindak_lanjut
from tests.daftar import isi_daftar
from tests.factories.akun import PenggunaFactory
from tests.factories.bulanan import KehadiranRapatFactory, RapatFactory, TindakLanjutFactory
from tests.factories.desa import PeriodeFactory
from tests.factories.opd import OPDFactory, PenugasanFactory
from tests.pdf import baca_pdf


pytestmark = pytest.mark.django_db

HARI_INI = timezone.localdate()
BESOK = HARI_INI + timedelta(days=1)
NOTULEN = "Disperkim melengkapi daftar 12 rumah."


def alamat(nama, *args):
    return reverse(f"opd:{nama}", args=args)


def test_a_meeting_from_its_invitation_to_signed_minutes(sign_in, petugas):
    pendamping, lain = petugas(), OPDFactory(singkatan="Bappeda")
    opd = pendamping.penugasan.opd
    client = sign_in("sekretariat")

    assert list(client.get(alamat("rapat_create")).context["form"]["opd"].value()) == [opd.pk]
    isian = {
        "judul": "Rakor triwulan IV",
        "tanggal": HARI_INI.isoformat(),
        "jam": "09:30",
        "tempat": "Ruang Pragola",
        "agenda": "Kemajuan rumah tidak layak huni",
        "opd": [opd.pk, lain.pk],
    }
    client.post(alamat("rapat_create"), isian)
    rapat = Rapat.objects.get()
    client.post(alamat("rapat_edit", rapat.pk), isian | {"tempat": "Ruang Kembang Joyo"})
    tidak = client.post(alamat("rapat_selesaikan", rapat.pk), {"notulen": NOTULEN})
    hadir = {f"status_{opd.pk}": "hadir", f"status_{lain.pk}": "izin", f"wakil_{lain.pk}": ""}
    tanpa_nama = client.post(alamat("rapat_kehadiran", rapat.pk), hadir)
    client.post(alamat("rapat_kehadiran", rapat.pk), hadir | {f"wakil_{opd.pk}": "Sri Contoh"})
    client.post(
        alamat("rapat_tindak_lanjut", rapat.pk),
        {
            "uraian": "Serahkan daftar rumah",
            "opd": opd.pk,
            "pemilik": pendamping.pk,
            "desa": pendamping.penugasan.desa_id,
            "tenggat": BESOK.isoformat(),
        },
    )
    assert client.get(alamat("rapat_notulen", rapat.pk)).url == alamat("rapat_detail", rapat.pk)
    client.post(alamat("rapat_selesaikan", rapat.pk), {"notulen": NOTULEN})

    assert "Catat dahulu kehadiran" in tidak.text
    assert "tulis nama yang hadir" in tanpa_nama.text
    rapat.refresh_from_db()
    assert (rapat.status, rapat.tempat, rapat.ditutup_oleh) == (
        StatusRapat.SELESAI, "Ruang Kembang Joyo", client.pengguna,
    )  # fmt: skip
    assert set(rapat.kehadiran.values_list("opd", "status", "wakil")) == {
        (opd.pk, "hadir", "Sri Contoh"), (lain.pk, "izin", ""),
    }  # fmt: skip
    assert [j.aksi for j in JejakAudit.objects.order_by("pk")] == [
        "rapat.jadwalkan",
        "rapat.ubah",
        "rapat.catat_kehadiran",
        "tindak_lanjut.buat",
        "rapat.selesaikan",
    ]
    unduhan = sign_in(pendamping).get(alamat("rapat_notulen", rapat.pk))
    assert unduhan["Content-Type"] == "application/pdf"
    ukuran, notulen = baca_pdf(unduhan.content)
    assert ukuran == (595, 842)  # A4
    for teks in (
        "Notulen: Rakor triwulan IV",
        "pukul 09.30 WIB, Ruang Kembang Joyo",
        "Kemajuan rumah tidak layak huni",
        NOTULEN,
        f"{BESOK:%d-%m-%Y}",
        "Sri Contoh",
        client.pengguna.nama,
    ):
        assert teks in notulen


def test_an_uninvited_agency_knows_nothing_of_a_meeting(sign_in, petugas):
    diundang, bukan = petugas(), petugas()
    rapat = KehadiranRapatFactory(rapat__selesai=True, opd=diundang.penugasan.opd).rapat
    for nama in ("rapat_detail", "rapat_notulen"):
        assert sign_in(diundang).get(alamat(nama, rapat.pk)).status_code == 200
        assert sign_in(bukan).get(alamat(nama, rapat.pk)).status_code == 404
    assert sign_in(bukan).get(alamat("rapat_list")).context["jumlah"] == 0


def test_a_meeting_ahead_is_not_closed_and_attendance_survives_a_change(sign_in):
    client, rapat = sign_in("sekretariat"), RapatFactory(tanggal=BESOK)
    hadir = KehadiranRapatFactory(rapat=rapat, hadir=True)
    KehadiranRapatFactory(rapat=rapat)
    baru = OPDFactory()

    with pytest.raises(AturanDilanggar, match="belum berlangsung"):
        workflows.selesaikan(rapat, notulen=NOTULEN, oleh=client.pengguna)
    workflows.ubah(rapat, [baru], oleh=client.pengguna, berubah=["opd"])

    assert set(rapat.kehadiran.values_list("opd", flat=True)) == {hadir.opd_id, baru.pk}


LANGKAH = {
    "ubah": {"opd": [], "berubah": []},
    "catat_kehadiran": {"kehadiran": {}},
    "selesaikan": {"notulen": NOTULEN},
    "batalkan": {"alasan": "Tidak cukup peserta."},
}


@pytest.mark.parametrize("langkah", LANGKAH)
@pytest.mark.parametrize("akhir", ["selesaikan", "batalkan"])
def test_a_closed_meeting_changes_no_more(langkah, akhir):
    rapat, oleh = RapatFactory(), PenggunaFactory()
    rapat = getattr(workflows, akhir)(rapat, **LANGKAH[akhir], oleh=oleh)

    with pytest.raises(TransisiTidakSah, match="sudah"):
        getattr(workflows, langkah)(rapat, **LANGKAH[langkah], oleh=oleh)
    baru = TindakLanjutFactory.build(rapat=rapat, opd=OPDFactory(), dibuat_oleh=None)
    if akhir == "batalkan":
        with pytest.raises(TransisiTidakSah, match="dibatalkan"):
            tindak_lanjut.buat(baru, oleh=oleh)
    else:
        assert tindak_lanjut.buat(baru, oleh=oleh).pk


def test_list_filters_screen_excel_and_count_alike(sign_in):
    periode = PeriodeFactory()
    selesai, jadwal = RapatFactory(periode=periode, selesai=True), RapatFactory(periode=periode)
    KehadiranRapatFactory(rapat=selesai, hadir=True)
    TindakLanjutFactory.create_batch(2, rapat=selesai)
    RapatFactory(periode__kabupaten__kode="33.19")
    client = sign_in("analis")

    def judul(**saringan):
        return isi_daftar(client, alamat("rapat_list"), saringan, "Rapat")

    assert judul() == sorted([selesai.judul, jadwal.judul])
    assert judul(status="selesai") == [selesai.judul]
    assert judul(status="dibatalkan") == []
    assert isi_daftar(client, alamat("rapat_list"), {}, "OPD hadir") == [0, 1]
    assert isi_daftar(client, alamat("rapat_list"), {}, "Belum selesai") == [0, 2]


def test_the_list_starts_with_the_newest_meeting(sign_in):
    periode = PeriodeFactory()
    lama, nanti, besok = (
        RapatFactory(periode=periode, tanggal=HARI_INI + timedelta(days=n)) for n in (-9, 7, 1)
    )
    tabel = sign_in("analis").get(alamat("rapat_list")).context["table"]

    assert [baris.record for baris in tabel.paginated_rows] == [nanti, besok, lama]


@pytest.mark.parametrize("jumlah", [1, 3])
@pytest.mark.parametrize(("nama", "kueri"), [("rapat_list", 4), ("rapat_detail", 6)])
def test_query_count(sign_in, nama, kueri, jumlah, django_assert_num_queries):
    rapat = RapatFactory()
    client = sign_in("sekretariat")
    if nama == "rapat_list":
        RapatFactory.create_batch(jumlah - 1, periode=rapat.periode)
    for _ in range(jumlah):
        KehadiranRapatFactory(rapat=rapat)
        TindakLanjutFactory(rapat=rapat, desa=PenugasanFactory().desa)
    args = [rapat.pk] if nama == "rapat_detail" else []
    with django_assert_num_queries(kueri):
        assert client.get(alamat(nama, *args)).status_code == 200


# Constraints ------------------------------------------------------------------------------------

KINI = timezone.now()


@pytest.mark.parametrize(
    ("pabrik", "kendala", "keadaan", "ubah"),
    [
        (RapatFactory, "ditutup_punya_waktu_dan_orang", {}, {"ditutup_pada": KINI}),
        (RapatFactory, "ditutup_punya_waktu_dan_orang", {"selesai": True}, {"ditutup_oleh": None}),
        (RapatFactory, "selesai_bernotulen", {"selesai": True}, {"notulen": ""}),
        (RapatFactory, "dibatalkan_beralasan", {"selesai": True}, {"status": "dibatalkan"}),
        (RapatFactory, "dibatalkan_beralasan", {}, {"alasan_batal": "Sepi."}),
        (KehadiranRapatFactory, "hadir_punya_wakil", {}, {"status": "hadir"}),
        (KehadiranRapatFactory, "hadir_punya_wakil", {"hadir": True}, {"status": "izin"}),
    ],
)
def test_constraint_refuses(pabrik, kendala, keadaan, ubah):
    objek = pabrik(**keadaan)
    model = type(objek)
    with (
        pytest.raises(IntegrityError, match=f"opd_{model._meta.model_name}_{kendala}"),
        transaction.atomic(),
    ):
        model.objects.filter(pk=objek.pk).update(**ubah)


def test_an_agency_is_invited_once():
    ada = KehadiranRapatFactory()
    cocok = "sekali_per_opd|kehadiranrapat.rapat_id"  # SQLite names the columns
    with pytest.raises(IntegrityError, match=cocok), transaction.atomic():
        KehadiranRapat.objects.create(rapat=ada.rapat, opd=ada.opd)
