"""A project's year: who may, from plan to published report, what is refused."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import Notice
from core.thai.years import fiscal_range
from schools.work_sources import work_between
from supervision.projects import services
from supervision.projects.models import ProjectActivity, ProjectYear
from supervision.projects.queries import page_of
from tests.factories import base
from tests.factories import projects as factory


def test_a_supervisor_keeps_only_what_they_own_or_are_assigned(office: SimpleNamespace) -> None:
    project = factory.a_project(office.district)
    for actor in (office.supervisor, office.stranger, office.director, office.principals[0]):
        with pytest.raises(NotAllowed):
            factory.a_project_year(actor, office.district, project=project)
    base.assign(base.person_of(office.supervisor, office.district), project)
    supervisor = type(office.supervisor).objects.get(pk=office.supervisor.pk)
    row = factory.a_project_year(supervisor, office.district, project=project)
    assert [one.person.user for one in row.owners.all()] == [supervisor]
    other = factory.a_project_year(office.head, office.district, project=factory.a_project(office.district, name="อื่น"))
    with pytest.raises(NotAllowed):
        services.edit_project(other, actor=supervisor, values={"objectives": "ก"})
    services.add_part(other, "owner", actor=office.head, values={"person": base.person_of(supervisor, office.district)})
    services.edit_project(other, actor=supervisor, values={"objectives": "ก"})


def test_two_clicks_make_one_year(office: SimpleNamespace) -> None:
    project = factory.a_project(office.district)
    first = factory.a_project_year(office.head, office.district, project=project)
    assert factory.a_project_year(office.head, office.district, project=project) == first
    assert ProjectYear.objects.count() == 1


def test_the_next_year_takes_over_owners_texts_and_indicators(office: SimpleNamespace) -> None:
    year = factory.this_year()
    before = factory.done(office.head, office.district, year=year)
    after = services.open_project(office.district, before.project, actor=office.head, year=year + 1)
    assert after.objectives == "ยกระดับคุณภาพ"
    assert [(one.name, one.result) for one in after.indicators.all()] == [("โรงเรียนผ่านเกณฑ์", None)]
    assert after.budget_lines.count() == after.activities.count() == 0


def test_it_begins_when_nothing_is_missing(office: SimpleNamespace) -> None:
    row = factory.a_project_year(office.head, office.district)
    with pytest.raises(DomainError, match="วัตถุประสงค์"):
        services.start_project(row, actor=office.head)
    ready = factory.planned(office.head, office.district, project=factory.a_project(office.district, name="พร้อม"))
    assert services.start_project(ready, actor=office.head).state == "running"
    assert services.start_project(ready, actor=office.head).state == "running"
    with pytest.raises(DomainError, match="ผลของตัวชี้วัด"):
        services.finish_project(ready, actor=office.head)


def test_days_outside_the_fiscal_year_are_refused(office: SimpleNamespace) -> None:
    row = factory.a_project_year(office.head, office.district, year=2567)
    first, last = fiscal_range(2567)
    for values, field in (
        ({"starts_on": last, "ends_on": first}, "ends_on"),
        ({"starts_on": fiscal_range(2566)[0]}, "starts_on"),
    ):
        with pytest.raises(DomainError) as refused:
            services.edit_project(row, actor=office.head, values=values)
        assert refused.value.field == field
    with pytest.raises(DomainError) as refused:
        services.add_part(
            row, "activity", actor=office.head, values={"title": "ก", "starts_on": last, "ends_on": first}
        )
    assert refused.value.field == "ends_on"


def test_a_second_save_on_an_old_page_is_told(office: SimpleNamespace) -> None:
    row = factory.a_project_year(office.head, office.district)
    for _ in range(2):  # a second tap is no save that was not seen
        services.edit_project(row, actor=office.head, values={"objectives": "แรก"}, stamp=row.stamp)
    with pytest.raises(StaleRevision):
        services.edit_project(row, actor=office.head, values={"objectives": "สอง"}, stamp=row.stamp)


def test_money_goes_above_the_budget_only_with_a_reason(office: SimpleNamespace) -> None:
    row = factory.running(office.head, office.district)
    day = min(timezone.localdate(), fiscal_range(row.fiscal_year)[1])

    def pay(**more: Any) -> Any:
        return services.spend(row, actor=office.head, values={"spent_on": day, "title": "วัสดุ", **more})

    first = pay(amount=Decimal(800))
    with pytest.raises(DomainError, match=r"คงเหลือ 200\.00") as refused:
        pay(amount=Decimal("200.01"))
    assert refused.value.field == "over_reason"
    pay(amount=Decimal(300), over_reason="ราคาวัสดุสูงขึ้น")
    page = page_of(row, office.head)
    assert (page.budget, page.spent, page.left) == (Decimal(1000), Decimal(1100), Decimal(-100))
    services.cancel_spending(row, first.pk, actor=office.head, reason="บันทึกซ้ำ")
    assert services.cancel_spending(row, first.pk, actor=office.head, reason="บันทึกซ้ำ") is None
    assert page_of(row, office.head).spent == Decimal(300)
    assert row.spendings.count() == 2
    for bad in (
        {"amount": Decimal(0)},
        {"amount": Decimal(-5)},
        {"amount": Decimal(1), "spent_on": fiscal_range(2560)[0]},
    ):
        with pytest.raises(DomainError):
            pay(**bad)


def test_a_budget_does_not_fall_below_what_was_spent(office: SimpleNamespace) -> None:
    row = factory.running(office.head, office.district)
    line = row.budget_lines.get()
    services.spend(
        row, actor=office.head, values={"spent_on": timezone.localdate(), "title": "ก", "amount": Decimal(900)}
    )
    with pytest.raises(DomainError) as refused:
        services.edit_part(row, "budget", line.pk, actor=office.head, values={"amount": Decimal(500)})
    assert refused.value.field == "amount"
    with pytest.raises(DomainError, match="เริ่มแล้ว"):
        services.remove_part(row, "budget", line.pk, actor=office.head)
    with pytest.raises(DomainError, match="ต้องมีผู้รับผิดชอบ"):
        services.remove_part(row, "owner", row.owners.get().pk, actor=office.head)
    with pytest.raises(DomainError) as refused:
        services.add_part(
            row, "budget", actor=office.head, values={"quarter": 1, "source": "งบ สพฐ.", "amount": Decimal(1)}
        )
    assert refused.value.field == "source"


def test_what_is_put_off_says_why(office: SimpleNamespace) -> None:
    row = factory.running(office.head, office.district)
    one = row.activities.get()
    with pytest.raises(DomainError) as refused:
        services.edit_part(row, "activity", one.pk, actor=office.head, values={"state": "postponed"})
    assert refused.value.field == "reason"
    services.edit_part(row, "activity", one.pk, actor=office.head, values={"state": "cancelled", "reason": "น้ำท่วม"})


def test_a_done_project_is_closed_until_it_is_opened_again(office: SimpleNamespace) -> None:
    row = factory.done(office.head, office.district)
    with pytest.raises(DomainError):
        services.add_part(row, "budget", actor=office.head, values={"quarter": 2, "source": "ก", "amount": Decimal(5)})
    with pytest.raises(NotAllowed):
        services.publish_report(row, actor=office.supervisor, schools=True, public=False)
    row = services.publish_report(row, actor=office.head, schools=True, public=True)
    key = row.public_key
    assert key and row.for_schools
    with pytest.raises(DomainError, match="เผยแพร่แล้ว"):
        services.reopen_project(row, actor=office.head, reason="แก้ไข")
    services.take_back_report(row, actor=office.head, reason="ตัวเลขผิด")
    assert services.reopen_project(row, actor=office.head, reason="แก้ไข").state == "running"
    row.refresh_from_db()
    assert row.public_key == ""


def test_a_report_is_published_only_of_what_is_done(office: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="สิ้นสุดโครงการ"):
        services.publish_report(
            factory.running(office.head, office.district), actor=office.head, schools=True, public=False
        )


def test_schools_come_and_go(office: SimpleNamespace) -> None:
    row = factory.running(office.head, office.district)
    place = services.add_school(row, office.schools[0], actor=office.head)
    assert services.add_school(row, office.schools[0], actor=office.head) == place
    with pytest.raises(DomainError):
        services.add_school(row, office.other_school, actor=office.head)
    services.leave(row, place.pk, actor=office.head, reason="โรงเรียนขอออก")
    assert page_of(row, office.head).taking_part == []
    services.add_school(row, office.schools[0], actor=office.head)
    assert len(page_of(row, office.head).taking_part) == 1


def test_cancelling_tells_the_schools(office: SimpleNamespace) -> None:
    from core.models import Notice

    row = factory.running(office.head, office.district)
    services.add_school(row, office.schools[1], actor=office.head)
    with pytest.raises(DomainError):
        services.cancel_project(row, actor=office.head, reason=" ")
    services.cancel_project(row, actor=office.head, reason="ไม่ได้รับงบ")
    assert [one.recipient for one in Notice.objects.filter(code="project_year.cancelled")] == [office.principals[1]]


def test_done_activities_are_told_to_the_groups(office: SimpleNamespace) -> None:
    row = factory.done(office.head, office.district)

    def told(district: Any) -> list[tuple[Any, Any]]:
        sources = work_between(district, *fiscal_range(row.fiscal_year))
        return [(one.project, one.people) for source, rows in sources if source.key == "projects" for one in rows]

    assert told(office.district) == [(row.project_id, (base.person_of(office.head, office.district).pk,))]
    assert told(office.other) == []


def _posted(user: Any, name: str, keys: list[Any], data: dict[str, Any]) -> Any:
    client = Client()
    client.force_login(user)
    return client.post(reverse(f"projects:{name}", args=keys), data)


def test_bad_input_keeps_what_was_typed(office: SimpleNamespace) -> None:
    row = factory.running(office.head, office.district)
    answer = _posted(
        office.head, "spend", [row.pk],
        {"spent_on": timezone.localdate().isoformat(), "title": "ซื้อวัสดุฝึก", "amount": "5000"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "ซื้อวัสดุฝึก" in answer.content.decode() and "คงเหลือ" in answer.content.decode()
    answer = _posted(office.head, "edit", [row.pk], {"starts_on": "วันไหน", "ends_on": "", "objectives": "ข้อความยาว"})
    assert answer.status_code == 422
    assert "ข้อความยาว" in answer.content.decode()


def test_a_school_sees_where_it_is_and_not_the_money(office: SimpleNamespace) -> None:
    row = factory.running(office.head, office.district)
    services.add_school(row, office.schools[0], actor=office.head)
    client = Client()
    client.force_login(office.principals[0])
    assert row.project.name in client.get(reverse("projects:index")).content.decode()
    assert client.get(reverse("projects:project", args=[row.pk])).status_code == 403
    client.force_login(office.principals[1])
    assert row.project.name not in client.get(reverse("projects:index")).content.decode()
    client.force_login(office.stranger)
    assert client.get(reverse("projects:project", args=[row.pk])).status_code == 404


def test_a_late_activity_is_reminded_of_once(office: SimpleNamespace) -> None:
    row = factory.running(office.head, office.district)
    training, helper = row.activities.get(), base.person_of(office.supervisor, office.district)
    own = services.add_part(
        row, "activity", actor=office.head,
        values={"title": "นิเทศ", "starts_on": training.starts_on, "ends_on": training.ends_on, "owner": helper},
    )  # fmt: skip
    at = [timezone.make_aware(datetime.combine(training.ends_on + timedelta(days=n), time(7))) for n in (0, 1, 2)]
    assert services.remind_of_activities(now=at[0]) == 0
    assert services.remind_of_activities(now=at[1]) == 2
    told = Notice.objects.filter(code="project_activity.late").values_list("recipient", "title")
    # The one without an owner waits for those of the project.
    assert set(told) == {(office.head.pk, "กิจกรรมเลยกำหนด: อบรมครู"), (office.supervisor.pk, "กิจกรรมเลยกำหนด: นิเทศ")}
    assert services.remind_of_activities(now=at[2]) == 0
    services.edit_part(row, "activity", own.pk, actor=office.head, values={"ends_on": own.ends_on + timedelta(days=30)})
    services.edit_part(row, "activity", training.pk, actor=office.head, values={"state": "done"})
    again, later = (at[1] + timedelta(days=30, hours=hours) for hours in (0, 1))
    assert [services.remind_of_activities(now=moment) for moment in (at[2], again, later)] == [0, 1, 0]
    services.cancel_project(row, actor=office.head, reason="งบไม่มา")
    assert not ProjectActivity.objects.late(timezone.localdate(again)).exists()
