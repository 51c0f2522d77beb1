"""The embedded engines in the cases that broke other launchers: crashes, strange pid files, locales, paths."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from config import engines

pytestmark = pytest.mark.engines

START = "from config import engines; engines.start()"


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of its own, its engines stopped at the end."""
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "instance"
    yield folder
    engines.stop(folder)


def start_elsewhere(var: Path, **environment: str) -> "subprocess.Popen[str]":
    """Start the engines from another process, as a second manage.py would."""
    return subprocess.Popen(
        [sys.executable, "-c", START],
        cwd=engines.ROOT,
        env={**os.environ, "VAR_DIR": str(var), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def query(var: Path, sql: str) -> object:
    with psycopg.connect(engines.database_url(var), autocommit=True) as connection:
        found = connection.execute(sql)
        return found.fetchone()[0] if found.description else None


def valkey(var: Path) -> "redis.Redis":
    return redis.Redis(unix_socket_path=str(engines.redis_socket(var)), decode_responses=True)


def postgres_pid(var: Path) -> int:
    return int((var / "postgres" / "postmaster.pid").read_text().split()[0])


def valkey_pid(var: Path) -> int:
    return int((var / "valkey" / "valkey.pid").read_text())


def lives(pid: int) -> bool:
    """Whether a process runs; one that ended but was not yet collected by its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def fill(var: Path) -> None:
    query(var, "CREATE TABLE kept (word text)")
    query(var, "INSERT INTO kept VALUES ('นิเทศ')")
    valkey(var).rpush("queue", "งาน")


def holds(var: Path) -> bool:
    return query(var, "SELECT word FROM kept") == "นิเทศ" and valkey(var).lrange("queue", 0, -1) == ["งาน"]


def test_starts_from_nothing_reuses_and_keeps_its_data(var: Path) -> None:
    assert engines.start(var)
    fill(var)
    pids = postgres_pid(var), valkey_pid(var)

    began = time.monotonic()
    assert not engines.start(var)
    assert time.monotonic() - began < 10
    assert (postgres_pid(var), valkey_pid(var)) == pids

    engines.stop(var)
    assert not engines.postgres_running(var)
    assert not engines.valkey_running(var)
    assert not engines.socket_dir(var).exists(), "nothing is left under /tmp"
    assert engines.start(var)
    assert holds(var)


def test_comes_back_after_both_servers_were_killed(var: Path) -> None:
    engines.start(var)
    fill(var)
    time.sleep(1.1)  # Valkey writes its file to disk once a second.
    os.kill(postgres_pid(var), signal.SIGKILL)
    os.kill(valkey_pid(var), signal.SIGKILL)

    assert engines.start(var)
    assert holds(var)


def test_a_pid_file_naming_somebody_elses_process(var: Path) -> None:
    engines.start(var)
    fill(var)
    engines.stop(var)
    bystander = subprocess.Popen(["sleep", "60"])
    try:
        (var / "postgres" / "postmaster.pid").write_text(f"{bystander.pid}\n{var / 'postgres'}\n1\n5432\n\n\n")
        (var / "valkey" / "valkey.pid").write_text(str(bystander.pid))
        engines.stop(var)
        assert bystander.poll() is None, "stopping must not signal a stranger"
        engines.start(var)
        assert holds(var)
        assert bystander.poll() is None
        assert valkey_pid(var) != bystander.pid, "whoever stops the server must find it"
    finally:
        bystander.kill()


def test_sockets_swept_away_under_running_servers(var: Path) -> None:
    engines.start(var)
    fill(var)
    pids = postgres_pid(var), valkey_pid(var)
    for found in engines.socket_dir(var).iterdir():
        found.unlink()

    engines.start(var)
    assert holds(var)
    assert postgres_pid(var) != pids[0]
    assert valkey_pid(var) != pids[1]
    assert not lives(pids[1]), "two servers on one file"


def test_a_folder_deleted_under_a_running_server(var: Path) -> None:
    """A checkout thrown away with its engines up, and cloned anew to the same place."""
    engines.start(var)
    ghost = valkey_pid(var)
    try:
        shutil.rmtree(var / "valkey")
        assert engines.start(var)
        assert valkey_pid(var) != ghost
        valkey(var).bgsave()
        assert valkey(var).set("after", "kept")
    finally:
        os.kill(ghost, signal.SIGKILL)


def test_several_processes_start_it_at_once(var: Path) -> None:
    starters = [start_elsewhere(var) for _ in range(4)]
    for starter in starters:
        output, _ = starter.communicate(timeout=120)
        assert starter.returncode == 0, output
    assert query(var, "SELECT 1") == 1
    assert valkey(var).ping()


def test_thai_trigrams_whatever_the_locale(var: Path) -> None:
    starter = start_elsewhere(var, LANG="C", LC_ALL="C")
    output, _ = starter.communicate(timeout=120)
    assert starter.returncode == 0, output
    query(var, "CREATE EXTENSION pg_trgm")
    query(var, "CREATE EXTENSION btree_gist")
    assert query(var, "SELECT cardinality(show_trgm('โรงเรียนบ้านนาดี')) > 3") is True
    assert query(var, "SELECT 'โรงเรียนบ้านนาดี' ILIKE '%นาดี%'") is True


def test_a_long_path_in_a_private_folder(tmp_path: Path, var: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    deep = private / ("ก" * 40) / ("x" * 60)
    try:
        engines.start(deep)
        assert query(deep, "SELECT 1") == 1
        assert private.stat().st_mode & 0o077 in (0o000, 0o001), "execute at most, never read"
        assert engines.socket_dir(deep).stat().st_mode & 0o077 == 0, "others must not reach the database"
    finally:
        engines.stop(deep)


def test_a_socket_folder_of_somebody_else_is_refused(var: Path) -> None:
    engines.socket_dir(var).symlink_to(var.parent)
    try:
        with pytest.raises(SystemExit, match="belongs to somebody else"):
            engines.start(var)
    finally:
        engines.socket_dir(var).unlink()


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemExit, match=r"cannot be used .* choose another VAR_DIR"):
        engines.start(tmp_path / "file" / "var")


def test_root_runs_them_as_another_user_and_keeps_the_owner(var: Path) -> None:
    engines.start(var)
    for pid in (postgres_pid(var), valkey_pid(var)):
        assert Path(f"/proc/{pid}").stat().st_uid != 0
        assert os.getsid(pid) != os.getsid(0), "Ctrl-C in our terminal must not reach the engines"


def test_engines_named_in_the_environment_are_left_alone(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/x")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    assert not engines.start(var)
    assert not var.exists()


def test_the_engines_command(var: Path) -> None:
    def manage(act: str) -> str:
        found = subprocess.run(
            [sys.executable, "manage.py", "engines", act],
            cwd=engines.ROOT,
            env={**os.environ, "VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "config.settings"},
            capture_output=True,
            text=True,
            check=True,
        )
        return found.stdout

    assert "PostgreSQL: stopped" in manage("status")
    assert "Valkey: running" in manage("start")
    assert "PostgreSQL: running" in manage("status")
    assert manage("stop").count("stopped") == 2
