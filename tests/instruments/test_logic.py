"""Expressions of forms: the shared table of cases, refusals by position, hostile lengths, and what is to be asked."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.errors import DomainError
from instruments.logic import LogicError, check, cycle, evaluate, holds, parse, relevant_items, to_json

CASES = json.loads((Path(__file__).parent / "logic_cases.json").read_text())
TODAY = date.fromisoformat(CASES["today"])


def value(raw: Any) -> Any:
    if isinstance(raw, list):
        return set(raw)
    return Decimal(str(raw)) if isinstance(raw, (int, float)) else raw


def values(raw: dict[str, Any]) -> dict[str, Any]:
    return {code: value(answer) for code, answer in raw.items()}


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["text"])
def test_evaluates(case: dict[str, Any]) -> None:
    node = parse(case["text"])
    if "json" in case:
        assert to_json(node) == case["json"]
    found = evaluate(node, values(case["values"]), value(case.get("this", "")), TODAY)
    expected = case["expected"]
    if expected is None:
        assert isinstance(found, Decimal)
        assert found.is_nan()
    elif isinstance(expected, (bool, str)):
        assert found == expected
        assert type(found) is type(expected)
    else:
        assert found == Decimal(str(expected))


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["text"] or "empty")
def test_refuses_with_the_position(case: dict[str, Any]) -> None:
    with pytest.raises(LogicError) as refusal:
        parse(case["text"])
    assert refusal.value.position == case["position"]
    assert isinstance(refusal.value, DomainError)
    assert f"ตัวอักษรที่ {case['position']}" in refusal.value.message


@pytest.mark.parametrize("case", CASES["relevance"])
def test_what_is_to_be_asked(case: dict[str, Any]) -> None:
    assert relevant_items(_form(case["sections"]), values(case["values"]), TODAY) == set(case["expected"])


def _form(sections: list[dict[str, Any]]) -> Any:
    return SimpleNamespace(
        sections=[
            (
                SimpleNamespace(relevant=part["relevant"]),
                [SimpleNamespace(code=code, relevant=relevant) for code, relevant in part["items"]],
            )
            for part in sections
        ]
    )


def test_names_a_refused_function() -> None:
    with pytest.raises(LogicError, match=r"pulldata\(\)"):
        parse("pulldata('x', 'y') = 1")


@pytest.mark.parametrize(
    "text",
    ["(" * 200 + "1" + ")" * 200, "-" * 500 + "1", "+".join(["1"] * 900), "not(" * 100 + "1" + ")" * 100, "1" * 3000],
)
def test_refuses_what_would_exhaust_an_interpreter(text: str) -> None:
    with pytest.raises(LogicError):
        parse(text)


def test_huge_numbers_do_not_fail() -> None:
    assert evaluate(parse("9" * 60 + " * " + "9" * 60), {}).is_nan()


def test_check_knows_the_codes_and_where_the_answer_itself_may_stand() -> None:
    check("${a} = 1", codes={"a"})
    with pytest.raises(LogicError, match="ไม่มีข้อรหัส b") as refusal:
        check("${a} = 1 and ${b} = 1", codes={"a"})
    assert refusal.value.position == 14
    with pytest.raises(LogicError, match="เฉพาะในเงื่อนไขของคำตอบ"):
        check(". = 1", codes={"a"})
    check(". = 1", codes={"a"}, this=True)


def test_a_circle_is_found_and_an_answer_still_comes_back() -> None:
    assert cycle({"a": [], "b": ["a"], "c": ["a", "b"]}) == []
    assert set(cycle({"a": ["b"], "b": ["c"], "c": ["b"]})) == {"b", "c"}
    assert cycle({"a": ["a"]}) == ["a"]
    form = _form([{"relevant": "", "items": [["a", "${b} = ''"], ["b", "${a} = ''"], ["c", ""]]}])
    assert "c" in relevant_items(form, {"a": Decimal(1), "b": Decimal(1)}, TODAY)


def test_an_empty_condition_holds() -> None:
    assert holds("", {})
    assert holds("  ", {})
    assert not holds("${a} = 1", {})
