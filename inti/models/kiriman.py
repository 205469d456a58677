"""Forms that were received, so that a repeated send stores nothing again."""

from django.conf import settings
from django.db import models


class KirimanFormulir(models.Model):
    """One form that was stored: `kunci` came with the page, `tujuan` is the page that answered it.

    A bad signal or a second tap sends the same form again; the repeat gets the same answer. Going
    back and sending something else from the same page is no repeat: `sidik` differs.

    What is sent without such a page carries its key itself: an import, a job, and a survey, which a
    phone may send again weeks later (`desa.KirimanSurvei`).
    """

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kunci = models.UUIDField("kunci kirim")
    sidik = models.CharField("sidik isian", max_length=64)
    tujuan = models.CharField("halaman jawaban", max_length=300)
    diterima_pada = models.DateTimeField("diterima pada", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "kiriman formulir"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="inti_kirimanformulir_sekali", fields=["pengguna", "kunci", "sidik"]
            )
        ]

    def __str__(self):
        return str(self.kunci)
