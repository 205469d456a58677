"""Pages of the social registry and of its corrections, a module per noun."""

from dtks.views.sumber import sumber_data_create, sumber_data_edit, sumber_data_list


__all__ = ["sumber_data_create", "sumber_data_edit", "sumber_data_list"]
