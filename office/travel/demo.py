"""Demo data of travel: trips of four months in every state, one over the end of a month, two at once with a reason, a
closed month; visits of the demo show on them. Safe to run twice."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from office.travel import services
from office.travel.models import Trip
from schools.demo import DemoContext
from schools.models import Person, School
from schools.queries import holders, holders_kept, person_of

_REPORT = {
    "did": "นิเทศชั้นเรียนและประชุมสะท้อนผลกับครูผู้สอนทุกระดับชั้น\nตรวจแผนการจัดการเรียนรู้และสื่อที่ใช้จริง",
    "outcome": "ครูปรับกิจกรรมการอ่านทุกเช้าและนัดหมายติดตามผลในภาคเรียนเดียวกัน",
    "follow_up": "ติดตามผลการอ่านรอบที่สอง",
}


def seed(context: DemoContext) -> None:
    """An office with trips is left as it is."""
    if Trip.objects.of_district(context.first).exists():
        return
    with many_acts(), holders_kept():
        _Travel(context).fill()
    context.say(f"{context.first.code}: {Trip.objects.of_district(context.first).count()} trips")


class _Travel:
    def __init__(self, context: DemoContext) -> None:
        self.district, self.today = context.first, context.today
        self.head, self.director, self.clerk = (
            holders(role, self.district, self.today)[0] for role in ("group_director", "office_director", "clerk")
        )
        self.users = holders("supervisor", self.district, self.today)[:6]
        self.people = [self._person(user) for user in self.users]
        schools = School.objects.of_district(self.district).open_on(self.today).order_by("name_sort", "pk")
        self.schools = list(schools[:12])

    def _person(self, user: Any) -> Person:
        found = person_of(user, self.district)
        assert found is not None
        return found

    def fill(self) -> None:
        last = self.today.replace(day=1) - timedelta(days=1)
        before = last.replace(day=1) - timedelta(days=1)
        # Over the end of the month before last: two days in it, one in the next.
        self._made(0, "นิเทศ ติดตามการอ่านออกเขียนได้", before - timedelta(days=1), 3, others=(1,), schools=(0, 1, 2))
        self._made(1, "ประชุมปฏิบัติการประกันคุณภาพการศึกษา", before.replace(day=8), 1, place="โรงแรมในจังหวัด")
        self._made(2, "นิเทศโรงเรียนขนาดเล็ก", before.replace(day=14), 1, schools=(3, 4), halves=("pm", "pm"))
        services.close_month(self.district, actor=self.clerk, month=before, today=self.today)
        self._made(3, "นิเทศ ติดตามโรงเรียนคุณภาพ", last.replace(day=5), 2, others=(4,), schools=(5, 6))
        self._made(4, "วิทยากรอบรมครูภาษาอังกฤษ", last.replace(day=12), 2, place="หอประชุมสำนักงานเขต")
        day = self.today - timedelta(days=9)
        self._made(0, "ติดตามผลการอ่านรอบที่สอง", day, 1, schools=(0, 1), report=False)
        day = self.today - timedelta(days=2)
        self._made(1, "นิเทศการจัดการเรียนรู้เชิงรุก", day, 1, others=(2,), schools=(7,), report=False)
        ahead = self.today + timedelta(days=7)
        self._asked(2, "ประชุมสัมมนาศึกษานิเทศก์", ahead, 3, place="กรุงเทพมหานคร", cost_source="office", cost=4800)
        self._asked(2, "นำเสนอผลงานทางออนไลน์", ahead, 1, place="ออนไลน์จากที่พัก", overlap="นำเสนอทางออนไลน์ระหว่างประชุม")
        self._asked(5, "นิเทศโรงเรียนแกนนำ", self.today + timedelta(days=4), 1, schools=(8, 9))
        director = self._person(self.director)
        trip = services.request_trip(
            self.district, actor=self.director, lead=director, people=[], purpose="ประชุมผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา",
            place="กรุงเทพมหานคร", starts_on=ahead, ends_on=ahead + timedelta(days=1), now=self._at(self.today, 8),
        )  # fmt: skip
        services.enter_approval(trip, actor=self.clerk, authority="สพฐ. ตามหนังสือเรียกประชุม", now=self._at(self.today, 9))

    def _at(self, day: date, hour: int) -> datetime:
        return timezone.make_aware(datetime.combine(min(day, self.today), time(hour)))

    def _asked(
        self, who: int, purpose: str, day: date, days: int, *, others: tuple[int, ...] = (),
        schools: tuple[int, ...] = (), halves: tuple[str, str] = ("am", "pm"), overlap: str = "", **values: Any,
    ) -> Trip:  # fmt: skip
        asked = self._at(min(day, self.today) - timedelta(days=5), 9)
        return services.request_trip(
            self.district, actor=self.users[who], lead=self.people[who], people=[self.people[one] for one in others],
            schools=[self.schools[one] for one in schools], purpose=purpose, starts_on=day,
            ends_on=day + timedelta(days=days - 1), starts_half=halves[0], ends_half=halves[1],
            overlap_reason=overlap, now=asked, **values,
        )  # fmt: skip

    def _made(self, who: int, purpose: str, day: date, days: int, *, report: bool = True, **values: Any) -> None:
        """One that was approved, and unless told otherwise reported and read."""
        trip = self._asked(who, purpose, day, days, **values)
        services.approve_trip(trip, actor=self.head, now=self._at(day - timedelta(days=3), 10))
        if report:
            end = trip.ends_on
            services.report_trip(
                trip, actor=self.users[who], now=self._at(end + timedelta(days=2), 9),
                today=end + timedelta(days=2), **_REPORT,
            )  # fmt: skip
            services.see_report(trip, actor=self.head, now=self._at(end + timedelta(days=3), 9))
