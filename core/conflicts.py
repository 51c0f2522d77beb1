"""Two people on one row: the slower save is held, what both wrote stands side by side (components/conflict.html), and
the next press, made with both seen, saves."""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar

from django.contrib import messages
from django.core.cache import cache
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.choices import flatten_choices

from core.acts import act_page
from core.errors import DomainError, StaleRevision
from core.forms import refuse
from core.keys import number_of
from core.passed import refusal_of
from core.thai.dates import thai_date, thai_time

T = TypeVar("T")


def guarded(
    request: HttpRequest, form: Any, act: Callable[[int], T], *, stamp: int, fresh: Callable[[], Any],
    stands: Callable[[Any], Mapping[str, Any]] | None = None, counts: str = "stamp",
) -> tuple[T | None, dict[str, Any]]:  # fmt: skip
    """Run `act(stamp)` of a posted form with the stamp that was on its page; gives what it gave (None: not done) and
    the page's `stamp` and `conflict`.

    `stamp` is the row's when the page is opened. What is refused for any other reason keeps the stamp the person saw:
    only once both versions are shown is it the newest. `fresh` reads the row (with its `stamp`) again, or None where it
    is gone; `stands` gives its values by field name where they are not simply the row's attributes, `counts` names its
    field that counts the saves.
    """
    if request.method != "POST":
        return None, {"stamp": stamp}
    seen = number_of(request.POST.get("stamp")) or 0
    if not form.is_valid():
        return None, {"stamp": seen}
    try:
        return act(seen), {}
    except StaleRevision as error:
        refuse(form, error)
        row = fresh()
        if row is None:
            return None, {"stamp": 0}
        return None, {"stamp": getattr(row, counts), "conflict": differing(form, (stands or _values(form))(row))}
    except DomainError as error:
        refuse(form, refusal_of(request, error))
        return None, {"stamp": seen}


def stamp_seen(request: HttpRequest, row: Model | None = None) -> int | None:
    """The newest save whose text the person has seen, of a form that saves while one types: the one its `stamp` tells,
    or the one shown beside what they typed, which the button that writes over it carries as `overwrite`. None: no form.

    With `row`, also the saves the same opened page made of it (`saved_from_page`): where the line lost their answers,
    the page does not know of them, but what they wrote is its own.
    """
    told = (number_of(request.POST.get(name)) for name in ("stamp", "overwrite"))
    seen = max((stamp for stamp in told if stamp is not None), default=None)
    if row is not None and seen is not None and (page := _opened(request)):
        while cache.get(_save_key(row, seen + 1)) == page:
            seen += 1
    return seen


def saved_from_page(request: HttpRequest, row: Any) -> None:
    """Remember which opened page (`nt_page`, from forms.js) made the save `row.stamp` counts; call it once that stands.
    Forgotten after a day or by a full cache, the page is told of another one instead, as without it."""
    if page := _opened(request):
        cache.set(_save_key(row, row.stamp), page, _REMEMBERED)


_REMEMBERED = 24 * 3600


def _opened(request: HttpRequest) -> str:
    page = request.POST.get("nt_page", "")[:40]
    return f"{request.user.pk}:{page}" if page else ""


def _save_key(row: Model, stamp: int) -> str:
    return f"save:{row._meta.label_lower}:{row.pk}:{stamp}"


def edited(
    request: HttpRequest, form: Any, act: Callable[[int], Any], *, stamp: int, fresh: Callable[[], Any], heading: str,
    button: str, back: str, done: str, stands: Callable[[Any], Mapping[str, Any]] | None = None, **page: Any,
) -> HttpResponse:  # fmt: skip
    """The page of one guarded act's form, as `core.acts.acted` is of an unguarded one's."""
    saved, more = guarded(request, form, lambda seen: (act(seen),), stamp=stamp, fresh=fresh, stands=stands)
    if saved is not None:
        messages.success(request, done)
        return redirect(back)
    return act_page(request, form, heading=heading, button=button, back=back, **page, **more)


def _values(form: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda row: {name: getattr(row, name) for name in form.fields if hasattr(row, name)}


def differing(form: Any, stands: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(label, what stands, what was typed) of the fields that do not say the same."""
    found = []
    for name, value in stands.items():
        if name in form.fields:
            field = form.fields[name]
            now, typed = _words(field, value), _words(field, form.cleaned_data.get(name))
            if now != typed:
                found.append((str(form[name].label), now, typed))
    return found


def _words(field: Any, value: Any) -> str:
    """A value as its form would say it."""
    if hasattr(value, "all"):
        return ", ".join(sorted(str(one) for one in value.all()))
    if isinstance(value, (list, tuple)):
        return ", ".join(_words(field, one) for one in value)
    if hasattr(field, "choices") and not hasattr(field, "queryset"):
        pairs: Any = flatten_choices(field.choices)
        labels = {str(key): label for key, label in pairs}
        value = labels.get(str(value), value)
    for kind, say in _SAID:
        if isinstance(value, kind):
            return say(value)
    return str(value).replace("\r\n", "\n").strip()


_SAID: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (type(None), lambda _: ""),
    (bool, lambda value: "ใช่" if value else "ไม่ใช่"),
    (date, thai_date),
    (time, thai_time),
    (Decimal, lambda value: f"{value.normalize():f}"),
)
