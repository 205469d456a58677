"""Pages and workbooks over the example district say what plain loops count from its rows."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from akun.models import Pengguna
from desa.models import NilaiIndikator, Survei, Temuan
from desa.queries import desa_sasaran
from opd.models import (
    Intervensi,
    JenisBantuan,
    LaporanBulanan,
    Pencairan,
    Pendanaan,
    Penugasan,
    TindakLanjut,
)
from opd.queries import dana_menurut


def test_isi_contoh_sums_equal_those_added_up_apart(distrik):
    """Pagu and realisation by source, year and OPD against plain loops over the rows."""
    pagu, cair = Counter(), Counter()
    dana = Pendanaan.objects.select_related("intervensi__penugasan__opd")
    for d in dana.prefetch_related("pencairan"):
        if d.intervensi.status == "batal":
            continue
        penugasan = d.intervensi.penugasan
        kunci = (d.sumber, d.tahun, penugasan and penugasan.opd.singkatan)
        pagu[kunci] += d.pagu
        cair[kunci] += sum(p.jumlah for p in d.pencairan.all() if not p.dibatalkan_pada)

    baris = dana_menurut(Intervensi.objects.all(), "sumber", "tahun", "opd")

    assert {b.kunci: b.pagu for b in baris} == pagu
    assert {b.kunci: b.realisasi for b in baris} == cair


def test_isi_contoh_matrix_equals_what_is_counted_apart(distrik, client):
    sekretariat = Pengguna.objects.get(username="sekretariat")
    client.force_login(sekretariat)
    berlaku = Intervensi.objects.exclude(status="batal").prefetch_related("temuan", "indikator")
    berdana = set(Pendanaan.objects.values_list("intervensi", flat=True))
    dijawab = {t.pk for i in berlaku for t in i.temuan.all()}
    tanpa_intervensi = [
        t
        for t in Temuan.objects.filter(jenis="masalah").exclude(
            status__in=["selesai", "tidak_ditangani"]
        )
        if t.pk not in dijawab
    ]
    tanpa_masalah = [i for i in berlaku if not i.temuan.all()]
    tanpa_indikator = [i for i in berlaku if not i.indikator.all() and i.pk in berdana]
    baris = sum(max(1, len(i.temuan.all())) for i in berlaku) + sum(
        t.pk not in dijawab for t in Temuan.objects.filter(jenis="masalah")
    )

    context = client.get(reverse("laporan:matriks")).context

    assert context["jumlah"] == baris
    assert [c["jumlah"] for c in context["celah"]] == [
        len(tanpa_intervensi), len(tanpa_masalah), len(tanpa_indikator),
    ]  # fmt: skip
    assert context["celah"][2]["rupiah"] == sum(
        d.pagu for d in Pendanaan.objects.filter(intervensi__in=tanpa_indikator)
    )
    assert all(c["jumlah"] > 0 for c in context["celah"])
    for celah in context["celah"]:  # each gap leads to a list of just as many
        assert client.get(celah["url"]).context["jumlah"] == celah["jumlah"]
    bergerak = client.get(context["url_bergerak"]).context["jumlah"]
    assert bergerak == context["jumlah_bergerak"] > 0


@pytest.fixture
def bahan_rakor(distrik, client):
    client.force_login(Pengguna.objects.get(username="pimpinan"))
    return client.get(reverse("laporan:bahan_rakor")).context


def test_isi_contoh_verdicts_of_bahan_rakor_equal_those_counted_apart(distrik, bahan_rakor):
    sasaran = set(desa_sasaran(distrik.periode).values_list("pk", flat=True))

    nilai = defaultdict(dict)  # (village, indicator) → round number → value in force
    for n in NilaiIndikator.objects.filter(
        survei__berlaku=True,
        versi_indikator__indikator__wajib=True,
        alasan_kosong="",
        survei__desa__in=sasaran,
    ).select_related("survei__putaran", "versi_indikator__indikator"):
        angka_ini = n.nilai if n.penyebut is None else Fraction(n.pembilang) / Fraction(n.penyebut)
        indikator = n.versi_indikator.indikator
        nilai[n.survei.desa_id, indikator.kode, indikator.arah][n.survei.putaran.nomor] = angka_ini
    terakhir = defaultdict(int)
    for pk, nomor in Survei.objects.filter(berlaku=True).values_list("desa", "putaran__nomor"):
        terakhir[pk] = max(terakhir[pk], nomor)
    putusan = Counter()
    for (desa, _, arah), menurut_putaran in nilai.items():
        if terakhir[desa] > 1 and {1, terakhir[desa]} <= menurut_putaran.keys():
            selisih = menurut_putaran[terakhir[desa]] - menurut_putaran[1]
            baik = selisih < 0 if arah == "turun" else selisih > 0
            putusan["tetap" if not selisih else "membaik" if baik else "memburuk"] += 1
    assert bahan_rakor["inti"].hitung == putusan
    awal = Survei.objects.filter(berlaku=True, putaran__nomor=1, desa__in=sasaran)
    assert bahan_rakor["program"].ukuran[0].cakupan == (awal.count(), 48)


def test_isi_contoh_late_reports_of_bahan_rakor_equal_those_counted_apart(bahan_rakor):
    hari_ini = timezone.localdate()
    masuk = {
        (p, b)
        for p, b, status in LaporanBulanan.objects.values_list("penugasan", "bulan", "status")
        if status not in ("draf", "dikembalikan")
    }
    telat = Counter()
    for p in Penugasan.objects.select_related("opd", "periode"):
        bulan = p.periode.laporan_mulai
        while (berikut := (bulan + timedelta(days=31)).replace(day=1)) <= hari_ini:
            akhir = berikut - timedelta(days=1)
            wajib = p.mulai <= akhir and (p.selesai is None or p.selesai >= akhir)
            lewat = hari_ini > berikut.replace(day=p.periode.tanggal_laporan)
            telat[p.opd.singkatan] += wajib and lewat and (p.pk, bulan) not in masuk
            bulan = berikut
    terlambat = bahan_rakor["program"].opd_terlambat_lapor
    assert {opd: len(daftar) for opd, daftar in terlambat} == {o: n for o, n in telat.items() if n}


def test_isi_contoh_money_of_bahan_rakor_equals_what_is_added_up_apart(bahan_rakor):
    hari_ini = timezone.localdate()
    belum = TindakLanjut.objects.exclude(status__in=["memadai", "dibatalkan"])
    assert [t.pk for t in bahan_rakor["tindak_lanjut"]] == [
        pk for _, pk in sorted(belum.values_list("tenggat", "pk"))
    ]
    batal = set(Intervensi.objects.filter(status="batal").values_list("pk", flat=True))
    pagu, cair, sumber = Counter(), Counter(), {}
    for d in Pendanaan.objects.filter(tahun=hari_ini.year):
        if d.intervensi_id not in batal:
            sumber[d.pk] = d.get_sumber_display()
            pagu[sumber[d.pk]] += d.pagu
    for p in Pencairan.objects.filter(dibatalkan_pada=None):
        cair[sumber.get(p.pendanaan_id)] += p.jumlah
    assert {d.sumber: (d.pagu, d.realisasi) for d in bahan_rakor["dana"]} == {
        s: (n, cair[s]) for s, n in pagu.items()
    }
    jumlah = bahan_rakor["jumlah_dana"]
    assert (jumlah.pagu, jumlah.realisasi) == (pagu.total(), sum(cair[s] for s in pagu))
    volume, kegiatan = volume_tahun_ini(hari_ini)
    assert {k.jenis.kode: (k.volume, k.jumlah_intervensi) for k in bahan_rakor["keluaran"]} == {
        kode: (n, kegiatan[kode]) for kode, n in volume.items()
    }


def volume_tahun_ini(sampai):
    """Volume and number of what was finished from January on, by kind."""
    volume, kegiatan = Counter(), Counter()
    for i in Intervensi.objects.select_related("jenis"):
        if i.status == "selesai" and date(sampai.year, 1, 1) <= i.tanggal_selesai <= sampai:
            volume[i.jenis.kode] += i.realisasi_volume
            kegiatan[i.jenis.kode] += 1
    return volume, kegiatan


def test_isi_contoh_recap_equals_what_is_added_up_apart(distrik, client):
    """Outputs by month, source and village, money by source, reports: one workbook, plain loops."""
    client.force_login(Pengguna.objects.get(username="sekretariat"))
    bulan = timezone.localdate().replace(day=1) - timedelta(days=1)
    response = client.get(reverse("laporan:rekap_bulanan"), {"bulan": f"{bulan:%Y-%m}"})
    buku = load_workbook(BytesIO(b"".join(response.streaming_content)), data_only=True)

    def tabel(lembar):
        baris = list(buku[lembar].iter_rows(values_only=True))
        kepala = next(n for n, b in enumerate(baris) if b[1] is not None)
        return [dict(zip(baris[kepala], b, strict=True)) for b in baris[kepala + 1 :] if b[0]]

    volume, _ = volume_tahun_ini(bulan)
    jenis = {j.kode: str(j) for j in JenisBantuan.objects.all()}
    for lembar in ("Keluaran per bulan", "Keluaran per sumber", "Keluaran per desa"):
        *baris, jumlah = tabel(lembar)
        for kode, kolom in jenis.items():
            assert jumlah[kolom] == float(volume[kode]) == sum(b[kolom] for b in baris)
    per_sumber = Counter()
    for p in Pencairan.objects.filter(dibatalkan_pada=None).select_related("pendanaan__intervensi"):
        if (
            date(bulan.year, 1, 1) <= p.tanggal <= bulan
            and p.pendanaan.intervensi.status != "batal"
        ):
            per_sumber[p.pendanaan.get_sumber_display()] += p.jumlah
    *baris, jumlah = tabel("Sumber dana")
    assert {b["Sumber dana"]: b["Realisasi"] for b in baris if b["Realisasi"]} == per_sumber
    assert jumlah["Realisasi"] == per_sumber.total()
    laporan = LaporanBulanan.objects.filter(bulan=bulan.replace(day=1))
    menurut_status = Counter(satu.get_status_display() for satu in laporan)
    keadaan = Counter(b["Keadaan"] for b in tabel("Laporan"))
    assert keadaan.total() == 48
    assert {k: n for k, n in keadaan.items() if k != "Belum dibuat"} == menurut_status
