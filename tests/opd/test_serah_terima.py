"""A village changes hands: what is open goes along, who accepts, what stays with whom did it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from opd.models import Penugasan, SerahTerima
from tests.factories.bulanan import KunjunganFactory, TindakLanjutFactory
from tests.factories.desa import SurveiFactory, TemuanFactory
from tests.factories.opd import IntervensiFactory, KeanggotaanFactory


pytestmark = pytest.mark.django_db

HARI_INI = timezone.localdate()


def petugas_baru(**opd):
    return KeanggotaanFactory(pengguna__peran="petugas", **opd).pengguna


def usulkan(sign_in, penugasan, penerima, **lain):
    isian = {
        "opd_penerima": penerima.keanggotaan.get().opd_id,
        "petugas_penerima": penerima.pk,
        "tanggal": HARI_INI.isoformat(),
        "nomor_sk": "410/9/2026",
        "pekerjaan_terbuka": "Kunci balai desa masih pada kami.",
    }
    alamat = reverse("opd:serah_terima_create", args=[penugasan.pk])
    return sign_in("sekretariat").post(alamat, isian | lain)


def test_open_work_goes_along_and_history_stays(sign_in, petugas):
    lama, baru = petugas(), petugas_baru()
    rekan_baru = petugas_baru(opd=baru.keanggotaan.get().opd)
    penugasan = lama.penugasan
    desa = penugasan.desa
    temuan = TemuanFactory(desa=desa, judul="Jalan rusak", dibuat_oleh=lama)
    TemuanFactory(desa=desa, judul="Sudah selesai", selesai=True)
    intervensi = IntervensiFactory(
        desa=desa, nama="Bedah rumah", penugasan=penugasan, berjalan=True
    )
    IntervensiFactory(desa=desa, nama="Sudah rampung", penugasan=penugasan, rampung=True)
    butir = TindakLanjutFactory(
        desa=desa, opd=penugasan.opd, pemilik=lama, uraian="Serahkan daftar"
    )
    SurveiFactory(desa=desa, dibuat_oleh=lama)
    kunjungan = KunjunganFactory(penugasan=penugasan, petugas=lama)

    usulkan(sign_in, penugasan, baru)

    usul = SerahTerima.objects.get()
    tercatat = " ".join(p["uraian"] for p in usul.pekerjaan)
    assert sorted(p["jenis"] for p in usul.pekerjaan) == [
        "Intervensi", "Masalah", "Survei", "Tindak lanjut",
    ]  # fmt: skip
    assert "Sudah" not in tercatat
    halaman = reverse("opd:serah_terima_detail", args=[usul.pk])
    for siapa in (lama, baru):
        isi = sign_in(siapa).get(halaman).text
        for teks in ("Jalan rusak", "Bedah rumah", "Serahkan daftar", "Kunci balai desa"):
            assert teks in isi

    terima = reverse("opd:serah_terima_terima", args=[usul.pk])
    assert sign_in(rekan_baru).post(terima).status_code == 403  # another officer is named
    sign_in(baru).post(terima)

    for objek in (penugasan, intervensi, butir, kunjungan):
        objek.refresh_from_db()
    kini = Penugasan.objects.aktif(pada=HARI_INI).get(desa=desa)
    assert (kini.opd, kini.petugas, kini.nomor_sk) == (usul.opd_penerima, baru, "410/9/2026")
    assert penugasan.selesai == HARI_INI - timedelta(days=1)
    assert (butir.opd, butir.pemilik) == (kini.opd, baru)
    assert (intervensi.penugasan, kunjungan.penugasan) == (penugasan, penugasan)
    # The receiver goes on with what it found; who handed over still reads it, and no more.
    for nama, objek in (("opd:intervensi", intervensi), ("desa:temuan", temuan)):
        baca, tulis = (reverse(f"{nama}_{h}", args=[objek.pk]) for h in ("detail", "edit"))
        assert [sign_in(baru).get(h).status_code for h in (baca, tulis)] == [200, 200]
        assert [sign_in(lama).get(h).status_code for h in (baca, tulis)] == [200, 403]


def test_an_officer_hands_over_within_its_own_agency(sign_in, petugas):
    lama = petugas()
    penugasan = lama.penugasan
    rekan = petugas_baru(opd=penugasan.opd)

    tanpa_nama = usulkan(sign_in, penugasan, rekan, petugas_penerima="")
    orang_luar = usulkan(sign_in, penugasan, rekan, petugas_penerima=petugas_baru().pk)
    usulkan(sign_in, penugasan, rekan)

    assert "sebut petugas penerimanya" in tanpa_nama.text
    assert "tidak bekerja di" in orang_luar.text
    usul = SerahTerima.objects.get()
    terima = reverse("opd:serah_terima_terima", args=[usul.pk])
    assert sign_in(lama).post(terima).status_code == 403
    sign_in(rekan).post(terima)
    kini = Penugasan.objects.aktif(pada=HARI_INI).get(desa=penugasan.desa)
    assert (kini.opd, kini.petugas) == (penugasan.opd, rekan)
    assert "sudah memegang desa ini" in usulkan(sign_in, kini, rekan).text
