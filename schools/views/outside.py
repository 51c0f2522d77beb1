"""The register of people and bodies outside the office: two lists, a page each, entering, correcting, switching off."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.access import requires
from core.acts import act_page, tried
from core.filters import ChoiceFilter, TextFilter
from core.forms import attempt
from core.keys import number_of
from core.tables import TITLE, WIDE, Column, Table
from core.trail import trail
from schools import extensions
from schools.forms.outside import BodyForm, LinkForm, OutsideForm
from schools.models import District, OutsideBody, OutsidePerson
from schools.permissions import can_keep_outside, can_link_outside
from schools.services import outside as services
from schools.views.common import office_of, require

READERS = ("reference.read",)
KEEPERS = ("desk.write", "committee.write")
LINKERS = ("accounts.write", "assignment.write")
_LOOKS = {
    "outside.added": ("", "circle-plus"),
    "outside.edited": ("plain", "pencil"),
    "outside.switched": ("warn", "circle-minus"),
    "outside.linked": ("", "link"),
}


def _state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(is_active=value == "on")


_STATE = ChoiceFilter("state", "สถานะ", (("on", "ใช้อยู่"), ("off", "เลิกใช้")), apply=_state)


class PeopleTable(Table):
    row_template = "office/outside/_person_row.html"
    default_sort = "name"
    unit = "คน"
    empty = "ยังไม่มีบุคคลภายนอกในทะเบียน"
    columns = (
        Column("name", "ชื่อ", sort="name_sort", phone=TITLE),
        Column("body", "หน่วยงาน", phone=WIDE, bare=True),
        Column("expertise", "ความเชี่ยวชาญ"),
        Column("contact", "ติดต่อ"),
        Column("state", "สถานะ", bare=True),
    )
    filters = (
        TextFilter(
            "q", "ค้นหาชื่อ ตำแหน่ง หน่วยงาน หรือความเชี่ยวชาญ", min_length=2,
            fields=("first_name", "last_name", "position", "body__name", "expertise"),
        ),
        ChoiceFilter("kind", "ประเภทหน่วยงาน", OutsideBody.Kind.choices, path="body__kind"),
        _STATE,
    )  # fmt: skip


class BodyTable(Table):
    row_template = "office/outside/_body_row.html"
    default_sort = "name"
    unit = "แห่ง"
    empty = "ยังไม่มีหน่วยงานภายนอกในทะเบียน"
    columns = (
        Column("name", "หน่วยงาน", sort="name_sort", phone=TITLE),
        Column("kind", "ประเภท", sort="kind"),
        Column("people", "บุคคล", numeric=True),
        Column("contact", "ติดต่อ"),
        Column("state", "สถานะ", bare=True),
    )
    filters = (
        TextFilter("q", "ค้นหาหน่วยงาน", fields=("name", "head_title"), min_length=2),
        ChoiceFilter("kind", "ประเภท", OutsideBody.Kind.choices),
        _STATE,
    )


def _list(request: HttpRequest, table: Table, district: District, *, bodies: bool) -> HttpResponse:
    pills = [
        {"label": "บุคคล", "url": reverse("outside:people"), "count": None, "current": not bodies},
        {"label": "หน่วยงาน", "url": reverse("outside:bodies"), "count": None, "current": bodies},
    ]
    may = can_keep_outside(request.user, district)
    return render(
        request, "office/outside/list.html", {"table": table, "pills": pills, "may_keep": may, "bodies": bodies}
    )


@requires(*READERS)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    district = office_of(request)
    rows = OutsidePerson.objects.visible_to(request.user).of_district(district).select_related("body")
    return _list(request, PeopleTable(request, rows, title="บุคคลภายนอก"), district, bodies=False)


@requires(*READERS)
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    district = office_of(request)
    rows = OutsideBody.objects.visible_to(request.user).of_district(district).annotate(n_people=Count("people"))
    return _list(request, BodyTable(request, rows, title="หน่วยงานภายนอก"), district, bodies=True)


def _person(request: HttpRequest, pk: int) -> OutsidePerson:
    rows = OutsidePerson.objects.visible_to(request.user).select_related("district__settings", "body", "person__user")
    found: OutsidePerson = get_object_or_404(rows, pk=pk)
    return found


def _body(request: HttpRequest, pk: int) -> OutsideBody:
    found: OutsideBody = get_object_or_404(
        OutsideBody.objects.visible_to(request.user).select_related("district"), pk=pk
    )
    return found


@requires(*READERS)
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: how to reach them and where they are named. Reading it is logged."""
    row = _person(request, pk)
    audit.record_read(
        actor=request.user, action="outside.read", target=services.outside_pointer(row), district_code=row.district.code
    )
    context = {
        "one": row, "may_keep": can_keep_outside(request.user, row.district_id),
        "may_link": can_link_outside(request.user, row.district_id),
        "uses": extensions.outside_uses(request.user, row), "events": trail("outside-person", pk, _LOOKS),
    }  # fmt: skip
    return render(request, "office/outside/person.html", context)


