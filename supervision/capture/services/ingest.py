"""One door for what a phone sends and for a saved file: a visit's document is merged section by section.

Safe to repeat: the visit, its sheets, findings, signatures and pictures carry keys of the phone, and a section that is
there already is not written again. A section somebody else changed meanwhile is kept in history and told back.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from core.thai.dates import thai_date
from schools.models import School
from schools.queries import districts_of
from schools.scope import holds, reach
from supervision.capture.canonical import as_kept
from supervision.capture.queries.copy import photos_of
from supervision.capture.reading import Document, Refusal
from supervision.capture.services.apply import apply_order, apply_section, find_choices
from supervision.capture.services.photos import announce, differs, leave_sheets
from supervision.field import services
from supervision.field.content import parts_of
from supervision.field.held import held
from supervision.field.missing import missing
from supervision.field.models import SectionText, Visit
from supervision.field.permissions import may_write
from supervision.field.sections import GENERAL, NOTE_FIELDS, contents, digest, sheet_of
from supervision.field.services.writing import holding, number_of_section, one_section, set_aside
from supervision.planning.models import PlannedVisit

# Beside keys other parts may lock by: the two halves of an advisory lock are ours alone with this one.
_LOCK = 0x4E544856


@dataclass
class Answer:
    """What became of a document. `outcome`: kept, same, conflict, refused, foreign, not_allowed, no_school or busy."""

    outcome: str
    visit: Visit | None = None
    created: bool = False
    conflicts: dict[str, dict[str, Any]] = field(default_factory=dict)
    errors: list[Refusal] = field(default_factory=list)
    stamps: dict[str, int] = field(default_factory=dict)
    photos: dict[str, dict[str, bool]] = field(default_factory=dict)
    missing: list[dict[str, str]] = field(default_factory=list)
    message: str = ""


def ingest(
    document: Document, *, actor: Any, now: datetime | None = None, may_submit: bool = True, may_correct: bool = True
) -> Answer:
    """Merge a document into its visit, or begin the visit with it.

    Two documents of one visit at the same moment: one of them is told to come again. `may_submit` and `may_correct`
    are False for a file somebody else brings: it neither sends a visit nor touches one that was sent.
    """
    now = now or timezone.now()
    with transaction.atomic():
        if not _lock(document.id):
            return Answer("busy", message="ระบบกำลังรับบันทึกนี้อยู่ กรุณาลองอีกครั้ง")
        visit = _standing(document.id)
        if visit is None:
            answer = _begin(document, actor=actor, now=now)
        elif not may_write(actor, visit):
            return Answer("foreign", message="รหัสบันทึกนี้เป็นของผู้อื่น")
        elif visit.school_id != document.school:
            return Answer("refused", errors=[Refusal(GENERAL, "school", "บันทึกนี้เป็นของโรงเรียนอื่น")])
        else:
            answer = Answer("same", visit)
        if answer.visit is None:
            return answer
        _Merge(answer, document, actor, now, may_submit=may_submit, may_correct=may_correct).run()
    return answer


def _lock(key: UUID) -> bool:
    """Try, never wait: a phone comes again by itself, and a waiting request would hold a thread of the web server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, int.from_bytes(key.bytes[:4], signed=True)])
        row = cursor.fetchone()
    return bool(row[0])


def _standing(key: UUID) -> Visit | None:
    """The visit with this key. Most documents begin one: whether it is there is asked before its row is read."""
    rows = Visit.objects.filter(public_id=key)
    return rows.select_related("district__settings", "school", "lead__user").get() if rows.exists() else None


def _begin(document: Document, *, actor: Any, now: datetime) -> Answer:
    school = _school(document.school, actor)
    if school is None or not holds(actor, "visit.write", district=school.district_id):
        if school is not None and school.district_id in reach(actor, "reference.read").districts:
            return Answer("not_allowed", message="ท่านไม่มีสิทธิ์บันทึกการนิเทศในเขตนี้")
        return Answer("no_school", message="ระบบไม่พบโรงเรียนนี้ในเขตของท่าน")
    errors = [*document.errors]
    general = document.sections.get(GENERAL)
    if general is None:
        if not any(error.section == GENERAL for error in errors):
            errors.append(Refusal(GENERAL, "visited_on", "ยังไม่มีวันที่นิเทศ"))
        return Answer("refused", errors=errors)
    try:
        refuse_future(general["visited_on"], now)
        chosen = find_choices(general, school.district_id)
        place = general["place"]
        visit = services.start_visit(
            actor=actor,
            school=school,
            public_id=document.id,
            planned=_planned(document, school),
            place=(place.lat, place.lon, place.accuracy) if place else None,
            phone_at=document.began_at,
            device=document.device,
            keep_text=False,
            now=now,
            **{name: general[name] for name in ("visited_on", "time_in", "time_out", "round_no", "way", "areas")},
            topic=general["topic"],
            **chosen,
        )
    except NotAllowed as refusal:
        return Answer("not_allowed", message=refusal.message)
    except DomainError as refusal:
        return Answer("refused", errors=[*errors, Refusal(GENERAL, refusal.field or "", refusal.message)])
    return Answer("kept", visit, created=True)


