"""Begin a visit, from the plan or not, and write its own fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from core.files import store
from core.models import Attachment
from core.thai.dates import thai_date
from core.thai.years import Term, academic_term, fiscal_year
from instruments.models import Item, Response
from instruments.queries import Form
from schools.models import School
from schools.queries import person_of, supervises
from schools.scope import holds
from supervision.areas import Area, Way
from supervision.field.models import Visit, VisitPhoto
from supervision.field.sections import GENERAL, NOTE_FIELDS, NOTES
from supervision.field.services.writing import (
    act,
    is_overtaken,
    keep_texts,
    kept_texts,
    locked_for_writing,
    number_of_section,
    numbers_in,
    one_act,
    refuse_if_overtaken,
    saved_by,
    set_aside,
    touch,
    trace,
    visit_pointer,
)
from supervision.field.years import terms_of
from supervision.planning.models import PlannedVisit

GENERAL_FIELDS = (
    "visited_on", "time_in", "time_out", "round_no", "way", "topic", "areas", "policy", "task", "project",
    "latitude", "longitude", "place_accuracy",
)  # fmt: skip
LONGEST_NOTE = 20_000
MAX_PHOTOS = 20


def start_visit(
    *,
    actor: Any,
    school: School,
    visited_on: date,
    topic: str = "",
    areas: Sequence[str] = (),
    way: str = "",
    planned: PlannedVisit | None = None,
    public_id: UUID | None = None,
    time_in: time | None = None,
    time_out: time | None = None,
    policy: Any = None,
    task: Any = None,
    project: Any = None,
    round_no: int | None = None,
    place: tuple[Any, Any, int | None] | None = None,
    phone_at: datetime | None = None,
    device: str | None = None,
    keep_text: bool = True,
    now: datetime | None = None,
    today: date | None = None,
    terms: Sequence[Term] | None = None,
) -> Visit:
    """Begin a visit at any school of an office where the actor may. `public_id` comes from the form: a second send of
    the same form gives the visit that is there already. What `planned` says fills in what is not given.

    `terms` are the office's term boundaries if the caller has read them; `place` is latitude, longitude and accuracy in
    metres; `phone_at` what the clock of the phone `device` said when the visit began, kept beside `now`.
    Without `keep_text` the caller, who has seen that the id is new, keeps the first text with the others.
    """
    public_id = public_id or uuid4()
    held = Visit.objects.filter(public_id=public_id).first() if keep_text else None
    if held is not None:
        return _mine(held, actor)
    if not holds(actor, "visit.write", district=school.district_id):
        raise NotAllowed("ท่านไม่มีสิทธิ์บันทึกการนิเทศในเขตนี้")
    lead = person_of(actor, school.district)
    if lead is None:
        raise NotAllowed("บัญชีนี้ยังไม่ได้ผูกกับบุคลากรของเขต")
    now = now or timezone.now()
    activity = _activity_of(planned, school)
    values = {
        "visited_on": visited_on,
        "time_in": time_in,
        "time_out": time_out,
        "way": way or (activity.way if activity else Way.FIELD),
        "topic": topic.strip() or (activity.topic if activity else ""),
        "areas": list(areas) or (list(activity.areas) if activity else []),
        "policy": policy or (activity.policy if activity else None),
        "task": task or (activity.task if activity else None),
        "project": project or (activity.project if activity else None),
    }
    _check(values, school=school, today=today or timezone.localdate(now))
    year, term = academic_term(visited_on, terms_of(school.district) if terms is None else terms)
    if round_no is None:
        before = Visit.objects.not_cancelled().filter(school=school, academic_year=year, term=term).count()
        round_no = before + 1
    latitude, longitude, accuracy = place or (None, None, None)
    try:
        with transaction.atomic():
            visit = Visit.objects.create(
                public_id=public_id,
                district=school.district,
                school=school,
                planned=planned,
                activity=activity,
                fiscal_year=fiscal_year(visited_on),
                academic_year=year,
                term=term,
                round_no=round_no,
                latitude=latitude,
                longitude=longitude,
                place_accuracy=accuracy,
                phone_at=phone_at,
                section_stamps={GENERAL: {"n": 1, **saved_by(actor, now, device=device)}},
                lead=lead,
                outside_assignment=not supervises(lead, school, visited_on),
                created_by=actor,
                created_at=now,
                updated_at=now,
                **values,
            )
            if keep_text:
                keep_texts(visit, {GENERAL: (actor, now)}, phone_at=phone_at)
            trace(visit, actor=actor, at=now, act="started", data={"planned": planned.pk if planned else None})
    except IntegrityError:
        # The other click came first.
        return _mine(Visit.objects.get(public_id=public_id), actor)
    return visit


def _mine(visit: Visit, actor: Any) -> Visit:
    if visit.created_by_id != actor.pk:
        raise NotAllowed("แบบบันทึกนี้เป็นของผู้อื่น")
    return visit


def _activity_of(planned: PlannedVisit | None, school: School) -> Any:
    if planned is None:
        return None
    if planned.school_id != school.pk:
        raise DomainError("การนิเทศตามแผนนี้เป็นของโรงเรียนอื่น", field="school")
    if planned.cancelled_reason:
        raise DomainError("การนิเทศตามแผนนี้ถูกยกเลิกแล้ว", field="planned")
    return planned.activity


def _check(values: Mapping[str, Any], *, school: School, today: date) -> None:
    day: date = values["visited_on"]
    if day > today:
        raise DomainError(f"วันที่ {thai_date(day, 'short')} ยังมาไม่ถึง บันทึกได้เมื่อนิเทศแล้ว", field="visited_on")
    if day < date(today.year - 10, 1, 1):
        raise DomainError("วันที่นิเทศเก่ากว่า 10 ปี กรุณาตรวจปี พ.ศ.", field="visited_on")
    if school.opened_on and day < school.opened_on:
        raise DomainError(f"วันนั้นโรงเรียนยังไม่เปิด (เปิด {thai_date(school.opened_on, 'short')})", field="visited_on")
    if school.closed_on and day >= school.closed_on:
        raise DomainError(f"โรงเรียนปิดหรือรวมแล้วตั้งแต่ {thai_date(school.closed_on, 'short')}", field="visited_on")
    begins, ends = values.get("time_in"), values.get("time_out")
    if begins and ends and ends < begins:
        raise DomainError("เวลากลับอยู่ก่อนเวลามาถึง", field="time_out")
    if values["way"] not in Way.values:
        raise DomainError("กรุณาเลือกรูปแบบการนิเทศ", field="way")
    if any(area not in Area.values for area in values["areas"]):
        raise DomainError("งาน 4 ด้านไม่ถูกต้อง", field="areas")
    if len(values["topic"]) > 300:
        raise DomainError("เรื่องที่นิเทศยาวเกิน 300 ตัวอักษร", field="topic")
    for name, path in (("policy", "district_id"), ("project", "district_id")):
        chosen = values.get(name)
        if chosen is not None and getattr(chosen, path) != school.district_id:
            raise DomainError("รายการที่เลือกไม่ใช่ของเขตนี้", field=name)
    task = values.get("task")
    if task is not None and task.work_group.district_id != school.district_id:
        raise DomainError("รายการที่เลือกไม่ใช่ของเขตนี้", field="task")


def save_visit(
    visit: Visit,
    *,
    actor: Any,
    section: str,
    values: Mapping[str, Any],
    stamp: int | str | None = None,
    now: datetime | None = None,
    today: date | None = None,
) -> Visit:
    """Write what a page was left with: "general", one note, or "notes", the page of all five; `stamp` is what the page
    was opened with (`stamp_of`).

    StaleRevision when somebody else saved the section since, unless what they saved is the same; of the page of notes
    only what was changed on it counts. The text that was refused stays in the section's history.
    """
    now = now or timezone.now()
    if section == GENERAL:
        number = stamp if isinstance(stamp, int) else None
        return _save_general(visit, actor=actor, values=values, stamp=number, now=now, today=today)
    names = NOTE_FIELDS if section == NOTES else (section,)
    texts = {name: _text(values[name]) for name in names if name in values}
    with one_act(visit):
        found = locked_for_writing(visit, actor)
        meeting = notes_against(found, texts, actor=actor, stamp=stamp)
        if not meeting.clashing:
            if meeting.changed:
                for name in meeting.changed:
                    setattr(found, name, texts[name])
                touch(found, meeting.changed, actor=actor, now=now, fields=meeting.changed)
            return found
    set_aside(found, {name: {"text": texts[name]} for name in meeting.clashing}, actor=actor, now=now)
    first = meeting.clashing[0]
    refuse_if_overtaken(found, first, actor=actor, stamp=numbers_in(stamp)[first])
    raise StaleRevision("ผู้ร่วมนิเทศแก้ไขตอนนี้ไปแล้ว กรุณาเทียบสองฉบับแล้วเลือก")


@dataclass(frozen=True)
class Meeting:
    """Notes left on a page against those that stand: to write, met by somebody else's, and not touched on that page
    though somebody else changed them since."""

    changed: list[str]
    clashing: list[str]
    left_alone: list[str]


def notes_against(visit: Visit, texts: Mapping[str, str], *, actor: Any, stamp: int | str | None) -> Meeting:
    """What becomes of each of `texts`; a note that is still what the page was opened with was not changed there."""
    numbers = numbers_in(stamp)
    differing = [name for name, text in texts.items() if getattr(visit, name) != text]
    opened = {
        name: number
        for name in differing
        if (number := numbers[name]) and visit.section_stamps.get(name, {}).get("n") != number
    }
    before = kept_texts(visit, opened)
    found = Meeting([], [], [])
    for name in differing:
        stale = numbers[name] is not None and visit.section_stamps.get(name, {}).get("n", 0) != numbers[name]
        was = before.get(name, {}).get("text", "" if numbers[name] == 0 else None)
        if stale and texts[name] == was:
            found.left_alone.append(name)
        elif is_overtaken(visit, name, actor=actor, number=numbers[name]):
            found.clashing.append(name)
        else:
            found.changed.append(name)
    return found


def stamp_after(visit: Visit, values: Mapping[str, str], stamp: int | str | None) -> str:
    """The stamp a page of notes carries on with: the newest number where it shows what stands, the old one where
    somebody else's text came since, which the page does not show."""
    numbers = numbers_in(stamp)
    shown = {name: getattr(visit, name) == _text(values.get(name, "")) for name in NOTE_FIELDS}
    return ".".join(
        str(number_of_section(visit, name) if shown[name] or numbers[name] is None else numbers[name])
        for name in NOTE_FIELDS
    )


