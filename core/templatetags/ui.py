"""Tags of the user interface: icon, state_chip, group_chip, field, facts, since, query_url, slot, table_rows. No
logic of the business."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template.base import Template
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core import icons, slots
from core.thai.dates import NBSP, local_date

register = template.Library()

# State → (Thai word, icon, tone). Apps pass their own word when theirs is more exact; the look stays one.
STATES = {
    "draft": ("ร่าง", "circle-dashed", "draft"),
    "queued": ("รอส่ง", "clock", ""),
    "waiting": ("รอดำเนินการ", "clock", ""),
    "sending": ("กำลังส่ง", "cloud-upload", "accent"),
    "running": ("กำลังทำ", "progress", "accent"),
    "submitted": ("ส่งแล้ว", "send", "accent"),
    "received": ("รับแล้ว", "inbox", "accent"),
    "filling": ("กำลังกรอก", "pencil", "accent"),
    "principal": ("รอ ผอ.โรงเรียน", "eye", "accent"),
    "recorded": ("รอรับทราบ", "send", "accent"),
    "taking": ("เปิดรับ", "circle-dot", "accent"),
    "accepted": ("รับแล้ว", "circle-check", "ok"),
    "excused": ("ยกเว้น", "circle-minus", ""),
    "acknowledged": ("รับทราบแล้ว", "inbox", "accent"),
    "reviewing": ("รอตรวจ", "eye", "accent"),
    "planned": ("มีแผนแล้ว", "calendar-event", "accent"),
    "open": ("ยังไม่ปิด", "flag", "warn"),
    "returned": ("ตีกลับ", "arrow-back-up", "warn"),
    "changed": ("แก้ไขหลังอนุมัติ", "file-diff", "warn"),
    "due": ("ใกล้กำหนด", "calendar-due", "warn"),
    "approved": ("อนุมัติแล้ว", "circle-check", "ok"),
    "done": ("เสร็จแล้ว", "circle-check", "ok"),
    "closed": ("ปิดแล้ว", "circle-check", "ok"),
    "late": ("เลยกำหนด", "alert-triangle", "bad"),
    "conflict": ("ต้องตัดสินใจ", "git-compare", "bad"),
    "failed": ("ทำไม่สำเร็จ", "alert-triangle", "bad"),
    "withdrawn": ("ถอนแล้ว", "arrow-back-up", ""),
    "cancelled": ("ยกเลิกแล้ว", "circle-x", "gone"),
    "superseded": ("มีฉบับใหม่แล้ว", "history", ""),
    "expired": ("หมดอายุ", "clock-pause", ""),
}
GROUPS = {"blue": "น้ำเงิน", "green": "เขียว", "yellow": "เหลือง", "orange": "แสด", "red": "แดง"}
NOTE_LOOKS = {
    "error": ("bad", "alert-triangle"),
    "warning": ("warn", "alert-triangle"),
    "success": ("ok", "circle-check"),
}


@lru_cache(maxsize=1)
def _sprite() -> str:
    return static("img/icons.svg")


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """{% icon "send" %}; size s, l or xl; a label only where no word stands beside it. An unlisted name raises
    KeyError."""
    if name not in icons.ALL:
        raise KeyError(f"icon {name!r} is not in core.icons")
    css = f"nt-i nt-i-{size}" if size else "nt-i"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>', css, label, _sprite(), name
        )
    return mark_safe(f'<svg class="{css}" aria-hidden="true"><use href="{_sprite()}#{name}"/></svg>')  # noqa: S308 - no user text


@lru_cache(maxsize=512)
def _chip(state: str, label: str) -> SafeString:
    word, mark, tone = STATES.get(state, ("", "circle-dot", ""))
    css = f"nt-chip nt-chip-{tone}" if tone else "nt-chip"
    return format_html('<span class="{}">{}<span>{}</span></span>', css, icon(mark), label or word or state)


@register.simple_tag
def state_chip(state: str, label: str = "") -> SafeString:
    """{% state_chip visit.state visit.get_state_display %}; a state not in STATES gets a plain chip with its label."""
    return _chip(str(state), str(label))


@register.simple_tag
def group_chip(group: str, label: str = "") -> SafeString:
    """One of the five official quality groups by its code (blue, green, yellow, orange, red): shape and word."""
    return format_html(
        '<span class="nt-group nt-group-{}">{}{}</span>', group, icon(f"group-{group}"), label or f"กลุ่มสี{GROUPS[group]}"
    )


@register.simple_tag
def facts(*parts: object) -> SafeString:
    """{% facts "ครั้งที่ 2" visit.date|thai_short school.amphoe %}: pieces that do not break, joined by a middle
    dot; empty ones drop out."""
    spans = format_html_join("", "<span>{}</span>", ((part,) for part in parts if part not in (None, "")))
    return format_html('<span class="nt-facts">{}</span>', spans)


@register.simple_tag(takes_context=True)
def since(context: Context, moment: date | datetime | None, limit: int | None = None, word: str = "ค้าง") -> SafeString:
    """{% since item.since limit=5 %} → ค้าง 3 วัน; red from `limit` days on. A page with its own `today` is obeyed."""
    if moment is None:
        return SafeString("")
    today = context.get("today") or timezone.localdate()
    days = max(0, (today - local_date(moment)).days)
    text = f"{word}{NBSP}{days}{NBSP}วัน" if days else "วันนี้"
    late = bool(limit) and days >= (limit or 0)
    return format_html('<span class="nt-since{}">{}</span>', " nt-since-late" if late else "", text)


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField, inputmode: str = "", placeholder: str = "", autocomplete: str = "", **extra: Any
) -> dict[str, Any]:
    """{% field form.name %}: label, help, box, error. inputmode is chosen by the field's kind unless given."""
    attrs: dict[str, Any] = {key.replace("_", "-"): value for key, value in extra.items() if value is not None}
    kind = bound.field
    if not inputmode and isinstance(kind, (forms.IntegerField, forms.DecimalField)):
        inputmode = "decimal" if isinstance(kind, (forms.DecimalField, forms.FloatField)) else "numeric"
    for name, value in (("inputmode", inputmode), ("placeholder", placeholder), ("autocomplete", autocomplete)):
        if value:
            attrs[name] = value
    sentence = kind.error_messages.get("required", "") if kind.required else ""
    if sentence != forms.Field.default_error_messages["required"]:
        attrs["data-nt-required"] = sentence or None  # what the browser finds missing is told in the form's own words
    described = [f"{bound.auto_id}_help"] if bound.help_text else []
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
        attrs["aria-invalid"] = "true"
    many = bool(bound.use_fieldset)
    if not many:
        attrs["aria-describedby"] = " ".join(described) or None
    single_box = isinstance(kind.widget, forms.CheckboxInput)
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs={key: value for key, value in attrs.items() if value is not None}),
        "many": many,
        "box": single_box,
        "described": " ".join(described),
        # What a draft may lack but sending asks for is marked by its form: needed_to_send.
        "optional": not kind.required and not single_box and not getattr(kind, "needed_to_send", False),
    }


