"""The pages of office standards: refusals, the rule builder, what was typed stays, query counts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kotpn.standards import services
from kotpn.standards.models import OfficeStandardSet, ProofLine
from kotpn.standards.services import LineWords
from tests.factories import base
from tests.factories.office_standards import draft, indicator_of, issue_of, line_of, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> Any:
    return base.district()


@pytest.fixture
def director(district: Any) -> Any:
    return base.user("group_director", district)


@pytest.fixture
def client(director: Any) -> Client:
    made = Client()
    made.force_login(director)
    return made


def at(name: str, row: Any = None) -> str:
    return reverse(f"office-standards:{name}", args=[row.pk] if row else [])


def test_of_another_office_nothing_is_found(client: Client) -> None:
    other = base.district()
    row = draft(base.user("group_director", other), other)
    for name, part in (("set", row), ("indicator", indicator_of(row)), ("line", line_of(row))):
        assert client.get(at(name, part)).status_code == 404


def test_who_only_reads_gets_no_buttons(district: Any, director: Any) -> None:
    row = draft(director, district)
    reader = Client()
    reader.force_login(base.user("supervisor", district))
    for name, part in (("set", row), ("indicator", indicator_of(row))):
        page = reader.get(at(name, part)).content.decode()
        assert at("set-publish", row) not in page
        assert at("issue-new", indicator_of(row)) not in page
    assert reader.get(at("set-copy", row)).status_code == 403
    assert reader.post(at("line-remove", line_of(row))).status_code == 403


def test_acts_are_not_done_by_looking(client: Client, district: Any, director: Any) -> None:
    row = draft(director, district)
    for name, part in (("set-retire", row), ("set-delete", row), ("line-move", line_of(row)),
                       ("issue-remove", issue_of(row))):  # fmt: skip
        assert client.get(at(name, part)).status_code == 405


def test_a_published_set_shows_no_editing_and_refuses_a_post(client: Client, district: Any, director: Any) -> None:
    row = published(director, district)
    page = client.get(at("indicator", indicator_of(row))).content.decode()
    assert at("line", line_of(row)) not in page
    answer = client.post(at("set-front", row), {
        "name": "ชื่อที่พิมพ์", "year_from": 2568, "aggregate": "none", "lock": row.lock_version,
    })  # fmt: skip
    assert answer.status_code == 422
    assert "ชื่อที่พิมพ์" in answer.content.decode()
    assert "ทำสำเนาเป็นฉบับใหม่" in answer.content.decode()


def test_from_an_empty_set_to_one_in_force(client: Client, district: Any) -> None:
    page = client.post(at("set-new"), {"name": "ชุดของเขต", "year_from": 2569, "aggregate": "none", "source": "ที่มา"})
    row = OfficeStandardSet.objects.get(name="ชุดของเขต")
    assert page.url == at("set", row)

    def lock() -> int:
        row.refresh_from_db()
        return row.lock_version

    client.post(at("standard-new", row), {"number": 1, "title": "มาตรฐาน", "weight": 1, "lock": lock()})
    standard = row.standards.get()
    client.post(at("indicator-new", standard), {
        "number": 1, "title": "ตัวบ่งชี้", "weight": 1, "rule": "count", "owner_post": "group_director", "lock": lock(),
    })  # fmt: skip
    indicator = standard.indicators.get()
    client.post(at("issue-new", indicator), {"number": 1, "title": "ประเด็น", "lock": lock()})
    assert client.post(at("set-publish", row), {"year_from": 2569, "lock": lock()}).status_code == 422
    rules = {"all_1_level": 5, "all_1_words": "มีหลักฐาน", "all_0_level": 1, "all_0_words": "", "lock": lock()}
    assert "กรุณาเขียนคำอธิบาย" in client.post(at("rules", indicator), rules).content.decode()
    assert client.post(at("rules", indicator), {**rules, "all_0_words": "ไม่มี"}).status_code == 302
    client.post(at("set-labels", row), {"labels": "5 ดีเยี่ยม\n1 ปรับปรุง", "lock": lock()})
    assert client.post(at("set-publish", row), {"year_from": 2569, "lock": lock()}).status_code == 302
    row.refresh_from_db()
    assert (row.state, [label.value for label in row.labels.all()]) == ("published", [5, 1])


def test_the_rule_builder_shows_the_conditions_of_a_source_and_saves_them(
    client: Client, district: Any, director: Any
) -> None:
    row = draft(director, district)
    issue = issue_of(row)
    address = at("line-new", issue)
    told = {"title": "แผนกลุ่ม", "source": "plans", "at_least": 1, "in_full": 3, "lock": row.lock_version}
    # The conditions of a source nobody was shown yet are shown first, also when บันทึก was pressed.
    for act in ("pick", "save"):
        page = client.post(address, {**told, "shown": "", "act": act})
        assert page.status_code == 200
        assert "where_kind" in page.content.decode()
        assert "แผนกลุ่ม" in page.content.decode()
    told |= {"shown": "plans", "where_kind": ["group"], "compare": "less:kind", "method": "{count} จาก {of}"}
    tried = client.post(address, {**told, "act": "try"}).content.decode()
    assert 'id="trial"' in tried
    assert issue.lines.count() == 1
    assert client.post(address, {**told, "act": "save"}).status_code == 302
    line = ProofLine.objects.get(issue=issue, source="plans")
    assert (line.where, line.among) == ({"kind": ["group"]}, {})
    again = client.get(at("line", line)).content.decode()
    assert 'value="group"' in again
    assert "เทียบกับทั้งหมด" in client.get(at("indicator", indicator_of(row))).content.decode()


def test_a_refused_line_keeps_what_was_typed(client: Client, district: Any, director: Any) -> None:
    row = draft(director, district)
    told = {"title": "พิมพ์ไว้แล้ว", "source": "", "shown": "", "at_least": 1, "in_full": 3, "needed": "on",
            "lock": row.lock_version, "act": "save"}  # fmt: skip
    page = client.post(at("line-new", issue_of(row)), told)
    assert page.status_code == 422
    assert "พิมพ์ไว้แล้ว" in page.content.decode()
    assert "กรุณาเขียนว่าขาดอะไร" in page.content.decode()


def test_a_line_of_a_source_this_system_does_not_keep_says_so(client: Client, district: Any, director: Any) -> None:
    row = draft(director, district)
    line = line_of(row)
    ProofLine.objects.filter(pk=line.pk).update(source="a-source-nobody-keeps")
    assert "ยังไม่มีในระบบ" in client.get(at("indicator", indicator_of(row))).content.decode()
    assert "ยังไม่มีในระบบ" in client.get(at("line", line)).content.decode()


@pytest.mark.parametrize("name", ["sets", "set", "indicator"])
def test_pages_cost_the_same_whatever_their_length(
    client: Client, district: Any, director: Any, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = draft(director, district)
    address = at(name, {"sets": None, "set": row, "indicator": indicator_of(row)}[name])

    def cost() -> int:
        with django_assert_max_num_queries(60) as found:
            assert client.get(address).status_code == 200
        return len(found)

    client.get(address)
    first = cost()
    for number in range(3, 20):
        issue = services.save_issue(indicator_of(row), actor=director, number=number, title=f"ประเด็น {number}")
        services.save_line(issue, actor=director, words=LineWords("แผน", source="plans", where={"kind": ["group"]}))
        services.copy_set(row, actor=director, values={"name": f"ชุด {number}"}) if number % 6 == 0 else None
    assert cost() <= first
