"""An activity that was taken down: who holds a place hears so, in words that claim nothing."""

from datetime import timedelta

from app.activities.models import Activity
from app.core.events import ActivityHidden, ActivityRestored, publish
from app.core.ids import read_id
from app.core.writes import unit_of_work
from tests.attendance.conftest import STARTS, hold, look
from tests.running.conftest import activity_of

# What whoever runs it is told; these tests are about those who come.
LETTER = "A listing of yours is out of sight"


def told(inbox):
    """The subjects of new mails, but for those to whoever runs it."""
    return [subject for subject in inbox.subjects() if subject != LETTER]


def hide(date, state="hidden"):
    """What moderation does."""
    number = read_id(activity_of(date))
    with unit_of_work() as session:
        session.get_one(Activity, number).state = state
        session.flush()
        is_hidden = state == "hidden"
        publish(session, ActivityHidden(number) if is_hidden else ActivityRestored(number))


def test_who_holds_a_place_is_told_and_nothing_is_claimed(known, run, inbox):
    date, mine = run(), known()
    hold(mine, date)
    hide(date)
    (mail,) = [mail for mail in inbox.new() if mail["Subject"] != LETTER]
    assert mail["Subject"] == "A plan of yours was taken down"
    words = " ".join(mail.get_content().split())
    assert "We do not know whether it takes place" in words
    assert "cancelled" not in words
    assert look(mine, date)["occurrence"]["status"] == "gone"


def test_no_reminder_comes_of_what_is_taken_down(known, run, inbox, frozen):
    date, mine = run(), known()
    hold(mine, date)
    hide(date)
    inbox.new()
    frozen.move_to(STARTS - timedelta(hours=20))
    assert told(inbox) == []


def test_what_comes_back_is_told_and_reminded_of(known, run, inbox, frozen):
    date, mine = run(), known(still_fine=False)
    hold(mine, date)
    hide(date)
    inbox.new()
    frozen.shift(timedelta(hours=1))
    hide(date, "published")
    assert told(inbox) == ["A plan of yours has changed"]
    frozen.move_to(STARTS - timedelta(hours=20))
    assert told(inbox) == ["Reminder: tomorrow 14:00"]


def test_what_came_back_before_anybody_was_told_is_not_mentioned(known, run, inbox):
    date, mine = run(), known()
    hold(mine, date)
    hide(date)
    hide(date, "published")
    assert told(inbox) == []


def test_who_wants_no_word_of_what_is_called_off_hears_nothing(known, run, inbox):
    date, mine = run(), known(cancellation=False)
    hold(mine, date)
    hide(date)
    assert told(inbox) == []
