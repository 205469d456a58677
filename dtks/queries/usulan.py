"""Reads of corrections: scope, what stands in the registry, who might be the same person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from akun.choices import Peran
from akun.models import Pengguna
from desa.models import Desa
from dtks.choices import STATUS_TERBUKA, Dokumen, Elemen, StatusUsulan
from dtks.elemen import TIDAK, YA
from dtks.models import (
    AlasanPerbaikan,
    EntriData,
    JadwalUsulan,
    JawabanPusat,
    Orang,
    UsulanPerbaikan,
)
from dtks.queries.sumber import sumber_terbaru
from inti.crypto import blind_index
from inti.lampiran.queries import lampiran_per_untuk
from inti.models import Lampiran
from inti.nik import samarkan
from opd.models import OPD, Penugasan
from opd.queries import desa_dampingan_aktif, desa_for_pengguna


PERAN_USULAN = (Peran.PETUGAS, Peran.SEKRETARIAT, Peran.VERIFIKATOR_DTKS)
MIRIP = 88  # of 100: rapidfuzz's WRatio of two names that are likely one person's
MIRIP_LAHIR_SAMA = 75  # with the same birth date less is asked of the names
CALON_MAKS = 10


@dataclass(frozen=True)
class Kembar:
    """Somebody who may be the person of a correction; identity masked."""

    nama: str
    desa: str
    tanggal_lahir: date | None
    nik: str
    sebab: str
    is_pasti: bool


def usulan_for_pengguna(pengguna: Pengguna) -> QuerySet[UsulanPerbaikan]:
    """Corrections of the villages the user may read; none for roles without persons."""
    if pengguna.peran not in PERAN_USULAN:
        return UsulanPerbaikan.objects.none()
    milik = UsulanPerbaikan.objects.filter(
        kabupaten=pengguna.kabupaten_id, desa__in=desa_for_pengguna(pengguna)
    )
    return milik.select_related(
        "alasan", "desa__kecamatan", "sumber", "orang", "opd", "diajukan_oleh", "diputus_oleh"
    ).prefetch_related("perubahan")


def desa_bernama(pengguna: Pengguna) -> QuerySet[Desa]:
    """The villages whose people the user sees by name; the queryset behind `dtks.lihat_nama`."""
    if pengguna.peran == Peran.VERIFIKATOR_DTKS:
        return desa_for_pengguna(pengguna)
    if pengguna.peran == Peran.PETUGAS:
        return desa_dampingan_aktif(pengguna)
    return Desa.objects.none()


def entri_dapat_diusulkan(pengguna: Pengguna) -> QuerySet[EntriData]:
    """The persons of the newest edition in the villages that the user's OPD mentors today."""
    sumber = sumber_terbaru(pengguna)
    desa = desa_dampingan_aktif(pengguna)
    return EntriData.objects.filter(sumber=sumber, desa__in=desa).select_related(
        "orang", "keluarga", "desa__kecamatan", "sumber"
    )


def pendamping_desa(desa: Desa) -> OPD | None:
    """The agency that mentors a village today."""
    aktif = Penugasan.objects.aktif(pada=timezone.localdate()).filter(desa=desa)
    penugasan = aktif.select_related("opd").first()
    return penugasan and penugasan.opd


def alasan_for_pengguna(pengguna: Pengguna) -> QuerySet[AlasanPerbaikan]:
    """The reasons of the user's kabupaten, those out of use included."""
    return AlasanPerbaikan.objects.filter(kabupaten=pengguna.kabupaten_id)


def jadwal_for_pengguna(pengguna: Pengguna) -> QuerySet[JadwalUsulan]:
    """The calendar of the user's kabupaten."""
    return JadwalUsulan.objects.filter(kabupaten=pengguna.kabupaten_id)


def jadwal_mendatang(pengguna: Pengguna, *, jumlah: int = 3) -> list[JadwalUsulan]:
    """The windows that are open or come next, the one that closes first in front."""
    return list(jadwal_for_pengguna(pengguna).filter(selesai__gte=timezone.localdate())[:jumlah])


def antrean_usulan(pengguna: Pengguna) -> QuerySet[UsulanPerbaikan]:
    """What waits for the checker, the oldest first."""
    return (
        usulan_for_pengguna(pengguna)
        .filter(status=StatusUsulan.DIAJUKAN)
        .order_by("diajukan_pada", "pk")
    )


def antrean_ringkas(pengguna: Pengguna) -> tuple[int, int | None]:
    """How many wait for the checker, and for how many days the oldest; one query."""
    hasil = (
        usulan_for_pengguna(pengguna)
        .filter(status=StatusUsulan.DIAJUKAN)
        .aggregate(banyak=Count("pk"), tertua=Min("diajukan_pada"))
    )
    tertua = hasil["tertua"]
    return hasil["banyak"], (timezone.now() - tertua).days if tertua else None


def usulan_dikembalikan(pengguna: Pengguna) -> QuerySet[UsulanPerbaikan]:
    """What the checker sent back to the user's OPD; without names."""
    kembali = UsulanPerbaikan.objects.filter(
        desa__in=desa_dampingan_aktif(pengguna), status=StatusUsulan.DIKEMBALIKAN
    )
    return kembali.select_related("alasan", "desa").order_by("diputus_pada", "pk")


def jumlah_per_status(queryset: QuerySet[UsulanPerbaikan]) -> dict[str, int]:
    """How many corrections stand in each status."""
    return dict(queryset.order_by().values_list("status").annotate(n=Count("pk")))


def hasil_usulan(pengguna: Pengguna) -> list[tuple[StatusUsulan, int]]:
    """Corrections of the whole kabupaten by status, in their order; counts, hence for every role."""
    hitung = jumlah_per_status(UsulanPerbaikan.objects.filter(kabupaten=pengguna.kabupaten_id))
    return [(status, hitung[status]) for status in StatusUsulan if status in hitung]


