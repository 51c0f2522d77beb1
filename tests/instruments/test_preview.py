"""The builder's preview: conditions follow what is chosen, by script and without; nothing is saved."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from instruments.content import LevelContent
from instruments.models import InstrumentVersion, Item, Response
from instruments.services import parts
from tests.factories import base
from tests.factories import instruments as factory

pytestmark = pytest.mark.django_db
WHY = "เพราะเหตุใด"


@pytest.fixture
def version() -> InstrumentVersion:
    """q01 is rated 1 or 2; `why` is asked at 1, a number up to 10."""
    district = base.district()
    director = base.user("group_director", district)
    made = factory.draft(director, district)
    part = factory.section(made, director)
    factory.item(part, director, "q01", levels=(LevelContent(2, "ดี"), LevelContent(1, "น้อย")))
    words = factory.words(
        "why", kind="number", text=WHY, relevant="${q01} = 1", constraint=". <= 10", constraint_message="เกินสิบ",
        levels=(),
    )  # fmt: skip
    parts.save_item(made, actor=director, section=part, words=words)
    return made


def keys(version: InstrumentVersion) -> dict[str, int]:
    return dict(Item.objects.filter(section__version=version).values_list("code", "pk"))


def page(client: Client, version: InstrumentVersion, data: dict[str, Any] | None = None, **more: Any) -> Any:
    client.force_login(base.user("supervisor", version.instrument.district))
    address = reverse("instruments:preview", args=[version.pk])
    return client.post(address, data, **more) if data is not None else client.get(address, **more)


def hidden(answer: Any, key: int) -> bool:
    text = answer.content.decode()
    card = text[text.index(f'id="item-{key}"') :]
    return " hidden" in card[: card.index(">")]


def test_another_office_may_not_try(client: Client, version: InstrumentVersion) -> None:
    client.force_login(base.user("group_director", base.district()))
    assert client.post(reverse("instruments:preview", args=[version.pk]), {}).status_code == 404


def test_what_is_under_a_condition_is_hidden_until_it_holds(client: Client, version: InstrumentVersion) -> None:
    item = keys(version)
    assert hidden(page(client, version), item["why"])
    assert hidden(page(client, version, {f"item-{item['q01']}": "2"}), item["why"])
    shown = page(client, version, {f"item-{item['q01']}": "1"})
    assert not hidden(shown, item["why"])
    assert "checked" in shown.content.decode()
    assert not Response.objects.exists()


def test_everything_can_still_be_seen(client: Client, version: InstrumentVersion) -> None:
    assert not hidden(page(client, version, query_params={"all": "1"}), keys(version)["why"])


def test_the_script_is_told_what_to_hide(client: Client, version: InstrumentVersion) -> None:
    item = keys(version)
    answer = page(client, version, {f"item-{item['q01']}": "2"}, headers={"HX-Request": "true"})
    assert f'data-nt-left-out="{item["why"]} "' in answer.content.decode()
    answer = page(client, version, {f"item-{item['q01']}": "1"}, headers={"HX-Request": "true"})
    assert 'data-nt-left-out=""' in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_an_answer_that_cannot_be_is_told(client: Client, version: InstrumentVersion) -> None:
    item = keys(version)
    for typed, words in (("11", "เกินสิบ"), ("ก", "ต้องเป็นตัวเลข")):
        answer = page(client, version, {f"item-{item['q01']}": "1", f"item-{item['why']}": typed})
        assert words in answer.content.decode()
        assert f'value="{typed}"' in answer.content.decode()
