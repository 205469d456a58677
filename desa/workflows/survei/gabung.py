"""Joining what somebody sends with what others stored meanwhile; the one door for stale senders.

A sender (page, phone without signal, workbook) read a survey at some time, changed some answers
and sends them later. Three versions of each answer meet: `dasar` (what the sender began from),
`saya` (what it sends) and `rekan` (what is stored now).

- Only `saya` differs from `dasar`: stored.
- `rekan` changed, too, but to the same: nothing to do.
- Both changed, differently: a collision. Nothing is overwritten; the sent answer waits as a
  `TabrakanIsian` and its sender chooses on the page `desa:survei_tabrakan` of the village and
  round, now or later (`putuskan`).

Use it from another door so:

1. Keep with the workbook (or page) what each answer was: `Isian.ke_data()` → `Isian.dari_data()`.
2. To show collisions before anything is stored (a preview): `cari_tabrakan(putaran, isian, dasar)`,
   both per village id. It writes nothing; each `Tabrakan` has desa, versi, dasar, saya, rekan,
   oleh and pada, and `templates/desa/_tabrakan.html` shows one.
3. To store: `gabungkan_banyak(putaran, isian, dasar=…, oleh=…, asal=AsalIsian.EXCEL)` stores what
   does not collide, all or nothing, and keeps what does for the sender. Who has asked the user in
   the preview already passes what was shown there as `dasar` for the answers chosen as "saya", and
   leaves out those chosen as "rekan".
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import AsalIsian, PilihanTabrakan
from desa.models import (
    Desa,
    KirimanSurvei,
    Putaran,
    Survei,
    TabrakanIsian,
    VersiIndikator,
)
from desa.queries import Jawaban, jawaban_kini
from desa.stats import Isian, bertabrakan
from desa.workflows.survei.isi import (
    baca_pertanyaan,
    lengkapi,
    simpan_banyak,
    survei_terbuka,
    wajib_sah,
)
from desa.workflows.survei.jaga import (
    baca_putaran,
    wajib_belum_diputus,
    wajib_status,
    wajib_terbuka_semua,
)
from inti import audit
from inti.exceptions import AturanDilanggar


IsianPerDesa = Mapping[int, Mapping[int, Isian]]  # desa id → versi_indikator id → answer


@dataclass(frozen=True)
class Tabrakan:
    """One answer that its sender and somebody else both changed, differently, from the same base."""

    desa_id: int
    versi: VersiIndikator
    dasar: Isian
    saya: Isian
    rekan: Isian
    oleh: Pengguna | None  # who stored `rekan`, and when; None where it was removed
    pada: datetime | None


@dataclass(frozen=True)
class HasilGabung:
    """What became of a send: the surveys written to, and the answers that wait for a choice.

    `isian` are the answers as received, per village id, with what the server knows filled in: from
    now on they are the base of what the same sender changes next.
    """

    survei: list[Survei] = field(default_factory=list)
    tabrakan: list[TabrakanIsian] = field(default_factory=list)
    isian: dict[int, list[Isian]] = field(default_factory=dict)


def cari_tabrakan(
    putaran: Putaran, isian: Mapping[int, Iterable[Isian]], dasar: IsianPerDesa
) -> list[Tabrakan]:
    """The collisions that storing these answers would meet now; writes nothing.

    `isian` are the changed answers per village id, `dasar` what their sender began from. A
    constant number of queries. Raises IsianTidakSah for answers that can never be stored.
    """
    ditanyakan = baca_pertanyaan(putaran)
    lengkap = lengkapi(putaran, ditanyakan, {d: list(i) for d, i in isian.items()})
    kini = jawaban_kini(putaran, lengkap)
    return [
        Tabrakan(
            desa_id,
            ditanyakan[pk],
            dasar.get(desa_id, {}).get(pk, Isian(pk)),
            saya[pk],
            rekan[pk].isian if pk in rekan else Isian(pk),
            rekan[pk].oleh if pk in rekan else None,
            rekan[pk].pada if pk in rekan else None,
        )
        for desa_id, daftar in lengkap.items()
        for saya in [{i.versi_indikator_id: i for i in daftar}]
        for rekan in [kini.get(desa_id, {})]
        for pk in sorted(bertabrakan(dasar.get(desa_id, {}), saya, _isian(rekan)))
    ]


@transaction.atomic
def gabungkan(
    putaran: Putaran,
    desa: Desa,
    isian: Iterable[Isian],
    *,
    dasar: Mapping[int, Isian],
    oleh: Pengguna,
    versi: int | None = None,
    kunci_kirim: UUID | None = None,
) -> HasilGabung:
    """Store the changed answers of one village that do not collide; keep the others for a choice.

    `versi` is that of the survey when its page was read (0: there was none): it only tells a
    survey that was decided meanwhile, sections saved in any order never collide by it.
    `kunci_kirim` is the token of this send, made by the client: a repeat stores nothing again.
    Raises what `simpan` raises.
    """
    Desa.objects.select_for_update().get(pk=desa.pk)  # one writer per village
    daftar = list(isian)
    sidik = _sidik(daftar)
    if kunci_kirim and _is_diterima(putaran, desa, kunci_kirim, sidik):
        lengkap = lengkapi(putaran, baca_pertanyaan(putaran), {desa.pk: daftar})
        return HasilGabung([], _menunggu(putaran, [desa.pk], oleh), lengkap)
    hasil = _gabung(putaran, {desa.pk: daftar}, {desa.pk: dasar}, oleh, AsalIsian.FORMULIR, versi)
    if kunci_kirim:
        KirimanSurvei.objects.get_or_create(
            kunci=kunci_kirim, defaults={"putaran": putaran, "desa": desa, "sidik": sidik}
        )
    return hasil


@transaction.atomic
def gabungkan_banyak(
    putaran: Putaran,
    isian: Mapping[int, Iterable[Isian]],
    *,
    dasar: IsianPerDesa,
    oleh: Pengguna,
    asal: AsalIsian,
) -> HasilGabung:
    """The same for many villages at once, all or nothing, in a constant number of queries."""
    list(Desa.objects.select_for_update().filter(pk__in=isian).order_by("pk"))
    return _gabung(putaran, {d: list(i) for d, i in isian.items()}, dasar, oleh, asal, None)


@transaction.atomic
def putuskan(
    tabrakan: Iterable[TabrakanIsian],
    pilihan: Mapping[int, PilihanTabrakan],
    *,
    dilihat: Mapping[int, Isian],
    oleh: Pengguna,
) -> HasilGabung:
    """Apply what the sender chose for answers of one village and round that wait.

    `pilihan` and `dilihat` are by the id of the TabrakanIsian; `dilihat` is the colleague's answer
    as the sender saw it: if that changed again meanwhile, the answer keeps waiting, nothing is
    overwritten. Raises AturanDilanggar when somebody else decides, and what `simpan` raises.
    """
    terkunci = list(
        TabrakanIsian.objects.select_for_update(of=("self",))
        .filter(pk__in=[t.pk for t in tabrakan], dipilih="")
        .select_related("putaran", "desa", "versi_indikator__indikator")
        .order_by("pk")
    )
    terkunci = [t for t in terkunci if t.pk in pilihan]
    if not terkunci:
        raise AturanDilanggar("Tidak ada isian yang menunggu pilihan Anda.")
    if any(t.pemilik_id != oleh.pk for t in terkunci):
        raise AturanDilanggar("Hanya pengirimnya yang memilih isian yang dipakai.")
    for t in terkunci:
        t.dipilih, t.dipilih_pada = pilihan[t.pk], timezone.now()
        t.save(update_fields=["dipilih", "dipilih_pada", "updated_at"])
        rincian = {"indikator": t.versi_indikator.indikator.kode, "dipilih": str(t.dipilih)}
        audit.catat("survei.pilih_tabrakan", t, oleh=oleh, rincian=rincian)
    dipakai = [t for t in terkunci if t.dipilih == PilihanTabrakan.SAYA]
    if not dipakai:
        return HasilGabung()
    putaran, desa, asal = dipakai[0].putaran, dipakai[0].desa, AsalIsian(dipakai[0].asal)
    saya = [t.saya for t in dipakai]
    dasar = {t.versi_indikator_id: dilihat[t.pk] for t in dipakai}
    return gabungkan_banyak(putaran, {desa.pk: saya}, dasar={desa.pk: dasar}, oleh=oleh, asal=asal)


def _gabung(
    putaran: Putaran,
    isian: dict[int, list[Isian]],
    dasar: IsianPerDesa,
    oleh: Pengguna,
    asal: AsalIsian,
    versi: int | None,
) -> HasilGabung:
    """The caller holds the locks of the villages."""
    putaran = baca_putaran(putaran)
    ditanyakan = baca_pertanyaan(putaran)
    isian = lengkapi(putaran, ditanyakan, isian)
    wajib_sah(ditanyakan, (i for daftar in isian.values() for i in daftar))
    daftar_desa = list(Desa.objects.filter(pk__in=isian).order_by("pk"))
    wajib_terbuka_semua(putaran, daftar_desa)
    terbuka = {survei.desa_id: survei for survei in survei_terbuka(putaran, isian)}
    for survei in terbuka.values():
        wajib_status(survei, "isi")
    for desa in daftar_desa:
        if versi is not None and desa.pk not in terbuka:
            wajib_belum_diputus(putaran, desa, versi)
    kini = jawaban_kini(putaran, isian)
    baru: dict[int, list[Isian]] = {}
    bentrok: dict[int, list[Isian]] = {}
    for desa_id, daftar in isian.items():
        rekan = _isian(kini.get(desa_id, {}))
        saya = {
            pk: i for i in daftar for pk in [i.versi_indikator_id] if i != rekan.get(pk, Isian(pk))
        }
        pks = bertabrakan(dasar.get(desa_id, {}), saya, rekan)
        baru[desa_id] = [i for pk, i in saya.items() if pk not in pks]
        bentrok[desa_id] = [saya[pk] for pk in pks]
    if baru := {desa_id: daftar for desa_id, daftar in baru.items() if daftar}:
        surveis = simpan_banyak(putaran, baru, oleh=oleh)
    else:
        surveis = []
    _titipkan(putaran, bentrok, dasar, oleh, asal)
    return HasilGabung(surveis, _menunggu(putaran, list(isian), oleh), isian)


def _titipkan(
    putaran: Putaran,
    bentrok: Mapping[int, list[Isian]],
    dasar: IsianPerDesa,
    oleh: Pengguna,
    asal: AsalIsian,
) -> None:
    """Keep colliding answers for their sender; a later send of the same answer takes its place."""
    TabrakanIsian.objects.filter(
        putaran=putaran,
        desa__in=bentrok,
        pemilik=oleh,
        dipilih="",
        versi_indikator__in={i.versi_indikator_id for daftar in bentrok.values() for i in daftar},
    ).delete()
    TabrakanIsian.objects.bulk_create(
        TabrakanIsian(
            putaran=putaran,
            desa_id=desa_id,
            versi_indikator_id=pk,
            pemilik=oleh,
            asal=asal,
            data_dasar=dasar.get(desa_id, {}).get(pk, Isian(pk)).ke_data(),
            data_saya=isian.ke_data(),
        )
        for desa_id, daftar in bentrok.items()
        for isian in daftar
        for pk in [isian.versi_indikator_id]
    )


def _menunggu(putaran: Putaran, desa_ids: list[int], oleh: Pengguna) -> list[TabrakanIsian]:
    return list(
        TabrakanIsian.objects.filter(putaran=putaran, desa__in=desa_ids, pemilik=oleh, dipilih="")
    )


def _is_diterima(putaran: Putaran, desa: Desa, kunci: UUID, sidik: str) -> bool:
    """Whether this very send was received before.

    A page fetched back from the browser's memory carries an old key with new answers: that is a
    stale page, not a repeat.
    """
    kiriman = KirimanSurvei.objects.filter(kunci=kunci).first()
    if kiriman is None:
        return False
    if (kiriman.putaran_id, kiriman.desa_id) != (putaran.pk, desa.pk):
        raise AturanDilanggar("Halaman ini dikirim untuk survei lain. Muat ulang halaman.")
    return kiriman.sidik == sidik


def _sidik(daftar: list[Isian]) -> str:
    data = sorted((i.ke_data() for i in daftar), key=lambda d: d["versi_indikator_id"])
    return sha256(json.dumps(data, cls=DjangoJSONEncoder).encode()).hexdigest()


def _isian(kini: Mapping[int, Jawaban]) -> dict[int, Isian]:
    return {pk: jawaban.isian for pk, jawaban in kini.items()}
