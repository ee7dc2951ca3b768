"""A held place as the JSON its own person reads."""

from datetime import datetime
from typing import Any

from app.activities.models import Activity, Occurrence, Place
from app.activities.states import took_place
from app.attendance.rsvps.models import CANCELLED, OFFER_ENDED, OFFERED, Rsvp
from app.core.ids import show_id


def shape(
    rsvp: Rsvp, date: Occurrence, activity: Activity, place: Place | None, now: datetime
) -> dict[str, Any]:
    """The answer without a position and topics; an offer that has run out says so already."""
    is_over = rsvp.status == OFFERED and rsvp.offer_until is not None and rsvp.offer_until <= now
    answer: dict[str, Any] = {
        "status": CANCELLED if is_over else rsvp.status,
        "party_size": rsvp.party_size,
        "visibility": rsvp.visibility,
        "alias": rsvp.alias,
        "needs": rsvp.needs,
        "is_confirmed": rsvp.confirmed_at is not None,
        "occurrence": {
            "id": show_id(date.id),
            "activity_id": show_id(activity.id),
            "title": activity.title,
            "kind": activity.kind,
            "starts_at": date.starts_at,
            "ends_at": date.ends_at,
            "time_zone": activity.time_zone,
            "status": _status(date, activity, now),
            "place": {"name": place.name, "area": place.area} if place else None,
        },
    }
    reason = OFFER_ENDED if is_over else rsvp.reason
    if rsvp.status == OFFERED and not is_over:
        answer |= {"offered_size": rsvp.offered_size, "offer_until": rsvp.offer_until}
    return answer | ({"reason": reason} if reason else {})


def _status(date: Occurrence, activity: Activity, now: datetime) -> str:
    """Whether it takes place, or did. Who ended all of it called all its dates to come off."""
    if activity.state == "published" or date.status == CANCELLED:
        return date.status
    if date.ends_at <= now:
        return date.status if took_place(date, activity) else "gone"
    return CANCELLED if activity.state == "withdrawn" or activity.called_off else "gone"
