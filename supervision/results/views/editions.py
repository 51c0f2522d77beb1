"""Results: the list with ranks, publishing, one school, one value down to its answers, the school's own page."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.filters import ChoiceFilter, Filter, TextFilter
from core.forms import attempt
from core.passed import admit
from core.tables import TITLE, Column, Table
from reports.charts import bars
from schools.models import Cluster
from schools.scope import holds, reach
from supervision.indicators.models.colours import ColourBand
from supervision.results import services
from supervision.results.forms import PublishForm
from supervision.results.models import Edition, IndicatorResult, SchoolResult, Sheet
from supervision.results.permissions import (
    EDITION_STATES,
    can_read_edition,
    can_run,
    is_open,
    may_publish,
    may_submit_own,
    may_write_own,
)
from supervision.results.queries.asked import has_own_sheet
from supervision.results.queries.needing import needing_help
from supervision.results.queries.school import answers_of, distribution, parts_of, sources_of, working_of
from supervision.results.queries.standing import edition_for, published_edition
from supervision.results.services.common import evaluation_pointer
from supervision.results.services.publish import named
from supervision.results.views.base import (
    OFFICE,
    READERS,
    edition_or_404,
    evaluation_of,
    participation_or_404,
    programme_or_404,
    result_or_404,
)


class RankTable(Table):
    """Schools of an edition in the order of their groups and ranks."""

    row_template = "results/_rank_row.html"
    default_sort = "place"
    unit = "โรงเรียน"
    empty = "ยังไม่มีโรงเรียนในผลนี้"
    columns = (
        Column("place", "ลำดับ", sort="placed"),
        Column("school", "โรงเรียน", sort="participation__school__name_sort", phone=TITLE),
        Column("group", "กลุ่มจัดลำดับ", sort="group"),
        Column("percent", "ร้อยละ", sort="percent", numeric=True),
        Column("gain", "พัฒนาการ", sort="gain", numeric=True),
        Column("colour", "กลุ่มสี", bare=True),
    )
    filters = (
        TextFilter("q", "ค้นหาโรงเรียน", fields=("participation__school__name",)),
        ChoiceFilter(
            "cluster", "กลุ่มโรงเรียน", path="participation__school__cluster",
            choices=lambda table: [
                (row.pk, row.name)
                for row in Cluster.objects.of_district(table.options["district"]).order_by("name_sort")
            ],
        ),
        ChoiceFilter("colour", "กลุ่มสี", ColourBand.Colour.choices),
        ChoiceFilter(
            "complete", "ความครบ", [("no", "ยังไม่ครบ"), ("yes", "ประเมินครบ")], any_label="ทั้งครบและไม่ครบ",
            apply=lambda rows, value: rows.filter(is_complete=value == "yes"),
        ),
    )  # fmt: skip

    def get_filters(self) -> Sequence[Filter]:
        """Groups only where there are several."""
        names = self.options["groups"]
        if len(names) < 2:
            return self.filters
        return (*self.filters, ChoiceFilter("group", "กลุ่มจัดลำดับ", [(name, name) for name in names]))


@requires(*OFFICE)
@require_safe
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """The edition of a programme this person reads now; without one, why there is none yet."""
    programme = programme_or_404(request, pk)
    if not holds(request.user, "district.read", district=programme.district_id):
        raise PermissionDenied
    found = edition_for(request.user, programme)
    if found is not None:
        return redirect("quality-results:edition", pk=found.pk)
    evaluation = evaluation_of(programme)
    runs = evaluation is not None and can_run(request.user, evaluation)
    return render(request, "results/unranked.html", {"programme": programme, "evaluation": evaluation, "runs": runs})


@requires(*READERS)
@require_safe
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with ranks: to the office, and to schools where the office announced all ranks."""
    found = edition_or_404(request, pk)
    office = can_read_edition(request.user, found)
    if not office and found.evaluation.shown != "all":
        mine = SchoolResult.objects.visible_to(request.user).filter(edition=found).first()
        if mine is None:
            raise PermissionDenied
        return redirect("quality-results:school", pk=pk, participation=mine.participation_id)
    programme = found.evaluation.programme
    groups = list(found.schools.order_by("group").values_list("group", flat=True).distinct())
    rows = (
        SchoolResult.objects.visible_to(request.user)
        .filter(edition=found)
        .select_related("participation__school")
        .placed()
    )
    table = RankTable(request, rows, title="โรงเรียน", groups=groups, district=programme.district_id)
    spread = distribution(found)
    incomplete = found.schools.filter(is_complete=False).count()
    context = {
        "edition": found, "evaluation": found.evaluation, "programme": programme, "table": table, "office": office,
        "spread": spread, "incomplete": incomplete, "several": len(groups) > 1, "draft": found.state == "draft",
        "may_publish": may_publish(request.user, found.evaluation) and found.state == "draft",
        "runs": can_run(request.user, found.evaluation) and programme.is_open,
        "may_print": found.state != "draft" and holds(request.user, "report.run", district=programme.district_id),
        "others": Edition.objects.visible_to(request.user).filter(evaluation=found.evaluation_id).exclude(pk=pk),
        "needing": needing_help(found) if office else [],
        "out": programme.participations.filter(is_in=False).select_related("school"),
    }  # fmt: skip
    return render(request, "results/edition.html", context)


