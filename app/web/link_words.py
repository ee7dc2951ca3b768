"""What the pages of links in mails say, before and after."""

from dataclasses import dataclass

from app.notices.links import ACCEPT, ADDRESS, CONFIRM, DECLINE, LEAVE, STILL_ON, STOP


@dataclass(frozen=True)
class Words:
    """A heading, what happens or has happened, and the words of the button if there is one."""

    heading: str
    text: str
    button: str | None = None


OFFERS = {
    ACCEPT: Words("Take the place?", "The place that is kept for you becomes yours.", "Take it"),
    DECLINE: Words(
        "Not this time?",
        "The place that is kept for you goes to the next person. Nobody asks why.",
        "Not this time",
    ),
    CONFIRM: Words("Still fine?", "This says that you mean to come.", "Yes, still fine"),
    LEAVE: Words(
        "Not this time?", "Your place goes to somebody else. Nobody asks why.", "Not this time"
    ),
    STILL_ON: Words(
        "Is it still on?",
        "Yes puts the date of today on the page of your activity. If something is different, "
        "change it on its page instead.",
        "Yes, still on",
    ),
    STOP: Words(
        "Stop these mails?",
        "Your address is forgotten and no more mail comes, also when a plan of yours changes. "
        "Your places stay as they are.",
        "Stop these mails",
    ),
    ADDRESS: Words(
        "Send notices here?",
        "Notices about your plans come to the address this mail went to. Each mail has a link "
        "that stops them.",
        "Yes, send them here",
    ),
}
DONE = {
    ACCEPT: Words("The place is yours", "If it does not suit after all, you can give it back."),
    DECLINE: Words("Not this time", "That is all right. Nothing else is left for you to do."),
    CONFIRM: Words("Good to know", "You said that it is still fine. You can still change that."),
    LEAVE: Words("Not this time", "That is all right. Nothing else is left for you to do."),
    STILL_ON: Words("Thank you", "Its page says now that it is still on."),
    STOP: Words("No more mails", "Your address is forgotten. Your places stay as they are."),
    ADDRESS: Words("Notices come here now", "Each mail has a link that stops them."),
}
