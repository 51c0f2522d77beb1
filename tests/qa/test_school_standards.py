"""A school's standards and targets: whose they are, what each act refuses, last year's carried, what SARs are given."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.approvals import inbox_for
from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import AuditEntry, Notice
from qa.standards import services
from qa.standards.models import SchoolStandards, StandardSet
from qa.standards.queries import lines_of, sets_for, targets_of
from tests.factories import base, standards

pytestmark = pytest.mark.django_db
DAY = standards.DAY


@pytest.fixture
def district(db):
    return base.district()


@pytest.fixture
def director(district):
    return base.user("group_director", district)


@pytest.fixture
def school(district):
    return base.school(district, level_from="ป.1", level_to="ป.6")


@pytest.fixture
def teacher(school):
    return base.user("school_staff", school)


@pytest.fixture
def principal(school):
    return base.user("principal", school)


@pytest.fixture
def row(district, director):
    return standards.published(director, district, family="own", year_from=2566)


def start(school, row, by, **given):
    words = {"academic_year": 2568, "level": "basic", "set": row, **given}
    return services.start_paper(school, actor=by, **words)


def declare(paper, by, **given):
    words = {"announced_on": DAY, "upload": standards.page(), "today": DAY, **given}
    return services.declare_paper(paper, actor=by, **words)


def test_nobody_but_the_school_writes_and_only_the_principal_declares(
    district, director, school, teacher, principal, row
) -> None:
    strangers = [
        director, base.user("supervisor", district), base.user("admin", district),
        base.user("principal", base.school(district)), base.user("principal", base.school(base.district())),
    ]  # fmt: skip
    for user in strangers:
        with pytest.raises(NotAllowed):
            start(school, row, user)
    paper = standards.paper(school, row, by=teacher)
    item = services.save_own_item(
        paper, actor=teacher, under=row.standards.get(number="1"), number="1.9", title="ของเรา"
    )
    for user in strangers:
        for act in (
            lambda user=user: services.save_targets(paper, actor=user, rows={}),
            lambda user=user: services.save_own_item(paper, actor=user, under=item.under, number="8", title="x"),
            lambda user=user: services.remove_own_item(paper, actor=user, key=item.pk),
            lambda user=user: services.delete_paper(paper, actor=user),
        ):
            with pytest.raises(NotAllowed):
                act()
    for user in (*strangers, teacher):
        with pytest.raises(NotAllowed):
            declare(paper, user)
    declare(paper, principal)
    for user in (*strangers, teacher):
        with pytest.raises(NotAllowed):
            services.revise_paper(paper, actor=user, reason="x")


def test_what_a_start_refuses(district, director, school, teacher, row) -> None:
    elsewhere = base.district()
    foreign = standards.published(base.user("group_director", elsewhere), elsewhere, family="own")
    draft = standards.draft(director, district, name="ร่าง")
    early = standards.published(director, district, name="ปฐมวัย", level="early")
    for given, field in (
        ({"set": foreign}, "set"),
        ({"set": draft}, "set"),
        ({"set": early}, "set"),
        ({"academic_year": 2565}, "set"),
        ({"level": "early", "set": early}, "level"),
    ):
        with pytest.raises(DomainError) as caught:
            start(school, row, teacher, **given)
        assert caught.value.field == field
    other = base.school(district, level_from="ป.1", level_to="ป.6")
    theirs = standards.paper(other, row, by=base.user("principal", other), year=2567)
    with pytest.raises(DomainError):
        start(school, row, teacher, previous=theirs)


def test_two_clicks_start_one_paper(school, teacher, row) -> None:
    assert start(school, row, teacher).pk == start(school, row, teacher).pk
    assert SchoolStandards.objects.count() == 1


def test_what_targets_refuse(district, director, school, teacher, row) -> None:
    paper = start(school, row, teacher)
    other = standards.published(director, district, name="อื่น")
    key, words = paper.targets.first().pk, {level.value: level.pk for level in row.scale.all()}
    foreign = other.scale.first().pk
    for rows, overall, year in (
        ({key: (foreign, None)}, (None, None), None),
        ({key + 9999: (words[3], None)}, (None, None), None),
        ({}, (foreign, None), None),
        ({key: (words[4], words[3])}, (None, None), None),
        ({}, (words[5], words[1]), None),
        ({}, (None, None), 2569),
        ({}, (None, None), 2573),
    ):
        with pytest.raises(DomainError):
            services.save_targets(paper, actor=teacher, rows=rows, overall=overall, goal_year=year)
    assert not paper.targets.exclude(target=None).exists()


def test_what_an_own_item_refuses(school, teacher, row) -> None:
    paper = start(school, row, teacher)
    root, leaf = row.standards.get(number="1"), row.standards.get(number="1.1")
    for given, field in (
        ({"under": leaf}, "under"),
        ({"number": "1.1"}, "number"),
        ({"number": " "}, "number"),
        ({"title": " "}, "title"),
    ):
        with pytest.raises(DomainError) as caught:
            services.save_own_item(paper, actor=teacher, **{"under": root, "number": "1.9", "title": "ของเรา", **given})
        assert caught.value.field == field
    standard_row = paper.targets.exclude(standard=None).first()
    with pytest.raises(DomainError):
        services.save_own_item(paper, actor=teacher, under=root, number="1.9", title="x", item=standard_row)
    services.remove_own_item(paper, actor=teacher, key=standard_row.pk)
    assert paper.targets.filter(pk=standard_row.pk).exists()


def test_two_writers_do_not_overwrite_each_other(school, teacher, principal, row) -> None:
    paper = start(school, row, teacher)
    seen = paper.lock_version
    services.save_targets(paper, actor=teacher, rows={}, goal_year=2570, lock_version=seen)
    with pytest.raises(StaleRevision):
        services.save_targets(paper, actor=principal, rows={}, goal_year=2571, lock_version=seen)
    with pytest.raises(StaleRevision):
        declare(paper, principal, lock_version=seen)


def test_what_a_declaration_refuses(school, teacher, principal, row) -> None:
    empty = start(school, row, teacher)
    with pytest.raises(DomainError, match="ยังขาด 4"):
        declare(empty, principal)
    paper = standards.paper(school, row, by=teacher)
    for given, field in (({"announced_on": DAY + timedelta(days=1)}, "announced_on"), ({"upload": None}, "file")):
        with pytest.raises(DomainError) as caught:
            declare(paper, principal, **given)
        assert caught.value.field == field


def test_declared_it_stands_until_the_principal_opens_it(school, teacher, principal, row) -> None:
    paper = declare(standards.paper(school, row, by=teacher), principal)
    assert Notice.objects.filter(recipient=teacher, code="school_standards.declared").exists()
    for act in (
        lambda: declare(paper, principal),
        lambda: services.save_targets(paper, actor=teacher, rows={}),
        lambda: services.delete_paper(paper, actor=teacher),
    ):
        with pytest.raises(DomainError):
            act()
    with pytest.raises(DomainError, match="เหตุผล"):
        services.revise_paper(paper, actor=principal, reason=" ")
    services.revise_paper(paper, actor=principal, reason="ผลสอบออกใหม่")
    assert targets_of(school, 2568, "basic") is None
    with pytest.raises(DomainError, match="เคยประกาศ"):
        services.delete_paper(paper, actor=teacher)
    assert declare(paper, principal).revision == 2
    acts = AuditEntry.objects.filter(target_kind="school_standards").values_list("action", flat=True)
    assert {"school_standards.declared", "school_standards.revised"} <= set(acts)


def test_what_the_report_is_given(school, teacher, principal, row) -> None:
    assert targets_of(school, 2568, "basic") is None
    paper = standards.paper(school, row, by=teacher)
    services.save_own_item(paper, actor=teacher, under=row.standards.get(number="1"), number="1.9", title="ของเรา")
    assert targets_of(school, 2568, "basic") is None
    declare(paper, principal)
    found = targets_of(school, 2568, "basic")
    assert (found.target.word, found.goal.word, found.goal_year) == ("ดีเลิศ", "ยอดเยี่ยม", 2570)
    assert [line.number for line in found.lines] == ["1", "1.1", "1.2", "1.9", "2", "2.1"]
    assert {level.word for level in found.by_standard.values()} == {"ดีเลิศ"}
    assert len(found.by_standard) == 5
    assert [line.title for line in found.own] == ["ของเรา"]


def test_next_year_carries_what_still_fits(district, director, school, teacher, principal, row) -> None:
    last = standards.paper(school, row, by=teacher, year=2567)
    services.save_own_item(last, actor=teacher, under=row.standards.get(number="1"), number="1.9", title="ของเรา")
    same = start(school, row, teacher, previous=last)
    assert (same.target.word, same.goal_year, same.based_on) == ("ดีเลิศ", 2569, last)
    own = [line for line in lines_of(same) if line.is_own]
    assert [line.title for line in own] == ["ของเรา"]
    assert {line.target.word for line in lines_of(same) if line.row and not line.is_own} == {"ดีเลิศ"}
    new = standards.published(director, district, name="ชาติใหม่", family="national", year_from=2569)
    other = start(school, new, teacher, academic_year=2569, previous=same)
    assert [line.title for line in lines_of(other) if line.is_own] == ["ของเรา"]
    assert not any(line.target for line in lines_of(other))


def test_the_offices_own_set_comes_before_the_nations(district, director, row) -> None:
    services.load_standard_sets(district)
    StandardSet.objects.filter(pk=row.pk).update(family="district")
    assert next(iter(sets_for(district, "basic", 2568))) == row
    assert sets_for(district, "basic", 2560).count() == 0
    assert sets_for(district, "early", 2568).first().code == "early-2561"


def test_the_principal_finds_drafts_in_the_inbox(district, school, teacher, principal, row) -> None:
    paper = standards.paper(school, row, by=teacher)
    waiting = [item for item in inbox_for(principal, district) if item.kind == "school_standards"]
    assert [item.key for item in waiting] == [str(paper.pk)]
    assert not [item for item in inbox_for(teacher, district) if item.kind == "school_standards"]
    declare(paper, principal)
    assert not [item for item in inbox_for(principal, district) if item.kind == "school_standards"]


def test_a_year_in_the_browser(district, school, teacher, principal, row) -> None:
    writer, chief = Client(), Client()
    writer.force_login(teacher)
    chief.force_login(principal)
    stranger = base.school(district)
    begin = {"school": stranger.pk, "academic_year": 2568, "level": "basic"}
    assert writer.post(reverse("standards:school-new"), begin).status_code == 422
    assert writer.post(reverse("standards:school-new"), {**begin, "school": school.pk}).status_code == 302
    paper = SchoolStandards.objects.get()
    words = {level.value: level.pk for level in row.scale.all()}
    data = {f"t{target.pk}": words[3] for target in paper.targets.all()} | {"target": words[3], "goal_year": 2570}
    address = reverse("standards:school-targets", args=[paper.pk])
    assert writer.post(address, {**data, "lock": paper.lock_version, "target": 99_999_999}).status_code == 422
    assert writer.post(address, {**data, "lock": paper.lock_version}).status_code == 302
    assert "มีผู้อื่นแก้ไข" in writer.post(address, {**data, "lock": paper.lock_version}).content.decode()
    paper.refresh_from_db()
    file = {"announced_on": "20/5/2568", "file": standards.page(), "lock": paper.lock_version}
    assert writer.post(reverse("standards:school-declare", args=[paper.pk]), file).status_code == 403
    file["file"] = standards.page()
    assert chief.post(reverse("standards:school-declare", args=[paper.pk]), file).status_code == 302
    assert targets_of(school, 2568, "basic").target.word == "ดี"


def test_the_board_counts_who_declared_and_costs_the_same_for_many(
    district, director, school, principal, row, django_assert_max_num_queries
) -> None:
    declare(standards.paper(school, row, by=principal), principal)
    for _ in range(6):
        base.school(district, level_from="ป.1", level_to="ป.6")
    base.school(district, level_from="อ.1", level_to="อ.3")
    client = Client()
    client.force_login(director)
    address = reverse("standards:board") + "?year=2568&level=basic"
    client.get(address)
    with django_assert_max_num_queries(24):
        page = client.get(address).content.decode()
    assert "ประกาศแล้ว 1 จาก 7 โรงเรียน" in page
    assert "ไม่มีรายการ" in client.get(address + "&how=draft").content.decode()
    assert client.get(address.replace("2568", "99999999999999")).status_code == 200
