"""The list of honours, one honour, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, pressed, tried
from core.conflicts import guarded
from core.forms import attempt
from core.keys import number_of
from core.trail import trail
from schools.scope import people_keys, reach
from supervision.improvement.models import Programme
from supervision.recognition import ruling, services
from supervision.recognition.forms import AwardForm, RecipientForm
from supervision.recognition.models import Award, Poll, Recipient
from supervision.recognition.permissions import (
    can_nominate,
    may_honour,
    may_read_office,
    may_see_choosing,
)
from supervision.recognition.queries import (
    awards_of,
    honours_of_school,
    recipients_with_certificates,
    shown_practices,
    turnout,
)
from supervision.recognition.tables import AwardTable
from supervision.recognition.views.base import (
    LIST,
    READERS,
    asked_why,
    award_or_404,
    award_to_choose,
)

_LOOKS = {
    "award.created": ("plain", "pencil"), "award.edited": ("plain", "pencil"), "award.nominating": ("", "user-plus"),
    "award.announced": ("ok", "award"), "award.cancelled": ("bad", "circle-x"),
    "award.revoked": ("bad", "circle-minus"),
    "award.certificates": ("", "certificate"),
}  # fmt: skip
_FEW = 5


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The office: its awards. A school: what it received, what it may nominate for, and what others share."""
    district = district_or_404(request)
    today = timezone.localdate()
    rows = awards_of(request.user, district)
    if may_read_office(request.user, district):
        table = AwardTable(request, rows, title="รางวัล", may_see=may_see_choosing(request.user, district), today=today)
        context = {"table": table, "may_honour": may_honour(request.user, district)}
        return render(request, "recognition/list.html", context)
    own = reach(request.user, "school.read").schools
    context = {
        "honours": [
            row for school in district.schools.filter(pk__in=own) for row in honours_of_school(school)[: _FEW * 4]
        ],
        "nominating": [
            row for row in rows.taking_nominations(today).order_by("nominations_until") if
            can_nominate(request.user, row, today)
        ],
        "practices": list(shown_practices(district)[:_FEW]),
    }  # fmt: skip
    return render(request, "recognition/school.html", context)


@requires("honour.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not may_honour(request.user, district):
        raise PermissionDenied
    programme = Programme.objects.visible_to(request.user).of_district(district).filter(
        pk=number_of(request.GET.get("programme")) or 0
    ).first()  # fmt: skip
    form = AwardForm(request.POST or None, user=request.user, district=district, initial={"programme": programme})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.create_award(district, actor=request.user, **form.given))
        if made is not None:
            messages.success(request, "บันทึกร่างรางวัลแล้ว")
            return redirect("recognition:award", pk=made.pk)
    return _form_page(request, form, None)


def _form_page(request: HttpRequest, form: AwardForm, award: Award | None, **more: Any) -> HttpResponse:
    back = reverse("recognition:award", args=[award.pk]) if award else reverse("recognition:index")
    context = {"form": form, "award": award, "back": back, "heading": "แก้ไขรางวัล" if award else "รางวัลใหม่", **more}
    return render(request, "recognition/award_form.html", context, status=422 if form.is_bound else 200)


