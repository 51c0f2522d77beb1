"""Sets of office standards through the services: who may, what is refused, frozen, next edition, years, retired."""

from decimal import Decimal
from typing import Any

import pytest

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import AuditEntry
from kotpn.standards import services
from kotpn.standards.missing import missing
from kotpn.standards.models import Indicator, Issue, LevelRule, OfficeStandardSet, ProofLine
from kotpn.standards.queries import try_rule
from kotpn.standards.services import LineWords, PartWords, RuleRow
from tests.factories import base
from tests.factories.assessment import an_assessment
from tests.factories.office_standards import draft, indicator_of, issue_of, line_of, published

pytestmark = pytest.mark.django_db
VALUES = {"name": "ชุด", "year_from": 2568}


@pytest.fixture
def district() -> Any:
    return base.district()


@pytest.fixture
def director(district: Any) -> Any:
    return base.user("group_director", district)


def acts_of(row: OfficeStandardSet, actor: Any) -> list[Any]:
    """Everything that changes a draft."""
    standard, indicator, issue, line = row.standards.get(), indicator_of(row), issue_of(row), line_of(row)
    return [
        lambda: services.save_front(row, actor=actor, values=VALUES),
        lambda: services.save_labels(row, actor=actor, labels=[(1, "ผ่าน"), (0, "ไม่ผ่าน")]),
        lambda: services.save_standard(row, actor=actor, words=PartWords(9, "ก")),
        lambda: services.save_indicator(standard, actor=actor, words=PartWords(9, "ก")),
        lambda: services.save_rules(indicator, actor=actor, rows=[]),
        lambda: services.save_issue(indicator, actor=actor, number=9, title="ก"),
        lambda: services.save_line(issue, actor=actor, words=LineWords("ก")),
        lambda: services.move_line(line, actor=actor, up=True),
        *(lambda part=part: services.remove_part(part, actor=actor) for part in (standard, indicator, issue, line)),
        lambda: services.delete_draft(row, actor=actor),
    ]


