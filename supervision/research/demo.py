"""Demo studies of the first office: one at each stage, one of others summarised, one published to schools."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import fiscal_year
from instruments.models import Instrument
from schools.demo import DemoContext
from schools.models import Appointment, Person, SubjectGroup, WorkGroup
from schools.queries import holders, holders_kept
from supervision.research import services
from supervision.research.models import Study

# (title, kind, number of the work group, years back, stage reached, question, method)
_STUDIES = (
    ("ผลการนิเทศแบบร่วมพัฒนาที่มีต่อการจัดการเรียนรู้เชิงรุกของครูภาษาไทย", "own", 1, 1, "spread",
     "การนิเทศแบบร่วมพัฒนาทำให้ครูจัดการเรียนรู้เชิงรุกได้ดีขึ้นเพียงใด",
     "เลือกครูแบบเจาะจง 24 คน นิเทศร่วมพัฒนา 4 รอบในหนึ่งภาคเรียน เปรียบเทียบก่อนและหลัง"),
    ("การพัฒนารูปแบบการใช้ผลการทดสอบระดับชาติเพื่อยกระดับคุณภาพผู้เรียน", "rnd", 2, 0, "analysing",
     "โรงเรียนควรใช้ผลการทดสอบอย่างไรจึงจะเกิดการเปลี่ยนแปลงในห้องเรียน",
     "วิจัยและพัฒนา 4 ระยะ ศึกษาสภาพ สร้างรูปแบบ ทดลองใช้ 12 โรงเรียน ประเมินรูปแบบ"),
    ("การใช้สื่อดิจิทัลในโรงเรียนขนาดเล็กที่จัดการศึกษาทางไกล", "own", 3, 0, "collecting",
     "ครูโรงเรียนขนาดเล็กใช้สื่อดิจิทัลประกอบการเรียนทางไกลอย่างไร", "สำรวจ 40 โรงเรียน และสังเกตชั้นเรียน 8 โรงเรียน"),
    ("การพัฒนาระบบประกันคุณภาพภายในโดยใช้ชุมชนการเรียนรู้ทางวิชาชีพของเครือข่าย", "rnd", 5, 0, "proposal", "", ""),
    ("ผลของการจัดทำแผนการจัดการศึกษาเฉพาะบุคคลร่วมกับผู้ปกครอง", "own", 7, 1, "report",
     "การให้ผู้ปกครองร่วมจัดทำแผนทำให้แผนถูกนำไปใช้จริงเพียงใด", "ศึกษา 6 โรงเรียนแกนนำ สัมภาษณ์และวิเคราะห์เอกสาร"),
)  # fmt: skip
_LINE = ("collecting", "analysing", "report", "spread")


def seed(context: DemoContext) -> None:
    """An office that has studies is left as it is."""
    district = context.first
    if Study.objects.of_district(district).exists():
        return
    with many_acts(), holders_kept():
        _seed(context, district)
    context.say(f"{district.code}: {Study.objects.of_district(district).count()} studies")


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def _seed(context: DemoContext, district: Any) -> None:
    head = holders("group_director", district, context.today)[0]
    posts = Appointment.objects.in_force(context.today).filter(district=district, role="supervisor")
    people = list(Person.objects.filter(pk__in=posts.values("person"), user__isnull=False).select_related("user")[:8])
    groups = {row.number: row for row in WorkGroup.objects.of_district(district)}
    subject = SubjectGroup.objects.of_district(district).order_by("position").first()
    tools = list(Instrument.objects.of_district(district).filter(code__in=("teaching-25", "active-learning")))
    for number, (title, kind, group, back, reached, question, method) in enumerate(_STUDIES):
        lead, second = people[number % len(people)], people[(number + 1) % len(people)]
        day = context.today - timedelta(days=60 + 300 * back)
        year = fiscal_year(day)
        done = reached in ("report", "spread")
        row = services.add_study(
            district, actor=lead.user, kind=kind, title=title, year_from=year, year_to=fiscal_year(context.today),
            lead=lead, members=[second], work_group=groups.get(group), subject_group=subject if group == 1 else None,
            question=question, method=method, instruments=tools if group == 1 else [],
            tools="แบบสังเกตการสอน แบบสัมภาษณ์ และแบบบันทึกการสะท้อนผล" if question else "",
            summary="ครูที่ได้รับการนิเทศมีคะแนนการจัดการเรียนรู้สูงขึ้น และนำผลการสะท้อนไปปรับแผนในภาคเรียนต่อมา" if done else "",
            use="ใช้เป็นแนวทางการนิเทศของกลุ่มงานในปีถัดไป" if done else "",
            publication="เวทีแลกเปลี่ยนเรียนรู้ของสำนักงานเขต และวารสารของกลุ่มนิเทศฯ" if reached == "spread" else "",
            url="https://example.org/research" if done else "", now=_at(day),
        )  # fmt: skip
        for step, stage in enumerate(_LINE[: _LINE.index(reached) + 1] if reached in _LINE else (), 1):
            on = day + timedelta(days=12 * step)
            services.come_to(row, actor=lead.user, stage=stage, on=on, now=_at(on))
        if reached == "spread":
            services.publish_study(row, actor=head, schools=True, public=False, now=_at(day + timedelta(days=55)))
    services.add_study(
        district, actor=people[0].user, kind="other", title="การสังเคราะห์งานวิจัยด้านการนิเทศภายในสถานศึกษา",
        year_from=fiscal_year(context.today), year_to=fiscal_year(context.today), work_group=groups.get(5),
        others="คณะผู้วิจัยของมหาวิทยาลัย", source="วารสารวิชาการทางการศึกษา (ตัวอย่าง)",
        summary="การนิเทศภายในที่ผู้บริหารร่วมสังเกตชั้นเรียนสม่ำเสมอ สัมพันธ์กับคุณภาพการจัดการเรียนรู้",
        use="อ้างอิงในแนวทางนิเทศภายในของเขต", now=_at(context.today - timedelta(days=20)),
    )  # fmt: skip
