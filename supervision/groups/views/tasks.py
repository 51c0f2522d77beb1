"""A task's year: its page with evidence and what was done, writing it, its owners, publishing its report."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import acted, pressed
from core.conflicts import edited
from core.trail import trail
from evidence.queries import panel
from supervision.groups import services
from supervision.groups.forms import OwnersForm, TaskForm
from supervision.groups.models import TaskYear
from supervision.groups.permissions import can_write, may_lead, may_publish, may_read
from supervision.groups.queries import places_of, work_of_task
from supervision.groups.views.base import INDEX, READERS, task_or_404
from supervision.groups.views.groups import publish_page

_LOOKS = {
    "task_year.saved": ("plain", "pencil"), "task_year.moved": ("", "progress"),
    "task_year.owners": ("plain", "user-check"), "task_year.published": ("ok", "report"),
    "task_year.taken_back": ("warn", "eye-off"),
}  # fmt: skip


def desk_url(row: TaskYear) -> str:
    """The desk of the task's group in its year."""
    work, subject = row.group_keys
    return f"{reverse('groups:desk' if work else 'groups:subject', args=[work or subject])}?year={row.fiscal_year}"


def _page(pk: int) -> str:
    return reverse("groups:task", args=[pk])


@requires(*READERS, "group.write")
@require_safe
def task(request: HttpRequest, pk: int) -> HttpResponse:
    row = task_or_404(request, pk)
    office = may_read(request.user, row.district)
    context = {
        "row": row, "owners": row.owners.select_related("person"), "desk_url": desk_url(row),
        "places": places_of(request.user, row.task.reference_key if row.task else "subjects"),
        "sources": work_of_task(row) if office else (), "panel": panel(request.user, "task_year", row),
        "can_write": can_write(request.user, row), "may_lead": may_lead(request.user, row.district),
        "may_publish": may_publish(request.user, row.district), "office": office,
        "events": trail("task_year", row.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "groups/task.html", context)


@requires("group.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan, state and result."""
    row = task_or_404(request, pk)
    if not can_write(request.user, row):
        raise PermissionDenied
    form = TaskForm(request.POST or None, instance=row)
    return edited(
        request, form, lambda stamp: services.save_task(row, actor=request.user, stamp=stamp, **form.given),
        stamp=row.stamp, fresh=lambda: task_or_404(request, pk), heading="บันทึกแผนและผล", button="บันทึก", back=_page(pk),
        done="บันทึกงานแล้ว", sub=str(row), under=INDEX, draft=f"task-year-{row.pk}",
    )  # fmt: skip


@requires("group.write")
@require_http_methods(["GET", "POST"])
def owners(request: HttpRequest, pk: int) -> HttpResponse:
    row = task_or_404(request, pk)
    if not may_lead(request.user, row.district):
        raise PermissionDenied
    form = OwnersForm(request.POST if request.method == "POST" else None, user=request.user, row=row)
    return acted(
        request, form,
        lambda: services.set_owners(row, actor=request.user, people=list(form.cleaned_data["people"])),
        heading="ผู้รับผิดชอบงาน", button="บันทึก", back=_page(pk), done="บันทึกผู้รับผิดชอบแล้ว", sub=str(row), under=INDEX,
    )  # fmt: skip


@requires("publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    row = task_or_404(request, pk)
    return publish_page(request, row, lambda **given: services.publish_task(row, **given), back=_page(pk))


@requires("publish")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = task_or_404(request, pk)
    if not may_publish(request.user, row.district):
        raise PermissionDenied
    return pressed(
        request, lambda: services.take_back_task(row, actor=request.user), back=_page(pk), done="เลิกเผยแพร่แล้ว"
    )
