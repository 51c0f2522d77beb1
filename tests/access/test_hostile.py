"""Every address with what no page sends: NUL, numbers beyond any column, walls of digits. Any refusal will do; a fault
of ours will not."""

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse
from lxml import html

from core import pointers
from core.tables import Table
from tests.access.cast import Cast
from tests.access.matrix import Line, lines
from tests.access.test_matrix import undrawn

pytestmark = pytest.mark.django_db
LINES = lines()
HUGE = "99999999999999999999"
LONG = "9" * 10_000
# ² is a digit to `str.isdigit` and no number to `int`, which refuses more than 4,300 digits too.
HOSTILE = ("²", HUGE, LONG, "-1")
READ = re.compile(r"(?:GET|POST|query|data)\.(?:get|getlist|pop)\(\s*[\"']([\w-]+)[\"']")


def ask(client: Client, method: str, address: str, data: Any = None) -> Any:
    """The answer; what the request changed is undone, a fault is an answer of 500 that carries its exception."""
    cookies, client.raise_request_exception = client.cookies.copy(), False
    try:
        with transaction.atomic():
            response = getattr(client, method)(address, data)
            transaction.set_rollback(True)
    finally:
        client.raise_request_exception = True
        client.cookies = cookies
    return response


def fault(response: Any) -> str:
    """What went wrong on our side, or nothing. /healthz answers 503 where no worker runs."""
    if response.status_code < 500 or response.status_code == 503:
        return ""
    info = getattr(response, "exc_info", None)
    return f"{info[0].__name__}: {str(info[1])[:150]}" if info else str(response.status_code)


def address_of(line: Line, cast: Cast) -> str:
    return reverse(line.name, kwargs=dict(line.kwargs(cast)))


def names_read(address: str) -> set[str]:
    """What the view's module and its tables read from an address or a form."""
    module = inspect.getmodule(inspect.unwrap(resolve(address).func))
    assert module is not None
    found = set(READ.findall(inspect.getsource(module)))
    for thing in vars(module).values():
        if inspect.isclass(thing) and issubclass(thing, Table) and thing is not Table:
            found |= {name for kept in thing.filters for name in kept.names} | {"sort", "page", "after", "before"}
            found |= {f"{kept.name}-{end}" for kept in thing.filters for end in ("from", "to")}
    return found | {"q", "next", "page"}


def told(faults: Iterable[str]) -> None:
    found = list(dict.fromkeys(faults))
    assert not found, "\n".join(found[:40])


def test_a_nul_byte_is_refused_wherever_it_stands(cast: Cast, clients: dict[str, Client]) -> None:
    client, address = clients["group_director"], reverse("core:inbox")
    for response in (
        ask(client, "get", address, {"kind": "\x00"}),
        ask(client, "get", address, {"\x00": "1"}),
        ask(client, "get", "/feeds/%00.ics"),
        ask(client, "post", reverse("core:inbox-approve"), {"choice": ["plan:1:1", "\x00"]}),
        ask(clients["anonymous"], "post", reverse("accounts:sign-in"), {"username": "\x00", "password": "x"}),
    ):
        assert response.status_code == 400


def test_the_calendar_ends_where_the_years_do(cast: Cast, clients: dict[str, Client]) -> None:
    for query in ({"month": "0001-01"}, {"month": "9999-12"}, {"day": "0001-01-01"}, {"day": "9999-12-31"}):
        assert ask(clients["group_director"], "get", reverse("planning:calendar"), query).status_code == 200


def test_hostile_queries_are_refused_or_ignored(cast: Cast, clients: dict[str, Client]) -> None:
    def faults() -> Iterator[str]:
        for address in {address_of(line, cast): None for line in LINES if line.method == "get"}:
            names, whole = sorted(names_read(address)), True
            for value in HOSTILE:
                response = ask(clients["group_director"], "get", address, dict.fromkeys(names, value))
                whole = whole and response.status_code == 200
                if found := fault(response):
                    yield f"{address} {names} = {value[:12]!r}: {found}"
            # A page that was drawn has read them all; where the first wrong one ended it, each comes alone.
            for name in () if whole else names:
                if found := fault(ask(clients["group_director"], "get", address, {name: "²"})):
                    yield f"{address} {name} = '²': {found}"

    with undrawn():
        told(faults())


def asker(line: Line, roles: tuple[str, ...]) -> str | None:
    """The first of these the line lets in: what a view reads wrongly it reads wrongly for everyone it lets so far."""
    return next((role for role in roles if role in line.ok), None)


