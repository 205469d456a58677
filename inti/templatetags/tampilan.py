"""Numbers, dates and icons as Indonesian readers expect them."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from inti.angka import format_angka, format_rupiah


register = template.Library()


@register.filter
def angka(value, desimal=None):
    """1234.5 → "1.234,5"; None → "–". `desimal` fixes the number of decimals."""
    return "–" if value is None or value == "" else format_angka(value, desimal)


@register.filter
def rupiah(value):
    """5000000 → "Rp 5.000.000"; None → "–"."""
    return "–" if value is None else format_rupiah(value)


@register.simple_tag
def ikon(nama, label=""):
    """An icon of the own sprite. Decorative unless `label` is given."""
    href = f"{static('ikon.svg')}#{nama}"
    if label:
        return format_html(
            '<svg class="ikon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href
        )
    return format_html('<svg class="ikon" aria-hidden="true"><use href="{}"></use></svg>', href)


@register.simple_tag(takes_context=True)
def url_dengan(context, **perubahan):
    """The current query string with some parameters changed; None or "" removes one."""
    query = context["request"].GET.copy()
    for nama, nilai in perubahan.items():
        if nilai in (None, ""):
            query.pop(nama, None)
        else:
            query[nama] = nilai
    return f"?{query.urlencode()}"


@register.filter
def lama_waktu(lama):
    """A duration as people say it: "kurang dari 1 menit", "12 menit", "2 jam 5 menit"."""
    menit = round(lama.total_seconds() / 60)
    if menit < 1:
        return "kurang dari 1 menit"
    jam, menit = divmod(menit, 60)
    return " ".join(f"{n} {satuan}" for n, satuan in ((jam, "jam"), (menit, "menit")) if n)
