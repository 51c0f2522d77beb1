"""The three processes of an installation, each started by one command: `python -m config.run web|worker|beat`.

`make run`, docker-compose.yml and the tests all start them through here, so what is tested is what runs.
"""

import os
import sys
from collections.abc import Callable, Mapping

from config import env


def web() -> list[str]:
    """gunicorn: a few processes with threads, because pages wait for the database more than they compute."""
    address = f"{env.text('HOST', '127.0.0.1')}:{env.number('PORT', 8000)}"
    return [
        "gunicorn", "config.wsgi:application", "--bind", address,
        "--workers", str(env.number("WEB_PROCESSES", 2)), "--threads", str(env.number("WEB_THREADS", 4)),
        "--timeout", "60", "--graceful-timeout", "10", "--max-requests", "5000", "--max-requests-jitter", "500",
        "--access-logfile", "-", "--forwarded-allow-ips", env.text("TRUSTED_PROXIES", "127.0.0.1"),
    ]  # fmt: skip


def worker() -> list[str]:
    """Celery's prefork pool: each process is a warm PDF renderer, started anew before it grows too large."""
    return [
        "celery", "-A", "config", "worker", "--pool", "prefork", "--loglevel", "INFO",
        "--concurrency", str(env.number("WORKER_PROCESSES", 2)), "--max-memory-per-child", "400000",
        "--without-gossip", "--without-mingle",
    ]  # fmt: skip


def beat() -> list[str]:
    """The scheduler; there must be exactly one. It keeps its clock in VAR_DIR (settings)."""
    return ["celery", "-A", "config", "beat", "--loglevel", "INFO", "--pidfile="]


PROCESSES: Mapping[str, Callable[[], list[str]]] = {"web": web, "worker": worker, "beat": beat}


def main() -> None:
    if len(sys.argv) != 2 or sys.argv[1] not in PROCESSES:
        sys.exit(f"usage: python -m config.run {'|'.join(PROCESSES)}")
    # glibc gives each thread a heap of its own and hands little of it back; two serve all threads of a process well.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    command = PROCESSES[sys.argv[1]]()
    os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606 - our own fixed words


if __name__ == "__main__":
    main()
