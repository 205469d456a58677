"""The audit page."""

import ast
import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import load_workbook

from akun import kalimat
from akun.views import audit
from inti.models import JejakAudit
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import PeriodeFactory
from tests.factories.inti import JejakAuditFactory


pytestmark = pytest.mark.django_db
AKSI = re.compile(r"[a-z_]*\.[a-z_]*")  # and no sentence that is stored


def peristiwa(client, **saringan):
    tabel = client.get(reverse("akun:audit_list"), saringan).context["table"]
    return [baris.get_cell("kalimat") for baris in tabel.rows]


def jejak(pada=None, **kwargs):
    baris = JejakAuditFactory(**kwargs)
    if pada:  # the field is set by the database's clock
        JejakAudit.objects.filter(pk=baris.pk).update(pada=pada)
    return baris


def test_admin_reads_sentences_latest_first(sign_in):
    jejak(aksi="survei.ajukan", pelaku_nama="Siti", objek_nama="Soneyan, putaran 2")
    jejak(
        aksi="pengguna.atur_ulang_sandi",
        objek_jenis="akun.pengguna",
        pelaku_nama="Budi",
        objek_nama="Siti",
        alasan="Lupa",
        rincian={"berubah": ["nama", "nip"]},
    )
    client = sign_in("admin")
    assert peristiwa(client) == [
        "Budi mengatur ulang kata sandi akun Siti",
        "Siti mengajukan survei Soneyan, putaran 2",
    ]
    html = client.get(reverse("akun:audit_list")).text
    assert "berubah: nama, nip" in html
    assert "Lupa" in html


def test_sekretariat_reads_the_programme_of_its_running_period_only(sign_in):
    PeriodeFactory()  # 2021–2030
    jejak(aksi="survei.ajukan", objek_nama="kini")
    jejak(aksi="survei.ajukan", objek_nama="lama", pada=datetime(2019, 5, 1, tzinfo=UTC))
    jejak(aksi="pengguna.buat", objek_jenis="akun.pengguna", objek_nama="akun")
    jejak(aksi="indikator.versi_baru", objek_jenis="desa.indikator", objek_nama="induk")
    assert peristiwa(sign_in("sekretariat")) == ["Siti Contoh mengajukan survei kini"]


def test_nobody_reads_another_kabupaten(sign_in):
    jejak(kabupaten_kode="33.19")
    assert peristiwa(sign_in("admin")) == []


def test_filters(sign_in):
    client, siti = sign_in("admin"), PenggunaFactory(nama="Siti")
    lama = datetime(2026, 1, 5, 16, 59, tzinfo=UTC)  # 5 January 23.59 in Jakarta
    jejak(aksi="survei.ajukan", pelaku_nama="A", objek_nama="Soneyan", pada=lama)
    jejak(aksi="survei.verifikasi", pelaku_nama="B", objek_nama="Bumiayu", pelaku_id=siti.pk)
    jejak(aksi="opd.ganti_nama", objek_jenis="opd.opd", pelaku_nama="C", objek_nama="Dinkes")
    jejak(aksi="penugasan.ubah", pelaku_nama="D", objek_nama="Dinkes → Bumiayu")

    def pelaku(**saringan):
        return "".join(teks[0] for teks in peristiwa(client, **saringan))

    assert pelaku() == "DCBA"
    assert pelaku(objek="survei") == "BA"
    assert pelaku(langkah="ajukan") == "A"
    assert pelaku(langkah="opd.ganti_nama") == "C"
    assert pelaku(pelaku=siti.pk) == "B"
    assert pelaku(q="bumi") == "DB"
    assert pelaku(sampai="2026-01-05") == "A"
    assert pelaku(dari="2026-01-06") == "DCB"
    assert pelaku(dari="2026-01-05", sampai="2026-01-05", objek="survei") == "A"


