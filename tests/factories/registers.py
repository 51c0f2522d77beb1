"""Studies, library documents and media, brought to their states through services."""

from types import SimpleNamespace
from typing import Any

from schools.models import District, Person, School
from supervision.library import services as library
from supervision.library.models import Category, LibraryItem
from supervision.media import services as media
from supervision.media.models import Medium, Review
from supervision.research import services as research
from supervision.research.models import Study
from tests.factories import base

LINK = "https://example.org/paper"


def person_of(user: Any, district: District) -> Person:
    return Person.objects.get(user=user, district=district)


def a_study(actor: Any, district: District, *, lead: Person | None = None, **values: Any) -> Study:
    """At its proposal, with all that the later stages ask for."""
    given: dict[str, Any] = {
        "kind": "own", "title": "ผลของการนิเทศแบบร่วมพัฒนา", "year_from": 2569, "year_to": 2569, "question": "ดีขึ้นเพียงใด",
        "method": "ทดลองหนึ่งกลุ่ม", "summary": "คะแนนสูงขึ้น", "url": LINK, **values,
    }  # fmt: skip
    return research.add_study(district, actor=actor, lead=lead or person_of(actor, district), **given)


def a_category(district: District, *, name: str = "เอกสาร ศน.", numbered: bool = True) -> Category:
    found, _ = Category.objects.get_or_create(district=district, name=name, defaults={"is_numbered": numbered})
    return found


def a_document(actor: Any, district: District, **values: Any) -> LibraryItem:
    """A draft with a link."""
    given: dict[str, Any] = {"title": "แนวทางการนิเทศภายใน", "url": LINK, **values}
    given.setdefault("category", None)
    given["category"] = given["category"] or a_category(district)
    return library.add_item(district, actor=actor, **given)


def a_listed_document(actor: Any, district: District, **values: Any) -> LibraryItem:
    return library.list_item(a_document(actor, district, **values), actor=actor)


def a_medium(actor: Any, district: District, *, school: School | None = None, **values: Any) -> Medium:
    """A draft with all that sending asks for."""
    given: dict[str, Any] = {
        "title": "บอร์ดเกมมาตราตัวสะกด", "kind": "medium", "grades": ["p1-3"], "problem": "อ่านไม่คล่อง",
        "usage": "เล่นเป็นกลุ่ม", "url": LINK, **values,
    }  # fmt: skip
    return media.write_medium(district, actor=actor, school=school, **given)


def a_sent_medium(actor: Any, district: District, *, school: School | None = None, **values: Any) -> Medium:
    return media.submit_medium(a_medium(actor, district, school=school, **values), actor=actor)


def an_asked_review(medium: Medium, head: Any, reviewer: Any, **options: Any) -> Review:
    person = person_of(reviewer, medium.district)
    return media.ask_reviewers(medium, actor=head, reviewers=[person], **options)[0]


def a_finished_review(medium: Medium, head: Any, reviewer: Any, *, level: int = 4) -> Review:
    row = an_asked_review(medium, head, reviewer)
    media.save_review(row, actor=reviewer, level=level, opinion="ใช้ง่าย")
    return media.finish_review(row, actor=reviewer)


def a_listed_medium(
    actor: Any, head: Any, reviewer: Any, *, school: School | None = None, share: bool = True, **values: Any
) -> Medium:
    """Sent by `actor`, judged by `reviewer`, listed by `head`."""
    district = school.district if school is not None else person_district(actor)
    sent = a_sent_medium(actor, district, school=school, **values)
    a_finished_review(sent, head, reviewer)
    return media.list_medium(sent, actor=head, share=share)


def person_district(user: Any) -> District:
    return Person.objects.select_related("district").get(user=user).district


def registers_office() -> SimpleNamespace:
    """An office with a head, two supervisors, a clerk, two schools with principals, and its neighbour."""
    district = base.district(name="สพป.ทดสอบ เขต 1")
    schools = [base.school(district, name=f"โรงเรียนบ้านที่ {n}") for n in (1, 2)]
    other = base.district(name="สพป.ข้างเคียง เขต 2")
    return SimpleNamespace(
        district=district, schools=schools, head=base.user("group_director", district),
        supervisor=base.user("supervisor", district), colleague=base.user("supervisor", district),
        director=base.user("office_director", district), clerk=base.user("clerk", district),
        principals=[base.user("principal", school) for school in schools],
        staff=base.user("school_staff", schools[0]), other=other, stranger=base.user("group_director", other),
        other_school=base.school(other),
    )  # fmt: skip
