"""An office full of phones: accounts, sessions and documents for the runs of test_phones and of the benches."""

import random
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore

from core.models import Attachment, StoredFile
from supervision.field.models import Visit, VisitPhoto
from tests.capture.phones import PhoneInTheField, announced, key, noise
from tests.factories import base, field
from tests.factories.capture import document, general, sheet


def session_of(user: Any) -> str:
    """The cookie of a signed-in browser."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return f"sessionid={store.session_key}"


def phones_of_an_office(
    address: str, *, phones: int, visits: int, pictures: int, sizes: tuple[int, int], seed: int
) -> list[PhoneInTheField]:
    """Each phone one supervisor, each visit with a sheet, notes and `pictures` of `sizes` bytes."""
    district = base.district()
    base.term(district)
    schools = [base.school(district) for _ in range(10)]
    form = field.version(district)
    filled = sheet(form)
    made = []
    for number in range(phones):
        chance = random.Random(seed * 100_003 + number)
        contents: dict[str, bytes] = {}
        documents = []
        for _ in range(visits):
            rows = []
            for _ in range(pictures):
                content = noise(chance, chance.randint(*sizes))
                rows.append(announced(chance, content))
                contents[rows[-1]["sha256"]] = content
            sections = {
                "general": general(), "observed": {"text": f"เครื่องที่ {number}"}, f"sheet:{key(chance)}": filled,
                "findings": {"rows": [{"id": key(chance), "text": "ขาดสื่อ", "owner_label": "ผอ.โรงเรียน",
                                       "due_on": "2024-09-30"}]},
            }  # fmt: skip
            documents.append(
                document(chance.choice(schools), key=key(chance), sections=sections, photos=rows, submit=True)
            )
        user = base.user("supervisor", district)
        made.append(PhoneInTheField(address, session_of(user), seed + number, documents, contents))
    return made


def check_all_is_there(phones: list[PhoneInTheField]) -> None:
    """Exactly the visits that were made, every picture's hash equal, none doubled."""
    documents = [one for phone in phones for one in phone.documents]
    wanted = {row["id"]: row["sha256"] for one in documents for row in one["photos"]}
    held = Visit.objects.filter(public_id__in=[one["id"] for one in documents])
    assert Visit.objects.count() == held.count() == len(documents)
    assert all(visit.state == "submitted" and visit.revision == 1 for visit in held)
    slots = VisitPhoto.objects.select_related("attachment__file")
    assert {str(slot.pk): slot.attachment.file.sha256 for slot in slots} == wanted
    assert (Attachment.objects.filter(owner_kind="visit").count(), StoredFile.objects.count()) == (
        len(wanted), len(set(wanted.values())),
    )  # fmt: skip
    assert [visit.sheets.count() for visit in held[:20]] == [1] * min(20, len(documents))
