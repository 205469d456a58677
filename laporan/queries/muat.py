"""Loading a comparison: the two rounds, the villages in scope, the indicators asked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import JenisDaftar, JenisPutaran, StatusDaftar
from desa.models import (
    ButirSasaran,
    Desa,
    Indikator,
    Putaran,
    Survei,
    TargetIndikator,
    VersiIndikator,
)
from desa.stats import deret_versi
from laporan.queries.bentuk import (
    DesaSasaran,
    IndikatorLaporan,
    Perbandingan,
    PutaranLaporan,
    Sumber,
    Versi,
)
from laporan.queries.pasangan import pasangan_per_desa, survei_dua_putaran
from laporan.stats import Definisi
from opd.models import Penugasan
from opd.queries import dalam_lingkup


# Building a queryset costs more than running it here: what is the same at every request is built
# once, and each request adds its filters.
PUTARAN = Putaran.objects.order_by("tanggal_rujukan", "nomor").values_list(
    "pk",
    "jenis",
    "nomor",
    "tanggal_rujukan",
    "periode_id",
    "periode__nama",
    "periode__mulai",
    "periode__selesai",
    "tutup",
    "dikunci_pada",
)
BERLAKU = Survei.objects.filter(putaran=OuterRef("pk"), berlaku=True)
PUTARAN_BERLAKU = PUTARAN.annotate(ada_berlaku=Exists(BERLAKU))
PENDAMPING = Penugasan.objects.order_by("mulai").values_list("desa_id", "opd_id", "opd__singkatan")
BUTIR = (
    ButirSasaran.objects.filter(daftar__status=StatusDaftar.DITETAPKAN)
    .order_by()
    .values_list(
        *("daftar__jenis", "daftar_id", Cast("daftar__tanggal_data", CharField())),
        *(Cast("skor_pemilih", CharField()), "pembilang_pemilih", "penyebut_pemilih"),
        *("desa_id", "desa__kode", "desa__kode_bps", "desa__nama"),
        *("desa__kecamatan_id", "desa__kecamatan__nama"),
    )
)
BERSKOR = (JenisDaftar.DAMPINGAN, JenisDaftar.PEMBANDING)  # lists by the score of one ranking
DITANYAKAN = Putaran.versi_indikator.through.objects.order_by().values_list(
    "versiindikator_id", flat=True
)
VERSI = VersiIndikator.objects.order_by("nomor").values_list(
    *(f"indikator__{nama}" for nama in ("urutan", "kode", "id", "nama", "bidang")),
    "indikator__wajib",
    "indikator__jenis",
    "indikator__arah",
    "indikator__putus_deret__tanggal",
    *Versi._fields,
)
TARGET = TargetIndikator.objects.order_by().values_list(
    "indikator_id", "daftar_id", "desa_id", "nilai"
)


def putaran_for_laporan(pengguna: Pengguna, desa: Desa | None = None) -> list[PutaranLaporan]:
    """The rounds of the user's kabupaten, oldest first."""
    return putaran_kabupaten(pengguna.kabupaten_id, desa)


def putaran_kabupaten(kabupaten_id: int | None, desa: Desa | None = None) -> list[PutaranLaporan]:
    """The rounds of a kabupaten, oldest first.

    With `desa` a round counts as verified when this village is: its page begins with its own
    latest figures, not with a round in which only others are.
    """
    rows = PUTARAN_BERLAKU
    if desa is not None:
        rows = PUTARAN.annotate(ada_berlaku=Exists(BERLAKU.filter(desa=desa)))
    return [PutaranLaporan(*row) for row in rows.filter(periode__kabupaten=kabupaten_id)]


def putaran_baku(
    putaran: Sequence[PutaranLaporan], *, terbuka: bool = False, pada: date | None = None
) -> tuple[PutaranLaporan | None, PutaranLaporan | None]:
    """The rounds compared unless the user chooses: earliest baseline, latest follow-up.

    Both of the period of a day (today), else of the newest period; rounds with a verified survey
    first. A follow-up that is still open comes after the closed ones, since only the first few
    villages are verified in it; `terbuka` takes it all the same.
    """
    if not putaran:
        return None, None
    pada = pada or timezone.localdate()
    terbaru = sorted(putaran, key=lambda p: p.periode_mulai, reverse=True)
    berjalan = next(
        (p for p in terbaru if p.periode_mulai <= pada <= p.periode_selesai), terbaru[0]
    )
    sendiri = [p for p in putaran if p.periode_id == berjalan.periode_id]
    awal = [p for p in sendiri if p.jenis == JenisPutaran.AWAL]
    lanjutan = [p for p in reversed(sendiri) if p.jenis != JenisPutaran.AWAL]
    return (
        max(awal, key=lambda p: p.ada_berlaku, default=None),
        max(
            lanjutan,
            key=lambda p: (p.ada_berlaku, terbuka or not p.berjalan),
            default=None,
        ),
    )


def putaran_berjalan(
    putaran: Iterable[PutaranLaporan], laporan: Perbandingan
) -> tuple[PutaranLaporan, int] | None:
    """The newest round that is open and later than those compared, when some of the villages are
    verified in it; with their number."""
    kini = laporan.lanjutan
    lebih_baru = [
        p
        for p in putaran
        if p.berjalan
        and p.ada_berlaku
        and p.periode_id == kini.periode_id
        and p.tanggal_rujukan > kini.tanggal_rujukan
    ]
    if not lebih_baru:
        return None
    desa = [s.id for s in laporan.sasaran]
    banyak = Survei.objects.filter(putaran=lebih_baru[-1].id, berlaku=True, desa__in=desa).count()
    return (lebih_baru[-1], banyak) if banyak else None


