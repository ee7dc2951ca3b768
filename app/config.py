"""What an operator can set: read once from the environment, checked, then frozen."""

import base64
import binascii
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

MIN_SECRET = 32
KEY_BYTES = 32
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SUBJECT = re.compile(r"mailto:[^@\s:]+@[^@\s:]+|https://[^\s/@:]+")
PRINTED = re.compile(r"[!-~]+")
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")


class BadSetting(ValueError):
    """A name in the environment holds something Alongside can't start with."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """Every setting, with the defaults of a first run on one's own machine.

    `freshness_s` is how old, in seconds, an answer may be before the change sequence is
    looked at again (0 in tests), `reads_a_minute` how much one sender may read of a process;
    they are no environment names.
    """

    database_url: str = "sqlite:///var/alongside.sqlite"
    data_dir: Path = field(default_factory=lambda: Path("var"))
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://localhost:8000"
    secret_key: str = "development only, never in production"  # noqa: S105
    app_env: str = "development"
    trusted_proxies: int = 0
    geocoder: str = "offline"
    help_country: str = "GB"
    exit_url: str = "https://www.wikipedia.org/"
    vapid_private_key: str = ""
    vapid_subject: str = ""
    smtp_url: str = "file:"
    mail_from: str = "alongside@localhost"
    web_workers: int = 2
    has_limits: bool = True
    reads_a_minute: int = 300
    is_debugged: bool = False
    freshness_s: float = 0.25

    @property
    def gazetteer_path(self) -> Path:
        """Where the compiled gazetteer lies."""
        return self.data_dir / "places.sqlite"

    @property
    def mail_path(self) -> Path:
        """Where mails are written as files while no server is named."""
        return self.data_dir / "mail"

    @property
    def sends_mail(self) -> bool:
        """Whether people may give an address here."""
        return bool(self.smtp_url)

    @property
    def is_production(self) -> bool:
        """True when people other than the operator use this instance."""
        return self.app_env == "production"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> "Config":
        """Read the environment; raise BadSetting with one sentence for a bad value."""
        env = os.environ if environ is None else environ
        data_dir = Path(env.get("DATA_DIR", "var")).absolute()
        port = _whole(env, "PORT", 8000, 1, 65535)
        config = cls(
            database_url=env.get("DATABASE_URL", f"sqlite:///{data_dir}/alongside.sqlite"),
            data_dir=data_dir,
            host=env.get("HOST", "127.0.0.1"),
            port=port,
            public_url=_origin(env.get("PUBLIC_URL", f"http://localhost:{port}")),
            secret_key=env.get("SECRET_KEY", cls.secret_key),
            app_env=_one_of(env, "APP_ENV", ("development", "production")),
            trusted_proxies=_whole(env, "TRUSTED_PROXIES", 0, 0, 5),
            geocoder=_one_of(env, "GEOCODER", ("offline", "nominatim")),
            help_country=_country(env.get("HELP_COUNTRY", "GB")),
            exit_url=_exit_url(env.get("EXIT_URL", cls.exit_url)),
            vapid_private_key=_vapid_key(env.get("VAPID_PRIVATE_KEY", "")),
            vapid_subject=_vapid_subject(env),
            smtp_url=_smtp_url(env),
            mail_from=_mail_from(env),
            has_limits=_one_of(env, "RATE_LIMITS", ("on", "off")) == "on",
            web_workers=_whole(env, "WEB_WORKERS", 2, 1, 64),
            is_debugged=env.get("FLASK_DEBUG", "0").lower() not in {"", "0", "false", "no"},
        )
        _check_database(config.database_url)
        _check_exit(config)
        if config.is_production:
            _check_production(config)
        return config


def _smtp_url(env: Mapping[str, str]) -> str:
    """Where mails go: to files while trying out; in production nowhere until it is said."""
    is_production = env.get("APP_ENV") == "production"
    url = env.get("SMTP_URL", "" if is_production else Config.smtp_url)
    if is_production and url == "file:":
        raise BadSetting("SMTP_URL must name a server in production; without one no mail is sent.")
    try:
        parts = urlsplit(url)
        is_server = parts.scheme in {"smtp", "smtps"} and parts.hostname and parts.port != 0
    except ValueError:
        is_server = False
    if not is_server and url not in {"", "file:"}:
        raise BadSetting("SMTP_URL must be like smtp://user:password@mail.example.org:587.")
    return url


def _mail_from(env: Mapping[str, str]) -> str:
    needs_own = env.get("SMTP_URL", "") not in {"", "file:"}
    sender = env.get("MAIL_FROM", "" if needs_own else Config.mail_from)
    if not ADDRESS.fullmatch(sender):
        raise BadSetting("MAIL_FROM must be the address mails come from, as notices@example.org.")
    return sender


def _whole(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name, str(default))
    if not (text.isascii() and text.isdigit()) or not low <= int(text) <= high:
        raise BadSetting(f"{name} must be a whole number from {low} to {high}.")
    return int(text)


def _one_of(env: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = env.get(name, allowed[0])
    if value not in allowed:
        raise BadSetting(f"{name} must be one of: {', '.join(allowed)}.")
    return value


def _origin(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"}:
        raise BadSetting("PUBLIC_URL must be an address like https://alongside.example.org.")
    return f"{parts.scheme}://{parts.netloc}"


def _country(code: str) -> str:
    if len(code) != 2 or not (code.isascii() and code.isalpha()):  # noqa: PLR2004
        raise BadSetting("HELP_COUNTRY must be a country's two letters, for example GB.")
    return code.upper()


def _exit_url(url: str) -> str:
    """Where "Leave" leads: a page that anybody may have open, and that nobody's name is in."""
    try:
        parts = urlsplit(url)
        is_site = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_site = False
    if not is_site or "@" in parts.netloc or not PRINTED.fullmatch(url):
        raise BadSetting("EXIT_URL must be an https address without a name or password in it.")
    return url


