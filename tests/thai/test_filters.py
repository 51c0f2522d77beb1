from datetime import date

from django.template import Context, Template


def render(source: str, **context: object) -> str:
    return Template("{% load thai %}" + source).render(Context(context))


def test_filters_escape_and_format() -> None:
    day = date(2024, 1, 15)
    assert render("{{ d|thai_date }} {{ d|thai_short|thai_digits }}", d=day) == (
        "15\u00a0มกราคม\u00a02567 ๑๕\u00a0ม.ค.\u00a0๒๕๖๗"
    )
    assert render("{{ d|be_year }} {{ y|be_year }} {{ n|thai_date }}", d=day, y=2568, n=None) == "2567 2568 "
    assert render("{{ t|joined }}", t="<b>ครั้งที่ 2</b>") == "&lt;b&gt;ครั้ง\u2060ที่\u00a02&lt;/b&gt;"
    assert render("{{ t|joined }}", t=["<i>", "ข"]) == "&lt;i&gt; และ\u00a0ข"
    assert render("{{ t|thai_digits }}", t="<3") == "&lt;๓"
