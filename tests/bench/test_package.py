"""How soon the app opens without signal when a whole district lies in the phone."""

import json
import statistics
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, Route, expect

from tests.bench.rounds import ROUNDS
from tests.e2e import offline

pytestmark = [pytest.mark.django_db(transaction=True)]
MOST_S = 1.0


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return offline.cast()


def large(route: Route) -> None:
    """The server's package with 250 schools and 5,000 people in it."""
    answer = route.fetch()
    content = json.loads(answer.text())
    if content.get("outcome") == "package":
        first = content["schools"][0]
        names = [f"โรงเรียนบ้านหนองน้ำใสสะอาด {n}" for n in range(250)]
        content["schools"] += [{**first, "id": 10_000 + n, "name": name} for n, name in enumerate(names)]
        content["people"] += [
            {"id": 10_000 + n, "name": f"นางสาวตัวอย่าง ทดสอบระบบ {n}", "school": 10_000 + n % 250, "position": "ครู",
             "standing": "ครูชำนาญการพิเศษ"} for n in range(5000)
        ]  # fmt: skip
    route.fulfill(response=answer, json=content)


def test_a_large_package_opens_within_a_second(new_page: Callable[..., Page], cast: SimpleNamespace) -> None:
    page = new_page(phone=True)
    page.context.route("**/capture/package/", large)
    offline.prepare(page, cast.supervisor)
    expect(page.get_by_text("5,00")).to_be_visible()
    offline.cut(page.context)
    times = []
    for _ in range(ROUNDS):
        page.goto("about:blank")
        began = time.perf_counter()
        page.goto("/capture/new/", wait_until="commit")
        page.get_by_label("ชื่อหรือรหัสโรงเรียน").fill("สะอาด 249")
        expect(page.get_by_text("สะอาด 249").first).to_be_visible()
        times.append(time.perf_counter() - began)
    median = statistics.median(times)
    print(
        f"\n250 schools and 5,000 people: opened without signal in {median:.2f} s ({min(times):.2f}–{max(times):.2f})"
    )
    assert median < MOST_S
