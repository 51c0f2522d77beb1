"""What a set of office standards lacks before it can be put in force."""

from django.urls import reverse

from core.missing import Missing
from kotpn.standards.models import Indicator, OfficeStandardSet


def missing(row: OfficeStandardSet) -> list[Missing]:
    """Four queries, whatever the size of the set."""
    found = [] if row.source.strip() else [Missing("ยังไม่ได้บอกที่มา", "front")]
    levels = {label.value for label in row.labels.all()}
    if len(levels) < 2:
        found.append(Missing("ต้องมีระดับคุณภาพอย่างน้อยสองระดับ", "labels"))
    standards = list(row.standards.prefetch_related("indicators__issues", "indicators__rules"))
    if not standards:
        found.append(Missing("ยังไม่มีมาตรฐาน", "standards"))
    for standard in standards:
        indicators = list(standard.indicators.all())
        if not indicators:
            found.append(Missing(f"มาตรฐานที่ {standard.number} ยังไม่มีตัวบ่งชี้", f"standard-{standard.pk}"))
        for indicator in indicators:
            name = f"มาตรฐานที่ {standard.number} ตัวบ่งชี้ที่ {indicator.number}"
            page = reverse("office-standards:indicator", args=[indicator.pk])
            found += [Missing(f"{name} {text}", anchor, page) for text, anchor in _of_indicator(indicator, levels)]
    return found


def _of_indicator(indicator: Indicator, levels: set[int]) -> list[tuple[str, str]]:
    """What the indicator itself lacks, each with the id of its section; from rows already read."""
    issues, rules = len(indicator.issues.all()), list(indicator.rules.all())
    if not issues:
        return [("ยังไม่มีประเด็นการพิจารณา", "issues")]
    if indicator.rule != Indicator.Rule.COUNT:
        return []
    found = []
    held = {rule.with_evidence for rule in rules if rule.carried_out == issues}
    if lacking := [str(count) for count in range(issues + 1) if count not in held]:
        found.append((f"ไม่มีเกณฑ์สำหรับ {', '.join(lacking)} ประเด็นที่มีหลักฐาน", "rules"))
    if over := sorted({rule.carried_out for rule in rules if rule.carried_out > issues}):
        found.append((f"มีเกณฑ์สำหรับ {over[-1]} ประเด็น แต่มีประเด็นเพียง {issues}", "rules"))
    if unnamed := sorted({rule.level for rule in rules} - levels):
        found.append((f"ระดับ {', '.join(map(str, unnamed))} ของเกณฑ์ไม่มีในระดับคุณภาพของชุด", "rules"))
    return found
