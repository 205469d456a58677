"""The one door to the log of who saw whose identity (UU 27/2022), and its limits."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from akun.models import Pengguna
from dtks.choices import TindakanAkses, TujuanAkses
from dtks.models import AksesDataPribadi, RantaiAkses
from dtks.rantai import KOLOM, Ujung, sidik_catatan, sidik_ujung
from inti.exceptions import AturanDilanggar
from inti.models import Kabupaten
from inti.nik import memuat_nomor


SEJAM = timedelta(hours=1)
PER_JAM = {  # what a person at work needs, not what somebody needs who copies a register
    TindakanAkses.BUKA: 60,
    TindakanAkses.BERKAS: 300,  # a morning of checking: dozens of corrections, some papers each
    TindakanAkses.CARI: 120,
    TindakanAkses.EKSPOR: 20,
    TindakanAkses.SALINAN: 20,
}


@transaction.atomic
def catat_akses(
    tindakan: TindakanAkses,
    objek: models.Model | str,
    *,
    kabupaten: Kabupaten,
    oleh: Pengguna | None,
    tujuan: TujuanAkses,
    keterangan: str = "",
    jumlah_orang: int = 1,
) -> AksesDataPribadi:
    """Add a row to the access log; call it in the transaction that hands out what it speaks of.

    `objek` is the record (or "dtks.orang:-" for a search without a result), `oleh` None the
    system's own command. Raises AturanDilanggar past the person's limit per hour, and for a
    purpose that holds an identity number itself. Whoever adds holds the chain's lock until the
    end of the transaction.
    """
    if memuat_nomor(keterangan):
        raise AturanDilanggar("Jangan menulis NIK atau nomor KK pada keterangan.")
    RantaiAkses.objects.get_or_create(kabupaten=kabupaten)
    rantai = RantaiAkses.objects.select_for_update(of=("self",)).get(kabupaten=kabupaten)
    sekarang = timezone.now()
    if oleh is not None:
        _wajib_dalam_batas(tindakan, oleh, sekarang - SEJAM)
    akses = AksesDataPribadi(
        kabupaten=kabupaten,
        urutan=rantai.jumlah + 1,
        pada=sekarang,
        pelaku_id=oleh.pk if oleh else None,
        pelaku_nama=oleh.nama if oleh else "sistem",
        tindakan=tindakan.value,
        tujuan=tujuan.value,
        keterangan=keterangan,
        objek=objek if isinstance(objek, str) else f"{objek._meta.label_lower}:{objek.pk}",
        jumlah_orang=jumlah_orang,
    )
    akses.sidik = sidik_catatan(_sidik_terakhir(rantai), {n: getattr(akses, n) for n in KOLOM})
    akses.save()
    rantai.jumlah = akses.urutan
    rantai.sidik = sidik_ujung(kabupaten.pk, Ujung(akses.urutan, akses.sidik))
    rantai.save(update_fields=["jumlah", "sidik"])
    return akses


def _sidik_terakhir(rantai: RantaiAkses) -> str:
    """The hash that the new row stands upon; a row that is missing shows when the chain is checked."""
    terakhir = AksesDataPribadi.objects.filter(
        kabupaten=rantai.kabupaten_id, urutan=rantai.jumlah
    ).values_list("sidik", flat=True)
    return terakhir.first() or ""


def _wajib_dalam_batas(tindakan: TindakanAkses, oleh: Pengguna, sejak: object) -> None:
    batas = PER_JAM.get(tindakan)
    tadi = AksesDataPribadi.objects.filter(pelaku_id=oleh.pk, pada__gt=sejak, tindakan=tindakan)
    if batas and tadi.count() >= batas:
        raise AturanDilanggar(
            f"Batas {batas} kali per jam untuk “{tindakan.label}” sudah tercapai. Coba lagi nanti; "
            "bila pekerjaan ini memang memerlukannya, hubungi admin."
        )