@requires("honour.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    award = award_to_choose(request, pk)
    form = AwardForm(request.POST or None, user=request.user, district=award.district, instance=award)
    saved, more = guarded(
        request, form, lambda stamp: services.edit_award(award, actor=request.user, stamp=stamp, **form.given),
        stamp=award.stamp, fresh=lambda: award_to_choose(request, pk), stands=form.standing,
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกแล้ว")
        return redirect("recognition:award", pk=pk)
    return _form_page(request, form, award, **more)


def _choosing(request: HttpRequest, award: Award) -> dict[str, Any]:
    """Who may see names before they are announced sees how they came: nominations and polls."""
    may_see = may_see_choosing(request.user, award.district)
    names = award.nominations.select_related("school", "person", "nominated_by")
    if not may_see:
        names = names.filter(nominated_by=request.user)
    polls = list(award.polls.all())
    if not may_see:
        mine = Poll.objects.filter(award=award, electors__person__in=people_keys(request.user))
        keys = set(mine.values_list("pk", flat=True))
        polls = [poll for poll in polls if poll.pk in keys]
    return {
        "nominations": list(names), "may_see": may_see,
        "polls": [{"poll": poll, "turnout": turnout(poll)} for poll in polls],
    }  # fmt: skip


@requires(*READERS, "paper.read")
@require_safe
def award_page(request: HttpRequest, pk: int) -> HttpResponse:
    award = award_or_404(request, pk)
    may = may_honour(request.user, award.district)
    announced = award.state in (Award.State.ANNOUNCED, Award.State.CANCELLED) and award.announced_at is not None
    choosing = _choosing(request, award)
    shown = announced or choosing["may_see"]
    rows = recipients_with_certificates(award) if shown else []
    own = reach(request.user, "school.read").schools
    standing = [row for row in rows if row.revoked_at is None]
    context = {
        "award": award, "rule": ruling.words(award), "rows": rows, "standing": standing, "shown": shown, "may": may,
        "announced": announced, "own": own, "today": timezone.localdate(),
        "office": may_read_office(request.user, award.district),
        "can_nominate": can_nominate(request.user, award, timezone.localdate()),
        "accepted": sum(row.state == "accepted" for row in choosing["nominations"]),
        "waiting": sum(row.state == "submitted" for row in choosing["nominations"]),
        "unprinted": sum(row.standing_certificate is None for row in standing),
        "printed": any(row.standing_certificate for row in rows),
        "open_poll": any(row["poll"].state == "open" for row in choosing["polls"]),
        "events": trail("award", award.pk, _LOOKS) if may else [], **choosing,
    }  # fmt: skip
    return render(request, "recognition/award.html", context)


def _back(pk: int) -> str:
    return reverse("recognition:award", args=[pk])


@requires("honour.write")
@require_POST
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    award = award_to_choose(request, pk, "nominate")
    return pressed(
        request, lambda: services.open_nominations(award, actor=request.user), back=_back(pk),
        done="เปิดรับการเสนอชื่อแล้ว ศึกษานิเทศก์และผู้บริหารสถานศึกษาได้รับแจ้ง",
    )  # fmt: skip


@requires("honour.write")
@require_POST
def by_rule(request: HttpRequest, pk: int) -> HttpResponse:
    award = award_to_choose(request, pk)
    given: list[int] = []
    if tried(request, lambda: given.append(services.apply_rule(award, actor=request.user))):
        messages.success(request, f"ตามเกณฑ์ได้ {given[0]} โรงเรียน ตรวจรายชื่อก่อนประกาศ")
    return redirect("recognition:award", pk=pk)


@requires("honour.write")
@require_POST
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    award = award_to_choose(request, pk, "announce")
    return pressed(
        request, lambda: services.announce(award, actor=request.user), back=_back(pk),
        done="ประกาศแล้ว ผู้ได้รับได้รับแจ้ง",
    )  # fmt: skip


@requires("honour.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    award = award_to_choose(request, pk, "cancel")
    return asked_why(
        request, lambda reason: services.cancel_award(award, actor=request.user, reason=reason),
        heading="ยกเลิกรางวัล", button="ยกเลิกรางวัลนี้", back=_back(pk), done="ยกเลิกรางวัลแล้ว", sub=award.name,
        help_text="เกียรติบัตรทุกฉบับของรางวัลนี้ถูกยกเลิกด้วย หน้าตรวจสอบจะบอกว่ายกเลิกแล้ว",
    )  # fmt: skip


@requires("honour.write")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    award = award_to_choose(request, pk)
    text = " ".join(request.GET.get("q", "").split())[:80]
    form = RecipientForm(request.POST or None, user=request.user, award=award, text=text)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: services.add_recipient(award, actor=request.user, **given)) is not None:
            messages.success(request, "เพิ่มผู้ได้รับแล้ว")
            return redirect(_back(pk))
    return act_page(
        request, form, heading="เพิ่มผู้ได้รับ", button="เพิ่ม", back=_back(pk), sub=award.name, under=LIST,
        template="recognition/who_form.html", text=text, award=award,
    )  # fmt: skip


def _recipient(request: HttpRequest, pk: int) -> Recipient:
    """Of an award in scope; who may not choose gets 403."""
    rows = Recipient.objects.filter(award__in=Award.objects.visible_to(request.user).values("pk"))
    row: Recipient = get_object_or_404(rows.select_related("award__district"), pk=pk)
    if not may_honour(request.user, row.award.district):
        raise PermissionDenied
    return row


@requires("honour.write")
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A second click finds the row gone: back to the list of awards it was on."""
    row = _recipient(request, pk)
    return pressed(
        request, lambda: services.remove_recipient(row, actor=request.user), back=_back(row.award_id),
        done=f"นำ {row.name} ออกแล้ว",
    )  # fmt: skip


@requires("honour.write")
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    row = _recipient(request, pk)
    return asked_why(
        request, lambda reason: services.revoke_recipient(row, actor=request.user, reason=reason),
        heading="เพิกถอนผู้ได้รับ", button="เพิกถอน", back=_back(row.award_id), done="เพิกถอนแล้ว", sub=row.name,
        help_text="เกียรติบัตรของผู้นี้ถูกยกเลิกด้วย รายการและเหตุผลยังอยู่",
    )  # fmt: skip
