"""The log of coordination: who writes, what is refused, cancelled with a reason, found by search and by the groups."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from schools.work_sources import work_sources
from supervision.inclusion import services
from supervision.inclusion.models import Coordination
from supervision.inclusion.queries import search
from tests.core.tabs import second_tab

BODY = "ศูนย์การศึกษาพิเศษ"


def test_written_once_corrected_and_cancelled_with_why(office: SimpleNamespace) -> None:
    today = timezone.localdate()
    for actor in (office.principals[0], office.director, office.stranger):
        with pytest.raises(NotAllowed):
            services.write_coordination(office.district, actor=actor, done_on=today, about="ก", body_text=BODY)
    rows = [
        services.write_coordination(office.district, actor=office.supervisor, done_on=today, about="ก", body_text=BODY)
        for _ in range(2)
    ]
    assert rows[0] == rows[1]
    another = services.write_coordination(
        office.district, actor=office.supervisor, done_on=today, about="ก", body_text=BODY, result="นัดใหม่"
    )
    assert (another.pk != rows[0].pk, another.result) == (True, "นัดใหม่")
    services.cancel_coordination(another, actor=office.head, reason="ทดสอบ")
    services.write_coordination(
        office.district, actor=office.head, row=rows[0], done_on=today, about="ขอวิทยากร", body_text=BODY, result="ได้"
    )
    assert search(office.head, office.district, "วิทยากร", 5)[0].title == "ขอวิทยากร"
    source = next(one for one in work_sources() if one.key == "coordination")
    assert len(list(source.rows(office.district, today, today))) == 1
    with pytest.raises(DomainError):
        services.cancel_coordination(rows[0], actor=office.head, reason=" ")
    for _ in range(2):
        services.cancel_coordination(rows[0], actor=office.head, reason="บันทึกซ้ำ")
    with pytest.raises(DomainError):
        services.write_coordination(
            office.district, actor=office.head, row=rows[0], done_on=today, about="อีก", body_text=BODY
        )
    assert search(office.head, office.district, "วิทยากร", 5) == []
    assert not Coordination.objects.visible_to(office.principals[0]).exists()
    assert not Coordination.objects.visible_to(office.stranger).exists()


def test_days_bodies_and_schools_are_checked(office: SimpleNamespace) -> None:
    today = timezone.localdate()
    good = {"done_on": today, "about": "ก", "body_text": BODY}
    for wrong, field in (
        ({"done_on": today + timedelta(days=1)}, "done_on"), ({"body_text": " "}, "body"), ({"about": " "}, "about"),
        ({"next_on": today - timedelta(days=1)}, "next_on"), ({"school": office.other_school}, "school"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as refused:
            services.write_coordination(office.district, actor=office.supervisor, **(good | wrong))
        assert refused.value.field == field


def test_another_tab_is_not_overwritten(office: SimpleNamespace, client: Client) -> None:
    today = timezone.localdate()
    row = services.write_coordination(
        office.district, actor=office.supervisor, done_on=today, about="ก", body_text=BODY, school=office.schools[0]
    )
    with pytest.raises(StaleRevision, match="อีกหน้าหนึ่ง"):
        services.write_coordination(
            office.district, actor=office.supervisor, done_on=today, about="ข", body_text=BODY, row=row, stamp=0
        )
    client.force_login(office.supervisor)
    typed = {
        "about": "ก", "body": "", "body_text": BODY, "school": row.school_id, "next_on": "",
        "done_on": f"{today.day}/{today.month}/{today.year + 543}",
    }  # fmt: skip
    second_tab(client, reverse("inclusion:coordination-edit", args=[row.pk]), typed, "result")
