"""People of the office and its schools: the list, one person, entering, correcting, account, transfer, leaving."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import ROLES
from core import audit
from core.access import requires
from core.filters import ChoiceFilter, TextFilter
from core.forms import ReasonForm, attempt
from core.keys import number_of
from core.tables import TITLE, WIDE, Column, Table
from schools import permissions
from schools.forms.people import AccountForm, LeaveForm, NewPersonForm, PersonForm, TransferForm
from schools.models import Person, School
from schools.queries.people import person_page, with_roles
from schools.querysets import in_force
from schools.services import people as services
from schools.views.attempts import allow, office, text_error

_READERS = ("reference.read", "school.read")
_WRITERS = ("accounts.write", "assignment.write", "school.own.write")


def _by_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value == "left":
        return rows.filter(is_active=False)
    rows = rows.filter(is_active=True)
    return rows if value == "working" else rows.filter(user__isnull=value == "no-account")


def _by_place(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(school__isnull=value == "office")


def _by_role(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    today = timezone.localdate()
    return rows.filter(in_force(today, prefix="appointments__"), appointments__role=value).distinct()


class PeopleTable(Table):
    row_template = "schools/people/_row.html"
    default_sort = "name"
    empty = "ยังไม่มีบุคลากร"
    unit = "คน"
    columns = (
        Column("name", "ชื่อ", sort="name_sort", phone=TITLE),
        Column("position", "ตำแหน่ง", phone=WIDE, bare=True),
        Column("place", "สังกัด"),
        Column("roles", "บทบาทในระบบ", phone=WIDE),
        Column("state", "สถานะ", bare=True),
    )
    filters = (
        TextFilter(
            "q", "ค้นหาชื่อหรือตำแหน่ง", fields=("first_name", "last_name", "position", "school__name"), min_length=2
        ),
        ChoiceFilter(
            "place", "สังกัด", (("office", "สำนักงาน"), ("schools", "โรงเรียน")), any_label="ทุกสังกัด", apply=_by_place
        ),
        ChoiceFilter("role", "บทบาท", [(role.code, role.thai) for role in ROLES.values()], apply=_by_role),
        ChoiceFilter(
            "state",
            "สถานะ",
            (
                ("working", "ปฏิบัติงานอยู่"),
                ("account", "มีบัญชีผู้ใช้"),
                ("no-account", "ยังไม่มีบัญชีผู้ใช้"),
                ("left", "ไม่ได้ปฏิบัติงานแล้ว"),
            ),
            any_label="ทุกสถานะ",
            apply=_by_state,
        ),
    )


@requires(*_READERS)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody the person may see in this office; a school sees its own."""
    district = office(request)
    rows = with_roles(Person.objects.visible_to(request.user).of_district(district), timezone.localdate())
    school = None
    if key := number_of(request.GET.get("school")):
        school = get_object_or_404(School.objects.visible_to(request.user), pk=key, district=district)
        rows = rows.of_school(school)
    table = PeopleTable(request, rows, title="บุคลากร")
    return render(
        request,
        "schools/people/list.html",
        {"table": table, "school": school, "may_add": _may_add(request, school)},
    )


def _may_add(request: HttpRequest, school: School | None) -> bool:
    district = office(request)
    if permissions.can_add_person(request.user, district=district, school=school):
        return True
    own = School.objects.visible_to(request.user).of_district(district)
    return school is None and _own_school(request, own) is not None


def _own_school(request: HttpRequest, schools: QuerySet[Any]) -> School | None:
    """The school for whose people this user enters rows, when they do so for one school only."""
    if not request.user.has_perm("school.own.write"):
        return None
    found = [row for row in schools if permissions.can_add_person(request.user, district=row.district, school=row)]
    return found[0] if len(found) == 1 else None


@requires(*_READERS)
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what they hold, what they are responsible for, what happened. Reading it is logged."""
    row = _get(request, pk)
    user: Any = request.user
    if row.user_id != user.pk:
        audit.record_read(
            actor=user,
            action="person.read",
            target=services.person_pointer(row),
            district_code=row.district.code,
        )
    context = {"page": person_page(row, user, timezone.localdate()), "person": row, "may": _may(user, row)}
    return render(request, "schools/people/detail.html", context)


def _get(request: HttpRequest, pk: int) -> Person:
    found: Person = get_object_or_404(
        Person.objects.visible_to(request.user).select_related("district__settings", "school", "user"), pk=pk
    )
    return found


def _may(user: Any, row: Person) -> dict[str, bool]:
    return {
        "edit": permissions.can_edit_person(user, row),
        "appoint": bool(permissions.roles_to_give(user, row)),
        "account": permissions.can_give_account(user, row),
        "switch_account": permissions.can_switch_account(user, row),
        "transfer": permissions.can_transfer_person(user, row),
        "deactivate": permissions.can_deactivate_person(user, row),
        "assign": row.is_active and row.school_id is None and permissions.can_assign(user, row.district),
    }


@requires(*_WRITERS)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Enter a person of the office, or of a school by the office or by the school itself."""
    district = office(request)
    whole_office = permissions.can_add_person(request.user, district=district)
    form = NewPersonForm(
        request.POST or None,
        user=request.user,
        district=district,
        whole_office=whole_office,
        initial={"school": request.GET.get("school") or None},
    )
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        school = values.pop("school")
        made = attempt(
            form, lambda: services.add_person(actor=request.user, district=district, school=school, **values)
        )
        if made:
            messages.success(request, f"เพิ่ม {made} แล้ว")
            return redirect("schools:person", made.pk)
    elif not whole_office and not _may_add(request, None):
        own = School.objects.visible_to(request.user).of_district(district)
        allow(any(permissions.can_add_person(request.user, district=district, school=row) for row in own))
    return render(request, "schools/people/add.html", {"form": form})