@pytest.mark.parametrize("role", ["supervisor", "office_director", "committee_secretary", "neighbour"])
def test_only_the_group_director_of_the_office_writes(district: Any, director: Any, role: str) -> None:
    row = draft(director, district)
    other = base.user("group_director", base.district()) if role == "neighbour" else base.user(role, district)
    for act in (
        *acts_of(row, other),
        lambda: services.make_set(district, actor=other, values=VALUES),
        lambda: services.copy_set(row, actor=other, values={}),
        lambda: services.publish_set(row, actor=other, year_from=2568),
        lambda: services.end_set(row, actor=other, year_to=2570),
        lambda: services.retire_set(row, actor=other),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_published_set_is_frozen(district: Any, director: Any) -> None:
    row = published(director, district)
    for act in acts_of(row, director):
        with pytest.raises(DomainError, match="ทำสำเนา"):
            act()


def test_a_draft_somebody_was_judged_by_is_frozen_too(district: Any, director: Any) -> None:
    row = published(director, district)
    an_assessment(director, district, indicator=indicator_of(row))
    OfficeStandardSet.objects.filter(pk=row.pk).update(state="draft")
    for act in acts_of(row, director):
        with pytest.raises(DomainError, match="ถูกใช้ประเมิน"):
            act()


def test_an_old_page_does_not_write_over_a_newer_one(district: Any, director: Any) -> None:
    row = draft(director, district)
    services.save_front(row, actor=director, values=VALUES, lock_version=row.lock_version)
    with pytest.raises(StaleRevision):
        services.save_front(row, actor=director, values=VALUES, lock_version=row.lock_version)


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda row, by: services.save_front(row, actor=by, values={"name": " "}), "name"),
        (lambda row, by: services.save_front(row, actor=by, values={"year_from": 68}), "year_from"),
        (lambda row, by: services.save_front(row, actor=by, values={"year_from": 2568, "year_to": 2567}), "year_to"),
        (lambda row, by: services.save_front(row, actor=by, values={"aggregate": "x"}), "aggregate"),
        (lambda row, by: services.save_labels(row, actor=by, labels=[(1, "ดี")]), "labels"),
        (lambda row, by: services.save_labels(row, actor=by, labels=[(1, "ดี"), (1, "ดีมาก")]), "labels"),
        (lambda row, by: services.save_labels(row, actor=by, labels=[(1, "ดี"), (2, " ")]), "labels"),
        (lambda row, by: services.save_labels(row, actor=by, labels=[(1, "ดี"), (101, "ดีมาก")]), "labels"),
        (lambda row, by: services.save_standard(row, actor=by, words=PartWords(1, "ซ้ำ")), "number"),
        (lambda row, by: services.save_standard(row, actor=by, words=PartWords(0, "ก")), "number"),
        (lambda row, by: services.save_standard(row, actor=by, words=PartWords(2, "  ")), "title"),
        (lambda row, by: services.save_standard(row, actor=by, words=PartWords(2, "ก", Decimal(0))), "weight"),
        (lambda row, by: services.save_issue(indicator_of(row), actor=by, number=1, title="ซ้ำ"), "number"),
        (lambda row, by: services.save_issue(indicator_of(row), actor=by, number=3, title=""), "title"),
    ],
)
def test_what_a_draft_refuses(district: Any, director: Any, act: Any, field: str) -> None:
    row = draft(director, district)
    with pytest.raises(DomainError) as caught:
        act(row, director)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"title": ""}, "title"),
        ({"source": "nothing"}, "source"),
        ({"source": "plans", "where": {"colour": ["red"]}}, "where"),
        ({"source": "plans", "where": {"kind": ["castle"]}}, "where"),
        ({"where": {"kind": ["group"]}}, "source"),
        ({"at_least": 0}, "at_least"),
        ({"in_full": 201}, "in_full"),
        ({"needed": True}, "lacking"),
        ({"source": "plans", "method": "มี {many}"}, "method"),
        ({"source": "plans", "result": "มี {count"}, "result"),
        ({"source": "plans", "result": "{count} จาก {of}"}, "result"),
        ({"method": "แนบเอง {count}"}, "method"),
    ],
)
def test_what_a_line_refuses(district: Any, director: Any, words: dict[str, Any], field: str) -> None:
    issue = issue_of(draft(director, district))
    with pytest.raises(DomainError) as caught:
        services.save_line(issue, actor=director, words=LineWords(**{"title": "ก", **words}))
    assert caught.value.field == field
    assert issue.lines.count() == 1


def test_what_a_rule_refuses(district: Any, director: Any) -> None:
    indicator = indicator_of(draft(director, district))
    for rows in (
        [RuleRow(9, 2, 2, "ไม่มีระดับนี้")],
        [RuleRow(5, 1, 2, "หลักฐานเกิน")],
        [RuleRow(5, 2, 2, " ")],
        [RuleRow(5, 2, 2, "ก"), RuleRow(4, 2, 2, "ข")],
    ):
        with pytest.raises(DomainError):
            services.save_rules(indicator, actor=director, rows=rows)
    assert indicator.rules.count() == 3


def test_an_unfinished_set_is_not_put_in_force(district: Any, director: Any) -> None:
    row = draft(director, district)
    indicator = indicator_of(row)
    assert missing(row) == []
    LevelRule.objects.filter(indicator=indicator, with_evidence=1).delete()
    with pytest.raises(DomainError, match="ไม่มีเกณฑ์สำหรับ 1 ประเด็น"):
        services.publish_set(row, actor=director, year_from=2568)
    services.save_issue(indicator, actor=director, number=3, title="ประเด็นใหม่")
    assert [one.text for one in missing(row)] == ["มาตรฐานที่ 1 ตัวบ่งชี้ที่ 4 ไม่มีเกณฑ์สำหรับ 0, 1, 2, 3 ประเด็นที่มีหลักฐาน"]
    services.save_indicator(
        row.standards.get(), actor=director, words=PartWords(4, "ตัดสินเอง", rule=Indicator.Rule.JUDGED),
        indicator=indicator,
    )  # fmt: skip
    assert missing(row) == []
    assert not indicator.rules.exists()
    empty = services.make_set(district, actor=director, values=VALUES)
    assert [one.text for one in missing(empty)] == ["ยังไม่ได้บอกที่มา", "ยังไม่มีมาตรฐาน"]


