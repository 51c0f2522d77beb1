"""The way of the office's standards: the page that shows where it stands, sending, the resolution, the announcement."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import tried
from core.forms import ReasonForm, attempt
from core.trail import trail
from qa.standards import services
from qa.standards.forms.district import AnnounceForm, EndorseForm, SettingsForm, TieForm
from qa.standards.missing import missing
from qa.standards.models import DistrictPaper, StandardSet
from qa.standards.permissions import can_move_paper, may_write_sets, paper_of
from qa.standards.queries import overlapping, settings_of
from qa.standards.views.base import READERS, form_page, set_or_404
from reports import registry
from schools.scope import holds

LOOKS = {
    "district_standards.send": ("", "send"),
    "district_standards.withdraw": ("plain", "arrow-back-up"),
    "district_standards.endorse": ("ok", "gavel"),
    "district_standards.return": ("warn", "arrow-back-up"),
    "district_standards.announce": ("ok", "circle-check"),
    "district_standards.tied": ("plain", "link"),
}
STEPS = (
    (DistrictPaper.State.DRAFT, "ร่าง"),
    (DistrictPaper.State.SENT, "เสนอองค์คณะ"),
    (DistrictPaper.State.ENDORSED, "เห็นชอบ"),
    (DistrictPaper.State.ANNOUNCED, "ประกาศ"),
)


def _set(request: HttpRequest, pk: int) -> StandardSet:
    found = set_or_404(request, pk)
    if found.family != StandardSet.Family.DISTRICT:
        raise Http404
    return found


def _mine(request: HttpRequest, pk: int, *acts: str) -> StandardSet:
    """404 out of scope, 403 for who holds the capability elsewhere only; a wrong state is told by the service."""
    found = _set(request, pk)
    capability = "standard.announce" if acts == ("announce",) else "standard.write"
    allowed = holds(request.user, capability, district=found.district_id)
    if "return" in acts:
        allowed = allowed or holds(request.user, "standard.announce", district=found.district_id)
    if not allowed:
        raise PermissionDenied
    return found


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not may_write_sets(request.user, district):
        raise PermissionDenied
    form = SettingsForm(request.POST or None, initial={"approving_body": settings_of(district).approving_body})
    if request.method == "POST" and form.is_valid():
        body = form.cleaned_data["approving_body"]
        if attempt(form, lambda: services.save_settings(district, actor=request.user, approving_body=body)):
            messages.success(request, "บันทึกแล้ว ใช้กับเรื่องที่เสนอต่อจากนี้")
            return redirect("standards:sets")
    return form_page(request, form, heading="องค์คณะที่ให้ความเห็นชอบ", button="บันทึก", back=reverse("standards:sets"))


@requires(*READERS)
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the set stands on its way, with the next act for whoever it waits for."""
    found = _set(request, pk)
    held = paper_of(found)
    office_reads = holds(request.user, "district.read", district=found.district_id)
    acts = {
        act: can_move_paper(request.user, found, act) for act in ("send", "withdraw", "endorse", "return", "announce")
    }
    place = next((number for number, (state, _) in enumerate(STEPS) if state == held.state), 0)
    tied = held.announcement if held.announcement_id else None
    decides = held.state in (DistrictPaper.State.ENDORSED, DistrictPaper.State.ANNOUNCED)
    context = {
        "set": found,
        "announcement": tied,
        "may_tie": decides and _may_tie(request, found),
        "may_draft": decides and tied is None and holds(request.user, "order.write", district=found.district_id),
        "paper": held,
        "acts": acts,
        "missing": missing(found) if acts["send"] else [],
        "body": held.body or settings_of(found.district).approving_body,
        "steps": [
            {"number": number + 1, "label": label,
             "state": "done" if number < place or held.state == "announced" else "now" if number == place else ""}
            for number, (_, label) in enumerate(STEPS)
        ],
        "office": office_reads,
        "may_print": registry.get("district-standards").may_run(request.user, found.district.code),
        "events": trail("standard_set", found.pk, LOOKS) if office_reads else [],
    }  # fmt: skip
    return render(request, "qa/standards/paper.html", context)


