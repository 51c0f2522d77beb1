"""School A1 in a year of office A that was judged and published (the other programme is still a draft), and a count."""

from schools.models import SchoolYearCount
from supervision.results import services
from tests.access.cast import Cast
from tests.factories import results


def build(cast: Cast) -> None:
    director = cast.users["group_director"]
    SchoolYearCount.objects.get_or_create(school=cast.a1, academic_year=2567, defaults={"primary": 90, "teachers": 6})
    out = results.an_evaluation(director, cast.a, [cast.a1, cast.a2])
    made = results.alike(director, out, {cast.a1.pk: [4, 4, 4, 4], cast.a2.pk: [3, 3, 3, 3]})
    services.publish(made, actor=director)
    cast.rows["judged"], cast.rows["judged_a1"] = out.programme, out.parts[cast.a1.pk]
