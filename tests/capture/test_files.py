"""Pictures in parts: order, hash, kind, resuming, and what the school may see."""

import hashlib
import io
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.files import pictures, resumable
from core.models import Attachment, StoredFile, Upload
from supervision.field import services
from supervision.field.models import Visit, VisitPhoto
from tests.core import pictures as made
from tests.factories import base
from tests.factories.capture import Phone, document, photo, picture
from tests.factories.field import DAY, at

HEIC = Path(__file__).parent.parent / "fixtures/files/phone.heic"


def announced(cast, phone, *contents: bytes, **fields):
    """A visit with slots for these pictures: (document, photos)."""
    photos = [photo(content, **fields) for content in contents]
    sent = document(cast.school, photos=photos)
    answer = phone.post(sent)
    assert answer.status_code == 201, answer.json()
    assert answer.json()["photos"] == {row["id"]: {"arrived": False} for row in photos}
    return sent, photos


def heavy(size: int, number: int = 1) -> bytes:
    """A JPEG of about so many bytes: noise does not shrink."""
    side = int(size**0.5)
    noise = Image.frombytes("L", (side, side), hashlib.shake_256(bytes([number])).digest(side * side))
    found = io.BytesIO()
    noise.save(found, "JPEG", quality=95)
    return found.getvalue()


def test_who_is_not_of_the_team_begins_nothing_and_sees_nothing(cast, phone) -> None:
    content = picture(1)
    sent, (row,) = announced(cast, phone, content)
    for user in (cast.colleague, cast.director, cast.stranger, cast.principal):
        assert Phone(user).begin(sent, row).status_code == 404
    address = phone.begin(sent, row).headers["Location"]
    for user in (cast.colleague, cast.stranger):
        assert Phone(user).part(address, 0, content).status_code == 404
        assert Phone(user).client.head(address, headers={"Tus-Resumable": "1.0.0"}).status_code == 404
    assert not Attachment.objects.exists()


def test_a_picture_that_was_not_announced_has_no_slot(cast, phone) -> None:
    sent, _ = announced(cast, phone, picture(1))
    assert phone.begin(sent, photo(picture(2))).status_code == 404
    assert phone.begin({**sent, "id": str(uuid4())}, photo(picture(1))).status_code == 404


def test_it_arrives_and_the_slot_is_filled(cast, phone) -> None:
    contents = [picture(number) for number in range(3)]
    sent, rows = announced(cast, phone, *contents)
    answer = phone.upload(sent, rows[0], contents[0])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(len(contents[0])))
    told = phone.post(sent).json()["photos"]
    assert [told[row["id"]]["arrived"] for row in rows] == [True, False, False]
    slot = VisitPhoto.objects.get(pk=rows[0]["id"])
    assert slot.attachment.file.sha256 == rows[0]["sha256"]
    assert slot.taken_at == at(DAY, 9, 30)
    again = phone.begin(sent, rows[0])
    assert (again.status_code, again.headers["Upload-Offset"]) == (201, str(len(contents[0])))
    assert StoredFile.objects.count() == 1


def test_the_same_picture_asked_for_again_is_the_same_upload(cast, phone) -> None:
    content = heavy(400_000)
    sent, (row,) = announced(cast, phone, content)
    first = phone.begin(sent, row)
    phone.part(first.headers["Location"], 0, content[:200_000])
    again = phone.begin(sent, row)
    assert (again.headers["Location"], again.headers["Upload-Offset"]) == (first.headers["Location"], "200000")
    assert Upload.objects.count() == 1


def test_two_megabytes_over_three_cuts_send_no_byte_twice_beyond_one_part(cast, phone) -> None:
    content = heavy(2_000_000)
    assert len(content) > 1_900_000
    sent, (row,) = announced(cast, phone, content)
    address = phone.begin(sent, row).headers["Location"]
    carried = cuts = 0
    lost = {2, 4, 6}
    number = 0
    offset = 0
    while offset < len(content):
        part = content[offset : offset + 262_144]
        number += 1
        carried += len(part)
        if number in lost:
            # Cut after the bytes left the phone: on the second cut they had reached the server, its answer was lost.
            cuts += 1
            if cuts == 2:
                phone.part(address, offset, part)
            again = phone.client.head(address, headers={"Tus-Resumable": "1.0.0"})
            offset = int(again.headers["Upload-Offset"])
            continue
        offset = int(phone.part(address, offset, part).headers["Upload-Offset"])
    assert cuts == 3
    assert carried - len(content) <= 2 * 262_144, "each cut costs its own part, and one that had arrived costs none"
    assert VisitPhoto.objects.get().attachment.file.sha256 == row["sha256"]


def test_a_part_out_of_order_is_told_where_to_go_on(cast, phone) -> None:
    content = heavy(600_000)
    sent, (row,) = announced(cast, phone, content)
    address = phone.begin(sent, row).headers["Location"]
    answer = phone.part(address, 262_144, content[262_144:300_000])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "0")
    phone.part(address, 0, content[:262_144])
    answer = phone.part(address, 0, content[:262_144])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "262144")


