"""Foreign keys point left, like imports; what stands on the right is pointed to by kind and key."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from tests.conventions.sources import ORDER, app_modules

OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in ORDER]


def breaches(model: type[Model]) -> Iterator[str]:
    own = ORDER.index(model.__module__.split(".")[0])
    for field in model._meta.get_fields():
        target = field.related_model
        if not field.concrete or not isinstance(target, type) or target._meta.label == settings.AUTH_USER_MODEL:
            continue
        app = target.__module__.split(".")[0]
        if app in ORDER and ORDER.index(app) > own:
            yield f"{model._meta.label}.{field.name} → {target._meta.label}"


def test_relations_point_left() -> None:
    wrong = [breach for model in OURS for breach in breaches(model)]
    assert not wrong, wrong


def test_query_sets_have_names_of_their_own() -> None:
    """django-stubs keeps the managers of `as_manager()` by the bare name: of two alike, one loses its methods, now in
    this run of mypy and then in that."""
    owners: dict[str, list[str]] = {}
    for path in app_modules():
        for name in re.findall(r"^class (\w+QuerySet)\(", path.read_text(), re.MULTILINE):
            owners.setdefault(name, []).append(str(path))
    assert not {name: paths for name, paths in owners.items() if len(paths) > 1}
