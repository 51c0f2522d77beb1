"""A set of office standards through the services: one indicator of two issues with its rule."""

from typing import Any

from kotpn.standards import services
from kotpn.standards.models import Indicator, Issue, OfficeStandardSet, ProofLine
from kotpn.standards.services import LineWords, PartWords, RuleRow


def draft(director: Any, district: Any, *, name: str = "ชุดทดสอบ", year_from: int = 2568) -> OfficeStandardSet:
    values = {"name": name, "year_from": year_from, "source": "เอกสารทดสอบ"}
    made = services.make_set(district, actor=director, values=values)
    standard = services.save_standard(made, actor=director, words=PartWords(1, "การบริหารจัดการ"))
    indicator = services.save_indicator(standard, actor=director, words=PartWords(4, "การติดตามและนิเทศ"))
    for number in (1, 2):
        issue = services.save_issue(indicator, actor=director, number=number, title=f"ประเด็นที่เขียน {number}")
        services.save_line(issue, actor=director, words=LineWords("หลักฐานแนบเอง"))
    rows = [RuleRow(3 + proved, 2, proved, f"ครบ 2 มีหลักฐาน {proved}") for proved in range(3)]
    services.save_rules(indicator, actor=director, rows=rows)
    made.refresh_from_db()
    return made


def published(director: Any, district: Any, **options: Any) -> OfficeStandardSet:
    made = draft(director, district, **options)
    return services.publish_set(made, actor=director, year_from=made.year_from)


def indicator_of(row: OfficeStandardSet) -> Indicator:
    return Indicator.objects.get(standard__set=row)


def issue_of(row: OfficeStandardSet, number: int = 1) -> Issue:
    return Issue.objects.get(indicator__standard__set=row, number=number)


def line_of(row: OfficeStandardSet, number: int = 1) -> ProofLine:
    return ProofLine.objects.get(issue=issue_of(row, number))
