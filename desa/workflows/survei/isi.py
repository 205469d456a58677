"""Filling a survey: from the form, from an import, and as a revision of what is in force."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import STATUS_TERBUKA, StatusSurvei
from desa.models import Desa, NilaiIndikator, Putaran, Survei, VersiIndikator
from desa.queries import deret_indikator, nilai_sebelumnya, versi_ditanyakan
from desa.stats import Isian, Kesalahan, periksa_isian, periksa_sama
from desa.workflows.survei.jaga import (
    IsianTidakSah,
    baca_putaran,
    kunci_survei,
    sebut,
    wajib_belum_diputus,
    wajib_ditanya,
    wajib_status,
    wajib_terbuka,
    wajib_terbuka_semua,
    wajib_versi,
)
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.lampiran import workflows as lampiran


ISI_NILAI = [  # the fields of an Isian as stored on NilaiIndikator
    "pembilang",
    "penyebut",
    "nilai",
    "alasan_kosong",
    "keterangan_kosong",
    "tanggal",
    "sumber",
    "metode",
    "catatan",
    "sama_seperti_sebelumnya",
    "alasan_lonjakan",
]


@transaction.atomic
def simpan(
    putaran: Putaran,
    desa: Desa,
    isian: Iterable[Isian],
    *,
    oleh: Pengguna,
    versi: int | None = None,
) -> Survei:
    """Store answers of one village; begins the survey, or a revision, when none is open.

    Only the given answers change; a blank Isian removes its value. `versi` is the version the
    form was read at (0: there was no survey yet): another one raises DataBerubah. Who sends from a
    page or a file that may be stale calls `gabungkan`. Raises IsianTidakSah, TransisiTidakSah,
    AturanDilanggar.
    """
    Desa.objects.select_for_update().get(pk=desa.pk)  # one writer per village, also for the insert
    putaran = baca_putaran(putaran)
    ditanyakan = baca_pertanyaan(putaran)
    daftar = lengkapi(putaran, ditanyakan, {desa.pk: list(isian)})[desa.pk]
    survei = survei_terbuka(putaran, [desa.pk]).first()
    wajib_terbuka(putaran, desa)
    if survei is None:
        wajib_belum_diputus(putaran, desa, versi)
        survei = _mulai([desa], putaran, oleh=oleh)[0]
    else:
        wajib_status(survei, "isi")
        wajib_versi(survei, versi)
    _tulis_nilai(ditanyakan, {survei: daftar}, oleh=oleh)
    survei.versi += 1
    survei.save(update_fields=["versi", "updated_at"])
    return survei


@transaction.atomic
def mulai_draf(putaran: Putaran, desa: Desa, *, oleh: Pengguna) -> Survei:
    """The survey of a village that may be filled now, begun without any answer if there is none.

    Such a draft has version 0, as a form does that was read before it: saving that form is no
    conflict. Raises TransisiTidakSah when it was submitted or decided on, AturanDilanggar when shut.
    """
    Desa.objects.select_for_update().get(pk=desa.pk)
    putaran = baca_putaran(putaran)
    wajib_terbuka(putaran, desa)
    survei = survei_terbuka(putaran, [desa.pk]).first()
    if survei is not None:
        wajib_status(survei, "isi")
        return survei
    if Survei.objects.filter(putaran=putaran, desa=desa).exists():
        raise TransisiTidakSah("Survei ini sudah diverifikasi. Buka revisi untuk mengubahnya.")
    survei = _mulai([desa], putaran, oleh=oleh)[0]
    survei.versi = 0
    survei.save(update_fields=["versi"])
    return survei


@transaction.atomic
def simpan_banyak(
    putaran: Putaran, isian_per_desa: Mapping[int, list[Isian]], *, oleh: Pengguna
) -> list[Survei]:
    """Store answers of many villages at once (desa id → answers), in a constant number of queries.

    The same rules as `simpan`, all or nothing. Returns the surveys in the order of the villages'
    ids. Raises AturanDilanggar naming the villages that refuse.
    """
    ids = sorted(isian_per_desa)
    desa = list(Desa.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    putaran = baca_putaran(putaran)
    ditanyakan = baca_pertanyaan(putaran)
    daftar = lengkapi(putaran, ditanyakan, isian_per_desa)
    wajib_terbuka_semua(putaran, desa)
    kini = {survei.desa_id: survei for survei in survei_terbuka(putaran, ids)}
    if diajukan := [s.desa for s in kini.values() if s.status == StatusSurvei.DIAJUKAN]:
        raise TransisiTidakSah(f"Sedang menunggu verifikasi: {sebut(diajukan)}.")
    baru = _mulai([d for d in desa if d.pk not in kini], putaran, oleh=oleh)
    kini |= {survei.desa_id: survei for survei in baru}
    surveis = [kini[pk] for pk in ids]
    _tulis_nilai(ditanyakan, {s: daftar[s.desa_id] for s in surveis}, oleh=oleh)
    Survei.objects.filter(pk__in=[s.pk for s in surveis]).update(
        versi=F("versi") + 1, updated_at=timezone.now()
    )
    for survei in surveis:
        survei.versi += 1
    return surveis


@transaction.atomic
def buka_revisi(survei: Survei, *, oleh: Pengguna, alasan: str) -> Survei:
    """Open the next revision of a verified survey; it stays in force until the new one is verified.

    The revision begins with the answers in force and carries the reason as its note.
    """
    Desa.objects.select_for_update().get(pk=survei.desa_id)
    lama = kunci_survei(survei)
    wajib_terbuka(lama.putaran, lama.desa)
    if not alasan.strip():
        raise AturanDilanggar("Tuliskan alasan revisi supaya pemeriksa tahu yang diperbaiki.")
    if not lama.berlaku or survei_terbuka(lama.putaran, [lama.desa_id]).exists():
        raise TransisiTidakSah("Hanya survei yang berlaku dan tidak sedang direvisi yang direvisi.")
    revisi = _mulai([lama.desa], lama.putaran, oleh=oleh)[0]
    revisi.catatan = alasan.strip()
    revisi.save(update_fields=["catatan", "updated_at"])
    audit.catat("survei.buka_revisi", revisi, oleh=oleh, alasan=revisi.catatan)
    return revisi


def survei_terbuka(putaran: Putaran, desa_ids: Iterable[int]) -> QuerySet[Survei]:
    """The open surveys of these villages, locked against a step that is under way."""
    return (
        Survei.objects.select_for_update(of=("self",))
        .filter(putaran=putaran, desa__in=desa_ids, status__in=STATUS_TERBUKA)
        .select_related("desa")
        .order_by("pk")
    )


def baca_pertanyaan(putaran: Putaran) -> dict[int, VersiIndikator]:
    """The definitions a round asks, by id."""
    return {versi.pk: versi for versi in versi_ditanyakan(putaran)}


def lengkapi(
    putaran: Putaran,
    ditanyakan: Mapping[int, VersiIndikator],
    isian_per_desa: Mapping[int, list[Isian]],
) -> dict[int, list[Isian]]:
    """Fill in what the server knows: the reference date, and the numbers of "same as before"."""
    bertanda = {
        d for d, daftar in isian_per_desa.items() for i in daftar if i.sama_seperti_sebelumnya
    }
    sebelumnya = nilai_sebelumnya(putaran, bertanda) if bertanda else {}
    deret = deret_indikator(v.indikator_id for v in ditanyakan.values() if bertanda)
    kesalahan: dict[int, list[Kesalahan]] = {}
    hasil: dict[int, list[Isian]] = {}
    for desa_id, daftar in isian_per_desa.items():
        hasil[desa_id] = []
        for isian in daftar:
            versi = ditanyakan.get(isian.versi_indikator_id)
            if versi is None:
                raise AturanDilanggar("Ada indikator yang tidak ditanyakan pada putaran ini.")
            if not isian.is_blank:
                isian = replace(isian, tanggal=isian.tanggal or putaran.tanggal_rujukan)
            if isian.sama_seperti_sebelumnya:
                lama = sebelumnya.get((desa_id, versi.indikator_id))
                if lama and not deret.is_sebanding(
                    lama, versi, isian.tanggal or putaran.tanggal_rujukan
                ):
                    lama = None
                salah = periksa_sama(isian, lama)
                if salah:
                    kesalahan.setdefault(versi.pk, []).append(salah)
                else:
                    isian = isian.disalin_dari(lama)
            hasil[desa_id].append(isian)
    if kesalahan:
        raise IsianTidakSah(kesalahan)
    return hasil


def wajib_sah(ditanyakan: Mapping[int, VersiIndikator], isian: Iterable[Isian]) -> None:
    """Refuse answers that cannot be stored, naming all of them."""
    hari_ini = timezone.localdate()
    kesalahan: dict[int, list[Kesalahan]] = {}
    for satu in isian:
        versi = ditanyakan[satu.versi_indikator_id]
        salah = (
            []
            if satu.is_blank
            else periksa_isian(
                satu, jenis=versi.indikator.jenis, desimal=versi.desimal, hari_ini=hari_ini
            )
        )
        if salah:
            kesalahan.setdefault(versi.pk, []).extend(salah)
    if kesalahan:
        raise IsianTidakSah(kesalahan)


def _mulai(daftar_desa: list[Desa], putaran: Putaran, *, oleh: Pengguna) -> list[Survei]:
    """Make the first or the next revision of each village; the caller holds the villages' locks."""
    if not daftar_desa:
        return []
    revisi = dict(
        Survei.objects.filter(putaran=putaran, desa__in=daftar_desa)
        .values("desa_id")
        .annotate(terakhir=Max("revisi"))
        .order_by()
        .values_list("desa_id", "terakhir")
    )
    if pertama := [desa for desa in daftar_desa if desa.pk not in revisi]:
        wajib_ditanya(putaran, pertama)
    surveis = Survei.objects.bulk_create(
        Survei(
            putaran=putaran,
            desa=desa,
            revisi=revisi.get(desa.pk, 0) + 1,
            dibuat_oleh=oleh,
        )
        for desa in daftar_desa
    )
    _salin_yang_berlaku(putaran, [s for s in surveis if s.revisi > 1])
    return surveis


