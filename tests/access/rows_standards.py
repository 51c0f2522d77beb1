"""A set of office A in force and one being written."""

from qa.standards import services
from schools.models import School
from tests.access.cast import Cast
from tests.factories import standards


def build(cast: Cast) -> None:
    director = cast.users["group_director"]
    draft = standards.draft(director, cast.a, name="ชุดร่าง")
    own = standards.draft(director, cast.a, name="มาตรฐานของเขต", family="district")
    services.send_paper(own, actor=director)
    School.objects.filter(pk=cast.a1.pk).update(level_from="ป.1", level_to="ป.6")
    teacher, principal = cast.users["staff_a1"], cast.users["principal_a1"]
    held = standards.published(director, cast.a, name="ชุดที่ใช้", family="own")
    paper = standards.paper(cast.a1, held, by=teacher, year=2568)
    cast.rows |= {
        "school_paper": paper,
        "school_item": services.save_own_item(
            paper, actor=teacher, under=held.standards.get(number="1"), number="1.9", title="ของโรงเรียน"
        ),
        "school_declared": standards.declared(cast.a1, held, by=principal, year=2567),
        "set_own": own,
        "set_published": held,
        "set_draft": draft,
        "set_item": draft.standards.get(number="1.1"),
    }
