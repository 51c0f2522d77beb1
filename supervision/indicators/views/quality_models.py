"""Models of improvement: the list, one with its steps and editions, a new one, a copy, its front, in use or not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, tried
from core.forms import attempt
from core.trail import trail
from supervision.indicators import permissions, services
from supervision.indicators.forms.quality_models import CopyForm, ModelForm
from supervision.indicators.models import IndicatorSet, QualityModel
from supervision.indicators.queries.pages import steps_of, with_sets
from supervision.indicators.services.quality_models import FRONT
from supervision.indicators.views.base import MODELS, READERS, WRITER, model_or_404, writer

LOOKS = {
    "quality_model.made": ("plain", "plus"),
    "quality_model.copied": ("plain", "copy"),
    "quality_model.written": ("plain", "pencil"),
    "quality_model.retired": ("bad", "circle-x"),
    "quality_model.used": ("", "repeat"),
}


@requires(*READERS)
@require_safe
def models(request: HttpRequest) -> HttpResponse:
    """Every model of the office with the edition in use."""
    district = district_or_404(request)
    rows = with_sets(QualityModel.objects.visible_to(request.user).of_district(district).order_by("-is_active", "name"))
    may_write = permissions.may_write(request.user, district)
    return render(request, "indicators/models.html", {"models": list(rows), "may_write": may_write})


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    writer(request, district)
    form = ModelForm(request.POST or None, user=request.user, district=district)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.make_model(district, actor=request.user, values=form.cleaned_data))
        if made is not None:
            return redirect("quality-models:model", made.pk)
    back = reverse(MODELS[0])
    return act_page(
        request, form, heading="สร้างรูปแบบ", button="สร้างรูปแบบ", back=back, under=MODELS,
        notes=["มีรูปแบบที่คล้ายกันอยู่แล้ว ให้เปิดรูปแบบนั้นแล้วกด ทำสำเนาเป็นรูปแบบใหม่ จะได้ขั้นตอนและตัวชี้วัดมาด้วย"],
    )  # fmt: skip


@requires(*READERS)
@require_safe
def model(request: HttpRequest, pk: int) -> HttpResponse:
    found = model_or_404(request, pk)
    may_write = permissions.may_write(request.user, found.district)
    sets = list(IndicatorSet.objects.visible_to(request.user).filter(model=found).order_by("-number"))
    return render(request, "indicators/model.html", {
        "model": found, "steps": steps_of(found), "sets": sets, "may_write": may_write,
        "draft": next((row for row in sets if row.state == IndicatorSet.State.DRAFT), None),
        "events": trail("quality_model", pk, LOOKS) if may_write else [],
    })  # fmt: skip


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = model_or_404(request, pk, write=True)
    initial = {name: getattr(found, name) for name in FRONT}
    form = ModelForm(request.POST or None, user=request.user, district=found.district, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: services.edit_model(found, actor=request.user, values=form.cleaned_data))
        if saved is not None:
            messages.success(request, "บันทึกแล้ว ปีที่เปิดไปแล้วใช้ขั้นตอนเดิมต่อไป")
            return redirect("quality-models:model", pk)
    return _page(request, found, form, "แก้ไขข้อมูลรูปแบบ", "บันทึก")


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A model of the office's own under a name of its own."""
    found = model_or_404(request, pk, write=True)
    initial = {name: getattr(found, name) for name in FRONT if name not in ("name", "procedure")}
    form = CopyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.copy_model(found, actor=request.user, values=form.cleaned_data))
        if made is not None:
            messages.success(
                request,
                "ทำสำเนาแล้ว แก้ขั้นตอนที่กระบวนงาน และแก้ตัวชี้วัดที่ร่างฉบับที่ 1 วัตถุประสงค์ ขอบเขต และคำจำกัดความ"
                "ในหัวข้อของกระบวนงานยังเป็นของรูปแบบเดิม แก้ก่อนเปิดปี เพราะพิมพ์ในรายงานด้วย",
            )
            return redirect("quality-models:model", made.pk)
    notes = ["สำเนามีขั้นตอน หน้าทำงานของแต่ละขั้น และตัวชี้วัดครบ แก้ได้ทุกอย่างโดยไม่กระทบรูปแบบเดิม"]
    return _page(request, found, form, "ทำสำเนาเป็นรูปแบบใหม่", "ทำสำเนา", notes=notes)


@requires(WRITER)
@require_POST
def active(request: HttpRequest, pk: int) -> HttpResponse:
    found = model_or_404(request, pk, write=True)
    wanted = request.POST.get("active") == "1"
    if tried(request, lambda: services.set_active(found, actor=request.user, active=wanted)):
        messages.success(request, "นำกลับมาใช้แล้ว" if wanted else "เลิกใช้แล้ว ปีที่เปิดไว้ดำเนินการต่อได้")
    return redirect("quality-models:model", pk)


@requires(WRITER)
@require_POST
def new_set(request: HttpRequest, pk: int) -> HttpResponse:
    """The model's draft: the one there is, one from the newest edition, or an empty first one."""
    found = model_or_404(request, pk, write=True)
    newest = found.sets.order_by("-number").first()
    if newest is None:
        made = services.make_set(found, actor=request.user)
    else:
        made = services.new_edition(newest, actor=request.user)
    return redirect("quality-models:set", made.pk)


def _page(
    request: HttpRequest, found: QualityModel, form: CopyForm | ModelForm, heading: str, button: str,
    *, notes: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    back = reverse("quality-models:model", args=[found.pk])
    return act_page(
        request, form, heading=heading, button=button, sub=found.name, back=back, under=MODELS, notes=notes or []
    )
