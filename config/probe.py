"""A container's health check: `python config/probe.py PART...` fails unless /healthz says those parts work.

Run as a file with the standard library alone, every half minute, so it must start in no time.
"""

import json
import os
import sys
import urllib.error
import urllib.request


def main() -> None:
    url = os.environ.get("HEALTHZ_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}/healthz"
    host = (os.environ.get("ALLOWED_HOSTS") or "127.0.0.1").split(",")[0].strip().lstrip("*.") or "127.0.0.1"
    request = urllib.request.Request(url, headers={"Host": host})  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 (our own address)
            body = answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    except OSError as error:
        sys.exit(f"{url}: {error}")
    try:
        parts = json.loads(body)["parts"]
    except (ValueError, KeyError):
        sys.exit(f"{url}: no health in the answer")
    failing = [part for part in sys.argv[1:] or parts if not parts.get(part)]
    if failing:
        sys.exit(f"not working: {', '.join(failing)}")


if __name__ == "__main__":
    main()
