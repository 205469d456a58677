"""Reads over areas, lists, rounds and surveys that do not depend on who mentors whom."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import JenisDaftar, JenisIndikator, StatusDaftar
from desa.models import (
    ButirSasaran,
    DaftarSasaran,
    Desa,
    Indikator,
    Kecamatan,
    NamaLainDesa,
    NilaiIndikator,
    PengecualianKunci,
    Periode,
    Putaran,
    TargetIndikator,
    VersiIndikator,
)
from inti.teks import normalkan_nama


def desa_sasaran(
    periode: Periode, *, jenis: str = JenisDaftar.DAMPINGAN, pada: date | None = None
) -> QuerySet[Desa]:
    """The villages on the decided lists of a kind in a period, those that graduated left out."""
    butir = butir_berlaku(periode, jenis=jenis, pada=pada)
    return Desa.objects.filter(pk__in=butir.values("desa_id")).select_related("kecamatan")


def butir_berlaku(
    periode: Periode | None, *, jenis: str, pada: date | None = None
) -> QuerySet[ButirSasaran]:
    """The entries of decided lists of a kind in a period that have not graduated by a day."""
    return ButirSasaran.objects.filter(
        daftar__periode=periode, daftar__jenis=jenis, daftar__status=StatusDaftar.DITETAPKAN
    ).filter(Q(tanggal_lulus=None) | Q(tanggal_lulus__gt=pada or timezone.localdate()))


def periode_berjalan(kabupaten_id: int, *, pada: date | None = None) -> Periode | None:
    """The period of a day (today); the latest one when none covers it."""
    pada = pada or timezone.localdate()
    periode = Periode.objects.filter(kabupaten=kabupaten_id)
    return periode.filter(mulai__lte=pada, selesai__gte=pada).first() or periode.first()


def versi_ditanyakan(putaran: Putaran) -> QuerySet[VersiIndikator]:
    """The definitions a round asks, in the order of the form (bidang by first indicator)."""
    return putaran.versi_indikator.select_related("indikator").order_by(
        "indikator__urutan", "indikator__kode"
    )


def is_terbuka(putaran: Putaran, desa: Desa, *, pada: date | None = None) -> bool:
    """Whether a village may be filled in a round on a day: open, not locked, or excepted."""
    pada = pada or timezone.localdate()
    if putaran.terbuka_pada(pada):
        return True
    return (
        pada >= putaran.buka and pengecualian_berlaku(putaran, pada=pada).filter(desa=desa).exists()
    )


def pengecualian_berlaku(
    putaran: Putaran, *, pada: date | None = None
) -> QuerySet[PengecualianKunci]:
    """Exceptions to the lock of a round that hold on a day."""
    return PengecualianKunci.objects.filter(
        putaran=putaran, sampai__gte=pada or timezone.localdate()
    )


def nilai_sebelumnya(
    putaran: Putaran, desa_ids: Iterable[int]
) -> dict[tuple[int, int], NilaiIndikator]:
    """The last verified number before a round, per (desa id, indikator id).

    Taken from surveys in force of earlier rounds (by reference date); answers without a number are
    passed over. The definition may be another version: whoever compares looks at
    `versi_indikator`.
    """
    nilai = (
        NilaiIndikator.objects.filter(
            survei__desa__in=desa_ids,
            survei__berlaku=True,
            survei__putaran__tanggal_rujukan__lt=putaran.tanggal_rujukan,
            alasan_kosong="",
        )
        .select_related("versi_indikator", "survei__putaran")
        .order_by("survei__putaran__tanggal_rujukan", "survei__putaran__nomor")
    )
    return {(n.survei.desa_id, n.versi_indikator.indikator_id): n for n in nilai}


def kecamatan_for_pengguna(pengguna: Pengguna) -> QuerySet[Kecamatan]:
    """The kecamatan of the user's kabupaten; names of areas are open to every role."""
    return Kecamatan.objects.filter(kabupaten=pengguna.kabupaten_id)


