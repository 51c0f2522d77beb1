"""Demo years of improvement: baselines, plans, reports and current values of every school of both offices."""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from core.bulk import many_acts
from schools.demo import DemoContext
from schools.models import Appointment, District
from schools.queries import holders, holders_kept
from supervision.improvement.models import Participation, Programme
from supervision.improvement.models.programme import Use
from supervision.indicators.models import Indicator
from supervision.progress.models import BaselineSheet, ReportArea, SchoolIndicator
from supervision.progress.queries.frame import AreaFrame, frame_of
from supervision.progress.services import (
    PaperSheet,
    SchoolValue,
    begin_next,
    fill_targets,
    send_report,
    set_values,
    take_over_sheets,
)

STRENGTHS = ("ครูเอาใจใส่เป็นรายบุคคล", "ชุมชนและผู้ปกครองร่วมมือดี", "ผู้เรียนกล้าแสดงออกและมีวินัย", "สภาพแวดล้อมสะอาด ปลอดภัย")
PROBLEMS = ("นักเรียนบางส่วนอ่านไม่คล่อง", "ครูไม่ครบชั้น", "สื่อและอุปกรณ์ไม่ทันสมัย", "การใช้ผลประเมินพัฒนาการสอนยังน้อย")
CAUSES = ("ขาดสื่อที่ตรงกับระดับของนักเรียน", "มีภาระงานอื่นมาก", "งบประมาณจำกัด", "ยังไม่มีระบบติดตามต่อเนื่อง")
NEEDS = ("ชุดสื่อการอ่านตามระดับ", "การอบรมครูในพื้นที่", "อุปกรณ์เทคโนโลยีในห้องเรียน", "การนิเทศแบบพี่เลี้ยง")
ACTIVITIES = ("คลินิกการอ่านช่วงพักกลางวัน", "PLC ครูรายสัปดาห์", "ปรับห้องเรียนเป็นห้องเรียนแห่งการเรียนรู้", "นิเทศภายในเดือนละครั้ง")
TOLD = (
    "นักเรียน ป.1 อ่านคล่องขึ้น เหลือที่ต้องช่วย 4 คน", "จัดมุมอ่านครบทุกห้องแล้ว กำลังเพิ่มหนังสือ", "ครูร่วม PLC ครบทุกสัปดาห์ เริ่มใช้สื่อที่ผลิตเอง",
    "เก็บข้อมูลหลังสอบกลางภาคแล้ว ดีขึ้นทุกสาระ", "เลื่อนกิจกรรมเพราะฝนตกหนัก จะจัดสัปดาห์หน้า",
)  # fmt: skip
HELPS = ("ขาดครูวิชาเอกภาษาไทย ขอวิทยากรพี่เลี้ยง", "อินเทอร์เน็ตใช้ไม่ได้ ขอแนะนำการแก้ไข", "ขอสื่อการอ่านสำหรับนักเรียนที่ต้องช่วย")


def seed(context: DemoContext) -> None:
    """Every standing programme of both offices, the earlier year first and the next from its end; one that has values
    is left as it is."""
    for district in (context.first, context.second):
        for programme in Programme.objects.of_district(district).standing().order_by("year"):
            if not programme.is_open or SchoolIndicator.objects.filter(participation__programme=programme).exists():
                continue
            with many_acts(), holders_kept():
                _Year(_followed(programme, context.today), context.today).fill()
            context.say(f"{district.code}: baselines and progress of {programme.name}")


def _followed(programme: Programme, today: date) -> Programme:
    """The programme, begun from the year of its model that ended before it where there is one."""
    before = (
        Programme.objects.standing()
        .filter(model=programme.model_id, year__lt=programme.year, ends_on__lt=today)
        .order_by("-year")
        .first()
    )
    if before is not None:
        head = holders("group_director", programme.district, today)[0]
        begin_next(before, actor=head, year=programme.year)
    rows = Programme.objects.select_related("district", "set", "carried_from__set")
    return rows.get(pk=programme.pk)


