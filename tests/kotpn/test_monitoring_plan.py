"""The monitoring plan: drawn from agreed supervision plans, put to the committee, answered by its resolution."""

from datetime import time
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from kotpn.meetings.sources import sources
from kotpn.minutes.services.resolutions import record_resolution
from kotpn.monitoring import services
from kotpn.monitoring.models import MonitoringPlan
from kotpn.monitoring.queries.plans import areas_of, considerations_of, drawable
from kotpn.monitoring.services import LineFields
from tests.core.tabs import second_tab
from tests.documents.reading import plain, text_of
from tests.factories import base, kotpn, planning

FOUR = ("academic", "budget", "personnel", "general")


@pytest.fixture
def office(db: None) -> SimpleNamespace:
    district = base.district()
    base.term(district, year=2567)
    secretary = base.user("committee_secretary", district)
    committee = kotpn.a_committee(secretary, district)
    neighbour = base.district()
    return SimpleNamespace(
        district=district, secretary=secretary, committee=committee, head=base.user("group_director", district),
        supervisor=base.user("supervisor", district), member=committee.tenures.get().members.all()[1],
        foreign=base.user("committee_secretary", neighbour),
    )  # fmt: skip


@pytest.fixture
def plan(office: SimpleNamespace) -> MonitoringPlan:
    return services.begin_plan(office.committee, actor=office.secretary, fiscal_year=2567)


def whole(plan: MonitoringPlan, actor: Any) -> MonitoringPlan:
    """Objectives and a matter in each of the four areas."""
    services.save_texts(plan, actor=actor, texts={"objectives": "ติดตามงาน 4 ด้าน", "rationale": "ผลปีก่อน"})
    for area in FOUR:
        services.add_line(plan, actor=actor, fields=LineFields(area=area, topic=f"ประเด็น {area}"))
    plan.refresh_from_db()
    return plan


def test_only_the_secretariat_writes_it(office: SimpleNamespace, plan: MonitoringPlan) -> None:
    for stranger in (office.supervisor, office.foreign):
        with pytest.raises(NotAllowed):
            services.begin_plan(office.committee, actor=stranger, fiscal_year=2566)
        with pytest.raises(NotAllowed):
            services.add_line(plan, actor=stranger, fields=LineFields(area="academic", topic="เรื่อง"))


def test_it_is_not_sent_before_each_area_has_a_matter(office: SimpleNamespace, plan: MonitoringPlan) -> None:
    services.add_line(plan, actor=office.secretary, fields=LineFields(area="academic", topic="การอ่าน"))
    with pytest.raises(DomainError, match="ยังขาด 4 รายการ") as refused:
        services.send_plan(plan, actor=office.secretary)
    assert "บริหารงานบุคคล" in refused.value.message


def test_a_month_that_ends_before_it_begins_is_refused(
    office: SimpleNamespace, plan: MonitoringPlan, client: Any
) -> None:
    client.force_login(office.secretary)
    page = client.post(
        reverse("monitoring:line-new", args=[plan.pk]),
        {"area": "budget", "topic": "การเงิน", "month_from": "2024-03-01", "month_to": "2023-12-01"},
    )
    assert page.status_code == 422
    assert "เดือนสิ้นสุดอยู่ก่อนเดือนเริ่ม" in page.content.decode()
    assert 'value="การเงิน"' in page.content.decode()


def test_another_persons_text_is_not_written_over(office: SimpleNamespace, plan: MonitoringPlan, client: Any) -> None:
    services.save_texts(plan, actor=office.head, texts={"objectives": "ของ ผอ.กลุ่ม"}, stamp=1)
    with pytest.raises(StaleRevision):
        services.save_texts(plan, actor=office.secretary, texts={"objectives": "ของเลขานุการ"}, stamp=1)
    client.force_login(office.secretary)
    given = {"title": plan.title, "objectives": "ของเลขานุการ", "stamp": "1"}
    page = client.post(reverse("monitoring:plan-texts", args=[plan.pk]), given)
    assert page.status_code == 422
    assert "ของ ผอ.กลุ่ม" in page.content.decode() and "ของเลขานุการ" in page.content.decode()
    assert ("วัตถุประสงค์", "ของ ผอ.กลุ่ม", "ของเลขานุการ") in page.context["conflict"]
    seen = given | {"stamp": page.context["stamp"], "overwrite": "1"}
    assert client.post(reverse("monitoring:plan-texts", args=[plan.pk]), seen).status_code == 302


