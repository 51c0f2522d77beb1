"""The register, one order, and drafts: begun, written, thrown away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import tried
from core.conflicts import edited
from core.forms import attempt
from core.trail import trail
from office.orders import services
from office.orders.forms import NewOrderForm, OrderForm, SourceForm
from office.orders.models import Order
from office.orders.permissions import can_act, may_draft, may_issue
from office.orders.queries import groups_of, replaced_by, signers_on, years_of
from office.orders.tables import OrderTable
from office.orders.views.base import READERS, WRITERS, desk, form_page, order_for, order_or_404
from reports import registry
from schools.scope import holds_any
from schools.views.common import office_of

_LOOKS = {
    "order.drafted": ("", "file-plus"),
    "order.edited": ("plain", "pencil"),
    "order.annex": ("plain", "users"),
    "order.issued": ("ok", "circle-check"),
    "order.entered": ("ok", "circle-check"),
    "order.superseded": ("warn", "history"),
    "order.cancelled": ("bad", "circle-x"),
}
_ACTS = ("edit", "issue", "delete", "supersede", "cancel")


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The register of the office; for people of schools and committees those that name them."""
    district = office_of(request)
    rows = Order.objects.visible_to(request.user).of_district(district)
    table = OrderTable(request, rows.prefetch_related("superseded_by"), title="คำสั่งและประกาศ", years=years_of(rows))
    context = {
        "table": table, "may_draft": may_draft(request.user, district), "may_issue": may_issue(request.user, district),
        "may_print": registry.get("order-register").may_run(request.user, district.code),
    }  # fmt: skip
    return render(request, "office/orders/list.html", context)


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a draft; `?source=team:5` has the data chosen already."""
    district = desk(request, may_draft)
    initial = {name: request.GET[name] for name in ("source", "kind", "about") if request.GET.get(name)}
    form = NewOrderForm(request.POST or None, user=request.user, district=district, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.draft_order(district, actor=request.user, **values))
        if made is not None:
            messages.success(request, "เริ่มร่างแล้ว ตรวจข้อความและบัญชีแนบท้ายก่อนออกเลขที่")
            return redirect("orders:order", made.pk)
    return form_page(
        request, form, heading="ร่างคำสั่งหรือประกาศ", button="เริ่มร่าง", sub="คำสั่งและประกาศ", back=reverse("orders:orders")
    )


@requires(*READERS)
@require_safe
def order(request: HttpRequest, pk: int) -> HttpResponse:
    found = order_or_404(request, pk)
    acts = {act: can_act(request.user, found, act) for act in _ACTS}
    office = holds_any(request.user, ("district.read", "desk.write"), district=found.district_id)
    fill = SourceForm(user=request.user, order=found) if acts["edit"] else None
    context: dict[str, Any] = {
        "order": found, "groups": groups_of(found), "acts": acts, "office": office,
        "later": replaced_by(found) if found.number else None,
        "fill": None if fill is None or fill.is_empty else fill,
        "signers": signers_on(found.district, timezone.localdate()) if found.is_draft and office else [],
        "key": found.kind, "may_print": registry.get(found.kind).may_run(request.user, found.district.code),
        "events": trail("order", found.pk, _LOOKS) if office else [],
    }  # fmt: skip
    return render(request, "office/orders/order.html", context)


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another person's text is told, never written over unasked."""
    found = order_for(request, pk, "edit")
    form = OrderForm(request.POST or None, user=request.user, order=found)
    return edited(
        request, form, lambda stamp: services.edit_order(found, actor=request.user, stamp=stamp, **form.cleaned_data),
        stamp=found.stamp, fresh=lambda: order_or_404(request, pk), heading=f"แก้ไขร่าง{found.get_kind_display()}",
        button="บันทึกร่าง", back=reverse("orders:order", args=[pk]), done="บันทึกร่างแล้ว", sub=found.title,
        draft=f"order-{pk}",
    )  # fmt: skip


@requires(*WRITERS)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    found = order_for(request, pk, "delete")
    if tried(request, lambda: services.delete_draft(found, actor=request.user)):
        messages.success(request, "ลบร่างแล้ว")
        return redirect("orders:orders")
    return redirect("orders:order", pk)
