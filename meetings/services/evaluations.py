"""The form a gathering is judged with: hang it on, open its link, take answers by link or from paper.

No sheet says whose it is. The link's browser mark is kept as a hash, so one browser answers once.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError
from instruments.models import InstrumentVersion, Item
from instruments.queries import Form, form_of
from instruments.services import AnswerValue, open_anonymous, remove_response
from meetings.models import Batch, Evaluation, EvaluationSheet, Gathering
from meetings.services.common import locked, to_write, trace

MOST_SHEETS = 3000
MOST_DAYS = 60
_NOT_ANONYMOUS = (Item.Kind.PHOTO, Item.Kind.PLACE)


@transaction.atomic
def hang_form(
    gathering: Gathering, *, actor: Any, version: InstrumentVersion, now: datetime | None = None
) -> Evaluation:
    """Choose the form it is judged with; the same one twice is once. Forms that ask for pictures or places are refused:
    they would tell who answered."""
    now = now or timezone.now()
    gathering = to_write(gathering, actor)
    if version.instrument.district_id != gathering.district_id:
        raise DomainError("แบบประเมินนี้ไม่ใช่ของเขตนี้", field="version")
    if version.state != InstrumentVersion.State.PUBLISHED:
        raise DomainError("แบบประเมินนี้ยังไม่เผยแพร่หรือเลิกใช้แล้ว", field="version")
    if version.instrument.subject != version.instrument.Subject.GATHERING:
        raise DomainError("เลือกได้เฉพาะแบบที่ใช้กับการประชุมหรืออบรม", field="version")
    if Item.objects.filter(section__version=version, kind__in=_NOT_ANONYMOUS).exists():
        raise DomainError("แบบที่ขอภาพถ่ายหรือตำแหน่งที่ตั้งใช้ไม่ได้ เพราะผู้ตอบต้องไม่ระบุตัวตน", field="version")
    found, made = Evaluation.objects.get_or_create(
        gathering=gathering, version=version, defaults={"made_by": actor, "made_at": now}
    )
    if made:
        trace(gathering, "form", actor=actor, at=now, data={"form": str(version)})
    return found


@transaction.atomic
def drop_form(evaluation: Evaluation, *, actor: Any, now: datetime | None = None) -> None:
    """While nobody has answered."""
    gathering = to_write(evaluation.gathering, actor)
    held = _held(evaluation)
    if held.sheets.exists():
        raise DomainError("มีผู้ตอบแบบนี้แล้ว จึงนำออกไม่ได้")
    held.delete()
    trace(gathering, "form_dropped", actor=actor, at=now or timezone.now(), data={"form": str(evaluation.version)})


def _held(evaluation: Evaluation) -> Evaluation:
    Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    return Evaluation.objects.select_related("gathering__district", "version__instrument__district").get(
        pk=evaluation.pk
    )


@transaction.atomic
def open_link(
    evaluation: Evaluation, *, actor: Any, until: datetime, renew: bool = False, now: datetime | None = None
) -> Evaluation:
    """Let whoever has the address answer until then. The address stays unless `renew` asks for a new one, which ends
    the old."""
    now = now or timezone.now()
    gathering = to_write(evaluation.gathering, actor)
    if until <= now:
        raise DomainError("วันปิดรับต้องเป็นวันข้างหน้า", field="until")
    if until > now + timedelta(days=MOST_DAYS):
        raise DomainError(f"เปิดรับได้ครั้งละไม่เกิน {MOST_DAYS} วัน", field="until")
    held = _held(evaluation)
    if renew or not held.token:
        held.token = secrets.token_urlsafe(12)
    held.open_until = until
    held.save(update_fields=["token", "open_until"])
    trace(gathering, "link", actor=actor, at=now, data={"form": str(held.version)})
    return held


@transaction.atomic
def close_link(evaluation: Evaluation, *, actor: Any, now: datetime | None = None) -> Evaluation:
    """Nobody answers by the address any more; opening it again gives a new one."""
    now = now or timezone.now()
    gathering = to_write(evaluation.gathering, actor)
    held = _held(evaluation)
    if held.token:
        held.token, held.open_until = "", None
        held.save(update_fields=["token", "open_until"])
        trace(gathering, "link_closed", actor=actor, at=now, data={"form": str(held.version)})
    return held


def browser_hash(evaluation: Evaluation, mark: str) -> str:
    """What is kept of a browser's random mark; of two evaluations it has nothing in common."""
    return hashlib.sha256(f"{evaluation.pk}:{mark}".encode()).hexdigest()


