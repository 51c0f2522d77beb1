"""Demo data of this app, made by the services everyone uses; safe to run twice."""

from schools.demo import DemoContext
from supervision.rounds import demo_internal, demo_rounds


def seed(context: DemoContext) -> None:
    demo_rounds.seed(context)
    demo_internal.seed(context)
