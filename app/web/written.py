"""What an organiser wrote to everybody on a date, as words of a page."""

from collections.abc import Iterable

from app.attendance.running.models import MessageToAll
from app.core import clock
from app.web import times


def show_written(rows: Iterable[MessageToAll], time_zone: str) -> list[dict[str, str]]:
    """Each message with when it was sent, on the clock of the activity."""
    zone = clock.zone(time_zone)
    today = times.today_in(time_zone)
    shown = []
    for row in rows:
        sent = row.sent_at.astimezone(zone)
        when = f"{times.short_day(sent.date(), today)}, {sent:%H:%M}"
        shown.append({"text": row.text, "when": when, "sent": row.sent_at.isoformat()})
    return shown
