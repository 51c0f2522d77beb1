"""Gatherings: list, call, the page, and the acts on the whole."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, tried
from core.conflicts import edited, guarded
from core.files import attachments_of
from core.forms import ReasonForm, attempt
from core.pointers import may_view, provider
from core.trail import trail
from meetings import services
from meetings.forms import AgreementForm, DiscussedForm, GatheringForm, RulesForm
from meetings.models import Gathering, HeadCount, Participant
from meetings.permissions import STATES, can_change_lesson, can_tell_lesson, can_write, may_call, may_write
from meetings.queries import batch_lines, people_by_place
from meetings.tables import GatheringTable
from meetings.views.base import READERS, act_context, gathering_or_404, gathering_to_write, page_of
from schools.permissions import can_edit_lists
from schools.scope import holds, reach

_LOOKS = {
    "gathering.called": ("", "calendar-event"),
    "gathering.attended": ("", "users"),
    "gathering.agreed": ("", "pencil"),
    "gathering.held": ("ok", "circle-check"),
    "gathering.minutes": ("ok", "file-text"),
    "gathering.papers": ("", "forms"),
    "gathering.lesson": ("", "bulb"),
    "gathering.cancelled": ("bad", "circle-x"),
}


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    counted = HeadCount.objects.filter(batch__gathering=OuterRef("pk")).order_by().values("batch__gathering")
    named = (
        Participant.objects.filter(batch__gathering=OuterRef("pk"), came=True)
        .order_by()
        .values("batch__gathering")
        .annotate(n=Count("pk"))
    )
    rows = (
        Gathering.objects.visible_to(request.user)
        .of_district(district)
        .select_related("kind", "body", "project")
        .annotate(
            n_batches=Count("batches", distinct=True),
            n_came=Coalesce(Subquery(named.values("n")), 0)
            + Coalesce(Subquery(counted.annotate(n=Sum("came")).values("n")), 0),
        )
    )
    table = GatheringTable(request, rows, title="การประชุมและกิจกรรม", district=district)
    context = {
        "table": table, "may_call": may_call(request.user, district),
        "may_set": can_edit_lists(request.user, district),
    }  # fmt: skip
    return render(request, "meetings/list.html", context)


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not may_call(request.user, district):
        raise PermissionDenied
    asked = {
        name: request.GET[name] for name in ("title", "kind", "project", "run_step", "body") if request.GET.get(name)
    }
    form = GatheringForm(request.POST or None, user=request.user, district=district, initial=asked)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.call_gathering(district, actor=request.user, **form.cleaned_data))
        if made is not None:
            messages.success(request, "นัดแล้ว โรงเรียนที่เชิญได้รับแจ้ง")
            return redirect("meetings:gathering", pk=made.pk)
    context = {
        "form": form, "heading": "นัดประชุมหรือกิจกรรม", "button": "นัดและแจ้งโรงเรียน", "sub": "การประชุมและกิจกรรม",
        "back": reverse("meetings:gatherings"),
    }  # fmt: skip
    return render(request, "meetings/edit.html", context, status=422 if form.is_bound else 200)


@requires(*READERS)
@require_safe
def gathering(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_or_404(request, pk)
    return render(request, "meetings/gathering.html", page_context(request, found))


def page_context(
    request: HttpRequest,
    found: Gathering,
    *,
    words: DiscussedForm | None = None,
    agreement: AgreementForm | None = None,
) -> dict[str, Any]:
    """What the page shows this reader; the office and those who write it read all, a school its own part."""
    user = request.user
    writes, whole = can_write(user, found), may_write(user, found)
    office = holds(user, "district.read", district=found.district_id) or whole
    agreements = found.agreements.select_related("school", "owner", "action")
    own: frozenset[int] | None = None
    if not office:
        own = reach(user, "school.read").schools
        agreements = agreements.filter(Q(school=None, owner=None) | Q(school__in=own))
    lines = batch_lines(found)
    lessons = (
        [(row, can_change_lesson(user, row)) for row in _lessons(found)] if office or _took_part(user, found) else []
    )
    return {
        "gathering": found, "stamp": found.stamp, "batches": lines,
        "schools": list(found.schools.select_related("school__cluster")),
        "expected": sum(line.expected for line in lines), "came": sum(line.came for line in lines),
        "places": people_by_place(found, own), "agreements": list(agreements), "can_write": writes, "office": office,
        "today": timezone.localdate(), "programme": _programme(lines), "lessons": lessons,
        "duties": list(found.duties.select_related("person", "outside")) if office else [],
        "words": words or DiscussedForm(initial={"discussed": found.discussed}),
        "agreement": agreement or (AgreementForm(user=user, gathering=found) if writes else None),
        "can_hold": writes and STATES.allows(found.state, "hold"),
        "can_cancel": STATES.allows(found.state, "cancel") and may_call(user, found.district_id),
        "can_lesson": can_tell_lesson(user, found), "minutes_due": _minutes_due(found) if office else None,
        "photos": attachments_of(services.photo_pointer(found)),
        "ties": [
            (row, provider(row.kind).url(row.key) if may_view(user, row.kind, row.key) else "")
            for row in found.ties.all()
        ],
        "evaluations": _evaluations(found) if office else [],
        "may_print": holds(user, "report.run", district=found.district_id),
        "events": trail("gathering", found.pk, _LOOKS) if office else [],
    }  # fmt: skip


def _lessons(found: Gathering) -> Any:
    rows = list(found.lessons.select_related("saved_by"))
    for row in rows:
        row.gathering = found
    return rows


def _took_part(user: Any, found: Gathering) -> bool:
    return can_tell_lesson(user, found)


def _programme(lines: list[Any]) -> list[tuple[Any, list[Any]]]:
    """(batch, its lines) of those that have any."""
    given = []
    for line in lines:
        items = list(line.batch.programme.select_related("speaker", "outside_speaker"))
        if items:
            given.append((line.batch, items))
    return given


def _evaluations(found: Gathering) -> list[Any]:
    rows = found.evaluations.select_related("version__instrument").annotate(n=Count("sheets"))
    now = timezone.now()
    return [(row, row.takes_answers(now)) for row in rows]


def _minutes_due(found: Gathering) -> Any:
    if found.state != Gathering.State.HELD or found.minutes_at is not None:
        return None
    return found.minutes_due(services.minutes_days(found.district_id))


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    form = GatheringForm(request.POST or None, user=request.user, district=found.district, gathering=found)
    return edited(
        request, form,
        lambda stamp: services.save_words(
            found, actor=request.user, values=form.words, schools=form.cleaned_data["schools"], stamp=stamp
        ),
        stamp=found.stamp, fresh=lambda: gathering_or_404(request, pk), stands=form.standing,
        heading="แก้ไขการประชุม", button="บันทึก", back=page_of(pk), done="บันทึกแล้ว", sub=found.title,
        template="meetings/edit.html",
    )  # fmt: skip


@requires("meeting.write")
@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """What was discussed. Another person's text is shown beside the typed one, never written over unasked."""
    found = gathering_to_write(request, pk)
    form = DiscussedForm(request.POST)
    saved, more = guarded(
        request, form,
        lambda stamp: services.save_words(found, actor=request.user, values=form.cleaned_data, stamp=stamp),
        stamp=found.stamp, fresh=lambda: gathering_or_404(request, pk),
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกแล้ว")
        return redirect(page_of(pk, "discussed"))
    context = page_context(request, gathering_or_404(request, pk), words=form) | more
    return render(request, "meetings/gathering.html", context, status=422)


@requires("meeting.write")
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    if tried(request, lambda: services.hold(found, actor=request.user)):
        messages.success(request, "บันทึกว่าจัดแล้ว")
    return redirect("meetings:gathering", pk=pk)


@requires("meeting.write")
@require_POST
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the minutes in."""
    found = gathering_to_write(request, pk)
    if tried(request, lambda: services.hand_in_minutes(found, actor=request.user)):
        messages.success(request, "ส่งบันทึกการประชุมแล้ว")
    return redirect(page_of(pk, "discussed"))


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    if not may_call(request.user, found.district_id):
        raise PermissionDenied
    form = ReasonForm(request.POST or None, help_text="โรงเรียนที่เชิญจะเห็นข้อความนี้")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.cancel_gathering(found, actor=request.user, reason=reason)) is not None:
            messages.success(request, "ยกเลิกการประชุมแล้ว")
            return redirect("meetings:gathering", pk=pk)
    context = act_context(found, heading="ยกเลิกการประชุม", button="ยกเลิกการประชุม", form=form)
    return act_page(request, **context)


@requires("reference.write")
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """How many days the minutes may take."""
    district = district_or_404(request)
    if not can_edit_lists(request.user, district):
        raise PermissionDenied
    initial = {"minutes_days": services.minutes_days(district)}
    form = RulesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: services.save_rules(district, actor=request.user, **form.cleaned_data))
        if saved is not None:
            messages.success(request, "บันทึกแล้ว")
            return redirect("meetings:rules")
    context = {
        "form": form, "heading": "กำหนดส่งบันทึกการประชุม", "button": "บันทึก", "sub": "การประชุมและกิจกรรม",
        "back": reverse("meetings:gatherings"),
    }  # fmt: skip
    return act_page(request, **context)
