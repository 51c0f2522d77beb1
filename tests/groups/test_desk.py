"""The desk gathers what was done on other desks; its queries do not grow; reports read back; coverage of the year."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schools.models import WorkGroup, WorkTask
from supervision.field import services as field_services
from supervision.groups import services
from supervision.groups.queries import desk_of, person_year
from supervision.inclusion.services import write_coordination
from tests.documents.reading import plain, text
from tests.factories import base, field
from tests.factories import groups as make

pytestmark = pytest.mark.django_db


def visited(office: SimpleNamespace, *, times: int = 1) -> None:
    school = base.school(office.district)
    base.assign(base.person_of(office.supervisor, office.district), school)
    for number in range(times):
        field.submitted(
            office.supervisor, school, on=make.DAY, task=office.group.tasks.first(), round_no=number + 1
        )  # fmt: skip


def see(rows: Any) -> Any:
    return rows.all()


def test_visits_of_a_task_stand_on_its_groups_desk(office: SimpleNamespace) -> None:
    make.opened(office.head, office.district, now=office.now)
    visited(office, times=2)
    desk = desk_of(see, office.group, make.YEAR, on=make.DAY, reads=True)
    assert [(source.key, n) for source, n in desk.tasks[0].work] == [("visits", 2)]
    assert desk.tasks[1].work == ()
    assert [(line.source.key, line.count) for line in desk.sources] == [("visits", 2)]
    assert desk_of(see, office.desk, make.YEAR, on=make.DAY, reads=True).sources == ()
    assert desk_of(see, office.group, make.YEAR, on=make.DAY, reads=False).sources == ()


def test_a_persons_year(office: SimpleNamespace) -> None:
    rows = make.opened(office.head, office.district, now=office.now)
    make.done(rows[0], office.supervisor, now=office.now)
    visited(office, times=3)
    person = base.person_of(office.supervisor, office.district)
    make.a_training(person, office.supervisor)
    found = person_year(person, make.YEAR)
    assert {source.key: len(works) for source, works in found.works} == {"visits": 3}
    assert (found.tasks_done, len(found.tasks), found.hours) == (1, 2, 6)
    assert person_year(base.person_of(office.idle, office.district), make.YEAR).works == ()


def test_who_went_along_has_the_visit_in_their_year(office: SimpleNamespace) -> None:
    school = base.school(office.district)
    base.assign(base.person_of(office.supervisor, office.district), school)
    visit = field.draft(office.supervisor, school, on=make.DAY)
    along = base.person_of(office.idle, office.district)
    field_services.add_member(visit, actor=office.supervisor, person=along)
    field_services.submit_visit(visit, actor=office.supervisor, now=field.at(make.DAY))
    assert [(source.key, len(rows)) for source, rows in person_year(along, make.YEAR).works] == [("visits", 1)]


def test_work_of_a_shipped_task_stands_at_the_offices_own(office: SimpleNamespace) -> None:
    """A log that names group-7 and task-7.4 by their shipped keys; an office without them shows it nowhere."""
    write_coordination(
        office.district, actor=office.supervisor, done_on=make.DAY, about="ขอวิทยากร", body_text="ศูนย์การศึกษาพิเศษ"
    )
    assert desk_of(see, office.group, make.YEAR, on=make.DAY, reads=True).sources == ()
    group = make.a_work_group(office.district, number=7, name="กลุ่มงานการศึกษาพิเศษ", tasks=4)
    WorkGroup.objects.filter(pk=group.pk).update(reference_key="group-7")
    WorkTask.objects.filter(work_group=group, number="7.4").update(reference_key="task-7.4")
    desk = desk_of(see, group, make.YEAR, on=make.DAY, reads=True)
    assert [(line.source.key, line.count) for line in desk.sources] == [("coordination", 1)]
    assert [row.label for row in desk.sources[0].newest] == ["ประสานงานกับ ศูนย์การศึกษาพิเศษ"]
    assert [[(source.key, n) for source, n in line.work] for line in desk.tasks] == [[], [], [], [("coordination", 1)]]
    person = base.person_of(office.supervisor, office.district)
    assert [source.key for source, _ in person_year(person, make.YEAR).works] == ["coordination"]


def test_queries_do_not_grow_with_what_was_done(office: SimpleNamespace, client: Client) -> None:
    make.opened(office.head, office.district, now=office.now)
    client.force_login(office.head)
    person = base.person_of(office.supervisor, office.district).pk
    pages = [
        reverse("groups:desk", args=[office.group.pk]), reverse("groups:index"), reverse("groups:people"),
        reverse("groups:person-year", args=[person]), reverse("groups:trainings"),
    ]  # fmt: skip
    visited(office)
    make.a_training(base.person_of(office.supervisor, office.district), office.supervisor)

    def counts() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(f"{page}?year={make.YEAR}").status_code == 200
            found.append(len(asked))
        return found

    counts()
    before = counts()
    visited(office, times=6)
    for number in range(5):
        make.a_training(base.person_of(office.supervisor, office.district), office.supervisor, title=f"เรื่อง {number}")
        base.assign(base.person_of(base.user("supervisor", office.district), office.district), office.group)
    assert counts() == before
    assert before[0] < 30  # the desk reads once, and asks no source for people it does not show


def printed(office: SimpleNamespace, tmp_path: Path, key: str, *chosen: str) -> str:
    target = tmp_path / "paper.pdf"
    given = [word for value in (*chosen, "digits=arabic") for word in ("--param", value)]
    call_command("report", key, "--district", office.district.code, *given, "--output", str(target))
    return plain(text(target))


def test_the_reports_read_back(office: SimpleNamespace, tmp_path: Path) -> None:
    rows = make.opened(office.head, office.district, now=office.now)
    make.done(rows[0], office.supervisor, now=office.now)
    visited(office)
    group = make.a_published_group(office.head, office.district, now=office.now)
    words = printed(office, tmp_path, "task-report", f"group={group.pk}")
    for said in ("สรุปของกลุ่ม", "เสร็จ 1 จาก 2 งาน", "แผนของปี", "การนิเทศ", "1 ครั้ง", "ผู้รายงาน", "ผู้รับรอง"):
        assert plain(said) in words, said
    words = printed(office, tmp_path, "task-report", f"task={rows[0].pk}")
    assert plain("ทำเสร็จตามแผน") in words
    assert plain("สมมุติ ผู้นิเทศ") in words
    words = printed(office, tmp_path, "task-report", f"year={make.YEAR}")
    assert plain("งานธุรการ") in words
    person = base.person_of(office.supervisor, office.district)
    make.a_training(person, office.supervisor)
    words = printed(
        office,
        tmp_path,
        "responsibilities",
        f"person={person.pk}",
    )
    assert plain("กลุ่มงานนิเทศ") in words


def test_an_orders_draft_is_filled_from_the_page(office: SimpleNamespace, client: Client) -> None:
    make.opened(office.head, office.district, now=office.now)
    client.force_login(office.head)
    page = client.get(f"{reverse('groups:people')}?year={make.YEAR}").content.decode()
    assert f"source=responsibility:{make.YEAR}" in page
    from office.orders.services import draft_order

    order = draft_order(office.district, actor=office.head, source=f"responsibility:{make.YEAR}")
    duties = [group.duty for group in order.groups.all()]
    assert any("กลุ่มงานนิเทศ" in duty and "4.1" in duty for duty in duties)
    assert services.open_year(office.district, actor=office.head, year=make.YEAR, now=office.now) == 0
