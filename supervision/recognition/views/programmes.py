"""The working pages of a programme's last step: honours, and the sharing event; for the office and for a school."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page
from core.forms import attempt
from meetings.models import Gathering
from schools.scope import holds
from supervision.recognition import ruling, services
from supervision.recognition.forms import PresentForm, SharingForm
from supervision.recognition.models import BestPractice, SharingEvent
from supervision.recognition.permissions import can_nominate, may_honour, may_read_office, may_see_choosing
from supervision.recognition.queries import awards_of, honours_of_school, shown_practices
from supervision.recognition.views.base import READERS, participation_or_404, programme_or_404


@requires("district.read")
@require_safe
def honours(request: HttpRequest, pk: int) -> HttpResponse:
    """The awards of a programme: which are announced, which wait, and whether there is a result to go by."""
    programme = programme_or_404(request, pk)
    if not may_read_office(request.user, programme.district):
        raise PermissionDenied
    awards = list(awards_of(request.user, programme.district).filter(programme=programme).order_by("state", "name"))
    context = {
        "programme": programme, "awards": awards, "may": may_honour(request.user, programme.district),
        "may_see": may_see_choosing(request.user, programme.district),
        "announced": sum(row.state == "announced" for row in awards),
        "edition": ruling.published_edition(programme),
    }  # fmt: skip
    return render(request, "recognition/programme_honours.html", context)


@requires(*READERS)
@require_safe
def school_honours(request: HttpRequest, pk: int) -> HttpResponse:
    participation = participation_or_404(request, pk)
    today = timezone.localdate()
    district = participation.programme.district
    rows = awards_of(request.user, district).filter(programme=participation.programme)
    context = {
        "participation": participation, "programme": participation.programme, "school": participation.school,
        "honours": list(honours_of_school(participation.school, programme=participation.programme)),
        "nominating": [row for row in rows.taking_nominations(today) if can_nominate(request.user, row, today)],
    }  # fmt: skip
    return render(request, "recognition/school_honours.html", context)


@requires("district.read")
@require_safe
def sharing(request: HttpRequest, pk: int) -> HttpResponse:
    """Events of a programme, and the best practices that can be told there."""
    programme = programme_or_404(request, pk)
    if not may_read_office(request.user, programme.district):
        raise PermissionDenied
    events = list(
        SharingEvent.objects.filter(programme=programme)
        .exclude(gathering__state="cancelled")
        .select_related("gathering__kind")
        .prefetch_related("practices__practice__school", "practices__item")
    )
    may = may_honour(request.user, programme.district)
    shown = shown_practices(programme.district, programme=programme)
    context = {
        "programme": programme, "may": may, "practices": list(shown),
        "events": [{"event": row, "form": _present_form(row, shown) if may else None} for row in events],
        "waiting": BestPractice.objects.awaiting().filter(programme=programme).count(),
    }  # fmt: skip
    return render(request, "recognition/sharing.html", context)


def _present_form(event: SharingEvent, shown: object) -> PresentForm | None:
    """Nothing is put into the programme of what has been held."""
    if event.gathering.state != Gathering.State.PLANNED:
        return None
    told = [row.practice_id for row in event.practices.all() if row.item_id]
    return PresentForm(practices=shown, told=told, prefix=f"event{event.pk}", auto_id=f"id_{event.pk}_%s")


@requires("honour.write")
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, pk: int) -> HttpResponse:
    programme = programme_or_404(request, pk)
    if not (may_honour(request.user, programme.district) and holds(
        request.user, "meeting.write", district=programme.district
    )):  # fmt: skip
        raise PermissionDenied
    back = reverse("recognition:sharing", args=[pk])
    initial = {"title": f"แลกเปลี่ยนเรียนรู้ {programme.name}"[:200]}
    form = SharingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: services.call_sharing(programme, actor=request.user, **given))
        if made is not None:
            messages.success(request, "นัดแล้ว โรงเรียนได้รับแจ้ง จัดผู้เข้าร่วม แบบประเมิน และบทเรียนในหน้าการประชุม")
            return redirect(back)
    return act_page(
        request, form, heading="นัดกิจกรรมแลกเปลี่ยนเรียนรู้", button="นัดและแจ้งโรงเรียน", back=back, sub=programme.name,
        notes=["เชิญทุกโรงเรียนที่อยู่ในการขับเคลื่อน"],
    )  # fmt: skip


@requires("honour.write")
@require_POST
def present(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a best practice into the programme of an event."""
    rows = SharingEvent.objects.visible_to(request.user).select_related("programme__district", "gathering")
    event: SharingEvent = get_object_or_404(rows, pk=pk)
    if not may_honour(request.user, event.programme.district):
        raise PermissionDenied
    shown = shown_practices(event.programme.district, programme=event.programme)
    form = PresentForm(request.POST, practices=shown, prefix=f"event{event.pk}")
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(
            form,
            lambda: services.present(event, given["practice"], actor=request.user, minutes=given["minutes"]),
        )
        if made is not None:
            messages.success(request, "ใส่ในกำหนดการแล้ว")
    for errors in form.errors.values():
        messages.error(request, errors[0])
    return redirect("recognition:sharing", pk=event.programme_id)


@requires(*READERS)
@require_safe
def school_sharing(request: HttpRequest, pk: int) -> HttpResponse:
    """A school: its own best practices, those of others, and the events it is called to."""
    participation = participation_or_404(request, pk)
    programme = participation.programme
    own = BestPractice.objects.filter(school=participation.school, programme=programme).select_related("area")
    context = {
        "participation": participation, "programme": programme, "school": participation.school, "own": list(own),
        "may_write": holds(request.user, "school.improvement.write", school=participation.school),
        "practices": list(shown_practices(programme.district, programme=programme)[:20]),
        "gatherings": Gathering.objects.filter(
            sharing_event__programme=programme, schools__school=participation.school
        ).standing().select_related("kind"),
    }  # fmt: skip
    return render(request, "recognition/school_sharing.html", context)
