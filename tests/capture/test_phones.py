"""Many at once: one visit posted twenty times in parallel, and twenty phones on a bad line."""

import hashlib
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from core.models import AuditEntry
from instruments.models import Response
from supervision.field.models import Finding, SectionText, Visit, VisitPhoto
from tests.capture.many import check_all_is_there, phones_of_an_office
from tests.capture.phones import all_at_once
from tests.factories import base, field
from tests.factories.capture import document, general, photo, picture, sheet

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_posts_of_one_visit_at_the_same_moment_make_one() -> None:
    district = base.district()
    user, school = base.user("supervisor", district), base.school(district)
    from uuid import uuid4

    sections = {"general": general(), "observed": {"text": "ดี"}, f"sheet:{uuid4()}": sheet(field.version(district)),
                "findings": {"rows": [{"id": str(uuid4()), "text": "ขาดสื่อ", "owner_label": "ผอ.",
                                       "due_on": "2024-09-01"}]}}  # fmt: skip
    sent = json.dumps(document(school, sections=sections, photos=[photo(picture(1))], submit=True))
    key = json.loads(sent)["id"]
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    gate = threading.Barrier(20)

    def post(_: int) -> list[int]:
        try:
            own = Client()
            own.cookies["sessionid"] = cookie
            gate.wait(60)
            statuses = []
            for _again in range(50):
                answer = own.post(f"/capture/visits/{key}/", sent, content_type="application/json")
                statuses.append(answer.status_code)
                if answer.status_code != 423:
                    break
            return statuses
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(post, range(20)))
    last = sorted(statuses[-1] for statuses in found)
    assert last == [200] * 19 + [201], found
    assert all(set(statuses[:-1]) <= {423} for statuses in found)
    for model in (Visit, Response, Finding, VisitPhoto):
        assert model.objects.count() == 1, model
    assert SectionText.objects.count() == 4
    assert AuditEntry.objects.filter(action="visit.submitted").count() == 1


@pytest.mark.parametrize("seed", [2569])
def test_twenty_phones_on_a_bad_line(live_server, seed) -> None:
    """Twenty phones with five visits each, every third request dropped, apps killed: exactly a hundred visits."""
    phones = phones_of_an_office(
        str(live_server.url), phones=20, visits=5, pictures=1, sizes=(20_000, 60_000), seed=seed
    )
    counts = all_at_once(phones, threads=8)
    assert counts.dropped > counts.requests / 5
    assert counts.killed
    check_all_is_there(phones)
    assert all(
        hashlib.sha256(phone.pictures[row["sha256"]]).hexdigest() == row["sha256"]
        for phone in phones for one in phone.documents for row in one["photos"]
    )  # fmt: skip
