"""How schools are written on a page."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def school_name(school: Any) -> SafeString:
    """One unbreakable piece that moves to the next line whole; a long name breaks at its stored points only."""
    words = (school.name_breaks or school.name).split("·")
    if len(words) == 1:
        return format_html('<span class="nt-name">{}</span>', words[0])
    return format_html_join(mark_safe("<wbr>"), '<span class="nt-name">{}</span>', ((word,) for word in words))
