"""The narrative: drafts used as they are or after a change, sentences of one's own, two people on one sentence."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from core.access import signed_in
from core.acts import act_page
from core.errors import DomainError, NotAllowed, StaleRevision
from core.forms import attempt
from core.keys import number_of
from core.text_diff import side_by_side
from kotpn.assessment import narrative, services
from kotpn.assessment.forms import SentenceForm
from kotpn.assessment.models import IssueAnswer, LineProof, Sentence
from kotpn.assessment.narrative import Draft
from kotpn.assessment.standing import standing_of
from kotpn.assessment.views.base import answer_to_write, issue_url
from kotpn.assessment.views.work import acted


def _section(section: str) -> str:
    if section not in Sentence.Section.values:
        raise Http404
    return section


def _label(section: str) -> str:
    return Sentence.Section(section).label


def _drafts(answer: IssueAnswer, section: str) -> list[Draft]:
    """Those that may be used: of lines that were accepted, and not in the narrative yet."""
    held = standing_of(answer.assessment).issue_of(answer)
    rows = narrative.drafts(answer, held.offers).get(section, ())
    return [row for row in rows if row.accepted and not row.used]


def _reads(sentence: Sentence, answer: IssueAnswer) -> str:
    """The sentence as it reads now: a composed one follows the figures."""
    if sentence.origin != Sentence.Origin.COMPOSED:
        return sentence.text
    held = standing_of(answer.assessment).issue_of(answer)
    rows = narrative.written(answer, held.offers)[sentence.section]
    return next(row.text for row in rows if row.sentence.pk == sentence.pk)


def _sentence(request: HttpRequest, pk: int, answer: int, sentence: int) -> tuple[IssueAnswer, Sentence]:
    row = answer_to_write(request, pk, answer)
    return row, get_object_or_404(row.sentences.select_related("line", "evidence", "updated_by"), pk=sentence)


@signed_in
@require_POST
def use_drafts(request: HttpRequest, pk: int, answer: int, section: str) -> HttpResponse:
    """ใช้ข้อความนี้: they follow the figures until the assessment is submitted."""
    row = answer_to_write(request, pk, answer)
    return acted(
        request, row, lambda: services.use_drafts(row, _section(section), actor=request.user), "ใช้ข้อความที่เสนอแล้ว"
    )


class DraftsForm(forms.Form):
    """One text for each draft of a section, by its line of evidence; empty leaves that draft out."""

    def __init__(self, *args: Any, drafts: list[Draft], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for draft in drafts:
            self.fields[f"line-{draft.line.pk}"] = forms.CharField(
                label=draft.line.title, initial=draft.text, required=False, max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: HttpRequest, pk: int, answer: int, section: str) -> HttpResponse:
    """แก้ก่อนใช้: what is changed keeps what was typed, what is not goes on following the figures."""
    row = answer_to_write(request, pk, answer)
    offered = _drafts(row, _section(section))
    if not offered:
        messages.info(request, "ใช้ร่างของส่วนนี้ไปแล้ว")
        return redirect(issue_url(row, f"issue-{row.issue.number}-{section}"))
    form = DraftsForm(request.POST or None, drafts=offered)
    posts = request.method == "POST" and form.is_valid()
    if posts and attempt(form, lambda: _use(request, row, section, offered, form)):
        return redirect(issue_url(row, f"issue-{row.issue.number}-{section}"))
    return act_page(
        request, form, heading=f"แก้ก่อนใช้: {_label(section)}", button="ใช้ข้อความเหล่านี้", sub=str(row.issue),
        back=issue_url(row, f"issue-{row.issue.number}-{section}"),
    )  # fmt: skip


def _use(request: HttpRequest, row: IssueAnswer, section: str, offered: list[Draft], form: forms.Form) -> bool:
    """All of it or nothing. A text that somebody else used and changed meanwhile is not written over."""
    with transaction.atomic():
        services.use_drafts(row, section, actor=request.user)
        held = {one.line_id: one for one in row.sentences.filter(section=section).exclude(origin=Sentence.Origin.OWN)}
        for draft in offered:
            text, made = form.cleaned_data[f"line-{draft.line.pk}"].strip(), held.get(draft.line.pk)
            if made is None or text == draft.text:
                continue
            if text:
                services.change_sentence(made, actor=request.user, text=text, lock_version=1)
            else:
                services.drop_sentence(made, actor=request.user)
    return True


@dataclass(frozen=True)
class Clash:
    """Two texts of one sentence: what stands, what was typed, and who was faster."""

    who: str
    at: Any
    version: int
    stands: str
    typed: str


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sentence(request: HttpRequest, pk: int, answer: int, sentence: int) -> HttpResponse:
    """Nothing somebody else wrote meanwhile is overwritten unasked; what was typed stays in the form."""
    row, held = _sentence(request, pk, answer, sentence)
    form = SentenceForm(request.POST or None, section=held.section, initial={"text": _reads(held, row)})
    version, clash = held.lock_version, None
    if request.method == "POST":
        seen = number_of(request.POST.get("overwrite"))
        version = seen if seen is not None else (number_of(request.POST.get("version")) or 0)
        if form.is_valid():
            try:
                text = form.cleaned_data["text"]
                services.change_sentence(held, actor=request.user, text=text, lock_version=version)
            except StaleRevision:
                _, held = _sentence(request, pk, answer, sentence)
                stands, typed = side_by_side(_reads(held, row), text.replace("\r\n", "\n"))
                clash = Clash(str(held.updated_by), held.updated_at, held.lock_version, stands, typed)
            except NotAllowed as refusal:
                raise PermissionDenied(refusal.message) from refusal
            except DomainError as refusal:
                form.add_error("text", refusal.message)
            else:
                messages.success(request, "บันทึกข้อความแล้ว")
                return redirect(issue_url(row, f"sentence-{held.pk}"))
    back = issue_url(row, f"sentence-{held.pk}")
    return act_page(
        request, form, heading=f"แก้ข้อความ: {_label(held.section)}", button="บันทึก", sub=str(row.issue), back=back,
        template="kotpn/assessment/sentence.html", sentence=held, version=version, clash=clash,
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int, answer: int, section: str) -> HttpResponse:
    """A sentence of one's own; all but opinions name the evidence they rest on."""
    row = answer_to_write(request, pk, answer)
    lines = LineProof.objects.filter(answer=row, decision=LineProof.Decision.ACCEPTED).select_related("line")
    uses = row.evidence.exclude(state="returned").select_related("item")
    rests = [(f"line:{one.line_id}", one.line.title) for one in lines]
    rests += [(f"use:{one.pk}", f"{one.item.title} (เพิ่มเอง)") for one in uses]
    form = SentenceForm(request.POST or None, section=_section(section), rests=rests)
    if request.method == "POST" and form.is_valid():
        what, _, key = form.cleaned_data["rests"].partition(":")
        on: dict[str, Any] = {
            "line": next((one.line for one in lines if what == "line" and str(one.line_id) == key), None),
            "evidence": next((one for one in uses if what == "use" and str(one.pk) == key), None),
        }
        text = form.cleaned_data["text"]
        made = attempt(form, lambda: services.write_sentence(row, section, actor=request.user, text=text, **on))
        if made is not None:
            messages.success(request, "บันทึกข้อความแล้ว")
            return redirect(issue_url(row, f"issue-{row.issue.number}-{section}"))
    return act_page(
        request, form, heading=f"เขียนข้อความ: {_label(section)}", button="บันทึก", sub=str(row.issue),
        back=issue_url(row, f"issue-{row.issue.number}-{section}"), template="kotpn/assessment/sentence.html",
        draft_key=f"sentence-new-{row.pk}-{section}",
    )  # fmt: skip


@signed_in
@require_POST
def drop(request: HttpRequest, pk: int, answer: int, sentence: int) -> HttpResponse:
    row = answer_to_write(request, pk, answer)
    held = row.sentences.filter(pk=sentence).first()
    # Pressed twice, or by two people: it is gone, which is what was asked for.
    return acted(
        request, row, lambda: services.drop_sentence(held, actor=request.user) if held else None, "นำข้อความออกแล้ว"
    )


@signed_in
@require_POST
def refresh(request: HttpRequest, pk: int, answer: int, sentence: int) -> HttpResponse:
    """The sentence follows the figures of now again."""
    row, held = _sentence(request, pk, answer, sentence)
    return acted(request, row, lambda: services.refresh_sentence(held, actor=request.user), "ใช้ตัวเลขปัจจุบันแล้ว")


@signed_in
@require_POST
def move(request: HttpRequest, pk: int, answer: int, sentence: int) -> HttpResponse:
    """up=1 one place up within its section, else one down."""
    row, held = _sentence(request, pk, answer, sentence)
    up = "up" in request.POST
    return acted(request, row, lambda: services.move_sentence(held, actor=request.user, up=up), "ย้ายข้อความแล้ว")
