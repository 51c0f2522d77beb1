"""Errands: asked, assigned, answered, accepted or returned; refusals first."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core import pointers
from core.approvals import inbox_for
from core.errors import DomainError, NotAllowed
from core.models import Notice
from office.errands import services
from office.errands.models import Errand
from schools.scope import named_somewhere
from tests.factories import base
from tests.factories.desk import Desk, errand, folder

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 1, 15, 2, 0, tzinfo=UTC)
TODAY = date(2025, 1, 15)


def test_who_may_ask(desk: Desk) -> None:
    for user in (desk.supervisor, desk.clerk, desk.stranger):
        with pytest.raises(NotAllowed):
            errand(desk, by=user)
    for kind in ("from", "to"):
        assert errand(desk, by=desk.supervisor, kind=kind).state == "open"
        with pytest.raises(NotAllowed):
            errand(desk, by=desk.stranger, kind=kind)


def test_what_is_missing_is_told_beside_its_field(desk: Desk) -> None:
    there = base.person(desk.other)
    for words, field in (
        ({"title": " "}, "title"), ({"due_on": TODAY - timedelta(days=1)}, "due_on"),
        ({"kind": "from", "unit_text": ""}, "unit"), ({"asked_on": TODAY + timedelta(days=1)}, "asked_on"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as told:
            errand(desk, now=NOW, **words)
        assert told.value.field == field
    with pytest.raises(DomainError, match="ผู้รับผิดชอบ"):
        services.ask(desk.district, actor=desk.head, kind="assigned", person=there, title="งาน")


def test_a_task_is_not_due_on_a_day_that_is_over(desk: Desk) -> None:
    yesterday, earlier = TODAY - timedelta(days=1), TODAY - timedelta(days=5)
    for kind in ("assigned", "to"):
        with pytest.raises(DomainError, match="ผ่านไปแล้ว") as told:
            errand(desk, kind=kind, asked_on=earlier, due_on=yesterday, now=NOW)
        assert told.value.field == "due_on"
    late = errand(desk, kind="from", asked_on=earlier, due_on=yesterday, now=NOW)
    assert late.due_on == yesterday, "what others asked is written down as they asked it"
    row = errand(desk, due_on=TODAY, now=NOW)
    after = NOW + timedelta(days=3)
    services.edit(row, actor=desk.head, title="งานเดิม", due_on=TODAY, now=after)
    with pytest.raises(DomainError, match="ผ่านไปแล้ว"):
        services.edit(row, actor=desk.head, due_on=TODAY + timedelta(days=1), now=after)


def test_two_clicks_ask_once(desk: Desk) -> None:
    assert errand(desk, now=NOW).pk == errand(desk, now=NOW + timedelta(seconds=3)).pk
    assert Notice.objects.filter(code="errand.asked").count() == 1
    assert errand(desk, now=NOW, detail="ของโรงเรียนขยายโอกาส").pk != errand(desk, now=NOW).pk, "another matter"


def test_assigned_answered_returned_accepted(desk: Desk) -> None:
    row = errand(desk, due_on=TODAY + timedelta(days=5), now=NOW)
    with pytest.raises(NotAllowed):
        services.answer(row, actor=base.user("supervisor", desk.district), text="ทำแทน")
    with pytest.raises(DomainError, match="รับผลงานไม่ได้"):
        services.accept(row, actor=desk.head)
    services.answer(row, actor=desk.supervisor, text="ทำแล้ว", now=NOW)
    with pytest.raises(NotAllowed):
        services.accept(row, actor=desk.supervisor)
    with pytest.raises(DomainError, match="กรุณาเขียน"):
        services.send_back(row, actor=desk.head, reason="")
    row = services.send_back(row, actor=desk.head, reason="ขาดตาราง", now=NOW)
    assert (row.state, row.comment) == ("returned", "ขาดตาราง")
    services.answer(row, actor=desk.supervisor, text="เพิ่มตารางแล้ว", now=NOW)
    row = services.accept(row, actor=desk.head)
    assert services.accept(row, actor=desk.head).state == "done"
    with pytest.raises(DomainError, match="ยกเลิกไม่ได้"):
        services.cancel(row, actor=desk.head, reason="ซ้ำ")


def test_nobody_accepts_a_task_given_to_them_by_another(desk: Desk) -> None:
    row = errand(desk, by=desk.director, to=desk.head, now=NOW)
    services.answer(row, actor=desk.head, text="ทำแล้ว", now=NOW)
    with pytest.raises(NotAllowed):
        services.accept(row, actor=desk.head)
    assert services.accept(row, actor=desk.director).state == "done"


def test_an_answer_has_its_day(desk: Desk) -> None:
    row = errand(desk, asked_on=TODAY, now=NOW)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(DomainError) as told:
            services.answer(row, actor=desk.supervisor, text="ทำแล้ว", answered_on=day, now=NOW)
        assert told.value.field == "answered_on"


def test_a_request_of_another_group_runs_through_the_desk(desk: Desk) -> None:
    row = errand(desk, by=desk.clerk, kind="from", now=NOW)
    services.answer(row, actor=desk.supervisor, text="ส่งข้อมูลแล้ว", now=NOW)
    assert services.accept(row, actor=desk.clerk).state == "done"


def test_who_sees_an_errand(desk: Desk) -> None:
    row = errand(desk)
    other = base.user("supervisor", desk.district)
    for user, sees in ((desk.supervisor, True), (desk.clerk, True), (other, False), (desk.stranger, False)):
        assert Errand.objects.visible_to(user).filter(pk=row.pk).exists() is sees


def test_it_waits_for_the_person_then_for_the_giver(desk: Desk) -> None:
    row = errand(desk)
    assert [item.title for item in inbox_for(desk.supervisor, desk.district)] == [row.title]
    services.answer(row, actor=desk.supervisor, text="ทำแล้ว")
    assert not inbox_for(desk.supervisor, desk.district)
    assert [item.act_label for item in inbox_for(desk.head, desk.district)] == ["ตรวจและรับ"]


def test_reminders_before_and_after_the_day(desk: Desk) -> None:
    errand(desk, due_on=TODAY + timedelta(days=3), asked_on=TODAY, now=NOW)
    told = [services.remind_of_errands(now=NOW + timedelta(days=days)) for days in (0, 2, 2.1, 3, 4, 4.1)]
    assert told == [0, 1, 0, 0, 1, 0]
    assert set(Notice.objects.filter(recipient=desk.supervisor).values_list("code", flat=True)) == {
        "errand.asked", "errand.due", "errand.late",
    }  # fmt: skip


def test_about_a_thing_of_the_office(desk: Desk) -> None:
    held, there = folder(desk), folder(desk, title="อีกเรื่อง")
    row = errand(desk, thing=("folder", str(held.pk)))
    assert row.thing_label == str(held)
    with pytest.raises(DomainError, match="ไม่พบ"):
        errand(desk, by=desk.supervisor, kind="to", thing=("folder", str(there.pk)))


def test_the_form_keeps_what_was_typed(desk: Desk, client: Client) -> None:
    client.force_login(desk.head)
    page = reverse("errands:new", args=["assigned"])
    answer = client.post(page, {"title": "สำรวจห้องเรียน", "detail": "ทุกโรงเรียน", "asked_on": "31/2/2568"})
    assert answer.status_code == 422
    assert "สำรวจห้องเรียน" in answer.content.decode()
    typed = {"title": "สำรวจห้องเรียน", "person": desk.person(desk.supervisor).pk, "asked_on": "15 ม.ค. 2568"}
    assert client.post(page, typed).status_code == 302
    row = Errand.objects.get()
    client.force_login(desk.supervisor)
    client.post(reverse("errands:answer", args=[row.pk]), {"text": "ครบแล้ว", "answered_on": "16 ม.ค. 2568"})
    client.force_login(desk.head)
    client.post(reverse("errands:accept", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "done"
    assert client.get(reverse("errands:new", args=["nothing"])).status_code == 404


def test_queries_do_not_grow_with_errands(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk)

    def count() -> int:
        client.get(reverse("errands:errands"))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("errands:errands")).status_code == 200
        return len(seen)

    errand(desk, title="เรื่องแรก")
    before = count()
    for n in range(4):
        errand(desk, title=f"เรื่อง {n}")
        errand(desk, by=desk.clerk, kind="from", title=f"ขอข้อมูล {n}")
    assert count() <= before


def test_files_of_a_matter_that_is_over_stay(desk: Desk) -> None:
    row = errand(desk, now=NOW)
    assert pointers.may_change(desk.supervisor, "errand", str(row.pk))
    services.answer(row, actor=desk.supervisor, text="ครบแล้ว")
    assert pointers.may_change(desk.supervisor, "errand", str(row.pk))
    services.accept(row, actor=desk.head)
    assert not pointers.may_change(desk.supervisor, "errand", str(row.pk))
    assert pointers.may_view(desk.supervisor, "errand", str(row.pk))


def test_people_of_schools_are_asked_nothing_for_what_only_the_office_is_named_on(desk: Desk) -> None:
    admin, teacher = base.user("admin", desk.district), base.user("school_staff", base.school(desk.district))
    for user, most in ((admin, 3), (teacher, 1)):
        with CaptureQueriesContext(connection) as asked:
            assert not named_somewhere(user, "desk.own")
        assert len(asked) == most
    errand(desk, to=admin, now=NOW)
    assert named_somewhere(User.objects.get(pk=admin.pk), "desk.own")


def test_who_asks_another_group_is_offered_as_the_one_who_follows_it(desk: Desk, client: Client) -> None:
    client.force_login(desk.supervisor)
    for kind, offered in (("to", desk.person(desk.supervisor)), ("from", None)):
        assert client.get(reverse("errands:new", args=[kind])).context["form"]["person"].initial == offered
