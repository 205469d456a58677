"""Write the moments of the plan over those that the workflows took from this machine's clock."""

from desa.models import DaftarSasaran, NilaiIndikator, Periode, Putaran, Survei
from inti.models import JejakAudit
from laporan.contoh.panggung import Stage
from opd.models import Penugasan, SerahTerima


# model: field -> the step that sets it
WAKTU = {
    Periode: {"created_at": "periode.buat"},
    DaftarSasaran: {
        "created_at": "daftar_sasaran.buat",
        "ditetapkan_pada": "daftar_sasaran.tetapkan",
    },
    Penugasan: {"created_at": "penugasan.tugaskan"},
    SerahTerima: {"created_at": "serah_terima.ajukan", "diputus_pada": "serah_terima.diterima"},
    Putaran: {"created_at": "putaran.buat", "dikunci_pada": "putaran.kunci"},
    Survei: {
        "created_at": "survei.isi",
        "diajukan_pada": "survei.ajukan",
        "dikembalikan_pada": "survei.kembalikan",
        "diverifikasi_pada": "survei.verifikasi",
    },
}


def mundurkan(stage: Stage) -> None:
    """Backdate the example's records and its audit trail."""
    for model, fields in WAKTU.items():
        _mundurkan_model(stage, model, fields)
    # Survey by survey: one statement for all took PostgreSQL minutes before it had statistics.
    survei = Survei.objects.filter(putaran__periode=stage.periode)
    for pk, dibuat in survei.values_list("pk", "created_at"):
        NilaiIndikator.objects.filter(survei=pk).update(
            diisi_pada=dibuat, created_at=dibuat, updated_at=dibuat
        )
    jejak = list(JejakAudit.objects.filter(pelaku_id__in=[p.pk for p in stage.akun.values()]))
    for j in jejak:
        j.pada = stage.waktu.get((j.objek_jenis, j.objek_id, j.aksi), j.pada)
    JejakAudit.objects.bulk_update(jejak, ["pada"], batch_size=200)


def _mundurkan_model(stage, model, fields):
    label = model._meta.label_lower
    pks = {pk for jenis, pk, _ in stage.waktu if jenis == label}
    daftar = list(model.objects.filter(pk__in=pks))
    for objek in daftar:
        waktu = {
            field: pada
            for field, aksi in fields.items()
            if (pada := stage.waktu.get((label, str(objek.pk), aksi)))
        }
        for field, pada in waktu.items():
            setattr(objek, field, pada)
        objek.updated_at = max(waktu.values())
    model.objects.bulk_update(daftar, [*fields, "updated_at"], batch_size=100)
