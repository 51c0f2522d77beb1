"""Puts the office the person works in now on the request; switching is a POST of the schools app."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from schools.queries import current_district

SESSION_KEY = "district"


class CurrentDistrictMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.district = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: current_district(request.user, request.session.get(SESSION_KEY))
        )
        return self.get_response(request)
