"""Begin a visit and write its sections: refusals first."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from core.errors import DomainError, NotAllowed, StaleRevision
from schools.models import Person
from supervision.field import services
from supervision.field.models import Visit
from supervision.field.services.writing import stamp_of
from tests.factories import base, field
from tests.factories.field import DAY, at

pytestmark = pytest.mark.django_db


def start(cast, **given):
    values = {"actor": cast.supervisor, "school": cast.school, "visited_on": DAY, "now": at(DAY), **given}
    return services.start_visit(**values)


@pytest.mark.parametrize("who", ["stranger", "principal", "teacher", "member", "office_director"])
def test_who_may_not_begin(cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        start(cast, actor=getattr(cast, who))


def test_a_school_of_another_office_is_refused(cast) -> None:
    with pytest.raises(NotAllowed):
        start(cast, school=base.school(cast.other_district))


@pytest.mark.parametrize(
    ("given", "field_name"),
    [
        ({"visited_on": DAY + timedelta(days=1)}, "visited_on"),
        ({"visited_on": date(1981, 7, 17)}, "visited_on"),
        ({"time_in": time(12, 0), "time_out": time(9, 0)}, "time_out"),
        ({"way": "plane"}, "way"),
        ({"areas": ["magic"]}, "areas"),
        ({"topic": "ก" * 301}, "topic"),
    ],
)
def test_what_is_refused_beside_its_field(cast, given, field_name: str) -> None:
    with pytest.raises(DomainError) as refusal:
        start(cast, **given)
    assert refusal.value.field == field_name
    assert not Visit.objects.exists()


def test_a_closed_school_cannot_be_visited_after_its_day(cast) -> None:
    cast.school.closed_on = DAY
    cast.school.save()
    with pytest.raises(DomainError, match="ปิดหรือรวม"):
        start(cast)
    assert start(cast, visited_on=DAY - timedelta(days=1)).pk


def test_two_clicks_make_one_visit(cast) -> None:
    key = uuid4()
    first = start(cast, public_id=key)
    assert start(cast, public_id=key) == first
    with pytest.raises(NotAllowed):
        start(cast, public_id=key, actor=cast.colleague)
    assert Visit.objects.count() == 1


def test_both_year_systems_and_the_count_of_the_term(cast) -> None:
    first = start(cast)
    assert (first.fiscal_year, first.academic_year, first.term, first.round_no) == (2567, 2567, 1, 1)
    assert start(cast).round_no == 2
    assert start(cast, visited_on=date(2023, 11, 15)).fiscal_year == 2567


def test_a_school_not_assigned_is_allowed_and_marked(cast) -> None:
    assert not start(cast).outside_assignment
    assert start(cast, school=base.school(cast.district)).outside_assignment


def test_who_may_write(cast) -> None:
    visit = start(cast)
    for user in (cast.colleague, cast.director, cast.principal):
        with pytest.raises(NotAllowed):
            services.save_visit(visit, actor=user, section="notes", values={"observed": "x"}, now=at(DAY))
    member = Person.objects.get(user=cast.member)
    services.add_member(visit, actor=cast.supervisor, person=member, duty="กรรมการ ก.ต.ป.น.")
    saved = services.save_visit(visit, actor=cast.member, section="notes", values={"observed": "เห็น"}, now=at(DAY))
    assert saved.observed == "เห็น"
    assert Visit.objects.visible_to(cast.member).filter(pk=visit.pk).exists()


def test_somebody_else_s_save_is_not_written_over(cast) -> None:
    visit = start(cast)
    services.add_member(visit, actor=cast.supervisor, person=Person.objects.get(user=cast.colleague))
    visit.refresh_from_db()
    opened = stamp_of(visit, "notes")
    services.save_visit(
        visit, actor=cast.colleague, section="notes", values={"observed": "ของเพื่อน"}, stamp=opened, now=at(DAY)
    )
    with pytest.raises(StaleRevision):
        services.save_visit(
            visit, actor=cast.supervisor, section="notes", values={"observed": "ของฉัน"}, stamp=opened, now=at(DAY)
        )
    # The same words are no conflict, nor is another section.
    services.save_visit(
        visit, actor=cast.supervisor, section="notes", values={"observed": "ของเพื่อน"}, stamp=opened, now=at(DAY)
    )
    services.save_visit(
        visit, actor=cast.supervisor, section="general", values={"topic": "เรื่องใหม่"}, stamp=0, now=at(DAY), today=DAY
    )
    visit.refresh_from_db()
    assert (visit.observed, visit.topic) == ("ของเพื่อน", "เรื่องใหม่")


def test_one_s_own_older_tab_may_save_on(cast) -> None:
    visit = start(cast)
    for text in ("หนึ่ง", "สอง", "สาม"):
        services.save_visit(
            visit, actor=cast.supervisor, section="notes", values={"observed": text}, stamp=0, now=at(DAY)
        )
    visit.refresh_from_db()
    assert visit.observed == "สาม"


def test_a_teacher_of_another_school_is_refused(cast) -> None:
    visit = start(cast)
    with pytest.raises(DomainError):
        services.add_supervised(visit, actor=cast.supervisor, person=base.person(cast.district, school=cast.neighbour))


def test_a_new_teacher_twice_is_one_person(cast) -> None:
    visit = start(cast)
    for _ in range(2):
        services.add_new_teacher(
            visit, actor=cast.supervisor, prefix="นาง", first_name="ครูใหม่", last_name="ใจดี", classroom="ป.1/1"
        )
    assert Person.objects.filter(school=cast.school, first_name="ครูใหม่").count() == 1
    assert visit.supervised.count() == 1


def test_a_finding_due_before_the_visit_is_refused(cast) -> None:
    visit = start(cast)
    with pytest.raises(DomainError) as refusal:
        field.finding(visit, cast.supervisor, due_on=DAY - timedelta(days=1))
    assert refusal.value.field == "due_on"


def test_a_script_or_formula_stays_text(cast) -> None:
    visit = field.draft(cast.supervisor, cast.school, topic="<script>alert(1)</script>")
    assert visit.topic == "<script>alert(1)</script>"


def test_sheets_follow_what_the_instrument_is_for(cast) -> None:
    visit = start(cast)
    with pytest.raises(DomainError, match="ห้องเรียน"):
        services.add_sheet(visit, actor=cast.supervisor, version=field.version(cast.district))
    with pytest.raises(DomainError, match="บุคคล"):
        services.add_sheet(visit, actor=cast.supervisor, version=field.version(cast.district, "active-learning"))
    with pytest.raises(DomainError, match="เขต"):
        services.add_sheet(visit, actor=cast.supervisor, version=field.version(cast.other_district), classroom="ป.1")


def test_a_value_the_item_does_not_have_is_refused(cast) -> None:
    visit = start(cast)
    with pytest.raises(DomainError, match="ให้ได้เฉพาะ 5, 4, 3, 2, 1"):
        field.sheet(visit, cast.supervisor, values=[6])


def test_not_observed_is_left_out_of_the_score(cast) -> None:
    visit = start(cast)
    response = field.sheet(visit, cast.supervisor, values=[5, 4, None, None, 3])
    assert (response.answered, response.total, response.highest, response.percent) == (3, 12, 15, 80)
    assert response.band.label == "ดีมาก"
