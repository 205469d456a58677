"""Storing village outlines from a GeoJSON file."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from desa.geometri import Fitur, geometri, sederhanakan
from desa.models import BatasDesa, Desa
from inti import audit
from inti.exceptions import AturanDilanggar
from inti.models import Kabupaten


@dataclass(frozen=True)
class HasilBatas:
    """What became of a file's outlines; `tanpa_batas` are the villages that still have none."""

    cocok: int
    menurut: str  # the code that matched: Kemendagri or BPS
    tidak_cocok: list[Fitur]
    ganda: list[Fitur]
    tanpa_batas: list[Desa]
    titik: tuple[int, int]  # read, stored


@transaction.atomic
def muat_batas(fitur: Iterable[Fitur], *, kabupaten: Kabupaten, sumber: str) -> HasilBatas:
    """Replace the outlines of the villages that the file names, all or nothing.

    A file carries Kemendagri or BPS codes, both of ten digits: the kind that matches more of its
    outlines is used for all of them. Raises AturanDilanggar when none matches.
    """
    fitur = list(fitur)
    semua = list(Desa.objects.filter(kecamatan__kabupaten=kabupaten).select_related("kecamatan"))
    menurut, kode = max(
        (
            ("Kemendagri", {d.kode.replace(".", ""): d for d in semua}),
            ("BPS", {d.kode_bps: d for d in semua if d.kode_bps}),
        ),
        key=lambda pilihan: sum(f.kode in pilihan[1] for f in fitur),
    )
    cocok: dict[Desa, Fitur] = {}
    tidak_cocok, ganda = [], []
    for satu in fitur:
        desa = kode.get(satu.kode)
        if desa is None:
            tidak_cocok.append(satu)
        elif desa in cocok:
            ganda.append(satu)
        else:
            cocok[desa] = satu
    if not cocok:
        raise AturanDilanggar(f"Tidak ada kode yang cocok dengan desa {kabupaten}.")
    ringkas = {desa: sederhanakan(satu.bidang) for desa, satu in cocok.items()}
    BatasDesa.objects.filter(desa__in=list(cocok)).delete()
    BatasDesa.objects.bulk_create(
        BatasDesa(desa=desa, geometri=geometri(bidang), sumber=sumber)
        for desa, bidang in ringkas.items()
    )
    audit.catat(
        "batas_desa.muat", kabupaten, oleh=None, rincian={"desa": len(cocok), "sumber": sumber}
    )
    ada = set(BatasDesa.objects.filter(desa__in=semua).values_list("desa_id", flat=True))
    return HasilBatas(
        cocok=len(cocok),
        menurut=menurut,
        tidak_cocok=tidak_cocok,
        ganda=ganda,
        tanpa_batas=[d for d in semua if d.pk not in ada],
        titik=(
            sum(f.banyak_titik for f in cocok.values()),
            sum(len(c) for bidang in ringkas.values() for satu in bidang for c in satu),
        ),
    )
