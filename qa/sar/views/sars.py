"""A school's SAR: where it stands and what it lacks, its acts, what was sent, what changed, how levels came about."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, tried
from core.approvals.content import short_hash
from core.keys import number_of
from core.trail import trail
from qa.sar import permissions, services
from qa.sar.comparing import compare
from qa.sar.forms import DueForm
from qa.sar.missing import missing_of_sar
from qa.sar.models import Sar
from qa.sar.queries.content import filled, snapshot
from qa.sar.views.base import READERS, attempt, grouped, sar_or_404
from schools.queries import supervisors_of

_LOOKS = {
    "sar.confirmed": ("plain", "inbox"),
    "sar.handed": ("plain", "arrow-right"),
    "sar.submitted": ("", "send"),
    "sar.accepted": ("ok", "circle-check"),
    "sar.returned": ("warn", "arrow-back-up"),
    "sar.extended": ("plain", "calendar-plus"),
}


@requires(*READERS)
@require_safe
def sar_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The state and the next act first; what is missing, then the parts."""
    sar = sar_or_404(request, pk)
    user, today = request.user, timezone.localdate()
    writes, live = permissions.may_write(user, sar), permissions.may_see_live(user, sar)
    can_write = permissions.can_write(user, sar, today)
    found = filled(sar) if live and sar.confirmed_at else None
    missing = missing_of_sar(sar, found) if can_write and found else []
    context: dict[str, Any] = {
        "sar": sar, "call": sar.call, "today": today, "writes": writes, "can_write": can_write, "filled": found,
        "can_submit": permissions.can_submit(user, sar, today), "can_review": permissions.can_review(user, sar),
        "may_call": permissions.may_call(user, sar.call.district), "live": live,
        "office": permissions.may_read_office(user, sar.call.district),
        "late": sar.is_editable and sar.is_late(today), "shut": sar.is_editable and not sar.accepts(today),
        "missing": missing, "gaps": grouped(found, missing) if found else [],
        "days": (sar.due_on - today).days,
        "supervisors": supervisors_of(sar.school, today),
        "may_print": _may_print(user, sar, filled_in=found is not None),
        "revisions": _revisions(sar, user), "short_hash": short_hash(sar.content_hash),
        "events": trail("sar", sar.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "qa/sar/sar.html", context)


def _may_print(user: Any, sar: Sar, *, filled_in: bool) -> bool:
    prints = user.has_perm("report.run") or user.has_perm("report.school.run")
    return prints and (filled_in or (sar.revision > 0 and permissions.may_read_content(user, sar)))


def _revisions(sar: Sar, user: Any) -> list[Any]:
    if not permissions.may_read_content(user, sar):
        return []
    return list(sar.revisions.select_related("made_by").defer("snapshot"))


@requires("sar.write")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    sar = sar_or_404(request, pk)
    if tried(request, lambda: services.confirm_call(sar, actor=request.user)):
        messages.success(request, "รับทราบแล้ว เริ่มเขียนได้เลย")
    return redirect("sar:sar", pk=pk)


@requires("sar.write")
@require_POST
def hand(request: HttpRequest, pk: int) -> HttpResponse:
    sar = sar_or_404(request, pk)
    if tried(request, lambda: services.hand_to_principal(sar, actor=request.user)):
        messages.success(request, "แจ้ง ผอ.โรงเรียนแล้วว่าเขียนเสร็จ")
    return redirect("sar:sar", pk=pk)


@requires("sar.submit")
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """`seen` is the revision the page showed, so that the second of two clicks is no second sending."""
    sar = sar_or_404(request, pk)
    seen = number_of(request.POST.get("seen"))
    if tried(request, lambda: services.submit_sar(sar, actor=request.user, seen=seen)):
        messages.success(request, "ส่ง SAR ถึงสำนักงานเขตแล้ว เก็บหน้านี้เป็นหลักฐานการส่งได้")
    return redirect("sar:sar", pk=pk)


@requires("sar.call")
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    sar = sar_or_404(request, pk)
    if not permissions.may_call(request.user, sar.call.district):
        raise PermissionDenied
    form = DueForm(request.POST or None)
    back = reverse("sar:sar", args=[pk])
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(request, form, lambda: services.extend_school(sar, actor=request.user, **values)):
            messages.success(request, "ขยายกำหนดแล้ว โรงเรียนได้รับแจ้ง")
            return redirect(back)
    context = {"form": form, "heading": "ขยายกำหนดของโรงเรียนนี้", "button": "ขยายกำหนดส่ง", "back": back, "sub": str(sar)}
    return act_page(request, **context, under=("sar:index", "SAR"))


@requires(*READERS)
@require_safe
def working(request: HttpRequest, pk: int) -> HttpResponse:
    """แสดงวิธีคิด: every item's level, the means, the rule, and the levels they give."""
    sar = sar_or_404(request, pk)
    if not permissions.may_see_live(request.user, sar) or sar.confirmed_at is None:
        raise PermissionDenied
    return render(request, "qa/sar/working.html", {"sar": sar, "filled": filled(sar)})


@requires(*READERS)
@require_safe
def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands in the SAR now, to read: every part with its evidence; the text of what was sent while it is out."""
    sar = sar_or_404(request, pk)
    if not permissions.may_read_content(request.user, sar):
        raise PermissionDenied
    if not permissions.may_see_live(request.user, sar):
        return redirect("sar:revision", pk=pk, number=sar.revision)
    if sar.confirmed_at is None:
        return redirect("sar:sar", pk=pk)
    context = {"sar": sar, "content": snapshot(filled(sar)), "heading": "เนื้อหาปัจจุบัน", "number": None}
    return render(request, "qa/sar/content.html", context)


@requires(*READERS)
@require_safe
def revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A revision as it was sent."""
    sar = sar_or_404(request, pk)
    if not permissions.may_read_content(request.user, sar):
        raise PermissionDenied
    found = sar.revisions.filter(number=number).first()
    if found is None:
        raise Http404
    context = {
        "sar": sar, "content": found.snapshot, "number": number, "heading": f"ฉบับที่ {number}",
        "hash": short_hash(found.content_hash), "sent": found,
    }  # fmt: skip
    return render(request, "qa/sar/content.html", context)


@requires(*READERS)
@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs between two revisions; the last two unless `from` and `to` say others."""
    sar = sar_or_404(request, pk)
    if not permissions.may_read_content(request.user, sar):
        raise PermissionDenied
    rows = {row.number: row for row in sar.revisions.select_related("made_by")}
    numbers = sorted(rows)
    if len(numbers) < 2:
        messages.info(request, "มีฉบับเดียว ยังไม่มีอะไรให้เทียบ")
        return redirect("sar:sar", pk=pk)
    later = number_of(request.GET.get("to")) or numbers[-1]
    earlier = number_of(request.GET.get("from")) or max((one for one in numbers if one < later), default=numbers[0])
    if later not in rows or earlier not in rows:
        raise Http404
    context = {
        "sar": sar, "before": rows[earlier], "after": rows[later], "numbers": numbers,
        **compare(rows[earlier].snapshot, rows[later].snapshot),
    }  # fmt: skip
    return render(request, "qa/sar/changes.html", context)
