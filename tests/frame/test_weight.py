"""What goes over the wire from the server production uses: at most 250 kB on the first visit, 30 kB on later pages."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone
from playwright.sync_api import Browser, Page, Response, expect

from accounts.models import User
from core.models import Notice
from tests.factories import base
from tests.fixtures.mail import Mailbox
from tests.fixtures.worker import environment_of_tests

pytestmark = [pytest.mark.e2e, pytest.mark.engines, pytest.mark.django_db(transaction=True)]
FIRST_KB, LATER_KB = 250, 30


@pytest.fixture
def server(mail_process: Mailbox, tmp_path: Path) -> Iterator[str]:
    """The web process of `config.run` on the test database, with hashed and compressed files of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **environment_of_tests(mail_process),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORT": str(port),
        "WEB_PROCESSES": "1",
        "REDIS_URL": settings.REDIS_URL,
    }
    folder, log = settings.BASE_DIR, (tmp_path / "web.log").open("wb")
    collect = "import django; django.setup(); from config import collect; collect.collect()"
    subprocess.run([sys.executable, "-c", collect], cwd=folder, env=environment, check=True, stdout=log, stderr=log)
    process = subprocess.Popen(
        [sys.executable, "-m", "config.run", "web"], cwd=folder, env=environment, stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while True:
        try:
            urlopen(f"{address}/account/sign-in/", timeout=5).close()
            break
        except (URLError, OSError):
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                pytest.fail((tmp_path / "web.log").read_text()[-2000:])
            time.sleep(0.2)
    yield address
    process.terminate()
    process.wait(20)
    log.close()


def visit(page: Page, path: str) -> tuple[float, list[str]]:
    """Kilobytes over the wire, headers included, and the addresses asked for."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto(path, wait_until="networkidle")
    page.remove_listener("response", note)
    sizes = [answer.request.sizes() for answer in answers]
    return sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes) / 1024, [a.url for a in answers]


def test_pages_are_light(browser: Browser, server: str) -> None:
    user = base.user("group_director", base.district())
    # The server under test does not know the cheap hash of the tests.
    User.objects.filter(pk=user.pk).update(password=PBKDF2PasswordHasher().encode(base.PASSWORD, "salt"))
    Notice.objects.bulk_create(
        Notice(recipient=user, code="t", title=f"แผนนิเทศได้รับอนุมัติ เรื่องที่ {n}", created_at=timezone.now())
        for n in range(60)
    )
    context = browser.new_context(base_url=server, viewport={"width": 360, "height": 740})
    page = context.new_page()
    first, asked = visit(page, "/account/sign-in/")
    assert first <= FIRST_KB, asked
    assert not [url for url in asked if not url.startswith(server)]
    page.get_by_label("อีเมล").fill(user.email)
    page.get_by_label("รหัสผ่าน").fill(base.PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    expect(page.locator("#home-waiting")).to_be_visible()
    page.wait_for_load_state("networkidle")
    later = {path: visit(page, path)[0] for path in ("/", "/menu/", "/notices/", "/look/", "/account/profile/")}
    context.close()
    assert max(later.values()) <= LATER_KB, later
    print(f"first visit {first:.0f} kB; later {', '.join(f'{k} {v:.0f}' for k, v in later.items())} kB")


def test_the_offline_app_is_light(browser: Browser, server: str) -> None:
    """Its first visit, the page and what the service worker fetches beside it; then pages without a byte of files."""
    context = browser.new_context(base_url=server, viewport={"width": 360, "height": 740})
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    context.on("response", note)
    page = context.new_page()
    page.goto("/capture/", wait_until="networkidle")
    page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    wire = [answer for answer in answers if not answer.from_service_worker]
    sizes = [answer.request.sizes() for answer in wire]
    first = sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes) / 1024
    assert first <= FIRST_KB, sorted((answer.url, answer.request.sizes()["responseBodySize"]) for answer in wire)
    later = {path: visit(page, path)[0] for path in ("/capture/", "/capture/new/", "/capture/prepare/")}
    context.close()
    assert max(later.values()) <= LATER_KB, later
    print(f"offline app: first visit {first:.0f} kB; later {', '.join(f'{k} {v:.0f}' for k, v in later.items())} kB")
