"""Charts say in words and numbers what they draw, hold together with nothing in them, and escape what people typed."""

import xml.etree.ElementTree as ET

import pytest
from django.utils.html import format_html

from reports import charts
from reports.charts.heat import step_for

NAMES = ("Q1", "Q2", "Q3", "Q4")


def _whole(chart: charts.Chart) -> ET.Element:
    drawn = ET.fromstring(str(chart.svg))
    assert drawn.get("role") == "img"
    assert drawn.get("aria-label") == chart.text
    assert "style" not in str(chart.svg)
    assert all(len(row) == len(chart.head) for row in chart.rows)
    return drawn


def test_before_and_after_says_the_difference_with_its_sign() -> None:
    items = [
        charts.Change("นักเรียน", 50, 62.5, 80), charts.Change("ครู", 70, 67), charts.Change("ห้องเรียน", None, 40),
        charts.Change("ผู้อำนวยการ", 55, 55), charts.Change("การบริหาร", None, None),
    ]  # fmt: skip
    chart = charts.changes(items, title="พัฒนาการ", words=("ข้อมูลฐาน", "ผลปลายปี"))
    _whole(chart)
    assert chart.head == ("รายการ", "ข้อมูลฐาน", "ผลปลายปี", "เปลี่ยนแปลง", "เป้าหมาย")
    assert [row[3] for row in chart.rows] == ["+12.50", "−3.00", "–", "0.00", "–"]
    assert chart.rows[0] == ("นักเรียน", "50.00", "62.50", "+12.50", "80.00")
    assert "ครู ข้อมูลฐาน 70.00 ผลปลายปี 67.00" in chart.text


def test_colour_groups_count_shares_of_the_schools_with_a_result() -> None:
    rows = [
        charts.GroupRow("ปี 2567", {"blue": 1, "red": 2}, without=4),
        charts.GroupRow("ปี 2566", {}, without=7),
    ]
    chart = charts.colour_groups(rows, title="กลุ่มสี")
    drawn = _whole(chart)
    assert chart.rows[0] == (
        "ปี 2567", "1 (33.33)", "0 (0.00)", "0 (0.00)", "0 (0.00)", "2 (66.67)", "4", "7",
    )  # fmt: skip
    assert chart.rows[1][1:6] == ("0 (–)",) * 5
    words = [node.text for node in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"น้ำเงิน", "เขียว", "เหลือง", "แสด", "แดง", "ยังไม่มีผล", "3 โรงเรียน · ไม่มีผล 4"} <= set(words)


@pytest.mark.parametrize(
    ("value", "step"), [(0, 0), (49.99, 0), (50, 1), (69.9, 2), (70, 3), (89.999, 4), (90, 5), (100, 5)]
)
def test_steps_of_the_heat_are_half_open(value: float, step: int) -> None:

    assert step_for(value) == step


def test_a_heat_map_prints_every_number_and_says_best_and_weakest() -> None:
    rows = [
        charts.HeatRow("บ้านนา <b>", (80.0, 40.0), url="/a?b=1&c=2"),
        charts.HeatRow("บ้านป่า", (100.0, None)),
    ]
    found = charts.heat_map(rows, [("1.1", "อ่านออก"), ("1.2", "คิด <เลข>")], title="แผนที่ความร้อน", groups=[("Q1", 2)])
    assert "สูงสุด 1.1 อ่านออก ร้อยละ 90.00" in found.text
    assert "ต่ำสุด 1.2 คิด <เลข> ร้อยละ 40.00" in found.text
    table = ET.fromstring(str(found.table))
    assert [cell.text for cell in table.iter("td") if cell.get("class", "").startswith("nt-h")] == [
        "80",
        "40",
        "100",
        "–",
    ]
    assert "<b>" not in str(found.table)
    assert [place for place, _ in found.legend] == [0, 1, 2, 3, 4, 5]


def test_an_empty_heat_map_says_so() -> None:
    found = charts.heat_map([], [("1.1", "อ่านออก")], title="แผนที่ความร้อน")
    assert found.text == "แผนที่ความร้อน: ยังไม่มีข้อมูล"


@pytest.mark.parametrize("width", [charts.NARROW, charts.WIDTH])
def test_nets_and_lines_fit_the_width_asked_for(width: int) -> None:
    for chart in (
        charts.radar([(name, 61.5) for name in NAMES], title="เรดาร์", top=100, target=[80] * 4, width=width),
        charts.trend(["2566", "2567"], [(name, (50.0, None)) for name in NAMES], title="แนวโน้ม", high=100, width=width),
    ):
        drawn = _whole(chart)
        assert drawn.get("width") == str(width)
        for node in drawn.iter("{http://www.w3.org/2000/svg}text"):
            assert 0 <= float(node.get("x", "-1")) <= width


def test_heads_that_lead_somewhere_stay_links_and_words_do_not_run() -> None:
    link = format_html('<a href="?sort=name">{}</a>', "โรงเรียน")
    found = charts.heat_map(
        [charts.HeatRow("บ้านนา", (70.0,), lead=("<i>",))], [("1.1", "อ่านออก")], title="แผนที่", first=link, lead=("รวม",)
    )
    assert '<a href="?sort=name">โรงเรียน</a>' in found.table
    assert "&lt;i&gt;" in found.table
