"""Addresses. The register of school curricula and their review."""

from django.urls import URLPattern, URLResolver, path

from supervision.curricula.views import curricula, reviews

app_name = "curricula"
urlpatterns: list[URLPattern | URLResolver] = [
    path("curricula/", curricula.index, name="index"),
    path("curricula/none/", curricula.none, name="none"),
    path("curricula/kinds/", curricula.kinds, name="kinds"),
    path("curricula/kinds/new/", curricula.kind_edit, name="kind-new"),
    path("curricula/kinds/<int:pk>/edit/", curricula.kind_edit, name="kind-edit"),
    path("curricula/new/", curricula.new, name="new"),
    path("curricula/<int:pk>/", curricula.curriculum, name="curriculum"),
    path("curricula/<int:pk>/edit/", curricula.edit, name="edit"),
    path("curricula/<int:pk>/submit/", curricula.submit, name="submit"),
    path("curricula/<int:pk>/withdraw/", curricula.withdraw, name="withdraw"),
    path("curricula/<int:pk>/review/", reviews.begin, name="review-begin"),
    path("curricula/<int:pk>/accept/", curricula.accept, name="accept"),
    path("curricula/<int:pk>/return/", curricula.return_, name="return"),
    path("curricula/<int:pk>/cancel/", curricula.cancel, name="cancel"),
    path("curricula/reviews/<int:pk>/", reviews.review, name="review"),
    path("curricula/reviews/<int:pk>/record/", reviews.record, name="review-record"),
    path("curricula/reviews/<int:pk>/finish/", reviews.finish, name="review-finish"),
    path("curricula/reviews/<int:pk>/reopen/", reviews.reopen, name="review-reopen"),
    path("curricula/reviews/<int:pk>/cancel/", reviews.cancel, name="review-cancel"),
]
