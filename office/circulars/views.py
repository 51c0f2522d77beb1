"""Circulars: the list of the desk and the reader's own, one circular, its receipts, and the acts on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, acted, pressed, tried
from core.forms import ReasonForm, attempt
from core.keys import number_of
from core.passed import admit
from core.trail import trail
from office.circulars import services
from office.circulars.forms import CircularForm
from office.circulars.models import Circular, Receipt
from office.circulars.permissions import READERS, STATES, WRITERS, can_act, may_write
from office.circulars.queries import people_of, pointer_of, receipts_of, schools_of, standing_of
from office.circulars.tables import CircularTable, MyCircularTable, ReceiptTable
from office.letters.models import Letter
from reports import registry
from schools.views.common import office_of

_LOOKS = {
    "circular.drafted": ("", "file-plus"),
    "circular.edited": ("plain", "pencil"),
    "circular.sent": ("ok", "send"),
    "circular.reminded": ("warn", "bell"),
    "circular.cancelled": ("bad", "circle-x"),
}
_ACTS = ("edit", "send", "delete", "file", "remind", "cancel")
_LIST = ("circulars:circulars", "หนังสือเวียน")


def _one(request: HttpRequest, pk: int) -> Circular:
    rows = Circular.objects.visible_to(request.user).select_related("district__settings", "letter", "sent_by")
    found: Circular = get_object_or_404(rows, pk=pk)
    return found


def _for(request: HttpRequest, pk: int, act: str) -> Circular:
    """In scope; 403 for who may not act on it. Whose act it is, but too late, is told what happened."""
    found = _one(request, pk)
    admit(
        request, pointer_of(found), found.get_state_display(), may=may_write(request.user, found.district_id),
        now=STATES.allows(found.state, act),
    )  # fmt: skip
    return found


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All of the office for who writes them; for everyone else those sent to them or to their school."""
    district = office_of(request)
    rows = Circular.objects.visible_to(request.user).of_district(district)
    writes = may_write(request.user, district)
    if writes:
        table: Any = CircularTable(request, rows.counted(), title="หนังสือเวียน")
    else:
        waits = Receipt.objects.of_reader(request.user).unread().filter(circular=OuterRef("pk"), circular__state="sent")
        table = MyCircularTable(request, rows.annotate(waits=Exists(waits)), title="หนังสือเวียนถึงท่าน")
    return render(request, "office/circulars/list.html", {"table": table, "writes": writes})


@requires(*READERS)
@require_safe
def circular(request: HttpRequest, pk: int) -> HttpResponse:
    found = _one(request, pk)
    writes = may_write(request.user, found.district_id)
    mine = list(Receipt.objects.of_reader(request.user).filter(circular=found).select_related("school", "read_by"))
    today = timezone.localdate()
    acts = {act: can_act(request.user, found, act) for act in _ACTS}
    context: dict[str, Any] = {
        "circular": found, "writes": writes, "acts": acts, "mine": mine,
        "waits": found.state == Circular.State.SENT and any(one.read_at is None for one in mine),
        "standing": standing_of(found) if writes and not found.is_draft else None,
        "people": people_of(found, today) if writes and found.is_draft else [],
        "schools": schools_of(found, today) if writes and found.is_draft else [],
        "letter": found.letter
        if found.letter_id and Letter.objects.visible_to(request.user).filter(pk=found.letter_id).exists()
        else None,
        "may_print": writes and registry.get("circular-receipts").may_run(request.user, found.district.code),
        "events": trail("circular", found.pk, _LOOKS) if writes else [],
    }  # fmt: skip
    return render(request, "office/circulars/circular.html", context)


