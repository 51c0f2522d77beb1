"""The page where a desk takes in a file a phone saved."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core.access import requires
from core.errors import DomainError, NotAllowed
from schools.scope import holds
from supervision.capture.services.bringing import bring

WORDS = {
    "kept": "นำเข้าแล้ว", "same": "มีอยู่แล้ว ไม่มีอะไรเปลี่ยน",
    "conflict": "นำเข้าแล้ว แต่บางตอนมีผู้แก้ไขไว้ก่อน ข้อความในไฟล์เก็บไว้ในประวัติ",
    "refused": "บางตอนนำเข้าไม่ได้", "busy": "ระบบกำลังรับบันทึกนี้อยู่ กรุณานำเข้าอีกครั้ง",
}  # fmt: skip


class BringForm(forms.Form):
    file = forms.FileField(
        label="ไฟล์ที่บันทึกจากโทรศัพท์", help_text="นามสกุล .json", error_messages={"required": "กรุณาเลือกไฟล์"}
    )


@requires("visit.write")
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Choose the file; then one line for each of its visits."""
    district: Any = request.district
    if district is None or not holds(request.user, "visit.write", district=district):
        raise PermissionDenied
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    rows: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            found = bring(form.cleaned_data["file"].read(), actor=request.user, district=district)
            rows = [(row, WORDS.get(row.answer.outcome, row.answer.message)) for row in found]
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except DomainError as refusal:
            form.add_error("file", refusal.message)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "capture/import.html", {"form": form, "rows": rows}, status=status)
