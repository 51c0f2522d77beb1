"""นิเทศภายใน inside the school: plan, record, read, acknowledge, summarise. Out of the school everything is 404."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.access import requires
from core.errors import DomainError, NotAllowed, StaleRevision
from instruments.answering import Sheet, posted_values, sheet_of
from instruments.models import Response
from instruments.queries import form_of
from instruments.queries import working as working_of
from schools.models import School
from schools.scope import people_keys, reach
from supervision.field.views.base import attempt
from supervision.rounds import permissions, services
from supervision.rounds.forms import AcknowledgeForm, MoveForm, PlanForm, RecordForm, SummaryForm
from supervision.rounds.missing import missing_of_summary, missing_of_visit
from supervision.rounds.models import InternalSummary, InternalVisit
from supervision.rounds.queries.internal import counts_of, proposed_results, terms_offered
from supervision.rounds.services.common import internal_pointer
from supervision.rounds.tables import InternalTable
from supervision.rounds.views.base import internal_or_404, with_reason
from supervision.rounds.views.sheets import differing, number_of

State = InternalVisit.State


def _term(request: HttpRequest, offered: list[tuple[int, int, str]]) -> tuple[int, int, str]:
    """The term asked for as 1-2568, or the running one."""
    wanted = request.GET.get("term", "")
    return next((row for row in offered if f"{row[1]}-{row[0]}" == wanted), offered[0])


@requires("school.read", "district.read")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The school's own list of a term; the office is led to its counts."""
    district: Any = getattr(request, "district", None) or None
    if district is None or not reach(request.user, "school.read").schools:
        return redirect("rounds:internal-office")
    today = timezone.localdate()
    offered = terms_offered(district, today)
    year, term, label = _term(request, offered)
    rows = InternalVisit.objects.visible_to(request.user).filter(school__district=district).in_term(year, term)
    table = InternalTable(
        request, rows.select_related("teacher", "observer", "school"), title="นิเทศภายใน", user=request.user
    )
    led = School.objects.filter(pk__in=reach(request.user, "internal.manage").schools, district=district)
    schools = list(led.order_by("name_sort"))
    sent = {
        row.school_id: row
        for row in InternalSummary.objects.filter(school__in=schools).in_term(year, term)
    }
    keys = people_keys(request.user)
    mine = InternalVisit.objects.visible_to(request.user).filter(school__district=district)
    context = {
        "table": table, "offered": offered, "chosen": (year, term), "label": label, "today": today,
        "schools": [(school, counts_of(school, year, term), sent.get(school.pk)) for school in schools],
        "to_read": list(
            mine.filter(teacher__in=keys, state=State.RECORDED).select_related("observer").order_by("recorded_at")[:10]
        ),
        "to_record": list(
            mine.filter(observer__in=keys, state__in=(State.PLANNED, State.DRAFT)).select_related("teacher")
            .order_by("planned_on")[:10]
        ),
    }  # fmt: skip
    return render(request, "rounds/internal_list.html", context)


def _school(request: HttpRequest, pk: int) -> School:
    rows = School.objects.filter(pk__in=reach(request.user, "internal.manage").schools)
    found: School = get_object_or_404(rows.select_related("district__settings"), pk=pk)
    return found


@requires("internal.manage")
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, school: int) -> HttpResponse:
    found = _school(request, school)
    form = PlanForm(request.POST or None, user=request.user, school=found)
    if request.method == "POST" and form.is_valid():
        made: list[list[InternalVisit]] = []
        if attempt(
            request, form,
            lambda: made.append(services.plan_internal(found, actor=request.user, **form.cleaned_data)),
        ):  # fmt: skip
            messages.success(request, f"วางแผนแล้ว {len(made[0])} ครั้ง ครูและผู้นิเทศได้รับแจ้ง")
            return redirect("rounds:internal")
    context = {"form": form, "school": found}
    return render(request, "rounds/internal_plan.html", context, status=422 if form.is_bound else 200)


