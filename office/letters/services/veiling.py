"""What the trace said of letters that are secret now, shown as it may be told today. The trace itself stays."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from django.db.models import BooleanField, Case, Func, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat

from core.models import AuditEntry
from office.letters.models import Letter
from office.letters.queries import KIND
from office.letters.services.hiding import instead

Rewriters = Mapping[int, Callable[[str], str]]
# How a letter is named wherever its pointer was kept: Letter.reference.
_REFERENCE = re.compile(r"(เลขรับ|เลขส่ง) (\d{1,9})/(\d{4})")
_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_DIRECTIONS = {"เลขรับ": Letter.Direction.IN, "เลขส่ง": Letter.Direction.OUT}


class _Names(Func):
    """Whether a text names one of some letters by its number, written in whichever digits."""

    # As a value, not as a condition: there the letters would be read again for every text.
    template = (
        "(SELECT bool_or(named[1] || ' ' || named[2] IN %(expressions)s,"
        " '(เลขรับ|เลขส่ง) 0*([0-9]{1,9}/[0-9]{4})', 'g') AS named)"
    )
    arg_joiner = ") FROM regexp_matches("
    output_field = BooleanField()


def secret_keys() -> QuerySet[Letter, str]:
    """Keys of all secret letters, as pointers say them."""
    return Letter.objects.told_by_class().values_list(Cast("pk", TextField()))


def about_secret() -> Q:
    """Entries `veil` may say otherwise: a letter's own, and what names one by its number."""
    word = Case(*[When(direction=one, then=Value(word)) for word, one in _DIRECTIONS.items()])
    number = (Cast("number", TextField()), Value("/"), Cast("year", TextField()))
    secret = Letter.objects.told_by_class().order_by()
    names = secret.values_list(Concat(word, Value(" "), *number, output_field=TextField()))
    texts = Concat("target_label", Value(" "), Cast("data", TextField()), output_field=TextField())
    digits = Func(texts, Value(_THAI_DIGITS), Value("0123456789"), function="translate", output_field=TextField())
    return Q(target_kind=KIND, target_key__in=secret_keys()) | ~Q(target_kind=KIND) & Q(_Names(names, digits))


def veil(entries: Sequence[AuditEntry]) -> Rewriters:
    """Of a letter's own entries, and of others that name one by its number (gatherings, evidence, titles); by the key
    of the entry. Four queries at most, none for a page without letters."""
    about = {entry.pk: {entry.target_key} for entry in entries if entry.target_kind == KIND}
    named = {entry.pk: _named(entry) for entry in entries if entry.pk not in about}
    wanted = set().union(*named.values()) if named else set()
    if wanted:
        rows = (
            Letter.objects.told_by_class()
            .filter(
                district__code__in={one[0] for one in wanted},
                number__in={one[2] for one in wanted},
                year__in={one[3] for one in wanted},
            )
            .values_list("district__code", "direction", "number", "year", "pk")
        )
        keys = {tuple(row[:4]): str(row[4]) for row in rows}
        about |= {pk: {keys[one] for one in names if one in keys} for pk, names in named.items()}
    return _rewriters(about)


def veil_about(
    entries: Sequence[AuditEntry], kind: str, letters_of: Callable[[set[str]], Iterable[tuple[int, str]]]
) -> Rewriters:
    """Of things of a kind that are about a letter: `letters_of` gives (key of the thing, key of the letter)."""
    keys = {entry.target_key for entry in entries if entry.target_kind == kind}
    held: dict[str, set[str]] = {}
    for thing, letter in letters_of(keys) if keys else ():
        held.setdefault(str(thing), set()).add(letter)
    return _rewriters({
        entry.pk: held[entry.target_key] for entry in entries if entry.target_kind == kind and entry.target_key in held
    })  # fmt: skip


def _named(entry: AuditEntry) -> set[tuple[str, str, int, int]]:
    texts = (entry.target_label, *(value for value in entry.data.values() if isinstance(value, str)))
    return {
        (entry.district_code, _DIRECTIONS[word], int(number), int(year))
        for text in texts for word, number, year in _REFERENCE.findall(text)
    }  # fmt: skip


def _rewriters(about: Mapping[int, set[str]]) -> dict[int, Callable[[str], str]]:
    hidden = _hidden(set().union(*about.values()) if about else set())
    found = {pk: [pair for key in keys for pair in hidden.get(key, ())] for pk, keys in about.items()}
    return {pk: partial(_said, pairs=pairs) for pk, pairs in found.items() if pairs}


def _hidden(keys: set[str]) -> dict[str, list[tuple[str, str]]]:
    """By the key of a letter that is secret now: (what its subject was in its trace or is, what is told of it)."""
    secret = Letter.objects.told_by_class().filter(pk__in=[key for key in keys if key.isdecimal()])
    letters = {str(row.pk): row for row in secret} if keys else {}
    words = {key: {row.subject} for key, row in letters.items()}
    if letters:
        own = AuditEntry.objects.filter(Q(target_kind=KIND) & Q(target_key__in=letters)).order_by()
        for key, label in own.values_list("target_key", "target_label").distinct():
            words[key].add(label.removeprefix(f"{letters[key].reference} "))
    return {
        key: [(one, row.told) for one in sorted(words[key] - {row.told, ""}, key=len, reverse=True)]
        for key, row in letters.items()
    }


def _said(text: str, *, pairs: Sequence[tuple[str, str]]) -> str:
    for subject, told in pairs:
        text = instead(text, subject, told)
    return text
