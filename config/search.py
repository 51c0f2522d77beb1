"""The search over everything one may see: asks `search(user, district, text, limit)` in each app's queries.py, and
keeps its kinds apart."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import signed_in
from core.search import MAX_LENGTH, MIN_LENGTH, Hit

EACH = 20
Search = Callable[[Any, Any, str, int], list[Hit]]


@cache
def searches() -> tuple[Search, ...]:
    """The search functions of our apps, in the order the apps are installed."""
    ours = [
        config.name for config in apps.get_app_configs() if (settings.BASE_DIR / config.name.replace(".", "/")).is_dir()
    ]
    modules = [import_module(f"{name}.queries") for name in ours if find_spec(f"{name}.queries")]
    return tuple(module.search for module in modules if hasattr(module, "search"))


def find(user: Any, district: Any, text: str) -> list[tuple[str, list[Hit]]]:
    """(kind, hits) of everything found; nothing for a text shorter than three characters."""
    if len(text) < MIN_LENGTH:
        return []
    hits = [hit for search in searches() for hit in search(user, district, text, EACH)]
    kinds = list(dict.fromkeys(hit.kind for hit in hits))
    ordered = sorted(hits, key=lambda hit: kinds.index(hit.kind))
    return [(kind, list(group)) for kind, group in groupby(ordered, key=lambda hit: hit.kind)]


@signed_in
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results by kind; the box itself when nothing was asked."""
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MAX_LENGTH]
    groups = find(request.user, request.district or None, text)  # type: ignore[attr-defined]  # set by CurrentDistrictMiddleware
    context = {
        "text": text,
        "groups": groups,
        "found": sum(len(hits) for _, hits in groups),
        "each": EACH,
        "capped": any(len(hits) >= EACH for _, hits in groups),
        "short": bool(text) and len(text) < MIN_LENGTH,
    }
    return render(request, "search.html", context)
