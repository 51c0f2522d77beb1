"""Forms in use, what schools answered, and their own supervision as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, IntegerField, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from core.thai.dates import local_date
from evidence.proofs import ProofSource, Record, Scope, Tag, source
from evidence.tags import AREA, TERM, fixed, own_day
from instruments.models import Instrument, InstrumentVersion, Section
from instruments.provider import KIND as INSTRUMENT
from supervision.areas import Area
from supervision.field.models import VisitResponse
from supervision.field.querysets import MADE
from supervision.rounds.models import CollectionRound, InternalSummary, RoundSchool
from supervision.rounds.models.round import ANSWERED

INTERNAL_TERM = "internal_term"
_STANDING = (CollectionRound.State.OPEN, CollectionRound.State.CLOSED)
# A section that is about one of the four areas says so in its heading (ด้านงบประมาณ); offices say งานบุคคล too.
_HEADINGS = {
    Area.ACADEMIC: ("วิชาการ",), Area.BUDGET: ("งบประมาณ",), Area.PERSONNEL: ("บุคคล", "บุคลากร"),
    Area.GENERAL: ("บริหารทั่วไป", "ทั่วไป"),
}  # fmt: skip


def areas_of(headings: Iterable[str | None]) -> set[str]:
    """The areas a form asks about, by the headings of its sections."""
    told = [heading for heading in headings if heading and "ข้อมูลทั่วไป" not in heading]
    return {str(area) for area, words in _HEADINGS.items() if any(word in text for text in told for word in words)}


def _ordered(areas: set[str]) -> tuple[str, ...]:
    return tuple(area for area in Area.values if area in areas)


def _headings(path: str) -> Any:
    """Headings of the sections of the version at `path`, as an array."""
    return Coalesce(
        Subquery(
            Section.objects.filter(version=OuterRef(path))
            .order_by()
            .values("version")
            .annotate(told=ArrayAgg("title"))
            .values("told")
        ),
        [],
    )


def _used_on_visits(scope: Scope) -> dict[int, tuple[date, set[str]]]:
    """Instrument → the last day it was used on a visit of the year, and the areas of those visits. One query."""
    rows = (
        VisitResponse.objects.filter(visit__district=scope.district, visit__fiscal_year=scope.fiscal_year)
        .filter(visit__state__in=MADE)
        .order_by()
        .values_list("response__version__instrument", "visit__areas")
        .annotate(last=Max("visit__visited_on"))
    )
    found: dict[int, tuple[date, set[str]]] = {}
    for key, areas, last in rows:
        held, known = found.get(key, (last, set()))
        found[key] = (max(held, last), known | set(areas))
    return found


def instruments(scope: Scope) -> list[Record]:
    """Forms that visits or rounds of the year used, or that were published in it, with the areas they ask about and
    were used for. A form that only lies there since an earlier year proves nothing of this one. Two queries."""
    used = _used_on_visits(scope)
    asked = Q(collection_rounds__fiscal_year=scope.fiscal_year, collection_rounds__state__in=_STANDING)
    rows = (
        InstrumentVersion.objects.filter(instrument__district=scope.district)
        .exclude(state=InstrumentVersion.State.DRAFT)
        .annotate(headings=_headings("pk"), asked_on=Max("collection_rounds__opens_on", filter=asked))
        .values_list("instrument", "instrument__name", "published_at", "headings", "asked_on")
    )
    days: dict[int, set[date]] = {key: {last} for key, (last, _) in used.items()}
    areas: dict[int, set[str]] = {key: set(known) for key, (_, known) in used.items()}
    ways: dict[int, set[str]] = {key: {"visit"} for key in used}
    names: dict[int, str] = {}
    for key, name, published, headings, asked_on in rows:
        names[key] = name
        areas.setdefault(key, set()).update(areas_of(headings))
        if asked_on is not None:
            days.setdefault(key, set()).add(asked_on)
            ways.setdefault(key, set()).add("round")
        if published is not None and scope.has(local_date(published)):
            days.setdefault(key, set()).add(local_date(published))
    found = [
        Record(
            INSTRUMENT, str(key), names[key], max(seen),
            {"area": _ordered(areas[key]), "use": tuple(sorted(ways.get(key, ()))) or ("published",)},
        )
        for key, seen in days.items() if key in names
    ]  # fmt: skip
    return sorted(found, key=lambda record: (record.date or date.min, int(record.key)), reverse=True)


def _rounds(scope: Scope) -> list[tuple[Any, ...]]:
    """The year's rounds with answers that stand, open or over; one query however many sources ask."""
    found: list[tuple[Any, ...]] = scope.once("rounds.answered", lambda: list(_answered(scope)))
    return found


