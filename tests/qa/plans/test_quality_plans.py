"""The quality plan: who writes, what each row refuses, the chain, changes after approval, results, printing."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from core.approvals import inbox_for
from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import AuditEntry, Notice
from core.pointers import Pointer
from qa.plans import services
from qa.plans.models import Finding, Indicator, IndicatorYear, QualityPlan, Strategy
from qa.plans.queries import place_names, snapshot, tree_of
from schools.models import Project
from tests.documents.reading import plain, text
from tests.factories import base
from tests.factories import quality_plans as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(db):
    return base.district()


@pytest.fixture
def author(district):
    return base.user("supervisor", district)


@pytest.fixture
def director(district):
    return base.user("group_director", district)


@pytest.fixture
def head(district):
    return base.user("office_director", district)


def fresh(plan) -> QualityPlan:
    return QualityPlan.objects.get(pk=plan.pk)


def test_only_those_who_write_plans_of_this_office(district, author, director) -> None:
    plan = make.draft(author, district)
    others = [base.user(role, district) for role in ("office_director", "committee_secretary", "admin")]
    others += [base.user("supervisor", base.district()), base.user("principal", base.school(district))]
    for user in others:
        for act in (
            lambda user=user: make.empty(user, district, year=2580),
            lambda user=user: services.save_front(plan, actor=user, title="x", aim=""),
            lambda user=user: make.add(plan, user, "strategy", values={"title": "x"}),
            lambda user=user: services.move_row(plan, actor=user, kind="strategy", key=1, up=True),
            lambda user=user: services.remove_row(plan, actor=user, kind="strategy", key=1),
            lambda user=user: services.submit_plan(plan, actor=user),
            lambda user=user: services.cancel_plan(plan, actor=user, reason="x"),
            lambda user=user: services.record_results(plan, actor=user, year=2569, results={}),
        ):
            with pytest.raises(NotAllowed):
                act()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": " "}, "title"),
        ({"year_kind": "moon"}, "year_kind"),
        ({"year_from": 2026, "year_to": 2028}, "year_from"),
        ({"year_to": 2570}, "year_to"),
        ({"year_to": 2574}, "year_to"),
    ],
)
def test_what_a_new_plan_refuses(district, author, given, field) -> None:
    words = {"title": "แผน", "year_kind": "fiscal", "year_from": 2569, "year_to": 2571, **given}
    with pytest.raises(DomainError) as caught:
        services.create_plan(district, actor=author, **words)
    assert caught.value.field == field


def test_years_of_two_plans_do_not_meet_until_one_is_cancelled(district, author) -> None:
    first = make.empty(author, district)
    with pytest.raises(DomainError, match="ซ้อนกับ"):
        make.empty(author, district, year=2571)
    with pytest.raises(DomainError, match="เหตุผล"):
        services.cancel_plan(first, actor=author, reason=" ")
    services.cancel_plan(first, actor=author, reason="เขียนใหม่")
    make.empty(author, district, year=2571)
    with pytest.raises(DomainError):
        services.save_front(first, actor=author, title="x", aim="")


def test_what_rows_refuse(district, author) -> None:
    plan = make.draft(author, district)
    other = make.draft(author, district, year=2580)
    mine, theirs = (Strategy.objects.get(plan=one) for one in (plan, other))
    elsewhere = base.district()
    foreign = Project.objects.create(district=elsewhere, number=1, name="ของเขตอื่น")
    for kind, given in (
        ("finding", {"values": {"text": " ", "origin": "self"}}),
        ("finding", {"values": {"text": "ก", "origin": "moon"}}),
        ("measure", {"values": {"text": "ก"}}),
        ("measure", {"values": {"text": "ก"}, "under": theirs}),
        ("indicator", {"values": {"title": "ก"}, "under": mine, "years": {2575: Decimal(1)}}),
        ("indicator", {"values": {"title": "ก"}, "under": mine, "years": {2569: Decimal("1e13")}}),
        ("project", {"values": {"name": "ก"}, "under": mine, "years": {2569: Decimal(-1)}}),
        ("project", {"values": {"name": "ก", "project": foreign}, "under": mine}),
        ("strategy", {"values": {"title": "ก"}, "row": theirs}),
        ("strategy", {"values": {"title": "ก", "plan_id": other.pk}}),
    ):
        with pytest.raises(DomainError):
            make.add(plan, author, kind, **given)
    answered = make.add(plan, author, "strategy", values={"title": "ก"}, findings=Finding.objects.filter(plan=other))
    assert not answered.findings.exists()


def test_two_writers_do_not_overwrite_each_other(district, author, director) -> None:
    plan = make.draft(author, district)
    seen = plan.lock_version
    services.save_front(plan, actor=director, title="ใหม่", aim="ก", lock_version=seen)
    for act in (
        lambda: services.save_front(plan, actor=author, title="เก่า", aim="ข", lock_version=seen),
        lambda: make.add(plan, author, "strategy", values={"title": "ก"}, lock_version=seen),
    ):
        with pytest.raises(StaleRevision):
            act()
    with pytest.raises(DomainError, match="ผู้อื่นแก้ไข"):
        services.submit_plan(plan, actor=author, lock_version=seen)
    assert fresh(plan).title == "ใหม่"


def test_an_unfinished_plan_is_not_sent(district, author) -> None:
    plan = make.empty(author, district)
    with pytest.raises(DomainError, match="กลยุทธ์"):
        services.submit_plan(plan, actor=author)
    plan = make.draft(author, district, year=2580)
    row = Indicator.objects.get(strategy__plan=plan)
    make.add(plan, author, "indicator", row=row, values={"title": row.title}, years={2581: None})
    with pytest.raises(DomainError, match="2581"):
        services.submit_plan(plan, actor=author)


def test_the_chain_decides_and_nobody_decides_their_own(district, author, director, head) -> None:
    plan = make.submitted(author, district)
    for user in (author, head, base.user("group_director", base.district())):
        with pytest.raises((NotAllowed, DomainError)):
            make.decide(plan, user)
    with pytest.raises(DomainError):
        services.submit_plan(plan, actor=author)
    with pytest.raises(DomainError):
        make.add(plan, author, "strategy", values={"title": "ระหว่างพิจารณา"})
    with pytest.raises(DomainError, match="เหตุผล"):
        make.decide(plan, director, decision="returned")
    make.decide(plan, director, decision="returned", comment="เพิ่มงบ")
    assert Notice.objects.filter(recipient=author, body__contains="เพิ่มงบ").exists()
    assert [item.kind for item in inbox_for(author, district)] == ["quality_plan.own"]
    services.submit_plan(plan, actor=author)
    assert fresh(plan).revision == 2
    make.decide(make.decide(plan, director), head)
    held = fresh(plan)
    assert (held.state, held.approved_revision, held.changed_after_approval) == ("approved", 2, False)
    with pytest.raises(DomainError, match="ไม่มีการแก้ไข"):
        services.submit_plan(plan, actor=author)


def test_a_directors_own_plan_passes_their_lane(district, director, head) -> None:
    plan = make.submitted(director, district)
    make.decide(plan, head)
    assert fresh(plan).state == "approved"


def test_a_stale_revision_is_not_approved(district, author, director) -> None:
    plan = make.submitted(author, district)
    old = plan.content_hash
    services.withdraw_plan(plan, actor=author)
    services.save_front(plan, actor=author, title="ใหม่", aim="ก")
    services.submit_plan(plan, actor=author)
    with pytest.raises(StaleRevision):
        services.decide_plan(plan, actor=director, revision=1, decision="approved", content_hash=old)
    with pytest.raises(NotAllowed):
        services.withdraw_plan(fresh(plan), actor=base.user("supervisor", district))


def test_a_change_after_approval_shows_what_changed_and_is_sent_again(district, author, director, head) -> None:
    plan = make.approved(author, district, director, head)
    row = Indicator.objects.get(strategy__plan=plan)
    years = {2569: Decimal(61)}
    make.add(plan, author, "indicator", row=row, values={"title": row.title}, years=years)
    held = fresh(plan)
    assert (held.state, held.state_code, held.state_label) == ("approved", "changed", "แก้ไขหลังอนุมัติ")
    client = Client()
    client.force_login(author)
    page = client.get(reverse("quality-plans:plan", args=[plan.pk])).content.decode()
    assert "แก้ไขหลังอนุมัติ" in page
    assert "ตัวชี้วัด “ร้อยละที่อ่านคล่อง” · ค่าเป้าหมาย · 2569" in page
    services.submit_plan(plan, actor=author)
    services.withdraw_plan(fresh(plan), actor=author)
    assert fresh(plan).state_code == "changed"
    services.submit_plan(plan, actor=author)
    make.decide(make.decide(plan, director), head)
    assert (fresh(plan).approved_revision, fresh(plan).state_code) == (3, "approved")


def test_names_of_places_are_words(district, author) -> None:
    content = snapshot(make.draft(author, district))
    key = str(content["strategies"][0]["projects"][0]["key"])
    path = ("strategies", str(content["strategies"][0]["key"]), "projects", key, "budgets", "2570")
    assert place_names(content)(path) == "กลยุทธ์ “พัฒนาการอ่าน” · โครงการ “โครงการอ่าน” · งบประมาณ · 2570"


def test_results_stand_against_targets_and_change_no_plan(district, author, director, head) -> None:
    draft = make.draft(author, district, year=2580)
    with pytest.raises(DomainError, match="อนุมัติแล้ว"):
        services.record_results(draft, actor=author, year=2580, results={})
    plan = make.approved(author, district, director, head)
    row, foreign = (Indicator.objects.get(strategy__plan=one) for one in (plan, draft))
    for year, results in (
        (2575, {}),
        (2569, {foreign.pk: (Decimal(1), "")}),
        (2569, {row.pk: (Decimal("1e12"), "")}),
    ):
        with pytest.raises(DomainError):
            services.record_results(plan, actor=author, year=year, results=results)
    seen = fresh(plan).lock_version
    services.record_results(
        plan, actor=author, year=2569, results={row.pk: (Decimal(60), "ทันปลายปี")}, lock_version=seen
    )
    with pytest.raises(StaleRevision):
        services.record_results(plan, actor=director, year=2569, results={row.pk: (Decimal(1), "")}, lock_version=seen)
    services.record_results(plan, actor=author, year=2570, results={row.pk: (Decimal(64), "")})
    tree = tree_of(plan)
    assert [cell.met for cell in tree.strategies[0].indicators[0].cells] == [True, False, None]
    assert (tree.met, tree.measured) == (1, 2)
    assert not fresh(plan).changed_after_approval
    with pytest.raises(DomainError, match="บันทึกผล"):
        services.remove_row(plan, actor=author, kind="strategy", key=row.strategy_id)
    make.add(plan, author, "indicator", row=row, values={"title": "ใหม่", "higher_is_better": False}, years={2569: None})
    assert IndicatorYear.objects.get(indicator=row, year=2569).result == 60
    assert tree_of(plan).strategies[0].indicators[0].cells[1].met is True


def test_the_yearly_plan_is_the_part_of_one_year(district, author) -> None:
    tree = tree_of(make.draft(author, district), 2570)
    assert tree.years == (2570,)
    assert [cell.target for cell in tree.strategies[0].indicators[0].cells] == [65]
    assert (tree.budgets, tree.budget) == ((Decimal(1000),), Decimal(1000))


def test_a_finding_picked_twice_stands_once(district, author) -> None:
    plan = make.empty(author, district)
    pointer = Pointer("district_summary", "7", "สรุป")
    rows = {
        services.add_finding(plan, actor=author, text="ก", origin="self", pointer=pointer).pk for _ in range(2)
    }  # fmt: skip
    assert len(rows) == 1


def test_rows_move_and_go(district, author) -> None:
    plan = make.draft(author, district)
    second = make.add(plan, author, "strategy", values={"title": "สอง"})
    services.move_row(plan, actor=author, kind="strategy", key=second.pk, up=True)
    assert [part.row.title for part in tree_of(plan).strategies] == ["สอง", "พัฒนาการอ่าน"]
    services.remove_row(plan, actor=author, kind="strategy", key=second.pk)
    services.remove_row(plan, actor=author, kind="strategy", key=second.pk)
    assert len(tree_of(plan).strategies) == 1


def test_a_plan_in_the_browser(district, author, director, head) -> None:
    client, first, last = Client(), Client(), Client()
    for browser, user in ((client, author), (first, director), (last, head)):
        browser.force_login(user)
    words = {"title": "แผนห้าปี", "year_kind": "fiscal", "year_from": 2569, "year_to": 2571, "aim": "ก"}
    assert client.post(reverse("quality-plans:plan-new"), words).status_code == 302
    plan = QualityPlan.objects.get()

    def post(name: str, data: dict, **kwargs) -> int:
        data = {**data, "lock": fresh(plan).lock_version}
        address = reverse(f"quality-plans:{name}", kwargs={"pk": plan.pk, **kwargs})
        if "under" in data:
            address += f"?under={data.pop('under')}"
        return client.post(address, data).status_code

    assert post("row-new", {"text": "", "origin": "self"}, part="finding") == 422
    assert post("row-new", {"text": "อ่านไม่คล่อง", "origin": "self"}, part="finding") == 302
    finding = Finding.objects.get()
    assert post("row-new", {"title": "กลยุทธ์หนึ่ง", "findings": [finding.pk]}, part="strategy") == 302
    strategy = Strategy.objects.get()
    assert list(strategy.findings.all()) == [finding]
    figures = {f"y{year}": "50" for year in (2569, 2570, 2571)}
    assert post("row-new", {"text": "x"}, part="measure") == 404
    assert post("row-new", {"text": "x"}, part="moon") == 404
    row = {"title": "ตัวชี้วัด", "higher_is_better": "0", **figures, "under": strategy.pk}
    assert post("row-new", {**row, "y2569": "x"}, part="indicator") == 422
    assert post("row-new", row, part="indicator") == 302
    foreign = Project.objects.create(district=base.district(), number=1, name="ของเขตอื่น")
    project = {"name": "โครงการ", "under": strategy.pk, "y2569": "1000.50"}
    assert post("row-new", {**project, "project": foreign.pk}, part="project") == 422
    assert post("row-new", project, part="project") == 302
    assert post("plan-submit", {}) == 302
    held = fresh(plan)
    assert (held.state, held.state_label) == ("submitted", "รอพิจารณา")
    for browser in (first, last):
        held = fresh(plan)
        vote = {"decision": "approved", "revision": held.revision, "hash": held.content_hash}
        browser.post(reverse("quality-plans:plan-decide", args=[plan.pk]), vote)
    assert fresh(plan).state == "approved"
    indicator = Indicator.objects.get()
    assert post("plan-results", {f"r{indicator.pk}": "48", f"n{indicator.pk}": "ดีขึ้น"}, year=2569) == 302
    page = client.get(reverse("quality-plans:plan", args=[plan.pk]) + "?year=2569").content.decode()
    assert "บรรลุ" in page
    assert "1,000.50" in page
    acts = AuditEntry.objects.filter(target_kind="quality_plan").values_list("action", flat=True)
    assert {"quality_plan.created", "quality_plan.changed", "quality_plan.results"} <= set(acts)


def test_a_page_costs_the_same_whatever_the_plans_size(district, author, django_assert_max_num_queries) -> None:
    plan = make.draft(author, district)
    client = Client()
    client.force_login(author)
    address = reverse("quality-plans:plan", args=[plan.pk])
    client.get(address)
    with django_assert_max_num_queries(42):
        client.get(address)
    for number in range(4):
        strategy = make.add(plan, author, "strategy", values={"title": f"กลยุทธ์ {number}"})
        for kind, head in (("indicator", "title"), ("project", "name"), ("measure", "text")):
            make.add(plan, author, kind, under=strategy, values={head: "ก"})
    with django_assert_max_num_queries(42):
        client.get(address)
    with django_assert_max_num_queries(24):
        client.get(reverse("quality-plans:plans"))


def test_the_printed_plan_says_it_all_and_a_draft_says_so(tmp_path: Path, district, author, director, head) -> None:
    plan = make.approved(author, district, director, head)

    def printed(fmt: str = "pdf", **params) -> Path:
        target = tmp_path / f"x.{fmt}"
        call_command(
            "report", "quality-plan", district=district.code, format=fmt, output=target,
            param=[f"plan={plan.pk}", "digits=arabic", *(f"{name}={value}" for name, value in params.items())],
        )  # fmt: skip
        return target

    page = plain(text(printed()))
    for words in ("แผนทดสอบ", "อ่านไม่คล่อง", "พัฒนาการอ่าน", "ร้อยละที่อ่านคล่อง", "3,000", head.get_full_name()):
        assert plain(words) in page, words
    assert plain("แผนปฏิบัติการ ปีงบประมาณ 2570") in plain(text(printed(year=2570)))
    with pytest.raises(CommandError):
        printed(year=2599)
    book = load_workbook(printed("xlsx"))
    assert book.sheetnames == ["ตัวชี้วัด", "โครงการ", "สิ่งที่พบ"]
    assert [cell.value for cell in list(book["โครงการ"].rows)[-1]][-1] == 3000
    make.add(plan, author, "strategy", values={"title": "เพิ่มภายหลัง"})
    states = [str(row[0].value) for row in load_workbook(printed("xlsx"))["ตัวชี้วัด"].iter_rows(max_row=4)]
    assert any("แก้ไขหลังอนุมัติ" in line for line in states)
