#!/usr/bin/env python
"""Django's command line; starts the embedded engines first when no outside ones are configured."""

import os
import sys

from config.engines import ensure_for_command
from config.env import SettingError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        ensure_for_command(sys.argv)
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except SettingError as error:
        sys.exit(f"settings: {error} (.env.example lists every variable)")


if __name__ == "__main__":
    main()
