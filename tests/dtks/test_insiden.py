"""The register of breaches: recorded, handled, told within 3×24 hours, closed."""

from datetime import timedelta
from io import BytesIO
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from dtks.choices import StatusInsiden
from dtks.models import InsidenData
from dtks.workflows import insiden as workflows
from inti.exceptions import TransisiTidakSah
from inti.models import JejakAudit, Pemberitahuan
from tests.factories.akun import PenggunaFactory
from tests.factories.dtks import InsidenDataFactory
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db
S = StatusInsiden
JAM = timedelta(hours=1)
NIK = "3318991708800077"


def alamat(nama, insiden=None):
    return reverse(f"dtks:insiden_{nama}", args=[insiden.pk] if insiden else [])


def menit(waktu):
    """A moment as the browser's own field sends it."""
    return f"{timezone.localtime(waktu):%Y-%m-%dT%H:%M}"


def galat(response):
    return response.context and [p for s in response.context["form"].errors.values() for p in s]


def test_breach_from_record_to_closing_with_the_clock_on_the_home(sign_in):
    sekretariat = PenggunaFactory(peran="sekretariat")
    client, kini = sign_in("admin"), timezone.now().replace(second=0, microsecond=0)
    isi = {
        "versi": 1,
        "judul": "Laptop verifikator hilang",
        "diketahui_pada": menit(kini - 80 * JAM),
        "data_terungkap": "NIK, nama, dan alamat warga satu desa",
        "cara": "Tas dicuri di terminal.",
    }
    for salah, pesan in [
        ({"diketahui_pada": menit(kini + JAM)}, "Waktu diketahui belum terjadi."),
        (
            {"cara": f"KTP {NIK} terlihat"},
            "Jangan menulis NIK atau nomor KK; sebutkan jenis datanya saja.",
        ),
        ({"terjadi_pada": menit(kini)}, "Insiden diketahui sesudah terjadi, bukan sebelumnya."),
    ]:
        assert galat(client.post(alamat("create"), isi | salah)) == [pesan]
    client.post(alamat("create"), isi)
    insiden = InsidenData.objects.get()
    assert insiden.tenggat_pada == kini - 8 * JAM
    assert "lewat 8 jam" in client.get("/").text
    kabar = Pemberitahuan.objects.get()
    assert (kabar.penerima, kabar.tautan) == (sekretariat, alamat("detail", insiden))

    ubah = isi | {"jumlah_orang": "412", "diketahui_pada": menit(kini - 70.5 * JAM)}
    client.post(alamat("edit", insiden), ubah)
    assert "sisa 1 jam" in client.get("/").text
    assert galat(client.post(alamat("edit", insiden), ubah)) == [
        "Insiden ini baru saja diubah orang lain. Muat ulang, lalu ubah lagi."
    ]
    client.post(
        alamat("edit", insiden), ubah | {"versi": 2, "diketahui_pada": menit(kini - 80 * JAM)}
    )
    client.post(alamat("tangani", insiden), {"penanganan": "Akses dicabut, kunci diputar."})
    surat = client.get(alamat("surat", insiden))
    teks = PdfReader(BytesIO(surat.content)).pages[0].extract_text()
    for unsur in (isi["data_terungkap"], isi["cara"], "Akses dicabut", "Pasal 46", "412"):
        assert unsur in teks

    diberi_tahu = {
        "orang_diberitahu": menit(kini - JAM),
        "lembaga_diberitahu": menit(kini - 79 * JAM),
        "lembaga": "Kementerian Komunikasi dan Digital",
        "cara_memberitahu": "Surat 480/12/2026",
    }
    for salah, pesan in [
        ({}, "Lewat 3×24 jam; tuliskan alasan terlambatnya."),
        *(
            (
                {"orang_diberitahu": menit(waktu)},
                "Waktu memberi tahu: sesudah insiden diketahui, sampai sekarang.",
            )
            for waktu in (kini - 81 * JAM, kini + JAM)
        ),
    ]:
        assert galat(client.post(alamat("beritahukan", insiden), diberi_tahu | salah)) == [pesan]
    client.post(alamat("beritahukan", insiden), diberi_tahu | {"alasan_terlambat": "Alamat dicari"})
    assert "disampaikan sesudah tenggat" in client.get("/").text
    client.post(alamat("tutup", insiden), {"penutup": "Laptop dinas kini terenkripsi."})
    assert insiden.judul not in client.get("/").text
    assert "Laptop dinas kini terenkripsi." in client.get(alamat("detail", insiden)).text
    assert [j.aksi for j in JejakAudit.objects.order_by("pk") if j.aksi.startswith("insiden.")] == [
        *("insiden.catat", "insiden.ubah", "insiden.ubah"),
        *("insiden.tangani", "insiden.beritahukan", "insiden.tutup"),
    ]
    kepala, baris = baca_data(client.get(alamat("list"), {"unduh": "xlsx"}))
    unduhan = dict(zip(kepala, baris, strict=True))
    assert [unduhan[j] for j in ("Status", "Ketepatan", "Orang", "Kesimpulan", "Alasan terlambat")] == [
        "Ditutup", "lewat tenggat", 412, "Laptop dinas kini terenkripsi.", "Alamat dicari",
    ]  # fmt: skip


