"""BNBA lists through the import pages: what is stored, found, refused, taken back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dtks.models import EntriData, HasilBaris, Keluarga, Orang, RekapDesa
from inti.choices import StatusImpor
from inti.models import JejakAudit
from tests.dtks.bnba import KK, LIMA, TAJUK, baris, meja
from tests.factories.dtks import EntriDataFactory, SumberDataFactory
from tests.impor import buku, lihat, terapkan, unggah


__all__ = ["meja"]
SEMUA = list(LIMA.values())
REKAP = ("desa__nama", "jumlah_baris", "jumlah_jiwa", "jumlah_keluarga", "jumlah_padan")


def potret():
    """Everything the registry holds, sealed texts opened."""
    registri = [list(m.objects.order_by("pk").values()) for m in (Orang, Keluarga, EntriData)]
    return [*registri, list(RekapDesa.objects.values(*REKAP, "jumlah_ditolak", "rincian"))]


def keterangan(impor):
    return dict(
        satu.removesuffix(" baris").rsplit(": ", 1) for satu in impor.ringkasan["keterangan"]
    )


def test_list_is_stored_as_persons_families_and_entries(meja):
    impor = meja.impor(SEMUA)

    assert impor.ringkasan["jumlah"] == {"baru": 5, "berubah": 0, "sama": 0, "ditolak": 0}
    entri = EntriData.objects.select_related("orang", "keluarga").order_by("pk")
    assert [
        (e.orang.nama, e.orang.nik, e.orang.ibu_kandung, e.keluarga.no_kk, e.desa_id, e.hubungan)
        for e in entri
    ] == [
        (b["nama"], b["nik"], "IBU REKAAN", b["no_kk"], desa.pk, b["hubungan"])
        for b, desa in zip(SEMUA, [meja.mawar] * 3 + [meja.melati] * 2, strict=True)
    ]
    pertama = entri[0]
    assert (pertama.padan, pertama.pkh, pertama.bpnt) == ("padan", True, None)
    assert (pertama.desil, pertama.desil_tanggal) == (2, meja.sumber.tanggal_data)
    assert pertama.orang.tanggal_lahir == date(1980, 8, 17)
    assert list(RekapDesa.objects.values_list(*REKAP).order_by("desa__nama")) == [
        ("Mawar", 3, 3, 1, 3),
        ("Melati", 2, 2, 1, 2),
    ]
    assert HasilBaris.objects.filter(impor=impor, status="baru").count() == 5


def test_same_file_again_changes_nothing_and_says_so(meja):
    meja.impor(SEMUA)
    sebelum = potret()

    response = meja.unggah(SEMUA, mentah=True)

    pesan = [str(m) for m in response.wsgi_request._messages]
    assert pesan == [
        "Berkas ini tidak mengubah apa pun: 5 baris sama dengan data yang tersimpan. "
        "Tidak ada yang disimpan."
    ]
    assert potret() == sebelum


def test_changed_rows_update_and_undo_restores_everything(meja):
    meja.impor(SEMUA)
    sebelum = potret()
    baru = [
        baris(1, alamat="DK. BARU", nama="WARGA BERUBAH"),
        baris(2, hubungan="ISTRI", ibu_kandung="IBU LAIN"),
        baris(3, nama_desa="Melati", no_kk="3318991501150009"),
        baris(4),
    ]
    impor = meja.impor(baru)

    assert impor.ringkasan["jumlah"] == {"baru": 0, "berubah": 3, "sama": 1, "ditolak": 0}
    assert [satu["baru"] for satu in impor.ringkasan["contoh"]["berubah"]] == [
        "nama, alamat",
        "nama ibu, hubungan keluarga",
        "desa, nomor KK",
    ]
    assert Keluarga.objects.get(no_kk_indeks__isnull=False, alamat="DK. BARU").no_kk == KK
    tiga = EntriData.objects.get(id_dtks=baris(3)["id_dtks"])
    assert (tiga.desa, tiga.keluarga.no_kk) == (meja.melati, "3318991501150009")

    meja.client.post(f"/impor/{impor.pk}/urungkan/")
    impor.refresh_from_db()
    assert (impor.status, potret()) == (StatusImpor.DIURUNGKAN, sebelum)


def test_undo_of_the_first_import_leaves_nothing_but_its_results(meja):
    impor = meja.impor([*SEMUA, baris(nik="331899170880001")])
    meja.client.post(f"/impor/{impor.pk}/urungkan/")

    assert potret() == [[], [], [], []]
    assert HasilBaris.objects.count() == 6


def test_undo_is_refused_once_another_source_names_the_persons(meja):
    impor = meja.impor(SEMUA)
    meja.impor(SEMUA[:1], sumber=SumberDataFactory(tanggal_data=date(2025, 7, 1)))
    sebelum = potret()

    response = meja.client.post(f"/impor/{impor.pk}/urungkan/", follow=True)

    assert "sudah diubah atau dipakai setelahnya" in response.text
    assert potret() == sebelum


def test_older_source_adds_entries_without_changing_persons(meja):
    meja.impor(SEMUA)
    lama = SumberDataFactory(kode="DTKS-2020-10", tanggal_data=date(2020, 10, 31))
    meja.impor([baris(1, nama="NAMA LAMA", alamat="ALAMAT LAMA")], sumber=lama)

    assert EntriData.objects.filter(sumber=lama).count() == 1
    assert not Orang.objects.filter(nama="NAMA LAMA").exists()
    assert not Keluarga.objects.filter(alamat="ALAMAT LAMA").exists()


def test_pipe_file_without_aid_columns_fills_in_what_was_missing(meja):
    meja.impor([baris(1, nik=""), baris(2, nik="0"), baris(4)])
    assert Orang.objects.filter(nik_indeks=None).count() == 2

    impor = meja.impor(
        [baris(1), baris(2), baris(4), baris(5, alamat='DK. "LAIN" | DUA')], pipa=True
    )

    assert impor.ringkasan["jumlah"] == {"baru": 1, "berubah": 2, "sama": 1, "ditolak": 0}
    satu = EntriData.objects.get(id_dtks=baris(1)["id_dtks"])
    assert (satu.orang.nik, satu.orang.alasan_tanpa_nik) == (baris(1)["nik"], "")
    assert (satu.padan, satu.pkh) == ("padan", True)  # the pipe file does not speak of them
    assert Keluarga.objects.filter(alamat="DK. LAIN").count() == 1


@pytest.mark.parametrize(
    ("beda", "kode"),
    [
        ({"nik": 3.318991708800001e15}, "nik_angka"),
        ({"nik": "331899170880001"}, "nik_panjang"),
        ({"nik": "3318993208800001"}, "nik_mustahil"),
        ({"nik": "3318997208800001"}, "nik_mustahil"),
        ({"nik": "3318991713800001"}, "nik_mustahil"),
        ({"nik": "3318991708800000"}, "nik_mustahil"),
        ({"nik": "9918991708800001"}, "nik_mustahil"),
        ({"no_kk": 3.318991501150001e15}, "kk_angka"),
        ({"no_kk": "33189915011500"}, "kk_panjang"),
        ({"tanggal_lahir": "31/02/1990"}, "tanggal_mustahil"),
        ({"tanggal_lahir": "00/00/0000"}, "tanggal_mustahil"),
        ({"tanggal_lahir": "13/13/1990"}, "tanggal_mustahil"),
        ({"tanggal_lahir": "01/01/2999"}, "tanggal_mustahil"),
        ({"nama": ""}, "nama_kosong"),
        ({"alamat": "X" * 201}, "teks_panjang"),
        ({"nama_desa": "Tidak Ada"}, "desa_tak_dikenal"),
        ({"desil": 11}, "desil_salah"),
    ],
)
def test_row_with_a_galat_is_refused_and_named(meja, beda, kode):
    impor = meja.impor([baris(1, **beda), baris(4)])

    assert impor.ringkasan["jumlah"]["ditolak"] == 1
    assert HasilBaris.objects.get(impor=impor, status="ditolak").kode == kode
    assert Orang.objects.count() == 1


@pytest.mark.parametrize(
    ("beda", "kode"),
    [
        ({"nik": ""}, "nik_kosong"),
        ({"nik": "0"}, "nik_nol"),
        ({"no_kk": ""}, "kk_kosong"),
        ({"no_kk": baris(1)["nik"]}, "kk_sama_nik"),
        ({"no_kk": "3318994501150001"}, "kk_tanggal"),
        ({"tanggal_lahir": "18/08/1980"}, "nik_tanggal_beda"),
        ({"tanggal_lahir": ""}, "tanggal_kosong"),
        ({"jenis_kelamin": "PEREMPUAN"}, "nik_jk_beda"),
        ({"jenis_kelamin": "?"}, "jk_tak_dikenal"),
        ({"padan": "Meninggal"}, "meninggal"),
        ({"nik": "1101991708800001"}, "nik_luar"),
        ({"nama": "=1+1"}, "nama_rumus"),
        ({"nik": "'" + baris(1)["nik"]}, "nik_apostrof"),
        ({"nik": "331899 170880 0001 "}, "nik_spasi"),
        ({"tanggal_lahir": "17/8/1980"}, "tanggal_satu_angka"),
        ({"tanggal_lahir": "1980-08-17"}, "tanggal_iso"),
        ({"tanggal_lahir": 29450}, "tanggal_serial"),
        ({"tanggal_lahir": date(1980, 8, 17)}, "tanggal_sel"),
        ({"nama_desa": "MAWAR"}, "desa_dirapikan"),
    ],
)
def test_row_with_a_lighter_remark_is_stored(meja, beda, kode):
    impor = meja.impor([baris(1, **beda)])

    assert impor.ringkasan["jumlah"]["baru"] == 1
    assert HasilBaris.objects.get(impor=impor).kode == kode
    assert Orang.objects.count() == 1


def test_duplicates_in_a_file_are_all_told_and_never_merged(meja):
    impor = meja.impor(
        [
            baris(1),
            baris(1, id_dtks="CTH9", nama="ORANG LAIN", nama_desa="Melati"),  # a NIK used twice
            baris(2),
            baris(2, id_dtks="CTH000000009902"),  # a person on two IDs
            baris(4),
            baris(4, id_dtks="CTH000000009904", no_kk=KK),  # a person in two families
        ]
    )

    hasil = HasilBaris.objects.filter(impor=impor).order_by("nomor").values_list("status", "kode")
    assert list(hasil) == [
        ("ditolak", "nik_ganda"),
        ("ditolak", "nik_ganda"),
        ("baru", "orang_dua_id"),
        ("ditolak", "orang_berulang"),
        ("ditolak", "orang_dua_keluarga"),
        ("ditolak", "orang_keluarga_lain"),
    ]
    assert [o.nama for o in Orang.objects.all()] == ["WARGA REKAAN 2"]
    assert keterangan(impor)["NIK dipakai beberapa orang (galat)"] == "2"
    mawar = RekapDesa.objects.get(desa=meja.mawar)
    assert (mawar.jumlah_baris, mawar.jumlah_jiwa, mawar.jumlah_ganda) == (3, 2, 3)


def test_nik_of_somebody_else_in_the_registry_is_refused(meja):
    meja.impor([baris(1)])
    impor = meja.impor([baris(1, id_dtks="LAIN", nama="ORANG LAIN", tanggal_lahir="01/01/1990")])

    assert HasilBaris.objects.get(impor=impor).kode == "nik_tanggal_beda,nik_orang_lain"
    assert Orang.objects.get().nama == "WARGA REKAAN 1"


def test_refused_row_is_counted_until_a_later_file_brings_it_in(meja):
    meja.impor([baris(1), baris(2, tanggal_lahir="31/02/1990")])
    rekap = ("jumlah_baris", "jumlah_ditolak", "jumlah_tanggal_mustahil")
    assert RekapDesa.objects.values_list(*rekap).get() == (2, 1, 1)

    meja.impor([baris(1), baris(2)])

    assert RekapDesa.objects.values_list(*rekap).get() == (2, 0, 0)


def test_formula_is_refused_although_it_has_a_result(meja, tmp_path):
    import xlsxwriter  # noqa: PLC0415 -- slow import

    with xlsxwriter.Workbook(tmp_path / "rumus.xlsx") as buku:
        lembar = buku.add_worksheet()
        lembar.write_row(0, 0, ["DESA/KELURAHAN", "NIK", "NAMA"])
        lembar.write_row(1, 0, ["Mawar", baris(1)["nik"]])
        lembar.write_formula(1, 2, '="WARGA"', None, "WARGA")
    impor = unggah(meja.client, "bnba", tmp_path / "rumus.xlsx", sumber=meja.sumber.pk)

    assert impor.ringkasan["jumlah"]["ditolak"] == 1
    assert keterangan(impor)["Sel berisi rumus (galat)"] == "1"


def test_import_keeps_no_identity_outside_the_sealed_columns(meja):
    meja.impor([*SEMUA[:4], baris(5, nik="33189917088000", tanggal_lahir="31/02/1990")])
    impor = meja.impor([baris(1, nama="WARGA BERUBAH"), baris(2, alamat="DK. RAHASIA")])

    tersimpan = [
        *HasilBaris.objects.values_list("kode", flat=True),
        str(impor.ringkasan),
        str(impor.tanda),
        str(list(JejakAudit.objects.values_list("objek_nama", "alasan", "rincian"))),
    ]
    for rahasia in ("3318991708", "WARGA", "RAHASIA", "IBU REKAAN", "31/02", KK):
        assert [teks for teks in tersimpan if rahasia in teks] == []


def test_query_count_does_not_grow_with_the_rows(meja, settings):
    banyak = []
    for hari, jumlah in (("01", 10), ("02", 1_000)):
        isi = [
            baris(
                1 + n % 2,
                nik=f"331899{hari}0190{n + 1:04}",
                id_dtks=f"CTH{hari}{n:05}",
                no_kk=f"331899{hari}0115{n + 1:04}",
                tanggal_lahir=f"{hari}/01/1990",
            )
            for n in range(jumlah)
        ]
        with CaptureQueriesContext(connection) as kueri:
            meja.impor(isi)
        banyak.append(len(kueri))

    assert EntriData.objects.count() == 1_010
    assert banyak[1] <= banyak[0]


def test_entry_made_by_hand_is_left_alone_by_an_undo(meja):
    lain = EntriDataFactory(sumber=meja.sumber, desa=meja.mawar, orang__nik="3318991708807777")
    impor = meja.impor(SEMUA)
    meja.client.post(f"/impor/{impor.pk}/urungkan/")

    assert list(EntriData.objects.values_list("pk", flat=True)) == [lain.pk]


def test_header_of_an_unknown_vintage_is_mapped_once_and_remembered(meja):
    """A later edition calls a column by a name that the application does not know."""
    tajuk = [satu if satu != TAJUK["nik"] else "NO. INDUK" for satu in TAJUK.values()]
    berkas = buku(
        meja.folder / "asing.xlsx", [tajuk, *([satu.get(n, "") for n in TAJUK] for satu in SEMUA)]
    )
    impor = unggah(meja.client, "bnba", berkas, sumber=meja.sumber.pk)
    assert impor.status == StatusImpor.DIPASANGKAN
    pasangkan = reverse("inti:impor_pasangkan", args=[impor.pk])
    form = meja.client.get(pasangkan).context["form"]
    isian = {nama: field.initial for nama, field in form.fields.items()}
    [kolom] = [nama for nama, field in form.fields.items() if field.label.endswith("NO. INDUK")]

    meja.client.post(pasangkan, isian | {kolom: "nik"})

    terapkan(meja.client, impor)
    assert Orang.objects.exclude(nik_indeks=None).count() == 5
    lain = SumberDataFactory(kabupaten=meja.sumber.kabupaten)
    lagi = unggah(meja.client, "bnba", berkas, sumber=lain.pk)
    assert (lagi.status, lihat(meja.client, lagi).jumlah["baru"]) == (StatusImpor.DIPERIKSA, 5)
