"""Files of evidence that arrive in parts (tus on the wire): which store an upload fills, and the whole file into it."""

import re
from typing import Any

from django.utils import timezone

from core.errors import DomainError, NotAllowed
from core.files import kinds, resumable
from core.files.resumable import Whole
from core.files.services import check_size
from core.models import Upload
from evidence.models import EvidenceItem
from evidence.permissions import may_fill
from evidence.services.items import FAMILIES, add_file, file_of
from evidence.services.quota import check_room
from schools.models import District, School

PURPOSE = "evidence"
# What is refused by its content anyway, told before a long upload rather than after.
_NEVER = frozenset({"zip", "rar", "7z", "gz", "tar", "exe", "apk", "html", "htm", "svg", "js", "docm", "xlsm", "pptm"})
_KEY = re.compile(r"([sd])(\d+)u\d+:")


def begin_upload(*, district: District, school: School | None, sha256: str, size: int, name: str, actor: Any) -> Upload:
    """The upload of an announced file into a store; asked for again, the one that is there. A file whose content lies
    in the store already is done at once. DomainError for what is sure to be refused by its name or size.
    """
    if not may_fill(actor, district, school):
        raise NotAllowed("ท่านเพิ่มหลักฐานของหน่วยงานนี้ไม่ได้")
    if re.fullmatch(r"[0-9a-f]{64}", sha256) is None:
        raise DomainError("ไม่ได้บอกรหัสตรวจสอบของไฟล์")
    if name.rpartition(".")[2].lower() in _NEVER:
        raise DomainError(f"{kinds.clean_name(name, '')}: ไม่รับไฟล์ชนิดนี้ กรุณาส่งเป็น{kinds.words_of(FAMILIES)}")
    # A phone's gallery may give a name without an ending: the content decides once it is here.
    check_size(size, kinds.family_named(name) or "media")
    place = f"s{school.pk}" if school is not None else f"d{district.pk}"
    key = f"{place}u{actor.pk}:{sha256[:32]}"
    held = EvidenceItem.objects.of_owner(district, school).filter(content_key=f"file:{sha256}").first()
    if held is None or file_of(held) is None:
        check_room(district, school, size)
        return resumable.begin(purpose=PURPOSE, key=key, sha256=sha256, size=size, name=name, actor=actor)
    resumable.forget(PURPOSE, key)
    upload = resumable.begin(purpose=PURPOSE, key=key, sha256=sha256, size=size, name=name, actor=actor)
    upload.offset, upload.done_at = size, timezone.now()
    upload.save(update_fields=["offset", "done_at"])
    return upload


def keep_upload(whole: Whole, *, actor: Any) -> EvidenceItem:
    """The whole file into the store its upload was begun for."""
    district, school = store_of(whole.upload)
    return add_file(whole.file, district=district, school=school, actor=actor)


def store_of(upload: Upload) -> tuple[District, School | None]:
    found = _KEY.match(upload.key)
    if found is None:
        raise ValueError(f"no store in {upload.key}")
    if found[1] == "d":
        return District.objects.get(pk=int(found[2])), None
    school = School.objects.select_related("district").get(pk=int(found[2]))
    return school.district, school
