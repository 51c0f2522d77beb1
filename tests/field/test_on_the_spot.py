"""Feedback and signatures right after the visit."""

import base64
import io
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from PIL import Image, ImageDraw

from core.errors import DomainError, NotAllowed
from core.files import pictures
from core.models import AuditEntry
from supervision.field import services
from supervision.field.models import VisitSignature
from supervision.field.queries.feedback import feedback, signatures
from tests.documents.reading import plain, text
from tests.factories import base, field
from tests.factories.field import DAY

pytestmark = pytest.mark.django_db


def drawn(*, ink: bool = True, size: tuple[int, int] = (640, 240), kind: str = "PNG") -> bytes:
    picture = Image.new("RGBA" if kind == "PNG" else "RGB", size, (255, 255, 255, 0) if kind == "PNG" else "white")
    if ink:
        ImageDraw.Draw(picture).line([(20, 200), (200, 40), (400, 180), (600, 60)], fill="#1E1B2C", width=4)
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def signed(visit: Any, by: Any, **given: Any) -> VisitSignature:
    return services.sign(visit, actor=by, **{"side": "receiver", "name": "ผู้รับ ทดสอบ", "png": drawn(), **given})


def test_who_may_not_take_a_signature(cast, client) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    for user in (cast.colleague, cast.director, cast.principal, cast.stranger):
        with pytest.raises(NotAllowed):
            signed(visit, user)
    client.force_login(cast.colleague)
    assert client.get(reverse("field:sign", args=[visit.pk])).status_code == 403
    client.force_login(cast.stranger)
    assert client.get(reverse("field:sign", args=[visit.pk])).status_code == 404
    assert client.get(reverse("field:feedback", args=[visit.pk])).status_code == 404


def test_a_closed_visit_is_not_signed_any_more(cast) -> None:
    visit = field.closed(cast.supervisor, cast.school, cast.principal, cast.director)
    with pytest.raises(DomainError, match="ปิดหรือยกเลิก"):
        signed(visit, cast.supervisor)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"png": b""}, "png"),
        ({"png": drawn(ink=False)}, "png"),
        ({"png": b"not a picture"}, "png"),
        ({"png": b"x" * 300_001}, "png"),
        ({"png": drawn(size=(4100, 10))}, "png"),
        ({"name": "  "}, "name"),
        ({"side": "witness"}, "side"),
    ],
)
def test_bad_signatures_are_refused_at_their_field(cast, given, where) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    with pytest.raises(DomainError) as refusal:
        signed(visit, cast.supervisor, **given)
    assert refusal.value.field == where
    assert not visit.signatures.exists()


def test_a_signature_knows_what_was_signed(cast) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    made = signed(visit, cast.supervisor, public_id=uuid.uuid4())
    visit = services.submit_visit(visit, actor=cast.supervisor, now=field.at(DAY, 16))
    assert made.content_hash == visit.content_hash
    assert not signatures([visit])[visit.pk][0].earlier
    services.correct_visit(visit, actor=cast.supervisor)
    visit.refresh_from_db()
    services.save_visit(visit, actor=cast.supervisor, section="notes", values={"observed": "เปลี่ยนแล้ว"})
    visit = services.submit_visit(visit, actor=cast.supervisor, now=field.at(DAY, 17))
    assert signatures([visit])[visit.pk][0].earlier
    assert AuditEntry.objects.filter(target_kind="visit", target_key=str(visit.pk), action="visit.signed").count() == 1


def test_a_new_signature_of_a_side_takes_the_place_of_the_old(cast) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    first = signed(visit, cast.supervisor)
    second = signed(visit, cast.supervisor, name="คนใหม่ ทดสอบ", png=drawn(kind="JPEG"))
    assert [one.row for one in signatures([visit])[visit.pk]] == [second]
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    with pytest.raises(DomainError) as refusal:
        services.withdraw_signature(visit, actor=cast.supervisor, signature_id=second.pk, reason=" ")
    assert refusal.value.field == "reason"
    services.withdraw_signature(visit, actor=cast.supervisor, signature_id=second.pk, reason="ชื่อผิด")
    assert signatures([visit]) == {}
    assert VisitSignature.objects.filter(visit=visit).count() == 2


