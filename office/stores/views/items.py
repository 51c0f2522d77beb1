"""The catalogue of supplies and the stock card of each."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, acted, pressed
from core.forms import attempt
from core.keys import number_of
from core.thai.years import fiscal_year
from office.stores import services
from office.stores.forms import CountForm, ItemForm, ReceiveForm
from office.stores.models import Item, Procurement, Requisition
from office.stores.permissions import may_ask, may_keep
from office.stores.queries import cards, years_with_lines
from office.stores.tables import ItemTable
from office.stores.views.base import READERS, item_or_404, item_to_keep
from reports import registry
from schools.views.common import office_of

LIST = ("stores:items", "พัสดุ")


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = office_of(request)
    user = request.user
    context = {
        "table": ItemTable(request, Item.objects.visible_to(user).of_district(district), title="บัญชีวัสดุ"),
        "may_keep": may_keep(user, district), "may_ask": may_ask(user, district),
        "low": Item.objects.visible_to(user).of_district(district).low().count(),
        "waiting": Requisition.objects.visible_to(user).of_district(district).waiting().count(),
        "to_issue": Requisition.objects.visible_to(user).of_district(district).to_issue().count(),
        "unfinished": Procurement.objects.visible_to(user).of_district(district).unfinished().count(),
        "may_print": registry.get("supplies-card").may_run(user, district.code),
    }  # fmt: skip
    return render(request, "office/stores/items.html", context)


@requires(*READERS)
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of a fiscal year; `?year=` another one."""
    found = item_or_404(request, pk)
    today = timezone.localdate()
    years = years_with_lines(found.district, today)
    asked = number_of(request.GET.get("year"))
    year = asked if asked in years else fiscal_year(today)
    [card] = cards([found], year)
    keeps = may_keep(request.user, found.district_id)
    context = {
        "item": found, "card": card, "year": year, "years": years, "may_keep": keeps,
        "may_ask": may_ask(request.user, found.district_id),
        "may_print": registry.get("supplies-card").may_run(request.user, found.district.code),
    }  # fmt: skip
    return render(request, "office/stores/item.html", context)


@requires("desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = office_of(request)
    if not may_keep(request.user, district):
        raise PermissionDenied
    form = ItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.save_item(district, actor=request.user, **values))
        if made is not None:
            messages.success(request, f"เพิ่ม {made.name} ในบัญชีแล้ว")
            return redirect("stores:item", made.pk)
    return act_page(request, form, heading="เพิ่มวัสดุในบัญชี", button="เพิ่มวัสดุ", sub="พัสดุ", back=reverse("stores:items"))


@requires("desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = item_to_keep(request, pk)
    form = ItemForm(request.POST or None, item=found)
    return acted(
        request, form,
        lambda: services.save_item(found.district, actor=request.user, key=pk, **form.cleaned_data),
        heading="แก้ไขวัสดุ", button="บันทึก", sub=found.name, back=reverse("stores:item", args=[pk]), under=LIST,
        done="บันทึกแล้ว",
    )  # fmt: skip


@requires("desk.write")
@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    found = item_to_keep(request, pk)
    active = request.POST.get("to") == "on"
    return pressed(
        request, lambda: services.switch_item(found, actor=request.user, active=active),
        back=reverse("stores:item", args=[pk]), done="นำกลับมาใช้แล้ว" if active else "เลิกใช้แล้ว",
    )  # fmt: skip


@requires("desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    found = item_to_keep(request, pk)
    form = ReceiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.receive_item(found, actor=request.user, **values))
        if made is not None:
            messages.success(request, f"รับเข้าแล้ว คงเหลือ {made.balance} {found.unit}")
            return redirect("stores:item", pk)
    return act_page(
        request, form, heading=f"รับเข้า {found.name}", button="บันทึกรับเข้า", sub=found.name, under=LIST,
        back=reverse("stores:item", args=[pk]), notes=[f"คงเหลือตามบัตร {found.on_hand} {found.unit}"],
    )  # fmt: skip


@requires("desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, pk: int) -> HttpResponse:
    found = item_to_keep(request, pk)
    form = CountForm(request.POST or None, item=found)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data

        def act() -> bool:
            made = services.count_item(found, actor=request.user, **values)
            words = f"ปรับยอดแล้ว คงเหลือ {made.balance} {found.unit}" if made else "ยอดตรงกับบัตรวัสดุ ไม่ต้องปรับ"
            messages.success(request, words)
            return True

        if attempt(form, act):
            return redirect("stores:item", pk)
    return act_page(
        request, form, heading=f"ตรวจนับ {found.name}", button="บันทึกการตรวจนับ", sub=found.name, under=LIST,
        back=reverse("stores:item", args=[pk]), notes=[f"คงเหลือตามบัตร {found.on_hand} {found.unit}"],
    )  # fmt: skip
