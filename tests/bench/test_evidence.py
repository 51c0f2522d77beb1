"""Evidence of 50 MB: the web process as an installation runs it grows by less than 20 MB, in parts and as one form."""

import hashlib
import io
import os
import random
import re
import threading
import time
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import requests

from core.files.resumable import PART
from evidence.models import EvidenceItem
from tests.bench.test_sync import server
from tests.evidence.media import mp4
from tests.factories import base

__all__ = ["server"]

MB = 1024 * 1024
SIZE = 50 * MB
LIMIT = 20 * MB
TUS = {"Tus-Resumable": "1.0.0"}


def paper(size: int) -> bytes:
    """A PDF with that much in it which does not pack."""
    target = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.Scan = made.make_stream(random.Random(size).randbytes(size))
        made.save(target)
    return target.getvalue()


def children(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += children(int(child))
    return found


def memory(pids: list[int]) -> int:
    """Bytes of the processes' own memory: what no file on disk backs."""
    total = 0
    for pid in pids:
        words = Path(f"/proc/{pid}/status").read_text()
        total += sum(int(found) for found in re.findall(r"^Rss(?:Anon|Shmem):\s+(\d+) kB", words, re.MULTILINE)) * 1024
    return total


class Watch(threading.Thread):
    """The most the processes held while something was done."""

    def __init__(self, pids: list[int]) -> None:
        super().__init__(daemon=True)
        self.pids, self.most, self.over = pids, 0, threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.01):
            self.most = max(self.most, memory(self.pids))


def grown(pids: list[int], act: Callable[[], None]) -> tuple[int, float]:
    """Bytes the processes held more than before, at the worst moment, and the seconds it took."""
    before = memory(pids)
    watch = Watch(pids)
    watch.start()
    began = time.monotonic()
    act()
    seconds = time.monotonic() - began
    watch.over.set()
    watch.join()
    return watch.most - before, seconds


class Sender:
    """A principal's browser."""

    def __init__(self, server: str, user: Any, school: Any) -> None:
        self.server, self.owner = server, f"store:s{school.pk}"
        self.web = requests.Session()
        page = self.web.get(f"{server}/account/sign-in/").text
        self.web.post(
            f"{server}/account/sign-in/",
            {"username": user.email, "password": base.PASSWORD, "csrfmiddlewaretoken": self.token_in(page)},
        )
        self.token = self.token_in(self.web.get(f"{server}/evidence/").text)

    @staticmethod
    def token_in(page: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert found, page[:500]
        return found[1]

    def look(self) -> None:
        assert requests.get(f"{self.server}/evidence/", cookies=self.web.cookies.get_dict()).status_code == 200

    def in_parts(self, content: bytes, name: str) -> None:
        facts = {"owner": self.owner, "filename": name, "sha256": hashlib.sha256(content).hexdigest()}
        metadata = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in facts.items())
        headers = {**TUS, "X-CSRFToken": self.token, "Referer": self.server}
        begun = {**headers, "Upload-Length": str(len(content)), "Upload-Metadata": metadata}
        made = self.web.post(f"{self.server}/evidence/uploads/", headers=begun)
        assert made.status_code == 201, made.text
        for offset in range(0, len(content), PART):
            answer = self.web.patch(
                self.server + made.headers["Location"], data=content[offset : offset + PART],
                headers={**headers, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"},
            )  # fmt: skip
            assert answer.status_code == 204, answer.text

    def as_a_form(self, content: bytes, name: str) -> None:
        answer = self.web.post(
            f"{self.server}/evidence/add/files/",
            {"owner": self.owner, "csrfmiddlewaretoken": self.token},
            files={"files": (name, content)}, headers={"Referer": self.server}, allow_redirects=False,
        )  # fmt: skip
        assert answer.status_code == 302, answer.text[:500]


def web_process() -> int:
    """gunicorn's master: the child of this process that serves the web."""
    for pid in children(os.getpid())[1:]:
        if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    raise AssertionError("no web process")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_fifty_megabytes_leave_the_server_small(server: str) -> None:
    district = base.district()
    school = base.school(district)
    sender = Sender(server, base.user("principal", school), school)
    pids = children(web_process())
    # Every thread of every process has served before, with a connection of its own and all that an upload imports.
    with ThreadPoolExecutor(24) as many:
        list(many.map(lambda _: sender.look(), range(120)))
    for number in range(4):
        sender.in_parts(paper(PART + number), f"อุ่น{number}.pdf")
        sender.as_a_form(paper(3 * MB + number), f"อุ่นเครื่อง{number}.pdf")
        sender.in_parts(mp4(weight=PART + number), f"อุ่น{number}.mp4")
    ways = [
        ("PDF in parts", lambda: sender.in_parts(paper(SIZE), "สแกน.pdf")),
        ("video in parts", lambda: sender.in_parts(mp4(weight=SIZE), "คลิป.mp4")),
        ("PDF as one form", lambda: sender.as_a_form(paper(SIZE - 1), "สแกนทั้งเล่ม.pdf")),
    ]
    worst = 0
    for name, act in ways:
        more, seconds = grown(pids, act)
        worst = max(worst, more)
        print(f"\n50 MB of evidence, {name}: server memory +{more / MB:.1f} MB at most, {seconds:.1f} s")
    assert EvidenceItem.objects.filter(school=school, size__gte=SIZE - MB).count() == len(ways)
    assert worst < LIMIT