def test_a_copy_is_the_next_edition_and_ends_the_one_before(district: Any, director: Any) -> None:
    row = published(director, district, year_from=2565)
    words = LineWords("แผน", source="plans", where={"kind": ["group"]}, among={}, method="{count} จาก {of}")
    services.save_line(issue_of(copied := services.copy_set(row, actor=director, values={"year_from": 2569})),
                       actor=director, words=words)  # fmt: skip
    assert copied.based_on == row
    assert [str(one) for one in copied.labels.all()] == [str(one) for one in row.labels.all()]
    assert [(one.level, one.description) for one in indicator_of(copied).rules.all()] == [
        (one.level, one.description) for one in indicator_of(row).rules.all()
    ]
    assert list(Issue.objects.filter(indicator=indicator_of(copied)).values_list("number", "title")) == [
        (1, "ประเด็นที่เขียน 1"), (2, "ประเด็นที่เขียน 2"),
    ]  # fmt: skip
    with pytest.raises(DomainError, match="ซ้อนกับ"):
        services.publish_set(copied, actor=director, year_from=2565)
    services.publish_set(copied, actor=director, year_from=2569)
    row.refresh_from_db()
    assert (row.state, row.year_to) == ("published", 2568)
    with pytest.raises(DomainError, match="ซ้อนกับ"):
        services.end_set(row, actor=director, year_to=None)
    again = services.copy_set(copied, actor=director, values={"year_from": 2571})
    assert ProofLine.objects.get(issue__indicator__standard__set=again, source="plans").where == {"kind": ["group"]}


def test_sets_of_different_texts_may_hold_in_one_year(district: Any, director: Any) -> None:
    published(director, district, name="หนึ่ง")
    assert published(director, district, name="สอง").state == "published"


def test_retired_once_and_told_in_the_trail(district: Any, director: Any) -> None:
    row = published(director, district)
    services.retire_set(row, actor=director)
    services.retire_set(row, actor=director)
    assert OfficeStandardSet.objects.get(pk=row.pk).state == "retired"
    acts = AuditEntry.objects.filter(target_kind="office_standard_set", target_key=str(row.pk))
    assert acts.filter(action="office_standard_set.retired").count() == 1
    with pytest.raises(DomainError):
        services.end_set(row, actor=director, year_to=2570)


def test_a_draft_is_deleted_with_all_in_it(district: Any, director: Any) -> None:
    row = draft(director, district)
    copy = services.copy_set(row, actor=director, values={})
    with pytest.raises(DomainError, match="ทำสำเนา"):
        services.delete_draft(row, actor=director)
    services.delete_draft(copy, actor=director)
    services.delete_draft(row, actor=director)
    assert not ProofLine.objects.filter(issue__indicator__standard__set__district=district).exists()


def test_lines_change_places(district: Any, director: Any) -> None:
    issue = issue_of(draft(director, district))
    services.save_line(issue, actor=director, words=LineWords("สอง"))
    last = services.save_line(issue, actor=director, words=LineWords("สาม"))
    services.move_line(last, actor=director, up=True)
    services.move_line(last, actor=director, up=True)
    services.move_line(last, actor=director, up=True)
    assert [line.title for line in issue.lines.all()] == ["สาม", "หลักฐานแนบเอง", "สอง"]


def test_a_rule_is_tried_on_a_year_without_writing(district: Any) -> None:
    found = try_rule(district, 2568, "plans", {"kind": ["group"]}, {})
    assert (found.count, found.of, found.unit) == (0, 0, "แผน")
