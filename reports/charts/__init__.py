"""Charts drawn on the server: the same SVG in a page and on paper, with its numbers as a table and its message as text.

Only presentation attributes and classes: the content policy kills every `style`, WeasyPrint knows no page style sheet
inside an SVG, and in a page static/css/chart.css turns the classes to the tokens of the scheme (dark included).
"""

from reports.charts.base import FONT, RAMP, WIDTH, Chart, percent
from reports.charts.change import Change, changes
from reports.charts.columns import bars, levels
from reports.charts.groups import GroupRow, colour_groups
from reports.charts.heat import HeatMap, HeatRow, heat_map
from reports.charts.lines import trend
from reports.charts.nets import radar
from reports.charts.places import Place, places
from reports.charts.tiles import SquareState, squares

NARROW = 360  # as wide as a phone shows without making the words small

__all__ = [
    "FONT",
    "NARROW",
    "RAMP",
    "WIDTH",
    "Change",
    "Chart",
    "GroupRow",
    "HeatMap",
    "HeatRow",
    "Place",
    "SquareState",
    "bars",
    "changes",
    "colour_groups",
    "heat_map",
    "levels",
    "percent",
    "places",
    "radar",
    "squares",
    "trend",
]
