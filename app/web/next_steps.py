"""The page of next steps: small ones, one at a time, only for who opens it."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, request

from app.comfort import SUPPORT_WORDS
from app.core.errors import DomainError
from app.core.reading import read_json
from app.core.requests import load
from app.core.security import public
from app.discovery.stepping import Proposal
from app.discovery.visit_schemas import DoneListSchema
from app.web import search, words
from app.web.cards import show_card
from app.web.pages import WRONG, read_page, wrong_answers
from app.web.sending import page
from app.web.ways import Ways

blueprint = Blueprint("next_steps", __name__)

WITHOUT = {
    "bring_friend": "The same place, coming on your own",
    "watch_ok": "The same place, joining in from the start",
    "leave_ok": "The same place, staying until the end if it goes well",
}


@blueprint.route("/about-me/next-steps", methods=["GET", "POST"])
@public
def show_next_steps() -> Response:
    """The ladder of who sends a profile; nothing of it is kept here."""
    asked = read_page()
    if wrong := wrong_answers(asked):
        return wrong
    shown: dict[str, Any] = {"asked": asked, "ways": Ways(asked), "ladder": None, "problem": None}
    if not asked.has_profile:
        return page("next_steps.html", **shown)
    try:
        done = _read_done()
        found, today, zone = search.next_steps(asked, done)
    except DomainError as error:
        said = next(iter(error.errors.values()), [error.detail])[0]
        return page("next_steps.html", WRONG, **shown | {"problem": said})
    visited = {one["activity_id"] for one in done}
    return page("next_steps.html", **shown | {"ladder": _ladder(found, visited, today, zone)})


def _read_done() -> list[dict[str, Any]]:
    """The visits that a script sends along, oldest first; none without one."""
    text = request.form.get("done", "")
    if not text:
        return []
    loaded = load(DoneListSchema(), read_json(f'{{"done": {text}}}'.encode()))
    return list(loaded["done"])


def _ladder(found: Proposal, visited: set[str], today: date, zone: str | None) -> dict[str, Any]:
    """What to show: the thing to do now, what may come later, and the ways aside."""
    anchor = found.anchor and _card(found.anchor, today, zone)
    is_new = anchor is not None and anchor["id"] not in visited and not visited
    steps = [_step(step, today, zone) for step in found.steps]
    first = {"card": anchor, "change": None, "lead": "A place to begin"} if is_new else None
    now, later = (first, steps) if first else (steps[0] if steps else None, steps[1:])
    return {
        "now": now,
        "later": later,
        "easier": found.easier and _step(found.easier, today, zone, "Asks a little less"),
        "stay": None if is_new else anchor,
        "is_paused": found.is_paused,
    }


def _card(card: dict[str, Any], today: date, zone: str | None) -> dict[str, Any]:
    return show_card(card, today, zone) | {"occurrence": card["occurrence_id"]}


def _step(
    step: dict[str, Any], today: date, zone: str | None, lead: str = "A small step from there"
) -> dict[str, Any]:
    card = _card(step["card"], today, zone)
    fit = step["card"].get("fit") or {}
    harder = [reason["text"] for reason in fit.get("harder", ())]
    change = WITHOUT.get(step["without"])
    if plus := step.get("with"):
        change = words.sentence(f"The same place, with {SUPPORT_WORDS[plus].could_help}")
    return {
        "card": card,
        "change": change,
        "lead": lead,
        "news": change or (words.sentence(f"New: {harder[0]}") if harder else card["when"]),
    }
