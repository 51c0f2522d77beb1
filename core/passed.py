"""An act whose time has passed: pressed in an old tab, or after a colleague was faster. Whoever has the right to it is
led back to the thing and told what happened meanwhile; 403 stays the answer to those who may not do it at all."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from core import audit, pointers
from core.errors import DomainError
from core.models import AuditEntry
from core.pointers import Pointer
from core.thai.dates import thai_datetime

_ATTRIBUTE = "passed"


class Passed(Exception):
    """Ends the page of an act that cannot be done now; `PassedMiddleware` leads to `back` with `message` above it."""

    def __init__(self, message: str, back: str) -> None:
        super().__init__(message)
        self.message = message
        self.back = back


def admit(request: HttpRequest, thing: Pointer, state: str, *, may: bool, now: bool, back: str = "") -> None:
    """Let in to an act on `thing`, which stands in `state` (in Thai words). `may`: whether the act is this person's,
    whatever the state; `now`: whether the state allows it.

    403 for who may not. A page that only asks ends with Passed where it is too late, and leads `back` (else to the
    thing). What was posted goes on: the service refuses it, and `core.acts` tells what happened (`told`) above what
    was typed, or above the page of a button.
    """
    if not may:
        raise PermissionDenied
    if now:
        return
    passed = Passed(_happened(request, thing, state), back or pointers.provider(thing.kind).url(thing.key))
    if request.method != "POST":
        raise passed
    setattr(request, _ATTRIBUTE, passed)


def told(request: HttpRequest) -> str:
    """What happened to the thing a post came too late for; "" for every other request."""
    passed: Passed | None = getattr(request, _ATTRIBUTE, None)
    return passed.message if passed else ""


def refusal_of(request: HttpRequest, error: DomainError) -> DomainError:
    """What to show of a service's refusal: of a post that came too late what happened meanwhile, also where the service
    took it for one of somebody without the right."""
    words = told(request)
    return DomainError(words) if words else error


def _happened(request: HttpRequest, thing: Pointer, state: str) -> str:
    """Where it stands, and its last act with when and by whom for those who may read that."""
    words = f"ทำรายการนี้ไม่ได้แล้ว ขณะนี้สถานะคือ “{state}”"
    if not pointers.may_trace(request.user, thing.kind, thing.key):
        return words
    rows = AuditEntry.objects.filter(target_kind=thing.kind, target_key=thing.key)
    found = rows.exclude(action__in=audit.read_actions()).order_by("-at", "-pk")[:1]
    if not found:
        return words
    [last] = audit.veiled(list(found))
    return f"{words} ล่าสุด: {audit.sentence(last)} เมื่อ {thai_datetime(last.at)} โดย {last.actor_label}"


class PassedMiddleware:
    """The one answer to Passed: back to the thing, told above it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Passed):
            return None
        messages.warning(request, exception.message)
        return redirect(exception.back)
