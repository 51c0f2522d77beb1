"""Adding to a store itself, before it is said what the evidence proves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.access import requires
from core.errors import DomainError
from core.keys import number_of
from evidence import services
from evidence.permissions import CAPABILITY, may_fill
from schools.models import District, School

MOST_AT_ONCE = 30


def named_store(request: HttpRequest, owner: str) -> tuple[District, School | None]:
    """The store "s12" (a school) or "d3" (an office) names; 404 for one out of the person's sight."""
    number = number_of(owner[1:])
    if number and owner[:1] == "s":
        school = School.objects.visible_to(request.user).select_related("district").filter(pk=number).first()
        if school is not None:
            return school.district, school
    elif number and owner[:1] == "d":
        district = District.objects.visible_to(request.user).filter(pk=number).first()
        if district is not None:
            return district, None
    raise Http404


def _store_to_fill(request: HttpRequest) -> tuple[District, School | None]:
    district, school = named_store(request, request.POST.get("owner", "").removeprefix("store:"))
    if not may_fill(request.user, district, school):
        raise PermissionDenied
    return district, school


@requires(CAPABILITY)
@require_POST
def add_files(request: HttpRequest) -> HttpResponse:
    """Files into a store; those sent in parts are there already and only counted."""
    district, school = _store_to_fill(request)
    uploads, added = request.FILES.getlist("files"), len(request.POST.getlist("sha256"))
    if not uploads and not added:
        messages.error(request, "กรุณาเลือกไฟล์ก่อนกดเก็บไฟล์")
    if len(uploads) > MOST_AT_ONCE:
        messages.error(request, f"ส่งได้ครั้งละไม่เกิน {MOST_AT_ONCE} ไฟล์ ไฟล์ที่เกินไม่ได้รับไว้")
    for upload in uploads[:MOST_AT_ONCE]:
        try:
            services.add_file(upload, district=district, school=school, actor=request.user)
            added += 1
        except DomainError as refusal:
            messages.error(request, refusal.message)
    return _back(request, school, f"เก็บไว้ในคลังแล้ว {added} ไฟล์" if added else "")


@requires(CAPABILITY)
@require_POST
def add_link(request: HttpRequest) -> HttpResponse:
    district, school = _store_to_fill(request)
    url, title, told = request.POST.get("url", ""), request.POST.get("title", ""), ""
    try:
        services.add_link(url, title=title, district=district, school=school, actor=request.user)
        told = "เก็บลิงก์ไว้ในคลังแล้ว"
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return _back(request, school, told)


def _back(request: HttpRequest, school: School | None, told: str) -> HttpResponse:
    if told:
        messages.success(request, told)
    return redirect(reverse("evidence:items") + (f"?at={school.pk}" if school is not None else ""))
