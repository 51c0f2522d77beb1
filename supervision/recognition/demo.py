"""Demo honours of the first office: last year's by rule, a teacher by poll, best practices told at an event; this year
an award that takes nominations."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from meetings.services import hold, save_count
from schools.demo import DemoContext
from schools.models import Appointment, Person
from schools.queries import holders, holders_kept
from supervision.improvement.models import Programme
from supervision.recognition import ruling, services
from supervision.recognition.models import Award, BestPractice

_BY_RULE = (
    ("โรงเรียนคุณภาพดีเด่น", "plaque", {"measure": "total", "top": 3, "per_group": True}),
    ("โรงเรียนพัฒนาการเด่น", "certificate", {"measure": "gain", "top": 5}),
)
_PRACTICES = (
    ("อ่านคล่องทุกเช้า 15 นาที", "นักเรียนชั้น ป.1–ป.3 อ่านไม่คล่องร้อยละ 30", "ครูทุกคนพานักเรียนอ่านออกเสียงพร้อมกันก่อนเข้าเรียน "
     "บันทึกผลรายคนทุกวันศุกร์", "เมื่อสิ้นปี อ่านไม่คล่องเหลือร้อยละ 6"),
    ("ห้องเรียนแห่งความสุขด้วยมุมเรียนรู้", "ห้องเรียนมีสื่อน้อยและจัดโต๊ะแบบเดียวทั้งปี", "ครูและนักเรียนออกแบบมุมเรียนรู้ร่วมกันทุกเดือน "
     "ใช้วัสดุในชุมชน", "คะแนนด้านห้องเรียนเพิ่มจากระดับ 3 เป็นระดับ 4"),
    ("ครูเปิดห้องให้เพื่อนดู (Open Class)", "ครูออกแบบการสอนเพียงลำพัง", "เปิดชั้นเรียนเดือนละครั้ง สะท้อนผลด้วย PLC", "ครูทุกคนมีแผนที่ปรับหลัง "
     "การสะท้อนอย่างน้อยสองแผน"),
)  # fmt: skip


def seed(context: DemoContext) -> None:
    """An office that has awards is left as it is; without a published year there is nothing to honour yet."""
    district = context.first
    if Award.objects.of_district(district).exists():
        return
    years = list(Programme.objects.of_district(district).standing().order_by("-year").select_related("set", "district"))
    judged = next((row for row in years if ruling.published_edition(row) is not None), None)
    if judged is None:
        return
    with many_acts(), holders_kept():
        _Honours(context, judged).fill()
        current = next((row for row in years if row.year > judged.year and row.is_open), None)
        if current is not None:
            _this_year(context, current)
    context.say(f"{district.code}: {Award.objects.of_district(district).count()} awards")


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


class _Honours:
    def __init__(self, context: DemoContext, programme: Programme) -> None:
        self.district, self.programme = context.first, programme
        # Everything of the year lies behind: the event is a week after the day of the honours.
        self.day = min(programme.ends_on, context.today) - timedelta(days=14)
        self.head = holders("group_director", self.district, context.today)[0]
        self.principals = {
            row.school_id: row.person.user
            for row in Appointment.objects.in_force(context.today)
            .filter(district=self.district, role="principal", person__user__isnull=False)
            .select_related("person__user")
        }

    def fill(self) -> None:
        given = [self._by_rule(*one) for one in _BY_RULE]
        self._teacher_by_poll()
        schools = [row.school for row in given[0].recipients.select_related("school__district").order_by("position")]
        self._practices([school for school in schools if school is not None and school.pk in self.principals])

    def _by_rule(self, name: str, kind: str, rule: dict[str, Any]) -> Award:
        award = services.create_award(
            self.district, actor=self.head, programme=self.programme, name=name, kind=kind, way="rule", rule=rule,
            criteria="ประกาศเกณฑ์พร้อมแผนของปี คิดจากคะแนนที่เผยแพร่", now=_at(self.day, 9),
        )  # fmt: skip
        services.apply_rule(award, actor=self.head, now=_at(self.day, 10))
        award = services.announce(award, actor=self.head, dated_on=self.day, now=_at(self.day, 11))
        services.issue_certificates(award, actor=self.head, now=_at(self.day, 13))
        return award

    def _teacher_by_poll(self) -> None:
        """Principals put teachers forward, the supervisors vote."""
        begin = self.day - timedelta(days=20)
        award = services.create_award(
            self.district, actor=self.head, programme=self.programme, name="ครูผู้สร้างห้องเรียนคุณภาพ", recipient="person",
            criteria="ครูที่ออกแบบการเรียนรู้ตามความแตกต่างของผู้เรียนและมีผลงานเผยแพร่", now=_at(begin, 9),
        )  # fmt: skip
        award = services.open_nominations(award, actor=self.head, now=_at(begin, 10))
        teachers = list(
            Person.objects.of_district(self.district)
            .working()
            .filter(school__in=self.principals, user=None)
            .select_related("school")
            .order_by("school__name_sort", "pk")[:40:13]
        )
        for number, teacher in enumerate(teachers):
            row = services.nominate(
                award, actor=self.principals[teacher.school_id], person=teacher, now=_at(begin + timedelta(days=2), 9),
                reason="จัดการเรียนรู้เชิงรุกทุกหน่วย ผลการอ่านของนักเรียนสูงขึ้นต่อเนื่องสามปี",
            )  # fmt: skip
            services.decide_nomination(
                row, actor=self.head, accept=True, now=_at(begin + timedelta(days=5), 9 + number)
            )
        opens = _at(begin + timedelta(days=6), 8)
        poll = services.call_poll(
            award, actor=self.head, groups=["role:supervisor"], opens_at=opens, closes_at=opens + timedelta(days=3),
            now=opens - timedelta(hours=1),
        )  # fmt: skip
        options = list(poll.options.all())
        for number, seat in enumerate(poll.electors.select_related("person__user")):
            if number % 7 != 6:
                chosen = options[0 if number % 3 else number % len(options)].pk
                services.vote(poll, actor=seat.person.user, option=chosen, now=opens + timedelta(hours=2))
        services.close_poll(poll, actor=self.head, now=opens + timedelta(days=3, hours=1))
        winner = poll.options.order_by("-votes", "position")[0]
        services.honour_option(winner, actor=self.head, now=opens + timedelta(days=3, hours=2))
        award = services.announce(award, actor=self.head, dated_on=self.day, now=_at(self.day, 12))
        services.issue_certificates(award, actor=self.head, now=_at(self.day, 13))

    def _practices(self, schools: list[Any]) -> None:
        """Of schools that were honoured; all but the last are shown and told at the event."""
        area = self.programme.set.areas.order_by("position").first()
        made: list[BestPractice] = []
        for school, (title, background, doing, outcome) in zip(schools, _PRACTICES, strict=False):
            principal = self.principals[school.pk]
            row = services.write_practice(
                school, actor=principal, title=title, background=background, doing=doing, outcome=outcome,
                advice="เริ่มจากห้องเดียวก่อน แล้วให้ครูที่ทำสำเร็จเป็นพี่เลี้ยง", programme=self.programme, area=area,
                now=_at(self.day - timedelta(days=10), 9),
            )  # fmt: skip
            made.append(services.submit_practice(row, actor=principal, now=_at(self.day - timedelta(days=8), 9)))
        shown = [services.show_practice(row, actor=self.head, now=_at(self.day, 9)) for row in made[:-1]]
        held = self.day + timedelta(days=7)
        event = services.call_sharing(
            self.programme, actor=self.head, title=f"เวทีแลกเปลี่ยนเรียนรู้ {self.programme.name}"[:200], held_on=held,
            time_from=time(9), time_to=time(15, 30), place="หอประชุมสำนักงานเขต", now=_at(self.day, 14),
        )  # fmt: skip
        for row in shown:
            services.present(event, row, actor=self.head, now=_at(self.day, 15))
        batch = event.gathering.batches.order_by("number")[0]
        save_count(batch, actor=self.head, group="ครูและผู้บริหาร", expected=120, came=114, now=_at(held, 15))
        hold(event.gathering, actor=self.head, now=_at(held, 16))


def _this_year(context: DemoContext, programme: Programme) -> None:
    """An award that takes nominations, so that a principal finds something to do."""
    head = holders("group_director", context.first, context.today)[0]
    award = services.create_award(
        context.first, actor=head, programme=programme, name="ผู้บริหารสถานศึกษาผู้นำการเปลี่ยนแปลง", recipient="person",
        criteria="ผู้บริหารที่นำการพัฒนาจนโรงเรียนก้าวหน้าเห็นผล เสนอโดยโรงเรียนหรือศึกษานิเทศก์",
        nominations_until=context.today + timedelta(days=30), now=_at(context.today - timedelta(days=2), 9),
    )  # fmt: skip
    services.open_nominations(award, actor=head, now=_at(context.today - timedelta(days=2), 10))
