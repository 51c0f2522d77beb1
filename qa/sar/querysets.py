"""Named filters over calls and SARs."""

from datetime import date
from typing import Any, Self

from django.db.models import BooleanField, Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, Greatest

from schools.querysets import ScopedQuerySet
from schools.scope import reach


class SarCallQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office all of them; a school those it is in, from the moment they were opened."""
        from qa.sar.models import Sar

        rule = Q(district__in=reach(user, "district.read").districts)
        own = reach(user, "school.read").schools
        if own:
            mine = Sar.objects.filter(call=OuterRef("pk"), school__in=own)
            rule |= Q(opened_at__isnull=False) & Q(Exists(mine))
        return self.filter(rule)

    def not_cancelled(self) -> Self:
        return self.exclude(state="cancelled")

    def taking(self) -> Self:
        """Schools may write; single schools of a closed call too."""
        return self.filter(state__in=("open", "closed"))


class SarQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(
            Q(call__district__in=reach(user, "district.read").districts)
            | Q(school__in=reach(user, "school.read").schools, call__opened_at__isnull=False)
        )

    def of_district(self, district: Any) -> Self:
        return self.filter(call__district=district)

    def standing(self) -> Self:
        """Of calls that were not cancelled."""
        return self.exclude(call__state="cancelled")

    def unanswered(self) -> Self:
        from qa.sar.models import EDITABLE

        return self.filter(state__in=EDITABLE)

    def answered(self) -> Self:
        from qa.sar.models import ANSWERED

        return self.filter(state__in=ANSWERED)

    def overdue(self, today: date) -> Self:
        """Past their own day and not with the office."""
        own = Greatest("call__due_on", Coalesce("extended_to", F("call__due_on")))
        return self.unanswered().annotate(own_due=own).filter(own_due__lt=today)

    def unconfirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=True)

    def with_urgency(self, today: date) -> Self:
        """`urgency`: 0 late, 1 sent and waiting for review, 2 with the school, 3 accepted; and whether `is_overdue`."""
        from qa.sar.models import EDITABLE

        late = Q(state__in=EDITABLE, call__due_on__lt=today) & (Q(extended_to__isnull=True) | Q(extended_to__lt=today))
        return self.annotate(
            is_overdue=Case(When(late, then=True), default=False, output_field=BooleanField()),
            urgency=Case(
                When(late, then=Value(0)),
                When(state="submitted", then=Value(1)),
                When(state="accepted", then=Value(3)),
                default=Value(2),
                output_field=IntegerField(),
            ),
        )

    def in_state(self, state: str, today: date) -> Self:
        """A state, or a group of states as the board's figures name them."""
        if state == "missing":
            return self.unanswered()
        if state == "overdue":
            return self.overdue(today)
        if state == "unconfirmed":
            return self.unconfirmed()
        if state == "late":
            return self.filter(late=True)
        return self.filter(state=state)

    def readable_by(self, user: Any) -> Self:
        """Those whose content stands open to the person: permissions.may_see_live as a filter."""
        from qa.sar.models import ANSWERED

        return self.filter(
            Q(call__district__in=reach(user, "district.read").districts, state__in=ANSWERED)
            | Q(school__in=reach(user, "school.read").schools, call__opened_at__isnull=False)
        )
