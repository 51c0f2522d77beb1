"""The item bank: the list, a set with its files and uses, putting one in, saying where it was used."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, pressed
from core.conflicts import edited
from core.forms import attempt
from core.passed import admit
from core.trail import trail
from schools.models import School
from schools.scope import holds, reach
from schools.views.common import require
from supervision.achievement import services
from supervision.achievement.forms import ItemForm, UseForm
from supervision.achievement.models import BankItem, BankUse
from supervision.achievement.permissions import (
    BANK_STATES,
    may_add_item,
    may_edit_item,
    may_log_use,
    may_read_office,
    schools_of_user,
    uses_bank,
)
from supervision.achievement.services.common import item_pointer
from supervision.achievement.tables import BankTable
from supervision.achievement.views.base import READERS, asked_why, item_or_404

LIST = ("achievement:bank", "คลังข้อสอบ")
_LOOKS = {
    "bank.added": ("", "plus"), "bank.edited": ("plain", "pencil"), "bank.used": ("ok", "circle-check"),
    "bank.withdrawn": ("bad", "eye-off"), "bank.restored": ("ok", "refresh"),
}  # fmt: skip


@requires(*READERS)
@require_safe
def bank(request: HttpRequest) -> HttpResponse:
    """Schools see what is in use and meant for them."""
    district = district_or_404(request)
    rows = BankItem.objects.visible_to(request.user).of_district(district).select_related("subject_group")
    table = BankTable(
        request, rows.annotate(n_uses=Count("uses")), title="คลังข้อสอบ", user=request.user, district=district
    )
    context = {"table": table, "may_add": may_add_item(request.user, district)}
    return render(request, "achievement/bank.html", context)


@requires("register.write")
@require_http_methods(["GET", "POST"])
def item_new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    require(may_add_item(request.user, district))
    form = ItemForm(request.POST or None, user=request.user, district=district)
    if request.method == "POST" and form.is_valid():
        row = attempt(form, lambda: services.add_item(district, actor=request.user, **form.given))
        if row is not None:
            messages.success(request, "เพิ่มเข้าคลังแล้ว แนบไฟล์ข้อสอบได้ที่หน้านี้")
            return redirect("achievement:item", pk=row.pk)
    return act_page(
        request, form, heading="เพิ่มชุดข้อสอบ", button="เพิ่มเข้าคลัง", back=reverse(LIST[0]), under=LIST, draft="bank-item"
    )


@requires(*READERS)
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    row = item_or_404(request, pk)
    uses = BankUse.objects.visible_to(request.user).filter(item=row).select_related("school")
    edits = may_edit_item(request.user, row)
    office = may_read_office(request.user, row.district_id)
    context = {
        "row": row, "uses": uses[:50], "acts": BANK_STATES.acts(row.state) if edits else (),
        "can_use": may_log_use(request.user, row), "office": office,
        "events": trail("bank_item", row.pk, _LOOKS) if office else [],
    }  # fmt: skip
    return render(request, "achievement/item.html", context)


def _to_edit(request: HttpRequest, pk: int, act: str = "edit") -> BankItem:
    """403 for whose it is not; where its state does not allow the act, that is told."""
    row = item_or_404(request, pk)
    _admit(request, row, act, may_edit_item(request.user, row))
    return row


def _admit(request: HttpRequest, row: BankItem, act: str, may: bool) -> None:
    admit(request, item_pointer(row), row.get_state_display(), may=may, now=BANK_STATES.allows(row.state, act))


def _back(pk: int) -> str:
    return reverse("achievement:item", args=[pk])


@requires("register.write")
@require_http_methods(["GET", "POST"])
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_edit(request, pk)
    form = ItemForm(request.POST or None, instance=row, user=request.user, district=row.district)
    return edited(
        request, form, lambda stamp: services.edit_item(row, actor=request.user, stamp=stamp, **form.given),
        stamp=row.stamp, fresh=lambda: _to_edit(request, pk), heading="แก้ไขชุดข้อสอบ", button="บันทึก", back=_back(pk),
        done="บันทึกแล้ว", sub=row.title, under=LIST,
    )  # fmt: skip


@requires("register.write")
@require_http_methods(["GET", "POST"])
def item_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_edit(request, pk, "withdraw")
    return asked_why(
        request, lambda reason: services.withdraw_item(row, actor=request.user, reason=reason), heading="เลิกใช้ชุดข้อสอบ",
        button="เลิกใช้", back=_back(pk), done="เลิกใช้แล้ว โรงเรียนจะไม่เห็นชุดนี้อีก", sub=row.title, under=LIST,
    )  # fmt: skip


@requires("register.write")
@require_POST
def item_restore(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_edit(request, pk, "restore")
    return pressed(request, lambda: services.restore_item(row, actor=request.user), back=_back(pk), done="นำกลับมาใช้แล้ว")


@requires("register.write", "school.register.write")
@require_http_methods(["GET", "POST"])
def item_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it was used: the office for any school, a school for itself."""
    row = item_or_404(request, pk)
    _admit(request, row, "use", uses_bank(request.user, row))
    office = holds(request.user, "register.write", district=row.district_id)
    schools: Any = (
        School.objects.of_district(row.district)
        if office
        else schools_of_user(request.user, row.district).filter(
            pk__in=reach(request.user, "school.register.write").schools
        )
    )
    own = None if office else schools.first()
    form = UseForm(
        request.POST or None, schools=schools, office=office, initial={"school": own, "used_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.log_use(row, actor=request.user, **values), request) is not None:
            messages.success(request, "บันทึกการใช้แล้ว")
            return redirect(_back(pk))
    return act_page(
        request, form, heading="บันทึกการใช้ข้อสอบ", button="บันทึกการใช้", back=_back(pk), sub=row.title, under=LIST,
        draft=f"bank-use-{pk}",
    )  # fmt: skip
