"""The daily digest: who is told, what, and how often."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from core.models import Notice
from processes import services as actions
from processes.models import Action
from supervision.field import services
from supervision.field.services.digest import MOST_LINES, send_digests
from tests.factories import base, field
from tests.factories.field import at

pytestmark = pytest.mark.django_db
MONDAY = date(2024, 9, 2)


def sent(cast: Any, *, on: date, findings: int = 1) -> Any:
    """A visit sent on that day whose findings are due ten days later."""
    visit = field.draft(cast.supervisor, cast.school, on=on)
    for number in range(findings):
        field.finding(visit, cast.supervisor, text=f"ข้อค้นพบ {number}", due_on=on + timedelta(days=10))
    return services.submit_visit(visit, actor=cast.supervisor, now=at(on, 16))


def told(user: Any) -> list[Notice]:
    return list(Notice.objects.filter(recipient=user, code="findings.digest").order_by("pk"))


def morning(day: date) -> datetime:
    return at(day, 7, 10)


def test_nothing_late_tells_nobody(cast) -> None:
    sent(cast, on=MONDAY - timedelta(days=3))
    assert send_digests(now=morning(MONDAY)) == 0


def test_those_who_can_act_are_told_and_nobody_else(cast) -> None:
    sent(cast, on=MONDAY - timedelta(days=30))
    send_digests(now=morning(MONDAY))
    for user in (cast.principal, cast.supervisor, cast.director):
        (notice,) = told(user)
        assert notice.title == "ข้อค้นพบเลยกำหนด 1 เรื่อง และบันทึกการนิเทศที่โรงเรียนยังไม่รับทราบ 1 ฉบับ"
        assert "ข้อค้นพบ 0" in notice.body
        assert "เลยมา 20 วัน" in notice.body
    assert not any(told(user) for user in (cast.other_principal, cast.teacher, cast.colleague, cast.stranger))
    assert not Notice.objects.filter(code="findings.digest", district_code=cast.other_district.code).exists()


def test_once_a_day_and_the_same_list_once_a_week(cast) -> None:
    sent(cast, on=MONDAY - timedelta(days=30))
    assert send_digests(now=morning(MONDAY)) == 3
    assert send_digests(now=morning(MONDAY)) == 0
    assert send_digests(now=morning(MONDAY + timedelta(days=1))) == 0
    sent(cast, on=MONDAY - timedelta(days=8))
    # Its finding falls due on the Wednesday and is late on Thursday: a new list, told again.
    assert send_digests(now=morning(MONDAY + timedelta(days=3))) == 3
    assert send_digests(now=morning(MONDAY + timedelta(days=7))) == 3
    assert len(told(cast.principal)) == 3


def test_no_message_on_a_weekend(cast) -> None:
    sent(cast, on=MONDAY - timedelta(days=30))
    assert send_digests(now=morning(MONDAY - timedelta(days=1))) == 0
    assert send_digests(now=morning(MONDAY - timedelta(days=2))) == 0


def test_what_was_answered_is_not_late(cast) -> None:
    visit = sent(cast, on=MONDAY - timedelta(days=30))
    services.acknowledge_visit(visit, actor=cast.principal, now=at(MONDAY, 6))
    action = Action.objects.get(finding__visit=visit)
    actions.report_action(action, actor=cast.principal, result="ซื้อแล้ว", now=at(MONDAY, 6))
    assert send_digests(now=morning(MONDAY)) == 0


def test_a_long_list_is_cut_and_says_how_much_more(cast) -> None:
    sent(cast, on=MONDAY - timedelta(days=30), findings=MOST_LINES + 3)
    send_digests(now=morning(MONDAY))
    assert "และอีก 4 เรื่อง" in told(cast.principal)[0].body


def test_a_supervisor_who_left_is_not_told(cast) -> None:
    sent(cast, on=MONDAY - timedelta(days=30))
    appointment = base.person_of(cast.supervisor, cast.district).appointments.get()
    appointment.ends_on = MONDAY - timedelta(days=5)
    appointment.save()
    send_digests(now=morning(MONDAY))
    # They still led the visit the school has not acknowledged, but follow no actions up any more.
    assert [notice.title for notice in told(cast.supervisor)] == ["บันทึกการนิเทศที่โรงเรียนยังไม่รับทราบ 1 ฉบับ"]
