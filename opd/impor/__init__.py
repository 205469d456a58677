"""Imports of agencies, and those that depend on who mentors which village."""

from opd.impor.opd import IMPOR_OPD
from opd.impor.penugasan import IMPOR_PENUGASAN
from opd.impor.survei import IMPOR_SURVEI


__all__ = ["IMPOR_OPD", "IMPOR_PENUGASAN", "IMPOR_SURVEI"]