def desa_terdaftar(pengguna: Pengguna) -> QuerySet[Desa]:
    """The registry of names: every village of the user's kabupaten.

    For search and lists of names only. What is known *about* a village is read through
    `opd.queries.desa_for_pengguna`.
    """
    return Desa.objects.filter(kecamatan__kabupaten=pengguna.kabupaten_id).select_related(
        "kecamatan"
    )


def desa_with_sasaran(queryset: QuerySet[Desa], periode: Periode | None) -> QuerySet[Desa]:
    """Add `is_dampingan` and `is_pembanding`: on a decided list of the period, not graduated."""
    tandai = {
        nama: Exists(butir_berlaku(periode, jenis=jenis).filter(desa=OuterRef("pk")))
        for nama, jenis in (
            ("is_dampingan", JenisDaftar.DAMPINGAN),
            ("is_pembanding", JenisDaftar.PEMBANDING),
        )
    }
    return queryset.annotate(**tandai)


def kode_bertitik(teks: str) -> str | None:
    """Digits of an area code as Kemendagri writes them ("331816" → "33.18.16"); None for text."""
    digit = re.sub(r"[\s.\-]", "", teks)
    if not (digit.isascii() and digit.isdigit()):
        return None
    bagian = [digit[:2], digit[2:4], digit[4:6], digit[6:]]
    return ".".join(b for b in bagian if b)


def cari_desa(queryset: QuerySet[Desa], teks: str) -> QuerySet[Desa]:
    """Villages by a code (Kemendagri or BPS, with or without dots), a name or an alias, or parts.

    "soneyan margoyoso" narrows by the kecamatan. Adds `ditemukan_sebagai`: the alias that matched
    when the official name does not. Best matches first.
    """
    if kode := kode_bertitik(teks):
        return queryset.filter(
            Q(kode__startswith=kode) | Q(kode_bps__startswith=kode.replace(".", ""))
        ).annotate(ditemukan_sebagai=Value(None, output_field=CharField()))
    nama = normalkan_nama(teks)
    if not nama:
        return queryset.none()
    cocok = _cocok_nama(nama)
    for kecamatan in Kecamatan.objects.all():
        akhiran = normalkan_nama(kecamatan.nama)
        depan = nama.removesuffix("kecamatan" + akhiran).removesuffix("kec" + akhiran)
        depan = depan.removesuffix(akhiran)
        if depan and depan != nama:
            cocok |= Q(kecamatan=kecamatan) & _cocok_nama(depan)
    alias = NamaLainDesa.objects.filter(desa=OuterRef("pk"), nama_normal__contains=nama)
    return (
        queryset.filter(cocok)
        .annotate(
            ditemukan_sebagai=Case(
                When(nama_normal__contains=nama, then=None),
                default=Subquery(alias.values("nama")[:1]),
                output_field=CharField(),
            ),
            kecocokan=Case(
                When(nama_normal=nama, then=0),
                When(nama_normal__startswith=nama, then=1),
                default=2,
                output_field=IntegerField(),
            ),
        )
        .order_by("kecocokan", "nama", "kode")
    )


def _cocok_nama(nama: str) -> Q:
    alias = NamaLainDesa.objects.filter(nama_normal__contains=nama)
    return Q(nama_normal__contains=nama) | Q(pk__in=alias.values("desa_id"))


def nilai_terkini(desa: Desa) -> list[NilaiIndikator]:
    """The last verified number of each indicator of a village, in the order of the dictionary."""
    nilai = (
        NilaiIndikator.objects.filter(survei__desa=desa, survei__berlaku=True, alasan_kosong="")
        .select_related("versi_indikator__indikator", "survei__putaran")
        .order_by("survei__putaran__tanggal_rujukan", "survei__putaran__nomor")
    )
    terkini = {n.versi_indikator.indikator_id: n for n in nilai}
    return sorted(
        terkini.values(),
        key=lambda n: (n.versi_indikator.indikator.urutan, n.versi_indikator.indikator.kode),
    )


