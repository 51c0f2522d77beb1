"""Skip logic and constraints of forms: a named part of XLSForm's expressions (XPath), with our own grammar.

Text becomes a tree, the tree becomes nested lists (`to_json`) which the phone interprets without ever parsing text, and
`evaluate` gives the answer here. Both sides are held together by `tests/instruments/logic_cases.json`. What is outside
the part is refused by name and position. Nothing here reads the database.

Values: Decimal (rating, number, 1/0), str (text, date in ISO form, code of a choice), a set of str (many choices), and
"" for what was not answered. The rules, the same on the phone:
- a number made of text: "" or anything unreadable is NaN; a date (YYYY-MM-DD) is its days since 1970-01-01;
- `=` and `!=`: two truths as truths, else if either is a number as numbers, else as text; `<` and the like as
  numbers;
- a comparison with NaN is false, except `!=` which is true; arithmetic is rounded at 10 decimals, a division by 0
  is NaN;
- true is: a number other than 0 and NaN, a text or set that is not empty.
"""

from instruments.logic.parsing import LogicError, Node, check, cycle, parse, to_json
from instruments.logic.relevance import relevant_items
from instruments.logic.values import Result, Value, as_truth, evaluate, holds

__all__ = [
    "LogicError",
    "Node",
    "Result",
    "Value",
    "as_truth",
    "check",
    "cycle",
    "evaluate",
    "holds",
    "parse",
    "relevant_items",
    "to_json",
]
