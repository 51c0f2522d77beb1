"""Addresses of gatherings; /e/ is the short one participants get."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import batches, evaluations, gatherings, people, public, records

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("e/<str:token>/", public.answer, name="answer"),
    path("meetings/", gatherings.index, name="gatherings"),
    path("meetings/new/", gatherings.new, name="new"),
    path("meetings/rules/", gatherings.rules, name="rules"),
    path("meetings/<int:pk>/", gatherings.gathering, name="gathering"),
    path("meetings/<int:pk>/edit/", gatherings.edit, name="edit"),
    path("meetings/<int:pk>/write/", gatherings.write, name="write"),
    path("meetings/<int:pk>/hold/", gatherings.hold, name="hold"),
    path("meetings/<int:pk>/minutes/", gatherings.minutes, name="minutes"),
    path("meetings/<int:pk>/cancel/", gatherings.cancel, name="cancel"),
    path("meetings/<int:pk>/agree/", records.agree, name="agree"),
    path("meetings/<int:pk>/agreements/<int:agreement>/drop/", records.drop, name="drop"),
    path("meetings/<int:pk>/lessons/new/", records.lesson, name="lesson-new"),
    path("meetings/<int:pk>/lessons/<int:lesson>/", records.lesson, name="lesson"),
    path("meetings/<int:pk>/lessons/<int:lesson>/drop/", records.lesson_drop, name="lesson-drop"),
    path("meetings/<int:pk>/photos/", records.photos, name="photos"),
    path("meetings/<int:pk>/ties/", records.ties, name="ties"),
    path("meetings/<int:pk>/ties/<int:tie>/drop/", records.untie, name="untie"),
    path("meetings/<int:pk>/duties/", batches.duties, name="duties"),
    path("meetings/<int:pk>/duties/<int:duty>/drop/", batches.duty_drop, name="duty-drop"),
    path("meetings/<int:pk>/batches/new/", batches.batch_new, name="batch-new"),
    path("meetings/<int:pk>/batches/<int:batch>/edit/", batches.batch_edit, name="batch-edit"),
    path("meetings/<int:pk>/batches/<int:batch>/drop/", batches.batch_drop, name="batch-drop"),
    path("meetings/<int:pk>/batches/<int:batch>/programme/", batches.programme, name="programme"),
    path("meetings/<int:pk>/batches/<int:batch>/programme/copy/", batches.programme_copy, name="programme-copy"),
    path("meetings/<int:pk>/batches/<int:batch>/programme/<int:item>/", batches.programme, name="programme-item"),
    path(
        "meetings/<int:pk>/batches/<int:batch>/programme/<int:item>/drop/", batches.programme_drop,
        name="programme-drop",
    ),
    path("meetings/<int:pk>/batches/<int:batch>/people/", people.people, name="people"),
    path("meetings/<int:pk>/batches/<int:batch>/tick/", people.tick, name="tick"),
    path("meetings/<int:pk>/batches/<int:batch>/tick/many/", people.tick_many, name="tick-many"),
    path("meetings/<int:pk>/batches/<int:batch>/tick/new/", people.walk_in, name="walk-in"),
    path("meetings/<int:pk>/batches/<int:batch>/tick/<int:participant>/", people.tick_one, name="tick-one"),
    path("meetings/<int:pk>/batches/<int:batch>/counts/", people.counts, name="counts"),
    path("meetings/<int:pk>/batches/<int:batch>/counts/<int:count>/drop/", people.count_drop, name="count-drop"),
    path("meetings/<int:pk>/forms/new/", evaluations.hang, name="form-new"),
    path("meetings/<int:pk>/forms/<int:evaluation>/", evaluations.evaluation, name="evaluation"),
    path("meetings/<int:pk>/forms/<int:evaluation>/link/", evaluations.link, name="link"),
    path("meetings/<int:pk>/forms/<int:evaluation>/papers/", evaluations.papers, name="papers"),
    path("meetings/<int:pk>/forms/<int:evaluation>/papers/drop/", evaluations.papers_drop, name="papers-drop"),
    path("meetings/<int:pk>/forms/<int:evaluation>/drop/", evaluations.form_drop, name="form-drop"),
]  # fmt: skip
