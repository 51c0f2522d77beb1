"""Reminders of activities whose last day is over, to who answers for them."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from core import notify
from core.thai.dates import thai_date
from supervision.projects.models import ProjectActivity
from supervision.projects.services.common import project_pointer

_BACK = timedelta(days=90)  # older ones stand on the timeline and are not written about any more


def remind_of_activities(*, now: datetime | None = None) -> int:
    """Over all offices, once for each activity and last day: to its owner, or without one to those of the project. Safe
    to run twice and safe to miss a day. Gives how many notices were made."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    rows = ProjectActivity.objects.late(today).filter(ends_on__gte=today - _BACK)
    rows = rows.select_related("owner__user", "project_year__district", "project_year__project")
    told = 0
    for row in rows.prefetch_related("project_year__owners__person__user").order_by("pk"):
        project = row.project_year
        people = [row.owner] if row.owner is not None and row.owner.user is not None else []
        made = notify.send(
            [person.user for person in people or [one.person for one in project.owners.all()]],
            code="project_activity.late", title=f"กิจกรรมเลยกำหนด: {row.title}",
            body=f"{project} สิ้นสุด {thai_date(row.ends_on, 'short')} ยังเป็น “{row.get_state_display()}”",
            url=f"{reverse('projects:project', args=[project.pk])}#activity", pointer=project_pointer(project),
            district_code=project.district.code, dedupe_key=f"project-activity-{row.pk}-{row.ends_on:%Y%m%d}", now=now,
        )  # fmt: skip
        told += len(made)
    return told
