"""Names and sizes of files, and a sentence at the top of each module."""

import ast
import re
from pathlib import Path

from tests.conventions.sources import ROOT, app_modules, own_files

MOST_LINES = 400
SPEAK_FOR_THEMSELVES = {"__init__.py", "apps.py", "urls.py"}
PYTHON_NAME = re.compile(r"^[a-z_][a-z0-9_]*\.py$")
TEMPLATE_NAME = re.compile(r"^_?[a-z0-9][a-z0-9_]*\.(html|txt)$")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_too_long() -> None:
    long = {
        relative(path): lines
        for path in own_files(".py", ".html", ".css", ".js")
        if "migrations" not in path.parts
        if (lines := len(path.read_text().splitlines())) > MOST_LINES
    }
    assert not long, long


def test_python_names() -> None:
    wrong = [relative(p) for p in own_files(".py") if "migrations" not in p.parts and not PYTHON_NAME.match(p.name)]
    assert not wrong, wrong


def test_template_names() -> None:
    wrong = [
        relative(p) for p in own_files(".html", ".txt") if "templates" in p.parts and not TEMPLATE_NAME.match(p.name)
    ]
    assert not wrong, wrong


def test_modules_open_with_a_sentence() -> None:
    silent = [
        relative(path)
        for path in app_modules()
        if "migrations" not in path.parts
        and path.name not in SPEAK_FOR_THEMSELVES
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert not silent, f"say what belongs in these modules, and what does not: {silent}"
