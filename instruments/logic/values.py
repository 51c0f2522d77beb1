"""What an expression comes to over given answers; the same rules as the phone's interpreter (see the package)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, DecimalException, localcontext
from typing import Any

from django.utils import timezone

from instruments.logic.parsing import Node, parse, plain

Value = Decimal | str | frozenset[str] | set[str]
Result = bool | Decimal | str
_PLACES = Decimal("1E-10")
_NAN = Decimal("NaN")
_EPOCH = date(1970, 1, 1)


def evaluate(node: Node, values: Mapping[str, Value], this: Value | None = None, today: date | None = None) -> Result:
    """The value of an expression over the answers given so far, by code. `this` is what `.` stands for."""
    given = _Given(values, "" if this is None else this, (today or timezone.localdate()).isoformat())
    found = _value(node, given)
    return as_text(found) if isinstance(found, (set, frozenset)) else found


def holds(text: str, values: Mapping[str, Value], this: Value | None = None, today: date | None = None) -> bool:
    """Whether a condition is true; an empty one is."""
    return not text.strip() or as_truth(evaluate(parse(text), values, this, today))


@dataclass(frozen=True, slots=True)
class _Given:
    values: Mapping[str, Value]
    this: Value
    today: str


def _value(node: Node, given: _Given) -> Any:
    special = _LAZY.get(node.op)
    if special is not None:
        return special(node.args, given)
    args = [_value(part, given) for part in node.args]
    if node.op in _COMPARE:
        return _compare(node.op, *args)
    if node.op in _PLAIN:
        return _PLAIN[node.op](*args)
    return _reckon(node.op, as_number(args[0]), as_number(args[1]))


# What must not look at all its arguments, or has none that are nodes.
_LAZY: dict[str, Callable[[tuple[Any, ...], _Given], Any]] = {
    "field": lambda args, given: given.values.get(args[0], ""),
    "this": lambda _, given: given.this,
    "num": lambda args, _: Decimal(args[0]),
    "text": lambda args, _: args[0],
    "today": lambda _, given: given.today,
    "and": lambda args, given: as_truth(_value(args[0], given)) and as_truth(_value(args[1], given)),
    "or": lambda args, given: as_truth(_value(args[0], given)) or as_truth(_value(args[1], given)),
    "if": lambda args, given: _value(args[1] if as_truth(_value(args[0], given)) else args[2], given),
}
_PLAIN: dict[str, Callable[..., Any]] = {
    "not": lambda a: not as_truth(a),
    "coalesce": lambda a, b: a if as_text(a) else b,
    "selected": lambda a, b: as_text(b) in _chosen(a),
    "count-selected": lambda a: Decimal(len(_chosen(a))),
    "string-length": lambda a: Decimal(len(as_text(a))),
    "neg": lambda a: -as_number(a),
}


def _chosen(value: Any) -> Any:
    return value if isinstance(value, (set, frozenset)) else as_text(value).split()


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: bool(a == b),
    "!=": lambda a, b: bool(a != b),
    "<": lambda a, b: bool(a < b),
    "<=": lambda a, b: bool(a <= b),
    ">": lambda a, b: bool(a > b),
    ">=": lambda a, b: bool(a >= b),
}


def _compare(op: str, left: Any, right: Any) -> bool:
    test = _COMPARE[op]
    if op in ("=", "!="):
        if isinstance(left, bool) or isinstance(right, bool):
            return test(as_truth(left), as_truth(right))
        if not isinstance(left, Decimal) and not isinstance(right, Decimal):
            return test(as_text(left), as_text(right))
    left, right = as_number(left), as_number(right)
    if left.is_nan() or right.is_nan():
        return op == "!="
    return test(left, right)


def _reckon(op: str, left: Decimal, right: Decimal) -> Decimal:
    if left.is_nan() or right.is_nan() or (op in ("div", "mod") and right == 0):
        return _NAN
    with localcontext() as exact:
        exact.prec = 60
        try:
            if op == "+":
                found = left + right
            elif op == "-":
                found = left - right
            elif op == "*":
                found = left * right
            else:
                found = left / right if op == "div" else left % right
            return found.quantize(_PLACES)
        except DecimalException:
            return _NAN


def as_number(value: Any) -> Decimal:
    if isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, Decimal):
        return value
    text = as_text(value).strip()
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?|-?\.[0-9]+", text):
        return Decimal(text)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return Decimal((date.fromisoformat(text) - _EPOCH).days)
        except ValueError:
            return _NAN
    return _NAN


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, (set, frozenset)):
        return " ".join(sorted(value))
    return str(value)


def as_truth(value: Any) -> bool:
    if isinstance(value, Decimal):
        return not value.is_nan() and value != 0
    return bool(value)
