"""Committees: the tree of an office, one with its members, rules, powers, meetings and teams; founding, changing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.forms import attempt
from core.trail import trail
from kotpn.committee import services
from kotpn.committee.forms.committees import CommitteeForm, RulesForm
from kotpn.committee.models import Committee
from kotpn.committee.permissions import can_keep, may_keep
from kotpn.committee.queries import (
    by_category,
    doubts,
    field_teams,
    main_committee,
    powers_on,
    seats_of,
    standings,
    tree,
)
from kotpn.committee.views.base import READERS, committee_or_404, committee_to_keep, form_page, office
from reports import registry
from schools.scope import holds

LOOKS = {
    "committee.founded": ("", "users-group"),
    "committee.changed": ("plain", "pencil"),
    "committee.appointed": ("ok", "gavel"),
    "committee.tenure_changed": ("plain", "pencil"),
    "committee.tenure_ended": ("warn", "circle-x"),
    "committee.tenure_deleted": ("warn", "trash"),
    "committee.member_added": ("", "user-plus"),
    "committee.member_left": ("warn", "circle-minus"),
    "committee.member_replaced": ("", "users"),
    "committee.ending": ("warn", "calendar-due"),
}


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = office(request)
    today = timezone.localdate()
    rows = list(Committee.objects.visible_to(request.user).of_district(district).select_related("district"))
    used = [row for row in rows if row.is_active]
    main = next((row for row in used if row.kind == Committee.Kind.MAIN), None)
    keeps = may_keep(request.user, district)
    context = {
        "tree": tree(used, today), "unused": [row for row in rows if not row.is_active], "today": today,
        "may_keep": keeps, "no_main": main is None and holds(request.user, "district.read", district=district),
        "total": len(used),
    }  # fmt: skip
    return render(request, "kotpn/committee/list.html", context)


@requires("committee.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = office(request)
    if not may_keep(request.user, district):
        raise PermissionDenied
    form = CommitteeForm(request.POST or None, main=main_committee(district))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.found_committee(district, actor=request.user, **values))
        if made is not None:
            messages.success(request, "ตั้งองค์คณะแล้ว ขั้นต่อไปคือแต่งตั้งกรรมการตามคำสั่ง")
            return redirect("committee:committee", made.pk)
    return form_page(
        request, form, heading="ตั้งองค์คณะ", button="ตั้งองค์คณะ", sub="องค์คณะ", back=reverse("committee:committees"),
        notes=["กติกา (จำนวนกรรมการ วาระ องค์ประชุม) คัดลอกจาก ก.ต.ป.น. ของเขต แล้วแก้ได้ที่หน้าของคณะ"],
    )  # fmt: skip


@requires(*READERS)
@require_safe
def committee(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sits today, what looks wrong, what the committee may do and how often it met."""
    found = committee_or_404(request, pk)
    today = timezone.localdate()
    subs = list(Committee.objects.visible_to(request.user).filter(parent=found).active())
    stands = standings([found, *subs], today)
    here = stands[found.pk]
    seats = seats_of(here.tenure) if here.tenure else []
    members = [row for row in seats if row.starts_on <= today and (row.ends_on is None or row.ends_on >= today)]
    reads_office = holds(request.user, "district.read", district=found.district_id)
    others = found.tenures.exclude(pk=here.tenure.pk) if here.tenure else found.tenures.all()
    context: dict[str, Any] = {
        "committee": found, "here": here, "members": members, "groups": by_category(members),
        "left": [row for row in seats if row not in members], "subs": [stands[row.pk] for row in subs],
        "tenures": list(others), "today": today, "doubts": doubts(found, members),
        "can_keep": can_keep(request.user, found), "office": reads_office,
        "powers": powers_on(found.district_id, today) if found.kind == Committee.Kind.MAIN else [],
        "teams": field_teams(request.user, found, today) if found.kind in ("main", "sub") else [],
        "may_print": registry.get("committee-list").may_run(request.user, found.district.code),
        "events": trail("committee", found.pk, LOOKS)[:10] if reads_office else [],
    }  # fmt: skip
    return render(request, "kotpn/committee/committee.html", context)


@requires("committee.write")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = committee_to_keep(request, pk)
    form = RulesForm(request.POST or None, user=request.user, committee=found)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        teams = values.pop("teams", None)
        if attempt(form, lambda: services.change_committee(found, actor=request.user, values=values, teams=teams)):
            messages.success(request, "บันทึกแล้ว การประชุมที่จัดต่อจากนี้ใช้กติกาใหม่")
            return redirect("committee:committee", pk)
    return form_page(
        request, form, heading="ชื่อและกติกาของคณะ", button="บันทึก", sub=found.short_name,
        back=reverse("committee:committee", args=[pk]),
    )  # fmt: skip
