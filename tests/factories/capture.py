"""Documents as a phone sends them, and a client that sends them."""

import hashlib
import json
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from PIL import Image

from instruments.models import InstrumentVersion, Item
from schools.models import School
from tests.factories.field import DAY


def general(**fields: Any) -> dict[str, Any]:
    return {
        "visited_on": DAY.isoformat(), "time_in": "09:00", "time_out": "11:30", "round_no": 1, "way": "field",
        "topic": "นิเทศห้องเรียนคุณภาพ", "areas": ["academic"], "policy": None, "task": None, "project": None,
        "place": {"lat": 16.4321, "lon": 101.1234, "accuracy": 12}, **fields,
    }  # fmt: skip


def document(school: School, *, key: UUID | None = None, sections: Any = None, **head: Any) -> dict[str, Any]:
    """A visit of `school` with its general section and a note, unless `sections` says otherwise."""
    return {
        "format": 1, "id": str(key or uuid4()), "school": school.pk, "planned": None,
        "began_at": f"{DAY}T09:01:00+07:00", "phone_now": f"{DAY}T16:00:00+07:00", "submit": False, "base": {},
        "sections": {"general": general(), "observed": {"text": "ห้องเรียนสะอาด"}} if sections is None else sections,
        "photos": [], **head,
    }  # fmt: skip


def sheet(version: InstrumentVersion, value: int = 4, *, classroom: str = "ป.1/1", **about: Any) -> dict[str, Any]:
    """A whole sheet, every item rated `value`."""
    items = Item.objects.filter(section__version=version).exclude(kind=Item.Kind.NOTE)
    return {
        "version": version.pk, "classroom": classroom, "person": None,
        "answers": {item.code: {"number": value} for item in items}, **about,
    }  # fmt: skip


def picture(number: int = 0, *, side: int = 160) -> bytes:
    """A small JPEG, another one for each number."""
    found = BytesIO()
    Image.new("RGB", (side, side), (number * 37 % 256, number * 91 % 256, number // 7 % 256)).save(found, "JPEG")
    return found.getvalue()


def photo(content: bytes, *, key: UUID | None = None, **fields: Any) -> dict[str, Any]:
    """The announcement of a picture."""
    return {
        "id": str(key or uuid4()), "sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "caption": "",
        "taken_at": f"{DAY}T09:30:00+07:00", "place": None, "sheet": None, "item": "", "removed": False, **fields,
    }  # fmt: skip


class Phone:
    """A signed-in phone of one person."""

    def __init__(self, user: Any, **options: Any) -> None:
        self.client = Client(**options)
        self.client.force_login(user)

    def post(self, sent: Any, *, key: Any = None) -> Any:
        body = sent if isinstance(sent, (bytes, str)) else json.dumps(sent)
        key = key or sent["id"]
        return self.client.post(f"/capture/visits/{key}/", body, content_type="application/json")

    def get(self, key: Any) -> Any:
        return self.client.get(f"/capture/visits/{key}/")

    def upload(self, sent: dict[str, Any], found: dict[str, Any], content: bytes, *, part: int = 262_144) -> Any:
        """Create and send a picture; the answer to the last request."""
        made = self.begin(sent, found)
        if made.status_code != 201:
            return made
        offset, answer = int(made.headers["Upload-Offset"]), made
        while offset < len(content):
            answer = self.part(made.headers["Location"], offset, content[offset : offset + part])
            if answer.status_code != 204:
                return answer
            offset = int(answer.headers["Upload-Offset"])
        return answer

    def begin(self, sent: dict[str, Any], found: dict[str, Any], **headers: str) -> Any:
        from base64 import b64encode

        fields = {"visit": sent["id"], "photo": found["id"], "sha256": found["sha256"], "filename": "ภาพ.jpg"}
        metadata = ",".join(f"{name} {b64encode(str(value).encode()).decode()}" for name, value in fields.items())
        given = {"Tus-Resumable": "1.0.0", "Upload-Length": str(found["size"]), "Upload-Metadata": metadata, **headers}
        return self.client.post("/capture/files/", headers=given)

    def part(self, address: str, offset: int, content: bytes, **headers: str) -> Any:
        given = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset), **headers}
        return self.client.patch(address, content, content_type="application/offset+octet-stream", headers=given)
