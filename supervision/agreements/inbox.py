"""What agreements put into the one inbox: a school its own paper, the office those its schools have signed."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.approvals import InboxItem
from schools.scope import holds, reach
from supervision.agreements.models import Agreement
from supervision.improvement.models import Programme

_MOST = 20
S = Agreement.State


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    """Of programmes that run. The head of a school: waiting to be signed; the office: signed by schools, one item a
    programme."""
    rows = Agreement.objects.of_district(district).filter(participation__programme__state=Programme.State.OPEN)
    own = reach(user, "school.improvement.submit").schools
    if own:
        waiting = rows.filter(state=S.ISSUED, participation__school__in=own)
        for row in waiting.select_related("participation__programme").order_by("issued_at")[:_MOST]:
            yield InboxItem(
                "agreement", "บันทึกข้อตกลง", str(row.pk), str(row), row.participation.programme.name,
                reverse("agreements:agreement", args=[row.pk]), row.issued_at, "สำนักงานเขตพื้นที่การศึกษา",
                "issued", "รอลงนาม", act_label="พิมพ์และลงนาม",
            )  # fmt: skip
    if holds(user, "improvement.write", district=district):
        signed = rows.filter(state=S.SCHOOL_SIGNED).select_related("participation__programme").order_by("updated_at")
        yield from _per_programme(signed[:1000])


def _per_programme(rows: Iterable[Agreement]) -> Iterable[InboxItem]:
    held: dict[int, list[Agreement]] = {}
    for row in rows:
        held.setdefault(row.participation.programme_id, []).append(row)
    for found in held.values():
        programme = found[0].participation.programme
        url = reverse("agreements:board", args=[programme.pk])
        yield InboxItem(
            "agreement_school", "บันทึกข้อตกลงที่โรงเรียนลงนามแล้ว", str(programme.pk), programme.name,
            f"{len(found)} โรงเรียนลงนามแล้ว รอ ผอ.สพท. ลงนาม", f"{url}?state=school",
            found[0].updated_at, "โรงเรียน", act_label="เสนอลงนาม",
        )  # fmt: skip
