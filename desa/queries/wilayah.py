"""Reads over areas: the registry of names, and search."""

import re
from datetime import date

from django.db.models import (
    Case,
    CharField,
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
from desa.models import Desa, Kecamatan, NamaLainDesa
from inti.teks import normalkan_nama


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


def desa_berlaku(pengguna: Pengguna, *, pada: date | None = None) -> QuerySet[Desa]:
    """The villages of the registry that exist on a day (today): what new records may name."""
    return desa_pada(desa_terdaftar(pengguna), pada=pada)


def desa_pada(queryset: QuerySet[Desa], *, pada: date | None = None) -> QuerySet[Desa]:
    """Those that exist on a day (today)."""
    return queryset.filter(
        Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=pada or timezone.localdate()),
        Q(berlaku_mulai=None) | Q(berlaku_mulai__lte=pada or timezone.localdate()),
    )


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
