"""The charts of the summary: the same in the page and on paper."""

from qa.levels.queries.summary import Summary, Trend
from qa.levels.queries.tables import LevelTable
from reports.charts import Chart, bars, levels


def overall_chart(found: Summary) -> Chart:
    """Schools per level; 100 % are the schools in scope."""
    items = [(cell.label, cell.count) for cell in found.total.cells]
    title = f"จำนวนโรงเรียนตามระดับคุณภาพ ระดับ{found.level_label} ปีการศึกษา {found.year}"
    return bars(items, title=title, unit="แห่ง", whole=found.total.total)


def _stacked(table: LevelTable, title: str) -> Chart:
    """A bar of 100 % a line, of the schools that have a level; lowest level first."""
    names = [word.word for word in reversed(table.scale)]
    rows = [(line.label, tuple(reversed(line.counts))) for line in table.lines]
    return levels(rows, names, title=title, unit="แห่ง")


def standards_chart(found: Summary) -> Chart | None:
    """The standards themselves, without their items."""
    table = found.standard_table
    roots = [line for line in table.lines if line.depth == 0]
    if not roots:
        return None
    made = LevelTable(table.key, table.title, table.first, roots)
    return _stacked(made, "โรงเรียนที่มีระดับ จำแนกรายมาตรฐาน")


def trend_chart(block: Trend) -> Chart:
    return _stacked(block.table, "โรงเรียนที่มีระดับ รายปีการศึกษา")
