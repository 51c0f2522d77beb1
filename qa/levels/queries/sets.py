"""Which set of standards a year's levels are told in."""

from collections.abc import Iterable, Sequence

from core.errors import DomainError
from qa.levels.models import SchoolLevel
from qa.standards.models import EducationLevel, ScaleLevel, StandardSet
from schools.importing.sheets import folded
from schools.models import District

NOT_ASSESSED = "ไม่ประเมิน"
NOT_ASSESSED_WORDS = frozenset(folded(word) for word in (NOT_ASSESSED, "ไม่ได้ประเมิน", "ไม่มีการประเมิน", "ไม่รับการประเมิน"))
_FAMILIES = {
    SchoolLevel.Source.EXTERNAL.value: (StandardSet.Family.EXTERNAL, StandardSet.Family.DISTRICT),
}
_INTERNAL = (StandardSet.Family.DISTRICT, StandardSet.Family.NATIONAL, StandardSet.Family.OWN)


def likeliest(sets: Iterable[StandardSet], academic_year: int, source: str) -> list[StandardSet]:
    """Of `sets` those a level of that year may be told in, the likeliest first: external ones for external results,
    then the office's own, then the national; of two alike the one the office has had longest."""
    families = [*_FAMILIES.get(source, ()), *_INTERNAL, StandardSet.Family.EXTERNAL]
    order = {family: at for at, family in reversed(list(enumerate(families)))}
    fit = [one for one in sets if one.state != StandardSet.State.DRAFT and one.covers(academic_year)]
    # A retired set still holds for the years it was used in, after those in use.
    return sorted(fit, key=lambda one: (one.state != StandardSet.State.PUBLISHED, order[one.family], one.pk))


def candidates(district: District, academic_year: int, level: str, source: str) -> list[StandardSet]:
    """The office's sets a level of that year may be told in, the likeliest first."""
    rows = StandardSet.objects.of_district(district).filter(level=level).prefetch_related("scale")
    return likeliest(rows, academic_year, source)


def set_of_year(district: District, academic_year: int, level: str, source: str, *, code: str = "") -> StandardSet:
    """The set named by `code`, else the likeliest; DomainError when there is none for that year and level."""
    found = candidates(district, academic_year, level, source)
    if code:
        found = [one for one in found if one.code == code]
    if not found:
        word = EducationLevel(level).label
        named = f"รหัส {code} " if code else ""
        raise DomainError(f"ไม่มีชุดมาตรฐาน{named}ระดับ{word}ที่ใช้ในปีการศึกษา {academic_year}", field="year")
    return found[0]


def word_level(scale: Iterable[ScaleLevel], text: object) -> ScaleLevel | None:
    """The level a word or another spelling of it means."""
    wanted = folded(text)
    return next((one for one in scale if wanted in {folded(word) for word in (one.word, *one.also)}), None)


def sets_with_word(district: District, text: object, *, but: StandardSet) -> list[StandardSet]:
    """Sets of the office whose scale has that word, those of the same level of teaching first."""
    rows = StandardSet.objects.of_district(district).exclude(pk=but.pk).prefetch_related("scale")
    found = [one for one in rows if word_level(one.scale.all(), text)]
    return sorted(found, key=lambda one: (one.level != but.level, one.pk))


def words_of(scale: Sequence[ScaleLevel]) -> str:
    """The words of a scale, best first, as a message lists them."""
    return " ".join(one.word for one in sorted(scale, key=lambda one: -one.value))
