"""No module keeps the day it was loaded on: a server runs for weeks, and a run of the tests over midnight."""

import ast
import re
from collections.abc import Iterator

from tests.conventions.sources import ROOT, own_files

CLOCKS = {"localdate", "localtime", "now", "today", "utcnow"}
_ASKED = re.compile(rf"\b({'|'.join(sorted(CLOCKS))})\(")


def name_of(called: ast.expr) -> str:
    return str(getattr(called, "attr", getattr(called, "id", "")))


def read_while_loading(node: ast.AST) -> Iterator[ast.Call]:
    """The calls of a clock that run when the module is imported: also a class's attributes, a default, a decorator."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        now: list[ast.AST] = [*node.decorator_list, node.args]
    elif isinstance(node, ast.Lambda):
        now = [node.args]
    else:
        now = list(ast.iter_child_nodes(node))
    # With an argument it asks for the day of a given moment.
    if isinstance(node, ast.Call) and not node.args and name_of(node.func) in CLOCKS:
        yield node
    for part in now:
        yield from read_while_loading(part)


def test_no_module_reads_the_clock_while_it_loads() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call)}"
        for path in own_files(".py")
        if "migrations" not in path.parts and _ASKED.search(text := path.read_text())
        for call in read_while_loading(ast.parse(text))
    ]
    assert not wrong, wrong


def test_what_counts_as_read_while_loading() -> None:
    text = """
A = timezone.localdate()
B = timezone.localdate
def good(today=None): return today or timezone.localdate()
def bad(today=date.today()): return today
class Form:
    worse = DateField(initial=timezone.now())
    default = lambda: timezone.now()
C = timezone.localdate(MOMENT)
"""
    assert [call.lineno for call in read_while_loading(ast.parse(text))] == [2, 5, 7]
