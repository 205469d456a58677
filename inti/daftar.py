"""One way to show a list: scoped queryset → filter → table → page, and the same rows as Excel."""

from dataclasses import dataclass, field
from typing import Any

import django_tables2
from django import forms
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from inti.tables import ARTI_KOLOM


PER_HALAMAN = 25
LEBAR_EXCEL, LEBAR_BIASA = {"lega": 44, "judul": 30}, 16  # characters by class (inti.tables)
TAMPAK = 4  # filter fields in sight; components/saringan.html folds the rest of six or more


class LenientPaginator(Paginator):
    """The first page for what is no number, the last one for a number beyond it."""

    def validate_number(self, number):
        try:
            return super().validate_number(number)
        except PageNotAnInteger:
            return 1
        except EmptyPage:
            return self.num_pages


@dataclass(frozen=True)
class Daftar:
    """A list page. `keterangan` goes to the first sheet of the workbook, with filter and time.

    `batas` cuts off what grows without end, so that neither its count nor its workbook does; such
    a table keeps the order of its queryset (`orderable = False`). `dapat_diunduh` is off where the
    rows are people: such a file leaves only by a step of its own, which is logged.
    """

    judul: str
    table_class: type[django_tables2.Table]
    template: str
    filterset_class: Any = None
    keterangan: str = ""
    per_halaman: int = PER_HALAMAN
    batas: int | None = None
    dapat_diunduh: bool = True
    isi: str = "components/_daftar_isi.html"  # the part with the rows, which htmx swaps
    context: dict[str, Any] = field(default_factory=dict)


def render_daftar(
    request: HttpRequest, daftar: Daftar, queryset: Any, /, **context: Any
) -> HttpResponse:
    """Render the list page, its htmx partial, or (`?unduh=xlsx`) the workbook of the same rows.

    Filter, count on screen and rows in the workbook come from the one filtered queryset, so they
    cannot differ. The template receives `table`, `filter`, `judul`, `jumlah` and the context.
    """
    saring = daftar.filterset_class and daftar.filterset_class(
        request.GET, queryset=queryset, request=request
    )
    rows = saring.qs if saring else queryset
    if not getattr(rows, "ordered", True):  # counting related rows (GROUP BY) drops Meta.ordering
        rows = rows.order_by(*rows.model._meta.ordering, "pk")
    if daftar.batas:
        rows = rows[: daftar.batas]
    for medan in saring.form.fields.values() if saring else ():
        kelas = "form-select" if isinstance(medan.widget, forms.Select) else "form-control"
        medan.widget.attrs.setdefault("class", kelas)
    table = daftar.table_class(rows)
    urutan = request.GET.getlist(table.prefixed_order_by_field)
    if kolom := [nama for nama in urutan if nama.removeprefix("-") in table.columns.columns]:
        table.order_by = kolom  # only names of columns: whatever else was sent is no order
    if daftar.dapat_diunduh and request.GET.get("unduh") == "xlsx":
        return _unduh(request, daftar, table, saring)
    table.paginate(LenientPaginator, daftar.per_halaman, request.GET.get(table.prefixed_page_field))
    return render(
        request,
        daftar.isi if request.htmx else daftar.template,
        {
            "isi": daftar.isi,
            "table": table,
            "filter": saring,
            "lain_terisi": saring
            and any(request.GET.get(n) for n in [*saring.form.fields][TAMPAK:]),
            "judul": daftar.judul,
            "jumlah": table.paginator.count,
            "dapat_diunduh": daftar.dapat_diunduh,
            **daftar.context,
            **context,
        },
    )


def _unduh(request, daftar, table, saring):
    from inti.excel.tulis import Kolom, write_workbook  # noqa: PLC0415 -- slow import

    baris = table.as_values(exclude_columns=("aksi",))
    semua = [
        k.column
        for k in table.columns.iterall()
        if k.name != "aksi" and not k.column.exclude_from_export
    ]
    kolom = [
        Kolom(
            judul := str(teks),
            getattr(satu, "format_excel", "teks"),
            _lebar(satu),
            ARTI_KOLOM.get(judul, ""),
        )
        for teks, satu in zip(next(baris), semua, strict=True)
    ]
    waktu = timezone.now()
    berkas = write_workbook(
        daftar.judul,
        kolom,
        baris,
        keterangan={
            "Isi": daftar.keterangan or daftar.judul,
            "Saringan": _saringan(saring) or "tanpa saringan",
            "Diunduh oleh": request.user.nama,
            "Diunduh pada": waktu,
        },
        tanda=f"Diunduh {date_format(timezone.localtime(waktu), 'DATETIME_FORMAT')} WIB oleh {request.user.nama}",
    )
    nama = f"{daftar.judul} {timezone.localdate():%Y-%m-%d}.xlsx".lower().replace(" ", "-")
    return FileResponse(berkas, as_attachment=True, filename=nama)


def _lebar(column):
    """Characters of a column in the workbook: sentences need more than words."""
    kelas = column.attrs.get("td", {}).get("class", "").split()
    return next((lebar for nama, lebar in LEBAR_EXCEL.items() if nama in kelas), LEBAR_BIASA)


def _saringan(saring):
    """The filter in words: "Kecamatan: Margoyoso; Status: Draf"."""
    if not saring or not saring.form.is_valid():
        return ""
    bagian = []
    for nama, nilai in saring.form.cleaned_data.items():
        if nilai in (None, "", []):
            continue
        pilihan = dict(getattr(saring.form.fields[nama], "choices", None) or [])
        bagian.append(f"{saring.form.fields[nama].label}: {pilihan.get(nilai, nilai)}")
    return "; ".join(bagian)
