"""Handing approved corrections over for the national system, as a numbered list."""

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone

from akun.models import Pengguna
from dtks.choices import TindakanAkses, TujuanAkses
from dtks.models import AksesDataPribadi, KirimanUsulan, UsulanPerbaikan
from dtks.queries.kiriman import KIRIMAN_MAKS, STATUS_SIAP
from dtks.workflows.akses import catat_akses
from dtks.workflows.usulan import TRANSISI
from inti import audit
from inti.angka import format_angka
from inti.exceptions import AturanDilanggar, DataBerubah
from inti.models import Kabupaten


@transaction.atomic
def susun(
    pilihan: QuerySet[UsulanPerbaikan], *, oleh: Pengguna, catatan: str = ""
) -> KirimanUsulan:
    """Put corrections that came through their meeting on a new list.

    Those not yet noted as entered in SIKS-NG are so from now on; each is on one list only. Raises
    AturanDilanggar.
    """
    kabupaten = Kabupaten.objects.select_for_update().get(pk=oleh.kabupaten_id or 0)  # in turn
    dipilih = list(pilihan.values_list("pk", flat=True))
    if not dipilih:
        raise AturanDilanggar("Tidak ada usulan yang siap dikirim menurut pilihan ini.")
    if len(dipilih) > KIRIMAN_MAKS:
        raise AturanDilanggar(
            f"Satu kiriman memuat paling banyak {format_angka(KIRIMAN_MAKS)} usulan. Pilih satu "
            "kecamatan atau satu jenis."
        )
    bebas = UsulanPerbaikan.objects.filter(kabupaten=kabupaten, kiriman=None, pk__in=dipilih)
    terkunci = list(bebas.select_for_update(of=("self",)).order_by("pk").only("pk", "status"))
    if len(terkunci) != len(dipilih) or any(u.status not in STATUS_SIAP for u in terkunci):
        raise DataBerubah("Sebagian usulan baru saja dikirim atau berubah. Muat ulang halaman.")
    terakhir = KirimanUsulan.objects.filter(kabupaten=kabupaten).aggregate(n=Max("nomor"))["n"]
    kiriman = KirimanUsulan.objects.create(
        kabupaten=kabupaten, nomor=(terakhir or 0) + 1, catatan=catatan, dibuat_oleh=oleh
    )
    kini = timezone.now()
    baru = [satu for satu in terkunci if satu.status in TRANSISI["usulkan"][0]]
    UsulanPerbaikan.objects.filter(pk__in=[satu.pk for satu in baru]).update(
        status=TRANSISI["usulkan"][1], versi=F("versi") + 1, diusulkan_pada=kini
    )
    UsulanPerbaikan.objects.filter(pk__in=dipilih).update(kiriman=kiriman, updated_at=kini)
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
