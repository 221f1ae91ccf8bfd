"""Cấu hình của Kiểm tra số: một tệp cho mọi nơi chạy, khác nhau chỉ ở biến môi trường (xem .env.example)."""

import sys
from pathlib import Path
from typing import Any

from config import binaries, database, env, guards

BASE_DIR = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules
if not TESTING:
    env.load_file(BASE_DIR / ".env")

# ---- which of the three lives: trial on one machine, development, production -------------------------------
DEBUG = False if TESTING else env.read_bool("DEBUG")
_TRIAL = not (env.read_str("SECRET_KEY") or env.read_str("DATABASE_URL"))
DEMO = True if TESTING else env.read_bool("DEMO", default=_TRIAL)
PRODUCTION = not (DEBUG or DEMO)
DEMO_PASSWORD = env.read_str("DEMO_PASSWORD", "kiemtraso-demo")

SECRET_KEY = env.read_str("SECRET_KEY", guards.DEMO_SECRET_KEY)
SECRET_KEY_FALLBACKS = env.read_list("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.read_list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.read_list("CSRF_TRUSTED_ORIGINS")
guards.refuse_unsafe(debug=DEBUG, demo=DEMO, secret_key=SECRET_KEY, hosts=ALLOWED_HOSTS, testing=TESTING)

# ---- folders --------------------------------------------------------------------------------------------------
DATA_DIR = Path(env.read_str("DATA_DIR", str(BASE_DIR / ".data"))).resolve()
FILES_DIR = Path(env.read_str("FILES_DIR", str(DATA_DIR / "files"))).resolve()
# Trusted authorities (trusted/) and, in the demo only, the test authority's keys.
SIGNING_FOLDER = Path(env.read_str("SIGNING_FOLDER", str(DATA_DIR / "signing"))).resolve()
# Tools that sign with a key on one's own machine: dotted paths of their classes; none by default.
SIGNING_AGENTS = env.read_list("SIGNING_AGENTS")

# ---- applications ---------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "viewflow.workflow",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "csp",
    "inspections",
    "workflows",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.access.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.access.ChosenLanguageMiddleware",
    "config.spelling.OneSpellingMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.access.SessionLimitMiddleware",
    "config.devices.DeviceMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.access.RequireTotpMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "inspections.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MOUNT_ADMIN = env.read_bool("MOUNT_ADMIN", default=not PRODUCTION)

# ---- pages ----------------------------------------------------------------------------------------------------
_LOADERS: list[Any] = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inspections.views.context.frame",
            ],
        },
    },
]
COTTON_DIR = "components"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env.read_str("STATIC_ROOT", str(BASE_DIR / "staticfiles"))).resolve()
STATICFILES_DIRS = [BASE_DIR / "static"]
_PLAIN_STATIC = DEBUG or TESTING
if _PLAIN_STATIC:
    _STATIC_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
elif DEMO:  # names with hashes as in production, without the seconds that compressing costs
    _STATIC_STORAGE = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
else:
    _STATIC_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    # Hồ sơ, minh chứng: never under a URL; only a view that asks the policy hands a file out.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_DIR, "base_url": None, "file_permissions_mode": 0o640},
    },
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = _PLAIN_STATIC
MEDIA_ROOT = FILES_DIR
MEDIA_URL = ""
MAX_UPLOAD_MB = env.read_int("MAX_UPLOAD_MB", 25, minimum=1, maximum=500)
# Files that come piece by piece, over a bad line too.
MAX_EVIDENCE_MB = env.read_int("MAX_EVIDENCE_MB", 100, minimum=1, maximum=2000)
# ClamAV: a path (/run/clamav/clamd.ctl) or host:port; empty: files are not scanned, and say so.
CLAMAV_SOCKET = env.read_str("CLAMAV_SOCKET")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o640

# ---- database -------------------------------------------------------------------------------------------------
WEB_THREADS = env.read_int("WEB_THREADS", 4, minimum=1, maximum=64)
DATABASES: dict[str, dict[str, Any]] = {
    "default": database.settings_for(
        env.read_str("DATABASE_URL"),
        data_dir=DATA_DIR,
        testing=TESTING,
        statement_seconds=env.read_int("STATEMENT_TIMEOUT_SECONDS", 30, minimum=1, maximum=3600),
        pool_size=WEB_THREADS + 2 if env.read_bool("DATABASE_POOL") and not TESTING else 0,
    )
}
# Finds pg_dump and pg_restore for the commands backup and restore.
POSTGRES_PROGRAM = binaries.client
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kiemtraso_cache"}
}
PGHISTORY_APPEND_ONLY = True
PGHISTORY_EXCLUDE_FIELD_KWARGS = {"django_fsm.FSMField": ["protected"]}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = "inspections.jobs.held.hold_jobs"
WORKER_SILENCE_SECONDS = env.read_int("WORKER_SILENCE_SECONDS", 60, minimum=15, maximum=3600)

# ---- people, sessions, second factor ----------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "inspections.backends.RoleBackend",
]
PASSWORD_HASHERS = [
    *(["django.contrib.auth.hashers.MD5PasswordHasher"] if TESTING else []),
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "config.access.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "access_sheet": "12/m/ip",  # tries of codes and links that open nothing
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.read_int("TRUSTED_PROXY_COUNT", 0, minimum=0, maximum=5)
MFA_ADAPTER = "config.access.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kiểm tra số"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by the administrator
REQUIRE_TOTP = False if TESTING else env.read_bool("REQUIRE_TOTP", default=PRODUCTION)

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_IDLE_MINUTES = env.read_int("SESSION_IDLE_MINUTES", 30, minimum=5, maximum=720)
SESSION_MAX_HOURS = env.read_int("SESSION_MAX_HOURS", 12, minimum=1, maximum=72)
SESSION_COOKIE_AGE = SESSION_IDLE_MINUTES * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-phien" if PRODUCTION else "phien"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
LANGUAGE_COOKIE_SECURE = PRODUCTION
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# ---- headers ----------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.read_bool("SECURE_SSL_REDIRECT", default=PRODUCTION) and not TESTING
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
if env.read_bool("BEHIND_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# ---- mail -------------------------------------------------------------------------------------------------------
EMAIL_HOST = env.read_str("EMAIL_HOST")
EMAIL_PORT = env.read_int("EMAIL_PORT", 587, minimum=1, maximum=65535)
EMAIL_HOST_USER = env.read_str("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.read_str("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.read_bool("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.read_str("DEFAULT_FROM_EMAIL", "kiemtraso@localhost")
SITE_URL = env.read_str(
    "SITE_URL", f"http://127.0.0.1:{env.read_int('PORT', 8000, minimum=1, maximum=65535)}"
)

# ---- log --------------------------------------------------------------------------------------------------------
LOG_LEVEL = env.read_str("LOG_LEVEL", "INFO", choices=["DEBUG", "INFO", "WARNING", "ERROR"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "procrastinate": {"level": "WARNING"},
        "fontTools": {"level": "ERROR"},
        "weasyprint.progress": {"level": "WARNING"},
    },
}
