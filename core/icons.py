"""The icons of the product: names picked from @tabler/icons (outline) and the few marks of our own.

`manage.py collectstatic` builds one sprite of them (config.staticfiles); templates draw one with `{% icon "name" %}`.
To use another icon add its file name to the list, in order. An icon always stands beside a word."""

from pathlib import Path
from xml.etree import ElementTree

_NAMES = """
    adjustments alert-circle alert-triangle archive arrow-back-up arrow-down arrow-left arrow-right arrow-up
    arrows-exchange arrows-join arrows-sort arrows-split award ban bell book bookmark books briefcase building
    building-community bulb calendar calendar-due calendar-event calendar-month calendar-plus calendar-stats
    camera camera-plus category certificate chart-bar chart-line chart-radar check checkbox checklist checks
    chevron-down chevron-left chevron-right chevron-up circle-check circle-dashed circle-dot circle-minus
    circle-plus circle-x clipboard clipboard-check clipboard-list clipboard-plus clipboard-text clock
    clock-pause cloud-off cloud-upload copy database-import device-floppy device-laptop device-mobile dots
    download edit external-link eye eye-off file file-alert file-check file-diff file-export file-import
    file-plus file-search file-spreadsheet file-text file-type-pdf files filter flag flag-check folder folders
    forms gauge gavel git-compare hash help history home hourglass id inbox info-circle key layout-grid link
    list list-check list-details list-numbers loader lock lock-open login logout mail mailbox map map-pin menu-2
    message message-2 minus note notes paperclip pencil phone photo photo-plus pin player-play player-stop plus
    printer progress qrcode refresh repeat report report-analytics ribbon-health route rss school search send
    settings shield-check shield-lock sitemap sort-ascending sort-descending stack-2 star switch-horizontal
    table table-export table-import tag target target-arrow template tool tools trash trending-up upload user
    user-check user-edit user-plus user-question users users-group users-plus video world writing x
    zoom-question
"""
NAMES = tuple(_NAMES.split())

# Filled shapes in a 24 box: our mark (two leaves in an open hand) and the five official quality groups.
OWN = {
    "mark": (
        '<path fill="currentColor" d="M12 11.2C10.2 9 10 5.6 12 3c2 2.6 1.8 6 0 8.2z"/>'
        '<path fill="currentColor" d="M20.6 7.6c.9 7.2-1.9 12.9-8.6 13.4C5.3 20.5 2.5 14.8 3.4 7.6'
        'c4.1.7 7 3.7 8.6 8.1 1.6-4.4 4.5-7.4 8.6-8.1z"/>'
    ),
    "group-blue": '<circle cx="12" cy="12" r="8" fill="currentColor"/>',
    "group-green": '<path fill="currentColor" d="M12 4l9 16H3z"/>',
    "group-yellow": '<rect x="4" y="4" width="16" height="16" rx="1.500" fill="currentColor"/>',
    "group-orange": '<path fill="currentColor" d="M12 2.500l9.500 9.500-9.500 9.500L2.500 12z"/>',
    "group-red": '<path fill="currentColor" d="M12 20L3 4h18z"/>',
}

ALL = frozenset(NAMES) | frozenset(OWN)


def sprite(folder: Path) -> str:
    """One SVG of <symbol id="name"> from the package's folder of outline icons.

    Raises FileNotFoundError when a listed icon is not in the package."""
    symbols = []
    for name in NAMES:
        # The package is installed from our lock file; nothing a user sends is parsed here.
        root = ElementTree.fromstring((folder / f"{name}.svg").read_text(encoding="utf-8"))  # noqa: S314 (files of the project)
        inside = "".join(
            "<{} {}/>".format(
                el.tag.rsplit("}", 1)[-1], " ".join(f'{key}="{value}"' for key, value in el.attrib.items())
            )
            for el in root
            if el.attrib.get("stroke") != "none"
        )
        symbols.append(
            f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
            f'stroke-linecap="round" stroke-linejoin="round">{inside}</symbol>'
        )
    symbols += [f'<symbol id="{name}" viewBox="0 0 24 24">{shape}</symbol>' for name, shape in OWN.items()]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def _attributes(attributes: dict[str, str]) -> str:
    return " ".join(f'{key}="{value}"' for key, value in attributes.items())
