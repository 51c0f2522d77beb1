"""The parts of a set: standards, an indicator as it is read and written, its level rules, its issues."""

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import ROLES
from core.access import requires
from core.acts import act_page, tried
from core.forms import attempt
from kotpn.standards import permissions, services
from kotpn.standards.forms.parts import IndicatorForm, IssueForm, RulesForm, StandardForm
from kotpn.standards.models import Indicator, Issue, OfficeStandard, OfficeStandardSet, ProofLine
from kotpn.standards.queries import issues_of, rules_of
from kotpn.standards.rules import uncovered
from kotpn.standards.views.base import kept_part_or_404, kept_set_or_404, part_or_404


def set_page(row: OfficeStandardSet, anchor: str = "") -> str:
    return reverse("office-standards:set", args=[row.pk]) + anchor


def indicator_page(row: Indicator, anchor: str = "") -> str:
    return reverse("office-standards:indicator", args=[row.pk]) + anchor


def _next(siblings: Any) -> int:
    return 1 + (siblings.aggregate(last=Max("number"))["last"] or 0)


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new_standard(request: HttpRequest, pk: int) -> HttpResponse:
    found = kept_set_or_404(request, pk)
    initial = {"number": _next(found.standards), "lock": found.lock_version}
    return _standard(request, found, StandardForm(request.POST or None, initial=initial), "เพิ่มมาตรฐาน")


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def standard(request: HttpRequest, pk: int) -> HttpResponse:
    row = kept_part_or_404(request, OfficeStandard, pk)
    initial = {name: getattr(row, name) for name in ("number", "title", "weight")}
    form = StandardForm(request.POST or None, initial={**initial, "lock": row.set.lock_version})
    return _standard(request, row.set, form, f"แก้ไขมาตรฐานที่ {row.number}", row)


def _standard(
    request: HttpRequest, owner: OfficeStandardSet, form: StandardForm, heading: str, row: OfficeStandard | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        lock = form.cleaned_data["lock"]
        saved = attempt(
            form,
            lambda: services.save_standard(
                owner, actor=request.user, words=form.words(), standard=row, lock_version=lock
            ),
        )
        if saved is not None:
            return redirect(set_page(owner, f"#standard-{saved.pk}"))
    return act_page(request, form, heading=heading, button="บันทึก", sub=owner.name, back=set_page(owner))


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    under = kept_part_or_404(request, OfficeStandard, pk)
    initial = {"number": _next(under.indicators), "lock": under.set.lock_version}
    form = IndicatorForm(request.POST or None, initial=initial)
    return _indicator(request, under, form, f"เพิ่มตัวบ่งชี้ของมาตรฐานที่ {under.number}")


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    row = kept_part_or_404(request, Indicator, pk)
    names = ("number", "title", "weight", "owner_post", "rule", "note")
    initial = {name: getattr(row, name) for name in names}
    form = IndicatorForm(request.POST or None, initial={**initial, "lock": row.standard.set.lock_version})
    return _indicator(request, row.standard, form, f"แก้ไขตัวบ่งชี้ที่ {row.number}", row)


def _indicator(
    request: HttpRequest, under: OfficeStandard, form: IndicatorForm, heading: str, row: Indicator | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        lock = form.cleaned_data["lock"]
        saved = attempt(
            form,
            lambda: services.save_indicator(
                under, actor=request.user, words=form.words(), indicator=row, lock_version=lock
            ),
        )
        if saved is not None:
            return redirect(indicator_page(saved))
    back = indicator_page(row) if row else set_page(under.set)
    return act_page(request, form, heading=heading, button="บันทึก", sub=str(row or under), back=back)


@requires("district.read")
@require_safe
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """An indicator as it is read: how it gives a level, its issues, what proves each."""
    row = part_or_404(request, Indicator, pk)
    owner = row.standard.set
    role = ROLES.get(row.owner_post)
    counts = row.rule == Indicator.Rule.COUNT
    return render(request, "kotpn/standards/indicator.html", {
        "indicator": row, "standard": row.standard, "set": owner, "owner_post": role.thai if role else row.owner_post,
        "rules": rules_of(row), "counts": counts, "uncovered": uncovered(row) if counts else [],
        "issues": issues_of(row, owner.district), "may_edit": permissions.can_edit(request.user, owner),
    })  # fmt: skip


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    row = kept_part_or_404(request, Indicator, pk)
    form = RulesForm(request.POST or None, indicator=row, initial={"lock": row.standard.set.lock_version})
    if request.method == "POST" and form.is_valid():
        lock = form.cleaned_data["lock"]

        def act() -> bool:
            services.save_rules(row, actor=request.user, rows=form.rows(), lock_version=lock)
            return True

        if attempt(form, act):
            return redirect(indicator_page(row, "#rules"))
    context = {"form": form, "indicator": row, "back": indicator_page(row)}
    return render(request, "kotpn/standards/rules.html", context, status=422 if form.is_bound else 200)


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new_issue(request: HttpRequest, pk: int) -> HttpResponse:
    under = kept_part_or_404(request, Indicator, pk)
    initial = {"number": _next(under.issues), "lock": under.standard.set.lock_version}
    return _issue(request, under, IssueForm(request.POST or None, initial=initial), "เพิ่มประเด็นการพิจารณา")


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    row = kept_part_or_404(request, Issue, pk)
    initial = {name: getattr(row, name) for name in ("number", "title", "short")}
    form = IssueForm(request.POST or None, initial={**initial, "lock": row.indicator.standard.set.lock_version})
    return _issue(request, row.indicator, form, f"แก้ไขประเด็นที่ {row.number}", row)


def _issue(
    request: HttpRequest, under: Indicator, form: IssueForm, heading: str, row: Issue | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        lock = values.pop("lock")
        saved = attempt(
            form, lambda: services.save_issue(under, actor=request.user, issue=row, lock_version=lock, **values)
        )
        if saved is not None:
            return redirect(indicator_page(under, f"#issue-{saved.pk}"))
    return act_page(request, form, heading=heading, button="บันทึก", sub=str(under), back=indicator_page(under))


@requires("standard.write")
@require_POST
def remove_standard(request: HttpRequest, pk: int) -> HttpResponse:
    row = kept_part_or_404(request, OfficeStandard, pk)
    return _removed(request, row, set_page(row.set), f"นำมาตรฐานที่ {row.number} ออกแล้ว")


@requires("standard.write")
@require_POST
def remove_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    row = kept_part_or_404(request, Indicator, pk)
    back = set_page(row.standard.set, f"#standard-{row.standard_id}")
    return _removed(request, row, back, f"นำตัวบ่งชี้ที่ {row.number} ออกแล้ว", refused=indicator_page(row))


@requires("standard.write")
@require_POST
def remove_issue(request: HttpRequest, pk: int) -> HttpResponse:
    row = kept_part_or_404(request, Issue, pk)
    return _removed(request, row, indicator_page(row.indicator, "#issues"), f"นำประเด็นที่ {row.number} ออกแล้ว")


@requires("standard.write")
@require_POST
def remove_line(request: HttpRequest, pk: int) -> HttpResponse:
    row = kept_part_or_404(request, ProofLine, pk)
    back = indicator_page(row.issue.indicator, f"#issue-{row.issue_id}")
    return _removed(request, row, back, f"นำ {row.title} ออกแล้ว")


def _removed(request: HttpRequest, row: Any, back: str, said: str, *, refused: str = "") -> HttpResponse:
    if tried(request, lambda: services.remove_part(row, actor=request.user)):
        messages.success(request, said)
        return redirect(back)
    return redirect(refused or back)
