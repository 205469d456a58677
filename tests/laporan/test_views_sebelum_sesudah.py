"""Before/after pages through their addresses: numbers, reasons, filters, scope, query counts."""

from collections import Counter
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone

from laporan.stats import TakSebanding
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    PutaranFactory,
    PutusDeretFactory,
    TargetIndikatorFactory,
    VersiIndikatorFactory,
)
from tests.factories.opd import KeanggotaanFactory, OPDFactory, PenugasanFactory
from tests.laporan.contoh import DESA, RINGKASAN, SELISIH
from tests.laporan.papan import buat_papan, papan_contoh


pytestmark = pytest.mark.django_db

SEMUA = reverse("laporan:sebelum_sesudah")
A, B, C = "33.18.01.2001", "33.18.02.2001", "33.18.03.2001"


def satu(kode, bagian="indikator"):
    return reverse(f"laporan:sebelum_sesudah_{bagian}", args=[kode])


def six(value):
    return pytest.approx(value, abs=1e-6)


@pytest.fixture
def papan():
    """Three villages, two indicators; everything verified and comparable."""
    papan = buat_papan(
        {A: "Kajen", B: "Soneyan", C: "Prawoto"},
        {
            "RTLH": {"nama": "Rumah tidak layak huni"},
            "LANSIA": {"jenis": "jumlah", "bidang": "Sosial"},
        },
    )
    for kode in (A, B, C):
        papan.isi(papan.survei(papan.sebelum, kode), RTLH=(64, 512), LANSIA=30)
        papan.isi(papan.survei(papan.sesudah, kode), RTLH=(31, 530), LANSIA=24)
    return papan


def test_sebelum_sesudah_gives_the_worked_numbers(sign_in):
    papan_contoh(DESA)

    context = sign_in("analis").get(SEMUA).context

    (baris,) = context["baris"]
    r = baris.ringkasan
    assert {
        "n": r.n,
        "rerata": r.rerata,
        "median": r.median,
        "simpangan_baku": r.simpangan_baku,
        "selang": r.selang,
        "gabungan_awal": r.gabungan.awal.besaran,
        "gabungan_lanjutan": r.gabungan.lanjutan.besaran,
        "gabungan_selisih": r.gabungan.selisih,
    } == {nama: six(nilai) for nama, nilai in RINGKASAN.items()}
    assert baris[:12] == (
        "Rumah tidak layak huni",
        satu("RTLH") + context["kueri"],
        "turun lebih baik",
        ("14,2%", "685/4.812"),
        ("10,9%", "532/4.860"),
        ("▼ 3,3", "membaik"),
        "",
        "−2,6",
        "−4,5 s.d. −0,8",
        "9 dari 9",
        "7 · 1 · 1",
        "",
    )
    assert context["kalimat"] == (
        "Dari 1 indikator yang dapat dibandingkan, 1 membaik, 0 tetap, dan 0 memburuk bila semua "
        "desa digabung. Pada 1 indikator rata-rata perubahan desa jelas berbeda dari tanpa "
        "perubahan (selang 95% tidak mencakup nol)."
    )


def test_sebelum_sesudah_indikator_lists_every_desa_best_first_with_its_picture(sign_in):
    papan_contoh(DESA)

    response = sign_in("analis").get(satu("RTLH"))

    baris = response.context["baris"]
    urut = sorted(SELISIH, key=SELISIH.get)
    assert [b.judul.split()[0] for b in baris] == urut
    assert [b.pasangan.selisih for b in baris] == [six(SELISIH[nama]) for nama in urut]
    assert [len(response.context["grafik"][k]) for k in ("lebar", "sempit")] == [1, 1]
    assert dict(response.context["statistik"]) == {
        "Desa berpasangan": "9 dari 9 sasaran",
        "Rata-rata perubahan desa": "−2,6 poin persen",
        "Selang 95% rata-rata": "−4,5 s.d. −0,8",
        "Median perubahan": "−2,5 poin persen",
        "Kuartil": "−3,7 s.d. −1,7",
        "Semua desa digabung": "14,2% → 10,9%, selisih −3,3 poin persen",
        "Membaik · tetap · memburuk": "7 · 1 · 1 desa",
        "Uji tanda": "p = 0,0703 (7 turun, 1 naik)",
        "Uji Wilcoxon": "p = 0,0156 (statistik 1)",
    }


