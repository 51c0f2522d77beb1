"""A network's year by the manual's seven steps: texts, plan, meetings, activities, report, publishing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import ask_sure
from core.conflicts import edited
from core.keys import number_of
from core.thai.years import fiscal_year
from schools.forms.publishing import PublishForm
from supervision.networks import services
from supervision.networks.forms import ActivityForm, CallForm, LineForm, WordsForm
from supervision.networks.missing import missing
from supervision.networks.models import Activity, Network, NetworkYear, PlanLine
from supervision.networks.permissions import can_write_year, may_publish, may_read_office, may_start, may_write
from supervision.networks.queries import STEPS, gatherings_of, standings
from supervision.networks.views.base import LIST, READERS, acted, asked_why, pressed, year_open, year_or_404


@requires("district.read")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All networks of the office in one fiscal year against the seven steps."""
    district = district_or_404(request)
    if not may_read_office(request.user, district):
        raise PermissionDenied
    mine = NetworkYear.objects.visible_to(request.user).filter(network__district=district)
    years = sorted(
        {fiscal_year(timezone.localdate()), *mine.order_by().values_list("fiscal_year", flat=True).distinct()}
    )
    wanted, today = number_of(request.GET.get("year")), timezone.localdate()
    chosen = wanted if wanted in years else fiscal_year(today)
    rows = standings(
        mine.filter(fiscal_year=chosen).select_related("network__kind").order_by("network__name", "pk"), today=today
    )
    without = Network.objects.visible_to(request.user).of_district(district).active()
    context = {
        "rows": rows, "chosen": chosen, "steps": STEPS,
        "done": [(title, sum(row.of(key).done for row in rows)) for key, title in STEPS],
        "reported": sum(not row.year.is_open for row in rows),
        "without": list(without.exclude(years__fiscal_year=chosen).order_by("name", "pk")),
        "may_start": may_start(request.user, district),
        "pills": [
            {"label": f"ปีงบประมาณ {year}", "url": f"{reverse('networks:overview')}?year={year}", "count": None,
             "current": year == chosen}
            for year in reversed(years)
        ],
    }  # fmt: skip
    return render(request, "networks/overview.html", context)


@requires(*READERS)
@require_safe
def year_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = year_or_404(request, pk)
    user = request.user
    office = may_read_office(user, row.network.district)
    can = can_write_year(user, row)
    standing = standings([row], today=timezone.localdate())[0]
    left = missing(row) if can else []
    reachable = Network.objects.visible_to(user).filter(pk=row.network_id).exists()
    context: dict[str, Any] = {
        "row": row, "network": row.network, "standing": standing, "steps": _steps(standing), "can_write": can,
        "office": office, "missing": left, "may": may_write(user, row.network), "reachable": reachable,
        "may_publish": may_publish(user, row), "survey": getattr(row, "survey", None),
        "plan": list(row.plan.select_related("owner").prefetch_related("activities")),
        "activities": list(row.activities.select_related("line")),
        "gatherings": list(gatherings_of(user, row)),
        "follow_ups": list(row.follow_ups.select_related("by", "response__version__instrument")) if office else [],
        "texts": [
            (label, text) for label, text in (
                ("สภาพปัญหาและความต้องการ", row.needs), ("เป้าหมายของปี", row.goal), ("ผลที่เกิดขึ้น", row.results),
                ("ปัญหาและอุปสรรค", row.problems), ("ข้อเสนอแนะ", row.advice),
            ) if text.strip()
        ],
    }  # fmt: skip
    return render(request, "networks/year.html", context)


def _steps(standing: Any) -> list[dict[str, Any]]:
    """As components/steps.html draws them."""
    first = standing.next
    return [
        {"mark": step.number, "name": step.title, "word": step.words, "url": f"#step-{step.key}",
         "state": "done" if step.done else "current" if first and step.key == first.key else "later"}
        for step in standing.steps
    ]  # fmt: skip


def _page(pk: int, step: str = "") -> str:
    return reverse("networks:year", args=[pk]) + (f"#step-{step}" if step else "")


@requires("network.write")
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, pk: int) -> HttpResponse:
    row = year_open(request, pk)
    form = WordsForm(request.POST or None, instance=row)
    return edited(
        request, form, lambda stamp: services.write_year(row, actor=request.user, stamp=stamp, **form.given),
        stamp=row.stamp, fresh=lambda: year_open(request, pk), heading="ข้อความของปี", button="บันทึก", back=_page(pk),
        done="บันทึกแล้ว", sub=str(row), draft=f"network-year-{pk}",
    )  # fmt: skip


def _line(request: HttpRequest, pk: int) -> PlanLine:
    mine = NetworkYear.objects.visible_to(request.user)
    found: PlanLine = get_object_or_404(
        PlanLine.objects.filter(year__in=mine).select_related("year__network__district"), pk=pk
    )
    if not may_write(request.user, found.year.network):
        raise PermissionDenied
    return found


@requires("network.write")
@require_http_methods(["GET", "POST"])
def plan_add(request: HttpRequest, pk: int) -> HttpResponse:
    row = year_open(request, pk)
    form = LineForm(request.POST or None, user=request.user, year=row)
    return acted(
        request, form, lambda: services.save_line(row, actor=request.user, **form.cleaned_data), heading="เพิ่มข้อของแผน",
        button="บันทึก", back=_page(pk, "plan"), done="บันทึกแผนแล้ว", sub=str(row),
    )  # fmt: skip


