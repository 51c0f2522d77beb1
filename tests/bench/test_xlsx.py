"""A workbook of 24,000 × 25 against a bare openpyxl write-only loop of the same cells, and its memory."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from reports import xlsx
from tests.bench.rounds import cpu, interleaved

ROWS = 24_000
COLUMNS = tuple(xlsx.Column(f"คอลัมน์ {n}", kind="date" if n in (2, 3) else "text") for n in range(25))
WORDS = [f"ข้อความที่พิมพ์ไว้ {n}" for n in range(50)]


def rows(count: int = ROWS) -> Iterator[list[Any]]:
    """Like a visit list: codes, names, two dates, numbers, typed text of which a few begin with "="."""
    for n in range(count):
        typed = "=1+1" if n % 500 == 0 else WORDS[n % 50]
        line: list[Any] = [
            f"{n:010}",
            f"โรงเรียนบ้านทดสอบ {n % 107}",
            date(2024, 5, 1 + n % 28),
            date(2024, 6, 1 + n % 28),
        ]
        yield line + [typed] + [WORDS[(n + k) % 50] if k % 3 else n * k for k in range(20)]


def bare(path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("ข้อมูล")
    for row in rows():
        sheet.append(row)
    book.save(path)


def test_24_000_rows_of_25_columns(tmp_path: Path) -> None:
    interleaved(
        "XLSX 24,000 × 25 (CPU)",
        lambda: cpu(lambda: bare(tmp_path / "bare.xlsx")),
        lambda: cpu(lambda: xlsx.write(tmp_path / "ours.xlsx", [xlsx.Sheet("ข้อมูล", COLUMNS, rows())])),
        most=1.3,
    )


PEAK = """
import re, sys
from pathlib import Path
import django
django.setup()
from reports import xlsx
from tests.bench.test_xlsx import COLUMNS, rows
xlsx.write(Path(sys.argv[2]), [xlsx.Sheet("ข้อมูล", COLUMNS, rows(int(sys.argv[1])))])
# Not ru_maxrss: a child inherits its parent's peak there.
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1))
"""


def peak_megabytes(count: int, path: Path) -> float:
    """Peak memory of a process of its own that writes `count` rows."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(count), str(path)], check=True, capture_output=True, text=True
    )
    return int(done.stdout.split()[-1]) / 1024


def test_memory_does_not_grow_with_rows(tmp_path: Path) -> None:
    small, large = (peak_megabytes(count, tmp_path / "m.xlsx") for count in (6_000, 48_000))
    print(f"\nXLSX memory: 6,000 rows {small:.0f} MB, 48,000 rows {large:.0f} MB")
    assert large <= small + 20
