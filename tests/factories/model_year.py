"""A small office with the shipped seven steps and a small indicator set, and its year worked through up to a point."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.utils import timezone

from processes.models import Procedure
from processes.services import load_procedures
from schools.models import SchoolYearCount
from supervision.agreements import services as agreements
from supervision.improvement.services import add_member, make_team, open_programme
from supervision.indicators.models import Indicator
from supervision.indicators.services.colours import save_scheme
from supervision.progress.services import SchoolValue, send_report, set_values
from supervision.results import services as results
from supervision.results.models import Edition
from supervision.results.queries.asked import indicators_in_use
from tests.factories import base, improvement

# Five schools: what assessors give of 5 on every indicator; all began at 2 with 4 as their target.
GIVEN = (5, 4, 4, 3, 1)
BANDS = [("blue", 80), ("green", 60), ("yellow", 40), ("orange", 30), ("red", 0)]


def an_office(*, schools: int = 5) -> SimpleNamespace:
    """The people of the story, and the shipped steps with a set of four areas and one extra."""
    district = base.district(name="สพป.ทดสอบห้าโรง เขต 1")
    cluster = base.cluster(district, name="กลุ่มโรงเรียนน้ำใส")
    rows = [base.school(district, cluster=cluster, name=f"โรงเรียนบ้านทดสอบที่ {n}") for n in range(1, schools + 1)]
    load_procedures(district)
    model = improvement.a_quality_model(
        district, name="TUMHOME Plus Inno Model", purpose="ให้ทุกโรงเรียนมีคุณภาพทั้งสี่ด้าน",
        procedure=Procedure.objects.get(district=district, code="tumhome"),
    )  # fmt: skip
    return SimpleNamespace(
        district=district, cluster=cluster, schools=rows, model=model,
        set=improvement.an_indicator_set(model, per_area=1),
        head=base.user("group_director", district, name="วิชัย นำกลุ่ม"),
        director=base.user("office_director", district, name="สมศรี นำเขต"),
        supervisor=base.user("supervisor", district, name="ปัญญา ศึกษาดี"),
        principals=[base.user("principal", school) for school in rows],
    )  # fmt: skip


def opened(office: SimpleNamespace, *, today: date) -> SimpleNamespace:
    """The year with its team, baselines of 2 and targets of 4 of 5; `today` lies two months before its end."""
    starts = today - timedelta(days=300)
    year = open_programme(
        office.model, actor=office.head, year=today.year + 543, starts_on=starts, counts_on=starts,
        ends_on=today + timedelta(days=50), academic_year=today.year + 542,
    )  # fmt: skip
    SchoolYearCount.objects.bulk_create(
        SchoolYearCount(school=school, academic_year=year.academic_year, primary=100 + place, teachers=8)
        for place, school in enumerate(office.schools[:-1])
    )
    team = make_team(year, actor=office.head, level="district", name="คณะทำงานขับเคลื่อนคุณภาพ", order_reference="7/2568")
    add_member(team, actor=office.head, person=base.person_of(office.supervisor, office.district), reports=True)
    set_values(
        year,
        [
            SchoolValue(school.pk, row.pk, baseline=Decimal(2), target=Decimal(4))
            for school in office.schools
            for row in Indicator.objects.filter(area__set=office.set)
        ],
        actor=office.head,
    )
    parts = {row.school_id: row for row in year.participations.select_related("school", "programme__district")}
    return SimpleNamespace(**vars(office), year=year, parts=[parts[row.pk] for row in office.schools])


def signed(made: SimpleNamespace, *, on: date, but: int = 1) -> None:
    """Agreements of all schools, signed by both sides but for the last `but`."""
    agreements.issue_all(made.year, actor=made.head, dated=on)
    for part in made.parts[: len(made.parts) - but]:
        agreements.sign(part.agreements.get(), actor=made.head, act="sign", on=on)


def reported(made: SimpleNamespace, place: int, *, on: date, status: str = "behind", help_wanted: str = "") -> None:
    """A fast report of one school, of every area alike."""
    areas = {area.pk: status for area in made.set.areas.filter(is_extra=False)}
    send_report(
        made.parts[place], actor=made.principals[place], public_id=uuid4(), areas=areas, help_wanted=help_wanted,
        reported_on=on,
    )  # fmt: skip


def judged(made: SimpleNamespace, *, given: Sequence[int | None] = GIVEN, shown: str = "own", **rules: Any) -> Edition:
    """Two assessors who agree, the office's colours, and the draft worked out; None leaves a school without a sheet."""
    save_scheme(
        made.district, actor=made.head, result="4q", option="total", name="กลุ่มสีของเขต",
        bands=[(colour, Decimal(lower), "") for colour, lower in BANDS], lower_limit=Decimal(50),
    )  # fmt: skip
    today = timezone.localdate()
    held = results.open_evaluation(
        made.year, actor=made.head, opens_on=min(today, made.year.ends_on) - timedelta(days=5),
        closes_on=made.year.ends_on, rank_by="all", shown=shown, **rules,
    )  # fmt: skip
    people = [base.person(made.district) for _ in range(2)]
    results.add_assessors(held, people, actor=made.head)
    asked = indicators_in_use(made.year)
    results.bulk_scores(
        held, actor=made.head,
        rows=[
            (part, person, {row.pk: value for row in asked})
            for part, value in zip(made.parts, given, strict=True) if value is not None
            for person in people
        ],
    )  # fmt: skip
    return results.compute(held, actor=made.head)
