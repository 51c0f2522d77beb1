"""What an assessment lacks before it can be sent."""

from collections.abc import Iterable
from dataclasses import replace

from core.missing import Missing
from kotpn.assessment.models import Assessment, LineProof, Sentence
from kotpn.assessment.standing import IssueStanding, Standing
from kotpn.standards.models import Indicator

_NEEDED = (Sentence.Section.METHOD, Sentence.Section.RESULT)


def missing(assessment: Assessment, standing: Standing) -> list[Missing]:
    """By issue, each with the page that has the issue open; two queries besides the standing."""
    sentences: dict[int, list[Sentence]] = {}
    for row in Sentence.objects.filter(answer__assessment=assessment).select_related("evidence__item"):
        sentences.setdefault(row.answer_id, []).append(row)
    found = [
        replace(lack, page=f"?issue={issue.issue.number}")
        for issue in standing.issues
        for lack in _of_issue(issue, sentences.get(issue.answer.pk, []))
    ]
    if assessment.indicator.rule == Indicator.Rule.JUDGED:
        if assessment.judged_level is None:
            found.append(Missing("ยังไม่ได้ตัดสินระดับพร้อมเหตุผล", "judge"))
    elif not found and standing.verdict.level is None and standing.verdict.carried_out == standing.verdict.issues:
        found.append(Missing(f"{standing.verdict.why} กรุณาเพิ่มเกณฑ์ในชุดมาตรฐานฉบับใหม่", "level"))
    return found


def _of_issue(issue: IssueStanding, sentences: list[Sentence]) -> Iterable[Missing]:
    name, anchor = f"ประเด็นที่ {issue.issue.number}", f"issue-{issue.issue.number}"
    if issue.carried_out is None:
        yield Missing(f"{name} ยังไม่ได้ระบุว่าดำเนินการแล้วหรือไม่", anchor)
    if issue.carried_out and not issue.has_evidence and not issue.answer.no_evidence_reason:
        yield Missing(f"{name} ระบุว่าดำเนินการแล้วแต่ไม่มีหลักฐาน กรุณาบอกเหตุ", f"{anchor}-no-evidence")
    for line in issue.lines:
        if line.unexplained:
            yield Missing(f"{name} หลักฐาน “{line.line.title}” มีของปีงบประมาณอื่น กรุณาบอกเหตุผล", f"line-{line.line.pk}")
    for use in issue.uses:
        if use.off_year and not use.use.off_year_reason and not use.use.item.is_withdrawn:
            yield Missing(f"{name} หลักฐาน “{use.use.item.title}” เป็นของปีงบประมาณอื่น กรุณาบอกเหตุผล", anchor)
    if issue.carried_out and issue.has_evidence:
        sections = {row.section for row in sentences}
        for section in _NEEDED:
            if section not in sections:
                yield Missing(f"{name} ยังไม่มีข้อความ{section.label}", f"{anchor}-{section}")
    yield from _resting_on_nothing(issue, sentences)


def _resting_on_nothing(issue: IssueStanding, sentences: list[Sentence]) -> Iterable[Missing]:
    """Sentences whose source is gone: the line was refused, its proposed text has no records, the evidence counts no
    more."""
    lines = {row.line.pk: row for row in issue.lines}
    counted = {row.use.pk for row in issue.uses if row.counts}
    for row in sentences:
        line = lines.get(row.line_id) if row.line_id is not None else None
        anchor = f"sentence-{row.pk}"
        where = f"ประเด็นที่ {issue.issue.number} {row.get_section_display()}"
        if line is not None and line.proof is not None and line.proof.decision == LineProof.Decision.REFUSED:
            yield Missing(f"{where}: มีข้อความที่อ้าง “{line.line.title}” ซึ่งไม่ใช้แล้ว", anchor)
        elif line is not None and row.origin != Sentence.Origin.OWN and line.offer.count == 0:
            yield Missing(f"{where}: มีข้อความที่อ้าง “{line.line.title}” ซึ่งไม่มีรายการแล้ว", anchor)
        elif row.evidence is not None and row.evidence_id not in counted:
            yield Missing(f"{where}: มีข้อความที่อ้าง “{row.evidence.item.title}” ซึ่งใช้เป็นหลักฐานไม่ได้แล้ว", anchor)
