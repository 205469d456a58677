"""Records that carry attachments and whose rights follow from assignments; see inti.lampiran."""

from django.urls import reverse

from desa.models import Survei
from desa.workflows.survei import wajib_dapat_diisi
from inti.lampiran import Pemilik, daftarkan
from opd.queries import survei_for_pengguna


daftarkan(
    Pemilik(
        model=Survei,
        scope=survei_for_pengguna,
        izin_lihat="desa.lihat_survei",
        izin_ubah="desa.isi_survei",
        alamat=lambda survei: reverse("desa:survei_detail", args=[survei.pk]),
        jaga=wajib_dapat_diisi,
    )
)
