from desa.views.wilayah import cari


__all__ = ["cari"]