def _salin_yang_berlaku(putaran: Putaran, revisi: list[Survei]) -> None:
    """A revision starts from the answers and photos in force: it corrects them."""
    if not revisi:
        return
    tujuan = {s.desa_id: s for s in revisi}
    berlaku = Survei.objects.filter(putaran=putaran, berlaku=True, desa__in=tujuan)
    lampiran.salin((lama, tujuan[lama.desa_id]) for lama in berlaku.select_related("bundel"))
    salinan = []
    for nilai in NilaiIndikator.objects.filter(survei__in=berlaku).select_related("survei"):
        survei = tujuan[nilai.survei.desa_id]
        nilai.pk, nilai.survei, nilai.dicentang = None, survei, False
        salinan.append(nilai)
    NilaiIndikator.objects.bulk_create(salinan, batch_size=200)


def _tulis_nilai(
    ditanyakan: Mapping[int, VersiIndikator],
    isian_per_survei: Mapping[Survei, list[Isian]],
    *,
    oleh: Pengguna,
) -> None:
    """Check all answers, then upsert them; blank ones are removed."""
    wajib_sah(ditanyakan, (i for daftar in isian_per_survei.values() for i in daftar))
    sekarang = timezone.now()
    simpan_: list[NilaiIndikator] = []
    hapus: list[tuple[int, int]] = []
    for survei, daftar in isian_per_survei.items():
        for isian in daftar:
            versi = ditanyakan[isian.versi_indikator_id]
            if isian.is_blank:
                hapus.append((survei.pk, versi.pk))
                continue
            simpan_.append(
                NilaiIndikator(
                    survei=survei,
                    versi_indikator=versi,
                    diisi_oleh=oleh,
                    diisi_pada=sekarang,
                    **{nama: getattr(isian, nama) for nama in ISI_NILAI},
                )
            )
    for survei_pk in {s for s, _ in hapus}:
        NilaiIndikator.objects.filter(
            survei=survei_pk, versi_indikator__in=[v for s, v in hapus if s == survei_pk]
        ).delete()
    NilaiIndikator.objects.bulk_create(
        simpan_,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["survei", "versi_indikator"],
        update_fields=[*ISI_NILAI, "diisi_oleh", "diisi_pada", "dicentang", "updated_at"],
    )
