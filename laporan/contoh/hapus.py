"""Remove the example district: `hapus_contoh()`.

What counts as example: the accounts in the reserved domain, their programme period with everything
under it, and the few rows marked CONTOH that hang on reference data. A newcomer who plays with the
example only adds to it. As soon as a real account has had a hand in it, nothing is removed.
"""

from functools import partial

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q

from akun.models import Pengguna
from desa.models import (
    ButirSasaran,
    DaftarSasaran,
    KirimanSurvei,
    NilaiIndikator,
    PengecualianKunci,
    Periode,
    PerkembanganTemuan,
    ProfilDesa,
    Putaran,
    Survei,
    TabrakanIsian,
    TargetIndikator,
    Temuan,
)
from dtks.models import (
    BeritaAcara,
    EntriData,
    InsidenData,
    JadwalUsulan,
    JawabanPusat,
    Keluarga,
    KirimanUsulan,
    Orang,
    SumberData,
    UsulanPerbaikan,
)
from inti.exceptions import AturanDilanggar
from inti.models import (
    Bundel,
    Impor,
    JejakAudit,
    Kabupaten,
    KirimanFormulir,
    Lampiran,
    Pekerjaan,
    Pemberitahuan,
)
from laporan.contoh.panggung import DOMAIN, TANDA
from laporan.models import LaporanBeku, PenandaTangan
from opd.models import (
    Intervensi,
    Keanggotaan,
    KehadiranRapat,
    KemajuanIntervensi,
    Kunjungan,
    LaporanBulanan,
    PejabatOPD,
    Pencairan,
    Pendanaan,
    PenerimaBantuan,
    Penugasan,
    Rapat,
    SerahTerima,
    TindakLanjut,
)


def daftar_contoh() -> list[models.QuerySet]:
    """The example's records, each after those that refer to it: the order in which to delete."""
    akun = Pengguna.objects.filter(email__endswith=f"@{DOMAIN}")
    periode = Periode.objects.filter(dasar_hukum__startswith=TANDA)
    intervensi = Intervensi.objects.filter(dibuat_oleh__in=akun)
    temuan = Temuan.objects.filter(dibuat_oleh__in=akun)
    sumber = SumberData.objects.filter(catatan__startswith=TANDA)
    return [
        TindakLanjut.objects.filter(
            Q(rapat__periode__in=periode)
            | Q(survei__putaran__periode__in=periode)
            | Q(dibuat_oleh__in=akun)
        ),
        LaporanBeku.objects.filter(diterbitkan_oleh__in=akun),
        PenandaTangan.objects.filter(kabupaten__memuat_contoh=True),
        KemajuanIntervensi.objects.filter(intervensi__in=intervensi),
        Pencairan.objects.filter(pendanaan__intervensi__in=intervensi),
        Pendanaan.objects.filter(intervensi__in=intervensi),
        PenerimaBantuan.objects.filter(intervensi__in=intervensi),
        intervensi,
        PerkembanganTemuan.objects.filter(temuan__in=temuan),
        temuan,
        JawabanPusat.objects.filter(usulan__sumber__in=sumber),
        UsulanPerbaikan.objects.filter(sumber__in=sumber),
        BeritaAcara.objects.filter(dibuat_oleh__in=akun),
        KirimanUsulan.objects.filter(dibuat_oleh__in=akun),
        InsidenData.objects.filter(dicatat_oleh__in=akun),
        JadwalUsulan.objects.filter(keterangan=TANDA),
        EntriData.objects.filter(sumber__in=sumber),
        # Whoever is on no edition any more; persons bear no mark of their own.
        Orang.objects.filter(kabupaten__memuat_contoh=True, entri=None),
        Keluarga.objects.filter(kabupaten__memuat_contoh=True, entri=None),
        NilaiIndikator.objects.filter(survei__putaran__periode__in=periode),
        Survei.objects.filter(putaran__periode__in=periode),
        PengecualianKunci.objects.filter(putaran__periode__in=periode),
        KirimanSurvei.objects.filter(putaran__periode__in=periode),
        TabrakanIsian.objects.filter(putaran__periode__in=periode),
        Putaran.objects.filter(periode__in=periode),
        TargetIndikator.objects.filter(periode__in=periode),
        ButirSasaran.objects.filter(daftar__periode__in=periode),
        DaftarSasaran.objects.filter(periode__in=periode),
        KehadiranRapat.objects.filter(rapat__periode__in=periode),
        Rapat.objects.filter(periode__in=periode),
        Kunjungan.objects.filter(penugasan__periode__in=periode),
        LaporanBulanan.objects.filter(penugasan__periode__in=periode),
        SerahTerima.objects.filter(penugasan__periode__in=periode),
        Penugasan.objects.filter(periode__in=periode),
        periode,
        sumber,
        ProfilDesa.objects.filter(sumber__startswith=TANDA),
        PejabatOPD.objects.filter(nama__endswith=f"({TANDA.lower()})"),
        Keanggotaan.objects.filter(pengguna__in=akun),
        Impor.objects.filter(dibuat_oleh__in=akun),
        Lampiran.objects.filter(dibuat_oleh__in=akun),
        Bundel.objects.filter(lampiran=None),
        Pekerjaan.objects.filter(pemilik__in=akun),
        Pemberitahuan.objects.filter(penerima__in=akun),
        KirimanFormulir.objects.filter(pengguna__in=akun),
        JejakAudit.objects.filter(pelaku_id__in=akun.values("pk")),
        akun,
    ]


@transaction.atomic
def hapus_contoh() -> dict[str, int]:
    """Delete the example, and return how many rows of each kind. Reference data stays.

    Raises AturanDilanggar, with nothing deleted, when real work stands upon it.
    """
    contoh = daftar_contoh()
    for queryset in contoh:
        _wajib_tanpa_akun_nyata(queryset)
    jumlah = {}
    for queryset in contoh:
        for nama_berkas in _berkas(queryset):
            transaction.on_commit(partial(default_storage.delete, nama_berkas))
        try:
            jumlah[str(queryset.model._meta.verbose_name)] = queryset.count()
            queryset.delete()
        except models.ProtectedError as error:
            jenis = sorted({str(o._meta.verbose_name) for o in error.protected_objects})
            raise AturanDilanggar(
                f"Data contoh masih dipakai oleh data lain ({', '.join(jenis)}); tidak ada yang "
                "dihapus."
            ) from error
    Kabupaten.objects.filter(memuat_contoh=True).update(memuat_contoh=False)
    return jumlah


def _berkas(queryset):
    """The names of all files that these rows hold."""
    medan = [f.name for f in queryset.model._meta.fields if isinstance(f, models.FileField)]
    return (
        {nama for baris in queryset.values_list(*medan) for nama in baris if nama} if medan else ()
    )


def _wajib_tanpa_akun_nyata(queryset):
    """No row of the example may have been made, submitted or decided by a real account."""
    for field in queryset.model._meta.fields:
        if field.is_relation and field.related_model._meta.label == settings.AUTH_USER_MODEL:
            nyata = queryset.exclude(**{f"{field.name}__email__endswith": f"@{DOMAIN}"}).filter(
                **{f"{field.name}__isnull": False}
            )
            if pertama := nyata.select_related(field.name).first():
                raise AturanDilanggar(
                    f"{queryset.model._meta.verbose_name} “{pertama}” dikerjakan akun "
                    f"{getattr(pertama, field.name).username}, yang bukan akun contoh. "
                    "Tidak ada yang dihapus."
                )
