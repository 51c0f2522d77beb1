"""What every view of this app does alike: the office at work, and refusals put where the person can see them."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from schools.models import District
from schools.scope import holds_any


def office_of(request: HttpRequest) -> District:
    """The office the person works in now, with its settings; 404 for somebody without one."""
    district = request.district
    if not district:
        raise Http404
    found: District = District.objects.select_related("settings").get(pk=district.pk)
    return found


def held_here(*capabilities: str) -> Callable[[HttpRequest], bool]:
    """A `visible` for items of the navigation whose page asks that one of these is held over the office worked in: not
    for who holds it elsewhere, nor for who is only named on a thing."""
    return lambda request: bool(request.district) and holds_any(request.user, capabilities, district=request.district)


def require(allowed: bool) -> None:
    """403 unless a `can_…` of permissions said yes."""
    if not allowed:
        raise PermissionDenied


def given(form: Any, *names: str) -> dict[str, Any]:
    """Cleaned values of the named fields."""
    return {name: form.cleaned_data[name] for name in names}
