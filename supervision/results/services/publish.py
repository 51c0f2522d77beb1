"""เผยแพร่: an edition becomes what the schools read and never changes again."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.approvals.content import content_hash
from core.errors import DomainError, NotAllowed, StaleRevision
from supervision.results import signals
from supervision.results.models import Edition
from supervision.results.permissions import EDITION_STATES, may_publish
from supervision.results.services.common import locked, record

# What every value was made of, kept with the edition on the day it is published.
_FREEZE = """
UPDATE quality_results_indicatorresult result SET because = told.answers
FROM (
    SELECT sheet.participation_id, score.indicator_id, jsonb_agg(jsonb_build_object(
        'who', CASE WHEN person.id IS NULL THEN '' ELSE person.prefix || person.first_name || ' ' || person.last_name
            END,
        'value', score.value::text, 'na', score.not_applicable, 'note', score.note,
        'on', to_char(sheet.submitted_at AT TIME ZONE 'Asia/Bangkok', 'YYYY-MM-DD')) ORDER BY sheet.id) AS answers
    FROM quality_results_score score JOIN quality_results_sheet sheet ON sheet.id = score.sheet_id
    LEFT JOIN schools_person person ON person.id = sheet.person_id
    WHERE sheet.evaluation_id = %(evaluation)s AND sheet.state = 'submitted' GROUP BY 1, 2
) told
WHERE result.edition_id = %(edition)s
    AND (result.participation_id, result.indicator_id) = (told.participation_id, told.indicator_id)
"""
_AGREED = """
UPDATE quality_results_indicatorresult result SET because = result.because || jsonb_build_object(
    'who', 'ตกลงร่วมกัน', 'value', m.value::text, 'na', false, 'note', m.reason,
    'on', to_char(m.decided_at AT TIME ZONE 'Asia/Bangkok', 'YYYY-MM-DD'))
FROM quality_results_moderation m
WHERE result.edition_id = %(edition)s AND m.evaluation_id = %(evaluation)s AND result.origin = 'moderated'
    AND (result.participation_id, result.indicator_id) = (m.participation_id, m.indicator_id)
"""


@transaction.atomic
def publish(
    edition: Edition, *, actor: Any, reason: str = "", seen: datetime | None = None, now: datetime | None = None
) -> Edition:
    """`seen` is the moment of the working out that was on the page. Schools that are not complete are named, and a
    correction says what it corrects: both ask for the reason. Published already by this person, nothing happens."""
    now, reason = now or timezone.now(), reason.strip()
    evaluation = locked(edition.evaluation)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    edition.evaluation = evaluation
    if not may_publish(actor, evaluation):
        raise NotAllowed("เผยแพร่ผลได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    if edition.state == Edition.State.PUBLISHED and edition.published_by_id == actor.pk:
        return edition
    following = EDITION_STATES.next(edition.state, "publish")
    if seen is not None and seen != edition.computed_at:
        raise StaleRevision("ผลถูกคำนวณใหม่หลังจากที่ท่านเปิดหน้านี้ กรุณาตรวจอีกครั้งก่อนเผยแพร่")
    rows = list(edition.schools.select_related("participation__school").order_by("participation__school__name_sort"))
    unscored = [row for row in rows if not row.is_complete]
    if not rows or len(unscored) == len(rows):
        raise DomainError("ยังไม่มีโรงเรียนที่ประเมินครบ จึงยังไม่มีผลให้เผยแพร่")
    if unscored and not reason:
        raise DomainError(
            f"ยังประเมินไม่ครบ {len(unscored)} โรงเรียน: {named(unscored)} กรุณาเขียนเหตุผลที่เผยแพร่ทั้งที่ยังไม่ครบ", field="reason"
        )
    before = evaluation.editions.standing().first()
    if before is not None:
        if not reason:
            raise DomainError("ฉบับนี้แก้ไขผลที่เผยแพร่แล้ว กรุณาเขียนว่าแก้ไขอะไร เพราะเหตุใด", field="reason")
        before.state = EDITION_STATES.next(before.state, "supersede")
        before.save(update_fields=["state"])
    with connection.cursor() as cursor:
        for statement in (_FREEZE, _AGREED):
            cursor.execute(statement, {"edition": edition.pk, "evaluation": evaluation.pk})
    edition.unscored = [
        {"school": row.participation.school_id, "name": str(row.participation.school), "missing": row.missing}
        for row in unscored
    ]
    edition.content_hash = content_hash(content_of(edition))
    edition.state, edition.reason, edition.published_by, edition.published_at = following, reason, actor, now
    edition.save()
    record(evaluation, "published", actor=actor, at=now, number=edition.number, reason=reason)
    signals.published.send(Edition, edition=edition, actor=actor, now=now)
    return edition


def named(rows: list[Any], *, most: int = 20) -> str:
    """Schools by name, the first of them where there are many."""
    words = ", ".join(f"{row.participation.school} (ขาด {row.missing})" for row in rows[:most])
    return f"{words} และอีก {len(rows) - most} โรงเรียน" if len(rows) > most else words


def content_of(edition: Edition) -> dict[str, Any]:
    """What the hash of an edition is over: its rules and every figure of it."""
    return {
        "rules": edition.rules,
        "schools": list(
            edition.schools.order_by("participation").values_list(
                "participation", "is_complete", "percent", "baseline_percent", "colour", "group", "rank", "of"
            )
        ),
        "indicators": list(
            edition.indicators.order_by("participation", "indicator").values_list(
                "participation", "indicator", "origin", "value", "percent"
            )
        ),
    }
