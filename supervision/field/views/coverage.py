"""Coverage: who was visited, planned, late, never; every number opens its list."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import requires
from core.keys import number_of
from core.thai.dates import thai_date
from schools.models import Cluster, Person
from schools.scope import holds
from supervision.field.queries import Coverage, Period, coverage, latest_period
from supervision.field.queries.coverage import DONE, FINDINGS, FINDINGS_LATE, LATE, NEVER, NONE, PLAN, SILENT, STATUS
from supervision.field.queries.lists import clusters_of, supervisors_for
from supervision.field.queries.periods import choices, read_period

NAMES = {
    **STATUS,
    NEVER: "ยังไม่เคยได้รับการนิเทศ",
    FINDINGS: "มีข้อค้นพบที่ยังไม่ปิด",
    FINDINGS_LATE: "มีข้อค้นพบเลยกำหนด",
    SILENT: "ยังไม่ตอบ",
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    district: Any
    period: Period
    cluster: Cluster | None
    supervisor: Person | None
    query: dict[str, str]


def _asked(request: HttpRequest) -> Asked:
    """404 for an office where the person does not read the whole; unknown filters are ignored."""
    district: Any = getattr(request, "district", None) or None
    if district is None or not holds(request.user, "district.read", district=district):
        raise Http404
    today = timezone.localdate()
    code = request.GET.get("period", "")
    period = (read_period(district, code) if code else None) or latest_period(district, today)
    cluster = supervisor = None
    query = {"period": period.code}
    if key := number_of(request.GET.get("cluster")):
        cluster = Cluster.objects.visible_to(request.user).of_district(district).filter(pk=key).first()
    if key := number_of(request.GET.get("supervisor")):
        supervisor = Person.objects.visible_to(request.user).of_district(district).filter(pk=key).first()
    if cluster is not None:
        query["cluster"] = str(cluster.pk)
    if supervisor is not None:
        query["supervisor"] = str(supervisor.pk)
    return Asked(district, period, cluster, supervisor, query)


def _url(name: str, query: dict[str, Any], **more: Any) -> str:
    given = {key: value for key, value in {**query, **more}.items() if value not in (None, "")}
    return f"{reverse(name)}?{urlencode(given)}"


def _visit_filter(period: Period) -> dict[str, str]:
    return {"fy": str(period.fiscal_year)} if period.fiscal_year else {"term": period.code}


@requires("district.read")
@require_safe
def coverage_page(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    today = timezone.localdate()
    found = coverage(asked.district, asked.period, today=today, cluster=asked.cluster, supervisor=asked.supervisor)
    visit_query = {**_visit_filter(asked.period), "state": "made", "way": "field"}
    if asked.cluster:
        visit_query["cluster"] = str(asked.cluster.pk)
    context = {
        "coverage": found,
        "asked": asked,
        "today": today,
        "period_choices": [
            (label, _url("field:coverage", {**asked.query, "period": code}), code == asked.period.code)
            for code, label in choices(asked.district, today)
        ],
        "cluster_choices": [
            (name, _url("field:coverage", {**asked.query, "cluster": key}), asked.cluster and asked.cluster.pk == key)
            for key, name in clusters_of(request.user, asked.district)
        ],
        "supervisor_choices": [
            (name, _url("field:coverage", {**asked.query, "supervisor": key}),
             asked.supervisor and asked.supervisor.pk == key)
            for key, name in supervisors_for(asked.district)
        ],
        "all_clusters": _url("field:coverage", {**asked.query, "cluster": ""}),
        "all_supervisors": _url("field:coverage", {**asked.query, "supervisor": ""}),
        "tiles": [
            (STATUS[status], status, getattr(found.total, status), found.total.share(status),
             _url("field:coverage-schools", asked.query, status=status))
            for status in (DONE, PLAN, LATE, NONE)
        ],
        "never_url": _url("field:coverage-schools", asked.query, status=NEVER),
        "beside_urls": {
            name: _url("field:coverage-schools", asked.query, status=status)
            for name, status in (("findings", FINDINGS), ("late", FINDINGS_LATE), ("silent", SILENT))
        },
        "visits_url": _url("field:visits", visit_query),
        "distance_url": _url("field:visits", {**visit_query, "way": "distance"}),
        "cluster_rows": [
            (row, {status: _url("field:coverage-schools", {**asked.query, "cluster": row.key}, status=status)
                   for status in NAMES})
            for row in found.clusters
        ],
        "total_urls": {status: _url("field:coverage-schools", asked.query, status=status) for status in NAMES},
        "supervisor_rows": [
            (row,
             {status: _url("field:coverage-schools", {**asked.query, "supervisor": row.person.pk}, status=status)
              for status in NAMES},
             _url("field:visits", {**_visit_filter(asked.period), "state": "made", "supervisor": row.person.pk}))
            for row in found.supervisors
        ],
        "heat_rows": _heat(found, visit_query),
        "documents": reverse("reports:document", args=["supervision-report"]),
    }  # fmt: skip
    return render(request, "field/coverage.html", context)


def _heat(found: Coverage, visit_query: dict[str, str]) -> list[dict[str, Any]]:
    rows = []
    for row in found.heat:
        scope = {**visit_query, **({"cluster": str(row.key)} if row.key else {})}
        cells = []
        for cell in row.cells:
            last = (cell.month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
            days = {
                "date-from": thai_date(cell.month, "short").replace("\u00a0", " "),
                "date-to": thai_date(last, "short").replace("\u00a0", " "),
            }
            cells.append((cell, _url("field:visits", {**scope, **days}) if cell.visits else ""))
        rows.append({"row": row, "cells": cells, "url": _url("field:visits", scope)})
    return rows


@requires("district.read")
@require_safe
def schools(request: HttpRequest) -> HttpResponse:
    """The schools behind a number of the coverage page."""
    asked = _asked(request)
    today = timezone.localdate()
    status = request.GET.get("status", "")
    found = coverage(asked.district, asked.period, today=today, cluster=asked.cluster, supervisor=asked.supervisor)
    states = found.of_status(status) if status in NAMES else list(found.states)
    visit_query = {**_visit_filter(asked.period), "state": "made"}
    context = {
        "coverage": found,
        "asked": asked,
        "states": [
            (state,
             _url("field:visits", {**visit_query, "school": state.school.pk}),
             _url("processes:actions", {"school": str(state.school.pk)}))
            for state in states
        ],
        "status": status if status in NAMES else "",
        "status_label": NAMES.get(status, "ทุกสถานะ"),
        "pills": [
            {"label": "ทั้งหมด", "url": _url("field:coverage-schools", asked.query), "count": found.total.schools,
             "current": status not in NAMES}
        ] + [
            {"label": label, "url": _url("field:coverage-schools", asked.query, status=code),
             "count": len(found.of_status(code)), "current": code == status}
            for code, label in NAMES.items()
        ],
        "back": _url("field:coverage", asked.query),
    }  # fmt: skip
    return render(request, "field/coverage_schools.html", context)