def test_sebelum_sesudah_desa_shows_parts_change_and_relative_change(sign_in, papan):
    baris = sign_in("analis").get(satu(A, "desa")).context["baris"]

    assert [(b.judul, *b[4:9]) for b in baris] == [
        (
            "Rumah tidak layak huni",
            ("12,5%", "64/512"),
            ("5,8%", "31/530"),
            ("▼ 6,7", "membaik"),
            "",
            "−53,2%",
        ),
        (
            papan.indikator["LANSIA"].nama,
            ("30", ""),
            ("24", ""),
            ("▼ 6", "membaik"),
            "unit",
            "−20,0%",
        ),
    ]


def test_sebelum_sesudah_leaves_out_with_one_reason_each(sign_in, papan):
    survei = {kode: papan.desa[kode].survei.get(putaran=papan.sesudah) for kode in (A, B, C)}
    papan.survei(papan.sesudah, A, diajukan=True, revisi=2)  # the verified one stays in force
    survei[B].delete()
    papan.isi(papan.survei(papan.sesudah, B, diajukan=True), RTLH=(1, 10), LANSIA=3)
    survei[C].nilai.get(versi_indikator__indikator__kode="RTLH").delete()
    papan.isi(survei[C], RTLH="tidak_dapat_diperoleh")

    context = sign_in("analis").get(SEMUA).context

    assert [
        (s.alasan, s.banyak, s.desa, *k[2:]) for s in context["sisihan"] for k in s.kelompok
    ] == [
        ("belum diverifikasi", 2, 1, "semua indikator (2)", "Soneyan (Kecamatan 02)"),
        ("tidak diperoleh", 1, 1, "Rumah tidak layak huni", "Prawoto (Kecamatan 03)"),
    ]
    assert [b.berpasangan for b in context["baris"]] == ["1 dari 3", "2 dari 3"]
    assert context["liputan"] == (
        "Data awal terverifikasi 3 dari 3 desa · data kini 2 dari 3 desa · "
        "menunggu verifikasi 1 desa"
    )


def test_sebelum_sesudah_groups_expand_to_exactly_the_pairs_left_out(sign_in, papan):
    """Villages that miss the same indicators for one reason stand together, each once."""
    papan.desa[A].survei.get(putaran=papan.sesudah).delete()
    papan.desa[B].survei.get(putaran=papan.sesudah).delete()
    nilai = papan.desa[C].survei.get(putaran=papan.sesudah).nilai
    nilai.get(versi_indikator__indikator__kode="LANSIA").delete()
    PutusDeretFactory(indikator=papan.indikator["RTLH"], tanggal=date(2023, 1, 1))

    context = sign_in("analis").get(SEMUA).context

    laporan, nama = context["laporan"], {i.id: i.nama for i in context["laporan"].indikator}
    tersisih = Counter(
        (p.alasan, nama[pk], s.nama_lengkap)
        for s in laporan.sasaran
        for pk, p in laporan.per_desa[s.id].items()
        if isinstance(p, TakSebanding)
    )
    assert tersisih == Counter(
        (s.alasan, indikator, desa)
        for s in context["sisihan"]
        for k in s.kelompok
        for indikator in k.indikator
        for desa in k.desa
    )
    assert [
        (s.alasan, s.banyak, s.desa, [k.desa for k in s.kelompok]) for s in context["sisihan"]
    ] == [
        (
            "belum ada data lanjutan",
            5,
            3,
            [
                ("Kajen (Kecamatan 01)", "Soneyan (Kecamatan 02)"),
                ("Prawoto (Kecamatan 03)",),
            ],
        ),
        ("deret terputus", 1, 1, [("Prawoto (Kecamatan 03)",)]),
    ]


