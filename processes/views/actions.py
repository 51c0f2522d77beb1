"""The list of actions, one action, and the acts on it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core import files, pointers
from core.access import requires
from core.errors import DomainError, NotAllowed, StaleRevision
from core.filters import ChoiceFilter, DateFilter, TextFilter
from core.forms import ReasonForm, refuse
from core.tables import TITLE, WIDE, Column, Table
from processes import permissions, services
from processes.forms import DraftForm, ReportForm
from processes.models import Action
from processes.queries import counts
from schools.models import School

READERS = ("district.read", "school.read", "paper.read")


def _schools(table: Table) -> list[tuple[int, str]]:
    rows = School.objects.visible_to(table.options["user"]).of_district(table.options["district"])
    return list(rows.order_by("name_sort").values_list("pk", "name"))


def _stage(rows: Any, value: str) -> Any:
    today = timezone.localdate()
    return {
        "all": rows.all,
        "unfinished": rows.unfinished,
        "overdue": lambda: rows.overdue(today),
        "check": rows.awaiting_check,
    }.get(value, lambda: rows.filter(state=value))()


class ActionTable(Table):
    row_template = "processes/_action_row.html"
    default_sort = "due"
    unit = "เรื่อง"
    empty = "ยังไม่มีเรื่องที่ต้องติดตาม"
    columns = (
        Column("text", "เรื่อง", phone=TITLE),
        Column("school", "โรงเรียน"),
        Column("owner", "ผู้รับผิดชอบ"),
        Column("due", "กำหนด", sort="due_on"),
        Column("source", "มาจาก", phone=WIDE),
        Column("state", "สถานะ"),
    )

    @property
    def today(self) -> date:
        return timezone.localdate()

    def get_filters(self) -> list[Any]:
        return [
            TextFilter("q", "ค้นหาเรื่อง", fields=("text",)),
            ChoiceFilter("state", "สถานะ", [("all", "ทุกสถานะ"), ("unfinished", "ยังไม่ปิด"),
                                            ("overdue", "เลยกำหนด"), ("check", "รอตรวจ"),
                                            *Action.State.choices], apply=_stage, any_label="ยังไม่ปิด"),
            ChoiceFilter("school", "โรงเรียน", _schools),
            DateFilter("due", "กำหนด", path="due_on"),
        ]  # fmt: skip


@requires(*READERS)
@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    district: Any = getattr(request, "district", None) or None
    rows = Action.objects.visible_to(request.user)
    rows = rows.of_district(district) if district is not None else rows.none()
    tally = counts(rows, timezone.localdate())
    shown = rows if "state" in request.GET else rows.unfinished()
    table = ActionTable(
        request, shown.select_related("school", "owner"), title="เรื่องที่ต้องติดตาม", user=request.user, district=district
    )
    chosen = request.GET.get("state", "unfinished")
    pills = [
        {"label": label, "url": f"?state={code}", "count": count, "current": chosen == code}
        for code, label, count in (
            ("unfinished", "ยังไม่ปิด", tally.unfinished),
            ("overdue", "เลยกำหนด", tally.overdue),
            ("check", "รอตรวจ", tally.waiting_check),
            ("closed", "ปิดแล้ว", tally.closed),
        )
    ]
    return render(request, "processes/actions.html", {"table": table, "counts": tally, "pills": pills})


def _action(request: HttpRequest, pk: int) -> Action:
    rows = Action.objects.visible_to(request.user).select_related(
        "district", "school", "owner__user", "drafted_by", "done_by", "closed_by"
    )
    found: Action = get_object_or_404(rows, pk=pk)
    return found


@requires(*READERS)
@require_safe
def action(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _action(request, pk))


def _page(request: HttpRequest, found: Action, **forms: Any) -> HttpResponse:
    user = request.user
    can = {
        "report": permissions.can_report(user, found),
        "close": permissions.can_close(user, found),
        "draft": permissions.can_draft(user, found),
        "draft_files": permissions.can_change_draft_files(user, found),
    }
    # A draft is the school's own until it is sent.
    drafted = not found.has_no_draft and can["draft_files"]
    text = found.draft if drafted else ""
    offered = (
        ("return", "ส่งคืนให้ดำเนินการต่อ", "ส่งคืนพร้อมเหตุผล", permissions.can_return),
        ("reopen", "เปิดเรื่องใหม่", "เปิดเรื่องใหม่", permissions.can_reopen),
        ("cancel", "ยกเลิกเรื่อง", "ยกเลิกเรื่องนี้", permissions.can_cancel),
    )
    reason_forms = [
        (
            reverse(f"processes:{name}", args=[found.pk]),
            label,
            button,
            forms.get(name) or ReasonForm(auto_id=f"{name}_%s"),
        )
        for name, label, button, allowed in offered
        if allowed(user, found)
    ]
    visible = pointers.may_view(user, found.source_kind, found.source_key)
    context = {
        "action": found,
        "late": found.state == Action.State.OPEN and found.due_on is not None and found.due_on < timezone.localdate(),
        "can": can,
        "files": files.attachments_of(services.action_pointer(found)),
        "source_url": pointers.provider(found.source_kind).url(found.source_key) if visible else "",
        "report_form": forms.get("report") or ReportForm(initial={"result": text}),
        "draft_form": forms.get("draft") or DraftForm(initial={"draft": text, "seen": services.stamp_of(found)}),
        "drafted_by": found.drafted_by if drafted else None,
        "reason_forms": reason_forms,
    }
    return render(request, "processes/action.html", context, status=422 if forms else 200)


def _act(
    request: HttpRequest, found: Action, name: str, *, form: Any, act: Callable[[], Any], done: str
) -> HttpResponse:
    if form is None or form.is_valid():
        try:
            act()
        except DomainError as refusal:
            if form is None and not isinstance(refusal, NotAllowed):
                messages.error(request, refusal.message)
                return redirect("processes:action", pk=found.pk)
            refuse(form, refusal)
        else:
            messages.success(request, done)
            return redirect("processes:action", pk=found.pk)
    return _page(request, found, **{name: form})


@requires("school.read")
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The school's people prepare the answer; it goes nowhere until the principal sends it."""
    found = _action(request, pk)
    if not permissions.is_of_school(request.user, found) or permissions.may_report(request.user, found):
        raise PermissionDenied
    form = DraftForm(request.POST)

    def act() -> None:
        given = form.cleaned_data
        try:
            services.draft_answer(found, actor=request.user, text=given["draft"], seen=given["seen"])
        except StaleRevision:
            # What was typed stays, the colleague's text stands above it, and the next click writes over it knowingly.
            found.refresh_from_db()
            form.data = {**form.data.dict(), "seen": services.stamp_of(found)}
            raise

    return _act(request, found, "draft", form=form, act=act, done="บันทึกร่างแล้ว ผู้อำนวยการโรงเรียนเป็นผู้ส่งคำตอบ")


