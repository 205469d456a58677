"""The programme through the door: periods, target lists, targets, landing page."""

from datetime import date

import pytest
from django.urls import reverse

from akun.choices import Peran
from desa.choices import StatusDaftar
from desa.models import ButirSasaran, DaftarSasaran, Periode, TargetIndikator
from inti.models import JejakAudit
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    IndikatorFactory,
    KecamatanFactory,
    PeriodeFactory,
    PutaranFactory,
    TargetIndikatorFactory,
    VersiIndikatorFactory,
)
from tests.factories.inti import KabupatenFactory
from tests.factories.opd import PenugasanFactory
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db


@pytest.fixture
def draf():
    return DaftarSasaranFactory(nama="Draf 2027")


def rows(response):
    return [row.record for row in response.context["table"].paginated_rows]


def url(nama, *args):
    return reverse(f"desa:{nama}", args=args)


def test_program_gathers_the_state_of_the_period(sign_in):
    daftar = DaftarSasaranFactory(ditetapkan=True, nama="SK 410")
    PenugasanFactory(desa=ButirSasaranFactory(daftar=daftar).desa)
    ButirSasaranFactory(daftar=daftar)
    PutaranFactory(nomor=7)
    TargetIndikatorFactory()

    response = sign_in("sekretariat").get(url("program"))

    angka = {
        "jumlah_penugasan": 1,
        "jumlah_tanpa_pendamping": 1,
        "jumlah_opd_tanpa_desa": 0,
        "jumlah_serah_terima": 0,
        "jumlah_target": 1,
        "jumlah_indikator": 1,
    }
    assert {nama: response.context[nama] for nama in angka} == angka
    for teks in ("SK 410", "2 desa", "Putaran 7", "Sedang diisi", "1 desa tanpa pendamping"):
        assert teks in response.text


def test_program_without_period_says_where_to_begin(sign_in):
    assert url("periode_create") in sign_in("sekretariat").get(url("program")).text
    assert "Sekretariat TKPK membuatnya" in sign_in("analis").get(url("program")).text


@pytest.mark.parametrize("jumlah", [1, 3])
def test_program_query_count(sign_in, jumlah, django_assert_num_queries):
    PeriodeFactory()
    DaftarSasaranFactory.create_batch(jumlah)
    PutaranFactory.create_batch(jumlah)
    client = sign_in("sekretariat")
    with django_assert_num_queries(11):
        client.get(url("program"))


PENULIS = {Peran.SEKRETARIAT: 200}


@pytest.mark.parametrize("peran", list(Peran))
@pytest.mark.parametrize(
    "nama", ["periode_create", "daftar_create", "target_create", "daftar_edit", "butir_create"]
)
def test_program_is_written_by_the_sekretariat_only(sign_in, draf, peran, nama):
    args = [draf.pk] if nama in ("daftar_edit", "butir_create") else []

    response = sign_in(peran).get(url(nama, *args))

    assert response.status_code == PENULIS.get(peran, 403)