def test_signing_on_the_page_by_drawing_and_by_a_file(cast, client) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    client.force_login(cast.supervisor)
    address = reverse("field:sign", args=[visit.pk])
    assert client.get(address).status_code == 200
    empty = client.post(address, {"side": "receiver", "name": "ผู้รับ ทดสอบ"})
    assert empty.status_code == 422
    assert "ยังไม่ได้ลงนามในกรอบ" in empty.content.decode()
    assert "ผู้รับ ทดสอบ" in empty.content.decode()
    image = "data:image/png;base64," + base64.b64encode(drawn()).decode()
    assert client.post(address, {"side": "receiver", "name": "ผู้รับ ทดสอบ", "drawn": image}).status_code == 302
    upload = io.BytesIO(drawn())
    upload.name = "sign.png"
    assert client.post(address, {"side": "supervisor", "name": "ผู้นิเทศ ทดสอบ", "picture": upload}).status_code == 302
    assert [one.row.side for one in signatures([visit])[visit.pk]] == ["supervisor", "receiver"]
    kept = visit.signatures.get(side="receiver")
    assert client.get(reverse("core:file", args=[kept.image_id])).status_code == 200
    client.force_login(cast.stranger)
    assert client.get(reverse("core:file", args=[kept.image_id])).status_code == 404
    client.force_login(cast.supervisor)
    assert (
        client.post(address, {"side": "receiver", "name": "ก", "drawn": "data:image/png;base64,%%%"}).status_code == 422
    )
    assert client.post(address, {"side": "nobody", "name": "ก"}).status_code == 403


def test_the_school_is_told_no_score_of_a_teacher(cast, client) -> None:
    teacher = base.person_of(cast.teacher, cast.district, school=cast.school)
    visit = field.draft(cast.supervisor, cast.school)
    services.add_supervised(visit, actor=cast.supervisor, person=teacher)
    field.sheet(visit, cast.supervisor, values=[5, 5, 1, 2], person=teacher, classroom="ป.2/1")
    field.sheet(visit, cast.supervisor, values=[5, 4, 3, 2], classroom="ป.1/1")
    school = feedback(visit, cast.supervisor)
    assert [sheet.response.person for sheet in school.sheets] == [None]
    assert [line.value for line in school.sheets[0].best] == [5, 4]
    assert [line.value for line in school.sheets[0].weakest] == [2, 3]
    mine = feedback(visit, cast.supervisor, person=teacher)
    assert [sheet.response.person for sheet in mine.sheets] == [teacher]
    # The office director reads the visit, not a teacher's scores.
    assert feedback(visit, cast.office_director, person=teacher).sheets == ()
    client.force_login(cast.office_director)
    page = client.get(reverse("field:feedback", args=[visit.pk]), {"person": teacher.pk})
    assert page.status_code == 200
    assert "ร้อยละ" not in page.content.decode()
    other = base.person(cast.district, school=cast.neighbour)
    assert client.get(reverse("field:feedback", args=[visit.pk]), {"person": other.pk}).status_code == 404


def test_what_was_checked_is_part_of_what_is_signed(cast) -> None:
    earlier = field.draft(cast.supervisor, cast.school, on=DAY - timedelta(days=30))
    field.finding(earlier, cast.supervisor)
    earlier = services.submit_visit(earlier, actor=cast.supervisor, now=field.at(DAY - timedelta(days=30), 16))
    visit = field.draft(cast.supervisor, cast.school)
    before = signed(visit, cast.supervisor)
    services.check_finding(visit, actor=cast.supervisor, action=earlier.findings.get().action, verdict="partly")
    visit = services.submit_visit(visit, actor=cast.supervisor, now=field.at(DAY, 16))
    assert visit.revisions.get().snapshot["checks"][0]["verdict"] == "แก้บางส่วน"
    assert before.content_hash != visit.content_hash


def test_the_feedback_prints_with_its_signature(cast, tmp_path) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    field.sheet(visit, cast.supervisor, values=[5, 4, 3, 2, 4, 4, 4, 4, 4, 4, 4, 4])
    field.finding(visit, cast.supervisor)
    made = signed(visit, cast.supervisor)
    pictures.reencode(made.image.file_id)
    visit = services.submit_visit(visit, actor=cast.supervisor, now=field.at(DAY, 16))
    target = tmp_path / "feedback.pdf"
    call_command(
        "report",
        "visit-feedback",
        district=cast.district.code,
        param=[f"visit={visit.pk}", "digits=arabic"],
        output=target,
    )
    words = plain(text(target))
    for said in ("ใบสะท้อนผลการนิเทศ", cast.school.name, "ลงนามบนจอ", made.sha256[:16]):
        assert plain(said) in words
    assert "ลงนามก่อนแก้ไข" not in words


def test_the_place_of_who_has_not_signed_names_the_post_and_nothing_of_the_program(cast, tmp_path) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    field.finding(visit, cast.supervisor)
    visit = services.submit_visit(visit, actor=cast.supervisor, now=field.at(DAY, 16))
    target = tmp_path / "feedback.pdf"
    given = [f"visit={visit.pk}", "digits=arabic"]
    call_command("report", "visit-feedback", district=cast.district.code, param=given, output=target)
    words = plain(text(target))
    assert plain(f"ผู้อำนวยการ{cast.school.name}") in words
    assert "'" not in words


def test_a_teacher_of_another_visit_is_refused_on_the_command_line(cast, tmp_path) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    stranger = base.person(cast.district, school=cast.neighbour)
    with pytest.raises(CommandError):
        call_command(
            "report", "visit-feedback", district=cast.district.code,
            param=[f"visit={visit.pk}", f"person={stranger.pk}"], output=tmp_path / "x.pdf",
        )  # fmt: skip
