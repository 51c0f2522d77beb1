"""Sections and items: who writes them, order, the same twice, what somebody else saved meanwhile."""

from datetime import date, time
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import Pointer
from kotpn.meetings import services
from kotpn.meetings.models import AgendaItem, Meeting, SectionKind
from tests.core.tabs import second_tab
from tests.factories import base, kotpn
from tests.kotpn.agenda.conftest import NOW

pytestmark = pytest.mark.django_db


def titles(meeting: Meeting, kind: str) -> list[str]:
    return list(AgendaItem.objects.filter(section__meeting=meeting, section__kind=kind).values_list("title", flat=True))


def three(office: SimpleNamespace) -> list[AgendaItem]:
    return [kotpn.an_item(office.secretary, office.meeting, title=name, now=NOW) for name in ("ก", "ข", "ค")]


def test_only_the_secretariat_writes_it(office: SimpleNamespace) -> None:
    item = kotpn.an_item(office.secretary, office.meeting, now=NOW)
    for user in (office.supervisor, office.principal, office.member, office.stranger):
        for act in (
            lambda user=user: services.add_item(item.section, actor=user, title="เรื่องใหม่"),
            lambda user=user: services.change_item(item, actor=user, values={"title": "อื่น"}),
            lambda user=user: services.move_item(item, actor=user, to="up"),
            lambda user=user: services.drop_item(item, actor=user),
            lambda user=user: services.add_section(office.meeting, actor=user, kind="other"),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_nothing_changes_once_it_is_cancelled(office: SimpleNamespace) -> None:
    item = kotpn.an_item(office.secretary, office.meeting, now=NOW)
    services.cancel_meeting(office.meeting, actor=office.secretary, reason="เลื่อน", now=NOW)
    with pytest.raises(DomainError, match="ไม่ได้ในสถานะปัจจุบัน"):
        services.change_item(item, actor=office.secretary, values={"title": "อื่น"})
    with pytest.raises(DomainError):
        services.change_meeting(office.meeting, actor=office.secretary, values={"place": "อื่น"})


def test_items_are_moved_up_down_and_to_another_section(office: SimpleNamespace) -> None:
    first, second, third = three(office)
    services.move_item(third, actor=office.secretary, to="up")
    services.move_item(first, actor=office.secretary, to="up")  # it is the first already
    assert titles(office.meeting, "consider") == ["ก", "ค", "ข"]
    services.move_item(first, actor=office.secretary, section=office.meeting.sections.get(kind="inform"))
    assert (titles(office.meeting, "consider"), titles(office.meeting, "inform")) == (["ค", "ข"], ["ก"])
    other = kotpn.a_meeting(office.secretary, office.committee, held_on=date(2025, 3, 1))
    with pytest.raises(DomainError, match="ภายในการประชุมเดียวกัน"):
        services.move_item(second, actor=office.secretary, section=other.sections.first())


def test_the_same_source_stands_once(office: SimpleNamespace) -> None:
    source = Pointer("visit_results", "2025-01-01", "ผลการนิเทศ")
    made = kotpn.an_item(office.secretary, office.meeting, kind="inform", source=source, now=NOW)
    assert kotpn.an_item(office.secretary, office.meeting, title="อีกชื่อ", source=source, now=NOW) == made
    assert kotpn.an_item(office.secretary, office.meeting, title="แผน", now=NOW) == kotpn.an_item(
        office.secretary, office.meeting, title="แผน", now=NOW
    )


def test_what_somebody_else_saved_is_not_overwritten(office: SimpleNamespace, client: Client) -> None:
    item = kotpn.an_item(office.secretary, office.meeting, title="เดิม", now=NOW)
    director = base.user("group_director", office.district)
    services.change_item(item, actor=director, values={"background": "ของ ผอ."}, stamp=1, now=NOW)
    with pytest.raises(StaleRevision):
        services.change_item(item, actor=office.secretary, values={"background": "ของเลขา"}, stamp=1, now=NOW)
    client.force_login(office.secretary)
    address = reverse("committee-meetings:item", args=[item.pk])
    answer = client.post(address, {"title": "เดิม", "background": "ของเลขา", "stamp": "1"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "ของ ผอ." in text
    assert "ของเลขา" in text
    client.post(address, {"title": "เดิม", "background": "ของเลขา", "stamp": answer.context["stamp"], "overwrite": "1"})
    item.refresh_from_db()
    assert item.background == "ของเลขา"


def test_sections_are_added_renamed_moved_and_removed_empty(office: SimpleNamespace) -> None:
    made = services.add_section(office.meeting, actor=office.secretary, kind="inform", heading="เรื่องจากอนุกรรมการ")
    assert (
        services.add_section(office.meeting, actor=office.secretary, kind="inform", heading="เรื่องจากอนุกรรมการ") == made
    )
    services.move_section(made, actor=office.secretary, to="up")
    assert list(office.meeting.sections.values_list("heading", flat=True))[-2:] == [
        "เรื่องจากอนุกรรมการ",
        "เรื่องอื่น ๆ (ถ้ามี)",
    ]
    services.rename_section(made, actor=office.secretary, heading="เรื่องของอนุกรรมการ")
    item = services.add_item(made, actor=office.secretary, title="เรื่อง")
    with pytest.raises(DomainError, match="ยังมีเรื่องอยู่"):
        services.remove_section(made, actor=office.secretary)
    services.drop_item(item, actor=office.secretary)
    services.remove_section(made, actor=office.secretary)
    services.remove_section(made, actor=office.secretary)
    assert office.meeting.sections.count() == 6


def test_templates_are_shipped_once_and_changed_by_the_office(office: SimpleNamespace) -> None:
    assert services.load_templates(office.district) == 2
    assert services.load_templates(office.district) == 0
    sections = [("consider", "พิจารณา"), ("other", "")]
    with pytest.raises(NotAllowed):
        services.save_template(office.district, actor=office.supervisor, name="สองหัวข้อ", sections=sections)
    made = services.save_template(
        office.district, actor=office.secretary, name="สองหัวข้อ", sections=sections, committee=office.committee
    )
    meeting = kotpn.a_meeting(office.secretary, office.committee, held_on=date(2025, 4, 1))
    assert list(meeting.sections.values_list("heading", flat=True)) == ["พิจารณา", "เรื่องอื่น ๆ (ถ้ามี)"]
    with pytest.raises(DomainError, match="อย่างน้อยหนึ่งหัวข้อ"):
        services.save_template(office.district, actor=office.secretary, name="ว่าง", sections=[], template=made)


def test_a_cancelled_number_is_the_next_ones(office: SimpleNamespace) -> None:
    second = kotpn.a_meeting(office.secretary, office.committee, held_on=date(2025, 2, 1))
    kotpn.a_meeting(office.secretary, office.committee, held_on=date(2025, 3, 1))
    services.cancel_meeting(second, actor=office.secretary, reason="งด", now=NOW)
    assert kotpn.a_meeting(office.secretary, office.committee, held_on=date(2025, 4, 1)).number == 2
    assert kotpn.a_meeting(office.secretary, office.committee, held_on=date(2025, 5, 1)).number == 4
    with pytest.raises(DomainError, match="อยู่แล้ว"):
        services.call_meeting(
            office.committee, actor=office.secretary, held_on=date(2025, 6, 1), time_from=time(9), place="ที่นี่",
            number=4, now=NOW,
        )  # fmt: skip


def test_a_day_in_another_year_takes_that_years_number(office: SimpleNamespace) -> None:
    moved = services.change_meeting(
        office.meeting, actor=office.secretary, values={"held_on": date(2026, 1, 8)}, now=NOW
    )
    assert moved.occasion == "ครั้งที่ 1/2569"
    with pytest.raises(DomainError, match="หลังเวลาเริ่ม"):
        services.change_meeting(moved, actor=office.secretary, values={"time_to": time(8)}, now=NOW)


def test_a_matter_to_adopt_is_of_a_meeting_that_was_held(office: SimpleNamespace) -> None:
    earlier = kotpn.a_meeting(office.secretary, office.committee, held_on=date(2024, 12, 1))
    section = office.meeting.sections.get(kind=SectionKind.ADOPT)
    with pytest.raises(DomainError, match="ที่ประชุมเสร็จแล้ว"):
        services.add_item(section, actor=office.secretary, title="รับรอง", adopts=earlier)


def test_ones_own_other_tab_and_a_refused_form_overwrite_nothing(office: SimpleNamespace, client: Client) -> None:
    item = kotpn.an_item(office.secretary, office.meeting, title="เดิม", now=NOW)
    client.force_login(office.secretary)
    address = reverse("committee-meetings:item", args=[item.pk])
    second_tab(client, address, {"title": "เดิม", "minutes_planned": "15"}, "point")
    item.refresh_from_db()
    refused = client.post(address, {"title": "", "stamp": item.stamp - 1})
    assert refused.context["stamp"] == item.stamp - 1, "what was not shown is not taken for seen"
