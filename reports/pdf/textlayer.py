"""The text behind the printed glyphs, so that a PDF can be searched, copied and read aloud in Thai.

HarfBuzz sets ำ as two glyphs, ◌ํ and the same า that stands in งาน; a PDF maps each glyph to one text, so ทำงาน reads
back as ท้ำง้ำน. The printed Thai face therefore gets a second า, used after ◌ํ only, and every glyph its own letter again.
"""

import copy
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from pikepdf import Dictionary, Name, Pdf

NIKHAHIT, AA, AM = 0x0E4D, 0x0E32, 0x0E33
TAIL = "uni0E33.tail"
_PAIR = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")


def with_tail(path: Path) -> bytes:
    """The Thai face of `path` as TrueType with a second า after ◌ํ; the same bytes every time."""
    font = TTFont(path, recalcTimestamp=False)
    letters = font.getBestCmap()
    aa = letters[AA]
    font.setGlyphOrder([*font.getGlyphOrder(), TAIL])
    font["glyf"].glyphs[TAIL] = copy.deepcopy(font["glyf"][aa])
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["hmtx"][TAIL] = font["hmtx"][aa]
    if "GDEF" in font and font["GDEF"].table.GlyphClassDef and aa in font["GDEF"].table.GlyphClassDef.classDefs:
        classes = font["GDEF"].table.GlyphClassDef.classDefs
        classes[TAIL] = classes[aa]
    _substitute_after_nikhahit(font, aa, letters[NIKHAHIT])
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _substitute_after_nikhahit(font: TTFont, aa: str, nikhahit: str) -> None:
    """A contextual lookup at the end of `ccmp`: า after any form of ◌ํ becomes the tail."""
    table = font["GSUB"].table
    single = otTables.SingleSubst()
    single.mapping = {aa: TAIL}
    replace = _lookup(1, single)
    context = otTables.ChainContextSubst()
    context.Format = 3
    context.BacktrackCoverage = [_coverage(name for name in font.getGlyphOrder() if name.startswith(nikhahit))]
    context.InputCoverage = [_coverage([aa])]
    context.LookAheadCoverage = []
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, len(table.LookupList.Lookup)
    context.SubstLookupRecord = [record]
    context.BacktrackGlyphCount = context.InputGlyphCount = context.SubstCount = 1
    context.LookAheadGlyphCount = 0
    table.LookupList.Lookup += [replace, _lookup(6, context)]
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    for feature in table.FeatureList.FeatureRecord:
        if feature.FeatureTag == "ccmp":
            feature.Feature.LookupListIndex.append(len(table.LookupList.Lookup) - 1)
            feature.Feature.LookupCount = len(feature.Feature.LookupListIndex)


def _lookup(kind: int, subtable: object) -> object:
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag = kind, 0
    lookup.SubTable, lookup.SubTableCount = [subtable], 1
    return lookup


def _coverage(names: object) -> object:
    coverage = otTables.Coverage()
    coverage.glyphs = list(names)  # type: ignore[call-overload]  # fontTools names an iterable of glyphs `object`
    return coverage


def _replacements(font: TTFont) -> Iterator[tuple[list[str], str]]:
    """(glyphs, the one glyph that replaces them) of every substitution of the face."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            for plain, form in getattr(subtable, "mapping", {}).items():
                if isinstance(form, str):
                    yield [plain], form
            for first, ligatures in getattr(subtable, "ligatures", {}).items():
                for ligature in ligatures:
                    yield [first, *ligature.Component], ligature.LigGlyph


@cache
def letters_of(face: bytes) -> dict[int, str]:
    """Glyph number → the text it stands for, for every glyph of the prepared Thai face."""
    font = TTFont(io.BytesIO(face))
    by_name = {name: chr(code) for code, name in font.getBestCmap().items()}
    by_name[TAIL] = chr(AM)
    by_name[font.getBestCmap()[NIKHAHIT]] = ""
    # Narrow, small and short forms carry the text of what they replace; ◌ํ with a tone mark that of the mark.
    known = 0
    while known != len(by_name):
        known = len(by_name)
        for parts, form in _replacements(font):
            if form != TAIL and all(part in by_name for part in parts):
                by_name.setdefault(form, "".join(by_name[part] for part in parts))
    return {number: by_name[name] for number, name in enumerate(font.getGlyphOrder()) if name in by_name}


def mend(pdf: Pdf, faces: dict[str, bytes]) -> None:
    """Give every glyph of the Thai faces its own letter in the file's ToUnicode tables; `faces` by printed name."""
    for item in pdf.objects:
        if not isinstance(item, Dictionary) or item.get("/Subtype") != Name.Type0 or "/ToUnicode" not in item:
            continue
        face = faces.get(str(item.get("/BaseFont", "")).partition("+")[2])
        if face is None:
            continue
        letters = letters_of(face)

        def pair(found: re.Match[bytes], letters: dict[int, str] = letters) -> bytes:
            text = letters.get(int(found.group(1), 16))
            if text is None:
                return found.group()
            return b"<" + found.group(1) + b"> <" + text.encode("utf-16-be").hex().encode() + b">"

        item.ToUnicode.write(_PAIR.sub(pair, item.ToUnicode.read_bytes()))
