"""The documents: every link to a file of the repository leads somewhere."""

import re

import pytest
from django.conf import settings


LINK = re.compile(r"\]\(([^)#\s]+)|<img src=\"([^\"]+)\"")
DOKUMEN = sorted(
    file
    for pattern in ("*.md", "docs/**/*.md", "*/acuan/*.md")
    for file in settings.BASE_DIR.glob(pattern)
)


@pytest.mark.parametrize("dokumen", DOKUMEN, ids=lambda d: str(d.relative_to(settings.BASE_DIR)))
def test_links_of_a_document_lead_to_files(dokumen):
    tujuan = ("".join(groups) for groups in LINK.findall(dokumen.read_text()))
    lokal = [t for t in tujuan if not t.startswith(("http://", "https://", "mailto:"))]

    assert [t for t in lokal if not (dokumen.parent / t).exists()] == []
