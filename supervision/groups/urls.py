"""Addresses. The desk of each work group and subject group: numbered tasks by year, responsibilities, reports."""

from django.urls import path

from supervision.groups.views import groups, people, published, tasks, trainings

app_name = "groups"
urlpatterns = [
    path("groups/", groups.index, name="index"),
    path("groups/open/", groups.open_year, name="open"),
    path("groups/<int:pk>/", groups.desk, name="desk"),
    path("subjects/<int:pk>/", groups.subject, name="subject"),
    path("subjects/<int:pk>/lines/new/", groups.line_new, name="line-new"),
    path("subjects/lines/<int:pk>/", groups.line_edit, name="line-edit"),
    path("group-years/<int:pk>/summary/", groups.summary, name="summary"),
    path("group-years/<int:pk>/owners/", groups.owners, name="group-owners"),
    path("group-years/<int:pk>/publish/", groups.publish, name="group-publish"),
    path("group-years/<int:pk>/take-back/", groups.take_back, name="group-take-back"),
    path("group-tasks/<int:pk>/", tasks.task, name="task"),
    path("group-tasks/<int:pk>/edit/", tasks.edit, name="task-edit"),
    path("group-tasks/<int:pk>/owners/", tasks.owners, name="task-owners"),
    path("group-tasks/<int:pk>/publish/", tasks.publish, name="task-publish"),
    path("group-tasks/<int:pk>/take-back/", tasks.take_back, name="task-take-back"),
    path("responsibilities/", people.people, name="people"),
    path("responsibilities/<int:pk>/", people.person, name="person"),
    path("responsibilities/<int:pk>/year/", people.year, name="person-year"),
    path("trainings/", trainings.trainings, name="trainings"),
    path("trainings/new/", trainings.new, name="training-new"),
    path("trainings/<int:pk>/", trainings.training, name="training"),
    path("trainings/<int:pk>/edit/", trainings.edit, name="training-edit"),
    path("trainings/<int:pk>/cancel/", trainings.cancel, name="training-cancel"),
    path("published/", published.published, name="published"),
    path("published/<slug:kind>/<int:pk>/", published.opened, name="published-open"),
    path("published/<str:key>/", published.by_key, name="published-key"),
]
