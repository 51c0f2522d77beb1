"""One visit as a page shows it to one person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from core.approvals.content import Change, diff
from core.distance import in_words, metres
from core.files import attachments_of_key
from core.models import Attachment
from core.thai.dates import thai_date
from core.trail import Event, trail
from instruments.models import Item, Response
from instruments.permissions import readable
from instruments.queries import answered_keys, overall
from schools.scope import people_keys
from supervision.areas import Area
from supervision.field import permissions
from supervision.field.content import personal_sheets, place_name, snapshot, without_scores
from supervision.field.models import (
    Finding,
    FindingCheck,
    Visit,
    VisitMember,
    VisitPerson,
    VisitResponse,
    VisitRevision,
)
from supervision.field.queries.lists import Arrived, photos_on_the_way


@dataclass(frozen=True)
class SheetRow:
    """A sheet of the visit; `open` says whether this person may see its answers and score."""

    sheet: VisitResponse
    open: bool
    answered: int
    items: int

    @property
    def response(self) -> Response:
        return self.sheet.response

    @property
    def about(self) -> str:
        response = self.sheet.response
        return " ".join(filter(None, (response.classroom, str(response.person or "")))) or "ทั้งโรงเรียน"


@dataclass(frozen=True)
class VisitPage:
    visit: Visit
    members: list[VisitMember]
    supervised: list[VisitPerson]
    sheets: list[SheetRow]
    findings: list[Finding]
    photos: list[Attachment]
    coming: Arrived | None
    previous: list[Finding]
    events: list[Event]
    overall_percent: Any
    revisions: list[VisitRevision]
    today: date
    can: dict[str, bool]
    why_not: str
    distance: str

    @property
    def area_labels(self) -> list[str]:
        return [str(Area(area).label) for area in self.visit.areas]


def sheet_rows(visit: Visit, user: Any) -> list[SheetRow]:
    """The visit's sheets; those this person may not read are named, not opened. A fixed number of queries."""
    sheets = list(
        visit.sheets.select_related(
            "response__version__instrument", "response__person", "response__band", "response__school"
        )
    )
    keys = [sheet.response_id for sheet in sheets]
    seen = set(Response.objects.filter(readable(user), pk__in=keys).values_list("pk", flat=True)) if keys else set()
    answered = answered_keys(keys) if keys else {}
    counts = _item_counts({sheet.response.version_id for sheet in sheets})
    return [
        SheetRow(
            sheet,
            sheet.response_id in seen,
            answered.get(sheet.response_id, 0),
            counts.get(sheet.response.version_id, 0),
        )
        for sheet in sheets
    ]


def _item_counts(versions: set[int]) -> dict[int, int]:
    if not versions:
        return {}
    return dict(
        Item.objects.filter(section__version__in=versions)
        .exclude(kind=Item.Kind.NOTE)
        .order_by()
        .values("section__version")
        .annotate(n=Count("pk"))
        .values_list("section__version", "n")
    )


def previous_findings(visit: Visit) -> list[Finding]:
    """Findings of earlier visits to the school that are not finished, the most overdue first; each with the word this
    visit said about it (`verdict`, `check_note`) and the words there are (`verdicts`)."""
    rows = list(
        Finding.objects.unfinished()
        .filter(visit__school=visit.school_id)
        .exclude(visit=visit.pk or 0)
        .select_related("visit", "action")
        .order_by("action__due_on", "pk")[:20]
    )
    said = {check.action_id: check for check in visit.checks.all()} if rows and visit.pk else {}
    for row in rows:
        check = said.get(row.action_id or 0)
        row.verdict, row.check_note = (check.verdict, check.note) if check else ("", "")
        row.verdicts = FindingCheck.Verdict.choices
    return rows