def _vapid_key(text: str) -> str:
    """The private key that messages on phones are signed with; empty where there are none."""
    try:
        raw = base64.b64decode(f"{text}=", altchars=b"-_", validate=True) if text else b""
    except binascii.Error:
        raw = b"?"
    if text and not (len(raw) == KEY_BYTES and 0 < int.from_bytes(raw, "big") < P256_ORDER):
        raise BadSetting("VAPID_PRIVATE_KEY must be a key that `flask push keys` made.")
    return text


def _vapid_subject(env: Mapping[str, str]) -> str:
    """Where push services write to about what this instance sends."""
    subject = env.get("VAPID_SUBJECT", "")
    is_good = SUBJECT.fullmatch(subject) is not None
    if (subject or env.get("VAPID_PRIVATE_KEY")) and not is_good:
        said = "VAPID_SUBJECT must be an address like mailto:you@example.org or an https one."
        raise BadSetting(said)
    return subject


def _check_database(url: str) -> None:
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise BadSetting("DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://.")


def _check_exit(config: Config) -> None:
    if urlsplit(config.exit_url).hostname == urlsplit(config.public_url).hostname:
        raise BadSetting("EXIT_URL must lead to another site than PUBLIC_URL.")


def _check_production(config: Config) -> None:
    if config.is_debugged:
        raise BadSetting("FLASK_DEBUG must not be set in production.")
    if config.secret_key == Config.secret_key or len(config.secret_key.strip()) < MIN_SECRET:
        raise BadSetting(f"SECRET_KEY must be set, at least {MIN_SECRET} characters long.")
    if not config.public_url.startswith("https://"):
        raise BadSetting("PUBLIC_URL must begin with https:// in production.")
    if config.host not in {"127.0.0.1", "::1", "localhost"} and not config.trusted_proxies:
        raise BadSetting("HOST is open to the network: set TRUSTED_PROXIES, or bind to 127.0.0.1.")
