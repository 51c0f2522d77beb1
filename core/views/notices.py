"""The notice inbox: list, open (which marks read), mark read. Everyone sees only their own."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from core.access import signed_in
from core.filters import ChoiceFilter
from core.models import Notice
from core.notify import mark_read, notices_of
from core.tables import TITLE, Column, Table


def _by_reading(queryset: QuerySet[Notice], value: str) -> QuerySet[Notice]:
    return queryset.filter(read_at__isnull=value == "new")


class NoticeTable(Table):
    """One's own notices, newest first."""

    row_template = "core/_notice_row.html"
    default_sort = "-when"
    empty = "ยังไม่มีการแจ้งเตือน"
    unit = "เรื่อง"
    columns = (
        Column("title", "เรื่อง", phone=TITLE),
        Column("when", "เมื่อ", sort="created_at", bare=True),
        Column("state", "สถานะ", bare=True),
    )
    filters = (
        ChoiceFilter("read", "การอ่าน", (("new", "ยังไม่อ่าน"), ("old", "อ่านแล้ว")), any_label="ทั้งหมด", apply=_by_reading),
    )


@signed_in
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """One's own notices."""
    return render(
        request, "core/notices.html", {"table": NoticeTable(request, notices_of(request.user), title="การแจ้งเตือน")}
    )


@signed_in
@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one read and go where it points; the address must be ours."""
    notice = get_object_or_404(notices_of(request.user), pk=pk)
    mark_read(request.user, pk=notice.pk)
    inside = url_has_allowed_host_and_scheme(
        notice.url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(notice.url if notice.url and inside else "core:notices")


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything read."""
    mark_read(request.user)
    return redirect("core:notices")
