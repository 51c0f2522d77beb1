"""The office's page of an evaluation: who has scored, its rules, working out."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, tried
from core.conflicts import guarded
from core.filters import ChoiceFilter, Filter, TextFilter
from core.tables import TITLE, Column, Table
from core.trail import trail
from schools.models import Cluster
from schools.scope import holds
from supervision.results import services
from supervision.results.forms import SettingsForm
from supervision.results.models import Evaluation
from supervision.results.permissions import is_open, may_publish, may_run, reads_before
from supervision.results.queries.board import board_of, board_rows
from supervision.results.queries.standing import edition_for
from supervision.results.views.base import OFFICE, evaluation_of, evaluation_to_run, programme_or_404

_LOOKS = {
    "evaluation.opened": ("", "plus"),
    "evaluation.edited": ("plain", "settings"),
    "evaluation.recorded": ("plain", "clipboard-check"),
    "evaluation.moderated": ("plain", "gavel"),
    "evaluation.published": ("ok", "send"),
}


class BoardTable(Table):
    """Every school that is in, with what was sent of it."""

    row_template = "results/_board_row.html"
    default_sort = "school"
    unit = "โรงเรียน"
    empty = "ยังไม่มีโรงเรียนในการขับเคลื่อนของปีนี้"
    columns = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("cluster", "กลุ่มโรงเรียน", sort="school__cluster__name_sort"),
        Column("sent", "ผู้ประเมินส่งแล้ว", sort="sent", numeric=True),
        Column("own", "โรงเรียนประเมินตนเอง"),
        Column("state", "สถานะ", bare=True),
    )
    filters = (
        TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)),
        ChoiceFilter(
            "cluster",
            "กลุ่มโรงเรียน",
            path="school__cluster",
            choices=lambda table: [
                (row.pk, row.name)
                for row in Cluster.objects.of_district(table.options["district"]).order_by("name_sort")
            ],
        ),
    )

    def get_filters(self) -> Sequence[Filter]:
        """The last one knows how many assessors are wanted."""
        wanted = self.options["wanted"]

        def narrow(rows: Any, value: str) -> Any:
            return rows.filter(sent__gte=wanted) if value == "yes" else rows.filter(sent__lt=wanted)

        choices = [("no", "ผู้ประเมินยังไม่ครบ"), ("yes", "ผู้ประเมินครบ")]
        return (*self.filters, ChoiceFilter("sent", "สถานะ", choices, any_label="ทุกสถานะ", apply=narrow))


@requires(*OFFICE)
@require_safe
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """The board of a programme's evaluation; without one, what it is and the button that opens it."""
    programme = programme_or_404(request, pk)
    if not holds(request.user, "district.read", district=programme.district_id):
        raise PermissionDenied
    found = evaluation_of(programme)
    runs = may_run(request.user, programme.district_id) and programme.is_open
    if found is None:
        return render(request, "results/none.html", {"programme": programme, "runs": runs})
    table = BoardTable(
        request, board_rows(found), title="โรงเรียน", wanted=found.assessors_wanted, district=programme.district_id
    )
    board = board_of(found)
    context = {
        "programme": programme, "evaluation": found, "board": board, "table": table, "runs": runs,
        "wanted": found.assessors_wanted, "own_asked": board.own_asked,
        "takes": is_open(found, timezone.localdate()), "early": reads_before(request.user, programme.district_id),
        "edition": edition_for(request.user, programme), "may_publish": may_publish(request.user, found),
        "assessors": found.assessors.serving().values("person").distinct().count(),
        "events": trail("evaluation", found.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "results/board.html", context)


@requires("improvement.write")
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an evaluation, or change its rules."""
    programme = programme_or_404(request, pk)
    if not may_run(request.user, programme.district_id):
        raise PermissionDenied
    found = evaluation_of(programme)
    form = SettingsForm(request.POST or None, programme=programme, standing=found)

    def act(stamp: int) -> Evaluation:
        if found is None:
            return services.open_evaluation(programme, actor=request.user, **form.cleaned_data)
        return services.edit_evaluation(found, actor=request.user, stamp=stamp, **form.cleaned_data)

    made, more = guarded(request, form, act, stamp=found.stamp if found else 0, fresh=lambda: evaluation_of(programme))
    if made is not None:
        messages.success(request, "บันทึกข้อกำหนดแล้ว" if found else "เปิดการประเมินผลแล้ว แต่งตั้งผู้ประเมินต่อได้")
        return redirect("quality-results:evaluation", pk=pk)
    return act_page(
        request, form, heading="ข้อกำหนดการประเมินผล", button="บันทึกข้อกำหนด" if found else "เปิดการประเมินผล",
        back=reverse("quality-results:evaluation", args=[pk]), sub=str(programme),
        notes=["ผลที่เผยแพร่แล้วไม่เปลี่ยนตามข้อกำหนดใหม่ การคำนวณครั้งต่อไปจึงใช้ข้อกำหนดนี้"] if found else [], **more,
    )  # fmt: skip


@requires("improvement.write")
@require_POST
def compute(request: HttpRequest, pk: int) -> HttpResponse:
    found = evaluation_to_run(request, pk)
    made: list[Any] = []
    if tried(request, lambda: made.append(services.compute(found, actor=request.user))):
        messages.success(request, "คำนวณและจัดลำดับแล้ว ยังไม่เผยแพร่ เห็นเฉพาะผู้บริหารของสำนักงาน")
        return redirect("quality-results:edition", pk=made[0].pk)
    return redirect("quality-results:evaluation", pk=found.programme_id)
