"""Minutes and resolutions of committees as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from core.thai.dates import local_date
from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import answered, fixed, yes_no
from kotpn.committee.lane import ROUND
from kotpn.committee.models import Committee
from kotpn.meetings.models import Meeting
from kotpn.minutes.models import Minutes, Resolution
from kotpn.minutes.querysets import TOLD

_TOLD = [(state.value, str(state.label)) for state in Minutes.State if state.value in TOLD]
_STANDING = [(state.value, str(state.label)) for state in Resolution.State if state != Resolution.State.CANCELLED]
# What the agenda item was drafted from, by the desks' own names of their pointers.
_ABOUT = {
    "plan": ("plan", "monitoring_plan", "quality_plan"),
    "results": (
        "visit_results", "open_findings", "sar_standing", "level_summary", "report_paper", "held_gatherings", "visit",
        "action", "sar", "period_report", "monitoring_result", "gathering", "external_result", "quality_follow_up",
        "collection_round", "internal_summary",
    ),
    "resolution": ("resolution",),
}  # fmt: skip
_ABOUT_OF = {kind: about for about, kinds in _ABOUT.items() for kind in kinds}
_ABOUT_WORDS = (
    ("results", "ผลการติดตามและนิเทศ"), ("plan", "แผน"), ("resolution", "มติเดิมที่ติดตาม"), ("other", "เรื่องอื่น"),
)  # fmt: skip
_LONG = 200


def about(kind: str, key: str) -> str:
    """What a resolution is about. Of an approval that waits for the committee the key says what is approved:
    "plan.12"."""
    return _ABOUT_OF.get(key.partition(".")[0] if kind == ROUND else kind, "other")


def minutes(scope: Scope) -> Iterator[Record]:
    """Minutes of the year's meetings that were circulated or adopted; on time when they were circulated by their day.
    One query."""
    rows = (
        Minutes.objects.of_district(scope.district)
        .told()
        .filter(meeting__held_on__range=(scope.start, scope.end))
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .order_by("-meeting__held_on", "-pk")
        .values_list(
            "meeting", "meeting__committee__short_name", "meeting__committee__kind", "meeting__committee__minutes_days",
            "meeting__number", "meeting__year", "meeting__held_on", "state", "due_on", "circulated_at",
        )
    )  # fmt: skip
    for key, name, kind, days, number, year, day, state, due, told in rows:
        in_time = told is not None and local_date(told) <= (due or day + timedelta(days=days))
        tags = {"committee": (kind,), "state": (state,), "on_time": answered(in_time)}
        yield Record("minutes", str(key), f"รายงานการประชุม {name} ครั้งที่ {number}/{year}", day, tags)


def resolutions(scope: Scope) -> Iterator[Record]:
    """Numbered resolutions of the year's meetings. One query."""
    rows = (
        Resolution.objects.of_district(scope.district)
        .standing()
        .numbered()
        .filter(meeting__held_on__range=(scope.start, scope.end))
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .order_by("-meeting__held_on", "-year", "-number", "-pk")
        .values_list(
            "pk", "number", "year", "text", "kind", "state", "meeting__held_on", "meeting__committee__kind",
            "item__source_kind", "item__source_key",
        )
    )  # fmt: skip
    for pk, number, year, text, kind, state, day, committee, source, key in rows:
        matter = about(source, key)
        tags = {
            "kind": (kind,), "state": (state,), "committee": (committee,), "about": (matter,),
            "from_results": answered(matter == "results"),
        }  # fmt: skip
        yield Record("resolution", str(pk), f"มติที่ {number}/{year} {text[:_LONG]}", day, tags)


_COMMITTEE = Tag("committee", "คณะ", fixed(Committee.Kind.choices))
MINUTES = ProofSource(
    key="minutes", thai="รายงานการประชุม", unit="ฉบับ", gather=minutes,
    tags=(_COMMITTEE, Tag("state", "สถานะ", fixed(_TOLD)), yes_no("on_time", "แจ้งเวียนทันกำหนด")),
    page=lambda scope: reverse("minutes:index"),
)  # fmt: skip
RESOLUTIONS = ProofSource(
    key="resolutions", thai="มติที่ประชุม", unit="มติ", gather=resolutions,
    tags=(
        Tag("kind", "ชนิด", fixed(Resolution.Kind.choices)), Tag("state", "สถานะ", fixed(_STANDING)), _COMMITTEE,
        Tag("about", "เรื่อง", fixed(_ABOUT_WORDS)), yes_no("from_results", "มาจากผลการติดตามและนิเทศ"),
    ),
    page=lambda scope: reverse("minutes:resolutions"),
)  # fmt: skip
