"""Photo evidence of single answers, which may come before the answer itself."""

from django.db import transaction

from akun.models import Pengguna
from desa.models import Desa, Putaran, VersiIndikator
from desa.workflows.survei.isi import mulai_draf
from inti.lampiran.workflows import Kiriman, lampirkan
from inti.models import Lampiran


@transaction.atomic
def lampirkan_foto(
    putaran: Putaran, desa: Desa, versi: VersiIndikator, kiriman: Kiriman, *, oleh: Pengguna
) -> list[Lampiran]:
    """Attach photos to one question; begins the draft when the village has no survey yet.

    A form that was read before stays fresh: photos do not count as answers. Raises
    TransisiTidakSah once the survey is submitted, AturanDilanggar when the round is shut.
    """
    survei = mulai_draf(putaran, desa, oleh=oleh)
    return lampirkan(survei, kiriman, oleh=oleh, untuk=versi.indikator.kode)
