"""What a book of blocks becomes before it is rendered."""

from reports.pdf.book import Block, Book


def test_thai_digits_in_the_foot_leave_its_code_alone() -> None:
    block = Block("<p>1</p>", foot="ฉบับที่ 2 · รหัสตรวจสอบ 12ab34cd56ef7890")
    html = Book("เอกสาร", (block,), digits="thai").sections[0].html
    assert 'data-foot="ฉบับที่ ๒ · รหัสตรวจสอบ 12ab34cd56ef7890"' in html
    assert "<p>๑</p>" in html
