"""Addresses of the planning app."""

from django.urls import path

from supervision.planning.views import approval, calendar, editing, plans, policies, visits

app_name = "planning"
urlpatterns = [
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.plan_create, name="plan-create"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/submit/", plans.plan_submit, name="plan-submit"),
    path("plans/<int:pk>/withdraw/", plans.plan_withdraw, name="plan-withdraw"),
    path("plans/<int:pk>/cancel/", plans.plan_cancel, name="plan-cancel"),
    path("plans/<int:pk>/review/", approval.plan_review, name="plan-review"),
    path("plans/<int:pk>/decide/", approval.plan_decide, name="plan-decide"),
    path("plans/<int:pk>/edit/", editing.plan_edit, name="plan-edit"),
    path("plans/<int:pk>/activities/new/", editing.activity_create, name="activity-create"),
    path("plan-activities/<int:pk>/edit/", editing.activity_edit, name="activity-edit"),
    path("plan-activities/<int:pk>/move/", editing.activity_move, name="activity-move"),
    path("plan-activities/<int:pk>/remove/", editing.activity_remove, name="activity-remove"),
    path("plan-activities/<int:pk>/result/", editing.activity_result, name="activity-result"),
    path("plan-activities/<int:pk>/visits/", visits.activity_visits, name="activity-visits"),
    path("plan-activities/<int:pk>/visits/add/", visits.visits_add, name="visits-add"),
    path("plan-activities/<int:pk>/visits/every/", visits.visits_every, name="visits-every"),
    path("planned-visits/<int:pk>/", visits.planned_visit, name="planned-visit"),
    path("planned-visits/<int:pk>/move/", visits.visit_move, name="visit-move"),
    path("planned-visits/<int:pk>/cancel/", visits.visit_drop, name="visit-drop"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/feeds/", calendar.feeds, name="feeds"),
    path("calendar/feeds/open/", calendar.feed_open, name="feed-open"),
    path("calendar/feeds/<int:pk>/renew/", calendar.feed_renew, name="feed-renew"),
    path("feeds/<str:token>.ics", calendar.feed, name="feed"),
    path("policies/", policies.policies, name="policies"),
    path("policies/new/", policies.policy_create, name="policy-create"),
    path("policies/copy/", policies.policy_copy, name="policy-copy"),
    path("policies/<int:pk>/edit/", policies.policy_edit, name="policy-edit"),
]
