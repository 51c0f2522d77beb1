"""What visits give as results of schools: the levels of the four areas, and the percent of a form, each of the latest
visit of an academic year that has them.

Sheets about a named person are left out (product §4), and so are a school's own (`is_internal`).
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.urls import reverse

from core.thai.dates import thai_date
from instruments.models import Answer, Instrument, Response
from schools.results import Because, ResultKind, register_result
from supervision.areas import Area
from supervision.field.models import Visit
from supervision.field.queries.areas import FORM, LEVEL_ITEMS

AREAS, FORMS = "visit-areas", "instrument"
WHOLE = "all"
_CODES = {area.value: code for code, area in LEVEL_ITEMS.items()}


def _sheets(district: Any, code: str, *, year: int | None = None) -> Any:
    """Sheets of a form in visits that were made, newest visit first for each school."""
    visits = Visit.objects.of_district(district).made()
    if year is not None:
        visits = visits.filter(academic_year=year)
    return (
        Response.objects.of_office()
        .filter(person__isnull=True, version__instrument__code=code, version__instrument__district=district)
        .filter(visit_sheet__visit__in=visits.order_by().values("pk"))
        .order_by("school", "-visit_sheet__visit__visited_on", "-visit_sheet__visit", "-created_at")
    )


def _rated(district: Any, year: int, option: str) -> dict[int, dict[str, Decimal]]:
    """School → level item → its level on the latest sheet that has one of `option`; one query."""
    codes = list(LEVEL_ITEMS) if option == WHOLE else [_CODES[option]] if option in _CODES else []
    rows = (
        Answer.objects.filter(
            response__in=_sheets(district, FORM, year=year).order_by().values("pk"), item__code__in=codes,
            number__isnull=False,
        )
        .order_by("response__school", "-response__visit_sheet__visit__visited_on", "-response__visit_sheet__visit",
                  "-response__created_at")
        .values_list("response__school", "response", "item__code", "number")
    )  # fmt: skip
    newest: dict[int, Any] = {}
    found: dict[int, dict[str, Decimal]] = {}
    for school, sheet, code, number in rows:
        if newest.setdefault(school, sheet) == sheet:
            found.setdefault(school, {})[code] = Decimal(number or 0)
    return found


def _area_values(district: Any, year: int, option: str) -> Mapping[int, Decimal]:
    rated = _rated(district, year, option)
    return {school: Decimal(sum(levels.values())) / len(levels) for school, levels in rated.items()}


def _area_explain(school: Any, year: int, option: str) -> Sequence[Because]:
    levels = _rated(school.district, year, option).get(school.pk)
    if not levels:
        return []
    wanted = [code for code in LEVEL_ITEMS if code in levels]
    sheet = (
        _sheets(school.district, FORM, year=year)
        .filter(school=school, answers__item__code__in=wanted, answers__number__isnull=False)
        .annotate(visit=F("visit_sheet__visit"), on=F("visit_sheet__visit__visited_on"))
        .first()
    )
    url = reverse("field:visit", args=[sheet.visit]) if sheet else ""
    found = [Because(f"ด้าน{LEVEL_ITEMS[code].label}", f"ระดับ {levels[code]:.0f}", url) for code in wanted]
    if sheet:
        found.insert(0, Because("บันทึกการนิเทศครั้งล่าสุดที่ให้ระดับ", thai_date(sheet.on, "short"), url))
    if len(wanted) > 1:
        mean = Decimal(sum(levels.values())) / len(levels)
        found.append(Because(f"ค่าเฉลี่ย {len(wanted)} ด้านที่ให้ระดับ", f"{mean:.2f}"))
    return found


def _years(district: Any, code: str) -> list[int]:
    rows = _sheets(district, code).order_by("-visit_sheet__visit__academic_year")
    return list(rows.values_list("visit_sheet__visit__academic_year", flat=True).distinct())


def _form_options(district: Any) -> list[tuple[str, str]]:
    """The office's forms about a school or a class that can be scored; one query."""
    rows = Instrument.objects.of_district(district).filter(
        subject__in=(Instrument.Subject.SCHOOL, Instrument.Subject.CLASSROOM), versions__band_set__isnull=False
    )
    return list(rows.order_by("name", "code").values_list("code", "name").distinct())


def _form_values(district: Any, year: int, option: str) -> Mapping[int, Decimal]:
    rows = _sheets(district, option, year=year).filter(percent__isnull=False).distinct("school")
    return dict(rows.values_list("school", "percent"))


def _form_explain(school: Any, year: int, option: str) -> Sequence[Because]:
    sheet = (
        _sheets(school.district, option, year=year)
        .filter(school=school, percent__isnull=False)
        .select_related("version__instrument", "band")
        .annotate(visit=F("visit_sheet__visit"), on=F("visit_sheet__visit__visited_on"))
        .first()
    )
    if sheet is None:
        return []
    url = reverse("field:visit", args=[sheet.visit])
    label = f"{sheet.version.instrument.name} รุ่นที่ {sheet.version.number} เมื่อ {thai_date(sheet.on, 'short')}"
    found = [
        Because(label, f"{sheet.total.normalize():f} จาก {sheet.highest.normalize():f} คะแนน", url),
        Because("คะแนนที่ได้ ÷ คะแนนเต็มของข้อที่ให้คะแนน × 100", f"{sheet.percent:.2f}"),
    ]
    if sheet.band:
        found.append(Because("ระดับตามเกณฑ์ของเครื่องมือ", sheet.band.label))
    return found


def register() -> None:
    register_result(
        ResultKind(
            key=AREAS, thai="ระดับ 4 ด้านจากการนิเทศ", unit="ระดับ", lowest=Decimal(1), highest=Decimal(5),
            options=lambda district: [(WHOLE, "เฉลี่ยทุกด้าน"), *((area.value, f"ด้าน{area.label}") for area in Area)],
            years=lambda district, option: _years(district, FORM), values=_area_values, explain=_area_explain,
        )
    )  # fmt: skip
    register_result(
        ResultKind(
            key=FORMS, thai="ผลจากเครื่องมือนิเทศ (ครั้งล่าสุด)", unit="ร้อยละ", lowest=Decimal(0), highest=Decimal(100),
            options=_form_options, years=_years, values=_form_values, explain=_form_explain,
        )
    )  # fmt: skip
