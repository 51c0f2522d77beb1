"""A gathering in a real browser: ticked at the door on a phone, judged by somebody who has the link and no account."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from instruments.queries import usable_versions
from instruments.services import load_instruments
from meetings import services
from meetings.queries import result_of
from tests.factories import base
from tests.factories import quality as make
from tests.fixtures.browser import answered, sign_in, through
from tests.fixtures.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_the_door_and_the_short_link(db: None, new_page: Callable[..., Page]) -> None:
    district = base.district()
    school = base.school(district)
    supervisor = base.user("supervisor", district)
    load_instruments(district)
    held = make.gathering(supervisor, [school], on=timezone.localdate())
    batch = held.batches.get()
    people = [base.person(district, school=school) for _ in range(2)]
    services.set_participants(batch, actor=supervisor, people=people)
    version = usable_versions(district, of_gatherings=True).get()
    evaluation = services.hang_form(held, actor=supervisor, version=version)
    link = services.open_link(evaluation, actor=supervisor, until=timezone.now() + timedelta(days=1))

    door = new_page(phone=True)
    sign_in(door, supervisor, reverse("meetings:tick", args=[held.pk, batch.pk]))
    row = batch.participants.order_by("pk").first()
    assert row is not None
    with answered(door, f"/tick/{row.pk}/"):
        door.get_by_role("button", name=f"ลงเวลา {row.who}").click()
    expect(door.get_by_role("button", name=f"{row.who} มาแล้ว กดเพื่อยกเลิก")).to_be_visible()
    until(lambda: batch.participants.filter(came=True).count() == 1)

    guest = new_page(phone=True)
    guest.goto(reverse("meetings:answer", args=[link.token]))
    for group in guest.get_by_role("group").all():
        group.get_by_role("radio").first.check()
    through(guest.get_by_role("button", name="ส่งคำตอบ"))
    expect(guest.get_by_role("heading", name="ได้รับคำตอบของท่านแล้ว")).to_be_visible()
    guest.goto(reverse("meetings:answer", args=[link.token]))
    expect(guest.get_by_role("heading", name="ได้รับคำตอบของท่านแล้ว")).to_be_visible()
    assert (result_of(evaluation).n, result_of(evaluation).whole.mean_text) == (1, "5.00")


def test_two_tabs_of_one_form_lose_nothing(db: None, new_page: Callable[..., Page]) -> None:
    district = base.district()
    supervisor = base.user("supervisor", district)
    held = make.gathering(supervisor, [base.school(district)], on=timezone.localdate())
    address = reverse("meetings:edit", args=[held.pk])
    first = new_page()
    sign_in(first, supervisor, address)
    second = first.context.new_page()
    second.goto(first.url)
    first.get_by_label("สถานที่").fill("ห้องประชุม 1")
    through(first.get_by_role("button", name="บันทึก", exact=True))
    second.get_by_label("สถานที่").fill("ห้องประชุม 2")
    second.get_by_role("button", name="บันทึก", exact=True).click()
    expect(second.get_by_role("heading", name="ต่างกัน 1 ช่อง")).to_be_visible()
    expect(second.locator(".nt-diff")).to_contain_text("ห้องประชุม 1")
    expect(second.get_by_label("สถานที่")).to_have_value("ห้องประชุม 2")
    held.refresh_from_db()
    assert held.place == "ห้องประชุม 1"
    through(second.get_by_role("button", name="ใช้ฉบับในแบบข้างล่าง"))
    held.refresh_from_db()
    assert held.place == "ห้องประชุม 2"
