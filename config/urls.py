"""Every address of the product; each app owns its own list."""

from django.urls import include, path

from config import errors, home, search, views
from supervision.capture.views import app as capture_app

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    # At the root: a service worker rules over what lies below its own address.
    path("sw.js", capture_app.worker, name="service-worker"),
    path("manifest.webmanifest", capture_app.manifest, name="manifest"),
    path("", home.home, name="home"),
    path("menu/", home.menu, name="menu"),
    path("search/", search.search, name="search"),
    path("switch-district/", home.switch_district, name="switch-district"),
    path("", include("core.urls")),
    path("account/", include("accounts.urls")),
    path("documents/", include("reports.urls")),
    path("", include("schools.urls")),
    path("", include("schools.outside_urls")),
    path("", include("evidence.urls")),
    path("instruments/", include("instruments.urls")),
    path("", include("processes.urls")),
    path("", include("qa.standards.urls")),
    path("", include("meetings.urls")),
    path("", include("qa.followup.urls")),
    path("", include("qa.levels.urls")),
    path("", include("qa.sar.urls")),
    path("", include("qa.plans.urls")),
    path("", include("supervision.planning.urls")),
    path("", include("supervision.field.urls")),
    path("", include("supervision.rounds.urls")),
    path("", include("supervision.reporting.urls")),
    path("capture/", include("supervision.capture.urls")),
    path("", include("supervision.indicators.urls")),
    path("", include("supervision.improvement.urls")),
    path("", include("supervision.progress.urls")),
    path("", include("supervision.agreements.urls")),
    path("", include("supervision.results.urls")),
    path("", include("supervision.recognition.urls")),
    path("", include("supervision.projects.urls")),
    path("", include("supervision.quality_schools.urls")),
    path("", include("supervision.networks.urls")),
    path("", include("supervision.achievement.urls")),
    path("", include("supervision.curricula.urls")),
    path("", include("supervision.media.urls")),
    path("", include("supervision.inclusion.urls")),
    path("", include("supervision.research.urls")),
    path("", include("supervision.library.urls")),
    path("", include("supervision.groups.urls")),
    path("", include("office.structure.urls")),
    path("", include("office.orders.urls")),
    path("", include("office.letters.urls")),
    path("", include("office.circulars.urls")),
    path("", include("office.folders.urls")),
    path("", include("office.errands.urls")),
    path("", include("office.stores.urls")),
    path("", include("office.travel.urls")),
    path("", include("office.welfare.urls")),
    path("", include("kotpn.committee.urls")),
    path("", include("kotpn.meetings.urls")),
    path("", include("kotpn.minutes.urls")),
    path("", include("kotpn.monitoring.urls")),
    path("", include("kotpn.standards.urls")),
    path("", include("kotpn.assessment.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
