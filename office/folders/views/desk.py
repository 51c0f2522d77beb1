"""The clerk's day: what waits at the office's desk, gathered from its registers by the slot desk.main; its settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.acts import act_page
from core.forms import attempt
from office.folders import services
from office.folders.forms import SettingsForm
from office.folders.permissions import keeps_desk
from office.folders.queries import folder_days
from schools.scope import holds_any
from schools.views.common import office_of, require

READERS = ("desk.write", "desk.decide")


@requires(*READERS)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """One page for the morning: each register hangs in what waits there, oldest first, with the way to its list."""
    district = office_of(request)
    require(holds_any(request.user, READERS, district=district))
    context = {
        "district": district, "today": timezone.localdate(), "keeps": keeps_desk(request.user, district),
    }  # fmt: skip
    return render(request, "office/folders/desk.html", context)


@requires("desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    district = office_of(request)
    require(keeps_desk(request.user, district))
    form = SettingsForm(request.POST or None, initial={"folder_days": folder_days(district)})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.save_settings(district, actor=request.user, **values)) is not None:
            messages.success(request, "บันทึกการตั้งค่าแล้ว")
            return redirect("folders:desk")
    return act_page(
        request, form, heading="ตั้งค่างานธุรการ", button="บันทึกการตั้งค่า", back=reverse("folders:desk"), sub="งานธุรการวันนี้",
        notes=["กำหนดวันส่งบันทึกการประชุมกลุ่มตั้งที่หน้าการประชุมและกิจกรรม ค่าเริ่มต้น 3 วัน"],
    )  # fmt: skip
