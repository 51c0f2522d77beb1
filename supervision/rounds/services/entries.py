"""A school's row in a round: sheets filled in by several people, sent by the principal, returned, accepted, excused."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from core import files, notify
from core.approvals.content import content_hash, plain
from core.errors import DomainError, NotAllowed, StaleRevision, needed
from core.missing import refuse_if_missing
from core.models import Attachment
from core.thai.dates import thai_date, thai_time
from instruments.models import Answer, Item, Response
from instruments.queries import Form
from instruments.services import AnswerValue, open_response, remove_response, save_answers
from schools.models import Person, School
from schools.queries import people_of_schools
from supervision.rounds import permissions
from supervision.rounds.missing import about_of, missing_of_entry
from supervision.rounds.models import CollectionRound, RoundRevision, RoundSchool, RoundSheet
from supervision.rounds.permissions import ENTRY_STATES
from supervision.rounds.pictures import MOST, photo_pointer, pictures_in
from supervision.rounds.services.common import entry_pointer, entry_url, trace_entry

State = RoundSchool.State
_NOT_ABOUT = "แบบเกี่ยวกับบุคคลกรอกได้เฉพาะ ผอ.โรงเรียนและเจ้าตัว"


def locked(entry: RoundSchool) -> RoundSchool:
    """The row, held until the transaction ends; its round is read after the wait, for it may have been closed."""
    RoundSchool.objects.select_for_update().get(pk=entry.pk)
    return RoundSchool.objects.select_related(
        "round__district__settings", "round__version__instrument__district", "school__district"
    ).get(pk=entry.pk)


@transaction.atomic
def apply_to_round(round_: CollectionRound, *, actor: Any, school: School, now: datetime | None = None) -> RoundSchool:
    """The principal of a school that wants to take part; the second click gives the same row."""
    now = now or timezone.now()
    entry = RoundSchool(round=round_, school=school)
    if round_.audience != CollectionRound.Audience.APPLY or round_.district_id != school.district_id:
        raise DomainError("รอบนี้ไม่ได้เปิดให้สมัคร")
    if not permissions.may_submit(actor, entry):
        raise NotAllowed("สมัครได้เฉพาะ ผอ.โรงเรียน")
    if round_.state != CollectionRound.State.OPEN or (round_.closes_on_due and timezone.localdate(now) > round_.due_on):
        raise DomainError("รอบนี้ปิดรับสมัครแล้ว")
    found, made = RoundSchool.objects.get_or_create(
        round=round_, school=school, defaults={"applied": True, "updated_at": now}
    )
    if made:
        trace_entry(found, "applied", actor=actor, at=now)
    return found


@transaction.atomic
def add_sheet(
    entry: RoundSchool, *, actor: Any, classroom: str = "", person: Person | None = None,
    answers: Mapping[int, AnswerValue] | None = None, form: Form | None = None, now: datetime | None = None,
    today: date | None = None,
) -> RoundSheet:  # fmt: skip
    """A sheet about the school, a class or a person; the same one twice stays one."""
    now = now or timezone.now()
    entry = _to_write(entry, actor, today or timezone.localdate(now))
    if not permissions.may_fill_about(actor, entry, person.pk if person else None):
        raise NotAllowed(_NOT_ABOUT)
    classroom = " ".join(classroom.split())[:40]
    about = f"p{person.pk}:{classroom}" if person else classroom
    held = entry.sheets.select_related("response").filter(about=about).first()
    if held is not None:
        return held
    response = open_response(
        entry.round.version, school=entry.school, classroom=classroom, person=person, answers=answers, form=form,
        on=today or timezone.localdate(now), chosen_before=True,
    )  # fmt: skip
    sheet = RoundSheet.objects.create(entry=entry, response=response, about=about, saved_by=actor, saved_at=now)
    _touch(entry, "fill", now)
    return sheet


@transaction.atomic
def save_sheet(
    entry: RoundSchool, *, actor: Any, response: Response, answers: Mapping[int, AnswerValue],
    form: Form | None = None, stamp: int | None = None, now: datetime | None = None, today: date | None = None,
) -> RoundSheet:  # fmt: skip
    """Answers of one sheet. StaleRevision when somebody else saved it since it was opened; nothing is written."""
    now = now or timezone.now()
    entry = _to_write(entry, actor, today or timezone.localdate(now))
    sheet = entry.sheets.select_related("response", "saved_by").get(response=response.pk)
    if not permissions.may_fill_about(actor, entry, sheet.response.person_id):
        raise NotAllowed(_NOT_ABOUT)
    if stamp is not None and sheet.stamp != stamp and sheet.saved_by_id != actor.pk:
        when = thai_time(sheet.saved_at) if sheet.saved_at else ""
        raise StaleRevision(f"{sheet.saved_by} บันทึกแบบนี้ไปแล้วเมื่อ {when} กรุณาเทียบสองฉบับแล้วเลือก")
    save_answers(sheet.response, answers, form=form)
    sheet.stamp, sheet.saved_by, sheet.saved_at = sheet.stamp + 1, actor, now
    sheet.save(update_fields=["stamp", "saved_by", "saved_at"])
    _touch(entry, "fill", now)
    return sheet


@transaction.atomic
def add_picture(
    entry: RoundSchool, *, actor: Any, response: Response, item: Item, upload: UploadedFile,
    now: datetime | None = None, today: date | None = None,
) -> Attachment:  # fmt: skip
    """A picture as the answer of a photo item; the same one again stays one."""
    now = now or timezone.now()
    entry = _to_write(entry, actor, today or timezone.localdate(now))
    sheet = entry.sheets.select_related("response", "entry__school").get(response=response.pk)
    if not permissions.may_fill_about(actor, entry, sheet.response.person_id):
        raise NotAllowed(_NOT_ABOUT)
    if item.kind != Item.Kind.PHOTO:
        raise DomainError("ข้อนี้ไม่ได้ขอภาพถ่าย", field="photo")
    owner = photo_pointer(sheet, item.pk)
    if len(files.attachments_of(owner)) >= MOST:
        raise DomainError(f"หนึ่งข้อมีภาพได้ไม่เกิน {MOST} ภาพ", field="photo")
    kept = files.store(
        upload, owner=owner, actor=actor, district_code=entry.round.district.code, allow=("image",),
        caption=item.text[:300],
    )  # fmt: skip
    _touch(entry, "fill", now)
    return kept


@transaction.atomic
def remove_sheet(
    entry: RoundSchool, *, actor: Any, response: Response, now: datetime | None = None, today: date | None = None
) -> None:
    """Of a row that was never sent, or was returned; what had been sent stays in its revision."""
    now = now or timezone.now()
    entry = _to_write(entry, actor, today or timezone.localdate(now))
    sheet = entry.sheets.select_related("response").filter(response=response.pk).first()
    if sheet is None:
        return
    if not permissions.may_fill_about(actor, entry, sheet.response.person_id):
        raise NotAllowed(_NOT_ABOUT)
    sheet.delete()
    remove_response(sheet.response)
    _touch(entry, "fill", now)


@transaction.atomic
def hand_to_principal(entry: RoundSchool, *, actor: Any, now: datetime | None = None) -> RoundSchool:
    """A teacher is done: the principal reads and sends."""
    now = now or timezone.now()
    entry = _to_write(entry, actor, timezone.localdate(now))
    refuse_if_missing(missing_of_entry(entry))
    if entry.state != State.PRINCIPAL:
        _touch(entry, "hand", now)
        trace_entry(entry, "handed", actor=actor, at=now)
        _tell_school(entry, code="round.handed", title=f"แบบกรอกเสร็จแล้ว รอท่านส่ง: {entry.round}", but=actor, now=now)
    return entry


@transaction.atomic
def submit_entry(
    entry: RoundSchool, *, actor: Any, comment: str = "", now: datetime | None = None, today: date | None = None
) -> RoundSchool:
    """The principal sends: a revision with its hash. After the due date it is late; a second click is the same."""
    now = now or timezone.now()
    today = today or timezone.localdate(now)
    entry = locked(entry)
    if not permissions.may_submit(actor, entry):
        raise NotAllowed("ส่งได้เฉพาะ ผอ.โรงเรียน")
    if entry.state == State.SUBMITTED:
        return entry
    target = ENTRY_STATES.next(entry.state, "submit")
    _refuse_if_shut(entry, today)
    sheets = list(entry.sheets.select_related("response__person", "response__band"))
    refuse_if_missing(missing_of_entry(entry, sheets))
    content = snapshot(entry, sheets)
    digest = content_hash(content)
    if entry.revision == 0:
        entry.late = entry.round.is_late(today)
    if digest != entry.content_hash:
        entry.revision += 1
        RoundRevision.objects.create(
            entry=entry, number=entry.revision, content_hash=digest, snapshot=content, made_by=actor, made_at=now
        )
    entry.state, entry.content_hash, entry.reason, entry.comment = target, digest, "", comment.strip()
    entry.submitted_at, entry.submitted_by, entry.updated_at = now, actor, now
    entry.decided_at = entry.decided_by = None
    entry.save()
    trace_entry(entry, "submitted", actor=actor, at=now, data={"revision": entry.revision})
    return entry


def snapshot(entry: RoundSchool, sheets: Iterable[RoundSheet]) -> dict[str, Any]:
    """What is sent, as plain JSON values."""
    sheets = list(sheets)
    answers: dict[Any, list[dict[str, Any]]] = {sheet.response_id: [] for sheet in sheets}
    for row in (
        Answer.objects.filter(response__in=list(answers))
        .order_by("item__section__position", "item__position")
        .values("response_id", "item__code", "number", "text", "values", "not_observed", "note")
    ):
        answers[row["response_id"]].append({name: value for name, value in row.items() if name != "response_id"})
    pictures = pictures_in(sheets)
    content = {
        "round": str(entry.round),
        "school": entry.school.name,
        "instrument": str(entry.round.version),
        "sheets": [
            {
                "key": str(sheet.response_id),
                "about": about_of(sheet.response),
                "percent": sheet.response.percent,
                "level": str(sheet.response.band or ""),
                "answers": answers[sheet.response_id],
                "pictures": pictures.get(sheet.pk, []),
            }
            for sheet in sheets
        ],
        "files": [row.file.sha256 for row in files.attachments_of(entry_pointer(entry))],
    }
    return dict(plain(content))


def return_entry(entry: RoundSchool, *, actor: Any, reason: str, now: datetime | None = None) -> RoundSchool:
    """Back to the school with a reason, which always reaches it."""
    reason = needed(reason, "กรุณาเขียนเหตุที่ตีกลับ")
    return _decide(entry, "return", "returned", f"แบบถูกส่งกลับ: {entry.round}", actor=actor, reason=reason, now=now)


def excuse_entry(entry: RoundSchool, *, actor: Any, reason: str, now: datetime | None = None) -> RoundSchool:
    """The school need not answer, and why; it no longer counts as missing."""
    reason = needed(reason, "กรุณาเขียนเหตุที่ยกเว้น")
    return _decide(entry, "excuse", "excused", f"ไม่ต้องส่งแบบ: {entry.round}", actor=actor, reason=reason, now=now)


@transaction.atomic
def _decide(
    entry: RoundSchool, act: str, done: str, title: str, *, actor: Any, reason: str, now: datetime | None
) -> RoundSchool:
    now = now or timezone.now()
    entry = locked(entry)
    _may_decide(actor, entry)
    entry.state = ENTRY_STATES.next(entry.state, act)
    entry.reason, entry.decided_by, entry.decided_at, entry.updated_at = reason, actor, now, now
    entry.save(update_fields=["state", "reason", "decided_by", "decided_at", "updated_at"])
    trace_entry(entry, done, actor=actor, at=now, data={"reason": reason})
    _tell_school(entry, code=f"round.{done}", title=title, body=reason, now=now)
    return entry


@transaction.atomic
def accept_entries(
    round_: CollectionRound, *, actor: Any, entries: Collection[int] | None = None, now: datetime | None = None
) -> int:
    """Accept these submitted rows of the round, or all of them; gives how many. Own ones are left for somebody else."""
    now = now or timezone.now()
    round_ = CollectionRound.objects.select_related("version__instrument__district", "district").get(pk=round_.pk)
    if not permissions.may_run(actor, round_):
        raise NotAllowed("รับแบบได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานเจ้าของเครื่องมือ")
    if round_.state == CollectionRound.State.CANCELLED:
        raise DomainError("รอบนี้ยกเลิกแล้ว")
    rows = round_.schools.select_for_update(of=("self",)).select_related("school").filter(state=State.SUBMITTED)
    if entries is not None:
        rows = rows.filter(pk__in=list(entries))
    taken = [row for row in rows if row.submitted_by_id != actor.pk]
    RoundSchool.objects.filter(pk__in=[row.pk for row in taken]).update(
        state=State.ACCEPTED, decided_by=actor, decided_at=now, updated_at=now
    )
    for row in taken:
        row.round = round_
        trace_entry(row, "accepted", actor=actor, at=now, data={"revision": row.revision})
    return len(taken)


@transaction.atomic
def unexcuse_entry(entry: RoundSchool, *, actor: Any, now: datetime | None = None) -> RoundSchool:
    now = now or timezone.now()
    entry = locked(entry)
    _may_decide(actor, entry)
    target = ENTRY_STATES.next(entry.state, "unexcuse")
    entry.state = State.FILLING if entry.sheets.exists() else target
    entry.reason, entry.decided_by, entry.decided_at, entry.updated_at = "", None, None, now
    entry.save(update_fields=["state", "reason", "decided_by", "decided_at", "updated_at"])
    trace_entry(entry, "unexcused", actor=actor, at=now)
    return entry


def _to_write(entry: RoundSchool, actor: Any, today: date) -> RoundSchool:
    entry = locked(entry)
    if not permissions.may_fill(actor, entry):
        raise NotAllowed("กรอกได้เฉพาะ ผอ.โรงเรียนและครูที่ได้รับมอบหมายของโรงเรียนนี้")
    if not entry.is_editable:
        raise DomainError("แบบนี้ส่งแล้ว จึงแก้ไขไม่ได้จนกว่าสำนักงานเขตจะส่งกลับ")
    _refuse_if_shut(entry, today)
    return entry


def _refuse_if_shut(entry: RoundSchool, today: date) -> None:
    round_ = entry.round
    if round_.accepts(today):
        return
    if round_.state == CollectionRound.State.OPEN and today < round_.opens_on:
        raise DomainError(f"รอบนี้เปิดให้กรอกตั้งแต่ {thai_date(round_.opens_on, 'short')}")
    if round_.state == CollectionRound.State.CANCELLED:
        raise DomainError("รอบนี้ยกเลิกแล้ว")
    raise DomainError("รอบนี้ปิดรับแล้ว หากจำเป็นกรุณาติดต่อสำนักงานเขตให้ขยายกำหนด")


def _may_decide(actor: Any, entry: RoundSchool) -> None:
    if not permissions.may_run(actor, entry.round):
        raise NotAllowed("ตัดสินได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานเจ้าของเครื่องมือ")
    if not permissions.can_decide(actor, entry):
        raise NotAllowed("ตัดสินแบบที่ตนเองส่งไม่ได้")
    if entry.round.state == CollectionRound.State.CANCELLED:
        raise DomainError("รอบนี้ยกเลิกแล้ว")


def _touch(entry: RoundSchool, act: str, now: datetime) -> None:
    entry.state = ENTRY_STATES.next(entry.state, act)
    entry.updated_at = now
    entry.save(update_fields=["state", "updated_at"])


def _tell_school(entry: RoundSchool, *, code: str, title: str, now: datetime, body: str = "", but: Any = None) -> None:
    people = people_of_schools([entry.school_id], timezone.localdate(now)).get(entry.school_id, [])
    notify.send(
        [user for user in people if user != but], code=code, title=title[:300], body=body, url=entry_url(entry),
        pointer=entry_pointer(entry), district_code=entry.round.district.code, now=now,
    )  # fmt: skip
