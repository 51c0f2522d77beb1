"""What the views of a visit share: fetching it in scope, the sections of its form, answering an autosave."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from core.forms import refuse
from supervision.field.models import Visit
from supervision.field.permissions import can_write
from supervision.field.services.writing import stamp_of

READERS = ("district.read", "school.read", "paper.read")


def visit_or_404(request: HttpRequest, pk: int) -> Visit:
    """In scope, or 404."""
    rows = Visit.objects.visible_to(request.user).select_related(
        "district__settings", "school__cluster", "school__amphoe", "lead__user", "policy", "task", "project",
        "planned", "activity", "acknowledged_by", "closed_by", "created_by",
    )  # fmt: skip
    found: Visit = get_object_or_404(rows, pk=pk)
    return found


def visit_to_write(request: HttpRequest, pk: int) -> Visit:
    """In scope, and with this person now; 403 otherwise."""
    visit = visit_or_404(request, pk)
    if not can_write(request.user, visit):
        raise PermissionDenied
    return visit


@dataclass(frozen=True)
class SectionLink:
    """A section of the form as the line above it shows it."""

    key: str
    label: str
    url: str
    count: int | None
    current: bool


SECTIONS = (
    ("edit", "ทั่วไป"),
    ("people", "ผู้เกี่ยวข้อง"),
    ("sheets", "แบบประเมิน"),
    ("notes", "สิ่งที่พบ"),
    ("findings", "ข้อค้นพบ"),
    ("photos", "ภาพถ่าย"),
    ("submit", "ตรวจและส่ง"),
)


def section_context(visit: Visit, current: str, *, stamp: str = "") -> dict[str, Any]:
    """The line of sections, the one before and after, and the stamp the form carries back."""
    keys = [key for key, _ in SECTIONS]
    place = keys.index(current)
    links = [
        SectionLink(key, label, reverse(f"field:{key}", args=[visit.pk]), None, key == current)
        for key, label in SECTIONS
    ]
    return {
        "visit": visit,
        "pills": links,
        "section": current,
        "section_label": SECTIONS[place][1],
        "next_section": links[place + 1] if place + 1 < len(links) else None,
        "previous_section": links[place - 1] if place else None,
        "stamp": stamp_of(visit, stamp) if stamp else None,
        "saved_at": timezone.localtime(visit.updated_at),
    }


def after_section(request: HttpRequest, visit: Visit, current: str) -> HttpResponse:
    """Where a saved section leads: to the one that was asked for, the next, or the visit."""
    wanted = request.POST.get("then", "")
    keys = [key for key, _ in SECTIONS]
    if wanted in keys:
        return redirect(f"field:{wanted}", pk=visit.pk)
    if wanted == "visit":
        return redirect("field:visit", pk=visit.pk)
    place = keys.index(current)
    return redirect(f"field:{keys[min(place + 1, len(keys) - 1)]}", pk=visit.pk)


def saved_fragment(
    request: HttpRequest, visit: Visit, stamp: str = "", *, carried: int | str | None = None, **more: Any
) -> HttpResponse:
    """บันทึกแล้ว 10:32 and the new stamp, swapped out of band: of the section `stamp`, or the one given as `carried`."""
    found = carried if carried is not None else stamp_of(visit, stamp) if stamp else None
    context = {"at": timezone.localtime(visit.updated_at), "stamp": found, **more}
    return render(request, "components/autosaved.html", context)


def attempt(request: HttpRequest, form: Any, act: Callable[[], Any]) -> bool:
    """Run a service; a refusal stands next to its field, or above the form, and nothing typed is lost."""
    try:
        act()
    except DomainError as refusal:
        request.overtaken = isinstance(refusal, StaleRevision)
        if form is not None or isinstance(refusal, NotAllowed):
            refuse(form, refusal)
        else:
            messages.error(request, refusal.message)
        return False
    return True