def test_periode_create_edit_and_delete(sign_in):
    client = sign_in("sekretariat")
    isi = {
        "nama": "2027–2029",
        "mulai": "2027-01-01",
        "selesai": "2029-12-31",
        "dasar_hukum": "",
        "tanggal_laporan": "10",
    }

    client.post(url("periode_create"), isi)
    periode = Periode.objects.get()
    client.post(url("periode_edit", periode.pk), isi | {"dasar_hukum": "Perbup 5/2026"})
    periode.refresh_from_db()
    assert (periode.kabupaten, periode.dasar_hukum) == (
        client.pengguna.kabupaten,
        "Perbup 5/2026",
    )

    client.post(url("periode_delete", periode.pk))
    assert not Periode.objects.exists()
    assert [j.aksi for j in JejakAudit.objects.all()] == [
        "periode.hapus",
        "periode.ubah",
        "periode.buat",
    ]


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"mulai": "2027-03-02"}, "Putaran 1 (awal) akan berada di luar 02-03-2027"),
        ({"selesai": "2029-06-29"}, "→ Desa Soneyan akan berada di luar 01-01-2027 sampai 29-06"),
        ({"mulai": "2028-01-01", "selesai": "2028-12-31"}, "Putaran 1 (awal) dan 1 lainnya"),
        ({"mulai": "2027-03-01", "selesai": "2029-06-30", "dasar_hukum": "SK 2"}, None),
    ],
)
def test_periode_keeps_its_rounds_and_assignments_inside(sign_in, ubah, pesan):
    isi = {
        "nama": "2027–2029",
        "mulai": "2027-01-01",
        "selesai": "2029-12-31",
        "dasar_hukum": "",
        "tanggal_laporan": "10",
    }
    periode = PeriodeFactory(**isi)
    maret = date(2027, 3, 1)
    PutaranFactory(
        periode=periode, jenis="awal", nomor=1, tanggal_rujukan=maret, buka=maret, tutup=maret
    )
    PenugasanFactory(
        periode=periode, desa__nama="Soneyan", mulai="2027-04-01", selesai="2029-06-30"
    )

    response = sign_in("sekretariat").post(url("periode_edit", periode.pk), isi | ubah)

    periode.refresh_from_db()
    disimpan = {k: str(getattr(periode, k)) for k in isi}
    assert disimpan == (isi if pesan else isi | ubah)
    assert response.status_code == (200 if pesan else 302)
    if pesan:
        assert pesan in str(response.context["form"].errors)


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"selesai": "2026-12-31"}, "Tanggal selesai tidak boleh sebelum tanggal mulai."),
        ({"tanggal_laporan": 29}, "Batas laporan bulanan: tanggal 1 sampai 28."),
        ({"laporan_mulai": "2026-12-01"}, "Laporan bulanan dimulai di dalam masa periode."),
        ({"nama": "2021–2030"}, "Nama periode ini sudah dipakai."),
    ],
)
def test_periode_create_impossible_is_refused(sign_in, ubah, pesan):
    PeriodeFactory()
    isi = {
        "nama": "2027–2029",
        "mulai": "2027-01-01",
        "selesai": "2029-12-31",
        "tanggal_laporan": 10,
    }

    response = sign_in("sekretariat").post(url("periode_create"), isi | ubah)

    assert pesan in response.text
    assert Periode.objects.count() == 1


def test_periode_in_use_is_not_deleted(sign_in, draf):
    response = sign_in("sekretariat").post(url("periode_delete", draf.periode_id))

    assert "masih dipakai data lain" in response.text
    assert Periode.objects.exists()
    assert not JejakAudit.objects.exists()


def test_daftar_from_form_to_decided(sign_in):
    client, desa = sign_in("sekretariat"), DesaFactory.create_batch(2)
    client.post(
        url("daftar_create"),
        {
            "periode": PeriodeFactory().pk,
            "jenis": "dampingan",
            "nama": "Dampingan 2027",
            "nomor_dasar_hukum": "410/5",
            "tanggal_dasar_hukum": "2026-11-01",
            "sumber_data": "DTSEN",
            "tanggal_data": "2026-06-30",
            "kriteria": "Desil 1",
        },
    )
    daftar = DaftarSasaran.objects.get()
    client.post(url("butir_create", daftar.pk), {"desa": [d.pk for d in desa]})
    butir = list(daftar.butir.all())
    client.post(
        url("butir_edit", daftar.pk),
        {
            "form-TOTAL_FORMS": 2,
            "form-INITIAL_FORMS": 2,
            "form-0-id": butir[0].pk,
            "form-0-peringkat": "1",
            "form-0-pembilang_pemilih": "1.204",
            "form-0-penyebut_pemilih": "3.000",
            "form-0-skor_pemilih": "40,13",
            "form-0-keterangan": "",
            "form-1-id": butir[1].pk,
            "form-1-peringkat": "2",
        },
    )
    response = client.post(url("daftar_tetapkan", daftar.pk), follow=True)

    daftar.refresh_from_db()
    assert (daftar.status, daftar.ditetapkan_oleh) == ("ditetapkan", client.pengguna)
    assert "Daftar ditetapkan dengan 2 desa." in response.text
    assert list(
        ButirSasaran.objects.order_by("peringkat").values_list(
            "peringkat", "pembilang_pemilih", "penyebut_pemilih"
        )
    ) == [(1, 1204, 3000), (2, None, None)]
    assert [j.aksi for j in JejakAudit.objects.all()] == [
        "daftar_sasaran.tetapkan",
        "daftar_sasaran.isi",
        "daftar_sasaran.isi",
        "daftar_sasaran.buat",
    ]