@requires(*_WRITERS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _get(request, pk)
    allow(permissions.can_edit_person(request.user, row))
    form = PersonForm(request.POST) if request.method == "POST" else PersonForm.of(row)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.edit_person(row, actor=request.user, **values)):
            messages.success(request, "บันทึกข้อมูลแล้ว")
            return redirect("schools:person", row.pk)
    return render(request, "schools/people/edit.html", {"form": form, "person": row})


@requires("accounts.write")
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an account to somebody already known; their history stays with them."""
    row = _get(request, pk)
    allow(permissions.can_give_account(request.user, row))
    form = AccountForm(request.POST or None, initial={"email": row.email})
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if attempt(form, lambda: services.give_account(row, actor=request.user, email=email)):
            messages.success(request, f"เปิดบัญชีผู้ใช้ของ {row} แล้ว และส่งอีเมลแจ้งแล้ว")
            return redirect("schools:person", row.pk)
    return render(request, "schools/people/account.html", {"form": form, "person": row})


@requires("accounts.write")
@require_http_methods(["GET", "POST"])
def account_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody signs in with this account any more; the reason is kept."""
    row = _get(request, pk)
    allow(permissions.can_switch_account(request.user, row))
    form = ReasonForm(request.POST or None, label="เหตุผลที่ปิดบัญชี", max_length=200)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        attempt(form, lambda: services.close_account_of(row, actor=request.user, reason=reason))
        if not form.errors:
            messages.success(request, f"ปิดบัญชีผู้ใช้ของ {row} แล้ว")
            return redirect("schools:person", row.pk)
    return render(request, "schools/people/account_close.html", {"form": form, "person": row})


@requires("accounts.write")
@require_POST
def account_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    row = _get(request, pk)
    allow(permissions.can_switch_account(request.user, row))
    form = forms.Form(request.POST)
    form.is_valid()
    attempt(form, lambda: services.reopen_account_of(row, actor=request.user))
    if form.errors:
        messages.error(request, text_error(form))
    else:
        messages.success(request, f"เปิดบัญชีผู้ใช้ของ {row} แล้ว ใช้รหัสผ่านเดิมเข้าสู่ระบบได้")
    return redirect("schools:person", row.pk)


@requires("accounts.write", "school.write")
@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Move somebody to another school of the office, or to the office, from a day."""
    row = _get(request, pk)
    allow(permissions.can_transfer_person(request.user, row))
    form = TransferForm(request.POST or None, user=request.user, person=row, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        moved = attempt(form, lambda: services.transfer_person(row, actor=request.user, **values))
        if moved:
            messages.success(request, f"ย้าย {moved} ไป{moved.school or 'สำนักงาน'}แล้ว")
            return redirect("schools:person", row.pk)
    return render(request, "schools/people/transfer.html", {"form": form, "person": row})


@requires(*_WRITERS)
@require_http_methods(["GET", "POST"])
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody left: their roles end today, their history stays."""
    row = _get(request, pk)
    allow(permissions.can_deactivate_person(request.user, row))
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.deactivate_person(row, actor=request.user, reason=reason)):
            messages.success(request, f"บันทึกว่า {row} ไม่ได้ปฏิบัติงานแล้ว")
            return redirect("schools:person", row.pk)
    page = person_page(row, request.user, timezone.localdate())
    return render(request, "schools/people/leave.html", {"form": form, "person": row, "page": page})


@requires(*_WRITERS)
@require_POST
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    row = _get(request, pk)
    allow(permissions.can_deactivate_person(request.user, row))
    form = forms.Form(request.POST)
    form.is_valid()
    if attempt(form, lambda: services.reactivate_person(row, actor=request.user)):
        messages.success(request, f"{row} กลับมาปฏิบัติงานแล้ว ให้บทบาทใหม่ได้ตามคำสั่ง")
    else:
        messages.error(request, text_error(form))
    return redirect("schools:person", row.pk)
