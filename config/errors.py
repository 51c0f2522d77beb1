"""Thai error pages. Each stands alone: it must work when the database, the person or the frame does not."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """No request context: whatever failed may fail again in a context processor."""
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form older than its session, most often; forms.js still holds what was typed."""
    log.warning("csrf refused at %s: %s", request.path, reason)
    if getattr(getattr(request.resolver_match, "func", None), "answers_json", False):
        return JsonResponse({"outcome": "token"}, status=403)
    return render(request, "403_csrf.html", status=403)
