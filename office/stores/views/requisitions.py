"""Requisitions: the list, one of them, asking, deciding, handing out."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.acts import act_page, acted
from core.forms import attempt
from core.trail import trail
from office.stores import services
from office.stores.forms import ApproveForm, IssueForm, RequisitionForm
from office.stores.models import Requisition
from office.stores.permissions import can_act, may_ask, may_keep
from office.stores.tables import RequisitionTable
from office.stores.views.base import READERS, asked_why, list_page, requisition_for, requisition_or_404, with_lines
from reports import registry
from schools.views.common import office_of

LIST = ("stores:requisitions", "ใบเบิกพัสดุ")
_ACTS = ("decide", "edit", "cancel", "issue", "close")
_LOOKS = {
    "requisition.asked": ("", "send"),
    "requisition.edited": ("plain", "pencil"),
    "requisition.approved": ("ok", "circle-check"),
    "requisition.returned": ("warn", "arrow-back-up"),
    "requisition.issued": ("ok", "archive"),
    "requisition.closed": ("warn", "lock"),
    "requisition.cancelled": ("bad", "circle-x"),
}


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return list_page(request, Requisition, RequisitionTable, "office/stores/requisitions.html", title=LIST[1])


@requires(*READERS)
@require_safe
def requisition(request: HttpRequest, pk: int) -> HttpResponse:
    found = requisition_or_404(request, pk)
    lines = found.lines.all()
    context = {
        "requisition": found, "lines": lines,
        "short": [line for line in lines if line.wanted > line.item.on_hand] if found.is_open else [],
        "may_print": registry.get("requisition-slip").may_run(request.user, found.district.code),
        "acts": {act: can_act(request.user, found, act) for act in _ACTS},
        "events": trail("requisition", found.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "office/stores/requisition.html", context)


@requires("desk.own")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for supplies; `?item=` has one chosen already."""
    district = office_of(request)
    if not may_ask(request.user, district):
        raise PermissionDenied
    form = RequisitionForm(
        request.POST or None, user=request.user, district=district, others=may_keep(request.user, district),
        initial={"item_1": request.GET.get("item", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = with_lines(
            form,
            lambda: services.request_items(
                district, actor=request.user, requester=data["requester"], purpose=data["purpose"], wanted=form.wanted,
                work_group=data["work_group"], needed_on=data["needed_on"],
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, f"ส่ง{made} ให้พิจารณาแล้ว")
            return redirect("stores:requisition", made.pk)
    return act_page(
        request, form, heading="ขอเบิกพัสดุ", button="ส่งใบเบิกให้พิจารณา", sub=LIST[1], back=reverse(LIST[0]),
        template="office/stores/lines_act.html", draft="requisition-new",
    )  # fmt: skip


@requires("desk.own")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = requisition_for(request, pk, "edit")
    form = RequisitionForm(request.POST or None, user=request.user, district=found.district, others=False, row=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        saved = with_lines(
            form,
            lambda: services.edit_requisition(
                found, actor=request.user, purpose=data["purpose"], wanted=form.wanted, needed_on=data["needed_on"],
                work_group=data["work_group"],
            ),
        )  # fmt: skip
        if saved is not None:
            messages.success(request, "ส่งใบเบิกที่แก้ไขให้พิจารณาแล้ว")
            return redirect("stores:requisition", pk)
    return act_page(
        request, form, heading=f"แก้ไข{found}", button="ส่งใบเบิกให้พิจารณา", sub=str(found), under=LIST,
        back=reverse("stores:requisition", args=[pk]), template="office/stores/lines_act.html",
        draft=f"requisition-{pk}",
    )  # fmt: skip


@requires("desk.decide")
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    found = requisition_for(request, pk, "decide")
    form = ApproveForm(request.POST or None, row=found)
    return acted(
        request, form,
        lambda: services.approve_requisition(found, actor=request.user, quantities=form.quantities),
        heading=f"อนุมัติ{found}", button="อนุมัติตามจำนวนนี้", sub=found.purpose, under=LIST,
        back=reverse("stores:requisition", args=[pk]), done=f"อนุมัติ{found} แล้ว เจ้าหน้าที่ธุรการจะจ่ายของ",
        notes=[f"ผู้เบิก {found.requester} · {found.purpose}"],
    )  # fmt: skip


@requires("desk.decide")
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = requisition_for(request, pk, "decide")
    return asked_why(
        request, found, lambda reason: services.return_requisition(found, actor=request.user, reason=reason),
        address="stores:requisition", heading=f"ส่งกลับ{found}", button="ส่งกลับให้แก้ไข", done="ส่งกลับให้ผู้เบิกแล้ว",
    )  # fmt: skip


@requires("desk.own")
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = requisition_for(request, pk, "cancel")
    return asked_why(
        request, found, lambda reason: services.cancel_requisition(found, actor=request.user, reason=reason),
        address="stores:requisition", heading=f"ยกเลิก{found}", button="ยกเลิกใบเบิก", done="ยกเลิกใบเบิกแล้ว",
    )  # fmt: skip


@requires("desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    found = requisition_for(request, pk, "issue")
    form = IssueForm(request.POST or None, row=found)
    if request.method == "POST" and form.is_valid():
        data, wanted = form.cleaned_data, form.quantities
        done = attempt(
            form,
            lambda: services.issue_requisition(
                found, actor=request.user, quantities=wanted, on=data["on"], received_by=data["received_by"]
            ),
        )
        if done is not None:
            messages.success(request, f"{done} {done.get_state_display()} บัตรวัสดุตัดยอดแล้ว")
            return redirect("stores:requisition", pk)
    return act_page(
        request, form, heading=f"จ่ายพัสดุตาม{found}", button="บันทึกการจ่าย", sub=found.purpose, under=LIST,
        back=reverse("stores:requisition", args=[pk]), notes=[f"ผู้เบิก {found.requester}"],
    )  # fmt: skip


@requires("desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = requisition_for(request, pk, "close")
    return asked_why(
        request, found, lambda reason: services.close_requisition(found, actor=request.user, reason=reason),
        address="stores:requisition", heading=f"ปิด{found}โดยไม่จ่ายส่วนที่เหลือ", button="ปิดใบเบิก", done="ปิดใบเบิกแล้ว",
    )  # fmt: skip
