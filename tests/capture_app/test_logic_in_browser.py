"""The phone's interpreter of conditions gives what the server's gives: one table of cases, both sides."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from instruments.logic import parse, to_json

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
CASES = json.loads((Path(__file__).parents[1] / "instruments/logic_cases.json").read_text())

EVALUATE = """async ([cases, today]) => {
  const { evaluate } = await import('/static/js/capture/logic.js');
  return cases.map(({ tree, values, self }) => {
    const found = evaluate(tree, values, self, today);
    return typeof found === 'number' && Number.isNaN(found) ? null : found;
  });
}"""
ASK = """async ([cases, today]) => {
  const { relevantOf } = await import('/static/js/capture/sheet.js');
  return cases.map(({ places, values }) => [...relevantOf(places, values, today)].sort());
}"""


def test_every_case_of_the_table(page: Page) -> None:
    cases = CASES["cases"]
    page.goto("/capture/no-signal/")
    given = [
        {"tree": to_json(parse(case["text"])), "values": case["values"], "self": case.get("this", "")} for case in cases
    ]
    found = page.evaluate(EVALUATE, [given, CASES["today"]])
    wrong = [
        (case["text"], case["values"], case["expected"], answer)
        for case, answer in zip(cases, found, strict=True)
        if not same(case["expected"], answer)
    ]
    assert not wrong


def same(expected: Any, found: Any) -> bool:
    if isinstance(expected, bool) or isinstance(found, bool) or isinstance(expected, str) or expected is None:
        return expected == found and type(expected) is type(found)
    return float(expected) == pytest.approx(float(found), abs=1e-9)


def test_what_is_to_be_asked(page: Page) -> None:
    def tree(text: str) -> Any:
        return to_json(parse(text)) if text.strip() else None

    cases = CASES["relevance"]
    page.goto("/capture/no-signal/")
    given = [
        {
            "places": [
                {"code": code, "section": tree(part["relevant"]), "own": tree(relevant)}
                for part in case["sections"]
                for code, relevant in part["items"]
            ],
            "values": case["values"],
        }
        for case in cases
    ]
    found = page.evaluate(ASK, [given, CASES["today"]])
    assert found == [sorted(case["expected"]) for case in cases]