def test_hostile_posts_are_refused(cast: Cast, clients: dict[str, Client]) -> None:
    def faults() -> Iterator[str]:
        asked = {address_of(line, cast): asker(line, ("supervisor", "principal_a1")) for line in LINES}
        for address, role in asked.items():
            if role is None:
                continue
            names = sorted(names_read(address))
            for value in HOSTILE[:3]:
                if found := fault(ask(clients[role], "post", address, dict.fromkeys(names, value))):
                    yield f"{address} {names} = {value[:12]!r}: {found}"

    with undrawn():
        told(faults())


def hostile_addresses(line: Line, cast: Cast) -> Iterator[str]:
    """The address with each of its parts spoiled in turn; a part of the wrong form is no address at all."""
    kwargs = dict(line.kwargs(cast))
    for name in kwargs:
        for value in (int(HUGE), "²", LONG[:300], "1:2:3"):
            try:
                yield reverse(line.name, kwargs={**kwargs, name: value})
            except NoReverseMatch:
                continue
    if {"kind", "key"} <= kwargs.keys():
        for kind in sorted(pointers.kinds()):
            for key in (HUGE, "²", "x"):
                yield reverse(line.name, kwargs={**kwargs, "kind": kind, "key": key})


def test_hostile_addresses_lead_nowhere(cast: Cast, clients: dict[str, Client]) -> None:
    def faults() -> Iterator[str]:
        for line in LINES:
            for address in hostile_addresses(line, cast):
                if found := fault(ask(clients["group_director"], line.method, address)):
                    yield f"{line.method} {address[:90]}: {found}"

    with undrawn():
        told(faults())


def filled(form: Any, today: str) -> dict[str, Any]:
    """What a person would send: what the page offers, empty fields filled with something of their kind."""
    values: dict[str, Any] = {}
    for name, value in form.fields.items():
        if not name or name == "csrfmiddlewaretoken":
            continue
        field = form.inputs[name]
        kind = getattr(field, "type", field.tag if hasattr(field, "tag") else "")
        if isinstance(value, (set, list)) or not isinstance(value, (str, type(None))):
            values[name] = list(value)
        elif value:
            values[name] = value
        elif kind == "file":
            continue
        elif getattr(field, "value_options", None):
            values[name] = next((option for option in field.value_options if option), "")
        elif name.endswith(("_on", "date", "start", "end", "day")):
            values[name] = today
        else:
            values[name] = "1" if kind == "number" else "ทดสอบ"
    return values


def is_free_text(field: Any) -> bool:
    """A field that takes digits as it takes words: nothing about it says day, time or number."""
    if getattr(field, "tag", "") == "textarea":
        return True
    typed = getattr(field, "tag", "") == "input" and field.get("type", "text") in ("text", "search")
    return typed and not {"data-nt-date", "inputmode"} & set(field.keys())


def spoiled_together(form: Any, values: dict[str, Any]) -> Iterator[list[str]]:
    """Each field alone, for what refuses one keeps the next from being read; but what would take the digits as its
    text comes all at once."""
    free = [name for name in values if is_free_text(form.inputs[name])]
    yield from ([name] for name in values if name not in free)
    if free:
        yield free


def test_one_hostile_field_in_a_sound_form(cast: Cast, clients: dict[str, Client]) -> None:
    """Each form of each page as a person would send it, and then with one field spoiled. The same fields sent to the
    same view are one form, whoever's page it stands on."""
    today = f"{cast.today.day}/{cast.today.month}/{cast.today.year + 543}"
    seen: set[tuple[str, ...]] = set()

    def faults() -> Iterator[str]:
        for role in ("group_director", "principal_a1", "supervisor"):
            for line in LINES:
                if line.method == "get" and role in line.ok:
                    yield from faults_of(clients[role], line)

    def faults_of(client: Client, line: Line) -> Iterator[str]:
        address = address_of(line, cast)
        page = ask(client, "get", address, dict(line.query(cast)))
        if page.status_code != 200 or not page.get("Content-Type", "").startswith("text/html"):
            return
        for form in html.fromstring(page.content.decode(), base_url=address).forms:
            action, values = (form.action or address).partition("#")[0], filled(form, today)
            which = (resolve(urlsplit(action).path).view_name, *sorted(values))
            if which in seen or form.method == "GET":
                continue
            seen.add(which)
            with undrawn():
                if found := fault(ask(client, "post", action, values)):
                    yield f"{action} as it stands {values}: {found}"
                for names in spoiled_together(form, values):
                    if found := fault(ask(client, "post", action, values | dict.fromkeys(names, HUGE))):
                        yield f"{action} {names} = {HUGE}: {found}"

    told(faults())
    assert len(seen) > 200, "the pages of the matrix hold more forms than this"
