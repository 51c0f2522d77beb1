"""The plan: who writes it, once on two presses, dates and money, ticking what was done."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from supervision.progress.models import PlanLine
from supervision.progress.services import edit_line, remove_line, tick_line
from tests.factories import base, progress


def test_strangers_are_refused(office):
    line = progress.a_line(office.part, office.principal)
    stranger = base.user("principal", office.schools[1])
    for act in (
        lambda: progress.a_line(office.part, stranger, activity="อื่น"),
        lambda: edit_line(line, actor=stranger, area=line.area, indicator=None, stamp=1, activity="อื่น"),
        lambda: remove_line(line, actor=stranger),
        lambda: tick_line(line, actor=stranger, done_on=timezone.localdate()),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"activity": " "}, "activity"),
        ({"starts_on": date(2026, 6, 2), "ends_on": date(2026, 6, 1)}, "ends_on"),
        ({"budget": Decimal(-1)}, "budget"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(office, values, field):
    with pytest.raises(DomainError) as refused:
        progress.a_line(office.part, office.principal, **values)
    assert refused.value.field == field


def test_pressed_twice_it_stands_once(office):
    first = progress.a_line(office.part, office.principal, need="อ่านไม่คล่อง")
    assert progress.a_line(office.part, office.principal, need="อ่านไม่คล่อง") == first
    remove_line(first, actor=office.principal)
    remove_line(first, actor=office.principal)
    assert not PlanLine.objects.exists()


def test_two_editors_are_told_of_each_other(office):
    line = progress.a_line(office.part, office.principal)
    given = {"area": line.area, "indicator": None, "stamp": 1}
    edit_line(line, actor=office.teacher, activity="ค่ายภาษา", **given)
    with pytest.raises(StaleRevision):
        edit_line(line, actor=office.principal, activity="ค่ายวิทย์", **given)
    assert PlanLine.objects.get().activity == "ค่ายภาษา"


def test_a_sent_plan_is_only_ticked(office):
    part = progress.filled(office.part, office.principal)
    progress.sent(part, office.principal)
    line = PlanLine.objects.filter(participation=part).first()
    with pytest.raises(DomainError):
        remove_line(line, actor=office.principal)
    with pytest.raises(DomainError):
        tick_line(line, actor=office.principal, done_on=timezone.localdate() + timedelta(days=1))
    assert tick_line(line, actor=office.teacher, done_on=timezone.localdate()).done_on == timezone.localdate()


def test_the_form_begins_from_the_need_and_keeps_what_was_typed(office, client):
    progress.filled(office.part, office.principal, need="ห้องสมุดที่เปิดทุกวัน")
    area = progress.indicators_of(office.programme)[0].area
    client.force_login(office.principal)
    url = reverse("progress:plan-new", args=[office.part.pk])
    assert "ห้องสมุดที่เปิดทุกวัน" in client.get(url, {"area": area.pk}).content.decode()
    typed = {"area": area.pk, "activity": "เปิดห้องสมุด", "starts_on": "15 ม.ค. 2569", "ends_on": "1 ม.ค. 2569"}
    answer = client.post(url, typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["ends_on"]
    assert "เปิดห้องสมุด" in answer.content.decode()
    assert client.post(url, {**typed, "ends_on": "30 ม.ค. 2569"}).status_code == 302
    assert PlanLine.objects.filter(activity="เปิดห้องสมุด").exists()


def test_an_activity_goes_only_after_the_page_said_so(office, client):
    """One press beside แก้ไข took what was typed away for good."""
    line = progress.a_line(office.part, office.principal)
    client.force_login(office.principal)
    address = reverse("progress:plan-remove", args=[office.part.pk, line.pk])
    page = client.get(reverse("progress:plan", args=[office.part.pk])).text
    assert f'action="{address}"' not in page and f'href="{address}"' in page
    assert "เรียกคืนไม่ได้" in client.get(address).text and PlanLine.objects.exists()
    assert client.post(address).url == reverse("progress:plan", args=[office.part.pk])
    assert not PlanLine.objects.exists()