@requires("school.read")
@require_safe
def visit_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One observation: the principal and the observer see it all, the teacher once it was recorded."""
    visit = internal_or_404(request, pk)
    user = request.user
    readable = permissions.may_read_record(user, visit)
    observes = permissions.may_observe(user, visit)
    manages = permissions.manages(user, visit.school)
    acts = permissions.INTERNAL_STATES.acts(visit.state)
    if readable and visit.response_id:
        _note_read(request, visit)
    context = {
        "visit": visit, "readable": readable,
        "response": visit.response if readable else None,
        "can_write": (observes or manages) and visit.is_editable,
        "can_reopen": (observes or manages) and "reopen" in acts,
        "can_cancel": manages and "cancel" in acts,
        "can_move": manages and visit.state == State.PLANNED,
        "can_acknowledge": permissions.may_acknowledge(user, visit) and "acknowledge" in acts,
        "form": AcknowledgeForm(),
    }  # fmt: skip
    return render(request, "rounds/internal_visit.html", context)


def _note_read(request: HttpRequest, visit: InternalVisit) -> None:
    """The principal opening a teacher's record leaves a trace; the two it is about do not."""
    keys = people_keys(request.user)
    if visit.teacher_id in keys or visit.observer_id in keys:
        return
    audit.record_read(
        actor=request.user, action="internal.read", target=internal_pointer(visit),
        district_code=visit.school.district.code,
    )  # fmt: skip


def _to_write(request: HttpRequest, pk: int) -> InternalVisit:
    visit = internal_or_404(request, pk)
    if not (permissions.may_observe(request.user, visit) or permissions.manages(request.user, visit.school)):
        raise PermissionDenied
    return visit


