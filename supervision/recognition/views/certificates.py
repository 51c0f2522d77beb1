"""Certificates: issue, the register, one, cancel."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import pressed
from core.keys import number_of
from core.qr import qr_svg
from supervision.recognition import services
from supervision.recognition.models import Certificate
from supervision.recognition.permissions import may_honour, may_read_office
from supervision.recognition.queries import verify_url
from supervision.recognition.tables import CertificateTable
from supervision.recognition.views.base import READERS, asked_why, award_to_choose


@requires(*READERS)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """ทะเบียนเกียรติบัตร: the office's, or a school's own."""
    district = district_or_404(request)
    rows = Certificate.objects.visible_to(request.user).of_district(district)
    table = CertificateTable(request, rows.select_related("recipient__award"), title="ทะเบียนเกียรติบัตร")
    context = {"table": table, "office": may_read_office(request.user, district)}
    return render(request, "recognition/certificates.html", context)


@requires("honour.write")
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """For one recipient (`recipient`), or for everybody who has none."""
    award = award_to_choose(request, pk)
    wanted = number_of(request.POST.get("recipient"))
    one = get_object_or_404(award.recipients, pk=wanted) if wanted is not None else None
    return pressed(
        request, lambda: services.issue_certificates(award, actor=request.user, recipient=one),
        back=reverse("recognition:award", args=[pk]), done="ออกเลขที่เกียรติบัตรแล้ว พิมพ์ได้",
    )  # fmt: skip


def _certificate(request: HttpRequest, pk: int) -> Certificate:
    rows = Certificate.objects.visible_to(request.user).select_related("district", "recipient__award", "issued_by")
    found: Certificate = get_object_or_404(rows, pk=pk)
    return found


@requires(*READERS)
@require_safe
def certificate_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = _certificate(request, pk)
    url = verify_url(row)
    context = {"row": row, "url": url, "qr": qr_svg(url), "may": may_honour(request.user, row.district)}
    return render(request, "recognition/certificate.html", context)


@requires("honour.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = _certificate(request, pk)
    if not may_honour(request.user, row.district):
        raise PermissionDenied
    return asked_why(
        request, lambda reason: services.cancel_certificate(row, actor=request.user, reason=reason),
        heading="ยกเลิกเกียรติบัตร", button="ยกเลิกฉบับนี้", back=reverse("recognition:certificate", args=[pk]),
        done="ยกเลิกเกียรติบัตรแล้ว ออกฉบับใหม่ได้ในหน้ารางวัล", sub=str(row),
        help_text="เลขที่นี้ไม่ใช้ซ้ำ ผู้เปิดหน้าตรวจสอบจะเห็นว่ายกเลิกแล้ว แต่ไม่เห็นเหตุผล",
    )  # fmt: skip
