"""Settings, read from the environment. Each variable is described in docs/operate/settings.md."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from career_relay.embedded.locations import data_folder
from career_relay.settings.database import databases
from career_relay.settings.inbound import inbound
from career_relay.settings.keys import secret_key
from career_relay.settings.mail import outbox, smtp
from career_relay.settings.services import google, microsoft, words

ROOT = Path(__file__).resolve().parent.parent.parent


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes/no variable: 1, true, yes and on are yes."""
    return os.environ.get(name, "1" if default else "").lower() in {"1", "true", "yes", "on"}


DEBUG = flag("CAREER_RELAY_DEBUG")
DEMO = flag("CAREER_RELAY_DEMO")  # a demonstration network: mail sink page, short holds, no TOTP duty
PORT = int(os.environ.get("PORT", "8000"))
PUBLIC_URL = os.environ.get("PUBLIC_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
SECURE = PUBLIC_URL.startswith("https://")
PRODUCT_NAME = os.environ.get("PRODUCT_NAME", "Career Relay")
NOTICE_HOLD_SECONDS = int(os.environ.get("NOTICE_HOLD_SECONDS", "20" if DEMO else "600"))
COOLING_OFF_SECONDS = int(os.environ.get("COOLING_OFF_SECONDS", "20" if DEMO else "600"))
MFA_REQUIRED_FOR_OWNERS = not DEMO
QUIET_HOURS = not DEMO  # notices and asks reach people on business days, 8:00 to 21:00 (LEGAL H-01)
ASK_PEOPLE_PER_DAY = int(os.environ.get("ASK_PEOPLE_PER_DAY", "20"))
ASK_LEAST_PLACES = 16  # a question is drawn among no fewer places, so that who hears of it says nothing of the others
ASK_RELEASE_HOUR = int(os.environ.get("ASK_RELEASE_HOUR", "-1" if DEMO else "9"))  # in Japan; -1: when they cooled off
CARDS_LEAST_IN_A_CELL = 32  # never below ten; more than anybody may plant, and a secret number up to the spread
CARDS_SPREAD = 64
CARDS_LEAST_PEOPLE = 2_000  # below this, the network shows no cards at all (RELIABILITY 4.8)
HOSTING_COUNTRY = os.environ.get("HOSTING_COUNTRY", "JP")  # LEGAL C-16: shown on the privacy page

DATA_FOLDER = data_folder()
ERASURE_JOURNAL = os.environ.get("ERASURE_JOURNAL") or str(DATA_FOLDER / "journal" / "erasures.jsonl")
SECRET_KEY = secret_key(DATA_FOLDER)
SECRET_KEY_FALLBACKS = list(words("SECRET_KEY_FALLBACKS"))
ALLOWED_HOSTS = [
    host
    for host in {
        PUBLIC_URL.split("://", 1)[-1].split("/")[0].rsplit(":", 1)[0],
        *([] if SECURE else ["127.0.0.1", "localhost"]),
        *filter(None, os.environ.get("ALLOWED_HOSTS", "").split(",")),
    }
    if host
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "procrastinate.contrib.django",
    "career_relay.base",
    "career_relay.accounts",
    "career_relay.companies",
    "career_relay.positions",
    "career_relay.imports",
    "career_relay.candidates",
    "career_relay.consents",
    "career_relay.notices",
    "career_relay.matching",
    "career_relay.relay",
    "career_relay.insights",
    "career_relay.desk",
    "career_relay.portal",
    "career_relay.console",
    "career_relay.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "career_relay.base.nul.NoNulMiddleware",
    "career_relay.base.caching.NoStoreMiddleware",
    "career_relay.desk.middleware.DeskMiddleware",
    "career_relay.console.middleware.ConsoleMiddleware",
    "career_relay.portal.middleware.PortalMiddleware",
]

ROOT_URLCONF = "career_relay.urls"
WSGI_APPLICATION = "career_relay.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "career_relay.base.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "career_relay.companies.context.network",
                "career_relay.desk.context.nav",
            ],
        },
    }
]

DATABASES = databases(DATA_FOLDER)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "career_relay.accounts.signin.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "career_relay.accounts.signin.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"  # staff come by invitation, which proves the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # the templates of the mails say who writes
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = PRODUCT_NAME

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_NAME = "lang"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SECURE
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATICFILES_DIRS = [ROOT / "static"]
WHITENOISE_USE_FINDERS = True  # WhiteNoise serves `static/` itself: nothing to collect, so no STATIC_ROOT
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_FOLDER / "files")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # three hundred notices on one form
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
IMPORT_MAX_BYTES = 100 * 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "career_relay.base.pages.csrf_failure"
SECURE_SSL_REDIRECT = False  # the proxy in front does this; see docs/operate/install.md
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],  # style attributes carry chart lengths only
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
}

SMTP = smtp(DATA_FOLDER)
INBOUND = inbound()
OUTBOX = outbox()
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "relay@career-relay.example")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # allauth's own mails
EMAIL_HOST, EMAIL_PORT = SMTP.host, SMTP.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = SMTP.user, SMTP.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = SMTP.starttls, SMTP.tls, 20
MAIL_SERVICES = {"microsoft": microsoft(), "google": google()}
MAIL_SPF = os.environ.get("MAIL_SPF", "")  # what companies add to their SPF record, as `include:spf.operator.example`
MAIL_DKIM_SELECTORS = words("MAIL_DKIM_SELECTORS")
DNS_SERVERS = words("DNS_SERVERS")  # asked about SPF, DKIM and DMARC; the system's when there is none
OUTBOUND_PRIVATE_HOSTS = words("OUTBOUND_PRIVATE_HOSTS")
OUTBOUND_CA_FILE = os.environ.get("OUTBOUND_CA_FILE", "")

LINE_API_URL = os.environ.get("LINE_API_URL", "https://api.line.me").rstrip("/")  # another one only for tests
LINE_ACCESS_URL = os.environ.get("LINE_ACCESS_URL", "https://access.line.me").rstrip("/")

PROCRASTINATE_ON_APP_READY = "career_relay.base.queue.ready"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
    "loggers": {"career_relay": {"level": "INFO"}},
}
