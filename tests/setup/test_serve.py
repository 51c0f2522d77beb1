"""One whole instance of its own: `manage.py serve` from nothing, what it serves, and how it ends."""

import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import engines

pytestmark = pytest.mark.engines

READY = "Ctrl-C stops"
STOPPED = ["web stopped", "beat stopped", "worker stopped", "Valkey stopped", "PostgreSQL stopped"]


class Instance:
    """A running `manage.py serve`, its output line by line."""

    def __init__(self, var: Path, port: int) -> None:
        self.var, self.port, self.url = var, port, f"http://127.0.0.1:{port}"
        self.output = var.parent / "output.txt"
        environment = {
            **os.environ,
            "VAR_DIR": str(var),
            "PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        for name in ("DATABASE_URL", "REDIS_URL"):
            environment.pop(name, None)
        self.environment = environment
        self.start()

    def start(self) -> None:
        with self.output.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"], cwd=engines.ROOT, env=self.environment, stdout=out,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + 300
        while READY not in self.lines():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"serve did not come up:\n{self.lines()}")
            time.sleep(0.2)

    def lines(self) -> str:
        return self.output.read_text()

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        request = urllib.request.Request(self.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()

    def wait_until_healthy(self) -> dict[str, object]:
        deadline = time.monotonic() + 120
        while True:
            status, _, body = self.get("/healthz")
            if status == 200 or time.monotonic() > deadline:
                return dict(json.loads(body))
            time.sleep(0.3)

    def pids_of(self, name: str) -> Iterator[int]:
        """The processes of one of our entry points that this launcher started."""
        for found in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((found / "stat").read_text().rpartition(")")[2].split()[1])
                command = (found / "cmdline").read_bytes().split(b"\0")
            except (OSError, ValueError):
                continue
            if parent == self.process.pid and name.encode() in command:
                yield int(found.name)

    def interrupt(self) -> list[str]:
        """Ctrl-C; the lines about what was stopped, in order."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(90) == 0, self.lines()
        return [line for line in self.lines().splitlines() if line.endswith(" stopped")]


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = Instance(tmp_path_factory.mktemp("serve") / "var", port)
    yield running
    if running.process.poll() is None:
        running.process.terminate()
        running.process.wait(90)
    engines.stop(running.var)


def manage(instance: Instance, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=engines.ROOT, env={**instance.environment, **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_prints_its_address(instance: Instance) -> None:
    assert instance.url in instance.lines()


def test_the_printed_accounts_sign_in(instance: Instance) -> None:
    accounts = re.findall(r"^ +(\S+@\S+\.example\.org) ", instance.lines(), re.M)
    password = re.search(r"demo accounts, password (\S+):", instance.lines())
    assert len(accounts) >= 10, instance.lines()
    assert password
    for account in accounts[:3]:
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        page = browser.open(f"{instance.url}/", timeout=60).read().decode()
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)
        assert token, "whoever is not signed in is asked to"
        form = {"csrfmiddlewaretoken": token[1], "username": account, "password": password[1]}
        answer = browser.open(f"{instance.url}/account/sign-in/", urllib.parse.urlencode(form).encode(), timeout=60)
        assert answer.url == f"{instance.url}/", account
        assert answer.status == 200


def test_every_part_is_healthy(instance: Instance) -> None:
    health = instance.wait_until_healthy()
    assert health["ok"] is True, health
    assert set(health["parts"]) == {"database", "broker", "worker", "fonts", "disk"}


def test_static_files_are_hashed_squeezed_and_kept_for_ever(instance: Instance) -> None:
    manifest = json.loads((instance.var / "static" / "staticfiles.json").read_text())
    name = manifest["paths"]["css/screen.css"]
    assert re.search(r"\.[0-9a-f]{12}\.css$", name)
    _, headers, body = instance.get(f"/static/{name}", **{"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]
    assert len(body) < len(gzip.decompress(body)) / 4
    _, headers, _ = instance.get(f"/static/{name}", **{"Accept-Encoding": "br"})
    assert headers["content-encoding"] == "br"


def test_pages_carry_the_content_policy(instance: Instance) -> None:
    _, headers, _ = instance.get("/healthz")
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]


def test_a_second_one_on_the_same_data_says_so_in_one_line(instance: Instance) -> None:
    second = manage(instance, "serve", PORT="1")
    assert second.returncode == 1
    assert second.stderr.strip() == f"already running at {instance.url} on {instance.var}"


def test_a_port_in_use_is_named(instance: Instance, tmp_path: Path) -> None:
    other = tmp_path / "other"
    try:
        found = manage(instance, "serve", VAR_DIR=str(other))
        assert found.returncode == 1
        assert f"127.0.0.1:{instance.port} cannot be used" in found.stderr
        assert f"PORT={instance.port + 1} make run" in found.stderr
    finally:
        engines.stop(other)


def test_the_command_line_works_on_the_same_data(instance: Instance) -> None:
    found = manage(instance, "shell", "-v", "0", "-c", "from accounts.models import User; print(User.objects.count())")
    assert found.returncode == 0, found.stderr
    assert found.stdout.strip().isdigit()


def test_a_killed_worker_is_started_again(instance: Instance) -> None:
    (before,) = instance.pids_of("worker")
    os.kill(before, signal.SIGKILL)
    deadline = time.monotonic() + 90
    while "worker ended with -9" not in instance.lines():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    while not set(instance.pids_of("worker")) - {before}:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert instance.wait_until_healthy()["ok"] is True


def test_ctrl_c_stops_in_order_and_the_data_is_found_again(instance: Instance) -> None:
    manage(instance, "shell", "-v", "0", "-c", "from django.core.cache import cache; cache.set('kept', 'ไว้', None)")
    assert instance.interrupt() == STOPPED
    assert not engines.postgres_running(instance.var)
    assert not engines.valkey_running(instance.var)

    began = time.monotonic()
    instance.start()
    assert time.monotonic() - began < 60, "nothing to prepare the second time"
    found = manage(instance, "shell", "-v", "0", "-c", "from django.core.cache import cache; print(cache.get('kept'))")
    assert found.stdout.strip() == "ไว้", found.stderr


def test_a_killed_launcher_leaves_nobody_on_the_port(instance: Instance) -> None:
    instance.process.kill()
    instance.process.wait()
    deadline = time.monotonic() + 90
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", instance.port)):
                break
        assert time.monotonic() < deadline, "an orphan still serves"
        time.sleep(0.2)
    instance.start()
    assert instance.wait_until_healthy()["ok"] is True
    assert instance.interrupt() == STOPPED
