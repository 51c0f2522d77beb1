"""Named filters of agreements."""

from typing import Any, Self

from schools.querysets import ScopedQuerySet


class AgreementQuerySet(ScopedQuerySet):
    def of_programme(self, programme: Any) -> Self:
        return self.filter(participation__programme=programme)

    def of_district(self, district: Any) -> Self:
        return self.filter(participation__programme__district=district)

    def standing(self) -> Self:
        """Neither cancelled nor replaced by a later edition."""
        return self.exclude(state="cancelled")

    def unsigned(self) -> Self:
        """Waiting for a signature of either side."""
        return self.filter(state__in=("issued", "school"))

    def whole(self) -> Self:
        """With everything a page or a paper names."""
        return self.select_related(
            "participation__programme__district__settings", "participation__programme__model",
            "participation__school__cluster",
        ).prefetch_related("witnesses")  # fmt: skip
