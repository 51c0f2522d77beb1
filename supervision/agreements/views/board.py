"""The signing board of a programme: how far its schools are, and marks on many of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.forms import attempt
from reports import registry
from supervision.agreements import services
from supervision.agreements.addresses import programme_url
from supervision.agreements.forms import MarkForm
from supervision.agreements.permissions import may_issue
from supervision.agreements.queries import board_rows, cluster_counts, text_of, whole_of
from supervision.agreements.tables import BoardTable, MarkingTable
from supervision.agreements.views.base import OFFICE, WRITERS, programme_for, programme_or_404
from supervision.improvement.models import Participation, Programme

_ACTS = ("school_sign", "sign")


@requires(*OFFICE)
@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, programme_or_404(request, pk), MarkForm())


@requires(*WRITERS)
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """The ticked schools, or all that the address's filters leave."""
    programme = programme_for(request, pk)
    form = MarkForm(request.POST)
    picked = {int(key) for key in request.POST.getlist("picked") if key.isdigit()}
    act = request.POST.get("act", "")
    if form.is_valid() and act in _ACTS:
        keys = _filtered(request, programme) if request.POST.get("all") else picked
        values = {"actor": request.user, "keys": keys, "act": act, "on": form.cleaned_data["on"]}
        changed = attempt(form, lambda: services.sign_many(programme, **values))
        if changed is not None:
            messages.success(request, f"บันทึกแล้ว {changed} โรงเรียน" if changed else "ไม่มีฉบับที่เปลี่ยนสถานะ")
            return redirect(f"{reverse('agreements:board', args=[pk])}?{request.GET.urlencode()}".rstrip("?"))
    return _page(request, programme, form, picked)


def _rows(request: HttpRequest, programme: Programme) -> Any:
    visible: Any = Participation.objects.visible_to(request.user)
    return board_rows(visible.filter(programme=programme))


def _filtered(request: HttpRequest, programme: Programme) -> set[int]:
    table = BoardTable(request, _rows(request, programme), clusters=cluster_counts(programme))
    return set(table.filtered.exclude(agreement_key=None).values_list("agreement_key", flat=True))


def _page(
    request: HttpRequest, programme: Programme, form: MarkForm, picked: frozenset[int] | set[int] = frozenset()
) -> HttpResponse:
    clusters = cluster_counts(programme)
    counts = whole_of(clusters)
    marks = may_issue(request.user, programme) and counts.total > counts.none
    kind = MarkingTable if marks else BoardTable
    table = kind(request, _rows(request, programme), title="การลงนามบันทึกข้อตกลง", clusters=clusters)
    base = reverse("agreements:board", args=[programme.pk])
    context = {
        "programme": programme, "table": table, "counts": counts, "clusters": clusters, "form": form, "picked": picked,
        "issued": counts.total - counts.none, "may_issue": may_issue(request.user, programme), "base": base,
        "programme_url": programme_url(programme),
        "may_print": registry.get("mou").may_run(request.user, programme.district.code), "text": text_of(programme),
    }  # fmt: skip
    return render(request, "agreements/board.html", context, status=422 if form.errors else 200)
