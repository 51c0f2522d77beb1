"""The principal's summary of a term of นิเทศภายใน: words beside counts that are worked out, sent to the office."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.conflicts import differing, stamp_seen
from core.thai.years import academic_label
from supervision.field.views.base import attempt
from supervision.rounds import services
from supervision.rounds.forms import SummaryForm
from supervision.rounds.missing import missing_of_summary
from supervision.rounds.models import InternalSummary
from supervision.rounds.queries.internal import (
    SUMMARY_TEXTS,
    choose_term,
    counts_of,
    proposed_results,
    summary_of,
    unsent_changes,
)
from supervision.rounds.views.internal import led_school


@requires("internal.manage")
@require_http_methods(["GET", "POST"])
def summary(request: HttpRequest, school: int, year: int, term: int) -> HttpResponse:
    found = led_school(request, school)
    today = timezone.localdate()
    if (year, term) not in choose_term(found.district, today).offered:
        raise Http404
    held = summary_of(found, year, term)
    counts = counts_of(found, year, term, on=today)
    initial = {name: getattr(held, name) for name in SUMMARY_TEXTS}
    initial["results"] = initial["results"] or proposed_results(counts)
    form = SummaryForm(request.POST if request.method == "POST" else None, initial=initial)
    stamp, overtaken = held.stamp, False
    if request.method == "POST":
        if form.is_valid() and _save(request, held, form):
            return _answer(request, held)
        if getattr(request, "htmx", False):
            return render(request, "components/autosaved.html", {"errors": form.errors})
        overtaken = getattr(request, "overtaken", False)
        held = summary_of(found, year, term)
        # Refused for another reason: what stands now was not shown.
        stamp = held.stamp if overtaken else stamp_seen(request) or 0
    context = {
        "school": found, "summary": held, "counts": counts, "form": form, "year": year, "term": term,
        "label": academic_label(year, term), "stamp": stamp, "missing": missing_of_summary(held),
        "saved_at": timezone.localtime(held.updated_at) if held.stamp else None,
        "conflict": _conflict(held, form) if overtaken else [], "changed": unsent_changes(held, counts),
        "revisions": list(held.revisions.select_related("made_by").defer("snapshot")) if held.pk else [],
    }  # fmt: skip
    return render(request, "rounds/internal_summary.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest, held: InternalSummary, form: SummaryForm) -> bool:
    stamp = stamp_seen(request)
    texts = {name: text for name, text in form.cleaned_data.items() if name in form.data}
    return attempt(
        request, form,
        lambda: services.save_summary(
            held.school, actor=request.user, year=held.academic_year, term=held.term, texts=texts, stamp=stamp
        ),
    )  # fmt: skip


def _answer(request: HttpRequest, held: InternalSummary) -> HttpResponse:
    now = summary_of(held.school, held.academic_year, held.term)
    if getattr(request, "htmx", False):
        return render(
            request, "components/autosaved.html", {"at": timezone.localtime(now.updated_at), "stamp": now.stamp}
        )
    if request.POST.get("then") == "submit":
        return _submit(request, now)
    messages.success(request, "บันทึกร่างแล้ว ยังไม่ได้ส่งถึงสำนักงานเขต")
    return _page(now)


def _page(held: InternalSummary) -> HttpResponse:
    return redirect("rounds:internal-summary", school=held.school_id, year=held.academic_year, term=held.term)


def _submit(request: HttpRequest, held: InternalSummary) -> HttpResponse:
    if attempt(request, None, lambda: services.submit_summary(held, actor=request.user)):
        messages.success(request, "ส่งสรุปถึงสำนักงานเขตแล้ว สำนักงานเขตเห็นเฉพาะจำนวนและสรุปนี้ ไม่เห็นแบบสังเกตรายคน")
    return _page(held)


def _conflict(held: InternalSummary, form: SummaryForm) -> list[tuple[str, str, str]]:
    """Of the texts that were posted."""
    return differing(form, {name: getattr(held, name) for name in SUMMARY_TEXTS if name in form.data})


@requires("internal.manage")
@require_POST
def submit_summary(request: HttpRequest, school: int, year: int, term: int) -> HttpResponse:
    found = led_school(request, school)
    held = get_object_or_404(InternalSummary, school=found, academic_year=year, term=term)
    return _submit(request, held)
