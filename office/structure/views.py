"""The office's structure on one page, its channels, and the form of a unit, a post, a seat or a channel."""

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.acts import act_page
from core.forms import attempt
from core.keys import number_of
from evidence.queries import panel
from office.structure import services
from office.structure.channel_proof import KEY
from office.structure.forms import FORMS
from office.structure.models import Channel
from office.structure.permissions import may_write
from office.structure.queries import channels_of, structure_of
from reports import registry
from schools.models import WorkGroup
from schools.scope import holds
from schools.views.common import office_of, require

_SAVE: dict[str, Any] = {
    "units": services.save_unit, "posts": services.save_post, "board": services.save_seat,
    "channels": services.save_channel,
}  # fmt: skip
_LIST_OF = {"channels": ("ช่องทางสื่อสาร", "structure:channels")}


@requires("reference.read")
@require_safe
def structure(request: HttpRequest) -> HttpResponse:
    """The tree with who is vacant; what is switched off is shown to who may switch it on."""
    district = office_of(request)
    may = may_write(request.user, district)
    hidden = may and request.GET.get("all") == "1"
    found = structure_of(district, inactive=hidden, rows=lambda model: model.objects.visible_to(request.user))
    groups = WorkGroup.objects.visible_to(request.user).of_district(district).filter(is_active=True)
    tied = {node.unit.work_group_id for node in found.units}
    context = {
        "found": found, "district": district, "may_write": may, "all": hidden,
        "untied": [group for group in groups if group.pk not in tied] if may else [],
        "may_print": registry.get("office-structure").may_run(request.user, district.code)
        and holds(request.user, "reference.read", district=district),
    }  # fmt: skip
    return render(request, "office/structure/structure.html", context)


@requires("structure.write")
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, kind: str, pk: int | None = None) -> HttpResponse:
    """Add one, or with its key change it. `?unit=` or `?work_group=` has it chosen."""
    district = office_of(request)
    require(may_write(request.user, district))
    if kind not in FORMS:
        raise Http404
    model, form_class, word = FORMS[kind]
    mine = model.objects.visible_to(request.user).of_district(district)
    found = get_object_or_404(mine, pk=pk) if pk else None
    last = mine.aggregate(last=Max("position"))["last"] or 0
    initial: dict[str, Any] = {"position": last + 1}
    if kind == "channels":
        chosen = request.GET.get("kind", "")
        initial |= {"kind": chosen, **services.described().get(chosen, {})}
    initial |= {name: key for name in ("unit", "parent") if (key := number_of(request.GET.get(name)))}
    form = form_class(
        request.POST or None, user=request.user, district=district, row=found, **({} if found else {"initial": initial})
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        saved = attempt(form, lambda: _SAVE[kind](district, actor=request.user, key=pk, **values))
        if saved is not None:
            messages.success(request, f"บันทึก{word}แล้ว")
            return redirect("structure:channel", saved.pk) if kind == "channels" else redirect("structure:structure")
    sub, back = _LIST_OF.get(kind, ("โครงสร้างสำนักงาน", "structure:structure"))
    context = {
        "form": form, "heading": f"แก้ไข{word}" if found else f"เพิ่ม{word}", "button": f"บันทึก{word}", "sub": sub,
        "back": reverse(back),
    }  # fmt: skip
    return act_page(request, **context)


@requires("reference.read")
@require_safe
def channels(request: HttpRequest) -> HttpResponse:
    """What the office works and is reached by, in use first, with how much proves each."""
    district = office_of(request)
    may = may_write(request.user, district)
    found = channels_of(Channel.objects.visible_to(request.user).of_district(district), timezone.localdate())
    have = {row.channel.kind for row in found if row.in_use}
    context = {
        "in_use": [row for row in found if row.in_use], "ended": [row for row in found if not row.in_use],
        "district": district, "may_write": may,
        "lacking": [(kind, word) for kind, word in Channel.Kind.choices if kind in services.described()
                    and kind not in have] if may else [],
    }  # fmt: skip
    return render(request, "office/structure/channels.html", context)


@requires("reference.read")
@require_safe
def channel(request: HttpRequest, pk: int) -> HttpResponse:
    """One channel with what shows that it is used."""
    rows = Channel.objects.visible_to(request.user).select_related("district")
    found = get_object_or_404(rows, pk=pk)
    context = {
        "channel": found, "in_use": found.is_in_use(timezone.localdate()), "panel": panel(request.user, KEY, found),
        "may_write": may_write(request.user, found.district),
    }  # fmt: skip
    return render(request, "office/structure/channel.html", context)
