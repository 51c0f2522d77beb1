"""Seats of a tenure: a member more, one corrected, one who leaves, one who takes over, and substitutes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import tried
from core.forms import attempt
from kotpn.committee import services
from kotpn.committee.forms.members import AddSeatForm, LeaveForm, MemberForm, ReplaceForm, SubstituteForm
from kotpn.committee.models import Member, Substitute
from kotpn.committee.permissions import can_keep
from kotpn.committee.queries import nameable, named
from kotpn.committee.views.base import form_page, member_to_keep, tenure_to_keep


def _back(member: Member) -> str:
    return reverse("committee:tenure", args=[member.tenure_id])


@requires("committee.write")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    tenure = tenure_to_keep(request, pk)
    district = tenure.committee.district
    form = AddSeatForm(request.POST or None, district=district, initial={"starts_on": tenure.starts_on})
    if request.method == "POST" and form.is_valid():
        seat, since = form.seat, form.cleaned_data["starts_on"]
        assert seat is not None
        made = attempt(form, lambda: services.add_member(tenure, actor=request.user, seat=seat, starts_on=since))
        if made is not None:
            messages.success(request, f"เพิ่ม {made.name} แล้ว")
            return redirect("committee:tenure", pk)
    return form_page(
        request, form, heading="เพิ่มกรรมการ", button="เพิ่มกรรมการ", sub=tenure.committee.short_name, names_of=district,
        back=reverse("committee:tenure", args=[pk]),
    )  # fmt: skip


@requires("committee.write")
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """What the order says of one seat, and who may sit for them."""
    found = member_to_keep(request, pk)
    form = MemberForm(request.POST or None, initial=MemberForm.of(found))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.change_member(found, actor=request.user, values=values)):
            messages.success(request, "บันทึกแล้ว")
            return redirect(_back(found))
    return _page(request, found, form, SubstituteForm(prefix="sub"))


def _page(request: HttpRequest, found: Member, form: Any, substitute: Any) -> HttpResponse:
    committee = found.tenure.committee
    context = {
        "member": found, "committee": committee, "form": form, "substitute": substitute, "back": _back(found),
        "substitutes": list(found.substitutes.all()), "people": nameable(committee.district),
    }  # fmt: skip
    bound = form.is_bound or substitute.is_bound
    return render(request, "kotpn/committee/member.html", context, status=422 if bound else 200)


@requires("committee.write")
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    found = member_to_keep(request, pk)
    form = LeaveForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = attempt(form, lambda: services.end_seat(found, actor=request.user, **values))
        if done is not None:
            messages.success(request, f"บันทึกว่า {found.name} พ้นจากตำแหน่งแล้ว")
            _shut_out(request, done)
            return redirect(_back(found))
    return form_page(
        request, form, heading=f"{found.name} พ้นจากตำแหน่ง", button="บันทึก", sub=found.tenure.committee.short_name,
        back=_back(found),
    )  # fmt: skip


def _shut_out(request: HttpRequest, member: Member) -> None:
    if not services.shut_out(member, actor=request.user):
        messages.warning(request, f"{member.name} ยังมีสิทธิ์เข้าใช้ในบทบาทกรรมการ ผอ.กลุ่มนิเทศฯ หรือผู้ดูแลระบบสิ้นสุดบทบาทให้ได้")


@requires("committee.write")
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody takes the seat for the rest of the tenure."""
    found = member_to_keep(request, pk)
    district = found.tenure.committee.district
    initial = {"role": found.role, "category": found.category, "post": "", "counts": found.counts}
    form = ReplaceForm(
        request.POST or None, district=district, member=found, initial={**initial, "on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        seat, values = form.seat, form.cleaned_data
        assert seat is not None
        on, reason = values["on"], values.get("reason", "")
        made = attempt(
            form, lambda: services.replace_member(found, actor=request.user, on=on, reason=reason, seat=seat)
        )
        if made is not None:
            messages.success(request, f"{made.name} รับตำแหน่งแทน {found.name} แล้ว")
            found.refresh_from_db(fields=["ends_on", "ended_reason"])
            _shut_out(request, found)
            return redirect(_back(found))
    return form_page(
        request, form, heading=f"แต่งตั้งแทน {found.name}", button="แต่งตั้งแทน", sub=found.tenure.committee.short_name,
        back=_back(found), names_of=district, notes=["ผู้รับตำแหน่งแทนอยู่ในวาระเท่าที่เหลือของคณะ"],
    )  # fmt: skip


@requires("committee.write")
@require_POST
def add_substitute(request: HttpRequest, pk: int) -> HttpResponse:
    found = member_to_keep(request, pk)
    form = SubstituteForm(request.POST, prefix="sub")
    if form.is_valid():
        alike = named(found.tenure.committee.district, form.cleaned_data["name"])
        who = alike[0] if len(alike) == 1 else None
        if attempt(form, lambda: services.add_substitute(found, actor=request.user, who=who, **form.cleaned_data)):
            return redirect("committee:member", pk)
    return _page(request, found, MemberForm(initial=MemberForm.of(found)), form)


@requires("committee.write")
@require_POST
def drop_substitute(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Substitute.objects.filter(member__in=Member.objects.visible_to(request.user))
    row = get_object_or_404(rows.select_related("member__tenure__committee__district"), pk=pk)
    if not can_keep(request.user, row.member.tenure.committee):
        raise PermissionDenied
    tried(request, lambda: services.drop_substitute(row, actor=request.user))
    return redirect("committee:member", row.member_id)
