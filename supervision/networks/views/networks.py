"""Networks: the list, one network with its members and pairs, setting one up, ending it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page
from core.conflicts import guarded
from core.forms import attempt
from core.thai.years import fiscal_year
from core.trail import trail
from supervision.networks import services
from supervision.networks.forms import LeaveForm, MembersForm, NetworkForm, PairForm, YearForm
from supervision.networks.models import Member, Network, Pair
from supervision.networks.permissions import can_write, may_read_office, may_start, may_write
from supervision.networks.tables import NetworkTable
from supervision.networks.views.base import (
    LIST,
    READERS,
    acted,
    asked_why,
    network_open,
    network_or_404,
    network_to_write,
    pressed,
)

_LOOKS = {
    "network.started": ("", "sitemap"), "network.edited": ("plain", "pencil"), "network.joined": ("ok", "user-plus"),
    "network.left": ("warn", "user"), "network.paired": ("ok", "school"), "network.parted": ("plain", "school"),
    "network.year_opened": ("", "calendar-plus"), "network.surveyed": ("", "forms"),
    "network.followed_up": ("", "clipboard-check"), "network.reported": ("ok", "report"),
    "network.year_reopened": ("warn", "pencil"), "network.published": ("ok", "world"),
    "network.taken_back": ("warn", "eye-off"), "network.closed": ("bad", "player-stop"),
    "network.reopened": ("", "refresh"),
}  # fmt: skip


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The office reads all; a school those it, or one of its people, belongs to."""
    district = district_or_404(request)
    rows = Network.objects.visible_to(request.user).of_district(district).select_related("kind")
    rows = rows.annotate(member_count=Count("members", filter=Q(members__left_on=None)))
    table = NetworkTable(request, rows, title="เครือข่ายการนิเทศ", user=request.user, district=district)
    context = {
        "table": table, "may_start": may_start(request.user, district),
        "office": may_read_office(request.user, district),
    }  # fmt: skip
    return render(request, "networks/list.html", context)


def _form_page(request: HttpRequest, form: NetworkForm, row: Network | None, **more: Any) -> HttpResponse:
    back = reverse("networks:network", args=[row.pk]) if row else reverse("networks:index")
    context = {"form": form, "row": row, "back": back, "heading": "แก้ไขเครือข่าย" if row else "ตั้งเครือข่าย", **more}
    return render(request, "networks/form.html", context, status=422 if form.is_bound else 200)


@requires("network.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not may_start(request.user, district):
        raise PermissionDenied
    form = NetworkForm(request.POST or None, user=request.user, district=district)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.start_network(district, actor=request.user, **form.given))
        if made is not None:
            messages.success(request, "ตั้งเครือข่ายแล้ว ต่อไปเพิ่มสมาชิก")
            return redirect("networks:network", pk=made.pk)
    return _form_page(request, form, None)