@register.simple_tag(takes_context=True)
def query_url(context: Context, **changes: Any) -> str:
    """{% query_url state="draft" page=None %}: this page's query string with the changes; None or "" takes a key
    out."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            query.pop(key, None)
        elif isinstance(value, (list, tuple)):
            query.setlist(key, [str(v) for v in value])
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, **given: Any) -> SafeString:
    """{% slot "home.main" %}: what other apps registered for this place (core.slots)."""
    return slots.render(name, context["request"], **given)


@register.simple_tag(takes_context=True)
def table_rows(context: Context, table: Any) -> SafeString:
    """Every row of a core.tables.Table through its one row template; `row` and `c` (cell attributes) are in its
    context."""
    assert context.template is not None, "a tag is drawn inside a template"
    compiled: Template = context.template.engine.get_template(table.row_template)
    parts = []
    with context.push(c=table.cells, table=table):
        for row in table.rows:
            with context.push(row=row):
                parts.append(compiled.nodelist.render(context))
    return mark_safe("".join(parts))  # noqa: S308 - rendered templates, escaped by the engine


@register.simple_tag
def squares(states: Iterable[str]) -> SafeString:
    """School squares, one a school: done, plan, late or none. They are a picture; the legend with numbers carries
    the words."""
    return format_html(
        '<span class="nt-sqs nt-sqs-flow" aria-hidden="true">{}</span>',
        format_html_join("", '<span class="nt-sq nt-sq-{}"></span>', ((state,) for state in states)),
    )


@register.filter
def heat(value: float | int | None, top: float | int = 5) -> int:
    """Step 0–5 of the violet ramp for a value out of `top`; anything above nothing is at least 1."""
    if not value or not top:
        return 0
    return max(1, min(5, round(5 * float(value) / float(top))))


@register.filter
def note_look(level_tag: str) -> str:
    """Tone of a Django message for .nt-note-…"""
    return next((tone for key, (tone, _) in NOTE_LOOKS.items() if key in level_tag), "accent")


@register.filter
def note_icon(level_tag: str) -> str:
    return next((mark for key, (_, mark) in NOTE_LOOKS.items() if key in level_tag), "info-circle")


@register.filter
def initials(label: str) -> str:
    """Two letters of a post for the round mark beside it: ผอ, ศน."""
    if label.startswith("ศึกษานิเทศก์"):
        return "ศน"
    return "".join([char for char in label if char.isalnum() and not 0x0E30 <= ord(char) <= 0x0E4E][:2])
