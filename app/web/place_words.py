"""The sentences of the page of one's own place, by what it is now."""

from datetime import date
from typing import TYPE_CHECKING, Any

from app.web import times, words

if TYPE_CHECKING:
    from app.web.place import Own

ICONS = {
    "going": "check", "waitlisted": "clock", "offered": "check", "called_off": "warn",
    "left_going": "undo", "left_waitlisted": "undo", "left_offered": "undo",
}  # fmt: skip
HEADINGS = {
    "going": "Your place is held",
    "waitlisted": "You are on the waiting list",
    "offered": "A place is free for you",
    "offer_ended": "The offer has ended",
    "left_going": "You gave your place back",
    "left_waitlisted": "You left the waiting list",
    "left_offered": "You passed",
    "called_off": "This date is cancelled",
    "gone": "This was taken down",
    "begun": "This has begun",
    "over": "This date is over",
}
SAID = {
    "offer_ended": "The place went to the next person. You can join the list again.",
    "left_going": "That is fine. Nobody is told why. The place is free for somebody else now.",
    "left_waitlisted": "That is fine. Nobody is told why.",
    "left_offered": "Passing is fine. The next person is asked now.",
    "called_off": "It does not take place. There is nothing you need to do.",
    "gone": "This activity is no longer on Alongside. There is nothing you need to do.",
    "begun": "You can still come, or leave it. Arriving late is often fine.",
    "over": "There is nothing you need to do.",
}
DONE = {
    "going": ("Place held.", "leave"),
    "waitlisted": ("You joined the list.", "leave"),
    "left_going": ("Given back.", "hold"),
    "left_waitlisted": ("You left the list.", "hold"),
    "left_offered": ("Passed on.", None),
}
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
WEEKDAYS = tuple(words.WEEKDAYS.values())


def done(state: str, *, is_first: bool) -> dict[str, Any] | None:
    """What was just done; a change of details is not taken back by leaving."""
    if state not in DONE:
        return None
    said, undo = DONE[state]
    if state in {"going", "waitlisted"} and not is_first:
        return {"said": "Saved.", "undo": None}
    return {"said": said, "undo": undo}


def ordinal(number: int) -> str:
    """`third`; `11th` and so on above ten."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    is_teen = number % 100 in range(11, 14)
    ending = "th" if is_teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def people(count: int) -> str:
    """`1 person`, `2 people`."""
    return f"{count} {'person' if count == 1 else 'people'}"


def weekday(day: date) -> str:
    """`Monday`."""
    return WEEKDAYS[day.weekday()]


def full_day(day: date) -> str:
    """`Monday 7 December`."""
    return f"{weekday(day)} {day.day} {times.MONTHS[day.month - 1]}"


def what_next(own: "Own", seen: str) -> list[tuple[str, str]]:
    """The steps from here, each a heading and a sentence or two."""
    if own.state == "going":
        return _after_hold(own, seen)
    if own.state == "waitlisted":
        return _after_join()
    if own.state == "offered":
        return _after_offer()
    return []


def _after_hold(own: "Own", seen: str) -> list[tuple[str, str]]:
    named = own.rsvp.visibility == "named" and own.rsvp.alias
    others = "Nobody else sees it." if named else "Nobody sees your name."
    greeter = own.activity.greeter_name
    meets = f"{greeter} meets you. " if greeter else ""
    begins = f"It begins at {own.date.starts_local:%H:%M}."
    return [
        ("Nothing to do now", f"The organiser sees {seen}. {others}"),
        ("A day or two before", "This page asks “Still fine?”. You can say yes, or not this time."),
        ("On the day", f"{meets}{begins}"),
        (
            "If you change your mind",
            "Tap “Not this time”. No reason needed. It is fine on the day, too.",
        ),
    ]


def _after_join() -> list[tuple[str, str]]:
    return [
        ("A place becomes free", "We offer it to you here. We can tell you, if you turn it on."),
        ("You choose", "The offer says until when it stays open. You can say yes or pass."),
        ("If you pass", "The next person is asked. Passing is fine."),
    ]


def _after_offer() -> list[tuple[str, str]]:
    return [
        ("If you take it", "Your place is held. You can still give it back at any time."),
        ("If you pass", "The next person is asked. Passing is fine."),
        ("If you do nothing", "The place goes to the next person when the time is over."),
    ]
