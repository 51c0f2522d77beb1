"""The yearly list of นโยบาย กลยุทธ์ จุดเน้น."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.errors import DomainError
from core.forms import refuse
from core.thai.years import fiscal_year
from supervision.planning import permissions, services
from supervision.planning.forms import PolicyForm
from supervision.planning.models import PolicyItem
from supervision.planning.queries import fiscal_years_of
from supervision.planning.tables import PolicyTable
from supervision.planning.views.common import current_district, must, tell


@requires("reference.read")
@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    district = current_district(request)
    base = PolicyItem.objects.visible_to(request.user).of_district(district)
    may_write = bool(district) and permissions.can_write_policies(request.user, district)
    table = PolicyTable(request, base, title="นโยบาย กลยุทธ์ จุดเน้น", years=fiscal_years_of(base), may_write=may_write)
    year = fiscal_year(timezone.localdate())
    return render(
        request,
        "planning/policies.html",
        {
            "table": table,
            "year": year,
            "may_write": may_write,
            "may_copy": may_write and services.may_begin_from_last_year(base, year),
        },
    )


@requires("reference.write")
@require_http_methods(["GET", "HEAD", "POST"])
def policy_create(request: HttpRequest) -> HttpResponse:
    return _page(request, None)


@requires("reference.write")
@require_http_methods(["GET", "HEAD", "POST"])
def policy_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(PolicyItem.objects.visible_to(request.user).select_related("district"), pk=pk)
    must(permissions.can_edit_policy(request.user, row))
    return _page(request, row)


def _page(request: HttpRequest, row: PolicyItem | None) -> HttpResponse:
    district = row.district if row else current_district(request)
    must(bool(district) and permissions.can_write_policies(request.user, district))
    today = timezone.localdate()
    initial = (
        {"fiscal_year": row.fiscal_year, "kind": row.kind, "text": row.text, "is_active": row.is_active}
        if row
        else {"fiscal_year": fiscal_year(today), "kind": PolicyItem.Kind.POLICY, "is_active": True}
    )
    form = PolicyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_policy(actor=request.user, district=district, policy=row, today=today, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "บันทึกแล้ว")
            return redirect("planning:policies")
    return render(request, "planning/policy.html", {"form": form, "row": row}, status=422 if form.errors else 200)


@requires("reference.write")
@require_POST
def policy_copy(request: HttpRequest) -> HttpResponse:
    """Begin the running year's list with last year's."""
    district = current_district(request)
    must(bool(district))
    today = timezone.localdate()
    year = fiscal_year(today)
    try:
        count = services.copy_policies(
            actor=request.user, district=district, source_year=year - 1, fiscal_year=year, today=today
        )
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, f"คัดลอกจากปีงบประมาณ {year - 1} แล้ว {count} ข้อ")
    return redirect("planning:policies")
