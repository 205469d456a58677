from django.db.models import TextChoices


class JenisOPD(TextChoices):
    SEKRETARIAT = "sekretariat", "Sekretariat"
    INSPEKTORAT = "inspektorat", "Inspektorat"
    SATPOL_PP = "satpol_pp", "Satuan polisi pamong praja"
    BADAN = "badan", "Badan"
    DINAS = "dinas", "Dinas"
    RSUD = "rsud", "Rumah sakit umum daerah"
    KECAMATAN = "kecamatan", "Kecamatan"
    KELURAHAN = "kelurahan", "Kelurahan"
    BAGIAN_SETDA = "bagian_setda", "Bagian Sekretariat Daerah"
    BUMD = "bumd", "BUMD kabupaten"
    BUMD_PROVINSI = "bumd_provinsi", "BUMD provinsi"


class StatusSerahTerima(TextChoices):
    DIAJUKAN = "diajukan", "Menunggu penerimaan"
    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Ditolak"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
