"""Distances against figures known from elsewhere."""

from core.distance import in_words, metres


def test_known_distances() -> None:
    assert metres((0, 0), (0, 0)) == 0
    assert metres((0, 0), (0, 1)) == 111_195
    assert metres((17.486, 101.722), (17.486, 101.723)) == 106
    # Half way round.
    assert round(metres((0, 0), (0, 180)) / 1000) == 20_015


def test_in_words() -> None:
    assert in_words(120) == "120 เมตร"
    assert in_words(3_449) == "3.4 กม."
