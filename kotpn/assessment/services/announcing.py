"""Tell people when the work behind an open assessment changed so that its level falls or an issue is no longer proved:
an order cancelled, a visit withdrawn, a file taken back. Their own acts they know (`told`)."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.roles import DISTRICT, ROLES, roles_with
from core import audit, notify
from evidence.models import EvidenceItem
from kotpn.assessment.models import Assessment, IssueEvidence
from kotpn.assessment.services.common import assessment_pointer, locked, trace
from kotpn.assessment.services.told import Known, as_known, known, level_of
from kotpn.assessment.standing import Standing, standing_of
from schools.queries.offices import holders

log = logging.getLogger(__name__)


@transaction.atomic
def announce(assessment: Assessment, *, by: Any = None, now: datetime | None = None) -> bool:
    """Compare what people know with the work of now, and tell them of a fall; True when there was one. Nothing happens
    once it is submitted: what was submitted stands. `by` caused it and is not told."""
    now = now or timezone.now()
    held = locked(assessment.pk)
    if not held.is_open or held.told is None:
        return False
    before, standing = known(held), standing_of(held)
    after = as_known(standing)
    if before == after:
        return False
    was, bare = level_of(held, before), _no_longer_proved(before, after)
    held.told = after
    held.save(update_fields=["told"])
    fell = was is not None and (standing.verdict.level is None or standing.verdict.level < was)
    if not fell and not bare:
        return False
    _tell(held, standing, _reasons(before, after), was if fell else None, by=by, now=now)
    return True


def watch(*, now: datetime | None = None) -> int:
    """Look through every open assessment that people know something of; how many fell. One that cannot be read does
    not keep the others from being looked at."""
    fell = 0
    for row in Assessment.objects.open().exclude(told=None).order_by("pk"):
        try:
            fell += announce(row, now=now)
        except Exception:
            log.exception("assessment %s could not be looked through", row.pk)
    return fell


def look_again(district: Any, source: str, *, actor: Any) -> None:
    """Records of this source changed: look at the open assessments that rest on it."""
    rows = Assessment.objects.of_district(district).open().exclude(told=None)
    for row in rows.filter(answers__proofs__decision="accepted", answers__proofs__line__source=source).distinct():
        announce(row, by=actor)


def look_again_at(item: EvidenceItem, *, actor: Any) -> None:
    """A piece of evidence was taken out of its store: look at the open assessments it hangs on."""
    keys = IssueEvidence.objects.filter(item=item).values("target__assessment")
    for row in Assessment.objects.open().filter(pk__in=keys):
        announce(row, by=actor)


def _no_longer_proved(before: Known, after: Known) -> list[str]:
    return [number for number, row in before.items() if row["proofs"] and not after.get(number, {}).get("proofs")]


def _reasons(before: Known, after: Known) -> list[str]:
    """ประเด็นที่ 1: คำสั่งมอบหมายงาน ไม่มีแล้ว."""
    found = []
    for number, row in before.items():
        left = after.get(number, {}).get("proofs", {})
        if gone := [name for key, name in row["proofs"].items() if key not in left]:
            found.append(f"ประเด็นที่ {number}: “{'”, “'.join(gone)}” ใช้เป็นหลักฐานไม่ได้แล้ว")
    return found


def _tell(held: Assessment, standing: Standing, reasons: list[str], was: int | None, *, by: Any, now: datetime) -> None:
    level = standing.verdict.level
    words = f"ระดับ {level} {standing.verdict.word}" if level is not None else "ยังไม่มีระดับ"
    title = f"ระดับลดจาก {was} เป็น{words}" if was is not None else "มีประเด็นที่ไม่มีหลักฐานแล้ว"
    trace(held, "fell", actor=audit.SYSTEM, at=now, what=title, why=" · ".join(reasons))
    on = timezone.localdate(now)
    roles = sorted(role for role in roles_with("assessment.write") if ROLES[role].level == DISTRICT)
    people = [user for role in roles for user in holders(role, held.district, on)]
    people += [row.answer.owner.user for row in standing.issues if row.answer.owner and row.answer.owner.user]
    notify.send(
        [user for user in people if by is None or user.pk != by.pk],
        code="office_assessment.fell", title=f"{held}: {title}", body="\n".join(reasons),
        url=reverse("assessment:assessment", args=[held.pk]), pointer=assessment_pointer(held),
        district_code=held.district.code, now=now,
    )  # fmt: skip
