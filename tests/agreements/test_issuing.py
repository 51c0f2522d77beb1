"""Issuing: who may, what is frozen, numbers without a gap, who is named as missing, new editions."""

from datetime import UTC
from typing import Any

import pytest

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry, Notice
from schools.models import Appointment
from supervision.agreements import services
from supervision.agreements.models import Agreement
from supervision.agreements.queries import changed_since
from supervision.improvement.models import Participation, Programme
from supervision.progress.models import SchoolIndicator
from tests.agreements.conftest import Year
from tests.factories import base
from tests.factories.agreements import DAY, issued
from tests.factories.field import at

pytestmark = pytest.mark.django_db


def test_only_who_runs_the_programme_issues(year: Year) -> None:
    for user in (year.stranger, year.supervisor, year.director, year.principals[0]):
        with pytest.raises(NotAllowed):
            issued(user, year.parts[0])
        with pytest.raises(NotAllowed):
            services.issue_all(year.programme, actor=user, dated=DAY)
    assert not Agreement.objects.exists()


def test_a_year_that_ended_gets_no_more(year: Year) -> None:
    Programme.objects.filter(pk=year.programme.pk).update(state="closed")
    with pytest.raises(DomainError, match="สิ้นสุดแล้ว"):
        issued(year.head, year.parts[0])


def test_a_day_after_the_year_is_refused_beside_its_field(year: Year) -> None:
    with pytest.raises(DomainError) as told:
        issued(year.head, year.parts[0], dated=DAY.replace(year=2026))
    assert told.value.field == "dated"


def test_indicators_without_a_target_are_named(year: Year) -> None:
    with pytest.raises(DomainError, match=r"1\.2 3\.1") as told:
        issued(year.head, year.parts[1])
    assert told.value.field == "use_office"
    made = issued(year.head, year.parts[1], use_office=True)
    lent = {row["code"]: row["target"] for row in made.targets if row["from_office"]}
    assert lent == {"1.2": "4", "3.1": "4"}


def test_all_are_issued_but_those_named(year: Year) -> None:
    done = services.issue_all(year.programme, actor=year.head, dated=DAY)
    assert [row.number for row in done.made] == [1, 2]
    assert [(row.participation, row.why) for row in done.refused] == [(year.parts[1], "ยังไม่มีค่าเป้าหมายของตัวชี้วัด 1.2 3.1")]
    again = services.issue_all(year.programme, actor=year.head, dated=DAY, use_office=True)
    assert [(row.participation_id, row.number) for row in again.made] == [(year.parts[1].pk, 3)]
    assert not services.issue_all(year.programme, actor=year.head, dated=DAY).made
    assert Notice.objects.filter(code="agreement.issued").count() == 3


def test_a_school_that_is_out_gets_none(year: Year) -> None:
    Participation.objects.filter(pk=year.parts[0].pk).update(is_in=False, reason="เปิดกลางปี")
    with pytest.raises(DomainError, match="เปิดกลางปี"):
        issued(year.head, year.parts[0])
    assert len(services.issue_all(year.programme, actor=year.head, dated=DAY).made) == 1


def test_two_clicks_make_one(year: Year) -> None:
    first = issued(year.head, year.parts[0])
    assert issued(year.head, year.parts[0]) == first
    assert AuditEntry.objects.filter(action="agreement.issued").count() == 1


def test_soon_after_midnight_it_is_the_new_day_for_who_is_told(year: Year) -> None:
    Appointment.objects.filter(person__user=year.principals[0]).update(starts_on=DAY)
    services.issue_all(year.programme, actor=year.head, dated=DAY, now=at(DAY, 1).astimezone(UTC))
    assert Notice.objects.filter(code="agreement.issued", recipient=year.principals[0]).exists()