@requires("school.read")
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet and the words on one page, saved by themselves."""
    visit = _to_write(request, pk)
    if not visit.is_editable:
        return redirect("rounds:internal-visit", pk=pk)
    sheet_form = form_of(visit.version_id)
    form = RecordForm(request.POST or None, visit=visit)
    error: str = ""
    conflict: list[Any] = []
    htmx = bool(getattr(request, "htmx", False))
    if request.method == "POST" and form.is_valid():
        answers = {}
        try:
            answers = {
                key: value for key, value in posted_values(request.POST, sheet_form).items()
                if visit.response_id or not value.is_empty
            }  # fmt: skip
            stamp = None if request.POST.get("overwrite") else number_of(request.POST.get("stamp"))
            visit = services.save_record(
                visit, actor=request.user, values=form.cleaned_data, answers=answers, form=sheet_form, stamp=stamp
            )
            if htmx:
                shown = _sheet(sheet_form, visit)
                return render(request, "rounds/_saved.html", {
                    "at": timezone.localtime(visit.updated_at), "stamp": visit.stamp, "done": shown.done,
                    "total": shown.total, "with_progress": True,
                })  # fmt: skip
            return redirect("rounds:internal-visit", pk=pk)
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except StaleRevision as refusal:
            visit = internal_or_404(request, pk)
            error = refusal.message
            conflict = differing(sheet_form, visit.response, answers) if visit.response else []
            conflict += [
                (str(form.fields[name].label), getattr(visit, name), form.cleaned_data[name])
                for name in ("subject", "classroom", "strengths", "to_improve", "next_step")
                if getattr(visit, name) != form.cleaned_data[name].strip()
            ]
        except DomainError as refusal:
            error = refusal.message
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    if htmx and request.method == "POST":
        problem = error or " ".join(str(row[0]) for row in form.errors.values())
        return render(request, "rounds/_saved.html", {"problem": problem, "reload": bool(conflict)})
    shown = _sheet(sheet_form, visit)
    context = {
        "visit": visit, "form": form, "parts": shown.parts, "done": shown.done, "total": shown.total, "error": error,
        "conflict": conflict, "stamp": visit.stamp, "saved_at": visit.updated_at if visit.stamp else None,
        "instructions": sheet_form.version.instructions, "posted": request.POST if conflict else None,
    }  # fmt: skip
    return render(request, "rounds/internal_record.html", context, status=422 if error or form.errors else 200)


def _sheet(form: Any, visit: InternalVisit) -> Sheet:
    """Before the first save there is no sheet yet; an unsaved one has no answers."""
    return sheet_of(form, visit.response or Response(version=form.version, school=visit.school))


@requires("school.read")
@require_POST
def done(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _to_write(request, pk)
    if attempt(request, None, lambda: services.record_internal(visit, actor=request.user)):
        messages.success(request, "ส่งให้ครูอ่านและรับทราบแล้ว")
    return redirect("rounds:internal-visit", pk=pk)


@requires("school.read")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _to_write(request, pk)
    if attempt(request, None, lambda: services.reopen_internal(visit, actor=request.user)):
        return redirect("rounds:internal-record", pk=pk)
    return redirect("rounds:internal-visit", pk=pk)


@requires("school.read")
@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    visit = internal_or_404(request, pk)
    comment = request.POST.get("comment", "")
    if attempt(request, None, lambda: services.acknowledge_internal(visit, actor=request.user, comment=comment)):
        messages.success(request, "รับทราบแล้ว")
    return redirect("rounds:internal-visit", pk=pk)


@requires("internal.manage")
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    visit = internal_or_404(request, pk)
    if not permissions.manages(request.user, visit.school):
        raise PermissionDenied
    form = MoveForm(request.POST or None, visit=visit)
    back = reverse("rounds:internal-visit", args=[pk])
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(request, form, lambda: services.move_internal(visit, actor=request.user, **values)):
            messages.success(request, "เปลี่ยนนัดแล้ว ครูและผู้นิเทศได้รับแจ้ง")
            return redirect(back)
    context = {"form": form, "heading": "เปลี่ยนวันหรือผู้นิเทศ", "button": "เปลี่ยนนัด", "back": back, "sub": visit.teacher}
    return render(request, "rounds/act.html", context, status=422 if form.is_bound else 200)


@requires("internal.manage")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    visit = internal_or_404(request, pk)
    return with_reason(
        request, may=permissions.manages(request.user, visit.school),
        act=lambda reason: services.cancel_internal(visit, actor=request.user, reason=reason),
        back=reverse("rounds:internal-visit", args=[pk]), heading="ยกเลิกนัดนิเทศภายใน", button="ยกเลิกนัด",
        done="ยกเลิกแล้ว", help_text="ครูและผู้นิเทศจะเห็นข้อความนี้", sub=str(visit.teacher),
    )  # fmt: skip


@requires("school.read")
@require_safe
def working(request: HttpRequest, pk: int) -> HttpResponse:
    visit = internal_or_404(request, pk)
    if not permissions.may_read_record(request.user, visit) or visit.response is None:
        raise PermissionDenied
    _note_read(request, visit)
    response = Response.objects.select_related("version__instrument", "person", "band").get(pk=visit.response_id)
    context = {"visit": visit, "working": working_of(response), "response": response}
    return render(request, "rounds/internal_working.html", context)


@requires("internal.manage")
@require_http_methods(["GET", "POST"])
def summary(request: HttpRequest, school: int, year: int, term: int) -> HttpResponse:
    """The principal's words on a term beside counts that are worked out."""
    found = _school(request, school)
    if (year, term) not in {row[:2] for row in terms_offered(found.district, timezone.localdate())}:
        return redirect("rounds:internal")
    held = services.summary_of(found, year, term, actor=request.user)
    counts = counts_of(found, year, term)
    initial = {name: getattr(held, name) for name in SummaryForm.base_fields}
    initial["results"] = initial["results"] or proposed_results(counts)
    form = SummaryForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        stamp = None if request.POST.get("overwrite") else number_of(request.POST.get("stamp"))
        saved: list[InternalSummary] = []
        if attempt(
            request, form,
            lambda: saved.append(
                services.save_summary(held, actor=request.user, texts=form.cleaned_data, stamp=stamp)
            ),
        ):  # fmt: skip
            if getattr(request, "htmx", False):
                at = timezone.localtime(saved[0].updated_at)
                return render(request, "rounds/_saved.html", {"at": at, "stamp": saved[0].stamp})
            if request.POST.get("then") == "submit":
                return submit_summary(request, school, year, term)
            messages.success(request, "บันทึกร่างแล้ว")
            return redirect("rounds:internal-summary", school=school, year=year, term=term)
        if getattr(request, "htmx", False):
            problem = " ".join(str(row[0]) for row in form.errors.values())
            return render(request, "rounds/_saved.html", {"problem": problem, "reload": True})
        held.refresh_from_db()
    context = {
        "school": found, "summary": held, "counts": counts, "form": form, "year": year, "term": term,
        "stamp": held.stamp, "missing": missing_of_summary(held) if held.stamp else [],
        "saved_at": held.updated_at if held.stamp else None, "overtaken": getattr(request, "overtaken", False),
        "revisions": list(held.revisions.select_related("made_by").defer("snapshot")),
    }  # fmt: skip
    return render(request, "rounds/internal_summary.html", context, status=422 if form.errors else 200)


@requires("internal.manage")
@require_POST
def submit_summary(request: HttpRequest, school: int, year: int, term: int) -> HttpResponse:
    found = _school(request, school)
    held = get_object_or_404(InternalSummary, school=found, academic_year=year, term=term)
    if attempt(request, None, lambda: services.submit_summary(held, actor=request.user)):
        messages.success(request, "ส่งสรุปถึงสำนักงานเขตแล้ว สำนักงานเขตเห็นเฉพาะจำนวนและสรุปนี้ ไม่เห็นแบบสังเกตรายคน")
    return redirect("rounds:internal-summary", school=school, year=year, term=term)

