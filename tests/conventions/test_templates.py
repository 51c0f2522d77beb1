"""Templates obey the content policy, work without script, and name only addresses and files that exist."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.urls import URLResolver, get_resolver

from tests.conventions.sources import ROOT

TEMPLATES = ROOT / "templates"
HTML = sorted(TEMPLATES.rglob("*.html"))
# Printed or mailed, never served as a page: the content policy does not reach them.
NOT_PAGES = {"documents", "notifications", "base_print.html"}
REQUESTS = ("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete")

Element = tuple[str, dict[str, str | None]]


class Reader(HTMLParser):
    """Collects a template's elements; Django's tags are blanked out first."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", text, flags=re.S)
        self.feed(re.sub(r"{%.*?%}", " ", re.sub(r"{{.*?}}", "x", text, flags=re.S), flags=re.S))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


def is_page(path: Path) -> bool:
    return path.relative_to(TEMPLATES).parts[0] not in NOT_PAGES


def faults(element: Element) -> Iterator[str]:
    tag, attributes = element
    if tag == "style" or "style" in attributes:
        yield f"<{tag}> with a style of its own: the policy drops it silently, use a class"
    if tag == "script" and "src" not in attributes and attributes.get("type") not in ("application/json",):
        yield "inline script: the policy drops it"
    yield from (f"<{tag} {name}>: inline script" for name in attributes if re.match(r"on[a-z]+$|hx-on", name))
    if (attributes.get("href") or "").startswith("javascript:"):
        yield f"<{tag}> with a script as address"
    asks = [name for name in REQUESTS if name in attributes]
    if not asks:
        return
    if tag == "a" and "href" not in attributes:
        yield f"<a {asks[0]}> without href: nothing happens without script"
    if tag == "form" and "action" not in attributes:
        yield f"<form {asks[0]}> without action: nothing happens without script"
    if "hx-post" in asks and tag not in ("form", "button"):
        yield f"<{tag} hx-post>: only a form or its button can be sent without script"
    yield from (
        f"<{tag} {asks[0]}> without {name} on itself" for name in ("hx-target", "hx-swap") if name not in attributes
    )


def test_markup() -> None:
    found = {
        name_of(path): wrong
        for path in HTML
        if is_page(path)
        if (wrong := [fault for element in Reader(path.read_text()).elements for fault in faults(element)])
    }
    assert not found, found


def test_every_template_compiles() -> None:
    for path in HTML:
        get_template(name_of(path))


def address_names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from address_names(pattern, inside)
        elif pattern.name:
            yield f"{prefix}{pattern.name}"


def named_in_templates(tag: str) -> dict[str, set[str]]:
    """Literal first arguments of a tag, by template."""
    wanted = re.compile(rf"{{%\s*{tag}\s+['\"]([^'\"]+)['\"]")
    return {name_of(path): set(wanted.findall(path.read_text())) for path in HTML}


def test_addresses_named_exist() -> None:
    known = set(address_names(get_resolver()))
    wrong = {path: names - known for path, names in named_in_templates("url").items() if names - known}
    assert not wrong, wrong


def test_static_files_named_exist() -> None:
    wrong = {
        path: missing
        for path, names in named_in_templates("static").items()
        if (missing := {name for name in names if not finders.find(name)})
    }
    assert not wrong, wrong


def test_the_markup_test_finds_what_it_forbids() -> None:
    bad = '<a hx-get="{% url "x" %}" onclick="x()" style="x"><script>x</script><form hx-post="/"></form>'
    assert len([fault for element in Reader(bad).elements for fault in faults(element)]) == 9
