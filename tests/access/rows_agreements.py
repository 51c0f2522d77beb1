"""A year of office A with an agreement of school A1 and none of A2 yet, and one of office B."""

from supervision.improvement.models import Programme
from tests.access.cast import Cast
from tests.factories import agreements
from tests.factories.improvement import a_programme, a_quality_model, an_indicator_set


def _year(cast: Cast, name: str, of: str) -> Programme:
    district = cast.a if of == "a" else cast.b
    head = cast.users["group_director" if of == "a" else "group_director_b"]
    schools = [cast.a1, cast.a2] if of == "a" else [cast.b1]
    chosen = an_indicator_set(a_quality_model(district, code="agreements"), per_area=1)
    made = a_programme(head, district, schools=schools, set=chosen)
    agreements.targets(made)
    part = made.participations.get(school=schools[0])
    cast.rows |= {f"{name}_year": made, f"{name}_part": part, name: agreements.issued(head, part)}
    return made


def build(cast: Cast) -> None:
    made = _year(cast, "mou", "a")
    cast.rows["mou_part_a2"] = made.participations.get(school=cast.a2)
    _year(cast, "mou_b", "b")
