"""Writing a SAR: one page a section, items and texts saved by themselves, both texts shown where two people write."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.access import requires
from core.conflicts import stamp_seen
from core.errors import DomainError, NotAllowed, StaleRevision
from core.thai.dates import thai_date
from qa.sar import permissions, services
from qa.sar.forms import BasicForm, LevelForm, StandardForm, SummaryForm
from qa.sar.missing import missing_of_sar, section_url
from qa.sar.models import Sar, SarItem
from qa.sar.queries.content import TEXTS, Filled, filled, word_of
from qa.sar.queries.scope import basic_data
from qa.sar.queries.writing import Standing, standings
from qa.sar.views.base import READERS, around, attempt, pages, sar_or_404, sar_to_write
from schools.scope import holds


@dataclass
class Outcome:
    """What became of a post: `problem` in words when nothing was saved; `conflict` rows of (label, what stands, what
    was typed) where somebody else was faster, `shown` the stamp of what stands there."""

    problem: str = ""
    conflict: list[tuple[str, str, str]] = field(default_factory=list)
    shown: int = 0


def _frame(found: Filled, current: str) -> dict[str, Any]:
    """What every page of writing shows around its section."""
    shown = pages(found, current)
    before, after = around(shown)
    return {
        "sar": found.sar, "call": found.sar.call, "filled": found, "pages": shown, "page_before": before,
        "page_after": after, "today": timezone.localdate(),
    }  # fmt: skip


def _try(act: Any) -> Outcome:
    try:
        act()
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.message) from refusal
    except StaleRevision as refusal:
        return Outcome(refusal.message, [("", "", "")])
    except DomainError as refusal:
        return Outcome(refusal.message)
    return Outcome()


def _saved(request: HttpRequest, sar: Sar, key: str, row: Any, outcome: Outcome) -> HttpResponse:
    """The fragment an autosave answers with: the line บันทึกแล้ว, the stamp, the conflict, the progress and working."""
    found = filled(sar)
    context = {
        "key": key, "outcome": outcome, "stamp": None if outcome.problem else row.stamp, "filled": found,
        "at": timezone.localtime(row.saved_at) if row.saved_at else None, "oob": True,
        "verdict": _verdict_of(found, row), "item": row if key.startswith("item-") else None,
    }  # fmt: skip
    return render(request, "qa/sar/_saved.html", context)


def _verdict_of(found: Filled, row: Any) -> Any:
    root = getattr(row, "parent_id", None) or row.pk
    return found.sections[root][1] if isinstance(row, SarItem) and root in found.sections else None


def _next(request: HttpRequest, found: Filled, current: str) -> HttpResponse:
    """After the button: on to the next page, or back to the SAR."""
    if request.POST.get("then") == "next":
        _, after = around(pages(found, current))
        if after is not None:
            return redirect(after.url)
    return redirect("sar:sar", pk=found.sar.pk)


@requires("sar.write")
@require_http_methods(["GET", "POST"])
def basic(request: HttpRequest, pk: int) -> HttpResponse:
    """The district's data about the school: confirmed, not typed again."""
    sar = sar_to_write(request, pk)
    if sar is None:
        return redirect("sar:sar", pk=pk)
    form = BasicForm(request.POST if request.method == "POST" else None, initial={"note": sar.basic_note})
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if attempt(request, form, lambda: services.confirm_basic(sar, actor=request.user, note=note)):
            messages.success(request, "ยืนยันข้อมูลพื้นฐานแล้ว")
            return _next(request, filled(sar), "basic")
    now = basic_data(sar.school, sar.call.academic_year, timezone.localdate())
    kept = {row["key"]: row["value"] for row in sar.basic.get("rows", [])}
    rows = [(row, kept.get(row["key"]) if kept and kept.get(row["key"]) != row["value"] else None) for row in now]
    context = {
        **_frame(filled(sar), "basic"), "form": form, "rows": rows, "changed": any(old is not None for _, old in rows),
        "may_change": holds(request.user, "school.own.write", school=sar.school),
    }  # fmt: skip
    return render(request, "qa/sar/basic.html", context, status=422 if form.is_bound else 200)


def _standing(request: HttpRequest, found: Filled, row: int) -> Standing:
    if row not in found.sections:
        raise Http404
    return standings(request.user, found, [found.sections[row]])[0]


