"""Points of many reports put together: alike wordings as one, most frequent first, each with its sources."""

from qa.levels.queries.synthesis import gathered, synthesise
from qa.levels.texts import IMPROVE, STRENGTH, Text
from qa.levels.words import content_words, points


def text(school: int, words: str, *, kind: str = STRENGTH, standard: int | None = 1) -> Text:
    return Text(kind, school, f"โรงเรียน {school}", words, f"/sar/{school}/", standard)


def test_a_text_is_cut_into_its_points() -> None:
    assert points("1. อ่านออกเขียนได้\n2) คิดเลขเป็น\n- มีมารยาทดี") == ["อ่านออกเขียนได้", "คิดเลขเป็น", "มีมารยาทดี"]
    assert points("ค่าเฉลี่ย O-NET สูงกว่า 2.5 คะแนน") == ["ค่าเฉลี่ย O-NET สูงกว่า 2.5 คะแนน"]


def test_words_without_meaning_of_their_own_fall_away() -> None:
    found = content_words("ครูควรพัฒนาการใช้สื่อเทคโนโลยีอย่างต่อเนื่อง")
    assert "เทคโนโลยี" in found
    assert not found & {"ครู", "ควร", "พัฒนา", "การ", "อย่าง", "ต่อเนื่อง"}


def test_alike_points_are_one_and_the_most_frequent_stands_first() -> None:
    found = gathered(
        [
            text(1, "- นักเรียนอ่านออกเขียนได้ตามระดับชั้น\n- มีแหล่งเรียนรู้ในชุมชน"),
            text(2, "ผู้เรียนสามารถอ่านออกเขียนได้ตามระดับชั้น"),
            text(3, "นักเรียนอ่านออก เขียนได้ ตามระดับชั้น"),
            text(3, "นักเรียนมีสุขภาพแข็งแรง น้ำหนักส่วนสูงตามเกณฑ์"),
        ]
    )
    assert [point.count for point in found] == [3, 1, 1]
    assert "อ่านออก" in found[0].text
    assert [source.url for source in found[0].sources] == ["/sar/1/", "/sar/2/", "/sar/3/"]


def test_a_school_that_repeats_itself_counts_once() -> None:
    [point] = gathered([text(1, "ขาดแคลนครูวิชาเอก"), text(1, "ขาดแคลนครูวิชาเอก")])
    assert point.count == 1


def test_topics_stand_in_the_order_of_the_set_and_unknown_ones_under_the_whole() -> None:
    topics = synthesise(
        [
            text(1, "ใช้สื่อเทคโนโลยี", standard=2),
            text(2, "ขาดแคลนครูวิชาเอก", kind=IMPROVE, standard=1),
            text(3, "ชุมชนเข้มแข็ง", standard=99),
        ],
        [(1, "มาตรฐานที่ 1"), (2, "มาตรฐานที่ 2")],
    )
    assert [(topic.label, len(topic.strengths), len(topic.improve)) for topic in topics] == [
        ("ภาพรวมของโรงเรียน", 1, 0), ("มาตรฐานที่ 1", 0, 1), ("มาตรฐานที่ 2", 1, 0)
    ]  # fmt: skip
