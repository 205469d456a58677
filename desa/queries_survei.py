"""Reads over survey rounds (how far they are) and surveys (laid out row by row)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import slugify

from akun.models import Pengguna
from desa.choices import STATUS_TERBUKA, JenisDaftar, StatusDaftar, StatusSurvei
from desa.models import (
    ButirSasaran,
    Desa,
    Indikator,
    NilaiIndikator,
    PengecualianKunci,
    Putaran,
    PutusDeret,
    Survei,
    VersiIndikator,
)
from desa.queries import nilai_sebelumnya, versi_ditanyakan
from desa.stats import (
    Isian,
    Peringatan,
    Perubahan,
    deret_versi,
    peringatan_nilai,
    perubahan,
    ukuran,
)


DISURVEI = (JenisDaftar.DAMPINGAN, JenisDaftar.PEMBANDING)
BELUM = "belum"  # the status of a village that has no survey in a round yet
HARI_SEGERA_TUTUP = 14


def butir_sasaran(periode: Any, *jenis: str, pada: Any) -> QuerySet[ButirSasaran]:
    """The entries of a period's decided lists that hold on a day (a graduated village does not).

    `periode` and `pada` may be an OuterRef, for use as a subquery.
    """
    return ButirSasaran.objects.filter(
        Q(tanggal_lulus=None) | Q(tanggal_lulus__gt=pada),
        daftar__periode=periode,
        daftar__jenis__in=jenis,
        daftar__status=StatusDaftar.DITETAPKAN,
    )


def putaran_kabupaten(kabupaten_id: int) -> QuerySet[Putaran]:
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
    butir = butir_sasaran(putaran.periode_id, *DISURVEI, pada=putaran.tanggal_rujukan)
    return Desa.objects.filter(pk__in=butir.values("desa_id")).select_related("kecamatan")


def indikator_for_pengguna(pengguna: Pengguna) -> QuerySet[Indikator]:
    """The dictionary; it is the same for everybody."""
    return Indikator.objects.all()


def versi_kini(*, pada: date | None = None) -> QuerySet[VersiIndikator]:
    """The definition of each indicator on a day (today), by bidang; the first where none is yet."""
    semua = VersiIndikator.objects.filter(indikator=OuterRef("indikator"))
    berlaku = semua.filter(berlaku_mulai__lte=pada or timezone.localdate()).order_by("-nomor")
    pertama = semua.order_by("nomor")
    return (
        VersiIndikator.objects.filter(
            pk=Coalesce(Subquery(berlaku.values("pk")[:1]), Subquery(pertama.values("pk")[:1]))
        )
        .select_related("indikator")
        .order_by("indikator__bidang", "indikator__urutan", "indikator__kode")
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
    butir = butir_sasaran(OuterRef("periode"), *DISURVEI, pada=OuterRef("tanggal_rujukan")).filter(
        desa__in=desa.values("pk")
    )
    diminta = butir_sasaran(
        OuterRef("putaran__periode"), *DISURVEI, pada=OuterRef("putaran__tanggal_rujukan")
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


def putaran_terbuka(kabupaten_id: int, *, pada: date | None = None) -> QuerySet[Putaran]:
    """The rounds that may be filled on a day without an exception, the first to close first."""
    pada = pada or timezone.localdate()
    return (
        putaran_kabupaten(kabupaten_id)
        .filter(dikunci_pada=None, buka__lte=pada, tutup__gte=pada)
        .order_by("tutup", "nomor")
    )


def putaran_segera_tutup(kabupaten_id: int, *, pada: date | None = None) -> QuerySet[Putaran]:
    """The open rounds that close within two weeks."""
    pada = pada or timezone.localdate()
    return putaran_terbuka(kabupaten_id, pada=pada).filter(
        tutup__lte=pada + timedelta(days=HARI_SEGERA_TUTUP)
    )


@dataclass(frozen=True)
class Deret:
    """Which answers may be compared: versions in comparable series, and registered breaks."""

    nomor: dict[int, int]  # versi_indikator id → number of its series
    putus: dict[int, list[date]]  # indikator id → dates

    def is_sebanding(self, lama: NilaiIndikator, versi: VersiIndikator, tanggal: date) -> bool:
        """Whether an answer to `versi` of a day may be compared with an earlier one."""
        if self.nomor.get(lama.versi_indikator_id) != self.nomor.get(versi.pk):
            return False
        mulai = lama.tanggal or lama.survei.putaran.tanggal_rujukan
        return not any(mulai < putus <= tanggal for putus in self.putus[versi.indikator_id])


@dataclass(frozen=True)
class Baris:
    """One question of a survey with everything a page shows beside it.

    `sebelumnya` is the last verified number of an earlier round, `sebanding` says whether it may
    be compared, `berlaku` the answer in force of the same round.
    """

    versi: VersiIndikator
    nilai: NilaiIndikator | None
    sebelumnya: NilaiIndikator | None
    sebanding: bool
    berlaku: NilaiIndikator | None = None
    peringatan: list[Peringatan] = field(default_factory=list)

    @property
    def pembanding(self) -> NilaiIndikator | None:
        """The previous answer where it may be compared."""
        return self.sebelumnya if self.sebanding else None

    @property
    def perubahan(self) -> Perubahan | None:
        """Change since the previous answer."""
        return perubahan(self.pembanding, self.nilai, self.versi.indikator.arah)

    @property
    def perubahan_berlaku(self) -> Perubahan | None:
        """Change since the answer in force of the same round (a revision)."""
        return perubahan(self.berlaku, self.nilai, self.versi.indikator.arah)

    @property
    def perlu_dilihat(self) -> bool:
        """Whether a checker should look: it warns, or differs from what was known before."""
        acuan = self.berlaku or self.pembanding
        return bool(self.peringatan) or acuan is None or ukuran(acuan) != ukuran(self.nilai)

    @property
    def belum_selesai(self) -> list[Peringatan]:
        return [p for p in self.peringatan if not p.selesai]


def deret_indikator(indikator_ids: Iterable[int]) -> Deret:
    """The comparable series of these indicators."""
    ids = list(indikator_ids)
    versi: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for indikator_id, pk, sebanding in (
        VersiIndikator.objects.filter(indikator__in=ids)
        .order_by("indikator", "nomor")
        .values_list("indikator_id", "pk", "sebanding")
    ):
        versi[indikator_id].append((pk, sebanding))
    putus: dict[int, list[date]] = defaultdict(list)
    for indikator_id, tanggal in PutusDeret.objects.filter(indikator__in=ids).values_list(
        "indikator_id", "tanggal"
    ):
        putus[indikator_id].append(tanggal)
    nomor: dict[int, int] = {}
    for daftar in versi.values():
        nomor |= deret_versi(daftar)
    return Deret(nomor, putus)


def baris_survei(putaran: Putaran, desa: Desa, survei: Survei | None) -> list[Baris]:
    """The questions of a round for one village, with answers, previous answers and warnings.

    Seven queries, however many questions.
    """
    ditanyakan = list(versi_ditanyakan(putaran))
    sebelumnya = nilai_sebelumnya(putaran, [desa.pk])
    deret = deret_indikator(v.indikator_id for v in ditanyakan)
    nilai = _nilai(Survei.objects.filter(pk=survei.pk)) if survei else {}
    berlaku = _nilai(Survei.objects.filter(putaran=putaran, desa=desa, berlaku=True))
    hasil = []
    for versi in ditanyakan:
        lama, kini = sebelumnya.get((desa.pk, versi.indikator_id)), nilai.get(versi.pk)
        tanggal = (kini and kini.tanggal) or putaran.tanggal_rujukan
        sebanding = lama is not None and deret.is_sebanding(lama, versi, tanggal)
        hasil.append(
            Baris(
                versi,
                kini,
                lama,
                sebanding,
                None if kini and kini == berlaku.get(versi.pk) else berlaku.get(versi.pk),
                peringatan_nilai(kini, lama if sebanding else None, versi.indikator),
            )
        )
    return hasil


def _nilai(survei: QuerySet[Survei]) -> dict[int, NilaiIndikator]:
    nilai = NilaiIndikator.objects.filter(survei__in=survei).select_related("diisi_oleh")
    return {n.versi_indikator_id: n for n in nilai}


@dataclass(frozen=True)
class Bagian:
    """One section of the form: the questions of a bidang."""

    nama: str
    baris: list[Baris]

    @property
    def slug(self) -> str:
        return slugify(self.nama)

    @property
    def terisi(self) -> int:
        return sum(b.nilai is not None for b in self.baris)

    @property
    def komentar(self) -> int:
        """How many answers carry a comment of the checker."""
        return sum(bool(b.nilai and b.nilai.komentar) for b in self.baris)

    @property
    def is_selesai(self) -> bool:
        return self.terisi == len(self.baris) and not any(b.belum_selesai for b in self.baris)


def susun_bagian(baris: Iterable[Baris]) -> list[Bagian]:
    """The sections in the order of their first question."""
    per_bidang: dict[str, list[Baris]] = {}
    for b in baris:
        per_bidang.setdefault(b.versi.indikator.bidang, []).append(b)
    return [Bagian(nama, daftar) for nama, daftar in per_bidang.items()]


def antrean_verifikasi(surveis: QuerySet[Survei]) -> QuerySet[Survei]:
    """Those that wait for verification, the oldest first."""
    return surveis.filter(status=StatusSurvei.DIAJUKAN).order_by("diajukan_pada", "pk")


def riwayat_revisi(survei: Survei) -> list[Survei]:
    """All revisions of the same village and round, newest first, with `ubahan`.

    `ubahan` are the answers that differ from the revision before: (version of the definition,
    before, after).
    """
    surveis = list(
        Survei.objects.filter(putaran=survei.putaran_id, desa=survei.desa_id)
        .select_related("dibuat_oleh", "diajukan_oleh", "dikembalikan_oleh", "diverifikasi_oleh")
        .prefetch_related("nilai__versi_indikator__indikator")
        .order_by("-revisi")
    )
    for baru, lama in zip(surveis, [*surveis[1:], None], strict=True):
        baru.ubahan = _ubahan(lama, baru) if lama else []
    return surveis


def _ubahan(lama, baru):
    dahulu = {n.versi_indikator_id: n for n in lama.nilai.all()}
    kini = {n.versi_indikator_id: n for n in baru.nilai.all()}
    hasil = []
    for pk in dahulu | kini:
        a, b = dahulu.get(pk), kini.get(pk)
        if (a and Isian.dari(a)) != (b and Isian.dari(b)):
            hasil.append(((b or a).versi_indikator, a, b))
    return hasil
