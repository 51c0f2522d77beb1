"""A set of office A in force and one being written."""

from tests.access.cast import Cast
from tests.factories import standards


def build(cast: Cast) -> None:
    director = cast.users["group_director"]
    draft = standards.draft(director, cast.a, name="ชุดร่าง")
    cast.rows |= {
        "set_published": standards.published(director, cast.a, name="ชุดที่ใช้", family="own"),
        "set_draft": draft,
        "set_item": draft.standards.get(number="1.1"),
    }
