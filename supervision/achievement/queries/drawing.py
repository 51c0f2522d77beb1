"""The charts: the same in pages and on paper."""

from decimal import Decimal

from reports import charts
from reports.charts import Chart
from supervision.achievement.queries.figures import ExamYear, SchoolExam


def _number(value: Decimal | None) -> float | None:
    return None if value is None else round(float(value), 4)


def against_national(found: ExamYear, *, width: int = charts.WIDTH) -> Chart:
    """Where the country stands and where the district does, paper by paper."""
    items = [
        charts.Change(
            f"{line.paper.grade} {line.paper.subject}", _number(line.now.national), _number(line.now.district)
        )
        for line in found.lines
    ]
    title = f"{found.exam.short_name} ปีการศึกษา {found.year} เทียบระดับประเทศ"
    return charts.changes(items, title=title, words=("ประเทศ", "เขต"), width=width)


def exam_trend(found: ExamYear, *, width: int = charts.WIDTH) -> Chart:
    """The plain mean of all papers over the years."""
    years = [str(year) for year, _, _ in found.trend]
    series = [
        ("เขต", [_number(district) for _, district, _ in found.trend]),
        ("ประเทศ", [_number(national) for _, _, national in found.trend]),
    ]
    title = f"คะแนนเฉลี่ยทุกวิชา {found.exam.short_name} รายปีการศึกษา"
    return charts.trend(years, series, title=title, high=100, decimals=2, width=width)


def school_trend(found: SchoolExam, *, width: int = charts.WIDTH) -> Chart:
    told = found.overall()
    series = [
        ("โรงเรียน", [_number(own) for _, own, _, _ in told]),
        ("เขต", [_number(district) for _, _, district, _ in told]),
        ("ประเทศ", [_number(national) for _, _, _, national in told]),
    ]
    years = [str(year) for year, *_ in told]
    return charts.trend(years, series, title=f"{found.label} เฉลี่ยทุกวิชา", high=100, decimals=2, width=width)


def paper_trend(
    name: str, told: list[tuple[int, Decimal | None, Decimal | None]], *, width: int = charts.WIDTH
) -> Chart:
    """(year, district, country) of one paper."""
    series = [
        ("เขต", [_number(district) for _, district, _ in told]),
        ("ประเทศ", [_number(national) for _, _, national in told]),
    ]
    return charts.trend([str(year) for year, *_ in told], series, title=name, high=100, decimals=2, width=width)
