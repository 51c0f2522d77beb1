"""Tasks without an owner or a plan: the head learns of them once a year, and nobody else."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from pytest_django import DjangoAssertNumQueries

from core.models import Notice
from supervision.groups import services
from supervision.groups.models import TaskYear
from tests.factories import groups as make

pytestmark = pytest.mark.django_db
LATER = timedelta(days=15)


def _told() -> list[Notice]:
    return list(Notice.objects.filter(code="groups.bare").order_by("pk"))


def test_the_head_learns_of_them_once_and_not_before_two_weeks(office: SimpleNamespace) -> None:
    rows = make.opened(office.head, office.district, now=office.now)
    services.save_task(rows[0], actor=office.supervisor, state="waiting", plan="นิเทศทุกโรงเรียน", now=office.now)
    assert services.tell_of_bare_tasks(now=office.now + timedelta(days=13)) == 0
    for day in range(3):
        services.tell_of_bare_tasks(now=office.now + LATER + timedelta(days=day))
    [notice] = _told()
    assert notice.recipient == office.head
    assert notice.url == "/groups/?year=2567"
    lines = notice.body.splitlines()
    assert lines[0] == "กลุ่มงานนิเทศ: ไม่มีแผน 1 งาน"
    assert lines[1] == "งานธุรการ: ไม่มีผู้รับผิดชอบ 1 งาน ไม่มีแผน 1 งาน"
    assert lines[2].startswith("ภาษาไทย: ไม่มีผู้รับผิดชอบ")


def test_who_has_all_of_them_in_hand_is_not_told(office: SimpleNamespace) -> None:
    for row in make.opened(office.head, office.district, now=office.now):
        services.set_owners(row, actor=office.head, people=[office.supervisor.people.get()], now=office.now)
        make.done(row, office.head, now=office.now)
    assert TaskYear.objects.unfinished().count() == 0
    assert services.tell_of_bare_tasks(now=office.now + LATER) == 0
    services.open_year(office.other, actor=office.stranger, year=make.YEAR + 1, now=office.now)
    assert services.tell_of_bare_tasks(now=office.now + LATER) == 0, "next year's tasks wait for next year"


def test_as_many_queries_for_many_tasks(
    office: SimpleNamespace, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make.a_work_group(office.district, number=5, name="กลุ่มงานประกัน", tasks=20)
    make.opened(office.head, office.district, now=office.now)
    with django_assert_max_num_queries(12):
        assert services.tell_of_bare_tasks(now=office.now + LATER) == 1
