"""What a rule of an honour says, in data and in words, and which schools of a published result it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from core.errors import DomainError
from supervision.improvement.models import Programme
from supervision.indicators.models import ColourBand
from supervision.recognition.models import Award
from supervision.results.models import AreaResult, Edition, SchoolResult

TOTAL, GAIN, AREA = "total", "gain", "area:"
COLOURS = dict(ColourBand.Colour.choices)


def measures(programme: Programme) -> list[tuple[str, str]]:
    """What schools may be put in order by: the whole, the gain, one area of the programme's set."""
    areas = programme.set.areas.order_by("position").values_list("code", "name")
    return [(TOTAL, "คะแนนรวม"), (GAIN, "พัฒนาการจากข้อมูลฐาน"), *((f"{AREA}{code}", name) for code, name in areas)]


def _figure(value: Any, field: str) -> str | None:
    """A percent as text, so that the data keeps what was typed; None where nothing was."""
    if value in (None, ""):
        return None
    try:
        figure = Decimal(str(value))
    except InvalidOperation:
        raise DomainError("กรุณาใส่ตัวเลข", field=field) from None
    if not figure.is_finite() or not -100 <= figure <= 100:
        raise DomainError("ร้อยละต้องอยู่ระหว่าง -100 ถึง 100", field=field)
    return str(figure)


def checked(rule: Mapping[str, Any], programme: Programme) -> dict[str, Any]:
    """The rule with every name there; DomainError beside the field that is wrong. One that asks nothing is refused:
    it would honour every school."""
    measure = str(rule.get("measure") or TOTAL)
    if measure not in dict(measures(programme)):
        raise DomainError("ไม่มีด้านนี้ในชุดตัวชี้วัด", field="measure")
    top = rule.get("top") or None
    if top is not None and not (isinstance(top, int) and 1 <= top <= 1000):
        raise DomainError("จำนวนอันดับต้องเป็นจำนวนเต็มตั้งแต่ 1", field="top")
    colours = [str(colour) for colour in rule.get("colours") or []]
    if wrong := [colour for colour in colours if colour not in COLOURS]:
        raise DomainError(f"ไม่มีกลุ่มสี {wrong[0]}", field="colours")
    made = {
        "measure": measure, "top": top, "per_group": bool(rule.get("per_group")), "colours": colours,
        "at_least": _figure(rule.get("at_least"), "at_least"),
        "gain_at_least": _figure(rule.get("gain_at_least"), "gain_at_least"),
    }  # fmt: skip
    if not (top or colours or made["at_least"] or made["gain_at_least"]):
        raise DomainError("กรุณาระบุเกณฑ์อย่างน้อยหนึ่งข้อ เช่น จำนวนอันดับ หรือคะแนนขั้นต่ำ", field="top")
    return made


def words(award: Award) -> list[str]:
    """The rule as sentences, for the page and the report."""
    rule = award.rule
    if not rule or award.programme is None:
        return []
    measure = dict(measures(award.programme)).get(rule["measure"], rule["measure"])
    said = []
    if rule.get("top"):
        group = " ของแต่ละกลุ่มจัดลำดับ" if rule.get("per_group") else ""
        said.append(f"{measure}สูงสุด {rule['top']} อันดับแรก{group} คะแนนเท่ากันได้รับด้วยกัน")
    if rule.get("at_least"):
        said.append(f"{measure}ตั้งแต่ร้อยละ {rule['at_least']}")
    if rule.get("gain_at_least"):
        said.append(f"พัฒนาการจากข้อมูลฐานตั้งแต่ร้อยละ {rule['gain_at_least']}")
    if rule.get("colours"):
        said.append(f"อยู่ในกลุ่มสี{' '.join(COLOURS[colour] for colour in rule['colours'])}")
    return said


@dataclass(frozen=True, slots=True)
class Found:
    """A school the rule gives, its figure, and why in words."""

    school: Any
    figure: Decimal
    why: str


def published_edition(programme: Programme) -> Edition | None:
    found: Edition | None = Edition.objects.filter(evaluation__programme=programme, state="published").first()
    return found


def found(award: Award) -> list[Found]:
    """Schools in order of the measure. DomainError while nothing is published; three queries, or four for an area."""
    if award.programme is None:
        raise DomainError("รางวัลนี้ไม่ได้ผูกกับการขับเคลื่อน", field="programme")
    edition = published_edition(award.programme)
    if edition is None:
        raise DomainError("ผลการประเมินยังไม่เผยแพร่ จึงยังไม่มีผู้ได้รับตามเกณฑ์")
    rule = award.rule
    figures = _figures(edition, rule["measure"])
    rows = [row for row in figures if _meets(row, rule)]
    rows.sort(key=lambda row: (-row[1], row[0].participation.school.name_sort, row[0].pk))
    label = dict(measures(award.programme))[rule["measure"]]
    made, places = [], _places(rows, per_group=rule["per_group"])
    for (result, figure), (place, group) in zip(rows, places, strict=True):
        if rule["top"] and place > rule["top"]:
            continue
        of_group = f" {group}" if rule["per_group"] and group else ""
        why = f"{label}ร้อยละ {figure:.2f} อันดับที่ {place}{of_group}"
        made.append(Found(result.participation.school, figure, why))
    return made


def _figures(edition: Edition, measure: str) -> list[tuple[SchoolResult, Decimal]]:
    """Complete schools that are in, each with what it is put in order by."""
    rows = edition.schools.filter(is_complete=True, participation__is_in=True).select_related("participation__school")
    if measure.startswith(AREA):
        code = measure.removeprefix(AREA)
        areas = AreaResult.objects.filter(edition=edition, area__code=code).values_list("participation", "percent")
        held = dict(areas)
        found = ((row, held.get(row.participation_id)) for row in rows)
        return [(row, percent) for row, percent in found if percent is not None]
    name = "gain" if measure == GAIN else "percent"
    return [(row, getattr(row, name)) for row in rows if getattr(row, name) is not None]


def _meets(row: tuple[SchoolResult, Decimal], rule: Mapping[str, Any]) -> bool:
    result, figure = row
    if rule["at_least"] is not None and figure < Decimal(rule["at_least"]):
        return False
    if rule["gain_at_least"] is not None and (result.gain is None or result.gain < Decimal(rule["gain_at_least"])):
        return False
    return not rule["colours"] or result.colour in rule["colours"]


def _places(rows: list[tuple[SchoolResult, Decimal]], *, per_group: bool) -> list[tuple[int, str]]:
    """Place and group of each row, which stand from the highest: equals share a place, the next one counts on."""
    seen: dict[str, list[Decimal]] = {}
    made = []
    for result, figure in rows:
        group = result.group if per_group else ""
        held = seen.setdefault(group, [])
        held.append(figure)
        made.append((held.index(figure) + 1, result.group))
    return made
