"""Who hears of which step of a survey, in the application's notices."""

from collections.abc import Sequence

from django.urls import reverse

from akun.models import Pengguna
from akun.queries import sekretariat_aktif
from desa.models import Survei
from inti.pemberitahuan.workflows import beri_tahu


def kabari_pengajuan(surveis: Sequence[Survei], *, oleh: Pengguna) -> None:
    """The secretariat hears that surveys wait for it; those of one import in one sentence."""
    satu = surveis[0]
    apa = f"Survei {satu}" if len(surveis) == 1 else f"{len(surveis)} survei {satu.putaran}"
    tautan = reverse("desa:survei_antrean")
    if len(surveis) == 1:
        tautan = reverse("desa:survei_periksa", args=[satu.pk])
    penerima = sekretariat_aktif(satu.putaran.periode.kabupaten_id).exclude(pk=oleh.pk)
    beri_tahu(penerima, f"{apa} menunggu verifikasi.", tautan=tautan, kunci=_kunci(satu))


def kabari_putusan(survei: Survei) -> None:
    """Those who filled and submitted a survey hear that it was returned or verified."""
    status = survei.get_status_display().lower()
    pengisi = {p.pk: p for p in (survei.dibuat_oleh, survei.diajukan_oleh) if p}
    beri_tahu(
        pengisi.values(),
        f"Survei {survei} {status}.",
        tautan=reverse("desa:survei_detail", args=[survei.pk]),
        kunci=_kunci(survei),
    )


def _kunci(survei: Survei) -> str:
    """The version grows with every step, so each step is an event of its own."""
    return f"survei:{survei.pk}:{survei.status}:{survei.versi}"
