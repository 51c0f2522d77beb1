"""Named filters of models and sets."""

from typing import Any, Self

from schools.querysets import ScopedQuerySet


class IndicatorSetQuerySet(ScopedQuerySet):
    def of_district(self, district: Any) -> Self:
        return self.filter(model__district=district)

    def published(self) -> Self:
        return self.filter(state="published")

    def drafts(self) -> Self:
        return self.filter(state="draft")