def perbandingan_for_pengguna(
    pengguna: Pengguna,
    awal: PutaranLaporan,
    lanjutan: PutaranLaporan,
    *,
    jenis: str = JenisDaftar.DAMPINGAN,
    desa: Desa | None = None,
    indikator: Indikator | None = None,
) -> Perbandingan:
    """Compare two rounds over the villages that this user may read.

    The villages are those on the decided lists of the later round's period, also the ones that
    graduated within it. `desa` and `indikator` narrow the reading to one village (on a list or
    not) or one indicator.
    """
    sumber, tanggal_data = _sumber(
        Q(desa=desa) if desa else dalam_lingkup(pengguna, "desa__"), awal, lanjutan, jenis
    )
    sasaran = sumber.sasaran(jenis)
    if desa is not None and not sasaran:
        kecamatan = desa.kecamatan
        sasaran = [
            DesaSasaran(desa.pk, desa.kode, desa.kode_bps, desa.nama, kecamatan.pk, kecamatan.nama)
        ]
    ditanyakan = indikator_ditanyakan([awal, lanjutan], list(tanggal_data), indikator)
    per_desa, sidik = pasangan_per_desa(sumber.survei, [s.id for s in sasaran], ditanyakan)
    return Perbandingan(
        awal=awal,
        lanjutan=lanjutan,
        jenis=jenis,
        tanggal_data=max(tanggal_data.values(), default=None),
        sasaran=sasaran,
        indikator=ditanyakan,
        per_desa=per_desa,
        sidik=sidik,
        sumber=sumber,
    )


def _sumber(
    lingkup: Q,
    awal: PutaranLaporan,
    lanjutan: PutaranLaporan,
    jenis: str,
) -> tuple[Sumber, dict[int, date]]:
    """The decided lists of every kind, the villages' last OPD of the period, and their surveys in
    the two rounds; with the vintages of the lists of `jenis`."""
    periode = lanjutan.periode_id
    pendamping = {desa: opd for desa, *opd in PENDAMPING.filter(periode=periode)}
    sumber = Sumber({}, {}, survei_dua_putaran(awal, lanjutan))
    tanggal_data: dict[int, date] = {}
    for row in BUTIR.filter(lingkup, daftar__periode=periode):
        jenis_daftar, daftar_id, tanggal, *pemilih, desa_id = row[:7]
        sumber.daftar.setdefault(jenis_daftar, {})[desa_id] = DesaSasaran(
            *row[6:], *pendamping.get(desa_id, (None, ""))
        )
        if jenis_daftar in BERSKOR and (skor := _skor(*pemilih)) is not None:
            sumber.skor[desa_id] = skor
        if jenis_daftar == jenis:
            tanggal_data[daftar_id] = date.fromisoformat(tanggal)
    return sumber, tanggal_data


def _skor(skor: str | None, pembilang: int | None, penyebut: int | None) -> float | None:
    """The stored selection score, else the selecting figure as a rate; in percent."""
    if skor is not None:
        return float(skor)
    if pembilang is None or not penyebut:
        return None
    return 100 * pembilang / penyebut


def indikator_ditanyakan(
    putaran: Sequence[PutaranLaporan | Putaran],
    daftar: Sequence[int] = (),
    indikator: Indikator | None = None,
) -> list[IndikatorLaporan]:
    """The indicators asked in any of these rounds (oldest first), in the order of the form.

    All versions are read, since the chain between two rounds may hold one that neither asked.
    """
    ditanyakan = set(DITANYAKAN.filter(putaran__in=[p.id for p in putaran]))
    versi: dict[tuple[int, str, int, str, str, bool, str, str], dict[int, Versi]] = defaultdict(
        dict
    )
    putus: dict[int, set[date]] = defaultdict(set)
    for kolom in VERSI.all():
        tanggal_putus, satu = kolom[8], Versi(*kolom[9:])
        versi[kolom[:8]][satu.id] = satu
        if tanggal_putus is not None:
            putus[kolom[2]].add(tanggal_putus)
    target_daftar, target_desa = _target(putaran[-1].periode_id, daftar)
    return [
        IndikatorLaporan(
            id=pk,
            kode=kode,
            nama=nama,
            bidang=bidang,
            wajib=wajib,
            versi=_versi_pada(list(semua.values()), putaran[-1].tanggal_rujukan),
            definisi=Definisi(
                jenis,
                arah,
                deret_versi((v.id, v.sebanding) for v in semua.values()),
                sorted(putus[pk]),
            ),
            target_daftar=target_daftar.get(pk),
            target_desa=target_desa[pk],
        )
        for (_, kode, pk, nama, bidang, wajib, jenis, arah), semua in sorted(versi.items())
        if ditanyakan & semua.keys() and (indikator is None or pk == indikator.pk)
    ]


def _versi_pada(semua: list[Versi], pada: date) -> Versi:
    """The definition valid on a day, of versions in order; the first when none is yet."""
    return next((v for v in reversed(semua) if v.berlaku_mulai <= pada), semua[0])


def _target(
    periode_id: int, daftar: Sequence[int]
) -> tuple[dict[int, Decimal], dict[int, dict[int, Decimal]]]:
    """Targets per indicator id: those of the lists, and those of single villages."""
    per_daftar: dict[int, Decimal] = {}
    per_desa: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for indikator_id, daftar_id, desa_id, nilai in TARGET.filter(periode=periode_id):
        if desa_id is not None:
            per_desa[indikator_id][desa_id] = nilai
        elif daftar_id in daftar:
            per_daftar[indikator_id] = nilai
    return per_daftar, per_desa
