"""Reads over survey rounds: what they ask, of whom, when, and how far they are."""

from collections.abc import Iterable
from datetime import date

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least, NullIf
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import STATUS_DAPAT_DIISI, STATUS_TERBUKA, JenisDaftar, StatusSurvei
from desa.models import Desa, PengecualianKunci, Putaran, Survei, VersiIndikator
from desa.queries.program import butir_berlaku


DISURVEI = (JenisDaftar.DAMPINGAN, JenisDaftar.PEMBANDING)
BELUM = "belum"  # the status of a village that has no survey in a round yet
BELUM_DIAJUKAN = (BELUM, *STATUS_DAPAT_DIISI)  # still with those who fill
TAK_PERNAH = date.max


def putaran_kabupaten(kabupaten_id: int | None) -> QuerySet[Putaran]:
    """The rounds of a kabupaten."""
    return Putaran.objects.filter(periode__kabupaten=kabupaten_id).select_related("periode")


def putaran_for_pengguna(pengguna: Pengguna) -> QuerySet[Putaran]:
    """The rounds of the user's kabupaten; how far they are depends on the villages one may see."""
    return putaran_kabupaten(pengguna.kabupaten_id)


def desa_putaran(putaran: Putaran) -> QuerySet[Desa]:
    """The villages that a round asks: on a decided list of mentored or comparison villages.

    The day that counts is the round's reference date: a village that graduated before it is not
    asked any more.
    """
    butir = butir_berlaku(putaran.periode_id, jenis=DISURVEI, pada=putaran.tanggal_rujukan)
    return Desa.objects.filter(pk__in=butir.values("desa_id")).select_related("kecamatan")


def versi_ditanyakan(putaran: Putaran) -> QuerySet[VersiIndikator]:
    """The definitions a round asks, in the order of the form (bidang by first indicator)."""
    return putaran.versi_indikator.select_related("indikator").order_by(
        "indikator__urutan", "indikator__kode"
    )


def is_terbuka(putaran: Putaran, desa: Desa, *, pada: date | None = None) -> bool:
    """Whether a village may be filled in a round on a day: open, not locked, or excepted."""
    pada = pada or timezone.localdate()
    if putaran.terbuka_pada(pada):
        return True
    return (
        pada >= putaran.buka and pengecualian_berlaku(putaran, pada=pada).filter(desa=desa).exists()
    )


def pengecualian_berlaku(
    putaran: Putaran, *, pada: date | None = None
) -> QuerySet[PengecualianKunci]:
    """Exceptions to the lock of a round that hold on a day."""
    return PengecualianKunci.objects.filter(
        putaran=putaran, sampai__gte=pada or timezone.localdate()
    )


def survei_kini() -> QuerySet[Survei]:
    """The one survey that stands for a village in a round: the open revision, else that in force."""
    terbuka = Survei.objects.filter(
        putaran=OuterRef("putaran"), desa=OuterRef("desa"), status__in=STATUS_TERBUKA
    )
    return Survei.objects.filter(
        Q(status__in=STATUS_TERBUKA) | (Q(berlaku=True) & ~Exists(terbuka))
    )


def putaran_with_kemajuan(queryset: QuerySet[Putaran], desa: QuerySet[Desa]) -> QuerySet[Putaran]:
    """Add how many of these villages a round asks, and how many stand in each status.

    `jumlah_desa`, `jumlah_<status>` for every status, and the rest as `jumlah_belum`.
    """
    butir = butir_berlaku(
        OuterRef("periode"), jenis=DISURVEI, pada=OuterRef("tanggal_rujukan")
    ).filter(desa__in=desa.values("pk"))
    diminta = butir_berlaku(
        OuterRef("putaran__periode"), jenis=DISURVEI, pada=OuterRef("putaran__tanggal_rujukan")
    ).filter(desa__in=desa.values("pk"), desa=OuterRef("desa"))
    survei = survei_kini().filter(Exists(diminta), putaran=OuterRef("pk")).order_by()

    def jumlah(rows: QuerySet, kunci: str, hitung: Count) -> Coalesce:
        n = rows.values(kunci).annotate(n=hitung).values("n")
        return Coalesce(Subquery(n, output_field=IntegerField()), Value(0))

    queryset = queryset.annotate(
        jumlah_desa=jumlah(butir.order_by(), "daftar__periode", Count("desa", distinct=True)),
        **{
            f"jumlah_{status}": jumlah(survei.filter(status=status), "putaran", Count("pk"))
            for status in StatusSurvei.values
        },
    )
    ada = sum((F(f"jumlah_{status}") for status in StatusSurvei.values), start=Value(0))
    return queryset.annotate(jumlah_belum=F("jumlah_desa") - ada)


