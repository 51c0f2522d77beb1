"""Who holds which role: the register, giving a role, ending one."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import ROLES
from core.access import requires
from core.filters import ChoiceFilter, TextFilter
from core.forms import attempt
from core.tables import ACT, TITLE, WIDE, Column, Table
from schools import permissions
from schools.forms.people import AppointmentForm, EndForm
from schools.models import Appointment, Person
from schools.services import appointments as services
from schools.views.attempts import allow, office

_WRITERS = ("accounts.write", "assignment.write")


def _by_time(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    today = timezone.localdate()
    if value == "past":
        return rows.filter(ends_on__lt=today)
    return rows.filter(starts_on__gt=today) if value == "coming" else rows.in_force(today)


class AppointmentTable(Table):
    row_template = "schools/appointments/_row.html"
    default_sort = "-from"
    empty = "ยังไม่มีผู้ดำรงตำแหน่ง"
    columns = (
        Column("person", "ผู้ดำรงตำแหน่ง", sort="person__name_sort", phone=TITLE),
        Column("role", "บทบาท", phone=WIDE, bare=True),
        Column("place", "ที่"),
        Column("from", "ตั้งแต่", sort="starts_on"),
        Column("to", "ถึง", sort="ends_on"),
        Column("order", "คำสั่งที่"),
        Column("act", "", phone=ACT),
    )
    filters = (
        TextFilter("q", "ค้นหาชื่อหรือโรงเรียน", fields=("person__first_name", "person__last_name", "school__name")),
        ChoiceFilter("role", "บทบาท", [(role.code, role.thai) for role in ROLES.values()]),
        ChoiceFilter("acting", "ลักษณะ", [pair for pair in Appointment.Acting.choices if pair[0]], any_label="ทุกลักษณะ"),
        ChoiceFilter(
            "when",
            "ช่วงเวลา",
            (("now", "ปัจจุบัน"), ("coming", "ที่จะเริ่ม"), ("past", "สิ้นสุดแล้ว")),
            any_label="ทุกช่วงเวลา",
            apply=_by_time,
        ),
    )


@requires("reference.read", "school.read")
@require_safe
def appointments(request: HttpRequest) -> HttpResponse:
    """The register of posts of the office worked in; a school sees its own."""
    rows = Appointment.objects.visible_to(request.user).of_district(office(request)).select_related("person", "school")
    table = AppointmentTable(request, rows, title="ผู้ดำรงตำแหน่ง")
    may_end = any(request.user.has_perm(code) for code in _WRITERS)
    return render(request, "schools/appointments/list.html", {"table": table, "may_end": may_end})


@requires(*_WRITERS)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person_pk: int) -> HttpResponse:
    """Give a person a role. Who offers it never stands in the list of receivers: nobody appoints themselves."""
    person = get_object_or_404(
        Person.objects.visible_to(request.user).select_related("district__settings", "school"), pk=person_pk
    )
    roles = permissions.roles_to_give(request.user, person)
    allow(bool(roles))
    form = AppointmentForm(
        request.POST or None,
        user=request.user,
        person=person,
        roles=roles,
        initial={"starts_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if made := attempt(form, lambda: services.give_role(person, actor=request.user, **values)):
            messages.success(request, f"แต่งตั้ง {person} เป็น{made.get_role_display()}แล้ว")
            return redirect("schools:person", person.pk)
    return render(request, "schools/appointments/add.html", {"form": form, "person": person})


@requires(*_WRITERS)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(
        Appointment.objects.visible_to(request.user).select_related("person", "district", "school"), pk=pk
    )
    allow(permissions.can_end_appointment(request.user, row))
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        attempt(form, lambda: services.end_role(row, actor=request.user, **values))
        if not form.errors:
            messages.success(request, f"สิ้นสุดบทบาท{row.get_role_display()}ของ {row.person} แล้ว")
            return redirect("schools:person", row.person_id)
    return render(request, "schools/appointments/end.html", {"form": form, "appointment": row})
