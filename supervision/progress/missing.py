"""What a school's baseline still lacks before it can be sent."""

from django.urls import reverse

from core.missing import Missing
from supervision.improvement.models import Participation
from supervision.improvement.models.programme import Use
from supervision.progress.models import Analysis, PlanLine, SchoolIndicator
from supervision.progress.queries.frame import AreaFrame, frame_of
from supervision.progress.scales import worse


def missing_of_sheet(part: Participation, frames: tuple[AreaFrame, ...] | None = None) -> list[Missing]:
    """A baseline and a target (with a reason when it is the worse of the two) for every indicator that concerns the
    school, an analysis of every area, and at least
    one activity for every area whose analysis states a need. Five queries."""
    frames = frames if frames is not None else frame_of(part.programme, Use.BASELINE, kind=part.school.kind)
    rows = {row.indicator_id: row for row in SchoolIndicator.objects.filter(participation=part)}
    analyses = {row.area_id: row for row in Analysis.objects.filter(participation=part)}
    planned = set(PlanLine.objects.filter(participation=part).values_list("area_id", flat=True))
    plan = reverse("progress:plan", args=[part.pk])
    found = []
    for frame in frames:
        page = reverse("progress:area", args=[part.pk, frame.area.pk])
        for indicator in frame.indicators:
            row = rows.get(indicator.pk)
            if row is None or row.baseline is None:
                found.append(Missing(f"ข้อมูลฐาน {indicator.code}", f"id_baseline_{indicator.pk}", page))
            if row is None or row.target is None:
                found.append(Missing(f"ค่าเป้าหมาย {indicator.code}", f"id_target_{indicator.pk}", page))
            elif row.baseline is not None and worse(indicator, row.target, row.baseline) and not row.target_reason:
                words = f"เป้าหมาย {indicator.code} ที่ต่ำกว่าข้อมูลฐาน: ตั้งใหม่หรือบอกเหตุผล"
                found.append(Missing(words, f"id_target_{indicator.pk}", page))
        analysis = analyses.get(frame.area.pk)
        if analysis is None or not (analysis.problem or analysis.strength):
            found.append(Missing(f"วิเคราะห์ด้าน{frame.area.name}", "id_strength", page))
        elif analysis.need and frame.area.pk not in planned:
            found.append(Missing(f"กิจกรรมที่ตอบความต้องการของด้าน{frame.area.name}", f"area-{frame.area.pk}", plan))
    return found