def test_bad_date_is_told_and_filters_nothing(sign_in):
    jejak()
    response = sign_in("admin").get(reverse("akun:audit_list"), {"dari": "31-02-2026"})
    assert "Masukkan tanggal yang valid." in response.text
    assert response.context["jumlah"] == 1


def test_workbook_carries_the_parts_of_the_sentence(sign_in):
    jejak(aksi="survei.ajukan", pelaku_nama="=Siti", objek_nama="Soneyan", alasan="Lengkap")
    response = sign_in("admin").get(reverse("akun:audit_list"), {"unduh": "xlsx"})
    buku = load_workbook(BytesIO(b"".join(response.streaming_content)))
    baris = list(buku.worksheets[-1].iter_rows(values_only=True))
    judul = next(i for i, b in enumerate(baris) if b[0] == "Waktu (WIB)")
    assert baris[judul] == ("Waktu (WIB)", "Pelaku", "Aksi", "Objek", "Alasan", "Rincian")
    assert baris[judul + 1][1:5] == ("=Siti", "mengajukan survei", "Soneyan", "Lengkap")


@pytest.mark.parametrize("jumlah", [1, 3])
def test_query_count(sign_in, jumlah, django_assert_num_queries):
    for _ in range(jumlah):
        jejak()
    client = sign_in("admin")
    client.get(reverse("akun:profil"))  # settles the idle mark in the session
    with django_assert_num_queries(5):  # session, pengguna, count, choices of people, page
        response = client.get(reverse("akun:audit_list"))
    assert len(response.context["table"].rows) == jumlah


def test_count_and_pages_stop_at_the_limit(sign_in, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(audit, "BATAS", 30)
    for _ in range(40):
        jejak()
    client = sign_in("admin")
    with django_assert_max_num_queries(8) as queries:
        response = client.get(reverse("akun:audit_list"), {"page": 2})
    assert (response.context["jumlah"], len(response.context["table"].page)) == (30, 5)
    assert "Hanya 30 peristiwa terbaru" in response.text
    hitung = next(q["sql"] for q in queries.captured_queries if "COUNT" in q["sql"])
    assert "LIMIT 30" in hitung


def aksi_di_kode():
    """Every "<noun>.<step>" that is handed to inti.audit, read from the source."""
    for akar in ("akun", "desa", "opd", "dtks", "laporan", "terbuka", "inti"):
        for jalur in (settings.BASE_DIR / akar).rglob("*.py"):
            for simpul in ast.walk(ast.parse(jalur.read_text())):
                if isinstance(simpul, ast.Call):
                    nama = getattr(simpul.func, "attr", getattr(simpul.func, "id", ""))
                    nilai = [k.value for k in simpul.keywords if k.arg == "aksi"]
                    nilai += simpul.args[:1] if nama in {"catat", "catat_banyak"} else []
                    for bagian in (t for n in nilai for t in ast.walk(n)):
                        if isinstance(bagian, ast.Constant) and AKSI.fullmatch(str(bagian.value)):
                            yield bagian.value


def test_every_step_in_the_code_has_words():
    aksi = set(aksi_di_kode()) - {
        "serah_terima.",
        "laporan_bulanan.",
        "tindak_lanjut.",
        "temuan.",
        "usulan.",
        "insiden.",
        ".catat",  # the noun comes before: inti.impor.banyak
        ".ubah",
        ".urungkan_impor",
    }  # the step follows
    assert len(aksi) > 40
    assert {a for a in aksi if not kalimat.is_dikenal(a)} == set()


@pytest.mark.parametrize(
    ("aksi", "teks"),
    [
        ("survei.ajukan", "mengajukan survei"),
        ("opd.ganti_nama", "mengganti nama OPD"),
        ("serah_terima.diterima", "menerima serah terima"),
        ("barang_baru.lempar_jauh", "lempar jauh barang baru"),
    ],
)
def test_sentence_of_a_step(aksi, teks):
    assert kalimat.sebut_aksi(aksi) == teks
