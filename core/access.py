"""Access markers: every view says who may enter; a test walks the URL tree and refuses a view without one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def requires(*capabilities: str) -> Callable[[View], View]:
    """Let in whoever holds one of `capabilities` somewhere; which rows is the business of `visible_to` and `can_x`."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not any(request.user.has_perm(capability) for capability in capabilities):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = ("requires", capabilities)  # type: ignore[attr-defined]  # read by the access matrix
        return guarded

    return mark


def signed_in(view: View) -> View:
    """Anyone with an account; what they see is still narrowed by `visible_to`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    guarded.access = ("signed_in", ())  # type: ignore[attr-defined]  # read by the access matrix
    return guarded


def public(view: View) -> View:
    """No account needed."""
    opened: View = login_not_required(view)
    opened.access = ("public", ())  # type: ignore[attr-defined]  # read by the access matrix
    return opened


def district_or_404(request: HttpRequest) -> Any:
    """The office the person works in now; 404 for who has none."""
    district = getattr(request, "district", None)
    if not district:
        raise Http404
    return district
