"""Taking evidence into a store: who may, what is refused, and the same content lies once per owner."""

from typing import Any

import pytest

from core import files, pointers
from core.errors import DomainError, NotAllowed
from core.models import Attachment, AuditEntry, StoredFile
from core.pointers import Pointer
from evidence import links, services
from evidence.models import EvidenceItem
from tests.core import pictures
from tests.evidence.conftest import Cast
from tests.evidence.media import mp3, mp4, webm
from tests.factories import evidence


@pytest.mark.parametrize("who", ["neighbour", "supervisor", "director", "reader", "stranger"])
def test_only_its_own_people_fill_a_schools_store(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        evidence.link(getattr(cast, who), cast.a, cast.a1)
    assert not EvidenceItem.objects.exists()


@pytest.mark.parametrize("who", ["principal", "teacher", "reader", "stranger"])
def test_only_people_of_the_office_fill_its_store(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        evidence.file(getattr(cast, who), cast.a, None)


def test_the_same_file_is_one_item_per_owner_whatever_its_name(cast: Cast) -> None:
    paper = pictures.pdf()
    first = evidence.file(cast.principal, cast.a, cast.a1, content=paper, name="คำสั่ง.pdf")
    again = evidence.file(cast.teacher, cast.a, cast.a1, content=paper, name="สำเนา.pdf")
    neighbours = evidence.file(cast.neighbour, cast.a, cast.a2, content=paper)
    offices = evidence.file(cast.supervisor, cast.a, None, content=paper)
    assert again == first
    assert len({first.pk, neighbours.pk, offices.pk}) == 3
    assert first.title == "คำสั่ง"
    assert StoredFile.objects.count() == 1, "the bytes lie once per office"
    assert Attachment.objects.count() == 3
    kept = files.attachments_of(first.pointer)[0].file
    assert first.content_key == f"file:{kept.sha256}"
    assert first.size == len(paper)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ\x90\x00" + bytes(300), "รายงาน.pdf", "ไม่รู้จักชนิด"),
        (pictures.jpeg(), "รายงาน.pdf", "ลงท้ายด้วย .pdf แต่เนื้อหาเป็นภาพถ่าย"),
        (pictures.docx(), "รายงาน.pdf", "ลงท้ายด้วย .pdf แต่เนื้อหาเป็นเอกสาร"),
        (b"<html><script>1</script></html>", "หน้าเว็บ.html", "ไม่รู้จักชนิด"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ภาพ.svg", "ไม่รู้จักชนิด"),
        (pictures.packed("a.pdf"), "รวม.zip", "ไฟล์บีบอัด"),
        (b"Rar!\x1a\x07\x00" + bytes(100), "รวม.rar", "ไม่รู้จักชนิด"),
        (b"\x00\x00\x00\x18ftypisom" + bytes(100), "คลิป.mp4", "บันทึกไม่จบ"),
        (b"\x1a\x45\xdf\xa3" + b"\x42\x82\x88matroska" + bytes(100), "คลิป.mkv", "ไม่รับวิดีโอชนิดนี้"),
    ],
)  # fmt: skip
def test_what_is_refused_and_why(cast: Cast, content: bytes, name: str, words: str) -> None:
    with pytest.raises(DomainError, match=words) as refusal:
        evidence.file(cast.principal, cast.a, cast.a1, content=content, name=name)
    assert refusal.value.field == "file"
    assert not StoredFile.objects.exists()
    assert not EvidenceItem.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "content_type", "kept_as"),
    [
        (mp4(), "คลิป.MP4", "video/mp4", "คลิป.mp4"),
        (mp4(b"qt  "), "IMG_0001.MOV", "video/quicktime", "IMG_0001.mov"),
        (mp4(b"M4A "), "เสียง.m4a", "audio/mp4", "เสียง.m4a"),
        (webm(), "คลิป.webm", "video/webm", "คลิป.webm"),
        (mp3(), "เสียง.mp3", "audio/mpeg", "เสียง.mp3"),
        (mp3(tagged=True), "เสียง.mp3", "audio/mpeg", "เสียง.mp3"),
    ],
)
def test_short_video_and_sound_are_kept_as_sent(
    cast: Cast, content: bytes, name: str, content_type: str, kept_as: str
) -> None:
    item = evidence.file(cast.principal, cast.a, cast.a1, content=content, name=name)
    hanging = files.attachments_of(item.pointer)[0]
    assert (hanging.file.content_type, hanging.name) == (content_type, kept_as)
    with hanging.file.original.open("rb") as kept:
        assert kept.read() == content


def test_a_long_video_is_asked_for_as_a_link(cast: Cast, settings: Any) -> None:
    settings.FILE_LIMITS_MB = {**settings.FILE_LIMITS_MB, "media": 1}
    with pytest.raises(DomainError, match="ส่งเป็นลิงก์"):
        evidence.file(cast.principal, cast.a, cast.a1, content=mp4(weight=2 * 1024 * 1024), name="คลิป.mp4")


