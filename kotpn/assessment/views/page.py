"""The assessment with one issue open, whole or as the part an act changes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.access import signed_in
from core.approvals import diff, first_asked, history, short_hash
from core.errors import DomainError
from core.forms import ReasonForm
from core.keys import number_of
from kotpn.assessment import permissions, services
from kotpn.assessment.missing import missing
from kotpn.assessment.models import Assessment
from kotpn.assessment.queries import place_names
from kotpn.assessment.queries.page import chosen_of, issue_page, owner_post, working
from kotpn.assessment.standing import Standing, standing_of
from kotpn.assessment.views.base import assessment_or_404
from kotpn.standards.models import Indicator
from reports import registry
from schools.scope import holds

_PAPERS = (
    ("office-standard", "PDF", "file-type-pdf"),
    ("office-standard-workbook", "Excel", "file-spreadsheet"),
    ("office-standard-evidence", "แฟ้มหลักฐาน", "folders"),
)


@signed_in
@never_cache
@require_safe
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """With ?issue= that issue open; the decision for whose turn it is."""
    return render(request, "kotpn/assessment/assessment.html", page_context(request, pk))


def page_context(request: HttpRequest, pk: int, *, issue: int | None = None, **more: Any) -> dict[str, Any]:
    """Everything of the page; `more` puts a refusal or a refused form in its place."""
    found = assessment_or_404(request, pk)
    user = request.user
    standing = standing_of(found)
    chosen = chosen_of(standing, issue if issue is not None else number_of(request.GET.get("issue")))
    indicator = found.indicator
    return {
        "assessment": found, "set": indicator.standard.set, "page": working(standing), "now": timezone.now(),
        "chosen": issue_page(user, chosen) if chosen else None,
        "office": user.has_perm("district.read"), "owner_post": owner_post(found),
        "rules_url": reverse("assessment:rules", args=[pk]), "papers": _papers(user, found),
        "standard_label": f"มาตรฐานที่ {indicator.standard.number}",
        "indicator_label": f"ตัวบ่งชี้ที่ {indicator.number}",
        "may_judge": found.is_open and indicator.rule == Indicator.Rule.JUDGED
        and permissions.may_keep(user, found.district_id),
        **_sending(request, found, standing), **more,
    }  # fmt: skip


def _sending(request: HttpRequest, found: Assessment, standing: Standing) -> dict[str, Any]:
    """The way to approval: what the person can do with it now, and what was decided before."""
    user = request.user
    may_submit, decides = permissions.can_submit(user, found), permissions.can_decide(user, found)
    rounds = list(found.rounds.order_by("-submitted_at", "-pk")[:20])
    newest = rounds[0] if rounds else None
    before = next((row for row in rounds[1:] if row.state in ("approved", "returned")), None)
    return {
        "missing": missing(found, standing) if may_submit else [],
        "may_submit": may_submit, "can_decide": decides, "round": newest,
        "asked": first_asked(
            services.ASSESSMENT_KIND, found, found.district.settings.plan_chain, sender=user, on=timezone.localdate()
        ) if may_submit else "",
        "before": before if decides else None,
        "changes": diff(before.snapshot, newest.snapshot, place_names(before.snapshot, newest.snapshot))
        if decides and before and newest else [],
        "hash": short_hash(newest.content_hash) if newest else "",
        "may_withdraw": permissions.can_withdraw(user, found), "may_reopen": permissions.can_reopen(user, found),
        "may_send": permissions.can_mark_sent(user, found), "may_cancel": permissions.can_cancel(user, found),
        "may_close": found.is_open and permissions.may_keep(user, found.district_id),
        "events": history(services.ASSESSMENT_KIND, found), "rounds": len(rounds),
        "form": ReasonForm(), "returning": "return" in request.GET,
    }  # fmt: skip


def _papers(user: Any, found: Assessment) -> list[dict[str, str]]:
    """The documents of it that the person may have, and the result tables of its year."""
    rows = []
    for key, label, icon in _PAPERS:
        try:
            held = registry.get(key)
        except DomainError:
            continue
        if held.may_run(user, found.district.code):
            url = f"{reverse('reports:document', args=[key])}?assessment={found.pk}"
            rows.append({"label": label, "icon": icon, "url": url})
    if holds(user, "district.read", district=found.district_id):
        url = f"{reverse('assessment:tables')}?year={found.fiscal_year}"
        rows.append({"label": "ตารางผล", "icon": "table", "url": url})
    return rows
