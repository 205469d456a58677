"""Every write to a survey: fill, submit, withdraw, return, verify, revise.

Form, Excel import and API pass through here, so that the lock of a round, the one open revision
and maker ≠ checker hold whatever the door. Each function is atomic, takes row locks in the order
of primary keys and writes the audit trail in its own transaction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import STATUS_DAPAT_DIISI, STATUS_TERBUKA, AlasanKosong, StatusSurvei
from desa.models import Desa, NilaiIndikator, Putaran, Survei, VersiIndikator
from desa.queries import is_terbuka, nilai_sebelumnya, pengecualian_berlaku, versi_ditanyakan
from desa.stats import Isian, Peringatan, lonjakan, periksa_isian
from inti import audit
from inti.exceptions import AturanDilanggar, DataBerubah, TransisiTidakSah


TRANSISI = {  # step: (statuses it may start from, status it ends in)
    "isi": (STATUS_DAPAT_DIISI, None),
    "ajukan": (STATUS_DAPAT_DIISI, StatusSurvei.DIAJUKAN),
    "tarik": ((StatusSurvei.DIAJUKAN,), StatusSurvei.DRAF),
    "kembalikan": ((StatusSurvei.DIAJUKAN,), StatusSurvei.DIKEMBALIKAN),
    "verifikasi": ((StatusSurvei.DIAJUKAN,), StatusSurvei.DIVERIFIKASI),
}
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


class IsianTidakSah(AturanDilanggar):
    """Some answers cannot be stored. `kesalahan`: versi_indikator id → list of Kesalahan."""

    def __init__(self, kesalahan):
        super().__init__("Sebagian isian belum benar; tidak ada yang disimpan.")
        self.kesalahan = kesalahan


class BelumSiap(AturanDilanggar):
    """A survey cannot be submitted yet. `peringatan`: versi_indikator id → list of Peringatan."""

    def __init__(self, peringatan):
        super().__init__("Masih ada isian yang memerlukan jawaban atau alasan.")
        self.peringatan = peringatan


@dataclass(frozen=True)
class HasilPeriksa:
    """What the check before submission found: versi_indikator id → warnings, and the blanks."""

    peringatan: dict[int, list[Peringatan]]
    kosong: list[VersiIndikator]

    @property
    def siap(self) -> bool:
        return all(p.selesai for daftar in self.peringatan.values() for p in daftar)


@transaction.atomic
def simpan(
    putaran: Putaran,
    desa: Desa,
    isian: Iterable[Isian],
    *,
    oleh: Pengguna,
    versi: int | None = None,
    kunci_kirim: UUID | None = None,
) -> Survei:
    """Store answers of one village; begins the survey, or a revision, when none is open.

    Only the given answers change; a blank Isian removes its value. `versi` is the version the
    form was read at: another one raises DataBerubah. `kunci_kirim` is the client's token of this
    send: a repeat finds it on the survey and stores nothing again. Raises IsianTidakSah, TransisiTidakSah, AturanDilanggar.
    """
    Desa.objects.select_for_update().get(pk=desa.pk)  # one writer per village, also for the insert
    if kunci_kirim and (lama := Survei.objects.filter(kunci_kirim=kunci_kirim).first()):
        return lama
    survei = Survei.objects.filter(putaran=putaran, desa=desa, status__in=STATUS_TERBUKA).first()
    _wajib_terbuka(putaran, desa)
    if survei is None:
        if versi:
            raise DataBerubah("Survei ini sudah tidak terbuka; muat ulang halaman.")
        survei = _mulai([desa], putaran, oleh=oleh)[0]
    else:
        _wajib_status(survei, "isi")
        if versi is not None and versi != survei.versi:
            raise DataBerubah(
                "Survei ini sudah diubah orang lain sejak Anda membukanya. "
                "Isian Anda belum disimpan; bandingkan dengan isian terbaru di bawah."
            )
    _tulis_nilai(putaran, {survei: list(isian)}, oleh=oleh)
    survei.versi += 1
    survei.kunci_kirim = kunci_kirim
    survei.save(update_fields=["versi", "kunci_kirim", "updated_at"])
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
    if tertutup := _tertutup(putaran, desa):
        raise AturanDilanggar(f"{putaran} sudah ditutup untuk: {_sebut(tertutup)}.")
    terbuka = {
        s.desa_id: s
        for s in Survei.objects.filter(
            putaran=putaran, desa__in=ids, status__in=STATUS_TERBUKA
        ).select_related("desa")
    }
    if diajukan := [s.desa for s in terbuka.values() if s.status == StatusSurvei.DIAJUKAN]:
        raise TransisiTidakSah(f"Sedang menunggu verifikasi: {_sebut(diajukan)}.")
    baru = _mulai([d for d in desa if d.pk not in terbuka], putaran, oleh=oleh)
    terbuka |= {survei.desa_id: survei for survei in baru}
    surveis = [terbuka[pk] for pk in ids]
    _tulis_nilai(putaran, {s: isian_per_desa[s.desa_id] for s in surveis}, oleh=oleh)
    Survei.objects.filter(pk__in=[s.pk for s in surveis]).update(
        versi=F("versi") + 1, updated_at=timezone.now()
    )
    for survei in surveis:
        survei.versi += 1
    return surveis


def periksa(survei: Survei) -> HasilPeriksa:
    """The check before submission of one survey; see `periksa_banyak`."""
    return periksa_banyak(survei.putaran, [survei])[survei.pk]


def periksa_banyak(putaran: Putaran, surveis: list[Survei]) -> dict[int, HasilPeriksa]:
    """What each survey (by id) still needs before it may be submitted.

    A blank core indicator needs an explicit answer; a jump beyond the indicator's limit or a
    denominator that moved by 35% needs a reason; a number needs its source (model.md, rule 3).
    """
    ditanyakan = list(versi_ditanyakan(putaran))
    sebelumnya = nilai_sebelumnya(putaran, [s.desa_id for s in surveis])
    nilai: dict[int, dict[int, NilaiIndikator]] = {s.pk: {} for s in surveis}
    for n in NilaiIndikator.objects.filter(survei__in=surveis):
        nilai[n.survei_id][n.versi_indikator_id] = n
    hasil = {}
    for survei in surveis:
        peringatan, kosong = {}, []
        for versi in ditanyakan:
            n = nilai[survei.pk].get(versi.pk)
            if n is None:
                kosong.append(versi)
                daftar = [_peringatan_kosong(versi)]
            else:
                lama = sebelumnya.get((survei.desa_id, versi.indikator_id))
                daftar = lonjakan(n, lama, versi.indikator.batas_lonjakan_persen)
                if not n.alasan_kosong and not n.sumber:
                    daftar.append(Peringatan("tanpa_sumber", "Sumber angka belum diisi."))
            if daftar:
                peringatan[versi.pk] = daftar
        hasil[survei.pk] = HasilPeriksa(peringatan, kosong)
    return hasil


@transaction.atomic
def ajukan(survei: Survei, *, oleh: Pengguna, versi: int | None = None) -> Survei:
    """Submit for verification. Blank non-core answers become an explicit "belum didata".

    Raises BelumSiap when a warning still needs an answer or a reason.
    """
    terkunci = _kunci(survei)
    _wajib_status(terkunci, "ajukan")
    _wajib_versi(terkunci, versi)
    _wajib_terbuka(terkunci.putaran, terkunci.desa)
    _ajukan(terkunci.putaran, [terkunci], oleh=oleh, kosong_wajib_boleh=False)
    return terkunci


@transaction.atomic
def ajukan_banyak(putaran: Putaran, surveis: list[Survei], *, oleh: Pengguna) -> None:
    """Submit the surveys of an import, in a constant number of queries.

    The preview of the import has shown every blank and every warning, and the user has ticked
    them with a reason; blanks, core ones too, become an explicit "belum didata".
    """
    terkunci = list(
        Survei.objects.select_for_update(of=("self",))
        .filter(pk__in=[s.pk for s in surveis])
        .select_related("desa")
        .order_by("pk")
    )
    for survei in terkunci:
        survei.putaran = putaran
        _wajib_status(survei, "ajukan")
    _ajukan(putaran, terkunci, oleh=oleh, kosong_wajib_boleh=True)


@transaction.atomic
def tarik(survei: Survei, *, oleh: Pengguna) -> Survei:
    """Take a submitted survey back to draft before anybody has decided on it."""
    terkunci = _kunci(survei)
    _pindah(terkunci, "tarik")
    terkunci.save(update_fields=["status", "versi", "updated_at"])
    audit.catat("survei.tarik", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def kembalikan(
    survei: Survei,
    *,
    oleh: Pengguna,
    alasan: str,
    komentar: Mapping[int, str] | None = None,
    dicentang: Iterable[int] = (),
    versi: int | None = None,
) -> Survei:
    """Return to the officer with a reason, and comments per value (NilaiIndikator id → text)."""
    terkunci = _kunci(survei)
    _wajib_versi(terkunci, versi)
    _wajib_pemeriksa_lain(terkunci, oleh)
    if not alasan.strip():
        raise AturanDilanggar("Tuliskan alasan pengembalian supaya petugas tahu yang diperbaiki.")
    _pindah(terkunci, "kembalikan")
    terkunci.alasan_kembali = alasan.strip()
    terkunci.dikembalikan_pada, terkunci.dikembalikan_oleh = timezone.now(), oleh
    terkunci.save(
        update_fields=[
            "status",
            "versi",
            "alasan_kembali",
            "dikembalikan_pada",
            "dikembalikan_oleh",
            "updated_at",
        ]
    )
    _catat_pemeriksaan(terkunci, komentar or {}, dicentang)
    audit.catat(
        "survei.kembalikan",
        terkunci,
        oleh=oleh,
        alasan=terkunci.alasan_kembali,
        rincian={"komentar": sum(bool(k.strip()) for k in (komentar or {}).values())},
    )
    return terkunci


@transaction.atomic
def verifikasi(survei: Survei, *, oleh: Pengguna, versi: int | None = None) -> Survei:
    """Accept the survey: it is in force from now on, the revision before it no longer.

    Maker ≠ checker is looked at under the row lock. All values count as ticked.
    """
    terkunci = _kunci(survei)
    _wajib_versi(terkunci, versi)
    _wajib_pemeriksa_lain(terkunci, oleh)
    _pindah(terkunci, "verifikasi")
    Survei.objects.filter(putaran=terkunci.putaran_id, desa=terkunci.desa_id, berlaku=True).update(
        berlaku=False, updated_at=timezone.now()
    )
    terkunci.berlaku = True
    terkunci.diverifikasi_pada, terkunci.diverifikasi_oleh = timezone.now(), oleh
    terkunci.save(
        update_fields=[
            "status",
            "versi",
            "berlaku",
            "diverifikasi_pada",
            "diverifikasi_oleh",
            "updated_at",
        ]
    )
    terkunci.nilai.update(dicentang=True, komentar="")
    audit.catat("survei.verifikasi", terkunci, oleh=oleh, rincian={"revisi": terkunci.revisi})
    return terkunci


@transaction.atomic
def buang_draf(survei: Survei, *, oleh: Pengguna) -> None:
    """Delete a draft that was never submitted; anything submitted once stays (rule 7)."""
    terkunci = _kunci(survei)
    if terkunci.status != StatusSurvei.DRAF or terkunci.diajukan_pada:
        raise TransisiTidakSah("Hanya draf yang belum pernah diajukan yang dapat dibuang.")
    audit.catat("survei.buang_draf", terkunci, oleh=oleh, rincian={"revisi": terkunci.revisi})
    terkunci.delete()


def _mulai(daftar_desa, putaran, *, oleh):
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


def _salin_yang_berlaku(putaran, revisi):
    """A revision starts from the answers in force: it corrects them, it is not a new round."""
    asal = NilaiIndikator.objects.filter(
        survei__putaran=putaran,
        survei__berlaku=True,
        survei__desa__in=[s.desa_id for s in revisi],
    ).select_related("survei")
    tujuan = {s.desa_id: s for s in revisi}
    salinan = []
    for nilai in asal if revisi else []:
        survei = tujuan[nilai.survei.desa_id]
        nilai.pk, nilai.survei, nilai.dicentang = None, survei, False
        salinan.append(nilai)
    NilaiIndikator.objects.bulk_create(salinan, batch_size=200)


def _tulis_nilai(putaran, isian_per_survei, *, oleh):
    """Check all answers, then upsert them; blank ones are removed."""
    ditanyakan = {v.pk: v for v in versi_ditanyakan(putaran)}
    hari_ini, sekarang = timezone.localdate(), timezone.now()
    kesalahan, simpan_, hapus = {}, [], []
    for survei, daftar in isian_per_survei.items():
        for isian in daftar:
            versi = ditanyakan.get(isian.versi_indikator_id)
            if versi is None:
                raise AturanDilanggar("Ada indikator yang tidak ditanyakan pada putaran ini.")
            if isian.is_blank:
                hapus.append((survei.pk, versi.pk))
                continue
            salah = periksa_isian(
                isian, jenis=versi.indikator.jenis, desimal=versi.desimal, hari_ini=hari_ini
            )
            if salah:
                kesalahan.setdefault(versi.pk, []).extend(salah)
            simpan_.append(
                NilaiIndikator(
                    survei=survei,
                    versi_indikator=versi,
                    diisi_oleh=oleh,
                    diisi_pada=sekarang,
                    **{nama: getattr(isian, nama) for nama in ISI_NILAI}
                    | {"tanggal": isian.tanggal or putaran.tanggal_rujukan},
                )
            )
    if kesalahan:
        raise IsianTidakSah(kesalahan)
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


def _ajukan(putaran, surveis, *, oleh, kosong_wajib_boleh):
    hasil = periksa_banyak(putaran, surveis)
    if not kosong_wajib_boleh:
        for periksa_ in hasil.values():
            if not periksa_.siap:
                raise BelumSiap(periksa_.peringatan)
    sekarang = timezone.now()
    NilaiIndikator.objects.bulk_create(
        [
            NilaiIndikator(
                survei=survei,
                versi_indikator=versi,
                alasan_kosong=AlasanKosong.BELUM_DIDATA,
                diisi_oleh=oleh,
                diisi_pada=sekarang,
            )
            for survei in surveis
            for versi in hasil[survei.pk].kosong
        ],
        batch_size=200,
    )
    for survei in surveis:
        survei.status = StatusSurvei.DIAJUKAN
        survei.versi += 1
        survei.diajukan_pada, survei.diajukan_oleh = sekarang, oleh
        survei.updated_at = sekarang
    Survei.objects.bulk_update(
        surveis,
        ["status", "versi", "diajukan_pada", "diajukan_oleh", "updated_at"],
        batch_size=100,
    )
    audit.catat_banyak("survei.ajukan", surveis, oleh=oleh)


def _peringatan_kosong(versi):
    if versi.indikator.wajib:
        return Peringatan(
            "kosong_wajib", "Indikator inti belum diisi: isi angkanya atau pilih alasan kosong."
        )
    return Peringatan("kosong", "Belum diisi; akan dicatat “belum didata”.", selesai=True)


def _catat_pemeriksaan(survei, komentar, dicentang):
    """Keep the checker's ticks and comments; a comment on a value takes its tick away."""
    dicentang = set(dicentang)
    nilai = list(survei.nilai.all())
    for n in nilai:
        n.komentar = komentar.get(n.pk, "").strip()
        n.dicentang = n.pk in dicentang and not n.komentar
    NilaiIndikator.objects.bulk_update(nilai, ["komentar", "dicentang"])


