"""Cổng WSGI cho máy chủ web."""

import os

from django.core.wsgi import get_wsgi_application

from config import database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATABASE_POOL", "1")

application = get_wsgi_application()
database.ensure_running()
