"""What production relies on: settings from the environment, the compose file, the health address, an S3 store."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
import yaml
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.module_loading import import_string

from config import env, health, settings
from config.lint import PRODUCTION
from config.run import PROCESSES

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SET_BY_OTHERS = {"POSTGRES_PASSWORD"}  # docker-compose.yml builds DATABASE_URL from it


def manage(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    base = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env={**base, **environment}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def names_read() -> set[str]:
    """Every environment variable that config/ reads."""
    found = set()
    for path in [*(ROOT / "config").rglob("*.py"), ROOT / "manage.py"]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = ast.unparse(node.func)
                if called in ("env.text", "env.flag", "env.number", "env.words", "os.environ.get"):
                    found.add(str(node.args[0].value))
    return found - {"PATH"}


def names_listed() -> set[str]:
    return set(re.findall(r"^([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text(), re.M))


def test_the_example_lists_every_variable_and_no_other() -> None:
    assert names_listed() - SET_BY_OTHERS - {"CHROMIUM"} == names_read() - {"CHROMIUM"}


def test_a_second_instance_writes_its_own_address_into_mails_and_links() -> None:
    assert "SITE_URL = 'http://127.0.0.1:8161'" in manage("diffsettings", PORT="8161").stdout


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_production_refuses_to_start_without(name: str) -> None:
    found = manage("check", **{**PRODUCTION, name: ""})
    assert found.returncode == 1
    assert found.stderr.strip() == f"settings: {name} must be set (.env.example lists every variable)"


def test_a_malformed_variable_is_named() -> None:
    found = manage("check", **{**PRODUCTION, "EMAIL_PORT": "smtp"})
    assert found.returncode == 1
    assert found.stderr.startswith("settings: EMAIL_PORT must be a whole number, not 'smtp'")


def test_typed_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", " a, ,b ")
    assert env.words("X") == ["a", "b"]
    monkeypatch.setenv("X", "")
    assert env.text("X", "standard") == "standard"
    assert env.number("X", 5) == 5
    assert env.flag("X", default=True) is True
    monkeypatch.setenv("X", "No")
    assert env.flag("X", default=True) is False
    monkeypatch.setenv("X", "maybe")
    with pytest.raises(env.SettingError, match="X must be true or false"):
        env.flag("X", default=True)


def test_static_files_are_collected_without_any_engine(tmp_path: Path) -> None:
    """The image is built where no database is."""
    static = tmp_path / "static"
    places = {"STATIC_DIR": str(static), "VAR_DIR": str(tmp_path / "var")}
    found = manage("collectstatic", "--noinput", **PRODUCTION, **places)
    assert found.returncode == 0, found.stderr
    assert list((static / "css").glob("screen.*.css.br"))


def test_compose_starts_what_the_tests_start() -> None:
    for name in PROCESSES:
        service = COMPOSE["services"][name]
        assert service["command"] == ["python", "-m", "config.run", name]
        assert service["restart"] == "unless-stopped"
    for name, service in COMPOSE["services"].items():
        assert "healthcheck" in service or name == "web", f"{name} has no health check"
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text()
    assert re.search(r"^USER nithet$", (ROOT / "Dockerfile").read_text(), re.M)
    assert COMPOSE["services"]["db"]["image"] == "postgres:18"


def test_docker_accepts_the_compose_file(tmp_path: Path) -> None:
    plugin = shutil.which("docker") and succeeds("docker", "compose", "version")
    command = ["docker", "compose"] if plugin else ["docker-compose"]
    if not shutil.which(command[0]):
        pytest.skip("no docker compose on this machine")
    shutil.copy(ROOT / "docker-compose.yml", tmp_path)
    example = (ROOT / ".env.example").read_text().replace("POSTGRES_PASSWORD=", "POSTGRES_PASSWORD=geheim")
    (tmp_path / ".env").write_text(example)
    found = subprocess.run([*command, "config", "-q"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr


@pytest.mark.django_db
class TestHealthz:
    def test_open_to_everyone_and_tells_nothing_else(self, client: Client) -> None:
        health.beat()
        answer = client.get("/healthz")
        assert answer.status_code == 200
        assert set(answer.json()) == {"ok", "parts"}
        assert all(value is True for value in answer.json()["parts"].values())

    def test_503_when_no_worker_was_heard(self, client: Client) -> None:
        answer = client.get("/healthz")
        assert (answer.status_code, answer.json()["parts"]["worker"]) == (503, False)

    def test_503_when_the_worker_fell_silent(self, client: Client) -> None:
        health.beat(now=1_000_000.0)
        assert health.heartbeat_age(now=1_000_070.0) == 70
        assert client.get("/healthz").json()["parts"]["worker"] is False

    def test_503_when_the_disk_is_full(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        health.beat()
        monkeypatch.setattr(health, "MIN_FREE_BYTES", 10**18)
        answer = client.get("/healthz")
        assert (answer.status_code, answer.json()["parts"]["disk"]) == (503, False)

    def test_503_and_no_error_page_when_the_broker_is_down(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*args: object, **kwargs: object) -> None:
            raise ConnectionRefusedError

        monkeypatch.setattr(cache, "set", refused)
        answer = client.get("/healthz")
        assert (answer.status_code, answer.json()["parts"]["broker"]) == (503, False)

    def test_post_is_refused(self, client: Client) -> None:
        assert client.post("/healthz").status_code == 405

    def test_a_containers_probe(self, live_url: str) -> None:
        def probe(*parts: str) -> "subprocess.CompletedProcess[str]":
            return subprocess.run(
                [sys.executable, "config/probe.py", *parts], cwd=ROOT, capture_output=True, text=True, check=False,
                env={**os.environ, "HEALTHZ_URL": f"{live_url}/healthz", "ALLOWED_HOSTS": "localhost"},
            )  # fmt: skip

        assert probe("database", "broker", "fonts").returncode == 0
        assert probe("worker").stderr.strip() == "not working: worker"


class Bucket(BaseHTTPRequestHandler):
    """The few words of the S3 protocol that saving and reading a file speak."""

    objects: ClassVar[dict[str, bytes]] = {}

    def do_PUT(self) -> None:
        self.objects[self.path.split("?")[0]] = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200, b"")

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        found = self.objects.get(self.path.split("?")[0])
        self.answer(404 if found is None else 200, found or b"")

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"x"')
        self.send_header("Last-Modified", "Sat, 21 Nov 2026 04:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    for name, value in {
        "S3_BUCKET": "nithet",
        "S3_ENDPOINT_URL": address,
        "S3_REGION": "th",
        "S3_ACCESS_KEY": "k",
        "S3_SECRET_KEY": "s",
    }.items():
        monkeypatch.setenv(name, value)
    yield address
    server.shutdown()


def test_files_go_to_a_bucket_when_one_is_named(bucket: str) -> None:
    store = settings._file_store()
    storage = import_string(str(store["BACKEND"]))(**store["OPTIONS"])
    name = storage.save("หลักฐาน/ภาพ.txt", ContentFile("สวัสดี".encode()))
    with storage.open(name) as file:
        assert file.read().decode() == "สวัสดี"
    address = storage.url(name)
    assert address.startswith(f"{bucket}/nithet/")
    assert "Signature" in address, "nobody reads the bucket without a signed address"
    with urllib.request.urlopen(address) as answer:
        assert answer.read().decode() == "สวัสดี"


def test_without_a_bucket_files_go_to_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("S3_BUCKET", raising=False)
    monkeypatch.setenv("FILES_DIR", "/srv/files")
    assert settings._file_store()["OPTIONS"] == {"location": "/srv/files"}


def test_locks_carry_hashes_and_name_no_registry() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text()
        assert "://" not in text, lock.name
        packages = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n", "", text))
        without = [package.split()[0] for package in packages if package.strip() and "--hash=sha256:" not in package]
        assert not without, (lock.name, without)
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name
