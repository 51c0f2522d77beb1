"""What opening, closing, merging a school does to programmes: its row becomes in or out by the stated rule."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse

from schools.models import SchoolChange
from schools.services.impacts import Act, Impact, ImpactProvider, register_impact
from supervision.improvement.models import Programme
from supervision.improvement.services import follow_register

LABEL = "การขับเคลื่อนคุณภาพที่กำลังดำเนินการ"
_MOVES = frozenset(
    {SchoolChange.Kind.OPENED, SchoolChange.Kind.CLOSED, SchoolChange.Kind.MERGED, SchoolChange.Kind.REOPENED,
     SchoolChange.Kind.SPLIT}
)  # fmt: skip


def _open(act: Act) -> list[Programme]:
    return list(Programme.objects.of_district(act.school.district_id).running()) if act.kind in _MOVES else []


def _lines(act: Act, programmes: list[Programme]) -> list[Impact]:
    if not programmes:
        return []
    page = reverse("improvement:schools", args=[programmes[0].pk])
    return [Impact(LABEL, len(programmes), "นับรวมหรือไม่ตามเกณฑ์ของแต่ละปี พร้อมเหตุผลในรายชื่อโรงเรียน", page)]


def _preview(user: Any, act: Act) -> Sequence[Impact]:
    return _lines(act, _open(act))


def _carry_out(actor: Any, act: Act) -> Sequence[Impact]:
    found = _open(act)
    # After the act: the school's own row is written last in it. What is lost meanwhile the nightly task finds.
    for programme in found:
        transaction.on_commit(partial(follow_register, programme, actor=actor))
    return _lines(act, found)


def register() -> None:
    register_impact("improvement.schools", ImpactProvider(preview=_preview, carry_out=_carry_out))
