"""Pages of the library."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, ask_why, pressed, tried
from core.conflicts import guarded
from core.forms import attempt
from core.keys import number_of
from core.passed import admit
from core.trail import trail
from supervision.library import services
from supervision.library.forms import CategoryForm, ItemForm
from supervision.library.models import Category, LibraryItem
from supervision.library.permissions import STATES, keeps_library, may_add, may_write, reads_all
from supervision.library.queries import editions_of, items_of, times_taken
from supervision.library.tables import ItemTable

READERS = ("district.read", "school.read", "desk.write")
LIST = ("library:items", "คลังเอกสาร")
_LOOKS = {
    "library.added": ("plain", "pencil"), "library.edited": ("plain", "pencil"), "library.listed": ("ok", "books"),
    "library.replaced": ("warn", "history"), "library.shown": ("", "eye"), "library.hidden": ("", "eye-off"),
    "library.withdrawn": ("bad", "circle-x"),
}  # fmt: skip


@requires(*READERS)
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """What is in use; the office finds drafts, replaced and withdrawn ones by the filter of states."""
    district = district_or_404(request)
    office = reads_all(request.user, district)
    rows = items_of(request.user, district)
    if not request.GET.get("state"):
        rows = rows.filter(Q(state="listed") | Q(state="draft", created_by=request.user))
    table = ItemTable(request, rows, title="คลังเอกสาร", user=request.user, district=district, office=office)
    context = {
        "table": table, "office": office, "may_add": may_add(request.user, district),
        "keeps": keeps_library(request.user, district),
    }  # fmt: skip
    return render(request, "library/items.html", context)


def _item_or_404(request: HttpRequest, pk: int) -> LibraryItem:
    rows = LibraryItem.objects.visible_to(request.user).select_related(
        "district", "category", "author", "work_group", "task", "subject_group", "replaces", "created_by"
    )
    found: LibraryItem = get_object_or_404(rows, pk=pk)
    return found


def _to_write(request: HttpRequest, pk: int, act: str) -> LibraryItem:
    """403 for who may not; where the state of the paper does not allow the act, that is told."""
    found = _item_or_404(request, pk)
    admit(
        request, services.pointer_of(found), found.get_state_display(), may=may_write(request.user, found),
        now=STATES.allows(found.state, act),
    )  # fmt: skip
    return found


def _back(pk: int) -> str:
    return reverse("library:item", args=[pk])


@requires("register.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not may_add(request.user, district):
        raise PermissionDenied
    names = ("category", "replaces", "work_group", "task", "subject_group")
    initial: dict[str, Any] = {name: number_of(request.GET.get(name)) for name in names} | {"for_schools": True}
    older = number_of(request.GET.get("replaces"))
    if older is not None:
        old = items_of(request.user, district).filter(pk=older).first()
        if old is not None:
            initial |= {"category": old.category_id, "title": old.title, "issuer": old.issuer}
    form = ItemForm(request.POST or None, user=request.user, district=district, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.add_item(district, actor=request.user, **form.given))
        if made is not None:
            messages.success(request, "บันทึกร่างแล้ว แนบไฟล์ แล้วขึ้นทะเบียน")
            return redirect("library:item", pk=made.pk)
    return _form_page(request, form, None)


def _form_page(request: HttpRequest, form: ItemForm, row: LibraryItem | None, **more: Any) -> HttpResponse:
    context = {
        "form": form, "row": row, "back": _back(row.pk) if row else reverse("library:items"),
        "heading": "แก้ไขเอกสาร" if row else "เพิ่มเอกสาร", **more,
    }  # fmt: skip
    return render(request, "library/form.html", context, status=422 if form.is_bound else 200)


@requires("register.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_write(request, pk, "edit")
    form = ItemForm(request.POST or None, user=request.user, district=row.district, instance=row)
    saved, more = guarded(
        request, form, lambda stamp: services.edit_item(row, actor=request.user, stamp=stamp, **form.given),
        stamp=row.stamp, fresh=lambda: _item_or_404(request, pk),
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกแล้ว")
        return redirect("library:item", pk=pk)
    return _form_page(request, form, row, **more)


@requires(*READERS)
@require_safe
def item_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = _item_or_404(request, pk)
    office, writes = reads_all(request.user, row.district), may_write(request.user, row)
    context: dict[str, Any] = {
        "row": row, "office": office, "acts": STATES.acts(row.state) if writes else (),
        "lacking": services.lacking(row) if row.state == LibraryItem.State.DRAFT else [],
        "editions": editions_of(row, request.user), "taken": times_taken(row) if office else None,
        "later": row.later_editions.was_listed().visible_to(request.user).first(),
        "may_replace": may_add(request.user, row.district) and row.state == LibraryItem.State.LISTED,
        "events": trail("library_item", row.pk, _LOOKS) if office else [],
    }  # fmt: skip
    return render(request, "library/item.html", context)


@requires("register.write")
@require_POST
def list_(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_write(request, pk, "list")
    if tried(request, lambda: services.list_item(row, actor=request.user)):
        row.refresh_from_db(fields=["number", "year"])
        messages.success(request, f"ขึ้นทะเบียนแล้ว {row.number_label}".strip())
    return redirect(_back(pk))


@requires("register.write")
@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_write(request, pk, "show")
    wanted = request.POST.get("shown")
    if wanted not in ("yes", "no"):
        raise Http404
    shown = wanted == "yes"
    return pressed(
        request, lambda: services.show_to_schools(row, actor=request.user, shown=shown), back=_back(pk),
        done="โรงเรียนในสังกัดอ่านได้แล้ว" if shown else "โรงเรียนไม่เห็นเอกสารนี้แล้ว",
    )  # fmt: skip


@requires("register.write")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_write(request, pk, "withdraw")
    return ask_why(
        request, lambda reason: services.withdraw_item(row, actor=request.user, reason=reason),
        heading="เลิกใช้เอกสาร", button="เลิกใช้", back=_back(pk), done="เลิกใช้แล้ว", sub=str(row), under=LIST,
        help_text="โรงเรียนจะไม่เห็นเอกสารนี้อีก เลขที่ไม่นำไปใช้ซ้ำ",
    )  # fmt: skip


@requires("register.write")
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_write(request, pk, "remove")
    if tried(request, lambda: services.remove_draft(row, actor=request.user)):
        messages.success(request, "ลบร่างแล้ว")
        return redirect("library:items")
    return redirect(_back(pk))


def _keeper(request: HttpRequest) -> Any:
    district = district_or_404(request)
    if not keeps_library(request.user, district):
        raise PermissionDenied
    return district


@requires("register.write")
@require_safe
def categories(request: HttpRequest) -> HttpResponse:
    district = _keeper(request)
    counted = Count("items", filter=Q(items__state="listed"))
    rows = Category.objects.visible_to(request.user).of_district(district).annotate(listed=counted)
    return render(request, "library/categories.html", {"rows": rows.order_by("position", "pk")})


def _category(request: HttpRequest, district: Any, row: Category | None) -> HttpResponse:
    form = CategoryForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("name", "is_numbered", "is_active")}
        saved = attempt(form, lambda: services.save_category(district, actor=request.user, category=row, **values))
        if saved is not None:
            messages.success(request, "บันทึกหมวดแล้ว")
            return redirect("library:categories")
    return act_page(
        request, form, heading="แก้ไขหมวด" if row else "เพิ่มหมวด", button="บันทึก", back=reverse("library:categories"),
        sub="หมวดของคลังเอกสาร", under=LIST,
    )  # fmt: skip


@requires("register.write")
@require_http_methods(["GET", "POST"])
def category_new(request: HttpRequest) -> HttpResponse:
    return _category(request, _keeper(request), None)


@requires("register.write")
@require_http_methods(["GET", "POST"])
def category_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Category.objects.visible_to(request.user).select_related("district"), pk=pk)
    if not keeps_library(request.user, row.district):
        raise PermissionDenied
    return _category(request, row.district, row)
