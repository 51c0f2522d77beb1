"""Opening a year: every task once, owners carried over, only by who leads."""

from types import SimpleNamespace

import pytest

from core.errors import DomainError, NotAllowed
from schools.models import WorkTask
from supervision.groups import services
from supervision.groups.models import GroupYear, SubjectLine, TaskYear
from tests.factories import base
from tests.factories import groups as make

pytestmark = pytest.mark.django_db


def owners(row: TaskYear) -> list[str]:
    return [owner.person.full_name for owner in row.owners.select_related("person")]


@pytest.mark.parametrize("who", ["supervisor", "deputy", "clerk", "principal", "stranger"])
def test_who_does_not_lead_is_refused(office: SimpleNamespace, who: str) -> None:
    with pytest.raises(NotAllowed):
        services.open_year(office.district, actor=getattr(office, who), year=make.YEAR, now=office.now)


def test_a_year_far_away_is_refused(office: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="ห่างจากปีนี้"):
        services.open_year(office.district, actor=office.head, year=2600, now=office.now)


def test_every_task_and_line_once_with_those_assigned(office: SimpleNamespace) -> None:
    rows = make.opened(office.head, office.district, now=office.now)
    assert [row.number for row in rows[:3]] == ["4.1", "4.2", "8.1"]
    assert len(rows) == 3 + SubjectLine.objects.filter(subject_group=office.subject).count()
    assert GroupYear.objects.of_district(office.district).count() == 3
    assert owners(rows[0]) == ["สมมุติ ผู้นิเทศ"]
    assert owners(rows[2]) == []
    assert services.open_year(office.district, actor=office.head, year=make.YEAR, now=office.now) == 0


def test_the_next_year_has_last_years_owners_who_still_work(office: SimpleNamespace) -> None:
    first, second, *_ = make.opened(office.head, office.district, now=office.now)
    idle = base.person_of(office.idle, office.district)
    services.set_owners(first, actor=office.head, people=[idle], now=office.now)
    services.set_owners(second, actor=office.head, people=[], now=office.now)
    again = make.opened(office.head, office.district, year=make.YEAR + 1, now=office.now)
    assert owners(again[0]) == ["ว่าง งาน"]
    # Its owner was a person taken off on purpose: last year's answer is "nobody named", so the group's people stand in.
    assert owners(again[1]) == ["สมมุติ ผู้นิเทศ"]


def test_a_task_added_later_joins_the_year(office: SimpleNamespace) -> None:
    make.opened(office.head, office.district, now=office.now)
    WorkTask.objects.create(work_group=office.group, number="4.3", number_sort="0004.0003", name="งานใหม่")
    assert services.open_year(office.district, actor=office.head, year=make.YEAR, now=office.now) == 1


def test_lines_of_a_subject_group(office: SimpleNamespace) -> None:
    make.opened(office.head, office.district, now=office.now)
    with pytest.raises(NotAllowed):
        services.add_line(office.subject, actor=office.supervisor, name="งานเพิ่ม", now=office.now)
    base.assign(base.person_of(office.idle, office.district), office.subject)
    line = services.add_line(office.subject, actor=office.idle, name=" งานเพิ่ม ", now=office.now)
    assert line.name == "งานเพิ่ม"
    assert TaskYear.objects.filter(line=line, fiscal_year=make.YEAR).count() == 1
    with pytest.raises(DomainError, match="ชื่อนี้แล้ว"):
        services.add_line(office.subject, actor=office.head, name="งานเพิ่ม", now=office.now)
    services.edit_line(line, actor=office.head, name="ชื่อใหม่", is_active=False, now=office.now)
    line.refresh_from_db()
    assert (line.name, line.is_active) == ("ชื่อใหม่", False)
