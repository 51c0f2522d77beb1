"""Schools of a programme: who is in and who is out and why; and the page of each school."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import tried
from core.forms import attempt
from core.passed import told
from schools.scope import reach
from supervision.improvement import services
from supervision.improvement.forms import DecideForm
from supervision.improvement.models import Programme
from supervision.improvement.permissions import can_write, may_write, reads_office
from supervision.improvement.queries import next_of, school_lines, with_counts
from supervision.improvement.tables import SchoolsTable
from supervision.improvement.views.base import (
    READERS,
    admit_while_open,
    form_page,
    office_programme_or_404,
    participation_or_404,
)


@requires("district.read")
@require_safe
def schools(request: HttpRequest, pk: int) -> HttpResponse:
    """Every school with the rule's words; who is out is named, never left unsaid."""
    found = office_programme_or_404(request, pk)
    rows = found.participations.select_related("school__cluster", "decided_by")
    can = can_write(request.user, found)
    table = SchoolsTable(request, rows, title="โรงเรียนในการขับเคลื่อน", programme=found, can_write=can)
    context = {
        "programme": found, "table": table, "can_write": can,
        "counts": with_counts(Programme.objects.filter(pk=found.pk)).values("n_in", "n_out").get(),
        "differences": services.differences(found) if can else [],
    }  # fmt: skip
    return render(request, "improvement/schools.html", context)


@requires("improvement.write")
@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over what the register of schools says now."""
    found = office_programme_or_404(request, pk)
    admit_while_open(request, found, may_write(request.user, found))
    if late := told(request):
        messages.error(request, late)
        return redirect("improvement:schools", pk=pk)
    done = services.follow_register(found, actor=request.user)
    messages.success(request, f"ปรับตามทะเบียนแล้ว เพิ่ม {done.added} เปลี่ยน {done.changed} โรงเรียน")
    return redirect("improvement:schools", pk=pk)


@requires(*READERS)
@require_safe
def school(request: HttpRequest, pk: int) -> HttpResponse:
    """The school's own programme: where the year is, what it does next, and every page it works on."""
    row = participation_or_404(request, pk)
    lines = school_lines(row, timezone.localdate())
    working = row.is_in and row.programme.is_open
    context = {
        "participation": row, "programme": row.programme, "lines": lines, "next": next_of(lines) if working else None,
        "own": row.school_id in reach(request.user, "school.read").schools,
        "office": reads_office(request.user, row.programme), "can_write": can_write(request.user, row.programme),
    }  # fmt: skip
    return render(request, "improvement/school.html", context)


@requires("improvement.write")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    row = participation_or_404(request, pk)
    admit_while_open(request, row.programme, may_write(request.user, row.programme))
    form = DecideForm(request.POST or None, initial={"is_in": "no" if row.is_in else "yes"})
    back = reverse("improvement:schools", args=[row.programme_id])
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        if attempt(form, lambda: services.decide_participation(row, actor=request.user, **words)) is not None:
            messages.success(request, f"{row.school.name}: บันทึกแล้ว")
            return redirect(back)
    return form_page(
        request, form, heading=row.school.name, button="บันทึก", sub=row.programme.name, back=back,
        notes=["การกำหนดเองอยู่เหนือเกณฑ์ จนกว่าจะกลับไปใช้เกณฑ์"],
    )  # fmt: skip


@requires("improvement.write")
@require_POST
def leave_to_rule(request: HttpRequest, pk: int) -> HttpResponse:
    row = participation_or_404(request, pk)
    if tried(request, lambda: services.leave_to_rule(row, actor=request.user)):
        messages.success(request, f"{row.school.name}: กลับไปใช้เกณฑ์แล้ว")
    return redirect("improvement:schools", pk=row.programme_id)
