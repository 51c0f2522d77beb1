"""What a plan still lacks before it can be sent: the page lists it, the submit service refuses on the same list."""

from collections import Counter
from datetime import date

from django.urls import reverse

from core.missing import Missing
from core.thai.dates import thai_date
from supervision.planning.models import Plan, PlannedVisit


def missing(plan: Plan, *, today: date) -> list[Missing]:
    """In the order of the editing page; a fixed number of queries."""
    page = reverse("planning:plan-edit", args=[plan.pk])
    found = [
        Missing(f"ยังไม่ได้เขียน{row.heading}", f"section-{row.code}", page)
        for row in plan.sections.order_by("position")
        if row.code in REQUIRED_SECTIONS and not row.body.strip()
    ]
    activities = list(plan.activities.filter(cancelled_reason="").order_by("position", "pk"))
    if not activities:
        found.append(Missing("ยังไม่มีกิจกรรม แผนต้องมีอย่างน้อยหนึ่งกิจกรรม", "activities", page))
    counts: Counter[int] = Counter(
        PlannedVisit.objects.filter(activity__in=activities, cancelled_reason="").values_list("activity_id", flat=True)
    )
    for row in activities:
        place = reverse("planning:activity-edit", args=[row.pk])
        if not row.areas:
            found.append(Missing(f"กิจกรรม “{row.topic}” ยังไม่ได้เลือกงาน 4 ด้าน", "id_areas", place))
        if not row.indicator.strip():
            found.append(Missing(f"กิจกรรม “{row.topic}” ยังไม่มีตัวชี้วัด", "id_indicator", place))
        elif row.target is None:
            found.append(Missing(f"กิจกรรม “{row.topic}” ยังไม่ได้กำหนดเป้าหมายของตัวชี้วัด", "id_target", place))
        if not counts[row.pk]:
            visits = reverse("planning:activity-visits", args=[row.pk])
            found.append(Missing(f"กิจกรรม “{row.topic}” ยังไม่ได้เลือกโรงเรียน", "visits", visits))
    return found + _closed_schools(plan, today)


def _closed_schools(plan: Plan, today: date) -> list[Missing]:
    """Planned visits to a school that will be closed by then: they must be cancelled or moved first."""
    rows = (
        PlannedVisit.objects.filter(activity__plan=plan, cancelled_reason="", school__closed_on__isnull=False)
        .select_related("school")
        .order_by("month", "planned_on")
    )
    return [
        Missing(
            f"{row.school} ปิดตั้งแต่ {thai_date(row.school.closed_on, 'short')} จึงนิเทศตามแผนไม่ได้ กรุณายกเลิกครั้งนี้",
            "visits",
            reverse("planning:activity-visits", args=[row.activity_id]),
        )
        for row in rows
        if row.school.closed_on and row.school.closed_on <= (row.planned_on or row.month) and row.month >= _month(today)
    ]


def _month(day: date) -> date:
    return day.replace(day=1)


# Vision and mission are the office's, often written elsewhere; what the year is for and how it is judged must stand.
REQUIRED_SECTIONS = frozenset({"goals", "methods", "scope"})
