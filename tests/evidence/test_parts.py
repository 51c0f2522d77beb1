"""Evidence in parts over tus: into one's own store, resumed, refused early, done at once when it is there."""

import hashlib
from base64 import b64encode
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.files.resumable import PART
from core.models import Upload
from evidence.models import EvidenceItem
from tests.core import pictures
from tests.evidence.conftest import Cast
from tests.evidence.media import mp4
from tests.factories import evidence

TUS = {"Tus-Resumable": "1.0.0"}
CLIP = mp4(weight=2 * PART + 1000)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def begin(client: Client, content: bytes, *, owner: str, name: str = "คลิป.mp4", **more: Any) -> Any:
    facts = {"owner": owner, "filename": name, "sha256": hashlib.sha256(content).hexdigest(), **more}
    metadata = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in facts.items())
    headers = {**TUS, "Upload-Length": str(len(content)), "Upload-Metadata": metadata}
    return client.post(reverse("evidence:uploads"), headers=headers)


def send(client: Client, place: str, content: bytes, offset: int) -> Any:
    return client.patch(
        place, content[offset : offset + PART], content_type="application/offset+octet-stream",
        headers={**TUS, "Upload-Offset": str(offset)},
    )  # fmt: skip


def test_a_clip_arrives_in_parts_and_lies_in_the_store(cast: Cast) -> None:
    client = signed_in(cast.principal)
    made = begin(client, CLIP, owner=f"run_step:{cast.step.pk}")
    assert made.status_code == 201
    place, offset = made["Location"], 0
    while offset < len(CLIP):
        answer = send(client, place, CLIP, offset)
        assert answer.status_code == 204
        offset = int(answer["Upload-Offset"])
        if offset == PART:
            assert begin(client, CLIP, owner=f"store:s{cast.a1.pk}")["Location"] == place, "asked again, it goes on"
            assert client.head(place, headers=TUS)["Upload-Offset"] == str(PART)
            assert send(client, place, CLIP, 0).status_code == 409
    item = EvidenceItem.objects.get()
    assert (item.school, item.title, item.size) == (cast.a1, "คลิป", len(CLIP))


def test_what_lies_there_already_is_done_at_once(cast: Cast) -> None:
    client = signed_in(cast.principal)
    evidence.file(cast.teacher, cast.a, cast.a1, content=CLIP, name="คลิป.mp4")
    made = begin(client, CLIP, owner=f"store:s{cast.a1.pk}")
    assert (made.status_code, made["Upload-Offset"]) == (201, str(len(CLIP)))


@pytest.mark.parametrize(
    ("who", "owner", "status"),
    [
        ("neighbour", "store:s{a1}", 404),
        ("stranger", "store:s{a1}", 404),
        ("supervisor", "store:s{a1}", 403),
        ("principal", "store:d{a}", 403),
        ("neighbour", "run_step:{step}", 404),
        ("reader", "run_step:{step}", 403),
        ("principal", "run_step:0", 404),
        ("principal", "store:s999999", 404),
        ("principal", "store:x1", 404),
        ("principal", "", 404),
        ("principal", "nothing:1", 404),
    ],
)  # fmt: skip
def test_nothing_begins_in_anothers_store(cast: Cast, who: str, owner: str, status: int) -> None:
    owner = owner.format(a1=cast.a1.pk, a=cast.a.pk, step=cast.step.pk)
    assert begin(signed_in(getattr(cast, who)), CLIP, owner=owner).status_code == status
    assert not Upload.objects.exists()


def test_what_would_be_refused_is_refused_before_the_first_byte(cast: Cast, settings: Any) -> None:
    client, owner = signed_in(cast.principal), f"store:s{cast.a1.pk}"
    for name in ("รวม.zip", "หน้า.html", "ภาพ.SVG"):
        answer = begin(client, CLIP, owner=owner, name=name)
        assert answer.status_code == 422
        assert "ไม่รับไฟล์ชนิดนี้" in answer.json()["message"]
    assert begin(client, CLIP, owner=owner, sha256="x").status_code == 422
    settings.FILE_LIMITS_MB = {**settings.FILE_LIMITS_MB, "image": 0}
    assert "ภาพถ่ายส่งได้ไม่เกิน" in begin(client, CLIP, owner=owner, name="ภาพ.jpg").json()["message"]
    settings.EVIDENCE_SCHOOL_QUOTA_MB = 0
    assert "พื้นที่เก็บหลักฐาน" in begin(client, CLIP, owner=owner).json()["message"]
    assert not Upload.objects.exists()


def test_what_the_content_says_is_refused_when_it_is_whole(cast: Cast) -> None:
    client = signed_in(cast.principal)
    lie = pictures.jpeg()
    made = begin(client, lie, owner=f"store:s{cast.a1.pk}", name="คำสั่ง.pdf")
    answer = send(client, made["Location"], lie, 0)
    assert answer.status_code == 415
    assert "ลงท้ายด้วย .pdf" in answer.json()["message"]
    assert not Upload.objects.exists()
    assert not EvidenceItem.objects.exists()


def test_anothers_upload_is_not_found(cast: Cast) -> None:
    place = begin(signed_in(cast.principal), CLIP, owner=f"store:s{cast.a1.pk}")["Location"]
    for who in (cast.teacher, cast.neighbour, cast.stranger):
        client = signed_in(who)
        assert client.head(place, headers=TUS).status_code == 404
        assert send(client, place, CLIP, 0).status_code == 404


def test_a_name_without_an_ending_is_judged_by_its_content(cast: Cast) -> None:
    client, photo = signed_in(cast.principal), pictures.jpeg()
    made = begin(client, photo, owner=f"store:s{cast.a1.pk}", name="1000012345")
    assert send(client, made["Location"], photo, 0).status_code == 204
    assert EvidenceItem.objects.get().title == "1000012345"
