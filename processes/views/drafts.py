"""Write a draft: its headings, its steps in order, publish or delete it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, ask_sure, tried
from core.forms import attempt
from core.keys import number_of
from processes import services
from processes.forms import StepForm, WordsForm
from processes.models import ProcedureVersion, Step
from processes.queries import chart_of
from processes.services.procedures import LISTS, ROWS, TEXTS
from processes.views.base import draft_or_404


def _is_draft(version: ProcedureVersion) -> bool:
    return version.state == ProcedureVersion.State.DRAFT


@requires("process.write")
@require_safe
def build(request: HttpRequest, pk: int) -> HttpResponse:
    version = draft_or_404(request, pk)
    if not _is_draft(version):
        return redirect("processes:procedure", pk=version.procedure_id)
    context = {"version": version, "chart": chart_of(version), "missing": services.missing(version)}
    return render(request, "processes/build.html", context)


@requires("process.write")
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, pk: int) -> HttpResponse:
    version = draft_or_404(request, pk)
    initial = {name: getattr(version, name) for name in (*TEXTS, *LISTS, *ROWS)}
    form = WordsForm(request.POST or None, initial={**initial, "lock": version.lock_version})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        lock = values.pop("lock")
        saved = attempt(
            form, lambda: services.save_words(version, actor=request.user, values=values, lock_version=lock)
        )
        if saved is not None:
            return redirect("processes:version", pk=pk)
    return _page(request, version, form, "หัวข้อของกระบวนงาน")


def _page(request: HttpRequest, version: ProcedureVersion, form: Any, heading: str, **more: Any) -> HttpResponse:
    context = {
        "form": form, "heading": heading, "button": "บันทึก", "sub": str(version),
        "back": reverse("processes:version", args=[version.pk]), **more,
    }  # fmt: skip
    return act_page(request, **context, under=("processes:procedures", "กระบวนงาน"))


@requires("process.write")
@require_http_methods(["GET", "POST"])
def new_step(request: HttpRequest, pk: int) -> HttpResponse:
    """At the end; with ?parent= a sub-step of that step."""
    version = draft_or_404(request, pk)
    parent = None
    if request.GET.get("parent"):
        parent = get_object_or_404(version.steps.filter(parent=None), pk=number_of(request.GET["parent"]))
    return _step(request, version, None, parent, "ขั้นย่อยใหม่" if parent else "ขั้นตอนใหม่")


@requires("process.write")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    version = draft_or_404(request, pk)
    found = get_object_or_404(version.steps.select_related("parent"), pk=step)
    return _step(request, version, found, found.parent, found.title)


def _step(
    request: HttpRequest, version: ProcedureVersion, step: Step | None, parent: Step | None, heading: str
) -> HttpResponse:
    form = StepForm(request.POST or None, version=version, step=step, parent=parent)
    if request.method == "POST" and form.is_valid():
        lock = form.cleaned_data["lock"]
        saved = attempt(
            form,
            lambda: services.save_step(
                version, actor=request.user, words=form.words(), step=step, parent=parent, lock_version=lock
            ),
        )
        if saved is not None:
            return redirect("processes:version", pk=version.pk)
    return _page(request, version, form, heading)


def _own(version: ProcedureVersion, key: int) -> Step:
    found = version.steps.filter(pk=key).first()
    if found is None:
        raise Http404
    found.version = version
    return found


@requires("process.write")
@require_POST
def move(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    version = draft_or_404(request, pk)
    found = _own(version, step)
    up = request.POST.get("way") == "up"
    tried(request, lambda: services.move_step(found, actor=request.user, up=up))
    return redirect(f"{reverse('processes:version', args=[pk])}#step-{step}")


@requires("process.write")
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Say what goes, then take it out: its words cannot be had back."""
    version = draft_or_404(request, pk)
    found = version.steps.filter(pk=step).first()
    if found is None:
        return redirect("processes:version", pk=pk)
    found.version = version
    under = list(version.steps.filter(parent=found).order_by("position").values_list("title", flat=True))
    gone = [f"ข้อความของ “{found.title}” จะหายไปจากร่าง เรียกคืนไม่ได้"]
    if under:
        gone.append(f"ขั้นย่อย {len(under)} ขั้นหายไปด้วย: {', '.join(under)}")
    return ask_sure(
        request, lambda: services.remove_step(found, actor=request.user), gone=gone, button="ลบ",
        heading="ลบขั้นย่อย" if found.parent_id else "ลบขั้นตอน", back=reverse("processes:version", args=[pk]),
        done=f"ลบ “{found.title}” แล้ว", sub=str(version), under=("processes:procedures", "กระบวนงาน"),
    )  # fmt: skip


@requires("process.write")
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    version = draft_or_404(request, pk)
    lock = number_of(request.POST.get("lock"))
    if tried(request, lambda: services.publish(version, actor=request.user, lock_version=lock)):
        messages.success(request, f"ประกาศใช้รุ่นที่ {version.number} แล้ว")
        return redirect("processes:procedure", pk=version.procedure_id)
    return redirect("processes:version", pk=pk)


@requires("process.write")
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    version = draft_or_404(request, pk)
    return ask_sure(
        request, lambda: services.delete_draft(version, actor=request.user), heading="ลบร่างนี้", button="ลบร่าง",
        gone=["หัวข้อและขั้นตอนทุกขั้นของร่างนี้จะหายไป เรียกคืนไม่ได้"], back=reverse("processes:version", args=[pk]),
        after=reverse("processes:procedures"), done="ลบร่างแล้ว", sub=str(version),
        under=("processes:procedures", "กระบวนงาน"),
    )  # fmt: skip
