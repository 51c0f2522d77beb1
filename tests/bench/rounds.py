"""Interleaved rounds: a single timed run proves nothing; both sides take turns, the median ratio counts."""

import statistics
import time
from collections.abc import Callable

ROUNDS = 5


def interleaved(
    name: str, base: Callable[[], float], ours: Callable[[], float], *, most: float, rounds: int = ROUNDS
) -> None:
    """Run both in turn, print medians and spread, and fail when the median of our time over theirs is above `most`."""
    pairs = [(base(), ours()) for _ in range(rounds)]
    ratios = sorted(mine / theirs for theirs, mine in pairs)
    median = statistics.median(ratios)
    theirs = statistics.median(first for first, _ in pairs)
    mine = statistics.median(second for _, second in pairs)
    print(
        f"\n{name}: base {theirs:.2f} s, ours {mine:.2f} s, ratio {median:.2f} (of {ratios[0]:.2f}–{ratios[-1]:.2f}, "
        f"{rounds} rounds), limit {most:.2f}"
    )
    assert median <= most, f"{name}: {median:.2f} > {most}"


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def wall(work: Callable[[], object]) -> float:
    start = time.monotonic()
    work()
    return time.monotonic() - start
