"""At the meeting: the agenda on the left, what is said and decided to one item on the right."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core.access import requires
from core.acts import tried
from core.errors import DomainError, NotAllowed, StaleRevision
from core.keys import number_of
from core.text_diff import side_by_side
from kotpn.committee.permissions import may_keep
from kotpn.committee.queries import members_on
from kotpn.meetings.models import Conflict, Meeting
from kotpn.meetings.permissions import STATES as MEETING_STATES
from kotpn.meetings.services import attendance
from kotpn.minutes import editing, permissions, words
from kotpn.minutes.forms_sitting import ResolutionForm, usual_kind
from kotpn.minutes.models import Minutes
from kotpn.minutes.queries import sitting as queries
from kotpn.minutes.queries.sitting import ItemPage, Line, Sitting
from kotpn.minutes.services import entries
from kotpn.minutes.services.resolutions import next_number
from reports.services import request_run

READERS = ("committee.write", "district.read", "paper.read")


@dataclass
class Clash:
    """Two texts of one item: what stands, what was typed, and who was faster."""

    who: str
    at: Any
    stamp: int
    typed: str
    marked_stands: str
    marked_typed: str


def meeting_to_write(request: HttpRequest, pk: int) -> tuple[Meeting, bool]:
    """The meeting of a writer and whether its text may be changed now; 404 out of scope, 403 for other readers."""
    rows = Meeting.objects.visible_to(request.user).select_related("committee__district")
    meeting: Meeting = get_object_or_404(rows, pk=pk)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None:
        allowed = may_keep(request.user, meeting.committee.district_id)
    else:
        minutes.meeting = meeting
        allowed = permissions.may_write(request.user, minutes)
    if not allowed:
        raise PermissionDenied
    free = minutes is None or permissions.STATES.allows(minutes.state, "write")
    return meeting, free and MEETING_STATES.allows(meeting.state, "write")


def line_of(sitting: Sitting, item: int) -> Line:
    _, line, _ = sitting.around(item)
    if line is None:
        raise Http404
    return line


def page(request: HttpRequest, sitting: Sitting, line: Line | None, *, writable: bool, **more: Any) -> dict[str, Any]:
    """Everything of the page with `line` on its right; `more` puts a refused form or a clash in its place."""
    meeting = sitting.meeting
    context: dict[str, Any] = {
        "meeting": meeting, "sitting": sitting, "strip": sitting.strip, "line": line, "writable": writable,
        "pack": queries.pack_of(meeting, request.user), "writing": editing.others(meeting.pk, request.user),
        "word_list": words.as_data(),
    }  # fmt: skip
    if line is not None:
        before, _, after = sitting.around(line.item.pk)
        shown = queries.item_page(sitting, line)
        text = more.pop("typed", None)
        text = (shown.entry.text if shown.entry else "") if text is None else text
        edited = next((one for one in shown.resolutions if str(one.pk) == request.GET.get("edit")), None)
        standing = [one for one in shown.resolutions if one.state != "cancelled"]
        asked = edited is not None or "more" in request.GET or not standing
        context |= {
            "shown": shown, "before": before, "after": after, "text": text, "hints": words.hints(text),
            "stamp": shown.stamp, "edited": edited, "preview": next_number(meeting),
            "base": edited.updated_at.isoformat() if edited else "",
            "may_prepare": may_keep(request.user, meeting.committee.district_id)
            and MEETING_STATES.allows(meeting.state, "prepare"),
            "members": [row for row in members_on(meeting.committee, meeting.held_on) if row.counts],
            "form": _form(request, shown, edited) if asked and writable else None,
        }  # fmt: skip
    return {**context, **more}


def _form(request: HttpRequest, shown: ItemPage, edited: Any) -> ResolutionForm:
    item = shown.line.item
    if edited is not None:
        return ResolutionForm(item=item, user=request.user, fresh=False, initial=standing_words(edited))
    initial = {"kind": usual_kind(item, quorum=shown.quorum.holds), "at": shown.at}
    return ResolutionForm(item=item, user=request.user, initial=initial)


def standing_words(resolution: Any) -> dict[str, Any]:
    """What a resolution says in the fields of its form."""
    said = {name: getattr(resolution, name) for name in (
        "text", "kind", "manner", "votes_for", "votes_against", "votes_abstain", "owner", "due_on",
    )}  # fmt: skip
    named = resolution.owner is not None and resolution.owner_label == str(resolution.owner)
    return said | {"at": resolution.decided_at, "owner_label": "" if named else resolution.owner_label}


@requires(*READERS)
@never_cache
@require_GET
def sitting(request: HttpRequest, pk: int, item: int | None = None) -> HttpResponse:
    """The page; without an item it goes on at the first that is not done."""
    meeting, writable = meeting_to_write(request, pk)
    found = queries.sitting_of(meeting, timezone.now())
    line = found.first_open if item is None else line_of(found, item)
    return render(request, "kotpn/minutes/sitting.html", page(request, found, line, writable=writable))


@requires(*READERS)
@require_POST
def text(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Autosave by htmx, or the button: nothing somebody else wrote meanwhile is overwritten."""
    meeting, writable = meeting_to_write(request, pk)
    found = queries.sitting_of(meeting, timezone.now())
    line = line_of(found, item)
    typed = request.POST.get("text", "")
    if "replace" in request.POST:
        typed = words.replaced(typed, request.POST["replace"])
    clash, problem = save_text(request, found, line, typed)
    if getattr(request, "htmx", False):
        shown = queries.item_page(found, line)
        context = {
            "meeting": meeting, "line": line, "shown": shown, "clash": clash, "problem": problem,
            "stamp": None if problem else shown.stamp, "at": shown.entry.saved_at if shown.entry else None,
        }  # fmt: skip
        return render(request, "kotpn/minutes/_text_answer.html", context)
    if problem:
        context = page(request, found, line, writable=writable, typed=typed, clash=clash, problem=problem)
        return render(request, "kotpn/minutes/sitting.html", context, status=422)
    return redirect("minutes:sitting-item", pk, item)


