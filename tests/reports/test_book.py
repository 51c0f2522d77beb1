"""What a book of blocks becomes before it is rendered."""

from reports.pdf.book import Block, Book


def test_thai_digits_in_the_foot_leave_its_code_alone() -> None:
    block = Block("<p>1</p>", foot="ฉบับที่ 2 · รหัสตรวจสอบ 12ab34cd56ef7890")
    html = Book("เอกสาร", (block,), digits="thai").sections[0].html
    assert 'data-foot="ฉบับที่ ๒ · รหัสตรวจสอบ 12ab34cd56ef7890"' in html
    assert "<p>๑</p>" in html


def test_a_span_of_years_in_the_foot_is_in_thai_digits_too() -> None:
    block = Block("<p>1</p>", foot="แผนพัฒนาคุณภาพการศึกษา พ.ศ. 2569–2573 ฉบับที่ 1")
    html = Book("เอกสาร", (block,), digits="thai").sections[0].html
    assert 'data-foot="แผนพัฒนาคุณภาพการศึกษา พ.ศ. ๒๕๖๙–๒๕๗๓ ฉบับที่ ๑"' in html


def test_a_group_of_the_code_that_is_all_digits_stays_too() -> None:
    block = Block("<p>1</p>", foot="รายงาน ภาคเรียนที่ 2/2569 ฉบับที่ 1 · รหัสตรวจสอบ 7902 f9ab 1234 … 9018 · หน้า 3")
    html = Book("เอกสาร", (block,), digits="thai").sections[0].html
    assert 'data-foot="รายงาน ภาคเรียนที่ ๒/๒๕๖๙ ฉบับที่ ๑ · รหัสตรวจสอบ 7902 f9ab 1234 … 9018 · หน้า ๓"' in html
