"""The operating-system user the embedded engines run as, and what that user must be able to reach.

PostgreSQL refuses to run as root: root starts the engines as a user of their own, everybody else as themselves.
"""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

NAME = "nithet"


@dataclass(frozen=True)
class EngineUser:
    """`changes` is true when engines must be started under another uid than ours."""

    uid: int
    gid: int
    changes: bool

    def give(self, folder: Path, *, mode: int) -> None:
        """Make a folder of the engines' user, reachable through its parents (execute only, never read)."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.changes:
            os.chown(folder, self.uid, self.gid)
            _open_parents(folder)
        elif folder.stat().st_uid != os.geteuid():
            owner = pwd.getpwuid(folder.stat().st_uid).pw_name
            sys.exit(f"{folder} belongs to {owner}: start as that user or as root, or choose another VAR_DIR")
        folder.chmod(mode)

    def let_in(self, binaries: Path) -> None:
        """Let the engines' user run what a virtual environment below a private folder holds."""
        if not self.changes:
            return
        _open_parents(binaries)
        package = next((p for p in (binaries, *binaries.parents) if p.parent.name == "site-packages"), binaries)
        if package.stat().st_mode & 0o005 == 0o005:
            return
        for found in (package, *package.rglob("*")):
            if not found.is_symlink():
                mode = found.stat().st_mode
                found.chmod(mode | (0o005 if found.is_dir() or mode & 0o100 else 0o004))


OURSELVES = EngineUser(os.geteuid(), os.getegid(), changes=False)


def _open_parents(path: Path) -> None:
    for parent in path.resolve().parents:
        mode = parent.stat().st_mode
        if not mode & 0o001:
            parent.chmod(mode | 0o001)


def as_data_owner(data: Path) -> EngineUser:
    """Who runs the engine of this data folder: as root its owner or the engines' own user, otherwise ourselves."""
    if os.geteuid() != 0:
        return OURSELVES
    if data.exists() and (found := data.stat()).st_uid != 0:
        return EngineUser(found.st_uid, found.st_gid, changes=True)
    try:
        user = pwd.getpwnam(NAME)
    except KeyError:
        if not shutil.which("useradd"):
            sys.exit(f"the engines cannot run as root: create the user {NAME}, or start as an ordinary user")
        made = subprocess.run(
            ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME],
            capture_output=True,
            text=True,
            check=False,
        )
        try:
            user = pwd.getpwnam(NAME)
        except KeyError:
            sys.exit(f"the engines cannot run as root and the user {NAME} could not be made:\n{made.stderr}")
    return EngineUser(user.pw_uid, user.pw_gid, changes=True)


def run(command: Sequence[str | Path], who: EngineUser) -> subprocess.CompletedProcess[str]:
    """Run an engine's tool as that user, in a session of its own (Ctrl-C must not reach it) and a fixed locale."""
    environment: Mapping[str, str] = {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "UTC"}
    words = [str(part) for part in command]
    if who.changes:
        return subprocess.run(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
            cwd="/", env=environment, start_new_session=True, user=who.uid, group=who.gid, extra_groups=[],
        )  # fmt: skip
    return subprocess.run(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        cwd="/", env=environment, start_new_session=True,
    )  # fmt: skip
