"""The schools behind a number of a table: the same rows the table counted, by the filters of its address."""

from collections.abc import Mapping

from qa.levels.models import SchoolLevel
from qa.levels.queries.sets import NOT_ASSESSED
from qa.levels.queries.summary import Summary
from qa.levels.queries.tables import MISSING, NONE, OTHER, STATES
from schools.models import School

APART = "apart"
GROUPS = ("size", "kind", "cluster", "amphoe")


def behind(found: Summary, filters: Mapping[str, str]) -> tuple[dict[int, str], list[str]]:
    """({school: what it has}, the filters in Thai words). `word` is a level's key, a state or "apart"; `standard` the
    key of a standard; size, kind, cluster and amphoe as a line's `where` gives them."""
    wanted = filters.get("word", "")
    if wanted == APART:
        return {school.pk: "ไม่มีนักเรียนระดับนี้" for school in found.scope.apart}, ["ไม่มีนักเรียนระดับนี้"]
    told: list[str] = []
    schools = list(found.scope.schools)
    for group in found.groups:
        if value := filters.get(group.key):
            schools = [school for school in schools if group.of(school)[1] == value]
            label = next((group.of(school)[2] for school in schools), "")
            told.append(label or group.title)
    held = dict(found.held)
    standard = next((one for one in found.standards if str(one.pk) == filters.get("standard")), None)
    if standard is not None:
        told.append(str(standard))
        rows = SchoolLevel.objects.filter(
            set=found.set, academic_year=found.year, level=found.level, source=found.source, standard=standard,
            school__in=[school.pk for school in schools],
        )  # fmt: skip
        held = dict(rows.order_by().values_list("school_id", "scale_level_id"))
    words = {word.pk: word.word for word in found.scale}
    result: dict[int, str] = {}
    for school in schools:
        key, label = _state(school, held, words, found)
        if wanted in ("", key):
            result[school.pk] = label
    if wanted:
        told.append(STATES.get(wanted) or next((w.word for w in found.scale if str(w.pk) == wanted), ""))
    return result, [word for word in told if word]


def _state(school: School, held: Mapping[int, int | None], words: Mapping[int, str], found: Summary) -> tuple[str, str]:
    if school.pk in held:
        level = held[school.pk]
        return (NONE, NOT_ASSESSED) if level is None else (str(level), words[level])
    if school.pk in found.elsewhere:
        return OTHER, f"{STATES[OTHER]}: {found.sets[found.elsewhere[school.pk]]}"
    return MISSING, STATES[MISSING]
