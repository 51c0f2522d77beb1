"""Strengths and points to improve of many reports put together: by standard or item, alike points as one, the most
frequent first, each opening its sources."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.levels.texts import KINDS, Text
from qa.levels.words import content_words, points

# Two points are the same when they share this part of the smaller one's words and most of their words together.
SHARED, OVERLAP = 0.75, 0.4


@dataclass(frozen=True)
class Source:
    school: int
    name: str
    text: str
    url: str


@dataclass(frozen=True)
class Point:
    """What several schools said in like words: `text` is the wording nearest to all, `sources` one a school."""

    text: str
    sources: tuple[Source, ...]

    @property
    def count(self) -> int:
        return len(self.sources)


@dataclass(frozen=True)
class Topic:
    """One standard or item (None is the whole) with its points, and how many schools wrote about it."""

    standard: int | None
    label: str
    strengths: tuple[Point, ...]
    improve: tuple[Point, ...]
    schools: int

    @property
    def parts(self) -> list[tuple[str, tuple[Point, ...]]]:
        return list(zip(KINDS.values(), (self.strengths, self.improve), strict=True))


@dataclass
class _Heap:
    words: frozenset[str]
    members: list[tuple[frozenset[str], Source]]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    common = len(one & other)
    if not common:
        return False
    return common / min(len(one), len(other)) >= SHARED and common / len(one | other) >= OVERLAP


def gathered(texts: Iterable[Text]) -> tuple[Point, ...]:
    """Points of the texts, alike ones as one; a school counts once a point."""
    heaps: list[_Heap] = []
    by_word: dict[str, list[_Heap]] = defaultdict(list)
    # The fullest wordings first: a heap's own words then stay those of a whole sentence.
    single = [
        (content_words(point) or frozenset({point}), Source(text.school, text.school_name, point, text.url))
        for text in texts
        for point in points(text.text)
    ]
    for words, source in sorted(single, key=lambda pair: (-len(pair[0]), pair[1].text, pair[1].school)):
        seen: dict[int, _Heap] = {id(heap): heap for word in words for heap in by_word[word]}
        found = max(
            (heap for heap in seen.values() if _alike(words, heap.words)),
            key=lambda heap: len(words & heap.words),
            default=None,
        )
        if found is None:
            found = _Heap(words, [])
            heaps.append(found)
            for word in words:
                by_word[word].append(found)
        found.members.append((words, source))
    made = [_point(heap) for heap in heaps]
    return tuple(sorted(made, key=lambda point: (-point.count, point.text)))


def _point(heap: _Heap) -> Point:
    counts: dict[str, int] = defaultdict(int)
    for words, _ in heap.members:
        for word in words:
            counts[word] += 1
    # The wording that shares most with the others; of two alike the shorter.
    _, best = max(heap.members, key=lambda pair: (sum(counts[w] for w in pair[0]) / len(pair[0]), -len(pair[1].text)))
    once = {source.school: source for _, source in reversed(heap.members)}
    return Point(best.text, tuple(sorted(once.values(), key=lambda source: source.name)))


def synthesise(texts: Iterable[Text], standards: Sequence[tuple[int | None, str]]) -> list[Topic]:
    """Topics in the order of `standards` (key, label), those somebody wrote about; the whole stands first."""
    by_topic: dict[int | None, dict[str, list[Text]]] = defaultdict(lambda: {kind: [] for kind in KINDS})
    schools: dict[int | None, set[int]] = defaultdict(set)
    known = {key for key, _ in standards}
    for text in texts:
        topic = text.standard if text.standard in known else None
        by_topic[topic][text.kind].append(text)
        schools[topic].add(text.school)
    topics = []
    for key, label in [(None, "ภาพรวมของโรงเรียน"), *((key, label) for key, label in standards if key is not None)]:
        if key in by_topic:
            strengths, improve = (gathered(by_topic[key][kind]) for kind in KINDS)
            topics.append(Topic(key, label, strengths, improve, len(schools[key])))
    return topics
