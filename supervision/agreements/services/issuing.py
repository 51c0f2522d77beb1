"""Issuing freezes the wording and the targets under the school's number; a later change is a new edition."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.bulk import many_acts
from core.errors import DomainError, needed
from core.numbers import next_number
from schools.queries import people_of_schools
from supervision.agreements.models import Agreement, AgreementWitness
from supervision.agreements.queries import Draft, drafts_for, pointer_of, why_not, without_agreement
from supervision.agreements.services.common import hash_of, locked, locked_programme, touch, trace, witness_rows
from supervision.improvement.models import Participation, Programme


@dataclass(frozen=True, slots=True)
class Refused:
    """A school whose agreement cannot be issued yet, and why."""

    participation: Participation
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What issuing for many did: those made now, and those named with their reason. Standing ones are left alone."""

    made: list[Agreement] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


@transaction.atomic
def issue(
    participation: Participation, *, actor: Any, dated: date, use_office: bool = False, now: datetime | None = None
) -> Agreement:
    """The agreement of one school; one that stands is given as it is, so two clicks make one. DomainError names what is
    missing."""
    programme = locked_programme(participation.programme, actor)
    part: Participation = Participation.objects.select_related("school").get(pk=participation.pk)
    standing: Agreement | None = Agreement.objects.standing().whole().filter(participation=part).first()
    if standing is not None:
        return standing
    _check_day(programme, dated)
    [draft] = drafts_for(programme, [part], on=dated, use_office=use_office)
    if why := why_not(draft):
        raise DomainError(f"{part.school.name}: {why}", field="use_office" if draft.targets.missing else None)
    [made] = _make(programme, [draft], actor, dated, now or timezone.now())
    return made


def issue_all(
    programme: Programme, *, actor: Any, dated: date, use_office: bool = False, now: datetime | None = None
) -> Outcome:
    """For every school of the programme that has none; those without targets are named and left out."""
    with many_acts():
        row = locked_programme(programme, actor)
        _check_day(row, dated)
        drafts = drafts_for(row, without_agreement(row), on=dated, use_office=use_office)
        refused = [Refused(draft.participation, why) for draft in drafts if (why := why_not(draft))]
        ready = [draft for draft in drafts if not why_not(draft)]
        made = _make(row, ready, actor, dated, now or timezone.now())
    return Outcome(made, refused)


def _check_day(programme: Programme, dated: date) -> None:
    if dated > programme.ends_on:
        raise DomainError("วันที่ทำบันทึกข้อตกลงต้องไม่หลังวันสิ้นสุดของปีนี้", field="dated")


def _make(
    programme: Programme, drafts: Sequence[Draft], actor: Any, dated: date, at: datetime, *, reason: str = ""
) -> list[Agreement]:
    """Rows, witnesses and traces of all in a few statements; a school that had an agreement keeps its number."""
    keys = [draft.participation.pk for draft in drafts]
    earlier: dict[int, tuple[int, int]] = {}
    for key, edition, number in (
        Agreement.objects.filter(participation__in=keys)
        .order_by("edition")
        .values_list("participation_id", "edition", "number")
    ):
        earlier[key] = (edition, number)
    made = []
    for draft in drafts:
        edition, number = earlier.get(draft.participation.pk, (0, 0))
        number = number or next_number(programme.district.code, f"agreement:{programme.pk}", programme.year)
        row = Agreement(
            participation=draft.participation, edition=edition + 1, number=number, dated=dated, wording=draft.wording,
            targets=draft.targets.rows, office_signer=draft.office.name[:200], office_post=draft.office.post[:300],
            school_signer=draft.school.name[:200], school_post=draft.school.post[:300],
            issued_by=actor, issued_at=at, updated_at=at,
        )  # fmt: skip
        row.content_hash = hash_of(row, draft.witnesses)
        made.append(row)
    Agreement.objects.bulk_create(made)
    rows = zip(made, drafts, strict=True)
    AgreementWitness.objects.bulk_create([one for row, draft in rows for one in witness_rows(row, draft.witnesses)])
    for row in made:
        trace(row, "issued", actor, at, number=f"{row.number}/{programme.year}", edition=row.edition, reason=reason)
    _tell(programme, made, at)
    return made


def _tell(programme: Programme, made: Sequence[Agreement], at: datetime) -> None:
    people = people_of_schools([row.participation.school_id for row in made], timezone.localdate(at))
    for row in made:
        notify.send(
            people.get(row.participation.school_id, []), code="agreement.issued",
            title=f"บันทึกข้อตกลงของโรงเรียนออกแล้ว: {programme.name}",
            body="เปิดดูค่าเป้าหมาย พิมพ์ลงนาม แล้วแนบฉบับลงนามที่หน้านี้",
            url=reverse("agreements:agreement", args=[row.pk]), pointer=pointer_of(row),
            district_code=programme.district.code, now=at,
        )  # fmt: skip


@transaction.atomic
def new_edition(
    agreement: Agreement, *, actor: Any, dated: date, reason: str, use_office: bool = False,
    now: datetime | None = None,
) -> Agreement:  # fmt: skip
    """The next edition with the targets, wording and signers of now; the one before is kept and says what replaced it.
    Pressed twice, the second finds the first's work done."""
    programme = locked_programme(agreement.participation.programme, actor)
    reason = needed(reason, "กรุณาเขียนเหตุที่ออกฉบับใหม่")[:2000]
    row = locked(agreement, actor, "edition")
    _check_day(programme, dated)
    part: Participation = Participation.objects.select_related("school").get(pk=row.participation_id)
    [draft] = drafts_for(programme, [part], on=dated, use_office=use_office)
    if why := why_not(draft):
        raise DomainError(f"{part.school.name}: {why}", field="use_office" if draft.targets.missing else None)
    at = now or timezone.now()
    row.state = Agreement.State.CANCELLED
    row.cancel_reason = f"ออกฉบับที่ {row.edition + 1} แทน: {reason}"
    touch(row, at, "state", "cancel_reason")
    trace(row, "replaced", actor, at, edition=row.edition + 1, reason=reason)
    [made] = _make(programme, [draft], actor, dated, at, reason=reason)
    return made