def test_sebelum_sesudah_never_shows_an_unverified_number(sign_in, papan):
    papan.desa[A].survei.get(putaran=papan.sesudah).delete()
    papan.isi(papan.survei(papan.sesudah, A, dikembalikan=True), RTLH=(317, 530))

    response = sign_in("analis").get(satu(A, "desa"))

    assert [b.kini.angka for b in response.context["baris"]] == ["menunggu verifikasi", "–"]
    assert "317" not in response.text


def test_sebelum_sesudah_does_not_read_a_draft(sign_in, papan):
    papan.desa[A].survei.get(putaran=papan.sesudah).delete()
    papan.isi(papan.survei(papan.sesudah, A, status="draf"), RTLH=(317, 530))

    (baris, _) = sign_in("analis").get(satu(A, "desa")).context["baris"]

    assert (baris.kini.angka, baris.catatan) == ("–", "belum ada data lanjutan")


def test_sebelum_sesudah_sees_a_correction_at_once(sign_in, papan):
    client = sign_in("analis")
    assert client.get(satu(A, "desa")).context["baris"][0].kini.angka == "5,8%"
    lama = papan.desa[A].survei.get(putaran=papan.sesudah)
    lama.berlaku = False
    lama.save(update_fields=["berlaku"])
    papan.isi(papan.survei(papan.sesudah, A, diverifikasi=True, revisi=2), RTLH=(53, 530))

    assert client.get(satu(A, "desa")).context["baris"][0].kini.angka == "10,0%"


def test_sebelum_sesudah_respects_versions_and_series_breaks(sign_in, papan):
    baru = VersiIndikatorFactory(
        indikator=papan.indikator["RTLH"], nomor=2, berlaku_mulai=date(2023, 1, 1)
    )
    papan.sesudah.versi_indikator.add(baru)
    papan.desa[A].survei.get(putaran=papan.sesudah).nilai.filter(
        versi_indikator__indikator__kode="RTLH"
    ).update(versi_indikator=baru)
    PutusDeretFactory(indikator=papan.indikator["LANSIA"], tanggal=date(2023, 1, 1))
    client = sign_in("analis")

    assert [b.catatan for b in client.get(satu(A, "desa")).context["baris"]] == [
        "definisi berubah",
        "deret terputus",
    ]

    baru.sebanding = True
    baru.save()
    assert client.get(satu(A, "desa")).context["baris"][0].perubahan == ("▼ 6,7", "membaik")


def test_sebelum_sesudah_shows_share_of_the_target(sign_in, papan):
    daftar = papan.desa[A].butir_sasaran.get().daftar
    for desa, nilai in ((None, 5), (papan.desa[A], 10)):
        TargetIndikatorFactory(
            periode=papan.sebelum.periode,
            indikator=papan.indikator["RTLH"],
            daftar=None if desa else daftar,
            desa=desa,
            nilai=nilai,
        )
    client = sign_in("analis")

    assert client.get(SEMUA).context["baris"][0].catatan == "target 5,0%: ditempuh 89%"
    assert [b.catatan for b in client.get(satu("RTLH")).context["baris"]] == [
        "target 10,0%: ditempuh 266%",
        "target 5,0%: ditempuh 89%",
        "target 5,0%: ditempuh 89%",
    ]


@pytest.mark.parametrize(
    ("tanggal_data", "ada"), [(date(2022, 1, 31), True), (date(2022, 1, 30), False)]
)
def test_sebelum_sesudah_warns_of_regression_when_baseline_selected(
    sign_in, papan, tanggal_data, ada
):
    daftar = papan.desa[A].butir_sasaran.get().daftar
    daftar.tanggal_data = tanggal_data
    daftar.save()

    response = sign_in("analis").get(SEMUA)

    assert bool(response.context["catatan_regresi"]) is ada
    assert ("Regresi ke rerata." in response.text) is ada


