"""What officers are told about their corrections."""

from collections import Counter
from collections.abc import Sequence

from django.urls import reverse

from akun.models import Pengguna
from dtks.choices import StatusUsulan
from dtks.models import UsulanPerbaikan
from inti.angka import format_angka
from inti.models import Impor
from inti.pemberitahuan.workflows import beri_tahu


def kabari_jawaban(dijawab: Sequence[UsulanPerbaikan], impor: Impor | None = None) -> None:
    """Tell each proposer once how many of its corrections were answered together, and how."""
    peristiwa = impor.pk if impor else f"sendiri-{dijawab[0].versi}"
    jumlah = Counter((u.dibuat_oleh_id, u.status) for u in dijawab)
    for pengguna in Pengguna.objects.filter(pk__in={pk for pk, _ in jumlah}).order_by("pk"):
        hasil = [
            f"{format_angka(banyak)} {kata}"
            for status, kata in (
                (StatusUsulan.DITERIMA, "diterima"),
                (StatusUsulan.DITOLAK_PUSAT, "ditolak"),
            )
            if (banyak := jumlah[pengguna.pk, status])
        ]
        beri_tahu(
            [pengguna],
            f"Jawaban pusat atas usulan Anda: {', '.join(hasil)}.",
            tautan=reverse("laporan:hasil_usulan"),
            kunci=f"jawaban:{peristiwa}:{dijawab[0].pk}",
        )
