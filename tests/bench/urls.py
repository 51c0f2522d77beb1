"""The product's addresses with an admin of visits beside them: the same server, the same rows, the same columns."""

from typing import Any

from django.contrib import admin
from django.urls import path

from config.urls import urlpatterns as product
from supervision.field.models import Visit


class VisitAdmin(admin.ModelAdmin):
    list_display = ("visited_on", "school", "topic", "term", "lead", "way", "number", "state", "academic_year")
    list_per_page = 50
    list_select_related = ("school", "lead")
    ordering = ("-visited_on", "-pk")

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).filter(district=request.GET.get("district__id__exact"))

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        return lookup == "district__id__exact"


site = admin.AdminSite(name="bench-admin")
site.register(Visit, VisitAdmin)
urlpatterns = [*product, path("bench-admin/", site.urls)]
