"""`make test`: every test on engines of their own, which are stopped again when this run started them.

Two processes share the work, each with its own test database and queue (tests/conftest.py says who runs what).
"""

import os
import subprocess
import sys

from config import engines

PROCESSES = ("-n", "2", "--no-loadscope-reorder")


def main() -> None:
    os.environ.setdefault("VAR_DIR", str(engines.ROOT / "var-test"))
    started = engines.start(durable=False)
    try:
        code = subprocess.run(
            [sys.executable, "-m", "pytest", *PROCESSES, *sys.argv[1:]], cwd=engines.ROOT, check=False
        ).returncode
    except KeyboardInterrupt:
        code = 130
    finally:
        if started:
            engines.stop()
    sys.exit(code)


if __name__ == "__main__":
    main()