def _school(key: int, actor: Any) -> School | None:
    """With its office, which is read already when the actor works there."""
    found = next(iter(School.objects.filter(pk=key).order_by()), None)
    if found is not None:
        own = {district.pk: district for district in districts_of(actor)}
        found.district = own.get(found.district_id) or found.district
    return found


def refuse_future(day: Any, now: datetime) -> None:
    """A phone's clock may be years off: a day that has not come by ours is told as what it is."""
    today = timezone.localdate(now)
    if day > today:
        raise DomainError(
            f"วันที่นิเทศ {thai_date(day, 'short')} ยังมาไม่ถึง วันนี้คือ {thai_date(today, 'short')} "
            "นาฬิกาของโทรศัพท์อาจเดินผิด กรุณาตั้งเวลาของเครื่องแล้วแก้วันที่นิเทศ",
            field="visited_on",
        )


def _planned(document: Document, school: School) -> PlannedVisit | None:
    """The planned visit; one that left its plan or was cancelled while the phone was away is no reason to refuse."""
    if document.planned is None:
        return None
    found = (
        PlannedVisit.objects.select_related("activity__plan", "activity__policy").filter(pk=document.planned).first()
    )
    if found is not None and found.school_id != school.pk:
        raise DomainError("การนิเทศตามแผนนี้เป็นของโรงเรียนอื่น", field="planned")
    return None if found is None or found.cancelled_reason else found