def test_sebelum_sesudah_filters_and_keeps_them_in_links(sign_in, papan):
    opd = OPDFactory(singkatan="Disdikbud")
    PenugasanFactory(opd=opd, desa=papan.desa[B], periode=papan.sebelum.periode)

    response = sign_in("analis").get(SEMUA, {"opd": opd.pk, "bidang": "Sosial"})

    (baris,) = response.context["baris"]
    assert baris.berpasangan == "1 dari 1"
    assert response.context["kueri"] == (
        f"?a={papan.sebelum.pk}&b={papan.sesudah.pk}&jenis=dampingan&opd={opd.pk}&bidang=Sosial"
    )
    assert baris.url.endswith(response.context["kueri"])
    assert "Saringan: OPD: Disdikbud; Bidang: Sosial" in response.text
    assert "Excel (1 baris)" in response.text


@pytest.mark.parametrize(
    ("query", "pesan"),
    [
        ({"a": "tidak-ada"}, "Masukkan pilihan yang valid"),
        ({"a": "b"}, "Putaran sesudah harus lebih baru daripada putaran sebelum."),
        ({"jenis": "semua"}, "Masukkan pilihan yang valid"),
    ],
)
def test_sebelum_sesudah_with_a_wrong_choice_says_so_and_shows_the_default(
    sign_in, papan, query, pesan
):
    if query.get("a") == "b":
        query = {"a": papan.sesudah.pk, "b": papan.sebelum.pk}

    response = sign_in("analis").get(SEMUA, query)

    assert pesan in response.text
    assert [b.berpasangan for b in response.context["baris"]] == ["3 dari 3", "3 dari 3"]


def test_sebelum_sesudah_offers_other_lists(sign_in, papan):
    daftar = DaftarSasaranFactory(
        periode=papan.sebelum.periode, ditetapkan=True, jenis="pembanding"
    )
    ButirSasaranFactory(daftar=daftar, desa=papan.desa[C])

    baris = sign_in("analis").get(SEMUA, {"jenis": "pembanding"}).context["baris"]

    assert [b.berpasangan for b in baris] == ["1 dari 1", "1 dari 1"]


def test_petugas_sees_its_own_desa_only(sign_in, papan):
    anggota = KeanggotaanFactory(pengguna__peran="petugas")
    PenugasanFactory(opd=anggota.opd, desa=papan.desa[B], periode=papan.sebelum.periode)
    client = sign_in(anggota.pengguna)

    assert [b.berpasangan for b in client.get(SEMUA).context["baris"]] == ["1 dari 1"] * 2
    assert [b.judul for b in client.get(satu("RTLH")).context["baris"]] == [
        "Soneyan (Kecamatan 02)"
    ]
    assert [client.get(satu(k, "desa")).status_code for k in (A, B)] == [404, 200]


def test_sebelum_sesudah_without_rounds_says_what_is_missing(sign_in):
    assert "Belum ada putaran survei." in sign_in("analis").get(SEMUA).text


def test_sebelum_sesudah_with_one_round_says_what_is_missing(sign_in, papan):
    papan.sesudah.survei.all().delete()
    papan.sesudah.delete()

    response = sign_in("analis").get(SEMUA)

    assert "Belum ada dua putaran untuk dibandingkan." in response.text
    assert sign_in("analis").get(reverse("laporan:sebelum_sesudah_excel")).url == SEMUA


@pytest.mark.parametrize("banyak", [1, 3])
@pytest.mark.parametrize(
    ("alamat", "kueri"), [(SEMUA, 10), (satu("RTLH"), 12), (satu(A, "desa"), 12)]
)
def test_sebelum_sesudah_query_count(
    sign_in, papan, django_assert_num_queries, banyak, alamat, kueri
):
    for kode in (B, C)[: 3 - banyak]:
        papan.desa[kode].butir_sasaran.all().delete()
    client = sign_in("analis")
    with django_assert_num_queries(kueri):
        client.get(alamat)


