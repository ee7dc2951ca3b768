"""Draws one step of posting: the questions, what was answered, and the ways on."""

from dataclasses import dataclass
from typing import Any

from flask import Response, current_app

from app.activities.posting.naming import may_be_named
from app.activities.posting.own import Own
from app.activities.posting.sensitive import is_proven
from app.config import Config
from app.core.db import db
from app.core.ids import show_id
from app.web import times
from app.web.forms import Values
from app.web.organise.asking import ask
from app.web.organise.keeping import content_now
from app.web.organise.steps import BY_KEY, KEYS, STEPS, before
from app.web.organise.zones import clock_for
from app.web.problems import NONE, Problems
from app.web.sending import own_page
from app.web.when_form import show_when


@dataclass(frozen=True)
class Asked:
    """A step, of what (None: something new), and what stands in it.

    `is_kept` says that the fields hold what is stored, not what was just typed.
    """

    step: str
    mine: Own | None
    typed: Values
    problems: Problems = NONE
    is_kept: bool = False


def show_step(asked: Asked, status: int = 200) -> Response:
    """The page of a step."""
    config: Config = current_app.config["ALONGSIDE"]
    country, mine = config.help_country, asked.mine
    step = BY_KEY[asked.step]
    shown: dict[str, Any] = {
        "step": step,
        "number": KEYS.index(step.key) + 1,
        "count": len(STEPS),
        "earlier": BY_KEY.get(before(step.key) or ""),
        "typed": asked.typed,
        "problems": asked.problems,
        "asks": ask(step.key, asked.typed, country),
        "id": show_id(mine.id) if mine else None,
        "is_public": mine is not None and mine.activity is not None,
        "is_waiting": mine is not None and mine.state == "waiting",
        "is_hidden": bool(mine and mine.activity and mine.activity.state == "hidden"),
        "waits": mine is not None and mine.activity is not None and not is_proven(mine.organiser),
        "asks_name": mine is None or may_be_named(db.session(), mine.organiser),
        "organiser": mine.organiser.name if mine else None,
        "saved_at": mine.changed_at.isoformat() if mine and mine.draft else "",
    }
    if step.key == "when":
        shown |= _when(asked, country)
    return own_page("organise_step.html", status, **shown)


def _when(asked: Asked, country: str) -> dict[str, Any]:
    content = content_now(asked.mine) if asked.mine else {}
    zone = clock_for(content, country)
    form = None if asked.is_kept else asked.typed
    window = content.get("arrangement") or {}
    typed = asked.typed
    kept = "arrangement" if content.get("arrangement") else "dates"
    return {
        "when": show_when(content, zone, form, asked.problems),
        "times": kept if form is None else form.get("times", kept),
        "window": {
            name: (window.get(name) or "") if form is None else typed.get(f"window_{name}", "")
            for name in ("from", "until")
        },
        "clock": times.zone_words(zone),
    }