def test_butir_create_groups_villages_per_kecamatan_and_leaves_out_those_on_the_list(sign_in, draf):
    ButirSasaranFactory(daftar=draf, desa__nama="Sudah Ada")
    DesaFactory(nama="Tendas", kecamatan=KecamatanFactory(kode="33.18.20", nama="Tayu"))
    DesaFactory(nama="Soneyan")

    response = sign_in("sekretariat").get(url("butir_create", draf.pk))

    assert "Kecamatan Margoyoso" in response.text
    assert "Kecamatan Tayu" in response.text
    assert "Desa Soneyan" in response.text
    assert "Sudah Ada" not in response.text


def test_butir_create_without_tick_says_so(sign_in, draf):
    response = sign_in("sekretariat").post(url("butir_create", draf.pk), {})

    assert "Centang sekurangnya satu desa." in response.text


def test_butir_edit_more_than_its_denominator_is_refused(sign_in, draf):
    butir = ButirSasaranFactory(daftar=draf)

    response = sign_in("sekretariat").post(
        url("butir_edit", draf.pk),
        {
            "form-TOTAL_FORMS": 1,
            "form-INITIAL_FORMS": 1,
            "form-0-id": butir.pk,
            "form-0-pembilang_pemilih": "11",
            "form-0-penyebut_pemilih": "10",
        },
    )

    butir.refresh_from_db()
    assert "Angka pemilih tidak boleh melebihi penyebutnya." in response.text
    assert butir.pembilang_pemilih is None


def test_butir_keluarkan_from_draft(sign_in, draf):
    butir = ButirSasaranFactory(daftar=draf)

    sign_in("sekretariat").post(url("butir_delete", butir.pk))

    assert not draf.butir.exists()


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("butir_create", {}),
        ("daftar_edit", {"nama": "Lain", "sumber_data": "x", "kriteria": "x"}),
        ("daftar_delete", {}),
        ("daftar_tetapkan", {}),
    ],
)
def test_a_decided_list_is_frozen(sign_in, nama, isi):
    daftar = DaftarSasaranFactory(ditetapkan=True, nama="Tetap")
    ButirSasaranFactory(daftar=daftar)
    isi = isi | {
        "periode": daftar.periode_id,
        "jenis": "pembanding",
        "tanggal_data": "2020-10-31",
        "desa": [DesaFactory().pk],
    }

    response = sign_in("sekretariat").post(url(nama, daftar.pk), isi)

    daftar.refresh_from_db()
    assert "Daftar ini sudah ditetapkan dan tidak dapat diubah." in response.text
    assert (daftar.nama, daftar.jenis, daftar.butir.count()) == ("Tetap", "dampingan", 1)


def test_butir_of_a_decided_list_stays(sign_in):
    butir = ButirSasaranFactory(daftar=DaftarSasaranFactory(ditetapkan=True))

    sign_in("sekretariat").post(url("butir_delete", butir.pk))

    assert ButirSasaran.objects.get() == butir


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({}, "Daftar masih kosong"),
        ({"nomor_dasar_hukum": ""}, "Isi nomor dan tanggal dasar hukum"),
    ],
)
def test_daftar_tetapkan_unready_is_refused(sign_in, ubah, pesan):
    daftar = DaftarSasaranFactory(**ubah)
    if ubah:
        ButirSasaranFactory(daftar=daftar)

    response = sign_in("sekretariat").post(url("daftar_tetapkan", daftar.pk))

    daftar.refresh_from_db()
    assert pesan in response.text
    assert daftar.status == StatusDaftar.DRAF


