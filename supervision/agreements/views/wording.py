"""The wording of a programme, with a look at what it makes for one school before it is kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core.access import requires
from core.acts import act_page
from core.conflicts import guarded
from core.errors import DomainError
from core.forms import refuse
from core.keys import number_of
from supervision.agreements import services, wording
from supervision.agreements.forms import TextForm
from supervision.agreements.models import AgreementText
from supervision.agreements.queries import areas_of, text_of, wording_of
from supervision.agreements.views.base import WRITERS, programme_for
from supervision.improvement.models import Participation, Programme

_NAMES = (*wording.TEXTS, "office_witnesses", "school_witnesses")


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """Buttons: keep, look (nothing is kept), begin again from the example (what is typed is replaced in the form)."""
    programme = programme_for(request, pk)
    now = text_of(programme)
    first = services.shipped_text() if request.POST.get("example") else {name: getattr(now, name) for name in _NAMES}
    posted = request.POST if request.method == "POST" and not request.POST.get("example") else None
    form = TextForm(posted, initial=first)
    preview: dict[str, Any] | None = None
    more = {"stamp": now.stamp if posted is None else number_of(posted.get("stamp")) or 0}
    if posted is not None and posted.get("look"):
        preview = _preview(form, programme, form.cleaned_data) if form.is_valid() else None
    elif posted is not None:
        saved, more = guarded(
            request, form,
            lambda stamp: services.save_text(programme, actor=request.user, stamp=stamp, **form.cleaned_data),
            stamp=now.stamp, fresh=lambda: text_of(programme),
        )  # fmt: skip
        if saved is not None:
            messages.success(request, "บันทึกข้อความแล้ว ใช้กับฉบับที่ออกต่อจากนี้")
            return redirect("agreements:board", pk)
    back = reverse("agreements:board", args=[pk])
    page = act_page(
        request, form, heading="ข้อความบันทึกข้อตกลง", button="บันทึกข้อความ", sub="บันทึกข้อตกลง", back=back,
        template="agreements/text.html", programme=programme, text=now, preview=preview,
        fields=wording.FIELDS, **more,
    )  # fmt: skip
    page.status_code = 422 if form.errors else 200
    return page


def _preview(form: TextForm, programme: Programme, values: dict[str, Any]) -> dict[str, Any] | None:
    """The texts with their fields filled for the first school by name; None beside a field nobody fills."""
    try:
        for name in wording.TEXTS:
            wording.check(name, values[name])
    except DomainError as error:
        refuse(form, error)
        return None
    rows: Any = Participation.objects.filter(programme=programme).counted()
    part = rows.select_related("school").order_by("school__name_sort").first()
    if part is None:
        form.add_error(None, "ยังไม่มีโรงเรียนในการขับเคลื่อนนี้ จึงยังดูตัวอย่างไม่ได้")
        return None
    words = wording_of(AgreementText(programme=programme, **values), programme, part.school, areas_of(programme))
    sections = ("aims", "office_duties", "school_duties")
    return {
        "school": part.school, "title": words["title"], "place": words["place"],
        "preamble": wording.paragraphs(words["preamble"]), "closing": wording.paragraphs(words["closing"]),
        "parts": [(wording.TEXTS[name], wording.paragraphs(words[name])) for name in sections if words[name]],
    }  # fmt: skip
