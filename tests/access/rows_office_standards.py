"""A set of office standards of A in force and one being written."""

from tests.access.cast import Cast
from tests.factories import office_standards


def build(cast: Cast) -> None:
    director = cast.users["group_director"]
    draft = office_standards.draft(director, cast.a, name="ร่างมาตรฐานสำนักงาน")
    cast.rows |= {
        "office_set": office_standards.published(director, cast.a, name="มาตรฐานสำนักงานที่ใช้"),
        "office_set_draft": draft,
        "office_standard": draft.standards.get(),
        "office_indicator": office_standards.indicator_of(draft),
        "office_issue": office_standards.issue_of(draft),
        "office_line": office_standards.line_of(draft),
    }
