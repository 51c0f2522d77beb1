"""Who may import whom: apps to the left only, of desks only their doors, inside an app only the layers before."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conventions.sources import DESKS, ORDER, ROOT, app_modules

LAYERS = ("querysets", "models", "permissions", "queries", "missing", "services", "forms", "views")
ONLY_AFTER = {"tasks": "services", "documents": "queries"}
DOORS = {"queries", "services", "signals"}


def imported_names(tree: ast.AST) -> Iterator[str]:
    """Every module a file imports, function-level imports included; `if TYPE_CHECKING` blocks are only for types."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        yield from imported_names(node)


def own_imports(path: Path) -> list[tuple[str, ...]]:
    names = (tuple(name.split(".")) for name in imported_names(ast.parse(path.read_text())))
    return [name for name in names if name[0] in ORDER]


def app_and_rest(parts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A desk's parts are apps of their own: supervision.field.models → (supervision, field), (models,)."""
    inside = (ROOT / Path(*parts[:2]) / "apps.py").exists() if len(parts) > 1 else False
    at = 2 if parts[0] in DESKS and inside else 1
    return parts[:at], parts[at:]


def against_the_line(path: Path) -> Iterator[str]:
    own = path.relative_to(ROOT).with_suffix("").parts
    for name in own_imports(path):
        if ORDER.index(name[0]) > ORDER.index(own[0]):
            yield f"{'.'.join(own)} imports {'.'.join(name)}, which stands to its right"
        elif name[0] in DESKS and name[0] != own[0] and own[0] != "config":
            _, rest = app_and_rest(name)
            if not rest or rest[0] not in DOORS:
                yield f"{'.'.join(own)} imports {'.'.join(name)}; of another desk only {', '.join(sorted(DOORS))}"


def against_the_layers(path: Path) -> Iterator[str]:
    own = path.relative_to(ROOT).with_suffix("").parts
    own_app, own_rest = app_and_rest(own)
    layer = ONLY_AFTER.get(own_rest[0], own_rest[0]) if own_rest else ""
    if layer not in LAYERS:
        return
    for name in own_imports(path):
        app, rest = app_and_rest(name)
        if layer == "querysets" and rest[:1] == ("models",):
            continue  # Only inside a function, for a subquery: models import this module.
        if app == own_app and rest and rest[0] in LAYERS and LAYERS.index(rest[0]) > LAYERS.index(layer):
            yield f"{'.'.join(own)} imports {'.'.join(name)}, a later layer of the same app"


def test_imports_point_left() -> None:
    wrong = [breach for path in app_modules() for breach in against_the_line(path)]
    assert not wrong, wrong


def test_layers_of_an_app() -> None:
    wrong = [breach for path in app_modules() for breach in against_the_layers(path)]
    assert not wrong, wrong
