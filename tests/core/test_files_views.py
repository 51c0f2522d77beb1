"""The one download view: the owner of the thing decides, out of scope is 404, nothing people typed is shown inline."""

from typing import Any
from unittest.mock import ANY

import pytest
from django.test import Client

from accounts.models import User
from core import files, pointers
from core.files import pictures as reencoding
from core.models import Attachment, AuditEntry
from core.pointers import Pointer, Provider
from tests.core import pictures
from tests.factories import base

pytestmark = pytest.mark.django_db


class Things:
    """An owner of files: who may see and who may change are lists of accounts."""

    def __init__(self) -> None:
        self.seers: set[int] = set()
        self.changers: set[int] = set()

    def provider(self) -> Provider:
        return Provider(
            label=lambda key: f"เรื่องที่ {key}",
            url=lambda key: f"/things/{key}/",
            may_view=lambda user, key: int(key) == 7 and user.pk in self.seers,
            may_change=lambda user, key: user.pk in self.changers,
            district_code=lambda key: "T1",
            max_files=3,
        )


@pytest.fixture
def things(monkeypatch: pytest.MonkeyPatch) -> Things:
    made = Things()
    monkeypatch.setitem(pointers._providers, "thing", made.provider())
    return made


def signed_in(things: Things, *, sees: bool = True, changes: bool = True) -> tuple[Client, User]:
    person = base.account()
    if sees:
        things.seers.add(person.pk)
    if changes:
        things.changers.add(person.pk)
    client = Client()
    client.force_login(person)
    return client, person


def kept(content: bytes | None = None, name: str = "ภาพ.jpg") -> Attachment:
    return files.store(
        pictures.upload(content or pictures.jpeg(), name),
        owner=Pointer("thing", "7", "เรื่องที่ 7"), actor=base.account(), district_code="T1",
    )  # fmt: skip


def send(client: Client, *uploads: Any, key: str = "7", **headers: Any) -> Any:
    return client.post(f"/files/add/thing/{key}/", {"files": list(uploads)}, **headers)


def test_a_page_that_depends_on_its_files_is_loaded_anew(things: Things) -> None:
    """Else a page goes on to say that the file is missing, and keeps its act back, until it is opened again."""
    client, _ = signed_in(things)
    htmx = {"HTTP_HX_REQUEST": "true"}
    within = send(client, pictures.upload(pictures.jpeg()), **htmx)
    assert (b"nt-proof" in within.content, within.headers.get("HX-Refresh")) == (True, None)
    given = {"files": [pictures.upload(pictures.jpeg(shade=1))], "whole-page": "1"}
    assert client.post("/files/add/thing/7/", given, **htmx).headers["HX-Refresh"] == "true"
    refused = client.post("/files/add/thing/7/", {"whole-page": "1"}, **htmx)
    assert "HX-Refresh" not in refused.headers
    assert refused.content.count(b'name="whole-page"') == 3


def test_nobody_without_an_account(things: Things, client: Client) -> None:
    file = kept()
    for address in (f"/files/{file.pk}/", f"/files/{file.pk}/preview/"):
        assert client.get(address).status_code == 302
    assert send(client, pictures.upload(pictures.jpeg())).status_code == 302


def test_a_stranger_learns_nothing(things: Things) -> None:
    file = kept()
    client, _ = signed_in(things, sees=False)
    assert client.get(f"/files/{file.pk}/").status_code == 404
    assert client.get(f"/files/{file.pk}/preview/").status_code == 404
    assert client.post(f"/files/{file.pk}/remove/").status_code == 404
    assert send(client, pictures.upload(pictures.jpeg(shade=1))).status_code == 404
    assert not AuditEntry.objects.filter(action="file.downloaded").exists()
    assert Attachment.objects.count() == 1


