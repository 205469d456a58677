"""manage.py muat_batas: GeoJSON of many hands."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from desa.geometri import baca_geojson, sederhanakan
from desa.models import BatasDesa
from inti.models import JejakAudit
from tests.factories.desa import DesaFactory, KecamatanFactory


pytestmark = pytest.mark.django_db

KOTAK = [[111.0, -6.7], [111.1, -6.7], [111.1, -6.8], [111.0, -6.8], [111.0, -6.7]]


def fitur(kode, cincin=KOTAK, nama_kolom="kode", **sifat):
    return {
        "type": "Feature",
        "properties": {nama_kolom: kode, "nama": f"Desa {kode}", **sifat},
        "geometry": {"type": "Polygon", "coordinates": [cincin]},
    }


@pytest.fixture
def desa():
    kecamatan = KecamatanFactory(kode="33.18.16")
    return [
        DesaFactory(kecamatan=kecamatan, kode=f"33.18.16.{n}", kode_bps=f"33181600{n % 100:02}")
        for n in (2001, 2002)
    ]


@pytest.fixture
def muat(tmp_path):
    def run(*isi, **pilihan):
        berkas = tmp_path / "batas.geojson"
        berkas.write_text(json.dumps({"type": "FeatureCollection", "features": list(isi)}))
        keluaran = StringIO()
        call_command("muat_batas", berkas, stdout=keluaran, **pilihan)
        return keluaran.getvalue()

    return run


def test_outlines_are_matched_by_code_and_the_rest_is_reported(desa, muat):
    keluaran = muat(
        fitur("3318162001"),
        fitur("33.18.16.2001"),
        fitur("33.18.16.2999"),
        fitur("33.18.16.2002", KOTAK[:3]),
    )

    assert keluaran.splitlines() == [
        "1 batas dimuat menurut kode Kemendagri; 5 titik disederhanakan menjadi 5.",
        "Tidak dapat dipakai: 1",
        "  fitur 4 (Desa 33.18.16.2002): garisnya kurang dari empat titik",
        "Kode tidak cocok: 1",
        "  3318162999 Desa 33.18.16.2999",
        "Kode ganda, diabaikan: 1",
        "  3318162001 Desa 33.18.16.2001",
        "Desa tanpa batas: 1",
        f"  33.18.16.2002 {desa[1].nama} ({desa[1].kecamatan})",
    ]
    batas = BatasDesa.objects.get()
    assert (batas.desa, batas.sumber) == (desa[0], "batas.geojson")
    assert batas.geometri == {"type": "Polygon", "coordinates": [KOTAK]}
    assert [j.aksi for j in JejakAudit.objects.all()] == ["batas_desa.muat"]


def test_swapped_axes_are_turned_round_and_loading_again_replaces(desa, muat):
    muat(fitur("33.18.16.2001", [[110.0, -7.0], [110.1, -7.0], [110.1, -7.1], [110.0, -7.0]]))
    keluaran = muat(fitur("33.18.16.2001", [[y, x] for x, y in KOTAK]))

    assert "Koordinat berkas terbalik" in keluaran
    assert BatasDesa.objects.get().geometri["coordinates"] == [KOTAK]


def test_bps_codes_match_when_they_match_more(desa, muat):
    assert "2 batas dimuat menurut kode BPS" in muat(
        fitur(desa[0].kode_bps, nama_kolom="KODE_BPS"),
        fitur(desa[1].kode_bps, nama_kolom="KODE_BPS"),
    )


def test_own_column_name_and_source(desa, muat):
    muat(fitur("33.18.16.2001", nama_kolom="ID_WIL"), kode="id_wil", sumber="DPUTR 2025")

    assert BatasDesa.objects.get().sumber == "DPUTR 2025"


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"bukan json", "Berkas bukan GeoJSON"),
        (b"\xff\xfe", "Berkas bukan GeoJSON"),
        (b"[1, 2]", "bukan GeoJSON FeatureCollection"),
        (b'{"features": [1]}', "bukan GeoJSON FeatureCollection"),
        (b'{"features": []}', "Kolom kode desa tidak ditemukan; kolom yang ada: tidak ada"),
        (b'{"features": [{"properties": {"x": 1}}]}', "kolom yang ada: x"),
        (
            b'{"features": [{"properties": {"kode": "1"}, "geometry": null}]}',
            "bentuknya kosong, bukan Polygon",
        ),
        (
            json.dumps(
                {"features": [fitur("1", [[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.8]])]}
            ),
            "berada di luar Indonesia",
        ),
        (json.dumps({"features": [fitur("1", KOTAK[:4])]}), "garisnya tidak tertutup"),
        (json.dumps({"features": [fitur("1", [*KOTAK[:4], ["a", 1]])]}), "bukan sepasang angka"),
        (json.dumps({"features": [fitur("")]}), "tanpa kode desa"),
        (json.dumps({"features": [fitur("9")]}), "Tidak ada kode yang cocok"),
    ],
)
def test_file_without_outlines_is_refused_with_the_reason(desa, tmp_path, isi, pesan):
    berkas = tmp_path / "x.geojson"
    berkas.write_bytes(isi if isinstance(isi, bytes) else isi.encode())

    with pytest.raises(CommandError, match=pesan):
        call_command("muat_batas", berkas)
    assert not BatasDesa.objects.exists()


def test_missing_file_is_a_message(desa, tmp_path):
    with pytest.raises(CommandError, match="tidak dapat dibuka"):
        call_command("muat_batas", tmp_path / "tidak-ada")


def test_several_polygons_and_holes_survive():
    lubang = [[111.02, -6.72], [111.04, -6.72], [111.04, -6.74], [111.02, -6.72]]
    isi = {
        "features": [
            {
                "properties": {"kode": "1"},
                "geometry": {"type": "MultiPolygon", "coordinates": [[KOTAK, lubang], [KOTAK]]},
            }
        ]
    }
    (satu,) = baca_geojson(json.dumps(isi).encode()).fitur

    assert [len(bidang) for bidang in satu.bidang] == [2, 1]
    assert satu.banyak_titik == 14


def test_simplified_ring_drops_what_the_picture_cannot_show():
    tepi = [(111.0 + n / 1000, -6.7 + (n % 2) * 1e-6) for n in range(101)]
    bidang = [[[*tepi, (111.1, -6.8), (111.0, -6.8), (111.0, -6.7)]]]

    assert sederhanakan(bidang) == [
        [[(111.0, -6.7), (111.1, -6.7), (111.1, -6.8), (111.0, -6.8), (111.0, -6.7)]]
    ]


def test_ring_too_small_to_draw_is_kept_when_it_is_the_only_one():
    kecil = [(111.0, -6.7), (111.00001, -6.7), (111.00001, -6.70001), (111.0, -6.7)]

    assert sederhanakan([[kecil]]) == [[kecil]]
    assert sederhanakan([[kecil], [[(x, y) for x, y in KOTAK]]]) == [[[(x, y) for x, y in KOTAK]]]