def save_text(
    request: HttpRequest, found: Sitting, line: Line, typed: str, *, stamp: str = "stamp"
) -> tuple[Clash | None, str]:
    """(both texts where somebody else was faster, why it was not saved); `stamp` names the field with the base.

    `overwrite` is the base of the text that was shown beside one's own and is meant to be replaced.
    """
    seen = number_of(request.POST.get("overwrite"))
    base = seen if seen is not None else (number_of(request.POST.get(stamp)) or 0)
    try:
        entries.save_entry(line.item, actor=request.user, text=typed, stamp=base, over_other=seen is not None)
    except StaleRevision as refusal:
        return _clash(found, line, typed), refusal.message
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.message) from refusal
    except DomainError as refusal:
        return None, refusal.message
    editing.mark(found.meeting.pk, line.item.pk, request.user)
    return None, ""


def _clash(found: Sitting, line: Line, typed: str) -> Clash:
    shown = queries.item_page(found, line)
    assert shown.entry is not None
    typed = typed.replace("\r\n", "\n")
    stands, mine = side_by_side(shown.entry.text, typed)
    return Clash(str(shown.entry.saved_by or ""), shown.entry.saved_at, shown.stamp, typed, stands, mine)


@requires(*READERS)
@never_cache
@require_GET
def pulse(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Asked every quarter of a minute: the agenda's marks, quorum, pack, and whether somebody else saved this text."""
    meeting, _ = meeting_to_write(request, pk)
    found = queries.sitting_of(meeting, timezone.now())
    line = line_of(found, item)
    shown = queries.item_page(found, line)
    newer = shown.stamp > (number_of(request.GET.get("stamp")) or 0)
    context = {
        "meeting": meeting, "sitting": found, "strip": found.strip, "line": line, "shown": shown,
        "pack": queries.pack_of(meeting, request.user), "writing": editing.others(meeting.pk, request.user),
        "newer": newer and shown.entry is not None and shown.entry.saved_by_id != request.user.pk,
    }  # fmt: skip
    return render(request, "kotpn/minutes/_pulse.html", context)


@requires(*READERS)
@require_POST
def conflict(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """A member says they have an interest in the item."""
    meeting, _ = meeting_to_write(request, pk)
    line = line_of(queries.sitting_of(meeting, timezone.now()), item)
    member = next(
        (row for row in members_on(meeting.committee, meeting.held_on) if str(row.pk) == request.POST.get("member")),
        None,
    )
    if member is None:
        messages.error(request, "กรุณาเลือกกรรมการที่มีส่วนได้เสีย")
    else:
        note = request.POST.get("note", "")
        tried(request, lambda: attendance.declare_conflict(line.item, member, actor=request.user, note=note))
    return redirect("minutes:sitting-item", pk, item)


@requires(*READERS)
@require_POST
def drop_conflict(request: HttpRequest, pk: int, item: int, conflict: int) -> HttpResponse:
    meeting, _ = meeting_to_write(request, pk)
    rows = Conflict.objects.select_related("member", "item__section__meeting")
    row = get_object_or_404(rows, pk=conflict, item=item, item__section__meeting=meeting)
    tried(request, lambda: attendance.withdraw_conflict(row, actor=request.user))
    return redirect("minutes:sitting-item", pk, item)


@requires(*READERS)
@require_POST
def pack(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole pack in one press; it goes on when the page is closed."""
    meeting, _ = meeting_to_write(request, pk)
    tried(
        request,
        lambda: request_run(
            actor=request.user, key=queries.PACK, fmt="pdf", params={"meeting": str(meeting.pk)},
            district=meeting.committee.district,
        ),
    )  # fmt: skip
    item = number_of(request.POST.get("item"))
    return redirect("minutes:sitting-item", pk, item) if item else redirect("minutes:sitting", pk)
