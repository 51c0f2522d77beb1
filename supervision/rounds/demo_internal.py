"""Demo of นิเทศภายใน in two schools: observations at every step in this term, and last term's with its summary sent."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from instruments.models import InstrumentVersion
from instruments.queries import Form, form_of
from instruments.services import AnswerValue
from schools.demo import DemoContext
from schools.models import Person, School
from schools.queries import holders_kept
from supervision.field.years import term_of_day
from supervision.rounds import services
from supervision.rounds.models import InternalVisit

SCHOOLS = 2
SEEN = {
    "strengths": "ใช้คำถามชวนคิด นักเรียนได้ลงมือทำทุกคน",
    "to_improve": "เวลาสรุปบทเรียนสั้น นักเรียนบางคนยังไม่ได้นำเสนอ",
    "next_step": "ครั้งหน้าเผื่อเวลาสรุป 10 นาที และใช้บัตรคำถามรายบุคคล",
}
THANKS = "ขอบคุณครับ จะปรับเวลาสรุปและขอดูชั้นเรียนของเพื่อนครู"
SUMMARY = {
    "results": "ครูทุกคนที่ได้รับการนิเทศจัดกิจกรรมให้นักเรียนลงมือทำ การตั้งคำถามดีขึ้นจากต้นภาคเรียน",
    "problems": "ครูผู้นิเทศมีชั่วโมงสอนตรงกัน จึงต้องเลื่อนนัดหลายครั้ง",
    "plans": "จัดตารางสอนให้ครูคู่นิเทศว่างตรงกันสัปดาห์ละหนึ่งชั่วโมง",
    "support": "ตัวอย่างคลิปการสอนที่ใช้คำถามขั้นสูง",
}


def seed(context: DemoContext) -> None:
    """An office whose schools have internal supervision is left as it is."""
    district = context.first
    if InternalVisit.objects.filter(school__district=district).exists():
        return
    versions = InstrumentVersion.objects.filter(instrument__district=district, state="published")
    form = form_of(versions.get(instrument__code="active-learning").pk)
    with many_acts(), holders_kept():
        for number, school in enumerate(_schools(district)):
            _School(school, form, context.today).fill(summed_up=number == 0)
    context.say(f"{district.code}: internal supervision in {SCHOOLS} schools")


def _schools(district: Any) -> list[School]:
    """The first schools where a teacher has an account beside the principal."""
    found = Person.objects.working().filter(
        district=district, user__isnull=False, appointments__role="school_staff", school__isnull=False
    )
    rows = School.objects.filter(pk__in=found.values("school")).select_related("district__settings")
    return list(rows.order_by("pk")[:SCHOOLS])


class _School:
    """One school while its observations are made."""

    def __init__(self, school: School, form: Form, today: date) -> None:
        self.school, self.form, self.today = school, form, today
        people = Person.objects.working().of_school(school).select_related("user").order_by("pk")
        self.principal: Person = people.filter(appointments__role="principal")[0]
        self.teacher: Person = people.filter(user__isnull=False, appointments__role="school_staff")[0]
        self.others = list(people.exclude(pk__in=(self.principal.pk, self.teacher.pk))[:3])

    def fill(self, *, summed_up: bool) -> None:
        before = self.today - timedelta(days=100)
        self._acknowledged(before, "ภาษาไทย", 3)
        self._recorded(self.others[0], before + timedelta(days=7), "คณิตศาสตร์", 2)
        if summed_up:
            self._sum_up(before)
        self._acknowledged(self.today - timedelta(days=9), "ภาษาไทย", 4)
        self._recorded(self.teacher, self.today - timedelta(days=2), "วิทยาศาสตร์", 3)
        self._drafted(self.others[0], self.today - timedelta(days=1), "คณิตศาสตร์", 3)
        for number, person in enumerate(self.others[1:]):
            self._planned(person, self.teacher, self.today + timedelta(days=5 * number - 1), "สังคมศึกษา")

    def _planned(self, teacher: Person, observer: Person, day: date, subject: str) -> InternalVisit:
        return services.plan_internal(
            self.school, actor=self.principal.user, observer=observer, teachers=[teacher], version=self.form.version,
            planned_on=day, subject=subject, classroom="ป.4/1", now=self._at(day - timedelta(days=7), 9),
        )[0]  # fmt: skip

    def _drafted(self, teacher: Person, day: date, subject: str, level: int) -> InternalVisit:
        """By the principal; the answers of one sheet differ a little."""
        visit = self._planned(teacher, self.principal, day, subject)
        answers = {
            key: AnswerValue(number=Decimal(max(1, min(max(self.form.levels[key]), level + (place % 3 == 0)))))
            for place, key in enumerate(self.form.rated)
        }
        return services.save_record(
            visit, actor=self.principal.user, values=SEEN, answers=answers, form=self.form, now=self._at(day, 11)
        )

    def _recorded(self, teacher: Person, day: date, subject: str, level: int) -> InternalVisit:
        visit = self._drafted(teacher, day, subject, level)
        return services.record_internal(visit, actor=self.principal.user, now=self._at(day, 14))

    def _acknowledged(self, day: date, subject: str, level: int) -> None:
        visit = self._recorded(self.teacher, day, subject, level)
        services.acknowledge_internal(visit, actor=self.teacher.user, comment=THANKS, now=self._at(day, 16))

    def _sum_up(self, day: date) -> None:
        year, term = term_of_day(self.school.district, day)
        sent = self._at(day + timedelta(days=60), 10)
        held = services.save_summary(
            self.school, actor=self.principal.user, year=year, term=term, texts=SUMMARY, now=sent
        )
        services.submit_summary(held, actor=self.principal.user, now=sent)

    def _at(self, day: date, hour: int) -> datetime:
        """A moment of that day, never after now."""
        return min(timezone.make_aware(datetime.combine(min(day, self.today), time(hour))), timezone.now())
