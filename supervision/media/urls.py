"""Addresses. The catalogue of media and innovations."""

from django.urls import URLPattern, URLResolver, path

from supervision.media.views import catalogue, deciding, reviews

app_name = "media"
urlpatterns: list[URLPattern | URLResolver] = [
    path("learning-media/", catalogue.media, name="media"),
    path("learning-media/new/", catalogue.new, name="new"),
    path("learning-media/<int:pk>/", catalogue.medium_page, name="medium"),
    path("learning-media/<int:pk>/edit/", catalogue.edit, name="edit"),
    path("learning-media/<int:pk>/submit/", catalogue.submit, name="submit"),
    path("learning-media/<int:pk>/remove/", catalogue.remove, name="remove"),
    path("learning-media/<int:pk>/use/", catalogue.use, name="use"),
    path("learning-media/<int:pk>/ask/", deciding.ask, name="ask"),
    path("learning-media/<int:pk>/list/", deciding.list_, name="list"),
    path("learning-media/<int:pk>/share/", deciding.share, name="share"),
    path("learning-media/<int:pk>/return/", deciding.return_, name="return"),
    path("learning-media/<int:pk>/withdraw/", deciding.withdraw, name="withdraw"),
    path("learning-media/reviews/<int:pk>/", reviews.review, name="review"),
]
