"""Why a date says no to whoever plans it, each in one sentence."""

from app.core.errors import DomainError


class AlreadyStarted(DomainError):
    """A date has begun: nobody plans it any more, or holds a place on it."""

    code = "already_started"


class NotOn(DomainError):
    """A cancelled date, or one that left its schedule, is called back before it is changed."""

    code = "cancelled"


class OutOfSight(DomainError):
    """What is taken down can be cancelled; what else is to be different is read first."""

    code = "hidden"


class DateExists(DomainError):
    """Two dates of one activity never begin at the same time by the same rule."""

    code = "date_exists"


class ChangedMeanwhile(DomainError):
    """Somebody else changed a date while its form was open; what they did is not undone unseen."""

    code = "changed_meanwhile"


class NothingToUndo(DomainError):
    """Too long ago, taken back already, or something else was changed since."""

    code = "nothing_to_undo"
