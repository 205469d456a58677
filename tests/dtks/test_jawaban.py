"""Outcome lists of the national system through the import pages: met, refused, taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dtks.models import EntriData, JawabanPusat, Keluarga, Orang, UsulanPerbaikan
from inti.choices import StatusImpor
from inti.impor.workflows import check_impor
from inti.models import Impor, JejakAudit, Pemberitahuan
from tests.dtks.test_usulan import KK, NIK, S, diajukan, pada_status
from tests.factories.akun import PenggunaFactory
from tests.factories.dtks import AlasanPerbaikanFactory, EntriDataFactory, UsulanPerbaikanFactory
from tests.impor import buku, terapkan, unggah


pytestmark = pytest.mark.django_db
TAJUK = ["NO USULAN", "NIK", "NOKK", "JENIS USULAN", "STATUS", "ALASAN PENOLAKAN", "TGL JAWABAN"]
MATI = "Penonaktifan"


class Meja:
    """Confirmed corrections of one village and the verifier with the outcome list."""

    def __init__(self, client, petugas, folder):
        self.client, self.petugas, self.folder, self.sumber = client, petugas(), folder, {}
        self.verifikator = PenggunaFactory(peran="verifikator_dtks")
        client.force_login(self.verifikator)
        self.hari = timezone.localdate()

    def usulan(self, nama="Kasmirah Rekaan", alasan=None, baru=None, status=S.DISAHKAN, **entri):
        entri = EntriDataFactory(
            desa=self.petugas.penugasan.desa, orang__nama=nama, **self.sumber, **entri
        )
        entri.petugas, self.sumber = self.petugas, {"sumber": entri.sumber}
        usulan = pada_status(diajukan(entri, alasan, baru), status, self.verifikator)
        usulan.perubahan.update(keputusan="disetujui")
        usulan.entri = entri
        return usulan

    def unggah(self, *baris, pipa=False, mentah=False):
        baris = [[*satu, *[""] * (len(TAJUK) - len(satu))] for satu in baris]
        if pipa:
            jalur = self.folder / "jawaban.txt"
            jalur.write_text("".join("|".join(map(str, b)) + "\n" for b in [TAJUK, *baris]))
        else:
            jalur = buku(self.folder / "jawaban.xlsx", [["HASIL USULAN"], [], TAJUK, *baris])
        return unggah(self.client, "jawaban", jalur, tanggal=self.hari, mentah=mentah)

    def impor(self, *baris, **isi):
        impor = self.unggah(*baris, **isi)
        terapkan(self.client, impor, lewati_galat="on")
        impor.refresh_from_db()
        return impor

    def galat(self, *baris):
        """The messages of the rows that were refused."""
        hasil = check_impor(self.unggah(*baris))
        return [catatan.pesan for _, catatan in hasil.galat]


@pytest.fixture
def meja(client, petugas, media, tmp_path):
    return Meja(client, petugas, tmp_path)


def elemen(**lain):
    return AlasanPerbaikanFactory(
        kode="data_keliru", jenis="elemen", elemen=["nik", "nama", "alamat"], dokumen=[],
        perlu_tanggal=False, **lain,
    )  # fmt: skip


def registri():
    return [list(m.objects.order_by("pk").values()) for m in (Orang, Keluarga, EntriData)]


def status():
    return list(UsulanPerbaikan.objects.order_by("pk").values_list("status", flat=True))


def test_answers_are_met_and_taken_back_exactly(meja):
    mati, ditolak, tunggu = meja.usulan(), meja.usulan(), meja.usulan()
    keliru = meja.usulan(alasan=elemen(), baru={"nik": NIK, "nama": "Warsi Binti Rekaan"})
    baru = meja.usulan()  # stands in for the village of a person not yet listed
    UsulanPerbaikan.objects.filter(pk=baru.pk).update(
        jenis="baru", orang=None, nik_indeks="", sidik=baru.sidik
    )
    baru.perubahan.all().delete()
    isi = {"nik": "3318994508900088", "no_kk": KK, "nama": "Suparti Rekaan", "rt": "004"}
    for nama, nilai in isi.items():
        baru.perubahan.create(elemen=nama, baru=nilai, keputusan="disetujui")
    sebelum = registri()

    impor = meja.impor(
        ["", mati.entri.orang.nik, "", MATI, "Disetujui", "", meja.hari],
        [ditolak.nomor, "", "", "", "DITOLAK", "Dokumen tidak terbaca", f"{meja.hari:%d/%m/%Y}"],
        ["", tunggu.entri.orang.nik, "", "", "Dalam proses"],
        ["", f"'{keliru.entri.orang.nik}", "", "Perbaikan Elemen Data", "diterima"],
        ["", isi["nik"], "", "usulan baru", "Terima"],
        ["", "3318994508909999", "", MATI, "Diterima"],
    )

    assert impor.ringkasan["jumlah"] == {"baru": 4, "berubah": 0, "sama": 1, "ditolak": 1}
    assert status() == ["diterima", "ditolak_pusat", "disahkan", "diterima", "diterima"]
    ditolak.refresh_from_db()
    assert (ditolak.alasan_pusat, ditolak.dijawab_pada) == ("Dokumen tidak terbaca", meja.hari)
    mati.entri.refresh_from_db()
    keliru.orang.refresh_from_db()
    assert (mati.entri.aktif, keliru.orang.nik, keliru.orang.nama) == (
        False, NIK, "Warsi Binti Rekaan",
    )  # fmt: skip
    assert EntriData.objects.get(orang__nama="Suparti Rekaan").keluarga.rt == "004"
    assert list(JawabanPusat.objects.values_list("usulan", "baris", "impor")) == [
        (u.pk, n, impor.pk) for u, n in ((mati, 4), (ditolak, 5), (keliru, 7), (baru, 8))
    ]
    kabar = Pemberitahuan.objects.get(penerima=meja.petugas)
    assert kabar.teks == "Jawaban pusat atas usulan Anda: 3 diterima, 1 ditolak."
    simpan = f"{impor.ringkasan}{impor.tanda}{impor.urung}" + "".join(
        f"{j.objek_nama}{j.rincian}" for j in JejakAudit.objects.all()
    )
    assert not any(rahasia in simpan for rahasia in (NIK, isi["nik"], "Rekaan", "4508909999"))

    url = reverse("inti:impor_urungkan", args=[impor.pk])
    meja.client.post(url)
    impor.refresh_from_db()
    assert impor.status == StatusImpor.DIURUNGKAN
    assert status() == ["disahkan"] * 5
    assert registri() == sebelum
    assert JawabanPusat.objects.count() == 0


def test_same_list_again_changes_nothing(meja):
    mati, keliru = meja.usulan(), meja.usulan(alasan=elemen(), baru={"nik": NIK})
    lama = keliru.entri.orang.nik
    daftar = [
        ["", mati.entri.orang.nik, "", MATI, "Ditolak", "Akta palsu"],
        ["", lama, "", "", "Diterima"],
    ]
    meja.impor(*daftar, pipa=True)
    assert status() == ["ditolak_pusat", "diterima"]
    # The former NIK still finds its correction, and so does the new one.
    daftar.append(["", NIK, "", "", "Diterima"])
    response = meja.unggah(*daftar, mentah=True)
    assert "tidak mengubah apa pun: 3 baris sama" in meja.client.get(response.url).text
    assert Impor.objects.count() == 1


def test_rows_that_answer_nothing_say_why(meja):
    sah, belum, sudah = meja.usulan(), meja.usulan(status=S.DIUSULKAN), meja.usulan()
    meja.impor(["", sudah.entri.orang.nik, "", "", "Ditolak", "Tidak layak"])
    dua = meja.usulan(keluarga=sah.entri.keluarga)
    nik, besok = sah.entri.orang.nik, meja.hari + timedelta(days=1)

    assert meja.galat(
        ["", "3318994508909999", "", MATI, "Diterima"],
        ["", int(nik), "", MATI, "Diterima"],
        ["", nik, "", "Pindah wilayah", "Diterima"],
        ["", nik, "", MATI, "Ditolak"],
        ["", nik, "", MATI, "Entahlah"],
        ["", nik, "", MATI, "Diterima", "", besok],
        ["", "", "", MATI, "Diterima"],
        [sah.nomor, dua.entri.orang.nik, "", "", "Diterima"],
        ["U-999999", "", "", "", "Diterima"],
        ["", "", sah.entri.keluarga.no_kk, MATI, "Diterima"],
        ["", belum.entri.orang.nik, "", MATI, "Diterima"],
        ["", sudah.entri.orang.nik, "", MATI, "Diterima"],
        [sah.nomor, "", "", "", "Ditolak", "Tidak layak"],
        [sah.nomor, "", "", "", "Diterima"],
    ) == [
        "Tidak ada usulan terkirim untuk nomor ini.",
        "Kode ini tersimpan sebagai angka dan sudah dibulatkan oleh Excel. Ubah format kolom "
        "menjadi Teks, lalu ketik ulang kodenya.",
        "Usulan terkirim untuk nomor ini berjenis lain: Penonaktifan.",
        "Ditolak tanpa alasan; isi alasan penolakannya.",
        "Hasil ini tidak dikenal: Entahlah.",
        "Tanggal jawaban belum terjadi.",
        "Isi nomor usulan, NIK, atau nomor KK.",
        f"NIK ini bukan NIK pada usulan {sah}.",
        "Tidak ada usulan terkirim dengan nomor ini.",
        "Beberapa orang pada KK ini punya usulan; sebutkan NIK-nya.",
        f"Usulan {belum} belum tercatat disahkan. Catat pengesahannya pada berita acara dahulu, "
        "lalu unggah lagi.",
        f"Usulan {sudah} sudah dijawab “Ditolak pusat” pada {meja.hari:%d-%m-%Y}; jawaban lain "
        "tidak menimpanya. Bila yang dahulu keliru, urungkan impornya lebih dahulu.",
        f"Baris 16 menjawab usulan {sah} lain dari baris ini.",
    ]  # fmt: skip


def test_accepted_row_is_refused_where_the_registry_moved_on(meja):
    alamat = meja.usulan(alasan=elemen(), baru={"alamat": "Dukuh Satu"})
    serumah = meja.usulan(
        alasan=elemen(), baru={"alamat": "Dukuh Dua"}, keluarga=alamat.entri.keluarga
    )
    ganda = meja.usulan(alasan=elemen(), baru={"nik": NIK})
    berubah = meja.usulan(alasan=elemen(), baru={"nama": "Warsi Binti Rekaan"})
    EntriDataFactory(orang__nik=NIK, **meja.sumber)
    Orang.objects.filter(pk=berubah.orang_id).update(nama="Lain Lagi")

    assert meja.galat(*[[u.nomor, "", "", "", "Diterima"] for u in (alamat, serumah, ganda, berubah)]) == [
        f"Data berubah sejak diajukan: Alamat. ({serumah}).",
        f"NIK pada usulan {ganda} sudah tercatat pada orang lain.",
        f"Data berubah sejak diajukan: Nama. ({berubah}).",
    ]  # fmt: skip


def test_answer_is_not_taken_back_over_something_newer(meja):
    usulan = meja.usulan()
    impor = meja.impor([usulan.nomor, "", "", "", "Diterima"])
    url = reverse("inti:impor_urungkan", args=[impor.pk])
    EntriData.objects.filter(pk=usulan.entri.pk).update(pekerjaan="PETANI")
    assert "sudah diubah setelah jawaban ini" in meja.client.post(url, follow=True).text
    EntriData.objects.filter(pk=usulan.entri.pk).update(pekerjaan=usulan.entri.pekerjaan)
    baru = UsulanPerbaikanFactory(
        alasan=usulan.alasan, orang=usulan.orang, desa=usulan.desa, **meja.sumber
    )
    assert "usulan sejenis yang baru sudah dibuat" in meja.client.post(url, follow=True).text
    baru.delete()
    meja.client.post(url)
    assert status() == ["disahkan"]


def test_one_answer_by_hand_meets_the_same_checks_and_is_taken_back_exactly(meja):
    mati, ditolak = meja.usulan(), meja.usulan()
    ganda = meja.usulan(alasan=elemen(), baru={"nik": NIK})
    berubah = meja.usulan(alasan=elemen(), baru={"nama": "Warsi Binti Rekaan"})
    belum = meja.usulan(status=S.DIUSULKAN)
    EntriDataFactory(orang__nik=NIK, **meja.sumber)
    Orang.objects.filter(pk=berubah.orang_id).update(nama="Lain Lagi")
    sebelum, hari = registri(), timedelta(days=1)

    def jawab(usulan, hasil="diterima", tanggal=meja.hari, alasan=""):
        url = reverse("dtks:usulan_jawab", args=[usulan.pk])
        response = meja.client.post(url, {"hasil": hasil, "tanggal": tanggal, "alasan": alasan})
        return response.context and [
            p for semua in response.context["form"].errors.values() for p in semua
        ]

    assert [
        jawab(ganda),
        jawab(berubah),
        jawab(mati, "ditolak_pusat"),
        jawab(mati, tanggal=meja.hari - hari),
        jawab(mati, tanggal=meja.hari + hari),
        jawab(belum),
    ] == [
        ["NIK yang disetujui sudah tercatat pada orang lain."],
        ["Data berubah sejak diajukan: Nama. Bila yang terbaru sudah benar, nyatakan usulan ini kedaluwarsa."],
        ["Tuliskan alasan penolakannya."],
        ["Tanggal jawaban tidak boleh sebelum usulan masuk ke SIKS-NG."],
        ["Tanggal jawaban belum terjadi."],
        [f"Usulan {belum} berstatus “Diusulkan di SIKS-NG”; langkah “terima” tidak dapat dilakukan."],
    ]  # fmt: skip
    assert (registri(), JawabanPusat.objects.count()) == (sebelum, 0)

    assert jawab(mati) is None
    assert jawab(ditolak, "ditolak_pusat", alasan="Akta tidak terbaca") is None
    assert status()[:2] == ["diterima", "ditolak_pusat"]
    mati.entri.refresh_from_db()
    assert mati.entri.aktif is False
    assert sorted(Pemberitahuan.objects.values_list("teks", flat=True)) == [
        "Jawaban pusat atas usulan Anda: 1 diterima.",
        "Jawaban pusat atas usulan Anda: 1 ditolak.",
    ]

    # A list that says otherwise is told how to take this one back.
    [lain] = meja.galat([mati.nomor, "", "", "", "Ditolak", "Bukan orangnya"])
    assert lain.endswith("pakai “Cabut jawaban” pada usulannya lebih dahulu.")
    # One that an import brought goes with its import, not by itself.
    impor = meja.impor([meja.usulan("Suparti Rekaan").nomor, "", "", "", "Diterima"])
    diimpor = JawabanPusat.objects.get(impor=impor).usulan
    for usulan in (mati, ditolak, diimpor):
        cabut = reverse("dtks:usulan_cabut_jawaban", args=[usulan.pk])
        tampak = cabut in meja.client.get(reverse("dtks:usulan_detail", args=[usulan.pk])).text
        assert tampak == (usulan != diimpor)
        jawaban = meja.client.post(cabut, {"alasan": "Salah pilih"})
        assert ("urungkan impornya" in jawaban.text) == (usulan == diimpor)
    assert status()[:2] == ["disahkan", "disahkan"]
    assert registri()[2][0] == sebelum[2][0]
    assert JejakAudit.objects.filter(aksi="usulan.cabut_jawaban", alasan="Salah pilih").count() == 2
    assert jawab(mati, "ditolak_pusat", alasan="Bukan orangnya") is None  # and answered anew


@pytest.mark.parametrize("jumlah", [1, 3])
def test_queries_of_the_check_do_not_grow(meja, jumlah, django_assert_max_num_queries):
    semua = [meja.usulan(alasan=elemen(), baru={"nama": f"Warsi {n}"}) for n in range(jumlah)]
    impor = meja.unggah(*[[u.nomor, "", "", "", "Diterima"] for u in semua])
    with django_assert_max_num_queries(14):
        assert check_impor(impor).jumlah["baru"] == jumlah
