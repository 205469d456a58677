"""Records that carry attachments and whose rights follow from assignments; see inti.lampiran."""

from django.urls import reverse

from desa.models import PerkembanganTemuan, Survei, Temuan
from desa.workflows.survei import wajib_dapat_diisi
from inti.lampiran import Pemilik, daftarkan
from opd.models import KemajuanIntervensi, Kunjungan, Pencairan, Rapat, TindakLanjut
from opd.queries import (
    kemajuan_for_pengguna,
    kunjungan_for_pengguna,
    pencairan_for_pengguna,
    perkembangan_for_pengguna,
    rapat_for_pengguna,
    survei_for_pengguna,
    temuan_for_pengguna,
    tindak_lanjut_for_pengguna,
)
from opd.workflows.kunjungan import wajib_berlaku
from opd.workflows.rapat import wajib_tidak_batal
from opd.workflows.tindak_lanjut import wajib_belum_selesai


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
daftarkan(
    Pemilik(
        model=Kunjungan,
        scope=kunjungan_for_pengguna,
        izin_lihat="opd.lihat_kunjungan",
        izin_ubah="opd.ubah_kunjungan",
        alamat=lambda kunjungan: reverse("opd:kunjungan_detail", args=[kunjungan.pk]),
        jaga=wajib_berlaku,
    )
)
daftarkan(
    Pemilik(
        model=Rapat,
        scope=rapat_for_pengguna,
        izin_lihat="opd.lihat_rapat",
        izin_ubah="opd.kelola_rapat",
        alamat=lambda rapat: reverse("opd:rapat_detail", args=[rapat.pk]),
        jaga=wajib_tidak_batal,
    )
)
daftarkan(
    Pemilik(
        model=TindakLanjut,
        scope=tindak_lanjut_for_pengguna,
        izin_lihat="opd.lihat_rapat",
        izin_ubah="opd.laporkan_tindak_lanjut",
        alamat=lambda butir: reverse("opd:tindak_lanjut_detail", args=[butir.pk]),
        jaga=wajib_belum_selesai,
    )
)
daftarkan(
    Pemilik(
        model=Temuan,
        scope=temuan_for_pengguna,
        izin_lihat="desa.lihat_temuan",
        izin_ubah="desa.catat_temuan",
        alamat=lambda temuan: reverse("desa:temuan_detail", args=[temuan.pk]),
    )
)
daftarkan(
    Pemilik(
        model=PerkembanganTemuan,
        scope=perkembangan_for_pengguna,
        izin_lihat="desa.lihat_temuan",
        izin_ubah="desa.catat_temuan",
        alamat=lambda kabar: reverse("desa:temuan_detail", args=[kabar.temuan_id]),
    )
)
daftarkan(
    Pemilik(
        model=KemajuanIntervensi,
        scope=kemajuan_for_pengguna,
        izin_lihat="opd.lihat_intervensi",
        izin_ubah="opd.kelola_intervensi",
        alamat=lambda maju: reverse("opd:intervensi_detail", args=[maju.intervensi_id]),
    )
)
daftarkan(
    Pemilik(
        model=Pencairan,
        scope=pencairan_for_pengguna,
        izin_lihat="opd.lihat_intervensi",
        izin_ubah="opd.kelola_intervensi",
        alamat=lambda tahap: reverse("opd:intervensi_detail", args=[tahap.pendanaan.intervensi_id]),
    )
)