def test_daftar_tetapkan_village_on_two_lists_of_a_kind_is_refused(sign_in, draf):
    ada = ButirSasaranFactory(daftar=DaftarSasaranFactory(ditetapkan=True, nama="Pertama"))
    ButirSasaranFactory(daftar=draf, desa=ada.desa)

    response = sign_in("sekretariat").post(url("daftar_tetapkan", draf.pk))

    assert "sudah ada pada “Pertama”" in response.text


def test_butir_luluskan_keeps_date_and_reason(sign_in):
    butir = ButirSasaranFactory(daftar=DaftarSasaranFactory(ditetapkan=True))
    client, isi = sign_in("sekretariat"), {"tanggal": "2025-12-31", "alasan": "Mandiri"}

    client.post(url("butir_luluskan", butir.pk), isi)
    ulang = client.post(url("butir_luluskan", butir.pk), isi)

    butir.refresh_from_db()
    assert (butir.tanggal_lulus, butir.alasan_lulus) == (date(2025, 12, 31), "Mandiri")
    assert "sudah dinyatakan lulus" in ulang.text


def test_daftar_delete_removes_a_draft_with_its_entries(sign_in, draf):
    ButirSasaranFactory(daftar=draf)

    response = sign_in("sekretariat").post(url("daftar_delete", draf.pk))

    assert response.url == url("daftar_list")
    assert not DaftarSasaran.objects.exists()


def test_daftar_list_counts_and_filters(sign_in, draf):
    tetap = DaftarSasaranFactory(ditetapkan=True, jenis="pembanding", nama="Pembanding")
    ButirSasaranFactory.create_batch(2, daftar=tetap)
    ButirSasaranFactory(daftar=tetap, tanggal_lulus=date(2025, 1, 1))
    client = sign_in("analis")

    hasil = rows(client.get(url("daftar_list"), {"status": "ditetapkan"}))

    assert [(d.nama, d.jumlah_desa, d.jumlah_lulus) for d in hasil] == [("Pembanding", 3, 1)]
    assert rows(client.get(url("daftar_list"), {"jenis": "dampingan"})) == [draf]


@pytest.mark.parametrize("jumlah", [1, 3])
def test_daftar_list_query_count(sign_in, jumlah, django_assert_num_queries):
    DaftarSasaranFactory.create_batch(jumlah)
    client = sign_in("analis")
    with django_assert_num_queries(5):  # session, user, count, page, choices of periods
        assert len(rows(client.get(url("daftar_list")))) == jumlah


@pytest.mark.parametrize("jumlah", [1, 3])
def test_daftar_detail_query_count(sign_in, draf, jumlah, django_assert_num_queries):
    ButirSasaranFactory.create_batch(jumlah, daftar=draf)
    client = sign_in("sekretariat")
    with django_assert_num_queries(6):  # session, user, list, count, page, choices
        assert len(rows(client.get(url("daftar_detail", draf.pk)))) == jumlah


def test_daftar_detail_shows_petugas_the_own_villages_only(sign_in, petugas, draf):
    pengguna = petugas()
    ButirSasaranFactory(daftar=draf, desa=pengguna.penugasan.desa)
    ButirSasaranFactory(daftar=draf)

    hasil = rows(sign_in(pengguna).get(url("daftar_detail", draf.pk)))

    assert [b.desa for b in hasil] == [pengguna.penugasan.desa]


def test_daftar_detail_excel(sign_in):
    daftar = DaftarSasaranFactory(ditetapkan=True)
    ButirSasaranFactory(
        daftar=daftar,
        desa__kode="33.18.16.2012",
        desa__nama="Soneyan",
        desa__kode_bps="3318160012",
        peringkat=1,
        pembilang_pemilih=3162,
        tanggal_lulus=date(2025, 12, 31),
    )

    kepala, baris = baca_data(
        sign_in("analis").get(url("daftar_detail", daftar.pk), {"unduh": "xlsx"})
    )

    isi = dict(zip(kepala, baris, strict=True))
    assert isi.pop("Lulus").date() == date(2025, 12, 31)
    assert isi == {
        "Desa": "Desa Soneyan",
        "Kecamatan": "Margoyoso",
        "Kode Kemendagri": "33.18.16.2012",
        "Kode BPS": "3318160012",
        "Peringkat": 1,
        "Angka pemilih": 3162,
        "Penyebut": None,
        "Skor": None,
        "Keterangan": None,
        "Alasan lulus": "Mandiri",
    }


