"""`manage.py serve`: web, worker and scheduler of one instance under one launcher, stopped in order by Ctrl-C.

For one machine: `make run` and small offices. Elsewhere docker-compose.yml starts the same processes (config.run).
"""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TextIO

from config import engines, env

START_ORDER = ("worker", "beat", "web")
STOP_ORDER = ("web", "beat", "worker")
PATIENCE = {"web": 15, "beat": 10, "worker": 40}
TOO_SOON = 10
MOST_RESTARTS = 3


class Stopped(Exception):
    """Somebody asked this instance to end."""


def _end_with_parent() -> None:
    """A killed launcher must not leave a web server behind that holds the port (Linux only)."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


class Child:
    """One of our processes, with its log file and how often it fell over right after its start."""

    def __init__(self, name: str, logs: Path) -> None:
        self.name = name
        self.log = logs / f"{name}.log"
        self.restarts = 0
        self.start()

    def start(self) -> None:
        self.started = time.monotonic()
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.run", self.name],
                cwd=engines.ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                start_new_session=True, preexec_fn=_end_with_parent,  # noqa: PLW1509 - this process has no threads
            )  # fmt: skip

    def revive(self) -> None:
        """Start it again; raises Stopped when it keeps falling over."""
        lived = time.monotonic() - self.started
        self.restarts = self.restarts + 1 if lived < TOO_SOON else 1
        if self.restarts > MOST_RESTARTS:
            tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
            raise Stopped(f"{self.name} does not stay up; the end of {self.log}:\n{tail}")
        say(f"{self.name} ended with {self.process.returncode}, starting it again (see {self.log})")
        self.end_group()
        time.sleep(self.restarts)
        self.start()

    def stop(self) -> None:
        """End it as it likes to be ended, then by force with everything it started."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE[self.name])
            except subprocess.TimeoutExpired:
                say(f"{self.name} did not end within {PATIENCE[self.name]} s: killed")
        self.end_group()
        self.process.wait()

    def end_group(self) -> None:
        """Whatever it started and left behind: a killed Celery's pool would go on taking jobs."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def say(line: str) -> None:
    print(line, flush=True)


def claim(var: Path, address: str) -> TextIO:
    """The lock of this VAR_DIR, held while this process lives; ends the command when somebody else has it."""
    lock = (var / "serve.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        sys.exit(f"already running at {lock.read().strip() or 'another address'} on {var}")
    lock.truncate(0)
    lock.write(address)
    lock.flush()
    return lock


def require_free_port(host: str, port: int) -> None:
    """End the command with one line when somebody else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(f"{host}:{port} cannot be used ({error.strerror}); choose another: PORT={port + 1} make run")


def _wait_for_web(web: Child, host: str, port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and web.process.poll() is None:
        try:
            with socket.create_connection((host, port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)


def _on_signal(number: int, frame: FrameType | None) -> None:
    raise Stopped


def serve(prepare: Callable[[], None], greeting: Callable[[str], Sequence[str]]) -> None:
    """Prepare, start everything, greet, watch; returns when a signal ended it, exits non-zero when it could not run.

    `prepare` runs with the engines up; `greeting(address)` gives the lines to print once the web server answers.
    """
    host, port = env.text("HOST", "127.0.0.1"), env.number("PORT", 8000)
    var, address = engines.var_dir(), f"http://{host}:{port}"
    var.mkdir(parents=True, exist_ok=True)
    with claim(var, address):
        require_free_port(host, port)
        children: dict[str, Child] = {}
        reason = ""
        try:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, _on_signal)
            prepare()
            logs = var / "log"
            logs.mkdir(exist_ok=True)
            for name in START_ORDER:
                children[name] = Child(name, logs)
            _wait_for_web(children["web"], host, port)
            for line in greeting(address):
                say(line)
            while True:
                for child in children.values():
                    if child.process.poll() is not None:
                        child.revive()
                time.sleep(0.5)
        except Stopped as stopped:
            reason = str(stopped)
        finally:
            # A second Ctrl-C while stopping must not leave half of it running.
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            _stop_all(children, var)
        if reason:
            sys.exit(reason)


def _stop_all(children: dict[str, Child], var: Path) -> None:
    for name in STOP_ORDER:
        if name in children:
            children[name].stop()
            say(f"{name} stopped")
    own_postgres, own_valkey = engines.embedded()
    if own_valkey:
        engines.stop_valkey(var)
        say("Valkey stopped")
    if own_postgres:
        engines.stop_postgres(var)
        say("PostgreSQL stopped")
    if own_postgres and own_valkey:
        engines.stop(var)
