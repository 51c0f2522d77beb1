"""Papers of published results: a page per school, the ranking, the workbook with formulas, the colour groups."""

from reports.registry import register
from supervision.results.documents.colours import ColourGroups
from supervision.results.documents.profile import SchoolProfile
from supervision.results.documents.ranking import Ranking
from supervision.results.documents.workbook import IndicatorWorkbook

register(SchoolProfile())
register(Ranking())
register(IndicatorWorkbook())
register(ColourGroups())
