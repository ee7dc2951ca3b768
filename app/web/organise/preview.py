"""What is being written, as somebody reads it who is nervous of coming. Nothing is stored."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from app.accounts.models import Organiser
from app.activities.filling import fill_schedule, fill_words
from app.activities.models import Activity, Occurrence
from app.activities.posting.content import Content, Whereabouts, segment_of, told_in
from app.activities.posting.listing import listing_of
from app.activities.schedule import HORIZON_DAYS, Meeting, RuleRefused, meetings
from app.comfort import SUPPORT_WORDS, SUPPORTS, Comfort, Profile, comfort_chance
from app.discovery.cards import card, fit
from app.discovery.details import Ahead, details
from app.discovery.loading import comfort_of
from app.web.activity import show_activity
from app.web.cards import show_card
from app.web.times import today_in

ANXIOUS = 4
MOST_EASIER, WORTH_SAYING = 3, 0.003
SHOWN = 4
AHEAD = timedelta(days=HORIZON_DAYS)


class Ways:
    """The ways on from a preview lead nowhere but down the same page."""

    are_forms = False
    is_preview = True

    def to_activity(self, public_id: str, date: str | None) -> str:
        """The title of the card leads to the page below it."""
        del public_id, date
        return "#page"

    def keeping(self, path: str) -> str:
        """Nothing goes along."""
        return path


def show_preview(
    content: Content, whereabouts: Mapping[str, Any], organiser: Organiser, now: datetime
) -> dict[str, Any]:
    """The card and the page as they would be, and what would make it easier to come to."""
    whole = {"title": "Without a name yet", "kind": "interest_group", **_given(content)}
    activity = _unsaved(whole, Whereabouts(**whereabouts), organiser, now)
    dates = [_date(activity, meeting) for meeting in _ahead(whole, now)]
    ahead = Ahead(dates[0] if dates else None, len(dates), dates[:SHOWN])
    felt = fit(activity, Profile.from_level(ANXIOUS), {})
    today = today_in(activity.time_zone)
    listed = card(activity, ahead.next, None, max(len(dates) - 1, 0)) | {"fit": felt}
    return {
        "card": show_card(listed, today, activity.time_zone),
        "activity": show_activity(details(activity, ahead) | {"fit": felt}, today),
        "easier": easier(whole),
        "ways": Ways(),
    }


def easier(content: Content) -> list[str]:
    """The supports not offered yet that would help most, for somebody who is often anxious."""
    base = comfort_of(told_in(content), str(content["kind"]))
    open_ones = [key for key in SUPPORTS if not base.supports[key]]
    tried = [Comfort(base.facts, {**base.supports, key: True}, base.kind) for key in open_ones]
    now, *then = comfort_chance(Profile.from_level(ANXIOUS), [base, *tried]).tolist()
    gains = sorted(
        zip((chance - now for chance in then), open_ones, strict=True),
        key=lambda pair: (-pair[0], pair[1]),
    )
    return [SUPPORT_WORDS[key].label for gain, key in gains[:MOST_EASIER] if gain > WORTH_SAYING]


def _given(content: Content) -> dict[str, Any]:
    return {name: value for name, value in content.items() if value is not None and value != ""}


def _unsaved(content: Content, found: Whereabouts, organiser: Organiser, now: datetime) -> Activity:
    """An activity that no session knows."""
    listing = listing_of(content, found, now.date())
    activity = Activity(id=0, organiser=organiser, by_arrangement=False)
    fill_words(activity, listing, ())
    fill_schedule(activity, listing)
    return activity


def _ahead(content: Content, now: datetime) -> Sequence[Meeting]:
    try:
        segment = segment_of(content)
    except RuleRefused:
        return []
    return meetings(segment, now, now + AHEAD) if segment else []


def _date(activity: Activity, meeting: Meeting) -> Occurrence:
    return Occurrence(
        id=0,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        starts_local=meeting.starts_local,
        ends_local=meeting.ends_local,
        status="scheduled",
        capacity=activity.capacity,
        taken=0,
    )