def test_a_hash_that_does_not_fit_empties_the_slot_and_begins_anew(cast, phone) -> None:
    content = heavy(400_000)
    sent, (row,) = announced(cast, phone, content)
    wrong = bytes(len(content) - 1) + b"x"
    answer = phone.upload(sent, row, wrong)
    assert (answer.status_code, answer.json()["outcome"]) == (460, "wrong_hash")
    assert not Upload.objects.exists()
    assert phone.upload(sent, row, content).status_code == 204
    assert VisitPhoto.objects.get().arrived_at


def test_a_part_that_left_the_file_store_begins_the_picture_anew(cast, phone) -> None:
    """A backup of another hour may bring back the rows of an upload without its parts."""
    content = heavy(400_000)
    sent, (row,) = announced(cast, phone, content)
    address = phone.begin(sent, row).headers["Location"]
    phone.part(address, 0, content[:262_144])
    default_storage.delete(Upload.objects.get().parts[0])
    assert phone.part(address, 262_144, content[262_144:]).status_code == 460
    assert phone.upload(sent, row, content).status_code == 204
    assert VisitPhoto.objects.get().arrived_at


@pytest.mark.parametrize("name", ["text", "pdf", "half", "bomb"])
def test_what_is_no_picture_is_refused_in_words(cast, phone, name) -> None:
    contents = {
        "text": b"not a picture at all", "pdf": made.pdf(), "half": picture(3)[:200], "bomb": made.bomb(),
    }  # fmt: skip
    content = contents[name]
    sent, (row,) = announced(cast, phone, content)
    answer = phone.upload(sent, row, content)
    assert answer.status_code == 415
    assert any("\u0e00" <= char <= "\u0e7f" for char in answer.json()["message"])
    assert not Attachment.objects.exists()
    assert not Upload.objects.exists()


def test_200_megapixels_are_refused_before_they_are_decoded(cast, phone) -> None:
    target = io.BytesIO()
    Image.new("1", (20_000, 10_000)).save(target, "PNG")
    sent, (row,) = announced(cast, phone, target.getvalue())
    answer = phone.upload(sent, row, target.getvalue())
    assert answer.status_code == 415
    assert "20,000 × 10,000" in answer.json()["message"] or "จุด" in answer.json()["message"]


def test_limits_and_headers(cast, phone) -> None:
    content = heavy(400_000)
    sent, (row,) = announced(cast, phone, content)
    assert phone.begin(sent, {**row, "size": 26 * 1024 * 1024}).status_code == 413
    assert phone.begin(sent, {**row, "size": row["size"] - 1}).status_code == 422
    assert phone.begin(sent, row, **{"Tus-Resumable": "0.2.2"}).status_code == 412
    assert phone.begin(sent, row, **{"Upload-Length": "many"}).status_code == 400
    assert phone.begin(sent, row, **{"Upload-Metadata": "visit ***,photo"}).status_code == 404
    address = phone.begin(sent, row).headers["Location"]
    assert phone.part(address, 0, content[:300_000]).status_code == 413
    assert phone.part(address, 0, content[:10], **{"Upload-Offset": "-1"}).status_code == 400
    options = phone.client.options("/capture/files/")
    assert (options.status_code, options.headers["Tus-Version"]) == (204, "1.0.0")
    assert options.headers["Tus-Extension"] == "creation,expiration"


def test_heic_is_taken_and_decoded_in_a_job(cast, phone) -> None:
    content = HEIC.read_bytes()
    sent, (row,) = announced(cast, phone, content)
    assert phone.upload(sent, row, content).status_code == 204
    kept = StoredFile.objects.get()
    assert (kept.content_type, kept.state) == ("image/heic", StoredFile.State.WAITING)
    assert pictures.reencode(kept.pk)
    kept.refresh_from_db()
    with Image.open(kept.display.open()) as shown:
        assert (shown.format, shown.size) == ("JPEG", (1600, 1200))
        assert dict(shown.getexif()) == {}, "no place, no camera"
    with kept.original.open() as source:
        assert source.read() == content


def test_the_shown_copy_of_a_photo_carries_no_place(cast, phone) -> None:
    content = made.jpeg(place=True)
    sent, (row,) = announced(cast, phone, content, place={"lat": 17.4861, "lon": 101.7305, "accuracy": 8})
    phone.upload(sent, row, content)
    kept = StoredFile.objects.get()
    pictures.reencode(kept.pk)
    slot = VisitPhoto.objects.get()
    assert (float(slot.latitude), float(slot.longitude), slot.place_accuracy) == (17.4861, 101.7305, 8)
    address = reverse("core:file-preview", args=[slot.attachment.pk])
    shown = b"".join(phone.client.get(address).streaming_content)
    with Image.open(io.BytesIO(shown)) as found:
        assert dict(found.getexif()) == {}
    assert b"Exif" not in shown


