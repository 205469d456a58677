from desa.views.wilayah import cari, desa_detail, desa_list, kecamatan_detail


__all__ = ["cari", "desa_detail", "desa_list", "kecamatan_detail"]
