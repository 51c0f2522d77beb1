"""Demo counts of inclusive schools: last academic year accepted, this year's some sent; a log of coordination."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from schools.demo import DemoContext
from schools.models import OutsideBody, School, SchoolYearCount
from schools.queries import holders, holders_kept
from supervision.inclusion import services
from supervision.inclusion.models import DisabilityKind, InclusionYear
from supervision.inclusion.queries import this_year

_SCHOOLS = 12
_HELP = (
    ("staff", "จัดพี่เลี้ยงเด็กพิการช่วยในชั้นเรียน", 6, 1), ("learning", "ปรับใบงานและเวลาสอบตาม IEP", 9, 4),
    ("media", "จัดหาสื่อฝึกอ่านและบัตรคำ", 8, 2),
)  # fmt: skip


def seed(context: DemoContext) -> None:
    """An office that has counts is left as it is."""
    district = context.first
    services.load_kinds(district)
    services.load_kinds(context.second)
    if InclusionYear.objects.filter(school__district=district).exists():
        return
    keeper = next(iter(holders("supervisor", district, context.today)), None)
    if keeper is None:
        return
    with many_acts(), holders_kept():
        _fill(context, keeper)
    context.say(f"{district.code}: {InclusionYear.objects.filter(school__district=district).count()} inclusion years")


def _large(year: int) -> Any:
    """Rows of the register with pupils enough; this year's may not be entered yet."""
    small = SchoolYearCount.objects.filter(academic_year__in=(year, year - 1), primary__lt=60)
    return SchoolYearCount.objects.filter(academic_year__in=(year, year - 1)).exclude(school__in=small.values("school"))


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def _fill(context: DemoContext, keeper: Any) -> None:
    district, today = context.first, context.today
    kinds = list(DisabilityKind.objects.of_district(district).order_by("position"))
    year = this_year(district, today)
    # Schools large enough that the counts stay below the register's pupils.
    rows = School.objects.of_district(district).open_on(today).filter(pk__in=_large(year).values("school"))
    schools = list(rows.select_related("district").order_by("pk")[:_SCHOOLS])
    for place, school in enumerate(schools):
        principal = next(iter(holders("principal", district, today, school=school)), None)
        if principal is None:
            continue
        for back in (1, 0):
            if back == 0 and place >= _SCHOOLS - 4:
                continue
            _one(school, year - back, principal, kinds, place, on=today - timedelta(days=20 + 365 * back))
            row = InclusionYear.objects.get(school=school, academic_year=year - back)
            if back == 0 and place == _SCHOOLS - 5:
                continue  # still a draft
            row = services.submit(row, actor=principal, now=_at(today - timedelta(days=10 + 365 * back)))
            if back == 1 or place % 3:
                services.accept(row, actor=keeper, now=_at(today - timedelta(days=5 + 365 * back)))
    bodies = list(OutsideBody.objects.of_district(district).order_by("pk")[:1])
    for days, about, result in (
        (40, "ขอวิทยากรอบรมการคัดกรองและจัดทำ IEP", "ได้วิทยากร 2 คน จัดอบรมภาคเรียนหน้า"),
        (15, "ส่งต่อการตรวจวินิจฉัยและออกเอกสารรับรอง", "โรงพยาบาลนัดตรวจเป็นกลุ่มเดือนละครั้ง"),
    ):
        services.write_coordination(
            district, actor=keeper, done_on=today - timedelta(days=days), about=about, result=result,
            body=bodies[0] if bodies else None, body_text="ศูนย์การศึกษาพิเศษประจำจังหวัด",
            next_on=today + timedelta(days=30), now=_at(today - timedelta(days=days)),
        )  # fmt: skip


def _one(school: School, year: int, principal: Any, kinds: list[Any], place: int, *, on: date) -> None:
    row = services.open_inclusion(school, year, actor=principal, now=_at(on))
    counts = {
        kind.pk: {"pupils": pupils, "screened": pupils + 2, "certified": pupils // 2, "ieps": max(0, pupils - 1)}
        for number, kind in enumerate(kinds)
        if (pupils := (0, 1, 2, 1, 6, 0, 1, 1, 0)[(number + place % 3) % 9])
    }
    services.save_counts(
        row, actor=principal, counts=counts, trained=1 + place % 3, aides=place % 2,
        note="ครูประจำชั้นดูแลร่วมกับพี่เลี้ยง", wanted="วิทยากรเรื่องสื่อสำหรับนักเรียนบกพร่องทางการเรียนรู้", now=_at(on),
    )  # fmt: skip
    for kind, text, pupils, staff in _HELP[: 1 + place % 3]:
        services.add_help(row, actor=principal, kind=kind, text=text, pupils=pupils, staff=staff, now=_at(on))
