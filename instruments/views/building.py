"""The builder: one draft with its sections and items, each written on a page of its own, ordered by buttons."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.conflicts import guarded
from core.keys import number_of
from core.missing import Missing
from instruments.answering import sheet_of, tried_out
from instruments.content import ItemContent, LevelContent
from instruments.forms import FrontForm, ItemForm, SectionForm
from instruments.missing import missing
from instruments.models import InstrumentVersion, Item, ItemLevel, Response, Section
from instruments.permissions import may_write
from instruments.queries import Form, form_of
from instruments.services import parts
from instruments.services.making import save_front
from instruments.views.base import READERS, told, tried, version_or_404, version_to_write
from instruments.views.conflicts import differences

_PRESETS = {
    "quality": ("ดีเยี่ยม", "ดีมาก", "ดี", "พอใช้", "ปรับปรุง"),
    "much": ("มากที่สุด", "มาก", "ปานกลาง", "น้อย", "น้อยที่สุด"),
    "four": ("ดีมาก", "ดี", "พอใช้", "ปรับปรุง"),
    "three": ("ดี", "พอใช้", "ปรับปรุง"),
    "practice": ("ปฏิบัติ", "ไม่ปฏิบัติ"),
}
PRESET_CHOICES = tuple((key, " / ".join(words)) for key, words in _PRESETS.items())


@requires(*READERS)
@require_safe
def build(request: HttpRequest, pk: int) -> HttpResponse:
    """A version as a whole: to be written while it is a draft, to be read by the office afterwards."""
    version = version_or_404(request, pk)
    return render(request, "instruments/build.html", _whole(request, version))


def missing_lines(version: InstrumentVersion, lacking: list[tuple[str, str]]) -> list[Missing]:
    """What is missing, each with the page it is mended on."""
    return [Missing(text, place, where(version, place)) for text, place in lacking]


def _whole(request: HttpRequest, version: InstrumentVersion, *, moved: str = "", act: str = "") -> dict[str, Any]:
    form = form_of(version.pk)
    write = version.state == InstrumentVersion.State.DRAFT and may_write(request.user, version.instrument)
    lacking = missing(version) if write else []
    return {
        "version": form.version,
        "instrument": version.instrument,
        "form": form,
        "outline": outline(form, moved=moved, act=act),
        "write": write,
        "missing": missing_lines(version, lacking),
    }


def outline(form: Form, *, moved: str = "", act: str = "") -> list[dict[str, Any]]:
    """Sections with their items numbered as the sheet numbers them. `focus` names the button the keyboard goes back to
    in the part that was just `moved`: the same one, or its title at the end of the way."""
    number, found = 0, []
    last = len(form.sections) - 1
    for place, (section, items) in enumerate(form.sections):
        lines = []
        for at, item in enumerate(items):
            number += item.kind != Item.Kind.NOTE
            up, down = place > 0 or at > 0, place < last or at < len(items) - 1
            lines.append({
                "item": item, "number": number if item.kind != Item.Kind.NOTE else None, "up": up, "down": down,
                "levels": list(form.levels[item.pk].values()),
                "focus": _focus(act, up=up, down=down) if moved == f"item-{item.pk}" else "",
            })  # fmt: skip
        up, down = place > 0, place < last
        focus = _focus(act, up=up, down=down) if moved == f"section-{section.pk}" else ""
        found.append({"section": section, "lines": lines, "up": up, "down": down, "focus": focus})
    return found


def _focus(act: str, *, up: bool, down: bool) -> str:
    return act if (act == "up" and up) or (act == "down" and down) else "title"


def where(version: InstrumentVersion, place: str) -> str:
    name, _, key = place.partition("-")
    if name == "item":
        return reverse("instruments:item", args=[version.pk, int(key)])
    if name == "sections":
        return reverse("instruments:new-section", args=[version.pk])
    if name == "section":
        return reverse("instruments:build", args=[version.pk])
    return reverse("instruments:front", args=[version.pk])


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def front(request: HttpRequest, pk: int) -> HttpResponse:
    """Instructions, source and bands of a draft."""
    version = version_to_write(request, pk)
    names = ("instructions", "source", "band_set")
    initial = {name: getattr(version, name) for name in names}
    form = FrontForm(request.POST or None, user=request.user, version=version, initial=initial)
    saved, more = guarded(
        request, form,
        lambda seen: save_front(version, actor=request.user, lock_version=seen, **form.cleaned_data),
        stamp=version.lock_version, fresh=lambda: version_or_404(request, pk), counts="lock_version",
    )  # fmt: skip
    if saved is not None:
        return redirect("instruments:build", pk=pk)
    context = {"version": version, "instrument": version.instrument, "form": form, **more}
    return render(request, "instruments/front.html", context, status=422 if form.is_bound else 200)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, pk: int, part: int | None = None) -> HttpResponse:
    """A new section, or the words of one."""
    version = version_to_write(request, pk)
    old = get_object_or_404(version.sections, pk=part) if part else None
    items = _askable(version, but=old)
    initial = {} if old else {"code": parts.free_code([row.code for row in version.sections.all()], "s1")}
    form = SectionForm(request.POST or None, section=old, items=items, initial=initial)
    theirs: list[tuple[str, str, str]] = []
    overtaken = False
    if request.method == "POST" and request.POST.get("act") != "more" and form.is_valid():
        saved, overtaken = tried(
            form,
            lambda: parts.save_section(
                version, actor=request.user, section=old, seen=request.POST.get("seen") if old else None, **form.words()
            ),
        )
        if saved is not None:
            return redirect(f"{reverse('instruments:build', args=[pk])}#section-{saved.pk}")
        if overtaken and old is not None:
            old = get_object_or_404(version.sections, pk=part)
            theirs = differences(form, {name: getattr(old, name) for name in ("title", "note", "code", "relevant")})
    context = {
        "version": version, "instrument": version.instrument, "form": form, "section": old, "theirs": theirs,
        "seen": _seen(request, old, overtaken),
    }  # fmt: skip
    return render(request, "instruments/section.html", context, status=422 if form.is_bound else 200)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def new_item(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """A new item at the end of a section; a rating begins with the levels of the one before it."""
    version = version_to_write(request, pk)
    target = get_object_or_404(version.sections, pk=part)
    codes = parts.codes_of(version)
    words = ItemContent(
        code=parts.free_code(codes, codes[-1] if codes else "q01"), kind=Item.Kind.RATING, text="", required=True,
        levels=_last_levels(version),
    )  # fmt: skip
    return _item(request, version, target, words, None)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    version = version_to_write(request, pk)
    found = get_object_or_404(Item.objects.filter(section__version=version).select_related("section"), pk=part)
    return _item(request, version, found.section, parts.content_of_item(found), found)


def _item(
    request: HttpRequest, version: InstrumentVersion, target: Section, words: ItemContent, old: Item | None
) -> HttpResponse:
    form = ItemForm(request.POST or None, words=words, items=_askable(version, but=old))
    theirs: list[tuple[str, str, str]] = []
    overtaken, act = False, request.POST.get("act", "")
    if act == "preset":
        form.levels = _preset(request.POST.get("preset", ""))
    elif request.method == "POST" and act != "more" and form.is_valid():
        saved, overtaken = tried(
            form,
            lambda: parts.save_item(
                version, actor=request.user, section=target, item=old, words=form.words(),
                seen=request.POST.get("seen") if old else None,
            ),
        )  # fmt: skip
        if saved is not None:
            if act == "next":
                return redirect("instruments:new-item", pk=version.pk, part=target.pk)
            return redirect(f"{reverse('instruments:build', args=[version.pk])}#item-{saved.pk}")
        old = Item.objects.filter(pk=old.pk).select_related("section").first() if old else None
        if overtaken and old is not None:
            words = parts.content_of_item(old)
            theirs = differences(form, {name: getattr(words, name) for name in form.words().__slots__})
    asking = act in ("preset", "more")
    context = {
        "version": version, "instrument": version.instrument, "section": target, "item": old, "form": form,
        "theirs": theirs, "seen": _seen(request, old, overtaken),
        "presets": PRESET_CHOICES, "asking": asking, "readonly": version.state != InstrumentVersion.State.DRAFT,
    }  # fmt: skip
    return render(request, "instruments/item.html", context, status=422 if form.is_bound and not asking else 200)


def _seen(request: HttpRequest, part: Section | Item | None, overtaken: bool) -> str:
    """The fingerprint the page carries: what was seen when it was opened, or what was just shown as the other's."""
    if part is None:
        return ""
    return parts.fingerprint(part) if overtaken or request.method != "POST" else request.POST.get("seen", "")


