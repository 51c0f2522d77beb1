"""The board, the register, one folder with its papers."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import pointers
from core.access import requires
from core.acts import act_page, tried
from core.forms import attempt
from office.folders import services
from office.folders.forms import FolderForm, NewFolderForm
from office.folders.models import Folder
from office.folders.permissions import STATES, can_act, keeps_desk, may_open
from office.folders.queries import board_of, folder_days, is_overdue
from office.folders.tables import FolderTable
from office.folders.views.base import READERS, folder_for, folder_or_404
from schools.models import District
from schools.scope import holds_any
from schools.views.common import office_of, require

_EACH = 8
_LIST = ("folders:board", "แฟ้มเสนอ")


def _desk(request: HttpRequest) -> District:
    district = office_of(request)
    require(holds_any(request.user, READERS, district=district))
    return district


@requires(*READERS)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Where every folder is now, by who has it; to be chased first."""
    district = _desk(request)
    now, days = timezone.now(), folder_days(district)
    rows = Folder.objects.visible_to(request.user).of_district(district)
    context = {
        "board": board_of(rows, now, days), "days": days, "may_open": may_open(request.user, district),
        "keeps": keeps_desk(request.user, district),
    }  # fmt: skip
    return render(request, "office/folders/board.html", context)


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = _desk(request)
    rows = Folder.objects.visible_to(request.user).of_district(district).select_related("holder", "created_by")
    context = {"table": FolderTable(request, rows, title="แฟ้มเสนอ"), "may_open": may_open(request.user, district)}
    return render(request, "office/folders/list.html", context)


@requires("desk.write", "desk.own")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a folder and send it at once; `?kind=letter&key=5` has that thing in it."""
    district = office_of(request)
    require(may_open(request.user, district))
    kind, key = request.GET.get("kind", "")[:40], request.GET.get("key", "")[:64]
    thing = (kind, key) if kind and pointers.may_view(request.user, kind, key) else None
    label = pointers.provider(kind).label(key) if thing else ""
    form = NewFolderForm(request.POST or None, user=request.user, district=district, initial={"title": label})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _open(request, district, thing, form.cleaned_data))
        if made is not None:
            messages.success(request, f"{made.reference} {'เสนอแล้ว' if made.state == 'out' else 'จัดแล้ว ยังไม่เสนอ'}")
            return redirect("folders:folder", made.pk)
    notes = [f"ในแฟ้มมีแล้ว: {label}"] if thing else []
    return act_page(
        request, form, heading="จัดแฟ้มเสนอ", button="บันทึกแฟ้ม", back=reverse("folders:board"), under=_LIST, notes=notes,
        draft="folder-new",
    )  # fmt: skip


@transaction.atomic
def _open(request: HttpRequest, district: District, thing: tuple[str, str] | None, values: dict[str, Any]) -> Folder:
    """Opened and, where somebody is chosen, sent: both or neither."""
    person = values["person"]
    made = services.open_folder(
        district, actor=request.user, title=values["title"], purpose=values["purpose"], urgency=values["urgency"],
        papers=values["papers"].splitlines(), thing=thing,
    )  # fmt: skip
    return services.send_folder(made, actor=request.user, person=person) if person is not None else made


@requires(*READERS)
@require_safe
def folder(request: HttpRequest, pk: int) -> HttpResponse:
    found = folder_or_404(request, pk)
    days = folder_days(found.district)
    context = {
        "folder": found, "acts": {act: can_act(request.user, found, act) for act in STATES.labels},
        "papers": _papers(request, found), "movements": list(found.movements.select_related("person", "by")),
        "overdue": is_overdue(found, timezone.now(), days), "days": days,
    }  # fmt: skip
    return render(request, "office/folders/folder.html", context)


def _papers(request: HttpRequest, found: Folder) -> list[tuple[Any, str, str]]:
    """Each paper with its words and the address of its thing; a thing the reader may not see (a secret letter) has
    neither."""
    lines = []
    for row in found.papers.all():
        seen = bool(row.kind) and pointers.may_view(request.user, row.kind, row.key)
        words = row.title if seen or not row.kind else "เรื่องที่ท่านไม่มีสิทธิ์อ่าน"
        lines.append((row, words, pointers.provider(row.kind).url(row.key) if seen else ""))
    return lines


@requires("desk.write", "desk.own")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = folder_for(request, pk, "edit")
    initial = {name: getattr(found, name) for name in ("title", "purpose", "urgency")}
    form = FolderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.edit_folder(found, actor=request.user, **values)) is not None:
            messages.success(request, "บันทึกแฟ้มแล้ว")
            return redirect("folders:folder", pk)
    back = reverse("folders:folder", args=[pk])
    return act_page(request, form, heading="แก้ไขแฟ้ม", button="บันทึกแฟ้ม", back=back, sub=found.reference, under=_LIST)


@requires("desk.write", "desk.own")
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Put papers in: by words, or by looking for what is in the product."""
    found = folder_for(request, pk, "edit")
    if request.method == "POST":
        kind, key = request.POST.get("kind", "")[:40], request.POST.get("key", "")[:64]
        title = request.POST.get("title", "")[:300]
        if tried(request, lambda: services.add_paper(found, actor=request.user, title=title, kind=kind, key=key)):
            messages.success(request, "ใส่เอกสารในแฟ้มแล้ว")
        return redirect("folders:papers", pk)
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    held = {(row.kind, row.key) for row in found.papers.all()}
    results: list[tuple[str, list[pointers.Pointer]]] = []
    for kind, owner in pointers.searchable().items() if text else ():
        hits = [
            hit
            for hit in (owner.search(request.user, found.district, None, text, _EACH) if owner.search else ())
            if hit.key and (hit.kind, hit.key) not in held
        ]
        if hits:
            results.append((owner.thai or kind, hits))
    context = {"folder": found, "papers": _papers(request, found), "text": text, "results": results}
    return render(request, "office/folders/papers.html", context)


@requires("desk.write", "desk.own")
@require_POST
def remove_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    found = folder_for(request, pk, "edit")
    row = get_object_or_404(found.papers.select_related("folder"), pk=paper)
    if tried(request, lambda: services.remove_paper(row, actor=request.user)):
        messages.success(request, "นำเอกสารออกจากแฟ้มแล้ว")
    return redirect("folders:folder", pk)
