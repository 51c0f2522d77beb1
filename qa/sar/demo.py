"""Demo SARs of the first office: one call of the last academic year, a few schools in every state."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import law_academic_year
from evidence import services as evidence
from qa.levels.queries.scope import scope_of
from qa.sar import services
from qa.sar.models import Sar, SarCall, SarItem
from qa.sar.proofs import KIND, item_of
from qa.sar.queries.content import Filled, filled
from qa.standards.models import StandardSet
from schools.demo import SIGN_INS, DemoContext
from schools.models import Appointment, School
from schools.queries import holders, holders_kept, responsible_for

EMAILS = {one.email for one in SIGN_INS}
# How many schools stand where; the schools people may sign in to come first.
STATES = (("filling", 1), ("returned", 1), ("submitted", 2), ("accepted", 2), ("confirmed", 1))
WORDS = {
    "1": (
        "จัดกิจกรรมอ่านเขียนทุกวันก่อนเข้าเรียน ประเมินการอ่านรายบุคคลเดือนละครั้ง และซ่อมเสริมหลังเลิกเรียน",
        "นักเรียนอ่านคล่องเขียนคล่องร้อยละ 92 ผลการทดสอบระดับชาติสูงขึ้นจากปีก่อนสองกลุ่มสาระ",
        "นักเรียนมีนิสัยรักการอ่าน\nนักเรียนร่วมสืบสานประเพณีท้องถิ่น", "การคิดวิเคราะห์และการแก้โจทย์ปัญหา\nการใช้ภาษาอังกฤษเพื่อการสื่อสาร",
    ),
    "2": (
        "ใช้ข้อมูลรายบุคคลวางแผนปฏิบัติการ ประชุมติดตามทุกเดือน นิเทศภายในภาคเรียนละสองครั้ง",
        "โครงการตามแผนดำเนินการครบ ครูทุกคนได้รับการนิเทศและพัฒนา", "ชุมชนมีส่วนร่วมในการบริหาร\nระบบข้อมูลสารสนเทศเป็นปัจจุบัน",
        "อาคารสถานที่บางส่วนชำรุด\nครูไม่ครบชั้น",
    ),
    "3": (
        "จัดการเรียนรู้เชิงรุก ใช้แหล่งเรียนรู้ในชุมชน และแลกเปลี่ยนเรียนรู้ทุกสัปดาห์",
        "นักเรียนได้ลงมือปฏิบัติจริงทุกสาระ ครูมีงานวิจัยในชั้นเรียนคนละหนึ่งเรื่อง",
        "ครูจัดชั้นเรียนเชิงบวก", "การนำผลประเมินมาปรับการสอน",
    ),
}  # fmt: skip
PROOFS = ("รายงานผลการอ่านของนักเรียน", "รายงานโครงการตามแผนปฏิบัติการ", "บันทึกการนิเทศภายใน")


def seed(context: DemoContext) -> None:
    """An office that called once is left as it is."""
    if SarCall.objects.of_district(context.first).exists():
        return
    with many_acts(), holders_kept():
        _Sars(context).fill()
    context.say(f"{context.first.code}: {Sar.objects.of_district(context.first).answered().count()} SARs sent")


class _Sars:
    def __init__(self, context: DemoContext) -> None:
        self.district, self.today = context.first, context.today
        self.random = random.Random(f"sar {self.district.code}")  # noqa: S311 (demo data, not a secret)
        self.year = law_academic_year(self.today)[0] - 1
        self.head = holders("group_director", self.district, self.today)[0]
        self.principals = {
            row.school_id: row.person.user
            for row in Appointment.objects.in_force(self.today)
            .filter(district=self.district, role="principal", person__user__isnull=False)
            .select_related("person__user")
        }

    def fill(self) -> None:
        opened = self.today - timedelta(days=45)
        call = services.create_call(
            self.district, actor=self.head, academic_year=self.year, basic_set=self._set("basic-2561"),
            early_set=self._set("early-2561"), due_on=self.today + timedelta(days=14), ask_board=False,
            ask_evidence=False,
            guide="เขียนตามสภาพจริง หลักฐานชิ้นเดียวใช้กับหลายประเด็นได้ ส่งก่อนกำหนดเพื่อให้มีเวลาแก้ไข", now=self._at(opened, 9),
        )  # fmt: skip
        services.open_call(call, actor=self.head, now=self._at(opened, 10), today=opened)
        schools = [row for row in scope_of(self.district, self.year, "basic").schools if row.pk in self.principals]
        schools.sort(key=lambda one: (self.principals[one.pk].email not in EMAILS, one.name_sort))
        place = 0
        for state, count in STATES:
            for school in schools[place : place + count]:
                self._school(call, school, state)
            place += count

    def _set(self, code: str) -> StandardSet:
        return StandardSet.objects.get(district=self.district, code=code)

    def _at(self, day: date, hour: int) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(hour)))

    def _school(self, call: SarCall, school: School, state: str) -> None:
        sar = Sar.objects.select_related("call__district", "school__district").get(call=call, school=school)
        principal, day = self.principals[sar.school_id], self.today - timedelta(days=self.random.randint(12, 30))
        services.confirm_call(sar, actor=principal, now=self._at(day, 9))
        if state == "confirmed":
            return
        found = filled(Sar.objects.select_related("call", "school").get(pk=sar.pk))
        self._write(sar, found, principal, day, whole=state != "filling")
        if state == "filling":
            return
        sent = day + timedelta(days=2)
        services.submit_sar(sar, actor=principal, now=self._at(sent, 15), today=sent)
        assigned = [one.person.user for one in responsible_for([sar.school], self.today)[sar.school_id]]
        reviewer = next((user for user in assigned if user is not None), self.head)
        if state == "returned":
            first = filled(sar).parts[0].sections[0].scored[0]
            evidence.return_use(first.evidence.first(), actor=reviewer, reason="ภาพไม่ระบุวันที่ ขอหลักฐานของปีการศึกษานี้")
            services.comment_on(sar, actor=reviewer, item=first, text="ขอผลการอ่านแยกรายชั้น", now=self._at(sent, 16))
            services.return_sar(
                sar,
                actor=reviewer,
                reason="ขอให้เพิ่มผลการอ่านรายชั้นและเปลี่ยนหลักฐานที่ไม่ระบุวันที่",
                now=self._at(sent + timedelta(days=3), 10),
            )
        elif state == "accepted":
            services.accept_sar(sar, actor=reviewer, now=self._at(sent + timedelta(days=3), 10))

    def _write(self, sar: Sar, found: Filled, principal: Any, day: date, *, whole: bool) -> None:
        services.confirm_basic(sar, actor=principal, now=self._at(day, 10))
        proofs = [
            evidence.add_link(
                f"https://drive.example.org/{sar.school_id}/{number}", district=sar.call.district, school=sar.school,
                actor=principal, title=f"{title} ปีการศึกษา {sar.call.academic_year}",
            )
            for number, title in enumerate(PROOFS)
        ]  # fmt: skip
        levels: dict[int, str] = {}
        for part in found.parts:
            by_value = {one.value: one.pk for one in part.scale}
            for section in part.sections if whole else part.sections[:2]:
                for item in section.scored if whole else section.scored[:-1]:
                    levels[item.pk] = str(by_value[self.random.choice((3, 4, 4, 4, 5))])
        services.save_items(sar, actor=principal, levels=levels, now=self._at(day, 11))
        for key in list(levels)[::3]:
            evidence.attach(KIND, item_of(str(key)), self.random.choice(proofs), actor=principal)
        roots = [section.row for part in found.parts for section in part.sections]
        for root in roots if whole else roots[:1]:
            self._words(sar, root, principal, day)
        services.save_summary(
            sar, actor=principal, plan="พัฒนาการคิดวิเคราะห์ด้วยการเรียนรู้เชิงรุก ตั้งเป้าระดับยอดเยี่ยมในมาตรฐานที่ 1" if whole else "",
            help_wanted="ขอวิทยากรด้านการออกข้อสอบแนวคิดวิเคราะห์", now=self._at(day, 13),
        )  # fmt: skip

    def _words(self, sar: Sar, root: SarItem, principal: Any, day: date) -> None:
        how, result, strengths, improve = WORDS[root.standard.number]
        texts = {"how": how, "result": result, "strengths": strengths, "to_improve": improve}
        services.save_standard(sar, actor=principal, row=root, texts=texts, now=self._at(day, 12))
