"""What organisers are told by mail: neutral lines, without a title, a place or anybody's name."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from app.core.ids import show_id
from app.notices.channels import Link
from app.notices.letters import Letter
from app.notices.links import STILL_ON, Act, Links

NEWS, REVIEW, ASK_STILL_ON, INVITATION = "news", "review", "still_on", "invitation"
GOOD_FOR = timedelta(days=7)
INVITED_FOR = timedelta(days=14)
REVIEWED = {
    "published": (
        "What you posted is public now",
        "Everybody can find it. Its page says how it looks.",
    ),
    "published_in_part": (
        "What you posted needs a look",
        "It is public now, but not all dates could be changed. The page says which, and why.",
    ),
    "returned": (
        "What you posted needs a look",
        "It is not public yet. The page says what to change, and you can send it again.",
    ),
}
ASKED = {
    "question": "Somebody would like to know what to expect. The page says which facts.",
    "need": "Somebody who holds a place wrote what would help them.",
}


def asked(
    organiser_id: int, activities: Sequence[int], kinds: Collection[str], now: datetime
) -> Letter:
    """There is something to look at: once a day at most, however much it is."""
    lines = [words for kind, words in ASKED.items() if kind in kinds]
    return Letter(
        kind=NEWS,
        tag=f"news-{show_id(organiser_id)}-{now:%Y%m%d%H}",
        title="Something for you to look at",
        lines=(*lines, "There is no hurry. Another letter comes tomorrow at the earliest."),
        path=_page(activities[0]) if len(activities) == 1 else "/organise",
        links=(),
        ends_at=now + GOOD_FOR,
    )


def reviewed(row_id: int, outcome: str, now: datetime) -> Letter:
    """What became of something they posted; the page says more. See `DraftReviewed`.

    `row_id` is that of the draft, or of the activity it became.
    """
    title, line = REVIEWED[outcome]
    return Letter(
        kind=REVIEW,
        tag=f"review-{show_id(row_id)}-{now:%Y%m%d%H%M%S}",
        title=title,
        lines=(line,),
        path=_page(row_id),
        links=(),
        ends_at=now + GOOD_FOR,
    )


def now_yours(organiser_id: int, now: datetime) -> Letter:
    """Whoever kept it left, and they keep it now."""
    return Letter(
        kind=REVIEW,
        tag=f"yours-{show_id(organiser_id)}-{now:%Y%m%d%H%M%S}",
        title="You look after something more now",
        lines=(
            "Somebody you run activities with has left. What they looked after is yours now.",
            "If that does not suit you, you can cancel it, or ask somebody else to help.",
        ),
        path="/organise",
        links=(),
        ends_at=now + GOOD_FOR,
    )


def still_on(links: Links, person_id: int, activity_id: int, now: datetime) -> Letter:
    """Whether an activity still takes place as it is told: one tap says yes, without signing in.

    It says so for one of those who run it, as long as they do.
    """
    act = Act(STILL_ON, person_id, activity_id, now.date())
    return Letter(
        kind=ASK_STILL_ON,
        tag=f"still-{show_id(activity_id)}-{now:%Y%m%d}",
        title="Is it still on?",
        lines=(
            "It is a while since you said that one of your activities is as its page says.",
            "If it is, one tap says so. If something is different, you can change it there.",
        ),
        path=_page(activity_id),
        links=(Link("Yes, still on", links.path(act)),),
        ends_at=now + GOOD_FOR,
    )


def invitation(path: str, invitation_id: int, now: datetime) -> Letter:
    """Somebody is asked to help run what an organiser posts; the page behind `path` says who."""
    return Letter(
        kind=INVITATION,
        tag=f"invitation-{show_id(invitation_id)}",
        title="You are asked to help",
        lines=(
            "Somebody who posts activities on Alongside asks you to run them together.",
            "The page says who. If you do not know them, do nothing: no more mail comes.",
        ),
        path=None,
        links=(Link("See who asks", path),),
        ends_at=now + INVITED_FOR,
    )


def _page(row_id: int) -> str:
    return f"/organise/{show_id(row_id)}"
