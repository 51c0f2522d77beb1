"""Instruments and a person who may write them by a work group alone: a supervisor appointed to the group that owns one.

The standing cast has nobody like that, and one more member would write instruments in every line; so these lines stand
by themselves, with the people it is about.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from schools.models import WorkGroup
from tests.access.cast import Cast
from tests.access.matrix import Line
from tests.access.test_matrix import outcome
from tests.factories import base
from tests.factories import instruments as factory

pytestmark = pytest.mark.django_db

POSTED = ("edit", "front", "publish", "delete", "new-section", "section", "new-item", "section-act", "item", "item-act")
MEMBER, LEFT, OTHERS, COLLEAGUE, NEXT_DOOR = "member", "left", "other group", "supervisor", "group_director_b"
REFUSED_HERE = {LEFT: "refused", OTHERS: "refused", COLLEAGUE: "refused", NEXT_DOOR: "hidden"}


@pytest.fixture(scope="module")
def people(cast: Cast) -> Iterator[dict[str, Client]]:
    """`member` is of the group that owns the instrument, `left` was until yesterday, `other group` is of another."""
    with transaction.atomic():
        group, another = (
            WorkGroup.objects.create(district=cast.a, name=name, number=number)
            for number, name in enumerate(("กลุ่มงานเจ้าของแบบ", "กลุ่มงานอื่น"), start=80)
        )
        users = {name: cast.users[name] for name in (COLLEAGUE, NEXT_DOOR, "group_director")}
        yesterday = cast.today - timedelta(days=1)
        for name, of, until in ((MEMBER, group, None), (LEFT, group, yesterday), (OTHERS, another, None)):
            users[name] = base.user("supervisor", cast.a, email=f"{name.replace(' ', '-')}@group.example.org")
            base.assign(base.person_of(users[name], cast.a), of, ends_on=until)
        owned = factory.small(cast.users["group_director"], cast.a, code="of-a-group")
        owned.instrument.work_group = group
        owned.instrument.save(update_fields=["work_group"])
        part = owned.sections.order_by("position").first()
        cast.rows |= {"owned": owned, "owned_part": part, "owned_item": part.items.first()}
        made = {}
        for name, user in users.items():
            made[name] = Client()
            made[name].force_login(user)
        yield made
        for name in ("owned", "owned_part", "owned_item"):
            del cast.rows[name]
        transaction.set_rollback(True)


def keys_of(name: str, cast: Cast, draft: str, prefix: str) -> dict[str, Any]:
    """The keyword arguments of an address of the instrument whose rows are called so."""
    version = cast.rows[draft]
    if name in ("edit", "draft", "instrument"):
        return {"pk": version.instrument_id}
    kwargs = {"pk": version.pk}
    if name in ("section", "new-item", "section-act"):
        kwargs["part"] = cast.key(f"{prefix}_{'part' if prefix == 'owned' else 'section'}")
    if name in ("item", "item-act"):
        kwargs["part"] = cast.key(f"{prefix}_item")
    return kwargs


def found(people: dict[str, Client], cast: Cast, name: str, method: str, kwargs: dict[str, Any]) -> dict[str, str]:
    line = Line(f"instruments:{name}", method=method, answers=(422,))
    address = reverse(line.name, kwargs=kwargs)
    return {who: outcome(client, line, address, cast) for who, client in people.items()}


CASES = [(name, "get") for name in POSTED if not name.endswith("act")] + [(name, "post") for name in (*POSTED, "draft")]


@pytest.mark.parametrize(("name", "method"), CASES)
def test_what_the_own_group_has(people: dict[str, Client], cast: Cast, name: str, method: str) -> None:
    expected = {MEMBER: "ok", "group_director": "ok", **REFUSED_HERE}
    assert found(people, cast, name, method, keys_of(name, cast, "owned", "owned")) == expected


@pytest.mark.parametrize(("name", "method"), CASES)
def test_what_is_not_the_groups(people: dict[str, Client], cast: Cast, name: str, method: str) -> None:
    expected = {MEMBER: "refused", "group_director": "ok", **REFUSED_HERE}
    assert found(people, cast, name, method, keys_of(name, cast, "instrument_draft", "instrument")) == expected


@pytest.mark.parametrize("name", ["build", "preview", "content", "export"])
def test_the_office_reads_either(people: dict[str, Client], cast: Cast, name: str) -> None:
    for draft in ("owned", "instrument_draft"):
        readers = dict.fromkeys((MEMBER, LEFT, OTHERS, COLLEAGUE, "group_director"), "ok")
        assert found(people, cast, name, "get", {"pk": cast.key(draft)}) == {**readers, NEXT_DOOR: "hidden"}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["new", "import", "band-new"])
def test_whoever_is_of_any_group_begins_one(people: dict[str, Client], cast: Cast, name: str, method: str) -> None:
    expected = {
        MEMBER: "ok", OTHERS: "ok", "group_director": "ok", NEXT_DOOR: "ok", LEFT: "refused", COLLEAGUE: "refused",
    }  # fmt: skip
    assert found(people, cast, name, method, {}) == expected
