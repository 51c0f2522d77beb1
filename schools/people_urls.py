"""Addresses of people, appointments, assignments and teams."""

from django.urls import path

from schools.views import appointments, assignments, handover, people, teams

patterns = [
    path("people/", people.people, name="people"),
    path("people/new/", people.add, name="person-add"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.edit, name="person-edit"),
    path("people/<int:pk>/account/", people.account, name="person-account"),
    path("people/<int:pk>/account/close/", people.account_close, name="account-close"),
    path("people/<int:pk>/account/reopen/", people.account_reopen, name="account-reopen"),
    path("people/<int:pk>/transfer/", people.transfer, name="person-transfer"),
    path("people/<int:pk>/leave/", people.deactivate, name="person-leave"),
    path("people/<int:pk>/return/", people.reactivate, name="person-return"),
    path("people/<int:person_pk>/appoint/", appointments.add, name="appointment-add"),
    path("appointments/", appointments.appointments, name="appointments"),
    path("appointments/<int:pk>/end/", appointments.end, name="appointment-end"),
    path("assignments/", assignments.assignments, name="assignments"),
    path("assignments/new/", assignments.add, name="assignment-add"),
    path("assignments/none/", assignments.holes, name="assignment-holes"),
    path("assignments/people/<int:pk>/", assignments.supervisor, name="supervisor"),
    path("assignments/people/<int:pk>/hand-over/", handover.hand_over, name="hand-over"),
    path("assignments/clusters/<int:pk>/", assignments.cluster, name="cluster-assignments"),
    path("assignments/<int:pk>/end/", assignments.end, name="assignment-end"),
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.add, name="team-add"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/edit/", teams.edit, name="team-edit"),
    path("teams/<int:pk>/members/", teams.add_member, name="team-member-add"),
    path("teams/<int:pk>/members/<int:member_pk>/remove/", teams.remove_member, name="team-member-remove"),
]
