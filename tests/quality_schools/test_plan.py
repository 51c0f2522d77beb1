"""The plan: written by focus point, approved along the chain, sent to the Secretary-General, the reply."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from supervision.quality_schools import services
from supervision.quality_schools.models import QualityPlan, QualityYear
from tests.documents.reading import plain
from tests.factories import quality_schools as factory
from tests.quality_schools.test_years import words


@pytest.fixture
def year(office: SimpleNamespace) -> QualityYear:
    return factory.with_school(office.head, office.district, office.schools[0], feeders=[office.schools[1]])


@pytest.fixture
def approved(office: SimpleNamespace, year: QualityYear) -> QualityPlan:
    return factory.approved(office.secretary, year, [office.head, office.director])


def test_it_is_sent_when_nothing_is_missing_and_not_twice(office: SimpleNamespace, year: QualityYear) -> None:
    with pytest.raises(DomainError, match="ยังขาด 11 รายการ"):
        services.submit_plan(year.plan, actor=office.head)
    plan = factory.submitted(office.head, year)
    with pytest.raises(DomainError):
        services.submit_plan(plan, actor=office.head)
    for act in (
        lambda: services.save_plan(plan, actor=office.head, texts={}, focus={}, lock_version=plan.lock_version),
        lambda: services.set_school(year, office.amphoes[1], actor=office.head, school=office.schools[3]),
    ):
        with pytest.raises(DomainError):
            act()
    with pytest.raises(NotAllowed):
        services.withdraw_plan(plan, actor=office.secretary)
    services.withdraw_plan(plan, actor=office.head)
    assert QualityPlan.objects.get(pk=plan.pk).state == "draft"


def test_only_whose_turn_it_is_decides(office: SimpleNamespace, year: QualityYear) -> None:
    plan = factory.submitted(office.secretary, year)
    for actor in (office.supervisor, office.secretary, office.stranger):
        with pytest.raises(DomainError):
            services.decide_plan(
                plan, actor=actor, revision=plan.revision, decision="approved", content_hash=plan.content_hash
            )
    services.decide_plan(
        plan, actor=office.head, revision=plan.revision, decision="returned", comment="เพิ่มเป้าหมาย",
        content_hash=plan.content_hash,
    )  # fmt: skip
    assert QualityPlan.objects.get(pk=plan.pk).state == "returned"


def test_two_people_do_not_write_over_each_other(office: SimpleNamespace, year: QualityYear) -> None:
    first = year.plan.lock_version
    factory.written(office.head, year)
    with pytest.raises(StaleRevision):
        services.save_plan(year.plan, actor=office.secretary, texts={}, focus={}, lock_version=first)
    with pytest.raises(NotAllowed):
        services.save_plan(year.plan, actor=office.supervisor, texts={}, focus={}, lock_version=first)


def test_letter_and_reply(office: SimpleNamespace, approved: QualityPlan) -> None:
    assert approved.state == "approved" and approved.approved_revision == approved.revision
    today = timezone.localdate()
    with pytest.raises(DomainError) as refused:
        factory.sent(office.secretary, approved, today + timedelta(days=1))
    assert refused.value.field == "sent_on"
    with pytest.raises(DomainError):
        factory.sent(office.secretary, approved, today - timedelta(days=400))
    row = factory.sent(office.secretary, approved, today)
    with pytest.raises(DomainError, match="รอผลการพิจารณา"):
        factory.sent(office.secretary, approved, today)
    with pytest.raises(DomainError, match="รอหนังสือตอบ"):
        services.save_plan(approved, actor=office.head, texts={}, focus={}, lock_version=approved.lock_version)

    def answer(**more: Any) -> Any:
        given = {"decision": "agreed", "replied_on": today, **more}
        return services.reply(row, actor=office.secretary, number="ศธ 04010/9", **given)

    for more, field in (
        ({"replied_on": today - timedelta(days=1)}, "replied_on"), ({"decision": "maybe"}, "decision"),
        ({"decision": "returned"}, "remarks"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as refused:
            answer(**more)
        assert refused.value.field == field
    with pytest.raises(NotAllowed):
        services.reply(row, actor=office.supervisor, decision="agreed", number="1", replied_on=today)
    answer()
    with pytest.raises(DomainError, match="แล้ว"):
        answer()
    with pytest.raises(DomainError, match="ได้รับความเห็นชอบแล้ว"):
        factory.sent(office.secretary, approved, today)
    text = words(office.head, office, "quality-school-plan", approved.year)
    for piece in ("ศธ 04000/1", "เห็นชอบ", "พัฒนาความปลอดภัย", office.schools[0].name, office.schools[1].name):
        assert plain(piece) in text
    signed = text[text.index(plain("ผู้จัดทำแผน")) :]
    assert plain("อนุมัติ") in signed
    assert "·" not in signed, "a name stands once, and a post beside it"


def test_a_returned_plan_is_a_new_revision_and_goes_again(office: SimpleNamespace, approved: QualityPlan) -> None:
    today = timezone.localdate()
    row = factory.sent(office.secretary, approved, today)
    services.reply(
        row, actor=office.secretary, decision="returned", number="9", replied_on=today, remarks="ปรับงบประมาณ"
    )
    plan = factory.written(office.secretary, QualityYear.objects.get(pk=approved.year_id))
    assert (plan.state, plan.revision, plan.changed_after_approval) == ("draft", 2, True)
    with pytest.raises(DomainError):
        factory.sent(office.secretary, plan, today)


def test_nothing_is_sent_before_it_is_approved(office: SimpleNamespace, year: QualityYear) -> None:
    with pytest.raises(DomainError):
        factory.sent(office.head, year.plan, timezone.localdate())


def test_the_chain_runs_in_the_browser_pages(office: SimpleNamespace, year: QualityYear) -> None:
    plan = factory.submitted(office.secretary, year)
    client = Client()
    client.force_login(office.head)
    page = client.get(reverse("quality-schools:plan", args=[plan.pk]))
    assert "อนุมัติแผน" in page.content.decode()
    decide = reverse("quality-schools:plan-decide", args=[plan.pk])
    told = {"revision": plan.revision, "hash": plan.content_hash}
    assert client.post(decide, {**told, "decision": "returned", "reason": ""}).status_code == 422
    assert client.post(decide, {**told, "decision": "approved"}).status_code == 302
    client.force_login(office.supervisor)
    assert client.post(decide, {**told, "decision": "approved"}).status_code == 403


def test_texts_stay_when_somebody_else_saved(office: SimpleNamespace, year: QualityYear) -> None:
    client = Client()
    client.force_login(office.head)
    address = reverse("quality-schools:plan-edit", args=[year.plan.pk])
    answer = client.post(address, {"lock_version": year.plan.lock_version + 5, "objectives": "ข้อความที่พิมพ์ค้าง"})
    assert answer.status_code == 422
    assert "ข้อความที่พิมพ์ค้าง" in answer.content.decode()
