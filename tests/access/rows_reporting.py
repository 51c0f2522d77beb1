"""Reports of office A: one being written, one sent."""

from supervision.field.queries import fiscal_period, term_period
from supervision.reporting import services
from tests.access.cast import Cast
from tests.factories.field import at
from tests.factories.reporting import TEXTS


def build(cast: Cast) -> None:
    author, now = cast.users["supervisor"], at(cast.today)
    cast.rows["report_draft"] = services.create_report(
        cast.a, actor=author, period=fiscal_period(cast.today.year + 543), now=now
    )
    sent = services.create_report(cast.a, actor=author, period=term_period(cast.a, cast.today.year + 543, 1), now=now)
    sent = services.save_texts(sent, actor=author, texts=TEXTS, lock_version=sent.lock_version, now=now)
    services.submit_report(sent, actor=author, now=now, today=cast.today)
    cast.rows["report_sent"] = sent
