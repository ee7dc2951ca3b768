"""Holding a place and everything after it. Never commits; each call locks its date first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.accounts.sessions import need_until
from app.activities.consent import CONSENT
from app.activities.models import Activity, Occurrence
from app.activities.scheduling.refusals import AlreadyStarted
from app.attendance.rsvps import seats, tellings
from app.attendance.rsvps.models import CANCELLED, GOING, OFFER_ENDED, OFFERED, WAITLISTED, Rsvp
from app.attendance.rsvps.queries import count_held, find_rsvp
from app.attendance.rsvps.refusals import (
    Cancelled,
    ConsentNeeded,
    NoRoomForMore,
    NotNeeded,
    OfferEnded,
    TooManyPlaces,
)
from app.core.errors import SENTENCE, Invalid, NotFound
from app.core.events import SomethingAsked, publish

MOST_HELD = 10
UNDO_WITHIN = timedelta(minutes=10)
KEPT_AFTER = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How somebody wants to come."""

    party_size: int = 1
    visibility: str = "quiet"
    alias: str | None = None
    needs: str | None = None
    consent: str | None = None


@dataclass(frozen=True)
class Held:
    """What a person has on a date, and whether this call made it."""

    rsvp: Rsvp
    occurrence: Occurrence
    activity: Activity
    position: int | None
    is_new: bool = False


def hold(session: Session, occurrence_id: int, person_id: int, wish: Wish, now: datetime) -> Held:
    """Hold a place, or join the waiting list where there is none; asked again, change it.

    Raises NotFound, Cancelled, AlreadyStarted, NotNeeded, ConsentNeeded, TooManyPlaces,
    NoRoomForMore, and Invalid for a party that is larger than the activity takes.
    """
    occurrence, activity = _open_date(session, occurrence_id, now)
    if wish.party_size > activity.party_limit:
        most = "one person" if activity.party_limit == 1 else f"{activity.party_limit} people"
        raise Invalid(SENTENCE, {"party_size": [f"One place is for at most {most} here."]})
    rsvp = find_rsvp(session, occurrence_id, person_id)
    is_new = rsvp is None or rsvp.status == CANCELLED
    if activity.kind == "support_meetup":
        _check_consent(wish, is_new=is_new)
    if rsvp is None or rsvp.status == CANCELLED:
        _check_count(session, person_id, now)
        rsvp = _come(session, occurrence, rsvp or Rsvp(person_id=person_id), wish, now)
    else:
        _resize(session, occurrence, rsvp, wish.party_size, now)
    is_news = wish.needs is not None and wish.needs != rsvp.needs
    rsvp.visibility, rsvp.alias, rsvp.needs = wish.visibility, wish.alias, wish.needs
    if wish.consent is not None:
        rsvp.consent_version, rsvp.consented_at = wish.consent, now
    rsvp.changed_at = now
    session.flush()
    need_until(session, person_id, (occurrence.ends_at + KEPT_AFTER).date())
    if is_new and rsvp.status == GOING:
        tellings.held(session, rsvp, occurrence, now)
    if is_news:
        publish(session, SomethingAsked(activity.id, "need"))
    seats.pass_on(session, occurrence, now)
    return _held(session, rsvp, occurrence, activity, is_new=is_new)


def leave(session: Session, occurrence_id: int, person_id: int, now: datetime) -> Held:
    """Not this time: give the place, the offer or the place in the list back, without a reason."""
    occurrence, activity, rsvp = _own(session, occurrence_id, person_id, now)
    if rsvp.status != CANCELLED:
        seats.end(session, occurrence, rsvp, now)
        rsvp.consent_version = rsvp.consented_at = None
        seats.pass_on(session, occurrence, now)
    return _held(session, rsvp, occurrence, activity)


def accept(session: Session, occurrence_id: int, person_id: int, now: datetime) -> Held:
    """Take the places that are offered; taking them twice is taking them once.

    Raises NotFound, Cancelled, and OfferEnded where they went to somebody else.
    """
    occurrence, activity, rsvp = _own(session, occurrence_id, person_id, now)
    check_takes_place(occurrence, activity)
    if rsvp.status == OFFERED and rsvp.offered_size:
        rsvp.party_size, rsvp.status = rsvp.offered_size, GOING
        rsvp.offered_size = rsvp.offer_until = None
        rsvp.changed_at = now
        session.flush()
        tellings.accepted(session, rsvp, occurrence, now)
    if rsvp.status != GOING:
        said = "This place went to the next person. You can join the list again."
        raise OfferEnded(said, occurrence.id, now)
    return _held(session, rsvp, occurrence, activity)


