"""The office's settings, its Garuda, and the lists it keeps itself."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.errors import DomainError
from core.forms import refuse
from core.tables import ACT, TITLE, WIDE, Column, Table
from schools.forms.office import Bands, Garuda, OfficeSettings, next_number, row_form
from schools.models import SizeScheme
from schools.permissions import can_change_settings, can_edit_lists
from schools.services.districts import update_settings
from schools.services.garuda import drop_garuda, garuda_of, set_garuda
from schools.services.lists import LISTS, OfficeList, add_row, edit_row, set_bands
from schools.views.common import office_of, require


@requires("settings.write")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """What this office does its own way."""
    district = office_of(request)
    require(can_change_settings(request.user, district))
    form = OfficeSettings(request.POST or None, user=request.user, district=district)
    if request.method == "POST" and form.is_valid():
        try:
            changed = update_settings(district, actor=request.user, values=form.values)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "บันทึกการตั้งค่าแล้ว" if changed else "ไม่มีการเปลี่ยนแปลง")
            return redirect("schools:settings")
    context = {"form": form, "garuda_form": Garuda(), "garuda": garuda_of(district), "district": district}
    return render(request, "schools/settings.html", context)


@requires("settings.write")
@require_POST
def garuda(request: HttpRequest) -> HttpResponse:
    """Upload the emblem, or with `drop` leave its place empty again."""
    district = office_of(request)
    require(can_change_settings(request.user, district))
    if "drop" in request.POST:
        drop_garuda(district, actor=request.user)
        messages.success(request, "นำภาพตราครุฑออกแล้ว")
        return redirect("schools:settings")
    form = Garuda(request.POST, request.FILES)
    if form.is_valid():
        try:
            set_garuda(district, actor=request.user, upload=form.cleaned_data["file"])
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "บันทึกภาพตราครุฑแล้ว")
            return redirect("schools:settings")
    context = {
        "form": OfficeSettings(user=request.user, district=district),
        "garuda_form": form,
        "garuda": garuda_of(district),
        "district": district,
    }
    return render(request, "schools/settings.html", context)


class ListTable(Table):
    """Rows of one office list; options: entry, may_edit."""

    row_template = "schools/_list_row.html"
    page_size = 100

    def __init__(self, request: HttpRequest, queryset: Any, **options: Any) -> None:
        model, fields = options["entry"].model, options["entry"].fields
        stored = {field.name for field in model._meta.fields}
        if "term" in fields:
            columns = [
                Column("name", "ภาคเรียน", sort="starts_on", phone=TITLE),
                Column("span", "วันเปิด–วันปิด", phone=WIDE, bare=True),
            ]
            self.default_sort = "-name"
        else:
            columns = [
                Column("number", "เลขที่", sort="number_sort" if "number_sort" in stored else "number"),
                Column("position", "ลำดับ", sort="position"),
                Column("name", "ชื่อ", sort="name_sort" if "name_sort" in stored else "name", phone=TITLE),
            ]
            columns = [column for column in columns if column.name in fields]
            self.default_sort = columns[0].name
            columns += [Column("note", "หมายเหตุ", phone=WIDE, bare=True)] if {"note", "source"} & set(fields) else []
            columns += [Column("state", "สถานะ", bare=True)] if "is_active" in fields else []
        self.columns = (*columns, Column("act", "", phone=ACT))
        super().__init__(request, queryset, **options)


@requires("reference.read")
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """The first of the office's lists."""
    return redirect("schools:list", next(iter(LISTS)))


def _entry(key: str) -> OfficeList:
    if key not in LISTS:
        raise Http404
    return LISTS[key]


def _rows(request: HttpRequest, entry: OfficeList) -> Any:
    mine: Any = entry.model._default_manager
    return mine.visible_to(request.user).filter(Q(**{entry.district: office_of(request)}))


@requires("reference.read")
@require_safe
def office_list(request: HttpRequest, key: str) -> HttpResponse:
    """One list; whoever may edit it finds the acts beside each row."""
    entry, district = _entry(key), office_of(request)
    may_edit = can_edit_lists(request.user, district)
    pills = [
        {"label": one.title if one.key != "clusters" else district.settings.cluster_label,
         "url": f"../{one.key}/", "count": None, "current": one.key == key}
        for one in LISTS.values()
    ]  # fmt: skip
    rows = _rows(request, entry)
    if key == "tasks":
        rows = rows.select_related("work_group")
    if key == "size-schemes":
        rows = rows.prefetch_related("bands")
    table = ListTable(request, rows, title=entry.title, entry=entry, may_edit=may_edit)
    context = {"entry": entry, "table": table, "pills": pills, "may_edit": may_edit, "district": district}
    return render(request, "schools/list.html", context)


@requires("reference.write")
@require_http_methods(["GET", "HEAD", "POST"])
def office_list_row(request: HttpRequest, key: str, pk: int | None = None) -> HttpResponse:
    """Add a row, or with its key change it."""
    entry, district = _entry(key), office_of(request)
    require(can_edit_lists(request.user, district))
    row = get_object_or_404(_rows(request, entry), pk=pk) if pk else None
    initial = {name: getattr(row, name) for name in entry.fields} if row else next_number(entry, district)
    form = row_form(entry, request.user, district)(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            if row is None:
                row = add_row(entry, district, actor=request.user, values=form.cleaned_data)
            else:
                edit_row(entry, row, district, actor=request.user, values=form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"บันทึก{entry.one}แล้ว")
            if isinstance(row, SizeScheme) and not row.bands.exists():
                return redirect("schools:bands", row.pk)
            return redirect("schools:list", key)
    return render(request, "schools/list_form.html", {"form": form, "entry": entry, "row": row})


@requires("reference.write")
@require_http_methods(["GET", "HEAD", "POST"])
def bands(request: HttpRequest, pk: int) -> HttpResponse:
    """The bands of a size scheme, one a line."""
    district = office_of(request)
    require(can_edit_lists(request.user, district))
    scheme = get_object_or_404(SizeScheme.objects.visible_to(request.user).of_district(district), pk=pk)
    lines = "\n".join(f"{band.at_least} {band.label}" for band in scheme.bands.order_by("at_least"))
    form = Bands(request.POST or None, initial={"bands": lines})
    if request.method == "POST" and form.is_valid():
        try:
            set_bands(scheme, actor=request.user, bands=form.cleaned_data["bands"])
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "บันทึกแถบขนาดแล้ว")
            return redirect("schools:list", "size-schemes")
    return render(request, "schools/list_form.html", {"form": form, "entry": LISTS["size-schemes"], "row": scheme})
