"""{% load evidence %}: how an item is opened and which icon stands for it."""

from django import template
from django.conf import settings
from django.urls import reverse

from core.files.kinds import words_of
from core.models import Attachment
from core.templatetags.files import accept_of
from evidence import links
from evidence.models import EvidenceItem
from evidence.queries.quota import MB, Quota
from evidence.services.items import FAMILIES

register = template.Library()
_SHOWN = ("image/", "application/pdf")


@register.simple_tag
def item_url(item: EvidenceItem, file: Attachment | None) -> str:
    """Where a tap on it leads: shown in the page, downloaded, the site, the record."""
    if item.kind == EvidenceItem.Kind.LINK:
        return item.url
    if item.kind == EvidenceItem.Kind.RECORD:
        return reverse("evidence:open", args=[item.pk])
    if file is None:
        return reverse("evidence:item", args=[item.pk])
    shown = file.file.content_type.startswith(_SHOWN)
    return reverse("core:file-preview" if shown else "core:file", args=[file.pk])


@register.simple_tag
def item_icon(item: EvidenceItem, file: Attachment | None) -> str:
    if item.kind == EvidenceItem.Kind.LINK:
        return "video" if links.is_video(item.url) else "link"
    if item.kind == EvidenceItem.Kind.RECORD:
        return "clipboard-check"
    kind = file.file.content_type if file else ""
    if kind.startswith(("video/", "audio/")):
        return "video"
    return "file-type-pdf" if kind == "application/pdf" else "file-text"


@register.filter
def site(item: EvidenceItem) -> str:
    """The site of a link."""
    return links.site_of(item.url)


@register.simple_tag
def upload_limits() -> str:
    """What may be sent and how large, said before it is chosen."""
    limits = settings.FILE_LIMITS_MB
    return (
        f"ภาพไม่เกิน {limits['image']} MB · PDF {limits['pdf']} MB · Word Excel PowerPoint {limits['office']} MB · "
        f"วิดีโอหรือเสียงสั้น ๆ {limits['media']} MB (ยาวกว่านี้ให้ส่งเป็นลิงก์) ไม่รับไฟล์บีบอัด"
    )


@register.simple_tag
def upload_accept() -> str:
    return accept_of(FAMILIES)


@register.simple_tag
def upload_kinds() -> str:
    return words_of(FAMILIES)


@register.simple_tag
def quota_words(quota: Quota) -> str:
    """How much of the school's quota is used."""
    limit = quota.limit or 0
    return f"ใช้พื้นที่ {quota.used / MB:,.0f} จาก {limit / MB:,.0f} MB ({quota.percent}%)"