@requires(*READERS)
@require_POST
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Evidence and result together: when the file is refused, what was typed stays in the form."""
    found = _action(request, pk)
    if not permissions.may_report(request.user, found):
        raise PermissionDenied
    form = ReportForm(request.POST, request.FILES)

    def act() -> None:
        with transaction.atomic():
            upload = form.cleaned_data["evidence"]
            if upload:
                try:
                    files.store(
                        upload, owner=services.action_pointer(found), actor=request.user,
                        district_code=found.district.code,
                    )  # fmt: skip
                except DomainError as refusal:
                    raise DomainError(refusal.message, field="evidence") from refusal
            services.report_action(found, actor=request.user, result=form.cleaned_data["result"])

    return _act(request, found, "report", form=form, act=act, done="แจ้งผลแล้ว รอผู้อื่นตรวจและปิดเรื่อง")


@requires(*READERS)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = _action(request, pk)
    if not permissions.may_check(request.user, found):
        raise PermissionDenied
    return _act(
        request,
        found,
        "close",
        form=None,
        done="ปิดเรื่องแล้ว",
        act=lambda: services.close_action(found, actor=request.user),
    )


def _reasoned(
    request: HttpRequest,
    pk: int,
    name: str,
    *,
    may: Callable[[Any, Action], bool],
    service: Callable[..., Any],
    done: str,
) -> HttpResponse:
    found = _action(request, pk)
    if not may(request.user, found):
        raise PermissionDenied
    form = ReasonForm(request.POST, auto_id=f"{name}_%s")
    return _act(
        request,
        found,
        name,
        form=form,
        act=lambda: service(found, actor=request.user, reason=form.cleaned_data["reason"]),
        done=done,
    )


@requires("action.write")
@require_POST
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    return _reasoned(request, pk, "return", may=permissions.may_check, service=services.return_action, done="ส่งคืนแล้ว")


@requires("action.write")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _reasoned(
        request, pk, "reopen", may=permissions.follows_up, service=services.reopen_action, done="เปิดเรื่องใหม่แล้ว"
    )


@requires("action.write")
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return _reasoned(
        request, pk, "cancel", may=permissions.may_cancel, service=services.cancel_action, done="ยกเลิกเรื่องแล้ว"
    )
