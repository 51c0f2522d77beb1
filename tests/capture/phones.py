"""Phones in the field, simulated over real HTTP: signal that comes and goes, and apps that are killed and opened again.

All chance is drawn from a seed, for each phone its own, so a run can be had again. A request that is dropped is dropped
either before it reaches the server or after, when only the answer is lost. What a phone remembers is what it had stored
when it was killed.
"""

import hashlib
import http.client
import json
import random
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

PART = 262_144


class Dropped(Exception):
    """The line broke: nobody knows whether the server heard."""


class Killed(Exception):
    """The app was ended by the phone's system between two steps."""


@dataclass
class Counts:
    requests: int = 0
    dropped: int = 0
    killed: int = 0
    bytes_up: int = 0


@dataclass
class PhoneInTheField:
    """One supervisor's phone with its visits; `stored` is what survives a kill."""

    address: str
    cookie: str
    seed: int
    documents: list[dict[str, Any]]
    pictures: dict[str, bytes]
    drop: float = 0.3
    kill: float = 0.02
    stored: dict[str, Any] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.stored = {"sent": [], "arrived": [], "places": {}}
        self.token = ""

    def run(self, most: int = 400) -> Counts:
        """Until everything is confirmed; opened again after each kill."""
        for _ in range(most):
            try:
                self._drain()
                return self.counts
            except Dropped:
                continue
            except Killed:
                self.counts.killed += 1
                self.token = ""
        raise AssertionError(f"phone {self.seed} never finished: {self.stored}")

    def _drain(self) -> None:
        if not self.token:
            self.token = self._ask("GET", "/capture/hello/")[1]["csrf"]
        for document in self.documents:
            self._visit(document)

    def _visit(self, document: dict[str, Any]) -> None:
        key = document["id"]
        waiting = [row for row in document["photos"] if row["id"] not in self.stored["arrived"]]
        if key in self.stored["sent"] and not waiting:
            return
        self._live()
        status, told, _ = self._ask(
            "POST", f"/capture/visits/{key}/", json.dumps(document).encode(), {"Content-Type": "application/json"}
        )
        if status == 423:
            raise Dropped
        assert status in (200, 201), (status, told)
        self.stored["sent"].append(key)
        for row in waiting:
            if told["photos"][row["id"]]["arrived"]:
                self.stored["arrived"].append(row["id"])
            else:
                self._picture(key, row)

    def _picture(self, visit: str, row: dict[str, Any]) -> None:
        content = self.pictures[row["sha256"]]
        tus = {"Tus-Resumable": "1.0.0"}
        place = self.stored["places"].get(row["id"])
        if place is None:
            fields = {"visit": visit, "photo": row["id"], "sha256": row["sha256"], "filename": "p.jpg"}
            metadata = ",".join(f"{name} {b64encode(text.encode()).decode()}" for name, text in fields.items())
            status, told, headers = self._ask(
                "POST", "/capture/files/", b"", {**tus, "Upload-Length": str(row["size"]), "Upload-Metadata": metadata}
            )
            assert status == 201, (status, told)
            place = self.stored["places"][row["id"]] = headers["Location"]
        offset = int(self._ask("HEAD", place, b"", tus)[2]["Upload-Offset"])
        while offset < len(content):
            self._live()
            status, told, headers = self._ask(
                "PATCH", place, content[offset : offset + PART],
                {**tus, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"},
            )  # fmt: skip
            if status in (409, 423):
                raise Dropped
            assert status == 204, (status, told)
            offset = int(headers["Upload-Offset"])
        self.stored["arrived"].append(row["id"])

    def _live(self) -> None:
        if self.chance.random() < self.kill:
            raise Killed

    def _ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, Any, Any]:
        """One request over a line of its own, lost by chance before or after the server has it."""
        lost = self.chance.random()
        self.counts.requests += 1
        if lost < self.drop / 2:
            self.counts.dropped += 1
            raise Dropped
        parts = urlsplit(self.address)
        line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        try:
            line.request(
                method, path, body or None,
                {"Cookie": self.cookie + (f"; csrftoken={self.token}" if self.token else ""),
                 "X-CSRFToken": self.token, "Connection": "close", **(headers or {})},
            )  # fmt: skip
            self.counts.bytes_up += len(body)
            answer = line.getresponse()
            content = answer.read()
        finally:
            line.close()
        if lost < self.drop:
            self.counts.dropped += 1
            raise Dropped
        told = json.loads(content) if content and answer.headers.get_content_type() == "application/json" else {}
        return answer.status, told, answer.headers


def key(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def noise(chance: random.Random, size: int) -> bytes:
    """A real JPEG of about `size` bytes that nothing else is equal to."""
    from io import BytesIO

    from PIL import Image

    side = int(size**0.5)
    found = BytesIO()
    Image.frombytes("L", (side, side), chance.randbytes(side * side)).save(found, "JPEG", quality=95)
    return found.getvalue()


def announced(chance: random.Random, content: bytes) -> dict[str, Any]:
    return {
        "id": key(chance), "sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "caption": "",
        "taken_at": None, "place": None, "sheet": None, "item": "", "removed": False,
    }  # fmt: skip


def all_at_once(phones: list[PhoneInTheField], *, threads: int = 16) -> Counts:
    """Run every phone, some at a time; what they did together."""
    with ThreadPoolExecutor(threads) as pool:
        done = list(pool.map(PhoneInTheField.run, phones))
    return Counts(*(sum(getattr(one, name) for one in done) for name in Counts.__dataclass_fields__))
