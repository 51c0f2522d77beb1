"""A demo quality plan of the large office: five years, approved by the chain, results of its first year."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.thai.years import fiscal_year
from qa.plans import services
from qa.plans.models import IndicatorYear, QualityPlan
from schools.demo import DemoContext
from schools.queries import holders

FINDINGS = (
    ("ผู้เรียนชั้น ป.3 อ่านไม่คล่องในโรงเรียนขนาดเล็ก", "self", "สรุป SAR ระดับเขต ประเด็น 1.1.1"),
    ("การใช้ผลประเมินพัฒนาการเรียนการสอนยังไม่สม่ำเสมอ", "office", "รายงานการติดตามระบบประกันคุณภาพภายใน"),
    ("ควรพัฒนาระบบสารสนเทศเพื่อการบริหาร", "external", "ข้อเสนอแนะการประเมินภายนอกรอบล่าสุด"),
)
STRATEGIES = (
    ("พัฒนาการอ่านและการคิดของผู้เรียน", ("อบรมครูภาษาไทยรายกลุ่มโรงเรียน", "นิเทศชั้นเรียนการอ่านภาคเรียนละ 1 ครั้ง"),
     ("ร้อยละของผู้เรียน ป.3 ที่อ่านคล่อง", "ร้อยละ", 78, 2), ("อ่านออกเขียนได้ทั้งเขต", 120_000)),
    ("ยกระดับระบบประกันคุณภาพภายใน", ("ให้คำปรึกษา SAR รายกลุ่ม", "แลกเปลี่ยนโรงเรียนต้นแบบปีละ 1 ครั้ง"),
     ("โรงเรียนที่มีผลประเมินตนเองระดับดีเลิศขึ้นไป", "ร้อยละ", 55, 4), ("ประกันคุณภาพเข้มแข็ง", 80_000)),
)  # fmt: skip


def seed(context: DemoContext) -> None:
    """An office that has a plan is left as it is."""
    district = context.first
    if QualityPlan.objects.of_district(district).exists():
        return
    author = holders("supervisor", district, context.today)[0]
    year = fiscal_year(context.today) - 1
    now = timezone.make_aware(datetime.combine(context.today - timedelta(days=20), time(9)))
    plan = services.create_plan(
        district, actor=author, title=f"แผนพัฒนาคุณภาพการศึกษา พ.ศ. {year}–{year + 4}", year_kind="fiscal",
        year_from=year, year_to=year + 4, aim="ผู้เรียนทุกคนได้เรียนในโรงเรียนที่มีคุณภาพตามมาตรฐาน ใกล้บ้าน", now=now,
    )  # fmt: skip
    findings = [
        services.add_finding(
            plan, actor=author, text=text, origin=origin, academic_year=year - 1, source=source, now=now
        )
        for text, origin, source in FINDINGS
    ]
    for place, told in enumerate(STRATEGIES):
        _strategy(plan, author, told, findings[place : place + 2], now)
    services.submit_plan(plan, actor=author, now=now)
    for hour, post in enumerate(district.settings.plan_chain, start=1):
        plan.refresh_from_db()
        services.decide_plan(
            plan, actor=holders(post, district, context.today)[0], revision=plan.revision, decision="approved",
            content_hash=plan.content_hash, now=now + timedelta(hours=hour),
        )  # fmt: skip
    rows = IndicatorYear.objects.filter(indicator__strategy__plan=plan, year=year).order_by("indicator")
    results = {row.indicator_id: ((row.target or Decimal(0)) - place * 3, "") for place, row in enumerate(rows)}
    services.record_results(plan, actor=author, year=year, results=results, now=now + timedelta(days=1))


def _strategy(plan: QualityPlan, author: Any, told: Any, findings: Any, now: datetime) -> None:
    title, measures, (indicator, unit, base, step), (project, budget) = told

    def add(kind: str, **given: Any) -> Any:
        return services.save_row(plan, actor=author, kind=kind, now=now, **given)

    strategy = add("strategy", values={"title": title}, findings=findings)
    for text in measures:
        add("measure", under=strategy, values={"text": text})
    targets = {year: Decimal(base + step * place) for place, year in enumerate(plan.years, start=1)}
    values = {"title": indicator, "unit": unit, "baseline": Decimal(base)}
    add("indicator", under=strategy, values=values, years=targets)
    budgets = {year: Decimal(budget) for year in plan.years}
    add("project", under=strategy, values={"name": project, "responsible": "กลุ่มนิเทศฯ"}, years=budgets)
