"""The school writes: it confirms the call and the basic data, and saves a section at a time, several people at once.

Every section counts its saves in a stamp; who saves over somebody else's later save is refused with StaleRevision and
nothing is written, so the page can show both texts.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed, StaleRevision
from core.thai.dates import thai_date, thai_time
from qa.sar import permissions
from qa.sar.models import Sar, SarCall, SarItem, SarLevel
from qa.sar.permissions import SAR_STATES
from qa.sar.queries.scope import basic_data, levels_of_school
from qa.sar.services.common import locked, sar_pointer, sar_url, trace_sar
from qa.standards.models import ScaleLevel, Standard, StandardSet
from schools.queries import holders

NOT_ASSESSED = "none"
STANDARD_TEXTS = ("how", "result", "strengths", "to_improve")
LEVEL_TEXTS = ("evidence_text", "plan", "reason")
_LONGEST = 20_000


@transaction.atomic
def confirm_call(sar: Sar, *, actor: Any, now: datetime | None = None) -> Sar:
    """The school has read the call: its parts and items are laid out. A second click changes nothing."""
    now = now or timezone.now()
    held = _to_write(sar, actor, now)
    if held.confirmed_at is None:
        held.confirmed_at, held.confirmed_by, held.updated_at = now, actor, now
        held.save(update_fields=["confirmed_at", "confirmed_by", "updated_at"])
        trace_sar(held, "confirmed", actor=actor, at=now)
    lay_out(held, timezone.localdate(now))
    return held


def lay_out(sar: Sar, today: date) -> None:
    """A part for each level the call asks this school for, a row for each standard and scored item; safe to repeat."""
    keys = sar.call.set_keys()
    short = sar.call.form == SarCall.Form.SHORT
    asked = levels_of_school(sar.call, sar.school, today)
    if not asked and not sar.levels.exists():
        raise DomainError("โรงเรียนนี้ไม่มีระดับที่ประกาศนี้เรียก ข้อมูลชั้นที่เปิดสอนอาจเปลี่ยนไป กรุณาติดต่อสำนักงานเขต")
    for level in asked:
        part, made = SarLevel.objects.get_or_create(sar=sar, level=level, defaults={"set_id": keys[level]})
        if not made:
            continue
        rows = list(Standard.objects.filter(set=keys[level]).order_by("position"))
        parents = {row.parent_id for row in rows}
        roots = SarItem.objects.bulk_create([SarItem(part=part, standard=row) for row in rows if row.parent_id is None])
        if short:
            continue
        root_of = {row.standard_id: row for row in roots}
        by_key = {row.pk: row for row in rows}
        leaves = [row for row in rows if row.parent_id is not None and row.pk not in parents]
        SarItem.objects.bulk_create(
            [SarItem(part=part, standard=row, parent=root_of[_top(row, by_key).pk]) for row in leaves]
        )


def _top(row: Standard, by_key: dict[int, Standard]) -> Standard:
    while row.parent_id is not None:
        row = by_key[row.parent_id]
    return row


@transaction.atomic
def confirm_basic(sar: Sar, *, actor: Any, note: str = "", now: datetime | None = None) -> Sar:
    """The district's data are right, or right but for `note`, which the group director is told."""
    now, note = now or timezone.now(), note.strip()
    held = _begun(sar, actor, now)
    rows = basic_data(held.school, held.call.academic_year, timezone.localdate(now))
    told = bool(note) and note != held.basic_note
    held.basic, held.basic_note = {"rows": rows}, note[:_LONGEST]
    held.basic_confirmed_at, held.basic_confirmed_by = now, actor
    held.save(update_fields=["basic", "basic_note", "basic_confirmed_at", "basic_confirmed_by"])
    _touch(held, now)
    trace_sar(held, "basic", actor=actor, at=now, data={"note": note})
    if told:
        district = held.call.district
        notify.send(
            holders("group_director", district, timezone.localdate(now)), code="sar.basic_note",
            title=f"{held.school} แจ้งแก้ไขข้อมูลพื้นฐาน", body=note, url=sar_url(held), pointer=sar_pointer(held),
            district_code=district.code, now=now,
        )  # fmt: skip
    return held


