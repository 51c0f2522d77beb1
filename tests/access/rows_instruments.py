"""`instrument` with its draft `instrument_draft` (one section, one item) and `instrument_out`, which is published."""

from tests.access.cast import Cast
from tests.factories import instruments


def build(cast: Cast) -> None:
    director, district = cast.users["group_director"], cast.a1.district
    draft = instruments.small(director, district, code="access-draft")
    section = draft.sections.order_by("position").first()
    cast.rows |= {
        "instrument": draft.instrument,
        "instrument_draft": draft,
        "instrument_section": section,
        "instrument_item": section.items.first(),
        "instrument_out": instruments.published(director, district, code="access-out"),
    }
