"""The page anyone may read: totals of a report the group director marked public, nobody's name, no single school."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.access import public
from kotpn.monitoring.models import ResultReport


@public
@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(ResultReport.objects.public().select_related("committee__district"), public_key=key)
    return render(request, "kotpn/monitoring/public.html", {"report": found, "content": found.frozen})