class _Year:
    """One programme while it is filled."""

    def __init__(self, programme: Programme, today: date) -> None:
        self.programme, self.today = programme, today
        self.random = random.Random(f"progress {programme.district.code} {programme.year}")  # noqa: S311 (demo data)
        self.head = holders("group_director", programme.district, today)[0]
        self.frames = frame_of(programme, Use.PROGRESS)
        self.parts = list(
            Participation.objects.filter(programme=programme, is_in=True)
            .select_related("school", "programme__district")
            .order_by("school__name_sort", "pk")
        )
        self.principals = _principals(programme.district, today)
        self.is_over = programme.ends_on < today
        # How able a school is, the same for all its indicators, so that schools differ as they do.
        self.able = {part.pk: self.random.gauss(0, 0.16) for part in self.parts}

    def fill(self) -> None:
        if self.programme.carried_from is not None:
            fill_targets(self.programme, actor=self.head, now=self._at(self.programme.starts_on))
        else:
            self._values()
        self._sheets()
        self._reports()

    def _at(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(min(day, self.today), time(9, 30)))

    def _values(self) -> None:
        """Baselines, targets and, of a year that is over, where its reports left it."""
        ended = min(self.programme.ends_on - timedelta(days=40), self.today)
        values = [
            self._value(part, row, ended)
            for part in self.parts
            for frame in self.frames
            for row in frame.of_kind(part.school.kind).indicators
        ]
        set_values(
            self.programme, values, actor=self.head, origin=SchoolIndicator.Origin.SELF,
            now=self._at(self.programme.starts_on + timedelta(days=30)),
        )  # fmt: skip

    def _value(self, part: Participation, row: Indicator, ended: date) -> SchoolValue:
        able = self.able[part.pk]
        start = self._on(row, 0.52 + able + self.random.gauss(0, 0.06))
        aim = self._on(row, 0.80 + able / 3)
        reached = self._on(row, 0.71 + able * 1.1 + self.random.gauss(0, 0.10))
        aim = max(aim, start) if not row.lower_is_better else min(aim, start)
        told = {"current": reached, "current_on": ended} if self.is_over else {}
        return SchoolValue(part.school_id, row.pk, baseline=start, target=aim, **told)

    @staticmethod
    def _on(row: Indicator, share: float) -> Decimal:
        """The value so far along the indicator's scale, on its decimals."""
        share = min(1.0, max(0.0, 1 - share if row.lower_is_better else share))
        value = row.lowest + (row.highest - row.lowest) * Decimal(str(round(share, 4)))
        return value.quantize(Decimal(1).scaleb(-min(row.decimals, 2)))

    def _sheets(self) -> None:
        """Of a year that is over all were taken; of the one that runs most, and some wait, some were returned."""
        State = BaselineSheet.State
        rows = []
        for number, part in enumerate(self.parts):
            state = State.ACCEPTED
            if not self.is_over:
                state = (State.ACCEPTED, State.SUBMITTED, State.ACCEPTED, State.DRAFT, State.SUBMITTED)[number % 5]
                if number % 17 == 16:
                    state = State.RETURNED
            if not self.is_over and number % 23 == 22:
                continue
            rows.append(self._sheet(part, number, state))
        take_over_sheets(
            self.programme, rows, actor=self.head, now=self._at(self.programme.starts_on + timedelta(days=35))
        )

    def _sheet(self, part: Participation, number: int, state: str) -> PaperSheet:
        pick = self.random.randrange
        texts, lines = {}, []
        for place, frame in enumerate(self.frames):
            need = NEEDS[(number + place) % len(NEEDS)]
            texts[frame.area.code] = {
                "strength": STRENGTHS[pick(len(STRENGTHS))], "problem": PROBLEMS[pick(len(PROBLEMS))],
                "cause": CAUSES[pick(len(CAUSES))], "need": need,
            }  # fmt: skip
            lines.append((frame.area.code, self._line(frame, need, number + place)))
        reason = "โปรดทบทวนค่าเป้าหมายด้านนักเรียนให้สอดคล้องกับผลปีที่แล้ว" if state == BaselineSheet.State.RETURNED else ""
        principal = self.principals.get(part.school_id)
        return PaperSheet(part.school_id, texts, lines, state, principal, reason)

    def _line(self, frame: AreaFrame, need: str, number: int) -> dict[str, Any]:
        first = self.programme.starts_on + timedelta(days=45 + 30 * (number % 5))
        last = first + timedelta(days=60)
        done = last if last < self.today and number % 6 else None
        return {
            "need": need, "activity": f"{ACTIVITIES[number % len(ACTIVITIES)]} ด้าน{frame.area.name}",
            "owner": "คณะทำงานของโรงเรียน", "starts_on": first, "ends_on": last, "done_on": done,
            "budget": Decimal(2000 + 1500 * (number % 6)), "expected": f"ตัวชี้วัดด้าน{frame.area.name}ถึงเป้าหมาย",
        }  # fmt: skip

    def _reports(self) -> None:
        """Of a year that is over some schools' last ones; of the year that runs most schools' first."""
        last = min(self.today, self.programme.ends_on - timedelta(days=20))
        statuses = ReportArea.Status
        for number, part in enumerate(self.parts):
            actor = self.principals.get(part.school_id)
            if actor is None or (number % 5 if self.is_over else number % 4 == 3):
                continue
            slow = self.able[part.pk] < -0.12
            day = last - timedelta(days=(number * 3) % 21)
            if day < self.programme.starts_on:
                continue
            status = (statuses.BEHIND, statuses.STUCK)[number % 2] if slow else statuses.ON_TRACK
            areas = {
                frame.area.pk: statuses.AHEAD if not slow and place == number % 4 else status
                for place, frame in enumerate(self.frames)
            }
            send_report(
                part, actor=actor, public_id=UUID(int=self.random.getrandbits(128), version=4), areas=areas,
                told=TOLD[number % len(TOLD)], help_wanted=HELPS[number % len(HELPS)] if slow else "",
                values=self._told(part, number), reported_on=day, now=self._at(day),
            )  # fmt: skip

    def _told(self, part: Participation, number: int) -> dict[int, Decimal]:
        """Two indicators' new values in the year that runs; the year that is over has its values already."""
        if self.is_over:
            return {}
        frame = self.frames[number % len(self.frames)].of_kind(part.school.kind)
        return {row.pk: self._on(row, 0.62 + self.able[part.pk]) for row in frame.indicators[:2]}


def _principals(district: District, today: date) -> dict[int, Any]:
    rows = Appointment.objects.in_force(today).filter(
        district=district, role="principal", person__is_active=True, person__user__isnull=False
    )
    return {row.school_id: row.person.user for row in rows.select_related("person__user") if row.school_id}
