"""A set of office A in force and one being written."""

from qa.standards import services
from tests.access.cast import Cast
from tests.factories import standards


def build(cast: Cast) -> None:
    director = cast.users["group_director"]
    draft = standards.draft(director, cast.a, name="ชุดร่าง")
    own = standards.draft(director, cast.a, name="มาตรฐานของเขต", family="district")
    services.send_paper(own, actor=director)
    cast.rows |= {
        "set_own": own,
        "set_published": standards.published(director, cast.a, name="ชุดที่ใช้", family="own"),
        "set_draft": draft,
        "set_item": draft.standards.get(number="1.1"),
    }
