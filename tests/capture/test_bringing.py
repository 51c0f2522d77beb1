"""A file saved on a phone: whose may be brought by whom, and that twice is once."""

import json
from base64 import b64encode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.models import Notice
from supervision.capture.services.bringing import bring
from supervision.field.models import Visit, VisitPhoto
from tests.factories.capture import document, photo, picture


def saved(user, *documents, **head) -> bytes:
    return json.dumps({"nithet": "visits", "format": 1, "user": user.pk, "visits": list(documents), **head}).encode()


def with_picture(cast):
    content = picture(1)
    row = photo(content)
    return document(cast.school, photos=[row], submit=True, files={row["id"]: b64encode(content).decode()})


@pytest.mark.parametrize("who", ["colleague", "stranger", "office_director", "principal"])
def test_another_s_file_is_not_theirs_to_bring(cast, who) -> None:
    with pytest.raises(NotAllowed):
        bring(saved(cast.supervisor, with_picture(cast)), actor=getattr(cast, who), district=cast.district)
    assert not Visit.objects.exists()


def test_the_director_brings_nobody_s_from_outside_the_office(cast) -> None:
    for user in (cast.stranger, cast.principal):
        with pytest.raises(NotAllowed):
            bring(saved(user, with_picture(cast)), actor=cast.director, district=cast.district)


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"[]", b"{}", b"[" * 100_000, b'{"nithet":"visits","format":1,"user":"1"}']
)
def test_what_is_no_saved_file(cast, content) -> None:
    with pytest.raises(DomainError):
        bring(content, actor=cast.supervisor, district=cast.district)


def test_one_s_own_file_is_taken_as_the_phone_would_send_it(cast) -> None:
    content = saved(cast.supervisor, with_picture(cast), {"id": "x"}, None)
    first = bring(content, actor=cast.supervisor, district=cast.district)
    assert [row.answer.outcome for row in first] == ["kept", "unreadable", "unreadable"]
    assert (Visit.objects.get().state, VisitPhoto.objects.get().arrived_at is not None) == ("submitted", True)
    assert bring(content, actor=cast.supervisor, district=cast.district)[0].answer.outcome == "same"


def test_the_director_s_hand_keeps_the_author_and_sends_nothing(cast) -> None:
    bring(saved(cast.supervisor, with_picture(cast)), actor=cast.director, district=cast.district)
    visit = Visit.objects.get()
    assert (visit.created_by, visit.lead.user, visit.state) == (cast.supervisor, cast.supervisor, "draft")
    assert Notice.objects.filter(recipient=cast.supervisor, code="visit.brought").count() == 1


def test_pictures_the_file_does_not_hold_are_told(cast, client) -> None:
    content = picture(1)
    rows = [photo(content), photo(picture(2))]
    files = {rows[0]["id"]: b64encode(content).decode()}
    client.force_login(cast.supervisor)
    file = SimpleUploadedFile("visits.json", saved(cast.supervisor, document(cast.school, photos=rows, files=files)))
    answer = client.post(reverse("capture:import"), {"file": file}).content.decode()
    assert "ภาพ 1 ภาพ" in answer
    assert "ยังขาดภาพ 1 ภาพ" in answer


def test_the_page(cast, client) -> None:
    client.force_login(cast.supervisor)
    file = SimpleUploadedFile("visits.json", saved(cast.supervisor, with_picture(cast)))
    answer = client.post(reverse("capture:import"), {"file": file})
    assert answer.status_code == 200
    assert "นำเข้าแล้ว" in answer.content.decode()
    assert client.post(reverse("capture:import")).status_code == 422
