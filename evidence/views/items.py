"""A store, what schools have shown, and the pages of their items."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import pointers
from core.access import requires, signed_in
from core.forms import ReasonForm, attempt
from core.keys import number_of
from core.trail import trail
from evidence import services
from evidence.forms import ItemForm
from evidence.models import EvidenceItem
from evidence.models.item import POINTER
from evidence.permissions import can_change_item, may_fill
from evidence.queries import quota_of, use_counts, uses_of
from evidence.services.items import file_of
from evidence.tables import ItemTable
from schools.models import School
from schools.scope import holds, reach

READERS = ("district.read", "school.read")
_LOOKS = {
    "evidence.accepted": ("ok", "circle-check"), "evidence.returned": ("warn", "arrow-back-up"),
    "evidence.withdrawn": ("bad", "circle-x"), "file.infected": ("bad", "alert-triangle"),
}  # fmt: skip


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The person's own store; people of the office may turn to what their schools have shown (?of=schools)."""
    district: Any = getattr(request, "district", None)
    if not district:
        raise Http404
    office = holds(request.user, "district.read", district=district)
    schools = own_schools(request, district)
    of_schools = office and request.GET.get("of") == "schools"
    school = None if office else _chosen(request, schools)
    rows = EvidenceItem.objects.visible_to(request.user).select_related("school", "district")
    rows = rows.of_schools(district) if of_schools else rows.of_owner(district, school)
    if not office and school is None:
        rows = rows.none()
    table = ItemTable(request, rows, title="หลักฐาน", user=request.user, district=district, of_schools=of_schools)
    home = reverse("evidence:items")
    context = {
        "table": table, "office": office, "of_schools": of_schools, "school": school, "schools": schools,
        "district": district, "quota": None if of_schools else quota_of(district, school),
        "may_fill": not of_schools and (office or school is not None) and may_fill(request.user, district, school),
        "owner": f"store:s{school.pk}" if school else f"store:d{district.pk}",
        "pills": _pills(home, schools, school, of_schools=of_schools) if office or len(schools) > 1 else None,
    }  # fmt: skip
    return render(request, "evidence/items.html", context)


def _pills(home: str, schools: list[School], school: School | None, *, of_schools: bool) -> list[dict[str, Any]]:
    if school is not None:
        return [
            {"label": row.name, "url": f"{home}?at={row.pk}", "current": row == school, "count": None}
            for row in schools
        ]
    return [
        {"label": "ของสำนักงาน", "url": home, "current": not of_schools, "count": None},
        {"label": "ที่โรงเรียนเสนอ", "url": f"{home}?of=schools", "current": of_schools, "count": None},
    ]


def own_schools(request: HttpRequest, district: Any) -> list[School]:
    keys = reach(request.user, "school.read").schools
    return list(School.objects.of_district(district).filter(pk__in=keys)) if keys else []


def _chosen(request: HttpRequest, schools: list[School]) -> School | None:
    wanted = number_of(request.GET.get("at"))
    return next((school for school in schools if school.pk == wanted), schools[0] if schools else None)


@signed_in
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, and who used it where."""
    found = item_or_404(request, pk)
    context = {
        "item": found, "file": file_of(found), "uses": uses_of(found, request.user),
        "can_change": can_change_item(request.user, found),
        "may_restore": found.is_withdrawn and may_fill(request.user, found.district, found.school),
        "events": trail(POINTER, found.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "evidence/item.html", context)


@signed_in
@require_safe
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the record an item stands for; 404 for who may not see it, though they see the evidence."""
    record = item_or_404(request, pk).record
    if record is None or not pointers.may_view(request.user, record.kind, record.key):
        raise Http404("ไม่พบรายการนี้แล้ว หรือท่านไม่มีสิทธิ์เปิด")
    return HttpResponseRedirect(pointers.provider(record.kind).url(record.key))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Its name and words."""
    found = _to_change(request, pk)
    form = ItemForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        if attempt(form, lambda: services.change_item(found, actor=request.user, **words)) is not None:
            messages.success(request, "บันทึกแล้ว")
            return redirect("evidence:item", pk)
    context = {"item": found, "form": form, "heading": "แก้ไขชื่อและคำอธิบาย", "button": "บันทึก"}
    return render(request, "evidence/form.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out of the store; what is used somewhere needs a reason, and its readers see it."""
    found = _to_change(request, pk)
    used = use_counts([found])[found.pk].total
    data = request.POST if request.method == "POST" else None
    form = ReasonForm(data, required=bool(used), label="เหตุที่ถอน")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = attempt(form, lambda: (services.withdraw(found, actor=request.user, reason=reason),))
        if done is not None:
            messages.success(request, "ถอนหลักฐานแล้ว" if done[0] is not None else "ลบหลักฐานแล้ว")
            return redirect("evidence:item", pk) if done[0] is not None else redirect("evidence:items")
    context = {
        "item": found, "form": form, "used": used, "heading": "ถอนหลักฐาน" if used else "ลบหลักฐาน",
        "button": "ถอนหลักฐาน" if used else "ลบหลักฐาน",
    }  # fmt: skip
    return render(request, "evidence/form.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    found = item_or_404(request, pk)
    if not may_fill(request.user, found.district, found.school):
        raise PermissionDenied
    services.restore(found, actor=request.user)
    messages.success(request, "นำหลักฐานกลับมาใช้แล้ว")
    return redirect("evidence:item", pk)


def item_or_404(request: HttpRequest, pk: int) -> EvidenceItem:
    rows = EvidenceItem.objects.visible_to(request.user).select_related("district", "school", "added_by")
    found: EvidenceItem = get_object_or_404(rows, pk=pk)
    return found


def _to_change(request: HttpRequest, pk: int) -> EvidenceItem:
    found = item_or_404(request, pk)
    if not can_change_item(request.user, found):
        raise PermissionDenied
    return found