@requires("publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Names what is not complete and what is corrected, then publishes exactly what was on the page."""
    found = edition_or_404(request, pk)
    admit(
        request, evaluation_pointer(found.evaluation), found.get_state_display(),
        may=may_publish(request.user, found.evaluation), now=EDITION_STATES.allows(found.state, "publish"),
        back=reverse("quality-results:edition", args=[pk]),
    )  # fmt: skip
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        seen, reason = parse_datetime(request.POST.get("seen", "")), form.cleaned_data["reason"]
        act = partial(services.publish, found, actor=request.user, reason=reason, seen=seen)
        if attempt(form, act, request) is not None:
            messages.success(request, "เผยแพร่แล้ว โรงเรียนเห็นผลของตนได้ทันที")
            return redirect("quality-results:edition", pk=pk)
    rows = found.schools.filter(is_complete=False).select_related("participation__school")
    lacking = list(rows.order_by("participation__school__name_sort"))
    before = published_edition(found.evaluation.programme)
    context = {
        "edition": found, "form": form, "programme": found.evaluation.programme, "evaluation": found.evaluation,
        "lacking": lacking, "lacking_words": named(lacking), "before": before if before != found else None,
        "complete": found.schools.complete().count(), "seen": found.computed_at.isoformat(),
    }  # fmt: skip
    return render(request, "results/publish.html", context, status=422 if form.is_bound else 200)


@requires(*READERS)
@require_safe
def school(request: HttpRequest, pk: int, participation: int) -> HttpResponse:
    """One school's result: its place, gain, areas and indicators, each leading to what it is made of."""
    found = edition_or_404(request, pk)
    row = result_or_404(request, found, participation)
    return render(request, "results/school.html", _school_context(request, found, row))


def _school_context(request: HttpRequest, found: Edition, row: SchoolResult) -> dict[str, Any]:
    parts = parts_of(found, row.participation)
    spread = distribution(found, row)
    return {
        "edition": found, "evaluation": found.evaluation, "programme": found.evaluation.programme, "row": row,
        "school": row.participation.school, "parts": parts, "spread": spread,
        "chart": bars([(words, count) for words, count, _ in spread.bins], title="โรงเรียนทั้งเขตตามร้อยละ", unit="โรงเรียน")
        if spread.schools else None,
        "office": can_read_edition(request.user, found),
    }  # fmt: skip


@requires(*READERS)
@require_safe
def explain(request: HttpRequest, pk: int, participation: int, indicator: int) -> HttpResponse:
    """One value down to the answers it was made of."""
    found = edition_or_404(request, pk)
    row = result_or_404(request, found, participation)
    rows = IndicatorResult.objects.filter(edition=found, participation=row.participation_id)
    result = get_object_or_404(rows.select_related("indicator__area"), indicator=indicator)
    result.edition, result.participation = found, row.participation
    office = can_read_edition(request.user, found)
    context = {
        "edition": found, "programme": found.evaluation.programme, "row": row, "result": result,
        "school": row.participation.school, "answers": answers_of(result, names=office),
        "sources": sources_of(result), "working": working_of(result), "office": office,
    }  # fmt: skip
    return render(request, "results/explain.html", context)


@requires(*READERS)
@require_safe
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """A school's page in a programme: its self-assessment, and its result once published."""
    part = participation_or_404(request, pk)
    programme = part.programme
    if part.school_id not in reach(request.user, "school.read").schools and not holds(
        request.user, "district.read", district=programme.district_id
    ):
        raise PermissionDenied
    evaluation = evaluation_of(programme)
    found = published_edition(programme)
    row = None
    if found is not None:
        row = SchoolResult.objects.visible_to(request.user).filter(edition=found, participation=part).first()
    held = evaluation.sheets.filter(participation=part, person=None).first() if evaluation else None
    context = {
        "participation": part, "programme": programme, "school": part.school, "evaluation": evaluation, "sheet": held,
        "asks_own": evaluation is not None and has_own_sheet(evaluation),
        "takes": evaluation is not None and part.is_in and is_open(evaluation, timezone.localdate()),
        "may_write": may_write_own(request.user, part), "may_submit": may_submit_own(request.user, part),
        "edition": found, "row": row, "done": held is not None and held.state == Sheet.State.SUBMITTED,
    }  # fmt: skip
    if row is not None and found is not None:
        row.edition, row.participation = found, part
        context |= _school_context(request, found, row)
    return render(request, "results/own.html", context)