@pytest.mark.parametrize(
    "alamat",
    [
        reverse("laporan:sebelum_sesudah_pdf"),
        satu("RTLH", "indikator_pdf"),
        satu(A, "desa_pdf"),
    ],
)
def test_sebelum_sesudah_pdf_prints_the_page(sign_in, papan, alamat):
    from pypdf import PdfReader  # noqa: PLC0415 -- slow import

    response = sign_in("analis").get(alamat)

    teks = "\n".join(h.extract_text() for h in PdfReader(BytesIO(response.content)).pages)
    assert response["Content-Type"] == "application/pdf"
    assert "12,5%" in teks
    assert "▼ 6,7" in teks
    assert "Halaman 1 dari" in teks
    assert f"oleh {sign_in('analis').pengguna.nama}"[:5] in teks


@pytest.fixture
def berjalan(papan):
    """A third round that is still open, with one of three villages verified; the second closed."""
    papan.sesudah.tutup = timezone.localdate() - timedelta(days=1)
    papan.sesudah.save()
    ketiga = PutaranFactory(
        periode=papan.sesudah.periode,
        nomor=3,
        jenis="lanjutan",
        tanggal_rujukan=papan.sesudah.tanggal_rujukan + timedelta(days=300),
        versi=papan.sesudah.versi_indikator.all(),
    )
    papan.isi(papan.survei(ketiga, B), RTLH=(20, 530))
    return ketiga


def test_sebelum_sesudah_desa_begins_with_its_own_latest_round(sign_in, papan, berjalan):
    def putaran_kini(kode):
        return sign_in("analis").get(satu(kode, "desa")).context["laporan"].lanjutan.id

    assert (putaran_kini(A), putaran_kini(B)) == (papan.sesudah.pk, berjalan.pk)


@pytest.mark.parametrize("alamat", [SEMUA, satu("RTLH")])
def test_sebelum_sesudah_compares_the_closed_round_and_points_to_the_open_one(
    sign_in, papan, berjalan, alamat
):
    client = sign_in("analis")

    response = client.get(alamat, {"jenis": "dampingan"})

    assert response.context["laporan"].lanjutan.id == papan.sesudah.pk
    assert "Putaran 3 masih berjalan: 1 dari 3 desa terverifikasi" in response.text
    assert f'href="?jenis=dampingan&amp;b={berjalan.pk}"' in response.text
    response = client.get(alamat, {"b": berjalan.pk})
    assert response.context["laporan"].lanjutan.id == berjalan.pk
    assert "masih berjalan" not in response.text


def test_sebelum_sesudah_takes_a_round_locked_before_its_last_day(sign_in, berjalan):
    berjalan.dikunci_pada, berjalan.dikunci_oleh = timezone.now(), sign_in("sekretariat").pengguna
    berjalan.save()

    response = sign_in("analis").get(SEMUA)

    assert response.context["laporan"].lanjutan.id == berjalan.pk
    assert "masih berjalan" not in response.text


def test_sebelum_sesudah_takes_the_open_round_when_none_is_closed(sign_in, papan, berjalan):
    papan.sesudah.survei.all().delete()

    assert sign_in("analis").get(SEMUA).context["laporan"].lanjutan.id == berjalan.pk


def test_sebelum_sesudah_counts_the_open_round_among_the_desa_shown(sign_in, papan, berjalan):
    anggota = KeanggotaanFactory(pengguna__peran="petugas")
    PenugasanFactory(opd=anggota.opd, desa=papan.desa[A], periode=papan.sebelum.periode)

    response = sign_in(anggota.pengguna).get(SEMUA)

    assert response.context["laporan"].lanjutan.id == papan.sesudah.pk
    assert "masih berjalan" not in response.text


def test_sebelum_sesudah_excel_compares_the_closed_round(sign_in, papan, berjalan):
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow import

    response = sign_in("analis").get(reverse("laporan:sebelum_sesudah_excel"))

    buku = load_workbook(BytesIO(b"".join(response.streaming_content)))
    teks = [sel.value for baris in buku["Ringkasan"]["A1:A8"] for sel in baris]
    assert any("→ Putaran 2 (lanjutan)" in str(satu) for satu in teks)
