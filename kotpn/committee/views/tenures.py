"""Tenures of a committee: appointed from an order, corrected, ended early, taken back; members let into the system."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import tried
from core.errors import DomainError
from core.forms import attempt, refuse
from core.keys import number_of
from kotpn.committee import services
from kotpn.committee.forms.members import (
    MOST_SEATS,
    ChooseOrder,
    LeaveForm,
    TenureForm,
    initial_of,
    initial_of_members,
    seats_formset,
)
from kotpn.committee.from_order import lines_of
from kotpn.committee.models import Committee
from kotpn.committee.permissions import can_keep, can_let_in, person_of, role_of
from kotpn.committee.queries import by_category, current_tenure, doubts, members_on, nameable, seats_of
from kotpn.committee.services.tenures import held_in
from kotpn.committee.views.base import (
    READERS,
    committee_to_keep,
    form_page,
    tenure_or_404,
    tenure_to_keep,
)
from office.orders.queries import appointing

_MORE = 3


@requires("committee.write")
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """An order (`?order=`, whose annex fills the lines, or one typed in) and its members, on one page."""
    found = committee_to_keep(request, pk)
    orders = appointing(request.user, found.district)
    key = number_of(request.POST.get("order") or request.GET.get("order"))
    order = orders.filter(pk=key).first() if key else None
    today = timezone.localdate()
    if request.method == "POST":
        form = TenureForm(request.POST, request.FILES, committee=found)
        if request.POST.get("more"):
            form, seats = _longer(request, found)
        else:
            seats = seats_formset(0, data=request.POST, form_kwargs={"district": found.district})
            # Both are looked at, so every wrong line shows at once.
            fine = [form.is_valid(), seats.is_valid()]
            if all(fine) and (made := _appointed(request, found, order, form, seats)):
                messages.success(request, f"แต่งตั้ง {found} ตามคำสั่งที่ {made.order_number} แล้ว")
                return redirect("committee:committee", pk)
    else:
        form, seats = _prefilled(found, order, today)
    context = {
        "committee": found, "form": form, "seats": seats, "order": order, "people": nameable(found.district),
        "choose": ChooseOrder(user=request.user, district=found.district, initial={"order": order}),
        "back": reverse("committee:committee", args=[pk]),
    }  # fmt: skip
    bad = request.method == "POST" and not request.POST.get("more")
    return render(request, "kotpn/committee/appoint.html", context, status=422 if bad else 200)


def _appointed(request: HttpRequest, committee: Committee, order: Any, form: TenureForm, seats: Any) -> Any:
    """The tenure, or None with the refusal beside what caused it."""
    filled = [(line, line.seat) for line in seats.forms if line.seat is not None]
    values = dict(form.cleaned_data)
    upload = values.pop("file")
    try:
        return services.appoint(
            committee, actor=request.user, order=order, upload=upload, seats=[seat for _, seat in filled], **values
        )
    except services.SeatRefused as error:
        filled[error.row][0].add_error("name", error.message)
    except DomainError as error:
        refuse(form, error)
    return None


def _prefilled(committee: Committee, order: Any, today: Any) -> tuple[TenureForm, Any]:
    """From the order's annex; without one, the members who sit now, to be appointed again or replaced."""
    initial: dict[str, Any] = {}
    if order is not None:
        initial = {
            "order_number": f"{order.number}/{order.year}", "ordered_on": order.dated,
            "starts_on": order.effective_on or order.dated, "ends_on": order.ends_on,
        }  # fmt: skip
        rows = initial_of(lines_of(order))
    else:
        rows = initial_of_members(members_on(committee, today))
        last = current_tenure(committee, today)
        if last is not None:
            initial["starts_on"] = last.ends_on.fromordinal(last.ends_on.toordinal() + 1)
    empty = _MORE if rows else committee.size
    form = TenureForm(initial=initial, committee=committee)
    return form, seats_formset(empty, initial=rows, form_kwargs={"district": committee.district})