def _askable(version: InstrumentVersion, *, but: Section | Item | None) -> list[tuple[Item, list[ItemLevel]]]:
    """Items a condition may ask about: those that stand before the part, each with its levels."""
    rows = Item.objects.filter(section__version=version).exclude(kind=Item.Kind.NOTE)
    found: list[tuple[Item, list[ItemLevel]]] = []
    for row in rows.select_related("section").prefetch_related("levels").order_by("section__position", "position"):
        if isinstance(but, Section) and row.section.position >= but.position:
            break
        if isinstance(but, Item) and (row.section.position, row.position) >= (but.section.position, but.position):
            break
        found.append((row, list(row.levels.all())))
    return found


def _last_levels(version: InstrumentVersion) -> tuple[LevelContent, ...]:
    last = Item.objects.filter(section__version=version, kind=Item.Kind.RATING).order_by(
        "-section__position", "-position"
    )
    before = last.first()
    if before is not None:
        return tuple(LevelContent(row.value, row.label) for row in before.levels.order_by("-value"))
    return tuple(LevelContent(int(value), label) for value, label, _, _ in _preset("quality"))


def _preset(name: str) -> list[tuple[str, str, str, str]]:
    words = _PRESETS.get(name, ())
    lowest = 0 if name == "practice" else 1
    return [(str(len(words) - place - 1 + lowest), word, "", "") for place, word in enumerate(words)]


