"""Actions: reported by who owes them, closed by somebody else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.models import Notice
from core.pointers import Pointer
from processes.models import Action
from processes.services import cancel_action, close_action, open_action, reopen_action, report_action, return_action
from schools.models import Person
from tests.factories import base
from tests.factories.field import at

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 17)
SOURCE = Pointer("visit", "1", "บันทึกการนิเทศ")


@pytest.fixture
def people(db):
    district = base.district()
    school = base.school(district)
    return {
        "district": district,
        "school": school,
        "supervisor": base.user("supervisor", district),
        "director": base.user("group_director", district),
        "principal": base.user("principal", school),
        "other_principal": base.user("principal", base.school(district)),
        "teacher": base.user("school_staff", school),
        "stranger": base.user("group_director", base.district()),
    }


def opened(people, **given) -> Action:
    values = {
        "actor": people["supervisor"], "district": people["district"], "school": people["school"], "text": "จัดหาหนังสือ",
        "owner": None, "owner_label": "ผอ.โรงเรียน", "due_on": DAY, "source": SOURCE, "now": at(DAY), **given,
    }  # fmt: skip
    return open_action(**values)


def test_what_cannot_be_opened(people) -> None:
    other = base.district()
    for given, name in (
        ({"text": " "}, "text"),
        ({"owner_label": ""}, "owner"),
        ({"school": base.school(other)}, "school"),
        ({"owner": base.person(other)}, "owner"),
    ):
        with pytest.raises(DomainError) as refusal:
            opened(people, **given)
        assert refusal.value.field == name


def test_who_may_report(people) -> None:
    action = opened(people)
    for name in ("other_principal", "teacher", "stranger"):
        with pytest.raises(NotAllowed):
            report_action(action, actor=people[name], result="เสร็จ", now=at(DAY))
    with pytest.raises(DomainError):
        report_action(action, actor=people["principal"], result=" ", now=at(DAY))
    assert report_action(action, actor=people["principal"], result="ซื้อแล้ว", now=at(DAY)).state == "done"


def test_an_open_action_cannot_be_closed(people) -> None:
    with pytest.raises(DomainError):
        close_action(opened(people), actor=people["director"], now=at(DAY))


def test_who_reported_does_not_close(people) -> None:
    action = report_action(opened(people), actor=people["supervisor"], result="ตรวจพบว่าซ่อมแล้ว", now=at(DAY))
    with pytest.raises(NotAllowed, match="ผู้อื่น"):
        close_action(action, actor=people["supervisor"], now=at(DAY))
    for name in ("principal", "stranger"):
        with pytest.raises(NotAllowed):
            close_action(action, actor=people[name], now=at(DAY))
    assert close_action(action, actor=people["director"], now=at(DAY)).state == "closed"


def test_an_owner_of_the_office_does_not_close_either(people) -> None:
    owner = Person.objects.get(user=people["director"])
    action = report_action(opened(people, owner=owner), actor=people["principal"], result="เสร็จ", now=at(DAY))
    with pytest.raises(NotAllowed):
        close_action(action, actor=people["director"], now=at(DAY))


def test_closing_twice_is_one(people) -> None:
    action = report_action(opened(people), actor=people["principal"], result="เสร็จ", now=at(DAY))
    close_action(action, actor=people["director"], now=at(DAY))
    again = close_action(action, actor=people["director"], now=at(DAY + timedelta(days=1)))
    assert again.closed_at == at(DAY)


def test_returning_and_reopening_need_a_reason_and_tell_the_school(people) -> None:
    action = report_action(opened(people), actor=people["principal"], result="เสร็จ", now=at(DAY))
    with pytest.raises(DomainError):
        return_action(action, actor=people["director"], reason="", now=at(DAY))
    action = return_action(action, actor=people["director"], reason="ขอภาพ", now=at(DAY, 11))
    assert (action.state, action.reason) == ("open", "ขอภาพ")
    assert Notice.objects.get(code="action.returned").recipient == people["principal"]
    action = report_action(action, actor=people["principal"], result="แนบภาพแล้ว", now=at(DAY, 12))
    action = close_action(action, actor=people["director"], now=at(DAY, 13))
    assert reopen_action(action, actor=people["supervisor"], reason="ชำรุดอีก", now=at(DAY, 14)).state == "open"


def test_cancelling(people) -> None:
    action = opened(people)
    with pytest.raises(NotAllowed):
        cancel_action(action, actor=people["principal"], reason="ไม่ทำ", now=at(DAY))
    with pytest.raises(DomainError):
        cancel_action(action, actor=people["supervisor"], reason="", now=at(DAY))
    assert cancel_action(action, actor=people["supervisor"], reason="ซ้ำ", now=at(DAY)).state == "cancelled"


def test_lists_and_counts(people) -> None:
    late = opened(people)
    opened(people, due_on=DAY + timedelta(days=30))
    rows = Action.objects.visible_to(people["principal"])
    assert rows.unfinished().count() == 2
    assert list(rows.overdue(DAY + timedelta(days=1))) == [late]
    assert Action.objects.to_do().owed_by(people["principal"]).count() == 2
    assert not Action.objects.visible_to(people["other_principal"]).exists()
    assert not Action.objects.visible_to(people["stranger"]).exists()


def test_a_refused_file_keeps_what_was_typed(people, client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    action = opened(people)
    client.force_login(people["principal"])
    bad = SimpleUploadedFile("proof.exe", b"MZ\x00\x01 not a proof", "application/octet-stream")
    answer = client.post(reverse("processes:report", args=[action.pk]), {"result": "ซื้อหนังสือแล้ว", "evidence": bad})
    assert answer.status_code == 422
    assert "ซื้อหนังสือแล้ว" in answer.content.decode()
    action.refresh_from_db()
    assert action.state == "open"
