"""Read-only questions about circulars: whom one goes to, who has read it, search for the whole product."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from core.pointers import Pointer
from core.search import Hit
from core.thai.dates import local_date, thai_date
from office.circulars.models import Circular, Receipt
from office.letters.queries import recipients
from schools.models import Person, School

KIND = "circular"


@dataclass(frozen=True)
class Standing:
    """How far the reading of one circular is."""

    asked: int
    read: int

    @property
    def unread(self) -> int:
        return self.asked - self.read


def pointer_of(circular: Circular) -> Pointer:
    day = local_date(circular.sent_at) if circular.sent_at else None
    return Pointer(KIND, str(circular.pk), f"{circular.reference} {circular.title}"[:300], day)


def people_of(circular: Circular, on: date) -> list[Person]:
    """People of the office it goes to on that day."""
    rows = recipients(circular.district, on)
    if circular.office_audience == Circular.Office.GROUP:
        return list(rows)
    return list(rows.filter(pk__in=circular.people)) if circular.office_audience == Circular.Office.PICKED else []


def schools_of(circular: Circular, on: date) -> list[School]:
    """Open schools it goes to on that day."""
    rows = School.objects.of_district(circular.district).open_on(on).order_by("name_sort", "pk")
    if circular.school_audience == Circular.Schools.ALL:
        return list(rows)
    if circular.school_audience == Circular.Schools.CLUSTERS:
        return list(rows.filter(cluster__in=circular.clusters))
    return list(rows.filter(pk__in=circular.schools)) if circular.school_audience == Circular.Schools.PICKED else []


def standing_of(circular: Circular) -> Standing:
    """One query."""
    held = list(circular.receipts.values_list("read_at", flat=True))
    return Standing(len(held), sum(1 for moment in held if moment))


def receipts_of(circular: Circular) -> Any:
    """Every receipt with its person or school, people first, each by name."""
    rows = circular.receipts.select_related("person", "school__cluster", "read_by")
    return rows.order_by("school__cluster__name_sort", "school__name_sort", "person__name_sort", "pk")


def unread_of(user: Any, district: Any) -> Any:
    """Receipts of the reader that wait, the oldest first."""
    rows = Receipt.objects.of_reader(user).unread().of_standing().filter(circular__district=district)
    return rows.select_related("circular__created_by", "circular__sent_by", "school").order_by(
        "circular__sent_at", "pk"
    )


def unread_count(district: Any) -> tuple[int, int]:
    """(circulars somebody has not read, receipts that wait) of an office."""
    rows = Receipt.objects.unread().of_standing().filter(circular__district=district)
    return rows.values("circular").distinct().count(), rows.count()


def from_letter(user: Any, letter: Any) -> Sequence[Circular]:
    """Circulars made of a letter that the person may see, the newest first."""
    return list(Circular.objects.visible_to(user).filter(letter=letter).counted().order_by("-created_at", "-pk"))


def years_of(rows: Any) -> list[int]:
    """Years (พ.ศ.) of numbers in `rows`, the newest first."""
    return list(rows.filter(year__isnull=False).order_by("-year").values_list("year", flat=True).distinct())


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Circulars by number, title and text, the newest first."""
    rows = Circular.objects.visible_to(user).of_district(district).containing(text)
    return [
        Hit("หนังสือเวียน", row.title, reverse("circulars:circular", args=[row.pk]),
            (row.reference, thai_date(row.sent_at, "short") if row.sent_at else ""), "mailbox")
        for row in rows.order_by("-created_at", "-pk")[:limit]
    ]  # fmt: skip


def search_evidence(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Circulars sent, as proof, the newest first; none is of one school."""
    if school is not None:
        return []
    rows = Circular.objects.visible_to(user).of_district(district).sent()
    if text.strip():
        rows = rows.containing(text)
    return [pointer_of(row) for row in rows.order_by("-sent_at", "-pk")[:limit]]
