"""Plans and results of the office on one page, by fiscal year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import requires
from kotpn.committee.permissions import may_keep
from kotpn.monitoring.models import MonitoringPlan, ResultReport
from kotpn.monitoring.views.base import READERS, district_of

_MOST = 60


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = district_of(request)
    plans = MonitoringPlan.objects.visible_to(request.user).of_district(district).standing()
    reports = ResultReport.objects.visible_to(request.user).of_district(district).standing()
    context = {
        "plans": list(plans.select_related("committee")[:_MOST]),
        "reports": list(reports.select_related("committee")[:_MOST]),
        "may_keep": may_keep(request.user, district),
    }
    return render(request, "kotpn/monitoring/index.html", context)
