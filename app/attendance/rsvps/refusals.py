"""What a date may say no to, each in one calm sentence."""

from datetime import datetime
from functools import partial

from app.activities.consent import CONSENT
from app.attendance.rsvps import seats
from app.core.errors import DomainError


class NotOnThisDate(DomainError):
    """The date says no; its places are passed on all the same."""

    def __init__(self, detail: str, occurrence_id: int, now: datetime) -> None:
        """Keep the sentence, and which date is to be settled at which moment."""
        super().__init__(detail)
        self.all_the_same = partial(seats.settle, occurrence_id=occurrence_id, now=now)


class TooManyPlaces(DomainError):
    """Nobody can sit on more places than they will use."""

    code = "too_many_places"


class Cancelled(DomainError):
    """The date does not take place."""

    code = "cancelled"


class NotNeeded(DomainError):
    """Nobody holds places for this activity; one comes, or asks the organiser."""

    code = "not_needed"


class NoRoomForMore(NotOnThisDate):
    """A larger party does not fit beside those who hold places; what was held stays held."""

    code = "no_room_for_more"


class OfferEnded(NotOnThisDate):
    """The offered place went on to the next person."""

    code = "offer_ended"


class ConsentNeeded(DomainError):
    """A place at a support meetup is held only with its own yes."""

    code = "consent_needed"

    def __init__(self) -> None:
        """Say the text itself: it is what is asked."""
        super().__init__(CONSENT.text)