class _Merge:
    """The sections of one document against one visit."""

    def __init__(
        self, answer: Answer, document: Document, actor: Any, now: datetime, *, may_submit: bool, may_correct: bool
    ) -> None:
        assert answer.visit is not None
        self.answer, self.visit, self.document = answer, answer.visit, document
        self.actor, self.now = actor, now
        self.may_submit, self.may_correct = may_submit, may_correct
        self.texts = {name: as_kept(name, content) for name, content in document.sections.items()}
        self.sent = {name: digest(text) for name, text in self.texts.items()}
        # A text of this phone that was kept and written over since: it is answered with the number it was kept under.
        self.kept_as: dict[str, int] = {}

    def run(self) -> None:
        answer, document = self.answer, self.document
        answer.errors += [error for error in document.errors if error not in answer.errors]
        created = answer.created
        with holding(self.visit, device=document.device, phone_at=document.phone_now, fresh=created) as visit:
            hold = held(visit)
            hold.sent = self.sent
            hold.given = {name: text for name, text in self.texts.items() if sheet_of(name) and text is not None}
            fresh = {} if not created else {GENERAL: document.sections[GENERAL]}
            if created:
                visit.section_stamps[GENERAL]["sent"] = self.sent[GENERAL]
                hold.fields.add("section_stamps")
                hold.texts[GENERAL] = (self.actor, self.now)
            wanted = [name for name in apply_order(document.sections) if name not in fresh]
            todo = self._differing(wanted)
            new = created and bool(document.photos)
            pictures = ["photos"] if new or differs(visit, document.photos) else []
            changed = bool(todo or pictures) and self._open_for_writing([*todo, *pictures]) and self._write(todo)
            if pictures and visit.is_editable:
                changed = self._photos() or changed
            sent = self._submit(reopened=changed)
            self._tell()
        if answer.errors:
            answer.outcome = "refused"
        elif answer.conflicts:
            answer.outcome = "conflict"
        elif changed or sent or answer.created:
            answer.outcome = "kept"

    def _differing(self, names: list[str]) -> list[str]:
        """Sections to write; what met another's text is set aside and told in `conflicts`."""
        visit, stamps = self.visit, self.visit.section_stamps
        unknown = [name for name in names if stamps.get(name, {}).get("sent") != self.sent[name]]
        if self.answer.created or not unknown:
            return [name for name in unknown if not _is_empty(self.document.sections[name])]
        standing = contents(visit, unknown)
        texts = {name: self.texts[name] for name in unknown}
        found = [name for name in unknown if digest(texts[name]) != digest(standing[name])]
        stale = [name for name in found if self._is_stale(name)]
        if stale:
            earlier = dict(
                SectionText.objects.filter(
                    visit=visit,
                    saved_by=self.actor,
                    outcome=SectionText.Outcome.KEPT,
                    section__in=stale,
                    content_hash__in=[digest(texts[name]) for name in stale],
                )
                .order_by("number")
                .values_list("section", "number")
            )
            self.kept_as = {name: number for name, number in earlier.items() if number > self._base(name)}
            stale = [name for name in stale if name not in self.kept_as]
            set_aside(
                visit,
                {name: texts[name] for name in stale},
                actor=self.actor,
                now=self.now,
                phone_at=self.document.phone_now,
            )
            for name in stale:
                held = stamps[name]
                self.answer.conflicts[name] = {
                    "n": held["n"], "by": held.get("name", ""), "at": held["at"], "content": standing[name],
                }  # fmt: skip
        return [name for name in found if name not in stale and name not in self.kept_as]

    def _base(self, name: str) -> int:
        return self.document.base.get(name, 0)

    def _is_stale(self, name: str) -> bool:
        """Saved since by somebody else, or by this person elsewhere. What this phone saved itself it has seen, though
        the answer may have been lost on the way."""
        held = self.visit.section_stamps.get(name)
        if held is None or held["n"] == self._base(name):
            return False
        return not (held["by"] == self.actor.pk and held.get("device") == self.document.device)

    def _open_for_writing(self, todo: list[str]) -> bool:
        """A visit that was sent is corrected, with a reason once the school has seen it; else every text is refused and
        kept aside."""
        visit, states = self.visit, Visit.State
        if visit.is_editable:
            return True
        try:
            if visit.state == states.CANCELLED:
                raise DomainError(f"บันทึกนี้ถูกยกเลิกแล้ว: {visit.cancel_reason}")
            if not self.may_correct:
                raise DomainError("บันทึกนี้ส่งแล้ว ผู้นิเทศต้องแก้ไขเอง")
            if visit.state == states.SUBMITTED:
                services.correct_visit(visit, actor=self.actor, now=self.now)
            elif not self.document.reason:
                raise DomainError("โรงเรียนรับทราบบันทึกนี้แล้ว การแก้ไขต้องให้เหตุผล กรุณาเปิดบันทึกในระบบแล้วเลือกแก้ไข")
            else:
                services.amend_visit(visit, actor=self.actor, reason=self.document.reason, now=self.now)
        except DomainError as refusal:
            self.answer.errors += [Refusal(name, "", refusal.message) for name in todo]
            texts = {name: self.texts[name] for name in todo if name != "photos"}
            set_aside(
                visit,
                {name: content for name, content in texts.items() if content is not None},
                actor=self.actor,
                now=self.now,
                phone_at=self.document.phone_now,
            )
            return False
        return True

    def _write(self, todo: list[str]) -> bool:
        """Each section or its refusal; True when something was written."""
        done = False
        off = [key for name in todo if (key := sheet_of(name)) is not None and self.document.sections[name] is None]
        if off:
            leave_sheets(self.visit, self.document.photos, off)
        for name in todo:
            content = self.document.sections[name]
            try:
                with self._undoing(name):
                    if name == GENERAL and content is not None:
                        refuse_future(content["visited_on"], self.now)
                    apply_section(self.visit, name, content, actor=self.actor, now=self.now, fresh=self.answer.created)
                done = True
            except DomainError as refusal:
                self.answer.errors.append(Refusal(name, refusal.field or "", refusal.message))
        return done

    def _undoing(self, name: str) -> AbstractContextManager[None]:
        """What a refused section wrote is undone. A note is one assignment, and a new sheet is refused before its first
        row is written: there is nothing to undo."""
        whole_or_not = name in NOTE_FIELDS or (self.answer.created and sheet_of(name) is not None)
        return nullcontext() if whole_or_not else one_section(self.visit)

    def _photos(self) -> bool:
        changed, errors = announce(
            self.visit, self.document.photos, actor=self.actor, now=self.now, fresh=self.answer.created
        )
        self.answer.errors += errors
        return changed

    def _submit(self, *, reopened: bool) -> bool:
        """Sent when the phone asks and nothing is missing; a correction of a sent visit goes on its way at once."""
        visit = self.visit
        asked = self.document.submit or (reopened and visit.reopened == Visit.Reopened.CORRECT)
        if not visit.is_editable or not asked:
            return False
        parts = parts_of(visit)
        absent = missing(visit, parts=parts)
        self.answer.missing = [{"text": row.text, "section": _section_of(row)} for row in absent]
        if absent or not self.may_submit or self.answer.errors or self.answer.conflicts:
            return False
        services.submit_visit(visit, actor=self.actor, now=self.now, parts=parts)
        return True

    def _tell(self) -> None:
        visit = self.visit
        self.answer.stamps = {name: number_of_section(visit, name) for name in visit.section_stamps} | self.kept_as
        self.answer.photos = photos_of(visit)


def _is_empty(content: Mapping[str, Any] | None) -> bool:
    """Nothing was written there yet: an empty section of a new visit is no saved text."""
    return content is None or not any(content.values())


def _section_of(row: Any) -> str:
    """Which section of the phone's form a missing thing is about."""
    if row.anchor.startswith("item-"):
        sheet = next((part for part in row.page.split("/") if sheet_of(f"sheet:{part}")), "")
        return f"sheet:{sheet}"
    if row.anchor.startswith("finding-"):
        return "findings"
    return "observed" if row.anchor == "id_observed" else GENERAL


__all__ = ["Answer", "ingest", "refuse_future"]
