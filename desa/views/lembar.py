"""One survey laid out for entry: the open section as a form, and the heads of all sections."""

from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse

from akun.models import Pengguna
from desa.forms.survei import BagianForm
from desa.models import Desa, Putaran, Survei
from desa.queries import baris_survei, susun_bagian, tabrakan_menunggu


class Lembar:
    """The sheet of one village in one round, open at the section `slug`, or at the next to fill."""

    def __init__(
        self,
        putaran: Putaran,
        desa: Desa,
        survei: Survei | None,
        *,
        slug: str | None = None,
        data=None,
        bagian=None,
    ):
        self.putaran, self.desa, self.survei = putaran, desa, survei
        self.bagian = bagian or susun_bagian(baris_survei(putaran, desa, survei))
        self.aktif = _pilih_bagian(self.bagian, slug)
        self.form = BagianForm(data, baris=self.aktif.baris, putaran=putaran, survei=survei)

    @property
    def alamat(self):
        return reverse("desa:survei_isi", args=[self.putaran.pk, self.desa.kode])

    def url(self, bagian=None):
        return f"{self.alamat}?bagian={(bagian or self.aktif).slug}"

    @property
    def berikutnya(self):
        nomor = self.bagian.index(self.aktif) + 1
        return self.bagian[nomor] if nomor < len(self.bagian) else None

    def buka(self, slug: str) -> "Lembar":
        """The same sheet, open at another section, without reading anything again."""
        return Lembar(self.putaran, self.desa, self.survei, slug=slug, bagian=self.bagian)

    def context(self, pengguna: Pengguna) -> dict:
        menunggu = tabrakan_menunggu(pengguna).filter(putaran=self.putaran, desa=self.desa)
        return {
            "lembar": self,
            "form": self.form,
            "putaran": self.putaran,
            "desa": self.desa,
            "survei": self.survei,
            "terisi": sum(b.terisi for b in self.bagian),
            "jumlah": sum(len(b.baris) for b in self.bagian),
            "menunggu": menunggu.count(),
        }

    def kepala(self) -> dict[str, str]:
        """The head of every section as HTML, by slug: how far each is."""
        return {
            b.slug: render_to_string("desa/_kepala_bagian.html", {"bagian": b}) for b in self.bagian
        }


def _pilih_bagian(bagian, slug):
    """The section asked for; else the first with a comment, else the first not complete."""
    urutan = [
        *(b for b in bagian if b.slug == slug),
        *(b for b in bagian if b.komentar),
        *(b for b in bagian if not b.is_selesai),
        *bagian,
    ]
    if not urutan:
        raise Http404
    return urutan[0]
