from opd.views.opd import opd_detail, opd_list


__all__ = ["opd_detail", "opd_list"]
