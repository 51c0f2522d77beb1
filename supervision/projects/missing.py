"""What a project still lacks before it can begin, and before it can end."""

from core.missing import Missing
from supervision.projects.models import ProjectYear


def missing_to_start(row: ProjectYear) -> list[Missing]:
    found = []
    if not row.objectives.strip():
        found.append(Missing("ยังไม่ได้เขียนวัตถุประสงค์", "plan"))
    if not row.owners.exists():
        found.append(Missing("ยังไม่มีผู้รับผิดชอบ", "owner"))
    if not row.indicators.exists():
        found.append(Missing("ยังไม่มีตัวชี้วัด", "indicator"))
    if not row.activities.exists():
        found.append(Missing("ยังไม่มีกิจกรรม", "activity"))
    return found


def missing_to_finish(row: ProjectYear) -> list[Missing]:
    found = [
        Missing(f"ยังไม่มีผลของตัวชี้วัด “{one.name}”", "indicator") for one in row.indicators.filter(result__isnull=True)
    ]
    left = row.activities.filter(state__in=["waiting", "doing"]).count()
    if left:
        found.append(Missing(f"กิจกรรม {left} รายการยังไม่เสร็จ", "activity"))
    waiting = row.rounds.filter(state__in=["open", "scoring"]).count()
    if waiting:
        found.append(Missing(f"รอบคัดเลือก {waiting} รอบยังไม่ประกาศผล", "rounds"))
    if not row.result.strip():
        found.append(Missing("ยังไม่ได้เขียนผลการดำเนินงาน", "report"))
    return found
