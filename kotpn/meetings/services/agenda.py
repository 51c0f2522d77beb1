"""The agenda of a meeting: sections from a template, items put in, changed, moved and dropped."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, needed
from core.pointers import Pointer
from core.stamps import held_since
from kotpn.meetings.models import AgendaItem, AgendaSection, AgendaTemplate, Meeting, SectionKind
from kotpn.meetings.services.base import to_act, trace
from kotpn.meetings.services.papers import clear_files
from schools.models import Person

UP, DOWN = "up", "down"
WORDS = ("title", "background", "point", "presenter", "presenter_label", "minutes_planned")


def template_of(committee: Any) -> AgendaTemplate | None:
    """The committee's own template, else the office's first in use."""
    rows = AgendaTemplate.objects.filter(district=committee.district_id, is_active=True)
    return rows.filter(committee=committee).first() or rows.filter(committee=None).first()


def lay_sections(meeting: Meeting, template: AgendaTemplate | None) -> None:
    """The sections of the template, or the customary six where the office has none."""
    template = template or template_of(meeting.committee)
    parts = list(template.sections.values_list("kind", "heading")) if template else list(SectionKind.choices)
    AgendaSection.objects.bulk_create(
        AgendaSection(meeting=meeting, position=place, kind=kind, heading=heading)
        for place, (kind, heading) in enumerate(parts, start=1)
    )


def _order(rows: Iterable[Any]) -> None:
    """Positions 1, 2, 3 … in the order given."""
    for place, row in enumerate(rows, start=1):
        if row.position != place:
            row.position = place
            row.save(update_fields=["position"])


def _moved(rows: list[Any], row: Any, to: str) -> bool:
    """One place up or down in the list; False at its end."""
    place = next(n for n, other in enumerate(rows) if other.pk == row.pk)
    other = place - 1 if to == UP else place + 1
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    _order(rows)
    return True


def _section(section: AgendaSection, act: str, actor: Any) -> tuple[AgendaSection, Meeting]:
    meeting = to_act(section.meeting, act, actor)
    found = meeting.sections.filter(pk=section.pk).first()
    if found is None:
        raise DomainError("หัวข้อนี้ถูกนำออกไปแล้ว กรุณาเปิดหน้านี้ใหม่")
    found.meeting = meeting
    return found, meeting


def _item(item: AgendaItem, act: str, actor: Any) -> tuple[AgendaItem, Meeting]:
    meeting = to_act(item.section.meeting, act, actor)
    found = AgendaItem.objects.filter(pk=item.pk, section__meeting=meeting).select_related("section").first()
    if found is None:
        raise DomainError("เรื่องนี้ถูกนำออกจากระเบียบวาระไปแล้ว กรุณาเปิดหน้านี้ใหม่")
    return found, meeting


@transaction.atomic
def add_section(
    meeting: Meeting, *, actor: Any, kind: str, heading: str = "", now: datetime | None = None
) -> AgendaSection:
    """At the end; the same kind and heading again is the section that is there."""
    now = now or timezone.now()
    meeting = to_act(meeting, "prepare", actor)
    if kind not in SectionKind.values:
        raise DomainError("กรุณาเลือกชนิดของหัวข้อ", field="kind")
    heading = " ".join(heading.split()) or str(SectionKind(kind).label)
    rows = list(meeting.sections.all())
    found = next((row for row in rows if row.kind == kind and row.heading == heading), None)
    if found is not None:
        return found
    made = AgendaSection.objects.create(meeting=meeting, position=len(rows) + 1, kind=kind, heading=heading)
    _order([*rows, made])
    trace(meeting, "agenda", actor=actor, now=now, data={"text": f"เพิ่มหัวข้อ {heading}"})
    return made


@transaction.atomic
def rename_section(
    section: AgendaSection, *, actor: Any, heading: str, kind: str = "", now: datetime | None = None
) -> AgendaSection:
    now = now or timezone.now()
    section, meeting = _section(section, "prepare", actor)
    section.heading = needed(" ".join(heading.split()), "กรุณาเขียนชื่อหัวข้อ", field="heading")
    if kind in SectionKind.values:
        section.kind = kind
    section.save(update_fields=["heading", "kind"])
    trace(meeting, "agenda", actor=actor, now=now, data={"text": f"แก้ไขหัวข้อเป็น {section.heading}"})
    return section


@transaction.atomic
def move_section(section: AgendaSection, *, actor: Any, to: str, now: datetime | None = None) -> AgendaSection:
    """One place up or down."""
    now = now or timezone.now()
    section, meeting = _section(section, "prepare", actor)
    if _moved(list(meeting.sections.all()), section, to):
        trace(meeting, "agenda", actor=actor, now=now, data={"text": f"เลื่อนหัวข้อ {section.heading}"})
    return section


@transaction.atomic
def remove_section(section: AgendaSection, *, actor: Any, now: datetime | None = None) -> None:
    """Only an empty one; one that is gone already is no fault."""
    now = now or timezone.now()
    meeting = to_act(section.meeting, "change", actor)
    found = meeting.sections.filter(pk=section.pk).first()
    if found is None:
        return
    if found.items.exists():
        raise DomainError(f"หัวข้อ “{found.heading}” ยังมีเรื่องอยู่ กรุณาย้ายหรือนำเรื่องออกก่อน")
    found.delete()
    _order(meeting.sections.all())
    trace(meeting, "agenda", actor=actor, now=now, data={"text": f"นำหัวข้อ {found.heading} ออก"})


def _checked(values: dict[str, Any], meeting: Meeting) -> dict[str, Any]:
    """The words of an item as they are kept."""
    kept = {name: values[name] for name in WORDS if name in values}
    for name in ("background", "point"):
        if name in kept:
            kept[name] = str(kept[name]).strip()
    if "title" in kept:
        kept["title"] = needed(" ".join(str(kept["title"]).split()), "กรุณาเขียนชื่อเรื่อง", field="title")
        if len(kept["title"]) > 400:
            raise DomainError("ชื่อเรื่องยาวเกิน 400 ตัวอักษร กรุณาเขียนรายละเอียดในความเป็นมา", field="title")
    person = kept.get("presenter")
    if person is not None and person.district_id != meeting.committee.district_id:
        raise DomainError("เลือกผู้เสนอได้เฉพาะบุคลากรของเขตนี้", field="presenter")
    if person is not None and not kept.get("presenter_label"):
        kept["presenter_label"] = str(person)[:250]
    return kept


@transaction.atomic
def add_item(
    section: AgendaSection, *, actor: Any, title: str, background: str = "", point: str = "",
    presenter: Person | None = None, presenter_label: str = "", minutes_planned: int | None = None,
    adopts: Meeting | None = None, source: Pointer | None = None, now: datetime | None = None,
) -> AgendaItem:  # fmt: skip
    """At the end of the section. The same source, or the same title without one, in the meeting again is the item
    that is there. `adopts`: the earlier meeting of the committee whose minutes are put to adoption."""
    now = now or timezone.now()
    section, meeting = _section(section, "prepare", actor)
    words = _checked(
        {
            "title": title, "background": background, "point": point, "presenter": presenter,
            "presenter_label": presenter_label, "minutes_planned": minutes_planned,
        },
        meeting,
    )  # fmt: skip
    if adopts is not None and (adopts.committee_id != meeting.committee_id or adopts.state != Meeting.State.CLOSED):
        raise DomainError("รับรองได้เฉพาะรายงานการประชุมขององค์คณะนี้ที่ประชุมเสร็จแล้ว", field="adopts")
    rows = AgendaItem.objects.filter(section__meeting=meeting)
    found = (
        rows.filter(source_kind=source.kind, source_key=source.key).first()
        if source
        else rows.filter(adopts=adopts).first()
        if adopts
        else rows.filter(section=section, title=words["title"], source_kind="").first()
    )
    if found is not None:
        return found
    made = AgendaItem.objects.create(
        section=section, position=section.items.count() + 1, adopts=adopts, saved_by=actor, created_at=now,
        updated_at=now, source_kind=source.kind if source else "", source_key=source.key if source else "",
        source_label=source.label[:300] if source else "", **words,
    )  # fmt: skip
    trace(meeting, "item_added", actor=actor, now=now, data={"title": made.title[:200]})
    return made


@transaction.atomic
def change_item(
    item: AgendaItem, *, actor: Any, values: dict[str, Any], stamp: int | None = None, now: datetime | None = None
) -> AgendaItem:
    """Write its words. StaleRevision when it was saved since the form with this `stamp` was opened."""
    now = now or timezone.now()
    item, meeting = _item(item, "prepare", actor)
    words = _checked(values, meeting)
    held_since(item, stamp, actor=actor, values=words)
    for name, value in words.items():
        setattr(item, name, value)
    item.stamp, item.saved_by, item.updated_at = item.stamp + 1, actor, now
    item.save(update_fields=[*WORDS, "stamp", "saved_by", "updated_at"])
    trace(meeting, "agenda", actor=actor, now=now, data={"text": f"แก้ไขเรื่อง {item.title[:200]}"})
    return item


@transaction.atomic
def move_item(
    item: AgendaItem, *, actor: Any, to: str = "", section: AgendaSection | None = None, now: datetime | None = None
) -> AgendaItem:
    """One place up or down in its section, or to the end of another section of the meeting."""
    now = now or timezone.now()
    item, meeting = _item(item, "prepare", actor)
    if section is not None:
        target = meeting.sections.filter(pk=section.pk).first()
        if target is None:
            raise DomainError("ย้ายได้เฉพาะภายในการประชุมเดียวกัน", field="section")
        if target.pk == item.section_id:
            return item
        left = item.section
        item.section, item.position = target, target.items.count() + 1
        item.save(update_fields=["section", "position"])
        _order(left.items.all())
    elif not _moved(list(item.section.items.all()), item, to):
        return item
    AgendaItem.objects.filter(pk=item.pk).update(updated_at=now)
    trace(meeting, "agenda", actor=actor, now=now, data={"text": f"ย้ายเรื่อง {item.title[:200]}"})
    return item


@transaction.atomic
def drop_item(item: AgendaItem, *, actor: Any, now: datetime | None = None) -> None:
    """Take a matter off the agenda with its papers, before the meeting is opened; one that is gone is no fault."""
    now = now or timezone.now()
    meeting = to_act(item.section.meeting, "change", actor)
    found = AgendaItem.objects.filter(pk=item.pk, section__meeting=meeting).select_related("section").first()
    if found is None:
        return
    clear_files(found.papers.all(), actor=actor)
    section, title = found.section, found.title
    found.delete()
    _order(section.items.all())
    trace(meeting, "agenda", actor=actor, now=now, data={"text": f"นำเรื่อง {title[:200]} ออก"})
