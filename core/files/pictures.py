"""The picture people see: turned upright, at most 1,600 px, without the place and camera data of the original."""

import logging
from datetime import datetime, timedelta
from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from django.db.models import F, Q
from django.utils import timezone
from PIL import Image, ImageOps

from core import queue
from core.files.kinds import MAX_PIXELS
from core.models import StoredFile

log = logging.getLogger(__name__)

MAX_SIDE = 1600
MAX_ATTEMPTS = 3
_NEVER_HEARD = timedelta(seconds=60)


def for_display(source: IO[bytes]) -> tuple[bytes, int, int]:
    """A JPEG of the picture and its width and height. Needs up to 370 MB for 12 megapixels of HEIC: a job's work."""
    with Image.open(source) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise ValueError(f"{picture.width} × {picture.height} pixels")
        # JPEG can be decoded at a fraction of its size; other formats ignore this.
        picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
        colours = upright.info.get("icc_profile")
        if upright.mode in ("RGBA", "LA", "P", "PA"):
            layered = upright.convert("RGBA")
            flat = Image.new("RGB", layered.size, "white")
            flat.paste(layered, mask=layered.getchannel("A"))
        else:
            flat = upright.convert("RGB")
            if upright.mode != "RGB":
                colours = None
        target = BytesIO()
        flat.save(target, "JPEG", quality=82, optimize=True, progressive=True, icc_profile=colours, exif=b"")
    return target.getvalue(), flat.width, flat.height


def reencode(pk: int, *, now: datetime | None = None) -> bool:
    """Make the display copy of a stored picture; False when it is not waiting or could not be read."""
    now = now or timezone.now()
    waiting = StoredFile.objects.filter(pk=pk, state=StoredFile.State.WAITING)
    if not waiting.filter(_due(now)).update(tried_at=now, attempts=F("attempts") + 1):
        return False
    kept = StoredFile.objects.get(pk=pk)
    try:
        with kept.original.open("rb") as source:
            content, width, height = for_display(source.file)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        log.warning("picture %s cannot be read: %s", pk, fault)
        if kept.attempts >= MAX_ATTEMPTS:
            waiting.update(state=StoredFile.State.FAILED)
        return False
    path = kept.display.storage.save(
        f"display/{kept.district_code}/{kept.sha256[:2]}/{kept.sha256}.jpg", ContentFile(content)
    )
    if not waiting.update(display=path, width=width, height=height, state=StoredFile.State.READY):
        kept.display.storage.delete(path)
        return False
    return True


def _due(now: datetime) -> Q:
    return Q(tried_at=None) | Q(attempts__lt=MAX_ATTEMPTS, tried_at__lte=now - _NEVER_HEARD)


def sweep(*, now: datetime | None = None) -> int:
    """Ring again for pictures whose bell was never heard or whose worker died; gives how many."""
    now = now or timezone.now()
    waiting = StoredFile.objects.filter(state=StoredFile.State.WAITING, created_at__lte=now - _NEVER_HEARD)
    waiting.filter(attempts__gte=MAX_ATTEMPTS, tried_at__lte=now - 5 * _NEVER_HEARD).update(
        state=StoredFile.State.FAILED
    )
    found = list(waiting.filter(_due(now)).order_by("pk").values_list("pk", flat=True)[:500])
    for pk in found:
        if not queue.publish("core.tasks.reencode", pk):
            break
    return len(found)
