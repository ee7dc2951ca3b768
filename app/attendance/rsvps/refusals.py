"""What a date may say no to, each in one calm sentence."""

from app.activities.consent import CONSENT
from app.core.errors import DomainError


class TooManyPlaces(DomainError):
    """Nobody can sit on more places than they will use."""

    code = "too_many_places"


class AlreadyStarted(DomainError):
    """The date has begun."""

    code = "already_started"


class Cancelled(DomainError):
    """The date does not take place."""

    code = "cancelled"


class NotNeeded(DomainError):
    """Nobody holds places for this activity; one comes, or asks the organiser."""

    code = "not_needed"


class NoRoomForMore(DomainError):
    """A larger party does not fit beside those who hold places; what was held stays held."""

    code = "no_room_for_more"


class OfferEnded(DomainError):
    """The offered place went on to the next person."""

    code = "offer_ended"


class ConsentNeeded(DomainError):
    """A place at a support meetup is held only with its own yes."""

    code = "consent_needed"

    def __init__(self) -> None:
        """Say the text itself: it is what is asked."""
        super().__init__(CONSENT.text)
