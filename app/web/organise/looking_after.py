"""What authors are told of a listing: why it is hidden, what people ask, what is alike."""

from typing import Any

from sqlalchemy.orm import Session

from app.activities import hiding
from app.activities.models import Activity
from app.activities.posting.content import Content
from app.activities.questions.service import open_keys, question_words
from app.activities.vocabulary import ACCESS
from app.comfort import FACTS
from app.core.ids import show_id
from app.moderation.duplicates import similar
from app.moderation.reasons import CAUSES, said
from app.web.problems import anchor

WAYS_ON = {
    hiding.REPORTS: "You need do nothing. You get a mail as soon as it is decided. If you know "
    "what is wrong, you can change it: somebody reads the change, too.",
    hiding.MODERATOR: "If you can mend it, change what it says. Somebody reads the change, and "
    "brings it back if it is fine.",
    hiding.UNCONFIRMED: "If it is still on, say so: then everybody can find it again.",
    hiding.BLOCKED: "Whoever runs this Alongside can say more.",
}

CALLED_OFF = "You need do nothing. You cancelled it, and whoever held a place was told."


def why_hidden(session: Session, activity: Activity | None) -> dict[str, Any] | None:
    """Why an activity is out of sight, and what its organiser can do; None where it is not."""
    is_hidden = activity is not None and activity.state == "hidden"
    why = hiding.hiding_of(session, activity.id) if activity and is_hidden else None
    if why is None:
        return None
    is_off = activity is not None and activity.called_off
    return {
        "cause": CAUSES[why.cause],
        "reason": said(why.reason, why.words),
        "way_on": CALLED_OFF if is_off else WAYS_ON[why.cause],
        "can_confirm": why.cause == hiding.UNCONFIRMED and not is_off,
        "can_mend": why.cause != hiding.BLOCKED,
    }


def asked_of(session: Session, activity: Activity | None) -> list[dict[str, str]]:
    """What people asked and is not told yet, each with the step and the field that tells it."""
    keys = open_keys(session, activity.id) if activity else []
    return [{"said": question_words(key), "at": _field_of(key)} for key in keys]


def alike(session: Session, content: Content) -> list[dict[str, str]]:
    """Listings that a draft may be another copy of; nothing while it has no name."""
    if not content.get("title"):
        return []
    return [
        {"id": show_id(one.id), "title": one.title, "organiser": one.organiser.name}
        for one, _ in similar(session, content)
    ]


def _field_of(key: str) -> str:
    """`expect#f-fact_speak`: the step, and where on its page."""
    if key in ACCESS:
        return f"access#{anchor(f'access_{key}')}"
    return f"expect#{anchor(f'fact_{key}' if key in FACTS else f'support_{key}')}"
