"""Letters: mails by the outbox to an address that need not be a person's notice address.

They are what somebody has just asked for, or what an organiser must know: no night holds them
back. Their words are as neutral as those of notices, and go from here once they were sent.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.accounts.membership import members_of
from app.core.db import insert_into
from app.core.ids import new_id
from app.notices.channels import Link
from app.notices.models import WAITING, OutgoingLetter


@dataclass(frozen=True)
class Letter:
    """One mail in words that may stand on a lock screen.

    `kind` is at most 16 letters. The same `tag` (at most 64 url-safe characters) to the same
    address is one letter. `lines` are its paragraphs, `links` ways to act, `path` a page of this
    instance to go on from, if any. It is never sent after `ends_at` (aware).
    """

    kind: str
    tag: str
    title: str
    lines: tuple[str, ...]
    path: str | None
    links: tuple[Link, ...]
    ends_at: datetime


def send_letter(session: Session, address: str, letter: Letter, now: datetime) -> None:
    """Put a letter down in the transaction of its cause; the worker sends it."""
    content = {
        "title": letter.title,
        "lines": list(letter.lines),
        "path": letter.path,
        "links": [[link.says, link.path] for link in letter.links],
    }
    row = {
        "id": new_id(),
        "address": address,
        "tag": letter.tag,
        "kind": letter.kind,
        "content": content,
        "ends_at": letter.ends_at,
        "state": WAITING,
        "attempts": 0,
        "next_try_at": now,
    }
    adding = insert_into(session, OutgoingLetter).values(row)
    session.execute(adding.on_conflict_do_nothing(index_elements=["address", "tag"]))


def forget_letters_to(session: Session, address: str) -> None:
    """Delete every letter to an address, sent or not."""
    session.execute(delete(OutgoingLetter).where(OutgoingLetter.address == address))


def tell_members(session: Session, organiser_id: int, letter: Letter, now: datetime) -> None:
    """Send a letter to everybody who runs an organiser's activities; who only looks gets none."""
    for _, address in told_of(session, organiser_id):
        send_letter(session, address, letter, now)


def told_of(session: Session, organiser_id: int) -> list[tuple[int, str]]:
    """Person and address of everybody who is told of an organiser's activities."""
    return [
        (person.id, person.sign_in_address)
        for person, role in members_of(session, organiser_id)
        if person.sign_in_address and role != "viewer"
    ]
