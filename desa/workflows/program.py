"""Writes to periods and target lists.

A list is filled while draft, then frozen; villages graduate, nothing is deleted.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import StatusDaftar
from desa.models import ButirSasaran, DaftarSasaran, Periode, Putaran
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.workflows import hapus, simpan


UBAHAN_BUTIR = [
    "peringkat",
    "pembilang_pemilih",
    "penyebut_pemilih",
    "skor_pemilih",
    "keterangan",
]


# What lies within a period, by name, with the dates that must stay between its first and last day.
Bertanggal = Iterable[tuple[str, list[date]]]


@transaction.atomic
def ubah_periode(
    periode: Periode,
    *,
    oleh: Pengguna,
    berubah: list[str],
    tanggal_penugasan: Callable[[Periode], Bertanggal],
) -> Periode:
    """Store a changed period; its rounds and assignments must not fall out of it.

    Assignments belong to the app above, which passes in how to read them. What lay outside
    already does not stand in the way of other changes. Raises AturanDilanggar.
    """
    lama = Periode.objects.select_for_update(of=("self",)).get(pk=periode.pk)
    if lama.mulai < periode.mulai or periode.selesai < lama.selesai:
        isi = [*_tanggal_putaran(lama), *tanggal_penugasan(lama)]
        luar = [nama for nama, tanggal in isi if any(_keluar(t, lama, periode) for t in tanggal)]
        if luar:
            lain = f" dan {len(luar) - 1} lainnya" if len(luar) > 1 else ""
            raise AturanDilanggar(
                f"{luar[0]}{lain} akan berada di luar {periode.mulai:%d-%m-%Y} sampai "
                f"{periode.selesai:%d-%m-%Y}. Sesuaikan dulu tanggalnya."
            )
    return simpan(periode, oleh=oleh, aksi="periode.ubah", berubah=berubah)


def _tanggal_putaran(periode: Periode) -> Bertanggal:
    for putaran in Putaran.objects.filter(periode=periode):
        yield str(putaran), [putaran.tanggal_rujukan, putaran.buka, putaran.tutup]


def _keluar(tanggal: date, lama: Periode, baru: Periode) -> bool:
    """Whether a day that lay in the period no longer does."""
    return lama.mulai <= tanggal <= lama.selesai and not baru.mulai <= tanggal <= baru.selesai


@transaction.atomic
def isi_daftar(
    daftar: DaftarSasaran, butir: Sequence[ButirSasaran], *, oleh: Pengguna
) -> DaftarSasaran:
    """Add villages to a draft list, or change the figures of those already on it."""
    terkunci = _kunci_draf(daftar)
    for b in butir:
        _wajib_masuk_akal(b)
        b.daftar = terkunci
    ButirSasaran.objects.bulk_create(
        butir,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["daftar", "desa"],
        update_fields=[*UBAHAN_BUTIR, "updated_at"],
    )
    audit.catat("daftar_sasaran.isi", terkunci, oleh=oleh, rincian={"jumlah_desa": len(butir)})
    return terkunci


@transaction.atomic
def ubah_daftar(
    daftar: DaftarSasaran, *, oleh: Pengguna, berubah: list[str] | None = None
) -> DaftarSasaran:
    """Store the head of a new or draft list; `berubah` names the changed fields."""
    if daftar.pk is None:
        return simpan(daftar, oleh=oleh, aksi="daftar_sasaran.buat")
    _kunci_draf(daftar)
    return simpan(daftar, oleh=oleh, aksi="daftar_sasaran.ubah", berubah=berubah)


@transaction.atomic
def hapus_daftar(daftar: DaftarSasaran, *, oleh: Pengguna) -> None:
    """Delete a draft list with its entries; a decided list stays for ever."""
    hapus(_kunci_draf(daftar), oleh=oleh, aksi="daftar_sasaran.hapus")


@transaction.atomic
def keluarkan(butir: ButirSasaran, *, oleh: Pengguna) -> None:
    """Take a village off a draft list."""
    _kunci_draf(butir.daftar)
    audit.catat("daftar_sasaran.keluarkan", butir, oleh=oleh)
    butir.delete()


@transaction.atomic
def tetapkan(daftar: DaftarSasaran, *, oleh: Pengguna) -> DaftarSasaran:
    """Freeze a list by its legal basis; from now on its villages do not change.

    A village stands on one decided list of the same kind per period; else it would count twice.
    """
    terkunci = _kunci_draf(daftar)
    if not terkunci.butir.exists():
        raise AturanDilanggar("Daftar masih kosong; masukkan desanya dulu.")
    if not terkunci.nomor_dasar_hukum or not terkunci.tanggal_dasar_hukum:
        raise AturanDilanggar("Isi nomor dan tanggal dasar hukum sebelum daftar ditetapkan.")
    ganda = ButirSasaran.objects.filter(
        daftar__periode=terkunci.periode_id,
        daftar__jenis=terkunci.jenis,
        daftar__status=StatusDaftar.DITETAPKAN,
        tanggal_lulus=None,
        desa__in=terkunci.butir.values("desa_id"),
    ).select_related("desa", "daftar")
    if pertama := ganda.first():
        raise AturanDilanggar(f"{pertama.desa} sudah ada pada “{pertama.daftar}”.")
    terkunci.status = StatusDaftar.DITETAPKAN
    terkunci.ditetapkan_pada, terkunci.ditetapkan_oleh = timezone.now(), oleh
    terkunci.save(update_fields=["status", "ditetapkan_pada", "ditetapkan_oleh", "updated_at"])
    audit.catat("daftar_sasaran.tetapkan", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def luluskan(butir: ButirSasaran, *, tanggal: date, oleh: Pengguna, alasan: str) -> ButirSasaran:
    """A village leaves a decided list from a day on; it stays in every figure before that day."""
    terkunci = ButirSasaran.objects.select_for_update(of=("self",)).get(pk=butir.pk)
    if terkunci.tanggal_lulus is not None:
        raise TransisiTidakSah("Desa ini sudah dinyatakan lulus.")
    if not alasan.strip():
        raise AturanDilanggar("Tulis alasan kelulusan.")
    periode = terkunci.daftar.periode
    if not periode.mulai <= tanggal <= periode.selesai:
        raise AturanDilanggar(
            f"Tanggal lulus di luar {periode} "
            f"({periode.mulai:%d-%m-%Y} sampai {periode.selesai:%d-%m-%Y})."
        )
    if terkunci.daftar.status != StatusDaftar.DITETAPKAN:
        raise TransisiTidakSah("Daftar belum ditetapkan; keluarkan saja desanya dari draf.")
    terkunci.tanggal_lulus, terkunci.alasan_lulus = tanggal, alasan.strip()
    terkunci.save(update_fields=["tanggal_lulus", "alasan_lulus", "updated_at"])
    audit.catat("daftar_sasaran.luluskan", terkunci, oleh=oleh, alasan=alasan)
    return terkunci


def _wajib_masuk_akal(butir: ButirSasaran) -> None:
    """The rule of the constraints, said in words before the database refuses."""
    pembilang, penyebut = butir.pembilang_pemilih, butir.penyebut_pemilih
    if penyebut is not None and (not penyebut or pembilang is None or pembilang > penyebut):
        raise AturanDilanggar(
            f"{butir.desa}: angka pemilih harus ada dan tidak melebihi penyebutnya, "
            "dan penyebut lebih dari nol."
        )


def _kunci_draf(daftar: DaftarSasaran) -> DaftarSasaran:
    terkunci = DaftarSasaran.objects.select_for_update(of=("self",)).get(pk=daftar.pk)
    if terkunci.status != StatusDaftar.DRAF:
        raise TransisiTidakSah("Daftar ini sudah ditetapkan dan tidak dapat diubah.")
    return terkunci
