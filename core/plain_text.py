"""What is typed, before any view reads it: refuses what no column of ours can hold, and takes what nobody can see for
nothing."""

from collections.abc import Callable
from typing import Any
from unicodedata import category

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\x00"
_BLANK = frozenset("\u034f\u115f\u1160\u2800\u3164\ufe0f\uffa0")
"""Letters, marks and symbols drawn as nothing; what formats or controls text has categories of its own."""


def is_unseen(text: str) -> bool:
    """Whether there is something in the text, yet nothing anybody sees; plain blanks alone are not meant."""
    return bool(text.strip()) and all(one.isspace() or one in _BLANK or category(one) in ("Cf", "Cc") for one in text)


class PlainTextMiddleware:
    """A NUL byte in the address, the query or a posted field is a 400: PostgreSQL has no text with one in it. A posted
    field of invisible characters alone (a zero-width space on its own) is an empty one; within words they stay."""

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
        if request.method == "POST" and any(is_unseen(value) for _, values in request.POST.lists() for value in values):
            posted = request.POST.copy()
            for name, values in request.POST.lists():
                posted.setlist(name, ["" if is_unseen(value) else value for value in values])
            request.POST = posted  # type: ignore[assignment]  # a copy of the same, which nobody changes after
