"""The only place that looks at the clock, so that a test can set it."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def zone(name: str) -> tzinfo:
    """An IANA zone; UTC for one that this machine's tables lack."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
