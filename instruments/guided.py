"""Conditions picked from lists (item, comparison, value; และ or หรือ) as expressions, and back where possible."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.errors import DomainError
from core.thai.numerals import to_arabic
from instruments.logic import LogicError, Node, parse
from instruments.models import Item, ItemLevel

OPERATORS = (
    ("=", "เท่ากับ"),
    ("!=", "ไม่เท่ากับ"),
    ("<", "น้อยกว่า"),
    ("<=", "ไม่เกิน"),
    (">", "มากกว่า"),
    (">=", "ตั้งแต่"),
    ("selected", "เลือก"),
    ("answered", "มีคำตอบ"),
)
JOINS = (("and", "ทุกเงื่อนไข (และ)"), ("or", "ข้อใดข้อหนึ่ง (หรือ)"))
_SIGNS = {"=", "!=", "<", "<=", ">", ">="}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Condition:
    """One line of a condition; `value` as it is typed."""

    code: str
    operator: str
    value: str = ""


def written(conditions: Sequence[Condition], join: str, items: Mapping[str, tuple[Item, Sequence[ItemLevel]]]) -> str:
    """The expression of the lines; `items` by code with their levels. DomainError for a line that is not whole."""
    parts = []
    for line in conditions:
        if line.code not in items:
            raise DomainError("กรุณาเลือกข้อของเงื่อนไขจากรายการ")
        item, levels = items[line.code]
        if line.operator == "answered":
            parts.append(f"${{{line.code}}} != ''")
            continue
        if line.operator not in _SIGNS | {"selected"}:
            raise DomainError(f"กรุณาเลือกว่าจะเทียบข้อ {line.code} อย่างไร")
        if not line.value.strip():
            raise DomainError(f"กรุณาใส่ค่าที่จะเทียบกับข้อ {line.code}")
        value = _value(line.value.strip(), item, levels)
        if item.kind == Item.Kind.CHOICES or line.operator == "selected":
            said = f"selected(${{{line.code}}}, '{value.strip(chr(39))}')"
            parts.append(f"not({said})" if line.operator == "!=" else said)
        else:
            parts.append(f"${{{line.code}}} {line.operator} {value}")
    return f" {join if join == 'or' else 'and'} ".join(parts)


def _value(text: str, item: Item, levels: Sequence[ItemLevel]) -> str:
    """A number as it is, everything else as text; words of a level or มี/ไม่มี become what stands for them."""
    if item.kind == Item.Kind.YES_NO and text in ("มี", "ไม่มี"):
        return "1" if text == "มี" else "0"
    for level in levels:
        if text == level.label:
            return f"'{level.code}'" if level.code and item.kind != Item.Kind.RATING else str(level.value)
    number = to_arabic(text)
    if _NUMBER.fullmatch(number):
        return number
    if "'" in text:
        raise DomainError("ค่าที่เทียบมีเครื่องหมาย ' ไม่ได้")
    return f"'{text}'"


def read(text: str) -> tuple[list[Condition], str] | None:
    """The lines an expression is made of and how they are joined, None when it cannot be shown as lines."""
    if not text:
        return [], "and"
    try:
        node = parse(text)
    except LogicError:
        return None
    join = node.op if node.op in ("and", "or") else "and"
    lines = [_condition(part) for part in _flat(node, join)]
    kept = [line for line in lines if line is not None]
    return (kept, join) if len(kept) == len(lines) else None


def _flat(node: Node, join: str) -> list[Node]:
    if node.op != join:
        return [node]
    return [part for argument in node.args for part in _flat(argument, join)]


def _condition(node: Node) -> Condition | None:
    if node.op == "not" and node.args[0].op == "selected":
        found = _condition(node.args[0])
        return Condition(found.code, "!=", found.value) if found else None
    if node.op not in _SIGNS | {"selected"} or node.args[0].op != "field":
        return None
    code, value = node.args[0].args[0], _constant(node.args[1])
    if value == "" and node.op == "!=":
        return Condition(code, "answered")
    return Condition(code, node.op, value) if value else None


def _constant(node: Node) -> str | None:
    if node.op == "neg" and node.args[0].op == "num":
        return f"-{node.args[0].args[0]}"
    return str(node.args[0]) if node.op in ("num", "text") else None
