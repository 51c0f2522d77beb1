"""`sar` is A1's, being written; `sar_sent` its one of the year before, under review; `sar_judged` one by judgement."""

from datetime import date

from qa.sar.queries.content import filled
from schools.models import School
from tests.access.cast import Cast
from tests.factories import base
from tests.factories import sar as make

YEARS = (2567, 2566, 2565, 2564)


def build(cast: Cast) -> None:
    director, principal = cast.users["group_director"], cast.users["principal_a1"]
    base.assign(cast.person("supervisor"), cast.a1)
    for year in YEARS:
        make.teaches(cast.a1, early=True, year=year)
    # The call is for A1 alone: its neighbours teach the other level only.
    School.objects.filter(pk=cast.a2.pk).update(level_from="อ.1", level_to="อ.3")
    given = make.sets(cast.a)
    judged = type(given["early"]).objects.get(district=cast.a, code="early-national-2562")
    call, sent = (make.opened(director, cast.a, year=year) for year in YEARS[:2])
    other = make.opened(director, cast.a, year=YEARS[2], early_set=judged)
    held = make.begun(call, cast.a1, principal)
    reviewed = make.sent(sent, cast.a1, principal, on=date(2025, 4, 1))
    stated = make.begun(other, cast.a1, principal)
    part = next(part for part in filled(stated).parts if part.judged)
    first = make.items(held)[0]
    cast.rows |= {
        "sar_call": call,
        "sar_draft": make.call(director, cast.a, year=YEARS[3]),
        "sar": held,
        "sar_root": first.parent,
        "sar_item": first,
        "sar_sent": reviewed,
        "sar_sent_item": make.items(reviewed)[0],
        "sar_judged": stated,
        "sar_judged_part": part.row,
    }
