"""Handing approved corrections over for the national system, as a numbered list."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from akun.models import Pengguna
from dtks.choices import StatusUsulan, TindakanAkses, TujuanAkses
from dtks.models import AksesDataPribadi, KirimanUsulan, UsulanPerbaikan
from dtks.queries.kiriman import KIRIMAN_MAKS, STATUS_SIAP
from dtks.workflows.akses import catat_akses
from dtks.workflows.usulan.jaga import pindah
from inti import audit
from inti.angka import format_angka
from inti.exceptions import AturanDilanggar, DataBerubah
from inti.models import Kabupaten


@transaction.atomic
def susun(usulan: Iterable[UsulanPerbaikan], *, oleh: Pengguna, catatan: str = "") -> KirimanUsulan:
    """Put corrections that came through their meeting on a new list.

    Those not yet noted as entered in SIKS-NG are so from now on; each is on one list only. Raises
    AturanDilanggar.
    """
    kabupaten = Kabupaten.objects.select_for_update().get(
        pk=oleh.kabupaten_id or 0
    )  # numbers in turn
    dipilih = [satu.pk for satu in usulan]
    if not dipilih:
        raise AturanDilanggar("Tidak ada usulan yang siap dikirim menurut pilihan ini.")
    if len(dipilih) > KIRIMAN_MAKS:
        raise AturanDilanggar(
            f"Satu kiriman memuat paling banyak {format_angka(KIRIMAN_MAKS)} usulan. Pilih satu "
            "kecamatan atau satu jenis."
        )
    semua = UsulanPerbaikan.objects.filter(kabupaten=kabupaten)
    terakhir = KirimanUsulan.objects.filter(kabupaten=kabupaten).aggregate(n=Max("nomor"))["n"]
    kiriman = KirimanUsulan.objects.create(
        kabupaten=kabupaten, nomor=(terakhir or 0) + 1, catatan=catatan, dibuat_oleh=oleh
    )
    terkunci = list(
        semua.select_for_update(of=("self",)).filter(pk__in=dipilih, kiriman=None).order_by("pk")
    )
    if len(terkunci) != len(dipilih) or any(u.status not in STATUS_SIAP for u in terkunci):
        raise DataBerubah("Sebagian usulan baru saja dikirim atau berubah. Muat ulang halaman.")
    kini = timezone.now()
    baru = [satu for satu in terkunci if satu.status == StatusUsulan.DIMUSYAWARAHKAN]
    for satu in baru:
        pindah(satu, "usulkan")
        satu.diusulkan_pada = kini
    for satu in terkunci:
        satu.kiriman, satu.updated_at = kiriman, kini
    medan = ["status", "versi", "diusulkan_pada", "kiriman", "updated_at"]
    UsulanPerbaikan.objects.bulk_update(terkunci, medan, batch_size=200)
    audit.catat_banyak("usulan.usulkan", baru, oleh=oleh)
    audit.catat("kiriman.susun", kiriman, oleh=oleh, rincian={"jumlah_usulan": len(terkunci)})
    return kiriman


@transaction.atomic
def catat_unduhan(
    kiriman: KirimanUsulan, *, bentuk: str, keterangan: str, oleh: Pengguna
) -> AksesDataPribadi:
    """Log a download before its file is made; the log's number goes into the file."""
    akses = catat_akses(
        TindakanAkses.EKSPOR,
        kiriman,
        kabupaten=kiriman.kabupaten,
        oleh=oleh,
        tujuan=TujuanAkses.KIRIM,
        keterangan=keterangan,
        jumlah_orang=kiriman.usulan.count(),
    )
    audit.catat("kiriman.unduh", kiriman, oleh=oleh, rincian={"bentuk": bentuk})
    return akses
