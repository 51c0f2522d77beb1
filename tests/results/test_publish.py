"""Publishing: by whom, with whom named, what others read before and after, corrections and the frozen past."""

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from schools.results import result_kind
from supervision.progress.models import ProgressReport, ReportArea, SchoolIndicator
from supervision.progress.starting import finals_of
from supervision.results import services
from supervision.results.models import Edition, SchoolResult
from supervision.results.queries import edition_for, needing_help
from supervision.results.signals import published
from tests.factories import base
from tests.results.conftest import fill


def drafted(year: SimpleNamespace) -> Edition:
    fill(year)
    fill(year, part=year.other, value=5, own=3)
    return services.compute(year.evaluation, actor=year.director)


def test_only_the_group_director_publishes(year: SimpleNamespace) -> None:
    draft = drafted(year)
    for stranger in (year.supervisor, year.head, year.principal, year.member, year.stranger):
        with pytest.raises(NotAllowed):
            services.publish(draft, actor=stranger)


def test_unscored_schools_are_named_and_the_reason_asked(year: SimpleNamespace) -> None:
    empty = services.compute(year.evaluation, actor=year.director)
    with pytest.raises(DomainError, match="ยังไม่มีโรงเรียนที่ประเมินครบ"):
        services.publish(empty, actor=year.director)
    fill(year)
    draft = services.compute(year.evaluation, actor=year.director)
    with pytest.raises(DomainError, match=f"ยังประเมินไม่ครบ 1 โรงเรียน: {year.neighbour.name}"):
        services.publish(draft, actor=year.director)
    made = services.publish(draft, actor=year.director, reason="ย้ายอาคารเรียน จะประเมินรอบหลัง")
    assert made.unscored == [{"school": year.neighbour.pk, "name": str(year.neighbour), "missing": 8}]


def test_what_was_not_on_the_page_is_not_published(year: SimpleNamespace) -> None:
    draft = drafted(year)
    seen = draft.computed_at
    services.compute(year.evaluation, actor=year.director)
    with pytest.raises(StaleRevision):
        services.publish(draft, actor=year.director, seen=seen)


def test_before_it_is_out_only_few_read_it_anywhere(year: SimpleNamespace, client: Any) -> None:
    draft = drafted(year)
    for user in (year.supervisor, year.principal, year.staff, year.member, year.stranger):
        assert edition_for(user, year.programme) is None
        assert not SchoolResult.objects.visible_to(user).exists()
    for user in (year.director, year.head):
        assert edition_for(user, year.programme) == draft
    kind = result_kind("4q")
    assert kind.years(year.district, "total") == []
    assert kind.values(year.district, year.programme.year, "total") == {}
    assert finals_of(year.programme) == {}
    client.force_login(year.principal)
    page = client.get(reverse("quality-results:own", args=[year.part.pk]))
    assert "ผลยังไม่เผยแพร่" in page.text
    assert "ร้อยละ" not in page.text
    client.force_login(year.supervisor)
    assert "ผลยังไม่เผยแพร่" in client.get(reverse("quality-results:ranking", args=[year.programme.pk])).text


def test_a_school_sees_its_own_place_and_how_all_lie(told: SimpleNamespace, client: Any) -> None:
    client.force_login(told.principal)
    page = client.get(reverse("quality-results:own", args=[told.part.pk]))
    # (4 × 50 + 4 × 50) / 5 = 80 %; the neighbour (5 + 3) × 50 / 5 = 80 % too, so both are first of two.
    assert "ได้ร้อยละ 80.00 ลำดับที่ 1 จาก 2" in page.text
    assert "การกระจายของทั้งเขต 2 โรงเรียน" in page.text
    assert told.neighbour.name not in page.text
    hidden = client.get(reverse("quality-results:school", args=[told.edition.pk, told.other.pk]))
    assert hidden.status_code == 404
    asked = [told.edition.pk, told.part.pk, told.asked[0].pk]
    explained = client.get(reverse("quality-results:explain", args=asked))
    assert "ผู้ประเมินคนที่ 1" in explained.text
    assert str(told.people[0]) not in explained.text
    client.force_login(told.supervisor)
    assert str(told.people[0]) in client.get(reverse("quality-results:explain", args=asked)).text


def test_all_ranks_are_announced_only_where_the_office_chose(told: SimpleNamespace, client: Any) -> None:
    client.force_login(told.principal)
    address = reverse("quality-results:edition", args=[told.edition.pk])
    assert client.get(address).status_code == 302
    told.evaluation.refresh_from_db()
    services.edit_evaluation(told.evaluation, actor=told.director, shown="all")
    page = client.get(address)
    assert told.neighbour.name in page.text
    assert "ควรเข้าไปช่วยก่อน" not in page.text
    papers = [f"{reverse('reports:document', args=[key])}?programme=" for key in ("school-profile-4q", "ranking")]
    assert not any(paper in page.text for paper in papers)
    client.force_login(told.director)
    page = client.get(address)
    assert all(paper in page.text for paper in papers)


