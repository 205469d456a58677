"""Reads over the dictionary: definitions of a day, comparable series."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from akun.models import Pengguna
from desa.models import Indikator, NilaiIndikator, PutusDeret, VersiIndikator
from desa.stats import deret_versi


def indikator_for_pengguna(pengguna: Pengguna) -> QuerySet[Indikator]:
    """The dictionary; it is the same for everybody."""
    return Indikator.objects.all()


def indikator_aktif() -> QuerySet[Indikator]:
    """The indicators in use, in the order of the dictionary."""
    return Indikator.objects.filter(aktif=True)


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
