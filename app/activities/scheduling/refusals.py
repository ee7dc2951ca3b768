"""Why an edit of dates is refused, each with the sentence its organiser reads."""

from app.core.errors import DomainError


class HasBegun(DomainError):
    """What has begun can't be planned any more."""

    code = "already_started"


class NotOn(DomainError):
    """A cancelled date, or one that left its schedule, is called back before it is changed."""

    code = "cancelled"


class DateExists(DomainError):
    """Two dates of one activity never begin at the same time by the same rule."""

    code = "date_exists"


class NothingToUndo(DomainError):
    """Too long ago, taken back already, or something else was changed since."""

    code = "nothing_to_undo"
