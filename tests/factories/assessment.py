"""An indicator with four issues and its rule, and an assessment of it."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from kotpn.assessment.models import Assessment
from kotpn.assessment.services import begin
from kotpn.standards.models import Indicator, Issue, LevelLabel, LevelRule, OfficeStandard, OfficeStandardSet, ProofLine
from schools.models import District

WORDS = {5: "ดีเยี่ยม", 4: "ดีมาก", 3: "ดี", 2: "พอใช้", 1: "ปรับปรุง"}


def an_indicator(
    district: District, *, issues: int = 4, code: str = "test", lines: dict[int, list[dict[str, Any]]] | None = None
) -> Indicator:
    """In a published set; level 1 + issues with evidence. `lines` gives the evidence lines by issue number."""
    made = OfficeStandardSet.objects.create(
        district=district, code=code, name="มาตรฐานทดสอบ", year_from=2557, state=OfficeStandardSet.State.PUBLISHED,
        updated_at=timezone.now(),
    )  # fmt: skip
    LevelLabel.objects.bulk_create(LevelLabel(set=made, value=value, word=word) for value, word in WORDS.items())
    standard = OfficeStandard.objects.create(set=made, number=1, title="การบริหารจัดการองค์การสู่ความเป็นเลิศ")
    indicator = Indicator.objects.create(
        standard=standard, number=4, title="การติดตาม ตรวจสอบ ประเมินผล และนิเทศการศึกษาที่มีประสิทธิภาพ"
    )
    LevelRule.objects.bulk_create(
        LevelRule(
            indicator=indicator, level=1 + proved, carried_out=issues, with_evidence=proved,
            description=f"ดำเนินการครบ {issues} ข้อ มีหลักฐาน {proved} ข้อ",
        )
        for proved in range(issues + 1)
    )  # fmt: skip
    for number in range(1, issues + 1):
        issue = Issue.objects.create(indicator=indicator, number=number, title=f"ประเด็นทดสอบที่ {number}")
        for place, line in enumerate((lines or {}).get(number, [{"title": f"หลักฐานของประเด็นที่ {number}"}]), start=1):
            ProofLine.objects.create(issue=issue, position=place, **line)
    return indicator


def an_assessment(
    actor: Any, district: District, *, fiscal_year: int = 2568, indicator: Indicator | None = None,
    closes_on: date | None = None, now: datetime | None = None, **more: Any,
) -> Assessment:  # fmt: skip
    return begin(
        indicator or an_indicator(district, **more), actor=actor, fiscal_year=fiscal_year, closes_on=closes_on, now=now
    )
