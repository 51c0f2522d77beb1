"""Schools a person may report on because a working team of their programme says so, whatever role they hold."""

from typing import Any

from django.db.models import Q

from schools.scope import people_keys
from supervision.improvement.models import Participation, WorkingMember, WorkingTeam

Level = WorkingTeam.Level


def named_schools(user: Any) -> Q:
    """Condition on participations: those a standing team of the programme looks after whose member this person is,
    with the duty to report. A team of the district without schools of its own looks after all of them."""
    keys = people_keys(user)
    if not keys:
        return Q(pk__in=())
    members = WorkingMember.objects.filter(person__in=keys, reports=True, team__ended_on__isnull=True)
    rule = Q(pk__in=())
    for member in members.select_related("team").prefetch_related("team__schools"):
        team = member.team
        here = Q(programme=team.programme_id)
        if team.level == Level.SCHOOL:
            here &= Q(school=team.school_id)
        elif team.level == Level.CLUSTER:
            here &= Q(school__cluster=team.cluster_id)
        elif schools := [school.pk for school in team.schools.all()]:
            here &= Q(school__in=schools)
        rule |= here
    return rule


def reports_through_team(user: Any, part: Participation) -> bool:
    return Participation.objects.filter(pk=part.pk).filter(named_schools(user)).exists()
