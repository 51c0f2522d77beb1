"""Purchases and repairs: the list, one of them, asking, ordering, receiving."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.acts import act_page, acted
from core.trail import trail
from office.stores import services
from office.stores.forms import OrderForm, ProcurementForm, ReceiptForm
from office.stores.models import Procurement
from office.stores.permissions import can_handle, may_ask, may_keep
from office.stores.tables import ProcurementTable
from office.stores.views.base import READERS, asked_why, list_page, procurement_for, procurement_or_404, with_lines
from schools.views.common import office_of

LIST = ("stores:procurements", "จัดซื้อและจัดซ่อม")
_LOOKS = {
    "procurement.asked": ("", "send"),
    "procurement.ordered": ("", "clock"),
    "procurement.received": ("ok", "circle-check"),
    "procurement.cancelled": ("bad", "circle-x"),
}


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return list_page(request, Procurement, ProcurementTable, "office/stores/procurements.html", title=LIST[1])


@requires(*READERS)
@require_safe
def procurement(request: HttpRequest, pk: int) -> HttpResponse:
    found = procurement_or_404(request, pk)
    context = {
        "procurement": found, "lines": found.lines.all(),
        "acts": {act: can_handle(request.user, found, act) for act in ("order", "receive", "cancel")},
        "events": trail("procurement", found.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "office/stores/procurement.html", context)


@requires("desk.own")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = office_of(request)
    if not may_ask(request.user, district):
        raise PermissionDenied
    kind = request.GET.get("kind", "")
    form = ProcurementForm(
        request.POST or None, user=request.user, district=district, others=may_keep(request.user, district),
        initial={"kind": kind} if kind in Procurement.Kind.values else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = with_lines(
            form,
            lambda: services.ask_procurement(
                district, actor=request.user, requester=data["requester"], kind=data["kind"], title=data["title"],
                detail=data["detail"], asset_code=data["asset_code"], wanted=form.wanted,
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, "แจ้งเจ้าหน้าที่ธุรการแล้ว")
            return redirect("stores:procurement", made.pk)
    return act_page(
        request, form, heading="แจ้งขอจัดซื้อหรือจัดซ่อม", button="แจ้งเจ้าหน้าที่ธุรการ", sub=LIST[1], back=reverse(LIST[0]),
        template="office/stores/lines_act.html", draft="procurement-new",
        lines_note="เฉพาะการจัดซื้อวัสดุในบัญชี เมื่อรับของแล้วยอดเข้าบัตรวัสดุให้เอง",
    )  # fmt: skip


@requires("desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, pk: int) -> HttpResponse:
    found = procurement_for(request, pk, "order")
    form = OrderForm(request.POST or None)
    return acted(
        request, form, lambda: services.order_procurement(found, actor=request.user, **form.cleaned_data),
        heading="บันทึกการสั่งซื้อหรือส่งซ่อม", button="บันทึก", sub=found.title, under=LIST,
        back=reverse("stores:procurement", args=[pk]), done="บันทึกการสั่งหรือส่งซ่อมแล้ว",
    )  # fmt: skip


@requires("desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    found = procurement_for(request, pk, "receive")
    form = ReceiptForm(request.POST or None, row=found)
    return acted(
        request, form, lambda: services.receive_procurement(found, actor=request.user, **form.given),
        heading="บันทึกการรับของ", button="บันทึกการรับ", sub=found.title, under=LIST,
        back=reverse("stores:procurement", args=[pk]), done="บันทึกการรับของแล้ว",
    )  # fmt: skip


@requires("desk.own", "desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = procurement_for(request, pk, "cancel")
    return asked_why(
        request, found, lambda reason: services.cancel_procurement(found, actor=request.user, reason=reason),
        address="stores:procurement", heading="ยกเลิกเรื่องนี้", button="ยกเลิกเรื่องนี้", done="ยกเลิกแล้ว",
    )  # fmt: skip