def test_the_same_picture_twice_in_a_record_is_one_file_in_two_slots(cast, phone) -> None:
    content = picture(5)
    sent, rows = announced(cast, phone, content, content)
    for row in rows:
        assert phone.upload(sent, row, content).status_code == 204
    assert VisitPhoto.objects.filter(arrived_at__isnull=False).count() == 2
    assert Attachment.objects.count() == 1
    sent["photos"][0]["removed"] = True
    phone.post(sent)
    assert Attachment.objects.count() == 1, "the other slot still shows it"
    sent["photos"][1]["removed"] = True
    phone.post(sent)
    assert not Attachment.objects.exists()


def test_the_same_picture_in_two_visits_is_kept_once_and_must_be_sent_twice(cast, phone) -> None:
    content = picture(6)
    first, (row,) = announced(cast, phone, content)
    phone.upload(first, row, content)
    second, (other,) = announced(cast, phone, content)
    assert not VisitPhoto.objects.get(pk=other["id"]).arrived_at, "knowing a hash is not having the picture"
    phone.upload(second, other, content)
    assert (StoredFile.objects.count(), Attachment.objects.count()) == (1, 2)


def test_a_slot_of_another_visit_is_refused(cast, phone) -> None:
    content = picture(7)
    _, (row,) = announced(cast, phone, content)
    answer = phone.post(document(cast.school, photos=[row]))
    assert (answer.status_code, answer.json()["errors"][0]["section"]) == (422, "photos")
    assert VisitPhoto.objects.count() == 1


def test_a_photo_removed_on_the_phone_goes_and_may_come_back(cast, phone) -> None:
    content = picture(8)
    sent, (row,) = announced(cast, phone, content)
    phone.upload(sent, row, content)
    sent["photos"] = [{**row, "removed": True}]
    assert phone.post(sent).json()["photos"] == {}
    assert not Attachment.objects.exists()
    assert phone.begin(sent, row).status_code == 422
    sent["photos"] = [row]
    assert phone.post(sent).json()["photos"] == {row["id"]: {"arrived": False}}
    assert phone.upload(sent, row, content).status_code == 204
    assert Attachment.objects.count() == 1


def test_twenty_pictures_and_no_more(cast, phone) -> None:
    sent = document(cast.school, photos=[photo(picture(number)) for number in range(22)])
    answer = phone.post(sent)
    assert (answer.status_code, len(answer.json()["photos"])) == (422, 20)
    assert VisitPhoto.objects.count() == 20
    assert "20" in answer.json()["errors"][0]["message"]


def test_the_record_says_how_many_came_to_the_office_and_only_those_to_the_school(cast, phone) -> None:
    contents = [picture(number) for number in range(3)]
    sent, rows = announced(cast, phone, *contents)
    phone.upload(sent, rows[0], contents[0])
    visit = Visit.objects.get()
    services.submit_visit(visit, actor=cast.supervisor, now=at(DAY, 16))
    before = visit.revisions.get().content_hash
    address = reverse("field:visit", args=[visit.pk])
    assert "มาแล้ว 1 จาก 3 รูป" in phone.client.get(address).content.decode()
    principal = Phone(cast.principal).client.get(address).content.decode()
    assert "จาก 3 รูป" not in principal
    assert "มาแล้ว 1 จาก 3 รูป" in Phone(cast.director).client.get(reverse("field:visits")).content.decode()
    assert "จาก 3 รูป" not in Phone(cast.principal).client.get(reverse("field:visits")).content.decode()
    # What was announced with the text is part of what was sent: arriving later changes nothing of it.
    phone.upload(sent, rows[1], contents[1])
    from supervision.field.content import content_hash, snapshot

    assert content_hash(snapshot(Visit.objects.get())) == before


def test_a_member_goes_on_with_what_another_began(cast, phone) -> None:
    content = heavy(400_000)
    sent, (row,) = announced(cast, phone, content)
    services.add_member(
        Visit.objects.get(), actor=cast.supervisor, person=base.person_of(cast.colleague, cast.district)
    )
    phone.part(phone.begin(sent, row).headers["Location"], 0, content[:262_144])
    assert Phone(cast.colleague).upload(sent, row, content).status_code == 204


def test_uploads_nobody_goes_on_with_are_dropped_with_their_parts(cast, phone) -> None:
    content = heavy(400_000)
    sent, (row,) = announced(cast, phone, content)
    phone.part(phone.begin(sent, row).headers["Location"], 0, content[:262_144])
    (part,) = Upload.objects.get().parts
    assert default_storage.exists(part)
    assert resumable.purge_expired() == 0
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        assert resumable.purge_expired(now=timezone.now() + timedelta(days=8)) == 1
    assert not default_storage.exists(part)
    assert phone.upload(sent, row, content).status_code == 204
