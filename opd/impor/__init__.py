"""Imports that depend on who mentors which village: assignments and survey answers."""

from opd.impor.penugasan import IMPOR_PENUGASAN
from opd.impor.survei import IMPOR_SURVEI


__all__ = ["IMPOR_PENUGASAN", "IMPOR_SURVEI"]
