"""Errors of the programme's rules. Their text is Indonesian and meant for the user."""


class AturanDilanggar(Exception):
    """A workflow refused a step; nothing was written. str(error) says why and how to mend it."""


class TransisiTidakSah(AturanDilanggar):
    """The record is not in a status from which this step may start."""


class DataBerubah(AturanDilanggar):
    """Somebody else changed the record since it was read (optimistic lock)."""
