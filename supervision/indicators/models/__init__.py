"""Models of improvement, their indicator sets, and the colours an office paints results with."""

from supervision.indicators.models.colours import ColourBand, ColourScheme
from supervision.indicators.models.imports import IndicatorImport
from supervision.indicators.models.sets import Area, Indicator, IndicatorSet, QualityModel

__all__ = ["Area", "ColourBand", "ColourScheme", "Indicator", "IndicatorImport", "IndicatorSet", "QualityModel"]
