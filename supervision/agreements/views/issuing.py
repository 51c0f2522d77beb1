"""Issuing: for all schools of a programme, for one, and a new edition in place of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.access import requires
from core.acts import act_page
from core.forms import attempt
from schools.views.common import require
from supervision.agreements import services
from supervision.agreements.forms import EditionForm, IssueForm
from supervision.agreements.permissions import may_issue
from supervision.agreements.queries import Draft, changed_since, drafts_for, signing_day, why_not, without_agreement
from supervision.agreements.views.base import WRITERS, agreement_for, participation_or_404, programme_for


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def issue_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is ready and who lacks what; `?use_office=1` shows it with the office's targets lent."""
    programme = programme_for(request, pk)
    form = IssueForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = attempt(form, lambda: services.issue_all(programme, actor=request.user, **values))
        if done is not None:
            left = f" ยังออกไม่ได้ {len(done.refused)} โรงเรียน" if done.refused else ""
            messages.success(request, f"ออกบันทึกข้อตกลงแล้ว {len(done.made)} ฉบับ{left}")
            where = reverse("agreements:issue-all" if done.refused else "agreements:board", args=[pk])
            return redirect(where)
    day = signing_day(programme, timezone.localdate())
    drafts = drafts_for(programme, without_agreement(programme), on=day)
    short = [(draft, why_not(draft)) for draft in drafts]
    return act_page(
        request, form, heading="ออกบันทึกข้อตกลงทุกโรงเรียน", button="ออกบันทึกข้อตกลง", sub="บันทึกข้อตกลง",
        back=reverse("agreements:board", args=[pk]), template="agreements/issue_all.html", programme=programme,
        ready=[draft for draft, why in short if not why], short=[(draft, why) for draft, why in short if why],
        nameless=[draft for draft in drafts if not draft.school.name], office=drafts[0].office if drafts else None,
    )  # fmt: skip


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    part = participation_or_404(request, pk)
    require(may_issue(request.user, part.programme))
    form = IssueForm(request.POST or None, programme=part.programme)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.issue(part, actor=request.user, **values))
        if made is not None:
            messages.success(request, f"ออกบันทึกข้อตกลง{made.reference} แล้ว")
            return redirect("agreements:agreement", made.pk)
    [draft] = drafts_for(part.programme, [part], on=signing_day(part.programme, timezone.localdate()))
    return act_page(
        request, form, heading=f"ออกบันทึกข้อตกลง {part.school}", button="ออกบันทึกข้อตกลง", sub=str(part.school),
        back=reverse("agreements:school", args=[pk]), notes=_notes(draft),
    )  # fmt: skip


def _notes(draft: Draft) -> list[str]:
    notes = [
        f"ผู้ลงนาม: {draft.office.name or 'เว้นชื่อไว้'} กับ {draft.school.name or 'เว้นชื่อไว้ (ไม่มีผู้ดำรงตำแหน่ง ผอ. ในระบบ)'}"
    ]
    if draft.targets.missing:
        notes.append(f"โรงเรียนยังไม่กำหนดค่าเป้าหมายของตัวชี้วัด {' '.join(draft.targets.missing)}")
    return notes


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    found = agreement_for(request, pk, "edition")
    programme = found.participation.programme
    form = EditionForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.new_edition(found, actor=request.user, **values))
        if made is not None:
            messages.success(request, f"ออกฉบับที่ {made.edition} แทนแล้ว ฉบับเดิมเก็บไว้ในประวัติ")
            return redirect("agreements:agreement", made.pk)
    changed = changed_since(found)
    notes = ["ฉบับใหม่ใช้ค่าเป้าหมาย ข้อความ และผู้ดำรงตำแหน่งปัจจุบัน เลขที่เดิม และต้องลงนามใหม่"]
    if changed:
        notes.append("ค่าเป้าหมายที่เปลี่ยน: " + " · ".join(f"{row.code} จาก {row.then} เป็น {row.now}" for row in changed))
    return act_page(
        request, form, heading=f"ออกฉบับที่ {found.edition + 1} แทน", button="ออกฉบับใหม่", sub=str(found),
        back=reverse("agreements:agreement", args=[pk]), notes=notes,
    )  # fmt: skip
