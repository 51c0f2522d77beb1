"""What curricula put into the one inbox: those to review and decide on, those that came back to the school."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.approvals import InboxItem
from schools.models import School
from schools.queries import person_of, schools_of
from schools.scope import holds
from supervision.achievement.permissions import keeps_for
from supervision.curricula.models import Curriculum
from supervision.curricula.permissions import CURRICULUM, own_schools
from supervision.curricula.queries import waiting

_MOST = 50


def _schools(user: Any, district: Any) -> Any:
    if keeps_for(user, district, CURRICULUM):
        return School.objects.of_district(district)
    person = person_of(user, district)
    return schools_of(person, timezone.localdate()) if person is not None else School.objects.none()


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    if holds(user, "register.write", district=district):
        for row in waiting(user, district, _schools(user, district))[:_MOST]:
            yield InboxItem(
                "curriculum", "หลักสูตรสถานศึกษา", str(row.pk), str(row), f"{row.kind} · {row.school.name}", _url(row),
                row.submitted_at or row.updated_at, row.school.name, "reviewing", "รอตรวจ", act_label="ตรวจ",
            )  # fmt: skip
    own = own_schools(user, district)
    rows = Curriculum.objects.filter(school__in=own, state=Curriculum.State.RETURNED)
    for row in rows.order_by("updated_at")[:_MOST]:
        yield InboxItem(
            "curriculum_returned", "หลักสูตรสถานศึกษา", str(row.pk), str(row), f"“{row.reason}”", _url(row),
            row.updated_at, "สำนักงานเขต", "returned", "ส่งกลับ", act_label="แก้ไขและส่ง",
        )  # fmt: skip


def _url(row: Curriculum) -> str:
    return reverse("curricula:curriculum", args=[row.pk])
