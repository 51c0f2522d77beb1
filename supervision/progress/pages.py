"""The working pages of this app: baseline, plan, fast reports, objectives, next year's plan."""

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from core.thai.dates import thai_date
from supervision.improvement.models import Participation, Programme
from supervision.improvement.working import Standing, WorkingPage
from supervision.progress.models import BaselineSheet, PlanLine, ProgressReport
from supervision.progress.queries.outlook import outlook_of_school, outlooks
from supervision.progress.queries.silence import is_late, silent_parts

SENT = (BaselineSheet.State.SUBMITTED, BaselineSheet.State.ACCEPTED)


def _baselines(programme: Programme) -> Standing:
    counted = Participation.objects.filter(programme=programme, is_in=True).aggregate(
        total=Count("pk"), sent=Count("pk", filter=Q(baseline_sheet__state__in=SENT)),
        taken=Count("pk", filter=Q(baseline_sheet__state=BaselineSheet.State.ACCEPTED)),
    )  # fmt: skip
    words = f"ส่งแล้ว {counted['sent']} จาก {counted['total']} โรงเรียน รับแล้ว {counted['taken']}"
    return Standing(counted["taken"], counted["total"], words)


def _baseline(part: Participation) -> Standing:
    sheet = BaselineSheet.objects.filter(participation=part).first()
    state = sheet.state if sheet else BaselineSheet.State.DRAFT
    return Standing(int(state in SENT), 1, BaselineSheet.State(state).label)


def _lines(rows: QuerySet[PlanLine]) -> Standing:
    today = timezone.localdate()
    counted = rows.aggregate(
        total=Count("pk"), done=Count("pk", filter=Q(done_on__isnull=False)),
        late=Count("pk", filter=Q(done_on__isnull=True, ends_on__lt=today)),
    )  # fmt: skip
    words = f"ทำแล้ว {counted['done']} จาก {counted['total']} กิจกรรม" if counted["total"] else "ยังไม่มีกิจกรรม"
    return Standing(counted["done"], counted["total"], words, counted["late"])


def _plans(programme: Programme) -> Standing:
    return _lines(PlanLine.objects.filter(participation__programme=programme, participation__is_in=True))


def _plan(part: Participation) -> Standing:
    return _lines(PlanLine.objects.filter(participation=part))


def _reports(programme: Programme) -> Standing:
    total = Participation.objects.filter(programme=programme, is_in=True).count()
    late = len(silent_parts(programme, today=timezone.localdate()))
    words = f"ไม่ได้รายงานเกิน {programme.report_every} วัน {late} โรงเรียน" if late else "ไม่มีโรงเรียนที่ขาดรายงาน"
    return Standing(total - late, total, words, late)


def _school_reports(part: Participation) -> Standing:
    last = ProgressReport.objects.standing().filter(participation=part).first()
    if last is None:
        return Standing(0, 1, "ยังไม่เคยรายงาน")
    late = is_late(part.programme, last.reported_on, today=timezone.localdate())
    return Standing(int(not late), 1, f"รายงานล่าสุด {thai_date(last.reported_on, 'short')}", int(late))


def _objectives(programme: Programme) -> Standing:
    found = outlooks(programme)
    asked = sum(row.asked for row in found.values())
    reached = sum(row.reached for row in found.values())
    late = sum(1 for row in found.values() if row.behind)
    return Standing(reached, asked, f"ถึงเป้าหมาย {reached:,} จาก {asked:,} ค่า ช้ากว่าเป้าหมาย {late} โรงเรียน", late)


def _school_objectives(part: Participation) -> Standing:
    found = outlook_of_school(part)
    words = f"ถึงเป้าหมาย {found.reached} จาก {found.asked} ตัวชี้วัด" + (
        f" ช้ากว่าเป้าหมาย {found.behind}" if found.behind else ""
    )
    # Behind its path is not overdue: what is due is told by the steps before.
    return Standing(found.reached, found.asked, words)


def _next(programme: Programme) -> Standing:
    later = programme.carried_to.exclude(state=Programme.State.CANCELLED).order_by("year").first()
    return Standing(int(later is not None), 1, f"เปิดปี {later.year} แล้ว" if later else "ยังไม่ได้เปิดปีถัดไป")


PAGES = (
    WorkingPage(
        "baseline", "ข้อมูลฐานและวิเคราะห์ปัญหา", office=lambda row: reverse("progress:baselines", args=[row.pk]),
        school=lambda row: reverse("progress:baseline", args=[row.pk]), standing=_baselines, school_standing=_baseline,
    ),
    WorkingPage(
        "plan", "แผนพัฒนา", office=lambda row: reverse("progress:plans", args=[row.pk]),
        school=lambda row: reverse("progress:plan", args=[row.pk]), standing=_plans, school_standing=_plan,
    ),
    WorkingPage(
        "progress-reports", "รายงานความก้าวหน้า", office=lambda row: reverse("progress:reports", args=[row.pk]),
        school=lambda row: reverse("progress:school-reports", args=[row.pk]), standing=_reports,
        school_standing=_school_reports,
    ),
    WorkingPage(
        "objectives", "ความก้าวหน้าตามเป้าหมาย", office=lambda row: reverse("progress:objectives", args=[row.pk]),
        school=lambda row: reverse("progress:school-objectives", args=[row.pk]), standing=_objectives,
        school_standing=_school_objectives,
    ),
    WorkingPage(
        "next-plan", "นำผลไปวางแผนปีถัดไป", office=lambda row: reverse("progress:next-plan", args=[row.pk]),
        school=lambda row: reverse("progress:school-next", args=[row.pk]), standing=_next,
    ),
)  # fmt: skip
