"""Sets written in the browser: who may, what a draft refuses, frozen once in force, copies, years, ties."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import AuditEntry
from qa.standards import services
from qa.standards.models import Standard, StandardSet
from qa.standards.queries import beside, outline
from qa.standards.services import ItemWords
from tests.factories import base, standards

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(db):
    return base.district()


@pytest.fixture
def director(district):
    return base.user("group_director", district)


@pytest.mark.parametrize("role", ["supervisor", "office_director", "admin", "committee_secretary"])
def test_only_the_group_director_writes(district, director, role) -> None:
    other = base.user(role, district)
    row = standards.draft(director, district)
    item = row.standards.first()
    for act in (
        lambda: services.make_set(district, actor=other, level="basic", family="own", values={"name": "x"}),
        lambda: services.copy_set(row, actor=other, family="own", values={}),
        lambda: services.save_front(row, actor=other, values={"name": "x"}),
        lambda: services.save_scale(row, actor=other, levels=standards.SCALE),
        lambda: services.save_item(row, actor=other, words=ItemWords("9", "x")),
        lambda: services.move_item(item, actor=other, up=False),
        lambda: services.remove_item(item, actor=other),
        lambda: services.set_ties(item, actor=other, others=[]),
        lambda: services.publish_set(row, actor=other, year_from=2565, year_to=None),
        lambda: services.end_set(row, actor=other, year_to=2570),
        lambda: services.retire_set(row, actor=other),
        lambda: services.delete_draft(row, actor=other),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_director_of_another_office_is_refused_too(district, director) -> None:
    row = standards.draft(director, district)
    neighbour = base.user("group_director", base.district())
    with pytest.raises(NotAllowed):
        services.save_front(row, actor=neighbour, values={"name": "x"})
    client = Client()
    client.force_login(neighbour)
    assert client.get(reverse("standards:set", args=[row.pk])).status_code == 404


def test_what_a_row_refuses(district, director) -> None:
    row = standards.draft(director, district)
    elsewhere = standards.draft(director, district, name="อีกชุด").standards.first()
    leaf = standards.add(row, director, "1.1.1", "ลึกสุด", parent=row.standards.get(number="1.1"))
    for words, parent, name in (
        (ItemWords(" ", "ก"), None, "number"),
        (ItemWords("1.1", "ก"), None, "number"),
        (ItemWords("9", "  "), None, "title"),
        (ItemWords("9", "ก", weight=Decimal(0)), None, "weight"),
        (ItemWords("9", "ก"), elsewhere, "number"),
        (ItemWords("9", "ก"), leaf, "number"),
    ):
        with pytest.raises(DomainError) as caught:
            services.save_item(row, actor=director, words=words, parent=parent)
        assert caught.value.field == name
    with pytest.raises(DomainError):
        services.save_item(row, actor=director, words=ItemWords("9", "ก"), item=elsewhere)


@pytest.mark.parametrize(
    "levels",
    [
        [(1, "ดี", [])],
        [(1, "ดี", []), (1, "ดีเลิศ", [])],
        [(1, "ดี", []), (2, "ดี", [])],
        [(1, "ดี", ["พอใช้"]), (2, "พอใช้", [])],
        [(1, "ดี", []), (2, " ", [])],
        [(1, "ดี", []), (101, "ดีเลิศ", [])],
    ],
)
def test_what_a_scale_refuses(district, director, levels) -> None:
    row = standards.draft(director, district)
    with pytest.raises(DomainError):
        services.save_scale(row, actor=director, levels=levels)
    assert row.scale.count() == 5


def test_a_scale_may_begin_at_nothing(district, director) -> None:
    row = standards.draft(director, district)
    services.save_scale(row, actor=director, levels=[(0, "ต้องปรับปรุง", []), (1, "ผ่าน", [])])
    assert [level.value for level in row.scale.all()] == [0, 1]


def test_an_unfinished_set_is_not_put_in_force(district, director) -> None:
    values = {"name": "ว่าง", "year_from": 2568}
    row = services.make_set(district, actor=director, level="early", family="own", values=values)
    with pytest.raises(DomainError, match="ที่มา"):
        services.publish_set(row, actor=director, year_from=2568, year_to=None)
    with pytest.raises(DomainError, match="ปีสิ้นสุด"):
        services.publish_set(row, actor=director, year_from=2568, year_to=2567)


def test_a_set_in_force_is_frozen_and_copied_to_be_changed(district, director) -> None:
    row = standards.published(director, district)
    item = row.standards.get(number="1.1")
    for act in (
        lambda: services.save_front(row, actor=director, values={"name": "x"}),
        lambda: services.save_scale(row, actor=director, levels=standards.SCALE),
        lambda: services.save_item(row, actor=director, words=ItemWords("9", "x")),
        lambda: services.save_item(row, actor=director, words=ItemWords("9", "x"), item=item),
        lambda: services.move_item(item, actor=director, up=False),
        lambda: services.remove_item(item, actor=director),
        lambda: services.delete_draft(row, actor=director),
    ):
        with pytest.raises(DomainError, match="ทำสำเนา"):
            act()
    copy = services.copy_set(row, actor=director, family="own", values={"name": "ชุดของเขต"})
    assert copy.based_on == row
    assert [(line.depth, line.row.number, line.row.weight, line.row.is_own) for line in outline(copy)] == [
        (line.depth, line.row.number, line.row.weight, line.row.is_own) for line in outline(row)
    ]
    assert all(line.ties[0].number == line.row.number for line in outline(copy))
    assert not any(line.ties for line in outline(services.copy_set(row, actor=director, family=row.family, values={})))


def test_two_of_the_offices_own_sets_do_not_hold_in_one_year(district, director) -> None:
    first = standards.published(director, district, family="own", name="แรก", year_from=2565)
    second = standards.draft(director, district, family="own", name="สอง", year_from=2568)
    with pytest.raises(DomainError, match="ซ้อนกับ แรก"):
        services.publish_set(second, actor=director, year_from=2568, year_to=None)
    services.end_set(first, actor=director, year_to=2567)
    services.publish_set(second, actor=director, year_from=2568, year_to=None)
    with pytest.raises(DomainError, match="ซ้อนกับ สอง"):
        services.end_set(first, actor=director, year_to=None)
    early = standards.published(director, district, family="own", level="early", year_from=2565)
    assert early.state == "published"


def test_of_the_ministrys_sets_several_may_hold_and_the_page_tells(district, director) -> None:
    standards.published(director, district, family="national", name="ฉบับแรก")
    row = standards.published(director, district, family="national", name="ฉบับสอง")
    client = Client()
    client.force_login(director)
    assert "ฉบับแรก" in client.get(reverse("standards:set", args=[row.pk])).content.decode()


def test_standards_of_the_office_are_not_published_here(district, director) -> None:
    row = standards.draft(director, district, family="district")
    with pytest.raises(DomainError, match="องค์คณะ"):
        services.publish_set(row, actor=director, year_from=2568, year_to=None)


def test_rows_keep_their_order_with_all_below_them(district, director) -> None:
    row = standards.draft(director, district)
    services.move_item(row.standards.get(number="2"), actor=director, up=True)
    assert [line.row.number for line in outline(row)] == ["2", "2.1", "1", "1.1", "1.2"]
    services.remove_item(row.standards.get(number="1"), actor=director)
    assert list(row.standards.values_list("number", "position")) == [("2", 1), ("2.1", 2)]


def test_two_writers_do_not_overwrite_each_other(district, director) -> None:
    row = standards.draft(director, district)
    seen = row.lock_version
    services.save_front(row, actor=director, values={"source": "ก"}, lock_version=seen)
    for act in (
        lambda: services.save_front(row, actor=director, values={"source": "ข"}, lock_version=seen),
        lambda: services.save_item(row, actor=director, words=ItemWords("9", "x"), lock_version=seen),
        lambda: services.publish_set(row, actor=director, year_from=2568, year_to=None, lock_version=seen),
        lambda: services.set_ties(row.standards.first(), actor=director, others=[], lock_version=seen),
    ):
        with pytest.raises(StaleRevision):
            act()
    assert StandardSet.objects.get(pk=row.pk).source == "ก"


def test_ties_stay_within_office_and_level_and_show_side_by_side(district, director) -> None:
    mine = standards.published(director, district, name="ของเขต", family="own")
    theirs = standards.published(director, district, name="สมศ.")
    early = standards.published(director, district, name="ปฐมวัย", level="early")
    other_office = base.district()
    foreign = standards.published(base.user("group_director", other_office), other_office)
    item, other = mine.standards.get(number="1.1"), theirs.standards.get(number="2.1")
    for wrong in (early, foreign, mine):
        with pytest.raises(DomainError):
            services.set_ties(item, actor=director, others=[wrong.standards.get(number="2.1")])
    services.set_ties(item, actor=director, others=[other])
    for left, right, number, tied in ((mine, theirs, "1.1", "2.1"), (theirs, mine, "2.1", "1.1")):
        pairs = {pair.row.number: pair for pair in beside(left, right) if pair.row}
        assert [row.number for row in pairs[number].others] == [tied]
    alone = [pair.others[0].number for pair in beside(mine, theirs) if pair.row is None]
    assert alone == ["1.1", "1.2"]
    client = Client()
    client.force_login(director)
    address = reverse("standards:item-ties", args=[mine.pk, item.pk])
    mine.refresh_from_db()
    answer = client.post(address, {"others": [foreign.standards.first().pk], "lock": mine.lock_version})
    assert answer.status_code == 422
    assert [tie.other for tie in item.ties.all()] == [other]


def test_the_browser_writes_a_set_from_nothing_to_force(district, director) -> None:
    client = Client()
    client.force_login(director)
    front = {
        "name": "ชุดใหม่",
        "level": "early",
        "family": "external",
        "year_from": 2567,
        "method": "mean",
        "source": "ก",
    }
    answer = client.post(reverse("standards:set-new"), front)
    row = StandardSet.objects.get(name="ชุดใหม่")
    assert answer.headers["Location"] == reverse("standards:set", args=[row.pk])
    scale = {"levels": "0 ต้องปรับปรุง\n1 ผ่าน, ผ่านเกณฑ์", "lock": row.lock_version}
    assert client.post(reverse("standards:set-scale", args=[row.pk]), scale).status_code == 302
    assert list(row.scale.values_list("value", "word", "also")) == [(0, "ต้องปรับปรุง", []), (1, "ผ่าน", ["ผ่านเกณฑ์"])]
    row.refresh_from_db()
    item = {"number": "1", "title": "ด้านที่หนึ่ง", "weight": "1", "lock": row.lock_version}
    assert client.post(reverse("standards:item-new", args=[row.pk]), item).status_code == 302
    again = client.post(reverse("standards:item-new", args=[row.pk]), {**item, "number": "2"})
    assert "มีผู้อื่นแก้ไข" in again.content.decode()
    row.refresh_from_db()
    years = {"year_from": 2567, "lock": row.lock_version}
    assert client.post(reverse("standards:set-publish", args=[row.pk]), years).status_code == 302
    row.refresh_from_db()
    assert row.state == "published"
    acts = AuditEntry.objects.filter(target_kind="standard_set", target_key=str(row.pk)).values_list(
        "action", flat=True
    )
    assert set(acts) == {"standard_set.made", "standard_set.written", "standard_set.published"}


def test_a_list_and_a_set_cost_the_same_whatever_their_size(district, director, django_assert_max_num_queries) -> None:
    client = Client()
    client.force_login(director)
    services.load_standard_sets(district)
    small = standards.published(director, district)
    large = StandardSet.objects.get(code="basic-2561")
    for address in (reverse("standards:sets"), *(reverse("standards:set", args=[row.pk]) for row in (small, large))):
        client.get(address)
        with django_assert_max_num_queries(24):
            assert client.get(address).status_code == 200
    assert Standard.objects.filter(set=large).count() > Standard.objects.filter(set=small).count()