@transaction.atomic
def save_items(
    sar: Sar, *, actor: Any, levels: Mapping[int, str], reasons: Mapping[int, str] | None = None,
    stamps: Mapping[int, int] | None = None, now: datetime | None = None,
) -> list[SarItem]:  # fmt: skip
    """Levels and reasons of items, by the key of the row; standards too where their level is stated.

    A level is the key of a level of the set's scale, "none" for ไม่ประเมิน, "" for not chosen. DomainError for a level
    of another scale, an item that is not of this SAR, and a level that is worked out and so cannot be chosen.
    """
    now, reasons = now or timezone.now(), reasons or {}
    held = _begun(sar, actor, now)
    keys = {*levels, *reasons}
    rows = {row.pk: row for row in _rows_of(held).filter(pk__in=keys)}
    sets = {row.part_id: row.part.set for row in rows.values()}
    words = {part: _scale(of) for part, of in sets.items()}
    headed = set(SarItem.objects.filter(parent__in=keys).values_list("parent", flat=True))
    for key in sorted(keys):
        row = rows.get(key)
        if row is None:
            raise DomainError("ประเด็นนี้ไม่อยู่ใน SAR ของโรงเรียน กรุณาเปิดหน้านี้ใหม่", field="level")
        if not _is_stated(held, row, has_items=key in headed):
            raise DomainError("ระดับของมาตรฐานนี้คิดจากค่าเฉลี่ย เลือกเองไม่ได้", field="level")
        level, left_out = (
            _level(words[row.part_id], levels[key]) if key in levels else (row.scale_level, row.not_assessed)
        )
        reason = reasons[key].strip()[:_LONGEST] if key in reasons else row.reason
        wanted = (level.pk if level else None, left_out, reason)
        if wanted == (row.scale_level_id, row.not_assessed, row.reason):
            continue
        _fresh(row, (stamps or {}).get(key), actor)
        row.scale_level, row.not_assessed, row.reason = level, left_out, reason
        row.stamp, row.saved_by, row.saved_at = row.stamp + 1, actor, now
    made = list(rows.values())
    SarItem.objects.bulk_update(made, ["scale_level", "not_assessed", "reason", "stamp", "saved_by", "saved_at"])
    _touch(held, now)
    return made


@transaction.atomic
def save_standard(
    sar: Sar, *, actor: Any, row: SarItem, texts: Mapping[str, str], stamp: int | None = None,
    now: datetime | None = None,
) -> SarItem:  # fmt: skip
    """A standard's narrative. StaleRevision when it would write over somebody else's later words."""
    now = now or timezone.now()
    held = _begun(sar, actor, now)
    root = _rows_of(held).filter(pk=row.pk, parent=None).first() or _unknown("ไม่พบมาตรฐานนี้ใน SAR ของโรงเรียน")
    _write(root, texts, STANDARD_TEXTS, stamp, actor, now)
    _touch(held, now)
    return root


@transaction.atomic
def save_level(
    sar: Sar, *, actor: Any, part: SarLevel, texts: Mapping[str, str] | None = None, overall: str | None = None,
    stamp: int | None = None, now: datetime | None = None,
) -> SarLevel:  # fmt: skip
    """What belongs to a level of teaching as a whole: questions 2 and 3 of the short form, and the overall level where
    the set's method is judgement. Refusals as in `save_items` and `save_standard`."""
    now = now or timezone.now()
    held = _begun(sar, actor, now)
    rows = SarLevel.objects.select_for_update(of=("self",)).select_related("set", "saved_by").filter(sar=held)
    part = rows.filter(pk=part.pk).first() or _unknown("ไม่พบระดับการศึกษานี้ใน SAR ของโรงเรียน")
    if overall is not None:
        if part.set.method != StandardSet.Method.JUDGEMENT:
            raise DomainError("ระดับโดยรวมของชุดนี้คิดจากค่าเฉลี่ย เลือกเองไม่ได้", field="overall")
        level, left_out = _level(_scale(part.set), overall, field="overall")
        if (level.pk if level else None, left_out) != (part.scale_level_id, part.not_assessed):
            _fresh(part, stamp, actor)
            part.scale_level, part.not_assessed = level, left_out
    _write(part, texts or {}, LEVEL_TEXTS, stamp, actor, now)
    _touch(held, now)
    return part


@transaction.atomic
def save_summary(
    sar: Sar, *, actor: Any, plan: str = "", help_wanted: str = "", board_on: date | None = None,
    stamp: int | None = None, now: datetime | None = None,
) -> Sar:  # fmt: skip
    """What the school plans next year, what it asks for, and the day its board agreed."""
    now = now or timezone.now()
    held = _begun(sar, actor, now)
    if board_on is not None and board_on > timezone.localdate(now):
        raise DomainError(f"วันที่ให้ความเห็นชอบอยู่หลังวันนี้ ({thai_date(timezone.localdate(now), 'short')})", field="board_on")
    wanted = (plan.strip()[:_LONGEST], help_wanted.strip()[:_LONGEST], board_on)
    if wanted != (held.plan, held.help_wanted, held.board_on):
        _fresh(held, stamp, actor)
    held.plan, held.help_wanted, held.board_on = wanted
    held.stamp, held.saved_by, held.saved_at = held.stamp + 1, actor, now
    held.save(update_fields=["plan", "help_wanted", "board_on", "stamp", "saved_by", "saved_at"])
    _touch(held, now)
    return held