def confirm(session: Session, occurrence_id: int, person_id: int, now: datetime) -> Held:
    """Still fine: the person means to come. Raises NotFound and Cancelled."""
    occurrence, activity, rsvp = _own(session, occurrence_id, person_id, now)
    check_takes_place(occurrence, activity)
    if rsvp.status != GOING:
        raise NotFound("You hold no place on this date.")
    rsvp.confirmed_at = now
    session.flush()
    tellings.confirmed(session, rsvp)
    return _held(session, rsvp, occurrence, activity)


def show(session: Session, occurrence_id: int, person_id: int) -> Held:
    """What a person has on a date; raises NotFound for nothing. Only reads."""
    occurrence = session.get(Occurrence, occurrence_id)
    rsvp = find_rsvp(session, occurrence_id, person_id)
    if rsvp is None or occurrence is None:
        raise NotFound("You hold no place on this date.")
    activity = session.get_one(Activity, occurrence.activity_id)
    return _held(session, rsvp, occurrence, activity)


def check_takes_place(occurrence: Occurrence, activity: Activity) -> None:
    """Raise Cancelled where nobody will be there, so that nobody is told their place is sure."""
    if occurrence.status == "cancelled" or activity.state != "published":
        raise Cancelled("This date does not take place.")


def _open_date(session: Session, occurrence_id: int, now: datetime) -> tuple[Occurrence, Activity]:
    """A date somebody can still come to, locked, with all offers that ran out passed on."""
    occurrence = seats.lock(session, occurrence_id)
    activity = session.get_one(Activity, occurrence.activity_id) if occurrence else None
    if occurrence is None or activity is None or activity.state != "published":
        raise NotFound("This date is not here. It may have moved, or the link is wrong.")
    check_takes_place(occurrence, activity)
    if occurrence.starts_at <= now:
        raise AlreadyStarted("This has begun already. There may be another date.")
    if not activity.takes_places:
        raise NotNeeded("No place needs to be held here. The page says how to come.")
    seats.pass_on(session, occurrence, now)
    return occurrence, activity


def _own(
    session: Session, occurrence_id: int, person_id: int, now: datetime
) -> tuple[Occurrence, Activity, Rsvp]:
    occurrence = seats.lock(session, occurrence_id)
    if occurrence is None or find_rsvp(session, occurrence_id, person_id) is None:
        raise NotFound("You hold no place on this date.")
    seats.pass_on(session, occurrence, now)
    rsvp = find_rsvp(session, occurrence_id, person_id)
    if rsvp is None:
        raise NotFound("You hold no place on this date.")
    return occurrence, session.get_one(Activity, occurrence.activity_id), rsvp


def _come(session: Session, occurrence: Occurrence, rsvp: Rsvp, wish: Wish, now: datetime) -> Rsvp:
    """Places where there are enough, else the end of the list, or the old place in it again."""
    is_undo = (
        rsvp.status == CANCELLED
        and rsvp.left_from == WAITLISTED
        and rsvp.reason != OFFER_ENDED
        and now - rsvp.changed_at <= UNDO_WITHIN
    )
    rsvp.occurrence_id = occurrence.id
    rsvp.party_size = wish.party_size
    rsvp.made_at = now
    rsvp.confirmed_at = rsvp.reason = rsvp.left_from = None
    if not is_undo:
        rsvp.number = seats.next_number(session, occurrence)
    is_going = not is_undo and seats.take(session, occurrence, wish.party_size)
    rsvp.status = GOING if is_going else WAITLISTED
    session.add(rsvp)
    return rsvp


def _resize(session: Session, occurrence: Occurrence, rsvp: Rsvp, size: int, now: datetime) -> None:
    """Another size of party. An offer stays what was offered until it is taken."""
    if rsvp.status == GOING and size > rsvp.party_size:
        if not seats.take(session, occurrence, size - rsvp.party_size):
            said = "There is no room for more people. Your place is still held."
            raise NoRoomForMore(said, occurrence.id, now)
    elif rsvp.status == GOING and size < rsvp.party_size:
        seats.free(session, occurrence, rsvp.party_size - size)
    rsvp.party_size = size


def _check_consent(wish: Wish, *, is_new: bool) -> None:
    """A new place needs a yes to the text as it is now; a change needs none again."""
    if (is_new or wish.consent is not None) and wish.consent != CONSENT.version:
        raise ConsentNeeded


def _check_count(session: Session, person_id: int, now: datetime) -> None:
    if count_held(session, person_id, now) >= MOST_HELD:
        raise TooManyPlaces(
            f"You hold {MOST_HELD} places, which is the most. Give one back first, "
            "so that others find room."
        )


def _held(
    session: Session,
    rsvp: Rsvp,
    occurrence: Occurrence,
    activity: Activity,
    *,
    is_new: bool = False,
) -> Held:
    place = seats.position(session, rsvp) if rsvp.status == WAITLISTED else None
    return Held(rsvp, occurrence, activity, place, is_new)
