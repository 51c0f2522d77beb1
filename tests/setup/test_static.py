"""The style sheet and the icons made from packages: several threads and processes may ask for them at once."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.staticfiles import MADE, build


def test_many_build_at_once_and_all_get_the_whole_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def slowly(path: Path, content: bytes) -> int:
        written = write(path, content)
        time.sleep(0.1)  # the others come while the file has not got its name yet
        return written

    monkeypatch.setattr(Path, "write_bytes", slowly)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(build, [tmp_path] * 8)) == [None] * 8
    made = {name: (tmp_path / name).read_text(encoding="utf-8") for name in MADE}
    assert made["css/screen.css"].startswith('@charset "UTF-8";') and ".nt-card" in made["css/screen.css"]
    assert made["img/icons.svg"].rstrip().endswith("</svg>")
    assert not list(tmp_path.rglob("*.part"))
