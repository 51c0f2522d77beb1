"""What pages of acts share: the act of a single button, told above the next page; the page of one act's form, or of its
reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core.errors import DomainError
from core.forms import ReasonForm, refuse
from core.passed import refusal_of, told


def tried(request: HttpRequest, act: Callable[[], Any]) -> bool:
    """Whether the act was done; a refusal becomes a message, what the person may not do at all a 403."""
    try:
        act()
    except DomainError as error:
        refusal = refusal_of(request, error)
        if refusal.forbids:
            raise PermissionDenied(refusal.message) from error
        messages.error(request, refusal.message)
        return False
    return True


def act_page(
    request: HttpRequest, form: Any, *, heading: str, button: str, back: str, sub: str = "",
    under: tuple[str, str] | None = None, template: str = "act.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page of one act; 422 when what was posted stands on it again with what is wrong.

    `back` and `sub` are the page it is done on, `under` the address's name and the words of the list above that. `more`
    may hold notes (lines above the form), upload, draft (the name under which the browser keeps what is typed; else the
    address), stamp and conflict (another person's save), people (names offered while typing). `template` extends
    act.html.
    """
    context = {"form": form, "heading": heading, "button": button, "back": back, "sub": sub, **more}
    late = told(request)
    if late and form.is_bound and late not in form.non_field_errors():
        form.add_error(None, late)
    if under is not None:
        context |= {"list_url": reverse(under[0]), "list_label": under[1]}
    return render(request, template, context, status=422 if form.is_bound else 200)


def ask_why(
    request: HttpRequest, act: Callable[[str], Any], *, heading: str, button: str, back: str, done: str, help_text: str,
    may: bool = True, sub: str = "", under: tuple[str, str] | None = None, after: str = "",
) -> HttpResponse:  # fmt: skip
    """A page that asks for a reason, runs `act(reason)`, tells `done` and leads `back`, or to `after` when the
    row is gone; a refusal stands on the page with what was typed. 403 unless `may`."""
    if not may:
        raise PermissionDenied
    form = ReasonForm(request.POST or None, help_text=help_text)
    return acted(
        request, form, lambda: act(form.cleaned_data["reason"]), heading=heading, button=button, back=back, done=done,
        after=after, sub=sub, under=under,
    )  # fmt: skip


def pressed(request: HttpRequest, act: Callable[[], Any], *, back: str, done: str) -> HttpResponse:
    """One button: what was done, or why not, above the page it was on."""
    if tried(request, act):
        messages.success(request, done)
    return redirect(back)


def ask_sure(
    request: HttpRequest, act: Callable[[], Any], *, heading: str, back: str, done: str, gone: list[str],
    button: str = "นำออก", after: str = "", sub: str = "", under: tuple[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page before something people wrote is taken away for good: `gone` says what, its button does it and leads
    `back`, or to `after` when the page it was on goes too."""
    form = Form(request.POST if request.method == "POST" else None)
    return acted(
        request, form, act, heading=heading, button=button, back=back, done=done, after=after, notes=gone, sub=sub,
        under=under,
    )  # fmt: skip


def acted(
    request: HttpRequest, form: Any, act: Callable[[], Any], *, heading: str, button: str, back: str, done: str,
    after: str = "", **page: Any,
) -> HttpResponse:  # fmt: skip
    """The page of one act's form (`page`: as `act_page` takes it): what the form asks for is done, told and led `back`
    from (to `after` when the page it was on goes too), or the form stands again with all that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except DomainError as refusal:
            refuse(form, refusal_of(request, refusal))
        else:
            messages.success(request, done)
            return redirect(after or back)
    return act_page(request, form, heading=heading, button=button, back=back, **page)
