"""Refuses what no keyboard types and no column of ours can hold, before any view reads it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\x00"


class PlainTextMiddleware:
    """A NUL byte in the address, the query or a posted field is a 400: PostgreSQL has no text with one in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """After CSRF, which has read the body of a POST already."""
        given = [request.GET, request.POST] if request.method == "POST" else [request.GET]
        if NUL in request.path or any(
            NUL in name or any(NUL in value for value in values) for fields in given for name, values in fields.lists()
        ):
            raise BadRequest("NUL in the request")