@requires("sar.write")
@require_http_methods(["GET", "POST"])
def standard(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A standard of the long form: its items, then its narrative; POST saves the narrative."""
    sar = sar_to_write(request, pk)
    if sar is None:
        return redirect("sar:sar", pk=pk)
    found = filled(sar)
    if found.short:
        raise Http404
    shown = _standing(request, found, row)
    root = shown.section.row
    outcome, typed = Outcome(), None
    if request.method == "POST":
        form = StandardForm(request.POST)
        form.is_valid()
        typed = {name: form.cleaned_data.get(name, "") for name, _ in TEXTS if name in request.POST}
        taken = request.POST.get("take", "")
        if taken in shown.before:
            typed[taken] = "\n".join(part for part in (typed.get(taken, ""), shown.before[taken].text) if part.strip())
        outcome = _try(
            lambda: services.save_standard(sar, actor=request.user, row=root, texts=typed, stamp=stamp_seen(request))
        )
        if outcome.conflict:
            root.refresh_from_db()
            outcome.conflict, outcome.shown = _differing(root, typed), root.stamp
        if getattr(request, "htmx", False):
            root.refresh_from_db()
            return _saved(request, sar, f"words-{root.pk}", root, outcome)
        if not outcome.problem:
            if taken:
                return redirect(f"{reverse('sar:standard', args=[pk, row])}#id_{taken}")
            return _next(request, found, f"standard-{row}")
    given = {name: getattr(root, name) for name, _ in TEXTS}
    form = StandardForm(initial={**given, **(typed or {})})
    context = {
        **_frame(found, f"standard-{row}"), "shown": shown, "outcome": outcome, "root": root,
        "words_key": f"words-{root.pk}",
        "texts": [{"name": name, "field": form[name], "before": shown.before.get(name)} for name, _ in TEXTS],
        "gaps": _gaps(found, reverse("sar:standard", args=[pk, row])),
    }  # fmt: skip
    return render(request, "qa/sar/standard.html", context, status=422 if outcome.problem else 200)


def _differing(row: Any, typed: dict[str, str]) -> list[tuple[str, str, str]]:
    names = {**dict(TEXTS), "evidence_text": "คำถามที่ 2", "plan": "แผนพัฒนา", "reason": "เหตุผล"}
    return [
        (names[name], getattr(row, name), text) for name, text in typed.items() if getattr(row, name) != text.strip()
    ]


def _gaps(found: Filled, url: str) -> int:
    return sum(gap.page == url for gap in missing_of_sar(found.sar, found))


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The level of one item, saved as soon as it is chosen; GET leads to where this person finds the item."""
    if request.method == "GET":
        return _place(request, pk, row)
    sar = sar_to_write(request, pk)
    if sar is None:
        return redirect("sar:sar", pk=pk)
    held = get_object_or_404(
        SarItem.objects.select_related("part__set", "scale_level", "standard"), pk=row, part__sar=sar
    )
    levels = {held.pk: request.POST["level"]} if "level" in request.POST else {}
    reasons = {held.pk: request.POST["reason"]} if "reason" in request.POST else {}
    stamp = stamp_seen(request)
    outcome = _try(
        lambda: services.save_items(
            sar, actor=request.user, levels=levels, reasons=reasons,
            stamps={held.pk: stamp} if stamp is not None else None,
        )
    )  # fmt: skip
    held = SarItem.objects.select_related("part__set", "scale_level", "standard").get(pk=held.pk)
    if outcome.conflict:
        outcome.conflict, outcome.shown = _item_conflict(held, levels, reasons), held.stamp
    if getattr(request, "htmx", False):
        return _saved(request, sar, f"item-{held.pk}", held, outcome)
    found = filled(sar)
    url = section_url(sar, found.sections[held.parent_id or held.pk][1], short=found.short)
    if outcome.conflict:
        held.part.sar = sar
        context = {
            "sar": sar, "call": sar.call, "item": held, "outcome": outcome, "back": f"{url}#item-{held.pk}",
            "level": levels.get(held.pk, ""), "reason": reasons.get(held.pk, held.reason),
        }  # fmt: skip
        return render(request, "qa/sar/item_conflict.html", context, status=422)
    if outcome.problem:
        messages.error(request, outcome.problem)
    return redirect(f"{url}#item-{held.pk}")


def _place(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    sar = sar_or_404(request, pk)
    held = get_object_or_404(SarItem.objects.select_related("part", "standard"), pk=row, part__sar=sar)
    if permissions.can_write(request.user, sar, timezone.localdate()):
        found = filled(sar)
        url = section_url(sar, found.sections[held.parent_id or held.pk][1], short=found.short)
        return redirect(f"{url}#item-{held.pk}")
    if permissions.can_review(request.user, sar):
        return redirect(f"{reverse('sar:review', args=[pk])}#item-{held.pk}")
    if not permissions.may_read_content(request.user, sar):
        raise PermissionDenied
    return redirect(f"{reverse('sar:standing', args=[pk])}#{held.part.level}-{held.standard.number}")


def _item_conflict(held: SarItem, levels: dict[int, str], reasons: dict[int, str]) -> list[tuple[str, str, str]]:
    rows = []
    if held.pk in levels:
        scale = {str(level.pk): level.word for level in held.part.set.scale.all()}
        given = levels[held.pk]
        mine = "ไม่ประเมิน" if given == services.NOT_ASSESSED else scale.get(given, "ยังไม่เลือก")
        theirs = word_of(held) or "ยังไม่เลือก"
        if mine != theirs:
            rows.append(("ระดับคุณภาพ", theirs, mine))
    if held.pk in reasons and reasons[held.pk].strip() != held.reason:
        rows.append(("เหตุผล", held.reason, reasons[held.pk]))
    return rows


@requires("sar.write")
@require_http_methods(["GET", "POST"])
def level(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """A level of teaching as a whole: all of the short form, or the stated overall level of the long one."""
    sar = sar_to_write(request, pk)
    if sar is None:
        return redirect("sar:sar", pk=pk)
    found = filled(sar)
    chosen = next((one for one in found.parts if one.row.pk == part), None)
    if chosen is None or not (found.short or chosen.judged):
        raise Http404
    row, how = chosen.row, {"short": found.short, "judged": chosen.judged}
    outcome, typed, overall = Outcome(), {}, None
    if request.method == "POST":
        form = LevelForm(request.POST, **how)
        form.is_valid()
        typed = {name: form.cleaned_data.get(name, "") for name in form.fields if name in request.POST}
        overall = request.POST.get("overall") if chosen.judged or "overall" in request.POST else None
        outcome = _try(
            lambda: services.save_level(
                sar, actor=request.user, part=row, texts=typed, overall=overall, stamp=stamp_seen(request)
            )
        )
        row.refresh_from_db()
        if outcome.conflict:
            outcome.conflict, outcome.shown = _differing(row, typed) + _overall_conflict(row, overall), row.stamp
        if getattr(request, "htmx", False):
            return _saved(request, sar, f"level-{row.pk}", row, outcome)
        if not outcome.problem:
            return _next(request, found, f"level-{part}")
    given = {name: getattr(row, name) for name in ("evidence_text", "plan", "reason")}
    held = "none" if row.not_assessed else str(row.scale_level_id or "")
    context = {
        **_frame(found, f"level-{part}"), "part": chosen, "outcome": outcome, "root": row,
        "words_key": f"level-{row.pk}",
        "shown": standings(request.user, found, [(chosen, one) for one in chosen.sections]) if found.short else [],
        "form": LevelForm(initial={**given, **typed}, **how), "overall": held if overall is None else overall,
        "gaps": _gaps(found, reverse("sar:level", args=[pk, part])),
    }  # fmt: skip
    return render(request, "qa/sar/level.html", context, status=422 if outcome.problem else 200)


def _overall_conflict(row: Any, overall: str | None) -> list[tuple[str, str, str]]:
    held = "none" if row.not_assessed else str(row.scale_level_id or "")
    if overall is None or overall == held:
        return []
    words = {"none": "ไม่ประเมิน", "": "ยังไม่เลือก", **{str(one.pk): one.word for one in row.set.scale.all()}}
    return [("ระดับโดยรวม", words.get(held, ""), words.get(overall, ""))]


@requires("sar.write")
@require_http_methods(["GET", "POST"])
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Next year's plan, help wanted, the board's consent and its minutes."""
    sar = sar_to_write(request, pk)
    if sar is None:
        return redirect("sar:sar", pk=pk)
    form = SummaryForm(request.POST if request.method == "POST" else None, sar=sar)
    outcome = Outcome()
    if request.method == "POST":
        form.is_valid()
        # A wrong date does not keep the words from being saved.
        values = {name: form.cleaned_data.get(name, getattr(sar, name)) for name in ("plan", "help_wanted", "board_on")}
        outcome = _try(lambda: services.save_summary(sar, actor=request.user, stamp=stamp_seen(request), **values))
        sar.refresh_from_db()
        if outcome.conflict:
            outcome.shown = sar.stamp
            outcome.conflict = [
                (str(form.fields[name].label), _words(getattr(sar, name)), _words(value))
                for name, value in values.items()
                if name in form.fields and getattr(sar, name) != value
            ]
        if getattr(request, "htmx", False):
            outcome.problem = outcome.problem or " ".join(str(errors[0]) for errors in form.errors.values())
            return _saved(request, sar, "words-sar", sar, outcome)
        if not outcome.problem and not form.errors:
            return _next(request, filled(sar), "summary")
    context = {
        **_frame(filled(sar), "summary"), "form": form, "outcome": outcome, "root": sar,
        "gaps": _gaps(filled(sar), reverse("sar:summary", args=[pk])),
    }  # fmt: skip
    bad = bool(outcome.problem or (form.is_bound and form.errors))
    return render(request, "qa/sar/summary.html", context, status=422 if bad else 200)


def _words(value: Any) -> str:
    return value if isinstance(value, str) else thai_date(value, "short") if value else ""
