"""What lies in the office's own store as proof of a year's work: pictures, videos, links and files."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from core.models import Attachment
from evidence.models import EvidenceItem
from evidence.models.item import POINTER
from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import fixed

_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com", "tiktok.com", "dailymotion.com", "fb.watch")
_VIDEO_ENDS = (".mp4", ".mov", ".m4v", ".webm", ".avi")


def is_video(address: str) -> bool:
    """Whether an address leads to a video: one of the known places, or a file of such a kind."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    known = any(host == one or host.endswith(f".{one}") for one in _VIDEO_HOSTS)
    on_facebook = host.endswith("facebook.com") and ("/videos/" in parts.path or parts.path.startswith("/watch"))
    return known or on_facebook or parts.path.lower().endswith(_VIDEO_ENDS)


def _kind(kind: str, address: str, content: str | None) -> str:
    if kind == EvidenceItem.Kind.LINK:
        return "video" if is_video(address) else "link"
    family = (content or "").partition("/")[0]
    return family if family in ("image", "video") else "file"


def gather(scope: Scope) -> Iterator[Record]:
    """Files and links the office took up in the year and did not withdraw; what only stands for a record of ours is
    counted where the record is. One query."""
    hung = Attachment.objects.filter(owner_kind=POINTER, owner_key=Cast(OuterRef("pk"), CharField()))
    zone = timezone.get_current_timezone()
    rows = (
        EvidenceItem.objects.of_district(scope.district)
        .filter(school__isnull=True, withdrawn_at__isnull=True)
        .filter(kind__in=(EvidenceItem.Kind.FILE, EvidenceItem.Kind.LINK))
        .filter(added_at__date__range=(scope.start, scope.end))
        .annotate(content=Subquery(hung.values("file__content_type")[:1]))
        .order_by("-added_at", "-pk")
        .values_list("pk", "title", "kind", "url", "added_at", "content")
    )
    for pk, title, kind, address, added, content in rows:
        yield Record(POINTER, str(pk), title, added.astimezone(zone).date(), {"kind": (_kind(kind, address, content),)})


_KINDS = (("image", "ภาพ"), ("video", "วีดิทัศน์"), ("link", "ลิงก์"), ("file", "ไฟล์"))
EVIDENCE = ProofSource(
    key="evidence", thai="คลังหลักฐานของสำนักงาน", unit="รายการ", gather=gather,
    tags=(Tag("kind", "ชนิด", fixed(_KINDS)),), page=lambda scope: reverse("evidence:items"),
)  # fmt: skip