def test_a_refused_form_does_not_take_another_tab_for_seen(
    office: SimpleNamespace, plan: MonitoringPlan, client: Any
) -> None:
    client.force_login(office.secretary)
    address = reverse("monitoring:plan-texts", args=[plan.pk])
    mine = {"title": plan.title, "goals": "จากหน้าแรก", "stamp": "1"}
    for _ in range(2):  # a second tap is no second tab
        assert client.post(address, mine).status_code == 302
    empty = client.post(address, {"title": "", "goals": "จากอีกหน้า", "stamp": "1"})
    assert 'name="stamp" value="1"' in empty.content.decode()
    late = client.post(address, {**mine, "goals": "จากอีกหน้า"})
    assert late.context["conflict"] == [("เป้าหมาย", "จากหน้าแรก", "จากอีกหน้า")]
    plan.refresh_from_db()
    assert plan.goals == "จากหน้าแรก"


def test_the_same_year_again_is_the_same_plan(office: SimpleNamespace, plan: MonitoringPlan) -> None:
    assert services.begin_plan(office.committee, actor=office.head, fiscal_year=2567) == plan


def test_it_draws_on_agreed_plans_once(office: SimpleNamespace, plan: MonitoringPlan) -> None:
    school = base.school(office.district)
    deciders = [office.head, base.user("office_director", office.district)]
    activity = planning.approved(office.supervisor, office.district, [school], deciders).activities.get()
    assert [row.activity for row in drawable(plan)] == [activity]
    assert services.draw_activities(plan, actor=office.secretary, activities=[activity.pk]) == 1
    assert services.draw_activities(plan, actor=office.secretary, activities=[activity.pk]) == 0
    assert drawable(plan)[0].drawn
    found = {part.area: part for part in areas_of(plan, today=timezone.localdate())}
    assert [line.activity for line in found["academic"].lines] == [activity]
    assert found["academic"].promised is not None and found["academic"].promised.activities == 1
    assert found["budget"].promised is not None and found["budget"].promised.activities == 0


def test_activities_of_a_draft_or_another_office_are_refused(office: SimpleNamespace, plan: MonitoringPlan) -> None:
    with pytest.raises(DomainError, match="ไม่ได้อยู่ในแผนนิเทศที่อนุมัติแล้ว"):
        services.draw_activities(plan, actor=office.secretary, activities=[987654])


def test_the_committee_agrees_by_resolution_and_keeps_what_changed(
    office: SimpleNamespace, plan: MonitoringPlan
) -> None:
    whole(plan, office.secretary)
    first = services.send_plan(plan, actor=office.secretary)
    assert services.send_plan(plan, actor=office.secretary) == first
    meeting = kotpn.a_meeting(office.secretary, office.committee)
    source = next(one for one in sources() if one.key == "monitoring-plans")
    proposal = next(iter(source.gather(office.secretary, meeting, None)))
    item = kotpn.an_item(office.secretary, meeting, title=proposal.title, source=proposal.source)
    kotpn.opened(office.secretary, meeting)
    record_resolution(item, actor=office.secretary, kind="revise", text="เพิ่มโรงเรียนขนาดเล็ก", at=time(10, 0))
    plan.refresh_from_db()
    assert (plan.state, considerations_of(plan)[0].row.opinion) == ("revise", "เพิ่มโรงเรียนขนาดเล็ก")
    services.add_line(plan, actor=office.secretary, fields=LineFields(area="academic", topic="โรงเรียนขนาดเล็ก 50 แห่ง"))
    services.send_plan(plan, actor=office.secretary)
    record_resolution(item, actor=office.secretary, kind="agree", text="เห็นชอบ", at=time(10, 30))
    plan.refresh_from_db()
    assert (plan.state, plan.revision) == ("agreed", 2)
    newest, oldest = considerations_of(plan)
    assert any("โรงเรียนขนาดเล็ก 50 แห่ง" in change.after for change in newest.changed)
    assert oldest.changed == []
    assert not list(source.gather(office.secretary, meeting, None))


