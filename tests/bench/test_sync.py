"""What a phone's visit costs: against a bare insert, and two hundred phones on a bad line against a live server."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from uuid import uuid4

import pytest
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

from config import engines
from config.urls import urlpatterns as product
from core.models import AuditEntry
from instruments.models import InstrumentVersion, Item, ItemLevel, Section
from supervision.field.models import Visit
from tests.bench.rounds import ROUNDS, cpu, interleaved
from tests.capture.many import check_all_is_there, phones_of_an_office
from tests.capture.phones import all_at_once
from tests.factories import base, field
from tests.factories.capture import document, general, photo, picture, sheet
from tests.factories.field import DAY

VISITS = 40


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """One row, by somebody signed in: the least a server can do with something to keep."""
    given = json.loads(request.body)
    AuditEntry.objects.create(
        at=timezone.now(), actor=request.user, actor_label=str(request.user), district_code="T", action="visit.started",
        target_kind="visit", target_key=given["id"], target_label="", data={},
    )  # fmt: skip
    return JsonResponse({"outcome": "kept"})


urlpatterns = [*product, path("bench-bare/", bare)]


def form_of_sixty(district: object) -> InstrumentVersion:
    """A published form of sixty rated items with five levels."""
    version = field.version(district)
    form = InstrumentVersion.objects.create(
        instrument=version.instrument, number=60, state="published", band_set=version.band_set
    )
    for part in range(6):
        section = Section.objects.create(version=form, position=part, title=f"ด้านที่ {part}")
        for place in range(10):
            item = Item.objects.create(
                section=section, position=place, code=f"q{part}{place}", text=f"รายการที่ {part}.{place}",
                weight=Decimal(1), required=True,
            )  # fmt: skip
            ItemLevel.objects.bulk_create(ItemLevel(item=item, value=value, label=str(value)) for value in range(1, 6))
    return form


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.bench.test_sync")
def test_ingest_of_sixty_answers_against_a_bare_insert() -> None:
    """Sixty answers, four more sections, five picture slots, sent to the school: everything a visit is."""
    district = base.district()
    base.term(district)
    user, school = base.user("supervisor", district), base.school(district)
    base.user("principal", school)
    filled = sheet(form_of_sixty(district))
    assert len(filled["answers"]) == 60
    client = Client()
    client.force_login(user)

    def visit() -> tuple[str, str]:
        sections = {
            "general": general(), "observed": {"text": "ห้องเรียนสะอาด"}, "strengths": {"text": "ครูตั้งใจ"},
            "to_improve": {"text": "สื่อไม่พอ"}, f"sheet:{uuid4()}": filled,
        }  # fmt: skip
        photos = [photo(picture(number)) for number in range(5)]
        sent = document(school, sections=sections, photos=photos, submit=True)
        return f"/capture/visits/{sent['id']}/", json.dumps(sent)

    def post(batch: list[tuple[str, str]], status: int) -> None:
        for address, body in batch:
            answer = client.post(address, body, content_type="application/json")
            assert answer.status_code == status, answer.content

    def ours() -> float:
        batch = [visit() for _ in range(VISITS)]
        return cpu(lambda: post(batch, 201)) / VISITS

    def theirs() -> float:
        batch = [("/bench-bare/", visit()[1]) for _ in range(VISITS)]
        return cpu(lambda: post(batch, 200)) / VISITS

    theirs(), ours()
    taken: list[float] = []

    def noted() -> float:
        taken.append(ours())
        return taken[-1]

    interleaved("ingest of a visit of 60 answers against a bare insert (CPU)", theirs, noted, most=6.0)
    median = sorted(taken)[ROUNDS // 2]
    print(f"ingest: {median * 1000:.1f} ms CPU a visit, {1 / median:.0f} a second for each process ({DAY})")
    assert 2 / median >= 50, "two cores"


@pytest.fixture
def server(transactional_db: None) -> Iterator[str]:
    """The web process as an installation runs it (`config.run web`: gunicorn), on the test database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = connection.settings_dict
    database = f"postgresql://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}"
    environment = {
        **os.environ, "DATABASE_URL": database, "PORT": str(port), "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(engines.ROOT), "WEB_THREADS": "6",
    }  # fmt: skip
    log = engines.var_dir() / "bench-web.log"
    with log.open("wb") as out:
        web = subprocess.Popen(
            [sys.executable, "-m", "config.run", "web"], cwd=engines.ROOT, env=environment, stdout=out, stderr=out
        )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert web.poll() is None, log.read_text(errors="replace")[-3000:]
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        web.terminate()
        web.wait(30)


def test_two_hundred_phones_with_five_visits_each(server: str) -> None:
    """30 % of requests dropped before or after the server had them, apps killed at random, photos of 60–300 kB."""
    phones = phones_of_an_office(server, phones=200, visits=5, pictures=2, sizes=(60_000, 300_000), seed=2569)
    began = time.monotonic()
    counts = all_at_once(phones, threads=24)
    seconds = time.monotonic() - began
    print(
        f"\n200 phones × 5 visits × 2 photos: {seconds:.0f} s, {counts.requests:,} requests, "
        f"{counts.dropped:,} dropped, "
        f"{counts.killed:,} kills, {counts.bytes_up / 1e6:.0f} MB up, {1000 / seconds:.1f} visits a second"
    )
    check_all_is_there(phones)
    assert Visit.objects.count() == 1000
