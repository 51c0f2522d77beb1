"""Papers about one thing: everybody of the cast is offered, and may have printed, the rows they may see of the office
worked in, and no others."""

from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from lxml import html

from reports import registry
from reports.base import Document, Reader
from reports.rows import RowField
from schools.scope import PATHS
from tests.access.cast import Cast

pytestmark = pytest.mark.django_db


def papers() -> list[tuple[str, str]]:
    """(key, parameter) of every parameter that is a row, of the product's own documents."""
    registry.autodiscover()
    return [
        (document.key, name)
        for document in registry.every() if not type(document).__module__.startswith("tests.")
        for name, field in document.form_class.base_fields.items() if isinstance(field, RowField)
    ]  # fmt: skip


def field_of(document: Document, user: Any, code: str, name: str) -> RowField:
    field = document.form(Reader(user), code).fields[name]
    assert isinstance(field, RowField)
    return field


def way_to_office(model: Any) -> str:
    """The lookup from a row to its office; a few models have their own `visible_to` and no registered path."""
    path = PATHS.get(model._meta.label)
    if path:
        return path.district
    return "district" if hasattr(model, "district_id") else "school__district"


def test_no_paper_asks_for_a_number_of_the_database() -> None:
    """A whole number is a count or an edition here; what means a row is chosen by its name."""
    asked = {
        (document.key, name)
        for document in registry.every() if not type(document).__module__.startswith("tests.")
        for name, field in document.form_class.base_fields.items() if "เลขอ้างอิง" in str(field.label)
    }  # fmt: skip
    assert not asked
    assert len(papers()) >= 15


@pytest.mark.parametrize(("key", "name"), papers())
def test_rows_are_the_readers_and_of_the_office(cast: Cast, key: str, name: str) -> None:
    document, seen = registry.get(key), 0
    for district in (cast.a, cast.b):
        for who, user in cast.users.items():
            if not document.may_run(user, district.code):
                continue
            rows: Any = field_of(document, user, district.code, name).queryset
            model: Any = rows.model
            keys = set(rows.values_list("pk", flat=True))
            assert keys <= set(model.objects.visible_to(user).values_list("pk", flat=True)), who
            here = model.objects.filter(Q(**{way_to_office(model): district.pk}))
            assert keys <= set(here.values_list("pk", flat=True)), who
            seen += 1
    assert seen


@pytest.mark.parametrize(("key", "name"), papers())
def test_a_foreign_row_is_neither_shown_nor_printed(
    cast: Cast, clients: dict[str, Client], key: str, name: str
) -> None:
    document, address = registry.get(key), reverse("reports:document", args=[key])
    refused = 0
    for who in ("group_director", "group_director_b", "clerk", "principal_a1", "principal_b1"):
        user, district = cast.users[who], cast.b if who.endswith(("_b", "_b1")) else cast.a
        if not document.may_run(user, district.code):
            continue
        rows: Any = field_of(document, user, district.code, name).queryset
        foreign = rows.model._base_manager.exclude(pk__in=rows.values("pk")).order_by("-pk").first()
        if foreign is None:
            continue
        page = html.fromstring(clients[who].get(address, {name: foreign.pk}).content.decode())
        offered = page.xpath(f"//select[@name='{name}']/option/@value | //input[@name='{name}']/@value")
        assert str(foreign.pk) not in offered, who
        with transaction.atomic():
            answer = clients[who].post(address, {name: foreign.pk, "format": document.formats[0]})
            transaction.set_rollback(True)
        assert answer.status_code == 422, who
        refused += 1
    if model_has_rows(key, name):
        assert refused


def model_has_rows(key: str, name: str) -> bool:
    field: Any = registry.get(key).form_class.base_fields[name]
    return bool(field.queryset.model._base_manager.exists())
