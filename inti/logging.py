"""Log hygiene."""

import logging
import re


NOMOR_IDENTITAS = re.compile(r"(?<!\d)(\d{6})\d{10}(?!\d)")


class SamarkanNomor(logging.Filter):
    """Mask 16-digit runs (NIK, No KK) in every log line: they are personal data (UU 27/2022)."""

    def filter(self, record):
        message = record.getMessage()
        masked = NOMOR_IDENTITAS.sub(r"\1••••••••••", message)
        if masked != message:
            record.msg, record.args = masked, ()
        return True
