"""A workbook of indicators on its way into a draft."""

from django.db import models

from schools.models.rehearsed import RehearsedImport


class IndicatorImport(RehearsedImport):
    """It goes with the draft it was made for."""

    set = models.ForeignKey("quality_indicators.IndicatorSet", on_delete=models.CASCADE, related_name="imports")