def test_others_read_it_once_it_is_out(told: SimpleNamespace) -> None:
    kind = result_kind("4q")
    assert kind.years(told.district, "total") == [told.programme.year]
    assert kind.values(told.district, told.programme.year, "total") == {
        told.school.pk: Decimal(80), told.neighbour.pk: Decimal(80),
    }  # fmt: skip
    assert kind.values(told.district, told.programme.year, "Q1")[told.school.pk] == 80
    assert kind.explain(told.school, told.programme.year, "total")[-1].figure == "ร้อยละ 80.00"
    assert finals_of(told.programme)[told.school.pk, told.asked[0].pk] == 4


def test_a_correction_is_the_next_edition_and_the_past_stays(told: SimpleNamespace) -> None:
    heard = []

    def hear(edition: Any, **_: Any) -> None:
        heard.append(edition.number)

    published.connect(hear)
    first = told.edition
    kept = first.content_hash
    sheet = told.evaluation.sheets.filter(participation=told.part, person=told.people[0]).first()
    services.reopen_sheet(sheet, actor=told.director, reason="คะแนนข้อ 1.1 พิมพ์ผิด")
    sheet.scores.update(value=5)
    sheet.state = "submitted"
    sheet.submitted_at = datetime(2025, 6, 1, 23, 30, tzinfo=UTC)
    sheet.save()
    second = services.compute(told.evaluation, actor=told.director)
    assert second.number == 2
    with pytest.raises(DomainError, match="แก้ไขผลที่เผยแพร่แล้ว"):
        services.publish(second, actor=told.director)
    services.publish(second, actor=told.director, reason="แก้คะแนนที่พิมพ์ผิด")
    first.refresh_from_db()
    assert (first.state, first.content_hash, heard) == ("superseded", kept, [2])
    was, now = (one.indicators.get(participation=told.part, indicator=told.asked[0]) for one in (first, second))
    assert ([row["value"] for row in was.because], was.value) == (["4.00", "4.00"], 4)
    assert now.value == Decimal("4.5")
    assert "2025-06-02" in {row["on"] for row in now.because}, "the day in Bangkok"
    again = services.publish(second, actor=told.director)
    assert again.number == 2
    published.disconnect(hear)


def test_who_needs_help_and_why(year: SimpleNamespace) -> None:
    SchoolIndicator.objects.bulk_create(
        SchoolIndicator(participation=year.other, indicator=row, baseline=5, updated_at=year.programme.updated_at)
        for row in [*year.asked, *year.own_asked]
    )
    fill(year, value=5, own=5)
    fill(year, part=year.other, value=2, own=2)
    report = ProgressReport.objects.create(
        participation=year.other, reported_as="school", reported_on=year.evaluation.opens_on,
        reported_by=year.principal,
        help_wanted="ขอวิทยากรอ่านออกเขียนได้", created_at=year.programme.updated_at,
    )  # fmt: skip
    ReportArea.objects.create(report=report, area=year.asked[0].area, status="stuck")
    draft = services.compute(year.evaluation, actor=year.director)
    (one,) = needing_help(draft)
    assert one.participation == year.other
    assert "กลุ่มสีแดง" in one.reasons
    assert "ลดลงจากข้อมูลฐาน 60.00" in one.reasons
    assert "ขอให้ช่วย: ขอวิทยากรอ่านออกเขียนได้" in one.reasons
    assert one.weakest.startswith("Q1")


@pytest.mark.parametrize("name", ["edition", "evaluation", "assessors", "moderation"])
def test_pages_ask_as_often_for_two_schools_as_for_twenty(year: SimpleNamespace, client: Any, name: str) -> None:
    from supervision.improvement.models import Participation

    client.force_login(year.director)

    def asked() -> int:
        services.compute(year.evaluation, actor=year.director)
        edition = year.evaluation.editions.get()
        keys = {"edition": edition.pk, "evaluation": year.programme.pk}
        address = reverse(f"quality-results:{name}", args=[keys.get(name, year.evaluation.pk)])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def disagree(part: Any) -> None:
        rows = [
            (part, person, dict.fromkeys([row.pk for row in year.asked], value))
            for person, value in zip(year.people, (5, 2), strict=True)
        ]
        services.bulk_scores(year.evaluation, actor=year.director, rows=rows)

    disagree(year.part)
    disagree(year.other)
    few = asked()
    for _ in range(18):
        school = base.school(year.district, cluster=year.cluster)
        disagree(
            Participation.objects.create(programme=year.programme, school=school, updated_at=year.programme.updated_at)
        )
        services.add_assessor(year.evaluation, base.person(year.district), actor=year.director, cluster=year.cluster)
    assert asked() == few <= 32