@requires("network.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = network_open(request, pk)
    form = NetworkForm(request.POST or None, user=request.user, district=row.district, instance=row)
    saved, more = guarded(
        request, form, lambda stamp: services.edit_network(row, actor=request.user, stamp=stamp, **form.given),
        stamp=row.stamp, fresh=lambda: network_or_404(request, pk),
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกแล้ว")
        return redirect("networks:network", pk=pk)
    return _form_page(request, form, row, **more)


@requires(*READERS)
@require_safe
def network_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = network_or_404(request, pk)
    members = list(row.members.told())
    office = may_read_office(request.user, row.district)
    context: dict[str, Any] = {
        "row": row, "may": may_write(request.user, row), "can_write": can_write(request.user, row), "office": office,
        "leads": list(row.leads.order_by("name_sort", "pk")),
        "members": [one for one in members if one.left_on is None],
        "gone": [one for one in members if one.left_on is not None],
        "pairs": list(row.pairs.select_related("lead", "partner")),
        "years": list(row.years.order_by("-fiscal_year")),
        "year_form": YearForm(initial={"fiscal_year": fiscal_year(timezone.localdate())}),
        "events": trail("network", row.pk, _LOOKS) if office else [],
    }  # fmt: skip
    return render(request, "networks/network.html", context)


def _page(pk: int) -> str:
    return reverse("networks:network", args=[pk])


@requires("network.write")
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    row = network_open(request, pk)
    return asked_why(
        request, lambda reason: services.close_network(row, actor=request.user, reason=reason), heading="ยุติเครือข่าย",
        button="ยุติเครือข่าย", back=_page(pk), done="ยุติแล้ว ข้อมูลทุกปียังอ่านได้", sub=row.name,
    )  # fmt: skip


@requires("network.write")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    row = network_to_write(request, pk)
    return pressed(
        request, lambda: services.reopen_network(row, actor=request.user), back=_page(pk), done="เปิดเครือข่ายอีกครั้งแล้ว"
    )


@requires("network.write")
@require_http_methods(["GET", "POST"])
def members(request: HttpRequest, pk: int) -> HttpResponse:
    row = network_open(request, pk)
    text = request.GET.get("q", "").strip()[:60]
    form = MembersForm(request.POST or None, user=request.user, network=row, text=text)
    return acted(
        request, form,
        lambda: services.add_members(
            row, actor=request.user, who=form.who, role=form.cleaned_data["role"],
            joined_on=form.cleaned_data["joined_on"],
        ),
        heading="เพิ่มสมาชิก", button="เพิ่มสมาชิกที่เลือก", back=_page(pk), done="เพิ่มสมาชิกแล้ว", sub=row.name,
        template="networks/members_form.html", text=text, row=row,
    )  # fmt: skip


def _member(request: HttpRequest, pk: int) -> Member:
    rows = Member.objects.filter(network__in=Network.objects.visible_to(request.user)).select_related("network")
    found: Member = get_object_or_404(rows.told(), pk=pk)
    if not may_write(request.user, found.network):
        raise PermissionDenied
    return found


@requires("network.write")
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """A page of its own: leaving closes the network's pages to a school and the survey's link, and is not undone."""
    found = _member(request, pk)
    form = LeaveForm(request.POST or None, initial={"left_on": timezone.localdate()})
    lines = ["สมาชิกภาพยังอยู่ในทะเบียนพร้อมวันเข้าและวันออก", "คู่โรงเรียนและลิงก์แบบสอบถามของสมาชิกนี้สิ้นสุดด้วย"]
    return acted(
        request, form, lambda: services.leave(found, actor=request.user, **form.cleaned_data),
        heading=f"บันทึกว่า {found.name} ออกจากเครือข่าย", button="บันทึกว่าออก", back=_page(found.network_id),
        done=f"บันทึกว่า {found.name} ออกจากเครือข่ายแล้ว", sub=found.network.name, notes=lines,
    )  # fmt: skip


@requires("network.write")
@require_http_methods(["GET", "POST"])
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    row = network_open(request, pk)
    form = PairForm(request.POST or None, user=request.user, network=row)
    return acted(
        request, form, lambda: services.pair_schools(row, actor=request.user, **form.cleaned_data),
        heading="จับคู่โรงเรียน", button="บันทึกคู่", back=_page(pk), done="จับคู่แล้ว", sub=row.name,
    )  # fmt: skip


@requires("network.write")
@require_POST
def end_pair(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Pair.objects.filter(network__in=Network.objects.visible_to(request.user)).select_related("network")
    found: Pair = get_object_or_404(rows, pk=pk)
    if not may_write(request.user, found.network):
        raise PermissionDenied
    return pressed(
        request, lambda: services.end_pair(found, actor=request.user), back=_page(found.network_id),
        done="สิ้นสุดการจับคู่แล้ว",
    )  # fmt: skip


@requires("network.write")
@require_http_methods(["GET", "POST"])
def open_year(request: HttpRequest, pk: int) -> HttpResponse:
    """From the form of the network's page; what is wrong with the year stands on a page of its own."""
    row = network_open(request, pk)
    form = YearForm(request.POST or None, initial={"fiscal_year": fiscal_year(timezone.localdate())})
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["fiscal_year"]
        made = attempt(form, lambda: services.open_year(row, year, actor=request.user))
        if made is not None:
            return redirect("networks:year", pk=made.pk)
    return act_page(
        request, form, heading="เปิดปีของเครือข่าย", button="เปิดปี", back=_page(pk), sub=row.name, under=LIST
    )  # fmt: skip