LANGKAH = {
    "ubah": lambda i, o: workflows.ubah(i, oleh=o, berubah=[], versi=i.versi),
    "tangani": lambda i, o: workflows.tangani(i, penanganan="Akses dicabut", oleh=o),
    "beritahukan": lambda i, o: workflows.beritahukan(
        i,
        orang_diberitahu=i.diketahui_pada,
        lembaga_diberitahu=i.diketahui_pada,
        lembaga="Kementerian",
        cara_memberitahu="Surat",
        oleh=o,
    ),
    "tutup": lambda i, o: workflows.tutup(i, penutup="Selesai", oleh=o),
    "nyatakan_bukan": lambda i, o: workflows.nyatakan_bukan(i, penutup="Terenkripsi", oleh=o),
}
KEADAAN = {
    S.DICATAT: {},
    S.DITANGANI: {"ditangani": True},
    S.DIBERITAHUKAN: {"diberitahukan": True},
    S.DITUTUP: {"diberitahukan": True, "selesai": True, "status": S.DITUTUP},
    S.BUKAN: {"selesai": True, "status": S.BUKAN},
}


def test_every_step_from_a_status_that_is_not_in_the_table_is_refused():
    assert (LANGKAH.keys(), KEADAAN.keys()) == (workflows.TRANSISI.keys(), set(S))
    for status, langkah in product(S, LANGKAH):
        insiden = InsidenDataFactory(**KEADAAN[status])
        asal, tujuan = workflows.TRANSISI[langkah]
        if status in asal:
            LANGKAH[langkah](insiden, insiden.dicatat_oleh)
            insiden.refresh_from_db()
            assert insiden.status == (tujuan or status)
        else:
            with pytest.raises(TransisiTidakSah, match=insiden.get_status_display()):
                LANGKAH[langkah](insiden, insiden.dicatat_oleh)


@pytest.mark.parametrize(
    ("kendala", "isian"),
    [
        ("terjadi_lalu_diketahui", {"terjadi_pada": timezone.now() + JAM}),
        ("tenggat_sesudah", {"tenggat_pada": timezone.now() - 99 * JAM}),
        ("ditangani_punya_waktu", {"status": S.DITANGANI}),
        ("ditangani_punya_waktu", {"ditangani": True, "penanganan": ""}),
        ("ditangani_punya_waktu", {"ditangani": True, "status": S.DICATAT}),
        ("diberitahukan_kepada", {"diberitahukan": True, "lembaga": ""}),
        ("diberitahukan_kepada", {"diberitahukan": True, "lembaga_diberitahu": None}),
        ("diberitahukan_kepada", {"ditangani": True, "orang_diberitahu": timezone.now()}),
        (
            "diberitahukan_kepada",
            {"diberitahukan": True, "orang_diberitahu": timezone.now() - 9 * JAM},
        ),
        (
            "terlambat_beralasan",
            {"diberitahukan": True, "orang_diberitahu": timezone.now() + 99 * JAM},
        ),
        ("selesai_punya_waktu", {"diberitahukan": True, "status": S.DITUTUP}),
        ("selesai_punya_waktu", {"selesai": True, "status": S.BUKAN, "penutup": ""}),
        ("selesai_punya_waktu", {"selesai": True}),
    ],
)
def test_constraint_refuses(kendala, isian):
    with pytest.raises(IntegrityError, match=kendala), transaction.atomic():
        InsidenDataFactory(**isian)


@pytest.mark.parametrize("banyak", [1, 3])
def test_list_costs_the_same_however_long(banyak, sign_in, django_assert_num_queries):
    InsidenDataFactory.create_batch(banyak)
    client = sign_in("sekretariat")
    client.get(alamat("list"))
    with django_assert_num_queries(4):  # session, pengguna, COUNT, page
        assert client.get(alamat("list")).text.count("Laptop verifikator") == banyak
