"""Items of the monthly meeting: calls of the months, what each work group sent, taken into a gathering."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, tried
from core.forms import attempt
from core.passed import admit
from meetings.models import Gathering
from office.errands import services
from office.errands.forms import CallForm, ItemForm, TakeForm
from office.errands.models import ItemCall, MeetingItem
from office.errands.permissions import ASKERS, can_change_item, can_send, may_call, may_change_item, may_send_items
from office.errands.queries import call_pointer, items_by_group
from reports import registry
from schools.models import WorkGroup
from schools.views.common import office_of, require

UNDER = ("errands:calls", "เรื่องเข้าประชุมประจำเดือน")
DESK = ("desk.write", "desk.decide")
_METHODS = ["GET", "HEAD", "POST"]
_SHOWN = 24
_AHEAD = 4


def _call_or_404(request: HttpRequest, pk: int) -> ItemCall:
    found: ItemCall = get_object_or_404(
        ItemCall.objects.visible_to(request.user).select_related("district", "gathering"), pk=pk
    )
    return found


@requires(*ASKERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The calls of two years, the latest first, with how many items each has."""
    district = office_of(request)
    require(may_send_items(request.user, district))
    rows = ItemCall.objects.visible_to(request.user).of_district(district).select_related("gathering")
    counted = rows.annotate(count=Count("items", filter=~Q(items__kind=MeetingItem.Kind.NONE))).order_by("-month")
    context = {"calls": list(counted[:_SHOWN]), "may_call": may_call(request.user, district)}
    return render(request, "office/errands/calls.html", context)


def _months(district: Any, today: date) -> list[date]:
    """This month and the next ones that nobody called for yet."""
    held = set(
        ItemCall.objects.of_district(district).filter(month__gte=today.replace(day=1)).values_list("month", flat=True)
    )
    first = today.year * 12 + today.month - 1
    months = [date((first + n) // 12, (first + n) % 12 + 1, 1) for n in range(_AHEAD)]
    return [one for one in months if one not in held]


@requires(*DESK)
@require_http_methods(_METHODS)
def new(request: HttpRequest) -> HttpResponse:
    district = office_of(request)
    require(may_call(request.user, district))
    form = CallForm(request.POST or None, months=_months(district, timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.call_items(district, actor=request.user, **values))
        if made is not None:
            messages.success(request, "เปิดรับเรื่องและแจ้งศึกษานิเทศก์แล้ว")
            return redirect("errands:call", made.pk)
    return act_page(
        request, form, heading="เปิดรับเรื่องเข้าประชุม", button="เปิดรับเรื่อง", back=reverse("errands:calls"), under=UNDER
    )


@requires(*ASKERS)
@require_safe
def call(request: HttpRequest, pk: int) -> HttpResponse:
    found = _call_or_404(request, pk)
    groups = items_by_group(found)
    may = may_call(request.user, found.district_id)
    context: dict[str, Any] = {
        "call": found, "groups": groups, "silent": [one for one in groups if one.is_silent],
        "count": sum(len(one.items) for one in groups), "can_send": can_send(request.user, found), "may_call": may,
        "mine": {item.pk for one in groups for item in one.items if can_change_item(request.user, item)},
        "may_print": registry.get("monthly-items").may_run(request.user, found.district.code),
        "late": found.state == ItemCall.State.OPEN and found.due_on < timezone.localdate(),
    }  # fmt: skip
    return render(request, "office/errands/call.html", context)


def _while_open(request: HttpRequest, found: ItemCall, may: bool) -> None:
    """403 for who may not; once the items are in a meeting that is told."""
    admit(request, call_pointer(found), found.get_state_display(), may=may, now=found.state == ItemCall.State.OPEN)


@requires(*ASKERS)
@require_http_methods(_METHODS)
def item(request: HttpRequest, pk: int, item: int | None = None) -> HttpResponse:
    """Send an item, or with its key change it; `?group=` has the work group chosen."""
    found = _call_or_404(request, pk)
    row = get_object_or_404(found.items.select_related("call"), pk=item) if item else None
    may = may_change_item(request.user, row) if row else may_send_items(request.user, found.district_id)
    _while_open(request, found, may)
    initial: dict[str, Any] = {"work_group": _group(request, found)}
    if row is not None:
        initial = {name: getattr(row, name) for name in ("work_group", "kind", "title", "detail")}
    form = ItemForm(request.POST or None, user=request.user, district=found.district, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.save_item(found, actor=request.user, item=row, **values)) is not None:
            messages.success(request, "บันทึกเรื่องแล้ว")
            return redirect("errands:call", pk)
    return act_page(
        request, form, heading="แก้ไขเรื่อง" if row else "ส่งเรื่องเข้าประชุม", button="บันทึกเรื่อง",
        back=reverse("errands:call", args=[pk]), sub=str(found), under=UNDER, draft=f"item-{pk}-{item or 'new'}",
    )  # fmt: skip


def _group(request: HttpRequest, found: ItemCall) -> WorkGroup | None:
    wanted = request.GET.get("group", "")
    rows = WorkGroup.objects.visible_to(request.user).of_district(found.district_id)
    chosen: WorkGroup | None = rows.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 12 else None
    return chosen


@requires(*ASKERS)
@require_POST
def remove(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    found = _call_or_404(request, pk)
    row = get_object_or_404(found.items.select_related("call"), pk=item)
    _while_open(request, found, may_change_item(request.user, row))
    if tried(request, lambda: services.remove_item(row, actor=request.user)):
        messages.success(request, "นำเรื่องออกแล้ว")
    return redirect("errands:call", pk)


@requires(*DESK)
@require_POST
def move(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    found = _call_or_404(request, pk)
    row = get_object_or_404(found.items.select_related("call"), pk=item)
    _while_open(request, found, may_call(request.user, found.district_id))
    tried(request, lambda: services.move_item(row, actor=request.user, up=request.POST.get("to") == "up"))
    return redirect("errands:call", pk)


@requires(*DESK)
@require_http_methods(_METHODS)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the gathering whose programme the items go into: one the person may write."""
    found = _call_or_404(request, pk)
    _while_open(request, found, may_call(request.user, found.district_id))
    coming = Gathering.objects.visible_to(request.user).of_district(found.district_id).coming(timezone.localdate())
    form = TakeForm(request.POST or None, gatherings=coming.order_by("held_on", "pk"))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        taken = attempt(form, lambda: services.take_items(found, actor=request.user, **values))
        if taken is not None:
            messages.success(request, "จัดเรื่องเข้ากำหนดการของการประชุมแล้ว")
            return redirect("errands:call", pk)
    return act_page(
        request, form, heading="จัดเข้าวาระการประชุม", button="จัดเข้าวาระ", back=reverse("errands:call", args=[pk]),
        sub=str(found), under=UNDER,
        notes=["เรื่องเพื่อทราบมาก่อน แล้วเรื่องเพื่อพิจารณา เมื่อจัดแล้วปิดรับเรื่องของเดือนนี้ การประชุมนัดได้ที่หน้าการประชุมและกิจกรรม"],
    )  # fmt: skip
