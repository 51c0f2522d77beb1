"""Keeping files: the type is told by content, what is dangerous or too large is refused, the same content lies once."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone
from PIL import Image

from core import files
from core.errors import DomainError
from core.files import kinds, pictures
from core.models import Attachment, AuditEntry, StoredFile
from core.pointers import Pointer
from tests.core import pictures as made
from tests.factories import base
from tests.fixtures.waiting import until

pytestmark = pytest.mark.django_db
VISIT = Pointer("visit", "7", "บันทึกการนิเทศ โรงเรียนบ้านทดสอบ")


def store(content: bytes, name: str = "ภาพ.jpg", owner: Pointer = VISIT, **more: Any) -> Attachment:
    given = {"actor": base.account(), "district_code": "T1", **more}
    return files.store(made.upload(content, name), owner=owner, **given)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "ว่าง.jpg", "ว่างเปล่า"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "ภาพ.png", "ไม่รู้จักชนิด"),
        (b"<!doctype html><script>alert(1)</script>", "รายงาน.pdf", "ไม่รู้จักชนิด"),
        (b"MZ\x90\x00" + bytes(300), "ภาพ.jpg", "ไม่รู้จักชนิด"),
        (b"\xff\xd8\xff\xe0" + bytes(300), "ภาพ.jpg", "เสียหาย"),
        (b"%PDF-1.7 nothing behind", "แผน.pdf", "เสียหาย"),
        (b"PK\x03\x04 nothing behind", "แผน.docx", "เสียหาย"),
        (made.pdf(password="ลับ"), "แผน.pdf", "รหัสผ่าน"),
        (made.packed("a.txt"), "แผน.docx", "บีบอัด"),
        (made.packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "แผน.docx", "มาโคร"),
        (made.bomb(), "ภาพ.png", "ย่อภาพ"),
    ],
)
def test_what_is_refused_and_why(content: bytes, name: str, words: str) -> None:
    with pytest.raises(DomainError, match=words) as refusal:
        store(content, name)
    assert refusal.value.field == "file"
    assert name.split(".", maxsplit=1)[0] in refusal.value.message
    assert not StoredFile.objects.exists()


def test_a_packed_bomb_is_refused() -> None:
    content = made.packed("[Content_Types].xml", "word/document.xml", content=bytes(210 * 1024 * 1024))
    with pytest.raises(DomainError, match="แตกออกแล้ว"):
        store(content, "แผน.docx")


def test_a_place_for_pictures_takes_no_papers() -> None:
    with pytest.raises(DomainError, match="รับเฉพาะภาพถ่าย"):
        store(made.pdf(), "แผน.pdf", allow=("image",))


def test_a_photo_over_the_limit_is_refused_by_its_first_bytes(settings: Any) -> None:
    settings.FILE_LIMITS_MB = {"image": 1, "pdf": 3, "office": 3}
    with pytest.raises(DomainError, match=r"ขนาด 2 MB ใหญ่เกินกำหนด ภาพถ่ายส่งได้ไม่เกิน 1 MB"):
        store(made.jpeg() + bytes(2 * 1024 * 1024))


def test_forty_megabytes_are_dropped_while_they_arrive_and_the_form_is_kept() -> None:
    big = made.upload(made.jpeg() + bytes(40 * 1024 * 1024))
    request = RequestFactory().post("/", {"note": "ข้อความที่พิมพ์ไว้", "files": big})
    assert request.POST["note"] == "ข้อความที่พิมพ์ไว้"
    arrived = request.FILES["files"]
    assert arrived.size > 40 * 1024 * 1024
    assert arrived.read() == b""
    with pytest.raises(DomainError, match=r"ขนาด 40 MB ใหญ่เกินกำหนด ภาพถ่ายส่งได้ไม่เกิน 25 MB"):
        files.store(arrived, owner=VISIT, actor=base.account(), district_code="T1")
    request.close()


@pytest.mark.parametrize(
    ("content", "family", "content_type"),
    [
        (made.jpeg(), "image", "image/jpeg"),
        (made.png(), "image", "image/png"),
        (made.pdf(), "pdf", "application/pdf"),
        (made.docx(), "office", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le"),
            "office",
            "application/msword",
        ),
    ],
)
def test_kinds_by_content(content: bytes, family: str, content_type: str) -> None:
    kind = kinds.recognise(io.BytesIO(content))
    assert (kind.family, kind.content_type) == (family, content_type)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("..\\..\\etc/passwd", "passwd.jpg"),
        ("ภาพ\u202egpj.exe", "ภาพgpj.jpg"),
        ("รายงาน.php.JPG", "รายงาน.php.jpg"),
        ("", "ไฟล์.jpg"),
        ("ข" * 400 + ".jpg", "ข" * 186 + ".jpg"),
        ('a"b\r\nSet-Cookie: x.jpg', "a b Set-Cookie x.jpg"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert kinds.clean_name(given, ".jpg") == kept


def test_the_same_content_lies_once_per_office() -> None:
    first = store(made.jpeg(), "หนึ่ง.jpg")
    again = store(made.jpeg(), "สอง.jpg")
    elsewhere = store(made.jpeg(), owner=Pointer("visit", "8", "อื่น"))
    other_office = store(made.jpeg(), owner=Pointer("visit", "9", "อื่น"), district_code="T2")
    assert again == first, "two clicks are one attachment"
    assert elsewhere.file == first.file
    assert other_office.file != first.file
    assert StoredFile.objects.count() == 2
    assert AuditEntry.objects.filter(action="file.added").count() == 3
    assert [row.name for row in files.attachments_of(VISIT)] == ["หนึ่ง.jpg"]
    found = files.attachments_of_many("visit", ["7", "8", "11"])
    assert [len(found[key]) for key in ("7", "8", "11")] == [1, 1, 0]


def test_bytes_left_by_a_rollback_are_used_only_when_whole() -> None:
    first = store(made.jpeg())
    path = Path(first.file.original.path)
    files.remove(first, actor=base.account(), owner=VISIT)
    StoredFile.objects.all().delete()
    path.write_bytes(b"half")
    second = store(made.jpeg())
    assert second.file.original.read() == made.jpeg()


def test_removed_files_go_when_nothing_uses_them() -> None:
    kept = store(made.pdf(), "แผน.pdf")
    other = store(made.pdf(), "แผน.pdf", owner=Pointer("visit", "8", "อื่น"))
    later = timezone.now() + timezone.timedelta(days=2)
    files.remove(kept, actor=base.account(), owner=VISIT)
    assert files.purge_unused(now=later) == 0
    files.remove(other, actor=base.account(), owner=VISIT)
    path = Path(kept.file.original.path)
    assert files.purge_unused() == 0, "not at once: a form may still be open"
    assert path.exists()
    assert files.purge_unused(now=later) == 1
    assert not path.exists()
    assert not StoredFile.objects.exists()


def test_the_display_copy_is_upright_small_and_without_place() -> None:
    original = made.jpeg(size=(2400, 1200), turned=True, place=True)
    row = store(original)
    assert row.file.state == "waiting"
    assert pictures.reencode(row.file.pk)
    kept = StoredFile.objects.get()
    assert (kept.state, kept.width, kept.height) == ("ready", 800, 1600)
    with Image.open(kept.display.open()) as shown:
        assert shown.format == "JPEG"
        assert dict(shown.getexif()) == {}
    with kept.original.open() as source:
        assert source.read() == original, "the original is kept as it came"
    assert not pictures.reencode(kept.pk), "safe to run twice"
    assert files.display_bytes(Attachment.objects.get())


def test_heic_is_shown_as_jpeg() -> None:
    import pi_heif

    assert pi_heif.libheif_version()
    content, width, height = pictures.for_display(io.BytesIO(made.png()))
    assert (content[:3], width, height) == (b"\xff\xd8\xff", 30, 20)
    with Image.open(io.BytesIO(content)) as shown:
        assert shown.getpixel((5, 5)) == (255, 255, 255), "see-through is white, not black"


def test_a_picture_that_cannot_be_read_is_given_up_after_three_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    row = store(made.jpeg())
    Path(row.file.original.path).write_bytes(made.jpeg()[:200])
    rung: list[Any] = []
    monkeypatch.setattr("core.queue.publish", lambda task, *args: rung.append(args) or True)
    now = timezone.now()
    for attempt in range(1, 4):
        assert not pictures.reencode(row.file.pk, now=now)
        assert StoredFile.objects.get().attempts == attempt
        now += timezone.timedelta(minutes=2)
        pictures.sweep(now=now)
    assert len(rung) == 2
    assert StoredFile.objects.get().state == "failed"


@pytest.mark.engines
@pytest.mark.django_db(transaction=True)
def test_a_real_worker_makes_the_display_copy(celery_worker: Any, settings: Any) -> None:
    row = store(made.jpeg(shade=17, turned=True))
    until(lambda: StoredFile.objects.get(pk=row.file.pk).state != "waiting")
    kept = StoredFile.objects.get(pk=row.file.pk)
    assert (kept.state, kept.width, kept.height) == ("ready", 40, 60)