def test_what_does_not_exist_is_not_found(things: Things) -> None:
    client, _ = signed_in(things)
    assert client.get("/files/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert send(client, pictures.upload(pictures.jpeg()), key="8").status_code == 404
    assert send(client, pictures.upload(pictures.jpeg()), key="x").status_code == 404
    assert client.post("/files/add/nothing/7/").status_code == 404


def test_a_reader_may_not_change(things: Things) -> None:
    file = kept()
    client, _ = signed_in(things, changes=False)
    assert send(client, pictures.upload(pictures.jpeg(shade=1))).status_code == 403
    assert client.post(f"/files/{file.pk}/remove/").status_code == 403
    assert Attachment.objects.count() == 1


def test_changing_is_a_post(things: Things) -> None:
    client, _ = signed_in(things)
    assert client.get("/files/add/thing/7/").status_code == 405
    assert client.get(f"/files/{kept().pk}/remove/").status_code == 405


def test_the_original_is_saved_not_shown_and_the_trace_knows(things: Things) -> None:
    client, person = signed_in(things, changes=False)
    response = client.get(f"/files/{kept(name='ภาพ นิเทศ.jpg').pk}/")
    assert b"".join(response.streaming_content) == pictures.jpeg()
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "image/jpeg"
    entry = AuditEntry.objects.get(action="file.downloaded")
    assert (entry.actor, entry.target_kind, entry.target_key, entry.district_code) == (person, "thing", "7", "T1")
    assert entry.data == {"name": "ภาพ นิเทศ.jpg", "sha256": ANY}


def test_pictures_are_shown_re_encoded_only(things: Things) -> None:
    client, _ = signed_in(things)
    file = kept(pictures.jpeg(place=True))
    waiting = client.get(f"/files/{file.pk}/preview/")
    assert (waiting.status_code, waiting["Location"]) == (302, "/static/img/preparing.svg")
    reencoding.reencode(file.file_id)
    shown = client.get(f"/files/{file.pk}/preview/")
    content = b"".join(shown.streaming_content)
    assert content != pictures.jpeg(place=True)
    assert shown["Content-Disposition"].startswith("inline")
    assert shown["X-Content-Type-Options"] == "nosniff"
    again = client.get(f"/files/{file.pk}/preview/", headers={"If-None-Match": shown["ETag"]})
    assert again.status_code == 304
    things.seers.clear()
    assert client.get(f"/files/{file.pk}/preview/", headers={"If-None-Match": shown["ETag"]}).status_code == 404


def test_pdfs_are_shown_and_office_papers_are_not(things: Things) -> None:
    client, _ = signed_in(things)
    assert client.get(f"/files/{kept(pictures.pdf(), 'แผน.pdf').pk}/preview/")["Content-Type"] == "application/pdf"
    assert client.get(f"/files/{kept(pictures.docx(), 'แผน.docx').pk}/preview/").status_code == 404


def test_bytes_that_are_gone_are_not_found(things: Things) -> None:
    client, _ = signed_in(things)
    file = kept()
    file.file.original.storage.delete(file.file.original.name)
    assert client.get(f"/files/{file.pk}/").status_code == 404


def test_adding_several_keeps_the_good_and_names_the_bad(things: Things) -> None:
    client, person = signed_in(things)
    good, bad = pictures.upload(pictures.jpeg(), "ดี.jpg"), pictures.upload(b"<script>1</script>", "<b>ร้าย</b>.jpg")
    response = send(client, good, bad, headers={"HX-Request": "true"})
    text = response.content.decode()
    assert response.status_code == 200
    assert 'id="files-thing-7"' in text
    assert "<script>" not in text
    assert "ไม่รู้จักชนิดของไฟล์" in text
    assert [row.name for row in Attachment.objects.all()] == ["ดี.jpg"]
    assert Attachment.objects.get().added_by == person
    plain = send(client, pictures.upload(pictures.png(), "สอง.png"))
    assert (plain.status_code, plain["Location"]) == (302, "/things/7/")


def test_no_more_than_the_thing_holds_and_nothing_is_said(things: Things) -> None:
    client, _ = signed_in(things)
    many = [pictures.upload(pictures.jpeg(shade=shade), f"{shade}.jpg") for shade in range(10, 60, 10)]
    text = send(client, *many, headers={"HX-Request": "true"}).content.decode()
    assert "ไม่เกิน 3 ไฟล์" in text
    assert Attachment.objects.count() == 3
    assert "กรุณาเลือกไฟล์" in send(client, headers={"HX-Request": "true"}).content.decode()


def test_removing_twice_is_harmless(things: Things) -> None:
    client, _ = signed_in(things)
    file = kept()
    assert client.post(f"/files/{file.pk}/remove/", headers={"HX-Request": "true"}).status_code == 200
    assert not Attachment.objects.exists()
    assert client.post(f"/files/{file.pk}/remove/").status_code == 404
    assert AuditEntry.objects.filter(action="file.removed").count() == 1


def test_the_list_shows_buttons_to_who_may(things: Things) -> None:
    from django.template import Context, Template
    from django.test import RequestFactory

    kept()

    def drawn(person: User) -> str:
        request = RequestFactory().get("/")
        request.user = person
        return Template('{% file_list "thing" 7 %}').render(Context({"request": request}))

    _, writer = signed_in(things)
    _, reader = signed_in(things, changes=False)
    _, stranger = signed_in(things, sees=False, changes=False)
    assert "นำออก" in drawn(writer)
    assert "ภาพ.jpg" in drawn(reader)
    assert "นำออก" not in drawn(reader)
    assert "ภาพ.jpg" not in drawn(stranger)
