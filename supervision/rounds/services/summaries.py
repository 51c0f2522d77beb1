"""The term's summary of a school's own supervision: the principal's words, our counts, sent to the office."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.approvals.content import content_hash, plain
from core.errors import NotAllowed, StaleRevision
from core.missing import refuse_if_missing
from schools.models import School
from schools.queries import holders
from supervision.rounds import permissions
from supervision.rounds.missing import missing_of_summary
from supervision.rounds.models import InternalSummary, InternalSummaryRevision
from supervision.rounds.queries.internal import SUMMARY_TEXTS, counts_of
from supervision.rounds.services.common import summary_pointer


@transaction.atomic
def save_summary(
    school: School, *, actor: Any, year: int, term: int, texts: Mapping[str, str], stamp: int | None = None,
    now: datetime | None = None,
) -> InternalSummary:  # fmt: skip
    """The principal's words on a term, begun with the first of them. What was sent stays as it was until it is sent
    again. StaleRevision when somebody else saved them since `stamp`."""
    now = now or timezone.now()
    if not permissions.manages(actor, school):
        raise NotAllowed("สรุปนิเทศภายในได้เฉพาะ ผอ.โรงเรียน")
    unknown = set(texts) - set(SUMMARY_TEXTS)
    if unknown:
        raise ValueError(f"no such texts of a summary: {sorted(unknown)}")
    made, _ = InternalSummary.objects.get_or_create(
        school=school, academic_year=year, term=term, defaults={"updated_at": now}
    )
    held = _locked(made, actor)
    if stamp is not None and held.stamp != stamp and held.saved_by_id != actor.pk:
        raise StaleRevision(f"{held.saved_by} แก้ไขสรุปนี้ไปแล้ว กรุณาเทียบสองฉบับแล้วเลือก")
    for name, text in texts.items():
        setattr(held, name, text.strip())
    held.stamp, held.saved_by, held.updated_at = held.stamp + 1, actor, now
    held.save(update_fields=[*texts, "stamp", "saved_by", "updated_at"])
    return held


@transaction.atomic
def submit_summary(summary: InternalSummary, *, actor: Any, now: datetime | None = None) -> InternalSummary:
    """Fix a revision with the counts of this moment; the same content again is the same revision."""
    now = now or timezone.now()
    held = _locked(summary, actor)
    refuse_if_missing(missing_of_summary(held))
    counts = counts_of(held.school, held.academic_year, held.term, on=timezone.localdate(now))
    content = dict(plain({**{name: getattr(held, name) for name in SUMMARY_TEXTS}, "counts": counts.as_dict()}))
    digest = content_hash(content)
    last = held.revisions.first()
    if last is None or last.content_hash != digest:
        held.revision += 1
        InternalSummaryRevision.objects.create(
            summary=held, number=held.revision, content_hash=digest, snapshot=content, made_by=actor, made_at=now
        )
    elif held.state == InternalSummary.State.SUBMITTED:
        return held
    held.state, held.counts = InternalSummary.State.SUBMITTED, counts.as_dict()
    held.submitted_at, held.submitted_by, held.updated_at = now, actor, now
    held.save(update_fields=["state", "counts", "revision", "submitted_at", "submitted_by", "updated_at"])
    district = held.school.district
    audit.record(
        actor=actor, action="internal_summary.submitted", target=summary_pointer(held), district_code=district.code,
        data={"revision": held.revision}, at=now,
    )  # fmt: skip
    # One notice a day leads to the board: a hundred schools send in the same week.
    today = timezone.localdate(now)
    notify.send(
        [user for user in holders("group_director", district, today) if user != actor],
        code="internal_summary.submitted", title="มีโรงเรียนส่งสรุปนิเทศภายในวันนี้",
        body=f"ภาคเรียนที่ {held.term} ปีการศึกษา {held.academic_year} เริ่มจาก{held.school.name}",
        url=reverse("rounds:internal-office"), district_code=district.code, now=now,
        dedupe_key=f"internal-summaries-{district.pk}-{today:%Y%m%d}",
    )  # fmt: skip
    return held


def _locked(summary: InternalSummary, actor: Any) -> InternalSummary:
    # Locked first, read then: see services.internal.locked.
    InternalSummary.objects.select_for_update().values_list("pk").get(pk=summary.pk)
    held = InternalSummary.objects.select_related("school__district", "saved_by").get(pk=summary.pk)
    if not permissions.can_write_summary(actor, held):
        raise NotAllowed("สรุปนิเทศภายในได้เฉพาะ ผอ.โรงเรียน")
    return held