def _answered(scope: Scope) -> Any:
    got = RoundSchool.objects.filter(round=OuterRef("pk"), state__in=list(ANSWERED)).order_by().values("round")
    counted = Subquery(got.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return (
        CollectionRound.objects.filter(district=scope.district, fiscal_year=scope.fiscal_year, state__in=_STANDING)
        .annotate(answers=Coalesce(counted, 0), headings=_headings("version"))
        .filter(answers__gt=0)
        .order_by("-opens_on", "-pk")
        .values_list(
            "pk", "title", "label", "opens_on", "due_on", "term", "version__instrument__code", "answers", "headings",
            "state",
        )
    )  # fmt: skip


def moments_of(text: str) -> tuple[str, ...]:
    """Whether a round is of before or after the opening of a term, by what the office called it."""
    said = [("before", "ก่อน"), ("after", "หลัง")]
    return tuple(moment for moment, word in said if word in text)


def _record(scope: Scope, row: tuple[Any, ...], lead: str, day: date) -> Record:
    pk, title, label, _, _, term, code, answers, headings, _ = row
    name = f"{lead}{title} ({label})" if label else f"{lead}{title}"
    tags = {
        "area": _ordered(areas_of(headings)), "term": (str(term),), "purpose": (code,),
        "moment": moments_of(f"{title} {label}"),
    }  # fmt: skip
    return Record("collection_round", str(pk), name, own_day(scope, day), tags, None, answers)


def answers(scope: Scope) -> Iterator[Record]:
    """Rounds of the year with answers that stand, and how many schools gave one."""
    for row in _rounds(scope):
        yield _record(scope, row, "", row[3])


def summaries(scope: Scope) -> Iterator[Record]:
    """Results of the rounds that are over."""
    for row in _rounds(scope):
        if row[-1] == CollectionRound.State.CLOSED:
            yield _record(scope, row, "สรุปผล ", row[4])


def _summaries_of_schools(scope: Scope) -> list[tuple[Any, ...]]:
    """Summaries schools sent of the two terms that lie in the fiscal year: term 2 begun before it, term 1 in it."""
    year = scope.fiscal_year
    rows = (
        InternalSummary.objects.filter(school__district=scope.district)
        .sent()
        .filter(Q(academic_year=year - 1, term=2) | Q(academic_year=year, term=1))
        .order_by("-submitted_at", "-pk")
        .values_list("pk", "school", "school__name", "academic_year", "term", "submitted_at")
    )
    return list(rows)


def internal(scope: Scope) -> Iterator[Record]:
    """The office's orders on schools' own supervision, its summary of each term, and what the schools sent it. What was
    seen in a classroom stays in the school and is never a record here."""
    for order in source("orders").gather(scope):
        if "internal" in order.tags["about"]:
            yield Record(order.kind, order.key, order.label, order.date, {"part": ("order",)})
    rows = _summaries_of_schools(scope)
    for year, term in dict.fromkeys((row[3], row[4]) for row in rows):
        of_term = [row for row in rows if row[3:5] == (year, term)]
        label = f"สรุปผลการนิเทศภายในของสถานศึกษา ภาคเรียนที่ {term}/{year}"
        tags = {"part": ("summary",), "term": (str(term),)}
        key = f"{scope.district.pk}-{term}-{year}"
        yield Record(INTERNAL_TERM, key, label, own_day(scope, of_term[0][5]), tags, None, len(of_term))
    for pk, school, name, year, term, sent in rows:
        label = f"สรุปนิเทศภายใน {name} ภาคเรียนที่ {term}/{year}"
        tags = {"part": ("copy",), "term": (str(term),)}
        yield Record("internal_summary", str(pk), label, own_day(scope, sent), tags, school)


def _forms(district: Any) -> list[tuple[str, str]]:
    return list(Instrument.objects.of_district(district).order_by("name", "pk").values_list("code", "name"))


_ROUND_TAGS = (
    AREA, TERM, Tag("purpose", "เครื่องมือ", _forms),
    Tag("moment", "ช่วงเปิดภาคเรียน", fixed([("before", "ก่อนเปิดภาคเรียน"), ("after", "หลังเปิดภาคเรียน")])),
)  # fmt: skip
_USES = (("visit", "ใช้ในการนิเทศ"), ("round", "ใช้เก็บข้อมูล"), ("published", "เผยแพร่ในปี"))
_PARTS = (("order", "คำสั่ง"), ("copy", "สรุปที่สถานศึกษาส่ง"), ("summary", "สรุปของเขตพื้นที่"))
INSTRUMENTS = ProofSource(
    key="instruments", thai="เครื่องมือนิเทศที่ใช้", unit="ฉบับ", gather=instruments,
    tags=(AREA, Tag("use", "การใช้", fixed(_USES))), page=lambda scope: reverse("instruments:list"),
)  # fmt: skip
ANSWERS = ProofSource(
    key="answers", thai="การเก็บรวบรวมข้อมูลจากสถานศึกษา", unit="รอบ", gather=answers, amount=("คำตอบ", "โรงเรียน"),
    tags=_ROUND_TAGS, page=lambda scope: reverse("rounds:rounds"),
)  # fmt: skip
SUMMARIES = ProofSource(
    key="summaries", thai="สรุปผลการเก็บรวบรวมข้อมูล", unit="ฉบับ", gather=summaries, amount=("คำตอบ", "โรงเรียน"),
    tags=_ROUND_TAGS, page=lambda scope: reverse("rounds:rounds"),
)  # fmt: skip
INTERNAL = ProofSource(
    key="internal", thai="การนิเทศภายในของสถานศึกษา", unit="ฉบับ", gather=internal,
    tags=(Tag("part", "ส่วน", fixed(_PARTS)), TERM), page=lambda scope: reverse("rounds:internal-office"),
)  # fmt: skip