def _longer(request: HttpRequest, committee: Committee) -> tuple[TenureForm, Any]:
    """The page as it was typed with a few lines more; nothing is checked yet."""
    typed = request.POST
    total = min(number_of(typed.get("seat-TOTAL_FORMS")) or 0, MOST_SEATS)
    rows = [
        {
            name: typed.get(f"seat-{n}-{name}", "")
            for name in ("who", "name", "role", "category", "post", "new", "counts")
        }
        for n in range(total)
    ]
    form = TenureForm(
        initial={name: typed.get(name, "") for name in TenureForm.base_fields if name != "file"}, committee=committee
    )
    return form, seats_formset(_MORE, initial=rows, form_kwargs={"district": committee.district})


@requires(*READERS)
@require_safe
def tenure(request: HttpRequest, pk: int) -> HttpResponse:
    """One tenure with every seat it had, also those given up."""
    found = tenure_or_404(request, pk)
    today = timezone.localdate()
    day = min(max(today, found.starts_on), found.ends_on)
    seats = seats_of(found)
    members = [row for row in seats if row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)]
    keeps = can_keep(request.user, found.committee)
    role = role_of(found.committee)
    context = {
        "tenure": found, "committee": found.committee, "groups": by_category(members), "members": members,
        "left": [row for row in seats if row not in members], "doubts": doubts(found.committee, members),
        "can_keep": keeps, "today": today, "can_delete": keeps and not held_in(found),
        "may_let_in": keeps and bool(role) and any(can_let_in(request.user, row) for row in members),
        "without_account": [row for row in members if _no_account(row)] if keeps and role else [],
    }  # fmt: skip
    return render(request, "kotpn/committee/tenure.html", context)


def _no_account(row: Any) -> bool:
    person = person_of(row)
    return person is None or person.user_id is None


@requires("committee.write")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = tenure_to_keep(request, pk)
    names = ("order_number", "ordered_on", "starts_on", "ends_on", "note")
    form = TenureForm(
        request.POST or None, request.FILES or None, committee=found.committee,
        initial={name: getattr(found, name) for name in names},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        upload = values.pop("file")
        values["ends_on"] = values["ends_on"] or services.years_later(values["starts_on"], found.committee.tenure_years)
        if attempt(form, lambda: services.change_tenure(found, actor=request.user, values=values, upload=upload)):
            messages.success(request, "บันทึกแล้ว")
            return redirect("committee:tenure", pk)
    return form_page(
        request, form, heading="แก้ไขวาระ", button="บันทึก", sub=found.committee.short_name, upload=True,
        back=reverse("committee:tenure", args=[pk]),
    )  # fmt: skip


@requires("committee.write")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = tenure_to_keep(request, pk)
    form = LeaveForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.end_tenure(found, actor=request.user, **values)):
            messages.success(request, "บันทึกการพ้นก่อนครบวาระแล้ว")
            return redirect("committee:tenure", pk)
    return form_page(
        request, form, heading="คณะพ้นก่อนครบวาระ", button="บันทึก", sub=found.committee.short_name,
        back=reverse("committee:tenure", args=[pk]),
        notes=["ใช้เมื่อมีคำสั่งแต่งตั้งชุดใหม่หรือยกเลิกทั้งคณะ กรรมการคนเดียวที่พ้นให้บันทึกที่ชื่อกรรมการ"],
    )  # fmt: skip


@requires("committee.write")
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    found = tenure_to_keep(request, pk)
    if tried(request, lambda: services.delete_tenure(found, actor=request.user)):
        messages.success(request, f"ลบวาระตามคำสั่งที่ {found.order_number} แล้ว")
        return redirect("committee:committee", found.committee_id)
    return redirect("committee:tenure", pk)


@requires("committee.write")
@require_POST
def let_in(request: HttpRequest, pk: int) -> HttpResponse:
    found = tenure_to_keep(request, pk)
    done: list[services.LetIn] = []
    if tried(request, lambda: done.append(services.let_in(found, actor=request.user, today=timezone.localdate()))):
        words = f"ให้สิทธิ์ใหม่ {done[0].given} คน มีสิทธิ์อยู่แล้ว {done[0].held} คน"
        left = f" ยังไม่ได้ให้ {done[0].left} คน (ไม่อยู่ในทะเบียนบุคลากร หรือท่านแต่งตั้งไม่ได้)" if done[0].left else ""
        messages.success(request, words + left)
    return redirect("committee:tenure", pk)
