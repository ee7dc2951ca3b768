"""A draft's content as a listing: the step from what was written to what is published."""

from datetime import date

from app.activities.drafts import Arrangement, Listing, Money, NewPlace, Told
from app.activities.posting.content import (
    IN_A_PLACE,
    SAME_NAMES,
    Content,
    Whereabouts,
    form_of,
    segment_of,
    told_in,
    zone_of,
)
from app.activities.schedule import Segment


def listing_of(content: Content, found: Whereabouts, today: date) -> Listing:
    """A complete content as a listing that was told today; see `complete.check`."""
    segment, cost = segment_of(content), content.get("cost")
    same = {name: content[name] for name in SAME_NAMES if content.get(name) is not None}
    capacity = content.get("capacity")
    return Listing(
        **same
        | {
            "format": form_of(content) or "in_person",
            "booking": content.get("booking") or _booking(capacity, segment),
            "time_zone": zone_of(content) or "UTC",
            "topics": tuple(content.get("topics") or ()),
            "audience": tuple(content.get("audience") or ()),
            "steps": tuple(content.get("steps") or ()),
            "segments": (segment,) if segment else (),
            "arrangement": _arrangement(content.get("arrangement")),
            "place": _place(content, found),
            "cost": Money(**cost) if cost else None,
            "told": {
                key: Told(value=value, by="organiser", on=today)
                for key, value in told_in(content).items()
            },
            "confirmed_on": today,
        }
    )


def _booking(capacity: int | None, segment: Segment | None) -> str | None:
    """Without a word on booking, places are held where there is a limit, else if one likes."""
    if segment is None:
        return None
    return "optional" if capacity is None else "needed"


def _arrangement(window: Content | None) -> Arrangement | None:
    if not window:
        return None
    first, last = (window.get(name) for name in ("from", "until"))
    return Arrangement(
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
    )


def _place(content: Content, found: Whereabouts) -> NewPlace | None:
    lat, lon = content.get("lat"), content.get("lon")
    if lat is None or lon is None or form_of(content) not in IN_A_PLACE:
        return None
    return NewPlace(
        lat=lat,
        lon=lon,
        precision=found.precision,
        name=content.get("place_name") or None,
        address=content.get("address") or None,
        area=found.area,
        country=found.country,
        finding_us=content.get("finding_us") or "",
    )
