"""A database and folders of the bench's own, which are gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from config import database


@contextmanager
def room(name: str) -> Iterator[None]:
    """Set the program up as a department's own installation (no bar of the demonstration) on a fresh database."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"FILES_DIR": folder, "SIGNING_FOLDER": folder, "DEBUG": "1", "LOG_LEVEL": "ERROR"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        os.environ["STATEMENT_TIMEOUT_SECONDS"] = "900"
        import django
        from django.conf import settings

        django.setup()
        database.ensure_running()
        from django.db import connection

        settings.DEBUG = settings.DEMO = False
        settings.ALLOWED_HOSTS = ["testserver"]
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        for engine in settings.TEMPLATES:
            engine["OPTIONS"]["loaders"] = [
                ("django.template.loaders.cached.Loader", engine["OPTIONS"]["loaders"])
            ]
        connection.settings_dict["TEST"]["NAME"] = f"bench_{name}_{os.getpid()}"
        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)