@requires(*WRITERS)
@require_safe
def receipts(request: HttpRequest, pk: int) -> HttpResponse:
    """Everyone it went to, who has not read it first."""
    found = _one(request, pk)
    if not may_write(request.user, found.district_id):
        raise PermissionDenied
    table = ReceiptTable(request, receipts_of(found), title=found.title, district=found.district)
    context = {"table": table, "circular": found, "standing": standing_of(found)}
    return render(request, "office/circulars/receipts.html", context)


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a circular; `?letter=5` of a letter, whose files come along."""
    district = office_of(request)
    if not may_write(request.user, district):
        raise PermissionDenied
    key = number_of(request.POST.get("letter") or request.GET.get("letter"))
    rows = Letter.objects.visible_to(request.user).of_district(district)
    letter = None if key is None else get_object_or_404(rows, pk=key)
    initial = {} if letter is None else {"title": letter.told}
    form = CircularForm(request.POST or None, user=request.user, district=district, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.draft_circular(district, actor=request.user, letter=letter, **values))
        if made is not None:
            messages.success(request, "ทำร่างแล้ว แนบไฟล์และตรวจผู้รับก่อนส่ง")
            return redirect("circulars:circular", made.pk)
    notes = [f"จาก{letter.reference} เรื่อง {letter.told} ไฟล์ของหนังสือจะแนบมาด้วย"] if letter is not None else []
    back = reverse("letters:letter", args=[letter.pk]) if letter is not None else reverse("circulars:circulars")
    return act_page(
        request, form, heading="ทำหนังสือเวียน", button="ทำร่าง แล้วแนบไฟล์", back=back, under=_LIST, notes=notes,
        draft="circular-new",
    )  # fmt: skip


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _for(request, pk, "edit")
    form = CircularForm(request.POST or None, user=request.user, district=found.district, circular=found)
    return acted(
        request, form, lambda: services.edit_circular(found, actor=request.user, **form.cleaned_data),
        heading="แก้ไขร่างหนังสือเวียน", button="บันทึกร่าง", sub=found.title, done="บันทึกร่างแล้ว",
        back=reverse("circulars:circular", args=[pk]), under=_LIST, draft=f"circular-{pk}",
    )  # fmt: skip


@requires(*WRITERS)
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    found = _for(request, pk, "send")
    return pressed(
        request, lambda: services.send_circular(found, actor=request.user),
        back=reverse("circulars:circular", args=[pk]), done="ส่งหนังสือเวียนแล้ว ผู้รับได้รับแจ้ง",
    )  # fmt: skip


@requires(*WRITERS)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    found = _for(request, pk, "delete")
    if tried(request, lambda: services.delete_draft(found, actor=request.user)):
        messages.success(request, "ลบร่างแล้ว")
        return redirect("circulars:circulars")
    return redirect("circulars:circular", pk)


@requires(*READERS)
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    found = _one(request, pk)
    return pressed(
        request, lambda: services.read_circular(found, actor=request.user),
        back=reverse("circulars:circular", args=[pk]), done="รับทราบแล้ว",
    )  # fmt: skip


@requires(*WRITERS)
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    found = _for(request, pk, "remind")
    told: list[int] = []
    if tried(request, lambda: told.append(services.remind_unread(found, actor=request.user))):
        words = f"เตือนแล้ว {told[0]} ราย" if told[0] else "วันนี้เตือนผู้ที่ยังไม่รับทราบครบทุกรายแล้ว"
        messages.success(request, words)
    return redirect("circulars:circular", pk)


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = _for(request, pk, "cancel")
    form = ReasonForm(request.POST or None, label="เหตุที่ยกเลิก", help_text="ผู้รับเห็นข้อความนี้ เลขไม่นำกลับมาใช้")
    return acted(
        request, form, lambda: services.cancel_circular(found, actor=request.user, **form.cleaned_data),
        heading=f"ยกเลิก{found.reference}", button="ยกเลิกหนังสือเวียน", sub=found.title, done="ยกเลิกหนังสือเวียนแล้ว",
        back=reverse("circulars:circular", args=[pk]), under=_LIST,
    )  # fmt: skip
