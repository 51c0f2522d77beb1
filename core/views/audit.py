"""The trace as pages: the log of an office for who keeps its settings, the history of one thing for who may see it."""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core import audit, pointers
from core.access import requires, signed_in
from core.filters import ChoiceFilter, DateFilter, TextFilter
from core.models import AuditEntry
from core.tables import TITLE, WIDE, Column, Table

# How the first part of an action's code is called on the filter.
AREAS = {
    "approval": "การพิจารณา",
    "file": "ไฟล์แนบ",
    "account": "บัญชีผู้ใช้",
    "plan": "แผนนิเทศ",
    "visit": "บันทึกการนิเทศ",
    "action": "ข้อค้นพบและการติดตาม",
    "school": "โรงเรียน",
    "district": "สำนักงาน",
    "person": "บุคลากร",
    "appointment": "การแต่งตั้ง",
    "assignment": "การมอบหมายงาน",
    "import": "การนำเข้าข้อมูล",
    "report": "เอกสารและรายงาน",
    "instrument": "เครื่องมือนิเทศ",
}


def _between(rows: QuerySet[AuditEntry], span: tuple[date | None, date | None]) -> QuerySet[AuditEntry]:
    first, last = span
    if first:
        rows = rows.filter(at__gte=timezone.make_aware(datetime.combine(first, time.min)))
    if last:
        rows = rows.filter(at__lte=timezone.make_aware(datetime.combine(last, time.max)))
    return rows


def _areas(table: Table) -> Iterable[tuple[str, str]]:
    used = {code.partition(".")[0] for code in audit.actions()}
    return [(area, AREAS.get(area, area)) for area in sorted(used, key=lambda name: AREAS.get(name, name))]


def _of_area(rows: QuerySet[AuditEntry], area: str) -> QuerySet[AuditEntry]:
    return rows.filter(action__startswith=f"{area}.")


def _reads(rows: QuerySet[AuditEntry], wanted: str) -> QuerySet[AuditEntry]:
    codes = audit.read_actions()
    return rows.filter(action__in=codes) if wanted == "reads" else rows.exclude(action__in=codes)


class AuditTable(Table):
    """Entries, newest first; the sentence is made in the row's template."""

    row_template = "core/_audit_row.html"
    default_sort = "-at"
    empty = "ยังไม่มีการบันทึกในช่วงนี้"
    columns = (
        Column("at", "เมื่อ", sort="at", bare=True),
        Column("actor", "ผู้ทำ", bare=True),
        Column("what", "ทำอะไร", phone=TITLE),
        Column("target", "กับเรื่อง", phone=WIDE, bare=True),
    )
    filters = (
        TextFilter("q", "ค้นหาผู้ทำหรือเรื่อง", fields=(), apply=audit.containing),
        ChoiceFilter("area", "ประเภท", _areas, any_label="ทุกประเภท", apply=_of_area),
        ChoiceFilter(
            "acts",
            "การกระทำ",
            (("writes", "เปลี่ยนแปลงข้อมูล"), ("reads", "อ่านและดาวน์โหลด")),
            any_label="ทั้งหมด",
            apply=_reads,
        ),
        DateFilter("at", "ช่วงวันที่", apply=_between),
    )

    @cached_property
    def rows(self) -> list[AuditEntry]:
        """Of the page, as they may be told today."""
        return audit.veiled(super().rows)


@requires("settings.write")
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Everything that was done in the office the person keeps, reads and downloads included."""
    district: Any = request.district
    if not district:
        raise Http404
    if not request.user.has_perm("settings.write", district):
        raise PermissionDenied
    table = AuditTable(request, AuditEntry.objects.filter(district_code=district.code), title="บันทึกการใช้งาน")
    return render(request, "core/audit.html", {"table": table, "district": district})


@signed_in
@require_safe
def history(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What was done to one thing, for whoever may read that of it. Who read it stays in the log."""
    if not pointers.may_trace(request.user, kind, key):
        raise Http404
    provider = pointers.provider(kind)
    rows = AuditEntry.objects.filter(target_kind=kind, target_key=key).exclude(action__in=audit.read_actions())
    label = provider.label(key)
    context = {"table": AuditTable(request, rows, title=f"ประวัติของ{label}"), "label": label, "url": provider.url(key)}
    return render(request, "core/history.html", context)
