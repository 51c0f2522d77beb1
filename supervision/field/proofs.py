"""Visits and what they found as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import AREA, TERM, answered, fixed, yes_no
from supervision.areas import Way
from supervision.field.models import Finding, FindingCheck, Visit
from supervision.field.querysets import MADE

_STATES = [(state.value, str(state.label)) for state in Visit.State if state.value in MADE]
_LONG = 160


def made(scope: Scope) -> list[tuple[Any, ...]]:
    """The year's visits that were made, newest first; one query however many sources ask."""

    def read() -> list[tuple[Any, ...]]:
        checked = FindingCheck.objects.filter(visit=OuterRef("pk"))
        rows = (
            Visit.objects.of_district(scope.district)
            .in_fiscal_year(scope.fiscal_year)
            .made()
            .annotate(followed=Exists(checked))
            .order_by("-visited_on", "-pk")
        )
        return list(
            rows.values_list(
                "pk", "school", "school__name", "topic", "visited_on", "state", "areas", "term", "way", "followed",
                "project", "project__reference_key", "project__name",
            )
        )  # fmt: skip

    found: list[tuple[Any, ...]] = scope.once("field.made", read)
    return found


def visits(scope: Scope) -> Iterator[Record]:
    """Visits that were made, whatever became of their papers since."""
    for pk, school, name, topic, day, state, areas, term, way, followed, project, *_ in made(scope):
        tags = {
            "state": (state,), "area": tuple(areas), "term": (str(term),), "way": (way,),
            "project": answered(project), "followup": answered(followed),
        }  # fmt: skip
        yield Record("visit", str(pk), f"นิเทศ {name} เรื่อง{topic}", day, tags, school)


# A finding told done is still open until somebody else has seen that it is.
_FINDING_STATES = {"open": ("open",), "done": ("open", "done"), "closed": ("closed",)}


def findings(scope: Scope) -> Iterator[Record]:
    """What visits of the year found and sent on to be put right, cancelled ones left out. One query."""
    rows = (
        Finding.objects.sent()
        .filter(visit__district=scope.district, visit__fiscal_year=scope.fiscal_year)
        .filter(action__state__in=_FINDING_STATES)
        .order_by("-visit__visited_on", "-visit", "position", "pk")
        .values_list(
            "action", "text", "visit__visited_on", "visit__school", "visit__school__name", "action__state",
            "visit__areas", "visit__term",
        )
    )  # fmt: skip
    for action, text, day, school, name, state, areas, term in rows:
        tags = {"state": _FINDING_STATES[state], "area": tuple(areas), "term": (str(term),)}
        yield Record("action", str(action), f"{name}: {text[:_LONG]}", day, tags, school)


VISITS = ProofSource(
    key="visits", thai="การนิเทศ", unit="ครั้ง", gather=visits,
    tags=(
        Tag("state", "สถานะ", fixed(_STATES)), AREA, TERM, Tag("way", "รูปแบบ", fixed(Way.choices)),
        yes_no("project", "ตามโครงการ"), yes_no("followup", "ติดตามข้อค้นพบครั้งก่อน"),
    ),
    page=lambda scope: f"{reverse('field:visits')}?fy={scope.fiscal_year}&state=made",
)  # fmt: skip
FINDINGS = ProofSource(
    key="findings", thai="ข้อค้นพบจากการนิเทศ", unit="เรื่อง", gather=findings,
    tags=(
        Tag("state", "สถานะ", fixed([("open", "ยังไม่ปิด"), ("done", "แจ้งว่าเสร็จแล้ว"), ("closed", "ปิดแล้ว")])), AREA, TERM,
    ),
    page=lambda scope: reverse("processes:actions"),
)  # fmt: skip
