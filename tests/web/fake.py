"""Answers of the search in exactly the API's shape, for pages tested without a database."""

from typing import Any

FACTS = ("speak", "watched", "strangers", "people", "assert", "start", "body", "sensory", "stuck")
SUPPORTS = (
    "greeter", "leave_ok", "watch_ok", "bring_friend",
    "small_steps", "info_ahead", "quiet_space", "hello_first",
)  # fmt: skip
ACCESS = (
    "step_free", "toilet", "hearing_loop", "sign_language", "captions",
    "public_transport", "parking", "no_alcohol", "no_photos", "assistance_dogs",
)  # fmt: skip
NEAR = {
    "name": "Millbrook", "area": "England", "country": "GB",
    "lat": 50.35, "lon": -4.22, "precision": "town",
}  # fmt: skip
FIT = {
    "band": "comfortable",
    "band_to": None,
    "helps": [
        {"key": "greeter", "text": "a named person meets you"},
        {"key": "leave_ok", "text": "you can leave any time, no need to explain"},
    ],
    "harder": [{"key": "watched", "text": "others look on now and then"}],
    "ask": [{"key": "speak", "text": "whether newcomers speak"}],
    "could_help": [{"key": "bring_friend", "text": "bringing someone, if they are fine with it"}],
}


def card(**changes: Any) -> dict[str, Any]:
    """One card; facts, supports and access not given are not told."""
    facts = {"people": 1, "sensory": 0, "stuck": 0} | changes.pop("facts", {})
    supports = {"greeter": True} | changes.pop("supports", {})
    access = {"step_free": True} | changes.pop("access", {})
    return {
        "id": "0123456789ab",
        "occurrence_id": "1123456789ab",
        "title": "Craft table at the library",
        "kind": "interest_group",
        "topics": ["mixed_crafts"],
        "starts_at": "2026-12-01T14:00:00+00:00",
        "ends_at": "2026-12-01T15:30:00+00:00",
        "time_zone": "Europe/London",
        "format": "in_person",
        "place": {
            "name": "Millbrook Library", "area": "Millbrook",
            "lat": 50.351, "lon": -4.221, "precision": "exact",
        },
        "distance_km": 1.0,
        "cost": {"minor": 0, "currency": "GBP"},
        "places": "not_needed",
        "facts": dict.fromkeys(FACTS) | facts,
        "supports": dict.fromkeys(SUPPORTS) | supports,
        "access": dict.fromkeys(ACCESS) | access,
        "audience": [],
        "organiser": {"name": "Millbrook Library", "verified": True},
        "confirmed_on": "2026-11-20",
        "more_dates": 2,
    } | changes  # fmt: skip


def activity(**changes: Any) -> dict[str, Any]:
    """The JSON of one activity's page."""
    told = {"by": "organiser", "on": "2026-11-20"}
    return card() | {
        "description": "Bring something you are making, or begin something small here.",
        "occurrences": [
            {
                "id": "1123456789ab", "status": "scheduled",
                "starts_at": "2026-12-01T14:00:00+00:00", "ends_at": "2026-12-01T15:30:00+00:00",
                "places": "not_needed",
            },
            {
                "id": "2123456789ab", "status": "cancelled",
                "starts_at": "2026-12-08T14:00:00+00:00", "ends_at": "2026-12-08T15:30:00+00:00",
                "places": "not_needed",
            },
        ],
        "told": {
            "people": told,
            "greeter": told,
            "step_free": {"by": "source", "on": "2026-10-02"},
        },
        "place_name": "Millbrook Library", "address": "3 Mill Street", "country": "GB",
        "lat": 50.351, "lon": -4.221,
        "finding_us": "Blue double door next to the bus stop.",
        "capacity": None, "party_limit": 1, "example": False,
        "greeter_name": "Mary",
        "bring": "Nothing",
        "steps": ["13:50 Come when you like. The door is open.", "15:30 It ends."],
        "language": "en",
        "booking": "none",
        "age_min": None, "age_max": None,
        "online_url": None, "url": "https://library.example.org/craft", "contact_public": None,
        "arrangement": None,
    } | changes  # fmt: skip


def found(*cards: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """An answer of the search."""
    items = list(cards)
    return {
        "items": items,
        "next_cursor": None,
        "total": len(items),
        "facets": {"kind": {}, "topic": {}, "format": {}, "part_of_day": {}},
        "wider": None,
        "near": NEAR,
    } | changes
