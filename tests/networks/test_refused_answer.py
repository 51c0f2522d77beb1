"""A refused answer behind the personal link, in a real browser: the first item that is wrong has the focus."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories import base, networks
from tests.fixtures.browser import through

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_the_first_wrong_item_has_the_focus(db: None, new_page: Callable[..., Page]) -> None:
    district = base.district()
    supervisor = base.user("supervisor", district)
    network = networks.a_network(supervisor, district, who=[base.school(district)])
    survey = networks.a_survey(supervisor, networks.a_year(supervisor, network))
    page = new_page(phone=True, rough=True)
    page.goto(reverse("networks:answer", args=[survey.invitations.get().token]))
    first = page.get_by_role("group").first
    first.get_by_role("radio").first.check()
    page.evaluate("document.querySelector('main form').noValidate = true")
    through(page.get_by_role("button", name="ส่งคำตอบ"))
    expect(page.get_by_role("alert").first).to_contain_text("ข้อที่ต้องตอบหรือแก้")
    expect(first.get_by_role("radio").first).to_be_checked()
    wrong = page.locator("[data-nt-bad]").first
    assert wrong.evaluate("one => one.contains(document.activeElement) && document.activeElement.tagName === 'INPUT'")
