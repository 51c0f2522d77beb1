"""Demo visits of the last complete and the running year, in every state, each made by the services everyone uses.

The same day gives the same visits: what varies is drawn from a generator with a fixed seed.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from core import notify
from core.bulk import many_acts
from core.files import pictures
from core.thai.years import fiscal_range, fiscal_year
from instruments.models import InstrumentVersion
from instruments.queries import form_of
from instruments.services import AnswerValue
from processes.models import Action
from processes.services import close_action, report_action
from schools.demo import DemoContext
from schools.models import Appointment, District, Person, School
from schools.queries import holders, holders_kept, responsible_for
from supervision.field import demo_words as words
from supervision.field import services
from supervision.field.models import Visit
from supervision.field.services.writing import holding
from supervision.field.years import terms_of
from supervision.planning.models import PlannedVisit

# Of the planned visits whose day has passed: most were made, some are late. The small office has made fewer.
MADE_SHARE, MADE_SHARE_SMALL = 0.68, 0.35
UNPLANNED_A_TERM = 0.6
SETTLED = timedelta(days=35)


@dataclass(frozen=True)
class _Draft:
    """A visit to be made: by whom, where, when, from which planned one."""

    person: Person
    school: School
    day: date
    planned: PlannedVisit | None = None
    topic: str = ""
    areas: tuple[str, ...] = ()
    way: str = ""


def seed(context: DemoContext) -> None:
    """Visits of both offices; an office that has visits is left as it is."""
    for district in (context.first, context.second):
        if Visit.objects.of_district(district).exists():
            continue
        office = _Office(district, context.today)
        # All or nothing: a seeding that broke off is begun again.
        with many_acts(), holders_kept():
            office.fill()
        office.show_pictures()
        context.say(f"{district.code}: {Visit.objects.of_district(district).count()} visits")


class _Office:
    """One office while its visits are made."""

    def __init__(self, district: District, today: date) -> None:
        self.district, self.today = district, today
        self.random = random.Random(f"visits {district.code}")  # noqa: S311 (demo data, not a secret)
        self.terms = terms_of(district)
        self.head = holders("group_director", district, today)[0]
        self.deciders = holders("office_director", district, today)
        self.forms = {
            version.instrument.code: form_of(version.pk)
            for version in InstrumentVersion.objects.filter(
                instrument__district=district, state="published"
            ).select_related("instrument")
        }
        self.principals = {
            row.school_id: row.person.user
            for row in Appointment.objects.in_force(today)
            .filter(district=district, role="principal", person__user__isnull=False)
            .select_related("person__user")
        }
        self.teachers: dict[int, list[Person]] = {}
        for person in Person.objects.filter(district=district, school__isnull=False).exclude(
            appointments__role="principal"
        ):
            self.teachers.setdefault(person.school_id or 0, []).append(person)
        # One object an account, so what it may do is read once.
        self.people: dict[int, Person] = {}
        self.pictures: list[Any] = []

    def fill(self) -> None:
        drafts = sorted([*self._planned(), *self._unplanned()], key=lambda draft: (draft.day, draft.school.pk))
        recent = [draft for draft in drafts if draft.day > self.today - timedelta(days=21)]
        for number, draft in enumerate(drafts):
            self._visit(draft, number)
            if recent and draft is recent[0]:
                self._read_notices()
        self._settle_actions()

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A moment of that day, never after now."""
        wanted = timezone.make_aware(datetime.combine(min(day, self.today), time(hour, minute)))
        return min(wanted, timezone.now())

    def _person(self, person: Person) -> Person:
        return self.people.setdefault(person.pk, person)

    def _planned(self) -> Iterator[_Draft]:
        small = len(self.principals) < 20
        share = MADE_SHARE_SMALL if small else MADE_SHARE
        rows = (
            PlannedVisit.objects.of_district(self.district)
            .in_force()
            .agreed()
            .filter(planned_on__lt=self.today, activity__plan__owner__user__isnull=False)
            .select_related("school__district", "activity__plan__owner__user", "activity__policy",
                            "activity__task__work_group", "activity__project")
            .order_by("planned_on", "pk")
        )  # fmt: skip
        for planned in rows:
            if self.random.random() > share or planned.planned_on is None:
                continue
            day = min(planned.planned_on + timedelta(days=self.random.choice((0, 0, 0, 1, 2))), self.today)
            if planned.school.is_open_on(day):
                yield _Draft(self._person(planned.activity.plan.owner), planned.school, day, planned)

    def _unplanned(self) -> Iterator[_Draft]:
        """Before plans were kept here, and besides them: visits to schools, and advice at a distance."""
        first, _ = fiscal_range(fiscal_year(self.today) - 1)
        begin = first - timedelta(days=140)
        schools = list(School.objects.of_district(self.district).select_related("district").order_by("pk"))
        responsible = responsible_for(schools, self.today)
        for school in schools:
            found = [row.person for row in responsible[school.pk] if row.person.user]
            if not found:
                continue
            person = self._person(found[0])
            for start, share in (
                (begin, UNPLANNED_A_TERM),
                (first + timedelta(days=20), 0.08),
                (first + timedelta(days=240), 0.08),
            ):
                if self.random.random() > share:
                    continue
                day = _weekday(start + timedelta(days=self.random.randrange(0, 105)))
                topic, areas = self.random.choice(words.TOPICS)
                if day < self.today and school.is_open_on(day):
                    yield _Draft(person, school, day, None, topic, areas)
            if self.random.random() < 0.25:
                day = _weekday(first + timedelta(days=self.random.randrange(0, 400)))
                topic, way = self.random.choice(words.DISTANT)
                if day < self.today and school.is_open_on(day):
                    yield _Draft(person, school, day, None, topic, ("academic",), way)

    def _visit(self, draft: _Draft, number: int) -> None:
        actor, day = draft.person.user, draft.day
        # The office and its settings are read once for all schools.
        draft.school.district = self.district
        began = self.at(day, 9, 5)
        visit = services.start_visit(
            actor=actor, school=draft.school, visited_on=day, planned=draft.planned, topic=draft.topic,
            areas=draft.areas, way=draft.way, time_in=time(9, 0), time_out=time(11, 30),
            public_id=UUID(int=self.random.getrandbits(128)), now=began, today=self.today, terms=self.terms,
        )  # fmt: skip
        with holding(visit):
            self._fill_in(visit, draft, number, began)

    def _fill_in(self, visit: Visit, draft: _Draft, number: int, began: datetime) -> None:
        actor, day, pick = draft.person.user, draft.day, self.random.choice
        teachers = self.teachers.get(draft.school.pk, [])
        teacher = pick(teachers) if teachers else None
        room = f"ป.{self.random.randrange(1, 7)}/1"
        if teacher is not None:
            services.add_supervised(visit, actor=actor, person=teacher, subject="ภาษาไทย", classroom=room, now=began)
        at_school = visit.way == "field"
        if at_school:
            self._sheet(visit, actor, "quality-classroom", began, classroom=room)
            if teacher is not None and number % 3 == 0:
                self._sheet(visit, actor, "active-learning", began, person=teacher, classroom=room)
        age = self.today - day
        stage = self.random.random()
        if age < timedelta(days=6) and stage < 0.3:
            return  # still being written
        values = {
            "observed": pick(words.OBSERVED),
            "strengths": pick(words.STRENGTHS),
            "to_improve": pick(words.TO_IMPROVE),
        }
        if number % 2 == 0:
            values["reflection_supervisor"] = pick(words.REFLECTIONS)
        services.save_visit(visit, actor=actor, section="notes", values=values, now=began, today=self.today)
        if at_school and number % 5 == 0:
            self._check(visit, actor, began)
        if at_school and self.random.random() < 0.5:
            self._finding(visit, actor, day, began)
        if at_school and number % 80 == 0:
            self._signatures(visit, actor, number, self.at(day, 11, 25))
        if at_school and number % 45 == 0:
            self._picture(visit, actor, number)
        self._cycle(visit, actor, day, age, stage)

    def _sheet(self, visit: Visit, actor: Any, code: str, now: datetime, **about: Any) -> None:
        form = self.forms[code]
        # A school has its own level, growing a little over the terms.
        base = 2.6 + (visit.school_id * 37 % 100) / 55 + (visit.visited_on.toordinal() % 540) / 1800
        answers = {}
        for key in form.rated:
            top = max(form.levels[key])
            value = round((base + self.random.uniform(-0.9, 0.9)) * top / 5)
            if self.random.random() < 0.02:
                answers[key] = AnswerValue(not_observed=True)
            else:
                answers[key] = AnswerValue(number=Decimal(max(1, min(top, value))))
        services.add_sheet(visit, actor=actor, version=form.version, answers=answers, form=form, now=now, **about)

    def _finding(self, visit: Visit, actor: Any, day: date, now: datetime) -> None:
        text, recommendation = self.random.choice(words.FINDINGS)
        services.save_finding(
            visit, actor=actor, text=text, recommendation=recommendation, owner_label="ผอ.โรงเรียน",
            due_on=day + timedelta(days=self.random.choice((14, 30, 45))), now=now,
        )  # fmt: skip

    def _check(self, visit: Visit, actor: Any, now: datetime) -> None:
        """What became of an earlier finding at the school, where there is one."""
        for action in Action.objects.of_school(visit.school_id).to_do().order_by("pk")[:1]:
            verdict, note = self.random.choice(words.CHECKS)
            services.check_finding(visit, actor=actor, action=action, verdict=verdict, note=note, now=now)

    def _signatures(self, visit: Visit, actor: Any, number: int, now: datetime) -> None:
        for side, name in (("supervisor", str(visit.lead)), ("receiver", "ผู้แทนโรงเรียน")):
            made = services.sign(visit, actor=actor, side=side, name=name, png=_stroke(number + len(side)), now=now)
            self.pictures.append(made.image.file_id)

    def _picture(self, visit: Visit, actor: Any, number: int) -> None:
        caption = words.CAPTIONS[number % len(words.CAPTIONS)]
        upload = SimpleUploadedFile(f"photo-{number}.jpg", _drawing(number), "image/jpeg")
        self.pictures.append(services.add_photo(visit, actor=actor, upload=upload, caption=caption).file_id)

    def _cycle(self, visit: Visit, actor: Any, day: date, age: timedelta, stage: float) -> None:
        """Older visits are settled; the latest stand at every step."""
        sent = self.at(day, 15, 30)
        visit = services.submit_visit(visit, actor=actor, now=sent)
        principal = self.principals.get(visit.school_id)
        if stage > 0.985:
            services.cancel_visit(visit, actor=actor, reason=words.CANCELLED, now=self.at(day + timedelta(days=1), 9))
            return
        settled = age > SETTLED
        if not settled and stage > 0.86:
            services.return_visit(visit, actor=self._decider(actor), reason=words.RETURNED,
                                  now=self.at(day + timedelta(days=2), 10))  # fmt: skip
            return
        if principal is None or (settled and stage > 0.93) or (not settled and stage < 0.5):
            limit = timedelta(days=self.district.settings.acknowledge_days + 2)
            if age > limit and stage > 0.4:
                services.close_visit(visit, actor=self._decider(actor), now=self.at(day + limit, 10))
            return
        told = day + timedelta(days=self.random.randrange(1, 6))
        if told > self.today:
            return
        comment = self.random.choice(words.SCHOOL_WORDS)
        services.acknowledge_visit(
            visit, actor=principal, comment=comment, reflection=comment or None, now=self.at(told, 13)
        )
        closing = told + timedelta(days=self.random.randrange(1, 8))
        if closing > self.today or (not settled and stage > 0.72):
            return
        visit = services.close_visit(visit, actor=self._decider(actor), now=self.at(closing, 16), today=self.today)
        if settled and 0.30 < stage < 0.312:
            self._amend(visit, actor, closing)

    def _decider(self, actor: Any) -> Any:
        """The group director, or the office director for the group director's own visit."""
        return self.deciders[0] if actor == self.head else self.head

    def _amend(self, visit: Visit, actor: Any, closing: date) -> None:
        now = self.at(closing + timedelta(days=3), 10)
        visit = services.amend_visit(visit, actor=actor, reason=words.AMENDED, now=now)
        visit = services.save_visit(visit, actor=actor, section="notes", now=now, today=self.today,
                                    values={"strengths": f"{visit.strengths} และมีข้อมูลนักเรียนเป็นปัจจุบัน"})  # fmt: skip
        services.submit_visit(visit, actor=actor, now=now)

    def _settle_actions(self) -> None:
        """Two of three findings that are due were mended and closed; of the rest some are reported, some overdue."""
        rows = Action.objects.of_district(self.district).to_do().select_related("school", "created_by").order_by("pk")
        for number, action in enumerate(rows):
            principal = self.principals.get(action.school_id)
            due = action.due_on or self.today
            forgotten = number % 8 == 5 and due > self.today - timedelta(days=90)
            if principal is None or due > self.today + timedelta(days=7) or forgotten:
                continue
            done = self.at(min(due, self.today), 14)
            told = report_action(action, actor=principal, result=self.random.choice(words.RESULTS), now=done)
            if due < self.today - timedelta(days=30) or (number % 8 != 3 and due < self.today - timedelta(days=10)):
                close_action(told, actor=action.created_by, now=self.at(due + timedelta(days=3), 10))

    def _read_notices(self) -> None:
        """What was told long ago was read long ago."""
        for user in [self.head, *self.deciders, *self.principals.values(), *(p.user for p in self.people.values())]:
            notify.mark_read(user)

    def show_pictures(self) -> None:
        for key in self.pictures:
            pictures.reencode(key)


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _stroke(number: int) -> bytes:
    """A made-up signature."""
    picture = Image.new("RGB", (640, 240), "white")
    points = [(40 + 70 * place, 120 + (number * (place + 3) * 37 % 140) - 70) for place in range(9)]
    ImageDraw.Draw(picture).line(points, fill="#1E1B2C", width=5, joint="curve")
    kept = BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


def _drawing(number: int) -> bytes:
    """A made-up classroom: a board, a wall of papers, a shelf; nobody in it."""
    picture = Image.new("RGB", (640, 640), ("#D9CDBA", "#CFDAD6", "#E4DCCB")[number % 3])
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 80, 580, 330), fill="#3C5A4B", outline="#8B6B4A", width=14)
    for line in range(4):
        pen.line((110, 140 + line * 45, 330 + line * 40 + number % 60, 140 + line * 45), fill="#E9EFEA", width=6)
    for place in range(4):
        left = 70 + place * 135
        pen.rectangle((left, 420, left + 100, 560), fill=("#B08A5B", "#A67F52")[place % 2], outline="#6D4F31", width=5)
        pen.ellipse((left + 30, 380, left + 70, 420), fill=("#D87B4A", "#E3C45B", "#5B8FB9", "#7BA05B")[place])
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return kept.getvalue()
