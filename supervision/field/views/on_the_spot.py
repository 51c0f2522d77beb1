"""Right after the visit: the feedback to show and print, and signatures on the screen."""

import base64
import binascii
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.errors import DomainError
from core.forms import ReasonForm, attempt
from core.keys import number_of, uuid_of
from schools.models import Person
from supervision.field import services
from supervision.field.models import Visit, VisitSignature
from supervision.field.permissions import may_write
from supervision.field.queries.feedback import feedback, signatures
from supervision.field.services.signing import MOST_BYTES, SIGNABLE
from supervision.field.views.base import READERS, visit_or_404

_PREFIX = "data:image/png;base64,"


class SignForm(forms.Form):
    """One side's signature: drawn, or as a picture where no script runs."""

    name = forms.CharField(label="ชื่อผู้ลงนาม", max_length=200, error_messages={"required": "กรุณาพิมพ์ชื่อผู้ลงนาม"})
    position = forms.CharField(label="ตำแหน่ง", max_length=200, required=False)
    drawn = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500_000)
    picture = forms.FileField(
        label="หรือแนบภาพลายมือชื่อ", required=False, widget=forms.FileInput({"accept": "image/png,image/jpeg"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        drawn, picture = cleaned.get("drawn", ""), cleaned.get("picture")
        cleaned["png"] = b""
        if drawn.startswith(_PREFIX):
            try:
                cleaned["png"] = base64.b64decode(drawn.removeprefix(_PREFIX), validate=True)
            except (binascii.Error, ValueError):
                self.add_error("picture", "อ่านลายมือชื่อไม่ได้ กรุณาลงนามใหม่")
        elif picture is not None:
            cleaned["png"] = picture.read(MOST_BYTES + 1)
        if not cleaned["png"] and not self.errors:
            self.add_error("picture", "ยังไม่ได้ลงนามในกรอบ หรือแนบภาพลายมือชื่อ")
        return cleaned


@requires(*READERS)
@require_safe
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """What the school, or ?person= a teacher, is told; scores as far as the reader may see them."""
    visit = visit_or_404(request, pk)
    person = None
    if key := number_of(request.GET.get("person")):
        person = get_object_or_404(Person.objects.filter(supervised_in__visit=visit), pk=key)
    supervised = [row.person for row in visit.supervised.select_related("person")]
    given = {"visit": visit.pk, **({"person": person.pk} if person else {})}
    address = reverse("field:feedback", args=[visit.pk])
    context = {
        "visit": visit,
        "told": feedback(visit, request.user, person=person),
        "print_url": f"{reverse('reports:document', args=['visit-feedback'])}?{urlencode(given)}",
        "can_sign": visit.state in SIGNABLE and may_write(request.user, visit),
        "pills": [
            {"label": "โรงเรียน", "url": address, "current": person is None},
            *({"label": str(one), "url": f"{address}?person={one.pk}", "current": one == person} for one in supervised),
        ],
    }
    return render(request, "field/feedback.html", context)


def _to_sign(request: HttpRequest, pk: int) -> Visit:
    visit = visit_or_404(request, pk)
    if visit.state not in SIGNABLE or not may_write(request.user, visit):
        raise PermissionDenied
    return visit


def _side(request: HttpRequest, visit: Visit, side: str) -> SignForm:
    posted = request.method == "POST" and request.POST.get("side") == side
    names = {
        "supervisor": {"name": visit.lead.full_name, "position": visit.lead.position},
        "receiver": {"name": "", "position": f"ผู้อำนวยการ{visit.school.name}"},
    }
    if posted:
        return SignForm(request.POST, request.FILES, auto_id=f"{side}_%s")
    return SignForm(initial=names[side], auto_id=f"{side}_%s")


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides sign on one screen; each is its own form."""
    visit = _to_sign(request, pk)
    sides = {side: _side(request, visit, side) for side in VisitSignature.Side.values}
    side = request.POST.get("side", "")
    if request.method == "POST":
        form = sides.get(side)
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            given = {name: form.cleaned_data[name] for name in ("name", "position", "png")}
            if attempt(form, lambda: services.sign(visit, actor=request.user, side=side, **given)) is not None:
                messages.success(request, "เก็บลายมือชื่อแล้ว")
                return redirect("field:sign", pk=visit.pk)
    standing = {one.row.side: one for one in signatures([visit]).get(visit.pk, ())}
    context = {
        "visit": visit,
        "sides": [(code, label, sides[code], standing.get(code)) for code, label in VisitSignature.Side.choices],
        "reason_form": ReasonForm(label="เหตุที่ยกเลิกลายมือชื่อ"),
    }
    return render(request, "field/sign.html", context, status=422 if request.method == "POST" else 200)


@requires(*READERS)
@require_POST
def unsign(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a signature back, with a reason."""
    visit = _to_sign(request, pk)
    key = uuid_of(request.POST.get("signature"))
    try:
        if key is not None:
            services.withdraw_signature(
                visit, actor=request.user, signature_id=key, reason=request.POST.get("reason", "")
            )
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("field:sign", pk=visit.pk)
