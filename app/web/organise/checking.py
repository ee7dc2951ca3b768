"""The last steps of posting: the preview, the check, publishing, and what happens now."""

from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from app.activities.posting import managing, service
from app.activities.posting.complete import missing
from app.activities.posting.own import Own
from app.activities.posting.routes import CHANGES
from app.activities.posting.sensitive import is_proven
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError, Invalid
from app.core.ids import show_id
from app.core.security import for_strangers, organiser
from app.core.writes import writes
from app.web.forms import Values
from app.web.organise import check_words
from app.web.organise.door import show_door
from app.web.organise.hints import hints
from app.web.organise.keeping import address_of, content_now, own, read_answers, whereabouts_of
from app.web.organise.looking_after import alike, why_hidden
from app.web.organise.posting import SEE_OTHER, WRONG, country
from app.web.organise.preview import show_preview
from app.web.organise.steps import BY_KEY, KEYS, STEPS
from app.web.problems import NONE, Problems
from app.web.sending import own_page

blueprint = Blueprint("checking", __name__)
CHECK = "check"
ONE = "/organise/<activity_id>"


@blueprint.get(f"{ONE}/edit/{CHECK}")
@organiser
@for_strangers(show_door)
def show_check(activity_id: str) -> ResponseReturnValue:
    """All that was said, what is missing, and how it reads; a public one leads to its own page."""
    mine = own(activity_id)
    if mine.activity is not None:
        return _to(address_of(mine, "now"))
    return _check(mine)


@blueprint.route(f"{ONE}/preview", methods=["GET"])
@organiser
@for_strangers(show_door)
def preview(activity_id: str) -> Response:
    """The card and the page, as somebody reads them who is nervous of coming."""
    mine = own(activity_id)
    step = request.args.get("from", CHECK)
    back = address_of(mine, f"edit/{step if step in BY_KEY else CHECK}")
    return own_page("organise_preview.html", shown=_preview(mine, {}), back=back)


@blueprint.post(f"{ONE}/preview")
@organiser
def preview_typed(activity_id: str) -> Response:
    """The same with what stands in a step's form; nothing of it is kept."""
    mine, step = own(activity_id), request.form.get("step", "")
    changes = _typed(step, request.form, mine)
    back = address_of(mine, f"edit/{step if step in BY_KEY else CHECK}")
    return own_page("organise_preview.html", shown=_preview(mine, changes), back=back)


@blueprint.post(f"{ONE}/publish")
@organiser
@writes(limit=CHANGES)
def publish(activity_id: str) -> ResponseReturnValue:
    """Hand it in, and say what happens now; what is missing is said on the same page."""
    mine = own(activity_id)
    try:
        managing.hand_in(db.session(), mine, clock.now())
    except Invalid as error:
        if mine.activity is not None:
            raise
        return _check(mine, Problems(error.errors), WRONG)
    return _to(f"/organise/{show_id(mine.id)}/now?done=published")


@blueprint.get(f"{ONE}/now")
@organiser
@for_strangers(show_door)
def show_now(activity_id: str) -> Response:
    """What has become of it, what happens next, and how to change it."""
    mine = own(activity_id)
    content = content_now(mine)
    return own_page(
        "organise_now.html",
        id=show_id(mine.id),
        title=content.get("title") or "",
        state=mine.state,
        heading=check_words.HEADINGS[mine.state],
        done=check_words.DONE.get(request.args.get("done", "")),
        next=check_words.NEXT[mine.state],
        change=_change(mine),
        hidden=why_hidden(db.session(), mine.activity),
        steps=STEPS[:-1],
    )


@blueprint.post(f"{ONE}/remove")
@organiser
@writes(limit=CHANGES)
def remove(activity_id: str) -> Response:
    """Throw a draft away, or take a change back that waits."""
    mine = own(activity_id)
    if mine.draft:
        managing.remove(db.session(), mine, clock.now())
    back = address_of(mine, "now?done=back") if mine.activity else "/organise?done=removed"
    return _to(back)


def _check(mine: Own, problems: Problems = NONE, status: int = 200) -> Response:
    content = content_now(mine)
    return own_page(
        "organise_check.html",
        status,
        id=show_id(mine.id),
        step=BY_KEY[CHECK],
        number=len(KEYS),
        count=len(KEYS),
        problems=problems,
        missing=check_words.missing_rows(missing(content, clock.now())),
        rows=check_words.rows(content),
        hints=hints(content),
        shown=_preview(mine, {}),
        alike=alike(db.session(), content),
        organiser=mine.organiser.name,
        first_read=_who_reads(mine),
        is_waiting=mine.state == "waiting",
        reason=mine.draft.reason if mine.draft else None,
    )


def _who_reads(mine: Own) -> str | None:
    """Why somebody reads it before it is public; None where nobody does."""
    if not is_proven(mine.organiser):
        return check_words.NEW_HERE
    if mine.draft and service.needs_review(db.session(), mine.organiser, mine.draft):
        return check_words.TAKEN_DOWN
    return None


def _preview(mine: Own, changes: dict[str, Any]) -> dict[str, Any]:
    content = content_now(mine) | changes
    return show_preview(content, whereabouts_of(mine), mine.organiser, clock.now())


def _typed(step: str, form: Values, mine: Own) -> dict[str, Any]:
    """What stands in the form as far as it fits; else nothing of it."""
    if step not in BY_KEY or step == CHECK:
        return {}
    try:
        return read_answers(step, form, content_now(mine), country())
    except DomainError:
        return {}


def _change(mine: Own) -> dict[str, Any] | None:
    draft = mine.draft
    if draft is None or mine.activity is None:
        return None
    fields = check_words.fields(draft.content)
    is_note = not draft.content
    return {"state": draft.state, "reason": draft.reason, "fields": fields, "is_note": is_note}


def _to(address: str) -> Response:
    return Response(status=SEE_OTHER, headers={"Location": address})
