"""`manage.py engines start|stop|status`: the embedded PostgreSQL and Valkey of this VAR_DIR."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config import engines


class Command(BaseCommand):
    help = "Start, stop or show the embedded PostgreSQL and Valkey of this VAR_DIR."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("start", "stop", "status"))

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        var = engines.var_dir()
        if act == "start":
            engines.start(var)
        elif act == "stop":
            engines.stop(var)
        running = {"PostgreSQL": engines.postgres_running, "Valkey": engines.valkey_running}
        for own, (name, answers) in zip(engines.embedded(), running.items(), strict=True):
            state = "configured from outside" if not own else "running" if answers(var) else "stopped"
            self.stdout.write(f"{name}: {state} ({var})")
