"""The grammar: text of an expression → tree of nodes → nested lists for the phone."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from core.errors import DomainError

LONGEST = 2000
DEEPEST = 30
MOST_PARTS = 200


class LogicError(DomainError):
    """An expression we do not take. `position` counts characters from 1."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(f"{message} (ตัวอักษรที่ {position})")
        self.position = position


@dataclass(frozen=True, slots=True)
class Node:
    """`op` as in the JSON form; `args` are nodes, or one str for field, num and text."""

    op: str
    args: tuple[Any, ...] = ()

    def codes(self) -> set[str]:
        """Codes of the items the expression asks about (not `.`)."""
        if self.op == "field":
            return {self.args[0]}
        return set().union(*(part.codes() for part in self.args if isinstance(part, Node)))


# name → (fewest, most) arguments
_FUNCTIONS = {
    "not": (1, 1),
    "selected": (2, 2),
    "today": (0, 0),
    "string-length": (1, 1),
    "count-selected": (1, 1),
    "coalesce": (2, 2),
    "if": (3, 3),
}
_WORDS = {"and", "or", "div", "mod"}
_FOREIGN = {"==": "=", "<>": "!=", "&&": "and", "||": "or", "!": "not( )", "/": "div"}
# Left to right, weakest first.
_LEVELS = (("or",), ("and",), ("=", "!="), ("<=", "<", ">=", ">"), ("+", "-"), ("*", "div", "mod"))
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<field>\$\{[^{}]*\})
      | (?P<num>\d+(?:\.\d*)?|\.\d+)
      | (?P<text>'[^']*'|"[^"]*"|[‘’][^‘’]*[‘’]|[“”][^“”]*[“”])
      | (?P<name>[A-Za-z_][A-Za-z0-9_:-]*(?:\.[A-Za-z0-9_-]+)*)
      | (?P<foreign>==|<>|&&|\|\||\.\.|/+|!(?!=)|[|@\[\]:])
      | (?P<sign>!=|<=|>=|[=<>+*(),.]|-)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            if text[at] in "'\"‘’“”":
                raise LogicError("ไม่มีเครื่องหมายปิดข้อความ", at + 1)
            raise LogicError(f"ไม่รู้จักเครื่องหมาย {text[at]}", at + 1)
        kind, word = str(match.lastgroup), match.group()
        if kind == "foreign":
            better = _FOREIGN.get(word)
            if better:
                raise LogicError(f"ไม่รองรับ {word} ให้ใช้ {better}", at + 1)
            raise LogicError(f"ไม่รองรับเส้นทางแบบ XPath ({word})", at + 1)
        if kind != "space":
            found.append(_Token(kind, word, at + 1))
        at = match.end()
    return [*found, _Token("end", "", len(text) + 1)]


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    @property
    def now(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.now
        self.at += 1
        return token

    def whole(self) -> Node:
        node = self.level(0)
        if self.now.kind != "end":
            raise LogicError(f"ไม่คาดว่าจะพบ {self.now.text} ตรงนี้", self.now.position)
        return node

    def level(self, rank: int) -> Node:
        if rank == len(_LEVELS):
            return self.signed()
        node = self.level(rank + 1)
        while self.now.kind in ("sign", "name") and self.now.text in _LEVELS[rank]:
            sign = self.take().text
            node = Node(sign, (node, self.level(rank + 1)))
        return node

    def signed(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise LogicError("เงื่อนไขซ้อนกันลึกเกินไป", self.now.position)
        if self.now.kind == "sign" and self.now.text == "-":
            self.take()
            node = Node("neg", (self.signed(),))
        else:
            node = self.single()
        self.depth -= 1
        return node

    def single(self) -> Node:
        token = self.take()
        if token.kind == "field":
            code = token.text[2:-1].strip()
            if not code:
                raise LogicError("ยังไม่ระบุรหัสข้อใน ${ }", token.position)
            if code.startswith("last-saved#"):
                raise LogicError("ไม่รองรับ last-saved", token.position)
            return Node("field", (code,))
        if token.kind == "num":
            return Node("num", (plain(Decimal(token.text.rstrip("."))),))
        if token.kind == "text":
            return Node("text", (token.text[1:-1],))
        if token.kind == "name":
            return self.named(token)
        if token.text == ".":
            return Node("this")
        if token.text == "(":
            node = self.level(0)
            self.close()
            return node
        if token.kind == "end":
            raise LogicError("เงื่อนไขยังไม่จบ", token.position)
        raise LogicError(f"ไม่คาดว่าจะพบ {token.text} ตรงนี้", token.position)

    def close(self) -> None:
        if self.now.text != ")":
            raise LogicError("ไม่มีวงเล็บปิด", self.now.position)
        self.take()

    def named(self, name: _Token) -> Node:
        if self.now.text != "(":
            if name.text.lower() in _WORDS:
                raise LogicError(f"{name.text} ต้องมีค่าทั้งสองข้างและเขียนด้วยตัวพิมพ์เล็ก", name.position)
            raise LogicError(f"ไม่รู้จัก {name.text} ถ้าเป็นรหัสข้อให้เขียน ${{{name.text}}}", name.position)
        if name.text not in _FUNCTIONS:
            raise LogicError(f"ไม่รองรับฟังก์ชัน {name.text}()", name.position)
        self.take()
        args: list[Node] = []
        if self.now.text != ")":
            args.append(self.level(0))
            while self.now.text == ",":
                self.take()
                args.append(self.level(0))
        self.close()
        fewest, most = _FUNCTIONS[name.text]
        if not fewest <= len(args) <= most:
            raise LogicError(f"{name.text}() ต้องมีค่าในวงเล็บ {fewest} ค่า พบ {len(args)}", name.position)
        return Node(name.text, tuple(args))


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """The tree of an expression; LogicError for what is malformed or outside our part, with its position."""
    if len(text) > LONGEST:
        raise LogicError(f"เงื่อนไขยาวเกิน {LONGEST} ตัวอักษร", LONGEST)
    if not text.strip():
        raise LogicError("ยังไม่มีเงื่อนไข", 1)
    parser = _Parser(text)
    # Each part may nest the tree one deeper, also without brackets (1+1+1…): the interpreters walk it recursively.
    if len(parser.tokens) > MOST_PARTS:
        raise LogicError(f"เงื่อนไขมีเกิน {MOST_PARTS} ส่วน", parser.tokens[MOST_PARTS].position)
    return parser.whole()


def check(text: str, *, codes: Iterable[str], this: bool = False) -> Node:
    """`parse`, and besides only items of `codes`, and `.` only where there is an answer to look at (`this`)."""
    node = parse(text)
    known = set(codes)
    for match in re.finditer(r"\$\{\s*([^{}]*?)\s*\}", text):
        if match.group(1) in node.codes() and match.group(1) not in known:
            raise LogicError(f"ไม่มีข้อรหัส {match.group(1)} ในเครื่องมือนี้", match.start() + 1)
    if not this and _holds_this(node):
        raise LogicError("เครื่องหมาย . ใช้ได้เฉพาะในเงื่อนไขของคำตอบ", 1)
    return node


def _holds_this(node: Node) -> bool:
    return node.op == "this" or any(_holds_this(part) for part in node.args if isinstance(part, Node))


def cycle(asks: Mapping[str, Iterable[str]]) -> list[str]:
    """The first circle of "is shown depending on" among codes, in order, [] when there is none."""
    done: set[str] = set()
    for start in asks:
        path: list[str] = []
        stack = [(start, iter(asks[start]))] if start not in done else []
        path = [start] if stack else []
        while stack:
            _, rest = stack[-1]
            following = next((code for code in rest if code in asks and code not in done), None)
            if following is None:
                done.add(stack.pop()[0])
                path.pop()
            elif following in path:
                return path[path.index(following) :]
            else:
                path.append(following)
                stack.append((following, iter(asks[following])))
    return []


def to_json(node: Node) -> list[Any]:
    """Nested lists for the phone: ["=", ["field", "q01"], ["num", "3"]]."""
    return [node.op, *(to_json(part) if isinstance(part, Node) else part for part in node.args)]


def plain(number: Decimal) -> str:
    """3.00 → 3, 0.50 → 0.5, never an exponent."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
