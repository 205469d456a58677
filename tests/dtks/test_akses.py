"""The access log: one chain whoever writes, and no change of it that stays unseen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dtks.choices import TindakanAkses, TujuanAkses
from dtks.models import AksesDataPribadi, RantaiAkses
from dtks.rantai import KOLOM, Ujung, periksa_rantai, sidik_catatan, sidik_ujung
from dtks.workflows.akses import PER_JAM, catat_akses
from inti.exceptions import AturanDilanggar
from tests.factories.akun import PenggunaFactory
from tests.factories.dtks import AksesDataPribadiFactory
from tests.serentak import bersamaan


LAIN = {  # another value for every column of a row
    "kabupaten_id": 2,
    "urutan": 99,
    "pada": datetime(2026, 1, 2, tzinfo=UTC),
    "pelaku_id": None,
    "pelaku_nama": "Orang Lain",
    "tindakan": "ekspor",
    "tujuan": "retensi",
    "keterangan": "lain",
    "objek": "dtks.orang:999",
    "jumlah_orang": 2,
    "sidik": "f" * 32,
}


def rantai(banyak):
    """A log of so many rows, and the record of its end."""
    hasil, sidik = [], ""
    for nomor in range(1, banyak + 1):
        isi = {
            **{"kabupaten_id": 1, "urutan": nomor, "pelaku_id": nomor, "pelaku_nama": "Rini"},
            **{"pada": datetime(2026, 1, 1, 8, nomor, tzinfo=UTC), "tindakan": "buka"},
            **{"tujuan": "verifikasi", "keterangan": "", "objek": f"dtks.orang:{nomor}"},
            "jumlah_orang": 1,
        }
        sidik = sidik_catatan(sidik, isi)
        hasil.append(isi | {"sidik": sidik})
    return hasil, {"jumlah": banyak, "sidik": sidik_ujung(1, Ujung(banyak, sidik))}


@hypothesis_settings(max_examples=60)
@given(st.data())
def test_any_change_of_the_log_is_seen_and_its_first_row_named(data):
    semua, tercatat = rantai(banyak := data.draw(st.integers(2, 8)))
    assert periksa_rantai(1, semua, tercatat).masalah == ""
    pernah = Ujung(banyak, semua[-1]["sidik"])

    letak = data.draw(st.integers(0, banyak - 1))
    cara = data.draw(st.sampled_from(["ubah", "hapus", "tukar", "sisip", "pangkas"]))
    rusak = [dict(satu) for satu in semua]
    if cara == "ubah":
        kolom = data.draw(st.sampled_from([*KOLOM, "sidik"]))
        rusak[letak][kolom] = LAIN[kolom]
    elif cara == "hapus":
        del rusak[letak]
    elif cara == "tukar":  # two rows change places, numbers as they were
        lain = data.draw(st.integers(0, banyak - 1).filter(lambda n: n != letak))
        letak, lain = sorted([letak, lain])
        rusak[letak], rusak[lain] = (
            rusak[lain] | {"urutan": letak + 1},
            rusak[letak] | {"urutan": lain + 1},
        )
    elif cara == "sisip":
        rusak[letak:letak] = [rusak[letak] | {"objek": "dtks.orang:0"}]
        rusak = [satu | {"urutan": nomor} for nomor, satu in enumerate(rusak, 1)]
    else:  # the end is cut off, and an earlier record of the end put back: only a note tells
        rusak, tercatat = rantai(letak)
        assert periksa_rantai(1, rusak, tercatat).masalah == ""
        assert "hilang" in periksa_rantai(1, rusak, tercatat, pernah).masalah
        return

    hasil = periksa_rantai(1, rusak, tercatat)
    assert hasil.masalah
    assert hasil.ujung.jumlah == letak  # the rows before the fault are whole
    assert str(letak + 1 if letak < len(rusak) else letak) in hasil.masalah


@pytest.mark.django_db
def test_log_is_written_checked_by_the_command_and_broken_rows_are_named(capsys):
    orang = PenggunaFactory()
    isi = {"kabupaten": orang.kabupaten, "tujuan": TujuanAkses.VERIFIKASI, "oleh": orang}
    for nomor in range(3):
        catat_akses(TindakanAkses.BUKA, f"dtks.orang:{nomor}", **isi)

    call_command("periksa_jejak_akses")
    ujung = capsys.readouterr().out.split()[-1]
    assert ujung == f"3:{AksesDataPribadi.objects.first().sidik}"
    call_command("periksa_jejak_akses", pernah=ujung)
    capsys.readouterr()

    AksesDataPribadi.objects.filter(urutan=2).update(keterangan="diubah di basis data")
    with pytest.raises(CommandError, match="tidak utuh"):
        call_command("periksa_jejak_akses")
    assert capsys.readouterr().err == (
        f"{orang.kabupaten}: RUSAK, catatan nomor 2 tidak cocok dengan sidiknya.\n"
    )
    AksesDataPribadi.objects.filter(urutan__gt=1)._raw_delete("default")
    with pytest.raises(CommandError):
        call_command("periksa_jejak_akses")
    assert "catatan sesudah nomor 1 hilang" in capsys.readouterr().err


@pytest.mark.django_db
def test_log_refuses_numbers_in_the_purpose_and_more_than_the_limit_of_an_hour():
    orang = PenggunaFactory()
    isi = {"kabupaten": orang.kabupaten, "tujuan": TujuanAkses.VERIFIKASI}
    with pytest.raises(AturanDilanggar, match="Jangan menulis NIK"):
        catat_akses(
            TindakanAkses.BUKA, "x", oleh=orang, keterangan="KTP 331899 170880 0001 ada", **isi
        )
    assert not AksesDataPribadi.objects.exists()

    lama = AksesDataPribadiFactory(kabupaten=orang.kabupaten, pelaku_id=orang.pk, urutan=901)
    for nomor in range(PER_JAM[TindakanAkses.SALINAN]):
        AksesDataPribadiFactory(
            kabupaten=orang.kabupaten, pelaku_id=orang.pk, tindakan="salinan", urutan=1000 + nomor
        )
    with pytest.raises(AturanDilanggar, match="Batas 20 kali per jam"):
        catat_akses(TindakanAkses.SALINAN, "x", oleh=orang, **isi)
    AksesDataPribadi.objects.update(pada=lama.pada - timedelta(hours=2))
    catat_akses(TindakanAkses.SALINAN, "x", oleh=orang, **isi)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite: satu penulis")
@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_make_one_chain(capsys):
    orang = PenggunaFactory()

    def tulis():
        for nomor in range(5):
            catat_akses(
                TindakanAkses.BUKA,
                f"dtks.orang:{nomor}",
                kabupaten=orang.kabupaten,
                oleh=orang,
                tujuan=TujuanAkses.VERIFIKASI,
            )

    assert bersamaan(*[tulis] * 8) == [None] * 8

    call_command("periksa_jejak_akses")
    assert "40 catatan utuh" in capsys.readouterr().out
    assert RantaiAkses.objects.get().jumlah == 40
