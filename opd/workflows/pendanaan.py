"""Writes to the money of interventions. Whole rupiah; realisation is the sum of its tranches."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from akun.models import Pengguna
from desa.workflows.temuan import TANPA_FOTO, wajib_sudah_terjadi
from inti import audit
from inti.angka import format_rupiah
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.lampiran.workflows import Kiriman, lampirkan
from inti.workflows import simpan
from opd.models import Pencairan, Pendanaan
from opd.workflows.intervensi import kunci_intervensi, wajib_beralasan_ganda


class PaguTerlampaui(AturanDilanggar):
    """The tranches would exceed the pagu, and no reason is given."""


@transaction.atomic
def simpan_pendanaan(
    pendanaan: Pendanaan, *, oleh: Pengguna, berubah: list[str] | None = None
) -> Pendanaan:
    """Store a new funding or a change; a pagu below what was spent needs a reason."""
    intervensi = kunci_intervensi(pendanaan.intervensi)
    if pendanaan.pk is None:
        pendanaan.dibuat_oleh = oleh
    else:
        Pendanaan.objects.select_for_update(of=("self",)).get(pk=pendanaan.pk)
        _wajib_dalam_pagu(pendanaan, realisasi(pendanaan))
    simpan(pendanaan, oleh=oleh, aksi="pendanaan.simpan", berubah=berubah)
    wajib_beralasan_ganda(intervensi)
    return pendanaan


@transaction.atomic
def cairkan(
    pencairan: Pencairan, *, alasan_lebih: str = "", bukti: Kiriman = TANPA_FOTO, oleh: Pengguna
) -> Pencairan:
    """Store one tranche with its proof. Raises PaguTerlampaui when it needs a reason that nobody gave."""
    wajib_sudah_terjadi(pencairan.tanggal)
    kunci_intervensi(pencairan.pendanaan.intervensi)
    pendanaan = Pendanaan.objects.select_for_update(of=("self",)).get(pk=pencairan.pendanaan_id)
    pendanaan.alasan_lebih = alasan_lebih.strip() or pendanaan.alasan_lebih
    _wajib_dalam_pagu(pendanaan, realisasi(pendanaan) + pencairan.jumlah)
    pendanaan.save(update_fields=["alasan_lebih", "updated_at"])
    pencairan.dibuat_oleh = oleh
    simpan(pencairan, oleh=oleh, aksi="pencairan.cairkan")
    lampirkan(pencairan, bukti, oleh=oleh)
    return pencairan


@transaction.atomic
def batalkan_pencairan(pencairan: Pencairan, *, alasan: str, oleh: Pengguna) -> Pencairan:
    """Take a tranche back that was recorded by mistake, with a reason; it stays visible."""
    terkunci = (
        Pencairan.objects.select_for_update(of=("self",))
        .select_related("pendanaan__intervensi")
        .get(pk=pencairan.pk)
    )
    if terkunci.dibatalkan_pada is not None:
        raise TransisiTidakSah("Pencairan ini sudah dibatalkan.")
    if not alasan.strip():
        raise AturanDilanggar("Tulis alasannya.")
    terkunci.dibatalkan_pada, terkunci.dibatalkan_oleh = timezone.now(), oleh
    terkunci.alasan_batal = alasan.strip()
    terkunci.save()
    audit.catat("pencairan.batalkan", terkunci, oleh=oleh, alasan=alasan)
    return terkunci


def realisasi(pendanaan: Pendanaan) -> Decimal:
    """The sum of the tranches that were not taken back."""
    cair = pendanaan.pencairan.filter(dibatalkan_pada=None)
    return cair.aggregate(jumlah=Sum("jumlah"))["jumlah"] or Decimal(0)


def _wajib_dalam_pagu(pendanaan: Pendanaan, jumlah: Decimal) -> None:
    if jumlah > pendanaan.pagu and not pendanaan.alasan_lebih.strip():
        raise PaguTerlampaui(
            f"Realisasi menjadi {format_rupiah(jumlah)}, melebihi pagu "
            f"{format_rupiah(pendanaan.pagu)}. Tulis alasannya atau perbaiki jumlahnya."
        )