def putaran_with_survei(desa: Desa) -> QuerySet[Putaran]:
    """The rounds of the village's kabupaten, newest first, one row per survey of this village.

    One query: `survei_id`, `survei_status`, `survei_revisi`, `survei_berlaku` are None where
    nothing was entered, and `dikecualikan` says that the lock does not hold for it today.
    """
    survei = FilteredRelation("survei", condition=Q(survei__desa=desa))
    return (
        Putaran.objects.filter(periode__kabupaten=desa.kecamatan.kabupaten_id)
        .select_related("periode")
        .alias(s=survei)
        .annotate(
            survei_id=F("s__pk"),
            survei_status=F("s__status"),
            survei_revisi=F("s__revisi"),
            survei_berlaku=F("s__berlaku"),
            dikecualikan=Exists(
                PengecualianKunci.objects.filter(
                    putaran=OuterRef("pk"), desa=desa, sampai__gte=timezone.localdate()
                )
            ),
        )
        .order_by("-periode__mulai", "-nomor", "-survei_revisi")
    )


def periode_for_pengguna(pengguna: Pengguna) -> QuerySet[Periode]:
    """The programme periods of the user's kabupaten."""
    return Periode.objects.filter(kabupaten=pengguna.kabupaten_id)


def daftar_for_pengguna(pengguna: Pengguna) -> QuerySet[DaftarSasaran]:
    """The target lists of the user's kabupaten."""
    return DaftarSasaran.objects.filter(periode__kabupaten=pengguna.kabupaten_id).select_related(
        "periode", "ditetapkan_oleh"
    )


def daftar_with_jumlah(queryset: QuerySet[DaftarSasaran]) -> QuerySet[DaftarSasaran]:
    """Add `jumlah_desa` and, of these, `jumlah_lulus` (graduated by today)."""
    lulus = Q(butir__tanggal_lulus__lte=timezone.localdate())
    return queryset.annotate(jumlah_desa=Count("butir"), jumlah_lulus=Count("butir", filter=lulus))


def butir_for_pengguna(pengguna: Pengguna) -> QuerySet[ButirSasaran]:
    """The entries of the target lists of the user's kabupaten."""
    return ButirSasaran.objects.filter(
        daftar__periode__kabupaten=pengguna.kabupaten_id
    ).select_related("daftar__periode", "desa__kecamatan")


def target_for_pengguna(pengguna: Pengguna) -> QuerySet[TargetIndikator]:
    """The targets of the user's kabupaten, with `satuan`: percent, or the indicator's own unit."""
    versi = VersiIndikator.objects.filter(indikator=OuterRef("indikator")).order_by("-nomor")
    return (
        TargetIndikator.objects.filter(periode__kabupaten=pengguna.kabupaten_id)
        .select_related("periode", "indikator", "daftar", "desa__kecamatan")
        .annotate(
            satuan=Case(
                When(indikator__jenis=JenisIndikator.PROPORSI, then=Value("persen")),
                default=Subquery(versi.values("satuan")[:1]),
                output_field=CharField(),
            )
        )
    )


def ringkasan_program(periode: Periode) -> dict[str, Any]:
    """What the programme's landing page says of a period: its lists, rounds and counts."""
    return {
        "daftar_sasaran": daftar_with_jumlah(periode.daftar_sasaran.all()),
        "daftar_putaran": periode.putaran.all(),
        "jumlah_target": periode.target.count(),
        "jumlah_indikator": indikator_aktif().count(),
    }


def indikator_aktif() -> QuerySet[Indikator]:
    """The indicators in use, in the order of the dictionary."""
    return Indikator.objects.filter(aktif=True)


def bandingkan_daftar(a: DaftarSasaran, b: DaftarSasaran) -> dict[str, list[Desa]]:
    """Which villages stand on the first list only, on both, on the second only."""
    desa = {
        nama: {butir.desa for butir in daftar.butir.select_related("desa__kecamatan")}
        for nama, daftar in (("a", a), ("b", b))
    }
    return {
        nama: sorted(himpunan, key=lambda d: d.kode)
        for nama, himpunan in (
            ("hanya_a", desa["a"] - desa["b"]),
            ("keduanya", desa["a"] & desa["b"]),
            ("hanya_b", desa["b"] - desa["a"]),
        )
    }