def distance_words(visit: Visit) -> str:
    """How far the visit's place is from the school's, where both are known; else empty. Shown, never required."""
    school = visit.school
    if visit.latitude is None or visit.longitude is None or school.latitude is None or school.longitude is None:
        return ""
    return in_words(metres((visit.latitude, visit.longitude), (school.latitude, school.longitude)))


def visit_page(visit: Visit, user: Any, *, today: date) -> VisitPage:
    can = {
        "write": permissions.can_write(user, visit),
        "submit": permissions.can_submit(user, visit),
        "acknowledge": permissions.can_acknowledge(user, visit),
        "close": permissions.can_close(user, visit, today),
        "return": permissions.can_return(user, visit),
        "correct": permissions.can_correct(user, visit),
        "amend": permissions.can_amend(user, visit),
        "cancel": permissions.can_cancel(user, visit),
    }
    sheets = sheet_rows(visit, user)
    return VisitPage(
        visit=visit,
        members=list(visit.members.select_related("person")),
        supervised=list(visit.supervised.select_related("person", "subject_group")),
        sheets=sheets,
        findings=list(visit.findings.select_related("action", "owner")),
        photos=attachments_of_key("visit", str(visit.pk)),
        coming=photos_on_the_way([visit.pk], user, visit.district).get(visit.pk),
        previous=previous_findings(visit) if visit.is_editable else [],
        events=events(visit),
        overall_percent=overall(row.response for row in sheets if row.open) if len(sheets) > 1 else None,
        revisions=list(visit.revisions.select_related("made_by").defer("snapshot")),
        today=today,
        can=can,
        why_not=_why_not(visit, user, can, today),
        distance=distance_words(visit),
    )


def _why_not(visit: Visit, user: Any, can: dict[str, bool], today: date) -> str:
    """Why the next step is not this person's, in words."""
    if visit.state == Visit.State.SUBMITTED and not can["acknowledge"]:
        first = permissions.unseen_from(visit)
        until = f" ปิดเรื่องโดยไม่ได้รับทราบได้ตั้งแต่ {thai_date(first, 'short')}" if first and today < first else ""
        return f"รอ ผอ.โรงเรียนรับทราบ{until}"
    if visit.state == Visit.State.ACKNOWLEDGED and not can["close"]:
        mine = visit.lead_id in people_keys(user)
        return "โรงเรียนรับทราบแล้ว รอ ผอ.กลุ่มนิเทศฯ ปิดเรื่อง" + (" (ผู้นิเทศปิดเรื่องของตนเองไม่ได้)" if mine else "")
    return ""


_LOOKS = {
    "visit.started": ("plain", "pencil"),
    "visit.submitted": ("", "send"),
    "visit.acknowledged": ("ok", "inbox"),
    "visit.returned": ("warn", "arrow-back-up"),
    "visit.closed": ("ok", "circle-check"),
    "visit.closed_unseen": ("ok", "circle-check"),
    "visit.corrected": ("", "pencil"),
    "visit.amended": ("warn", "pencil"),
    "visit.cancelled": ("bad", "circle-x"),
}


def events(visit: Visit) -> list[Event]:
    return trail("visit", visit.pk, _LOOKS)


def changes(visit: Visit, user: Any) -> tuple[VisitRevision | None, list[Change]]:
    """The revision that was closed (or sent last), and how what stands now differs from it; scores this person may not
    see are left out on both sides."""
    base = visit.revisions.filter(content_hash=visit.closed_hash).first() if visit.closed_hash else None
    if base is None:
        base = visit.revisions.exclude(content_hash=visit.content_hash).first() or visit.revisions.first()
    if base is None:
        return None, []
    current = snapshot(visit)
    keys = set(personal_sheets(base.snapshot)) | set(personal_sheets(current))
    open_ones = {str(key) for key in Response.objects.filter(readable(user), pk__in=keys).values_list("pk", flat=True)}
    hidden = sorted(keys - open_ones)
    before, after = without_scores(base.snapshot, hidden), without_scores(current, hidden)
    return base, diff(before, after, place_name(before, after))