def _text(value: str) -> str:
    """As it is stored: line ends as browsers and phones both understand them."""
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > LONGEST_NOTE:
        raise DomainError(f"ข้อความยาวเกิน {LONGEST_NOTE:,} ตัวอักษร")
    return text


@act
def _save_general(
    visit: Visit, *, actor: Any, values: Mapping[str, Any], stamp: int | None, now: datetime, today: date | None
) -> Visit:
    visit = locked_for_writing(visit, actor)
    changed = [name for name in GENERAL_FIELDS if name in values and getattr(visit, name) != values[name]]
    if not changed:
        return visit
    refuse_if_overtaken(visit, GENERAL, actor=actor, stamp=stamp)
    wanted = {name: getattr(visit, name) for name in GENERAL_FIELDS} | {name: values[name] for name in changed}
    _check(wanted, school=visit.school, today=today or timezone.localdate(now))
    for name in changed:
        setattr(visit, name, values[name])
    fields = list(changed)
    if "visited_on" in changed:
        visit.fiscal_year = fiscal_year(visit.visited_on)
        visit.academic_year, visit.term = academic_term(visit.visited_on, terms_of(visit.district))
        visit.outside_assignment = not supervises(visit.lead, visit.school, visit.visited_on)
        fields += ["fiscal_year", "academic_year", "term", "outside_assignment"]
    touch(visit, GENERAL, actor=actor, now=now, fields=fields)
    return visit