def test_the_quota_of_a_school_holds_and_counts_a_file_once(cast: Cast, settings: Any) -> None:
    paper = pictures.jpeg(size=(400, 400))
    settings.EVIDENCE_SCHOOL_QUOTA_MB = 1
    evidence.file(cast.principal, cast.a, cast.a1, content=mp4(weight=900 * 1024), name="คลิป.mp4")
    big = mp4(weight=300 * 1024)
    with pytest.raises(DomainError, match="พื้นที่เก็บหลักฐานของโรงเรียนเหลือ 0 MB"):
        evidence.file(cast.principal, cast.a, cast.a1, content=big, name="คลิป2.mp4")
    evidence.file(cast.principal, cast.a, cast.a1, content=mp4(weight=900 * 1024), name="คลิป.mp4")
    evidence.file(cast.principal, cast.a, cast.a1, content=paper, name="ภาพ.jpg")
    evidence.file(cast.supervisor, cast.a, None, content=big, name="คลิป2.mp4")
    assert EvidenceItem.objects.of_owner(cast.a, cast.a1).count() == 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("example.org/a b", "https://example.org/ab"),
        (" HTTPS://WWW.Example.org ", "https://www.example.org/"),
        ("https://example.org/a?utm_source=line&id=7", "https://example.org/a?id=7"),
        ("example.org:8080/x", "https://example.org:8080/x"),
    ],
)
def test_links_are_tidied(typed: str, kept: str) -> None:
    assert links.tidy(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.org/x", "https://localhost/x",
              "https://user:secret@example.org/", "https://[::1", "x" * 30, "https://e.org/" + "a" * 2000],
)  # fmt: skip
def test_what_is_no_link_is_refused(cast: Cast, typed: str) -> None:
    with pytest.raises(DomainError) as refusal:
        evidence.link(cast.principal, cast.a, cast.a1, url=typed)
    assert refusal.value.field == "url"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.youtube.com/watch?v=abc&feature=share", "https://youtu.be/abc?si=xyz"),
        ("http://example.org/a/", "https://www.example.org/a"),
    ],
)
def test_one_page_is_one_item(cast: Cast, one: str, other: str) -> None:
    assert evidence.link(cast.principal, cast.a, cast.a1, url=one) == evidence.link(
        cast.teacher, cast.a, cast.a1, url=other
    )


@pytest.mark.parametrize(
    ("url", "video"),
    [
        ("https://www.youtube.com/watch?v=a", True),
        ("https://youtu.be/a", True),
        ("https://www.facebook.com/watch/?v=1", True),
        ("https://school.example.org/clip.mp4", True),
        ("https://youtube.com.example.org/a", False),
        ("https://drive.google.com/file/d/1/view", False),
    ],
)
def test_videos_are_recognised(url: str, video: bool) -> None:
    assert links.is_video(url) is video


def test_a_record_one_may_see_is_evidence_with_its_label_of_today(cast: Cast) -> None:
    record = Pointer("run_step", str(cast.step.pk), "")
    item = services.add_record(record, actor=cast.principal, **cast.of_school())
    assert item.record_label == pointers.provider("run_step").label(str(cast.step.pk))
    assert services.add_record(record, actor=cast.teacher, **cast.of_school()) == item
    with pytest.raises(DomainError, match="ไม่มีสิทธิ์ดู"):
        services.add_record(record, actor=cast.neighbour, district=cast.a, school=cast.a2)
    with pytest.raises(DomainError, match="ไม่มีสิทธิ์ดู"):
        services.add_record(Pointer("no_such_kind", "1", ""), actor=cast.principal, **cast.of_school())


def test_what_proves_nothing_yet_is_deleted_with_its_file(cast: Cast) -> None:
    item = evidence.file(cast.principal, cast.a, cast.a1)
    with pytest.raises(NotAllowed):
        services.withdraw(item, actor=cast.neighbour)
    assert services.withdraw(item, actor=cast.teacher) is None
    assert not EvidenceItem.objects.exists()
    assert not Attachment.objects.exists()
    assert AuditEntry.objects.filter(action="evidence.deleted").exists()


def test_what_is_used_is_withdrawn_with_a_reason_and_comes_back_when_sent_again(cast: Cast) -> None:
    item = evidence.file(cast.principal, cast.a, cast.a1)
    services.attach("run_step", cast.step, item, actor=cast.principal)
    with pytest.raises(DomainError, match="บอกเหตุ"):
        services.withdraw(item, actor=cast.principal)
    services.withdraw(item, actor=cast.principal, reason="มีภาพนักเรียน")
    item.refresh_from_db()
    assert item.is_withdrawn
    again = evidence.file(cast.principal, cast.a, cast.a1)
    assert again == item
    assert not again.is_withdrawn
