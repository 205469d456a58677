"""Writes of imports that remember how to be taken back.

Each `…_dari_impor` goes through the same workflow as the form and returns, as plain JSON, what was
there before; its `urungkan_…` restores that, unless anything newer has touched the records.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import STATUS_DAPAT_DIISI, StatusDaftar, StatusSurvei
from desa.models import (
    ButirSasaran,
    DaftarSasaran,
    Desa,
    NilaiIndikator,
    Putaran,
    Survei,
)
from desa.stats import Isian
from desa.workflows.program import UBAHAN_BUTIR, isi_daftar
from desa.workflows.survei import ajukan_banyak, simpan_banyak
from inti import audit
from inti.exceptions import AturanDilanggar, DataBerubah
from inti.impor.banyak import PER_KIRIMAN, SUDAH_BERUBAH, potret
from inti.lampiran import workflows as lampiran


FIELD_NILAI = [
    f.attname for f in NilaiIndikator._meta.concrete_fields if f.name not in {"id", "survei"}
]
SURVEI_DIPULIHKAN = ["status", "diajukan_pada", "diajukan_oleh_id"]


@transaction.atomic
def isi_survei_dari_impor(
    putaran: Putaran,
    isian_per_desa: Mapping[int, list[Isian]],
    *,
    harapan: Mapping[int, tuple[int, int]],
    ajukan: Sequence[int],
    oleh: Pengguna,
) -> dict[str, Any]:
    """Store answers (desa id → answers) and submit the surveys of the villages in `ajukan`.

    `harapan` gives per village the revision and version that the check saw, for a new survey those
    it will begin with; anything else raises DataBerubah and nothing is stored.
    """
    terbuka = Survei.objects.filter(
        putaran=putaran, desa__in=isian_per_desa, status__in=STATUS_DAPAT_DIISI
    ).prefetch_related("nilai")
    sebelum = {survei.pk: _potret_survei(survei) for survei in terbuka}
    surveis = simpan_banyak(putaran, isian_per_desa, oleh=oleh)
    for survei in surveis:
        if (survei.revisi, survei.versi - 1) != harapan[survei.desa_id]:
            raise DataBerubah("Survei baru saja diubah orang lain. Periksa pratinjau yang baru.")
    diajukan = [survei for survei in surveis if survei.desa_id in set(ajukan)]
    if diajukan:
        ajukan_banyak(diajukan, oleh=oleh)
    langkah = {survei.pk for survei in diajukan}
    sebelum |= _potret_dimulai([s for s in diajukan if s.pk not in sebelum])
    return {
        "survei": [
            {"id": s.pk, "versi": s.versi + (s.pk in langkah), "sebelum": sebelum.get(s.pk)}
            for s in surveis
        ]
    }


@transaction.atomic
def urungkan_survei(jejak: Mapping[str, Any], *, oleh: Pengguna) -> None:
    """Take imported answers back: the surveys are as they were before.

    A draft that the import began disappears. One that it also submitted stays, withdrawn to the
    draft it began as: nothing that was ever submitted is deleted (rule 7).
    """
    dicatat = {satu["id"]: satu for satu in jejak["survei"]}
    surveis = list(
        Survei.objects.select_for_update(of=("self",))
        .filter(pk__in=dicatat)
        .select_related("desa", "putaran")
        .order_by("pk")
    )
    utuh = {s.pk for s in surveis if s.versi == dicatat[s.pk]["versi"]}
    if utuh != set(dicatat):
        berubah = [str(s.desa) for s in surveis if s.pk not in utuh]
        raise AturanDilanggar(SUDAH_BERUBAH.format(", ".join(berubah[:5]) or "survei dibuang"))
    audit.catat_banyak("survei.urungkan_impor", surveis, oleh=oleh)
    lama = {s: dicatat[s.pk]["sebelum"] for s in surveis if dicatat[s.pk]["sebelum"]}
    _pulihkan_nilai(surveis, lama)
    dimulai = [s for s in surveis if s not in lama]
    for survei in dimulai:
        if survei.bundel_id:  # a revision began with copies of the photos in force
            lampiran.buang(survei)
    Survei.objects.filter(pk__in=[s.pk for s in dimulai]).delete()
    for survei, sebelum in lama.items():
        for field in SURVEI_DIPULIHKAN:
            setattr(survei, field, sebelum.get(field, getattr(survei, field)))
        survei.versi = dicatat[survei.pk]["versi"] + 1  # a form opened meanwhile must notice
        survei.updated_at = timezone.now()
    Survei.objects.bulk_update(
        lama, ["status", "versi", "diajukan_pada", "diajukan_oleh", "updated_at"], batch_size=100
    )


def _pulihkan_nilai(surveis: Sequence[Survei], lama: Mapping[Survei, dict[str, Any]]) -> None:
    """Give each survey the answers of `lama`, and no others."""
    isi = [
        NilaiIndikator(survei=survei, **nilai)
        for survei, sebelum in lama.items()
        for nilai in sebelum["nilai"]
    ]
    tetap = {(nilai.survei_id, nilai.versi_indikator_id) for nilai in isi}
    ada = NilaiIndikator.objects.filter(survei__in=surveis)
    buang = [
        pk
        for pk, *kunci in ada.values_list("pk", "survei_id", "versi_indikator_id")
        if tuple(kunci) not in tetap
    ]
    NilaiIndikator.objects.filter(pk__in=buang).delete()
    NilaiIndikator.objects.bulk_create(
        isi,
        batch_size=PER_KIRIMAN,
        update_conflicts=True,
        unique_fields=["survei", "versi_indikator"],
        update_fields=[f for f in FIELD_NILAI if f not in {"created_at", "versi_indikator_id"}],
    )


@transaction.atomic
def isi_daftar_dari_impor(
    daftar: DaftarSasaran, butir: Sequence[ButirSasaran], *, oleh: Pengguna
) -> dict[str, Any]:
    """Fill a draft list; see `isi_daftar`."""
    sebelum = {
        b.desa_id: potret(b, UBAHAN_BUTIR)
        for b in daftar.butir.filter(desa__in=[b.desa_id for b in butir])
    }
    isi_daftar(daftar, butir, oleh=oleh)
    sesudah = daftar.butir.filter(desa__in=[b.desa_id for b in butir])
    return {
        "daftar": daftar.pk,
        "butir": [
            {
                "desa": b.desa_id,
                "sesudah": potret(b, UBAHAN_BUTIR),
                "sebelum": sebelum.get(b.desa_id),
            }
            for b in sesudah
        ],
    }


@transaction.atomic
def urungkan_daftar(jejak: Mapping[str, Any], *, oleh: Pengguna) -> None:
    """Take imported villages off the draft list again, and give the others their old figures."""
    daftar = DaftarSasaran.objects.select_for_update(of=("self",)).get(pk=jejak["daftar"])
    if daftar.status != StatusDaftar.DRAF:
        raise AturanDilanggar(SUDAH_BERUBAH.format("daftar sudah ditetapkan"))
    dicatat = {satu["desa"]: satu for satu in jejak["butir"]}
    butir = list(daftar.butir.filter(desa__in=dicatat).select_related("desa"))
    utuh = {b.desa_id for b in butir if potret(b, UBAHAN_BUTIR) == dicatat[b.desa_id]["sesudah"]}
    if utuh != set(dicatat):
        berubah = Desa.objects.filter(pk__in=set(dicatat) - utuh)[:5]
        raise AturanDilanggar(SUDAH_BERUBAH.format(", ".join(str(desa) for desa in berubah)))
    lama = [b for b in butir if dicatat[b.desa_id]["sebelum"] is not None]
    ButirSasaran.objects.filter(pk__in={b.pk for b in butir} - {b.pk for b in lama}).delete()
    for b in lama:
        for field, nilai in dicatat[b.desa_id]["sebelum"].items():
            setattr(b, field, nilai)
    ButirSasaran.objects.bulk_update(lama, UBAHAN_BUTIR, batch_size=200)
    audit.catat("daftar_sasaran.urungkan_impor", daftar, oleh=oleh)


def _potret_survei(survei: Survei) -> dict[str, Any]:
    return potret(survei, SURVEI_DIPULIHKAN) | {
        "nilai": [potret(nilai, FIELD_NILAI) for nilai in survei.nilai.all()]
    }


def _potret_dimulai(surveis: Sequence[Survei]) -> dict[int, dict[str, Any]]:
    """Surveys that have just begun, as the drafts they began as: empty, or what is in force."""
    revisi = {survei.desa_id: survei.pk for survei in surveis if survei.revisi > 1}
    hasil: dict[int, dict[str, Any]] = {
        survei.pk: {"status": StatusSurvei.DRAF.value, "nilai": []} for survei in surveis
    }
    berlaku = NilaiIndikator.objects.filter(
        survei__berlaku=True,
        survei__putaran__in={survei.putaran_id for survei in surveis},
        survei__desa__in=revisi,
    )
    for nilai in berlaku.select_related("survei") if revisi else ():
        isi = potret(nilai, FIELD_NILAI) | {"dicentang": False}
        hasil[revisi[nilai.survei.desa_id]]["nilai"].append(isi)
    return hasil
