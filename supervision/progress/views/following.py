"""Following the year: the feed of reports, who is silent, and how far every indicator is."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.acts import tried
from core.keys import number_of
from schools.models import Cluster
from supervision.improvement.models.programme import Use
from supervision.progress import permissions, services
from supervision.progress.forecast import RULE, Verdict
from supervision.progress.models import ProgressReport
from supervision.progress.queries.frame import frame_of
from supervision.progress.queries.outlook import SchoolOutlook, outlook_of_school, outlooks
from supervision.progress.queries.silence import silent_parts
from supervision.progress.tables import ReportTable
from supervision.progress.views.base import READERS, around, part_or_404
from supervision.progress.views.office import office_programme

PAGE = 50
_SILENT_SHOWN = 20


@requires("district.read")
@require_safe
def reports(request: HttpRequest, pk: int) -> HttpResponse:
    programme = office_programme(request, pk)
    today = timezone.localdate()
    silent = silent_parts(programme, today=today)
    rows = ProgressReport.objects.standing().filter(participation__programme=programme)
    table = ReportTable(
        request,
        rows.select_related("participation__school", "reported_by").prefetch_related("areas__area"),
        title="รายงานความก้าวหน้า", user=request.user, district=programme.district,
    )  # fmt: skip
    context = {
        "programme": programme, "table": table, "silent": silent if "silent" in request.GET else silent[:_SILENT_SHOWN],
        "silent_count": len(silent), "today": today,
        "runs": programme.is_open and permissions.runs(request.user, programme),
        "can_report": programme.is_open and permissions.follows(request.user, programme),
    }  # fmt: skip
    return render(request, "progress/reports.html", context)


@requires("improvement.write")
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    programme = office_programme(request, pk)
    told: list[int] = []
    if tried(request, lambda: told.append(services.remind_reports(programme, actor=request.user))):
        messages.success(request, f"แจ้งเตือนแล้ว {told[0]} คน" if told[0] else "วันนี้เตือนครบแล้ว")
    return redirect("progress:reports", pk=pk)


@requires(*READERS)
@require_safe
def school_reports(request: HttpRequest, pk: int) -> HttpResponse:
    """What was told of one school, newest first."""
    part = part_or_404(request, pk)
    rows = (
        ProgressReport.objects.filter(participation=part).select_related("reported_by").prefetch_related("areas__area")
    )
    today = timezone.localdate()
    kept = list(rows[:100])
    last = next((row for row in kept if not row.cancelled_reason), None)
    context = {
        **around(part, request.user, "รายงานความก้าวหน้า"), "reports": kept, "last": last, "today": today,
        "days": (today - last.reported_on).days if last else None,
    }  # fmt: skip
    return render(request, "progress/school_reports.html", context)


SORTS = {
    "behind": ("ช้ากว่าเป้าหมายมากก่อน", lambda row: (-row.behind, -row.unknown)),
    "reached": ("ถึงเป้าหมายมากก่อน", lambda row: (-row.reached, row.behind)),
    "name": ("ชื่อโรงเรียน", lambda row: ()),
}
SHOWN = {
    "": ("ทุกโรงเรียน", lambda row: True),
    "behind": ("มีตัวชี้วัดที่ช้า", lambda row: row.behind > 0),
    "help": ("ขอให้ช่วยหรือติดขัด", lambda row: bool(row.help_wanted or row.stuck)),
    "unknown": ("ยังไม่มีค่าให้เทียบ", lambda row: row.unknown == row.asked),
    "reached": ("ถึงเป้าหมายทุกตัวชี้วัด", lambda row: row.asked > 0 and row.reached == row.asked),
}


@requires("district.read")
@require_safe
def objectives(request: HttpRequest, pk: int) -> HttpResponse:
    """Every school against its targets, furthest behind first; filtered and paged by the address."""
    programme = office_programme(request, pk)
    areas = [frame.area for frame in frame_of(programme, Use.PROGRESS)]
    area = request.GET.get("area", "")
    area = area if area in {row.code for row in areas} else ""
    found = list(outlooks(programme, today=timezone.localdate(), area=area).values())
    show = request.GET.get("show", "") if request.GET.get("show", "") in SHOWN else ""
    sort = request.GET.get("sort", "") if request.GET.get("sort", "") in SORTS else "behind"
    cluster = number_of(request.GET.get("cluster"))
    rows = [row for row in found if SHOWN[show][1](row)]
    if cluster:
        rows = [row for row in rows if row.part.school.cluster_id == cluster]
    text = request.GET.get("q", "").strip()[:100]
    if text:
        rows = [row for row in rows if text in row.part.school.name]
    rows = sorted(sorted(rows, key=lambda row: row.part.school.name_sort), key=SORTS[sort][1])
    place = max(1, number_of(request.GET.get("page")) or 1)
    pages = max(1, -(-len(rows) // PAGE))
    place = min(place, pages)
    context = {
        "programme": programme, "rows": rows[(place - 1) * PAGE : place * PAGE], "count": len(rows),
        "page": place, "pages": pages, "areas": areas, "area": area, "show": show, "sort": sort, "cluster": cluster,
        "q": text, "rule": RULE, "shown": [(key, words) for key, (words, _) in SHOWN.items()],
        "sorts": [(key, words) for key, (words, _) in SORTS.items()],
        "clusters": Cluster.objects.visible_to(request.user).of_district(programme.district),
        "totals": _totals(found), "worst": _worst_indicators(found),
        "filtered": bool(show or cluster or text or area),
    }  # fmt: skip
    return render(request, "progress/objectives.html", context)


def _totals(found: Sequence[SchoolOutlook]) -> dict[str, int]:
    return {
        "schools": len(found),
        "behind": sum(row.behind > 0 for row in found),
        "help": sum(bool(row.help_wanted or row.stuck) for row in found),
        "unknown": sum(row.unknown == row.asked for row in found),
        "asked": sum(row.asked for row in found),
        "reached": sum(row.reached for row in found),
    }


def _worst_indicators(found: Sequence[SchoolOutlook]) -> list[dict[str, Any]]:
    """The indicators most schools are behind in, with how many of those asked."""
    late: dict[int, dict[str, Any]] = {}
    for school in found:
        for line in school.lines:
            row = late.setdefault(line.indicator.pk, {"indicator": line.indicator, "late": 0, "asked": 0})
            row["asked"] += 1
            row["late"] += line.outlook.verdict is Verdict.BEHIND
    worst = sorted((row for row in late.values() if row["late"]), key=lambda row: -row["late"])[:5]
    return [{**row, "words": f"ช้า {row['late']} จาก {row['asked']} โรงเรียน"} for row in worst]


@requires(*READERS)
@require_safe
def school_objectives(request: HttpRequest, pk: int) -> HttpResponse:
    """One school's indicators against their targets, by area."""
    part = part_or_404(request, pk)
    found = outlook_of_school(part)
    areas: dict[int, dict[str, Any]] = {}
    for line in found.lines:
        held = areas.setdefault(line.indicator.area_id, {"area": line.indicator.area, "lines": []})
        held["lines"].append(line)
    context = {
        **around(part, request.user, "ความก้าวหน้าตามเป้าหมาย"),
        "found": found,
        "areas": list(areas.values()),
        "rule": RULE,
    }
    return render(request, "progress/school_objectives.html", context)
