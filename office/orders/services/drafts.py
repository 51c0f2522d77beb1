"""Drafts: begun from words and data, written, filled, thrown away; and the draft of an order that replaces another."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from office.orders.models import Order, OrderGroup, OrderPerson
from office.orders.permissions import may_draft
from office.orders.queries import replaced_by, wording_of
from office.orders.services.common import locked, touch, trace
from office.orders.services.proposals import Line, Part, Proposal, proposal_of, proposer_of
from schools.models import District
from schools.services.locks import lock_district

TEXTS = ("title", "preamble", "body", "effective_on", "ends_on", "supersedes")
MOST_PEOPLE = 500
MOMENT = timedelta(seconds=30)


@transaction.atomic
def draft_order(
    district: District,
    *,
    actor: Any,
    kind: str = Order.Kind.ORDER,
    about: str = Order.About.OTHER,
    title: str = "",
    source: str = "",
    proposal: Proposal | None = None,
    now: datetime | None = None,
    **texts: Any,
) -> Order:
    """Begin a draft. `source` such as "team:5" fills title, annex and dates from real data and decides kind and matter;
    a caller that has its own Proposal gives it. Further texts (preamble, body, effective_on, ends_on) win over both."""
    if actor is not audit.SYSTEM and not may_draft(actor, district):
        raise NotAllowed("ท่านร่างคำสั่งหรือประกาศของสำนักงานนี้ไม่ได้")
    if source and proposal is None:
        one = proposer_of(source)
        proposal = proposal_of(actor, district, source)
        if one is None or proposal is None:
            raise DomainError("ไม่พบข้อมูลตั้งต้นที่เลือก หรือไม่มีชื่อให้ใส่", field="source")
        kind, about = one.kind, one.about
    filled = proposal or Proposal()
    words = wording_of(district, kind, about)
    at = now or timezone.now()
    row = Order(
        district=district, kind=kind, about=about, source=source, team=filled.team, created_by=actor, created_at=at,
        updated_at=at, title=title.strip() or filled.title or words.title,
        preamble=filled.preamble or words.preamble.replace("{office}", district.name),
        body=filled.body or words.body.replace("{office}", district.name),
        effective_on=filled.effective_on, ends_on=filled.ends_on,
    )  # fmt: skip
    _write(row, texts)
    if again := _same(row):
        return again  # the second of two clicks
    row.save()
    _add_parts(row, filled.parts)
    trace(row, "drafted", actor, at, kind=row.get_kind_display())
    return row


def _same(row: Order) -> Order | None:
    """A draft that begins alike, made by the same person a moment ago."""
    lock_district(row.district_id)
    rows = Order.objects.drafts().filter(
        district=row.district, created_by=row.created_by, kind=row.kind, about=row.about, title=row.title,
        source=row.source, supersedes=row.supersedes_id, created_at__gt=row.created_at - MOMENT, stamp=1,
    )  # fmt: skip
    found: Order | None = rows.first()
    return found


def _write(row: Order, values: Mapping[str, Any]) -> None:
    """Check and set texts, days and the order it replaces."""
    if unknown := set(values) - set(TEXTS):
        raise ValueError(f"an order has no {sorted(unknown)}")
    for name, value in values.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.title = needed(row.title, "กรุณาเขียนเรื่อง", field="title")[:400]
    if row.effective_on and row.ends_on and row.ends_on < row.effective_on:
        raise DomainError("วันสิ้นสุดต้องไม่อยู่ก่อนวันที่มีผล", field="ends_on")
    check_supersedes(row)


def check_supersedes(row: Order) -> None:
    """An issued one of the same office that nothing else has replaced, and no circle."""
    if row.supersedes_id is None:
        return
    old = Order.objects.select_related("district").get(pk=row.supersedes_id)
    if old.district_id != row.district_id:
        raise DomainError("ยกเลิกได้เฉพาะคำสั่งหรือประกาศของสำนักงานเดียวกัน", field="supersedes")
    at: Order | None = old
    while at is not None:
        if at.pk == row.pk:
            raise DomainError("คำสั่งจะยกเลิกตัวเองหรือยกเลิกวนกันไม่ได้", field="supersedes")
        at = at.supersedes
    if old.state != Order.State.ISSUED:
        raise DomainError("เลือกได้เฉพาะฉบับที่ออกแล้วและยังไม่ถูกยกเลิก", field="supersedes")
    later = replaced_by(old)
    if later is not None and later.pk != row.pk:
        raise DomainError(f"{old.reference} ถูกยกเลิกโดย{later.reference} แล้ว", field="supersedes")


@transaction.atomic
def edit_order(
    order: Order, *, actor: Any, stamp: int | None = None, now: datetime | None = None, **values: Any
) -> Order:
    """Change texts, days or what it replaces. An issued one is frozen: a correction is a new order that replaces it."""
    row = locked(order, actor, "edit", stamp=stamp, values=values)
    _write(row, values)
    touch(row, now, *values)
    trace(row, "edited", actor, now)
    return row


@transaction.atomic
def fill_annex(order: Order, *, actor: Any, source: str, now: datetime | None = None) -> int:
    """Add to the annex what a source proposes; a heading that is there already is left as it is. Gives people added."""
    row = locked(order, actor, "edit")
    proposal = proposal_of(actor, row.district, source)
    if proposal is None:
        raise DomainError("ไม่พบข้อมูลตั้งต้นที่เลือก หรือไม่มีชื่อให้ใส่", field="source")
    have = {(group.heading, group.duty) for group in row.groups.all()}
    fresh = tuple(part for part in proposal.parts if (part.heading, part.duty) not in have)
    added = _add_parts(row, fresh, after=len(have))
    touch(row, now)
    trace(row, "annex", actor, now, what=f"เพิ่มบัญชีแนบท้าย {added} คน")
    return added


def _add_parts(row: Order, parts: tuple[Part, ...], *, after: int = 0) -> int:
    lines: list[OrderPerson] = []
    for position, part in enumerate(parts, start=after):
        group = OrderGroup.objects.create(
            order=row, position=position, heading=part.heading[:300], duty=part.duty.strip()
        )
        lines += [
            OrderPerson(
                group=group, position=place, name=line.name[:250], post=line.post[:300], duty=line.duty[:200],
                person=line.person, outside=line.outside,
            )
            for place, line in enumerate(part.people)
        ]  # fmt: skip
    if len(lines) > MOST_PEOPLE:
        raise DomainError(f"บัญชีแนบท้ายมีได้ไม่เกิน {MOST_PEOPLE} คน")
    OrderPerson.objects.bulk_create(lines)
    return len(lines)


@transaction.atomic
def _line(row: OrderPerson) -> Line:
    return Line(row.name, row.post, row.duty, row.person, row.outside)


def draft_replacement(order: Order, *, actor: Any, now: datetime | None = None) -> Order:
    """A draft with the same text and annex that will replace an issued one; a draft of one's own that is open already
    is given back, so two clicks make one."""
    old = locked(order, actor, "supersede")
    open_one = old.superseded_by.drafts().filter(created_by=actor).first()
    if open_one is not None:
        return open_one
    if later := replaced_by(old):
        raise DomainError(f"{old.reference} ถูกยกเลิกโดย{later.reference} แล้ว")
    parts = tuple(
        Part(group.heading, group.duty, tuple(map(_line, group.people.all())))
        for group in old.groups.prefetch_related("people__person", "people__outside")
    )
    proposal = Proposal(old.title, parts, old.preamble, old.body, old.team, old.effective_on, old.ends_on)
    made = draft_order(
        old.district, actor=actor, kind=old.kind, about=old.about, proposal=proposal, now=now, supersedes=old
    )
    made.source = old.source
    made.save(update_fields=["source"])
    return made


@transaction.atomic
def delete_draft(order: Order, *, actor: Any) -> None:
    """A draft never had a number; what had one is cancelled."""
    row = locked(order, actor, "delete")
    trace(row, "deleted", actor, title=row.title)
    row.delete()
