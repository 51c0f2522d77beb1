"""Demo data of this app, made by the services everyone uses; safe to run twice: every year of a model that is over is
judged by two people a school, agreed on where they lay apart, worked out and published."""

import random
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from schools.demo import DemoContext
from schools.models import District, Person
from schools.queries import holders, holders_kept, person_of
from supervision.improvement.models import Participation, Programme
from supervision.indicators.models import Indicator
from supervision.progress.models import SchoolIndicator
from supervision.progress.services import carry_over
from supervision.results import services
from supervision.results.models import Evaluation
from supervision.results.permissions import covers
from supervision.results.queries.asked import indicators_in_use
from supervision.results.queries.board import disagreements

_AGREED = "ตรวจหลักฐานร่วมกันแล้ว เห็นตรงกันที่คะแนนนี้"
_LACKING = "บางโรงเรียนยังไม่มีข้อมูลในระบบครบทุกตัวชี้วัด จะเผยแพร่ฉบับแก้ไขเมื่อข้อมูลครบ"
_APART = 40  # of so many indicators one on which the second assessor lies two steps off


def seed(context: DemoContext) -> None:
    """Both offices."""
    for district in (context.first, context.second):
        seed_office(district, context)


def seed_office(district: District, context: DemoContext) -> None:
    """Years that are over, the earlier first; one that is judged already is left as it is."""
    rows = Programme.objects.of_district(district).standing().filter(ends_on__lt=context.today, state="open")
    for programme in rows.select_related("district").order_by("year"):
        if not Evaluation.objects.filter(programme=programme).exists():
            with many_acts(), holders_kept():
                made = _Year(programme)
                made.judge()
                for after in programme.carried_to.filter(state="open"):
                    carry_over(after, actor=made.head)
            context.say(f"{district.code}: results of {programme.name}")


class _Year:
    """One programme while it is judged."""

    def __init__(self, programme: Programme) -> None:
        self.programme, self.day = programme, programme.ends_on
        self.random = random.Random(f"results {programme.district.code} {programme.year}")  # noqa: S311 (demo data)
        self.head = holders("group_director", programme.district, timezone.localdate())[0]
        self.now = min(_at(self.day - timedelta(days=5)), timezone.now())
        self.indicators = indicators_in_use(programme)
        self.current: Mapping[tuple[int, int], Decimal] = {
            (part, indicator): value
            for part, indicator, value in SchoolIndicator.objects.filter(
                participation__programme=programme, current__isnull=False
            ).values_list("participation", "indicator", "current")
        }

    def judge(self) -> None:
        evaluation = services.open_evaluation(self.programme, actor=self.head, now=self.now - timedelta(days=50))
        self._name(evaluation)
        services.bulk_scores(evaluation, actor=self.head, rows=self._rows(evaluation), now=self.now)
        self._agree(evaluation)
        draft = services.compute(evaluation, actor=self.head, now=min(_at(self.day), timezone.now()))
        if not draft.schools.complete().exists():
            return
        lacking = draft.schools.filter(is_complete=False).exists()
        services.publish(
            draft, actor=self.head, reason=_LACKING if lacking else "",
            now=min(_at(self.day + timedelta(days=20)), timezone.now()),
        )  # fmt: skip

    def _name(self, evaluation: Evaluation) -> None:
        """Two of the office's people for every cluster in turn; the committee's first member judges all schools."""
        own = person_of(self.head, self.programme.district)
        people = _people("supervisor", self.programme.district) or [person for person in (own,) if person]
        clusters = list(self.programme.district.clusters.order_by("name_sort"))
        members = _people("committee_member", self.programme.district)[:1]
        for number, cluster in enumerate(clusters):
            pair = {people[number % len(people)].pk: people[number % len(people)]}
            second = people[(number + 1) % len(people)]
            pair.setdefault(second.pk, second)
            services.add_assessors(
                evaluation, list(pair.values()), actor=self.head, standing="ศึกษานิเทศก์", cluster=cluster, now=self.now
            )
        if members:
            services.add_assessors(evaluation, members, actor=self.head, standing="ก.ต.ป.น.", now=self.now)

    def _rows(self, evaluation: Evaluation) -> list[services.Row]:
        duties = list(evaluation.assessors.select_related("person", "evaluation").order_by("pk"))
        own = any(row.source == Indicator.Source.SELF for row in self.indicators)
        rows: list[services.Row] = []
        parts = Participation.objects.filter(programme=self.programme).counted().select_related("school")
        for part in parts:
            judges = list({duty.person_id: duty.person for duty in duties if covers(duty, part)}.values())[:2]
            mine = [row for row in self.indicators if row.applies_to(part.school.kind)]
            strength = self.random.gauss(0.72, 0.13)
            first = {row.pk: self._value(part, row, strength) for row in mine}
            for number, person in enumerate(judges):
                asked = [row for row in mine if row.source == Indicator.Source.ASSESSOR]
                rows.append((part, person, {row.pk: self._near(row, first[row.pk], number) for row in asked}))
            if own:
                asked = [row for row in mine if row.source == Indicator.Source.SELF]
                rows.append((part, None, {row.pk: first[row.pk] for row in asked}))
        return rows

    def _value(self, part: Participation, indicator: Indicator, strength: float) -> Decimal:
        """What the school last told, else somewhere on the scale about the school's strength."""
        known = self.current.get((part.pk, indicator.pk))
        if known is not None:
            return round(min(indicator.highest, max(indicator.lowest, known)), indicator.decimals)
        share = min(1.0, max(0.0, self.random.gauss(strength, 0.1)))
        if indicator.lower_is_better:
            share = 1 - share
        span = indicator.highest - indicator.lowest
        return round(indicator.lowest + span * Decimal(str(round(share, 4))), indicator.decimals)

    def _near(self, indicator: Indicator, value: Decimal, number: int) -> Decimal:
        """The second assessor is now and then a step off, seldom two."""
        if number == 0 or self.random.random() < 0.75:
            return value
        steps = 2 if self.random.randrange(_APART) == 0 else 1
        step = max(Decimal(1), ((indicator.highest - indicator.lowest) / 20).quantize(Decimal(1)))
        moved = value - step * steps if value - step * steps >= indicator.lowest else value + step
        return min(indicator.highest, moved)

    def _agree(self, evaluation: Evaluation) -> None:
        parts = {row.pk: row for row in self.programme.participations.select_related("school", "programme")}
        held = {row.pk: row for row in self.indicators}
        for row in list(disagreements(evaluation)):
            indicator, part = held[row["indicator"]], parts[row["sheet__participation"]]
            value = self._value(part, indicator, 0.7)
            services.moderate(
                evaluation, part, indicator, actor=self.head, value=value, reason=_AGREED, now=self.now
            )  # fmt: skip


def _people(role: str, district: District) -> list[Person]:
    found: list[Any] = [person_of(user, district) for user in holders(role, district, timezone.localdate())]
    return [person for person in found if person is not None]


def _at(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
