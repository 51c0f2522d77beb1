"""Write the narrative of an issue: use what is proposed, write, change, drop, bring up to the figures of now."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.errors import DomainError, StaleRevision, needed
from evidence.proofs import Gathered, Scope
from kotpn.assessment import narrative
from kotpn.assessment.models import IssueAnswer, IssueEvidence, LineProof, Sentence
from kotpn.assessment.proposing import Offer, offer
from kotpn.assessment.services.common import line_of, to_write, touch, trace
from kotpn.standards.models import ProofLine

Origin = Sentence.Origin


@transaction.atomic
def use_drafts(answer: IssueAnswer, section: str, *, actor: Any, now: datetime | None = None) -> list[Sentence]:
    """Take every proposed sentence of a section whose line was accepted and that is not in it yet; gives those taken
    now. DomainError when none was accepted."""
    now = now or timezone.now()
    held = to_write(answer, actor)
    section = _section(section, narrative.SECTIONS)
    # Only lines that were taken: the others' records need not be gathered.
    lines = ProofLine.objects.filter(proofs__answer=held, proofs__decision=LineProof.Decision.ACCEPTED)
    proposed = narrative.drafts(held, _offers(held, lines.exclude(**{section: ""})))[section]
    if not any(row.accepted for row in proposed):
        raise DomainError("ยังไม่มีหลักฐานที่รับแล้วให้ใช้เขียนข้อความส่วนนี้ กรุณารับหลักฐานก่อน")
    place = _next_place(held, section)
    made = [
        Sentence(
            answer=held, section=section, position=place + at, line=row.line, origin=Origin.COMPOSED, text=row.text,
            figures=row.figures, updated_by=actor, updated_at=now,
        )
        for at, row in enumerate(row for row in proposed if row.accepted and not row.used)
    ]  # fmt: skip
    Sentence.objects.bulk_create(made)
    if made:
        _noted(held, actor, now, section, f"ใช้ข้อความที่เสนอ {len(made)} ข้อ")
    return made


@transaction.atomic
def write_sentence(
    answer: IssueAnswer, section: str, *, actor: Any, text: str, line: ProofLine | None = None,
    evidence: IssueEvidence | None = None, now: datetime | None = None,
) -> Sentence:  # fmt: skip
    """A sentence of one's own. All but opinions name a line of the issue or a piece of evidence hung on it."""
    now = now or timezone.now()
    held = to_write(answer, actor)
    section = _section(section, Sentence.Section)
    text = needed(text, "กรุณาเขียนข้อความ", field="text")
    if line is not None:
        line_of(held, line)
    if evidence is not None and evidence.target_id != held.pk:
        raise DomainError("หลักฐานนี้เป็นของประเด็นอื่น", field="evidence")
    if section != Sentence.Section.OPINION and line is None and evidence is None:
        raise DomainError("กรุณาเลือกหลักฐานที่ข้อความนี้อ้างถึง", field="line")
    same = held.sentences.filter(section=section, text=text, line=line, evidence=evidence).first()
    if same is not None:
        return same
    made: Sentence = held.sentences.create(
        section=section, position=_next_place(held, section), line=line, evidence=evidence, origin=Origin.OWN,
        text=text, figures=_shown_in(held, line, text), updated_by=actor, updated_at=now,
    )  # fmt: skip
    _noted(held, actor, now, section, "เขียนข้อความ")
    return made


@transaction.atomic
def change_sentence(
    sentence: Sentence, *, actor: Any, text: str, lock_version: int, now: datetime | None = None
) -> Sentence:
    """Change the words. A proposed sentence becomes an edited one, and no longer follows the figures. StaleRevision
    when somebody else changed it since `lock_version` was read."""
    now = now or timezone.now()
    held, row = _held(sentence, actor)
    text = needed(text, "กรุณาเขียนข้อความ", field="text")
    if row.lock_version != lock_version:
        if row.text == text:
            return row
        raise StaleRevision("มีผู้อื่นแก้ไขข้อความนี้หลังจากที่ท่านเปิด ข้อความของท่านยังอยู่ กรุณาตรวจสอบแล้วบันทึกอีกครั้ง")
    composed = row.origin == Origin.COMPOSED
    if text == (_composed(held, row)[0] if composed else row.text):
        return row
    row.origin = Origin.EDITED if composed else row.origin
    row.text, row.figures = text, _shown_in(held, row.line, text, row.figures)
    _save(row, actor, now)
    _noted(held, actor, now, row.section, "แก้ข้อความ")
    return row