def test_an_agreed_plan_changes_only_through_the_committee_again(office: SimpleNamespace, plan: MonitoringPlan) -> None:
    whole(plan, office.secretary)
    services.send_plan(plan, actor=office.secretary)
    with pytest.raises(DomainError, match="แก้ไขแผนไม่ได้"):
        services.add_line(plan, actor=office.secretary, fields=LineFields(area="academic", topic="เพิ่ม"))
    services.withdraw_plan(plan, actor=office.secretary)
    services.add_line(plan, actor=office.secretary, fields=LineFields(area="academic", topic="เพิ่ม"))
    assert plan.considerations.get().decision == "withdrawn"


def test_a_resolution_of_another_committee_moves_nothing(office: SimpleNamespace, plan: MonitoringPlan) -> None:
    whole(plan, office.secretary)
    services.send_plan(plan, actor=office.secretary)
    sub = kotpn.a_committee(office.secretary, office.district, kind="sub", name="อ.ก.ต.ป.น. ทดสอบ", members=5)
    meeting = kotpn.a_meeting(office.secretary, sub)
    item = kotpn.an_item(office.secretary, meeting, source=services.plan_pointer(plan))
    kotpn.opened(office.secretary, meeting, came=5)
    record_resolution(item, actor=office.secretary, kind="agree", text="เห็นชอบ", at=time(10, 0))
    plan.refresh_from_db()
    assert plan.state == "sent"


def test_another_tab_of_a_line_is_not_overwritten(office: SimpleNamespace, plan: MonitoringPlan, client: Any) -> None:
    """Beside words and months, which are what each form says of them; a line of the plan moved meanwhile is no save."""
    fields = LineFields(area="academic", topic="การอ่าน")
    line = services.add_line(plan, actor=office.secretary, fields=fields)
    client.force_login(office.secretary)
    address = reverse("monitoring:line-edit", args=[plan.pk, line.pk])
    second_tab(client, address, {"area": "academic", "topic": "การอ่าน", "month_from": "2024-03-01"}, "target")
    seen = client.get(address).context["stamp"]
    services.change_line(line, actor=office.head, fields=fields)
    typed = {"area": "budget", "topic": "การอ่าน", "month_from": "2024-03-01", "target": "จากอีกหน้า"}
    late = client.post(address, {**typed, "stamp": seen})
    shown = [(label, stands) for label, stands, _ in late.context["conflict"]]
    assert shown == [("ด้าน", "วิชาการ"), ("เป้าหมาย", ""), ("เริ่มเดือน", "")]


def test_lines_move_within_their_area(office: SimpleNamespace, plan: MonitoringPlan) -> None:
    for topic in ("หนึ่ง", "สอง", "สาม"):
        services.add_line(plan, actor=office.secretary, fields=LineFields(area="academic", topic=topic))
    third = plan.lines.get(topic="สาม")
    services.move_line(third, actor=office.secretary, up=True)
    services.move_line(third, actor=office.secretary, up=True)
    services.move_line(third, actor=office.secretary, up=True)
    assert list(plan.lines.values_list("topic", flat=True)) == ["สาม", "หนึ่ง", "สอง"]


def test_a_member_reads_what_was_put_to_their_committee(
    office: SimpleNamespace, plan: MonitoringPlan, client: Any
) -> None:
    user = base.user("committee_member", office.district)
    office.member.person = base.person_of(user, office.district)
    office.member.save()
    client.force_login(user)
    address = reverse("monitoring:plan", args=[plan.pk])
    assert client.get(address).status_code == 404
    whole(plan, office.secretary)
    services.send_plan(plan, actor=office.secretary)
    page = client.get(address)
    assert page.status_code == 200
    assert "ประเด็น academic" in page.content.decode()


def test_queries_of_the_page_do_not_grow(
    office: SimpleNamespace, plan: MonitoringPlan, client: Any, django_assert_max_num_queries: Any
) -> None:
    whole(plan, office.secretary)
    client.force_login(office.secretary)
    address = reverse("monitoring:plan", args=[plan.pk])
    client.get(address)
    for number in range(30):
        services.add_line(plan, actor=office.secretary, fields=LineFields(area="policy", topic=f"นโยบาย {number}"))
    with django_assert_max_num_queries(24):
        assert "นโยบาย 29" in client.get(address).content.decode()


def test_the_printed_plan_says_it_is_a_draft_until_agreed(office: SimpleNamespace, plan: MonitoringPlan) -> None:
    whole(plan, office.secretary)
    words = text_of("monitoring-plan", office.district, plan=plan.pk)
    assert plain("อยู่ระหว่างเสนอคณะกรรมการ") in words
    assert plain("ประเด็น personnel") in words
