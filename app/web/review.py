"""Review: what waits for a moderator, on a phone and without a script."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core import actors, clock
from app.core.db import db
from app.core.errors import Invalid, NotFound
from app.core.ids import read_id, show_id
from app.core.requests import load
from app.core.security import moderator
from app.core.writes import writes
from app.moderation.reasons import REASONS
from app.moderation.review import organisers, service
from app.moderation.review import undo as undoing
from app.moderation.review.models import Decision
from app.moderation.review.queue import one, queue
from app.moderation.review.schemas import JudgementSchema
from app.moderation.review.service import ChangedMeanwhile, Judgement
from app.moderation.review.standing import standing_of
from app.web import times
from app.web.choices import options
from app.web.problems import NONE, Problems
from app.web.review_rows import rows_of, whole_of
from app.web.review_words import DONE, SORTS
from app.web.sending import own_page

SEE_OTHER, REFUSED, WRONG = 303, 409, 422
ON_ITEM = ("approve", "reject", "hide", "restore")
ON_ORGANISER = {"trust": organisers.trust, "block": organisers.block}

blueprint = Blueprint("review_pages", __name__)


@blueprint.get("/review")
@moderator
def show_queue() -> Response:
    """All that waits, and what was done last with its undo."""
    session, now = db.session(), clock.now()
    last = session.get(Decision, read_id(request.args.get("done", "")) or 0)
    done = None
    if last is not None:
        text = DONE[last.act] if last.undone_at is None else "Taken back."
        done = {"id": show_id(last.id), "said": text, "title": last.title, "row": last}
        done |= {"left_out": last.before.get("left_out") if last.undone_at is None else None}
    items = [_shown(item, now) for item in queue(session, now)]
    return own_page("review_queue.html", items=items, done=done)


@blueprint.get("/review/items/<item_id>")
@moderator
def show_item(item_id: str) -> Response:
    """One thing that waits: what changes, what people say, and the ways to decide."""
    return _page(item_id, NONE)


@blueprint.post("/review/items/<item_id>/<act>")
@moderator
@writes()
def decide(item_id: str, act: str) -> ResponseReturnValue:
    """Decide; a missing reason is asked for, with what was typed still there."""
    if act not in ON_ITEM:
        raise NotFound("There is no such way to decide.")
    try:
        row = service.decide(db.session(), read_id(item_id), _judged(act), clock.now())
    except Invalid as error:
        return _page(item_id, Problems(error.errors))
    except ChangedMeanwhile as error:
        return _page(item_id, NONE, error.detail)
    return _back(row)


@blueprint.post("/review/organisers/<organiser_id>/<act>")
@moderator
@writes()
def judge_organiser(organiser_id: str, act: str) -> ResponseReturnValue:
    """Vouch for an organiser, or stop one."""
    if act not in ON_ORGANISER:
        raise NotFound("There is no such way to decide.")
    number = read_id(organiser_id)
    try:
        row = ON_ORGANISER[act](db.session(), number, _judged(act), clock.now())
    except Invalid as error:
        return _page(request.form.get("item", ""), Problems(error.errors))
    return _back(row)


@blueprint.post("/review/decisions/<decision_id>/undo")
@moderator
@writes()
def take_back(decision_id: str) -> ResponseReturnValue:
    """Put things back as they were."""
    person_id = actors.known().person_id
    return _back(undoing.undo(db.session(), read_id(decision_id), person_id, clock.now()))


def _judged(act: str) -> Judgement:
    typed = {name: request.form.get(name, "").strip() for name in ("reason", "words", "seen")}
    asked: dict[str, Any] = load(JudgementSchema(), {k: said for k, said in typed.items() if said})
    return Judgement(act=act, person_id=actors.known().person_id, **asked)


def _back(row: Decision) -> ResponseReturnValue:
    return redirect(url_for("review_pages.show_queue", done=show_id(row.id)), SEE_OTHER)


def _page(item_id: str, problems: Problems, said: str | None = None) -> Response:
    """An item; `said` is why nothing was decided."""
    now = clock.now()
    item = one(db.session(), read_id(item_id), now)
    if item is None:
        raise NotFound(service.NOT_HERE)
    return own_page(
        "review_item.html",
        REFUSED if said else WRONG if problems.by_field else 200,
        item=_shown(item, now),
        rows=rows_of(item, standing_of(db.session(), item["id"], now)),
        whole=whole_of(item),
        said=said,
        reasons=options(REASONS, [request.form.get("reason", "")]),
        words=request.form.get("words", ""),
        problems=problems,
    )


def _shown(item: dict[str, Any], now: datetime) -> dict[str, Any]:
    """An item of the queue, with words for what it is and since when it waits."""
    since = datetime.fromisoformat(item["since"])
    when = f"{times.short_day(since.date(), now.date())}, {since:%H:%M} UTC"
    return item | {"kind_words": SORTS[item["kind"]], "when": when}
