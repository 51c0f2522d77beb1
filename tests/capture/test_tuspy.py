"""The protocol proved by somebody else's client: tuspy, of the tus project itself, over real HTTP."""

import io

import pytest
from tusclient import client as tus

from supervision.field.models import VisitPhoto
from tests.capture.many import session_of
from tests.capture.test_files import heavy
from tests.factories import base
from tests.factories.capture import Phone, document, photo

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_foreign_client_uploads_and_resumes(live_server) -> None:
    district = base.district()
    user, school = base.user("supervisor", district), base.school(district)
    content = heavy(900_000)
    row = photo(content)
    sent = document(school, photos=[row])
    phone = Phone(user)
    assert phone.post(sent).status_code == 201
    token = phone.client.get("/capture/hello/").json()["csrf"]
    headers = {
        "Cookie": f"{session_of(user)}; csrftoken={phone.client.cookies['csrftoken'].value}",
        "X-CSRFToken": token,
    }
    metadata = {"visit": sent["id"], "photo": row["id"], "sha256": row["sha256"], "filename": "ภาพ.jpg"}

    def uploader(**more):
        server = tus.TusClient(f"{live_server.url}/capture/files/", headers=headers)
        return server.uploader(file_stream=io.BytesIO(content), chunk_size=262_144, metadata=metadata, **more)

    first = uploader()
    first.upload_chunk()
    assert first.offset == 262_144
    again = uploader(url=first.url)
    assert again.get_offset() == 262_144, "a new client asks where to go on"
    again.upload()
    assert again.offset == len(content)
    assert VisitPhoto.objects.get().attachment.file.sha256 == row["sha256"]
