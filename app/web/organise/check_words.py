"""What was said of an activity in one line a step, and what happens to it now."""

from collections.abc import Mapping
from typing import Any

from app.activities.posting.content import segment_of, told_in
from app.activities.schedule import RuleRefused
from app.activities.scheduling.saying import say_segment
from app.activities.vocabulary import ACCESS, AUDIENCES, FORMATS, KINDS
from app.comfort import FACTS, SUPPORTS
from app.web import words
from app.web.problems import anchor

HEADINGS = {
    "draft": "It is a draft",
    "waiting": "It waits to be read",
    "returned": "It came back with a note",
    "published": "It is public",
    "cancelled": "It is cancelled",
    "hidden": "It was taken down",
}
NEW_HERE = "Somebody reads it first, as with the first three activities of everybody."
TAKEN_DOWN = "Somebody reads it first: it says much the same as a listing that was taken down."
DONE = {
    "published": "Thank you. It is handed in.",
    "changed": "Kept. The public page shows it.",
    "waits": "Kept. It waits until somebody has read it.",
    "back": "Taken back. The public page stays as it is.",
    "same": "Nothing was different, so nothing is sent.",
}
NEXT = {
    "draft": [("edit", "Go on writing when you like. There is no time limit.")],
    "waiting": [
        ("clock", "Somebody reads it, usually within two days. You are told by e-mail."),
        ("eye", "Until then only you and your co-organisers see it."),
        ("undo", "You can change it or throw it away in the meantime."),
    ],
    "returned": [
        ("chat", "The note says what to look at."),
        ("edit", "Change it, and hand it in again."),
    ],
    "published": [
        ("eye", "Everybody can find it and read it."),
        ("people", "You see who comes, by the names they give, or as “1 quiet guest”."),
        ("bell", "If you move or cancel a date, whoever holds a place is told."),
        ("undo", "You can change it or cancel it at any time."),
    ],
    "cancelled": [
        ("bell", "Everybody who held a place was told."),
        ("eye", "Nobody finds it any more."),
    ],
    "hidden": [
        ("eye", "Nobody finds it. Whoever holds a place keeps it, and was told."),
        ("undo", "Once it is back, they are told that, too."),
    ],
}  # fmt: skip
STEP_OF = {
    "title": "what", "kind": "what", "organiser_name": "what", "format": "where", "lat": "where",
    "time_zone": "where", "starts_at": "when", "ends_at": "when", "arrangement": "when",
}  # fmt: skip
PLAIN_NAMES = {
    "title": "the name", "starts_at": "the time", "ends_at": "the time", "rrule": "how often",
    "exdates": "days off", "rdates": "extra dates", "time_zone": "the clock",
    "arrangement": "the time", "format": "how people meet", "place_name": "the place",
    "address": "the address", "lat": "the pin", "lon": "the pin", "finding_us": "finding the door",
    "online_url": "the link", "url": "the page", "contact_public": "how to ask",
}  # fmt: skip


def missing_rows(found: Mapping[str, str]) -> list[dict[str, str]]:
    """What is still needed, each with the step and the field where it is said."""
    places = {"starts_at": "f-day", "ends_at": "f-from_time"}
    return [
        {
            "step": STEP_OF.get(name, "what"),
            "anchor": places.get(name, anchor(name)),
            "said": said,
        }
        for name, said in found.items()
    ]


def fields(content: Mapping[str, Any]) -> str:
    """Which parts a change touches, as a sentence lists them."""
    names = dict.fromkeys(PLAIN_NAMES.get(name, "the words") for name in content)
    return words.listed(list(names)) if names else "nothing"


def rows(content: Mapping[str, Any]) -> list[dict[str, str]]:
    """One line for each step: what was said, or that nothing was yet."""
    told = told_in(content)
    kind = KINDS.get(content.get("kind") or "", "")
    facts, offers, access = (sum(key in told for key in keys) for keys in (FACTS, SUPPORTS, ACCESS))
    return [
        _row("what", "edit", "What it is", [content.get("title"), kind]),
        _row("where", "near", "Where people meet", _where(content)),
        _row("when", "cal", "When it meets", [_when(content)]),
        _row(
            "expect", "chat", "What it is like",
            [f"{facts} of 9 facts told, {offers} of 8 things that help answered"],
        ),
        _row("people", "people", "Who and how many", _people(content)),
        _row("access", "ramp", "Access and cost",
             [f"{access} of {len(ACCESS)} told", words.money(content.get("cost"))]),
    ]  # fmt: skip


def _row(step: str, icon: str, title: str, parts: list[str | None]) -> dict[str, str]:
    said = ", ".join(part for part in parts if part)
    return {"step": step, "icon": icon, "title": title, "said": said or "Not said yet"}


def _when(content: Mapping[str, Any]) -> str | None:
    if content.get("arrangement"):
        return "Times by arrangement"
    try:
        segment = segment_of(content)
    except RuleRefused:
        return None
    return " ".join(say_segment(segment)) if segment else None


def _where(content: Mapping[str, Any]) -> list[str | None]:
    form = FORMATS.get(content.get("format") or "", "")
    return [form, content.get("place_name"), content.get("address")]


def _people(content: Mapping[str, Any]) -> list[str | None]:
    greeter, capacity = content.get("greeter_name"), content.get("capacity")
    audience = [AUDIENCES[key] for key in content.get("audience") or () if key in AUDIENCES]
    return [
        f"{greeter} meets you" if greeter else None,
        f"room for {capacity}" if capacity else "no limit",
        f"for {words.listed(audience)}" if audience else "for all",
    ]
