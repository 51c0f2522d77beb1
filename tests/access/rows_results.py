"""Two years of a model in office A: one being judged, whose results are worked out and private, with a committee
member who judges every school; and one whose results are published."""

from datetime import timedelta

from core.thai.years import fiscal_year
from supervision.indicators.models import Indicator
from supervision.results import services
from tests.access.cast import Cast
from tests.factories import improvement, results


def build(cast: Cast) -> None:
    director = cast.users["group_director"]
    cast.rows["quality_private"] = _year(cast, director, code="judged")
    told = _year(cast, director, code="told")
    edition = services.publish(told["edition"], actor=director)
    cast.rows["quality_told"] = {**told, "edition": edition}


def _year(cast: Cast, director: object, *, code: str) -> dict:
    model = improvement.a_quality_model(cast.a, code=f"access-{code}")
    chosen = improvement.an_indicator_set(model, per_area=2, extra=False)
    own = Indicator.objects.filter(area__set=chosen, position=2)
    own.update(source="self")
    programme = improvement.a_programme(
        director, cast.a, schools=[cast.a1, cast.a2], set=chosen, year=fiscal_year(cast.today)
    )
    day = timedelta(days=20)
    evaluation = services.open_evaluation(
        programme, actor=director, opens_on=cast.today - day, closes_on=cast.today + day, rank_by="all"
    )
    parts = {row.school_id: row for row in programme.participations.select_related("school")}
    people = results.assessors(director, evaluation)
    by_source = {
        source: list(Indicator.objects.filter(area__set=chosen, source=source)) for source in ("assessor", "self")
    }
    rows = []
    for key, part in parts.items():
        rows += [(part, person, dict.fromkeys([row.pk for row in by_source["assessor"]], 4)) for person in people]
        if key == cast.a2.pk or code == "told":
            rows.append((part, None, dict.fromkeys([row.pk for row in by_source["self"]], 5)))
    services.bulk_scores(evaluation, actor=director, rows=rows)
    duty = services.add_assessor(evaluation, cast.person("committee_member"), actor=director, standing="ก.ต.ป.น.")
    sheet = services.open_sheet(evaluation, parts[cast.a1.pk], actor=cast.users["committee_member"])
    return {
        "programme": programme, "evaluation": evaluation, "part": parts[cast.a1.pk], "duty": duty, "sheet": sheet,
        "sent": evaluation.sheets.submitted().of_assessors().filter(participation=parts[cast.a1.pk]).first(),
        "own": services.open_sheet(evaluation, parts[cast.a1.pk], actor=cast.users["principal_a1"], own=True),
        "indicator": by_source["assessor"][0], "edition": services.compute(evaluation, actor=director),
    }  # fmt: skip
