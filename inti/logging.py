"""Log hygiene: personal data does not reach the log (UU 27/2022)."""

import logging
import re


NOMOR_IDENTITAS = re.compile(r"(?<!\d)(\d{6})\d{10}(?!\d)")
# What PostgreSQL adds to an error: the values of the row at fault, names in the clear among them.
ISI_BARIS = re.compile(r"^(DETAIL|CONTEXT|LINE \d+|STATEMENT|QUERY): .*$", re.MULTILINE)


def samarkan_nomor(teks: str) -> str:
    """The text with 16-digit runs (NIK, No KK) masked after their region."""
    return NOMOR_IDENTITAS.sub(r"\1••••••••••", teks)


class SamarkanNomor(logging.Filter):
    """Mask identity numbers in every log line, and the row that a database error quotes."""

    def filter(self, record):
        message = record.getMessage()
        masked = samarkan_nomor(message)
        if masked != message:
            record.msg, record.args = masked, ()
        if record.exc_info and not record.exc_text:
            jejak = logging.Formatter().formatException(record.exc_info)
            record.exc_text = ISI_BARIS.sub(r"\1: …", samarkan_nomor(jejak))
        return True
