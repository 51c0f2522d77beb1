"""Puts the office the person works in now on the request; switching is a POST of the schools app."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from schools.queries import current_district

SESSION_KEY = "district"


class CurrentDistrictMiddleware:
    """`request.district` is a District the person holds something in today, or None: never a lazy stand-in, so that
    `is None` may be asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.district = None  # type: ignore[attr-defined]  # what views find on the request
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.user.is_authenticated:
            request.district = current_district(request.user, request.session.get(SESSION_KEY))  # type: ignore[attr-defined]  # what views find on the request
