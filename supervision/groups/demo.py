"""Demo rows of the groups: last year opened, reported and one group published, the running year begun, and training
logs; through the services everyone uses, safe to run twice."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import fiscal_range, fiscal_year
from schools.demo import DemoContext
from schools.models import Person
from schools.queries import holders
from supervision.groups import services
from supervision.groups.models import GroupYear, TaskYear

# Number of the manual's task → (plan, result, problems).
_TOLD = {
    "1.1": (
        "ตรวจหลักสูตรสถานศึกษาทุกโรงเรียนด้วยแบบตรวจ ภาคเรียนที่ 1 และให้คำปรึกษาโรงเรียนที่ต้องปรับ",
        "ตรวจหลักสูตรสถานศึกษาครบทุกโรงเรียน โรงเรียนที่ต้องปรับได้รับการนิเทศซ้ำและปรับแล้วเสร็จก่อนเปิดภาคเรียนที่ 2",
        "โรงเรียนขนาดเล็กมีครูไม่ครบวิชาเอก ควรทำหลักสูตรร่วมกันในกลุ่มโรงเรียน",
    ),
    "1.4": ("อบรมครูปฐมวัยเรื่องการจัดประสบการณ์ 1 รุ่น", "จัดอบรม 1 รุ่น ครูปฐมวัยเข้าร่วมทุกกลุ่มโรงเรียน", ""),
    "2.3": (
        "วิเคราะห์ผล O-NET NT และ RT รายโรงเรียน แจ้งโรงเรียนที่ต่ำกว่าระดับประเทศ",
        "วิเคราะห์และแจ้งผลครบทุกโรงเรียน จัดทีมพี่เลี้ยงให้โรงเรียนที่ต้องเฝ้าระวัง",
        "ข้อมูลบางโรงเรียนมาช้า",
    ),
    "4.1": (
        "จัดทำแผนนิเทศรายปีและรายบุคคล นิเทศทุกโรงเรียนภาคเรียนละ 1 ครั้ง",
        "นิเทศครบทุกโรงเรียนตามแผน บันทึกและสะท้อนผลผ่านระบบ",
        "",
    ),
    "4.2": ("ตั้งเครือข่ายนิเทศระดับกลุ่มโรงเรียน", "เครือข่ายนิเทศครบทุกกลุ่มโรงเรียน แลกเปลี่ยนเรียนรู้ 2 ครั้ง", ""),
    "6.3": ("จัดประชุม ก.ต.ป.น. อย่างน้อยปีละ 3 ครั้ง", "จัดประชุม 3 ครั้ง นำมติไปสู่การปฏิบัติและติดตามผล", ""),
}
_SUMMARY = "กลุ่มดำเนินงานตามคู่มือครบทุกงานที่วางแผนไว้ โรงเรียนทุกแห่งได้รับการนิเทศอย่างน้อยภาคเรียนละ 1 ครั้ง ผลการนิเทศนำไปใช้วางแผนปีถัดไป"
_TRAININGS = (
    ("การออกแบบการเรียนรู้ฐานสมรรถนะ", "course", 40, 2, Decimal(12), "นำไปขยายผลในเวทีของกลุ่มโรงเรียน 1 ครั้ง"),
    ("การโค้ชเพื่อการนิเทศ", "online", 75, 1, Decimal(6), "ใช้คำถามสะท้อนคิดในการนิเทศชั้นเรียน"),
    ("ศึกษาดูงานโรงเรียนคุณภาพ", "visit", 120, 1, Decimal(0), "เสนอแนวทางจัดมุมอ่านให้โรงเรียนขนาดเล็ก"),
)


def seed(context: DemoContext) -> None:
    """An office with a year opened is left as it is."""
    district, today = context.first, context.today
    if GroupYear.objects.of_district(district).exists():
        return
    head = holders("group_director", district, today)[0]
    running = fiscal_year(today)
    with many_acts():
        for year in (running - 1, running):
            services.open_year(district, actor=head, year=year, now=_at(fiscal_range(year)[0] + timedelta(days=4)))
        _last_year(district, head, running - 1)
        _this_year(district, head, running)
        _trainings(district, today)
    context.say(f"{district.code}: {TaskYear.objects.of_district(district).count()} task years")


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def _rows(district: Any, year: int) -> dict[str, TaskYear]:
    rows = TaskYear.objects.of_district(district).for_fiscal_year(year).filter(task__isnull=False)
    return {row.number: row for row in rows.select_related("task__work_group")}


def _last_year(district: Any, head: Any, year: int) -> None:
    end = fiscal_range(year)[1]
    rows = _rows(district, year)
    for number, (plan, result, problems) in _TOLD.items():
        if number in rows:
            services.save_task(
                rows[number], actor=head, state="done", plan=plan, result=result, problems=problems, now=_at(end)
            )
    if "3.2" in rows:
        services.save_task(
            rows["3.2"], actor=head, state="postponed", plan="วิจัยการใช้สื่อทางไกล", reason="รอผลการทดลองใช้ในภาคเรียนที่ 2",
            now=_at(end),
        )  # fmt: skip
    for group in GroupYear.objects.of_district(district).for_fiscal_year(year).filter(work_group__number__in=(1, 4)):
        written = services.save_summary(group, actor=head, summary=_SUMMARY, now=_at(end))
        services.publish_group(written, actor=head, schools=True, public=True, now=_at(end + timedelta(days=10)))


def _this_year(district: Any, head: Any, year: int) -> None:
    rows = _rows(district, year)
    now = _at(fiscal_range(year)[0] + timedelta(days=20))
    for number, (plan, _, _) in _TOLD.items():
        if number in rows:
            services.save_task(rows[number], actor=head, state="doing", plan=plan, now=now)


def _trainings(district: Any, today: date) -> None:
    people = Person.objects.of_district(district).working().filter(
        appointments__role="supervisor", user__isnull=False, school=None
    )  # fmt: skip
    for place, person in enumerate(people.select_related("user", "district").order_by("pk").distinct()[:4]):
        for title, kind, ago, days, hours, use in _TRAININGS[: 3 - place % 2]:
            start = today - timedelta(days=ago + 7 * place)
            services.log_training(
                person, actor=person.user, title=title, kind=kind, starts_on=start, hours=hours, use=use,
                ends_on=start + timedelta(days=days - 1), organiser="สถาบันพัฒนาครู", now=_at(start),
            )  # fmt: skip
