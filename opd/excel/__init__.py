"""Workbooks that depend on who mentors which village: the survey workbook of an OPD."""
