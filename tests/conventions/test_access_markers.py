"""Every address says who may enter: its view carries @requires, @signed_in or @public."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

KINDS = {"requires", "signed_in", "public"}


def views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        address = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from views(pattern, address)
        else:
            yield address, pattern


def test_every_view_has_an_access_marker() -> None:
    unmarked = []
    for address, pattern in views(get_resolver()):
        kind, _ = getattr(pattern.callback, "access", ("", ()))
        if kind not in KINDS:
            unmarked.append(f"{address} ({pattern.lookup_str})")
    assert not unmarked, unmarked


def test_every_address_has_a_name() -> None:
    nameless = [address for address, pattern in views(get_resolver()) if not pattern.name]
    assert not nameless, nameless
