"""Every address × every member of the cast: who gets in, who sees nothing, who is refused."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from unittest import mock
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.cast import ANONYMOUS, EVERYONE, Cast
from tests.access.matrix import FOREIGN_NAMESPACES, Line, lines

pytestmark = pytest.mark.django_db
LINES = lines()
MEANING = {200: "ok", 204: "ok", 302: "ok", 400: "ok", 422: "ok", 404: "hidden", 403: "refused", 401: "sign-in"}


def names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace or ""
            if inner not in FOREIGN_NAMESPACES:
                yield from names(pattern, f"{namespace}{inner}:" if inner else namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def test_every_address_stands_in_the_matrix() -> None:
    missing = sorted(set(names(get_resolver())) - {line.name for line in LINES})
    assert not missing, f"write a line into tests/access/lines_<app>.py for: {missing}"


def test_the_matrix_names_no_address_that_is_gone() -> None:
    assert not {line.name for line in LINES} - set(names(get_resolver()))


def test_each_question_is_asked_once_and_says_one_thing_of_everybody() -> None:
    twice = [title for title, count in Counter(line.title for line in LINES).items() if count > 1]
    assert not twice, f"give these lines a note that tells them apart: {twice}"
    for line in LINES:
        assert not line.ok & line.hidden, line.title
        assert line.ok | line.hidden <= EVERYONE, f"{line.title}: {line.ok | line.hidden - EVERYONE} is not in the cast"


@contextmanager
def undrawn() -> Iterator[None]:
    """Answer without drawing templates: who gets in is decided before. One member of the cast sees each page drawn."""
    with mock.patch.object(Template, "render", return_value=""):
        yield


def outcome(client: Client, line: Line, address: str, cast: Cast) -> str:
    """ "ok", "hidden", "refused" or "sign-in"; anything else is told as it is. What the request changed is undone."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = (client.post if line.method == "post" else client.get)(address, dict(line.data(cast)))
        transaction.set_rollback(True)
    client.cookies = cookies  # signing out drops the cookie, and its row is back
    place = response.headers.get("Location", "")
    if response.status_code == 302 and place.startswith(resolve_url(settings.LOGIN_URL)):
        return "sign-in"
    if response.status_code in line.answers:
        return "ok"
    return MEANING.get(response.status_code, str(response.status_code))


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.title)
def test_who_gets_in(line: Line, cast: Cast, clients: dict[str, Client]) -> None:
    address = reverse(line.name, kwargs=dict(line.kwargs(cast)))
    if query := dict(line.query(cast)):
        address += f"?{urlencode(query)}"
    let_in = "sign-in" if line.ends_at_sign_in else "ok"
    expected = {
        name: let_in if name in line.ok else "hidden" if name in line.hidden else "refused" for name in EVERYONE
    }
    expected[ANONYMOUS] = "ok" if line.open_to_all else "sign-in"
    found: dict[str, str] = {}
    drawn = next(iter(sorted(line.ok)), None)
    for name, client in clients.items():
        with nullcontext() if name == drawn else undrawn():
            found[name] = outcome(client, line, address, cast)
    wrong = {name: f"{found[name]}, not {right}" for name, right in sorted(expected.items()) if found[name] != right}
    assert not wrong, f"{line.title} {address}: {wrong}"


def test_the_cast_is_whole(cast: Cast) -> None:
    assert set(cast.users) == EVERYONE
