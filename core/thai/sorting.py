"""Dictionary order of Thai names as a stored key: servers differ in their collations, and the embedded one has none."""

import re
import unicodedata

from core.thai.numerals import to_arabic

# A leading vowel is written before its consonant but sorted after it.
_LEADING = re.compile("([เ-ไ])([ก-ฮ])")
# Vowel shortener, tone marks, silencer and the rare marks decide only between otherwise equal words.
_MARKS = re.compile("[็-๎]")
_NUMBER = re.compile(r"\d+", re.ASCII)


def sort_key(text: str) -> str:
    """A string whose code-point order is the order of a Thai dictionary; numbers inside names count by value.

    Letters come first; a name with tone marks carries a second part that decides between equal letters. At most twice
    the length of the text and one, but for numbers, which are padded to five digits.
    """
    plain = unicodedata.normalize("NFC", to_arabic(text)).casefold().replace("ํา", "ำ")
    swapped = _LEADING.sub(r"\2\1", "".join(c for c in plain if not _ignored(c)))
    letters = _MARKS.sub("", swapped)
    first = _NUMBER.sub(lambda found: found.group().zfill(5), letters)
    return first if letters == swapped else f"{first} {swapped}"


def _ignored(character: str) -> bool:
    """ฯ, ๆ, blanks and punctuation do not take part."""
    return character in "ฯๆ๏๚๛" or unicodedata.category(character)[0] in "ZPSC"
