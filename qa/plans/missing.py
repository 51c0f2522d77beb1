"""What a quality plan lacks before it can be sent."""

from core.missing import Missing
from qa.plans.models import QualityPlan
from qa.plans.queries.tree import PlanTree


def missing(plan: QualityPlan, tree: PlanTree) -> list[Missing]:
    found = [] if plan.aim.strip() else [Missing("ยังไม่ได้เขียนเป้าประสงค์", "front")]
    if not tree.findings:
        found.append(Missing("ยังไม่มีสิ่งที่พบจากผลการประเมิน", "findings"))
    if not tree.strategies:
        found.append(Missing("ยังไม่มีกลยุทธ์", "strategies"))
    for part in tree.strategies:
        if not part.indicators:
            found.append(Missing(f"กลยุทธ์ “{part.row.title}” ยังไม่มีตัวชี้วัด", f"strategy-{part.row.pk}"))
        for line in part.indicators:
            empty = [str(cell.year) for cell in line.cells if cell.target is None]
            if empty:
                text = f"ตัวชี้วัด “{line.row.title}” ยังไม่มีค่าเป้าหมายปี {', '.join(empty)}"
                found.append(Missing(text, f"indicator-{line.row.pk}"))
    return found
