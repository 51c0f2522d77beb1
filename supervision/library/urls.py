"""Addresses. The library of laws, guides and numbered papers."""

from django.urls import URLPattern, URLResolver, path

from supervision.library import views

app_name = "library"
urlpatterns: list[URLPattern | URLResolver] = [
    path("library/", views.items, name="items"),
    path("library/new/", views.new, name="new"),
    path("library/categories/", views.categories, name="categories"),
    path("library/categories/new/", views.category_new, name="category-new"),
    path("library/categories/<int:pk>/", views.category_edit, name="category"),
    path("library/<int:pk>/", views.item_page, name="item"),
    path("library/<int:pk>/edit/", views.edit, name="edit"),
    path("library/<int:pk>/list/", views.list_, name="list"),
    path("library/<int:pk>/show/", views.show, name="show"),
    path("library/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("library/<int:pk>/remove/", views.remove, name="remove"),
]
