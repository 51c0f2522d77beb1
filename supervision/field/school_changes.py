"""What closing or merging a school leaves of its open visit records and things to follow up: all of it.

Nothing is closed on somebody's behalf; a record is sent by who made it, a finding is closed with proof.
"""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from processes.models import Action
from schools.models import SchoolChange
from schools.services.impacts import Act, Impact, ImpactProvider, register_impact
from supervision.field.models import Visit

ENDING = frozenset({SchoolChange.Kind.CLOSED, SchoolChange.Kind.MERGED})
UNSENT = (Visit.State.DRAFT, Visit.State.RETURNED)


def _lines(act: Act) -> list[Impact]:
    if act.kind not in ENDING:
        return []
    school = act.school
    page = reverse("schools:school", args=[school.pk])
    made = Visit.objects.filter(school=school)
    return [
        Impact("บันทึกการนิเทศที่ยังไม่ส่ง", made.filter(state__in=UNSENT).count(), "ผู้นิเทศส่งต่อได้", page),
        Impact(
            "บันทึกที่รอโรงเรียนรับทราบ",
            made.awaiting_school().count(),
            "ผอ.กลุ่มนิเทศฯ ปิดเรื่องโดยไม่ได้รับทราบได้เมื่อครบกำหนด",
            page,
        ),
        Impact(
            "ข้อค้นพบและเรื่องที่ยังไม่ปิด",
            Action.objects.of_school(school).unfinished().count(),
            "ติดตามต่อในชื่อโรงเรียนเดิมจนปิดเรื่อง",
            page,
        ),
    ]


def _preview(user: Any, act: Act) -> Sequence[Impact]:
    return _lines(act)


def _carry_out(actor: Any, act: Act) -> Sequence[Impact]:
    return _lines(act)


def register() -> None:
    register_impact("field.work", ImpactProvider(preview=_preview, carry_out=_carry_out))