def test_daftar_of_another_kabupaten_is_not_found(sign_in):
    lain = PeriodeFactory(kabupaten=KabupatenFactory(kode="33.19"), nama="Lain")
    daftar = DaftarSasaranFactory(periode=lain)

    for nama in ("daftar_detail", "daftar_edit", "daftar_tetapkan"):
        assert sign_in("sekretariat").get(url(nama, daftar.pk)).status_code == 404


def test_daftar_bandingkan_splits_three_ways(sign_in):
    a, b = DaftarSasaranFactory(nama="A"), DaftarSasaranFactory(nama="B")
    hanya_a, hanya_b = ButirSasaranFactory(daftar=a).desa, ButirSasaranFactory(daftar=b).desa
    sama = ButirSasaranFactory(daftar=a).desa
    ButirSasaranFactory(daftar=b, desa=sama)
    client = sign_in("analis")

    hasil = client.get(url("daftar_bandingkan"), {"a": a.pk, "b": b.pk}).context
    sendiri = client.get(url("daftar_bandingkan"), {"a": a.pk, "b": a.pk})

    assert (hasil["hanya_a"], hasil["keduanya"], hasil["hanya_b"]) == (
        [hanya_a],
        [sama],
        [hanya_b],
    )
    assert "Pilih dua daftar yang berbeda." in sendiri.text


def test_target_for_a_list_and_for_a_village(sign_in):
    client, indikator = sign_in("sekretariat"), IndikatorFactory()
    VersiIndikatorFactory(indikator=indikator)
    daftar, desa = DaftarSasaranFactory(), DesaFactory()
    isi = {"periode": daftar.periode_id, "indikator": indikator.pk, "nilai": "12,5"}

    client.post(url("target_create"), isi | {"daftar": daftar.pk})
    client.post(url("target_create"), isi | {"desa": desa.pk, "nilai": "8"})
    keduanya = client.post(url("target_create"), isi | {"daftar": daftar.pk, "desa": desa.pk})
    ulang = client.post(url("target_create"), isi | {"daftar": daftar.pk})
    lebih = client.post(url("target_create"), isi | {"desa": desa.pk, "nilai": "101"})

    assert "untuk satu desa atau satu daftar" in keduanya.text
    assert "untuk daftar tersebut sudah ada" in ulang.text
    assert "paling tinggi 100 persen" in lebih.text
    assert [
        (t.daftar, t.desa, float(t.nilai), t.satuan) for t in rows(client.get(url("target_list")))
    ] == [(daftar, None, 12.5, "persen"), (None, desa, 8.0, "persen")]


def test_target_edit_and_delete(sign_in):
    client, target = sign_in("sekretariat"), TargetIndikatorFactory()
    isi = {
        "periode": target.periode_id,
        "indikator": target.indikator_id,
        "desa": target.desa_id,
        "nilai": "7,25",
    }

    client.post(url("target_edit", target.pk), isi)
    target.refresh_from_db()
    assert float(target.nilai) == 7.25

    client.post(url("target_delete", target.pk))
    assert not TargetIndikator.objects.exists()


@pytest.mark.parametrize("jumlah", [1, 3])
def test_target_list_query_count(sign_in, jumlah, django_assert_num_queries):
    TargetIndikatorFactory.create_batch(jumlah)
    client = sign_in("analis")
    with django_assert_num_queries(7):  # session, user, count, page, choices ×3
        assert len(rows(client.get(url("target_list")))) == jumlah


@pytest.mark.parametrize("jumlah", [1, 3])
def test_periode_list_query_count(sign_in, jumlah, django_assert_num_queries):
    for nomor in range(jumlah):
        PeriodeFactory(nama=f"P{nomor}")
    client = sign_in("analis")
    with django_assert_num_queries(4):  # session, user, count, page
        assert len(rows(client.get(url("periode_list")))) == jumlah
