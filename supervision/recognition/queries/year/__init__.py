"""A programme's year in figures, step by step, for its report: what was done, whom it reached, what came of it."""

from supervision.recognition.queries.year.reached import Reached, reached_of
from supervision.recognition.queries.year.report import Section, StepYear, Year, year_of

__all__ = ["Reached", "Section", "StepYear", "Year", "reached_of", "year_of"]
