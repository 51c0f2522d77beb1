"""The catalogue, one medium, writing and sending one, noting its use."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import acted, pressed, tried
from core.conflicts import guarded
from core.forms import attempt
from core.keys import number_of
from core.trail import trail
from schools.models import School
from schools.scope import holds, reach
from supervision.media import services
from supervision.media.forms import MediumForm, UseForm
from supervision.media.models import Medium
from supervision.media.permissions import (
    STATES,
    can_decide,
    can_edit,
    can_note_use,
    can_review,
    may_add,
    may_note_use,
    may_write,
    own_schools,
)
from supervision.media.queries import findings, level_word, media_of
from supervision.media.tables import MediumTable
from supervision.media.views.base import LIST, READERS, WRITERS, admit_to, back_to, medium_or_404

_LOOKS = {
    "medium.written": ("plain", "pencil"), "medium.edited": ("plain", "pencil"), "medium.submitted": ("", "send"),
    "medium.asked": ("", "user-question"), "medium.reviewed": ("", "star"), "medium.listed": ("ok", "bulb"),
    "medium.shared": ("", "eye"), "medium.returned": ("warn", "arrow-back-up"), "medium.withdrawn": ("bad", "circle-x"),
    "medium.used": ("plain", "school"),
}  # fmt: skip
_USES_SHOWN = 20


@requires(*READERS)
@require_safe
def media(request: HttpRequest) -> HttpResponse:
    """Schools read what is shared and their own; the office all but drafts of schools."""
    district = district_or_404(request)
    office = holds(request.user, "district.read", district=district)
    rows = media_of(request.user, district)
    rows = rows.without_drafts_of_schools() if office else rows
    if not request.GET.get("state"):
        rows = rows.exclude(state=Medium.State.WITHDRAWN)
    table = MediumTable(request, rows, title="สื่อและนวัตกรรม", user=request.user, district=district, office=office)
    for row in table.rows:
        row.level_word = level_word(row.level_mean)
    may = may_add(request.user, district, None) or own_schools(request.user, district).exists()
    return render(request, "media/media.html", {"table": table, "office": office, "may_add": may})


def _school(request: HttpRequest, district: Any) -> School | None:
    """The school one writes for: the one asked for, the only one of one's own, or none for the office."""
    wanted = number_of(request.GET.get("school"))
    if holds(request.user, "register.write", district=district):
        if wanted is None:
            return None
        rows: Any = School.objects.visible_to(request.user).of_district(district)
    else:
        rows = own_schools(request.user, district)
    found: School | None = (rows.filter(pk=wanted) if wanted is not None else rows).select_related("district").first()
    if found is None:
        raise Http404
    return found


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    school = _school(request, district)
    names = ("subject_group", "work_group", "task", "project")
    initial = {name: number_of(request.GET.get(name)) for name in names}
    form = MediumForm(request.POST or None, user=request.user, district=district, school=school, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.write_medium(district, actor=request.user, school=school, **form.given))
        if made is not None:
            messages.success(request, "บันทึกร่างแล้ว แนบไฟล์และส่งได้ในหน้านี้")
            return redirect("media:medium", pk=made.pk)
    return _form_page(request, form, None, school)


def _form_page(
    request: HttpRequest, form: MediumForm, row: Medium | None, school: School | None, **more: Any
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "row": row, "school": school, "back": back_to(row.pk) if row else reverse("media:media"),
        "heading": "แก้ไขผลงาน" if row else "เพิ่มสื่อหรือนวัตกรรม", **more,
    }  # fmt: skip
    return render(request, "media/form.html", context, status=422 if form.is_bound else 200)


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = medium_or_404(request, pk)
    admit_to(request, row, "edit", may_write(request.user, row))
    form = MediumForm(
        request.POST or None, user=request.user, district=row.district, school=row.school, instance=row
    )  # fmt: skip
    saved, more = guarded(
        request, form, lambda stamp: services.edit_medium(row, actor=request.user, stamp=stamp, **form.given),
        stamp=row.stamp, fresh=lambda: medium_or_404(request, pk),
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกแล้ว")
        return redirect("media:medium", pk=pk)
    return _form_page(request, form, row, row.school, **more)


@requires(*READERS)
@require_safe
def medium_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = medium_or_404(request, pk)
    user = request.user
    office = holds(user, "district.read", district=row.district)
    own = row.school_id is not None and row.school_id in reach(user, "school.read").schools
    decides, writes = can_decide(user, row), may_write(user, row)
    reads_reviews = office or (own and row.state in (Medium.State.LISTED, Medium.State.RETURNED))
    shown = findings(row) if reads_reviews else []
    now = [one for one in shown if one.review.round == row.round]
    levels: list[Any] = [one.review.level for one in now if one.review.done_at]
    if row.state == Medium.State.LISTED and not reads_reviews:
        # Other schools read the level, not who gave it.
        levels = list(row.reviews.done().filter(round=row.round).values_list("level", flat=True))
    mine = next((one.review for one in now if can_review(user, _with(one.review, row))), None)
    context: dict[str, Any] = {
        "row": row, "office": office, "own": own, "acts": STATES.acts(row.state) if writes else (),
        "decisions": STATES.acts(row.state) if decides else (), "can_edit": can_edit(user, row),
        "lacking": services.lacking(row) if writes and row.is_editable else [],
        "findings": [one for one in shown if one.review.done_at or decides or one.review == mine],
        "waiting": sum(1 for one in now if not one.review.done_at), "done": len(levels),
        "level": level_word(sum(levels) / len(levels)) if levels else "", "mine": mine,
        "can_note_use": can_note_use(user, row), "writes": writes,
        "uses": list(row.uses.select_related("school")[:_USES_SHOWN]), "used": row.uses.count(),
        "parts": [
            (label, text) for label, text in (
                ("ปัญหาที่แก้และจุดประสงค์", row.problem), ("วิธีใช้", row.usage), ("ผลที่เกิดกับผู้เรียน", row.outcome),
            ) if text
        ],
        "events": trail("learning_medium", row.pk, _LOOKS) if decides else [],
    }  # fmt: skip
    return render(request, "media/medium.html", context)


def _with(review: Any, medium: Medium) -> Any:
    """The review with the medium that is read already, so that no question is asked twice."""
    review.medium = medium
    return review


@requires(*WRITERS)
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    row = medium_or_404(request, pk)
    admit_to(request, row, "submit", may_write(request.user, row))
    return pressed(
        request, lambda: services.submit_medium(row, actor=request.user), back=back_to(pk), done="ส่งแล้ว ติดตามผลได้ในหน้านี้"
    )


@requires(*WRITERS)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = medium_or_404(request, pk)
    admit_to(request, row, "remove", may_write(request.user, row))
    if tried(request, lambda: services.remove_draft(row, actor=request.user)):
        messages.success(request, "ลบร่างแล้ว")
        return redirect("media:media")
    return redirect(back_to(pk))


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def use(request: HttpRequest, pk: int) -> HttpResponse:
    row = medium_or_404(request, pk)
    admit_to(request, row, "use", may_note_use(request.user, row))
    form = UseForm(request.POST or None, medium=row, user=request.user)
    return acted(
        request, form, lambda: services.note_use(row, actor=request.user, **form.given), heading="บันทึกการใช้",
        button="บันทึกการใช้", back=back_to(pk), done="บันทึกการใช้แล้ว", sub=row.title, under=LIST, draft=f"medium-use-{pk}",
    )  # fmt: skip