@requires("network.write")
@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)
    row = year_open(request, line.year_id)
    form = LineForm(request.POST or None, user=request.user, year=row, line=line)
    return edited(
        request, form,
        lambda stamp: services.save_line(row, actor=request.user, line=line, stamp=stamp, **form.cleaned_data),
        stamp=line.stamp, fresh=lambda: _line(request, pk), heading="แก้ไขข้อของแผน", button="บันทึก",
        back=_page(row.pk, "plan"), done="บันทึกแผนแล้ว", sub=str(row), under=LIST,
    )  # fmt: skip


@requires("network.write")
@require_http_methods(["GET", "POST"])
def plan_drop(request: HttpRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)
    return ask_sure(
        request, lambda: services.drop_line(line, actor=request.user), heading="นำข้อของแผนออก",
        gone=[f"“{line.title}” จะหายไปจากแผน เรียกคืนไม่ได้"], back=_page(line.year_id, "plan"), done="นำออกแล้ว",
        sub=str(line.year), under=LIST,
    )  # fmt: skip


def _activity(request: HttpRequest, pk: int) -> Activity:
    mine = NetworkYear.objects.visible_to(request.user)
    found: Activity = get_object_or_404(
        Activity.objects.filter(year__in=mine).select_related("year__network__district"), pk=pk
    )
    if not may_write(request.user, found.year.network):
        raise PermissionDenied
    return found


@requires("network.write")
@require_http_methods(["GET", "POST"])
def activity_add(request: HttpRequest, pk: int) -> HttpResponse:
    row = year_open(request, pk)
    initial: dict[str, Any] = {"held_on": timezone.localdate()}
    line = row.plan.filter(pk=number_of(request.GET.get("line"))).first()
    if line is not None:
        initial |= {"line": line, "title": line.title}
    form = ActivityForm(request.POST or None, year=row, initial=initial)
    return acted(
        request, form, lambda: services.record_activity(row, actor=request.user, **form.cleaned_data),
        heading="บันทึกกิจกรรม", button="บันทึก", back=_page(pk, "activities"), done="บันทึกกิจกรรมแล้ว", sub=str(row),
        draft=f"network-activity-{pk}",
    )  # fmt: skip


@requires("network.write")
@require_http_methods(["GET", "POST"])
def activity_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _activity(request, pk)
    row = year_open(request, found.year_id)
    form = ActivityForm(request.POST or None, year=row, activity=found)
    return edited(
        request, form,
        lambda stamp: services.record_activity(
            row, actor=request.user, activity=found, stamp=stamp, **form.cleaned_data
        ),
        stamp=found.stamp, fresh=lambda: _activity(request, pk), heading="แก้ไขกิจกรรม", button="บันทึก",
        back=_page(row.pk, "activities"), done="บันทึกแล้ว", sub=str(row), under=LIST,
    )  # fmt: skip


@requires("network.write")
@require_http_methods(["GET", "POST"])
def activity_drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = _activity(request, pk)
    return ask_sure(
        request, lambda: services.drop_activity(found, actor=request.user), heading="นำกิจกรรมออก",
        gone=[f"“{found.title}” และผลที่บันทึกไว้จะหายไป เรียกคืนไม่ได้"], back=_page(found.year_id, "activities"),
        done="นำออกแล้ว", sub=str(found.year), under=LIST,
    )  # fmt: skip


@requires("network.write")
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 3: a gathering of the members."""
    row = year_open(request, pk)
    form = CallForm(request.POST or None, initial={"title": f"ประชุม{row.network.name}"})
    return acted(
        request, form, lambda: services.call_network(row.network, actor=request.user, **form.cleaned_data),
        heading="เรียกประชุมเครือข่าย", button="เรียกประชุม", back=_page(pk, "meetings"),
        done="เรียกประชุมแล้ว โรงเรียนที่เป็นสมาชิกได้รับแจ้ง", sub=str(row),
        notes=["เชิญโรงเรียนที่เป็นสมาชิก และโรงเรียนของครูที่เป็นสมาชิก เพิ่มบุคคลอื่นได้ในหน้าการประชุม"],
    )  # fmt: skip


@requires("network.write")
@require_POST
def report(request: HttpRequest, pk: int) -> HttpResponse:
    row = year_open(request, pk, "report")
    return pressed(
        request, lambda: services.report_year(row, actor=request.user), back=_page(pk, "report"),
        done="ส่งรายงานแล้ว ข้อมูลของปีถูกปิดไว้จนกว่าจะเปิดแก้ไข",
    )  # fmt: skip


@requires("network.write")
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    row = year_open(request, pk, "reopen")
    return asked_why(
        request, lambda reason: services.reopen_year(row, actor=request.user, reason=reason), heading="เปิดแก้ไขรายงาน",
        button="เปิดแก้ไข", back=_page(pk), done="เปิดแก้ไขแล้ว", sub=str(row),
    )  # fmt: skip


def _to_publish(request: HttpRequest, pk: int) -> NetworkYear:
    row = year_or_404(request, pk)
    if not may_publish(request.user, row):
        raise PermissionDenied
    return row


@requires("publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_publish(request, pk)
    form = PublishForm(request.POST or None, row=row)
    return acted(
        request, form, lambda: services.publish_year(row, actor=request.user, **form.cleaned_data),
        heading="เผยแพร่รายงานเครือข่าย", button="เผยแพร่", back=_page(pk, "report"), done="เผยแพร่แล้ว", sub=str(row),
    )  # fmt: skip


@requires("publish")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_publish(request, pk)
    return pressed(
        request, lambda: services.take_back_year(row, actor=request.user), back=_page(pk, "report"), done="เลิกเผยแพร่แล้ว"
    )
