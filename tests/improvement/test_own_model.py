"""A second office runs a five-step model of its own, made only through services: nothing of it is known to the code."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest

from processes import services as procedures
from processes.models import Procedure
from processes.services import StepWords
from supervision.improvement.models import Programme
from supervision.improvement.queries.programmes import office_lines
from supervision.improvement.services import open_programme
from supervision.indicators.models import Indicator
from supervision.indicators.services import parts, publishing, quality_models, sets
from supervision.indicators.services.parts import AreaWords, IndicatorWords
from supervision.progress.models import PlanLine, SchoolIndicator
from supervision.progress.queries.gaps import gaps_of
from supervision.progress.services import SchoolValue, begin_next, send_report, set_values
from supervision.recognition.queries.year import year_of as year_of_report
from supervision.results import services as results
from supervision.results.models import Edition
from tests.factories import base

pytestmark = pytest.mark.django_db

STEPS = (
    ("รวมใจ (Join : J)", ("teams",)),
    ("รู้จักตน (Know : K)", ("baseline", "plan")),
    ("ลงมือ (Act : A)", ("progress-reports", "objectives")),
    ("ตรวจสอบ (Check : C)", ("evaluation", "ranking")),
    ("ต่อยอด (Next : N)", ("next-plan",)),
)
AREAS = (("R", "อ่านออกเขียนได้"), ("S", "ชุมชนร่วมสอน"))
YEAR = 2568
DAY = date(2025, 9, 1)


@pytest.fixture
def office() -> SimpleNamespace:
    """An office that has no model at all, and another that has its own."""
    district = base.district()
    director = base.user("group_director", district)
    rows = [base.school(district, name=f"โรงเรียนบ้านทดสอบห้าขั้น {name}") for name in ("ก", "ข", "ค")]
    return SimpleNamespace(district=district, director=director, schools=rows)


def own_model(office: SimpleNamespace):
    """Procedure of five steps with their pages, two areas of two indicators, all by the same services as the pages."""
    actor = office.director
    draft = procedures.make_procedure(
        office.district, actor=actor, name="รูปแบบห้าขั้นของเขต", level=Procedure.Level.OFFICE, year_kind="fiscal"
    )
    procedures.save_words(draft, actor=actor, values={"objectives": ["เพื่อให้นักเรียนอ่านออกเขียนได้ทุกคน"]})
    for title, pages in STEPS:
        procedures.save_step(draft, actor=actor, words=StepWords(title, pages=pages))
    version = procedures.publish(draft, actor=actor)
    model = quality_models.make_model(
        office.district, actor=actor,
        values={"name": "ห้าขั้นสู่การอ่าน", "goal_label": "2R", "procedure": version.procedure},
    )  # fmt: skip
    chosen = sets.make_set(model, actor=actor, values={"name": "ตัวชี้วัดของเขต"})
    for code, name in AREAS:
        area = parts.save_area(chosen, actor=actor, words=AreaWords(code, name, Decimal(50)))
        for number, highest in ((1, 10), (2, 100)):
            words = IndicatorWords(
                f"{code}.{number}", f"{name} ข้อ {number}", Decimal(50), lowest=Decimal(0), highest=Decimal(highest),
                target=Decimal(highest) * 8 / 10,
            )  # fmt: skip
            parts.save_indicator(area, actor=actor, words=words)
    publishing.publish(chosen, actor=actor)
    return model


def year_of(office: SimpleNamespace, model) -> Programme:
    return open_programme(model, actor=office.director, year=YEAR)


def test_the_steps_of_the_year_are_those_the_office_wrote(office: SimpleNamespace) -> None:
    programme = year_of(office, own_model(office))
    lines = office_lines(programme, DAY)
    assert [(step.mark, tuple(line.page.key for line in step.pages)) for step in lines.steps] == [
        (mark, pages) for mark, (_, pages) in zip("JKACN", STEPS, strict=True)
    ]
    assert lines.steps[0].name == "รวมใจ"
    assert programme.participations.filter(is_in=True).count() == 3


def test_its_year_goes_from_baseline_to_ranks_and_the_next_plan(office: SimpleNamespace) -> None:
    actor, programme = office.director, year_of(office, own_model(office))
    indicators = list(Indicator.objects.filter(area__set=programme.set).order_by("area__position", "position"))
    assert [row.highest for row in indicators] == [10, 100, 10, 100]
    set_values(
        programme,
        [
            SchoolValue(school.pk, row.pk, baseline=row.highest * (4 + place) / 10, target=row.target)
            for place, school in enumerate(office.schools)
            for row in indicators
        ],
        actor=actor,
    )
    part = programme.participations.get(school=office.schools[0])
    areas = {row.area_id: "behind" for row in indicators}
    now = datetime(2025, 3, 1, 3, tzinfo=UTC)
    send_report(
        part, actor=base.user("principal", office.schools[0]), public_id=uuid4(), areas=areas,
        values={indicators[0].pk: Decimal(6)}, reported_on=date(2025, 3, 1), now=now,
    )  # fmt: skip
    assert SchoolIndicator.objects.get(participation=part, indicator=indicators[0]).current == 6

    held = results.open_evaluation(programme, actor=actor, rank_by="all", assessors_wanted=1)
    judge = base.person(office.district)
    results.add_assessor(held, judge, actor=actor)
    given = {office.schools[0]: 5, office.schools[1]: 9, office.schools[2]: 7}
    results.bulk_scores(
        held, actor=actor,
        rows=[
            (
                programme.participations.get(school=school), judge,
                {row.pk: row.highest * value / 10 for row in indicators},
            )
            for school, value in given.items()
        ],
    )  # fmt: skip
    edition = results.publish(results.compute(held, actor=actor), actor=actor)
    told = {row.participation.school: (row.percent, row.rank, row.gain) for row in edition.schools.all()}
    # 5 of 10 on both scales is 50 percent of every indicator, so of the areas and of the whole; it began at 40.
    assert told == {
        office.schools[0]: (50, 3, 10), office.schools[1]: (90, 1, 40), office.schools[2]: (70, 2, 10)
    }  # fmt: skip

    report = year_of_report(programme, editions=Edition.objects.all(), today=DAY)
    assert [step.line.mark for step in report.steps] == list("JKACN")
    # Nothing is said of agreements and visits, which this model does not know.
    assert [depth.label for depth in report.reached.depths] == [
        "อยู่ในการขับเคลื่อน", "รายงานความก้าวหน้าอย่างน้อยหนึ่งครั้ง", "ประเมินผลครบทุกตัวชี้วัด"
    ]  # fmt: skip

    gaps = gaps_of(programme)
    assert {key: len(rows) for key, rows in gaps.items()} == {office.schools[0].pk: 4, office.schools[2].pk: 4}
    following = begin_next(programme, actor=actor)
    assert following.year == YEAR + 1
    assert following.carried_from == programme
    carried = PlanLine.objects.filter(participation__programme=following).exclude(carried="")
    assert set(carried.values_list("participation__school", flat=True)) == set(gaps)
    first = SchoolIndicator.objects.get(
        participation__programme=following, participation__school=office.schools[1], indicator=indicators[0]
    )
    assert (first.baseline, first.baseline_origin) == (9, SchoolIndicator.Origin.LAST_YEAR)


def test_what_one_office_makes_is_not_there_for_another(office: SimpleNamespace) -> None:
    model = own_model(office)
    stranger = base.user("group_director", base.district())
    assert not type(model).objects.visible_to(stranger).filter(pk=model.pk).exists()
    assert not Procedure.objects.visible_to(stranger).filter(pk=model.procedure_id).exists()
