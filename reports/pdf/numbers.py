"""Page numbers printed once and kept: small labels, a hundred a file, laid over the pages at the merge."""

import io
from functools import lru_cache
from typing import Literal

import weasyprint
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.thai.numerals import to_thai
from reports.pdf.fonts import engine, engine_id

CHUNK = 100
WIDTH_PT, HEIGHT_PT = 85.05, 22.7  # 30 × 8 mm
# The box of a reference, `.page-of` of print.css: 9 mm wide, one line of a table high.
REFERENCE_WIDTH_PT, REFERENCE_HEIGHT_PT = 25.51, 16.5
Style = Literal["top", "bottom", "reference"]
_SIZES = {"reference": (REFERENCE_WIDTH_PT, REFERENCE_HEIGHT_PT)}
_WORDS = {"top": "- {} -", "bottom": "หน้า {}", "reference": "{}"}


@lru_cache(maxsize=16)
def number_sheet(chunk: int, style: Style, digits: Literal["arabic", "thai"]) -> bytes:
    """A PDF of CHUNK labels: numbers chunk × CHUNK + 1 and following: "- ๒ -" for the top, "หน้า ๒" for the bottom,
    a bare "๒" for a reference."""
    path = f"documents/numbers/{engine_id()[:16]}-{style}-{digits}-{chunk}.pdf"
    if default_storage.exists(path):
        with default_storage.open(path) as kept:
            return kept.read()
    configuration, css, fetcher = engine()
    align = "center" if style == "top" else "right"
    width, height = _SIZES.get(style, (WIDTH_PT, HEIGHT_PT))
    size = weasyprint.CSS(
        string=f"@page {{ size: {width}pt {height}pt; margin: 0; @bottom-left {{ content: none }} }}"
        f"p {{ text-align: {align}; line-height: {height}pt; font-size: 10pt; break-after: page }}",
        font_config=configuration,
        url_fetcher=fetcher,
    )
    labels = []
    for number in range(chunk * CHUNK + 1, (chunk + 1) * CHUNK + 1):
        text = _WORDS[style].format(number)
        labels.append(f"<p>{to_thai(text) if digits == 'thai' else text}</p>")
    target = io.BytesIO()
    html = weasyprint.HTML(string=f'<html lang="th"><body>{"".join(labels)}', url_fetcher=fetcher, base_url="static:")
    html.render(stylesheets=[css, size], font_config=configuration).write_pdf(target)
    default_storage.save(path, ContentFile(target.getvalue()))
    return target.getvalue()