@act
def add_photo(visit: Visit, *, actor: Any, upload: UploadedFile, caption: str = "") -> Attachment:
    """Hang a picture on a visit being written; refused in words when it is too large or no picture."""
    visit = locked_for_writing(visit, actor)
    return store(
        upload,
        owner=visit_pointer(visit),
        actor=actor,
        district_code=visit.district.code,
        caption=caption,
        allow=("image",),
    )


@act
def add_item_photo(
    visit: Visit, *, actor: Any, response: Response, item: Item, upload: UploadedFile, now: datetime | None = None
) -> VisitPhoto:
    """A picture as the answer of a photo item, hung on the visit; the same picture again stays one."""
    now = now or timezone.now()
    visit = locked_for_writing(visit, actor)
    if item.kind != Item.Kind.PHOTO or not visit.sheets.filter(response=response).exists():
        raise DomainError("ข้อนี้ไม่ได้ขอภาพถ่าย", field="photo")
    if visit.photos.filter(removed_at=None).count() >= MAX_PHOTOS:
        raise DomainError(f"หนึ่งบันทึกมีภาพได้ไม่เกิน {MAX_PHOTOS} ภาพ", field="photo")
    kept = add_photo(visit, actor=actor, upload=upload, caption=item.text[:300])
    same = visit.photos.filter(response=response, item_code=item.code, attachment=kept, removed_at=None).first()
    if same is not None:
        return same
    return VisitPhoto.objects.create(
        id=uuid4(), visit=visit, sha256=kept.file.sha256, size=kept.file.size, caption=kept.caption,
        response=response, item_code=item.code, attachment=kept, announced_by=actor, announced_at=now, arrived_at=now,
    )  # fmt: skip


def item_photos(response: Response, form: Form) -> dict[int, list[Attachment]]:
    """Pictures that arrived for each photo item of a sheet, by item key; one query."""
    by_code: dict[str, list[Attachment]] = {}
    rows = VisitPhoto.objects.filter(response=response, removed_at=None, attachment__isnull=False)
    for row in rows.select_related("attachment__file"):
        if row.attachment is not None:
            by_code.setdefault(row.item_code, []).append(row.attachment)
    return {key: by_code[item.code] for key, item in form.items.items() if item.code in by_code}