@requires(*READERS)
@require_safe
def body(request: HttpRequest, pk: int) -> HttpResponse:
    row = _body(request, pk)
    context = {
        "one": row, "people": list(row.people.order_by("name_sort", "pk")),
        "may_keep": can_keep_outside(request.user, row.district_id),
        "uses": extensions.outside_uses(request.user, row), "events": trail("outside-body", pk, _LOOKS),
    }  # fmt: skip
    return render(request, "office/outside/body.html", context)


def _form_page(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    return act_page(request, form, **context)


@requires(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def person_form(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Enter somebody, or with a key correct them; `?body=` has the body chosen."""
    row = _person(request, pk) if pk else None
    district = row.district if row else office_of(request)
    require(can_keep_outside(request.user, district))
    initial = {"body": number_of(request.GET.get("body"))} if row is None else None
    form = OutsideForm(request.POST or None, user=request.user, district=district, row=row, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        saved = attempt(form, lambda: services.save_person(district, actor=request.user, person=row, **values))
        if saved is not None:
            messages.success(request, f"บันทึก {saved} แล้ว")
            return redirect("outside:person", saved.pk)
    if "sure" not in form.errors and not (form.is_bound and form.data.get("sure")):
        del form.fields["sure"]
    back = reverse("outside:person", args=[pk]) if pk else reverse("outside:people")
    return _form_page(
        request, form, heading="แก้ไขบุคคลภายนอก" if row else "เพิ่มบุคคลภายนอก", button="บันทึก", back=back,
        sub=str(row) if row else "บุคคลภายนอก",
    )  # fmt: skip


@requires(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def body_form(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = _body(request, pk) if pk else None
    district = row.district if row else office_of(request)
    require(can_keep_outside(request.user, district))
    form = BodyForm(request.POST or None, initial=BodyForm.of(row) if row else None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        saved = attempt(form, lambda: services.save_body(district, actor=request.user, body=row, **values))
        if saved is not None:
            messages.success(request, f"บันทึก {saved} แล้ว")
            return redirect("outside:body", saved.pk)
    back = reverse("outside:body", args=[pk]) if pk else reverse("outside:bodies")
    return _form_page(
        request, form, heading="แก้ไขหน่วยงานภายนอก" if row else "เพิ่มหน่วยงานภายนอก", button="บันทึก", back=back,
        sub=str(row) if row else "หน่วยงานภายนอก",
    )  # fmt: skip


def _switched(request: HttpRequest, row: OutsidePerson | OutsideBody, page: str) -> HttpResponse:
    require(can_keep_outside(request.user, row.district_id))
    active = request.POST.get("to") == "on"
    if tried(request, lambda: services.set_active(row, actor=request.user, active=active)):
        messages.success(request, "เปิดใช้อีกครั้งแล้ว" if active else "ปิดการใช้งานแล้ว ที่ใช้อยู่เดิมยังคงอยู่")
    return redirect(page, row.pk)


@requires(*KEEPERS)
@require_POST
def person_switch(request: HttpRequest, pk: int) -> HttpResponse:
    return _switched(request, _person(request, pk), "outside:person")


@requires(*KEEPERS)
@require_POST
def body_switch(request: HttpRequest, pk: int) -> HttpResponse:
    return _switched(request, _body(request, pk), "outside:body")


@requires(*LINKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie to an account's person, or untie."""
    row = _person(request, pk)
    require(can_link_outside(request.user, row.district_id))
    form = LinkForm(request.POST or None, user=request.user, row=row)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["person"]
        if attempt(form, lambda: services.link_account(row, actor=request.user, person=chosen)) is not None:
            messages.success(request, "ผูกบัญชีแล้ว" if chosen else "เลิกผูกบัญชีแล้ว")
            return redirect("outside:person", pk)
    return _form_page(
        request, form, heading="ผูกกับบัญชีในระบบ", button="บันทึก", sub=str(row), back=reverse("outside:person", args=[pk])
    )
