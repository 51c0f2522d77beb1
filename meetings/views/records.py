"""What comes of a gathering: agreements, lessons, pictures, ties to work of other apps."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core import files, pointers
from core.access import requires
from core.acts import tried
from core.conflicts import edited
from core.forms import attempt
from meetings import services
from meetings.forms import AgreementForm, LessonForm
from meetings.models import Lesson
from meetings.permissions import can_change_lesson, can_tell_lesson
from meetings.services.records import LESSON_TEXTS
from meetings.views.base import READERS, gathering_or_404, gathering_to_write, page_of
from meetings.views.gatherings import page_context

_EACH = 10


@requires("meeting.write")
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    form = AgreementForm(request.POST, user=request.user, gathering=found)
    if form.is_valid():
        made = attempt(form, lambda: services.agree(found, actor=request.user, **form.cleaned_data))
        if made is not None:
            return redirect(page_of(pk, "agreements"))
    return render(request, "meetings/gathering.html", page_context(request, found, agreement=form), status=422)


@requires("meeting.write")
@require_POST
def drop(request: HttpRequest, pk: int, agreement: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    row = get_object_or_404(found.agreements.select_related("gathering"), pk=agreement)
    tried(request, lambda: services.drop_agreement(row, actor=request.user))
    return redirect(page_of(pk, "agreements"))


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def lesson(request: HttpRequest, pk: int, lesson: int | None = None) -> HttpResponse:
    """One telling, by who took part or writes the gathering; whoever wrote it may change it."""
    found = gathering_or_404(request, pk)
    row: Lesson | None = None
    if lesson is not None:
        row = get_object_or_404(found.lessons.select_related("gathering", "saved_by"), pk=lesson)
    if not (can_tell_lesson(request.user, found) if row is None else can_change_lesson(request.user, row)):
        raise PermissionDenied
    initial = {name: getattr(row, name) for name in ("by_label", *LESSON_TEXTS)} if row else {}
    form = LessonForm(request.POST or None, initial=initial)
    return edited(
        request, form,
        lambda stamp: services.save_lesson(
            found, actor=request.user, values=form.cleaned_data, lesson=row, stamp=stamp
        ),
        stamp=row.stamp if row else 0, fresh=lambda: found.lessons.filter(pk=lesson).first(), heading="ถอดบทเรียน",
        button="บันทึกบทเรียน", back=page_of(pk, "lessons"), done="บันทึกบทเรียนแล้ว", sub=found.title,
        template="meetings/lesson.html", lesson=row,
    )  # fmt: skip


@requires(*READERS)
@require_POST
def lesson_drop(request: HttpRequest, pk: int, lesson: int) -> HttpResponse:
    found = gathering_or_404(request, pk)
    row = get_object_or_404(found.lessons.select_related("gathering"), pk=lesson)
    tried(request, lambda: services.drop_lesson(row, actor=request.user))
    return redirect(page_of(pk, "lessons"))


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def photos(request: HttpRequest, pk: int) -> HttpResponse:
    """Pictures with the words under them; adding and taking off is the file list's own."""
    found = gathering_to_write(request, pk)
    owner = services.photo_pointer(found)
    pictures = files.attachments_of(owner)
    if request.method == "POST":
        for one in pictures:
            caption = request.POST.get(f"caption-{one.pk}")
            if caption is not None and caption.strip() != one.caption:
                files.describe(one, actor=request.user, owner=owner, caption=caption)
        messages.success(request, "บันทึกคำบรรยายภาพแล้ว")
        return redirect("meetings:photos", pk=pk)
    return render(request, "meetings/photos.html", {"gathering": found, "photos": pictures})


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def ties(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for what it belongs to, and tie it."""
    found = gathering_to_write(request, pk)
    if request.method == "POST":
        kind, key = request.POST.get("kind", ""), request.POST.get("key", "")[:64]
        if tried(request, lambda: services.tie(found, actor=request.user, kind=kind, key=key)):
            messages.success(request, "ผูกเรื่องที่เกี่ยวข้องแล้ว")
        return redirect("meetings:ties", pk=pk)
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    held = {(row.kind, row.key) for row in found.ties.all()}
    results: list[tuple[str, list[Any]]] = []
    for kind, owner in pointers.searchable().items():
        if kind == "gathering" or owner.search is None or not text:
            continue
        hits = [
            hit
            for hit in owner.search(request.user, found.district, None, text, _EACH)
            if hit.key and (hit.kind, hit.key) not in held
        ]
        if hits:
            results.append((owner.thai or kind, hits))
    context = {"gathering": found, "text": text, "results": results, "ties": list(found.ties.all())}
    return render(request, "meetings/ties.html", context)


@requires("meeting.write")
@require_POST
def untie(request: HttpRequest, pk: int, tie: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    row = get_object_or_404(found.ties.select_related("gathering"), pk=tie)
    tried(request, lambda: services.untie(row, actor=request.user))
    return redirect("meetings:ties", pk=pk)
