"""`manage.py seed_demo`: the demo offices, from each app's `demo.py`, in the order apps may import each other."""

import time
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.module_loading import module_has_submodule

from core.models import Notice
from schools.demo import DemoContext


class Command(BaseCommand):
    help = "Fill two demo offices through the services everyone uses; safe to run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("a production server gets no demo accounts")
        began = time.monotonic()
        loud = options["verbosity"] > 0
        context = DemoContext(say=self.stdout.write if loud else lambda line: None)
        for app in apps.get_app_configs():
            if app.module is not None and module_has_submodule(app.module, "demo"):
                import_module(f"{app.name}.demo").seed(context)
                _count_anew()
        # Nobody reads the mail of a thousand acts of a made-up year; the notices themselves stay.
        waiting = Notice.objects.filter(district_code__in=context.districts, email_state=Notice.EmailState.WAITING)
        waiting.update(email_state=Notice.EmailState.NONE)
        if loud:
            self.stdout.write(f"done in {time.monotonic() - began:.0f} s; password {context.password}")
            for account in context.sign_ins:
                self.stdout.write(f"  {account.email:36} {account.post}")


def _count_anew() -> None:
    """What was just written by the thousand has no statistics yet, and the next app's queries want them. Only those
    tables: the whole database would take longer than some apps' demo."""
    with connection.cursor() as cursor:
        if connection.in_atomic_block:
            # What was written is not told before the end of the transaction: tables of thousands would count as empty.
            cursor.execute("ANALYZE")
            return
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(
            "SELECT format('%I.%I', schemaname, relname) FROM pg_stat_user_tables WHERE n_mod_since_analyze >= 100"
        )
        written = [name for (name,) in cursor.fetchall()]
        if written:
            cursor.execute(f"ANALYZE {', '.join(written)}")
