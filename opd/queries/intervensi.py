"""Reads of findings, interventions and their money, within what a user may see; and their sums."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Count,
    DecimalField,
    Exists,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, ExtractYear, TruncMonth

from akun.models import Pengguna
from desa.choices import TEMUAN_TERBUKA, JenisTemuan, StatusTemuan
from desa.models import Desa, PerkembanganTemuan, Temuan
from opd.choices import INTERVENSI_TERBUKA, CelahIntervensi, JenisPenerima, StatusIntervensi
from opd.models import (
    Intervensi,
    JenisBantuan,
    KemajuanIntervensi,
    Pencairan,
    Pendanaan,
    PenerimaBantuan,
)
from opd.queries.lingkup import desa_for_pengguna
from opd.stats import CalonGanda, cari_ganda


RUPIAH: DecimalField = DecimalField(max_digits=18, decimal_places=0)
# What money may be summed by: name → path from Pendanaan.
KUNCI_DANA = {
    "sumber": "sumber",
    "tahun": "tahun",
    "strategi": "intervensi__strategi",
    "kelompok": "intervensi__kelompok",
    "jenis": "intervensi__jenis__kode",
    "pelaksana": "intervensi__jenis_pelaksana",
    "opd": "intervensi__penugasan__opd__singkatan",
    "desa": "intervensi__desa",
    "kecamatan": "intervensi__desa__kecamatan",
    "intervensi": "intervensi",
}


def jenis_bantuan_for_pengguna(pengguna: Pengguna) -> QuerySet[JenisBantuan]:
    """The kinds of help, in their order; the same for everybody."""
    return JenisBantuan.objects.all()


def temuan_for_pengguna(pengguna: Pengguna) -> QuerySet[Temuan]:
    """Findings of the villages the user may read."""
    return Temuan.objects.filter(desa__in=desa_for_pengguna(pengguna)).select_related(
        "desa__kecamatan", "indikator"
    )


def perkembangan_for_pengguna(pengguna: Pengguna) -> QuerySet[PerkembanganTemuan]:
    """Follow-ups of the findings the user may read."""
    return PerkembanganTemuan.objects.filter(
        temuan__in=temuan_for_pengguna(pengguna)
    ).select_related("temuan")


def temuan_with_intervensi(queryset: QuerySet[Temuan]) -> QuerySet[Temuan]:
    """Add `jumlah_intervensi`: how many interventions, not called off, answer each finding."""
    jawaban = Intervensi.objects.filter(temuan=OuterRef("pk")).order_by()
    hitung = jawaban.exclude(status=StatusIntervensi.BATAL).annotate(
        n=Func("pk", function="COUNT", output_field=IntegerField())
    )
    return queryset.annotate(jumlah_intervensi=Coalesce(Subquery(hitung.values("n")), Value(0)))


def intervensi_for_pengguna(pengguna: Pengguna) -> QuerySet[Intervensi]:
    """Interventions in the villages the user may read."""
    return Intervensi.objects.filter(desa__in=desa_for_pengguna(pengguna)).select_related(
        "desa__kecamatan", "jenis", "penugasan__opd"
    )


def intervensi_berlaku(queryset: QuerySet[Intervensi]) -> QuerySet[Intervensi]:
    """Those that were not called off: what every sum and gap speaks of."""
    return queryset.exclude(status=StatusIntervensi.BATAL)


def intervensi_celah(queryset: QuerySet[Intervensi], celah: str) -> QuerySet[Intervensi]:
    """Those that answer no finding, or that have money and aim at no indicator; not called off."""
    berlaku = intervensi_berlaku(queryset)
    if celah == CelahIntervensi.TANPA_MASALAH:
        return berlaku.filter(temuan=None)
    return berlaku.filter(
        Exists(Pendanaan.objects.filter(intervensi=OuterRef("pk"))), indikator=None
    )


def intervensi_with_dana(
    queryset: QuerySet[Intervensi], *, tahun: int | None = None
) -> QuerySet[Intervensi]:
    """Add `pagu` and `realisasi` in rupiah (of a budget year, else of all), and `kemajuan_persen`:
    the latest that was recorded."""
    pagu = Pendanaan.objects.filter(intervensi=OuterRef("pk")).order_by().values("intervensi")
    cair = (
        Pencairan.objects.filter(pendanaan__intervensi=OuterRef("pk"), dibatalkan_pada=None)
        .order_by()
        .values("pendanaan__intervensi")
    )
    if tahun is not None:
        pagu, cair = pagu.filter(tahun=tahun), cair.filter(pendanaan__tahun=tahun)
    maju = KemajuanIntervensi.objects.filter(intervensi=OuterRef("pk")).order_by("-tanggal", "-pk")
    return queryset.annotate(
        pagu=_jumlah(pagu.annotate(n=Sum("pagu")).values("n")),
        realisasi=_jumlah(cair.annotate(n=Sum("jumlah")).values("n")),
        kemajuan_persen=Subquery(maju.values("persen")[:1]),
    )


def _jumlah(subquery: QuerySet) -> Coalesce:
    return Coalesce(Subquery(subquery, output_field=RUPIAH), Value(Decimal(0)), output_field=RUPIAH)


def pendanaan_for_pengguna(pengguna: Pengguna) -> QuerySet[Pendanaan]:
    """Fundings of the interventions the user may read."""
    return Pendanaan.objects.filter(
        intervensi__in=intervensi_for_pengguna(pengguna)
    ).select_related("intervensi__desa__kecamatan")


def pencairan_for_pengguna(pengguna: Pengguna) -> QuerySet[Pencairan]:
    """Tranches of the interventions the user may read."""
    return Pencairan.objects.filter(
        pendanaan__intervensi__in=intervensi_for_pengguna(pengguna)
    ).select_related("pendanaan__intervensi__desa__kecamatan")


def kemajuan_for_pengguna(pengguna: Pengguna) -> QuerySet[KemajuanIntervensi]:
    """Progress of the interventions the user may read."""
    return KemajuanIntervensi.objects.filter(
        intervensi__in=intervensi_for_pengguna(pengguna)
    ).select_related("intervensi__desa__kecamatan")


def pendanaan_with_pencairan(intervensi: Intervensi) -> QuerySet[Pendanaan]:
    """The fundings of one intervention with `realisasi` and `daftar_pencairan`, oldest first."""
    tahap = Pencairan.objects.select_related("dibuat_oleh", "dibatalkan_oleh")
    return intervensi.pendanaan.annotate(
        realisasi=Coalesce(
            Sum("pencairan__jumlah", filter=Q(pencairan__dibatalkan_pada=None)),
            Value(Decimal(0)),
            output_field=RUPIAH,
        )
    ).prefetch_related(Prefetch("pencairan", queryset=tahap, to_attr="daftar_pencairan"))


def ringkasan_pendampingan(desa: Desa) -> dict[str, Any]:
    """Counts and rupiah for the page of a village; two queries.

    `masalah` and `potensi` are those still open; what was called off counts nowhere.
    """
    berlaku = intervensi_berlaku(Intervensi.objects.filter(desa=desa))
    terbuka = Q(status__in=TEMUAN_TERBUKA)
    temuan = Temuan.objects.filter(desa=desa).aggregate(
        masalah=Count("pk", filter=terbuka & Q(jenis=JenisTemuan.MASALAH)),
        potensi=Count("pk", filter=terbuka & Q(jenis=JenisTemuan.POTENSI)),
        selesai=Count("pk", filter=Q(status=StatusTemuan.SELESAI)),
    )
    intervensi = intervensi_with_dana(berlaku).aggregate(
        terbuka=Count("pk", filter=Q(status__in=INTERVENSI_TERBUKA)),
        selesai=Count("pk", filter=Q(status=StatusIntervensi.SELESAI)),
        jumlah_pagu=Sum("pagu"),  # not "pagu": an alias of that name would hide what it sums
        jumlah_realisasi=Sum("realisasi"),
    )
    return {"temuan": temuan, "intervensi": intervensi}


# --- Sums ---------------------------------------------------------------------------------------


@dataclass
class BarisDana:
    """Money of one group: `kunci` are its values in the order asked for. Rupiah."""

    kunci: tuple[Any, ...]
    pagu: Decimal = Decimal(0)
    realisasi: Decimal = Decimal(0)


def dana_menurut(intervensi: QuerySet[Intervensi], *menurut: str) -> list[BarisDana]:
    """Pagu and realisation of these interventions, grouped by names of KUNCI_DANA.

    Two queries whatever the number of rows. Interventions that were called off do not count; a
    group without an OPD (another implementer) has None in its place. Raises KeyError for a name
    that is not in KUNCI_DANA.
    """
    jalur = [KUNCI_DANA[nama] for nama in menurut]
    dana = Pendanaan.objects.filter(intervensi__in=intervensi_berlaku(intervensi)).order_by()
    hasil: dict[tuple[Any, ...], BarisDana] = {}
    for *kunci, pagu in dana.values_list(*jalur).annotate(n=Sum("pagu")):
        hasil[tuple(kunci)] = BarisDana(tuple(kunci), pagu)
    cair = dana.filter(pencairan__dibatalkan_pada=None, pencairan__isnull=False)
    for *kunci, realisasi in cair.values_list(*jalur).annotate(n=Sum("pencairan__jumlah")):
        hasil[tuple(kunci)].realisasi = realisasi
    return sorted(hasil.values(), key=lambda baris: [str(k) for k in baris.kunci])


def realisasi_bulanan(
    intervensi: QuerySet[Intervensi], *, mulai: date, sampai: date
) -> dict[tuple[date, str], Decimal]:
    """Rupiah that came from each source in each month (its first day), both days inclusive."""
    cair = Pencairan.objects.filter(
        pendanaan__intervensi__in=intervensi_berlaku(intervensi),
        dibatalkan_pada=None,
        tanggal__range=(mulai, sampai),
    ).order_by()
    baris = cair.annotate(bulan=TruncMonth("tanggal")).values_list("bulan", "pendanaan__sumber")
    return {(bulan, sumber): n for bulan, sumber, n in baris.annotate(n=Sum("jumlah"))}


@dataclass(frozen=True)
class BarisVolume:
    """What was finished of one kind of help. `volume` is in the unit of `jenis`."""

    jenis: JenisBantuan
    jumlah_intervensi: int = 0
    volume: Decimal = Decimal(0)
    jumlah_kk: int = 0
    jumlah_laki_laki: int = 0
    jumlah_perempuan: int = 0


def volume_menurut_jenis(
    intervensi: QuerySet[Intervensi], *, mulai: date, sampai: date
) -> list[BarisVolume]:
    """What was finished from `mulai` to `sampai` (inclusive), one row for every kind in use.

    These are the columns in which the province sums: RTLH, jamban, listrik and so on. Kinds in
    which nothing was finished are there with zeros.
    """
    selesai = intervensi.filter(
        status=StatusIntervensi.SELESAI, tanggal_selesai__range=(mulai, sampai)
    ).order_by()
    jumlah = {
        jenis: [n or 0 for n in angka]
        for jenis, *angka in selesai.values_list("jenis").annotate(
            Count("pk"),
            Sum("realisasi_volume"),
            Sum("jumlah_kk"),
            Sum("jumlah_laki_laki"),
            Sum("jumlah_perempuan"),
        )
    }
    return [
        BarisVolume(jenis, *jumlah.get(jenis.pk, ()))
        for jenis in JenisBantuan.objects.all()
        if jenis.aktif or jenis.pk in jumlah
    ]


# --- Double aid ---------------------------------------------------------------------------------


def penerima_for_pengguna(pengguna: Pengguna) -> QuerySet[PenerimaBantuan]:
    """Recipients of the interventions the user may read, without those that were called off."""
    return (
        PenerimaBantuan.objects.filter(intervensi__in=intervensi_for_pengguna(pengguna))
        .exclude(intervensi__status=StatusIntervensi.BATAL)
        .select_related(
            "intervensi__desa__kecamatan", "intervensi__jenis", "intervensi__penugasan__opd"
        )
    )


def keluarga_penerima_for_pengguna(pengguna: Pengguna) -> QuerySet[PenerimaBantuan]:
    """The families among those recipients: what can be matched with the social registry."""
    return penerima_for_pengguna(pengguna).filter(jenis=JenisPenerima.KELUARGA)


def penerima_ganda(penerima: QuerySet[PenerimaBantuan]) -> QuerySet[PenerimaBantuan]:
    """Those that two interventions of one year help from different sources.

    The same recipient is one label in one village, or one family of the social registry anywhere.
    The year is that in which an intervention begins; `opd.stats.cari_ganda` says what counts as
    another source. Two more queries, whatever the number of rows.
    """
    bertahun = penerima.annotate(tahun=ExtractYear("intervensi__mulai")).order_by()
    lain = bertahun.filter(~Q(intervensi=OuterRef("intervensi")), tahun=OuterRef("tahun"))
    selabel = lain.filter(
        intervensi__desa=OuterRef("intervensi__desa"),
        jenis=OuterRef("jenis"),
        kunci=OuterRef("kunci"),
    )
    sekeluarga = lain.filter(keluarga_dtks=OuterRef("keluarga_dtks"))
    baris = bertahun.filter(Exists(selabel) | Exists(sekeluarga)).values_list(
        "pk", "intervensi", "intervensi__desa", "tahun", "jenis", "kunci", "keluarga_dtks",
        "intervensi__jenis_pelaksana", "intervensi__pelaksana",
    )  # fmt: skip
    calon = [
        CalonGanda(pk, intervensi, kelompok, f"{jenis_pelaksana} {pelaksana}")
        for pk, intervensi, desa, tahun, jenis, kunci, keluarga, jenis_pelaksana, pelaksana in baris
        for kelompok in ((tahun, desa, jenis, kunci), (tahun, keluarga))
        if kelompok[-1] is not None
    ]
    sumber: dict[int, set[str]] = defaultdict(set)
    dana = Pendanaan.objects.filter(intervensi__in={c.intervensi for c in calon}).order_by()
    for intervensi, kode in dana.values_list("intervensi", "sumber"):
        sumber[intervensi].add(kode)
    return penerima.filter(pk__in=cari_ganda(calon, sumber))


def bantuan_lain(intervensi: Intervensi) -> list[PenerimaBantuan]:
    """What other interventions give this one's recipients in the same year from other sources."""
    milik = list(intervensi.penerima.all())
    kunci = {(p.jenis, p.kunci) for p in milik}
    keluarga = {p.keluarga_dtks for p in milik} - {None}
    sekitar = PenerimaBantuan.objects.filter(
        Q(intervensi__desa=intervensi.desa_id, kunci__in={k for _, k in kunci})
        | Q(keluarga_dtks__in=keluarga),
        intervensi__mulai__year=intervensi.mulai.year,
    ).exclude(intervensi__status=StatusIntervensi.BATAL)
    ganda = penerima_ganda(sekitar).exclude(intervensi=intervensi).select_related("intervensi")
    return [
        p
        for p in ganda.order_by("label", "pk")
        if (p.jenis, p.kunci) in kunci or p.keluarga_dtks in keluarga
    ]
