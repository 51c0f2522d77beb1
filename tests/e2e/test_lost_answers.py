"""A line that carries what one typed and loses the answer: a page that meets its own save is no second window, and a
second window still is one."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from instruments.models import Item
from qa.followup.models import FollowUp
from tests.factories import quality as make
from tests.fixtures.browser import answered, sign_in, through
from tests.fixtures.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


class Line:
    """What the page sends arrives, and while `loses` nobody hears that it did."""

    def __init__(self, page: Page) -> None:
        self.loses = True
        page.route("**/record/", self._carry)

    def _carry(self, route: Route) -> None:
        if self.loses and route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()


@pytest.fixture
def found(quality: SimpleNamespace) -> FollowUp:
    return make.begun(quality.supervisor, quality.school, form="7.3")


@pytest.fixture
def page(found: FollowUp, quality: SimpleNamespace, new_page: Callable[..., Page]) -> Page:
    return sign_in(new_page(phone=True, rough=True), quality.supervisor, f"/qa/follow-up/{found.pk}/record/")


def box(page: Page, found: FollowUp, code: str) -> Locator:
    item = Item.objects.get(section__version=found.version_id, code=code)
    return page.locator(f"[name='item-{item.pk}']")


def kept(found: FollowUp, code: str) -> str:
    found.refresh_from_db()
    answers = found.response.answers if found.response else None
    row = answers.filter(item__code=code).first() if answers else None
    return row.text if row else ""


def arrives(page: Page, found: FollowUp, text: str) -> None:
    """Wait until the server has it; waiting in the page lets the line's handlers run."""
    until(lambda: page.wait_for_timeout(50) or kept(found, "method") == text)


def test_a_page_whose_answers_were_lost_goes_on_with_its_own_saves(page: Page, found: FollowUp) -> None:
    method, strengths = box(page, found, "method"), box(page, found, "strengths")
    line = Line(page)
    method.fill("สังเกต")
    method.blur()
    arrives(page, found, "สังเกต")
    method.fill("สังเกตและสัมภาษณ์")
    method.blur()
    arrives(page, found, "สังเกตและสัมภาษณ์")
    expect(page.locator("#saved")).to_contain_text("ยังไม่ได้บันทึก")
    line.loses = False
    strengths.fill("ครูใช้สื่อครบ")
    through(page.get_by_role("button", name="บันทึกและตรวจดู"))
    assert (kept(found, "method"), kept(found, "strengths")) == ("สังเกตและสัมภาษณ์", "ครูใช้สื่อครบ")


def test_a_second_window_is_told_even_after_a_lost_answer(
    page: Page, found: FollowUp, quality: SimpleNamespace
) -> None:
    method = box(page, found, "method")
    line = Line(page)
    method.fill("สังเกต")
    method.blur()
    arrives(page, found, "สังเกต")
    other = page.context.new_page()
    other.goto(page.url)
    with answered(other, "/record/"):
        box(other, found, "strengths").fill("จากอีกหน้าต่าง")
    line.loses = False
    method.fill("สังเกตอีกครั้ง")
    through(page.get_by_role("button", name="บันทึกและตรวจดู"))
    expect(page.get_by_text("คำตอบของอีกหน้าต่างอยู่ที่ข้อที่ต่างกัน")).to_be_visible()
    assert (kept(found, "method"), kept(found, "strengths")) == ("สังเกต", "จากอีกหน้าต่าง")
