"""`make setup` on machines that lack something: it installs it, or names it in one line."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from config import bootstrap


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without venv, without the font subsetter, without a browser and readers of PDFs."""
    find = importlib.util.find_spec

    def load(name: str) -> None:
        if "subset" in name:
            raise OSError

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "ensurepip" else find(name))
    monkeypatch.setattr("ctypes.CDLL", load)
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.delenv("CHROMIUM", raising=False)


@pytest.mark.usefixtures("lacking")
def test_names_what_is_missing() -> None:
    venv = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert bootstrap.missing_packages(tests=False) == [venv, "libharfbuzz-subset0"]
    assert bootstrap.missing_packages(tests=True) == [venv, "libharfbuzz-subset0", "chromium", "poppler-utils"]


@pytest.mark.usefixtures("lacking")
def test_without_apt_it_stops_with_one_line() -> None:
    with pytest.raises(SystemExit, match=r"missing on this machine: .*As an administrator: apt-get install .*chromium"):
        bootstrap.install_os_packages(tests=True)


@pytest.mark.usefixtures("lacking")
def test_without_rights_it_stops_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    with pytest.raises(SystemExit, match="As an administrator: apt-get install"):
        bootstrap.install_os_packages(tests=False)


def test_an_old_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.version_info", (3, 10, 0))
    monkeypatch.setattr("sys.argv", ["bootstrap.py"])
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed"):
        bootstrap.main()


def test_a_stamp_changes_with_its_lock(tmp_path: Path) -> None:
    lock, stamp = tmp_path / "lock", tmp_path / "stamp"
    lock.write_text("a==1")
    stamp.write_text(bootstrap.fingerprint(lock))
    assert bootstrap.fresh(stamp, bootstrap.fingerprint(lock))
    lock.write_text("a==2")
    assert not bootstrap.fresh(stamp, bootstrap.fingerprint(lock))


def test_runs_on_the_standard_library_alone() -> None:
    found = subprocess.run(
        [sys.executable, "-I", "-S", str(Path(bootstrap.__file__)), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
