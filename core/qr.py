"""QR codes drawn as SVG, for paper and page alike. Reading one back is the business of a phone, and of our tests."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """An inline SVG of `text` with its quiet zone, as wide as the box it stands in; a quarter of it may be damaged
    (level Q), for a paper that hangs on a wall. Attributes only: our content policy kills inline style."""
    code = segno.make(text, error="q", micro=False)
    side = code.symbol_size(border=4)[0]
    drawn = code.svg_inline(border=4, omitsize=True, light="#fff", svgclass="nt-qr", lineclass=None)
    if f'viewBox="0 0 {side} {side}"' not in drawn:
        raise ValueError("a QR code without its frame cannot be sized")
    return mark_safe(drawn)  # noqa: S308 - path data made from numbers; the text itself is not in it