def test_wording_names_and_targets_are_frozen(year: Year) -> None:
    made = issued(year.head, year.parts[0])
    assert made.office_signer == "นายนำ ตัวอย่าง"
    assert made.school_signer == "นางผู้บริหาร คนที่1"
    assert made.school_post == "ผู้อำนวยการโรงเรียนบ้านทดสอบที่ 1"
    assert "โรงเรียนบ้านทดสอบที่ 1" in made.wording["preamble"]
    assert "{" not in "".join(str(value) for value in made.wording.values())
    # The manual's agreement speaks of four areas, whatever the other steps use.
    assert {row["area"] for row in made.targets} == {"Q1", "Q2", "Q3", "Q4"}
    assert not changed_since(made)
    SchoolIndicator.objects.filter(participation=year.parts[0], indicator__code="1.1").update(target="4.5")
    made.refresh_from_db()
    assert made.targets[0]["target"] == "4"
    assert [(row.code, row.then, row.now) for row in changed_since(made)] == [("1.1", "4", "4.5")]


def test_the_fifth_area_stands_where_the_year_uses_it(year: Year) -> None:
    Programme.objects.filter(pk=year.programme.pk).update(uses_extra=True, extra_uses=["agreement"])
    part = Participation.objects.get(pk=year.parts[0].pk)
    made = issued(year.head, part)
    assert {row["area"] for row in made.targets} == {"Q1", "Q2", "Q3", "Q4", "Q5"}
    assert made.wording["goal"] == "5Q"


def test_who_is_acting_signs_under_that_title(year: Year) -> None:
    school = base.school(year.district, name="โรงเรียนรักษาการ")
    acting = base.person(year.district, school=school, name="นางสาวครู รักษาการ", position="ครู")
    base.appoint(acting, "principal", acting="in_charge")
    part = Participation.objects.create(programme=year.programme, school=school, updated_at=year.parts[0].updated_at)
    made = issued(year.head, part, use_office=True)
    assert made.school_post == "ครู\nรักษาการในตำแหน่งผู้อำนวยการโรงเรียนรักษาการ"
    assert [(row.side, row.name) for row in made.witnesses.all()] == [("office", "นายหัวหน้า ตัวอย่าง"), ("school", "")]


def test_a_new_edition_keeps_the_number_and_the_old_paper(year: Year) -> None:
    first = issued(year.head, year.parts[0])
    with pytest.raises(NotAllowed):
        services.new_edition(first, actor=year.principals[0], dated=DAY, reason="ปรับ")
    with pytest.raises(DomainError) as told:
        services.new_edition(first, actor=year.head, dated=DAY, reason=" ")
    assert told.value.field == "reason"
    second = services.new_edition(first, actor=year.head, dated=DAY, reason="ปรับเป้าหมาย")
    first.refresh_from_db()
    assert (second.number, second.edition, first.state) == (first.number, 2, "cancelled")
    assert first.cancel_reason == "ออกฉบับที่ 2 แทน: ปรับเป้าหมาย"
    with pytest.raises(DomainError, match="ออกฉบับใหม่แทนไม่ได้"):
        services.new_edition(first, actor=year.head, dated=DAY, reason="กดซ้ำ")
    services.cancel(second, actor=year.head, reason="ยกเลิก")
    third = issued(year.head, year.parts[0])
    assert (third.number, third.edition) == (first.number, 3)


def test_issuing_for_many_costs_the_same_reads(year: Year, django_assert_max_num_queries: Any) -> None:
    """Beyond a number for each paper, nothing is asked school by school."""
    with django_assert_max_num_queries(200) as few:
        services.issue_all(year.programme, actor=year.head, dated=DAY, use_office=True)
    more = [base.school(year.district) for _ in range(20)]
    Participation.objects.bulk_create(
        Participation(programme=year.programme, school=school, updated_at=year.parts[0].updated_at) for school in more
    )
    with django_assert_max_num_queries(200) as many:
        services.issue_all(year.programme, actor=year.head, dated=DAY, use_office=True)
    assert len(many) - len(few) <= 20 - 3