def putaran_with_survei(desa: Desa) -> QuerySet[Putaran]:
    """The rounds of the village's kabupaten, newest first, one row per survey of this village.

    One query: `survei_id`, `survei_status`, `survei_revisi`, `survei_berlaku` are None where
    nothing was entered, and `dikecualikan` says that the lock does not hold for it today.
    """
    survei = FilteredRelation("survei", condition=Q(survei__desa=desa))
    return (
        Putaran.objects.filter(periode__kabupaten=desa.kecamatan.kabupaten_id)
        .select_related("periode")
        .alias(s=survei)
        .annotate(
            survei_id=F("s__pk"),
            survei_status=F("s__status"),
            survei_revisi=F("s__revisi"),
            survei_berlaku=F("s__berlaku"),
            dikecualikan=Exists(
                PengecualianKunci.objects.filter(
                    putaran=OuterRef("pk"), desa=desa, sampai__gte=timezone.localdate()
                )
            ),
        )
        .order_by("-periode__mulai", "-nomor", "-survei_revisi")
    )


def desa_with_survei(desa: QuerySet[Desa], putaran: Putaran) -> QuerySet[Desa]:
    """Add where each village stands in a round.

    `survei_id`, `status` (of its current survey, else "belum"), `revisi`, `diajukan_pada`,
    `terisi` (answers given), `is_berlaku` (verified figures are in force), `sampai` (last day of
    its exception).
    """
    kini = survei_kini().filter(putaran=putaran, desa=OuterRef("pk")).order_by()
    terisi = kini.annotate(n=Count("nilai")).values("n")
    pengecualian = PengecualianKunci.objects.filter(putaran=putaran, desa=OuterRef("pk"))
    return desa.annotate(
        survei_id=Subquery(kini.values("pk")),
        status=Coalesce(Subquery(kini.values("status")), Value(BELUM)),
        revisi=Subquery(kini.values("revisi")),
        diajukan_pada=Subquery(kini.values("diajukan_pada")),
        terisi=Coalesce(Subquery(terisi, output_field=IntegerField()), Value(0)),
        is_berlaku=Exists(
            Survei.objects.filter(putaran=putaran, desa=OuterRef("pk"), berlaku=True)
        ),
        sampai=Subquery(pengecualian.values("sampai"), output_field=DateField()),
    )


def desa_with_kelengkapan(
    desa: QuerySet[Desa], putaran: Iterable[Putaran], *, pada: date
) -> QuerySet[Desa]:
    """Add where each village stands in every one of these rounds, in the one query.

    Per round `status_<id>` ("belum" without a survey, None where the village is not asked) and
    `survei_<id>`; `batas_lewat` is the last day that was allowed by the first round in which the village
    is late on the day `pada` (rules of `desa.stats.terlambat_sejak`), None when it is not late.
    """
    batas: list[Value | Case] = [Value(TAK_PERNAH, output_field=DateField())]
    for p in putaran:
        kini = survei_kini().filter(putaran=p, desa=OuterRef("pk")).order_by()
        diminta = butir_berlaku(p.periode_id, jenis=DISURVEI, pada=p.tanggal_rujukan)
        sampai = PengecualianKunci.objects.filter(putaran=p, desa=OuterRef("pk")).values("sampai")
        status, terakhir = f"status_{p.pk}", f"sampai_{p.pk}"
        desa = desa.annotate(
            **{
                status: Case(
                    When(
                        Exists(diminta.filter(desa=OuterRef("pk"))),
                        then=Coalesce(Subquery(kini.values("status")), Value(BELUM)),
                    ),
                    output_field=CharField(),
                ),
                f"survei_{p.pk}": Subquery(kini.values("pk")),
                terakhir: Greatest(
                    Coalesce(Subquery(sampai, output_field=DateField()), Value(p.tutup)),
                    Value(p.tutup),
                    output_field=DateField(),
                ),
            }
        )
        lewat = When(**{f"{status}__in": BELUM_DIAJUKAN, f"{terakhir}__lt": pada}, then=F(terakhir))
        batas.append(Case(lewat, default=Value(TAK_PERNAH), output_field=DateField()))
    paling_awal = Least(*batas) if len(batas) > 1 else batas[0]
    return desa.annotate(
        batas_lewat=NullIf(paling_awal, Value(TAK_PERNAH, output_field=DateField()))
    )
