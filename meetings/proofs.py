"""Gatherings, their lessons and their pictures as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import CharField, Count, OuterRef, Subquery, Sum
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from core.models import Attachment
from core.thai.dates import local_date
from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import answered, yes_no
from meetings.models import Gathering, GatheringBody, GatheringKind, HeadCount, Lesson, MeetingRules, Participant
from meetings.provider import PHOTO
from schools.models import Project


def _code(key: str, pk: int | None) -> tuple[str, ...]:
    """A shipped row is known by its key, an office's own by its number."""
    return (key or str(pk),) if pk else ()


def rows_of(model: Any) -> Any:
    """The office's own rows of a list as choices."""

    def choices(district: Any) -> list[tuple[str, str]]:
        rows = model.objects.of_district(district).order_by("pk").values_list("reference_key", "pk", "name")
        return [(key or str(pk), name) for key, pk, name in rows]

    return choices


_FIELDS = (
    "pk", "title", "held_on", "held_to", "minutes_at", "kind", "kind__reference_key", "body", "body__reference_key",
    "project", "project__reference_key", "project__name", "people", "heads", "told", "days", "pictures",
)  # fmt: skip


def _counted(rows: Any, by: str, what: Any) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=what).values("n")), 0)


def held(scope: Scope) -> list[dict[str, Any]]:
    """The year's gatherings that were held, newest first, with what they have; one query however many sources ask."""

    def read() -> list[dict[str, Any]]:
        one, key = OuterRef("pk"), Cast(OuterRef("pk"), CharField())
        came = Participant.objects.filter(batch__gathering=one, came=True)
        days = MeetingRules.objects.filter(district=OuterRef("district")).values("minutes_days")[:1]
        rows = (
            Gathering.objects.of_district(scope.district)
            .in_fiscal_year(scope.fiscal_year)
            .filter(state=Gathering.State.HELD)
            .annotate(
                people=_counted(came, "batch__gathering", Count("pk")),
                heads=_counted(HeadCount.objects.filter(batch__gathering=one), "batch__gathering", Sum("came")),
                told=_counted(Lesson.objects.filter(gathering=one), "gathering", Count("pk")),
                pictures=_counted(Attachment.objects.filter(owner_kind=PHOTO, owner_key=key), "owner_key", Count("pk")),
                days=Coalesce(Subquery(days), MeetingRules.MINUTES_DAYS),
            )
            .order_by("-held_on", "-pk")
        )
        return list(rows.values(*_FIELDS))

    found: list[dict[str, Any]] = scope.once("meetings.held", read)
    return found


def _tags(row: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    project = _code(row["project__reference_key"], row["project"])
    return {
        "kind": _code(row["kind__reference_key"], row["kind"]),
        "body": _code(row["body__reference_key"], row["body"]),
        "project": ("yes", *project) if project else ("no",),
    }


def gatherings(scope: Scope) -> Iterator[Record]:
    """Gatherings that were held, with everybody who came, named or counted."""
    for row in held(scope):
        handed = local_date(row["minutes_at"]) if row["minutes_at"] else None
        tags = _tags(row) | {
            "minutes": answered(handed), "lessons": answered(row["told"]),
            "on_time": answered(handed is not None and handed <= row["held_to"] + timedelta(days=row["days"])),
        }  # fmt: skip
        amount = row["people"] + row["heads"]
        yield Record("gathering", str(row["pk"]), row["title"], row["held_on"], tags, None, amount)


def lessons(scope: Scope) -> Iterator[Record]:
    """Gatherings held of which somebody wrote down what was learned (ถอดบทเรียน)."""
    for row in held(scope):
        if row["told"]:
            label = f"ถอดบทเรียน {row['title']}"
            yield Record("gathering", str(row["pk"]), label, row["held_on"], _tags(row), None, row["told"])


def pictures(scope: Scope) -> Iterator[Record]:
    """Gatherings held with pictures, and how many."""
    for row in held(scope):
        if row["pictures"]:
            label = f"ภาพถ่าย {row['title']}"
            yield Record(PHOTO, str(row["pk"]), label, row["held_on"], _tags(row), None, row["pictures"])


def _projects(district: Any) -> list[tuple[str, str]]:
    return [("yes", "ตามโครงการ"), ("no", "ไม่ใช่โครงการ"), *rows_of(Project)(district)]


def _page(scope: Scope) -> str:
    return reverse("meetings:gatherings")


_COMMON = (
    Tag("kind", "ประเภท", rows_of(GatheringKind)), Tag("body", "คณะหรือกลุ่ม", rows_of(GatheringBody)),
    Tag("project", "โครงการ", _projects),
)  # fmt: skip
GATHERINGS = ProofSource(
    key="gatherings", thai="การประชุมและกิจกรรม", unit="ครั้ง", gather=gatherings, amount=("ผู้เข้าร่วม", "คน"), page=_page,
    tags=(
        *_COMMON, yes_no("minutes", "บันทึกการประชุม", yes="ส่งแล้ว", no="ยังไม่ส่ง"),
        yes_no("on_time", "ส่งบันทึกทันกำหนด"), yes_no("lessons", "ถอดบทเรียน", yes="มี", no="ไม่มี"),
    ),
)  # fmt: skip
LESSONS = ProofSource(
    key="gathering-lessons", thai="การถอดบทเรียน", unit="ครั้ง", gather=lessons, amount=("บทเรียน", "เรื่อง"), page=_page,
    tags=_COMMON,
)  # fmt: skip
PICTURES = ProofSource(
    key="pictures", thai="ภาพถ่ายการประชุมและกิจกรรม", unit="ครั้ง", gather=pictures, amount=("ภาพ", "ภาพ"), page=_page,
    tags=_COMMON,
)  # fmt: skip
