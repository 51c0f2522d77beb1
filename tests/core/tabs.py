"""One person with the same form open in two tabs."""

from collections.abc import Mapping
from typing import Any

from django.test import Client


def second_tab(client: Client, address: str, typed: Mapping[str, Any], field: str) -> None:
    """Save `field` from one tab and something else from another that was open all the while: the first stands until
    both versions were on the page, and what the second typed is still there. `typed` is the whole form as posted."""
    stamp = {"stamp": client.get(address).context["stamp"]}
    first = {**typed, **stamp, field: "จากหน้าแรก"}
    for _ in range(2):  # a second tap is no second tab
        assert client.post(address, first).status_code == 302
    second = {**typed, **stamp, field: "จากอีกหน้า"}
    late = client.post(address, second)
    assert late.status_code == 422
    assert [row[1:] for row in late.context["conflict"]] == [("จากหน้าแรก", "จากอีกหน้า")]
    shown = late.content.decode()
    assert "อีกหน้าหนึ่ง" in shown
    assert shown.count("จากอีกหน้า") >= 2, "beside what stands, and still in its field"
    assert client.post(address, second).status_code == 422, "the stamp of the page before"
    newest = late.context["stamp"]
    assert f'name="stamp" value="{newest}"' in shown
    assert client.post(address, {**second, "stamp": newest, "overwrite": "1"}).status_code == 302
    assert client.get(address).context["form"][field].value() == "จากอีกหน้า"