def dokumen_diminta(usulan: UsulanPerbaikan) -> list[tuple[str, list[Lampiran]]]:
    """What the reason of a correction asks for, in its order, with what is attached for it."""
    ada = lampiran_per_untuk(usulan)
    return [(str(Dokumen(satu).label), ada.get(satu, [])) for satu in usulan.alasan.dokumen]


def is_jawaban_sendiri(usulan: UsulanPerbaikan) -> bool:
    """Whether the answer to a correction was recorded by hand, not by an import."""
    return JawabanPusat.objects.filter(usulan=usulan, impor=None).exists()


def entri_terakhir(orang: Orang) -> EntriData | None:
    """What the newest edition that lists the person says of it."""
    return (
        EntriData.objects.filter(orang=orang)
        .select_related("keluarga", "desa__kecamatan", "sumber")
        .order_by("-sumber__tanggal_data", "-pk")
        .first()
    )


def entri_terakhir_banyak(orang_ids: Iterable[int]) -> dict[int, EntriData]:
    """The same for many persons in one query, by person."""
    semua = (
        EntriData.objects.filter(orang__in=list(orang_ids))
        .select_related("orang", "keluarga", "desa__kecamatan", "sumber")
        .order_by("sumber__tanggal_data", "pk")
    )
    return {entri.orang_id: entri for entri in semua}


def nilai_kini(orang: Orang, entri: EntriData) -> dict[str, str]:
    """The fields of a person as texts, in the shape of PerubahanElemen."""
    keluarga = entri.keluarga
    return {
        Elemen.NIK: orang.nik or "",
        Elemen.NO_KK: keluarga.no_kk or "",
        Elemen.NAMA: orang.nama,
        Elemen.TEMPAT_LAHIR: orang.tempat_lahir,
        Elemen.TANGGAL_LAHIR: orang.tanggal_lahir.isoformat() if orang.tanggal_lahir else "",
        Elemen.JENIS_KELAMIN: orang.jenis_kelamin,
        Elemen.IBU_KANDUNG: orang.ibu_kandung,
        Elemen.HUBUNGAN: entri.hubungan,
        Elemen.PEKERJAAN: entri.pekerjaan,
        Elemen.ALAMAT: keluarga.alamat,
        Elemen.RT: keluarga.rt,
        Elemen.RW: keluarga.rw,
        Elemen.DESA: entri.desa.kode,
        Elemen.PENGURUS: "",
        Elemen.AKTIF: YA if entri.aktif else TIDAK,
    }


def kemungkinan_kembar(usulan: UsulanPerbaikan, nilai: dict[str, str]) -> list[Kembar]:
    """Who else might be the person: the same NIK anywhere, a like name in the village or birthday.

    Exact by blind index; similar by name, birth date and village in Python, so that both databases
    answer alike. `nilai` are the proposed fields.
    """
    lain = Orang.objects.filter(kabupaten=usulan.kabupaten_id).exclude(pk=usulan.orang_id or 0)
    hasil = []
    if nik := nilai.get(Elemen.NIK):
        indeks = blind_index(nik, "nik")
        hasil += [
            _kembar(satu, "NIK sama", is_pasti=True) for satu in lain.filter(nik_indeks=indeks)
        ]
        hasil += [
            Kembar(satu.nomor, str(satu.desa), None, "", "usulan lain dengan NIK sama", True)
            for satu in UsulanPerbaikan.objects.filter(
                kabupaten=usulan.kabupaten_id, nik_indeks=indeks, status__in=STATUS_TERBUKA
            )
            .exclude(pk=usulan.pk)
            .select_related("desa")
        ]
    nama = nilai.get(Elemen.NAMA)
    if nama and not any(satu.is_pasti for satu in hasil):
        hasil += _mirip(usulan, lain, nama, nilai.get(Elemen.TANGGAL_LAHIR, ""))
    return hasil[:CALON_MAKS]


def _mirip(usulan: UsulanPerbaikan, lain: QuerySet[Orang], nama: str, lahir: str) -> list[Kembar]:
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 -- only where names are compared

    sedesa = lain.filter(entri__desa=usulan.desa_id).distinct()
    calon = {pk: (teks, tgl) for pk, teks, tgl in sedesa.values_list("pk", "nama", "tanggal_lahir")}
    tanggal = date.fromisoformat(lahir) if lahir else None
    if tanggal:
        sama = lain.filter(tanggal_lahir=tanggal)
        calon |= {
            pk: (teks, tgl) for pk, teks, tgl in sama.values_list("pk", "nama", "tanggal_lahir")
        }
    cocok = process.extract(
        nama,
        {pk: teks for pk, (teks, _) in calon.items()},
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=MIRIP_LAHIR_SAMA,
        limit=100,
    )
    terpilih = {}
    for _, skor, pk in cocok:
        sama_lahir = tanggal is not None and calon[pk][1] == tanggal
        beda_lahir = tanggal is not None and calon[pk][1] is not None and not sama_lahir
        if sama_lahir or (skor >= MIRIP and not beda_lahir):
            terpilih[pk] = "nama mirip, tanggal lahir sama" if sama_lahir else "nama mirip, sedesa"
    orang = lain.in_bulk(list(terpilih)[:CALON_MAKS])
    return [_kembar(orang[pk], sebab) for pk, sebab in terpilih.items() if pk in orang]


def _kembar(orang: Orang, sebab: str, *, is_pasti: bool = False) -> Kembar:
    entri = entri_terakhir(orang)
    desa = str(entri.desa) if entri else "–"
    return Kembar(orang.nama, desa, orang.tanggal_lahir, samarkan(orang.nik), sebab, is_pasti)