@requires("standard.write")
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    if tried(request, lambda: services.send_paper(found, actor=request.user)):
        messages.success(request, "เสนอองค์คณะแล้ว เมื่อมีมติให้บันทึกที่หน้านี้")
    return redirect("standards:paper", pk)


@requires("standard.write")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    if tried(request, lambda: services.withdraw_paper(found, actor=request.user)):
        messages.success(request, "ถอนคืนแล้ว แก้ไขได้อีก")
    return redirect("standards:paper", pk)


def _form(request: HttpRequest, row: StandardSet, form: Any, heading: str, button: str, **more: Any) -> HttpResponse:
    back = reverse("standards:paper", args=[row.pk])
    return form_page(request, form, heading=heading, button=button, sub=row.name, back=back, **more)


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def endorse(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    form = EndorseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        upload = values.pop("file")
        if attempt(form, lambda: services.endorse_paper(found, actor=request.user, upload=upload, **values)):
            messages.success(request, "บันทึกมติแล้ว แจ้ง ผอ.สพท. ให้ประกาศ")
            return redirect("standards:paper", pk)
    return _form(request, found, form, f"บันทึกมติของ {paper_of(found).body or 'องค์คณะ'}", "บันทึกมติเห็นชอบ", upload=True)


@requires("standard.write", "standard.announce")
@require_http_methods(["GET", "HEAD", "POST"])
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, "return")
    form = ReasonForm(request.POST or None, label="เหตุที่ส่งกลับให้แก้ไข")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.return_paper(found, actor=request.user, reason=reason)):
            messages.success(request, "ส่งกลับแล้ว ร่างแก้ไขได้อีก")
            return redirect("standards:paper", pk)
    return _form(request, found, form, "ส่งกลับให้แก้ไข", "ส่งกลับ")


@requires("standard.announce")
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, "announce")
    initial: dict[str, Any] = {
        "announced_on": timezone.localdate(), "year_from": found.year_from, "year_to": found.year_to,
    }  # fmt: skip
    former = [row for row in overlapping(found) if row.year_from < found.year_from]
    initial |= {"ends_former": True, "announcement": paper_of(found).announcement_id}
    form = AnnounceForm(
        request.POST or None, initial=initial, former=former, user=request.user, district=found.district
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.announce_paper(found, actor=request.user, **values)):
            messages.success(request, "ประกาศแล้ว และแจ้งโรงเรียนที่สอนระดับนี้ทุกแห่ง")
            return redirect("standards:paper", pk)
    return _form(request, found, form, "ประกาศมาตรฐานของเขต", "ประกาศและแจ้งโรงเรียน", notes=[
        "เมื่อประกาศแล้วชุดนี้แก้ไม่ได้อีก และทุกโรงเรียนที่สอนระดับนี้ได้รับแจ้ง"])  # fmt: skip


def _may_tie(request: HttpRequest, found: StandardSet) -> bool:
    return any(
        holds(request.user, code, district=found.district_id) for code in ("standard.write", "standard.announce")
    )


@requires("standard.write", "standard.announce")
@require_http_methods(["GET", "HEAD", "POST"])
def tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie the paper to its announcement of the register, or untie it."""
    found = _mine(request, pk, "return")
    form = TieForm(
        request.POST or None, user=request.user, district=found.district,
        initial={"announcement": paper_of(found).announcement_id},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["announcement"]
        if attempt(form, lambda: services.tie_announcement(found, actor=request.user, announcement=chosen)):
            messages.success(request, "ผูกกับประกาศในทะเบียนแล้ว" if chosen else "เลิกผูกแล้ว")
            return redirect("standards:paper", pk)
    return _form(request, found, form, "ผูกกับประกาศในทะเบียน", "บันทึก")
