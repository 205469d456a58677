"""What the nightly clean-up removes of surveys."""

from datetime import datetime, timedelta

from desa.models import KirimanSurvei
from inti.bersih import daftarkan


# A phone may send again long after; a year after its round was shut nobody fills it any more.
SETAHUN = timedelta(days=365)


def hapus_kiriman(batas: datetime) -> int:
    """Forget which sends were received for rounds that were shut a year before `batas`.

    Should one be repeated even then, the round refuses it like any other answer.
    """
    jumlah, _ = KirimanSurvei.objects.filter(
        putaran__tutup__lt=(batas - SETAHUN).date(), diterima_pada__lt=batas - SETAHUN
    ).delete()
    return jumlah


daftarkan("kiriman survei dari putaran yang lama ditutup", hapus_kiriman)
