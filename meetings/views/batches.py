"""รุ่น of a gathering, their programme, and duties."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import act_page, tried
from core.conflicts import edited, guarded
from core.forms import attempt
from core.keys import number_of
from meetings import services
from meetings.forms import BatchForm, DutyForm, ProgrammeForm
from meetings.forms.people import people_of
from meetings.models import ProgrammeItem
from meetings.views.base import act_context, batch_to_write, gathering_to_write, page_of


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def batch_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    form = BatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.save_batch(found, actor=request.user, **form.cleaned_data))
        if made is not None:
            messages.success(request, f"เพิ่ม{made}แล้ว")
            return redirect(page_of(pk, "batches"))
    context = act_context(found, heading="เพิ่มรุ่น", button="เพิ่มรุ่น", form=form, part="batches")
    return act_page(request, **context)


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def batch_edit(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    row = batch_to_write(request, pk, batch)
    form = BatchForm(request.POST or None, batch=row)
    return edited(
        request, form,
        lambda stamp: services.save_batch(
            row.gathering, actor=request.user, batch=row, stamp=stamp, **form.cleaned_data
        ),
        stamp=row.stamp, fresh=lambda: row.gathering.batches.filter(pk=batch).first(), heading=f"แก้ไข{row}",
        button="บันทึก", back=page_of(pk, "batches"), done="บันทึกแล้ว", sub=row.gathering.title,
    )  # fmt: skip


@requires("meeting.write")
@require_POST
def batch_drop(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    row = batch_to_write(request, pk, batch)
    if tried(request, lambda: services.drop_batch(row, actor=request.user)):
        messages.success(request, "นำรุ่นออกแล้ว")
    return redirect(page_of(pk, "batches"))


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def programme(request: HttpRequest, pk: int, batch: int, item: int | None = None) -> HttpResponse:
    """The lines of a รุ่น with a form for one more, or for the one of the address."""
    row = batch_to_write(request, pk, batch)
    one = get_object_or_404(row.programme.all(), pk=item) if item else None
    initial = {"day": row.starts_on.isoformat()}
    if one is not None:
        names = ("time_from", "time_to", "topic", "speaker", "outside_speaker", "speaker_text")
        initial = {"day": one.day.isoformat(), **{name: getattr(one, name) for name in names}}
    form = ProgrammeForm(request.POST or None, user=request.user, batch=row, initial=initial)
    saved, more = guarded(
        request, form,
        lambda stamp: services.save_item(row, actor=request.user, item=one, stamp=stamp, **form.cleaned_data),
        stamp=one.stamp if one else 0, fresh=lambda: row.programme.filter(pk=item).first(),
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกกำหนดการแล้ว")
        return redirect("meetings:programme", pk=pk, batch=batch)
    context = {
        "gathering": row.gathering, "batch": row, "form": form, "item": one,
        "items": list(row.programme.select_related("speaker", "outside_speaker")),
        "others": list(row.gathering.batches.exclude(pk=row.pk).order_by("number")), **more,
    }  # fmt: skip
    return render(request, "meetings/programme.html", context, status=422 if form.is_bound else 200)


@requires("meeting.write")
@require_POST
def programme_drop(request: HttpRequest, pk: int, batch: int, item: int) -> HttpResponse:
    row = batch_to_write(request, pk, batch)
    one: ProgrammeItem = get_object_or_404(row.programme.select_related("batch__gathering"), pk=item)
    tried(request, lambda: services.drop_item(one, actor=request.user))
    return redirect("meetings:programme", pk=pk, batch=batch)


@requires("meeting.write")
@require_POST
def programme_copy(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """Take over the lines of another รุ่น."""
    row = batch_to_write(request, pk, batch)
    source = get_object_or_404(row.gathering.batches.all(), pk=number_of(request.POST.get("source")))
    counts: list[int] = []
    if tried(request, lambda: counts.append(services.copy_programme(source, row, actor=request.user))):
        messages.success(request, f"คัดลอกกำหนดการ {counts[0]} รายการจาก{source}")
    return redirect("meetings:programme", pk=pk, batch=batch)


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def duties(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    people = people_of(request.user, found).select_related("school")
    form = DutyForm(request.POST or None, people=people, gathering=found)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.add_duty(found, actor=request.user, **form.cleaned_data))
        if made is not None:
            messages.success(request, "บันทึกหน้าที่แล้ว")
            return redirect("meetings:duties", pk=pk)
    rows = list(found.duties.select_related("person", "outside"))
    context = {"gathering": found, "form": form, "duties": rows}
    return render(request, "meetings/duties.html", context, status=422 if form.is_bound else 200)


@requires("meeting.write")
@require_POST
def duty_drop(request: HttpRequest, pk: int, duty: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    row = get_object_or_404(found.duties.select_related("gathering", "person", "outside"), pk=duty)
    tried(request, lambda: services.drop_duty(row, actor=request.user))
    # Who takes their own duty off may no longer write it.
    return redirect("meetings:gathering", pk=pk)