@transaction.atomic
def drop_sentence(sentence: Sentence, *, actor: Any, now: datetime | None = None) -> None:
    """Take a sentence out; gone already, nothing happens."""
    if not Sentence.objects.filter(pk=sentence.pk).exists():
        return
    held, row = _held(sentence, actor)
    _noted(held, actor, now or timezone.now(), row.section, "นำข้อความออก")
    row.delete()


@transaction.atomic
def refresh_sentence(sentence: Sentence, *, actor: Any, now: datetime | None = None) -> Sentence:
    """Bring a sentence up to the work of now: a proposed or edited one is proposed anew; in one's own words the
    figures that changed are put in place of the old."""
    now = now or timezone.now()
    held, row = _held(sentence, actor)
    if row.line is None:
        raise DomainError("ข้อความนี้ไม่ได้อ้างรายการในระบบ จึงไม่มีตัวเลขให้ปรับ")
    if row.origin == Origin.OWN:
        shown = _figures(held, row.line)
        for name, was in row.figures.items():
            row.text = row.text.replace(was, shown.get(name, was))
        row.figures = _shown_in(held, row.line, row.text, row.figures)
    else:
        row.text, row.figures = _composed(held, row)
        row.origin = Origin.COMPOSED
    _save(row, actor, now)
    _noted(held, actor, now, row.section, "ปรับตัวเลข")
    return row


@transaction.atomic
def move_sentence(sentence: Sentence, *, actor: Any, up: bool, now: datetime | None = None) -> None:
    """One place up or down within its section; at the end, nothing happens."""
    held, row = _held(sentence, actor)
    rows = list(held.sentences.filter(section=row.section).order_by("position", "pk"))
    at = rows.index(row)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for place, one in enumerate(rows, start=1):
        one.position = place
    Sentence.objects.bulk_update(rows, ["position"])
    touch(held.assessment, now or timezone.now())


def _held(sentence: Sentence, actor: Any) -> tuple[IssueAnswer, Sentence]:
    held = to_write(sentence.answer, actor)
    row = Sentence.objects.select_related("line").filter(pk=sentence.pk).first()
    if row is None:
        raise DomainError("ข้อความนี้ถูกนำออกแล้ว กรุณาเปิดหน้านี้ใหม่")
    return held, row


def _section(section: str, allowed: Any) -> str:
    if section not in [str(one) for one in allowed]:
        raise DomainError("ไม่มีส่วนนี้ในแบบประเมิน", field="section")
    return str(section)


def _next_place(answer: IssueAnswer, section: str) -> int:
    return (answer.sentences.filter(section=section).aggregate(top=Max("position"))["top"] or 0) + 1


def _save(row: Sentence, actor: Any, now: datetime) -> None:
    row.lock_version += 1
    row.updated_by, row.updated_at = actor, now
    row.save(update_fields=["origin", "text", "figures", "lock_version", "updated_by", "updated_at"])


def _noted(answer: IssueAnswer, actor: Any, now: datetime, section: str, what: str) -> None:
    touch(answer.assessment, now)
    words = f"{Sentence.Section(section).label}: {what}"
    trace(answer.assessment, "written", actor=actor, at=now, issue=answer.issue.number, what=words)


def _offers(answer: IssueAnswer, lines: Any) -> dict[int, Offer]:
    held = Gathered(Scope(answer.assessment.district, answer.assessment.fiscal_year))
    return {line.pk: offer(line, held) for line in lines}


def _figures(answer: IssueAnswer, line: ProofLine) -> dict[str, str]:
    every = narrative.schools_of_year(answer.assessment.district, answer.assessment.fiscal_year)
    return narrative.figures_of(line, _offers(answer, [line])[line.pk], every)


def _composed(answer: IssueAnswer, row: Sentence) -> tuple[str, dict[str, str]]:
    line = row.line
    if line is None:
        raise ValueError(f"sentence {row.pk} was composed from no line")
    return narrative.compose(narrative.template_of(line, row.section), _figures(answer, line))


def _shown_in(
    answer: IssueAnswer, line: ProofLine | None, text: str, before: dict[str, str] | None = None
) -> dict[str, str]:
    if line is None:
        return {}
    return narrative.standing_in(text, _figures(answer, line), before or {})