def _kunci(survei):
    """Re-read under a row lock (SQLite: the transaction itself is the lock)."""
    return (
        Survei.objects.select_for_update(of=("self",))
        .select_related("putaran__periode", "desa")
        .get(pk=survei.pk)
    )


def _pindah(survei, langkah):
    _wajib_status(survei, langkah)
    survei.status = TRANSISI[langkah][1]
    survei.versi += 1


def _wajib_status(survei, langkah):
    if survei.status not in TRANSISI[langkah][0]:
        raise TransisiTidakSah(
            f"Survei {survei.desa} berstatus “{survei.get_status_display()}”; "
            f"langkah “{langkah}” tidak dapat dilakukan."
        )


def _wajib_versi(survei, versi):
    if versi is not None and versi != survei.versi:
        raise DataBerubah("Survei ini berubah sejak Anda membukanya. Periksa lagi isi terbarunya.")


def _wajib_terbuka(putaran, desa):
    if not is_terbuka(putaran, desa):
        raise AturanDilanggar(
            f"{putaran} tidak terbuka untuk {desa}. Minta pengecualian kepada Sekretariat TKPK."
        )


def _tertutup(putaran, daftar_desa):
    hari_ini = timezone.localdate()
    if putaran.dikunci_pada is None and putaran.buka <= hari_ini <= putaran.tutup:
        return []
    if hari_ini < putaran.buka:
        return daftar_desa
    dikecualikan = set(pengecualian_berlaku(putaran).values_list("desa_id", flat=True))
    return [d for d in daftar_desa if d.pk not in dikecualikan]


def _wajib_pemeriksa_lain(survei, oleh):
    if survei.diajukan_oleh_id == oleh.pk:
        raise AturanDilanggar("Survei tidak boleh diperiksa oleh orang yang mengajukannya.")


def _sebut(daftar_desa):
    """Name up to five villages, and how many more."""
    nama = ", ".join(d.nama for d in daftar_desa[:5])
    return nama if len(daftar_desa) <= 5 else f"{nama}, dan {len(daftar_desa) - 5} lainnya"
