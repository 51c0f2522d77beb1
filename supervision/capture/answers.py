"""JSON for the phone: every answer has an `outcome`, and no address of it ever answers with a page or a redirect."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control

from core.access import View


def answer(outcome: str, status: int = 200, **more: Any) -> JsonResponse:
    return JsonResponse({"outcome": outcome, **more}, status=status)


def api(*capabilities: str, methods: tuple[str, ...]) -> Callable[[View], View]:
    """A view of the phone: 401 without a session, 403 without one of `capabilities` (none asked: anyone signed in),
    404 and 405 as JSON too. Nothing of it stays in a cache it does not ask for itself."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = _answered(request, view, *args, **kwargs)
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, no_store=True)
            return response

        def _answered(request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return answer("sign_in", 401, url=resolve_url("accounts:sign-in"))
            if capabilities and not any(request.user.has_perm(code) for code in capabilities):
                return answer("not_allowed", 403, message="บัญชีนี้ไม่มีสิทธิ์บันทึกการนิเทศ")
            if request.method not in methods:
                wrong = answer("method", 405)
                wrong.headers["Allow"] = ", ".join(methods)
                return wrong
            try:
                return view(request, *args, **kwargs)
            except Http404:
                return answer("unknown", 404, message="ไม่พบรายการนี้")
            except PermissionDenied:
                return answer("not_allowed", 403, message="ท่านไม่มีสิทธิ์ทำรายการนี้")

        opened = login_not_required(guarded)
        told = ("requires", capabilities) if capabilities else ("signed_in", ())
        opened.access = told  # type: ignore[attr-defined]  # read by the access matrix
        # Read by config.errors: what refuses before the view is reached must answer in JSON as well.
        opened.answers_json = True  # type: ignore[attr-defined]  # a mark on the view
        return opened

    return mark


def with_headers(response: HttpResponse, headers: Mapping[str, Any]) -> HttpResponse:
    for name, value in headers.items():
        response.headers[name] = str(value)
    return response
