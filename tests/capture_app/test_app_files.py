"""The app's own files: what the worker lists, when the version changes, what the server stores under hashed names."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings

from supervision.capture import shell


def told(client: Client) -> dict[str, object]:
    """The settings inside /sw.js."""
    source = client.get("/sw.js").content.decode()
    return json.loads(re.search(r"start\((\{.*\})\);", source, re.DOTALL).group(1))


def test_the_worker_is_never_kept_and_rules_the_whole_site(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    assert answer.request["PATH_INFO"] == "/sw.js"


def test_the_list_holds_every_module_and_no_page_with_data(client: Client) -> None:
    found = told(client)
    names = {path.name for path in (settings.BASE_DIR / "static/js/capture").glob("*.js")}
    assert names <= {Path(address).name for address in found["assets"]}
    assert found["pages"] == ["/capture/", "/capture/prepare/", "/capture/new/", "/capture/v/"]
    assert not [address for address in found["assets"] if not address.startswith("/static/")]


def test_the_page_carries_the_version_of_its_worker(client: Client) -> None:
    assert f'data-version="{told(client)["version"]}"' in client.get("/capture/v/any/").content.decode()


def test_another_file_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = shell._version.__wrapped__()
    assert before == shell._version.__wrapped__()
    names = shell.file_names()
    monkeypatch.setattr(shell, "file_names", lambda: names[:-1])
    assert shell._version.__wrapped__() != before


def test_the_page_says_nothing_about_anybody(client: Client, django_user_model: type) -> None:
    stranger = client.get("/capture/").content
    assert b"csrf" not in stranger
    assert client.get("/capture/no-signal/").status_code == 200


def test_the_manifest_names_pictures_that_are_there(client: Client) -> None:
    content = client.get("/manifest.webmanifest").json()
    assert content["start_url"] == "/capture/"
    for icon in content["icons"]:
        assert (settings.BASE_DIR / "static" / icon["src"].removeprefix("/static/")).read_bytes()[:4] == b"\x89PNG"


@pytest.mark.engines
def test_imports_follow_the_hashed_names(tmp_path: Path) -> None:
    stored = {**settings.STORAGES, "staticfiles": {"BACKEND": "config.storage.StaticStorage"}}
    with override_settings(STORAGES=stored, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
    folder = tmp_path / "js/capture"
    hashed = [path for path in folder.glob("*.js") if re.search(r"\.[0-9a-f]{12}\.js$", path.name)]
    assert hashed
    for path in hashed:
        for address in re.findall(r"""(?:from|import)\s*["'](\.[^"']+)["']""", path.read_text()):
            assert re.search(r"\.[0-9a-f]{12}\.js$", address), (path.name, address)
            assert (path.parent / address).resolve().is_file(), (path.name, address)