def _to_write(sar: Sar, actor: Any, now: datetime) -> Sar:
    held = locked(sar)
    if not permissions.may_write(actor, held):
        raise NotAllowed("เขียน SAR ได้เฉพาะ ผอ.โรงเรียนและครูที่ได้รับมอบหมายของโรงเรียนนี้")
    refuse_if_shut(held, timezone.localdate(now))
    return held


def refuse_if_shut(sar: Sar, today: date) -> None:
    """DomainError when the school may not change its SAR now, with why."""
    if sar.state == Sar.State.ACCEPTED:
        raise DomainError("สำนักงานเขตรับ SAR นี้แล้ว จึงแก้ไขหรือส่งอีกไม่ได้")
    if not sar.is_editable:
        raise DomainError("SAR นี้ส่งแล้ว จึงแก้ไขไม่ได้จนกว่าผู้ตรวจจะส่งกลับ")
    if sar.call.state == SarCall.State.CANCELLED:
        raise DomainError("ประกาศเรียก SAR นี้ยกเลิกแล้ว")
    if not sar.accepts(today):
        raise DomainError("ปิดรับ SAR แล้ว หากจำเป็นกรุณาติดต่อสำนักงานเขตให้ขยายกำหนด")


def _begun(sar: Sar, actor: Any, now: datetime) -> Sar:
    held = _to_write(sar, actor, now)
    if held.confirmed_at is None:
        raise DomainError("กรุณายืนยันรับทราบประกาศเรียก SAR ก่อนเริ่มเขียน")
    return held


def _rows_of(sar: Sar) -> Any:
    rows = SarItem.objects.select_for_update(of=("self",)).filter(part__sar=sar)
    return rows.select_related("part__set", "saved_by", "scale_level").order_by("pk")


def _write(  # noqa: PLR0917 (three callers, all above)
    row: Any, texts: Mapping[str, str], known: tuple[str, ...], stamp: int | None, actor: Any, now: datetime
) -> None:
    """Put the words on the row; stale only where they differ from what stands there."""
    if unknown := set(texts) - set(known):
        raise ValueError(f"no such texts: {sorted(unknown)}")
    wanted = {name: text.strip()[:_LONGEST] for name, text in texts.items()}
    if any(getattr(row, name) != text for name, text in wanted.items()):
        _fresh(row, stamp, actor)
    for name, text in wanted.items():
        setattr(row, name, text)
    row.stamp, row.saved_by, row.saved_at = row.stamp + 1, actor, now
    row.save()


def _unknown(message: str) -> Any:
    raise DomainError(message)


def _fresh(row: Any, stamp: int | None, actor: Any) -> None:
    """StaleRevision when somebody else saved the section since the page was opened."""
    if stamp is not None and row.stamp != stamp and row.saved_by_id != actor.pk:
        when = thai_time(timezone.localtime(row.saved_at)) if row.saved_at else ""
        raise StaleRevision(f"{row.saved_by} บันทึกส่วนนี้ไปแล้วเมื่อ {when} กรุณาเทียบสองฉบับแล้วเลือก")


def _is_stated(sar: Sar, row: SarItem, *, has_items: bool) -> bool:
    """Whether the level of a row is chosen: of every item; of a standard in the short form, where it has no items and
    where the method is judgement."""
    if row.parent_id is not None or not has_items:
        return True
    return row.part.set.method == StandardSet.Method.JUDGEMENT or sar.call.form == SarCall.Form.SHORT


def _scale(of: StandardSet) -> dict[int, ScaleLevel]:
    return {level.pk: level for level in of.scale.all()}


def _level(scale: Mapping[int, ScaleLevel], given: str, *, field: str = "level") -> tuple[ScaleLevel | None, bool]:
    """(level, not assessed) of what a form sent; DomainError for a level of another scale."""
    if given in ("", NOT_ASSESSED):
        return None, given == NOT_ASSESSED
    found = scale.get(int(given)) if given.isdecimal() and len(given) <= 18 else None
    if found is None:
        words = " ".join(level.word for level in sorted(scale.values(), key=lambda one: one.value))
        raise DomainError(f"ระดับที่เลือกไม่อยู่ในระดับของชุดนี้ ({words})", field=field)
    return found, False


def _touch(sar: Sar, now: datetime) -> None:
    sar.state = SAR_STATES.next(sar.state, "fill")
    sar.updated_at = now
    sar.save(update_fields=["state", "updated_at"])
