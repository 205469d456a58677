"""Reads the forms of a page as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils import timezone


@dataclass
class Formulir:
    metode: str
    tujuan: str
    isian: dict[str, list[str]] = field(default_factory=dict)
    nama: set[str] = field(default_factory=set)
    berberkas: bool = False


class Pembaca(HTMLParser):
    """Collects the forms; what a person would have to fill in is filled with something likely."""

    def __init__(self):
        super().__init__()
        self.daftar: list[Formulir] = []
        self.form: Formulir | None = None
        self.pilihan: tuple[str, list[str], list[str]] | None = None
        self.naskah: str | None = None

    def handle_starttag(self, tag, attrs):
        sifat = dict(attrs)
        if tag == "form":
            self.form = Formulir(sifat.get("method", "get").lower(), sifat.get("action") or "")
            self.daftar.append(self.form)
        elif self.form is None:
            return
        elif tag == "input":
            self._input(sifat)
        elif tag == "textarea" and sifat.get("name"):
            self.naskah = sifat["name"]
            self._isi(self.naskah, "Uji")
        elif tag == "select" and sifat.get("name"):
            self.pilihan = (sifat["name"], [], [])
        elif tag == "option" and self.pilihan:
            _, semua, terpilih = self.pilihan
            nilai = sifat.get("value") or ""
            semua.append(nilai)
            if "selected" in sifat:
                terpilih.append(nilai)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.naskah = None
        elif tag == "select" and self.pilihan:
            nama, semua, terpilih = self.pilihan
            isi = [nilai for nilai in terpilih if nilai] or [n for n in semua if n][:1]
            self._isi(nama, *isi)
            self.pilihan = None

    def handle_data(self, data):
        if self.naskah and data.strip() and self.form:
            self.form.isian[self.naskah] = [data]

    def _input(self, sifat):
        nama, jenis = sifat.get("name"), sifat.get("type", "text")
        if not nama or jenis in {"submit", "button"} or "disabled" in sifat:
            return
        if jenis == "file":
            self.form.berberkas = True
        elif jenis in {"checkbox", "radio"}:
            self.form.nama.add(nama)
            if "checked" in sifat:
                self._isi(nama, sifat.get("value", "on"))
        elif sifat.get("value"):
            self._isi(nama, sifat["value"])
        elif jenis == "date":
            self._isi(nama, timezone.localdate().isoformat())
        else:
            self._isi(nama, "1" if sifat.get("inputmode") in {"numeric", "decimal"} else "uji")

    def _isi(self, nama, *nilai):
        self.form.nama.add(nama)
        self.form.isian.setdefault(nama, []).extend(nilai)


def baca_formulir(html: str) -> list[Formulir]:
    pembaca = Pembaca()
    pembaca.feed(html)
    return pembaca.daftar