_Act = Callable[..., Any]
_SECTION_ACTS: dict[str, tuple[_Act, dict[str, Any], str]] = {
    "up": (parts.move_section, {"up": True}, "เลื่อนตอนขึ้นแล้ว"),
    "down": (parts.move_section, {"up": False}, "เลื่อนตอนลงแล้ว"),
    "copy": (parts.duplicate_section, {}, "ทำสำเนาตอนแล้ว"),
    "remove": (parts.remove_section, {}, "ลบตอนแล้ว"),
}
_ITEM_ACTS: dict[str, tuple[_Act, dict[str, Any], str]] = {
    "up": (parts.move_item, {"up": True}, "เลื่อนข้อขึ้นแล้ว"),
    "down": (parts.move_item, {"up": False}, "เลื่อนข้อลงแล้ว"),
    "copy": (parts.duplicate_item, {}, "ทำสำเนาข้อแล้ว"),
    "remove": (parts.remove_item, {}, "ลบข้อแล้ว"),
}


@requires(*READERS)
@require_POST
def section_act(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Up, down, duplicate, remove."""
    version = version_to_write(request, pk)
    found = get_object_or_404(version.sections, pk=part)
    return _acted(request, version, _SECTION_ACTS, {"section": found}, f"section-{part}")


@requires(*READERS)
@require_POST
def item_act(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Up, down, duplicate, remove, or to another section."""
    version = version_to_write(request, pk)
    found = get_object_or_404(Item.objects.filter(section__version=version), pk=part)
    acts = _ITEM_ACTS
    if request.POST.get("act") == "to":
        target = get_object_or_404(version.sections, pk=number_of(request.POST.get("section")) or 0)
        acts = {"to": (parts.move_item_to, {"section": target}, "ย้ายข้อไปตอนที่เลือกแล้ว")}
    return _acted(request, version, acts, {"item": found}, f"item-{part}")


def _acted(
    request: HttpRequest, version: InstrumentVersion, acts: dict[str, tuple[_Act, dict[str, Any], str]],
    part: dict[str, Any], anchor: str,
) -> HttpResponse:  # fmt: skip
    name = request.POST.get("act", "")
    said = ""
    if name in acts:
        act, more, said = acts[name]
        seen = number_of(request.POST.get("lock")) or 0
        lost = object()
        done = told(request, lambda: (act(version, actor=request.user, lock_version=seen, **part, **more), lost)[1])
        said = said if done is lost else ""
    if getattr(request, "htmx", False):
        context = {**_whole(request, version, moved=anchor, act=name), "said": said}
        return render(request, "instruments/_outline.html", context)
    return redirect(f"{reverse('instruments:build', args=[version.pk])}#{anchor}")


@requires(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as it will be filled in, on the width of a phone: its conditions follow what is chosen, as they will
    on the day. Nothing is saved. `?all=1` shows every item, those under a condition too."""
    version = version_or_404(request, pk)
    form = form_of(version.pk)
    everything = request.method != "POST" and request.GET.get("all") == "1"
    typed = request.POST if request.method == "POST" else None
    answers, refused = tried_out(typed, form) if typed is not None else ({}, {})
    sheet = sheet_of(form, Response(version=version), typed=typed, errors=refused, answers=answers)
    context = {
        "version": version, "instrument": version.instrument, "done": sheet.done, "total": sheet.total,
        "left_out": () if everything else sheet.left_out, "everything": everything,
        "is_conditional": form.is_conditional, "problem": " ".join(refused.values()),
    }  # fmt: skip
    if getattr(request, "htmx", False) and typed is not None:
        return render(request, "instruments/_previewed.html", context)
    context["parts"] = [
        (section, [replace(row, asked=row.asked or everything) for row in rows]) for section, rows in sheet.parts
    ]
    return render(request, "instruments/preview.html", context)
