"""Every check that needs no running test: style, types, templates, migrations, Django's own; `--fix` repairs style."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

# What it is, its command, the environment beside ours.
Check = tuple[str, Sequence[str], Mapping[str, str]]

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]

# What `check --deploy` is asked about: a server set up as docs/deploy.md says.
PRODUCTION = {
    "PRODUCTION": "true",
    "SECRET_KEY": "a-key-for-this-check-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "nithet.go.th",
    "SITE_URL": "https://nithet.go.th",
    "DATABASE_URL": "postgresql://nithet@127.0.0.1:1/nithet",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "DEFAULT_FROM_EMAIL": "nithet@nithet.go.th",
    "EMAIL_HOST": "mail.nithet.go.th",
}


def templates() -> list[str]:
    """Every HTML template of the project."""
    return sorted(str(found.relative_to(ROOT)) for found in (ROOT / "templates").rglob("*.html"))


def checks(*, fix: bool) -> list[Check]:
    """All checks, the quick ones first; with `fix` the repairs instead."""
    ruff, djhtml = str(BIN / "ruff"), str(BIN / "djhtml")
    style: list[Check] = [
        ("ruff check", [ruff, "check", "-q", *(["--fix"] if fix else []), "."], {}),
        ("ruff format", [ruff, "format", "-q", *([] if fix else ["--check"]), "."], {}),
    ]
    if found := templates():
        style.append(("djhtml", [djhtml, "--tabwidth", "2", *([] if fix else ["--check"]), *found], {}))
    if fix:
        return style
    return [
        *style,
        ("manage.py check", [*MANAGE, "check", "--fail-level", "WARNING"], {}),
        ("manage.py check --deploy", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        ("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], {}),
        ("mypy", [str(BIN / "mypy"), "--no-error-summary", "."], {}),
    ]


def main() -> None:
    fix = "--fix" in sys.argv
    failed = []
    for name, command, environment in checks(fix=fix):
        found = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
        )
        if found.returncode:
            failed.append(name)
            sys.stdout.write(f"{name}:\n{found.stdout}{found.stderr}\n")
        else:
            sys.stdout.write(f"{name}: ok\n")
        sys.stdout.flush()
    if failed:
        sys.exit(f"lint: {', '.join(failed)} failed")


if __name__ == "__main__":
    main()
