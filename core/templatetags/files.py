"""{% file_list "visit" visit.pk %}: what hangs on a thing, with adding and taking off for who may. Outside any form."""

from collections.abc import Collection
from typing import Any

from django import template
from django.template.context import Context

from core import files, pointers
from core.files import scan
from core.files.kinds import words_of
from core.models import Attachment

register = template.Library()

_ACCEPT = {
    "image": "image/jpeg,image/png,image/webp,image/gif,image/heic,.heic",
    "pdf": "application/pdf,.pdf",
    "office": ".doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp",
    "media": "video/mp4,video/quicktime,video/webm,audio/mp4,audio/mpeg,.m4a,.mp3,.mov,.webm",
}


def accept_of(families: Collection[str]) -> str:
    """The `accept` attribute of a file field."""
    return ",".join(_ACCEPT[family] for family in families)


def list_context(user: Any, kind: str, key: Any) -> dict[str, Any]:
    """What templates/core/_files.html shows; nothing at all to who may not see the thing."""
    text = str(key)
    if not pointers.may_view(user, kind, text):
        return {"files": [], "kind": kind, "key": text, "may_change": False}
    provider = pointers.provider(kind)
    return {
        "files": files.attachments_of_key(kind, text),
        "kind": kind,
        "key": text,
        "may_change": pointers.may_change(user, kind, text),
        "accept": accept_of(provider.allow),
        "accepted": words_of(provider.allow),
        "most": provider.max_files,
    }


@register.inclusion_tag("core/_files.html", takes_context=True)
def file_list(context: Context, kind: str, key: Any, *, whole_page: bool = False) -> dict[str, Any]:
    """The list with its buttons; htmx changes it in place, without script the page is loaded again. `whole_page` where
    the page says what is missing, or offers an act, by these files: a change loads it anew."""
    request = context["request"]
    told = {"request": request, "csrf_token": context.get("csrf_token"), "whole_page": whole_page}
    return {**list_context(request.user, kind, key), **told}


@register.filter
def is_picture(attachment: Attachment) -> bool:
    return attachment.file.content_type.startswith("image/")


@register.filter
def scan_words(attachment: Attachment) -> str:
    """Where the malware scan of it stands; that none is configured, where that is why."""
    kept = attachment.file
    if kept.scan == kept.Scan.NONE and not scan.is_configured():
        return "ยังไม่ได้ตั้งค่าการตรวจไวรัส"
    return (
        f"{kept.get_scan_display()} ({kept.scan_note})" if kept.scan == kept.Scan.INFECTED else kept.get_scan_display()
    )


@register.filter
def file_size(attachment: Attachment) -> str:
    """820 KB, 1.4 MB."""
    size = attachment.file.size
    return f"{size / 1024 / 1024:.1f}\u00a0MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)}\u00a0KB"


@register.filter
def file_word(attachment: Attachment) -> str:
    """The kind in two or three letters."""
    return attachment.name.rpartition(".")[2].upper()[:4]
