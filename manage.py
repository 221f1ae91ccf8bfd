#!/usr/bin/env python
"""Đầu vào của mọi lệnh quản trị."""

import os
import sys

from config import database
from config.env import EnvError


def main() -> None:
    """Run one management command; start the private database only for commands that need one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    try:
        if database.needs_database(sys.argv):
            settings.DATABASES  # noqa: B018 - reading it loads the settings, which name the server
            database.ensure_running()
    except EnvError as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
