"""Writes to interventions: planned, running, finished or called off; who is helped; how far it is.

Every function takes the intervention's row lock first. What an intervention answers moves along with
it: a problem is "direncanakan" once an intervention is planned for it, "ditangani" once it runs.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import LangkahTemuan
from desa.models import Indikator, Temuan
from desa.workflows.temuan import TANPA_FOTO, majukan, wajib_sudah_terjadi
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.lampiran.workflows import Kiriman, lampirkan
from inti.workflows import simpan
from opd.choices import INTERVENSI_TERBUKA, JenisPelaksana, StatusIntervensi
from opd.models import (
    Intervensi,
    KemajuanIntervensi,
    Pencairan,
    Pendanaan,
    PenerimaBantuan,
    Penugasan,
)
from opd.queries import bantuan_lain
from opd.stats import kunci_penerima


S = StatusIntervensi
TRANSISI = {  # step: (statuses it may start from, status it ends in)
    "ubah": (INTERVENSI_TERBUKA, None),
    "mulai": ((S.RENCANA,), S.BERJALAN),
    "selesaikan": (INTERVENSI_TERBUKA, S.SELESAI),
    "batalkan": (INTERVENSI_TERBUKA, S.BATAL),
}
SEBELUM, SESUDAH = "sebelum", "sesudah"  # the places of a pair of photos
SUDAH_MULAI = (S.BERJALAN, S.SELESAI)
Penerima = tuple[str, str]  # kind, label


class BantuanGanda(AturanDilanggar):
    """A recipient is helped by another source in the same year, and no reason is given."""


@transaction.atomic
def simpan_intervensi(
    intervensi: Intervensi,
    *,
    temuan: Iterable[Temuan],
    indikator: Iterable[Indikator],
    penerima: Sequence[Penerima],
    dana: Pendanaan | None = None,
    oleh: Pengguna,
    berubah: list[str] | None = None,
) -> Intervensi:
    """Store a new intervention or a change of an open one, with what it answers and whom it helps.

    `dana` is the first funding of a new one. Raises BantuanGanda when a recipient is helped by another source in the same year and
    `alasan_ganda` is empty.
    """
    daftar_temuan, baru = list(temuan), intervensi.pk is None
    if not baru:
        _wajib_status(_kunci(intervensi), "ubah")
    if any(t.desa_id != intervensi.desa_id for t in daftar_temuan):
        raise AturanDilanggar("Temuan yang dijawab harus dari desa yang sama.")
    _tetapkan_penugasan(intervensi)
    if baru:
        intervensi.dibuat_oleh = oleh
    intervensi.save()
    intervensi.temuan.set(daftar_temuan)
    intervensi.indikator.set(indikator)
    _ganti_penerima(intervensi, penerima)
    if dana is not None:
        dana.intervensi, dana.dibuat_oleh = intervensi, oleh
        simpan(dana, oleh=oleh, aksi="pendanaan.simpan")
    wajib_beralasan_ganda(intervensi)
    langkah = (
        LangkahTemuan.TANGANI if intervensi.status in SUDAH_MULAI else LangkahTemuan.RENCANAKAN
    )
    majukan(daftar_temuan, langkah, uraian=_lewat(intervensi), oleh=oleh)
    audit.catat(
        "intervensi.rencanakan" if baru else "intervensi.ubah",
        intervensi,
        oleh=oleh,
        rincian={"berubah": berubah} if berubah else None,
    )
    return intervensi


@transaction.atomic
def mulai(intervensi: Intervensi, *, oleh: Pengguna) -> Intervensi:
    """Say that the work has begun."""
    return _jalankan(_kunci(intervensi), oleh)


@transaction.atomic
def catat_kemajuan(
    kemajuan: KemajuanIntervensi,
    *,
    sebelum: Kiriman = TANPA_FOTO,
    sesudah: Kiriman = TANPA_FOTO,
    oleh: Pengguna,
) -> KemajuanIntervensi:
    """Store how far an intervention is on a day, with its pair of photos; a planned one begins."""
    terkunci = _kunci(kemajuan.intervensi)
    _wajib_status(terkunci, "ubah")
    wajib_sudah_terjadi(kemajuan.tanggal)
    if terkunci.status == S.RENCANA:
        _jalankan(terkunci, oleh)
    kemajuan.dibuat_oleh = oleh
    simpan(kemajuan, oleh=oleh, aksi="intervensi.kemajuan")
    for untuk, foto in ((SEBELUM, sebelum), (SESUDAH, sesudah)):
        lampirkan(kemajuan, foto, oleh=oleh, untuk=untuk)
    return kemajuan


@transaction.atomic
def selesaikan(
    intervensi: Intervensi,
    *,
    realisasi_volume: Decimal,
    tanggal_selesai: date,
    jumlah_kk: int | None,
    jumlah_laki_laki: int | None,
    jumlah_perempuan: int | None,
    oleh: Pengguna,
) -> Intervensi:
    """Finish an intervention: what was done, in the unit of its kind, when and for how many."""
    terkunci = _kunci(intervensi)
    _wajib_status(terkunci, "selesaikan")
    wajib_sudah_terjadi(tanggal_selesai)
    if realisasi_volume <= 0:
        raise AturanDilanggar("Volume realisasi harus lebih dari nol.")
    if tanggal_selesai < terkunci.mulai:
        raise AturanDilanggar(f"Kegiatan ini baru mulai pada {terkunci.mulai:%d-%m-%Y}.")
    terkunci.realisasi_volume, terkunci.tanggal_selesai = realisasi_volume, tanggal_selesai
    terkunci.jumlah_kk = jumlah_kk
    terkunci.jumlah_laki_laki, terkunci.jumlah_perempuan = jumlah_laki_laki, jumlah_perempuan
    terkunci.status = S.SELESAI
    terkunci.save()
    majukan(terkunci.temuan.all(), LangkahTemuan.TANGANI, uraian=_lewat(terkunci), oleh=oleh)
    audit.catat("intervensi.selesaikan", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def batalkan(intervensi: Intervensi, *, alasan: str, oleh: Pengguna) -> Intervensi:
    """Call an intervention off, with a reason; refused once money was spent on it."""
    terkunci = _kunci(intervensi)
    _wajib_status(terkunci, "batalkan")
    if not alasan.strip():
        raise AturanDilanggar("Tulis alasannya.")
    cair = Pencairan.objects.filter(pendanaan__intervensi=terkunci, dibatalkan_pada=None)
    if cair.exists():
        raise AturanDilanggar(
            "Sudah ada pencairan. Selesaikan dengan volume yang tercapai, atau batalkan pencairannya."
        )
    terkunci.status, terkunci.alasan_batal = S.BATAL, alasan.strip()
    terkunci.save(update_fields=["status", "alasan_batal", "updated_at"])
    audit.catat("intervensi.batalkan", terkunci, oleh=oleh, alasan=alasan)
    return terkunci


@transaction.atomic
def cocokkan(penerima: PenerimaBantuan, *, keluarga: int, oleh: Pengguna) -> PenerimaBantuan:
    """Note which family of the social registry a recipient is (its number there, no identity).

    Double aid that comes to light asks for its reason at the next change or funding.
    """
    kunci_intervensi(penerima.intervensi)
    penerima.keluarga_dtks = keluarga
    penerima.save(update_fields=["keluarga_dtks", "updated_at"])
    audit.catat("penerima.cocokkan", penerima.intervensi, oleh=oleh)
    return penerima


def kunci_intervensi(intervensi: Intervensi) -> Intervensi:
    """Lock an intervention for a write to what belongs to it; refuse when it is called off."""
    terkunci = _kunci(intervensi)
    if terkunci.status == S.BATAL:
        raise TransisiTidakSah("Intervensi ini sudah dibatalkan.")
    return terkunci


def wajib_beralasan_ganda(intervensi: Intervensi) -> None:
    """Refuse help that another source gives in the same year, unless a reason is stated."""
    if intervensi.alasan_ganda.strip():
        return
    if lain := bantuan_lain(intervensi):
        sebut = "; ".join(f"{p.label} oleh “{p.intervensi}”" for p in lain[:5])
        raise BantuanGanda(
            f"Sudah dibantu sumber lain pada tahun yang sama: {sebut}. Bila memang perlu, tulis "
            "alasan bantuan ganda pada intervensi ini; bila tidak, keluarkan penerimanya."
        )


def _kunci(intervensi: Intervensi) -> Intervensi:
    return (
        Intervensi.objects.select_for_update(of=("self",))
        .select_related("desa", "jenis")
        .get(pk=intervensi.pk)
    )


def _wajib_status(intervensi: Intervensi, langkah: str) -> None:
    if intervensi.status not in TRANSISI[langkah][0]:
        raise TransisiTidakSah(
            f"Intervensi ini berstatus “{intervensi.get_status_display()}” dan tidak diubah lagi."
        )


def _jalankan(terkunci: Intervensi, oleh: Pengguna) -> Intervensi:
    _wajib_status(terkunci, "mulai")
    if terkunci.mulai > timezone.localdate():
        raise AturanDilanggar(
            f"Jadwal mulainya {terkunci.mulai:%d-%m-%Y}. Ubah jadwalnya bila memang sudah dimulai."
        )
    terkunci.status = S.BERJALAN
    terkunci.save(update_fields=["status", "updated_at"])
    majukan(terkunci.temuan.all(), LangkahTemuan.TANGANI, uraian=_lewat(terkunci), oleh=oleh)
    audit.catat("intervensi.mulai", terkunci, oleh=oleh)
    return terkunci


def _lewat(intervensi: Intervensi) -> str:
    return f"Lewat intervensi “{intervensi}”."


def _tetapkan_penugasan(intervensi: Intervensi) -> None:
    """The mentoring OPD is the one assigned today; an older plan keeps the OPD that made it."""
    if intervensi.jenis_pelaksana != JenisPelaksana.PENDAMPING:
        intervensi.penugasan = None
        return
    intervensi.pelaksana = ""
    if intervensi.penugasan_id is None:
        intervensi.penugasan = (
            Penugasan.objects.aktif(pada=timezone.localdate())
            .filter(desa=intervensi.desa_id)
            .first()
        )
    if intervensi.penugasan is None:
        raise AturanDilanggar("Desa ini tidak sedang didampingi OPD. Pilih pelaksana lain.")


def _ganti_penerima(intervensi: Intervensi, penerima: Sequence[Penerima]) -> None:
    """Keep the recipients that stay, drop those that left the list, add the new ones."""
    menurut_kunci = {(jenis, kunci_penerima(label)): label for jenis, label in penerima}
    for lama in intervensi.penerima.all():
        if menurut_kunci.pop((lama.jenis, lama.kunci), None) is None:
            lama.delete()
    PenerimaBantuan.objects.bulk_create(
        PenerimaBantuan(intervensi=intervensi, jenis=jenis, label=label, kunci=kunci)
        for (jenis, kunci), label in menurut_kunci.items()
    )
