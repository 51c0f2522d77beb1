"""Signing: who signs, that a side has signed, marks of many at once, taking a wrong mark back, cancelling."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from core import files
from core.bulk import many_acts
from core.errors import DomainError, needed
from core.thai.dates import thai_date
from supervision.agreements import wording
from supervision.agreements.models import Agreement, AgreementWitness
from supervision.agreements.permissions import STATES, can_act
from supervision.agreements.queries import pointer_of
from supervision.agreements.services.common import hash_of, locked, locked_programme, touch, trace, witness_rows
from supervision.improvement.models import Programme

S = Agreement.State
Side = AgreementWitness.Side
ALLOWED = ("pdf", "image")


@transaction.atomic
def save_signers(
    agreement: Agreement, *, actor: Any, office_signer: str, office_post: str, school_signer: str, school_post: str,
    office_witnesses: str = "", school_witnesses: str = "", stamp: int | None = None, now: datetime | None = None,
) -> Agreement:  # fmt: skip
    """Names, posts and witnesses of a paper nobody has signed yet; the paper that was printed before is another one."""
    row = locked(agreement, actor, "signers", stamp=stamp)
    row.office_post = _post(office_post, "office_post")
    row.school_post = _post(school_post, "school_post")
    row.office_signer, row.school_signer = office_signer.strip()[:200], school_signer.strip()[:200]
    witnesses = [
        (side.value, name, post)
        for side, text, field in (
            (Side.OFFICE, office_witnesses, "office_witnesses"), (Side.SCHOOL, school_witnesses, "school_witnesses"),
        )
        for name, post in wording.witnesses_of(text, field=field)
    ]  # fmt: skip
    row.content_hash = hash_of(row, witnesses)
    touch(row, now, "office_signer", "office_post", "school_signer", "school_post", "content_hash")
    row.witnesses.all().delete()
    AgreementWitness.objects.bulk_create(witness_rows(row, witnesses))
    trace(row, "signers", actor, now)
    return row


def _post(text: str, field: str) -> str:
    lines = "\n".join(wording.paragraphs(text))
    return needed(lines, "กรุณาเขียนตำแหน่งที่พิมพ์ใต้ลายมือชื่อ", field=field)[:300]


@transaction.atomic
def sign(
    agreement: Agreement, *, actor: Any, act: str, on: date, upload: UploadedFile | None = None,
    now: datetime | None = None, today: date | None = None,
) -> Agreement:  # fmt: skip
    """Write down that the school (`school_sign`) or both sides (`sign`) have signed on that day, and keep the signed
    copy. Said twice it is done once; a copy that comes with the second is kept."""
    at = now or timezone.now()
    row: Agreement = Agreement.objects.select_for_update(of=("self",)).whole().get(pk=agreement.pk)
    if row.state == STATES.moves[S.ISSUED][act] and can_act(actor, row, "file"):
        _keep(row, actor, upload)
        return row
    row = locked(agreement, actor, act)
    _check(row, on, today or timezone.localdate(at))
    _signed(row, actor, act, on, at)
    _keep(row, actor, upload)
    return row


def _check(row: Agreement, on: date, today: date) -> None:
    if on > today:
        raise DomainError("วันที่ลงนามต้องไม่เป็นวันในอนาคต", field="on")
    if row.school_signed_on and on < row.school_signed_on:
        raise DomainError("วันที่ลงนามครบต้องไม่ก่อนวันที่โรงเรียนลงนาม", field="on")


def _signed(row: Agreement, actor: Any, act: str, on: date, at: datetime) -> None:
    row.state = STATES.next(row.state, act)
    row.school_signed_on = row.school_signed_on or on
    if act == "sign":
        row.signed_on = on
    touch(row, at, "state", "school_signed_on", "signed_on")
    trace(row, "school_signed" if act == "school_sign" else "signed", actor, at, on=thai_date(on, "short"))


def _keep(row: Agreement, actor: Any, upload: UploadedFile | None) -> None:
    if upload is not None:
        code = row.participation.programme.district.code
        files.store(upload, owner=pointer_of(row), actor=actor, district_code=code, allow=ALLOWED)


def sign_many(
    programme: Programme, *, actor: Any, keys: Collection[int], act: str, on: date, now: datetime | None = None,
    today: date | None = None,
) -> int:  # fmt: skip
    """The same mark on many of a programme; who has it or is past it is passed over. Gives how many changed."""
    at = now or timezone.now()
    if not keys:
        raise DomainError("กรุณาเลือกอย่างน้อยหนึ่งโรงเรียน", field="keys")
    with many_acts():
        row = locked_programme(programme, actor, working=False)
        found = Agreement.objects.of_programme(row).filter(pk__in=keys).select_for_update(of=("self",)).whole()
        changed = [one for one in found.order_by("pk") if STATES.allows(one.state, act)]
        for one in changed:
            _check(one, on, today or timezone.localdate(at))
            _signed(one, actor, act, on, at)
    return len(changed)


@transaction.atomic
def take_back(agreement: Agreement, *, actor: Any, reason: str, now: datetime | None = None) -> Agreement:
    """A mark made by mistake: the paper waits for its signatures again; files stay."""
    row = locked(agreement, actor, "take_back")
    reason = needed(reason, "กรุณาเขียนเหตุที่แก้สถานะ")[:2000]
    row.state, row.school_signed_on, row.signed_on = S.ISSUED, None, None
    touch(row, now, "state", "school_signed_on", "signed_on")
    trace(row, "taken_back", actor, row.updated_at, reason=reason)
    return row


@transaction.atomic
def cancel(agreement: Agreement, *, actor: Any, reason: str, now: datetime | None = None) -> Agreement:
    """Out of force, with its number and its papers kept; the school may get another edition later."""
    row = locked(agreement, actor, "cancel")
    row.cancel_reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")[:2000]
    row.state = S.CANCELLED
    touch(row, now, "state", "cancel_reason")
    trace(row, "cancelled", actor, row.updated_at, reason=row.cancel_reason)
    return row