@transaction.atomic
def answer_by_link(
    evaluation: Evaluation, *, mark: str, answers: Mapping[int, AnswerValue], batch: Batch | None = None,
    form: Form | None = None, now: datetime | None = None,
) -> EvaluationSheet:  # fmt: skip
    """One sheet of somebody who has the address; the same browser again is the sheet that is there."""
    now = now or timezone.now()
    if not mark:
        raise DomainError("เบราว์เซอร์นี้ปิดคุกกี้ไว้ จึงส่งคำตอบไม่ได้")
    held = _held(evaluation)
    if not held.takes_answers(now):
        raise DomainError("ปิดรับคำตอบแล้ว")
    browser = browser_hash(held, mark)
    found = held.sheets.filter(browser=browser).first()
    return found or _keep(held, answers, way=EvaluationSheet.Way.LINK, batch=batch, form=form, now=now, browser=browser)


def _keep(
    evaluation: Evaluation, answers: Mapping[int, AnswerValue], *, way: str, batch: Batch | None, form: Form | None,
    now: datetime, **more: Any,
) -> EvaluationSheet:  # fmt: skip
    gathering = evaluation.gathering
    if gathering.state == Gathering.State.CANCELLED:
        raise DomainError("การประชุมนี้ยกเลิกแล้ว")
    if batch is not None and batch.gathering_id != gathering.pk:
        raise DomainError("ไม่พบรุ่นที่เลือก", field="batch")
    if not any(not value.is_empty for value in answers.values()):
        raise DomainError("ยังไม่ได้ตอบสักข้อ")
    if evaluation.sheets.count() >= MOST_SHEETS:
        raise DomainError(f"รับคำตอบได้ไม่เกิน {MOST_SHEETS:,} ฉบับ")
    response = open_anonymous(evaluation.version, answers=answers, form=form, on=timezone.localdate(now))
    return EvaluationSheet.objects.create(evaluation=evaluation, batch=batch, response=response, way=way, **more)


@transaction.atomic
def enter_papers(
    evaluation: Evaluation, *, actor: Any, sheets: Sequence[Mapping[int, AnswerValue]], key: str,
    batch: Batch | None = None, now: datetime | None = None,
) -> int:  # fmt: skip
    """Sheets filled in on paper, each as answers by item key; gives how many are there of this entry. `key` is made
    with the entry page, so that a second click enters nothing twice. All of them or none: DomainError says whose line
    (field "lines")."""
    now = now or timezone.now()
    gathering = to_write(evaluation.gathering, actor)
    held = _held(evaluation)
    form = form_of(held.version_id)
    known = set(held.sheets.exclude(paper_key="").values_list("paper_key", flat=True))
    added = 0
    for number, answers in enumerate(sheets, start=1):
        paper_key = hashlib.sha256(f"{key}:{number}".encode()).hexdigest()
        if paper_key in known:
            continue
        try:
            _keep(
                held, answers, way=EvaluationSheet.Way.PAPER, batch=batch, form=form, now=now, paper_key=paper_key,
                entered_by=actor,
            )  # fmt: skip
        except DomainError as refusal:
            raise DomainError(f"ฉบับที่ {number}: {refusal.message}", field="lines") from None
        added += 1
    if added:
        trace(gathering, "papers", actor=actor, at=now, data={"count": added})
    return len(sheets)


@transaction.atomic
def drop_papers(evaluation: Evaluation, *, actor: Any, last: int, now: datetime | None = None) -> int:
    """Take back the `last` sheets this person entered from paper, when a heap was typed wrongly; gives how many."""
    gathering = locked(evaluation.gathering)
    gathering = to_write(gathering, actor)
    held = _held(evaluation)
    rows = held.sheets.filter(way=EvaluationSheet.Way.PAPER, entered_by=actor).select_related("response")
    gone = list(rows.order_by("-pk")[: max(0, last)])
    for row in gone:
        row.delete()
        remove_response(row.response)
    if gone:
        trace(gathering, "papers_dropped", actor=actor, at=now or timezone.now(), data={"count": len(gone)})
    return len(gone)
