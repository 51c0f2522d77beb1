"""The name a choice goes by in conditions and in an XLSForm: what it may be, and conditions that follow a new one."""

import re
from collections.abc import Mapping, Sequence

from instruments.content import LevelContent
from instruments.models import ItemLevel

_LONGEST = ItemLevel._meta.get_field("code").max_length or 60
# Blanks part the names of a chosen list, quotes end a text in an expression, a comma parts its arguments.
_UNUSABLE = re.compile(r"""[\s,'"‘’“”]""")
_LITERAL = r"""(?:'(?P<{0}1>[^']*)'|"(?P<{0}2>[^"]*)"|(?P<{0}3>-?\d+)(?![\w.]))"""


def name_of(level: LevelContent) -> str:
    """A choice without a code of its own goes by its number."""
    return level.code.strip() or str(level.value)


def code_problems(levels: Sequence[LevelContent]) -> dict[int, str]:
    """What is wrong with the code of a level, in Thai, by its place in `levels`; names are told apart in an item."""
    found: dict[int, str] = {}
    names: dict[str, int] = {}
    for place, level in enumerate(levels):
        code = level.code.strip()
        if len(code) > _LONGEST:
            found[place] = f"รหัสยาวเกิน {_LONGEST} ตัวอักษร"
        elif _UNUSABLE.search(code):
            found[place] = f"รหัส “{code}” มีช่องว่าง จุลภาค หรือเครื่องหมายคำพูดไม่ได้"
        elif (before := names.setdefault(name_of(level), place)) != place and (code or levels[before].code.strip()):
            other = levels[before]
            at = place if code else before
            twin = other if at == place else level
            how = "รหัส" if twin.code.strip() else "ลำดับ"
            found[at] = f"รหัส “{name_of(level)}” ซ้ำกับ{how}ของ “{twin.label.strip()}” ในข้อเดียวกัน"
    return found


def renames(old: Sequence[LevelContent], new: Sequence[LevelContent]) -> dict[str, str]:
    """Old name to new one of every choice that stays (the same number) under another name."""
    names = {level.value: name_of(level) for level in new}
    return {
        name_of(level): names[level.value]
        for level in old
        if level.value in names and names[level.value] != name_of(level)
    }


def follow(text: str, code: str, names: Mapping[str, str]) -> str:
    """The expression with new names of choices wherever it compares `${code}` with one or asks whether it is selected;
    all at once, so that two choices may change places."""
    if not text or not names:
        return text
    item = rf"\$\{{\s*{re.escape(code)}\s*\}}"
    pattern = re.compile(
        rf"(?P<before>(?:selected\(\s*{item}\s*,|{item}\s*!?=)\s*){_LITERAL.format('a')}"
        rf"|{_LITERAL.format('b')}(?P<after>\s*!?=\s*{item})"
    )

    def renamed(match: re.Match[str]) -> str:
        said = next((match[key] for key in ("a1", "a2", "a3", "b1", "b2", "b3") if match[key] is not None), "")
        if said not in names:
            return match[0]
        return f"{match['before'] or ''}'{names[said]}'{match['after'] or ''}"

    return pattern.sub(renamed, text)
